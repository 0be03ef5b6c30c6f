// Idioms of SDKs that clients are made by: addresses joined by helpers, settings with defaults, subclasses, kept classes.

//# join-cut-while-it-ends-so
// flow: device > ingress.sdk.example via xhr
// destination: https://ingress.sdk.example/events
// no destination: ingress.sdk.exampl
// why: the slash is only taken off where there is one; read without its test the cut takes a letter off the host
(() => {
  const BASE = "https://ingress.sdk.example";
  function join(a, b) {
    while (a.endsWith("/")) a = a.slice(0, -1);
    while (b.startsWith("/")) b = b.slice(1);
    return a + "/" + b;
  }
  const request = new XMLHttpRequest();
  request.open("POST", join(BASE, "events"), true);
  request.send(navigator.userAgent);
})();

//# join-cut-by-last-letter
// flow: device > ingress.sdk.example via fetch
// no destination: ingress.sdk.exampl
// why: the test reads the last letter by its place
(() => {
  function join(base, path) {
    if (base[base.length - 1] === "/") base = base.substr(0, base.length - 1);
    return `${base}/${path}`;
  }
  fetch(join("https://ingress.sdk.example", "in"), { method: "POST", body: navigator.userAgent });
})();

//# join-asks-for-last-letter
// flow: device > ingress.sdk.example via fetch
// no destination: ingress.sdk.examplein
// why: which of the two branches is taken is known
(() => {
  function join(base, path) { return base.charAt(base.length - 1) === "/" ? base + path : base + "/" + path; }
  fetch(join("https://ingress.sdk.example", "in"), { method: "POST", body: navigator.userAgent });
})();

//# cut-without-a-test
// flow: device > collect.sdk.example via fetch
// why: nothing asks first, so the letter is taken off
(() => {
  const given = "https://collect.sdk.examplex";
  fetch(given.slice(0, -1), { method: "POST", body: navigator.userAgent });
})();

//# join-reduces-its-arguments
// flow: device > ingress.sdk.example via fetch
// destination: https://ingress.sdk.example/v1/events
// why: as a compiler writes `...parts` for older browsers; each part is put behind what there is so far
(() => {
  function ends(text, end) { return text.endsWith(end); }
  function join() {
    for (var parts = [], i = 0; i < arguments.length; i++) parts[i] = arguments[i];
    return parts.reduce(function (all, part) {
      return (ends(all, "/") && part !== void 0 ? all.substr(0, all.length - 1) : all) + "/" + part;
    });
  }
  fetch(join("https://ingress.sdk.example/", "v1", "events"), { method: "POST", body: navigator.userAgent });
})();

//# join-reduces-from-a-start
// flow: device > ingress.sdk.example via fetch
// destination: https://ingress.sdk.example/v1/events
// why: the address is what the reduction begins with, not one of the parts
(() => {
  const at = (base, ...parts) => parts.reduce((all, part) => all.replace(/\/+$/, "") + "/" + part, base);
  fetch(at("https://ingress.sdk.example/", "v1", "events"), { method: "POST", body: navigator.userAgent });
})();

//# join-of-those-that-are-given
// flow: device > ingress.sdk.example via fetch
// destination: https://ingress.sdk.example/in
// why: what is empty is left out before the parts are joined
(() => {
  function join() { return Array.from(arguments).filter(Boolean).join("/"); }
  fetch(join("https://ingress.sdk.example", "", "in"), { method: "POST", body: navigator.userAgent });
})();

//# join-mends-double-slashes
// flow: device > ingress.sdk.example via fetch
// destination: https://ingress.sdk.example/v1/in
// why: the replacement puts back the letter before the slashes
(() => {
  function join() { return [].slice.call(arguments).join("/").replace(/([^:])\/+/g, "$1/"); }
  fetch(join("https://ingress.sdk.example/", "/v1", "in"), { method: "POST", body: navigator.userAgent });
})();

