//# ho-ind-command-queue
// flow: email > collect.cmdq.example via beacon
// no guard
// why: the page pushes commands before the library takes over the queue
window._cq = window._cq || [];
_cq.push(['set', 'endpoint', 'https://collect.cmdq.example/c']);
_cq.push(['identify', document.querySelector('input[type=email]').value]);
(function (w) {
  var conf = {};
  var api = {
    set: function (k, v) { conf[k] = v; },
    identify: function (id) { navigator.sendBeacon(conf.endpoint, JSON.stringify({ id: id })); },
  };
  function run(cmd) { api[cmd[0]].apply(null, cmd.slice(1)); }
  var old = w._cq;
  w._cq = { push: run };
  old.forEach(run);
})(window);

//# ho-ind-webpack-modules
// flow: password > gw.bundled.example via fetch
// no guard
// destination: https://gw.bundled.example/api/login
// why: a module table as a bundler writes it
(() => {
  var __webpack_modules__ = {
    117: (e, t, n) => { n.d(t, { Z: () => r }); const r = 'https://gw.bundled.example/api'; },
    402: (e, t, n) => {
      n.d(t, { login: () => a });
      var o = n(117);
      function a(p) { return fetch(o.Z + '/login', { method: 'POST', body: JSON.stringify({ p }) }); }
    },
  };
  var cache = {};
  function n(id) {
    if (cache[id]) return cache[id].exports;
    var m = (cache[id] = { exports: {} });
    __webpack_modules__[id](m, m.exports, n);
    return m.exports;
  }
  n.d = (t, defs) => { for (var k in defs) Object.defineProperty(t, k, { enumerable: true, get: defs[k] }); };
  var i = n(402);
  (0, i.login)(document.querySelector('input[type=password]').value);
})();

//# ho-ind-event-bus
// flow: username > events.busline.example via fetch
// no guard
// why: an emitter made in the page carries the data
class Bus {
  constructor() { this.map = new Map(); }
  on(t, fn) { (this.map.get(t) || this.map.set(t, []).get(t)).push(fn); return this; }
  emit(t, ...args) { (this.map.get(t) || []).forEach((fn) => fn(...args)); }
}
const bus = new Bus();
bus.on('auth:try', (user) => fetch('https://events.busline.example/auth', { method: 'POST', body: user }));
bus.emit('auth:try', document.querySelector('#username').value);

//# ho-ind-axios-like-interceptor
// flow: identifier > api.interceptor.example via fetch
// no guard
// why: an interceptor adds the token to each request
const client = { chain: [], use(fn) { this.chain.push(fn); }, async request(cfg) {
  for (const step of this.chain) cfg = await step(cfg);
  return fetch(cfg.url, { method: cfg.method, headers: cfg.headers });
} };
client.use((cfg) => ({ ...cfg, headers: { ...cfg.headers, 'X-Device': localStorage.getItem('device_id') } }));
client.request({ url: 'https://api.interceptor.example/me', method: 'GET', headers: {} });

//# ho-ind-builder-chain
// flow: postal-code > quote.insure.example via fetch
// no guard
// destination: https://quote.insure.example/v1/quote
class Req {
  static to(u) { return new Req(u); }
  constructor(u) { this.u = u; this.p = {}; }
  path(x) { this.u += '/' + x; return this; }
  with(k, v) { this.p[k] = v; return this; }
  go() { return fetch(this.u, { method: 'POST', body: JSON.stringify(this.p) }); }
}
Req.to('https://quote.insure.example').path('v1').path('quote')
  .with('zip', document.querySelector('input[autocomplete=postal-code]').value)
  .with('product', 'auto')
  .go();

//# ho-ind-retry-backoff
// flow: otp > mfa.retryable.example via fetch
// no guard
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
async function withRetry(task, left = 3) {
  try { return await task(); } catch (e) {
    if (!left) throw e;
    await sleep(500);
    return withRetry(task, left - 1);
  }
}
const otpCode = document.querySelector('input[autocomplete="one-time-code"]').value;
withRetry(() => fetch('https://mfa.retryable.example/v', { method: 'POST', body: otpCode }));

//# ho-ind-compiled-async
// flow: email > id.regenerated.example via fetch
// no guard
// why: an async function compiled to a state machine
var __awaiter = function (gen) {
  return new Promise(function (res, rej) {
    var it = gen();
    (function step(v) {
      var r = it.next(v);
      if (r.done) res(r.value); else Promise.resolve(r.value).then(step, rej);
    })();
  });
};
function lookup() {
  return __awaiter(function* () {
    var mail = yield Promise.resolve(document.querySelector('input[type=email]').value);
    var rsp = yield fetch('https://id.regenerated.example/exists?m=' + encodeURIComponent(mail));
    return rsp.status === 200;
  });
}
lookup();

//# ho-ind-prototype-class
// flow: device > s.oldsdk.example via image
// no guard
// why: an ES5 class with inheritance; the sender is in the parent
function Base(host) { this.host = host; this.params = []; }
Base.prototype.add = function (k, v) { this.params.push(k + '=' + encodeURIComponent(v)); return this; };
Base.prototype.flush = function () { (new Image()).src = 'https://' + this.host + '/s?' + this.params.join('&'); };
function Env() { Base.call(this, 's.oldsdk.example'); }
Env.prototype = Object.create(Base.prototype);
Env.prototype.constructor = Env;
Env.prototype.collect = function () { return this.add('ua', navigator.userAgent).add('ln', navigator.language); };
new Env().collect().flush();

