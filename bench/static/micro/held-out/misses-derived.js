//# ho-der-password-length
// no flow
// why: the length of the password is no password
const pwField = document.querySelector('input[type=password]');
document.querySelector('form').addEventListener('submit', () => {
  navigator.sendBeacon('https://ux.formstats.example/pw', JSON.stringify({ len: pwField.value.length }));
});

//# ho-der-email-valid-boolean
// no flow
const EMAIL_RE = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i;
function validate(el) {
  return EMAIL_RE.test(el.value);
}
const ok = validate(document.querySelector('input[type=email]'));
fetch('https://ux.validity.example/v', { method: 'POST', body: JSON.stringify({ field: 'email', ok }) });

//# ho-der-filled-count
// no flow
// why: how many fields are filled, not with what
var fields = Array.prototype.slice.call(document.querySelectorAll('form input'));
var filled = fields.map(function (f) { return f.value; }).filter(Boolean).length;
new Image().src = 'https://funnel.filled.example/f.gif?n=' + filled;

//# ho-der-confirm-match
// no flow
const [p1, p2] = [...document.querySelectorAll('input[type=password]')].map((n) => n.value);
const same = p1 === p2;
fetch('https://signup.matcher.example/m', { method: 'POST', body: JSON.stringify({ same, ui: 'v5' }) });

//# ho-der-strength-bucket
// no flow
// why: a word chosen by branches on the password (implicit)
function bucket(p) {
  if (p.length < 8) return 'weak';
  if (/[A-Z]/.test(p) && /\d/.test(p)) return 'strong';
  return 'fair';
}
const grade = bucket(document.querySelector('#password').value);
navigator.sendBeacon('https://sec.strengthmeter.example/g', grade);

//# ho-der-check-validity
// no flow
document.querySelector('form#join').addEventListener('submit', function (e) {
  var valid = this.checkValidity();
  if (!valid) e.preventDefault();
  var x = new XMLHttpRequest();
  x.open('POST', 'https://forms.validstat.example/s');
  x.send('valid=' + (valid ? 1 : 0));
});

//# ho-der-typeof-storage
// no flow
// why: whether there is an entry, not what it is
const has = (k) => localStorage.getItem(k) !== null;
const returning = has('visitor_id');
if (!returning) localStorage.setItem('visitor_id', crypto.randomUUID());
fetch('https://seg.returning.example/r', { method: 'POST', body: returning ? 'returning' : 'new' });

//# ho-der-file-chosen
// no flow
// why: only the number of the chosen files is told
const fileBox = document.querySelector('input[type=file]');
fileBox.addEventListener('change', () => {
  const n = fileBox.files.length;
  fetch('https://up.counted.example/n', { method: 'POST', body: String(n) });
});

//# ho-der-feature-service-worker
// no flow
// destination: /sw.js
// why: feature detection, then a constant script
if ('serviceWorker' in navigator) {
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').then((r) => console.info('sw', r.scope));
  });
}

//# ho-der-feature-beacon-transport
// no flow
// why: the test of sendBeacon chooses the transport of a constant
function transport(url, text) {
  if (typeof navigator.sendBeacon === 'function') return navigator.sendBeacon(url, text);
  const x = new XMLHttpRequest();
  x.open('POST', url, true);
  x.send(text);
  return true;
}
transport('https://up.featurebox.example/v', 'build=2207');

//# ho-der-language-picks-font
// no flow
// destination: https://fonts.typeface.example/noto-jp.css
// destination: https://fonts.typeface.example/noto.css
// why: the language selects one of two constants
const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
if (navigator.language.startsWith('ja')) sheet.href = 'https://fonts.typeface.example/noto-jp.css';
else sheet.href = 'https://fonts.typeface.example/noto.css';
document.head.appendChild(sheet);

//# ho-der-index-of-choice
// no flow
var sort;
switch (document.cookie.indexOf('sort=desc') >= 0) {
  case true: sort = 'desc'; break;
  default: sort = 'asc';
}
fetch('/api/list?sort=' + sort).then(function (r) { return r.json(); }).then(function (rows) {
  document.querySelector('#n').textContent = rows.length;
});

//# ho-der-error-code-constant
// no flow
// why: the error reported carries a constant text, not the value
class FieldError extends Error {
  constructor(code) { super('field error ' + code); this.code = code; }
}
function assertPhone(v) {
  if (!/^\+\d{8,15}$/.test(v)) throw new FieldError('E_PHONE');
}
try {
  assertPhone(document.querySelector('input[type=tel]').value);
} catch (err) {
  fetch('https://errs.fielderr.example/e', { method: 'POST', body: JSON.stringify({ m: err.message, c: err.code }) });
}

//# ho-der-server-nonce-echo
// no flow
// why: what is passed on came from the server and is nothing of the person
async function handshake() {
  const { nonce } = await (await fetch('https://gate.nonce.example/new')).json();
  await fetch('https://gate.nonce.example/ack', { method: 'POST', body: JSON.stringify({ nonce }) });
}
handshake();

