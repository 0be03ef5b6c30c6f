// What SDKs never seen do, in code of our own: fields and methods as compilers write them, functions that are lent an
// object, forms put together by `reduce`.

//# this-lent-by-call
// flow: interaction > clicks.lent.example via fetch
// why: the handler is called with the element that was clicked as its `this`, and hands it on in the same way
(() => {
  function describe() { return { tag: this.tagName.toLowerCase(), id: this.id, text: this.textContent }; }
  function closest(node, selector) {
    var test = node.matches;
    return test && test.apply(node, [selector]) ? node : node.parentElement ? closest(node.parentElement, selector) : null;
  }
  function on(type, selector, handler) {
    document.addEventListener(type, function (event) {
      var found = closest(event.target, selector);
      if (found) handler.call(found, event);
    });
  }
  on("click", "a", function (event) {
    var seen = describe.call(this, event);
    fetch("https://clicks.lent.example/in", { method: "POST", body: JSON.stringify(seen) });
  });
})();

//# this-lent-by-apply
// flow: device > applied.lent.example via fetch
(() => {
  function describe(kind) { return kind + ":" + this.agent; }
  const traits = { agent: navigator.userAgent };
  fetch("https://applied.lent.example/in", { method: "POST", body: describe.apply(traits, ["ua"]) });
})();

//# this-lent-another
// no flow
// why: the function is only ever called with the table of labels as its `this`
(() => {
  function describe() { return this.label; }
  const labels = { label: "form" }, person = { label: document.querySelector("input[type=email]").value };
  if (person.label) fetch("https://another.lent.example/in", { method: "POST", body: describe.call(labels) });
})();

//# form-reduced
// flow: identifier > reduced.form.example via beacon
// flow: identifier > reduced.form.example via fetch
(() => {
  const send = (url, values) => {
    const form = Object.keys(values).reduce((made, key) => (made.append(key, values[key]), made), new FormData());
    return typeof navigator.sendBeacon !== "function" ? fetch(url, { method: "POST", body: form }) : navigator.sendBeacon(url, form);
  };
  const visitor = (() => {
    const kept = localStorage.getItem("visitor");
    if (kept) return kept;
    const made = String(Math.random());
    return localStorage.setItem("visitor", made), made;
  })();
  addEventListener("pagehide", () => { let all; all = { visitor, events: [] }, send("https://reduced.form.example/in", all); });
})();

//# form-reduced-query
// flow: device > query.form.example via fetch
(() => {
  const values = { lang: navigator.language };
  const query = Object.entries(values).reduce((made, [key, value]) => { made.set(key, value); return made; }, new URLSearchParams());
  fetch("https://query.form.example/in?" + query);
})();

//# form-reduced-names-only
// no flow
// why: the form gets the names of the fields and how many there are, not what stands in them
(() => {
  const fields = { mail: document.querySelector("input[type=email]").value };
  const form = Object.keys(fields).reduce((made, key, at) => { made.append(key, at); return made; }, new FormData());
  fetch("https://names.form.example/in", { method: "POST", body: form });
})();

//# private-fields-lowered
// flow: identifier > api.private.example via fetch
// why: one helper reads the fields of all classes; each map is a field of its own
(() => {
  var fail = (text) => { throw TypeError(text); };
  var check = (obj, member, text) => member.has(obj) || fail("Cannot " + text);
  var get = (obj, member, getter) => (check(obj, member, "read from private field"), getter ? getter.call(obj) : member.get(obj));
  var add = (obj, member, value) => member.has(obj) ? fail("twice") : member instanceof WeakSet ? member.add(obj) : member.set(obj, value);
  var set = (obj, member, value, setter) => (check(obj, member, "write to private field"), setter ? setter.call(obj, value) : member.set(obj, value), value);
  var method = (obj, member, fn) => (check(obj, member, "access private method"), fn);
  var _base, _client, _methods, post, _http, _back;
  var Http = class {
    constructor({ client, hostname = "api.private.example", secure = true }) {
      add(this, _methods), add(this, _base), add(this, _client);
      set(this, _base, `${secure ? "https" : "http"}://${hostname}`);
      set(this, _client, client);
    }
    async refresh({ token }) {
      return (await method(this, _methods, post).call(this, "/token", { body: { token, client: get(this, _client) } })).ok;
    }
  };
  _base = new WeakMap(), _client = new WeakMap(), _methods = new WeakSet();
  post = function (path, { body }) {
    return fetch(new URL(path, get(this, _base)), { method: "POST", body: JSON.stringify(body) });
  };
  var Client = class {
    constructor(client, { host: hostname, secure } = {}) {
      add(this, _http), add(this, _back);
      set(this, _http, new Http({ client, hostname, secure }));
      set(this, _back, "https://elsewhere.private.example");
    }
    refresh() { return get(this, _http).refresh({ token: localStorage.getItem("refresh_token") }); }
  };
  _http = new WeakMap(), _back = new WeakMap();
  globalThis.connect = (client, options) => new Client(client, options);
})();

