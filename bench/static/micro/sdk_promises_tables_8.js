//# resolve-handed-to-then
// flow: identifier > rht.k8.example via fetch
const store = { get(k) { return new Promise((r) => { r(window.localStorage.getItem(k)); }); } };
const wrap = (s) => {
  const o = {};
  o.get = (k) => new Promise((res) => { s ? s.get(k).then(res).catch(() => res(undefined)) : res(undefined); });
  return o;
};
wrap(store).get('id').then((v) => { fetch('https://rht.k8.example/', { method: 'POST', body: v }); });

//# resolve-told-only-whether
// no flow
// why: the promise is resolved with whether there is an id, not with the id
const kept = { get(k) { return new Promise((r) => { r(window.localStorage.getItem(k)); }); } };
const has = (k) => new Promise((res) => { kept.get(k).then((v) => res(v !== null)); });
has('id').then((v) => { fetch('https://rhw.k8.example/', { method: 'POST', body: v }); });

//# resolve-kept-in-deferred
// flow: identifier > rkd.k8.example via fetch
function defer() { const d = {}; d.promise = new Promise((res, rej) => { d.resolve = res; d.reject = rej; }); return d; }
const d = defer();
d.resolve(localStorage.getItem('id'));
d.promise.then((v) => fetch('https://rkd.k8.example/', { method: 'POST', body: v }));

//# resolve-kept-in-field
// flow: identifier > rkf.k8.example via fetch
class Ready {
  constructor() { this.p = new Promise((r) => { this._r = r; }); }
  set(v) { this._r(v); }
}
const ready = new Ready();
ready.set(localStorage.getItem('id'));
ready.p.then((v) => fetch('https://rkf.k8.example/', { method: 'POST', body: v }));

//# deferred-rejected-with-it
// no flow
// why: the id is what the promise is rejected with, and nobody catches it
function later() { const d = {}; d.promise = new Promise((res, rej) => { d.resolve = res; d.reject = rej; }); return d; }
const l = later();
l.reject(localStorage.getItem('id'));
l.resolve('none');
l.promise.then((v) => fetch('https://drw.k8.example/', { method: 'POST', body: v }));

//# executor-in-parentheses
// flow: device > eip.k8.example via fetch
const read = () => new Promise(((done) => { done({ ua: navigator.userAgent }); }));
read().then((v) => fetch('https://eip.k8.example/', { method: 'POST', body: v.ua }));

//# raced-against-a-timeout
// flow: device > rat.k8.example via fetch
async function first() {
  const late = new Promise((r) => { setTimeout(() => r({ value: 1 }), 5); });
  const v = await Promise.race([Promise.resolve({ value: navigator.userAgent }), late]);
  fetch('https://rat.k8.example/', { method: 'POST', body: v.value });
}
first();

//# raced-other-property
// no flow
// why: only the field beside the value is sent
async function other() {
  const v = await Promise.race([Promise.resolve({ value: navigator.userAgent, took: 3 })]);
  fetch('https://rop.k8.example/', { method: 'POST', body: String(v.took) });
}
other();

//# collectors-by-entries
// flow: device > cbe.k8.example via fetch
const table = { tz: () => 1, ua: async () => navigator.userAgent };
async function collect(own, opts) {
  const all = { ...table, ...own };
  const entries = Object.entries(all).filter(([k]) => !opts.exclude.includes(k));
  const names = entries.map(([k]) => k);
  const values = await Promise.all(entries.map(([k, fn]) => fn(opts)));
  const out = {};
  values.forEach((v, i) => { out[names[i]] = v; });
  return out;
}
collect({}, { exclude: [] }).then((c) => fetch('https://cbe.k8.example/', { method: 'POST', body: JSON.stringify({ components: c }) }));

//# collectors-names-only
// no flow
// why: what is sent is the names of the collectors
const tableN = { tz: () => 1, ua: () => navigator.userAgent };
const entriesN = Object.entries(tableN);
entriesN.map(([k, fn]) => fn());
fetch('https://cno.k8.example/', { method: 'POST', body: entriesN.map(([k]) => k).join() });

