//# react-custom-hook-returns-tuple
// flow: email > hook.f7.example via fetch
import { useState, useCallback } from 'react';
import { createRoot } from 'react-dom/client';
import { jsx, jsxs } from 'react/jsx-runtime';
function useField(initial) {
  const [value, setValue] = useState(initial);
  const bind = { value, onChange: (e) => setValue(e.target.value) };
  return [value, bind];
}
function Signup() {
  const [email, emailProps] = useField('');
  const submit = useCallback(async (e) => {
    e.preventDefault();
    await fetch('https://hook.f7.example/lead', { method: 'POST', body: JSON.stringify({ email }) });
  }, [email]);
  return jsxs('form', { onSubmit: submit, children: [jsx('input', { type: 'email', ...emailProps }), jsx('button', { children: 'Join' })] });
}
createRoot(document.getElementById('root')).render(jsx(Signup, {}));

//# react-custom-hook-other-element
// no flow
// why: the component sends `dirty`, the second thing the hook returns, not the value
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { jsx } from 'react/jsx-runtime';
function useDirtyField() {
  const [value, setValue] = useState('');
  const [dirty, setDirty] = useState(false);
  return { value, dirty, onChange: (e) => { setValue(e.target.value); setDirty(true); } };
}
function Box() {
  const { dirty, onChange } = useDirtyField();
  return jsx('input', { type: 'password', onChange, onBlur: () => navigator.sendBeacon('https://hook0.f7.example/b', String(dirty)) });
}
createRoot(document.body).render(jsx(Box, {}));

