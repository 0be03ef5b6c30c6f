//# stub-queue-then-script
// flow: email > sqs.sd15.example via fetch
// destination: https://sqs.sd15.example/v2/identify
window.ht = window.ht || function () { (window.ht.q = window.ht.q || []).push(arguments); };
document.querySelector('#email').addEventListener('change', function () { ht('identify', this.value); });
(function () {
  var base = 'https://sqs.sd15.example/v2';
  var api = {
    identify: function (mail) { fetch(base + '/identify', { method: 'POST', body: JSON.stringify({ mail: mail }) }); },
    page: function () { fetch(base + '/page', { method: 'POST' }); }
  };
  var early = window.ht.q || [];
  window.ht = function (name) { api[name].apply(null, [].slice.call(arguments, 1)); };
  early.forEach(function (args) { window.ht.apply(null, args); });
})();

//# data-layer-push-overridden
// flow: search > dlp.sd15.example via image
window.dataLayer = window.dataLayer || [];
(function (layer) {
  var push = layer.push;
  layer.push = function (entry) {
    if (entry.event === 'site_search') {
      new Image().src = 'https://dlp.sd15.example/s.gif?term=' + encodeURIComponent(entry.term);
    }
    return push.apply(layer, arguments);
  };
})(window.dataLayer);
document.querySelector('form[role=search]').addEventListener('submit', function () {
  window.dataLayer.push({ event: 'site_search', term: this.querySelector('input[type=search]').value });
});

//# near-plugin-drops-it
// no flow
// why: a plugin of the chain deletes the only property that holds it, before the last one sends
const plugins = [
  (ev) => ({ ...ev, at: Date.now() }),
  (ev) => { const { email, ...rest } = ev; return rest; },
  (ev) => { navigator.sendBeacon('https://npd.sd15.example/e', JSON.stringify(ev)); return ev; },
];
document.querySelector('#email').onblur = (e) => {
  plugins.reduce((ev, plugin) => plugin(ev), { type: 'blur', email: e.target.value });
};

