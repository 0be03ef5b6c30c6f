//# includes-at-sign
// no flow
const m1 = document.querySelector('input[type=email]').value;
fetch('https://ias.de10.example/f?valid=' + m1.includes('@'));

//# length-class
// no flow
const s2 = document.querySelector('input[type=password]').value;
const level = s2.length > 12 ? 'strong' : s2.length > 8 ? 'fair' : 'weak';
navigator.sendBeacon('https://lcl.de10.example/', level);

//# domain-of-mail
// flow: email > dom.de10.example via fetch
// why: the part after the @ still comes from what was typed
const m3 = document.querySelector('input[type=email]').value;
fetch('https://dom.de10.example/mx?d=' + m3.substring(m3.lastIndexOf('@') + 1));

//# sha256-of-mail
// flow: email > sha.de10.example via image
// why: a hash of a mail address identifies it
async function hex(s) {
  const b = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(s));
  return Array.from(new Uint8Array(b), (x) => x.toString(16).padStart(2, '0')).join('');
}
hex(document.querySelector('input[type=email]').value.trim().toLowerCase()).then((h) => { new Image().src = 'https://sha.de10.example/?h=' + h; });

//# hash-by-loop
// flow: device > hbl.de10.example via fetch
function djb2(str) { let h = 5381; for (let i = 0; i < str.length; i++) h = (h * 33) ^ str.charCodeAt(i); return h >>> 0; }
fetch('https://hbl.de10.example/?f=' + djb2([navigator.userAgent, screen.width, navigator.language].join('|')));

//# hash-of-a-constant
// no flow
// why: near miss: the same function on a version text
function fnv(str) { let h = 0x811c9dc5; for (const c of str) { h ^= c.charCodeAt(0); h = Math.imul(h, 16777619); } return h >>> 0; }
const seen = document.querySelector('input[type=email]').value;
fetch('https://hoc.de10.example/?v=' + fnv('release-2026.1'));
if (seen) document.title = String(fnv(seen));

//# count-per-field
// no flow
const filled = [...document.querySelectorAll('input')].filter((i) => i.value !== '').length;
fetch('https://cpf.de10.example/progress?n=' + filled);

//# is-desktop-word
// no flow
// why: one of two constants
const kind = /Mobi/.test(navigator.userAgent) ? 'mobile' : 'desktop';
fetch('https://idw.de10.example/view?k=' + kind);

//# typeof-and-equality
// no flow
const t1 = document.querySelector('input[type=password]').value;
const t2 = document.querySelector('#repeat').value;
fetch('https://tae.de10.example/', { method: 'POST', body: JSON.stringify({ same: t1 === t2, kind: typeof t1 }) });

//# masked-middle
// flow: phone > mmi.de10.example via fetch
// why: the ends of the number stay
const tel = document.querySelector('input[type=tel]').value;
fetch('https://mmi.de10.example/?t=' + tel.slice(0, 3) + '****' + tel.slice(-2));

//# replaced-all-by-x
// no flow
// why: every sign becomes an x
fetch('https://rax.de10.example/', { method: 'POST', body: document.querySelector('textarea[name=message]').value.replace(/[\s\S]/g, 'x') });

//# split-first-word
// flow: name > sfw.de10.example via fetch
const full = document.querySelector('input[autocomplete=name]').value;
const [first] = full.split(' ');
fetch('https://sfw.de10.example/hello?n=' + first);

//# parse-int-of-field
// flow: input > pif.de10.example via fetch
const age = parseInt(document.querySelector('input[type=number]').value, 10);
fetch('https://pif.de10.example/quote?age=' + (age + 1));

//# error-name-from-switch
// no flow
function judge(v) {
  switch (v.length) { case 0: return 'EMPTY'; case 1: return 'SHORT'; default: return 'OK'; }
}
navigator.sendBeacon('https://enf.de10.example/', judge(document.querySelector('input[type=search]').value));
