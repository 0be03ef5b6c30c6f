// Clients that a bundle carries under no name of theirs, and clients made of others.

//# client-extended-twice
// flow: password > cet.ca19.example via http
import ky from 'ky';
const api = ky.create({ prefixUrl: 'https://cet.ca19.example/v1' });
const authed = api.extend({ timeout: 5 }).extend({ retry: 2 });
document.querySelector('#go').onclick = () => authed.post('login', { json: { pw: document.querySelector('#password').value } });

//# client-with-a-base-of-its-own
// flow: email > cwo.ca19.example via http
// no destination: cwb.ca19.example/login
// why: the settings of the second replace those of the first
import ky from 'ky';
const first = ky.create({ prefixUrl: 'https://cwb.ca19.example' });
const second = first.extend({ prefixUrl: 'https://cwo.ca19.example' });
document.querySelector('#go').onclick = () => second.post('login', { json: { mail: document.querySelector('#email').value } });

//# request-that-is-begun-first
// flow: password > rbf.ca19.example via http
import request from 'superagent';
document.querySelector('#go').onclick = () => request.post('https://rbf.ca19.example/login').set('Accept', 'application/json').send({ pw: document.querySelector('#password').value }).then(() => 1);

//# near-request-of-another-kind
// no flow
// why: what is sent there goes into a queue of the page that nobody reads
const bus = { post(name) { return { set() { return this; }, send(data) { this.last = data; return this; } }; } };
document.querySelector('#go').onclick = () => bus.post('https://nro.ca19.example/login').set('a', 'b').send({ pw: document.querySelector('#password').value });

//# socket-opened-by-an-import
// flow: password > soi.ca19.example via websocket
import { io } from 'socket.io-client';
const socket = io('https://soi.ca19.example');
document.querySelector('#go').onclick = () => socket.emit('login', { pw: document.querySelector('#password').value });

//# near-emitter-of-the-script
// no flow
// why: the emitter calls its own listeners, and none of them sends
const near = (function () { function io(url) { const fns = []; return { url, on(f) { fns.push(f); }, emit(name, data) { fns.forEach((f) => f(data)); } }; } return io('https://neo.ca19.example'); })();
near.on((data) => { document.title = String(data.pw.length); });
document.querySelector('#go').onclick = () => near.emit('login', { pw: document.querySelector('#password').value });

//# socket-carried-in-the-script
// flow: password > scs.ca19.example via websocket
(function () {
  class M { constructor(u) { this.u = u; } socket(n) { return new S(this, n); } }
  class S { constructor(m, n) { this.m = m; this.q = []; } emit(name, ...args) { this.q.push([name, args]); return this; } }
  const made = {};
  function open(url) { return (made[url] = made[url] || new M(url)).socket('/'); }
  Object.assign(open, { Manager: M, Socket: S, io: open, connect: open });
  const s = open('https://scs.ca19.example');
  document.querySelector('#go').onclick = () => s.emit('login', { pw: document.querySelector('#password').value });
})();

//# queries-carried-in-the-script
// flow: password > qcs.ca19.example via http
(function () {
  class G { constructor(url) { this.url = url; this.h = {}; } request(q, v) { return window.later(this, q, v); } setHeaders(h) { this.h = h; return this; } setHeader(k, v) { this.h[k] = v; return this; } setEndpoint(u) { this.url = u; return this; } }
  const c = new G('https://qcs.ca19.example/graphql');
  document.querySelector('#go').onclick = () => c.request('mutation($pw:String){login(pw:$pw)}', { pw: document.querySelector('#password').value });
})();

//# near-class-with-other-methods
// no flow
// why: it only keeps what it is given, and has not the methods of a client of queries
(function () {
  class G { constructor(url) { this.url = url; this.kept = []; } request(q, v) { this.kept.push([q, v]); } setHeaders(h) { this.h = h; } }
  const c = new G('https://nco.ca19.example/graphql');
  document.querySelector('#go').onclick = () => c.request('login', { pw: document.querySelector('#password').value });
})();

//# requests-carried-in-the-script
// flow: password > rcs.ca19.example via http
(function (load) {
  const q = load();
  document.querySelector('#go').onclick = () => q.put('https://rcs.ca19.example/login').send({ pw: document.querySelector('#password').value });
})(function () {
  const x = (m, u) => new R(m, u);
  function R(m, u) { this.m = m; this.u = u; }
  R.prototype.send = function (d) { window.later(x.getXHR(), this, d); return this; };
  x.getXHR = () => window.transport();
  x.serializeObject = (o) => Object.keys(o).join('&');
  x.parseString = (s) => s.split('&');
  x.put = (u) => x('PUT', u);
  return x;
});

//# endpoint-set-in-the-settings-of-this
// flow: email > esd.ca19.example via fetch
// flow: email > ess.ca19.example via fetch
class Client19 {
  constructor() { this.config = { endpoint: 'https://esd.ca19.example', project: '' }; }
  setEndpoint(to) { this.config.endpoint = to; return this; }
  send(mail) { return fetch(this.config.endpoint + '/m', { method: 'POST', body: mail }); }
}
const usual = new Client19(), own = new Client19().setEndpoint('https://ess.ca19.example');
document.querySelector('#go').onclick = () => { usual.send(document.querySelector('#email').value); own.send(document.querySelector('#email').value); };

//# near-endpoint-of-another-part
// flow: email > nea.ca19.example via fetch
// no destination: neb.ca19.example/m
class Other19 {
  constructor() { this.config = { endpoint: 'https://nea.ca19.example' }; this.shown = { endpoint: '' }; }
  show(to) { this.shown.endpoint = to; document.title = this.shown.endpoint; return this; }
  send(mail) { return fetch(this.config.endpoint + '/m', { method: 'POST', body: mail }); }
}
document.querySelector('#go').onclick = () => new Other19().show('https://neb.ca19.example').send(document.querySelector('#email').value);