//# trim-counts-down
// flow: device > ingress.sdk.example via fetch
// destination: https://ingress.sdk.example/in
// why: the end of the cut is a number that a loop counts down
(() => {
  function trim(text) {
    let end = text.length;
    while (end > 0 && text[end - 1] === "/") end--;
    return text.slice(0, end);
  }
  fetch(trim("https://ingress.sdk.example") + "/in", { method: "POST", body: navigator.userAgent });
})();

//# subclass-has-an-address-of-its-own
// flow: device > api.sdk.example via fetch
// flow: device > mantle.{}.cloud.example via fetch
// why: the subclass hands its address to the constructor of the client, which takes it apart with a default
(() => {
  const env = (name) => globalThis.process?.env?.[name];
  class Client {
    constructor({ baseURL: base = env("BASE_URL"), ...options } = {}) {
      const all = { ...options, baseURL: base || "https://api.sdk.example/v1" };
      this.baseURL = all.baseURL;
    }
    async list() { return fetch(this.baseURL + "/models", { headers: { "x-runtime": navigator.userAgent } }); }
  }
  const regional = (region) => `https://mantle.${region}.cloud.example/v1`;
  class RegionalClient extends Client {
    constructor({ baseURL, region, ...options } = {}) {
      super({ baseURL: baseURL ? baseURL : regional(region), ...options });
    }
  }
  window.sdk = { Client, RegionalClient };
})();

//# clients-of-one-class-kept-apart
// flow: device > traits.sdk.example via fetch
// flow: identifier > ids.sdk.example via fetch
// why: two clients of one class; what one is given does not go to the address of the other
(() => {
  class Client {
    constructor({ host = "https://unused.sdk.example", path }) { this.url = host + path; }
    send(data) { return fetch(this.url, { method: "POST", body: data }); }
  }
  const traits = new Client({ host: "https://traits.sdk.example", path: "/in" });
  const ids = new Client({ host: "https://ids.sdk.example", path: "/in" });
  traits.send(navigator.platform);
  ids.send(localStorage.getItem("visitor"));
})();

//# default-of-a-setting-that-is-given
// flow: device > given.sdk.example via fetch
// why: the only call gives the host, so that the default is never used
(() => {
  function send({ host: h = "https://default.sdk.example" }, data) {
    return fetch(h + "/in", { method: "POST", body: data });
  }
  send({ host: "https://given.sdk.example" }, navigator.userAgent);
})();

//# socket-class-kept-in-settings
// flow: device > socket.sdk.example via websocket
// why: the class of the socket is a setting with a default, so that tests can give another
(() => {
  class Connection {
    constructor(url, options) {
      this.options = Object.assign({ retries: 3, WebSocket: WebSocket }, options);
      this.url = url;
    }
    connect() { this.socket = new this.options.WebSocket(this.url); }
    send(message) { this.socket.send(JSON.stringify(message)); }
  }
  const connection = new Connection("wss://socket.sdk.example/in", {});
  connection.connect();
  document.addEventListener("click", () => connection.send({ agent: navigator.userAgent }));
})();

//# own-class-kept-under-that-name
// no flow
// why: what the settings keep under the name is a class of the script's own that keeps everything to itself
(() => {
  class Memory { constructor(url) { this.kept = [url]; } send(text) { this.kept.push(text); } }
  class Connection {
    constructor(url, options) { this.options = Object.assign({ WebSocket: Memory }, options); this.url = url; }
    connect() { this.socket = new this.options.WebSocket(this.url); }
    send(message) { this.socket.send(JSON.stringify(message)); }
  }
  const connection = new Connection("wss://socket.sdk.example/in", {});
  connection.connect();
  connection.send({ agent: navigator.userAgent });
})();

