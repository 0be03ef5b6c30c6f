// The world in which `harvest` runs a script: a page whose parts do nothing and know nothing, and recorders.
// UNDERTOW is replaced by a prefix that the script does not contain, SEED, OPEN and PLAN by what tells the runs apart.
// The plan: `size` (number of nodes), `replay` (conditions that come out otherwise), `trial` (how often a recorder is asked
// for nothing before the script is to be started again without the busiest; 0: any number), `turned` and `forced` (what
// was called in the run that this one is to confirm, and how long it may go on; null: whatever there is).
(function (G, seed, open, plan) {
  'use strict';
  const MAX_VALUES = 4, MAX_TEXT = 4096, MAX_BYTES = 4 << 20, MAX_STUBS = 40000, MAX_QUEUE = 1000, MAX_SAME = 3, MAX_DEPTH = 24;
  const create = Object.create, define = Object.defineProperty, describe = Object.getOwnPropertyDescriptor;
  const apply = Reflect.apply, get = Reflect.get, keysOf = Object.keys, show = JSON.stringify, isArray = Array.isArray;
  const P = Proxy, E = Error, toPrimitive = Symbol.toPrimitive, iterator = Symbol.iterator, prototypeOf = Object.getPrototypeOf;
  const fromCodePoint = String.fromCodePoint, join = Array.prototype.join, has = WeakSet.prototype.has, add = WeakSet.prototype.add;
  const known = (set, value) => apply(has, set, [value]), remember = (set, value) => apply(add, set, [value]);

  // ---- budget: counted in calls, turns of loops and uses of the page, so that results depend neither on the machine nor
  // on what is recorded
  // What goes on without showing anything new for long is taken for a loop that does not end: a condition turned round
  // leaves the state machine of a flattened function in a state that none of its cases knows.
  // Decoders work long in silence before they show their first text, so only runs and calls with a turned condition end.
  let current = null; // the call that is being made beyond the script's own course: what it shows
  const replay = create(null);
  for (const id of plan.replay) replay[id] = 1;
  const replaying = plan.replay.length > 0;
  const ALL = 25e5, EARLY = 1e5;
  let fuel = ALL, patience = replaying ? 25e4 : fuel, calm = fuel - patience, cut = false, early = false;
  const news = () => { calm = fuel > patience ? fuel - patience : 0; };
  const stop = () => { cut = true; throw new E('budget'); };
  const spend = () => { if (--fuel < calm) stop(); };
  let fresh = 0, freshest = 0; // grows with whatever shows up for the first time; what was left then
  const progress = () => { fresh++; freshest = fuel; news(); };

  // ---- what was seen, by node: in the script's own course, in forced calls, and with conditions turned round
  // `state` spares the look at a value that tells nothing new: bit 1, other values than texts were seen; 2, too many.
  const OTHER = 1, FULL = 2, OFTEN = 200, MANY_CALLS = 1000;
  const tier = () => ({ entries: create(null), state: new Uint8Array(plan.size) });
  const natural = tier(), forced = tier(), turned = tier();
  let seen = natural, state = natural.state, bytes = 0;
  function note(id, value) {
    const all = seen.entries;
    let entry = all[id];
    if (entry === undefined) { entry = all[id] = create(null); entry.n = 0; news(); }
    if (typeof value !== 'string' || value.length > MAX_TEXT) { state[id] |= OTHER; if (current) current.add(id); return; }
    for (let i = 0; i < entry.n; i++) if (entry[i] === value) return;
    if (entry.n >= MAX_VALUES) { state[id] = FULL; return; }
    if ((bytes += value.length) > MAX_BYTES) { cut = true; state[id] |= OTHER; return; }
    entry[entry.n++] = value;
    if (current) current.add(id);
    progress();
  }
  const saysNothing = (id) => natural.state[id] & FULL || !natural.entries[id] || natural.entries[id].n === 0;
  function value(id, value) {
    const many = ++asked[id], known = state[id];
    if (many === OFTEN) often(values, id);
    if (many === plan.trial && fuel > ALL - EARLY && saysNothing(id)) { early = true; fuel = -1; stop(); }
    if (known !== 0 && (known !== OTHER || typeof value !== 'string')) return value;
    note(id, value);
    return value;
  }
  function report(tier) {
    const out = [], all = tier.entries;
    for (const id in all) {
      const entry = all[id];
      if (entry.n === 0 || tier.state[id] & FULL) continue;
      let line = '"' + id + '":[';
      for (let i = 0; i < entry.n; i++) line += (i ? ',' : '') + show(entry[i]);
      define(out, out.length, { value: line + (tier.state[id] ? ',null]' : ']'), enumerable: true });
    }
    return '{' + apply(join, out, [',']) + '}';
  }
  const busy = () => ({ counts: new Uint32Array(plan.size), nodes: create(null), n: 0 });
  const often = (all, id) => { all.nodes[all.n++] = id; };
  const values = busy(), calls = busy(), choices = busy();
  const asked = values.counts, called = calls.counts, times = choices.counts;
  function idle(all, isIdle) { // of these, the ones that have nothing to tell
    const out = [];
    for (let i = 0; i < all.n; i++) {
      if (isIdle(all.nodes[i])) define(out, out.length, { value: all.nodes[i], enumerable: true });
    }
    return '[' + apply(join, out, [',']) + ']';
  }

  // ---- inert objects: everything can be read, called and constructed; texts made of them carry a marker
  const stubs = new WeakSet(), queued = new WeakSet();
  const queue = create(null), makers = create(null), functions = create(null), entered = create(null);
  const ids = new WeakMap(), again = create(null), lookUp = WeakMap.prototype.get, keep = WeakMap.prototype.set;
  let made = 0, waiting = 0, served = 0, registered = 0, tried = 0, last;
  function enqueue(value, deep) {
    if (typeof value === 'function') {
      if (waiting >= MAX_QUEUE || known(stubs, value) || known(queued, value)) return;
      const id = apply(lookUp, ids, [value]), many = (again[id] = (again[id] | 0) + 1);
      if (id !== undefined && many > MAX_SAME) return; // a callback that hands itself on
      remember(queued, value); queue[waiting] = value; makers[waiting++] = current; progress();
    } else if (deep && value !== null && typeof value === 'object') {
      const names = keysOf(value);
      for (let i = 0; i < names.length && i < 40; i++) {
        const own = describe(value, names[i]);
        if (own && own.value !== value) enqueue(own.value, false);
      }
    }
  }
  const deeper = (one) => (one.depth < MAX_DEPTH ? stub(one.depth + 1) : undefined);
  const traps = { // shared by all: what tells one from another stands in the handler, which is `this`
    __proto__: null,
    get(target, key, receiver) {
      spend();
      const { mark, own } = this;
      if (key === toPrimitive) return (hint) => (hint === 'number' ? 7 + seed * 4 : mark);
      if (key === iterator) return () => { let left = 1; return { next: () => ({ done: !left--, value: deeper(this) }), return: () => ({}) }; };
      if (typeof key === 'symbol') return own[key];
      if (key === 'prototype') return target.prototype;
      if (key === 'toString' || key === 'valueOf' || key === 'toJSON') return () => mark;
      if (key === 'then' && this.settled) return undefined;
      if (key in own) return own[key];
      const fixed = key === 'length' || key === 'name' ? undefined : describe(target, key);
      if (fixed) return get(target, key, receiver);
      const child = deeper(this);
      if (child) own[key] = child;
      return child;
    },
    set(_, key, value) { spend(); this.own[key] = value; enqueue(value, true); return true; },
    has(_, key) { return typeof key !== 'symbol'; },
    apply(_, __, args) {
      spend();
      for (let i = 0; i < args.length; i++) enqueue(args[i], true);
      return deeper(this);
    },
    construct(_, args, by) {
      spend();
      for (let i = 0; i < args.length; i++) enqueue(args[i], true);
      return by === this.self ? stub(this.depth < MAX_DEPTH ? this.depth + 1 : this.depth) : create(by.prototype);
    },
  };
  function stub(depth, settled) {
    if (made >= MAX_STUBS && last) return last;
    const handler = { __proto__: traps, mark: '\ue000' + made++ + '\ue001', own: create(null), depth, settled, self: null };
    last = handler.self = new P(function () {}, handler);
    remember(stubs, last);
    return last;
  }

  // ---- the page
  const PAGE = [
    'document navigator Intl location localStorage sessionStorage history screen performance fetch XMLHttpRequest',
    'WebSocket EventSource Worker SharedWorker Image Audio Option Request Response Headers FormData Blob File',
    'FileReader URL URLSearchParams AbortController MutationObserver IntersectionObserver ResizeObserver',
    'PerformanceObserver Event CustomEvent MessageEvent MessageChannel BroadcastChannel RTCPeerConnection',
    'Notification crypto indexedDB caches customElements HTMLElement Element Node NodeList DOMParser',
    'XMLSerializer addEventListener removeEventListener dispatchEvent postMessage setTimeout setInterval',
    'clearTimeout clearInterval requestAnimationFrame requestIdleCallback cancelAnimationFrame',
    'getComputedStyle matchMedia alert confirm prompt open console HTMLInputElement HTMLFormElement',
    'HTMLScriptElement HTMLIFrameElement HTMLAnchorElement HTMLImageElement chrome getSelection scrollTo',
    'innerWidth innerHeight devicePixelRatio visualViewport origin name status',
  ].join(' ').split(' ');
  const ABSENT = create(null), cache = create(null);
  for (const name of ['Buffer', 'require', 'module', 'exports', 'define', 'process', 'global', '__dirname', '__filename',
    'importScripts', 'Deno', 'Bun', 'ActiveXObject', 'opera', 'UNDERTOW']) ABSENT[name] = 1;
  for (const name of ['window', 'self', 'frames', 'top', 'parent']) G[name] = G;
  const hide = (name, value) => define(G, name, { value, writable: true, configurable: true, enumerable: false });
  for (const name of PAGE) if (!(name in G) || name === 'performance') hide(name, stub(1));
  if (open) {
    const above = Object.prototype;
    Object.setPrototypeOf(G, new P(create(above), {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in above || key in ABSENT) return get(target, key, receiver);
        return key in cache ? cache[key] : (cache[key] = stub(1));
      },
      has(target, key) { return typeof key !== 'symbol' && !(key in ABSENT); },
      set(_, key, value) { return define(G, key, { value, writable: true, configurable: true, enumerable: true }), true; },
    }));
  }
  let chance = 12345 + seed * 999;
  const random = () => (chance = (chance * 1103515245 + 12345) % 2147483648) / 2147483648;
  Math.random = random;
  const D = Date, now = () => 1.7e12 + seed * 86413e6;
  G.Date = new P(D, {
    construct: (target, args, by) => Reflect.construct(target, args.length ? args : [now()], by === G.Date ? target : by),
    apply: () => new D(now()).toString(),
    get: (target, key) => (key === 'now' ? now : get(target, key)),
  });
  const MARKED = /(\ue000\d+\ue001)/;
  for (const name of ['encodeURIComponent', 'encodeURI', 'escape']) {
    const plain = G[name], split = String.prototype.split;
    hide(name, function (text) {
      const parts = apply(split, '' + text, [MARKED]);
      let out = '';
      for (let i = 0; i < parts.length; i++) out += i % 2 ? parts[i] : plain(parts[i]);
      return out;
    });
  }
  for (const name of ['btoa', 'atob']) { // of a text that is not known, neither is what comes out
    const plain = G[name], find = RegExp.prototype.exec;
    hide(name, function (text) {
      const unknown = apply(find, MARKED, ['' + text]);
      return unknown ? unknown[0] : plain(text);
    });
  }
  hide('TextDecoder', class TextDecoder {
    decode(data) {
      const a = new Uint8Array(data.buffer || data, data.byteOffset || 0, data.byteLength);
      let out = '';
      for (let i = 0; i < a.length;) {
        const b = a[i++], more = b < 0xc2 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : b < 0xf5 ? 3 : 0;
        let code = b < 128 ? b : more ? b & (63 >> more) : 0xfffd;
        for (let k = 0; k < more; k++) code = (a[i] & 0xc0) === 0x80 ? (code << 6) | (a[i++] & 63) : 0xfffd;
        out += fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
      }
      return out;
    }
  });
  hide('TextEncoder', class TextEncoder {
    encode(text) {
      const plain = unescape(encodeURIComponent(text)), out = new Uint8Array(plain.length);
      for (let i = 0; i < plain.length; i++) out[i] = plain.charCodeAt(i);
      return out;
    }
  });

  // ---- conditions: which of their sides were seen (1: true, 2: false), and how the other one could be reached
  const sides = new Uint8Array(plan.size), owners = new Int32Array(plan.size);
  const needs = create(null), metIn = create(null), bornIn = create(null), found = create(null), attempted = create(null), untried = create(null);
  const AND = 1, OR = 2, MAX_TURNED = 4;
  let conditions = 0, candidates = 0, flips = replaying ? replay : null;
  function condition(id, owner, kind, value) {
    const many = ++times[id];
    if (many === 1) {
      owners[id] = owner; needs[id] = flips; metIn[id] = current; found[conditions++] = untried[candidates++] = id;
      progress();
    } else if (many === OFTEN) often(choices, id);
    const useless = kind === AND ? value : kind === OR ? !value : false;
    if (flips !== null && flips[id] && !useless && flips[id]++ < 20) {
      sides[id] |= value ? 2 : 1;
      return !value;
    }
    sides[id] |= useless ? 3 : value ? 1 : 2;
    return value;
  }
  function rarest() { // what ran once or twice is the script's business, what ran all the time is its decoders'
    let best, least = OFTEN + 1, kept = 0;
    for (let i = 0; i < candidates; i++) {
      const id = untried[i];
      if (sides[id] === 3 || times[id] > OFTEN || attempted[id]) continue; // for good
      untried[kept++] = id;
      if (times[id] < least && closures[owners[id]] !== undefined) { best = id; least = times[id]; }
    }
    candidates = kept;
    return best;
  }
  // A run that confirms another makes the same calls, for what they leave behind; but it waits for nothing in those that
  // came to no end.
  const told = create(null);
  let tellings = 0;
  const planned = create(null);
  for (const kind of ['turned', 'forced']) {
    if (plan[kind] === null) continue;
    planned[kind] = create(null);
    for (const [id, most] of plan[kind]) planned[kind][id] = most;
  }
  const worth = (kind, id) => planned[kind] === undefined || planned[kind][id] !== undefined;
  // A flattened function that came to no end in one state hardly does in the next: each such call is given less time.
  const endless = create(null);
  function record(kind, id, owner) { // a call, with the calls without which it cannot be made
    const shown = create(null), met = metIn[id], born = bornIn[owner];
    const after = (met ? met.index : '') + (met && born ? ',' : '') + (born ? born.index : '');
    const one = { kind, id, after, index: tellings, most: 0, nodes: '', add: null };
    one.add = (node) => { if (shown[node] === undefined) { shown[node] = 1; one.nodes += (one.nodes ? ',' : '') + node; } };
    return one;
  }
  function attempt(kind, id, owner, most, self, args) {
    const known = planned[kind], before = fresh, times = endless[owner] | 0;
    const budget = known === undefined ? most >> (2 * times) : known[id] + 1e3, given = budget < fuel ? budget : fuel;
    cut = false;
    current = told[tellings] = record(kind, id, owner);
    tellings++;
    call(closures[owner], given, self, args);
    current.most = !cut ? given : fresh === before ? 0 : given - freshest;
    current = null;
    if (cut) endless[owner] = times + 1;
  }
  function turnNext() { // one more call in which a condition comes out as it never did; false if there is none
    for (let id; (id = rarest()) !== undefined;) {
      attempted[id] = 1;
      if (!worth('turned', id)) continue;
      const now = create(null), owner = owners[id];
      let count = 1;
      for (const before in needs[id]) { now[before] = 1; count++; }
      if (count > MAX_TURNED) continue;
      now[id] = 1;
      flips = now;
      const first = entered[owner];
      attempt('turned', id, owner, 2e5, first ? first[0] : shared, first && first[1]);
      flips = null;
      return fuel > 0;
    }
    return false;
  }

  // A condition turned round may leave the state machine of a flattened function in a state that none of its cases knows:
  // it goes on for ever, each turn at the price of hundreds of calls, in one state, or in ever new ones as what has no value
  // is added up. Known are the states that it had before; calls of the function and turns of loops around start anew.
  const MAX_UNKNOWN = 60;
  const machines = create(null), turns = new Uint32Array(plan.size);
  function machine(id, owner, around, value) {
    const one = machines[id] || (machines[id] = { known: create(null), last: undefined, unknown: 0, run: 0, turn: 0 });
    const run = called[owner], turn = turns[around];
    if (one.run !== run || one.turn !== turn) { one.run = run; one.turn = turn; one.unknown = 0; }
    const isNew = typeof value === 'number' ? one.known[value] !== 1 : typeof value === 'string' && value.length > 99;
    if (isNew || value === one.last || value !== value) {
      if (++one.unknown > MAX_UNKNOWN && seen !== natural) stop();
    } else one.unknown = 0;
    if (isNew) one.known[typeof value === 'number' ? value : ''] = 1;
    one.last = value;
    return value;
  }

  // ---- what the instrumented script and the worker call
  const offer = (name, value) => define(G, 'UNDERTOW' + name, { value, writable: false, configurable: false });
  offer('v', value);
  offer('t', spend);
  offer('l', function (id) { turns[id]++; spend(); });
  offer('s', machine);
  offer('b', condition);
  offer('e', function (id, self, args, name) {
    spend();
    if (++called[id] === MANY_CALLS) often(calls, id);
    if (calling) { if (closures[id] === undefined) { closures[id] = calling; bornIn[id] = current; } calling = undefined; }
    if (entered[id] !== undefined) return;
    entered[id] = [self, args];
    if (name && self && typeof self[name] === 'function') { closures[id] = self[name]; bornIn[id] = current; }
  });
  offer('f', function (id, value) {
    if (typeof value === 'function') apply(keep, ids, [value, id]);
    if (typeof value === 'function' && closures[id] === undefined && registered < MAX_QUEUE) {
      closures[id] = value; bornIn[id] = current; functions[registered++] = id; progress();
    }
    return value;
  });
  offer('k', function (value) {
    if (typeof value === 'function' && types < 100) { classes[types++] = value; progress(); }
    return value;
  });
  const shared = stub(1, true), closures = create(null), classes = create(null);
  let types = 0;
  const TURNS = 5e5, SILENCE = 2e5, FORCED = 15e5, MIN_SILENCE = 3e4;
  let phase = 0, course = 0, dearest = 0, calling;
  function call(f, budget, self, args) {
    const before = fuel;
    fuel = budget < fuel ? budget : fuel;
    const given = fuel;
    news();
    for (const many of args ? [0] : [1, 4]) { // what is left out has a default; if that does not do, all is given
      const inert = [];
      for (let i = 0; i < many; i++) define(inert, i, { value: stub(1, true), writable: true, enumerable: true });
      try {
        calling = f;
        const result = apply(f, self, args || inert);
        if (result && !known(stubs, result) && typeof result === 'object' && typeof result.next === 'function') {
          for (let i = 0; i < 20 && !result.next(stub(1, true)).done; i++);
        }
        break;
      } catch (e) { /* the script's own business */ }
    }
    const used = given - (fuel < 0 ? 0 : fuel);
    fuel = before - used;
    if (used > dearest) dearest = used;
  }
  function callMethods(type) {
    let self;
    try { self = new type(shared, shared, shared); } catch (e) { self = create(type.prototype); }
    for (const name of Object.getOwnPropertyNames(type.prototype)) {
      const own = describe(type.prototype, name);
      if (name !== 'constructor' && own && typeof own.value === 'function') call(own.value, 6e3, self);
    }
  }
  // Calls that nobody meant leave a script in states that it never has, and so do conditions turned round. So each
  // comes right after the script's own course once: those calls on the page that lacks things, conditions on the other.
  // They are given up after a while in which nothing new shows, at least as long as the script itself took: its decoders
  // are what takes long. Runs that confirm know how long each call took.
  const begin = (next, record, most) => {
    phase = next; seen = record; state = record.state; fuel = most;
    patience = plan.turned !== null ? most : course > SILENCE ? SILENCE : course > MIN_SILENCE ? course : MIN_SILENCE;
  };
  offer('n', function () { // makes one more call; false when there is nothing left
    if (phase === 0 && !replaying) patience = 5e5; // the script itself is done; one callback must not use up the rest
    if (served < waiting) {
      current = makers[served];
      call(queue[served++], seen === turned ? 5e4 : 5e5, shared);
      current = null;
      return true;
    }
    if (replaying || early) return false;
    if (phase === 0 && cut && plan.trial > 0) { early = true; return false; } // what follows takes longer still
    if (phase === 0) { course = ALL - fuel; begin(1, turned, TURNS); }
    if (phase === 1) {
      if (open && turnNext()) return true;
      begin(2, forced, FORCED);
    }
    if (phase === 2) {
      while (fuel > 0 && tried < registered) {
        const id = functions[tried++];
        if (entered[id] === undefined && worth('forced', id)) {
          attempt('forced', id, id, 2e5, shared);
          return true;
        }
      }
      if (fuel > 0 && types) { callMethods(classes[--types]); return true; }
      begin(3, turned, TURNS);
    }
    return open && turnNext();
  });
  function callsMade() {
    const out = [];
    for (let i = 0; i < tellings; i++) {
      const one = told[i], text = '["' + one.kind + '",' + one.id + ',' + one.most + ',[' + one.nodes + '],[' + one.after + ']]';
      define(out, i, { value: text, enumerable: true });
    }
    return apply(join, out, [',']);
  }
  offer('r', function () {
    const left = [];
    for (let i = 0; i < conditions; i++) {
      const id = found[i];
      if (sides[id] !== 3 && owners[id] < 0) define(left, left.length, { value: id });
    }
    return apply(join, ['{"natural":', report(natural), ',"forced":', report(forced), ',"turned":', report(turned),
      ',"onesided":[', apply(join, left, [',']), '],"early":', '' + early,
      ',"values":', idle(values, saysNothing), ',"conditions":', idle(choices, (id) => sides[id] === 3 || owners[id] >= 0),
      ',"functions":', idle(calls, () => true), ',"calls":[', callsMade(), '],"dearest":', '' + dearest, '}'], ['']);
  });
})(globalThis, SEED, OPEN, PLAN);
