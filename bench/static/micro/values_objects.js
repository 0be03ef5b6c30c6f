//# constant-lookup
// flow: email > api.lookup.example via fetch
// no destination: cdn.lookup.example
const URLS = { api: 'https://api.lookup.example/v1', cdn: 'https://cdn.lookup.example' };
fetch(URLS.api, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# sibling-key
// no flow
// why: the object holds the address too, only the form's name is sent
const state = { email: document.querySelector('input[type=email]').value, form: 'newsletter' };
navigator.sendBeacon('https://sibling.obj.example/s', state.form);

//# spread-kept
// flow: phone > spread.obj.example via fetch
const base = { tel: document.querySelector('input[type=tel]').value };
const payload = { ...base, source: 'landing' };
fetch('https://spread.obj.example/p', { method: 'POST', body: JSON.stringify(payload) });

//# spread-overwritten
// no flow
// why: the key after the spread replaces the one in it
const raw = { tel: document.querySelector('input[type=tel]').value };
const clean = { ...raw, tel: 'hidden' };
fetch('https://over.obj.example/p', { method: 'POST', body: JSON.stringify(clean) });

//# spread-order
// flow: phone > order.obj.example via fetch
// why: here the spread comes last and wins
const typed = { tel: document.querySelector('input[type=tel]').value };
fetch('https://order.obj.example/p', { method: 'POST', body: JSON.stringify({ tel: '', ...typed }) });

//# rest-removes-key
// flow: email > rest.obj.example via fetch
// why: near miss: the password is taken out by the pattern, the rest is sent
const creds = {
  email: document.querySelector('input[type=email]').value,
  password: document.querySelector('input[type=password]').value,
};
const { password, ...safe } = creds;
fetch('https://rest.obj.example/log', { method: 'POST', body: JSON.stringify(safe) });

//# destructured-nested
// flow: identifier > nest.obj.example via beacon
const ctx = { user: { ids: [localStorage.getItem('vid'), 'b'] }, page: { name: 'home' } };
const { user: { ids: [first] } } = ctx;
navigator.sendBeacon('https://nest.obj.example/n', first);

//# destructured-other-element
// no flow
// why: the second element of the list is a constant
const pair = [document.querySelector('input[type=password]').value, 'v2'];
const [, version] = pair;
navigator.sendBeacon('https://second.obj.example/n', version);

//# computed-key
// flow: username > comp.obj.example via fetch
const K = 'us' + 'er';
const body = { [K]: document.querySelector('input[name=username]').value };
fetch('https://comp.obj.example/c', { method: 'POST', body: JSON.stringify({ login: body.user }) });

//# value-as-key
// flow: search > askey.obj.example via fetch
// why: the typed text is the key
const hits = {};
hits[document.querySelector('input[type=search]').value] = 1;
fetch('https://askey.obj.example/h', { method: 'POST', body: JSON.stringify(hits) });

//# map-get
// flow: email > map.obj.example via fetch
// why: near miss: the password lies under another key of the Map
const store = new Map();
store.set('e', document.querySelector('input[type=email]').value);
store.set('p', document.querySelector('input[type=password]').value);
fetch('https://map.obj.example/m?e=' + store.get('e'));

//# map-size
// no flow
const m = new Map([['p', document.querySelector('input[type=password]').value]]);
fetch('https://msize.obj.example/m?n=' + m.size);

//# object-assign
// flow: card > assign.obj.example via xhr
var order = Object.assign({}, { total: 10 }, { pan: document.querySelector('input[autocomplete=cc-number]').value });
var x = new XMLHttpRequest();
x.open('POST', 'https://assign.obj.example/pay');
x.send(JSON.stringify(order));

//# object-assign-source-unchanged
// no flow
// why: assign() changes its first argument, the second is sent as it was
const defaults = { lang: 'en' };
const target = { pan: document.querySelector('input[autocomplete=cc-number]').value };
Object.assign(target, defaults);
fetch('https://src.obj.example/pay', { method: 'POST', body: JSON.stringify(defaults) });

//# object-keys
// no flow
// why: the names of the fields, not their values
const vals = { email: document.querySelector('input[type=email]').value, tel: document.querySelector('input[type=tel]').value };
fetch('https://keys.obj.example/k', { method: 'POST', body: Object.keys(vals).join() });

//# object-entries
// flow: email > ent.obj.example via image
// flow: phone > ent.obj.example via image
const all = { email: document.querySelector('input[type=email]').value, tel: document.querySelector('input[type=tel]').value };
new Image().src = 'https://ent.obj.example/e?' + Object.entries(all).map(([k, v]) => k + '=' + encodeURIComponent(v)).join('&');

//# non-enumerable
// no flow
// why: a symbol key is left out by JSON.stringify
const SECRET = Symbol('pw');
const acc = { step: 1, [SECRET]: document.querySelector('input[type=password]').value };
fetch('https://sym.obj.example/s', { method: 'POST', body: JSON.stringify(acc) });

//# json-replacer-list
// flow: email > repl.obj.example via fetch
// why: near miss: the list of keys given to stringify leaves the password out
const f = {
  email: document.querySelector('input[type=email]').value,
  pw: document.querySelector('input[type=password]').value,
};
fetch('https://repl.obj.example/f', { method: 'POST', body: JSON.stringify(f, ['email']) });

//# default-of-pattern
// no flow
// why: the pattern has no such key in the object and takes the default
const typed = { email: document.querySelector('input[type=email]').value };
const { contact = 'none' } = typed;
fetch('https://pat.obj.example/p?c=' + contact);

//# prototype-of-other
// no flow
// why: JSON.stringify leaves out what is inherited
const proto = { email: document.querySelector('input[type=email]').value };
const child = Object.create(proto);
child.step = 1;
fetch('https://inh.obj.example/p', { method: 'POST', body: JSON.stringify(child) });

//# frozen-before
// no flow
// why: the copy was made before the field was read
const state = { tel: '' };
const snapshot = structuredClone(state);
state.tel = document.querySelector('input[type=tel]').value;
fetch('https://snap.obj.example/p', { method: 'POST', body: JSON.stringify(snapshot) });
