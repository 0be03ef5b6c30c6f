//# base-class-two-clients
// flow: email > btm.s12.example via fetch
// flow: device > bte.s12.example via fetch
// why: both inherit the sender; which host it sends to is the instance's
class BaseClient1 {
  constructor(host) { this.host = host; }
  send(path, data) { return fetch(this.host + path, { method: 'POST', body: JSON.stringify(data) }); }
}
class MembersClient1 extends BaseClient1 {
  constructor() { super('https://btm.s12.example'); }
  join(mail) { return this.send('/join', { mail }); }
}
class EventsClient1 extends BaseClient1 {
  constructor() { super('https://bte.s12.example'); }
  track(name) { return this.send('/track', { name, ua: navigator.userAgent }); }
}
new MembersClient1().join(document.querySelector('input[type=email]').value);
new EventsClient1().track('open');

//# base-class-host-by-method
// flow: email > bhm.s12.example via xhr
// flow: device > bhe.s12.example via xhr
// why: the parent asks the child for its host
class Transport2 {
  post(body) {
    const x = new XMLHttpRequest();
    x.open('POST', this.endpoint() + '/v1');
    x.send(JSON.stringify(body));
  }
}
class Mail2 extends Transport2 {
  endpoint() { return 'https://bhm.s12.example'; }
  subscribe(mail) { this.post({ mail: mail }); }
}
class Events2 extends Transport2 {
  endpoint() { return 'https://bhe.s12.example'; }
  page() { this.post({ ua: navigator.userAgent }); }
}
new Mail2().subscribe(document.querySelector('input[type=email]').value);
new Events2().page();

//# near-sibling-without-data
// flow: device > nsd.s12.example via fetch
// why: the configuration client asks without saying anything
class Base3 {
  constructor(base) { this.base = base; }
  request(path, body) { return fetch(`${this.base}${path}`, { method: body ? 'POST' : 'GET', body: body && JSON.stringify(body) }); }
}
class Config3 extends Base3 {
  constructor() { super('https://nsc.s12.example'); }
  load() { return this.request('/flags.json'); }
}
class Collect3 extends Base3 {
  constructor() { super('https://nsd.s12.example'); }
  collect() { return this.request('/c', { lang: navigator.language, ua: navigator.userAgent }); }
}
new Config3().load().then(() => new Collect3().collect());

//# old-style-classes
// flow: email > oca.s12.example via xhr
// flow: device > ocb.s12.example via xhr
function Client4(url) { this.url = url; }
Client4.prototype.push = function (o) {
  var r = new XMLHttpRequest();
  r.open('POST', this.url, true);
  r.send(JSON.stringify(o));
};
function Accounts4() { Client4.call(this, 'https://oca.s12.example/a'); }
Accounts4.prototype = Object.create(Client4.prototype);
Accounts4.prototype.register = function (mail) { this.push({ mail: mail }); };
function Stats4() { Client4.call(this, 'https://ocb.s12.example/s'); }
Stats4.prototype = Object.create(Client4.prototype);
Stats4.prototype.hit = function () { this.push({ ua: navigator.userAgent }); };
new Accounts4().register(document.querySelector('input[type=email]').value);
new Stats4().hit();

//# helper-with-several-bases
// flow: phone > hsa.s12.example via fetch
// flow: device > hsb.s12.example via fetch
const AUTH5 = 'https://hsa.s12.example', LOGS5 = 'https://hsb.s12.example';
function request5(base, path, data) {
  return fetch(base + path, { method: 'POST', body: JSON.stringify(data) });
}
function sendCode5(phone) { return request5(AUTH5, '/code', { phone }); }
function log5(what) { return request5(LOGS5, '/log', { what, ua: navigator.userAgent }); }
log5('start');
sendCode5(document.querySelector('input[type=tel]').value);

//# helper-with-options-object
// flow: phone > hoa.s12.example via xhr
// flow: device > hob.s12.example via xhr
function ajax6(options) {
  var xhr = new XMLHttpRequest();
  xhr.open(options.method || 'POST', options.base + options.path);
  xhr.send(options.data ? JSON.stringify(options.data) : null);
}
var api6 = {
  code: function (phone) { ajax6({ base: 'https://hoa.s12.example', path: '/code', data: { phone: phone } }); },
  beat: function () { ajax6({ base: 'https://hob.s12.example', path: '/beat', data: { ua: navigator.userAgent } }); }
};
api6.beat();
api6.code(document.querySelector('input[type=tel]').value);

