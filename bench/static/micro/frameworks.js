//# react-create-element-state
// flow: email > react.fw.example via fetch
function Signup() {
  var _a = React.useState(''), email = _a[0], setEmail = _a[1];
  var submit = function (e) { e.preventDefault(); fetch('https://react.fw.example/s', { method: 'POST', body: JSON.stringify({ email: email }) }); };
  return React.createElement('form', { onSubmit: submit },
    React.createElement('input', { type: 'email', value: email, onChange: function (e) { return setEmail(e.target.value); } }));
}
ReactDOM.createRoot(document.getElementById('root')).render(React.createElement(Signup));

//# react-state-rendered-only
// no flow
// why: the state is rendered, the effect asks for a constant address
function Greeting() {
  const [name, setName] = React.useState('');
  React.useEffect(() => { fetch('https://greet.fw.example/texts.json'); }, []);
  return React.createElement('div', null,
    React.createElement('input', { name: 'username', value: name, onChange: (e) => setName(e.target.value) }), 'Hi ', name);
}
ReactDOM.createRoot(document.getElementById('root')).render(React.createElement(Greeting));

//# react-ref
// flow: password > ref.fw.example via fetch
function Login() {
  const pw = React.useRef(null);
  const go = () => fetch('https://ref.fw.example/in', { method: 'POST', body: pw.current.value });
  return React.createElement(React.Fragment, null,
    React.createElement('input', { type: 'password', ref: pw }), React.createElement('button', { onClick: go }, 'In'));
}
ReactDOM.render(React.createElement(Login), document.body);

//# jsx-runtime-props
// flow: phone > jsx.fw.example via beacon
import { jsx as _jsx } from 'react/jsx-runtime';
import { createRoot } from 'react-dom/client';
function Tel({ onDone }) { return _jsx('input', { type: 'tel', onBlur: (e) => onDone(e.currentTarget.value) }); }
function App() { return _jsx(Tel, { onDone: (v) => navigator.sendBeacon('https://jsx.fw.example/t', v) }); }
createRoot(document.querySelector('#app')).render(_jsx(App, {}));

//# react-context
// flow: identifier > ctx.fw.example via fetch
const Net = React.createContext(null);
function Leaf() {
  const post = React.useContext(Net);
  React.useEffect(() => { post(localStorage.getItem('uid')); }, []);
  return null;
}
const App = () => React.createElement(Net.Provider, { value: (b) => fetch('https://ctx.fw.example/c', { method: 'POST', body: b }) }, React.createElement(Leaf));
ReactDOM.createRoot(document.body).render(React.createElement(App));

//# react-valid-flag
// no flow
// why: only whether the address is valid goes out
function Field() {
  const [ok, setOk] = React.useState(false);
  React.useEffect(() => { navigator.sendBeacon('https://valid.fw.example/v', ok ? '1' : '0'); }, [ok]);
  return React.createElement('input', { type: 'email', onChange: (e) => setOk(/^\S+@\S+$/.test(e.target.value)) });
}
ReactDOM.render(React.createElement(Field), document.body);

//# vue-ref-v-model
// flow: search > vue.fw.example via fetch
const { ref, createApp, h } = Vue;
createApp({
  setup() {
    const q = ref('');
    const go = () => fetch('https://vue.fw.example/s?q=' + encodeURIComponent(q.value));
    return () => h('form', { onSubmit: go }, [h('input', { type: 'search', value: q.value, onInput: (e) => { q.value = e.target.value; } })]);
  },
}).mount('#app');

//# vue-compiled-template
// flow: email > vcomp.fw.example via xhr
Vue.createApp({
  data() { return { mail: '' }; },
  methods: { save() { const x = new XMLHttpRequest(); x.open('POST', 'https://vcomp.fw.example/m'); x.send(this.mail); } },
  render(_ctx) {
    return Vue.h('div', null, [
      Vue.withDirectives(Vue.h('input', { type: 'email', 'onUpdate:modelValue': ($event) => (_ctx.mail = $event) }), [[Vue.vModelText, _ctx.mail]]),
      Vue.h('button', { onClick: _ctx.save }, 'Save'),
    ]);
  },
}).mount('#app');

