//# beacon-at-pagehide
// flow: interaction > bph.sn5.example via beacon
const clicks1 = [];
const state1 = { max: 0 };
addEventListener('scroll', () => { state1.max = Math.max(state1.max, window.scrollY); }, { passive: true });
addEventListener('pagehide', function flush() { navigator.sendBeacon('https://bph.sn5.example/', JSON.stringify({ ...state1, n: clicks1.length })); });

//# beacon-if-available
// flow: identifier > bia.sn5.example via beacon
// flow: identifier > bia.sn5.example via image
function send2(url, data) {
  if (navigator.sendBeacon) return navigator.sendBeacon(url, data);
  var i = new Image(1, 1);
  i.src = url + '?' + data;
}
send2('https://bia.sn5.example/c', 'u=' + encodeURIComponent(document.cookie.split('; ').find((c) => c.startsWith('uid=')).slice(4)));

//# interceptor-drops-field
// flow: email > ids.sn5.example via xhr
// why: near miss: the interceptor takes the password out
const http3 = axios.create({ baseURL: 'https://ids.sn5.example' });
http3.interceptors.request.use((config) => { const { password, ...rest } = config.data; return { ...config, data: rest }; });
http3.post('/login', { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value });

//# interceptor-adds-header
// flow: identifier > iah.sn5.example via xhr
const http4 = axios.create({ baseURL: 'https://iah.sn5.example' });
http4.interceptors.request.use((config) => { config.headers['X-Visitor'] = localStorage.getItem('visitor'); return config; });
http4.get('/news');

//# own-client-middleware
// flow: phone > ocm.sn5.example via fetch
class Client5 {
  static base = 'https://ocm.sn5.example';
  #mw = [];
  use(f) { this.#mw.push(f); return this; }
  async request(path, init = {}) { let r = { url: Client5.base + path, ...init }; for (const f of this.#mw) r = await f(r); return fetch(r.url, { method: r.method, body: r.body }); }
  post(path, data) { return this.request(path, { method: 'POST', body: JSON.stringify(data) }); }
}
new Client5().use((r) => ({ ...r, t: Date.now() })).post('/cb', { tel: document.querySelector('input[type=tel]').value });

//# own-client-strips-body
// no flow
// why: the middleware replaces the body by a constant before the request
class Client6 {
  #mw = [];
  use(f) { this.#mw.push(f); return this; }
  async post(url, body) { let r = { url, body }; for (const f of this.#mw) r = await f(r); return fetch(r.url, { method: 'POST', body: r.body }); }
}
new Client6().use((r) => ({ ...r, body: '{}' })).post('https://ocs0.sn5.example/', document.querySelector('input[type=tel]').value);

//# gtag-data-layer
// flow: email > gdl.sn5.example via fetch
window.dataLayer7 = window.dataLayer7 || [];
function gtag7() { dataLayer7.push(arguments); }
gtag7('set', 'user', { mail: document.querySelector('input[type=email]').value });
function handle7(args) { if (args[0] === 'set') fetch('https://gdl.sn5.example/', { method: 'POST', body: JSON.stringify(args[2]) }); }
for (var i7 = 0; i7 < dataLayer7.length; i7++) handle7(dataLayer7[i7]);

//# gtag-other-command
// no flow
// why: only `event` commands are sent; the mail is in a `set` command
const layer8 = [];
function tag8() { layer8.push(arguments); }
tag8('set', { mail: document.querySelector('input[type=email]').value });
tag8('event', { name: 'view' });
layer8.forEach(function (args) { if (args[0] === 'event') fetch('https://goc0.sn5.example/', { method: 'POST', body: JSON.stringify(args[1]) }); });

//# meta-refresh-query
// flow: search > mrq.sn5.example via navigation
const m9 = document.createElement('meta');
m9.httpEquiv = 'refresh';
m9.content = '0;url=https://mrq.sn5.example/?q=' + document.querySelector('input[type=search]').value;
document.head.appendChild(m9);

//# base-changes-relative
// flow: username > bcr.sn5.example via fetch
const b10 = document.createElement('base');
b10.href = 'https://bcr.sn5.example/';
document.head.prepend(b10);
fetch('api/u?n=' + document.querySelector('input[name=username]').value);

//# base-not-attached
// flow: username > self via fetch
const b11 = document.createElement('base');
b11.href = 'https://bna0.sn5.example/';
fetch('/api/u?n=' + document.querySelector('input[name=username]').value);

//# class-field-arrow
// flow: email > cfa.sn5.example via xhr
class Tracker12 {
  endpoint = 'https://cfa.sn5.example/t';
  buffer = [];
  add = (e) => { this.buffer = [...this.buffer, e]; return this; };
  flush = () => { const x = new XMLHttpRequest(); x.open('POST', this.endpoint, true); x.setRequestHeader('Content-Type', 'application/json'); x.send(JSON.stringify({ events: this.buffer })); };
}
new Tracker12().add({ email: document.querySelector('input[type=email]').value }).flush();

//# class-field-reset-first
// no flow
// why: the buffer is replaced by an empty list before the request
class Tracker13 {
  buffer = [];
  add = (e) => { this.buffer.push(e); return this; };
  flush = () => { this.buffer = []; fetch('https://cfr0.sn5.example/', { method: 'POST', body: JSON.stringify(this.buffer) }); };
}
new Tracker13().add({ email: document.querySelector('input[type=email]').value }).flush();

//# page-markup-reported
// flow: interaction > self via fetch
// why: what the page shows is put into a report
const html14 = document.documentElement.outerHTML;
fetch('/report', { method: 'POST', body: new Blob([html14], { type: 'text/html' }) });

//# retry-with-backoff
// flow: phone > rwb.sn5.example via fetch
async function withRetry15(fn, n = 3) { for (let i = 0; i < n; i++) { try { return await fn(i); } catch (e) { await new Promise((r) => setTimeout(r, 100 * i)); } } throw new Error('gave up'); }
const tel15 = document.querySelector('input[type=tel]').value;
withRetry15((attempt) => fetch('https://rwb.sn5.example/?a=' + attempt, { method: 'POST', body: tel15 }));

//# error-message-sent
// no flow
// why: the error text is fixed; the value is only tested
try {
  if (!document.querySelector('input[type=tel]').value) throw new Error('empty phone');
} catch (e) {
  navigator.sendBeacon('https://ems0.sn5.example/', e.message);
}

//# error-carries-value
// flow: phone > ecv.sn5.example via beacon
function check17(v) { if (v.length < 5) throw new TypeError(`bad phone: ${v}`); return v; }
try { check17(document.querySelector('input[type=tel]').value); } catch (e) { navigator.sendBeacon('https://ecv.sn5.example/', JSON.stringify({ m: e.message })); }
