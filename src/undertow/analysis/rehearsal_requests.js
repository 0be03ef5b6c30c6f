// The second part: texts, events, addresses and what requests are made of. They behave as in a browser.
(function (shared) {
  'use strict';
  const { G, plan, UNKNOWN, ANY_MARK, spend, enqueue, stub, stubs, lax, missing, kept, tags, bodyOf, deep, bufferText, isBuffer } = shared;
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
  const listeners = kept(new WeakMap());
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
  Object.assign(shared, { hide, SELF, HOME, listeners, all, FIRST, LAST, listen, run, tell, Event, EventTarget, URL });
})(UNDERTOW);
