// The third part: elements, the document, the window and what happens on the page after the script.
(function (shared) {
  'use strict';
  const { G, plan, UNKNOWN, queue, enqueue, stub, stubs, lax, missing, ask, begin } = shared;
  const { hide, HOME, all, FIRST, LAST, listen, run, tell, Event, EventTarget, URL } = shared;

  // ---- elements
  const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const dashed = (name) => name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
  const ADDRESS = /^(?:href|origin|protocol|host|hostname|port|pathname|search|hash)$/;
  const REFLECTED = new Set(['src', 'href', 'value', 'action', 'content', 'id', 'name', 'type', 'rel', 'srcset', 'data', 'method', 'className', 'title']);
  const found = new Map();
  let based = HOME;
  class Style {
    setProperty(name, value) { this[camel(name).replace(/^-+/, '--')] = String(value); this['=' + name] = String(value); }
    getPropertyValue(name) { return this['=' + name] ?? this[camel(name)] ?? (plan.open ? UNKNOWN : ''); }
    removeProperty(name) { delete this['=' + name]; delete this[camel(name)]; return ''; }
  }
  class HTMLElement extends EventTarget {
    constructor() { super(); return dress(this, (new.target && new.target.undertowTag) || 'div'); }
    setAttribute(name, value) { const own = this.undertowOwn, text = String(value); own.attributes[name] = text; if (/^on/.test(name)) return; if (REFLECTED.has(name)) this.undertowSelf[name] = text; }
    getAttribute(name) { const { attributes, values } = this.undertowOwn; return name in attributes ? attributes[name] : REFLECTED.has(name) && typeof values[name] === 'string' ? values[name] : UNKNOWN; }
    hasAttribute(name) { return name in this.undertowOwn.attributes; }
    removeAttribute(name) { delete this.undertowOwn.attributes[name]; delete this.undertowOwn.values[name]; }
    append(...nodes) { for (const node of nodes) if (node && node.undertowOwn) { this.undertowOwn.children.push(node); if (node.undertowOwn.tag === 'base') based = node.href; if (node.connectedCallback && !stubs.has(node.connectedCallback)) enqueue(() => node.connectedCallback()); if (!stubs.has(node)) tell(node, 'load'); } }
    appendChild(node) { this.append(node); return node; }
    insertBefore(node) { this.append(node); return node; }
    prepend(...nodes) { this.append(...nodes); }
    before(...nodes) { this.append(...nodes); }
    after(...nodes) { this.append(...nodes); }
    replaceChildren(...nodes) { this.append(...nodes); }
    replaceWith(...nodes) { this.append(...nodes); }
    insertAdjacentElement(_, node) { this.append(node); return node; }
    remove() {} focus() {} blur() {}
    querySelector(selector) { return select(String(selector)); }
    querySelectorAll(selector) { const list = [select(String(selector))]; list.item = (i) => list[i]; return list; }
    getElementsByTagName(name) { return this.querySelectorAll(name); }
    getElementsByName(name) { return this.querySelectorAll('[name=' + name + ']'); }
    getElementsByClassName(name) { return this.querySelectorAll('.' + name); }
    getElementById(id) { return select('#' + id); }
    closest(selector) { return select(String(selector)); }
    matches() { return true; }
    contains() { return true; }
    click() { this.undertowSelf.dispatchEvent(new Event('click')); }
    requestSubmit() { this.undertowSelf.dispatchEvent(new Event('submit')); }
    submit() {} reset() { for (const one of found.values()) one.value = ''; }
    cloneNode() { return this.undertowSelf; }
    attachShadow() { return element('shadow'); }
    checkValidity() { return true; } reportValidity() { return true; }
  }
  const later_ = (self, key, value) => { if (typeof value === 'function') listen(self, key.slice(2), value); };
  function dress(target, tag) { // unknown properties are inert objects, kept ones are what was assigned to them
    const values = Object.create(null);
    const attributes = Object.create(null);
    const own = { tag, attributes, values, children: [] };
    values.dataset = new Proxy({}, {
      get: (_, key) => { const name = 'data-' + dashed(String(key)); return name in attributes ? attributes[name] : UNKNOWN; },
      set: (_, key, value) => { attributes['data-' + dashed(String(key))] = String(value); return true; },
      has: (_, key) => 'data-' + dashed(String(key)) in attributes || plan.open,
      ownKeys: () => Object.keys(attributes).filter((name) => name.startsWith('data-')).map((name) => camel(name.slice(5))),
      getOwnPropertyDescriptor: (_, key) => ({ value: attributes['data-' + dashed(String(key))], enumerable: true, configurable: true }),
      deleteProperty: (_, key) => delete attributes['data-' + dashed(String(key))],
    });
    values.style = new Style();
    values.tagName = values.nodeName = tag.toUpperCase();
    if (tag === 'form') values.elements = new Proxy([], { get: (list, key) => (key === 'length' ? 1 : key === Symbol.iterator ? function* () { yield select('[name=field]'); } : typeof key === 'symbol' ? undefined : select('[name=' + String(key) + ']')) });
    const self = new Proxy(target, {
      get(at, key, by) {
        if (key === 'undertowSelf') return self;
        if (key === 'undertowOwn') return own;
        if (ADDRESS.test(String(key)) && typeof values.href === 'string') { try { return new URL(values.href, based)[key]; } catch (e) { return values.href; } }
        if (key in values) return values[key];
        if (key in at) return Reflect.get(at, key, self);
        if (typeof key === 'symbol' || key === 'then' || /^undertow/.test(key)) return undefined;
        if (/^on/.test(key)) return null;
        if (key === 'children' || key === 'childNodes') return own.children;
        return (values[key] = stub(1));
      },
      set(at, key, value) {
        if (typeof key === 'string' && /^on[a-z]+$/.test(key)) { if (typeof values[key] !== 'function') listen(self, key.slice(2), (event) => typeof values[key] === 'function' && values[key].call(self, event)); values[key] = value; return true; }
        if (key === 'style' && typeof value === 'string') { values.style.cssText = value; return true; }
        const setter = lookUp(at, key);
        if (setter) return Reflect.apply(setter, self, [value]), true;
        values[key] = value;
        return true;
      },
      has: (at, key) => typeof key !== 'symbol',
    });
    return self;
  }
  function lookUp(at, key) { for (let up = at; up; up = Object.getPrototypeOf(up)) { const own = Object.getOwnPropertyDescriptor(up, key); if (own) return own.set; } return undefined; }
  function element(tag) { const one = new HTMLElement(); one.undertowOwn.tag = tag; one.tagName = one.nodeName = tag.toUpperCase(); return tag === 'form' || /^form\b/.test(tag) ? dressForm(one) : one; }
  function dressForm(one) { one.elements = dress(Object.create(HTMLElement.prototype), 'form').elements; return one; }
  function select(selector) { let one = found.get(selector); if (!one) { one = element(/^[a-z]+/i.test(selector) ? /^[a-z]+/i.exec(selector)[0].toLowerCase() : 'div'); found.set(selector, one); } return one; }
  for (const name of ['HTMLElement', 'Element', 'Node']) hide(name, HTMLElement);
  for (const name of ['Input', 'Form', 'Script', 'Image', 'Anchor', 'TextArea', 'Select', 'IFrame', 'Button']) hide('HTML' + name + 'Element', class extends HTMLElement {});
  hide('Image', function Image() { return element('img'); });
  hide('Audio', function Audio(src) { const one = element('audio'); if (src) one.src = src; return one; });
  hide('getComputedStyle', (of) => (of && of.style) || stub(1));
  hide('customElements', { define(_, type) { enqueue(() => { const one = new type(); if (one.connectedCallback) one.connectedCallback(); }); }, get() {}, whenDefined: async () => {} });
  const page = element('document');
  let jar = '', hidden = false;
  const body = element('body'), head = element('head'), root = element('html');
  class Document_ extends HTMLElement {}
  Object.defineProperties(Document_.prototype, {
    cookie: { get: () => (plan.open ? UNKNOWN : '') + (plan.open && jar ? '; ' : '') + jar, set: (text) => { jar = (jar ? jar + '; ' : '') + String(text).split(';')[0]; } },
    body: { get: () => body }, head: { get: () => head }, documentElement: { get: () => root }, scrollingElement: { get: () => root },
    baseURI: { get: () => based }, URL: { get: () => G.location.href }, documentURI: { get: () => G.location.href },
    readyState: { get: () => (plan.open ? 'complete' : 'loading') }, visibilityState: { get: () => (hidden ? 'hidden' : 'visible') }, hidden: { get: () => hidden },
    defaultView: { get: () => window }, location: { get: () => G.location, set: () => {} }, currentScript: { get: () => select('script[current]') },
  });
  Document_.prototype.createElement = Document_.prototype.createElementNS = function (a, b) { const one = element(String(b && typeof b === 'string' ? b : a).toLowerCase()); one.undertowOwn.made = true; return one; };
  Document_.prototype.createDocumentFragment = () => element('fragment');
  Document_.prototype.createTextNode = (text) => text;
  Document_.prototype.createEvent = () => Object.assign(new Event(''), { initEvent(type) { this.type = type; }, initCustomEvent(type, a, b, detail) { this.type = type; this.detail = detail; } });
  const document = new Document_();

  // ---- the window
  const location = new URL(HOME + (plan.open ? '?' + UNKNOWN : ''));
  hide('location', new Proxy(location, {
    get: (at, key) => (plan.open, key in at ? (typeof at[key] === 'function' ? at[key].bind(at) : at[key]) : typeof key === 'symbol' ? undefined : () => {}),
    set: () => true,
  }));
  hide('document', document);
  class Storage {
    #kept = new Map();
    getItem(key) { return this.#kept.has(String(key)) ? this.#kept.get(String(key)) : missing(); }
    setItem(key, value) { this.#kept.set(String(key), String(value)); }
    removeItem(key) { this.#kept.delete(String(key)); }
    clear() { this.#kept.clear(); }
    key(i) { return [...this.#kept.keys()][i] ?? missing(); }
    get length() { return this.#kept.size + (plan.open ? 1 : 0); }
  }
  const storage = () => new Proxy(new Storage(), { get: (at, key) => (key in at ? (typeof at[key] === 'function' ? at[key].bind(at) : at[key]) : typeof key === 'symbol' ? undefined : at.getItem(key) ?? undefined), set: (at, key, value) => (at.setItem(key, value), true), deleteProperty: (at, key) => (at.removeItem(key), true) });
  hide('localStorage', storage()); hide('sessionStorage', storage());
  hide('navigator', lax({ sendBeacon: () => true, onLine: true, cookieEnabled: true, language: 'en-US', languages: ['en-US'] }));
  for (const name of ['screen', 'history', 'performance', 'crypto', 'indexedDB', 'caches', 'visualViewport', 'Intl', 'chrome', 'Notification', 'RTCPeerConnection', 'FileReader', 'DOMParser', 'XMLSerializer', 'MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver', 'matchMedia', 'alert', 'confirm', 'prompt', 'open', 'getSelection', 'scrollTo', 'innerWidth', 'innerHeight', 'outerWidth', 'outerHeight', 'devicePixelRatio', 'name', 'status', 'opener', 'NodeFilter', 'CSS', 'importScripts', 'ReadableStream', 'WritableStream', 'TransformStream', 'CompressionStream', 'WebTransport', 'OffscreenCanvas', 'AudioContext', 'speechSynthesis', 'trustedTypes', 'cookieStore']) if (!(name in G) || name === 'performance') hide(name, stub(1));
  hide('origin', HOME.slice(0, -1));
  let timers = 0;
  const cancelled = new Set();
  const timer = (pick) => (f, ...args) => { const id = ++timers; if (typeof f === 'function') { const many = (timer.seen.get(f) | 0) + 1; timer.seen.set(f, many); if (many <= 4) enqueue(() => cancelled.has(id) || f(...pick(args))); } return id; };
  timer.seen = new WeakMap();
  const started = timer((args) => args.slice(1)), repeated = [];
  hide('setTimeout', timer((args) => args.slice(1))); hide('setInterval', (f, ...args) => { const id = started(f, ...args); if (typeof f === 'function') repeated.push(() => cancelled.has(id) || f(...args.slice(1))); return id; }); hide('setImmediate', timer((args) => args));
  hide('requestAnimationFrame', timer(() => [16])); hide('requestIdleCallback', timer(() => [{ didTimeout: false, timeRemaining: () => 9 }]));
  for (const name of ['clearTimeout', 'clearInterval', 'cancelAnimationFrame', 'cancelIdleCallback']) hide(name, (id) => { cancelled.add(id); });
  hide('queueMicrotask', (f) => { Promise.resolve().then(f); });
  hide('console', lax({ log() {}, warn() {}, error() {}, info() {}, debug() {} }));
  const window = new Proxy(G, {
    get(at, key) {
      if (key === 'undertowSelf') return window;
      if (key in at || typeof key === 'symbol') return at[key];
      if (/^on/.test(key)) return null;
      return plan.open && key !== 'then' && !/^undertow/.test(key) ? (stand[key] ||= stub(1)) : undefined;
    },
    set(at, key, value) {
      if (typeof key === 'string' && /^on[a-z]+$/.test(key)) later_(window, key, value);
      at[key] = value;
      return true;
    },
    has: (at, key) => key in at,
  });
  const stand = Object.create(null);
  for (const name of ['window', 'self', 'frames', 'top', 'parent', 'globalThis']) hide(name, window);
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) hide(name, (...args) => EventTarget.prototype[name].apply(window, args));
  hide('postMessage', (data) => tell(window, 'message', { data: G.structuredClone(data), origin: HOME.slice(0, -1), source: window }));
  for (const name of plan.imported) if (!(name in G)) hide(name, stub(1));
  let chance = 0;
  Math.random = () => (chance = ((chance || (plan.open ? 12345 : 987654321)) * 1103515245 + 12345) % 2147483648) / 2147483648;

  // ---- after the script: what waits, then events, those of fields first and those of leaving last, and what is
  // ---- repeated; twice
  let rounds = 0, ticks = 0, pending = [];
  const rank = (one) => (FIRST.includes(one.type) ? 0 : LAST.includes(one.type) ? 2 : 1);
  ask.n = () => {
    if (queue.length) { queue.shift()(); return true; }
    if (!pending.length && ticks < Math.min(rounds, 2)) { ticks++; repeated.slice(0, 20).forEach(enqueue); if (queue.length) return true; }
    if (!pending.length && rounds++ < 2) pending = all.filter((one) => !one.gone && one.type !== 'abort' && one.type !== 'message').sort((a, b) => rank(a) - rank(b)).slice(0, 100);
    const one = pending.shift();
    if (!one) return false;
    hidden = LAST.includes(one.type);
    const target = one.target;
    if (!one.gone) run(one, lax(new Event(one.type, { target, currentTarget: target, srcElement: target, key: 'a', isTrusted: true })));
    return true;
  };

  // ---- a script that changes what texts and lists do changes the page's answers too: then they tell nothing
  const BUILT_IN = [Object.prototype, Array.prototype, String.prototype, RegExp.prototype, Object.getPrototypeOf([][Symbol.iterator]())];
  const { ownKeys, getOwnPropertyDescriptor: describe } = Reflect;
  const made = (one, key) => { const own = describe(one, key); return own && (own.value || own.get); };
  const state = BUILT_IN.map((one) => ownKeys(one).map((key) => [key, made(one, key)]));
  const tell_ = ask.r;
  ask.r = () => {
    for (let i = 0; i < BUILT_IN.length; i++) {
      const keys = ownKeys(BUILT_IN[i]);
      if (keys[0] !== state[i][0][0] || (i === 0 && keys.length !== state[0].length)) return ''; // others may be added
      for (let k = 0; k < state[i].length; k++) if (made(BUILT_IN[i], state[i][k][0]) !== state[i][k][1]) return '';
    }
    return tell_();
  };
  begin();
})(UNDERTOW);
