// What an unpacker finds around it: a page in which nothing happens, and whose ways to run text report that text.
//
// An expression: a function of a number (which of two environments), names of further stubs, the first line of the
// script, and limits. It returns a function: of "drain" it calls what was put off, of anything else it answers JSON of
// what was handed over.
// Every built-in function that is used after the script has started is taken beforehand, since the script can alter them.
(function (environment, extraNames, firstLine, mostCaptures, mostCharacters) {
  "use strict";
  const global = globalThis;
  const { apply, construct, get: read, defineProperty, getOwnPropertyDescriptor: describe } = Reflect;
  const evaluate = global.eval;
  const MakeFunction = global.Function;
  const RealError = Error, RealMap = Map, RealArray = Array, RealString = String, RealProxy = Proxy, RealDate = Date;
  const stringify = JSON.stringify, create = Object.create;
  const uncurry = (method) => (self, ...given) => apply(method, self, given);
  const mapGet = uncurry(Map.prototype.get), mapSet = uncurry(Map.prototype.set), mapHas = uncurry(Map.prototype.has);
  const test = uncurry(RegExp.prototype.exec), slice = uncurry(String.prototype.slice);
  const lower = uncurry(String.prototype.toLowerCase), charCode = uncurry(String.prototype.charCodeAt);
  const fromCode = String.fromCharCode, isArray = Array.isArray, decodeUri = decodeURIComponent;
  const whole = parseInt;
  const toPrimitive = Symbol.toPrimitive, iterator = Symbol.iterator, unscopables = Symbol.unscopables;

  // -- what was handed over ------------------------------------------------------------------------------------------
  const found = [];
  let characters = 0, cut = false, running = -1;

  function place() {
    // The innermost frame of the script itself: its lines are moved far down, those of other texts are not.
    const stack = RealString(new RealError().stack);
    const frame = /<input>:(\d+):(\d+)/g;
    for (let match = test(frame, stack); match; match = test(frame, stack)) {
      const line = whole(match[1]);
      if (line >= firstLine) return [line - firstLine, whole(match[2])];
    }
    return null;
  }

  const seen = new RealMap();
  function capture(how, code) {
    if (cut) return -1;
    if (mapHas(seen, code)) return mapGet(seen, code);
    if (found.length >= mostCaptures || characters + code.length > mostCharacters) {
      cut = true;
      return -1;
    }
    characters += code.length;
    const at = found.length;
    mapSet(seen, code, at);
    defineProperty(found, at, { value: { how, code, parent: running, at: place() }, enumerable: true });
    return at;
  }

  function inside(index, work) {
    const before = running;
    if (index >= 0) running = index;
    try { return work(); } finally { running = before; }
  }

  function run(how, code) {
    // What a page would run on its own: errors end that text only.
    const index = capture(how, code);
    if (index >= 0) try { inside(index, () => evaluate(code)); } catch (error) { /* its own business */ }
  }

  // -- eval and Function ---------------------------------------------------------------------------------------------
  const hook = (name, value) => defineProperty(global, name, { value, writable: true, configurable: true });
  hook("eval", new RealProxy(evaluate, {
    apply(target, self, given) {
      const code = given[0];
      if (typeof code !== "string") return code;
      const index = capture("eval", code);
      if (index < 0) return undefined; // too much already
      try {
        return inside(index, () => evaluate(code));
      } catch (error) {
        return undefined; // it may need names of the caller, which an indirect eval does not see
      }
    },
  }));

  function hookFunction(prototype, name) {
    const Original = prototype.constructor;
    const make = (given) => {
      const index = given.length ? capture("function", RealString(given[given.length - 1])) : -1;
      if (cut) return () => undefined;
      const made = construct(Original, given);
      if (index < 0) return made;
      return new RealProxy(made, {
        apply: (target, self, all) => inside(index, () => apply(target, self, all)),
        construct: (target, all) => inside(index, () => construct(target, all)),
      });
    };
    const hooked = new RealProxy(Original, {
      apply: (target, self, given) => make(given), construct: (target, given) => make(given),
    });
    defineProperty(prototype, "constructor", { value: hooked, writable: true, configurable: true });
    if (name) hook(name, hooked);
  }
  hookFunction(MakeFunction.prototype, "Function");
  hookFunction(Object.getPrototypeOf(async function () {}), "");
  hookFunction(Object.getPrototypeOf(function* () {}), "");
  hookFunction(Object.getPrototypeOf(async function* () {}), "");

  // Unpackers that build letters from the texts of built-in functions expect the layout of Chrome.
  const showFunction = MakeFunction.prototype.toString;
  const shown = {
    toString() {
      const text = apply(showFunction, this, []);
      const native = text.length < 200 ? test(/^function ([\w$ ]*)\(\)\s*\{\s*\[native code\]\s*\}$/, text) : null;
      return native ? "function " + native[1] + "() { [native code] }" : text;
    },
  };
  defineProperty(MakeFunction.prototype, "toString", { value: shown.toString, writable: true, configurable: true });

  // -- things put off ------------------------------------------------------------------------------------------------
  const later = [];
  let next = 0;
  const put = (fn, given) => {
    if (later.length < 400) defineProperty(later, later.length, { value: [fn, given, running], configurable: true, writable: true });
  };

  function timer(how) {
    return function (work, delay, ...given) {
      if (typeof work === "function") put(work, given);
      else if (typeof work === "string") {
        const index = capture(how, work);
        if (index >= 0) put(() => inside(index, () => evaluate(work)), []);
      }
      return later.length;
    };
  }
  for (const name of ["setTimeout", "setInterval", "setImmediate"]) hook(name, timer("timer"));
  for (const name of ["requestAnimationFrame", "requestIdleCallback", "queueMicrotask"]) hook(name, timer("timer"));
  for (const name of ["clearTimeout", "clearInterval", "clearImmediate", "cancelAnimationFrame"]) hook(name, () => {});

  // -- texts and addresses that hold code ----------------------------------------------------------------------------
  const blobs = new RealMap();
  const isScriptType = (type) => !type || test(/javascript|ecmascript|module|babel/i, type) !== null;

  function fromAddress(how, address) {
    const text = RealString(address);
    if (mapHas(blobs, text)) return run(how === "data-url" ? "worker" : how, mapGet(blobs, text));
    const code = codeOf(text);
    if (code !== null) run(how, code);
  }

  function codeOf(text) {
    if (test(/^\s*javascript:/i, text)) return percent(text.slice(text.indexOf(":") + 1));
    const data = test(/^\s*data:([^,]*),([\s\S]*)$/i, text);
    if (data === null) return null;
    const type = data[1];
    if (type && test(/javascript|ecmascript/i, type) === null) return null;
    const body = percent(data[2]);
    if (test(/;\s*base64\s*$/i, type) === null) return body;
    try { return utf8(decode64(body)); } catch (error) { return null; }
  }

  const percent = (text) => { try { return decodeUri(text); } catch (error) { return text; } };
  function utf8(bytes) {
    let escaped = "";
    for (let i = 0; i < bytes.length; i++) {
      const code = charCode(bytes, i);
      escaped += code < 16 ? "%0" + code.toString(16) : "%" + code.toString(16);
    }
    try { return decodeUri(escaped); } catch (error) { return bytes; }
  }

  let written = "";
  function write(...given) {
    for (let i = 0; i < given.length; i++) written += RealString(given[i]);
    markup(true);
  }
  function markup(keep) {
    for (;;) {
      const match = test(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/i, written);
      if (match === null) break;
      written = slice(written, match.index + match[0].length);
      const source = test(/\ssrc\s*=\s*["']?([^"'\s>]+)/i, match[1]);
      const type = test(/\stype\s*=\s*["']?([^"'\s>]+)/i, match[1]);
      if (source) fromAddress("data-url", source[1]);
      else if (isScriptType(type ? type[1] : "")) run("document-write", match[2]);
    }
  }

  const scripts = new RealMap();
  function activate(element) {
    const fields = mapGet(scripts, element);
    if (!fields || fields.done || !isScriptType(fields.type)) return;
    if (fields.src) { fields.done = true; fromAddress("data-url", fields.src); }
    else if (fields.text) { fields.done = true; run("script-element", RealString(fields.text)); }
  }

  // -- a page in which nothing happens -------------------------------------------------------------------------------
  const primitive = environment ? "0" : "";
  const stubs = [];
  function stub(fields, called, written_) {
    const own = new RealMap();
    for (const name in fields) mapSet(own, name, fields[name]);
    const target = function () {};
    const self = new RealProxy(target, {
      get(_, name) {
        if (mapHas(own, name)) return mapGet(own, name);
        if (name === toPrimitive || name === "toString" || name === "valueOf") return () => primitive;
        if (name === iterator) return function* () {};
        if (name === "then" || name === unscopables) return undefined;
        if (name === "length") return 0;
        if (name === "prototype") return target.prototype;
        const child = stub({});
        mapSet(own, name, child);
        return child;
      },
      set(_, name, value) {
        mapSet(own, name, value);
        if (written_) written_(name, value);
        if (typeof value === "function" && typeof name === "string" && slice(name, 0, 2) === "on") put(value, []);
        else if (typeof value === "string" && test(/^\s*javascript:/i, value)) fromAddress("javascript-url", value);
        return true;
      },
      has: (_, name) => mapHas(own, name) || typeof name === "string",
      deleteProperty: () => true,
      defineProperty: () => true,
      apply: (_, object, given) => called_(given),
      construct: (_, given) => { const made = called_(given); return typeof made === "object" || typeof made === "function" ? made : stub({}); },
      getPrototypeOf: () => null,
    });
    function called_(given) {
      if (called) return called(given);
      for (let i = 0; i < given.length; i++) {
        const each = given[i];
        if (typeof each === "function" && mapHas(scripts, each)) activate(each);
        else if (typeof each === "function" && !isStub(each)) put(each, []);
        else if (typeof each === "string" && test(/^\s*javascript:/i, each)) fromAddress("javascript-url", each);
      }
      return stub({});
    }
    mapSet(known, self, true);
    return self;
  }
  const known = new RealMap();
  const isStub = (value) => mapHas(known, value);

  const TEXTS = { text: 1, textContent: 1, innerHTML: 1, innerText: 1 };
  function element(tag) {
    if (lower(RealString(tag)) !== "script") return stub({ tagName: RealString(tag) });
    const fields = { text: "", src: "", type: "", done: false };
    const set = (name, value) => {
      if (name === "src" || name === "type") fields[name] = RealString(value);
      else if (typeof name === "string" && TEXTS[name] === 1) fields.text = RealString(value);
    };
    const append = (given) => {
      for (let i = 0; i < given.length; i++) fields.text += mapHas(nodes, given[i]) ? mapGet(nodes, given[i]) : typeof given[i] === "string" ? given[i] : "";
      return given[0];
    };
    const made = stub({
      tagName: "SCRIPT", text: "", src: "", type: "",
      setAttribute: stub({}, (given) => { set(RealString(given[0]), given[1]); }),
      appendChild: stub({}, append), append: stub({}, append),
    }, null, set);
    mapSet(scripts, made, fields);
    return made;
  }
  const nodes = new RealMap();
  function textNode(text) {
    const made = stub({});
    mapSet(nodes, made, RealString(text));
    return made;
  }

  const agent = environment
    ? "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
    : "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  const host = environment ? "second.invalid" : "first.invalid";
  const go = stub({}, (given) => { fromAddress("javascript-url", given[0]); });
  const location = stub({
    href: "https://" + host + "/", hostname: host, host, origin: "https://" + host, protocol: "https:", pathname: "/",
    search: "", hash: "", port: "", assign: go, replace: go, toString: () => "https://" + host + "/",
  }, null, (name, value) => { /* the general rule reports javascript: addresses */ });
  const documentStub = stub({
    cookie: "", referrer: "", title: "", readyState: "complete", location, URL: "https://" + host + "/",
    write: stub({}, (given) => write(...given)), writeln: stub({}, (given) => write(...given, "\n")),
    createElement: stub({}, (given) => element(given[0])), createElementNS: stub({}, (given) => element(given[1])),
    createTextNode: stub({}, (given) => textNode(given[0])),
  });
  const storage = () => stub({ getItem: () => null, setItem() {}, removeItem() {}, clear() {}, length: 0 });
  const values = {
    window: global, self: global, top: global, parent: global, frames: global,
    document: documentStub,
    navigator: stub({
      userAgent: agent, appVersion: agent, platform: environment ? "Win32" : "Linux x86_64", onLine: true,
      language: "en", languages: ["en"], vendor: "", hardwareConcurrency: 4, webdriver: false,
    }),
    screen: stub({ width: 1280, height: 720, availWidth: 1280, availHeight: 720, colorDepth: 24 }),
    localStorage: storage(), sessionStorage: storage(),
    innerWidth: 1280, innerHeight: 720, outerWidth: 1280, outerHeight: 720, devicePixelRatio: 1, name: "", origin: "https://" + host,
    console: stub({}),
    open: stub({}, (given) => { fromAddress("javascript-url", given[0]); return stub({}); }),
    importScripts: stub({}, (given) => { for (let i = 0; i < given.length; i++) fromAddress("worker", given[i]); }),
    Worker: stub({}, (given) => { fromAddress("worker", given[0]); return stub({}); }),
    SharedWorker: stub({}, (given) => { fromAddress("worker", given[0]); return stub({}); }),
    Blob: stub({}, (given) => {
      let text = "";
      if (isArray(given[0])) for (let i = 0; i < given[0].length; i++) text += typeof given[0][i] === "string" ? given[0][i] : "";
      const made = stub({ size: text.length, type: "" });
      mapSet(nodes, made, text);
      return made;
    }),
    URL: stub({
      createObjectURL: stub({}, (given) => {
        const name = "blob:https://" + host + "/" + ++next;
        mapSet(blobs, name, mapHas(nodes, given[0]) ? mapGet(nodes, given[0]) : "");
        return name;
      }),
    }),
  };
  const INERT = [
    "XMLHttpRequest", "fetch", "addEventListener", "removeEventListener", "dispatchEvent", "postMessage", "alert", "confirm",
    "prompt", "history", "crypto", "Image", "Event", "CustomEvent", "MutationObserver", "IntersectionObserver",
    "ResizeObserver", "PerformanceObserver", "WebSocket", "EventSource", "FormData", "Headers", "Request", "Response",
    "HTMLElement", "Element", "Node", "DOMParser", "FileReader", "AbortController", "indexedDB", "caches", "matchMedia",
    "getComputedStyle", "URLSearchParams", "customElements", "BroadcastChannel", "MessageChannel", "RTCPeerConnection",
    "webkitRTCPeerConnection", "speechSynthesis", "Notification", "SVGElement", "HTMLScriptElement", "TextDecoder",
    "TextEncoder", "trustedTypes", "visualViewport", "chrome", "jQuery", "$",
  ];
  for (const name in values) hook(name, values[name]);
  for (let i = 0; i < INERT.length; i++) hook(INERT[i], stub({}));
  for (let i = 0; i < extraNames.length; i++) hook(extraNames[i], stub({}));
  defineProperty(global, "location", {
    get: () => location, set: (value) => { fromAddress("javascript-url", value); }, configurable: true,
  });
  for (const each of [["addEventListener"], ["attachEvent"]]) {
    hook(each[0], (name, work) => { if (typeof work === "function") put(work, [stub({ type: RealString(name) })]); });
  }

  // -- what QuickJS lacks, and what differs from run to run ----------------------------------------------------------
  const BASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  function decode64(given) {
    let out = "", bits = 0, count = 0;
    const text = RealString(given);
    for (let i = 0; i < text.length; i++) {
      const letter = text[i];
      if (letter === "=" || letter === " " || letter === "\n" || letter === "\r" || letter === "\t") continue;
      const digit = BASE.indexOf(letter);
      if (digit < 0) throw new RealError("atob");
      bits = ((bits << 6) | digit) & 0xffffff;
      count += 6;
      if (count >= 8) { count -= 8; out += fromCode((bits >> count) & 255); }
    }
    return out;
  }
  const replaceAll = uncurry(String.prototype.replace);
  for (const [name, tag, attribute] of [["anchor", "a", "name"], ["fontcolor", "font", "color"], ["fontsize", "font", "size"], ["link", "a", "href"]]) {
    // Those of QuickJS throw when they are called without a value; JSFuck takes letters from what they answer.
    const made = { [name](value) {
      return "<" + tag + " " + attribute + '="' + replaceAll(RealString(value), /"/g, "&quot;") + '">' + this + "</" + tag + ">";
    } };
    defineProperty(String.prototype, name, { value: made[name], writable: true, configurable: true });
  }
  if (typeof global.atob !== "function") hook("atob", decode64);
  hook("TextDecoder", class TextDecoder {
    decode(given) {
      let bytes = "";
      if (given) for (const each of new Uint8Array(given.buffer || given, given.byteOffset || 0, given.byteLength)) bytes += fromCode(each);
      return utf8(bytes);
    }
  });
  hook("TextEncoder", class TextEncoder {
    encode(given) {
      const text = unescape(encodeURIComponent(RealString(given)));
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) bytes[i] = charCode(text, i);
      return bytes;
    }
  });
  let state = environment ? 77777 : 12345;
  Math.random = () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };
  let clock = environment ? 1900000000000 : 1700000000000;
  const now = () => (clock += 40);
  RealDate.now = now;
  hook("Date", new RealProxy(RealDate, {
    construct: (target, given, wanted) => construct(target, given.length ? given : [now()], wanted),
    apply: () => "Thu Jan 01 1970 00:00:00 GMT+0000",
  }));
  RealDate.prototype.constructor = global.Date;
  hook("performance", stub({ now: () => now() - 1600000000000, timeOrigin: 0 }));

  const drain = () => {
    for (let i = 0; i < later.length && i < 400; i++) {
      const work = later[i];
      try { inside(work[2], () => apply(work[0], undefined, work[1])); } catch (error) { /* its own business */ }
    }
    later.length = 0;
    return 0;
  };
  return (step) => (step === "drain" ? drain() : stringify({ cut, found }));
})
