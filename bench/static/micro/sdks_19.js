// What eighteen unseen SDKs led to: settings that may be anything, canvases, placeholders, addresses read without
// their base, one handler for known and unknown hosts, members stored through properties, maps behind functions.

//# settings-filled-by-name
// flow: device > cn.sfn.sd19.example via fetch
// flow: device > com.sfn.sd19.example via fetch
// why: whoever configures may set a property that the literal does not have
const settings = { key: '' };
function configure(given) { Object.entries(given).forEach(([name, value]) => { settings[name] = value; }); }
function base(from) { return from.cn ? 'https://cn.sfn.sd19.example' : 'https://com.sfn.sd19.example'; }
function send(from, path, body) { return fetch(base(from) + path, { method: 'POST', body }); }
window.sdk = { configure, hello: () => send(settings, '/v1', navigator.userAgent) };

//# settings-merged-into
// flow: device > cn.smi.sd19.example via beacon
// flow: device > com.smi.sd19.example via beacon
// why: what is merged over the defaults of an instance may say otherwise
class Client {
  constructor(given) { this.options = { cn: false }; Object.assign(this.options, given); }
  url() { return this.options.cn ? 'https://cn.smi.sd19.example' : 'https://com.smi.sd19.example'; }
  send(data) { navigator.sendBeacon(this.url(), data); }
  hello() { this.send(navigator.userAgent); }
}
window.Client = Client;

//# near-settings-of-nobody
// flow: device > com.snn.sd19.example via fetch
// why: nobody can change the literal, so that the other branch is never taken
const settings = { key: '', cn: false };
function base(from) { return from.cn ? 'https://cn.snn.sd19.example' : 'https://com.snn.sd19.example'; }
function send(from, path, body) { return fetch(base(from) + path, { method: 'POST', body }); }
window.sdk = { hello: () => send(settings, '/v1', navigator.userAgent) };

//# near-canvas-that-makes-pictures-smaller
// no flow
// why: what is drawn is the picture of a file, not a trait of the device
function shrink(file, width) {
  return new Promise((done) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      canvas.width = width;
      context.drawImage(image, 0, 0, width, width);
      done(canvas.toDataURL('image/jpeg'));
    };
    image.src = URL.createObjectURL(file);
  });
}
window.upload = async (file) => fetch('https://cms.sd19.example/', { method: 'POST', body: await shrink(file, 200) });

//# canvas-with-text-over-a-picture
// flow: device > cwt.sd19.example via fetch
// why: each device draws letters its own way
const canvas = document.createElement('canvas');
const context = canvas.getContext('2d');
context.drawImage(document.images[0], 0, 0);
context.fillText('Cwm fjordbank', 2, 2);
fetch('https://cwt.sd19.example/', { method: 'POST', body: canvas.toDataURL() });

//# placeholder-of-an-address
// flow: device > ? via fetch
// why: the address is empty until it is given; it is not the page's own
const defaults = { apiUrl: '', interval: 5 };
class Client {
  constructor(given) {
    const merged = Object.assign({}, defaults);
    Object.keys(given).forEach((name) => { merged[name] = given[name]; });
    this.uri = `${merged.apiUrl}/collect`;
  }
  hello() { fetch(this.uri, { method: 'POST', body: navigator.userAgent }); }
}
window.Client = Client;

//# placeholder-joined-by-a-compiler
// flow: identifier > ? via fetch
// why: "".concat(a, b) is a template
var configuration = { appId: '', endpoint: '' };
function init(given) { Object.assign(configuration, given); }
function report() {
  var url = ''.concat(configuration.endpoint, '?').concat(new URLSearchParams({ app: configuration.appId }).toString());
  fetch(url, { method: 'POST', body: localStorage.getItem('device_id') });
}
window.sdk = { init: init, report: report };

//# near-prefix-that-is-empty
// flow: device > self via fetch
// why: a prefix may stay empty, and then it is the page's own origin
const config = { urlPrefix: '', visitsUrl: '/visits' };
window.sdk = {
  configure(given) { for (const key in given) config[key] = given[key]; },
  hello() { fetch(config.urlPrefix + config.visitsUrl, { method: 'POST', body: navigator.language }); },
};

//# near-own-origin-in-a-table
// flow: device > eu.noo.sd19.example via fetch
// flow: device > self via fetch
// why: in a table of addresses the empty one is the page's own origin
const hosts = { EU: 'https://eu.noo.sd19.example', OWN: '' };
window.track = (region) => fetch(hosts[region] + '/v0', { method: 'POST', body: navigator.language });

//# path-read-without-its-base
// flow: device > prb.sd19.example via xhr
// why: the path alone is handed back only where there is no base, and there is one
const BASE = 'https://prb.sd19.example';
function whole(path, base) {
  if (!base) return path;
  return base + path;
}
class Client {
  constructor(options) { this.base = options.base || BASE; }
}
class Call {
  constructor(client, path) { this.client = client; this.path = path; }
  run(body) {
    const request = new XMLHttpRequest();
    request.open('POST', whole(this.path, this.client.base));
    request.send(body);
  }
}
window.sdk = (options) => new Call(new Client(options), '/v5/query').run(navigator.language);