//# vue-other-field
// no flow
// why: the method sends the plan, the address stays in the data of the component
Vue.createApp({
  data() { return { mail: '', plan: 'basic' }; },
  methods: { save() { fetch('https://vplan.fw.example/p', { method: 'POST', body: this.plan }); } },
  render(_ctx) {
    return Vue.h('input', { type: 'email', value: _ctx.mail, onInput: (e) => { _ctx.mail = e.target.value; }, onChange: _ctx.save });
  },
}).mount('#app');

//# vue-watch
// flow: message > vwatch.fw.example via websocket
const draft = Vue.reactive({ text: '' });
const ws = new WebSocket('wss://vwatch.fw.example/d');
Vue.watch(() => draft.text, (t) => ws.send(t));
document.querySelector('textarea[name=message]').addEventListener('input', (e) => { draft.text = e.target.value; });

//# svelte-compiled
// flow: username > svelte.fw.example via fetch
function listen(node, ev, fn) { node.addEventListener(ev, fn); return () => node.removeEventListener(ev, fn); }
function create_fragment(ctx) {
  const input = document.createElement('input');
  input.name = 'username';
  const button = document.createElement('button');
  return { c() { document.body.append(input, button); listen(input, 'input', ctx[1]); listen(button, 'click', ctx[2]); }, input };
}
const ctx = ['', null, null];
ctx[1] = function () { ctx[0] = this.value; };
ctx[2] = function () { fetch('https://svelte.fw.example/u', { method: 'POST', body: ctx[0] }); };
create_fragment(ctx).c();

//# angular-like-service
// flow: card > ng.fw.example via xhr
class HttpClient {
  post(url, body) { const x = new XMLHttpRequest(); x.open('POST', url); x.send(JSON.stringify(body)); }
}
class PayService { constructor(http) { this.http = http; } charge(v) { return this.http.post('https://ng.fw.example/c', v); } }
class PayComponent { constructor(pay) { this.pay = pay; } onSubmit(form) { this.pay.charge({ pan: form.querySelector('input[autocomplete=cc-number]').value }); } }
const cmp = new PayComponent(new PayService(new HttpClient()));
document.forms[0].addEventListener('submit', (e) => cmp.onSubmit(e.target));

//# axios-instance
// flow: email > ax.fw.example via any
const api = axios.create({ baseURL: 'https://ax.fw.example/v1', timeout: 5000 });
document.querySelector('#join').onclick = () => api.post('/join', { email: document.querySelector('input[type=email]').value });

//# axios-interceptor
// flow: identifier > axint.fw.example via any
const client = axios.create({ baseURL: 'https://axint.fw.example' });
client.interceptors.request.use((config) => {
  config.headers['X-Visitor'] = localStorage.getItem('visitor');
  return config;
});
client.get('/catalog');

//# axios-response-only
// no flow
// why: the interceptor of answers shows them; the request has nothing in it
const ro = axios.create({ baseURL: 'https://axro.fw.example' });
ro.interceptors.response.use((r) => { document.querySelector('#n').textContent = document.querySelector('input[type=email]').value; return r; });
ro.get('/list');

//# jquery-serialize
// flow: input > jq.fw.example via xhr
$('#order').on('submit', function (e) {
  e.preventDefault();
  $.ajax({ type: 'POST', url: 'https://jq.fw.example/order.php', data: $(this).serialize() });
});

//# jquery-val-set
// no flow
// why: val() with an argument writes the field
$('input[type=email]').val('');
$.post('https://jqset.fw.example/reset.php', { form: 'signup' });

//# jquery-get-json
// flow: search > jqget.fw.example via xhr
$(function () {
  $('input[type=search]').keyup(function () {
    $.getJSON('https://jqget.fw.example/ac', { term: $(this).val() }, function (d) { $('#ac').html(d.html); });
  });
});