//# private-fields-of-another-compiler
// flow: device > typed.private.example via beacon
(() => {
  var read = function (receiver, state, kind, f) {
    if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a getter");
    if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot read");
    return kind === "m" ? f : kind === "a" ? f.call(receiver) : f ? f.value : state.get(receiver);
  };
  var write = function (receiver, state, value, kind, f) {
    if (kind === "m") throw new TypeError("Private method is not writable");
    return kind === "a" ? f.call(receiver, value) : f ? (f.value = value) : state.set(receiver, value), value;
  };
  var _Tracker_url, _Tracker_agent;
  class Tracker {
    constructor(url) {
      _Tracker_url.set(this, void 0);
      _Tracker_agent.set(this, void 0);
      write(this, _Tracker_url, url || "https://typed.private.example/in", "f");
      write(this, _Tracker_agent, navigator.userAgent, "f");
    }
    hit() { navigator.sendBeacon(read(this, _Tracker_url, "f"), read(this, _Tracker_agent, "f")); }
  }
  _Tracker_url = new WeakMap(), _Tracker_agent = new WeakMap();
  new Tracker().hit();
})();

//# private-field-not-sent
// no flow
// why: what was typed stands in another private field than the one that is sent
(() => {
  var get = (obj, member) => member.get(obj);
  var set = (obj, member, value) => (member.set(obj, value), value);
  var _typed = new WeakMap(), _version = new WeakMap();
  class Form {
    constructor() { set(this, _typed, document.querySelector("input[type=password]").value), set(this, _version, "1.4"); }
    check() { return get(this, _typed).length > 8; }
    report() { navigator.sendBeacon("https://version.private.example/in", get(this, _version)); }
  }
  const form = new Form();
  form.check() && form.report();
})();

//# default-of-option-handed-on
// flow: identifier > default.option.example via fetch
// why: the host that is handed on may be undefined, and then the default of the other pattern stands for it
(() => {
  class Http {
    constructor({ id, hostname = "default.option.example" }) { this.id = id, this.base = "https://" + hostname; }
    send(token) { return fetch(this.base + "/in", { method: "POST", body: token }); }
  }
  class Client {
    constructor(id, { apiHost: hostname } = {}) { this.http = new Http({ id, hostname }); }
    go() { return this.http.send(sessionStorage.getItem("session")); }
  }
  globalThis.start = (id, options) => new Client(id, options).go();
})();

//# fields-defined-by-helper
// flow: device > fields.defined.example via fetch
// why: address, data and what goes over it are fields that a helper defines
(() => {
  var define = Object.defineProperty;
  var field = (obj, key, value) => key in obj ? define(obj, key, { enumerable: true, configurable: true, writable: true, value }) : (obj[key] = value);
  var publicField = (obj, key, value) => (field(obj, typeof key != "symbol" ? key + "" : key, value), value);
  class Client {
    constructor() {
      publicField(this, "url", "https://fields.defined.example/in");
      publicField(this, "before", (event) => event);
      publicField(this, "send", (event) => {
        Promise.resolve(this.before(event)).then((left) => { left && fetch(this.url, { method: "POST", body: JSON.stringify(left) }); });
      });
    }
  }
  new Client().send({ agent: navigator.userAgent });
})();

//# class-compiled-in-line
// flow: identifier > inline.defined.example via xhr
// why: methods stand in a list that a variable holds before it is handed to the helper; a static one beside them
(() => {
  function props(target, list) {
    for (var i = 0; i < list.length; i++) {
      var one = list[i];
      one.enumerable = one.enumerable || false, one.configurable = true, "value" in one && (one.writable = true), Object.defineProperty(target, one.key, one);
    }
  }
  function prop(target, key, value) {
    return key in target ? Object.defineProperty(target, key, { value: value, enumerable: true, configurable: true, writable: true }) : (target[key] = value), target;
  }
  var Reporter = (function () {
    function Reporter() { prop(this, "config", { key: "", url: "https://inline.defined.example/reports" }); }
    var made, methods, statics;
    return made = Reporter, methods = [
      { key: "report", value: function (text) { return this.send({ text: text, cookies: document.cookie }); } },
      { key: "send", value: function (report) {
        var self = this;
        Promise.resolve(report).then(function (left) {
          var request = new XMLHttpRequest();
          request.open("POST", self.config.url), request.send(JSON.stringify(left));
        });
      } },
    ], statics = [{ key: "version", value: function () { return "1.0"; } }], methods && props(made.prototype, methods), statics && props(made, statics), Reporter;
  })();
  window.reporter = new Reporter();
})();