//# middleware-next
// flow: phone > mwn.sd15.example via fetch
class Bus {
  #stack = [];
  use(fn) { this.#stack.push(fn); return this; }
  run(ctx) {
    const go = (i) => (i < this.#stack.length ? this.#stack[i](ctx, () => go(i + 1)) : undefined);
    return go(0);
  }
}
const bus = new Bus()
  .use((ctx, next) => { ctx.body = { id: ctx.name, value: ctx.value }; return next(); })
  .use((ctx, next) => { ctx.text = JSON.stringify(ctx.body); return next(); })
  .use((ctx) => fetch('https://mwn.sd15.example/c', { method: 'POST', body: ctx.text }));
document.querySelector('input[type=tel]').addEventListener('change', (e) => bus.run({ name: 'tel', value: e.target.value }));

//# near-debug-transport-chosen
// no flow
// why: the transport of the constant mode writes to the console
const transports = {
  http: (ev) => fetch('https://ndt.sd15.example/e', { method: 'POST', body: ev }),
  console: (ev) => console.log(ev),
};
const MODE = 'console';
const send = transports[MODE];
document.querySelector('input[type=password]').onchange = (e) => send(JSON.stringify({ v: e.target.value }));

//# gzip-before-sending
// flow: message > gzb.sd15.example via fetch
async function gzip(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
export async function report(area) {
  const body = await gzip(JSON.stringify({ text: area.value }));
  await fetch('https://gzb.sd15.example/m', { method: 'POST', headers: { 'Content-Encoding': 'gzip' }, body });
}
const area = document.querySelector('textarea[name=message]');
document.querySelector('#send-message').addEventListener('click', () => report(area));

//# large-analytics-batches
// flow: email > in.lab.sd15.example via fetch
// flow: email > in.lab.sd15.example via beacon
// destination: https://in.lab.sd15.example/v1/batch
const DEFAULTS = Object.freeze({ host: 'https://in.lab.sd15.example', path: '/v1/batch', size: 20, wait: 4000, retries: 2 });

class Queue {
  constructor(limit) {
    this.limit = limit;
    this.items = [];
  }
  add(item) {
    this.items.push(item);
    return this.items.length >= this.limit;
  }
  take() {
    const all = this.items;
    this.items = [];
    return all;
  }
  get empty() {
    return this.items.length === 0;
  }
}

class Transport {
  constructor(options) {
    this.url = options.host + options.path;
    this.retries = options.retries;
  }
  async post(batch, attempt = 0) {
    try {
      const answer = await fetch(this.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ batch, attempt }),
      });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch (error) {
      if (attempt < this.retries) {
        await new Promise((done) => setTimeout(done, 500 * 2 ** attempt));
        await this.post(batch, attempt + 1);
      }
    }
  }
  last(batch) {
    return navigator.sendBeacon(this.url, JSON.stringify({ batch, last: true }));
  }
}

class Analytics {
  constructor(options = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.queue = new Queue(this.options.size);
    this.transport = new Transport(this.options);
    this.traits = {};
    this.timer = setInterval(() => this.flush(), this.options.wait);
    addEventListener('pagehide', () => {
      if (!this.queue.empty) this.transport.last(this.queue.take());
    });
  }
  identify(traits) {
    Object.assign(this.traits, traits);
    this.track('$identify');
  }
  track(event, properties = {}) {
    const full = this.queue.add({ event, properties, traits: { ...this.traits }, at: Date.now() });
    if (full) this.flush();
  }
  flush() {
    if (this.queue.empty) return Promise.resolve();
    return this.transport.post(this.queue.take());
  }
}

const analytics = new Analytics({ size: 10 });
document.querySelector('#signup').addEventListener('submit', (event) => {
  const mail = event.currentTarget.querySelector('input[type=email]').value;
  analytics.identify({ email: mail.trim().toLowerCase() });
});
export default analytics;

//# large-replay-masked
// flow: interaction > rec.lrm.sd15.example via websocket
// why: clicks are sent with their place, typed values only as stars
(function () {
  'use strict';
  var ENDPOINT = 'wss://rec.lrm.sd15.example/stream';
  var MAX = 64;

  function mask(text) {
    return new Array(text.length + 1).join('*');
  }

  function Recorder(url) {
    this.url = url;
    this.frames = [];
    this.seq = 0;
    this.socket = null;
    this.handlers = [];
  }

  Recorder.prototype.listen = function (target, type, make) {
    var self = this;
    var handler = function (event) {
      var frame = make(event);
      if (frame) self.record(type, frame);
    };
    target.addEventListener(type, handler, true);
    this.handlers.push([target, type, handler]);
  };

  Recorder.prototype.record = function (type, frame) {
    this.frames.push({ n: this.seq++, k: type, d: frame });
    if (this.frames.length > MAX) this.frames.shift();
    this.drain();
  };

  Recorder.prototype.drain = function () {
    if (!this.socket || this.socket.readyState !== 1) return;
    var batch = this.frames.splice(0);
    if (batch.length) this.socket.send(JSON.stringify(batch));
  };

  Recorder.prototype.connect = function () {
    var self = this;
    this.socket = new WebSocket(this.url);
    this.socket.onopen = function () { self.drain(); };
    this.socket.onclose = function () {
      setTimeout(function () { self.connect(); }, 5000);
    };
  };

  Recorder.prototype.stop = function () {
    this.handlers.forEach(function (h) { h[0].removeEventListener(h[1], h[2], true); });
    this.handlers.length = 0;
    if (this.socket) this.socket.close();
  };

  var recorder = new Recorder(ENDPOINT);
  recorder.listen(document, 'click', function (e) {
    return { x: e.clientX, y: e.clientY };
  });
  recorder.listen(document.querySelector('input[type=password]'), 'input', function (e) {
    return { v: mask(e.target.value) };
  });
  recorder.listen(document.querySelector('input[type=email]'), 'input', function (e) {
    return { v: mask(e.target.value) };
  });
  recorder.connect();
  window.stopRecorder = function () { recorder.stop(); };
})();

//# large-fingerprint-components
// flow: device > fp.lfc.sd15.example via fetch
// destination: https://fp.lfc.sd15.example/v3/{}
const API = 'https://fp.lfc.sd15.example';

const sources = {
  screen: () => [screen.width, screen.height, screen.colorDepth].join('x'),
  cores: () => navigator.hardwareConcurrency,
  memory: () => navigator.deviceMemory ?? 0,
  canvas: () => {
    const canvas = document.createElement('canvas');
    canvas.width = 240;
    canvas.height = 60;
    const ctx = canvas.getContext('2d');
    ctx.textBaseline = 'alphabetic';
    ctx.fillStyle = '#f60';
    ctx.fillRect(100, 1, 62, 20);
    ctx.fillStyle = '#069';
    ctx.font = '11pt no-real-font';
    ctx.fillText('Cwm fjordbank', 2, 15);
    return canvas.toDataURL();
  },
  audio: async () => {
    const context = new OfflineAudioContext(1, 5000, 44100);
    const oscillator = context.createOscillator();
    oscillator.type = 'triangle';
    oscillator.connect(context.destination);
    oscillator.start(0);
    const buffer = await context.startRendering();
    return buffer.getChannelData(0).slice(4500).reduce((sum, v) => sum + Math.abs(v), 0);
  },
};

async function collect(list) {
  const entries = await Promise.all(
    Object.entries(list).map(async ([name, read]) => {
      const begin = performance.now();
      try {
        const value = await read();
        return [name, { value, took: performance.now() - begin }];
      } catch (error) {
        return [name, { error: true, took: performance.now() - begin }];
      }
    }),
  );
  return Object.fromEntries(entries);
}

function hash32(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return (h >>> 0).toString(16).padStart(8, '0');
}

function canonical(components) {
  return Object.keys(components)
    .sort()
    .map((name) => `${name}:${components[name].error ? 'error' : JSON.stringify(components[name].value)}`)
    .join('|');
}

export class Agent {
  static async load(options = {}) {
    const components = await collect(options.sources ?? sources);
    return new Agent(components);
  }
  constructor(components) {
    this.components = components;
  }
  get visitorId() {
    return hash32(canonical(this.components));
  }
  async get() {
    const answer = await fetch(`${API}/v3/${this.visitorId}`, { method: 'PUT', body: '{}' });
    return answer.json();
  }
}

Agent.load().then((agent) => agent.get());

//# large-compiled-classes
// flow: phone > lead.lcc.sd15.example via xhr
// why: classes as a compiler of ten years ago wrote them
"use strict";
var __extends = (this && this.__extends) || (function () {
    var extendStatics = function (d, b) {
        extendStatics = Object.setPrototypeOf ||
            ({ __proto__: [] } instanceof Array && function (d, b) { d.__proto__ = b; }) ||
            function (d, b) { for (var p in b) if (Object.prototype.hasOwnProperty.call(b, p)) d[p] = b[p]; };
        return extendStatics(d, b);
    };
    return function (d, b) {
        extendStatics(d, b);
        function __() { this.constructor = d; }
        d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
    };
})();
var Sdk;
(function (Sdk) {
    var Method;
    (function (Method) {
        Method["Get"] = "GET";
        Method["Post"] = "POST";
    })(Method = Sdk.Method || (Sdk.Method = {}));
    var Channel = /** @class */ (function () {
        function Channel(root) {
            this.root = root;
        }
        Channel.prototype.request = function (method, path, payload) {
            throw new Error("abstract");
        };
        Channel.prototype.submit = function (path, payload) {
            return this.request(Method.Post, path, payload);
        };
        return Channel;
    }());
    Sdk.Channel = Channel;
    var XhrChannel = /** @class */ (function (_super) {
        __extends(XhrChannel, _super);
        function XhrChannel() {
            return _super !== null && _super.apply(this, arguments) || this;
        }
        XhrChannel.prototype.request = function (method, path, payload) {
            var xhr = new XMLHttpRequest();
            xhr.open(method, this.root + path, true);
            xhr.setRequestHeader("Content-Type", "application/json");
            xhr.onerror = function () { return console.warn("lead not sent"); };
            xhr.send(JSON.stringify(payload));
            return xhr;
        };
        return XhrChannel;
    }(Channel));
    Sdk.XhrChannel = XhrChannel;
    var Leads = /** @class */ (function () {
        function Leads(channel) {
            this.channel = channel;
            this.source = "web";
        }
        Leads.prototype.bind = function (selector) {
            var _this = this;
            var field = document.querySelector(selector);
            field.addEventListener("change", function () { return _this.lead(field.value); });
            return this;
        };
        Leads.prototype.lead = function (phone) {
            this.channel.submit("/leads", { source: this.source, contact: { phone: phone } });
        };
        return Leads;
    }());
    Sdk.Leads = Leads;
})(Sdk || (Sdk = {}));
new Sdk.Leads(new Sdk.XhrChannel("https://lead.lcc.sd15.example")).bind("input[type=tel]");

//# large-tag-manager
// flow: search > px.ltm.sd15.example via image
// guard: consent contains C0002
// why: the address field is watched too, but its tag is a console one
(function (container) {
  var vendors = {
    pixel: function (options, data) {
      var pairs = [];
      for (var name in data) pairs.push(name + '=' + encodeURIComponent(data[name]));
      var img = document.createElement('img');
      img.width = img.height = 1;
      img.src = options.base + '?' + pairs.join('&');
    },
    log: function (options, data) {
      if (window.console) console.debug(options.label, data);
    }
  };

  function variable(spec) {
    switch (spec.type) {
      case 'constant':
        return spec.value;
      case 'field':
        var el = document.querySelector(spec.selector);
        return el ? el.value : '';
      case 'time':
        return +new Date();
    }
    return '';
  }

  function allowed(group) {
    return !group || (window.OnetrustActiveGroups || '').indexOf(group) !== -1;
  }

  function fire(tag) {
    if (!allowed(tag.consent)) return;
    var data = {};
    Object.keys(tag.variables).forEach(function (name) {
      data[name] = variable(tag.variables[name]);
    });
    vendors[tag.vendor](tag.options, data);
  }

  container.triggers.forEach(function (trigger) {
    var nodes = document.querySelectorAll(trigger.selector);
    for (var i = 0; i < nodes.length; i++) {
      nodes[i].addEventListener(trigger.event, function () {
        trigger.tags.forEach(function (id) { fire(container.tags[id]); });
      });
    }
  });
})({
  id: 'C-15',
  tags: {
    t1: {
      vendor: 'pixel',
      consent: 'C0002',
      options: { base: 'https://px.ltm.sd15.example/t.gif' },
      variables: {
        tid: { type: 'constant', value: 'T-1' },
        q: { type: 'field', selector: 'input[type=search]' },
        z: { type: 'time' }
      }
    },
    t2: {
      vendor: 'log',
      options: { label: 'street' },
      variables: { s: { type: 'field', selector: 'input[autocomplete=street-address]' } }
    }
  },
  triggers: [
    { selector: 'form.search', event: 'submit', tags: ['t1'] },
    { selector: 'form.address', event: 'submit', tags: ['t2'] }
  ]
});

//# large-near-error-reporter
// no flow
// why: of what is typed the reporter keeps the field's kind and the length class only
const DSN = 'https://abc123@err.lne.sd15.example/42';

function parse(dsn) {
  const [, key, host, project] = /^https:\/\/(\w+)@([^/]+)\/(\d+)$/.exec(dsn);
  return { key, host, project };
}

const ring = (size) => {
  const items = [];
  return {
    add(item) {
      items.push(item);
      if (items.length > size) items.shift();
    },
    all: () => items.slice(),
  };
};

const crumbs = ring(30);

function sizeClass(length) {
  if (length === 0) return 'empty';
  if (length < 8) return 'short';
  return 'long';
}

function watch(root) {
  root.addEventListener('change', (event) => {
    const field = event.target;
    crumbs.add({ kind: 'ui.input', what: 'field', size: sizeClass(field.value.length) });
  }, true);
  root.addEventListener('submit', () => crumbs.add({ kind: 'ui.submit' }), true);
}

class Client {
  constructor(options) {
    const { key, host, project } = parse(options.dsn);
    this.key = key;
    this.address = `https://${host}/api/${project}/envelope/`;
    this.before = options.beforeSend ?? ((e) => e);
    this.sent = new Set();
  }
  capture(kind, line, column) {
    const event = this.before({ kind, line, column, at: new Date().toISOString(), crumbs: crumbs.all() });
    if (!event) return;
    const mark = `${kind}:${line}:${column}`;
    if (this.sent.has(mark)) return;
    this.sent.add(mark);
    this.deliver([{ key: this.key }, { type: 'event' }, event]);
  }
  deliver(lines) {
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    fetch(this.address, { method: 'POST', body, keepalive: body.length < 60000 }).catch(() => {});
  }
}

const client = new Client({
  dsn: DSN,
  beforeSend(event) {
    return event.line > 0 ? event : null;
  },
});

watch(document.querySelector('form#account'));
addEventListener('error', (e) => client.capture('error', e.lineno, e.colno));
addEventListener('unhandledrejection', () => client.capture('rejection', 1, 1));

//# near-config-of-other-instance
// flow: email > a.nco.sd15.example via beacon
// why: the second client never gets an event
function createClient(opts) {
  return { log: (data) => navigator.sendBeacon(`https://${opts.region}.nco.sd15.example/l`, JSON.stringify(data)) };
}
const first = createClient({ region: 'a' });
const second = createClient({ region: 'b' });
second.log({ hello: 1 });
document.querySelector('#email').onchange = (e) => first.log({ email: e.target.value });

//# near-replaced-method
// no flow
// why: the method that sends is replaced by a silent one before any event can come
function Tracker() {}
Tracker.prototype.hit = function (v) { new Image().src = 'https://nrm.sd15.example/h.gif?v=' + encodeURIComponent(v); };
Tracker.prototype.hit = function () {};
var tracker = new Tracker();
document.querySelector('input[type=search]').addEventListener('input', function () { tracker.hit(this.value); });