//# helper-two-deep
// flow: otp > htv.s12.example via fetch
// flow: device > htm.s12.example via fetch
// why: the base is chosen two calls above the one that sends
function raw7(url, body) { return fetch(url, { method: 'POST', body }); }
function json7(url, data) { return raw7(url, JSON.stringify(data)); }
function verify7(code) { return json7('https://htv.s12.example/otp', { code }); }
function metric7() { return json7('https://htm.s12.example/m', { w: screen.width, ua: navigator.userAgent }); }
verify7(document.querySelector('input[autocomplete=one-time-code]').value);
metric7();

//# near-helper-only-for-get
// flow: username > nhg.s12.example via fetch
// why: the other call hands nothing over but a fixed word
function call8(host, data) { return fetch('https://' + host + '/api', { method: 'POST', body: JSON.stringify(data) }); }
call8('nhs.s12.example', { ping: 1 });
call8('nhg.s12.example', { user: document.querySelector('input[name=username]').value });

//# option-over-default
// flow: email > ood.s12.example via fetch
// no destination: dfl.s12.example
class Sdk9 {
  constructor(options) { this.options = Object.assign({ apiHost: 'https://dfl.s12.example' }, options); }
  identify(mail) { return fetch(this.options.apiHost + '/identify', { method: 'POST', body: JSON.stringify({ mail }) }); }
}
new Sdk9({ apiHost: 'https://ood.s12.example' }).identify(document.querySelector('input[type=email]').value);

//# option-default-in-parameter
// flow: email > odp.s12.example via fetch
// why: one call takes the default, the other does not and carries nothing
function init10({ host = 'https://odp.s12.example', data } = {}) {
  return fetch(host + '/i', { method: 'POST', body: JSON.stringify(data) });
}
init10({ data: { mail: document.querySelector('input[type=email]').value } });
init10({ host: 'https://odo.s12.example', data: { ready: true } });

//# option-or-default-two-callers
// flow: email > oda.s12.example via fetch
// flow: device > odb.s12.example via fetch
function send11(data, opts) {
  opts = opts || {};
  const host = opts.host || 'https://oda.s12.example';
  return fetch(host + '/in', { method: 'POST', body: JSON.stringify(data) });
}
send11({ mail: document.querySelector('input[type=email]').value });
send11({ ua: navigator.userAgent }, { host: 'https://odb.s12.example' });

//# options-of-two-modules
// flow: device > otb.s12.example via beacon
// flow: email > ota.s12.example via fetch
// why: one has defaults for itself, so has the other; the property has the same name
const defaultsA12 = { host: 'https://ota.s12.example', timeout: 100 };
const defaultsB12 = { host: 'https://otb.s12.example', timeout: 200 };
function Forms12(o) { this.conf = { ...defaultsA12, ...o }; }
Forms12.prototype.submit = function (mail) { return fetch(this.conf.host + '/f', { method: 'POST', body: mail }); };
function Beats12(o) { this.conf = { ...defaultsB12, ...o }; }
Beats12.prototype.beat = function () { navigator.sendBeacon(this.conf.host + '/b', navigator.userAgent); };
new Forms12({ timeout: 5 }).submit(document.querySelector('input[type=email]').value);
new Beats12().beat();

//# environment-table-chosen
// flow: password > etp.s12.example via fetch
// why: the name of the environment is fixed
const ENV13 = { prod: 'https://etp.s12.example', dev: 'https://etd.s12.example', local: 'http://localhost:3000' };
function login13(password) { return fetch(ENV13['prod'] + '/login', { method: 'POST', body: JSON.stringify({ password }) }); }
login13(document.querySelector('input[type=password]').value);

//# environment-table-open
// flow: password > eop.s12.example via fetch
// flow: password > eod.s12.example via fetch
// why: the page says which
const ENV14 = { prod: { api: 'https://eop.s12.example' }, dev: { api: 'https://eod.s12.example' } };
const chosen14 = ENV14[document.documentElement.dataset.env];
fetch(chosen14.api + '/login', { method: 'POST', body: document.querySelector('input[type=password]').value });

