//# ho-upd-cleared-before-send
// no flow
// why: the field of the state is emptied before the state goes out
const state = { step: 'login', password: '' };
state.password = document.querySelector('input[type=password]').value;
localCheck(state.password);
state.password = '';
fetch('https://flow.steps.example/s', { method: 'POST', body: JSON.stringify(state) });
function localCheck(p) {
  document.querySelector('#hint').hidden = p.length > 7;
}

//# ho-upd-mask-overwrite
// no flow
// why: the variable holds the mask by the time it is sent
var val = document.querySelector('#password').value;
document.querySelector('#dots').textContent = Array(val.length + 1).join('•');
val = '[FILTERED]';
navigator.sendBeacon('https://crash.masked.example/ctx', JSON.stringify({ field: 'password', value: val }));

//# ho-upd-delete-key
// no flow
// why: the one sensitive key is deleted
const payload = { event: 'signup_view', build: '8.2.1' };
payload.email = document.querySelector('input[type=email]').value;
document.querySelector('#preview').textContent = payload.email;
delete payload.email;
fetch('https://ev.dropkey.example/e', { method: 'POST', body: JSON.stringify(payload) });

//# ho-upd-rest-drops-key
// no flow
// why: rest-destructuring leaves the password behind
function loginContext() {
  return { flow: 'web', attempt: 1, password: document.querySelector('input[type=password]').value };
}
const { password, ...context } = loginContext();
document.querySelector('#go').disabled = password.length === 0;
fetch('https://ctx.restdrop.example/c', { method: 'POST', body: JSON.stringify(context) });

//# ho-upd-stringify-allowlist
// no flow
// why: the list of keys given to JSON.stringify does not hold the number
const card = {
  pan: document.querySelector('input[autocomplete=cc-number]').value,
  scheme: 'visa',
  flow: 'express',
};
document.querySelector('#last4').textContent = card.pan.slice(-4);
fetch('https://pay.allowkeys.example/m', { method: 'POST', body: JSON.stringify(card, ['scheme', 'flow']) });

//# ho-upd-stringify-replacer
// no flow
// why: the replacer leaves out the secret keys
const SECRET = ['password', 'otp'];
const replacer = (k, v) => (SECRET.includes(k) ? undefined : v);
const attempt = {
  id: 12,
  password: document.querySelector('input[type=password]').value,
  otp: document.querySelector('input[autocomplete=one-time-code]').value,
};
const wire = JSON.stringify(attempt, replacer);
navigator.sendBeacon('https://log.replacer.example/a', wire);

//# ho-upd-assign-later-wins
// no flow
// why: the later source of Object.assign overwrites the value
const typed = { user: document.querySelector('#username').value, app: 'portal' };
const anonymised = Object.assign({}, typed, { user: 'anonymous' });
document.querySelector('#who').textContent = typed.user;
fetch('https://stat.assignwin.example/s', { method: 'POST', body: JSON.stringify(anonymised) });

//# ho-upd-spread-overwritten
// no flow
const profile = { phone: document.querySelector('input[type=tel]').value, locale: 'x-default' };
const scrub = (o) => ({ ...o, phone: null });
document.querySelector('#confirm-number').textContent = profile.phone;
const rq = new XMLHttpRequest();
rq.open('PUT', 'https://crm.spreadout.example/p');
rq.send(JSON.stringify(scrub(profile)));

//# ho-upd-formdata-delete
// no flow
// why: set and deleted again; only the constant is left
const body = new FormData();
body.append('source', 'landing');
body.append('pw', document.querySelector('input[type=password]').value);
document.querySelector('#ok').hidden = !body.has('pw');
body.delete('pw');
fetch('https://lp.formdrop.example/f', { method: 'POST', body });

//# ho-upd-searchparams-delete
// no flow
// destination: https://r.paramdrop.example/hit?page=signup
const u = new URL('https://r.paramdrop.example/hit?page=signup');
u.searchParams.set('email', document.querySelector('input[type=email]').value);
document.querySelector('#link-preview').textContent = u.searchParams.get('email');
u.searchParams.delete('email');
new Image().src = u.href;

//# ho-upd-queue-emptied
// no flow
// why: the queue is emptied before the timer reads it
var queue = [];
queue.push({ t: 'pw', v: document.querySelector('#password').value });
queue.length = 0;
queue.push({ t: 'hello', v: 1 });
setTimeout(function () {
  var x = new XMLHttpRequest();
  x.open('POST', 'https://q.emptied.example/q');
  x.send(JSON.stringify(queue));
}, 100);

//# ho-upd-pick-helper
// no flow
// why: the helper copies the named keys only
function pick(obj, keys) {
  return keys.reduce(function (acc, k) {
    if (k in obj) acc[k] = obj[k];
    return acc;
  }, {});
}
var full = { ver: '3', channel: 'web', dob: document.querySelector('input[autocomplete=bday]').value };
document.querySelector('#dob-echo').textContent = full.dob;
fetch('https://api.picker.example/v', { method: 'POST', body: JSON.stringify(pick(full, ['ver', 'channel'])) });

//# ho-upd-stars-replacement
// no flow
// why: each character becomes a star, only the length is left
const maskText = (s) => s.replace(/[\s\S]/g, '*');
const field = document.querySelector('input[type=password]');
const masked = maskText(field.value);
fetch('https://rec.starred.example/i', { method: 'POST', body: JSON.stringify({ input: masked }) });