//# described-fields-of-an-old-class
// flow: device > socket.sdk.example via websocket
// why: the fields are described, on what the constructor of the parent returned or `this`
(() => {
  var Emitter = (function () {
    function Emitter() { this.listeners = {}; }
    Emitter.prototype.on = function (name, listener) { this.listeners[name] = listener; };
    return Emitter;
  })();
  var Connection = (function (parent) {
    Connection.prototype = Object.create(parent.prototype);
    function Connection(url, agent) {
      var _this = parent.call(this) || this;
      Object.defineProperties(_this, {
        _url: { value: url },
        _agent: { value: agent },
        _socket: { value: null, writable: true },
      });
      _this._open();
      return _this;
    }
    Connection.prototype._open = function () {
      var _this = this;
      this._socket = new WebSocket(this._url);
      this._socket.addEventListener("open", function () { _this._hello(); });
    };
    Connection.prototype._hello = function () { this._socket.send(JSON.stringify({ agent: this._agent })); };
    return Connection;
  })(Emitter);
  new Connection("wss://socket.sdk.example/in", navigator.userAgent);
})();

//# described-fields-of-another-object
// no flow
// why: the agent is described for an object that is not sent, and the field of the same name is a constant
(() => {
  function Connection(url, agent) {
    var seen = {};
    Object.defineProperties(seen, { _agent: { value: agent } });
    this._agent = "sdk/1";
    this._seen = seen;
    this._socket = new WebSocket(url);
  }
  Connection.prototype.hello = function () { this._socket.send(this._agent); };
  new Connection("wss://socket.sdk.example/in", navigator.userAgent).hello();
})();

//# table-by-a-setting-with-a-default
// flow: identifier > queue.sdk.example via fetch
// flow: identifier > queue.dev-sdk.example via fetch
// why: the environment is prod unless the page says another; the table tells which there are
(() => {
  const HOSTS = { prod: "https://queue.sdk.example", dev: "https://queue.dev-sdk.example" };
  const sdk = {
    setup(options) { this.config = { site: options.site, env: options.env ?? "prod" }; poll(); },
  };
  const poll = () => fetch(HOSTS[sdk.config.env ?? "prod"] + "/v1", { headers: { "x-visitor": localStorage.getItem("visitor") } });
  window.sdk = sdk;
})();

//# table-by-a-merged-setting
// flow: device > eu.sdk.example via fetch
// flow: device > us.sdk.example via fetch
// why: the region stands in defaults that what is given is merged over
(() => {
  const DEFAULTS = { region: "us", retries: 3 };
  const HOSTS = { us: "https://us.sdk.example", eu: "https://eu.sdk.example" };
  class Sdk {
    constructor(options) { this.options = Object.assign({}, DEFAULTS, options); }
    send() { return fetch(HOSTS[this.options.region] + "/in", { method: "POST", body: navigator.userAgent }); }
  }
  window.Sdk = Sdk;
})();

//# table-by-a-parameter-with-a-default
// flow: device > eu.sdk.example via fetch
// flow: device > us.sdk.example via fetch
// why: whoever calls may name another region
(() => {
  const HOSTS = { us: "https://us.sdk.example", eu: "https://eu.sdk.example" };
  window.start = ({ region = "us" } = {}) => fetch(HOSTS[region], { method: "POST", body: navigator.userAgent });
})();

//# table-by-what-was-built
// flow: device > us.sdk.example via fetch
// why: the region was fixed when the script was built; the other address is never used
(() => {
  const BUILD = { region: "us", version: "1.4.2" };
  const HOSTS = { us: "https://us.sdk.example", eu: "https://eu.sdk.example" };
  fetch(HOSTS[BUILD.region] + "/in", { method: "POST", body: navigator.userAgent });
})();

//# services-are-handed-the-client
// flow: identifier > cloud.sdk.example via fetch
// destination: https://cloud.sdk.example/v1/account
// why: the page makes the client; only one class has what the service asks it for
(() => {
  class Client {
    constructor() { this.config = { endpoint: "https://cloud.sdk.example/v1", project: "" }; }
    setEndpoint(endpoint) { this.config.endpoint = endpoint; return this; }
    call(method, url, headers) {
      const all = { ...headers, "x-fallback": localStorage.getItem("session") };
      return fetch(url.toString(), { method, headers: all });
    }
  }
  class Account {
    constructor(client) { this.client = client; }
    get() {
      const url = new URL(this.client.config.endpoint + "/account");
      return this.client.call("GET", url, { "x-project": this.client.config.project });
    }
  }
  window.sdk = { Client, Account };
})();

