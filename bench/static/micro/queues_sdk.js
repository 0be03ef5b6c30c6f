//# command-queue-stub
// flow: identifier > cmd.sdk.example via image
(function (w, n) { w[n] = w[n] || function () { (w[n].q = w[n].q || []).push(arguments); }; })(window, 'tr');
tr('identify', localStorage.getItem('uid'));
(function () {
  var api = { identify: function (id) { new Image().src = 'https://cmd.sdk.example/i?' + id; } };
  window.tr.q.forEach(function (a) { api[a[0]].apply(null, [].slice.call(a, 1)); });
})();

//# queue-never-read
// no flow
// why: the address lies in another list than the one that is sent
window.dl = window.dl || [];
dl.push({ event: 'shown', count: 3 });
var mine = [];
mine.push(['email', document.querySelector('input[type=email]').value]);
navigator.sendBeacon('https://dl.sdk.example/n', JSON.stringify({ shown: 3, sdk: 'dl' }));

//# push-replaced
// flow: email > push.sdk.example via beacon
// why: the SDK puts its own push() in place of the one of the array
var q = (window._pq = window._pq || []);
q.push = function (cmd) { if (cmd[0] === 'setEmail') navigator.sendBeacon('https://push.sdk.example/e', cmd[1]); };
window._pq.push(['setEmail', document.querySelector('input[type=email]').value]);

//# flush-on-hide
// flow: search > flush.sdk.example via beacon
class Buffer {
  constructor() { this.events = []; addEventListener('pagehide', () => this.flush()); }
  add(name, data) { this.events.push({ name, data }); }
  flush() { if (this.events.length) navigator.sendBeacon('https://flush.sdk.example/b', JSON.stringify(this.events.splice(0))); }
}
const buf = new Buffer();
document.querySelector('input[type=search]').onchange = (e) => buf.add('search', e.target.value);

//# flush-after-clear
// no flow
// why: the list is emptied before it is sent
const pend = [];
pend.push(document.querySelector('input[type=search]').value);
pend.length = 0;
fetch('https://cleared.sdk.example/b', { method: 'POST', body: JSON.stringify(pend) });

//# retry-queue
// flow: phone > retry.sdk.example via fetch
const failed = [];
const post = (job) => fetch('https://retry.sdk.example/j', { method: 'POST', body: job.body }).catch(() => failed.push(job));
setInterval(() => { const j = failed.shift(); if (j) post(j); }, 3000);
document.querySelector('form').onsubmit = () => { post({ body: document.querySelector('input[type=tel]').value, n: 0 }); };

//# batch-of-names
// no flow
// why: the batch takes the names of the events and leaves the data behind
const evts = [{ name: 'typed', data: document.querySelector('textarea[name=message]').value }, { name: 'shown', data: 1 }];
fetch('https://names.sdk.example/b', { method: 'POST', body: JSON.stringify(evts.map((e) => e.name)) });

//# transports-find
// flow: device > tp.sdk.example via beacon
// flow: device > tp.sdk.example via fetch
const transports = [
  { ok: () => !!navigator.sendBeacon, post: (u, b) => navigator.sendBeacon(u, b) },
  { ok: () => !!window.fetch, post: (u, b) => fetch(u, { method: 'POST', body: b }) },
];
transports.find((t) => t.ok()).post('https://tp.sdk.example/t', navigator.userAgent);

//# transports-constant-choice
// flow: identifier > viaxhr.sdk.example via xhr
// why: near miss: only the transport called xhr can be chosen
const T = {
  img: (b) => { new Image().src = 'https://viaimg.sdk.example/?' + b; },
  xhr: (b) => { const x = new XMLHttpRequest(); x.open('POST', 'https://viaxhr.sdk.example/'); x.send(b); },
};
const transport = 'xhr';
T[transport](document.cookie);

//# plugin-use
// flow: username > plug.sdk.example via fetch
const core = { plugins: [], use(p) { this.plugins.push(p); return this; }, track(e) { this.plugins.forEach((p) => p.onEvent && p.onEvent(e)); } };
core.use({ onEvent(e) { fetch('https://plug.sdk.example/e', { method: 'POST', body: JSON.stringify(e) }); } });
core.track({ user: document.querySelector('input[name=username]').value });