//# react-context-sender-from-provider
// flow: phone > ctx.f7.example via fetch
import { createContext, useContext, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { jsx } from 'react/jsx-runtime';
const ApiContext = createContext(null);
function ApiProvider({ children }) {
  const api = useMemo(() => ({ post: (path, data) => fetch('https://ctx.f7.example' + path, { method: 'POST', body: JSON.stringify(data) }) }), []);
  return jsx(ApiContext.Provider, { value: api, children });
}
const useApi = () => useContext(ApiContext);
function Callback() {
  const api = useApi();
  return jsx('input', { type: 'tel', onBlur: (e) => api.post('/call-me', { tel: e.currentTarget.value }) });
}
createRoot(document.body).render(jsx(ApiProvider, { children: jsx(Callback, {}) }));

//# react-form-action-form-data
// flow: username > act.f7.example via fetch
import { useActionState } from 'react';
import { createRoot } from 'react-dom/client';
import { jsx, jsxs } from 'react/jsx-runtime';
async function save(previous, formData) {
  const nick = formData.get('username');
  const r = await fetch('https://act.f7.example/profile', { method: 'PUT', body: JSON.stringify({ nick }) });
  return r.ok ? 'saved' : 'failed';
}
function Profile() {
  const [state, action, pending] = useActionState(save, null);
  return jsxs('form', { action, children: [jsx('input', { name: 'username' }), jsx('button', { disabled: pending, children: state ?? 'Save' })] });
}
createRoot(document.body).render(jsx(Profile, {}));

//# react-use-sync-external-store
// flow: search > ext.f7.example via fetch
import { useSyncExternalStore, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { jsx } from 'react/jsx-runtime';
const store = {
  state: { query: '' },
  listeners: new Set(),
  subscribe: (l) => { store.listeners.add(l); return () => store.listeners.delete(l); },
  getSnapshot: () => store.state,
  set(patch) { store.state = { ...store.state, ...patch }; store.listeners.forEach((l) => l()); },
};
function Results() {
  const { query } = useSyncExternalStore(store.subscribe, store.getSnapshot);
  useEffect(() => {
    const c = new AbortController();
    fetch(`https://ext.f7.example/s?q=${encodeURIComponent(query)}`, { signal: c.signal });
    return () => c.abort();
  }, [query]);
  return jsx('input', { type: 'search', onInput: (e) => store.set({ query: e.target.value }) });
}
createRoot(document.body).render(jsx(Results, {}));

//# zustand-like-store
// flow: message > zus.f7.example via fetch
// why: near miss: the password is kept in the same store and not sent
const createStore = (init) => {
  let state;
  const subs = new Set();
  const set = (partial) => {
    const next = typeof partial === 'function' ? partial(state) : partial;
    state = Object.assign({}, state, next);
    subs.forEach((s) => s(state));
  };
  const get = () => state;
  state = init(set, get);
  return { getState: get, setState: set, subscribe: (s) => (subs.add(s), () => subs.delete(s)) };
};
const chat = createStore((set, get) => ({
  draft: '',
  secret: '',
  type: (draft) => set({ draft }),
  lock: (secret) => set({ secret }),
  send: async () => { await fetch('https://zus.f7.example/chat', { method: 'POST', body: get().draft }); set({ draft: '' }); },
}));
document.querySelector('textarea[name=message]').addEventListener('input', (e) => chat.getState().type(e.target.value));
document.querySelector('input[type=password]').addEventListener('input', (e) => chat.getState().lock(e.target.value));
document.querySelector('#send').addEventListener('click', () => chat.getState().send());

//# redux-toolkit-slice-like
// flow: email > rtk.f7.example via fetch
// why: near miss: the sent state has no card, whose reducer keeps only its last four digits' length
function createSlice({ name, initialState, reducers }) {
  const actions = {};
  for (const key of Object.keys(reducers)) actions[key] = (payload) => ({ type: `${name}/${key}`, payload });
  const reducer = (state = initialState, action) => {
    const key = action.type.split('/')[1];
    return reducers[key] ? reducers[key](state, action) : state;
  };
  return { actions, reducer };
}
const slice = createSlice({
  name: 'checkout',
  initialState: { email: '', digits: 0 },
  reducers: {
    emailChanged: (state, { payload }) => ({ ...state, email: payload }),
    cardChanged: (state, { payload }) => ({ ...state, digits: payload.length }),
  },
});
let state = slice.reducer(undefined, { type: 'init' });
const dispatch = (a) => { state = slice.reducer(state, a); };
document.querySelector('input[type=email]').onchange = (e) => dispatch(slice.actions.emailChanged(e.target.value));
document.querySelector('input[autocomplete=cc-number]').onchange = (e) => dispatch(slice.actions.cardChanged(e.target.value));
document.forms[0].addEventListener('submit', () => { fetch('https://rtk.f7.example/order', { method: 'POST', body: JSON.stringify(state) }); });

//# react-hook-form-register
// flow: password > rhf.f7.example via fetch
// flow: email > rhf.f7.example via fetch
import { useForm } from 'react-hook-form';
import { createRoot } from 'react-dom/client';
import { jsx, jsxs } from 'react/jsx-runtime';
function Login() {
  const { register, handleSubmit } = useForm();
  const onSubmit = (data) => fetch('https://rhf.f7.example/login', { method: 'POST', body: JSON.stringify(data) });
  return jsxs('form', { onSubmit: handleSubmit(onSubmit), children: [
    jsx('input', { type: 'email', ...register('email', { required: true }) }),
    jsx('input', { type: 'password', ...register('password') }),
  ] });
}
createRoot(document.body).render(jsx(Login, {}));

//# react-hook-form-other-field
// no flow
// why: only the agreement to the terms is sent, the password is registered and left alone
import { useForm } from 'react-hook-form';
import { createRoot } from 'react-dom/client';
import { jsx, jsxs } from 'react/jsx-runtime';
function Terms() {
  const { register, handleSubmit } = useForm();
  const onSubmit = ({ terms }) => fetch('https://rhf0.f7.example/terms?ok=' + Boolean(terms));
  return jsxs('form', { onSubmit: handleSubmit(onSubmit), children: [
    jsx('input', { type: 'checkbox', ...register('terms') }),
    jsx('input', { type: 'password', ...register('password') }),
  ] });
}
createRoot(document.body).render(jsx(Terms, {}));

//# formik-values
// flow: phone > fmk.f7.example via fetch
import { useFormik } from 'formik';
import { createRoot } from 'react-dom/client';
import { jsx } from 'react/jsx-runtime';
function Contact() {
  const formik = useFormik({
    initialValues: { phone: '' },
    onSubmit: (values) => { fetch('https://fmk.f7.example/c', { method: 'POST', body: JSON.stringify(values) }); },
  });
  return jsx('form', { onSubmit: formik.handleSubmit, children: jsx('input', { type: 'tel', name: 'phone', onChange: formik.handleChange, value: formik.values.phone }) });
}
createRoot(document.body).render(jsx(Contact, {}));

//# vue-reactive-form-setup
// flow: email > vrf.f7.example via fetch
// flow: password > vrf.f7.example via fetch
import { createApp, reactive, openBlock, createElementBlock, createElementVNode, withDirectives, vModelText, withModifiers } from 'vue';
const _sfc_main = {
  __name: 'Login',
  setup() {
    const form = reactive({ email: '', password: '' });
    async function onSubmit() {
      await fetch('https://vrf.f7.example/session', { method: 'POST', body: JSON.stringify(form) });
    }
    return (_ctx, _cache) => (openBlock(), createElementBlock('form', { onSubmit: withModifiers(onSubmit, ['prevent']) }, [
      withDirectives(createElementVNode('input', { 'onUpdate:modelValue': _cache[0] || (_cache[0] = ($event) => ((form.email) = $event)), type: 'email' }, null, 512), [[vModelText, form.email]]),
      withDirectives(createElementVNode('input', { 'onUpdate:modelValue': _cache[1] || (_cache[1] = ($event) => ((form.password) = $event)), type: 'password' }, null, 512), [[vModelText, form.password]]),
    ], 32));
  },
};
createApp(_sfc_main).mount('#app');

//# vue-reactive-other-field
// no flow
// why: only `remember`, a check box's state, goes out; the password's model is another property
import { createApp, reactive, openBlock, createElementBlock, createElementVNode, withDirectives, vModelText } from 'vue';
const _sfc_main = {
  setup() {
    const form = reactive({ password: '', remember: false });
    const onSubmit = () => { fetch('https://vro0.f7.example/prefs?r=' + form.remember); };
    return () => (openBlock(), createElementBlock('form', { onSubmit }, [
      withDirectives(createElementVNode('input', { 'onUpdate:modelValue': (v) => (form.password = v), type: 'password' }, null, 512), [[vModelText, form.password]]),
    ]));
  },
};
createApp(_sfc_main).mount('#app');

//# vue-emit-to-parent
// flow: search > vem.f7.example via fetch
import { createApp, h } from 'vue';
const SearchInput = {
  emits: ['search'],
  setup(props, { emit }) {
    return () => h('input', { type: 'search', onInput: (e) => emit('search', e.target.value) });
  },
};
const App = {
  setup() {
    const find = (q) => fetch('https://vem.f7.example/?q=' + encodeURIComponent(q));
    return () => h(SearchInput, { onSearch: find });
  },
};
createApp(App).mount('#app');

//# pinia-store-action
// flow: address > pin.f7.example via fetch
import { defineStore, createPinia } from 'pinia';
import { createApp, h } from 'vue';
const useCart = defineStore('cart', {
  state: () => ({ street: '', items: [] }),
  actions: {
    async checkout() { await fetch('https://pin.f7.example/o', { method: 'POST', body: JSON.stringify({ ship: this.street }) }); },
  },
});
const App = {
  setup() {
    const cart = useCart();
    return () => h('div', [
      h('input', { autocomplete: 'street-address', onChange: (e) => { cart.street = e.target.value; } }),
      h('button', { onClick: () => cart.checkout() }, 'Buy'),
    ]);
  },
};
createApp(App).use(createPinia()).mount('#app');

//# vue-watch-debounced-ref
// flow: search > vwd.f7.example via fetch
import { ref, watch } from 'vue';
const q = ref('');
const debounced = ref('');
let timer;
watch(q, (value) => { clearTimeout(timer); timer = setTimeout(() => { debounced.value = value; }, 300); });
watch(debounced, async (value) => { const r = await fetch('https://vwd.f7.example/find', { method: 'POST', body: JSON.stringify({ value }) }); show(await r.json()); });
document.querySelector('input[type=search]').addEventListener('input', (e) => { q.value = e.target.value; });
function show(list) { document.querySelector('#list').textContent = list.length; }

//# svelte-five-state-signals
// flow: email > sv5.f7.example via fetch
import * as $ from 'svelte/internal/client';
var root = $.template('<form><input type="email"> <button>Go</button></form>');
function Newsletter($$anchor) {
  let mail = $.state('');
  async function send() {
    await fetch('https://sv5.f7.example/n', { method: 'POST', body: JSON.stringify({ mail: $.get(mail) }) });
  }
  var form = root();
  var input = $.child(form);
  $.event('submit', form, send);
  $.bind_value(input, () => $.get(mail), ($$value) => $.set(mail, $$value));
  $.append($$anchor, form);
}
$.mount(Newsletter, { target: document.body });

//# custom-element-attribute-changed
// flow: identifier > cea.f7.example via image
class VisitPixel extends HTMLElement {
  static observedAttributes = ['visitor'];
  #base = 'https://cea.f7.example/p?v=';
  attributeChangedCallback(name, before, now) {
    if (name === 'visitor') this.#fire(now);
  }
  #fire(v) { const i = new Image(); i.src = this.#base + encodeURIComponent(v); }
}
customElements.define('visit-pixel', VisitPixel);
const el = document.createElement('visit-pixel');
el.setAttribute('visitor', localStorage.getItem('visitor'));
document.body.append(el);

//# custom-element-attribute-not-observed
// no flow
// why: `visitor` is not among the observed attributes, so the callback never sees it
class QuietPixel extends HTMLElement {
  static get observedAttributes() { return ['theme']; }
  attributeChangedCallback(name, before, now) { new Image().src = 'https://cea0.f7.example/p?t=' + now; }
}
customElements.define('quiet-pixel', QuietPixel);
const quiet = document.createElement('quiet-pixel');
quiet.setAttribute('visitor', localStorage.getItem('visitor'));
quiet.setAttribute('theme', 'dark');

//# form-associated-element-shadow-root
// flow: otp > shd.f7.example via fetch
class CodeBox extends HTMLElement {
  #value = '';
  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.innerHTML = '<input autocomplete="one-time-code"><button>OK</button>';
    shadow.querySelector('input').addEventListener('input', (e) => { this.#value = e.target.value; });
    shadow.querySelector('button').addEventListener('click', () => this.verify());
  }
  get value() { return this.#value; }
  verify() { return fetch('https://shd.f7.example/verify', { method: 'POST', body: new URLSearchParams({ code: this.value }) }); }
}
customElements.define('code-box', CodeBox);

//# lit-like-element-property
// flow: postal-code > lit.f7.example via fetch
import { LitElement, html } from 'lit';
class ZipFinder extends LitElement {
  static properties = { zip: { type: String } };
  constructor() { super(); this.zip = ''; }
  render() {
    return html`<input autocomplete="postal-code" @input=${(e) => { this.zip = e.target.value; }}><button @click=${this._find}>Find</button>`;
  }
  _find() { fetch(`https://lit.f7.example/stores?zip=${this.zip}`); }
}
customElements.define('zip-finder', ZipFinder);

//# tanstack-mutation
// flow: email > tsq.f7.example via fetch
import { useMutation } from '@tanstack/react-query';
import { jsx } from 'react/jsx-runtime';
import { createRoot } from 'react-dom/client';
function Invite() {
  const invite = useMutation({ mutationFn: (email) => fetch('https://tsq.f7.example/invite', { method: 'POST', body: JSON.stringify({ email }) }) });
  return jsx('input', { type: 'email', onKeyDown: (e) => { if (e.key === 'Enter') invite.mutate(e.currentTarget.value); } });
}
createRoot(document.body).render(jsx(Invite, {}));

//# react-ref-callback-uncontrolled
// flow: birthdate > urc.f7.example via fetch
import { useRef } from 'react';
import { jsx, jsxs } from 'react/jsx-runtime';
import { createRoot } from 'react-dom/client';
function Age() {
  const latest = useRef({});
  const keep = (e) => { latest.current[e.target.name] = e.target.value; };
  return jsxs('form', { onSubmit: () => { fetch('https://urc.f7.example/age', { method: 'POST', body: JSON.stringify(latest.current) }); }, children: [
    jsx('input', { type: 'date', autocomplete: 'bday', name: 'bday', onChange: keep }),
  ] });
}
createRoot(document.body).render(jsx(Age, {}));

//# react-error-boundary-reports-message-only
// no flow
// why: what is sent is the error's fixed message and the component stack, no typed text
import { Component } from 'react';
class Boundary extends Component {
  state = { failed: false };
  static getDerivedStateFromError() { return { failed: true }; }
  componentDidCatch(error, info) { navigator.sendBeacon('https://reb0.f7.example/e', JSON.stringify({ m: 'render failed', at: info.componentStack })); }
  render() { return this.state.failed ? null : this.props.children; }
}
export function guardForm(password) {
  const shown = document.querySelector('input[type=password]').value;
  if (shown.length < 8) throw new Error('too short');
  return new Boundary({ children: null });
}
