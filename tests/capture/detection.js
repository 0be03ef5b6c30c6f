// What a page can do to find out that it is watched. Each trick returns what it saw, as text; the test compares this
// between a bare browser and a recorded one. `watched` and `getters` are functions that the probe wraps.
const watched = {
  fetch,
  matchMedia,
  btoa,
  sendBeacon: Navigator.prototype.sendBeacon,
  toDataURL: HTMLCanvasElement.prototype.toDataURL,
  digest: SubtleCrypto.prototype.digest,
  getItem: Storage.prototype.getItem,
  acosh: Math.acosh,
  WebSocket,
  RTCPeerConnection,
  toString: Function.prototype.toString,
  Date,
  now: Date.now,
  formatToParts: Intl.DateTimeFormat.prototype.formatToParts,
};
const descriptor = (holder, name) => Object.getOwnPropertyDescriptor(holder, name);
const getters = {
  userAgent: descriptor(Navigator.prototype, "userAgent").get,
  cookie: descriptor(Document.prototype, "cookie").get,
  width: descriptor(Screen.prototype, "width").get,
  setCookie: descriptor(Document.prototype, "cookie").set,
  innerWidth: descriptor(self, "innerWidth").get,
  timeOrigin: descriptor(Performance.prototype, "timeOrigin").get,
  format: descriptor(Intl.DateTimeFormat.prototype, "format").get,
};
const functions = { ...watched, ...getters };
const toText = Function.prototype.toString;
const each = (look, table = functions) =>
  Object.entries(table)
    .map(([name, f]) => {
      try {
        return name + "=" + String(look(f, name));
      } catch (error) {
        return name + "!" + error.name + ": " + error.message + said(error);
      }
    })
    .join("\n");
// A stack without what differs by itself: line numbers stay, they are those of this file.
const said = (error) => "|" + String(error?.stack).replaceAll(location.origin, "");
const thrown = (run) => {
  try {
    return "returned " + run();
  } catch (error) {
    return error.name + ": " + error.message + said(error);
  }
};
const frame = () => {
  const made = document.createElement("iframe");
  document.body.append(made);
  return made.contentWindow;
};
const withHook = (hook, run) => {
  Error.prepareStackTrace = hook;
  try {
    return run();
  } finally {
    delete Error.prepareStackTrace;
  }
};
const sites = (_, list) =>
  list.map((s) => [s.getFunctionName(), s.getTypeName(), s.getScriptNameOrSourceURL()?.split("/").pop(), s.isNative()]);
const deep = (n, run) => (n ? deep(n - 1, run) : run());
const calledOn = (f, ...args) => thrown(() => f.call({}, ...args));
const rejected = async (promise) => {
  try {
    return "resolved " + (await promise);
  } catch (error) {
    return error.name + ": " + error.message + said(error);
  }
};
const ratio = (one, other) => {
  const time = (f) => {
    const begin = performance.now();
    for (let n = 0; n < 20000; n++) f();
    return performance.now() - begin;
  };
  time(one), time(other);
  return time(one) > 4 * time(other) + 2 ? "slower than its neighbour" : "alike";
};