//# ho-der-local-storage-remember
// no flow
// why: the email is kept in the page's storage; the request tells a constant
const remember = document.querySelector('#remember');
document.querySelector('form').addEventListener('submit', () => {
  const email = document.querySelector('input[type=email]').value;
  if (remember.checked) localStorage.setItem('last_email', email);
  navigator.sendBeacon('https://m.rememberme.example/m', 'submit');
});

//# ho-der-indexeddb-draft
// no flow
// why: a draft kept in the browser's own database
const open = indexedDB.open('drafts', 1);
open.onupgradeneeded = () => open.result.createObjectStore('d');
open.onsuccess = () => {
  const tx = open.result.transaction('d', 'readwrite');
  tx.objectStore('d').put(document.querySelector('textarea').value, 'current');
  tx.oncomplete = () => fetch('/api/drafts/ping', { method: 'POST', body: 'saved' });
};

//# ho-der-clipboard-write
// no flow
// why: copied to the clipboard, not sent
document.querySelector('#copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(document.querySelector('#password').value);
  document.querySelector('#copied').hidden = false;
});

//# ho-der-blob-download
// no flow
// why: a download from memory
const dl = document.createElement('a');
const text = JSON.stringify({ name: document.querySelector('input[autocomplete=name]').value });
dl.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
dl.download = 'profile.json';
dl.click();

//# ho-der-image-preview
// no flow
// why: the source of the image is a data: address
document.querySelector('input[type=file]').addEventListener('change', (e) => {
  const reader = new FileReader();
  reader.addEventListener('load', () => {
    document.querySelector('img#preview').src = reader.result;
  });
  reader.readAsDataURL(e.target.files[0]);
});

//# ho-der-object-url-preview
// no flow
// why: blob: addresses stay in the page
var inp = document.querySelector('input[type=file]');
inp.onchange = function () {
  var im = new Image();
  im.src = URL.createObjectURL(inp.files[0]);
  document.getElementById('thumbs').appendChild(im);
};

//# ho-der-data-url-fetch
// no flow
// why: fetch of a data: address only turns the text into a blob
async function toBlob(canvas) {
  const res = await fetch(canvas.toDataURL('image/png'));
  return res.blob();
}
const cv = document.querySelector('canvas#sign');
toBlob(cv).then((b) => { document.querySelector('#size').textContent = b.size; });

//# ho-der-fingerprint-shown
// no flow
// why: the traits are shown on a help page only
const about = { ua: navigator.userAgent, px: devicePixelRatio, tz: Intl.DateTimeFormat().resolvedOptions().timeZone };
document.querySelector('#about-browser').textContent = JSON.stringify(about, null, 2);
fetch('https://help.aboutbox.example/views', { method: 'POST', body: 'about' });

//# ho-der-geo-distance-shown
// no flow
// why: the distance is computed in the page from a constant list
const SHOPS = [{ n: 'North', la: 52.5, lo: 13.4 }, { n: 'South', la: 48.1, lo: 11.6 }];
navigator.geolocation.getCurrentPosition(({ coords }) => {
  const best = SHOPS.map((s) => ({ n: s.n, d: Math.hypot(s.la - coords.latitude, s.lo - coords.longitude) }))
    .sort((a, b) => a.d - b.d)[0];
  document.querySelector('#nearest').textContent = best.n;
});

//# ho-der-digest-compared
// no flow
// why: the hash is compared in the page
async function unlock() {
  const pin = document.querySelector('input[type=password]').value;
  const d = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pin));
  const h = btoa(String.fromCharCode(...new Uint8Array(d)));
  document.body.classList.toggle('locked', h !== localStorage.getItem('pin_hash'));
}
unlock();

//# ho-der-keyboard-shortcut
// no flow
// why: a key starts a constant request
document.addEventListener('keydown', (e) => {
  if (e.key === 'F2' && e.ctrlKey) {
    fetch('/api/help/index.json').then((r) => r.json()).then((j) => { document.querySelector('#help').textContent = j.title; });
  }
});

//# ho-der-show-password-toggle
// no flow
document.querySelector('#eye').addEventListener('change', function () {
  var f = document.querySelector('#password');
  f.type = f.type === 'password' ? 'text' : 'password';
  f.setAttribute('aria-label', 'Password');
  f.focus();
});

//# ho-der-credential-store
// no flow
// why: kept by the browser's own password store
document.querySelector('form').addEventListener('submit', async (e) => {
  e.preventDefault();
  const c = new PasswordCredential({
    id: document.querySelector('#username').value,
    password: document.querySelector('#password').value,
  });
  await navigator.credentials.store(c);
  document.querySelector('#saved').hidden = false;
});

//# ho-der-cookie-write
// no flow
// why: a cookie is written; the pixel is a constant
document.cookie = 'uname=' + encodeURIComponent(document.querySelector('#username').value) + '; path=/; max-age=86400';
var im2 = new Image();
im2.src = 'https://c.cookiewriter.example/1x1.gif';