//# services-are-handed-one-of-two
// flow: identifier > ? via fetch
// no destination: cloud.sdk.example/v1
// why: two classes have all that the service asks for; which of them it is handed, no reader can say
(() => {
  class Cloud {
    constructor() { this.config = { endpoint: location.hash.slice(1), project: "" }; }
    call(method, url) { return fetch(url, { method, headers: { "x-fallback": localStorage.getItem("session") } }); }
  }
  class Local {
    constructor() { this.config = { endpoint: document.title, project: "" }; }
    call(method, url) { return [method, url]; }
  }
  class Account {
    constructor(client) { this.client = client; }
    get() { return this.client.call("GET", this.client.config.endpoint + this.client.config.project); }
  }
  window.sdk = { Cloud, Local, Account };
})();

//# helper-applies-what-it-is-handed
// flow: device > first.sdk.example via fetch
// flow: identifier > second.sdk.example via fetch
// why: TypeScript hands `arguments` to the helper that runs the generator, whose parameters have the defaults
(() => {
  const run = (self, args, P, generator) => new (P || (P = Promise))((resolve, reject) => {
    const adopt = (value) => (value instanceof P ? value : new P((done) => done(value)));
    const step = (result) => (result.done ? resolve(result.value) : adopt(result.value).then(next, reject));
    const next = (value) => step(generator.next(value));
    step((generator = generator.apply(self, args || [])).next());
  });
  class Client {
    call(url_1) {
      return run(this, arguments, void 0, function* (url, body = {}) {
        const answer = yield fetch(url, { method: "POST", body: JSON.stringify(body) });
        return answer.ok;
      });
    }
  }
  const client = new Client();
  client.call("https://first.sdk.example/in", { platform: navigator.platform });
  client.call("https://second.sdk.example/in", { visitor: localStorage.getItem("visitor") });
})();

//# helper-keeps-what-it-is-handed
// no flow
// why: the helper runs the function with nothing; what stands in `arguments` is only counted
(() => {
  const count = (args, fn) => { window.calls = (window.calls || 0) + args.length; return fn(); };
  function send(url_1, data_1) {
    return count(arguments, function (url = "https://none.sdk.example/in", data = "") {
      return fetch(url, { method: "POST", body: data });
    });
  }
  send("https://given.sdk.example/in", navigator.userAgent);
})();

//# storage-by-its-name
// flow: identifier > ids.sdk.example via fetch
// why: a class of storages is made with the name of the one to keep things in
(() => {
  class Kept {
    constructor(name) { try { this.storage = window[name]; this.available = true; } catch { this.available = false; } }
    get(key) { return this.available ? this.storage.getItem(key) : undefined; }
  }
  const kept = new Kept("localStorage");
  fetch("https://ids.sdk.example/in", { headers: { "x-visitor": kept.get("visitor-id") } });
})();

//# cache-by-its-name
// no flow
// why: what is taken from the window by a name is a cache of the page, and no storage
(() => {
  window.pageCache = { getItem(key) { return key.length; } };
  class Kept {
    constructor(name) { this.storage = window[name]; }
    get(key) { return this.storage.getItem(key); }
  }
  const kept = new Kept("pageCache");
  fetch("https://none.sdk.example/in", { headers: { "x-count": kept.get("visitor-id") } });
})();

//# host-by-where-the-page-stands
// flow: device > live.sdk.example via fetch
// flow: device > staging.sdk.example via fetch
// why: which page runs the script, the code does not tell
(() => {
  const base = location.hostname.endsWith(".staging.example") ? "https://staging.sdk.example" : "https://live.sdk.example";
  fetch(base + "/in", { method: "POST", body: navigator.userAgent });
})();