//# field-defined-not-sent
// no flow
// why: the field that is sent is another than the one that holds what was typed
(() => {
  function prop(target, key, value) {
    return key in target ? Object.defineProperty(target, key, { value: value, enumerable: true }) : (target[key] = value), target;
  }
  class Form {
    constructor() { prop(this, "typed", document.querySelector("input[type=email]").value), prop(this, "place", "footer"); }
    report() { navigator.sendBeacon("https://place.defined.example/in", this.place + this.typed.length); }
  }
  new Form().report();
})();

//# kept-by-element
// flow: phone > element.private.example via fetch
// why: a map that others fill for an object is no field of a class
(() => {
  const seen = new WeakMap();
  const field = document.querySelector("input[type=tel]");
  field.addEventListener("change", (event) => { seen.set(event.target, { value: event.target.value }); });
  addEventListener("pagehide", () => { fetch("https://element.private.example/in", { method: "POST", body: seen.get(field).value }); });
})();

//# origin-put-before-path
// flow: device > api.joined.example via fetch
// why: the path alone is returned only where there is no origin, and there always is one
(() => {
  const consts = { API_ORIGIN: "https://api.joined.example" };
  function prepend(url, origin) {
    if (!origin || url.slice(0, 4) === "http") return url;
    const delimiter = url[0] === "/" ? "" : "/";
    return "" + origin.replace(/\/$/, "") + delimiter + url;
  }
  function Request(client, options) { this.client = client, this.path = options.path, this.origin = options.origin || client.origin; }
  Request.prototype.url = function () { return prepend(this.path, this.origin); };
  Request.prototype.send = function (body) { return this.client.run(this, body); };
  function Client(options) { this.origin = options.origin || consts.API_ORIGIN; }
  Client.prototype.create = function (options) { return new Request(this, options); };
  Client.prototype.run = function (request, body) { return fetch(request.url(), { method: "POST", body: body }); };
  globalThis.locate = (options) => new Client(options).create({ path: "/v5/events" }).send(navigator.userAgent);
})();

//# request-of-parts
// flow: identifier > ids.{}.parts.example via fetch
// flow: device > data.parts.example via fetch
// why: each request has its own host and path; what stands for a missing host is never sent to
(() => {
  class Request {
    constructor(given) {
      this.hostname = given.hostname || "localhost", this.body = given.body;
      this.protocol = given.protocol ? (given.protocol.slice(-1) !== ":" ? `${given.protocol}:` : given.protocol) : "https:";
      this.path = given.path ? (given.path.charAt(0) !== "/" ? `/${given.path}` : given.path) : "/";
    }
  }
  class Handler {
    handle(request) { return fetch(`${request.protocol}//${request.hostname}${request.path}`, { method: "POST", body: request.body }); }
  }
  class Ids {
    constructor(options) { this.handler = options.handler, this.hostname = "ids.".concat(options.region, ".parts.example"); }
    get() { return this.handler.handle(new Request({ protocol: "https:", hostname: this.hostname, body: localStorage.getItem("id") })); }
  }
  class Data {
    constructor(options) { this.handler = options.handler, this.endpoint = options.endpoint; }
    send() {
      return this.handler.handle(new Request({ protocol: this.endpoint.protocol, hostname: this.endpoint.hostname, path: "events", body: navigator.userAgent }));
    }
  }
  globalThis.start = (region) => {
    const handler = new Handler();
    new Ids({ handler, region }).get(), new Data({ handler, endpoint: new URL("https://data.parts.example") }).send();
  };
})();

//# host-empty-without-option
// flow: device > self via fetch
// flow: device > eu.empty.example via fetch
// why: nothing says that there is an origin here: without one the page's own server gets it
(() => {
  function prepend(url, origin) {
    if (!origin) return url;
    return origin + url;
  }
  const send = (origin) => fetch(prepend("/hit", origin), { method: "POST", body: navigator.userAgent });
  document.documentElement.dataset.region === "eu" ? send("https://eu.empty.example") : send("");
})();