//# ho-upd-redact-loop
// no flow
// why: a loop over the sensitive keys writes the mask
const SENSITIVE = ['email', 'phone'];
function redact(rec) {
  const out = { ...rec };
  for (const k of SENSITIVE) if (k in out) out[k] = '<redacted>';
  return out;
}
const rec = {
  page: 'register',
  email: document.querySelector('input[type=email]').value,
  phone: document.querySelector('input[type=tel]').value,
};
navigator.sendBeacon('https://obs.redactor.example/r', JSON.stringify(redact(rec)));

//# ho-upd-tojson-hides
// no flow
// why: toJSON decides what JSON.stringify sees
class Session {
  constructor(user, token) { this.user = user; this.token = token; }
  greet() { document.querySelector('#hello').textContent = this.user; }
  toJSON() { return { kind: 'session', v: 2 }; }
}
const session = new Session(document.querySelector('#username').value, localStorage.getItem('token'));
session.greet();
fetch('https://audit.tojson.example/s', { method: 'POST', body: JSON.stringify(session) });

//# ho-upd-private-field
// no flow
// why: a private field is not part of what JSON.stringify writes
class Credentials {
  #secret;
  scheme = 'basic';
  constructor(secret) { this.#secret = secret; }
  get strong() { return this.#secret.length > 11; }
}
const held = new Credentials(document.querySelector('input[type=password]').value);
document.querySelector('#meter').classList.toggle('strong', held.strong);
fetch('https://schema.privates.example/c', { method: 'POST', body: JSON.stringify(held) });

//# ho-upd-non-enumerable
// no flow
// why: a property that is not enumerable is left out by JSON.stringify
var box = { type: 'otp-form' };
Object.defineProperty(box, 'code', { value: document.querySelector('input[name=otp]').value, enumerable: false });
document.querySelector('#echo').textContent = box.code;
var xr = new XMLHttpRequest();
xr.open('POST', 'https://log.enumer.example/b');
xr.send(JSON.stringify(box));

//# ho-upd-map-to-constant
// no flow
// why: map drops the values and keeps names that stand in the code
const inputs = [
  ['email', document.querySelector('input[type=email]').value],
  ['password', document.querySelector('input[type=password]').value],
];
document.querySelector('#count').textContent = inputs.map(([, v]) => v.length).join('/');
const schema = inputs.map(([name]) => ({ name, type: 'string' }));
fetch('https://reg.schemaonly.example/s', { method: 'POST', body: JSON.stringify(schema) });

//# ho-upd-array-index
// no flow
// why: the tuple's other place is sent
var pair = [document.querySelector('#password').value, 'login-form'];
var pw = pair[0], label = pair[1];
document.querySelector('#len').textContent = pw.length;
new Image().src = 'https://n.tuples.example/l.gif?f=' + label;

//# ho-upd-promise-all-second
// no flow
// why: the results stay apart by their place
async function boot() {
  const [pos, conf] = await Promise.all([
    new Promise((r) => navigator.geolocation.getCurrentPosition(r)),
    Promise.resolve({ theme: 'dark', rev: 7 }),
  ]);
  document.querySelector('#pos').textContent = pos.coords.latitude.toFixed(2);
  await fetch('https://conf.allset.example/c', { method: 'POST', body: JSON.stringify(conf) });
}
boot();

//# ho-upd-unused-argument
// no flow
// why: the helper takes the credentials and sends only the name of the event
function track(name, _details) {
  return fetch('https://t.unusedarg.example/ev', { method: 'POST', body: JSON.stringify({ name }) });
}
track('login_submit', {
  u: document.querySelector('#username').value,
  p: document.querySelector('#password').value,
});

//# ho-upd-swap-by-key-filter
// no flow
// why: the entries of the secret keys are filtered out
const SECRETS = new Set(['cc', 'cvv']);
const cart = { sku: 'A-113', qty: 2, cc: document.querySelector('input[autocomplete=cc-number]').value };
const clean = Object.fromEntries(Object.entries(cart).filter(([k]) => !SECRETS.has(k)));
document.querySelector('#digits').textContent = cart.cc.length;
fetch('https://shop.keyfilter.example/cart', { method: 'POST', body: JSON.stringify(clean) });

//# ho-upd-pop-before-join
// no flow
// why: the last element is taken off before the list is joined
var bits = ['v1', 'web'];
bits.push(navigator.userAgent);
var agent = bits.pop();
document.querySelector('#agent').textContent = agent;
(new Image()).src = 'https://p.popjoin.example/x.gif?b=' + bits.join('.');

//# ho-upd-param-reassigned
// no flow
// why: the parameter is overwritten at the head of the function
function send(body) {
  body = JSON.stringify({ ping: true });
  const x = new XMLHttpRequest();
  x.open('POST', 'https://hb.reassigned.example/p');
  x.send(body);
}
send(document.querySelector('textarea[name=message]').value);

//# ho-upd-config-key-replaced
// no flow
// why: the map's entry is set anew under the same key
const store = new Map();
store.set('who', document.querySelector('input[type=email]').value);
document.querySelector('#who').textContent = store.get('who');
store.set('who', 'guest');
fetch('https://map.rekeyed.example/w', { method: 'POST', body: store.get('who') });