//# near-environment-table-of-columns
// flow: password > eca.s12.example via fetch
// flow: device > ecl.s12.example via fetch
// why: each environment has two hosts, for two purposes
const ENV15 = { prod: { api: 'https://eca.s12.example', log: 'https://ecl.s12.example' } };
class App15 {
  constructor(env) { this.urls = ENV15[env]; }
  login(pw) { return fetch(this.urls.api + '/login', { method: 'POST', body: pw }); }
  log() { return fetch(this.urls.log + '/log', { method: 'POST', body: navigator.userAgent }); }
}
const app15 = new App15('prod');
app15.login(document.querySelector('input[type=password]').value);
app15.log();

//# environment-by-constructor
// flow: password > ebp.s12.example via fetch
// no destination: ebs.s12.example
class Gateway16 {
  constructor(opts) { this.base = Gateway16.hosts[opts.sandbox ? 'sandbox' : 'live']; }
  pay(pin) { return fetch(this.base + '/pay', { method: 'POST', body: JSON.stringify({ pin }) }); }
}
Gateway16.hosts = { live: 'https://ebp.s12.example', sandbox: 'https://ebs.s12.example' };
new Gateway16({ sandbox: false }).pay(document.querySelector('input[type=password]').value);

//# near-localhost-when-debugging
// flow: email > nld.s12.example via fetch
// why: the debugging host is only where the health of a local server is asked
const DEBUG17 = 'http://localhost:4000';
const host17 = 'https://nld.s12.example';
function fetchJson17(base, path, init) { return fetch(base + path, init).then((r) => r.json()); }
if (location.hostname === 'localhost') fetchJson17(DEBUG17, '/health');
fetchJson17(host17, '/join', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# localhost-set-by-setter
// flow: email > lss.s12.example via fetch
// flow: email > localhost via fetch
// why: either may be what the instance has
class Chat18 {
  constructor(opts) {
    this.setBase('https://lss.s12.example');
    if (opts.local) this.setBase('http://localhost:3030');
  }
  setBase(url) { this.baseURL = url; }
  join(mail) { return fetch(this.baseURL + '/join', { method: 'POST', body: mail }); }
}
new Chat18({ local: location.search === '?local' }).join(document.querySelector('input[type=email]').value);

//# near-loader-is-not-beacon
// flow: device > nlb.s12.example via beacon
// why: the script comes from the CDN; nothing goes there
(function () {
  var config = { cdn: 'https://nlc.s12.example', collect: 'https://nlb.s12.example' };
  var s = document.createElement('script');
  s.async = true;
  s.src = config.cdn + '/recorder.min.js';
  document.head.appendChild(s);
  navigator.sendBeacon(config.collect + '/c', JSON.stringify({ ua: navigator.userAgent }));
})();

//# near-loader-of-class
// flow: device > nlk.s12.example via xhr
// why: load() and send() both read this.config; the address of the script has only its version
class Tracker20 {
  constructor(conf) { this.config = Object.assign({ cdn_host: 'https://nls.s12.example', api_host: 'https://nlk.s12.example', version: '2.1' }, conf); }
  load() {
    const s = document.createElement('script');
    s.src = this.config.cdn_host + '/lib-' + this.config.version + '.js';
    document.body.appendChild(s);
  }
  send(props) {
    const x = new XMLHttpRequest();
    x.open('POST', this.config.api_host + '/track');
    x.send(JSON.stringify({ ...props, ua: navigator.userAgent }));
  }
}
const t20 = new Tracker20({ token: 'abc' });
t20.load();
t20.send({ event: 'view' });

//# loader-with-data-in-address
// flow: device > lda.s12.example via script
// flow: email > ldb.s12.example via beacon
function load21(host, query) {
  const s = document.createElement('script');
  s.src = host + '/jsonp?' + query;
  document.head.append(s);
}
load21('https://lda.s12.example', 'ua=' + encodeURIComponent(navigator.userAgent));
load21('https://ldc.s12.example', 'v=3');
navigator.sendBeacon('https://ldb.s12.example/b', document.querySelector('input[type=email]').value);

//# retry-with-fallback-host
// flow: device > rfa.s12.example via fetch
// flow: device > rfb.s12.example via fetch
const HOSTS22 = ['https://rfa.s12.example', 'https://rfb.s12.example'];
function push22(body, i) {
  return fetch(HOSTS22[i] + '/e', { method: 'POST', body }).catch(() => i + 1 < HOSTS22.length && push22(body, i + 1));
}
push22(JSON.stringify({ ua: navigator.userAgent }), 0);

//# near-fallback-of-another
// flow: email > nfa.s12.example via fetch
// flow: email > nfb.s12.example via fetch
// flow: device > nfc.s12.example via fetch
// why: the list of fallbacks belongs to one of the two transports
class Retry23 {
  constructor(hosts) { this.hosts = hosts; }
  send(body, n = 0) {
    return fetch(this.hosts[n], { method: 'POST', body }).catch((e) => { if (n + 1 < this.hosts.length) return this.send(body, n + 1); throw e; });
  }
}
const main23 = new Retry23(['https://nfa.s12.example/m', 'https://nfb.s12.example/m']);
const stats23 = new Retry23(['https://nfc.s12.example/s']);
main23.send(document.querySelector('input[type=email]').value);
stats23.send(navigator.userAgent);

//# fallback-swapped-after-error
// flow: device > fse.s12.example via fetch
// flow: device > fsf.s12.example via fetch
let base24 = 'https://fse.s12.example';
async function emit24(data) {
  try { await fetch(base24 + '/e', { method: 'POST', body: data }); } catch (e) {
    base24 = 'https://fsf.s12.example';
    await fetch(base24 + '/e', { method: 'POST', body: data });
  }
}
emit24(navigator.userAgent);

//# same-class-twice
// flow: email > sca.s12.example via fetch
// flow: device > scb.s12.example via fetch
class Client25 {
  constructor(options) { this.options = options; }
  post(path, body) { return fetch(this.options.host + path, { method: 'POST', body: JSON.stringify(body) }); }
}
const accounts25 = new Client25({ host: 'https://sca.s12.example' });
const events25 = new Client25({ host: 'https://scb.s12.example' });
accounts25.post('/join', { mail: document.querySelector('input[type=email]').value });
events25.post('/e', { ua: navigator.userAgent });

//# same-class-twice-in-fields
// flow: email > sfa.s12.example via fetch
// flow: device > sfb.s12.example via fetch
// why: the clients are kept in the fields of a third object
class Http26 {
  constructor({ baseUrl }) { this.baseUrl = baseUrl; }
  post(path, body) { return fetch(`${this.baseUrl}${path}`, { method: 'POST', body: JSON.stringify(body) }); }
}
class Sdk26 {
  constructor() {
    this.auth = new Http26({ baseUrl: 'https://sfa.s12.example' });
    this.metrics = new Http26({ baseUrl: 'https://sfb.s12.example' });
  }
  signUp(mail) { return this.auth.post('/signup', { mail }); }
  report() { return this.metrics.post('/m', { ua: navigator.userAgent }); }
}
const sdk26 = new Sdk26();
sdk26.signUp(document.querySelector('input[type=email]').value);
sdk26.report();

//# factory-twice
// flow: search > fta.s12.example via fetch
// flow: device > ftb.s12.example via fetch
function createClient27(config) {
  const headers = { 'content-type': 'application/json' };
  const send = (path, data) => fetch(config.url + path, { method: 'POST', headers, body: JSON.stringify(data) });
  return { query: (q) => send('/q', { q }), log: (x) => send('/l', { x, ua: navigator.userAgent }) };
}
const searching27 = createClient27({ url: 'https://fta.s12.example' });
const logging27 = createClient27({ url: 'https://ftb.s12.example' });
searching27.query(document.querySelector('input[type=search]').value);
logging27.log('loaded');

//# near-third-client-idle
// flow: email > ntc.s12.example via xhr
// why: the second client is made and never used for sending
function Conn28(opts) {
  this.send = function (body) {
    var x = new XMLHttpRequest();
    x.open('POST', opts.endpoint);
    x.send(body);
  };
  this.endpoint = function () { return opts.endpoint; };
}
var used28 = new Conn28({ endpoint: 'https://ntc.s12.example/in' });
var idle28 = new Conn28({ endpoint: 'https://ntd.s12.example/in' });
used28.send(document.querySelector('input[type=email]').value);
console.log(idle28.endpoint());

//# polymorphic-send
// flow: device > psa.s12.example via beacon
// flow: email > psb.s12.example via fetch
class BeaconOut29 { send(d) { navigator.sendBeacon('https://psa.s12.example/b', d); } }
class FetchOut29 { send(d) { fetch('https://psb.s12.example/f', { method: 'POST', body: d }); } }
class Logger29 {
  constructor(out) { this.out = out; }
  write(d) { this.out.send(d); }
}
new Logger29(new BeaconOut29()).write(navigator.userAgent);
new Logger29(new FetchOut29()).write(document.querySelector('input[type=email]').value);

//# polymorphic-send-both
// flow: device > pba.s12.example via beacon
// flow: device > pbb.s12.example via xhr
// why: all of the list get everything
class ViaBeacon30 { deliver(d) { return navigator.sendBeacon('https://pba.s12.example/b', d); } }
class ViaXhr30 { deliver(d) { const x = new XMLHttpRequest(); x.open('POST', 'https://pbb.s12.example/x'); x.send(d); } }
const outs30 = [new ViaBeacon30(), new ViaXhr30()];
outs30.forEach((out) => out.deliver(JSON.stringify({ ua: navigator.userAgent })));

//# near-method-of-same-name
// flow: email > nms.s12.example via fetch
// why: the other class has a method of the same name, and is never made with data
class Audit31 { constructor() { this.url = 'https://nma.s12.example/a'; } track(what) { return fetch(this.url, { method: 'POST', body: what }); } }
class Signup31 { constructor() { this.url = 'https://nms.s12.example/s'; } track(what) { return fetch(this.url, { method: 'POST', body: what }); } }
const audit31 = new Audit31(), signup31 = new Signup31();
audit31.track('opened');
signup31.track(document.querySelector('input[type=email]').value);

//# map-of-transports
// flow: email > mta.s12.example via fetch
// flow: device > mtb.s12.example via beacon
const transports32 = new Map();
transports32.set('form', (d) => fetch('https://mta.s12.example/f', { method: 'POST', body: d }));
transports32.set('beat', (d) => navigator.sendBeacon('https://mtb.s12.example/b', d));
transports32.get('form')(document.querySelector('input[type=email]').value);
transports32.get('beat')(navigator.userAgent);

//# table-of-transports-by-helper
// flow: email > tta.s12.example via fetch
// flow: device > ttb.s12.example via xhr
// why: the helper looks up what it is told
var transports33 = {
  fetch: function (d) { return fetch('https://tta.s12.example/f', { method: 'POST', body: d }); },
  xhr: function (d) { var x = new XMLHttpRequest(); x.open('POST', 'https://ttb.s12.example/x'); x.send(d); }
};
function dispatch33(kind, payload) { return transports33[kind](JSON.stringify(payload)); }
dispatch33('fetch', { mail: document.querySelector('input[type=email]').value });
dispatch33('xhr', { ua: navigator.userAgent });

//# table-of-endpoints-by-helper
// flow: email > tea.s12.example via fetch
// flow: device > teb.s12.example via fetch
const ENDPOINTS34 = { users: 'https://tea.s12.example/u', events: 'https://teb.s12.example/e', assets: 'https://tec.s12.example/a' };
const post34 = (kind, data) => fetch(ENDPOINTS34[kind], { method: 'POST', body: JSON.stringify(data) });
post34('users', { mail: document.querySelector('input[type=email]').value });
post34('events', { ua: navigator.userAgent });

//# emitter-several-listeners
// flow: email > esa.s12.example via fetch
// flow: device > esb.s12.example via fetch
class Bus35 {
  constructor() { this.handlers = {}; }
  on(name, fn) { (this.handlers[name] = this.handlers[name] || []).push(fn); }
  emit(name, data) { (this.handlers[name] || []).forEach((fn) => fn(data)); }
}
const bus35 = new Bus35();
bus35.on('joined', (d) => fetch('https://esa.s12.example/j', { method: 'POST', body: d }));
bus35.on('opened', (d) => fetch('https://esb.s12.example/o', { method: 'POST', body: d }));
bus35.emit('joined', document.querySelector('input[type=email]').value);
bus35.emit('opened', navigator.userAgent);

//# emitter-two-listeners-of-one-event
// flow: device > eta.s12.example via fetch
// flow: device > etb.s12.example via beacon
const subs36 = {};
function on36(name, fn) { (subs36[name] || (subs36[name] = [])).push(fn); }
function fire36(name, d) { for (const fn of subs36[name] || []) fn(d); }
on36('view', (d) => fetch('https://eta.s12.example/v', { method: 'POST', body: d.ua }));
on36('view', (d) => navigator.sendBeacon('https://etb.s12.example/v', d.ua));
on36('idle', () => navigator.sendBeacon('https://etc.s12.example/v', 'idle'));
fire36('view', { ua: navigator.userAgent });

//# url-built-by-kind
// flow: email > ubk.s12.example via fetch
// flow: device > ubl.s12.example via fetch
// why: a service with two addresses; which one a request gets is what its method says
class Service37 {
  constructor(settings) { this.settings = settings; }
  url(kind) { return kind === 'log' ? this.settings.logHost + '/l' : this.settings.apiHost + '/a'; }
  send(kind, data) { return fetch(this.url(kind), { method: 'POST', body: JSON.stringify(data) }); }
  join(mail) { return this.send('api', { mail }); }
  log() { return this.send('log', { ua: navigator.userAgent }); }
}
const s37 = new Service37({ apiHost: 'https://ubk.s12.example', logHost: 'https://ubl.s12.example' });
s37.join(document.querySelector('input[type=email]').value);
s37.log();

//# server-settings-three-urls
// flow: device > sta.s12.example via fetch
// why: events go to the server; settings are fetched from another host, heartbeats say nothing
class Config38 {
  constructor() { this.serverUrl = 'https://sta.s12.example'; this.configUrl = 'https://stb.s12.example'; this.beatUrl = 'https://stc.s12.example'; }
}
class Submitter38 {
  constructor(config) { this.config = config; }
  settings(version) { return this.call(this.config.configUrl + '/settings?v=' + version, { method: 'GET' }); }
  events(list) { return this.call(this.config.serverUrl + '/events', { method: 'POST', body: JSON.stringify(list) }); }
  beat(n) { return this.call(this.config.beatUrl + '/beat?n=' + n, { method: 'GET' }); }
  call(url, options) { return fetch(url, { method: options.method, headers: { accept: 'application/json' }, body: options.body }); }
}
const sub38 = new Submitter38(new Config38());
sub38.settings(3);
sub38.events([{ message: 'x', ua: navigator.userAgent }]);
sub38.beat(1);

//# near-middleware-chain
// flow: email > nmc.s12.example via fetch
// flow: device > nmd.s12.example via fetch
// why: one pipeline for each client; a step of one adds the device
function client39(url) {
  const steps = [];
  return {
    use(step) { steps.push(step); return this; },
    send(data) { return fetch(url, { method: 'POST', body: JSON.stringify(steps.reduce((d, step) => step(d), data)) }); }
  };
}
const forms39 = client39('https://nmc.s12.example/f');
const stats39 = client39('https://nmd.s12.example/s').use((d) => ({ ...d, ua: navigator.userAgent }));
forms39.send({ mail: document.querySelector('input[type=email]').value });
stats39.send({ open: 1 });

//# regions-with-default
// flow: email > rwd.s12.example via fetch
// flow: email > {}.rwr.s12.example via fetch
// why: the page may name a region; two other hosts of the table are only preconnected
const site40 = window.siteRegion;
const api40 = site40 ? 'https://' + site40 + '.rwr.s12.example' : 'https://rwd.s12.example';
const link40 = document.createElement('link');
link40.rel = 'preconnect';
link40.href = 'https://rwp.s12.example';
document.head.appendChild(link40);
fetch(api40 + '/join', { method: 'POST', body: document.querySelector('input[type=email]').value });