//# scheme-with-two-colons
// flow: device > swc.sd19.example via fetch
// why: a colon is put after a scheme that lacks it
function urlOf(request) {
  const scheme = request.protocol.slice(-1) !== ':' ? request.protocol + ':' : request.protocol;
  return scheme + '//' + request.hostname + '/';
}
window.sdk = () => fetch(urlOf({ protocol: 'https:', hostname: 'swc.sd19.example' }), {
  method: 'POST', body: navigator.userAgent,
});

//# one-handler-for-a-known-host-and-a-given-one
// flow: identifier > ? via fetch
// flow: identifier > metrics.ohk.sd19.example via fetch
// why: reports go where the integrator says, metrics to a host of the vendor
class Handler {
  post(url, body) { return fetch(url, { method: 'POST', body }); }
}
const guid = () => localStorage.getItem('guid');
class Reports {
  constructor(options, handler) { this.url = options.url; this.handler = handler; }
  send(message) { return this.handler.post(this.url, JSON.stringify({ message, guid: guid() })); }
}
class Metrics {
  constructor(handler) { this.handler = handler; }
  launch() { return this.handler.post('https://metrics.ohk.sd19.example/submit', JSON.stringify({ id: guid() })); }
}
window.sdk = (options) => {
  const handler = new Handler();
  new Metrics(handler).launch();
  return new Reports(options, handler);
};

//# near-one-handler-whose-metrics-are-empty
// flow: identifier > ? via fetch
// why: what goes to the vendor's host has no id in it
class Handler {
  post(url, body) { return fetch(url, { method: 'POST', body }); }
}
class Reports {
  constructor(options, handler) { this.url = options.url; this.handler = handler; }
  send(message) {
    return this.handler.post(this.url, JSON.stringify({ message, guid: localStorage.getItem('guid') }));
  }
}
class Metrics {
  constructor(handler) { this.handler = handler; }
  launch() { return this.handler.post('https://metrics.noh.sd19.example/submit', JSON.stringify({ launches: 1 })); }
}
window.sdk = (options) => {
  const handler = new Handler();
  new Metrics(handler).launch();
  return new Reports(options, handler);
};

//# providers-stored-by-a-builder
// flow: device > psb.sd19.example via fetch
// why: the builder stores the list in the object that its subclass hands to the client
class Core {
  constructor(setup) {
    const providers = [];
    if (setup.providers) providers.push(...setup.providers);
    fetch('https://psb.sd19.example/', { method: 'POST', body: JSON.stringify(providers.map((p) => p.get())) });
  }
}
class Agent {
  get() { return { 'user.agent': navigator.userAgent }; }
}
class CoreBuilder {
  constructor(setup) { this.setup = setup; }
  add(provider) {
    if (!this.setup.providers) this.setup.providers = [provider];
    else this.setup.providers.push(provider);
    return this;
  }
}
class Builder extends CoreBuilder {
  constructor(setup) { super(setup); this.add(new Agent()); }
  build() { return new Core(this.setup); }
}
window.sdk = (options) => new Builder({ options }).build();

//# near-provider-of-another-setup
// no flow
// why: the provider is stored in a setup that is handed to nobody
class Core {
  constructor(setup) {
    const providers = [];
    if (setup.providers) providers.push(...setup.providers);
    fetch('https://npa.sd19.example/', { method: 'POST', body: JSON.stringify(providers.map((p) => p.get())) });
  }
}
class Agent {
  get() { return { 'user.agent': navigator.userAgent }; }
}
class Version {
  get() { return { version: '1' }; }
}
class Draft {
  constructor(setup) { this.setup = setup; this.setup.providers = [new Agent()]; }
}
class Builder {
  constructor(setup) { this.setup = setup; this.setup.providers = [new Version()]; }
  build() { return new Core(this.setup); }
}
window.sdk = (options) => { new Draft({ options }); return new Builder({ options }).build(); };

//# map-behind-functions
// flow: device > queue.mbf.sd19.example via fetch
// why: what is put under one name is read under the same
class Store {
  constructor() { this.kept = new Map(); }
  getItem(key) { return this.kept.get(key) ?? null; }
  setItem(key, value) { this.kept.set(key, value); }
}
const store = new Store();
window.sdk = {
  keep() { store.setItem('queue', JSON.stringify({ agent: navigator.userAgent })); },
  sendQueue() { fetch('https://queue.mbf.sd19.example/', { method: 'POST', body: store.getItem('queue') }); },
  sendUser() { fetch('https://user.mbf.sd19.example/', { method: 'POST', body: store.getItem('user') }); },
};

//# map-behind-functions-under-names-put-together
// flow: device > queue.mbn.sd19.example via fetch
// why: PREFIX + ":user" is another name than PREFIX + ":queue"
const PREFIX = 'app';
const USER = `${PREFIX}:user`;
const QUEUE = PREFIX + ':queue';
class Store {
  kept = new Map();
  getItem(key) { return this.kept.get(key) ?? null; }
  setItem(key, value) { this.kept.set(key, value); }
}
class Users {
  static read(from) { return from.getItem(USER); }
}
const store = new Store();
window.sdk = {
  keep() { store.setItem(QUEUE, JSON.stringify({ agent: navigator.userAgent })); },
  sendQueue() { fetch('https://queue.mbn.sd19.example/', { method: 'POST', body: store.getItem(QUEUE) }); },
  sendUser() { fetch('https://user.mbn.sd19.example/', { method: 'POST', body: Users.read(store) }); },
};