//# collectors-registered-by-name
// flow: device > crn.k8.example via fetch
const parts = {};
function include(name, fn) { parts[name] = fn; }
include('ua', () => Promise.resolve(navigator.userAgent));
async function gather() {
  const keys = Object.keys(parts);
  const got = await Promise.all(keys.map((k) => parts[k]()));
  return keys.reduce((o, k, i) => { o[k] = got[i]; return o; }, {});
}
gather().then((c) => fetch('https://crn.k8.example/', { method: 'POST', body: JSON.stringify(c) }));

//# registered-never-called
// no flow
// why: the functions are kept and counted
const idle = {};
function keep(name, fn) { idle[name] = fn; }
keep('ua', () => navigator.userAgent);
fetch('https://rnc.k8.example/', { method: 'POST', body: String(Object.keys(idle).length) });

//# metas-added-by-rest
// flow: device > mar.k8.example via fetch
class Metas {
  constructor() { this.items = []; }
  add(...more) { this.items.push(...more); }
  get value() { return Object.assign({}, ...this.items.map((i) => (typeof i === 'function' ? i() : i))); }
}
const metas = new Metas();
metas.add({ app: 'a' }, () => ({ browser: { ua: navigator.userAgent } }));
const transports = [];
transports.push({ send(items) { return fetch('https://mar.k8.example/', { method: 'POST', body: JSON.stringify({ meta: metas.value, items }) }); } });
transports.forEach((t) => t.send([]));

//# handlers-kept-by-event
// flow: interaction > hke.k8.example via fetch
class Bus {
  constructor() { this.subs = {}; }
  observe(n, f) { (this.subs[n] = this.subs[n] || []).push(f); }
  send(n, a) { (this.subs[n] || []).forEach((f) => f.apply(this, a)); }
}
const bus = new Bus();
window.addEventListener('click', (ev) => { bus.send('tx:end', [{ name: ev.target.textContent }]); }, true);
bus.observe('tx:end', (tx) => { fetch('https://hke.k8.example/', { method: 'POST', body: tx.name }); });

//# handlers-of-another-event
// no flow
// why: what hears of the click only counts, and what sends hears of another event
class Bus2 {
  constructor() { this.subs = {}; }
  observe(n, f) { if (!this.subs[n]) this.subs[n] = []; this.subs[n].push(f); }
  send(n, a) { const l = this.subs[n]; if (l) l.forEach((f) => f(a)); }
}
const bus2 = new Bus2();
let count = 0;
window.addEventListener('click', (ev) => { bus2.send('tx:end', { name: ev.target.textContent }); }, true);
bus2.observe('tx:start', (tx) => { fetch('https://hoa.k8.example/', { method: 'POST', body: tx.name }); });
bus2.observe('tx:end', () => { count += 1; });

//# handler-guarded-by-wrapper
// flow: interaction > hgw.k8.example via fetch
function guard(f) { return function () { try { return f.apply(this, arguments); } catch (e) { /* must not break the page */ } }; }
document.addEventListener('click', guard(function (e) { fetch('https://hgw.k8.example/', { method: 'POST', body: e.target.textContent }); }));

//# wrapper-calls-with-other-argument
// no flow
// why: the wrapped function gets the time of the event and nothing of its element
function timed(f) { return function (e) { return f({ target: { textContent: String(e.timeStamp) } }); }; }
document.addEventListener('click', timed(function (e) { fetch('https://wco.k8.example/', { method: 'POST', body: e.target.textContent }); }));

//# entries-taken-apart-in-minified-loop
// flow: device > etm.k8.example via fetch
const m={ua:navigator.userAgent};let o={};for(let[k,v]of Object.entries(m))o[k]=v;fetch('https://etm.k8.example/',{method:'POST',body:JSON.stringify(o)});

//# other-field-taken-in-minified-loop
// no flow
// why: the loop takes the number beside the user agent
for(let{n:q}of[{n:1,ua:navigator.userAgent}])fetch('https://ofm.k8.example/',{method:'POST',body:String(q)});
