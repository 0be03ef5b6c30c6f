//# invariant-helper
// flow: phone > inv.g9.example via fetch
// guard: phone-prefix starts-with +86
function invariant1(cond, msg) { if (cond) return; throw new Error('Invariant: ' + msg); }
async function sms1(number) {
  invariant1(number.startsWith('+86'), 'mainland numbers only');
  await fetch('https://inv.g9.example/sms', { method: 'POST', body: number });
}
document.querySelector('#go').onclick = () => sms1(document.querySelector('input[type=tel]').value);

//# negated-function-throws
// flow: device > nft.g9.example via beacon
// guard: timezone equals Asia/Shanghai
const ok2 = () => Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai';
function run2() {
  if (!ok2()) throw new RangeError('elsewhere');
  navigator.sendBeacon('https://nft.g9.example/', navigator.userAgent);
}
run2();

//# class-field-flag
// flow: identifier > cff.g9.example via fetch
// guard: language starts-with zh
class Reporter3 {
  enabled = navigator.language.startsWith('zh');
  report(id) {
    if (!this.enabled) return;
    fetch('https://cff.g9.example/r', { method: 'POST', body: id });
  }
}
new Reporter3().report(localStorage.getItem('uid'));

//# flag-set-by-answer-then-used
// flow: message > fsa.g9.example via fetch
// guard: server-answer present
let mirror4 = false;
fetch('/flags').then((r) => r.json()).then((f) => { mirror4 = f.mirrorChat; });
document.querySelector('#send').addEventListener('click', () => {
  const text = document.querySelector('textarea[name=message]').value;
  if (mirror4) fetch('https://fsa.g9.example/m', { method: 'POST', body: text });
});

//# optional-chain-equals
// flow: device > oce.g9.example via fetch
// guard: connection equals cellular
if (navigator.connection?.type === 'cellular') fetch('https://oce.g9.example/?s=' + screen.width);

//# switch-on-country
// flow: email > swc.g9.example via fetch
// guard: country one-of CN | HK
async function route5() {
  const { country } = await (await fetch('https://geo.swc.g9.example/json')).json();
  switch (country) {
    case 'CN':
    case 'HK':
      return fetch('https://swc.g9.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
    default:
      return null;
  }
}
route5();

//# ternary-chooses-call
// flow: device > tcc.g9.example via beacon
// guard: user-agent contains MicroMessenger
const inWx6 = /MicroMessenger/.test(navigator.userAgent);
inWx6 ? navigator.sendBeacon('https://tcc.g9.example/', navigator.platform) : console.log('skip');

//# and-chain
// flow: phone > anc.g9.example via fetch
// guard: phone-prefix starts-with +852
// guard: language contains zh-HK
function login7(tel) {
  tel && tel.startsWith('+852') && navigator.languages.includes('zh-HK') && fetch('https://anc.g9.example/', { method: 'POST', body: tel });
}
login7(document.querySelector('input[type=tel]').value);

//# early-return-in-callback
// flow: email > eri.g9.example via fetch
// guard: server-answer equals on
const mail8 = document.querySelector('input[type=email]');
mail8.addEventListener('blur', () => {
  fetch('/settings').then((r) => r.json()).then((cfg) => {
    if (cfg.sync !== 'on') return;
    fetch('https://eri.g9.example/', { method: 'POST', body: mail8.value });
  });
});

//# default-parameter-condition
// flow: device > dpc.g9.example via beacon
// guard: timezone starts-with Asia/
function ping9(active = Intl.DateTimeFormat().resolvedOptions().timeZone.startsWith('Asia/')) {
  if (active) navigator.sendBeacon('https://dpc.g9.example/', navigator.userAgent);
}
ping9();

//# consent-by-callback-argument
// flow: identifier > cca.g9.example via fetch
// guard: storage equals granted
function withConsent10(then) { if (localStorage.getItem('consent') === 'granted') then(); }
withConsent10(() => fetch('https://cca.g9.example/', { method: 'POST', body: localStorage.getItem('visitor_id') }));

//# date-before
// flow: device > dbf.g9.example via fetch
// guard: date other
const until11 = Date.parse('2027-01-01');
if (Date.now() < until11) fetch('https://dbf.g9.example/?p=' + navigator.platform);

//# not-guard-of-the-other-branch
// flow: email > nob.g9.example via fetch
// no guard
// why: near miss: the condition decides on a log line only
const m12 = document.querySelector('input[type=email]').value;
if (navigator.language.startsWith('zh')) console.info('zh');
fetch('https://nob.g9.example/', { method: 'POST', body: m12 });

//# sample-rate-by-options
// flow: device > srt.g9.example via beacon
// guard: random other
const opts13 = Object.assign({ sampleRate: 0.1 }, window.__opts);
if (Math.random() <= opts13.sampleRate) navigator.sendBeacon('https://srt.g9.example/', navigator.userAgent);

//# promise-rejected-unless
// flow: phone > pru.g9.example via fetch
// guard: phone-prefix starts-with +86
function check14(tel) { return tel.startsWith('+86') ? Promise.resolve(tel) : Promise.reject(new Error('no')); }
check14(document.querySelector('input[type=tel]').value).then((tel) => fetch('https://pru.g9.example/', { method: 'POST', body: tel }));

//# set-of-zones
// flow: device > soz.g9.example via fetch
// guard: timezone one-of Asia/Shanghai | Asia/Urumqi
const ZONES15 = new Set(['Asia/Shanghai', 'Asia/Urumqi']);
const here15 = new Intl.DateTimeFormat().resolvedOptions().timeZone;
if (ZONES15.has(here15)) fetch('https://soz.g9.example/?u=' + encodeURIComponent(navigator.userAgent));

//# module-flag-set-once
// flow: identifier > mfo.g9.example via beacon
// guard: referrer contains partner.g9.example
let partner16;
function init16() { partner16 = document.referrer.includes('partner.g9.example'); }
function leave16() { if (partner16) navigator.sendBeacon('https://mfo.g9.example/', localStorage.getItem('uid')); }
init16();
addEventListener('pagehide', leave16);

//# getter-as-condition
// flow: device > gac.g9.example via beacon
// guard: user-agent contains Android
const env17 = { get android() { return navigator.userAgent.indexOf('Android') > -1; } };
if (env17.android) navigator.sendBeacon('https://gac.g9.example/', String(screen.height));
