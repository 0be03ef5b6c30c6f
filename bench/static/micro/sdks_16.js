//# spread-helpers-of-a-compiler
// flow: device > known.spread.example via fetch
// why: a lowered `{...a, ...b}` is a helper that all objects of the bundle pass through; what one call copies into its own new object stands in no other's
(() => {
  var define = Object.defineProperty, hidden = Object.getOwnPropertySymbols, has = Object.prototype.hasOwnProperty;
  var put = (obj, key, value) => key in obj ? define(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
  var spread = (a, b) => {
    for (var k in b || (b = {})) if (has.call(b, k)) put(a, k, b[k]);
    if (hidden) for (var k of hidden(b)) put(a, k, b[k]);
    return a;
  };
  var defaults = { url: "https://known.spread.example/in" };
  var configure = (given) => { let own = spread(spread({}, defaults), given); return own; };
  globalThis.start = (given) => {
    var settings = configure(given);
    var kept = JSON.parse(localStorage.getItem("visitor"));
    globalThis.current = spread({}, kept);
    fetch(settings.url, { method: "POST", body: JSON.stringify(spread({ key: settings.key }, { agent: navigator.userAgent })) });
  };
})();

//# spread-helper-kept-apart
// no flow
// why: only the object that is shown has the id; the one that is sent came from the same helper
(() => {
  var merge = (a, b) => { for (var k in b) a[k] = b[k]; return a; };
  globalThis.start = (given) => {
    var settings = merge({}, given);
    var shown = merge({}, { id: localStorage.getItem("id") });
    document.title = shown.id;
    fetch("https://apart.spread.example/in", { method: "POST", body: JSON.stringify({ key: settings.key }) });
  };
})();

//# merged-into-an-object-at-hand
// flow: identifier > hand.spread.example via fetch
// why: the helper changes the object that it is given, which is read by its own name later
(() => {
  var merge = (a, b) => { for (var k in b) a[k] = b[k]; return a; };
  globalThis.start = (event) => {
    var record = {};
    merge(record, { id: localStorage.getItem("id") });
    merge(record, event);
    fetch("https://hand.spread.example/in", { method: "POST", body: record.id });
  };
})();

//# sender-in-a-pair
// flow: device > pair.sdk.example via fetch
// why: which function sends, and with what options, is decided elsewhere and handed back as a pair
(() => {
  const again = (send) => function (url, init) { return send(url, init).catch(() => send(url, init)); };
  const tools = async (init) => init.retries ? [again(fetch), { ...init }] : [fetch, init];
  const post = async (url, init, key) => {
    const [send, options] = await tools(init);
    return send(url, { ...options, headers: { Authorization: key }, method: "POST" });
  };
  globalThis.report = (key) => post("https://pair.sdk.example/v1", { retries: 2, body: navigator.userAgent }, key);
})();

//# other-place-of-the-pair
// no flow
// why: what is called stands at the first place and only counts; the sender at the second is never called
(() => {
  let count = 0;
  const tools = () => [(url, init) => { count += init.body.length; }, fetch];
  globalThis.report = () => {
    const [note] = tools();
    note("https://place.sdk.example/v1", { body: navigator.userAgent });
  };
})();

//# methods-from-modules
// flow: device > modules.sdk.example via fetch
// why: the methods stand in modules that know no class; `this` in all of them is an instance of the class that is given them
(() => {
  var setup = {}, records = {};
  setup.defaults = { host: "modules.sdk.example", path: "/in/" };
  setup.configure = function (options) {
    this.client = Object.assign({ tables: {} }, setup.defaults, options);
    if (!this.client.endpoint) this.client.endpoint = "https://" + this.client.host + this.client.path;
    return this;
  };
  records.add = function (table) {
    fetch(this.client.endpoint + table, { method: "POST", body: navigator.userAgent });
  };
  function Store(options) { this.configure(options); }
  Store.prototype.configure = setup.configure;
  Store.prototype.add = records.add;
  globalThis.Store = Store;
})();

//# method-lent-to-two
// flow: device > ? via fetch
// no destination: lent.sdk.example
// why: two classes are given the method, and whose instance it is called on is not told; neither names an address of this kind
(() => {
  var shared = {};
  shared.add = function (table) {
    fetch(this.endpoint + table, { method: "POST", body: navigator.userAgent });
  };
  function One(options) { this.endpoint = options.one; }
  function Other(options) { this.endpoint = options.other; }
  One.prototype.add = shared.add;
  Other.prototype.add = shared.add;
  globalThis.kinds = [One, Other];
})();

//# variadic-assign-of-a-library
// flow: device > assign.sdk.example via fetch
// why: the helpers of a library hide that its assign copies; its name and that it takes any number of objects tell it
(() => {
  function rest(fn, start) {
    return function () {
      var args = arguments, count = Math.max(args.length - start, 0), others = Array(count);
      for (var i = 0; i < count; i++) others[i] = args[start + i];
      switch (start) {
        case 0: return fn.call(this, others);
        case 1: return fn.call(this, args[0], others);
      }
      return fn.apply(this, [].slice.call(args, 0, start).concat([others]));
    };
  }
  function copier(step) {
    return rest(function (object, sources) {
      var last = sources.length > 1 ? sources[sources.length - 1] : undefined;
      var chosen = typeof last == "function" ? last : undefined;
      for (var i = 0; i < sources.length; i++) if (sources[i]) step(object, sources[i], chosen);
      return object;
    }, 1);
  }
  function base(source, names, object) {
    object || (object = {});
    for (var i = -1; ++i < names.length;) { var name = names[i]; object[name] = source[name]; }
    return object;
  }
  var lib = {
    assign: copier(function (object, source, how) { return source == null ? object : base(source, Object.keys(source), object); }),
    omit: rest(function (object, names) { var left = {}; for (var k in object) if (names.indexOf(k) < 0) left[k] = object[k]; return left; }, 1),
  };
  var defaults = { host: "assign.sdk.example" };
  function Client(options) { this.client = lib.assign({}, defaults, options, { kind: "fetch" }); }
  Client.prototype.send = function (event) {
    var record = lib.omit(lib.assign({ agent: navigator.userAgent }, event), ["ip"]);
    fetch("https://" + this.client.host + "/e", { method: "POST", body: JSON.stringify(record) });
  };
  globalThis.Client = Client;
})();

//# assign-of-a-task
// no flow
// why: a method of that name with two parameters does something else: it keeps the second argument only
(() => {
  var owners = [];
  var board = { assign(task, person) { owners.push(person.id); return { id: person.id }; } };
  globalThis.start = () => {
    var result = board.assign({ seen: navigator.userAgent }, { id: 4 });
    fetch("https://task.sdk.example/in", { method: "POST", body: JSON.stringify(result) });
  };
})();

//# scheme-alone
// flow: device > ? via xhr
// why: where a template names no address, nothing but the scheme is left of it; that is no address of the page's own
(() => {
  function send(url, body) {
    if (location.protocol === "http:" && url.indexOf("https:") === 0) url = "http:" + url.substring(6);
    var request = new XMLHttpRequest();
    request.open("POST", url, true);
    request.send(body);
  }
  globalThis.show = (message) => {
    var template = message.template || "";
    send(template.replace("-10.html", "-11.html"), navigator.userAgent);
  };
})();

//# modules-that-hand-each-other-on
// flow: device > round.sdk.example via fetch
// why: two modules give each other's exports as their own, in a circle; what one of them stores there is found
(() => {
  var wrap = (run, module) => () => (module || run((module = { exports: {} }).exports, module), module.exports);
  var one = wrap((exports, module) => { module.exports = two(); });
  var two = wrap((exports, module) => {
    module.exports = one();
    module.exports.send = (body) => fetch("https://round.sdk.example/in", { method: "POST", body });
  });
  globalThis.start = () => one().send(navigator.userAgent);
})();

//# getter-returned-in-passing
// flow: device > later.sdk.example via fetch
// why: compiled for older browsers and shortened: what loads a trait is returned behind a comma, kept in a list that a helper fills, and called from there
(() => {
  function task(self, body) {
    return new Promise(function (done) {
      var state = { label: 0, sent: function () { return state.value; } };
      (function step(value) {
        state.value = value;
        for (;;) {
          var op = body.call(self, state);
          if (op[0] === 2) return done(op[1]);
          if (op[0] === 4) return state.label++, Promise.resolve(op[1]).then(step);
          state.label = op[1];
        }
      })();
    });
  }
  function wait(time) { return new Promise(function (done) { setTimeout(done, time); }); }
  function visit(items, each) {
    var results, at;
    return task(this, function (_a) {
      switch (_a.label) {
        case 0: results = Array(items.length), at = 0, _a.label = 1;
        case 1: return at < items.length ? (results[at] = each(items[at], at), [4, wait(0)]) : [3, 3];
        case 2: return _a.sent(), ++at, [3, 1];
        case 3: return [2, results];
      }
    });
  }
  function quiet(promise) { promise.then(void 0, function () {}); }
  function load(read) {
    var loaded = new Promise(function (ready) { ready(function () { return { value: read() }; }); });
    return quiet(loaded), function () { return loaded.then(function (finish) { return finish(); }); };
  }
  function loadAll(sources) {
    var names = Object.keys(sources), getters = visit(names, function (name) { return load(sources[name]); });
    return quiet(getters), function () {
      var list, parts, values, found, i;
      return task(this, function (_a) {
        switch (_a.label) {
          case 0: return [4, getters];
          case 1: return list = _a.sent(), [4, visit(list, function (get) { var one = get(); return quiet(one), one; })];
          case 2: return parts = _a.sent(), [4, Promise.all(parts)];
          case 3:
            for (values = _a.sent(), found = {}, i = 0; i < names.length; ++i) found[names[i]] = values[i];
            return [2, found];
        }
      });
    };
  }
  loadAll({ agent: function () { return navigator.userAgent; }, wide: function () { return screen.width; } })().then(function (traits) {
    fetch("https://later.sdk.example/in", { method: "POST", body: JSON.stringify(traits) });
  });
})();

//# names-from-a-table
// flow: device > table.sdk.example via fetch
// flow: identifier > table.sdk.example via fetch
// flow: identifier > visitor.sdk.example via fetch
// why: what is kept is told apart by its name, which stands in a table of names and is handed to a helper; the visitor's id is no trait of the device
(() => {
  const NAMES = { visitor: "app_visitor", queue: "app_queue" };
  class Store {
    static read(name) { return localStorage.getItem(name); }
    static keep(name, value) { localStorage.setItem(name, value); }
  }
  globalThis.collect = () => Store.keep(NAMES.queue, JSON.stringify({ agent: navigator.userAgent }));
  globalThis.identify = () => fetch("https://visitor.sdk.example/in", { method: "POST", body: Store.read(NAMES.visitor) });
  globalThis.flush = () => fetch("https://table.sdk.example/in", { method: "POST", body: Store.read(NAMES.queue) });
})();

//# names-from-a-table-in-memory-too
// flow: identifier > spare.sdk.example via fetch
// why: where the storage does not work a plain object is used instead; under the name that is read nothing else was kept in either
(() => {
  const NAMES = { visitor: "app_visitor", queue: "app_queue" };
  let memory = {}, works;
  class Store {
    static read(name) { return works === false ? memory[name] : localStorage[name]; }
    static keep(name, value) {
      if (works === false) { memory[name] = value; return; }
      try { localStorage[name] = value; } catch (e) { works = false; memory[name] = value; }
    }
  }
  globalThis.collect = () => Store.keep(NAMES.queue, navigator.userAgent);
  globalThis.identify = () => fetch("https://spare.sdk.example/in", { method: "POST", body: Store.read(NAMES.visitor) });
})();

//# names-that-begin-otherwise
// flow: identifier > begins.sdk.example via fetch
// why: what is kept under numbered names that begin with one text is not read under a name that begins with another
(() => {
  const NAMES = { visitor: "app_visitor", queue: "app_queue_" };
  class Store {
    static read(name) { return localStorage[name]; }
    static keep(name, value) { localStorage[name] = value; }
  }
  class Client {
    load(name) { return Store.read(name); }
    save(name, value) { Store.keep(name, value); }
    collect(count) { this.save(NAMES.queue + count, JSON.stringify({ agent: navigator.userAgent })); }
    identify() {
      this.id = this.load(NAMES.visitor);
      fetch("https://begins.sdk.example/in", { method: "POST", body: this.id });
    }
  }
  globalThis.client = new Client();
})();

//# numbered-names-read-again
// flow: device > numbered.sdk.example via fetch
// flow: identifier > numbered.sdk.example via fetch
// why: the same name is made of the same text and a number where it is kept and where it is read
(() => {
  const QUEUE = "app_queue_";
  const keep = (name, value) => { localStorage[name] = value; };
  const read = (name) => localStorage[name];
  globalThis.collect = (count) => keep(QUEUE + count, navigator.userAgent);
  globalThis.flush = (count) => fetch("https://numbered.sdk.example/in", { method: "POST", body: read(QUEUE + count) });
})();

//# elements-given-more
// flow: device > each.sdk.example via fetch
// flow: device > loop.sdk.example via fetch
// flow: device > index.sdk.example via fetch
// flow: device > place.sdk.example via fetch
// why: the events come from outside; what a loop adds to each of them is sent with the list
globalThis.forEachOne = function (events) {
  events.forEach(function (event) { event.agent = navigator.userAgent; });
  fetch("https://each.sdk.example/in", { method: "POST", body: JSON.stringify(events) });
};
globalThis.forOne = function (events) {
  for (const event of events) event.context.agent = navigator.userAgent;
  fetch("https://loop.sdk.example/in", { method: "POST", body: JSON.stringify({ events }) });
};
globalThis.byIndex = function (events) {
  for (let i = 0; i < events.length; i++) {
    const event = events[i];
    event.agent = navigator.userAgent;
  }
  fetch("https://index.sdk.example/in", { method: "POST", body: JSON.stringify(events) });
};
globalThis.inPlace = function (events) {
  for (let i = 0; i < events.length; i++) events[i].agent = navigator.userAgent;
  fetch("https://place.sdk.example/in", { method: "POST", body: JSON.stringify(events) });
};

//# elements-of-another-list
// no flow
// why: the loop goes through the elements that are shown, and those that are sent are others; of the shown ones only their number is sent
globalThis.report = function (events, rows) {
  rows.forEach(function (row) { row.agent = navigator.userAgent; });
  document.querySelector("#rows").textContent = rows.map((row) => row.agent).join();
  fetch("https://other.sdk.example/in", { method: "POST", body: JSON.stringify({ events, rows: rows.length }) });
};

//# elements-under-a-name-not-sent
// no flow
// why: of each event one property is sent, and the loop put the trait under another
globalThis.report = function (events) {
  for (const event of events) event.agent = navigator.userAgent;
  fetch("https://names.sdk.example/in", { method: "POST", body: JSON.stringify(events.map((event) => event.name)) });
};

//# steps-that-call-the-rest
// flow: device > steps.sdk.example via fetch
// why: each step calls the first of the steps that are left, and hands on those after it
(() => {
  function next(client, model, steps) {
    if (steps.length > 0 && typeof steps[0] == "function") steps[0](client, model, steps.slice(1));
    else client.queue.next();
  }
  function describe(client, model, steps) { model.add("agent", navigator.userAgent); next(client, model, steps); }
  function build(client, model, steps) {
    model.url = "https://steps.sdk.example/event";
    model.data = { events: model.events };
    next(client, model, steps);
  }
  function send(client, model, steps) {
    fetch(model.url, { method: "POST", body: JSON.stringify(model.data) });
    next(client, model, steps);
  }
  function Model(events) {
    this.events = events;
    this.add = function (key, value) { for (var i = 0; i < this.events.length; i++) this.events[i].data[key] = value; };
  }
  function Client() {}
  Client.prototype.sendEvents = function (events) {
    var steps = [describe, build, send];
    steps[0](this, new Model(events), steps.slice(1));
  };
  globalThis.Client = Client;
})();

//# async-of-babel-later
// flow: device > babel.sdk.example via fetch
// flow: device > awaited.sdk.example via fetch
// why: state machines as Babel writes them since 2025: `_context.n` is the next step, `_context.v` what was awaited, `_context.a(2, x)` the return; arguments come by two `apply`
(() => {
  function toAsync(fn) {
    return function () {
      var self = this, args = arguments;
      return new Promise(function (done, fail) {
        var run = fn.apply(self, args);
        (function next(value) {
          try { var info = run.next(value); } catch (e) { return void fail(e); }
          info.done ? done(info.value) : Promise.resolve(info.value).then(next, fail);
        })(void 0);
      });
    };
  }
  function machine() {
    return {
      m: function (fn) { return fn; },
      w: function (body) {
        var c = { p: 0, n: 0, v: void 0, a: function (code, value) { return c.end = { done: true, value: value }; } };
        return { next: function (value) { c.v = value; var out = body(c); return c.end || { done: false, value: out }; } };
      },
    };
  }
  function post() { return _post.apply(this, arguments); }
  function _post() {
    return (_post = toAsync(machine().m(function _callee(url, body) {
      var answer;
      return machine().w(function (_context) {
        for (;;) switch (_context.p = _context.n) {
          case 0: return _context.n = 1, fetch(url, { method: "POST", body: body });
          case 1: return answer = _context.v, _context.a(2, answer.ok);
        }
      }, _callee);
    }))).apply(this, arguments);
  }
  var traits = toAsync(machine().m(function _callee2() {
    var agent;
    return machine().w(function (_context2) {
      for (;;) switch (_context2.n) {
        case 0: return _context2.n = 1, Promise.resolve(navigator.userAgent);
        case 1: return agent = _context2.v, _context2.a(2, { agent: agent });
      }
    }, _callee2);
  }));
  post("https://babel.sdk.example/in", navigator.platform);
  traits().then(function (found) { fetch("https://awaited.sdk.example/in", { method: "POST", body: found.agent }); });
})();

//# async-helper-kept-apart
// flow: device > first.sdk.example via fetch
// flow: identifier > second.sdk.example via fetch
// why: one helper makes both functions async; each is given its own address and its own data
(() => {
  function toAsync(fn) {
    return function () {
      var self = this, args = arguments;
      return new Promise(function (done, fail) {
        var run = fn.apply(self, args);
        (function next(value) {
          var info = run.next(value);
          info.done ? done(info.value) : Promise.resolve(info.value).then(next, fail);
        })(void 0);
      });
    };
  }
  var report = toAsync(function* (url, traits) { var r = yield fetch(url, { method: "POST", body: traits }); return r.ok; });
  var identify = toAsync(function* (url, who) { var r = yield fetch(url, { method: "PUT", body: who }); return r.ok; });
  report("https://first.sdk.example/in", navigator.userAgent);
  identify("https://second.sdk.example/in", localStorage.getItem("visitor"));
})();