//# this-in-compiled-async
// flow: device > awaited.compiled.example via fetch
// why: the function that the helper runs has the `this` that it is given under another name
(() => {
  var awaiter = function (self, args, P, generator) {
    return new (P || (P = Promise))(function (resolve, reject) {
      function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
      function step(result) { result.done ? resolve(result.value) : new P(function (r) { r(result.value); }).then(fulfilled, reject); }
      step((generator = generator.apply(self, args || [])).next());
    });
  };
  function Client(config) {
    var _this = this;
    this.config = config;
    this.send = function (traits) {
      return awaiter(_this, void 0, void 0, function* () {
        var host = this.config.endpoint.hostname;
        return fetch("https://" + host + "/in", { method: "POST", body: yield Promise.resolve(traits) });
      });
    };
  }
  new Client({ endpoint: new URL("https://awaited.compiled.example/base") }).send(navigator.userAgent);
})();

//# client-made-of-a-prototype
// flow: device > mixed.client.example via fetch
// why: the client is a function that gets the methods of a class one by one; those of requests with a body come of a loop
(() => {
  function bind(fn, self) { return function wrap() { return fn.apply(self, arguments); }; }
  function each(list, visit, { all = false } = {}) {
    if (list === null || typeof list === "undefined") return;
    if (typeof list !== "object") list = [list];
    if (Array.isArray(list)) { for (let i = 0, l = list.length; i < l; i++) visit.call(null, list[i], i, list); }
    else for (const key of all ? Object.getOwnPropertyNames(list) : Object.keys(list)) visit.call(null, list[key], key, list);
  }
  const extend = (target, source, self, { all } = {}) => {
    each(source, (value, key) => {
      if (self && typeof value === "function") Object.defineProperty(target, key, { __proto__: null, value: bind(value, self), writable: true });
      else Object.defineProperty(target, key, { __proto__: null, value, writable: true });
    }, { all });
    return target;
  };
  class Client {
    constructor(defaults) { this.defaults = defaults; }
    request(url, config) {
      config = Object.assign({}, this.defaults, config, { url });
      return fetch(config.url, { method: config.method, body: config.data });
    }
  }
  each(["delete", "get"], function (method) {
    Client.prototype[method] = function (url, config) { return this.request(url, Object.assign(config || {}, { method })); };
  });
  each(["post", "put"], function (method) {
    function generate() { return function (url, data, config) { return this.request(url, Object.assign(config || {}, { method, data })); }; }
    Client.prototype[method] = generate();
  });
  function create(defaults) {
    const own = new Client(defaults), instance = bind(Client.prototype.request, own);
    return extend(instance, Client.prototype, own, { all: true }), extend(instance, own, null, { all: true }), instance;
  }
  const client = create({ timeout: 1000 });
  [1, 2, 3].forEach((n) => each([n], String)), each([4], Number), each([5], Boolean), each([6], String), each([7], Number);
  class Network { post(url, data, options) { return client.post(url, data, options).then((answer) => answer.data); } }
  globalThis.report = () => new Network().post("https://mixed.client.example/in", JSON.stringify({ agent: navigator.userAgent }));
})();

//# form-asked-for-more
// no flow
// why: what is sent is a property of what stands under a name of the form, and texts have none of that name
(() => {
  const form = new FormData(document.querySelector("form"));
  const shown = { data: form };
  navigator.sendBeacon("https://more.form.example/in", String(shown.data.user.id));
})();

//# module-through-a-getter
// flow: device > getter.module.example via fetch
// flow: identifier > other.module.example via beacon
// why: the bundler wraps a required module in a function that gives it, or what it exports as its default
(() => {
  var table = {
    10: function (module) { module.exports = function (url, body) { return fetch(url, { method: "POST", body: body }); }; },
    20: function (module, exports, require) {
      require.r(exports), require.d(exports, "default", function () { return hit; });
      function hit(url, who) { navigator.sendBeacon(url, who); }
    },
    30: function (module, exports, require) {
      "use strict";
      var first = require(10), post = require.n(first), second = require(20), beacon = require.n(second);
      post()("https://getter.module.example/in", navigator.userAgent);
      beacon.a("https://other.module.example/in", localStorage.getItem("visitor"));
    },
  };
  var cache = {};
  function require(id) {
    if (cache[id]) return cache[id].exports;
    var module = (cache[id] = { i: id, l: !1, exports: {} });
    return table[id].call(module.exports, module, module.exports, require), (module.l = !0), module.exports;
  }
  require.o = function (object, key) { return Object.prototype.hasOwnProperty.call(object, key); };
  require.d = function (exports, name, getter) { require.o(exports, name) || Object.defineProperty(exports, name, { enumerable: !0, get: getter }); };
  require.r = function (exports) { Object.defineProperty(exports, "__esModule", { value: !0 }); };
  require.n = function (module) {
    var getter = module && module.__esModule ? function () { return module.default; } : function () { return module; };
    return require.d(getter, "a", getter), getter;
  };
  require(30);
})();