//# address-on-a-given-base
// flow: device > ingest.sdk.example via fetch
// why: the base is configuration with a default; that it is not known does not make the page's own origin of it
(() => {
  const wrap = (send, base) => (path, init) => send(new URL(path, base).toString(), { ...init, keepalive: true });
  class Sdk {
    constructor(options) { this.fetch = wrap(window.fetch, options.base || "https://ingest.sdk.example"); }
    track() { return this.fetch("/in", { method: "POST", body: navigator.userAgent }); }
  }
  window.Sdk = Sdk;
})();

//# address-on-the-page
// flow: device > self via fetch
// why: the base is the address of the page itself
fetch(new URL("/in", document.baseURI).toString(), { method: "POST", body: navigator.userAgent });

//# settings-copied-onto-their-holder
// flow: identifier > sdk.example via fetch
// why: each setting is copied to the object that has the settings; the address of the script is not the visitor's id
(() => {
  window.sdk = window.sdk || {};
  window.sdk.start = (options) => {
    window.sdk.config = Object.assign({ visitor: localStorage.getItem("visitor-id") }, options);
    for (const name in window.sdk.config) window.sdk[name] = window.sdk.config[name];
    fetch("https://sdk.example/in", { headers: { "x-visitor": window.sdk.visitor } });
    const script = document.createElement("script");
    script.src = window.sdk.libraryURL ?? "https://cdn.sdk.example/record.js";
    document.head.append(script);
  };
})();

//# async-method-made-in-a-call
// flow: device > batch.sdk.example via fetch
// why: as Babel writes an async method: a function called at once gives it, and what a helper makes of the body is applied
(() => {
  function define(klass, methods) {
    for (var i = 0; i < methods.length; i++) Object.defineProperty(klass.prototype, methods[i].key, methods[i]);
    return klass;
  }
  function machine() {
    return {
      m: function (fn) { return fn; },
      w: function (body, fn, self) {
        var c = { n: 0, a: function (code, value) { return c.end = { done: true, value: value }; } };
        return { next: function (value) { c.v = value; var out = body.call(self, c); return c.end || { done: false, value: out }; } };
      },
    };
  }
  function toAsync(fn) {
    return function () {
      var self = this, args = arguments;
      return new Promise(function (done) {
        var run = fn.apply(self, args);
        (function next(value) {
          var info = run.next(value);
          info.done ? done(info.value) : Promise.resolve(info.value).then(next);
        })(void 0);
      });
    };
  }
  var Queue = (function () {
    function Queue(base) { this.base = base; this.items = []; }
    return define(Queue, [{
      key: "push",
      value: function push(item) { this.items.push(item); this.flush("/in"); },
    }, {
      key: "flush",
      value: (function () {
        var _flush = toAsync(machine().m(function _callee(path) {
          var batch;
          return machine().w(function (_context) {
            for (;;) switch (_context.n) {
              case 0:
                batch = this.items.splice(0, this.items.length);
                _context.n = 1;
                return fetch(this.base + path, { method: "POST", body: JSON.stringify(batch) });
              case 1:
                return _context.a(2);
            }
          }, _callee, this);
        }));
        function flush(_x) { return _flush.apply(this, arguments); }
        return flush;
      })(),
    }]);
  })();
  new Queue("https://batch.sdk.example").push({ agent: navigator.userAgent });
})();

//# async-method-called-on-this
// flow: identifier > batch.sdk.example via fetch
// why: as SWC writes an async method: what the helper makes of a function is called on `this` at once
(() => {
  function toAsync(fn) {
    return function () {
      var self = this, args = arguments;
      return new Promise(function (done) { done(fn.apply(self, args)); });
    };
  }
  function Client(base) { this.base = base; this.visitor = localStorage.getItem("visitor-id"); }
  Client.prototype.send = function send(path) {
    return toAsync(function (path) {
      return fetch(this.base + path, { headers: { "x-visitor": this.visitor } });
    }).call(this, path);
  };
  new Client("https://batch.sdk.example").send("/in");
})();

