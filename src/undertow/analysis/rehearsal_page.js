// The second part: the page. What it has behaves as in a browser; everything else is an inert object.
(function (shared) {
  'use strict';
  const { G, plan, UNKNOWN, ANY_MARK, spend, queue, enqueue, later, stub, stubs, lax, missing, tags, bodyOf, deep, bufferText, isBuffer, events } = shared;
  const hide = (name, value) => Object.defineProperty(G, name, { value, writable: true, configurable: true, enumerable: false });
  const SELF = '\ue010', HOME = 'https://' + SELF + '/';

  // ---- texts that are not known pass tests, and keep their marks where they are written otherwise
  const test = RegExp.prototype.test, replace = String.prototype.replace;
  const around = (text, by) => replace.call(String(text), /[^\ue010\ue100-\uf8f0]+/g, by);
  for (const name of ['encodeURIComponent', 'encodeURI', 'escape', 'decodeURIComponent', 'decodeURI', 'unescape']) {
    const plain = G[name];
    hide(name, (text) => around(text, (known) => plain(known)));
  }
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  hide('btoa', (text) => around(text, (known) => {
    let out = '';
    for (let i = 0; i < known.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => known.charCodeAt(i + k)), v = (a << 16) | (b << 8) | c;
      out += ALPHABET[(v >> 18) & 63] + ALPHABET[(v >> 12) & 63] + (isNaN(b) ? '=' : ALPHABET[(v >> 6) & 63]) + (isNaN(c) ? '=' : ALPHABET[v & 63]);
    }
    return out;
  }));
  hide('atob', (text) => around(text, (known) => {
    let out = '', bits = 0, n = 0;
    for (const letter of known.replace(/[\s=]/g, '')) {
      const at = ALPHABET.indexOf(letter);
      if (at < 0) throw new DOMException('not base64');
      bits = (bits << 6) | at; n += 6;
      if (n >= 8) { n -= 8; out += String.fromCharCode((bits >> n) & 255); }
    }
    return out;
  }));
  RegExp.prototype.test = function (text) { return ANY_MARK.exec(String(text)) && !test.call(this, text) ? plan.open : test.call(this, text); };
  String.prototype.replace = function (what, by) {
    const out = replace.call(this, what, by), mark = ANY_MARK.exec(this);
    return mark && by === '' && what instanceof RegExp && !ANY_MARK.exec(out) ? out + mark[0].repeat(12) : out; // digits alone
  };
  for (const name of ['parseInt', 'parseFloat']) { const plain = G[name]; hide(name, (text, base) => (ANY_MARK.exec(String(text)) ? text : plain(text, base))); }
  for (const name of ['toFixed', 'toPrecision']) String.prototype[name] = function () { return String(this); };
  const parse = JSON.parse;
  JSON.parse = (text, by) => {
    try { return parse(text, by); } catch (e) { const mark = ANY_MARK.exec(String(text)); if (mark) return stub(1, mark[0].repeat(12), true); throw e; }
  };

  // ---- events
  const listeners = new WeakMap();
  const all = [];
  const FIRST = ['input', 'keyup', 'keydown', 'change', 'blur'], LAST = ['visibilitychange', 'pagehide', 'beforeunload', 'unload'];
  function listen(target, type, handler, options) {
    if (!handler || (typeof handler !== 'function' && !handler.handleEvent) || all.length > 300) return;
    const own = listeners.get(target) || listeners.set(target, []).get(target);
    if (options && options.signal && options.signal.aborted) return;
    const one = { target, type: String(type), handler, gone: false };
    if (options && options.signal && !stubs.has(options.signal)) listen(options.signal, 'abort', () => { one.gone = true; });
    own.push(one);
    all.push(one);
  }
  function fire(target, event) {
    for (const one of [...(listeners.get(target) || [])]) if (!one.gone && one.type === event.type) run(one, event);
  }
  function run(one, event) {
    const { target, handler } = one;
    if (typeof handler === 'function') Reflect.apply(handler, target, [event]); else handler.handleEvent(event);
  }
  class Event {
    constructor(type, init) { Object.assign(this, init); this.type = type; }
    preventDefault() {} stopPropagation() {} stopImmediatePropagation() {} composedPath() { return [this.target]; }
  }
  class EventTarget {
    addEventListener(type, handler, options) { listen(this.undertowSelf || this, type, handler, options); }
    removeEventListener(type, handler) { for (const one of listeners.get(this.undertowSelf || this) || []) if (one.type === type && one.handler === handler) one.gone = true; }
    dispatchEvent(event) {
      const self = this.undertowSelf || this;
      if (event.target === undefined) event.target = event.currentTarget = self;
      const direct = self['on' + event.type];
      if (typeof direct === 'function' && !stubs.has(direct)) direct.call(self, event);
      fire(self, event);
      return true;
    }
  }
  for (const name of ['CustomEvent', 'MessageEvent', 'SubmitEvent', 'InputEvent', 'KeyboardEvent', 'MouseEvent', 'StorageEvent', 'ErrorEvent']) hide(name, class extends Event {});
  hide('Event', Event); hide('EventTarget', EventTarget);
  const tell = (target, type, more) => enqueue(() => { const event = lax(new Event(type, { target, currentTarget: target, ...more })); EventTarget.prototype.dispatchEvent.call(target, event); });
  class AbortSignal extends EventTarget { constructor() { super(); this.aborted = false; this.reason = undefined; } throwIfAborted() { if (this.aborted) throw this.reason; } }
  hide('AbortSignal', AbortSignal);
  AbortSignal.timeout = () => new AbortSignal();
  hide('AbortController', class {
    constructor() { this.signal = new AbortSignal(); }
    abort(reason) { if (this.signal.aborted) return; this.signal.aborted = true; this.signal.reason = reason; this.signal.dispatchEvent(new Event('abort')); }
  });
  hide('DOMException', class extends Error { constructor(text, name) { super(text); this.name = name; } });

  // ---- addresses
  const SPECIAL = /^(?:https?|wss?|ftp):$/;
  const strict = /^([a-z][a-z\d+.-]*:)(.*)$/i;
  function split(text, base) {
    text = String(text).trim().replace(/[\t\n\r]/g, '');
    let [, scheme = '', rest = text] = strict.exec(text) || [];
    scheme = scheme.toLowerCase();
    if (!scheme && !base) throw new TypeError('Invalid URL');
    const special = SPECIAL.test(scheme || base.protocol);
    const hash = rest.indexOf('#'), fragment = hash < 0 ? '' : rest.slice(hash);
    if (hash >= 0) rest = rest.slice(0, hash);
    const mark = rest.indexOf('?'), query = mark < 0 ? '' : rest.slice(mark);
    if (mark >= 0) rest = rest.slice(0, mark);
    if (special) rest = rest.replaceAll('\\', '/');
    const own = { protocol: scheme || base.protocol, username: '', password: '', host: '', pathname: rest, search: query === '?' ? '' : query, hash: fragment === '#' ? '' : fragment };
    if (scheme && special && (!base || scheme !== base.protocol || rest.startsWith('//'))) rest = '//' + rest.replace(/^\/+/, '');
    else if (scheme && special) scheme = '';
    if (rest.startsWith('//')) {
      const end = rest.indexOf('/', 2), authority = end < 0 ? rest.slice(2) : rest.slice(2, end), at = authority.lastIndexOf('@');
      if (at >= 0) [own.username, own.password = ''] = authority.slice(0, at).split(':');
      own.host = authority.slice(at + 1).toLowerCase();
      if (special && (!own.host || /[\s<>^|%]/.test(own.host))) throw new TypeError('Invalid URL');
      own.pathname = end < 0 ? (special ? '/' : '') : rest.slice(end);
    } else if (!scheme) {
      for (const part of ['username', 'password', 'host']) own[part] = base[part];
      if (!rest) { own.pathname = base.pathname; if (!query) own.search = base.search; }
      else if (!rest.startsWith('/')) own.pathname = base.pathname.replace(/[^/]*$/, '') + rest;
    }
    if (own.host) {
      const out = [];
      for (const [i, part] of own.pathname.split('/').slice(1).entries()) {
        if (part === '..') out.pop(); else if (part !== '.') out.push(part);
        if (/^\.\.?$/.test(part) && i === own.pathname.split('/').length - 2) out.push('');
      }
      own.pathname = '/' + out.join('/');
    }
    const port = { 'https:': ':443', 'http:': ':80', 'wss:': ':443', 'ws:': ':80' }[own.protocol];
    if (port && own.host.endsWith(port)) own.host = own.host.slice(0, -port.length);
    return own;
  }
  const decode = (text) => { const plain = text.replaceAll('+', ' '); try { return decodeURIComponent(plain); } catch (e) { return plain; } };
  const encode = (text) => encodeURIComponent(String(text)).replaceAll('%20', '+');
  class URLSearchParams {
    #pairs = []; #told = () => {}; #unknown = false;
    constructor(from = '', told) {
      if (told) this.#told = told;
      if (stubs.has(from)) { this.#unknown = true; this.#pairs.push([UNKNOWN, String(from)]); }
      else if (typeof from === 'object' && from !== null) {
        if (tags.has(from)) tags.set(this, tags.get(from));
        for (const [k, v] of typeof from[Symbol.iterator] === 'function' ? from : Object.entries(from)) this.#pairs.push([String(k), String(v)]);
      } else this.undertowFill(String(from));
    }
    undertowFill(text) {
      this.#pairs = [];
      for (const part of text.replace(/^\?/, '').split('&')) {
        if (!part) continue;
        const at = part.indexOf('=');
        if (at < 0 && ANY_MARK.exec(part)) this.#unknown = true;
        this.#pairs.push(at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
      }
    }
    get(k) { const found = this.#pairs.find((p) => p[0] === String(k)); return found ? found[1] : this.#unknown && plan.open ? UNKNOWN : null; }
    getAll(k) { return this.#pairs.filter((p) => p[0] === String(k)).map((p) => p[1]); }
    has(k) { return this.#pairs.some((p) => p[0] === String(k)) || (this.#unknown && plan.open); }
    set(k, v) { k = String(k); const at = this.#pairs.findIndex((p) => p[0] === k); this.#pairs = this.#pairs.filter((p, i) => p[0] !== k || i === at); if (at < 0) this.#pairs.push([k, String(v)]); else this.#pairs.find((p) => p[0] === k)[1] = String(v); this.#told(); }
    append(k, v) { this.#pairs.push([String(k), String(v)]); this.#told(); }
    delete(k) { this.#pairs = this.#pairs.filter((p) => p[0] !== String(k)); this.#told(); }
    sort() { this.#pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)); this.#told(); }
    forEach(f, self) { for (const [k, v] of this.#pairs) f.call(self, v, k, this); }
    *keys() { for (const p of this.#pairs) yield p[0]; }
    *values() { for (const p of this.#pairs) yield p[1]; }
    *entries() { for (const p of this.#pairs) yield [...p]; }
    [Symbol.iterator]() { return this.entries(); }
    get size() { return this.#pairs.length; }
    toString() { return this.#pairs.map(([k, v]) => encode(k) + '=' + encode(v)).join('&'); }
    undertowText() { return (tags.get(this) || '') + this.toString(); }
  }
  class URL {
    #own; #params;
    constructor(text, base) { this.#own = split(text, base === undefined ? undefined : split(base)); this.#link(); }
    #link() {
      const own = this.#own;
      this.#params = this.#params || new URLSearchParams('', () => { const text = this.#params.toString(); this.#own.search = text && '?' + text; });
      this.#params.undertowFill(own.search);
    }
    get href() { const { protocol, username, password, host, pathname, search, hash } = this.#own; return protocol + (host || protocol === 'file:' ? '//' : '') + (username ? username + (password ? ':' + password : '') + '@' : '') + host + pathname + search + hash; }
    set href(text) { this.#own = split(text); this.#link(); }
    get origin() { return this.#own.host ? this.#own.protocol + '//' + this.#own.host : 'null'; }
    get protocol() { return this.#own.protocol; }
    set protocol(text) { this.#own.protocol = String(text).replace(/:.*/, '') + ':'; }
    get host() { return this.#own.host; }
    set host(text) { if (text) this.#own.host = String(text).split(/[/?#\\]/)[0].toLowerCase(); }
    get hostname() { return this.#own.host.replace(/:\d*$/, ''); }
    set hostname(text) { if (text && !/:/.test(text)) this.#own.host = String(text).split(/[/?#\\]/)[0].toLowerCase() + (this.port && ':' + this.port); }
    get port() { return (/:(\d+)$/.exec(this.#own.host) || ['', ''])[1]; }
    set port(text) { this.#own.host = this.hostname + (String(text) && ':' + text); }
    get pathname() { return this.#own.pathname; }
    set pathname(text) { this.#own.pathname = split(String(text).replace(/[?#]/g, encodeURIComponent).replace(/^([^/])/, '/$1'), this.#own).pathname; }
    get search() { return this.#own.search; }
    set search(text) { text = String(text).replaceAll('#', '%23'); this.#own.search = text && text !== '?' ? text.replace(/^\??/, '?') : ''; this.#link(); }
    get hash() { return this.#own.hash; }
    set hash(text) { text = String(text); this.#own.hash = text && text !== '#' ? text.replace(/^#?/, '#') : ''; }
    get username() { return this.#own.username; }
    set username(text) { this.#own.username = String(text); }
    get password() { return this.#own.password; }
    set password(text) { this.#own.password = String(text); }
    get searchParams() { return this.#params; }
    toString() { return this.href; }
    toJSON() { return this.href; }
    undertowText() { return ''; }
    get undertowUrl() { return this.href; }
    static canParse(text, base) { try { return !!new URL(text, base); } catch (e) { return false; } }
    static parse(text, base) { try { return new URL(text, base); } catch (e) { return null; } }
    static createObjectURL() { return 'blob:' + HOME + 'x'; }
    static revokeObjectURL() {}
  }
  hide('URL', URL); hide('URLSearchParams', URLSearchParams);
  hide('webkitURL', URL);

  // ---- what requests are made of
  class Pairs {
    #pairs = [];
    add(k, v) { this.#pairs.push([String(k), v]); }
    append(k, v) { this.add(k, v); }
    set(k, v) { this.delete(k); this.add(k, v); }
    delete(k) { this.#pairs = this.#pairs.filter((p) => p[0].toLowerCase() !== String(k).toLowerCase()); }
    get(k) { const found = this.#pairs.find((p) => p[0].toLowerCase() === String(k).toLowerCase()); return found ? found[1] : this.undertowForm ? missing() : null; }
    getAll(k) { return this.#pairs.filter((p) => p[0] === k).map((p) => p[1]); }
    has(k) { return this.#pairs.some((p) => p[0].toLowerCase() === String(k).toLowerCase()); }
    forEach(f, self) { for (const [k, v] of this.#pairs) f.call(self, v, k, this); }
    *keys() { for (const p of this.#pairs) yield p[0]; }
    *values() { for (const p of this.#pairs) yield p[1]; }
    *entries() { for (const p of this.#pairs) yield [p[0], typeof p[1] === 'string' && tags.has(this) ? p[1].replace(/\uf8f0+/g, tags.get(this)) : p[1]]; }
    [Symbol.iterator]() { return this.entries(); }
    undertowText() { return (tags.get(this) || '') + this.#pairs.map(([k, v]) => k + ' ' + bodyOf(v)).join(' '); }
  }
  hide('FormData', class FormData extends Pairs {
    constructor(form) { super(); this.undertowForm = !!form && !(form.undertowOwn && form.undertowOwn.made); if (this.undertowForm) this.add('field', UNKNOWN); }
  });
  hide('Headers', class Headers extends Pairs {
    constructor(from) { super(); if (from && !stubs.has(from)) for (const [k, v] of typeof from[Symbol.iterator] === 'function' ? from : Object.entries(from)) this.add(k, String(v)); }
  });
  class Blob {
    #text;
    constructor(parts = [], options) { this.#text = stubs.has(parts) ? String(parts) : [...parts].map(bodyOf).join(''); this.type = (options && options.type) || ''; this.size = this.#text.length; }
    undertowText() { return (tags.get(this) || '') + this.#text; }
    text() { return Promise.resolve(this.#text); }
    arrayBuffer() { return Promise.resolve(new G.TextEncoder().encode(this.#text).buffer); }
    stream() { return stub(1, ANY_MARK.exec(this.#text) ? this.#text : ''); }
    slice() { return this; }
  }
  hide('Blob', Blob); hide('File', class File extends Blob { constructor(parts, name, options) { super(parts, options); this.name = name; } });
  class Body {
    constructor(body) { this.undertowBody = body; }
    text() { return Promise.resolve(this.undertowBody === undefined ? UNKNOWN : bodyOf(this.undertowBody)); }
    async json() { return this.undertowBody === undefined ? stub(1, '', true) : JSON.parse(bodyOf(this.undertowBody)); }
    async blob() { return new Blob([this.undertowBody === undefined ? UNKNOWN : this.undertowBody]); }
    async arrayBuffer() { return new G.TextEncoder().encode(await this.text()).buffer; }
    async formData() { return new G.FormData(); }
    get body() { return this.undertowBody === undefined ? stub(1) : this.undertowBody; }
    clone() { return this; }
    undertowText() { return bodyOf(this.undertowBody) + ' ' + deep(this.headers, 1); }
  }
  hide('Request', class Request extends Body {
    constructor(from, options = {}) {
      super(options.body !== undefined ? options.body : from instanceof Body ? from.undertowBody : '');
      this.url = from && from.undertowUrl ? from.undertowUrl : stubs.has(from) ? String(from) : new URL(from, G.document.baseURI).href;
      this.method = options.method || (from && from.method) || 'GET';
      this.headers = new G.Headers(options.headers || (from instanceof Body ? from.headers : undefined));
    }
    get undertowUrl() { return this.url; }
  });
  class Response extends Body {
    constructor(body, options = {}) { super(body); this.ok = true; this.status = 200; this.headers = new G.Headers(options.headers); this.url = HOME; }
    static json(value) { return new Response(JSON.stringify(value)); }
  }
  hide('Response', Response);
  hide('fetch', async () => { spend(); return lax(new Response()); });
  hide('TextEncoder', class {
    encode(text = '') {
      const out = [];
      for (const letter of String(text)) {
        const c = letter.codePointAt(0);
        if (c < 128) out.push(c);
        else if (c < 2048) out.push(192 | (c >> 6), 128 | (c & 63));
        else if (c < 65536) out.push(224 | (c >> 12), 128 | ((c >> 6) & 63), 128 | (c & 63));
        else out.push(240 | (c >> 18), 128 | ((c >> 12) & 63), 128 | ((c >> 6) & 63), 128 | (c & 63));
      }
      return new Uint8Array(out);
    }
    encodeInto(text, into) { const bytes = this.encode(text).slice(0, into.length); into.set(bytes); return { read: text.length, written: bytes.length }; }
  });
  hide('TextDecoder', class { decode(data) { return data === undefined ? '' : stubs.has(data) ? String(data) : bufferText(data); } });
  hide('structuredClone', function clone(value, _, depth = 0) {
    if (value === null || typeof value !== 'object' || stubs.has(value) || depth > 8) return value;
    if (Array.isArray(value)) return value.map((each) => clone(each, 0, depth + 1));
    if (value instanceof Map) return new Map(clone([...value], 0, depth));
    if (value instanceof Set) return new Set(clone([...value], 0, depth));
    if (isBuffer(value) || value.undertowText || value instanceof Error || value instanceof Date || value instanceof RegExp) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, clone(v, 0, depth + 1)]));
  });
  class Request_ extends EventTarget {
    open(_, url) { this.responseURL = String(url); } setRequestHeader() {} overrideMimeType() {} getResponseHeader() { return UNKNOWN; } getAllResponseHeaders() { return ''; } abort() {}
    send() {
      Object.assign(this, { readyState: 4, status: 200, statusText: 'OK', responseText: UNKNOWN, response: stub(1, '', true) });
      for (const type of ['readystatechange', 'load', 'loadend']) tell(this, type);
    }
    get upload() { return stub(1); }
  }
  Object.assign(Request_, { UNSENT: 0, OPENED: 1, DONE: 4 }); Object.assign(Request_.prototype, { readyState: 0, status: 0, DONE: 4 });
  Object.defineProperty(Request_, 'name', { value: 'XMLHttpRequest' });
  hide('XMLHttpRequest', Request_);
  class Port extends EventTarget {
    start() { this.undertowStarted = true; for (const data of this.undertowHeld.splice(0)) this.undertowTake(data); }
    close() { this.undertowClosed = true; if (this.undertowOther) this.undertowOther.undertowClosed = true; }
    undertowHeld = []; undertowStarted = false;
    get onmessage() { return this.undertowDirect || null; }
    set onmessage(handler) { this.undertowDirect = handler; this.start(); }
    undertowTake(data) { if (!this.undertowStarted) this.undertowHeld.push(data); else tell(this, 'message', { data, ports: [], origin: HOME.slice(0, -1), source: this }); }
    postMessage(data) { if (!this.undertowClosed && this.undertowOther) this.undertowOther.undertowTake(G.structuredClone(data)); }
  }
  hide('MessagePort', Port);
  hide('MessageChannel', class { constructor() { this.port1 = new Port(); this.port2 = new Port(); this.port1.undertowOther = this.port2; this.port2.undertowOther = this.port1; } });
  const channels = new Map();
  hide('BroadcastChannel', class extends Port {
    constructor(name) { super(); this.name = String(name); const same = channels.get(this.name) || channels.set(this.name, []).get(this.name); same.push(this); this.undertowStarted = true; }
    postMessage(data) { for (const other of channels.get(this.name)) if (other !== this) tell(other, 'message', { data: G.structuredClone(data) }); }
  });
  class Socket extends EventTarget {
    constructor() { super(); this.readyState = 1; this.bufferedAmount = 0; tell(this, 'open'); tell(this, 'message', { data: UNKNOWN }); }
    send() {} close() { tell(this, 'close'); } postMessage() { tell(this, 'message', { data: stub(1) }); } terminate() {}
  }
  Object.assign(Socket, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 }); Object.assign(Socket.prototype, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
  for (const name of ['WebSocket', 'EventSource', 'Worker']) hide(name, class extends Socket {});
  hide('SharedWorker', class extends EventTarget { constructor() { super(); this.port = new Port(); } });

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
    get: (at, key) => (key in at ? (typeof at[key] === 'function' ? at[key].bind(at) : at[key]) : typeof key === 'symbol' ? undefined : () => {}),
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
  hide('setTimeout', timer((args) => args.slice(1))); hide('setInterval', timer((args) => args.slice(1))); hide('setImmediate', timer((args) => args));
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
  let chance = plan.open ? 12345 : 987654321;
  Math.random = () => (chance = (chance * 1103515245 + 12345) % 2147483648) / 2147483648;

  // ---- after the script: what waits, then events, those of fields first and those of leaving last, twice
  let rounds = 0, pending = [];
  const rank = (one) => (FIRST.includes(one.type) ? 0 : LAST.includes(one.type) ? 2 : 1);
  Object.defineProperty(G, 'UNDERTOWn', { value: () => {
    if (queue.length) { queue.shift()(); return true; }
    if (!pending.length && rounds++ < 2) pending = all.filter((one) => !one.gone && one.type !== 'abort' && one.type !== 'message').sort((a, b) => rank(a) - rank(b)).slice(0, 100);
    const one = pending.shift();
    if (!one) return false;
    hidden = LAST.includes(one.type);
    const target = one.target;
    if (!one.gone) run(one, lax(new Event(one.type, { target, currentTarget: target, srcElement: target, key: 'a', isTrusted: true })));
    return true;
  } });
  Object.defineProperty(G, 'UNDERTOWr', { value: () => JSON.stringify({ events }) });
})(UNDERTOW);