//# near-set-of-bytes
// no flow
// why: `set` of a list of bytes is not that of the script's own class
class Credentials {
  set(params, source) {
    return fetch('https://nsb.sd19.example/' + source, { method: 'POST', body: JSON.stringify({ id: params.identity }) });
  }
}
class Hash {
  constructor() { this.bytes = new Uint8Array(0); }
  update(text) {
    const given = new TextEncoder().encode(text);
    const next = new Uint8Array(this.bytes.byteLength + given.byteLength);
    next.set(given, this.bytes.byteLength);
    this.bytes = next;
  }
}
window.sdk = { credentials: new Credentials(), hash: () => new Hash().update(navigator.userAgent) };

//# address-in-shorthand
// flow: device > ais.sd19.example via fetch
// why: the base is taken out of what a setter kept, and handed on by its own name
class Signal {
  get value() { return this.kept; }
  set value(given) { this.kept = given; }
}
const config = new Signal();
const api = ({ apiUrl }) => ({ send: (body) => fetch(apiUrl + '/v2', { method: 'POST', body }) });
const load = () => {
  const now = config.value;
  const { environment, apiUrl } = now;
  api({ apiUrl }).send(navigator.userAgent);
};
window.init = (given) => {
  config.value = { ...given, apiUrl: given.apiUrl ?? 'https://ais.sd19.example' };
  load();
};

//# near-version-as-a-host
// flow: device > ? via fetch
// why: of a table read under any name, a version is no host
const settings = { site: '', collect: '', version: '6.17.0' };
window.sdk = {
  set(name, value) { settings[name] = value; },
  hello(name) { fetch('https://' + settings[name] + '/event', { method: 'POST', body: navigator.userAgent }); },
};

//# near-domain-stored-under-another-name-of-an-enumeration
// no flow
// why: what is stored is the domain of the data, and what is read is that of the settings
var Domain;
(function (members) { members.Config = 'config'; members.Data = 'data'; })(Domain || (Domain = {}));
class Urls {
  constructor() { this.domains = { config: 'c.nds.sd19.example', data: 'd.nds.sd19.example' }; }
  set data(domain) { this.domains[Domain.Data] = domain; }
  config() { return 'https://' + this.domains[Domain.Config] + '/v3'; }
}
const urls = new Urls();
window.load = () => {
  urls.data = JSON.parse(localStorage.getItem('session')).domain;
  fetch(urls.config());
};

//# setting-read-by-a-name
// flow: device > com.srn.sd19.example via fetch
// flow: device > eu.srn.sd19.example via fetch
// why: the settings begin with a literal and are merged anew each time
let settings = { level: 'none', baseURL: 'https://com.srn.sd19.example', eu: false };
const config = {
  get: (name) => settings[name],
  set: (given) => { settings = { ...settings, ...given }; },
};
window.sdk = {
  config,
  hello() {
    const base = config.get('eu') ? 'https://eu.srn.sd19.example' : config.get('baseURL');
    fetch(base + '/v1', { method: 'POST', body: navigator.userAgent });
  },
};

//# request-made-step-by-step
// flow: device > events.rms.sd19.example via fetch
// why: address and body of one chain belong together
class Request {
  constructor(url, method, body) { this.url = url; this.method = method; this.body = body; }
  static builder() { return new Builder(); }
}
class Builder {
  url(url) { this._url = url; return this; }
  method(method) { this._method = method; return this; }
  body(body) { this._body = body; return this; }
  build() { return new Request(this._url, this._method, this._body); }
}
class Client {
  send(request) { return fetch(request.url, { method: request.method, body: request.body }); }
}
const client = new Client();
class Events {
  constructor(base) { this.url = base + '/events'; }
  send(event) {
    return client.send(Request.builder().url(this.url).method('POST').body(JSON.stringify(event)).build());
  }
}
class Metrics {
  constructor(base) { this.url = base + '/metrics'; }
  send(metric) {
    return client.send(Request.builder().url(this.url).method('POST').body(JSON.stringify(metric)).build());
  }
}
window.init = () => {
  new Events('https://events.rms.sd19.example').send({ agent: navigator.userAgent });
  new Metrics('https://metrics.rms.sd19.example').send({ count: 1 });
};

//# near-own-origin-by-choice
// flow: device > api.noc.sd19.example via fetch
// flow: device > self via fetch
// why: where the code chooses between an address and nothing, nothing is the page's own origin
const base = location.port ? '' : 'https://api.noc.sd19.example';
const post = (path, body) => fetch(base + path, { method: 'POST', body });
window.sdk = {
  hello: () => post('/hello', navigator.userAgent),
  bye: () => post('/bye', navigator.userAgent),
};