const tricks = {
  "text of the function": () => each((f) => toText.call(f)),
  "text by its own toString": () => each((f) => f.toString() + f),
  "text by the toString of a fresh frame": () => each((f) => frame().Function.prototype.toString.call(f)),
  "text of the functions of a fresh frame": () => {
    const other = frame();
    return [other.fetch, other.Function.prototype.toString, other.Storage.prototype.getItem].map((f) => toText.call(f));
  },
  "text through Reflect.apply": () => each((f) => Reflect.apply(toText, f, [])),
  "text of toString of toString": () => toText.toString.toString.toString(),
  "text of a bound function": () => each((f) => toText.call(f.bind(null)) + f.bind(null).name),
  "text of a Proxy around it": () => each((f) => toText.call(new Proxy(f, {}))),
  "text of an object that inherits from it": () => each((f) => toText.call(Object.create(f))),
  "text of what is no function": () => [null, undefined, 1, {}, "a"].map((v) => thrown(() => toText.call(v))).join(),
  "name and length": () => each((f) => [f.name, f.length]),
  "own keys": () => each((f) => Reflect.ownKeys(f).map(String)),
  "descriptors of name and length": () => each((f) => JSON.stringify(Object.getOwnPropertyDescriptors(f))),
  "descriptor on the holder": () =>
    JSON.stringify([
      descriptor(self, "fetch"), descriptor(Navigator.prototype, "userAgent"), descriptor(self, "WebSocket"),
      descriptor(Document.prototype, "cookie"), descriptor(Function.prototype, "toString"),
    ]),
  "keys in order on the holder": () =>
    [self, Navigator.prototype, Document.prototype, Storage.prototype, Math, Function.prototype, Error, Screen.prototype]
      .map((holder) => Reflect.ownKeys(holder).map(String).filter((key) => !key.startsWith("on")).join())
      .join("\n"),
  "enumeration of the holder": () => {
    const keys = [];
    for (const key in navigator) keys.push(key);
    return keys;
  },
  "prototype property": () => each((f) => "prototype" in f && typeof f.prototype),
  "prototype of the function": () => each((f) => Object.getPrototypeOf(f) === Function.prototype),
  "constructor of the prototype": () => each((f) => f.prototype?.constructor === f, { WebSocket, RTCPeerConnection }),
  "prototype chain of an instance": () => {
    const socket = new WebSocket("ws://127.0.0.1:9/");
    return [socket instanceof WebSocket, socket.constructor === WebSocket, Object.getPrototypeOf(socket) === WebSocket.prototype];
  },
  "typeof and Object.prototype.toString": () => each((f) => typeof f + Object.prototype.toString.call(f)),
  "new on what cannot be made": () => each((f) => new f(), { fetch, btoa, acosh: Math.acosh, toString: toText, ...getters }),
  "call of what must be made": () => each((f) => f("ws://127.0.0.1:9/"), { WebSocket, RTCPeerConnection }),
  "extends": () => each((f) => (class extends f {}).name),
  "extends what cannot be extended": () => each((f) => class extends f {}, { fetch, btoa, toString: toText, ...getters }),
  "subclass instance": () => {
    class Mine extends WebSocket {}
    const mine = new Mine("ws://127.0.0.1:9/");
    return [mine instanceof Mine, mine.constructor.name];
  },
  "new.target of another realm": () =>
    Object.getPrototypeOf(Reflect.construct(WebSocket, ["ws://127.0.0.1:9/"], frame().Array)) === WebSocket.prototype,
  "as new.target": () => each((f) => typeof Reflect.construct(Object, [], f)),
  "brand check on another object": () => each((f) => f.call({}), getters),
  "brand check on the prototype": () => thrown(() => Navigator.prototype.userAgent) + thrown(() => Screen.prototype.width),
  "brand check on a Proxy of the object": () => each((f) => f.call(new Proxy(navigator, {})), getters),
  "brand check of methods": () => [calledOn(watched.getItem, "a"), calledOn(watched.toDataURL), calledOn(watched.sendBeacon)],
  "missing arguments": () => [thrown(() => matchMedia()), thrown(() => btoa()), thrown(() => navigator.sendBeacon()), thrown(() => new WebSocket())],
  "error of a wrong argument": () => [thrown(() => new WebSocket("::")), thrown(() => btoa("\u{1f600}")), thrown(() => matchMedia(Symbol()))],
  "lines of the stack, deep down": () => deep(30, () => thrown(() => btoa("\u{1f600}"))),
  "lines of the stack with another limit": () => {
    Error.stackTraceLimit = 3;
    const got = deep(9, () => thrown(() => new WebSocket("::")));
    Error.stackTraceLimit = 10;
    return got;
  },
  "limit of the stack after a call": () => (btoa("a"), navigator.userAgent, JSON.stringify(descriptor(Error, "stackTraceLimit"))),
  "limit of the stack as a getter": () => {
    let looked = 0;
    const before = descriptor(Error, "stackTraceLimit");
    Object.defineProperty(Error, "stackTraceLimit", { get: () => (looked++, 10), configurable: true });
    btoa("a"), navigator.userAgent, thrown(() => btoa());
    Object.defineProperty(Error, "stackTraceLimit", before);
    return looked;
  },
  "call sites shown to a hook": () => withHook(sites, () => { try { btoa("\u{1f600}") } catch (e) { return JSON.stringify(e.stack) } }),
  "hook called by a mere call": () => {
    let looked = 0;
    withHook(() => looked++, () => (btoa("a"), navigator.userAgent, localStorage.getItem("a")));
    return looked;
  },
  "keys of Error after a hook": () => {
    Error.prepareStackTrace = () => "mine";
    Error.mine = 1;
    btoa("a"), navigator.userAgent;
    const keys = Reflect.ownKeys(Error).join();
    delete Error.mine, delete Error.prepareStackTrace;
    return keys;
  },
  "stack of a rejected promise": () => rejected(fetch("http://\u{0}/")),
  "stack of a promise rejected by a brand check": () => rejected(Permissions.prototype.query.call({})),
  "stack of a promise rejected later": () => rejected(crypto.subtle.digest("none", new Uint8Array(1))),
  "promise of a call": () => {
    const promise = crypto.subtle.digest("SHA-1", new Uint8Array(1));
    return [promise.constructor === Promise, Reflect.ownKeys(promise).length, promise instanceof Promise, Object.prototype.toString.call(promise)];
  },
  "same promise at each call": () => navigator.getBattery() === navigator.getBattery(),
  "rejection that nobody handles": () =>
    new Promise((done) => {
      addEventListener("unhandledrejection", (event) => done(event.reason.name), { once: true });
      fetch("http://\u{0}/");
      setTimeout(done, 500, "no event");
    }),
  "rejection handled is no event": () =>
    new Promise((done) => {
      addEventListener("unhandledrejection", () => done("event"), { once: true });
      fetch("http://\u{0}/").catch(() => {});
      setTimeout(done, 200, "no event");
    }),
  "promises asked for their constructor": () => {
    let looked = 0;
    const before = descriptor(Promise.prototype, "constructor");
    Object.defineProperty(Promise.prototype, "constructor", { get: () => (looked++, before.value), configurable: true });
    crypto.subtle.digest("SHA-1", new Uint8Array(1));
    Object.defineProperty(Promise.prototype, "constructor", before);
    return looked;
  },
  "stack inside a callback of the native": () => {
    const looked = [];
    const look = () => (looked.push(said(new Error("x"))), "a");
    btoa({ toString: look });
    withHook(sites, () => btoa({ toString: look }));
    return looked;
  },
  "error thrown by a callback": () => thrown(() => btoa({ toString() { throw new RangeError("mine") } })),
  "thing with a stack getter thrown by a callback": () => {
    let looked = 0;
    thrown(() => btoa({ toString() { throw { get stack() { looked++; } } } }));
    const before = looked;
    return before;
  },
  "Proxy thrown by a callback": () => {
    let looked = 0;
    const trap = () => { looked++; };
    try {
      btoa({ toString() { throw new Proxy({}, { get: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: () => (looked++, null) }) } });
    } catch { return looked; }
  },
  "times that an argument is converted": () => {
    let times = 0;
    btoa({ toString: () => (times++, "a") });
    matchMedia({ toString: () => (times++, "all") });
    return times;
  },
  "properties read of an argument": () => {
    const read = [];
    const options = new Proxy({}, { get: (_, key) => (read.push(String(key)), undefined), ownKeys: () => (read.push("keys"), []), getPrototypeOf: () => (read.push("proto"), null) });
    thrown(() => new WebSocket("ws://127.0.0.1:9/", options));
    thrown(() => new RTCPeerConnection(options));
    return read;
  },
  "traps on shared prototypes": () => {
    const seen = [];
    const keys = ["apply", "construct", "then", "toJSON", "value", "set", "get"];
    for (const key of keys)
      Object.defineProperty(Object.prototype, key, { __proto__: null, get: () => void seen.push(key), configurable: true });
    navigator.userAgent, btoa("a"), localStorage.getItem("a"), document.cookie;
    for (const key of keys) delete Object.prototype[key];
    return seen;
  },
  "built-ins replaced": () => {
    let used = 0;
    const kept = [Reflect.apply, Array.prototype.join, String.prototype.slice, WeakMap.prototype.get, JSON.stringify];
    Reflect.apply = Array.prototype.join = String.prototype.slice = WeakMap.prototype.get = JSON.stringify = () => used++;
    navigator.userAgent, btoa("a"), fetch.toString();
    [Reflect.apply, Array.prototype.join, String.prototype.slice, WeakMap.prototype.get, JSON.stringify] = kept;
    return used;
  },
  "species asked for": () => {
    let asked = 0;
    const before = descriptor(Array, Symbol.species);
    Object.defineProperty(Array, Symbol.species, { get: () => (asked++, Array), configurable: true });
    thrown(() => btoa("\u{1f600}")), navigator.userAgent;
    Object.defineProperty(Array, Symbol.species, before);
    return asked;
  },
  "prototype set to a chain that ends in itself": () => thrown(() => Object.setPrototypeOf(fetch, Object.create(fetch))),
  "prototype set by Reflect to such a chain": () => Reflect.setPrototypeOf(btoa, Object.create(btoa)),
  "__proto__ in a cycle": () => thrown(() => { btoa.__proto__ = btoa; }),
  "instanceof with it": () => each((f) => ({}) instanceof f, { fetch, btoa, WebSocket, toString: toText }),
  "caller and arguments": () => each((f) => [thrown(() => f.caller), thrown(() => f.arguments)]),
  "Proxy of the page": () => each((f) => [f.name, f.length, toText.call(f), f.prototype, Reflect.ownKeys(f)], { Proxy, revocable: Proxy.revocable }),
  "errors of Proxy": () => [thrown(() => Proxy({}, {})), thrown(() => new Proxy(1, {})), thrown(() => Proxy.revocable()), new Proxy({ a: 1 }, {}).a],
  "extensibility": () => each((f) => Object.isFrozen(f) + "" + Object.isExtensible(f) + Object.isSealed(f)),
  "cloned by structuredClone": () => each((f) => structuredClone(f)),
  "cloned by postMessage": () => each((f) => postMessage(f, "*")),
  "converted to a primitive": () => each((f) => `${f}` + (f + "") + JSON.stringify(f)),
  "used as a key": () => each((f) => new Map([[f, 1]]).get(f) + new WeakMap([[f, 2]]).get(f)),
  "identity at each look": () => [fetch === self.fetch, descriptor(Navigator.prototype, "userAgent").get === getters.userAgent, navigator.sendBeacon === watched.sendBeacon],
  "names on the global object": () => Reflect.ownKeys(self).map(String).filter((k) => /^_|bind|probe|undertow|cdp|cdc_|driver|__/i.test(k) && !/^(XR|on)/.test(k)),
  "changes between a frame and its parent": () => {
    const other = frame();
    return Object.getOwnPropertyNames(other).filter((k) => !(k in self)) + "|" + Object.getOwnPropertyNames(self).filter((k) => /^_/.test(k));
  },
  "frame made and read at once": () => {
    const other = frame();
    return [other.navigator.userAgent === navigator.userAgent, thrown(() => other.btoa.call(other, "\u{1f600}")).includes("@")];
  },
  "scripts in the document": () => document.scripts.length + "," + performance.getEntriesByType("resource").filter((e) => e.initiatorType === "script").length,
  "recursion until the stack ends": () => {
    const dig = () => (navigator.vendor, dig());
    return thrown(dig).slice(0, 10);
  },
  "console is itself": () => toText.call(console.log) + toText.call(console.debug),
  "a debugger statement is passed over at once": () => {
    const begin = performance.now();
    debugger;
    return performance.now() - begin < 100;
  },
  "error logged with a getter": () => {
    let looked = 0;
    const error = new Error("a");
    Object.defineProperty(error, "stack", { get: () => looked++ });
    console.debug(error);
    return looked;
  },
  "webdriver": () => navigator.webdriver + "" + ("webdriver" in navigator),
  "names that one function has": () => {
    const names = new Map();
    const put = (f, name) => typeof f === "function" && names.set(f, [...(names.get(f) ?? []), name]);
    const look = (holder, path) => {
      for (const key of Reflect.ownKeys(holder)) {
        const d = key === "constructor" ? {} : descriptor(holder, key);
        for (const slot of ["value", "get", "set"]) put(d[slot], path + String(key) + " " + slot);
      }
    };
    look(self, "");
    const types = Object.getOwnPropertyNames(self).map((name) => descriptor(self, name).value);
    for (const type of new Set(types)) if (typeof type === "function" && type.prototype) look(type.prototype, type.name + ".");
    return [...names.values()].filter((all) => all.length > 1).join("\n");
  },
  "functions that a worker begins with": () =>
    new Promise((done) => {
      const look = () => {
        const text = Function.prototype.toString,
          all = [self.addEventListener, self.setTimeout, queueMicrotask, fetch];
        let holder = self;
        for (const slot of ["onmessage", "navigator", "crypto", "isSecureContext"]) {
          for (holder = self; holder && !Object.getOwnPropertyDescriptor(holder, slot); ) holder = Object.getPrototypeOf(holder);
          const d = Object.getOwnPropertyDescriptor(holder, slot);
          all.push(d.get, d.set);
        }
        const shape = (f) => f && [text.call(f), f.name, f.length, Reflect.ownKeys(f), "prototype" in f].join();
        let stack = "";
        try {
          setTimeout(Symbol());
        } catch (error) {
          stack = error.stack.replace(/blob:[^:]*:[^:]*:[^:]*/g, "");
        }
        postMessage(all.map(shape).join("\n") + stack + self.onmessage);
      };
      const worker = new Worker(URL.createObjectURL(new Blob(["(" + look + ")()"])));
      worker.onmessage = (event) => done(event.data);
    }),
  "time of a getter against its neighbour": () => ratio(() => navigator.language, () => navigator.userActivation),
};
(async () => {
  const out = {};
  for (const [name, trick] of Object.entries(tricks)) {
    try {
      out[name] = String(await trick());
    } catch (error) {
      out[name] = "failed: " + error;
    }
  }
  document.documentElement.dataset.out = JSON.stringify(out);
})();