//# ho-ind-dynamic-method-name
// flow: phone > dyn.dispatch.example via beacon
// no guard
// why: the name of the method is put together
var parts = ['send', 'Bea', 'con'];
var nav = window['navi' + 'gator'];
nav[parts.join('')]('https://dyn.dispatch.example/t', document.querySelector('input[type=tel]').value);

//# ho-ind-jquery-plugin
// flow: password > plug.jqauth.example via xhr
// guard: event submit
(function ($) {
  $.fn.remoteLogin = function (opts) {
    var o = $.extend({ url: 'https://plug.jqauth.example/login' }, opts);
    return this.on('submit', function (e) {
      e.preventDefault();
      $.post(o.url, { pass: $(this).find('input[type=password]').val() }, function () { $('body').addClass('in'); });
    });
  };
  $('#login').remoteLogin({});
})(jQuery);

//# ho-ind-proxy-state-watch
// flow: search > live.reactor.example via fetch
// guard: event input
// why: the write to a reactive object sends
function reactive(obj, onSet) {
  return new Proxy(obj, { set(t, k, v) { t[k] = v; onSet(k, v); return true; } });
}
const state = reactive({ q: '' }, (key, value) => {
  fetch('https://live.reactor.example/sync', { method: 'POST', body: JSON.stringify({ key, value }) });
});
document.querySelector('input[type=search]').addEventListener('input', (e) => { state.q = e.target.value; });

//# ho-ind-global-fetch-wrapper
// flow: message > llm.promptbox.example via fetch
// no guard
// why: the page replaces fetch by its own wrapper
const nativeFetch = window.fetch.bind(window);
window.fetch = function (url, init) {
  const h = new Headers(init && init.headers);
  h.set('x-client', 'web');
  return nativeFetch(url, Object.assign({}, init, { headers: h }));
};
window.fetch('https://llm.promptbox.example/chat', {
  method: 'POST', body: JSON.stringify({ prompt: document.querySelector('textarea').value }),
});

//# ho-ind-request-object
// flow: name > forms.requestor.example via fetch
// no guard
const rqst = new Request('https://forms.requestor.example/contact', {
  method: 'POST', body: new URLSearchParams([['n', document.querySelector('input[autocomplete=name]').value]]),
});
fetch(rqst, { keepalive: true });

//# ho-ind-telemetry-batch-reducer
// flow: device > otel.batcher.example via fetch
// no guard
const attrs = [
  { key: 'browser.language', get: (n) => n.language },
  { key: 'browser.platform', get: (n) => n.platform },
];
const resource = attrs.reduce((acc, a) => ({ ...acc, [a.key]: a.get(navigator) }), {});
class Exporter {
  #url = 'https://otel.batcher.example/v1/traces';
  #buf = [];
  add(span) { this.#buf.push(span); if (this.#buf.length >= 1) this.flush(); }
  flush() { const b = this.#buf; this.#buf = []; return fetch(this.#url, { method: 'POST', body: JSON.stringify(b) }); }
}
new Exporter().add({ name: 'load', resource });

//# ho-ind-jsencrypt-wrapper
// flow: password > sec.cipherlogin.example via xhr
// no guard
// why: an encryption is a flow of what it encrypts
async function seal(text) {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const out = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(out)));
}
seal(document.querySelector('input[type=password]').value).then((cipher) => {
  const x = new XMLHttpRequest();
  x.open('POST', 'https://sec.cipherlogin.example/login');
  x.send('c=' + encodeURIComponent(cipher));
});

//# ho-ind-partial-redaction
// flow: email > log.partial.example via fetch
// no guard
// why: the password is dropped, the email stays
const creds = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
const { password: _drop, ...safe } = creds;
fetch('https://log.partial.example/l', { method: 'POST', body: JSON.stringify({ ev: 'login', ...safe }) });

//# ho-ind-two-clients
// flow: password > a.authsvc.example via fetch
// flow: device > b.statsvc.example via fetch
// no guard
// why: two instances of a class, each with its own host and data
class Client {
  constructor(host) { this.host = host; }
  post(body) { return fetch('https://' + this.host + '/p', { method: 'POST', body }); }
}
const authClient = new Client('a.authsvc.example');
const statClient = new Client('b.statsvc.example');
authClient.post(document.querySelector('input[type=password]').value);
statClient.post(navigator.userAgent);

//# ho-ind-es-module-export
// flow: username > esm.userapi.example via fetch
// no guard
const ROOT = new URL('https://esm.userapi.example/');
export const api = {
  exists: (name) => fetch(new URL('exists', ROOT), { method: 'POST', body: name }),
};
export default async function main() {
  const field = document.querySelector('input[autocomplete=username]');
  return (await api.exists(field.value)).ok;
}
main();

//# ho-ind-custom-event-detail
// flow: card > pay.customevt.example via fetch
// guard: event pay:token
document.addEventListener('pay:token', (e) => {
  fetch('https://pay.customevt.example/t', { method: 'POST', body: JSON.stringify(e.detail) });
});
document.dispatchEvent(new CustomEvent('pay:token', {
  detail: { number: document.querySelector('input[autocomplete=cc-number]').value },
}));

//# ho-ind-storage-roundtrip
// flow: email > later.resume.example via fetch
// no guard
// why: written to storage and read back under the same key
const KEY = 'resume:email';
sessionStorage.setItem(KEY, document.querySelector('input[type=email]').value);
function resume() {
  const saved = sessionStorage.getItem(KEY);
  return fetch('https://later.resume.example/r', { method: 'POST', body: saved });
}
resume();