//# redux-like-store
// flow: email > redux.fw.example via fetch
// why: near miss: the password is in the state as well, the subscriber does not take it
const createStore = (red, s, l = []) => ({ getState: () => s, subscribe: (f) => l.push(f), dispatch(a) { s = red(s, a); l.forEach((f) => f()); } });
const store = createStore((s, a) => (a.type === 'set' ? { ...s, [a.k]: a.v } : s), {});
store.subscribe(() => fetch('https://redux.fw.example/s', { method: 'POST', body: store.getState().email }));
store.dispatch({ type: 'set', k: 'password', v: document.querySelector('input[type=password]').value });
store.dispatch({ type: 'set', k: 'email', v: document.querySelector('input[type=email]').value });

//# redux-unknown-action
// no flow
// why: no case of the reducer takes the action in
const reducer = (s, a) => { switch (a.type) { case 'theme': return { ...s, theme: 'dark' }; default: return s; } };
let st = { theme: 'light' };
st = reducer(st, { type: 'mail', value: document.querySelector('input[type=email]').value });
fetch('https://reducer.fw.example/prefs', { method: 'PUT', body: JSON.stringify(st) });

//# form-library-handler
// flow: email > rhf.fw.example via fetch
// flow: password > rhf.fw.example via fetch
function Login() {
  const { register, handleSubmit } = ReactHookForm.useForm();
  const onSubmit = (data) => fetch('https://rhf.fw.example/login', { method: 'POST', body: JSON.stringify(data) });
  return React.createElement('form', { onSubmit: handleSubmit(onSubmit) },
    React.createElement('input', { type: 'email', ...register('email') }),
    React.createElement('input', { type: 'password', ...register('password') }));
}
ReactDOM.createRoot(document.body).render(React.createElement(Login));

//# react-controlled-cleared
// no flow
// why: the state is emptied by the button; what is sent is the constant topic
function Box() {
  const [text, setText] = React.useState('');
  const clear = () => { setText(''); fetch('https://clear.fw.example/c', { method: 'POST', body: 'topic=help' }); };
  return React.createElement('div', null,
    React.createElement('textarea', { name: 'message', value: text, onChange: (e) => setText(e.target.value) }),
    React.createElement('button', { onClick: clear }, 'Clear'));
}
ReactDOM.createRoot(document.body).render(React.createElement(Box));

//# react-prop-not-passed
// no flow
// why: the child calls onDone with the plan, the typed name stays in the parent
function Plan(props) { return React.createElement('button', { onClick: () => props.onDone('basic') }, props.label); }
function Page() {
  const [user, setUser] = React.useState('');
  return React.createElement('div', null,
    React.createElement('input', { name: 'username', onChange: (e) => setUser(e.target.value) }),
    React.createElement(Plan, { label: 'Go, ' + user, onDone: (p) => navigator.sendBeacon('https://plan.fw.example/p', p) }));
}
ReactDOM.createRoot(document.body).render(React.createElement(Page));

//# vue-computed-boolean
// no flow
// why: the computed value is a test of the length
const pw = Vue.ref('');
const strong = Vue.computed(() => pw.value.length >= 12);
document.querySelector('input[type=password]').addEventListener('input', (e) => { pw.value = e.target.value; });
Vue.watch(strong, (s) => navigator.sendBeacon('https://strong.fw.example/s', String(s)));

//# jquery-form-length
// no flow
$(function () {
  var n = $('#order').find(':input').length;
  $.get('https://jqlen.fw.example/n.php', { fields: n });
});

//# store-selector-constant
// no flow
// why: the selector takes the theme
const state = { profile: { email: document.querySelector('input[type=email]').value }, ui: { theme: 'dark' } };
const select = (f) => f(state);
fetch('https://select.fw.example/t?theme=' + select((s) => s.ui.theme));

//# svelte-store-local
// no flow
// why: the store tells its subscriber, which writes to the page
function writable(v) { const s = new Set(); return { set(n) { v = n; s.forEach((f) => f(v)); }, subscribe(f) { s.add(f); f(v); return () => s.delete(f); } }; }
const name = writable('');
name.subscribe((v) => { document.querySelector('#hello').textContent = v; });
document.querySelector('input[name=username]').oninput = (e) => name.set(e.target.value);
fetch('https://swstore.fw.example/i18n.json');
