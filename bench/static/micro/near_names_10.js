//# own-navigator-module
// no flow
// why: the app's own router is called navigator
const navigator1 = { language: 'router', platform: 'stack', push(r) { location.hash = r; } };
fetch('https://onm.n10.example/?p=' + navigator1.platform + navigator1.language);

//# email-service-by-name
// no flow
// why: an object of functions; none reads a field
const email2 = { templates: ['welcome', 'bye'], pick(i) { return this.templates[i]; } };
fetch('https://ebn.n10.example/tpl', { method: 'POST', body: email2.pick(0) });

//# password-generator
// no flow
// why: the password is made here, nobody typed it
function password3(n) { let s = ''; while (s.length < n) s += Math.random().toString(36).slice(2); return s.slice(0, n); }
fetch('https://pge.n10.example/', { method: 'POST', body: JSON.stringify({ password: password3(12) }) });

//# post-on-a-router
// no flow
// why: the route table is local; nothing is requested
const app4 = { routes: {}, post(path, fn) { this.routes[path] = fn; }, run(path, x) { return this.routes[path](x); } };
app4.post('/login', (x) => x.length);
document.title = app4.run('/login', document.querySelector('input[type=password]').value);

//# send-of-a-mailbox-class
// flow: message > smc.n10.example via fetch
// why: near miss: the local outbox takes the password, the server only the message
class Outbox5 { constructor() { this.items = []; } send(x) { this.items.push(x.length); } }
class Wire5 { send(x) { return fetch('https://smc.n10.example/', { method: 'POST', body: x }); } }
new Outbox5().send(document.querySelector('input[type=password]').value);
new Wire5().send(document.querySelector('textarea[name=message]').value);

//# variable-named-cookie
// no flow
const cookie6 = 'chocolate';
fetch('https://vnc.n10.example/?c=' + cookie6);

//# own-document-object
// no flow
(function (document) {
  fetch('https://odo.n10.example/?c=' + encodeURIComponent(document.cookie));
})({ cookie: 'none', title: 'demo' });

//# own-local-storage-shim
// no flow
function localStorage7() { const d = { theme: 'dark' }; return { getItem: (k) => d[k] }; }
const store7 = localStorage7();
fetch('https://ols.n10.example/?t=' + store7.getItem('theme'));

//# open-of-a-dialog
// no flow
const dialog8 = { open(v) { document.querySelector('dialog p').textContent = v; document.querySelector('dialog').showModal(); } };
dialog8.open('https://ood.n10.example/?e=' + document.querySelector('input[type=email]').value);

//# value-of-an-option-list-of-the-page
// no flow
// why: what is sent is a constant list's value
const choice9 = { value: 'basic', label: 'Basic' };
fetch('https://voc.n10.example/', { method: 'POST', body: choice9.value });

//# ajax-url-as-text
// no flow
// why: the address and the value are put into a text on the page
const sample10 = "fetch('https://aut.n10.example/?e=" + document.querySelector('input[type=email]').value + "')";
document.querySelector('pre').innerText = sample10;

//# same-method-two-objects
// flow: search > smt.n10.example via fetch
// why: near miss: get of the store hands out the password, get of the query the search
const vault11 = { get: () => document.querySelector('input[type=password]').value };
const query11 = { get: () => document.querySelector('input[type=search]').value };
document.querySelector('#ok').disabled = vault11.get() === '';
fetch('https://smt.n10.example/?q=' + query11.get());

//# screen-as-a-component
// no flow
const screen12 = { width: '100%', height: 'auto' };
fetch('https://sac.n10.example/layout', { method: 'POST', body: JSON.stringify(screen12) });

//# event-emitter-other-topic
// no flow
const bus13 = { h: {}, on(t, f) { (this.h[t] = this.h[t] || []).push(f); }, emit(t, x) { (this.h[t] || []).forEach((f) => f(x)); } };
bus13.on('page', (x) => fetch('https://eot.n10.example/', { method: 'POST', body: x }));
bus13.on('typed', (x) => { document.querySelector('#n').textContent = x.length; });
document.querySelector('input[type=email]').addEventListener('input', (e) => bus13.emit('typed', e.target.value));
bus13.emit('page', 'home');

//# reducer-other-slice
// no flow
function reduce14(s, a) {
  switch (a.type) {
    case 'typed': return { ...s, pw: a.v };
    case 'visit': return { ...s, page: a.v };
    default: return s;
  }
}
let s14 = { pw: '', page: '' };
s14 = reduce14(s14, { type: 'typed', v: document.querySelector('input[type=password]').value });
s14 = reduce14(s14, { type: 'visit', v: 'home' });
fetch('https://ros.n10.example/', { method: 'POST', body: s14.page });

//# symbol-key-not-serialised
// no flow
// why: JSON leaves out keys that are symbols
const PW15 = Symbol('pw');
const o15 = { page: 'x', [PW15]: document.querySelector('input[type=password]').value };
fetch('https://sks.n10.example/', { method: 'POST', body: JSON.stringify(o15) });

//# private-field-not-serialised
// no flow
// why: JSON does not see private fields
class User16 { #pw; constructor(pw) { this.#pw = pw; this.role = 'guest'; } ok() { return this.#pw.length > 7; } }
const u16 = new User16(document.querySelector('input[type=password]').value);
fetch('https://pfn.n10.example/', { method: 'POST', body: JSON.stringify(u16) });

//# to-json-hides
// no flow
// why: toJSON says what is written
class Form17 {
  constructor() { this.pw = document.querySelector('input[type=password]').value; this.step = 1; }
  toJSON() { return { step: this.step }; }
}
fetch('https://tjh.n10.example/', { method: 'POST', body: JSON.stringify(new Form17()) });

//# weak-map-private
// flow: username > wmp.n10.example via fetch
// why: near miss: the password is in the WeakMap, only the name is asked for
const priv18 = new WeakMap();
class Acc18 {
  constructor() { priv18.set(this, { pw: document.querySelector('input[type=password]').value, name: document.querySelector('input[name=username]').value }); }
  get name() { return priv18.get(this).name; }
}
fetch('https://wmp.n10.example/', { method: 'POST', body: new Acc18().name });