//# plugin-not-used
// no flow
// why: the sending plugin is defined, but never registered
const hub = { plugins: [], use(p) { this.plugins.push(p); return this; }, track(e) { this.plugins.forEach((p) => p(e)); } };
const sender = (e) => fetch('https://noplug.sdk.example/e', { method: 'POST', body: JSON.stringify(e) });
const logger = (e) => console.log(e);
hub.use(logger).track({ user: document.querySelector('input[name=username]').value });
console.log(sender.name);

//# middleware-chain
// flow: email > mw.sdk.example via fetch
const chain = [
  (ctx, next) => { ctx.ts = 1; return next(); },
  (ctx, next) => { ctx.body = JSON.stringify(ctx.data); return next(); },
  (ctx) => fetch('https://mw.sdk.example/c', { method: 'POST', body: ctx.body }),
];
const run = (ctx, i = 0) => chain[i](ctx, () => run(ctx, i + 1));
run({ data: { email: document.querySelector('input[type=email]').value } });

//# middleware-stops
// no flow
// why: the first step never calls next()
const steps = [
  (ctx, next) => { console.log('dropped', ctx.data.length); },
  (ctx) => fetch('https://mwstop.sdk.example/c', { method: 'POST', body: ctx.data }),
];
const go = (ctx, i) => steps[i](ctx, () => go(ctx, i + 1));
go({ data: document.querySelector('input[type=password]').value }, 0);

//# before-send-drops
// no flow
// why: the hook gives null, then nothing is sent
function capture(ev, opts) {
  const out = opts.beforeSend ? opts.beforeSend(ev) : ev;
  if (out === null) return;
  fetch('https://bs.sdk.example/store', { method: 'POST', body: JSON.stringify(out) });
}
capture({ msg: document.querySelector('textarea[name=message]').value }, { beforeSend: () => null });

//# before-send-adds
// flow: identifier > bsadd.sdk.example via fetch
function captureEvent(ev, { beforeSend }) {
  fetch('https://bsadd.sdk.example/store', { method: 'POST', body: JSON.stringify(beforeSend(ev)) });
}
captureEvent({ message: 'boom' }, { beforeSend(e) { e.user = { id: localStorage.getItem('user_id') }; return e; } });

//# before-send-redacts
// flow: email > bsred.sdk.example via fetch
// why: near miss: the hook deletes the password
const hook = (e) => { delete e.password; return e; };
const cap = (e) => fetch('https://bsred.sdk.example/s', { method: 'POST', body: JSON.stringify(hook(e)) });
cap({ email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value });

//# init-config-url
// flow: interaction > coll.sdk.example via fetch
// no destination: default.sdk.example
class SDK {
  constructor(cfg) { this.cfg = Object.assign({ url: 'https://default.sdk.example/c' }, cfg); }
  start() { addEventListener('click', (e) => this.send({ x: e.clientX, y: e.clientY })); }
  send(o) { fetch(this.cfg.url, { method: 'POST', body: JSON.stringify(o), keepalive: true }); }
}
new SDK({ url: 'https://coll.sdk.example/c' }).start();

//# sdk-not-started
// no flow
// why: the recorder is made inside of a closed function, start() is never called
(function () {
  class Recorder {
    start() { addEventListener('mousemove', (e) => navigator.sendBeacon('https://nostart.sdk.example/m', e.clientX + '')); }
  }
  const rec = new Recorder();
  console.debug('recorder ready', rec instanceof Recorder);
})();

//# opt-out-clears-queue
// no flow
// why: stop() empties the queue and takes the timer away before it can fire
(function () {
  var q = [], timer = setTimeout(function () { fetch('https://optout.sdk.example/b', { method: 'POST', body: JSON.stringify(q) }); }, 5000);
  function stop() { clearTimeout(timer); q.length = 0; }
  q.push(document.cookie);
  stop();
})();

//# denylist-of-keys
// flow: search > deny.sdk.example via fetch
// why: near miss: the key of the password is on the list of those left out
const DENY = ['password'];
const ev = { q: document.querySelector('input[type=search]').value, password: document.querySelector('input[type=password]').value };
const kept = Object.fromEntries(Object.entries(ev).filter(([k]) => !DENY.includes(k)));
fetch('https://deny.sdk.example/e', { method: 'POST', body: JSON.stringify(kept) });
