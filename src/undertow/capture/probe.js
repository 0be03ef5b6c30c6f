// Watches browser APIs from before the first statement of the page. `__CONFIG__` is replaced by JSON, see probe.py:
//   binding  name of the protocol binding that carries reports; removed from the global at once
//   secret   string by which same-origin realms of one visit find one another's wrappers
//   mark     source URL of this script; frames that carry it are taken out of stacks the page can see
//   apis     [[path, name, how, options]] in the order of probe_apis.json; reports name an API by its index
//   max, stack, first, distinct, hot, batch   limits, explained where they are used
//
// Rules. The page is hostile and must run on unharmed:
//  - every function used after set-up is an original taken before page code ran, called through Reflect.apply;
//  - no literal that a patched prototype can reach: handlers and tables have no prototype, JSON is written by hand
//    (JSON.stringify of an object would run the page's toJSON);
//  - values are described without running page code: own data properties only, no getters, no toString;
//  - nothing in a report can throw into the page, and a report never reports on itself.
((CONFIG) => {
  "use strict";
  const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } =
    Reflect;
  const G = globalThis;
  const send = G[CONFIG.binding];
  if (typeof send !== "function") return;
  delete G[CONFIG.binding];

  // ---- originals --------------------------------------------------------------------------------------------------
  const getter = (holder, name) => getOwnPropertyDescriptor(holder, name)?.get;
  const getterOf = (type, name) => G[type] && getter(G[type].prototype, name);
  const methodOf = (type, name) => G[type]?.prototype[name];
  const ErrorCtor = Error,
    now = Date.now,
    str = String,
    isArray = Array.isArray,
    isView = ArrayBuffer.isView;
  const stringify = JSON.stringify,
    Bytes = Uint8Array,
    Decoder = G.TextDecoder,
    decode = methodOf("TextDecoder", "decode");
  const objectCreate = Object.create,
    setProto = Object.setPrototypeOf,
    hasOwn = Object.hasOwn,
    objectProto = Object.prototype;
  const slice = String.prototype.slice,
    split = String.prototype.split,
    includes = String.prototype.includes;
  const filter = Array.prototype.filter,
    join = Array.prototype.join,
    splice = Array.prototype.splice;
  const weakGet = WeakMap.prototype.get,
    weakSet = WeakMap.prototype.set;
  const viewBuffer = getter(getPrototypeOf(Bytes.prototype), "buffer");
  const viewOffset = getter(getPrototypeOf(Bytes.prototype), "byteOffset");
  const viewLength = getter(getPrototypeOf(Bytes.prototype), "byteLength");
  const dataBuffer = getterOf("DataView", "buffer"),
    dataOffset = getterOf("DataView", "byteOffset");
  const dataLength = getterOf("DataView", "byteLength"),
    bufferLength = getterOf("ArrayBuffer", "byteLength");
  const tagName = getterOf("Element", "tagName"),
    getAttribute = methodOf("Element", "getAttribute");
  // A worker that is still paused hangs for ever when its `location` is read: there only at the time of a report.
  const placeOf = getterOf("WorkerGlobalScope", "location");
  const hrefOf = placeOf ? getterOf("WorkerLocation", "href") : G.location && getter(G.location, "href"); // worklets have none
  const ready = Promise.resolve(),
    then = Promise.prototype.then,
    promiseProto = Promise.prototype;
  // What call sites are asked with, as hooks of a page get them.
  const scriptOfSite = (() => {
    ErrorCtor.prepareStackTrace = (_, sites) => sites;
    const sites = new ErrorCtor().stack;
    delete ErrorCtor.prepareStackTrace;
    return getPrototypeOf(sites[0]).getScriptNameOrSourceURL;
  })();
  const isError = ErrorCtor.isError ?? (() => false), // false for a Proxy, whose traps are page code
    stackGetter = getOwnPropertyDescriptor(new ErrorCtor(), "stack").get; // undefined where it is a plain value

  // Wrapper -> original, one map for all same-origin realms: an iframe's toString must know its parent's wrappers.
  const native = (() => {
    try {
      const other = G.parent && G.parent !== G ? G.parent : G.opener;
      const map = other && apply(other.Function.prototype.toString, CONFIG.secret, []);
      if (map) {
        apply(weakGet, map, [G]);
        return map;
      } // throws if it is no WeakMap
    } catch {
      /* cross-origin, worker, or nobody there */
    }
    return new WeakMap();
  })();
  const originalOf = (f) => apply(weakGet, native, [f]);
  // Proxies that the page makes -> what is behind them: to look at one would run the page's traps.
  const behind = originalOf(native) ?? new WeakMap();
  apply(weakSet, native, [native, behind]); // same-origin realms find it there
  const remember = (wrapper, original) => {
    apply(weakSet, native, [wrapper, original]);
    return wrapper;
  };

  // ---- describing values ------------------------------------------------------------------------------------------
  const cut = (text, max) => (text.length > max ? apply(slice, text, [0, max]) : text);
  const HEX = "0123456789abcdef";
  const describeBytes = (buffer, offset, length, max) => {
    const size = length < max ? length : max;
    const bytes = new Bytes(buffer, offset, size);
    try {
      const text = apply(decode, new Decoder("utf-8", { fatal: true }), [bytes, { stream: true }]);
      let readable = true;
      for (let i = 0; i < text.length && readable; i++)
        readable = text[i] >= " " || text[i] === "\n" || text[i] === "\t";
      if (readable) return "utf8:" + text;
    } catch {
      /* not text, or shared memory */
    }
    let out = "hex:";
    for (let i = 0; i < size; i++) out += HEX[bytes[i] >> 4] + HEX[bytes[i] & 15];
    return out;
  };
  const brands = [],
    describers = []; // native types, recognised by the identity of their prototype
  const brand = (type, describer) => {
    if (!G[type]) return;
    brands.push(G[type].prototype);
    describers.push(describer);
  };
  const byGetter = (type, name) => {
    const read = getterOf(type, name);
    brand(type, (v) => apply(read, v, []));
  };
  const sizeOf = getterOf("Blob", "size");
  byGetter("URL", "href");
  byGetter("Request", "url");
  brand("Blob", (v) => "blob:" + apply(sizeOf, v, []));
  brand("File", (v) => "file:" + apply(sizeOf, v, []));
  if (G.URLSearchParams) {
    const text = methodOf("URLSearchParams", "toString");
    brand("URLSearchParams", (v) => apply(text, v, []));
  }
  if (G.FormData) {
    const each = methodOf("FormData", "forEach");
    brand("FormData", (v) => {
      let out = "";
      apply(each, v, [
        (value, key) => {
          out += (out && "&") + key + "=" + (typeof value === "string" ? value : "file");
        },
      ]);
      return out;
    });
  }
  const attribute = (v, name) => {
    const value = apply(getAttribute, v, [name]);
    return value ? "[" + name + "=" + cut(value, 60) + "]" : "";
  };
  const describeElement = (v) => {
    let out = "";
    try {
      out = apply(slice, apply(tagName, v, []), [0, 40]);
      out += attribute(v, "type") + attribute(v, "name") + attribute(v, "id");
    } catch {
      /* not an element */
    }
    return out;
  };
  const describePlain = (v, max, depth) => {
    const list = isArray(v);
    let out = "";
    const keys = ownKeys(v);
    for (let i = 0; i < keys.length && out.length < max; i++) {
      if (typeof keys[i] !== "string" || (list && keys[i] === "length")) continue;
      const d = getOwnPropertyDescriptor(v, keys[i]);
      if (!d || !d.enumerable || !hasOwn(d, "value")) continue;
      const text = typeof d.value === "string" && !list ? stringify(d.value) : describe(d.value, max, depth + 1);
      out += (out && ",") + (list ? text : stringify(keys[i]) + ":" + text);
    }
    return list && depth === 0 ? out : list ? "[" + out + "]" : "{" + out + "}";
  };
  const describeObject = (v, max, depth) => {
    if (v === null) return "null";
    if (isView(v)) {
      try {
        return describeBytes(apply(viewBuffer, v, []), apply(viewOffset, v, []), apply(viewLength, v, []), max);
      } catch {
        /* DataView */
      }
      return describeBytes(apply(dataBuffer, v, []), apply(dataOffset, v, []), apply(dataLength, v, []), max);
    }
    for (let n = 0, real; (real = apply(weakGet, behind, [v])); v = real) if (typeof real !== "object" || ++n > 9) return "object";
    const proto = getPrototypeOf(v);
    for (let i = 0; i < brands.length; i++) if (brands[i] === proto) return describers[i](v);
    if (isArray(v) || proto === objectProto || proto === null)
      return depth > 3 ? "object" : describePlain(v, max, depth);
    try {
      return describeBytes(v, 0, apply(bufferLength, v, []), max);
    } catch {
      /* no ArrayBuffer */
    }
    return describeElement(v) || "object";
  };
  const describe = (v, max, depth) => {
    switch (typeof v) {
      case "string":
        return cut(v, max);
      case "bigint":
        return str(v) + "n";
      case "function":
      case "symbol":
        return typeof v;
      case "object":
        return cut(describeObject(v, max, depth), max);
      default:
        return str(v);
    }
  };

  // ---- reports ----------------------------------------------------------------------------------------------------
  const sites = objectCreate(null); // "api index + stack" -> { calls, seen }
  const waiting = objectCreate(null); // calls whose promised result is still to come, by number
  const calls = []; // by api index; a plain array, filled before page code runs
  let busy = false,
    leaving = false,
    queue = "",
    queued = 0,
    flushes = 0,
    unsent = 0,
    serial = 0,
    repeats = objectCreate(null);

  const flush = () => {
    for (const key in repeats) queue += (queue && ",") + repeats[key].head + repeats[key].count + repeats[key].tail;
    if (!queue) return;
    let href = "";
    try {
      href = apply(hrefOf, placeOf ? apply(placeOf, G, []) : G.location, []);
    } catch {
      /* a detached frame has none */
    }
    const out = '{"u":' + stringify(href) + ',"e":[' + queue + "]}";
    queue = "";
    queued = 0;
    unsent = 0;
    flushes++;
    repeats = objectCreate(null);
    send(out);
  };
  // At the latest when the page's current job ends; a page that does nothing but call us is reported in larger pieces.
  const schedule = () => {
    if (leaving || queued >= CONFIG.batch) return flush();
    if (flushes > 2000 ? unsent === 512 : queued + unsent === 1) apply(then, ready, [guardedFlush]);
  };
  const guardedFlush = () => {
    try {
      flush();
    } catch {
      /* the binding is gone with its page */
    }
  };

  // Error.stackTraceLimit if it is a plain property, which is all that the engine itself heeds; never runs page code.
  const limitNow = () => {
    const d = getOwnPropertyDescriptor(ErrorCtor, "stackTraceLimit");
    return d && d.writable && typeof d.value === "number" ? d.value : undefined;
  };
  const stackNow = () => {
    try {
      const limit = limitNow(),
        hook = getOwnPropertyDescriptor(ErrorCtor, "prepareStackTrace");
      if (limit === undefined) return ""; // the page would notice
      if (hook !== undefined && !(hook.writable && hook.configurable)) return ""; // as above
      if (hook) hideHook(undefined); // it would be shown our frames
      ErrorCtor.stackTraceLimit = CONFIG.stack;
      const stack = new ErrorCtor().stack;
      ErrorCtor.stackTraceLimit = limit;
      if (hook) hideHook(hook.value);
      return typeof stack === "string" ? stack : "";
    } catch {
      return "";
    }
  };
  // Changes the value only: a property taken away and put back would be last in the order of keys.
  const hideHook = (value) => defineProperty(ErrorCtor, "prepareStackTrace", { __proto__: null, value });
  const text = (value) => (value === undefined ? "null" : stringify(value));
  const enqueue = (index, at, args, result, stack) => {
    queue +=
      (queue && ",") + "[" + index + "," + at + ",1,1,[" + args + "]," + text(result) + "," + stringify(stack) + "]";
    queued++;
    schedule();
  };
  const repeat = (key, index, stack) => {
    const entry = repeats[key];
    if (entry) entry.count++;
    else
      repeats[key] = {
        __proto__: null,
        count: 1,
        head: "[" + index + "," + now() + ",",
        tail: ",0,[],null," + stringify(stack) + "]",
      };
    unsent++;
    schedule();
  };
  const describeResult = (how, max, result) => {
    if (how === "whole") return typeof result === "string" ? cut(result, 524288) : undefined;
    if (how[0] === ".") return describe(result?.[apply(slice, how, [1])], max, 0);
    return describe(result, max, 0);
  };
  // Counts are exact. Details (arguments, result) are sent for the first calls of a call site and then for calls that
  // differ from those before. From `hot` calls on, only every twentieth call of an API costs a stack, later one in a
  // thousand: enough to see call sites that come later.
  const note = (index, option, self, args, result, settled) => {
    if (busy) return undefined;
    busy = true;
    try {
      if (option.only && (typeof args[0] !== "string" || !option.only[args[0]])) return undefined;
      const n = ++calls[index];
      if (n > CONFIG.hot && n % (n > 20 * CONFIG.hot ? 1000 : 20)) return void repeat(index, index, "");
      const stack = stackNow();
      const key = index + stack;
      const site = (sites[key] ||= { __proto__: null, calls: 0, kinds: 0, seen: objectCreate(null) });
      const spent = ++site.calls > CONFIG.first;
      if (spent && site.kinds >= CONFIG.distinct) return void repeat(key, index, stack);
      const max = option.max || CONFIG.max;
      let taken = option.self ? stringify(describeElement(self)) : "";
      for (let i = 0; i < args.length && i < option.args; i++) {
        taken += (taken && ",") + stringify(describe(args[i], max, 0));
      }
      const value = settled && option.result ? describeResult(option.result, max, result) : undefined;
      const content = taken + "\n" + value;
      const fresh = !site.seen[content] && site.kinds < CONFIG.distinct;
      if (spent && !fresh) return void repeat(key, index, stack);
      if (fresh) {
        site.seen[content] = true;
        site.kinds++;
      }
      if (option.promise && settled) return later(index, option, max, taken, result, stack);
      enqueue(index, now(), taken, value, stack);
    } catch {
      /* never into the page */
    } finally {
      busy = false;
    }
    return undefined;
  };
  // The result is promised: report when it is there, or without it when the page leaves first. No `await`: it would
  // ask the page's `constructor` and `then`.
  const later = (index, option, max, taken, promise, stack) => {
    const number = ++serial,
      at = now();
    const finish = (value) => {
      if (!waiting[number]) return;
      delete waiting[number];
      try {
        enqueue(index, at, taken, value, stack);
      } catch {
        /* never into the page */
      }
    };
    const arrived = (result) => {
      let value;
      try {
        value = describeResult(option.promise, max, result);
      } catch {
        /* reported without it */
      }
      finish(value);
    };
    waiting[number] = finish;
    try {
      apply(then, promise, [arrived, () => finish()]);
    } catch {
      finish(); // no promise
    }
  };

  // ---- wrappers ---------------------------------------------------------------------------------------------------
  // A native called through a wrapper throws with our frame in the stack: take it out again. A hook of the page that
  // makes stacks is called by us, then, and gets the call sites without ours. `natives`: frames of natives that were
  // called here and not by the page.
  const foreign = (line) => !apply(includes, line, [CONFIG.mark]);
  const foreignSite = (site) => apply(scriptOfSite, site, []) !== CONFIG.mark;
  const clean = (error, natives = 0) => {
    if (!isError(error)) return error;
    const own = getOwnPropertyDescriptor(error, "stack");
    if (!own || (own.get && own.get !== stackGetter)) return error; // what the page made of it
    const hook = getOwnPropertyDescriptor(ErrorCtor, "prepareStackTrace");
    const guarded = hook !== undefined && hook.writable && hook.configurable && typeof hook.value === "function";
    try {
      if (guarded) hideHook((e, sites) => apply(hook.value, ErrorCtor, [e, apply(filter, sites, [foreignSite])]));
      const stack = error.stack;
      if (typeof stack === "string") {
        const lines = apply(split, stack, ["\n"]);
        const left = apply(filter, lines, [foreign]);
        if (left.length === lines.length) return error;
        let ours = 0;
        while (foreign(lines[ours])) ours++;
        if (natives) apply(splice, left, [ours - natives, natives]);
        error.stack = apply(join, left, ["\n"]);
      }
    } catch {
      /* frozen or foreign */
    } finally {
      if (guarded) hideHook(hook.value);
    }
    return error;
  };
  const cleanAndThrow = (error) => {
    throw clean(error);
  };
  // A promise that is rejected with an error made in our call: the page gets one that follows it, error cleaned.
  const followed = (promise) => {
    if (getPrototypeOf(promise) !== promiseProto || hasOwn(promise, "constructor")) return promise;
    defineProperty(promise, "constructor", { __proto__: null, value: undefined }); // `then` would ask the page's
    return apply(then, promise, [undefined, cleanAndThrow]);
  };
  // Two frames of ours are on the stack when a native runs: errors may be two deeper then, so that the page gets as
  // many as it is used to. `call` is Reflect.apply or Reflect.construct.
  const OURS = 2;
  const deeper = (call, target, one, two) => {
    const limit = limitNow();
    if (limit === undefined) return call(target, one, two);
    ErrorCtor.stackTraceLimit = limit + OURS;
    try {
      return call(target, one, two);
    } finally {
      if (limitNow() === limit + OURS) ErrorCtor.stackTraceLimit = limit;
    }
  };
  // The engine answers for `caller` and `arguments` only on the function itself.
  const getOn = (target, key, receiver) => {
    try {
      return deeper(get, target, key, key === "caller" || key === "arguments" ? target : receiver);
    } catch (error) {
      throw clean(error, 1);
    }
  };
  const late = []; // a paused worker lacks what only secure contexts have, SubtleCrypto above all
  const wrap = (index, how, option, original) => {
    const before = !option.result && !option.promise,
      follows = how === "call" && !option.kept;
    const wrapper = new Proxy(original, {
      __proto__: null, // else the page could add traps through Object.prototype
      apply(target, self, args) {
        if (late.length) catchUp();
        if (before) note(index, option, self, args, undefined, false);
        let result;
        try {
          result = deeper(apply, target, self, args);
        } catch (error) {
          if (!before) note(index, option, self, args, undefined, false);
          throw clean(error);
        }
        const given = follows && typeof result === "object" && result !== null ? followed(result) : result;
        if (!before) note(index, option, self, args, result, true);
        return given;
      },
      construct(target, args, newTarget) {
        note(index, option, undefined, args, undefined, false);
        try {
          return deeper(construct, target, args, newTarget === wrapper ? target : newTarget);
        } catch (error) {
          throw clean(error);
        }
      },
      get: getOn,
      // A proxy lets a prototype chain end in itself, a function does not: answer as that, which is by false to
      // Reflect.setPrototypeOf and by an error to others.
      setPrototypeOf(target, proto) {
        for (let p = proto, n = 0; p && n < 1e4; p = getPrototypeOf(p), n++) {
          if (p !== wrapper) continue;
          if (apply(includes, stackNow(), ["at Reflect.setPrototypeOf ("])) return false;
          try {
            return !!deeper(setProto, target, objectCreate(target));
          } catch (error) {
            throw clean(error, 1);
          }
        }
        return setPrototypeOf(target, proto);
      },
    });
    return remember(wrapper, original);
  };
  const replaceMethod = (holder, name, wrapper, original) => {
    remember(wrapper, original);
    defineProperty(holder, name, { __proto__: null, value: wrapper }); // the rest of its descriptor stays
  };
  const install = (index, path, name, how, option) => {
    let holder = G;
    for (let i = 0; i < path.length; i++)
      holder = holder?.[path[i] === "Navigator" && G.WorkerNavigator ? "WorkerNavigator" : path[i]];
    // in a worker `fetch` and others live on WorkerGlobalScope.prototype, not on the global itself
    while (holder && !getOwnPropertyDescriptor(holder, name)) holder = getPrototypeOf(holder);
    const d = holder && getOwnPropertyDescriptor(holder, name);
    const slot = how === "get" || how === "set" ? how : "value";
    if (!d || !d.configurable || typeof d[slot] !== "function") return false;
    const original = d[slot];
    d[slot] = wrap(index, how, option, original);
    defineProperty(holder, name, d);
    const own = how === "new" && getOwnPropertyDescriptor(original.prototype, "constructor");
    if (own && own.configurable) defineProperty(original.prototype, "constructor", { ...own, value: d.value });
    return true;
  };
  if (typeof G.addEventListener === "function" && G.document) {
    const leave = (value) => () => {
      leaving = value;
      if (value) {
        for (const n in waiting) waiting[n]();
        guardedFlush();
      }
    };
    apply(G.addEventListener, G, ["pagehide", leave(true), true]);
    apply(G.addEventListener, G, ["pageshow", leave(false), true]);
  }
  for (let index = 0; index < CONFIG.apis.length; index++) {
    const [path, name, how, option] = CONFIG.apis[index];
    calls[index] = 0;
    setPrototypeOf(option, null);
    if (option.only) setPrototypeOf(option.only, null);
    let done = false;
    try {
      done = install(index, path, name, how, option);
    } catch {
      /* one API less; the self-check will say so */
    }
    if (!done && placeOf) late[late.length] = [index, path, name, how, option];
  }
  // They come before its first statement, but after us: put on at the first call that we see, or at the first look at
  // what leads to them.
  const catchUp = () => {
    const left = apply(splice, late, [0]);
    for (let i = 0; i < left.length; i++)
      try {
        install(left[i][0], left[i][1], left[i][2], left[i][3], left[i][4]);
      } catch {
        /* as above */
      }
  };
  const lead = (name, slot) => {
    const holder = G.WorkerGlobalScope.prototype,
      d = getOwnPropertyDescriptor(holder, name),
      original = d?.[slot];
    if (!d?.configurable || !original) return;
    d[slot] = remember(
      new Proxy(original, {
        __proto__: null,
        apply(target, self, args) {
          catchUp();
          try {
            return deeper(apply, target, self, args);
          } catch (error) {
            throw clean(error);
          }
        },
      }),
      original,
    );
    defineProperty(holder, name, d);
  };
  if (late.length) {
    lead("navigator", "get");
    lead("crypto", "get");
    lead("isSecureContext", "get");
  }
  // toString answers for wrappers with the text of the original, and is wrapped itself. Its error names the type of what
  // it was called on, which is another where that inherits from a wrapper.
  const toText = Function.prototype.toString;
  const inheritsFrom = (self) => (typeof self === "object" && self ? originalOf(getPrototypeOf(self)) : undefined);
  const wrappedToText = new Proxy(toText, {
    __proto__: null,
    apply(target, self, args) {
      if (self === CONFIG.secret) return native;
      if (typeof self === "function") self = originalOf(self) ?? self;
      try {
        return deeper(apply, target, self, args);
      } catch {
        /* what follows throws the same */
      }
      const original = inheritsFrom(self);
      try {
        return deeper(apply, target, original ? objectCreate(original) : self, args);
      } catch (error) {
        throw clean(error);
      }
    },
    get: getOn,
  });
  replaceMethod(Function.prototype, "toString", wrappedToText, toText);
  // Proxies made by the page are remembered with what is behind them.
  const made = (proxy, target) => {
    apply(weakSet, behind, [proxy, target]);
    return proxy;
  };
  const ProxyCtor = Proxy,
    revocable = Proxy.revocable;
  const watchedProxy = new ProxyCtor(ProxyCtor, {
    __proto__: null,
    construct(target, args, newTarget) {
      try {
        return made(deeper(construct, target, args, newTarget === watchedProxy ? target : newTarget), args[0]);
      } catch (error) {
        throw clean(error);
      }
    },
    apply(target, self, args) {
      try {
        return deeper(apply, target, self, args);
      } catch (error) {
        throw clean(error);
      }
    },
  });
  const watchedRevocable = new ProxyCtor(revocable, {
    __proto__: null,
    apply(target, self, args) {
      try {
        const pair = deeper(apply, target, self, args);
        made(pair.proxy, args[0]);
        return pair;
      } catch (error) {
        throw clean(error);
      }
    },
  });
  replaceMethod(ProxyCtor, "revocable", watchedRevocable, revocable);
  replaceMethod(G, "Proxy", watchedProxy, ProxyCtor);
})(__CONFIG__);
