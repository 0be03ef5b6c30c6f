// The first part of the page of a rehearsal (see rehearsal.py): marks, texts that stand for what is not known, and inert
// objects. UNDERTOW is replaced by a prefix that the script does not contain, PLAN by what the run is given: `open` (is
// there what is looked up?), `first` (the first mark), `imported` (names that other modules have).
// A mark is one character of the private use area, written several times over, so that parts of a text still have it.
// What the script does to the built-in objects must not change what is noted: the recorder keeps the methods it calls.
const UNDERTOW = (function (G, given) {
  'use strict';
  const FIRST = given.first, TIMES = 12, MAX_STUBS = 5000, MAX_DEPTH = 12, MAX_TEXT = 4096, MAX_EVENTS = 400;
  const P = Proxy, create = Object.create, apply = Reflect.apply, describe = Object.getOwnPropertyDescriptor;
  const { fromCharCode } = String, { keys: keysOf } = Object, { stringify } = JSON, { slice, repeat, indexOf } = String.prototype;
  const eachOf = { map: Map.prototype.forEach, set: Set.prototype.forEach };
  const kept = (map) => Object.assign(map, { has: map.has, get: map.get, set: map.set });
  const pattern = (one) => Object.assign(one, { exec: one.exec });
  const UNKNOWN = '\uf8f0'.repeat(TIMES), RUNS = /\uf8f0+/g, ANY_MARK = pattern(/[\ue100-\uf8f0]/), MARKS = pattern(/([\ue100-\uf8ef])\1*/g);
  const textOf = (index) => apply(repeat, fromCharCode(FIRST + index), [TIMES]);
  let looked = false; // was it asked whether there is what is looked up, so that another run may differ?
  const plan = { imported: given.imported, get open() { looked = true; return given.open; } };

  // ---- budget: counted in calls and turns of loops
  let fuel = 2e4;
  const STOP = new Error('budget');
  const spend = () => { if (--fuel < 0) throw STOP; };

  // ---- callbacks that wait for their turn
  const queue = [];
  const enqueue = (run) => { if (queue.length < 2000) queue.push(run); };
  const handed = kept(new WeakMap());
  function later(value, self, args) { // a callback that something unknown was given
    if (typeof value !== 'function' || stubs.has(value)) return;
    const many = handed.get(value) | 0;
    if (many >= 2) return;
    handed.set(value, many + 1);
    enqueue(() => apply(value, self, args || [stub(1), stub(1), stub(1), stub(1)]));
  }

  // ---- inert objects: everything can be read, called and constructed; texts made of them carry their mark
  const stubs = kept(new WeakMap());
  let made = 0, last;
  const child = (self) => stub(self.depth + 1, self.mark);
  const traps = {
    __proto__: null,
    get(target, key) {
      const self = this;
      if (key === Symbol.toPrimitive) return () => self.mark;
      if (key === Symbol.iterator) return function* () { yield child(self); };
      if (typeof key === 'symbol') return undefined;
      if (key in self.own) return self.own[key];
      if (key === 'length' || key === 'size') return (self.own[key] = stub(self.depth + 1));
      if (key === 'prototype') return target.prototype;
      if (key === 'toString' || key === 'valueOf' || key === 'toJSON') return () => self.mark;
      if (key === 'then') {
        return self.settled ? undefined : (f) => { const now = stub(self.depth + 1, self.mark, true); return Promise.resolve(now).then(f); };
      }
      return (self.own[key] = child(self));
    },
    set(_, key, value) { this.own[key] = value; if (/^on/.test(String(key))) later(value, this.self); return true; },
    has(_, key) { return typeof key !== 'symbol'; },
    apply(_, __, args) { spend(); for (const each of args) handOver(each); return child(this); },
    construct(_, args, by) { spend(); for (const each of args) handOver(each); return by === this.self ? child(this) : create(by.prototype); },
  };
  function handOver(value) {
    later(value);
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      for (const key of Object.keys(value).slice(0, 20)) { const own = describe(value, key); if (own) later(own.value, value); }
    }
  }
  function stub(depth, mark, settled) {
    if (depth > MAX_DEPTH || (made >= MAX_STUBS && last)) return last;
    made++;
    const self = { __proto__: traps, own: create(null), depth, mark: mark || UNKNOWN, settled, self: null };
    last = self.self = new P(function () {}, self);
    stubs.set(last, self);
    return last;
  }
  const lax = (target) => new P(target, { // what it has not is an inert object
    __proto__: null,
    get(own, key, by) {
      if (key in own || typeof key === 'symbol') return Reflect.get(own, key, own);
      return key === 'then' ? undefined : (own[key] = stub(1));
    },
    has: (own, key) => typeof key !== 'symbol' || key in own,
    set(own, key, value) { own[key] = value; return true; },
  });
  const missing = () => (plan.open ? UNKNOWN : null);

  // ---- marks on what the sources give
  const tags = kept(new WeakMap());
  function mark(index, whole, value) {
    const text = textOf(index);
    if (value === null || value === undefined) return value;
    if (typeof value === 'string') return value.replace(RUNS, text);
    if (typeof value === 'number') return text;
    const self = stubs.get(value);
    if (self) {
      if (!whole) return text;
      remark(self, text, 0);
    } else if (typeof value === 'object' && value.undertowForm !== false) tags.set(value, (tags.get(value) || '') + text);
    return value;
  }
  function remark(self, text, depth) {
    if (self.mark === UNKNOWN) self.mark = text;
    for (const key in self.own) { // a count is nothing of what is counted
      const inner = key === 'length' || key === 'size' ? undefined : stubs.get(self.own[key]);
      if (inner && depth < 4) remark(inner, text, depth + 1);
    }
  }

  // ---- what is sent, as text
  const bytesToText = (bytes) => {
    let out = '';
    for (let i = 0; i < bytes.length && i < MAX_TEXT;) {
      const b = bytes[i++], more = b < 0xc2 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : b < 0xf5 ? 3 : 0;
      let code = b < 128 ? b : more ? b & (63 >> more) : 0xfffd;
      for (let k = 0; k < more; k++) code = (bytes[i] & 0xc0) === 0x80 ? (code << 6) | (bytes[i++] & 63) : 0xfffd;
      out += String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
    }
    return out;
  };
  const bufferText = (value) => bytesToText(ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value));
  const isBuffer = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
  function deep(value, depth) { // all that is in it, as a copy of it would have it
    if (value === null || value === undefined || depth > 8) return '';
    if (typeof value !== 'object') return typeof value === 'function' && !stubs.has(value) ? '' : bodyOf(value);
    if (stubs.has(value)) return bodyOf(value);
    let out = tags.get(value) || '';
    if (isBuffer(value) || value.undertowText) return out + bodyOf(value);
    if (value instanceof Map) return apply(eachOf.map, value, [(each, key) => { out += deep(key, depth + 1) + ' ' + deep(each, depth + 1) + ' '; }]), out;
    if (value instanceof Set) return apply(eachOf.set, value, [(each) => { out += deep(each, depth + 1) + ' '; }]), out;
    if (value instanceof Error) out += value.message + ' ';
    const keys = keysOf(value);
    for (let i = 0; i < keys.length && i < 200; i++) out += keys[i] + ' ' + deep(value[keys[i]], depth + 1) + ' ';
    return out;
  }
  function bodyOf(value) { // as a body
    if (value === null || value === undefined) return '';
    const self = stubs.get(value);
    if (self) return self.mark;
    const tag = typeof value === 'object' ? tags.get(value) || '' : '';
    if (typeof value === 'object' && value.undertowText) return tag + value.undertowText();
    if (isBuffer(value)) return tag + bufferText(value);
    return `${tag}${value}`;
  }
  function optionsOf(value) {
    if (value === null || typeof value !== 'object' || stubs.has(value)) return bodyOf(value);
    if (value.undertowText) return value.undertowText();
    return bodyOf(value.body) + ' ' + deep(value.headers, 1) + ' ' + bodyOf(value.referrer);
  }
  const READ = { url: (value) => (value && value.undertowUrl) || `${value}`, body: bodyOf, options: optionsOf };
  function marksIn(text) {
    let out = '';
    MARKS.lastIndex = 0;
    for (let i = 0, one; i < MAX_EVENTS && (one = MARKS.exec(text)); i++) if (apply(indexOf, out, [one[1]]) < 0) out += one[1];
    return out;
  }
  const seen = create(null);
  let events = '', noted = 0;
  function note(node, role, value) {
    spend();
    try {
      let text = (READ[role] || ((v) => deep(v, 0)))(value);
      if (role === 'url' && value && value.undertowText) text += '\n' + value.undertowText();
      text = role === 'url' ? apply(slice, text, [0, MAX_TEXT]) : marksIn(text);
      if (noted < MAX_EVENTS && (role !== 'url' || text) && (text || seen[node] === undefined)) events += (noted++ ? ',' : '') + '[' + (node | 0) + ',' + stringify(text) + ']';
      seen[node] = 1;
    } catch (e) { /* it cannot be sent */ }
    return value;
  }
  const ask = { v: note, m: mark, t: spend, l: spend, e: spend, f: (_, value) => value }; // what the script is written to call
  ask.r = () => '{"looked":' + looked + ',"events":[' + events + ']}';
  const begin = () => { looked = false; };
  return { G, plan, UNKNOWN, ANY_MARK, spend, queue, enqueue, later, stub, stubs, lax, missing, kept, tags, bodyOf, deep, bufferText, isBuffer, ask, begin };
})(globalThis, PLAN);