//# async-function-called-on-another
// no flow
// why: what the helper makes is called on a table of its own, whose visitor is a constant
(() => {
  function toAsync(fn) { return function () { return Promise.resolve(fn.apply(this, arguments)); }; }
  function Client() { this.visitor = localStorage.getItem("visitor-id"); }
  Client.prototype.send = function send() {
    var shown = { base: "https://none.sdk.example", visitor: "nobody" };
    return toAsync(function () {
      return fetch(this.base, { headers: { "x-visitor": this.visitor } });
    }).call(shown);
  };
  new Client().send();
})();

//# table-by-a-setting-merged-twice
// flow: device > eu.sdk.example via fetch
// flow: device > us.sdk.example via fetch
// why: compilers write `{ ...DEFAULTS, ...options }` as one merge in another
(() => {
  const DEFAULTS = { region: "us" };
  const HOSTS = { us: "https://us.sdk.example", eu: "https://eu.sdk.example" };
  class Sdk {
    constructor(options) { this.options = Object.assign(Object.assign({}, DEFAULTS), options); }
    send() { return fetch(HOSTS[this.options.region] + "/in", { method: "POST", body: navigator.userAgent }); }
  }
  window.Sdk = Sdk;
})();

//# fields-by-a-helper
// flow: device > socket.sdk.example via websocket
// flow: identifier > socket.sdk.example via websocket
// why: as esbuild writes fields and parameter properties of classes for browsers that have no fields
(() => {
  const define = Object.defineProperty;
  const put = (object, key, value) => key in object ? define(object, key, { enumerable: true, configurable: true, writable: true, value }) : object[key] = value;
  const field = (object, key, value) => put(object, typeof key !== "symbol" ? key + "" : key, value);
  class Connection {
    constructor(url = "wss://socket.sdk.example/in", token = "t") {
      field(this, "url", url);
      field(this, "token", token);
      field(this, "socket");
      field(this, "queue", []);
    }
    connect() {
      this.socket = new WebSocket(`${this.url}?t=${this.token}`);
      this.socket.onopen = () => { for (const message of this.queue) this.socket.send(message); };
    }
    send(type, data) { this.queue.push(JSON.stringify({ type, ...data })); }
    hello() { this.send("hello", { agent: navigator.userAgent, visitor: localStorage.getItem("visitor-id") }); }
  }
  window.Connection = Connection;
})();

//# fields-of-two-classes-by-a-helper
// flow: device > first.sdk.example via fetch
// flow: identifier > second.sdk.example via fetch
// why: one helper writes the fields of both classes; each has its own address
(() => {
  function field(object, key, value) { object[key] = value; return object; }
  function First() { field(this, "url", "https://first.sdk.example/in"); }
  First.prototype.send = function () { return fetch(this.url, { method: "POST", body: navigator.platform }); };
  function Second() { field(this, "url", "https://second.sdk.example/in"); }
  Second.prototype.tell = function () {
    return fetch(this.url, { method: "POST", body: localStorage.getItem("visitor-id") });
  };
  new First().send();
  new Second().tell();
})();

//# step-that-does-more-than-call-the-next
// flow: identifier > me.sdk.example via fetch
// why: as minifiers write it, the step puts a header in and hands on in one expression; it is not only the next one
(() => {
  const steps = [];
  const use = (step) => { steps.push(step); };
  async function request(path, init = {}) {
    const context = { url: "https://me.sdk.example" + path, init: { ...init, headers: { ...init.headers } } };
    const run = (at) => at < steps.length ? steps[at](context, () => run(at + 1)) : fetch(context.url, context.init);
    return run(0);
  }
  use((context, next) => (context.init.headers["x-visitor"] = localStorage.getItem("visitor-id"), next()));
  request("/me");
})();

//# step-that-only-calls-the-next
// no flow
// why: the step reads the id for itself alone, and hands on
(() => {
  let seen = "";
  const pass = (context, next) => (seen = localStorage.getItem("visitor-id"), next());
  pass({ url: "https://none.sdk.example" }, () => fetch("https://none.sdk.example/me", { headers: { "x-count": "1" } }));
})();
