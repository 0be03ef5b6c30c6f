// Watches browser APIs from before the first statement of the page. `__VALUES__`, `__STACKS__`, `__CLOCK__`
// and `__NATIVES__` are replaced by probe_values.js and so on, `__CONFIG__` by JSON, see probe.py:
//   binding  name of the protocol binding that carries reports; removed from the global at once
//   secret   string by which same-origin realms of one visit find one another's wrappers
//   mark     source URL of this script; frames that carry it are taken out of stacks the page can see
//   apis     [[path, name, how, options]] in the order of probe_apis.json; reports name an API by its index
//   shift    milliseconds by which the page's clock is moved
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
  const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } = Reflect;
  const G = globalThis;
  const send = G[CONFIG.binding];
  if (typeof send !== "function") return;
  delete G[CONFIG.binding];

  // ---- originals --------------------------------------------------------------------------------------------------
  const getter = (holder, name) => getOwnPropertyDescriptor(holder, name)?.get;
  const getterOf = (type, name) => G[type] && getter(G[type].prototype, name);
  const now = Date.now,
    stringify = JSON.stringify,
    objectCreate = Object.create,
    setProto = Object.setPrototypeOf,
    hasOwn = Object.hasOwn;
  const slice = String.prototype.slice,
    includes = String.prototype.includes;
  const weakGet = WeakMap.prototype.get,
    weakSet = WeakMap.prototype.set;
  // A worker that is still paused hangs for ever when its `location` is read: there only at the time of a report.
  const placeOf = getterOf("WorkerGlobalScope", "location");
  const hrefOf = placeOf
    ? getterOf("WorkerLocation", "href")
    : G.location && getter(G.location, "href"); // a worklet has none
  const ready = Promise.resolve(),
    then = Promise.prototype.then,
    promiseProto = Promise.prototype;

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
    apply(weakSet, native, [wrapper, originalOf(original) ?? original]); // one wrapper may be around another
    return wrapper;
  };

  const { describe, describeElement, cut } = __VALUES__(behind);
  const { stackNow, clean, deeper } = __STACKS__(CONFIG.mark, CONFIG.stack);

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
  const cleanAndThrow = (error) => {
    throw clean(error);
  };
  // A promise that is rejected with an error made in our call: the page gets one that follows it, error cleaned.
  const followed = (promise) => {
    if (getPrototypeOf(promise) !== promiseProto || hasOwn(promise, "constructor")) return promise;
    defineProperty(promise, "constructor", { __proto__: null, value: undefined }); // `then` would ask the page's
    return apply(then, promise, [undefined, cleanAndThrow]);
  };
  // The engine answers for `caller` and `arguments` only on the function itself.
  const getOn = (wrapped, key, receiver) => {
    const target = originalOf(wrapped) ?? wrapped; // a moved clock may be watched as well
    try {
      return deeper(get, target, key, key === "caller" || key === "arguments" ? target : receiver);
    } catch (error) {
      throw clean(error, 1);
    }
  };
  let caught = 0; // how many of `late` have been put on since
  const late = []; // a paused worker lacks what only secure contexts have, SubtleCrypto above all
  const wrap = (index, how, option, original) => {
    const before = !option.result && !option.promise,
      follows = how === "call" && !option.kept;
    const wrapper = new Proxy(original, {
      __proto__: null, // else the page could add traps through Object.prototype
      apply(target, self, args) {
        if (caught < late.length) catchUp();
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
  // For what is changed rather than watched (probe_clock.js). One frame of ours more is on the stack.
  const changed = (original, traps) => {
    const run = (trap) => (target, self, args) => {
      try {
        return deeper(trap, target, self, args, 1);
      } catch (error) {
        throw clean(error);
      }
    };
    const handler = { __proto__: null, apply: run(traps.apply), get: getOn };
    const wrapper = new Proxy(original, handler);
    if (traps.construct) {
      const made = run(traps.construct);
      handler.construct = (target, args, newTarget) => made(target, args, newTarget === wrapper ? target : newTarget);
    }
    return remember(wrapper, original);
  };
  // Puts what `make` makes of a native in its place, also as the constructor of what it makes, if it `constructs`, and
  // where the same native stands under other names: `webkitRTCPeerConnection` would be a way around us.
  const replace = (holder, name, slot, constructs, make, also) => {
    const d = holder && getOwnPropertyDescriptor(holder, name);
    if (!d || !d.configurable || typeof d[slot] !== "function") return false;
    const original = d[slot];
    d[slot] = make(original);
    defineProperty(holder, name, d);
    for (let i = 0; also && i < also.length; i++) {
      const other = also[i][0] === "@" ? Symbol[apply(slice, also[i], [2])] : also[i];
      const same = getOwnPropertyDescriptor(holder, other);
      if (same?.value === original) defineProperty(holder, other, { ...same, value: d.value });
    }
    const own = constructs && getOwnPropertyDescriptor(original.prototype, "constructor");
    if (own && own.configurable) defineProperty(original.prototype, "constructor", { ...own, value: d.value });
    return true;
  };
  const put = (holder, name, slot, traps) =>
    replace(holder, name, slot, traps.construct, (original) => changed(original, traps));
  const install = (index, path, name, how, option) => {
    let holder = G;
    for (let i = 0; i < path.length; i++)
      holder = holder?.[path[i] === "Navigator" && G.WorkerNavigator ? "WorkerNavigator" : path[i]];
    // in a worker `fetch` and others live on WorkerGlobalScope.prototype, not on the global itself
    while (holder && !getOwnPropertyDescriptor(holder, name)) holder = getPrototypeOf(holder);
    const slot = how === "get" || how === "set" ? how : "value";
    const make = (original) => wrap(index, how, option, original);
    return replace(holder, name, slot, how === "new", make, option.also);
  };
  if (CONFIG.shift) __CLOCK__(CONFIG.shift, put, changed);
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
  // They come before its first statement, but after us: put on at the first call that we see, at the first look at what
  // leads to them, or when it says what is to be done later, as every service worker does.
  const catchUp = () => {
    while (caught < late.length) {
      const one = late[caught++];
      try {
        install(one[0], one[1], one[2], one[3], one[4]);
      } catch {
        /* as above */
      }
    }
  };
  if (late.length) {
    const first = {
      apply(target, self, args) {
        catchUp();
        return apply(target, self, args);
      },
    };
    const has = (holder, name) => getOwnPropertyDescriptor(holder, name);
    const early = { get: "navigator crypto isSecureContext", value: "addEventListener setTimeout queueMicrotask" };
    early.set = "onmessage onconnect oninstall onactivate onfetch";
    for (const slot of ["get", "value", "set"])
      for (const name of early[slot].split(" ")) {
        let holder = G;
        while (holder && !has(holder, name)) holder = getPrototypeOf(holder);
        put(holder, name, slot, first);
      }
  }
  __NATIVES__(CONFIG.secret, native, behind, { originalOf, remember, deeper, clean, getOn });
})(__CONFIG__);
