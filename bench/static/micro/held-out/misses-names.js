//# ho-nam-i18n-password-label
// no flow
// why: the texts of the form, under the names of the fields
const messages = { en: { email: 'E-mail', password: 'Password', otp: 'Code' }, de: { email: 'E-Mail', password: 'Passwort', otp: 'Code' } };
const t = (k) => messages.de[k];
fetch('https://i18n.labels.example/used', {
  method: 'POST', body: JSON.stringify({ password: t('password'), email: t('email') }),
});

//# ho-nam-shadowed-navigator
// no flow
// why: navigator is a parameter: the page's own router
(function (navigator) {
  var x = new XMLHttpRequest();
  x.open('POST', 'https://nav.shadowed.example/r');
  x.send(navigator.userAgent);
})({ userAgent: 'router/1.0', go: function (p) { history.pushState({}, '', p); } });

//# ho-nam-local-fetch-cache
// no flow
// why: fetch is a method of a cache in memory
class FieldCache {
  constructor() { this.m = new Map(); }
  fetch(key, init) { if (!this.m.has(key)) this.m.set(key, init.body); return this.m.get(key); }
}
const cache = new FieldCache();
cache.fetch('https://key.memorycache.example/email', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# ho-nam-send-emitter
// no flow
// why: send() of an object of the page that only shows
const channel = {
  open(mode, url) { this.url = url; },
  send(v) { document.querySelector('#out').textContent = this.url.length + ':' + v; },
};
channel.open('POST', 'https://emit.localonly.example/x');
channel.send(document.querySelector('textarea').value);

//# ho-nam-location-object
// no flow
// why: location is a local record
function move(location, email) {
  location.href = 'https://shelf.localrec.example/?e=' + email;
  location.label = 'Shelf';
  return location.label;
}
document.querySelector('#shelf').textContent = move({ id: 4 }, document.querySelector('input[type=email]').value);

//# ho-nam-modal-open
// no flow
// why: open() belongs to a dialog
const dialog = {
  el: document.querySelector('dialog'),
  open(text) { this.el.querySelector('p').textContent = text; this.el.showModal(); },
};
document.querySelector('#review').addEventListener('click', () => {
  dialog.open(document.querySelector('input[autocomplete=name]').value);
});

//# ho-nam-own-image-class
// no flow
// why: Image is a class of the page without a request
(function () {
  class Image {
    constructor(w, h) { this.w = w; this.h = h; this.src = ''; }
    get area() { return this.w * this.h; }
  }
  const i = new Image(2, 3);
  i.src = 'https://paint.ownimage.example/?c=' + document.cookie;
  document.querySelector('#area').textContent = i.area;
})();

//# ho-nam-validator-schema
// no flow
// why: rules for the fields, not their values
const rules = {
  email: { required: true, pattern: '^.+@.+$' },
  password: { required: true, min: 12 },
  phone: { required: false, pattern: '^\\+[0-9]+$' },
};
navigator.sendBeacon('https://lint.rulesets.example/r', JSON.stringify({ password: rules.password, email: rules.email.pattern }));

//# ho-nam-two-instances
// no flow
// why: the box that holds the password is not the one that is sent
class Box {
  constructor() { this.items = {}; }
  put(k, v) { this.items[k] = v; return this; }
  json() { return JSON.stringify(this.items); }
}
const vault = new Box().put('password', document.querySelector('input[type=password]').value);
const telemetry = new Box().put('page', 'login');
document.querySelector('#n').textContent = vault.json().length;
fetch('https://t.boxes.example/t', { method: 'POST', body: telemetry.json() });

//# ho-nam-two-closures
// no flow
// why: two closures of one factory do not share their variable
function cell() {
  var v;
  return { set: function (x) { v = x; }, get: function () { return v; } };
}
var secret = cell(), version = cell();
secret.set(document.querySelector('#password').value);
version.set('10.3');
document.querySelector('#has').hidden = !secret.get();
new Image().src = 'https://v.closures.example/v.gif?v=' + version.get();

//# ho-nam-sibling-property
// no flow
// why: value of another branch of the state tree
const appState = { login: { value: '' }, ui: { value: 'dark' } };
appState.login.value = document.querySelector('#username').value;
document.querySelector('#user').textContent = appState.login.value;
fetch('https://pref.siblings.example/ui', { method: 'PUT', body: JSON.stringify({ value: appState.ui.value }) });

//# ho-nam-other-event-name
// no flow
// why: the listener that sends waits for an event that is raised with a constant
const target = new EventTarget();
target.addEventListener('form:open', (e) => fetch('https://ev.othername.example/o', { method: 'POST', body: JSON.stringify(e.detail) }));
target.addEventListener('form:value', (e) => { document.querySelector('#echo').textContent = e.detail.v; });
target.dispatchEvent(new CustomEvent('form:open', { detail: { form: 'login' } }));
target.dispatchEvent(new CustomEvent('form:value', { detail: { v: document.querySelector('#password').value } }));

//# ho-nam-document-stub
// no flow
// why: document is a record of an editor
function exportDoc(document) {
  return fetch('https://docs.stubbed.example/meta', { method: 'POST', body: JSON.stringify({ cookie: document.cookie, title: document.title }) });
}
exportDoc({ cookie: 'none', title: 'Untitled' });

//# ho-nam-local-storage-stub
// no flow
// why: localStorage is a memory object with constant entries here
!function () {
  var localStorage = { d: { uid: 'demo' }, getItem: function (k) { return this.d[k]; } };
  var r = new XMLHttpRequest();
  r.open('GET', 'https://demo.stubstore.example/seed?u=' + localStorage.getItem('uid'));
  r.send();
}();

//# ho-nam-block-scope-shadow
// no flow
// why: the inner value is a variable of its own block
const value = 'static';
{
  const value = document.querySelector('input[type=password]').value;
  document.querySelector('#pw-len').textContent = String(value.length);
}
fetch('https://scope.shadows.example/s', { method: 'POST', body: value });

//# ho-sin-xhr-never-sent
// no flow
// why: opened, with the data in its address, but never sent
var xh = new XMLHttpRequest();
xh.open('GET', 'https://idle.neversent.example/?p=' + document.querySelector('#password').value);
xh.setRequestHeader('Accept', 'application/json');
document.querySelector('#state').textContent = xh.readyState;

//# ho-sin-request-not-fetched
// no flow
// why: a Request is only described
function describe(text) {
  return new Request('https://idle.request.example/d', { method: 'POST', body: text });
}
const draft = describe(document.querySelector('textarea').value);
document.querySelector('#method').textContent = draft.method;

//# ho-sin-form-not-submitted
// no flow
// why: the form made in code is neither in the page nor submitted
var hf = document.createElement('form');
hf.action = 'https://idle.hiddenform.example/f';
hf.method = 'post';
var hi = document.createElement('input');
hi.name = 'card';
hi.value = document.querySelector('input[autocomplete=cc-number]').value;
hf.appendChild(hi);
document.querySelector('#n').textContent = hf.elements.length;

//# ho-sin-script-not-inserted
// no flow
// why: a script element loads on insertion only
function prepare(tel) {
  const s = document.createElement('script');
  s.src = 'https://idle.scripttag.example/j.js?t=' + encodeURIComponent(tel);
  return s.src.length;
}
document.querySelector('#n').textContent = prepare(document.querySelector('input[type=tel]').value);

//# ho-sin-iframe-not-inserted
// no flow
// why: a frame outside the document loads nothing
var fr = document.createElement('iframe');
fr.src = 'https://idle.framed.example/f?c=' + encodeURIComponent(document.cookie);
fr.title = 'sync';
document.querySelector('#t').textContent = fr.title;

//# ho-sin-logger-sends-level
// no flow
// why: the value goes to the console, the request tells the level
const logger = {
  log(level, msg) {
    console.log(level, msg);
    if (level === 'error') fetch('https://log.levels.example/l', { method: 'POST', body: level });
  },
};
logger.log('error', 'bad user ' + document.querySelector('#username').value);

//# ho-sin-queue-never-flushed
// no flow
// why: the queue that is flushed is another
const queues = { hot: [], cold: [] };
const enqueue = (n, item) => queues[n].push(item);
const flush = (n) => fetch('https://q.twoqueues.example/' + n, { method: 'POST', body: JSON.stringify(queues[n]) });
enqueue('cold', { email: document.querySelector('input[type=email]').value });
enqueue('hot', { ready: 1 });
flush('hot');

//# ho-sin-url-parsed-only
// no flow
// why: the address is only taken apart for display
const build = (n) => 'https://idle.parsedurl.example/u?n=' + encodeURIComponent(n);
const parsed = new URL(build(document.querySelector('#username').value));
document.querySelector('#host').textContent = parsed.host;
document.querySelector('#query').textContent = parsed.searchParams.get('n');

//# ho-sin-webpack-unused-module
// no flow
// why: the module that would send is never required
(function (mods) {
  var c = {};
  function r(i) {
    if (c[i]) return c[i].exports;
    var m = c[i] = { exports: {} };
    mods[i](m, m.exports, r);
    return m.exports;
  }
  r(0);
})([
  function (m, e, r) { r(1).show(document.querySelector('input[type=email]').value); },
  function (m, e) { e.show = function (v) { document.querySelector('#mail').textContent = v; }; },
  function (m, e) { e.leak = function (v) { fetch('https://dead.module.example/l', { method: 'POST', body: v }); }; e.leak(document.querySelector('#password').value); },
]);

//# ho-sin-build-flag
// no flow
// why: what a bundler leaves of a development check
if ("production" !== "production") {
  (function () {
    fetch('https://dev.buildflag.example/hmr', { method: 'POST', body: document.documentElement.outerHTML });
  })();
}
document.body.dataset.mode = 'production';

//# ho-sin-inner-function-uncalled
// no flow
// why: a local function that nothing calls
(function () {
  function upload() {
    var x = new XMLHttpRequest();
    x.open('POST', 'https://dead.innerfn.example/u');
    x.send(document.querySelector('#password').value);
  }
  document.querySelector('#ready').textContent = 'ready';
})();

//# ho-sin-callback-ignores-argument
// no flow
// why: the callback does not use what it is given
const withValue = (sel, cb) => cb(document.querySelector(sel).value);
withValue('input[type=password]', () => {
  fetch('https://cb.ignoring.example/touch', { method: 'POST', body: 'touched' });
});

//# ho-sin-throws-before
// no flow
// why: the function always throws before the request
function disabled() { throw new Error('telemetry is off'); }
function telemetry(v) {
  disabled();
  navigator.sendBeacon('https://dead.thrower.example/t', v);
}
try { telemetry(navigator.userAgent); } catch (e) { document.querySelector('#off').textContent = e.message; }

//# ho-sin-noop-transport
// no flow
// why: the transport that is put in does nothing
const transports = {
  http: (v) => fetch('https://dead.transport.example/h', { method: 'POST', body: v }),
  noop: () => undefined,
};
class Reporter {
  constructor(t) { this.t = t; }
  report(v) { this.t(v); }
}
new Reporter(transports.noop).report(document.querySelector('input[type=tel]').value);

//# ho-sin-abort-loop-zero
// no flow
// why: the list of collectors is empty
const COLLECTORS = [];
const secretText = document.querySelector('textarea[name=message]').value;
for (const c of COLLECTORS) {
  fetch('https://dead.collectors.example/' + c, { method: 'POST', body: secretText });
}
document.querySelector('#chars').textContent = secretText.length;

//# ho-sin-postmessage-self-origin
// no flow
// why: what is posted to the frame is a constant; the password stays in the page
const frame = document.querySelector('iframe#help');
const typedPw = document.querySelector('input[type=password]').value;
document.querySelector('#caps').hidden = typedPw === typedPw.toLowerCase();
frame.contentWindow.postMessage({ type: 'resize', h: 400 }, 'https://help.frames.example');
