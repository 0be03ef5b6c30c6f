//# react-jsx-runtime-state
// flow: password > rjx.fr12.example via fetch
import { useState } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
export function Login() {
  const [pw, setPw] = useState('');
  const [step, setStep] = useState(0);
  return _jsxs('form', {
    onSubmit: (e) => {
      e.preventDefault();
      setStep(step + 1);
      fetch('https://rjx.fr12.example/l', { method: 'POST', body: JSON.stringify({ pw, step }) });
    },
    children: [_jsx('input', { type: 'password', value: pw, onChange: (e) => setPw(e.target.value) }), _jsx('button', { children: 'Go' })],
  });
}

//# near-react-other-state
// no flow
import { useState } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
export function Login() {
  const [pw, setPw] = useState('');
  const [step, setStep] = useState(0);
  return _jsxs('form', {
    onSubmit: (e) => {
      e.preventDefault();
      setStep(step + 1);
      fetch('https://nro.fr12.example/l', { method: 'POST', body: JSON.stringify({ step }) });
    },
    children: [_jsx('input', { type: 'password', value: pw, onChange: (e) => setPw(e.target.value) }), _jsx('button', { disabled: !pw, children: 'Go' })],
  });
}

//# react-reducer
// flow: phone > rre.fr12.example via fetch
import { useReducer, createElement as h } from 'react';
function reducer(state, action) {
  switch (action.type) {
    case 'phone': return { ...state, phone: action.value };
    case 'step': return { ...state, step: action.value };
    default: return state;
  }
}
export function Call() {
  const [state, dispatch] = useReducer(reducer, { phone: '', step: 0 });
  const send = () => fetch('https://rre.fr12.example/c', { method: 'POST', body: state.phone });
  return h('div', null,
    h('input', { type: 'tel', value: state.phone, onChange: (e) => dispatch({ type: 'phone', value: e.target.value }) }),
    h('button', { onClick: send }, 'Call'));
}

//# near-react-reducer-other-action
// no flow
// why: the step is set by another action, with a constant
import { useReducer, createElement as h } from 'react';
function reducer(state, action) {
  switch (action.type) {
    case 'phone': return { ...state, phone: action.value };
    case 'step': return { ...state, step: action.value };
    default: return state;
  }
}
export function Call() {
  const [state, dispatch] = useReducer(reducer, { phone: '', step: 0 });
  const send = () => { dispatch({ type: 'step', value: 1 }); fetch('https://nra.fr12.example/c', { method: 'POST', body: String(state.step) }); };
  return h('div', null,
    h('input', { type: 'tel', value: state.phone, onChange: (e) => dispatch({ type: 'phone', value: e.target.value }) }),
    h('button', { onClick: send }, 'Call'));
}

//# vue-three-compiled-model
// flow: email > vtc.fr12.example via xhr
import { ref, withDirectives as _withDirectives, vModelText as _vModelText, createElementVNode as _createElementVNode, openBlock as _openBlock, createElementBlock as _createElementBlock } from 'vue';
import axios from 'axios';
export default {
  setup() {
    const email = ref('');
    const send = () => axios.post('https://vtc.fr12.example/s', { email: email.value });
    return (_ctx, _cache) => (_openBlock(), _createElementBlock('div', null, [
      _withDirectives(_createElementVNode('input', { type: 'email', 'onUpdate:modelValue': _cache[0] || (_cache[0] = ($event) => (email.value = $event)) }, null, 512), [[_vModelText, email.value]]),
      _createElementVNode('button', { onClick: send }, 'Go'),
    ]));
  },
};

//# near-vue-three-other-ref
// no flow
import { ref, withDirectives as _withDirectives, vModelText as _vModelText, createElementVNode as _createElementVNode, openBlock as _openBlock, createElementBlock as _createElementBlock } from 'vue';
import axios from 'axios';
export default {
  setup() {
    const email = ref('');
    const shown = ref(0);
    const send = () => { shown.value++; return axios.post('https://nvt.fr12.example/s', { shown: shown.value }); };
    return (_ctx, _cache) => (_openBlock(), _createElementBlock('div', null, [
      _withDirectives(_createElementVNode('input', { type: 'email', 'onUpdate:modelValue': _cache[0] || (_cache[0] = ($event) => (email.value = $event)) }, null, 512), [[_vModelText, email.value]]),
      _createElementVNode('button', { onClick: send }, 'Go'),
    ]));
  },
};

//# svelte-compiled-binding
// flow: email > scb.fr12.example via fetch
import { SvelteComponent, init, safe_not_equal, element, attr, insert, append, listen, set_input_value, detach, noop } from 'svelte/internal';
function create_fragment(ctx) {
  let div, input, button, mounted, dispose;
  return {
    c() { div = element('div'); input = element('input'); button = element('button'); attr(input, 'type', 'email'); },
    m(target, anchor) {
      insert(target, div, anchor);
      append(div, input);
      set_input_value(input, /*mail*/ ctx[0]);
      append(div, button);
      if (!mounted) {
        dispose = [listen(input, 'input', /*input_input_handler*/ ctx[2]), listen(button, 'click', /*send*/ ctx[1])];
        mounted = true;
      }
    },
    p(ctx, [dirty]) { if (dirty & 1 && input.value !== ctx[0]) set_input_value(input, ctx[0]); },
    i: noop,
    o: noop,
    d(detaching) { if (detaching) detach(div); },
  };
}
function instance($$self, $$props, $$invalidate) {
  let mail = '';
  function send() { fetch('https://scb.fr12.example/s', { method: 'POST', body: mail }); }
  function input_input_handler() { mail = this.value; $$invalidate(0, mail); }
  return [mail, send, input_input_handler];
}
export default class App extends SvelteComponent {
  constructor(options) { super(); init(this, options, instance, create_fragment, safe_not_equal, {}); }
}

//# near-svelte-other-variable
// no flow
import { SvelteComponent, init, safe_not_equal, element, attr, insert, append, listen, set_input_value, detach, noop } from 'svelte/internal';
function create_fragment(ctx) {
  let div, input, button, mounted, dispose;
  return {
    c() { div = element('div'); input = element('input'); button = element('button'); attr(input, 'type', 'email'); },
    m(target, anchor) {
      insert(target, div, anchor);
      append(div, input);
      set_input_value(input, /*mail*/ ctx[0]);
      append(div, button);
      if (!mounted) {
        dispose = [listen(input, 'input', /*input_input_handler*/ ctx[2]), listen(button, 'click', /*send*/ ctx[1])];
        mounted = true;
      }
    },
    p: noop,
    i: noop,
    o: noop,
    d(detaching) { if (detaching) detach(div); },
  };
}
function instance($$self, $$props, $$invalidate) {
  let mail = '';
  let clicks = 0;
  function send() { $$invalidate(3, clicks += 1); fetch('https://nsv.fr12.example/s', { method: 'POST', body: String(clicks) }); }
  function input_input_handler() { mail = this.value; $$invalidate(0, mail); }
  return [mail, send, input_input_handler, clicks];
}
export default class App extends SvelteComponent {
  constructor(options) { super(); init(this, options, instance, create_fragment, safe_not_equal, {}); }
}

//# solid-signal
// flow: search > sos.fr12.example via fetch
import { createSignal, createEffect } from 'solid-js';
import { template as _$template, delegateEvents as _$delegateEvents } from 'solid-js/web';
var _tmpl$ = /*#__PURE__*/ _$template(`<input type=search>`);
export function Search() {
  const [term, setTerm] = createSignal('');
  createEffect(() => { if (term()) fetch('https://sos.fr12.example/?q=' + encodeURIComponent(term())); });
  return (() => {
    var _el$ = _tmpl$();
    _el$.$$input = (e) => setTerm(e.currentTarget.value);
    return _el$;
  })();
}
_$delegateEvents(['input']);

//# near-solid-other-signal
// no flow
import { createSignal, createEffect } from 'solid-js';
import { template as _$template, delegateEvents as _$delegateEvents } from 'solid-js/web';
var _tmpl$ = /*#__PURE__*/ _$template(`<input type=search>`);
export function Search() {
  const [term, setTerm] = createSignal('');
  const [page, setPage] = createSignal(1);
  createEffect(() => { fetch('https://nso.fr12.example/?p=' + page()); });
  return (() => {
    var _el$ = _tmpl$();
    _el$.$$input = (e) => { setTerm(e.currentTarget.value); setPage(1); };
    return _el$;
  })();
}
_$delegateEvents(['input']);

//# toolkit-slice
// flow: email > tks.fr12.example via fetch
import { createSlice, configureStore } from '@reduxjs/toolkit';
const profile = createSlice({
  name: 'profile',
  initialState: { email: '', theme: 'dark' },
  reducers: {
    setEmail(state, action) { state.email = action.payload; },
    setTheme(state, action) { state.theme = action.payload; },
  },
});
const { setEmail, setTheme } = profile.actions;
const store = configureStore({ reducer: { profile: profile.reducer } });
document.querySelector('input[type=email]').addEventListener('input', (e) => store.dispatch(setEmail(e.target.value)));
document.querySelector('#save').onclick = () => fetch('https://tks.fr12.example/p', { method: 'POST', body: store.getState().profile.email });

//# near-toolkit-other-field
// no flow
// why: the theme is set with a constant; only it is sent
import { createSlice, configureStore } from '@reduxjs/toolkit';
const profile = createSlice({
  name: 'profile',
  initialState: { email: '', theme: 'dark' },
  reducers: {
    setEmail(state, action) { state.email = action.payload; },
    setTheme(state, action) { state.theme = action.payload; },
  },
});
const { setEmail, setTheme } = profile.actions;
const store = configureStore({ reducer: { profile: profile.reducer } });
document.querySelector('input[type=email]').addEventListener('input', (e) => store.dispatch(setEmail(e.target.value)));
document.querySelector('#light').onclick = () => store.dispatch(setTheme('light'));
document.querySelector('#save').onclick = () => fetch('https://nto.fr12.example/p', { method: 'POST', body: store.getState().profile.theme });

//# zustand-store
// flow: message > zus.fr12.example via fetch
import { create } from 'zustand';
const useChat = create((set, get) => ({
  message: '',
  sent: 0,
  setMessage: (message) => set({ message }),
  send: async () => {
    await fetch('https://zus.fr12.example/c', { method: 'POST', body: get().message });
    set((s) => ({ sent: s.sent + 1 }));
  },
}));
document.querySelector('textarea[name=message]').oninput = (e) => useChat.getState().setMessage(e.target.value);
document.querySelector('#send').onclick = () => useChat.getState().send();

//# near-zustand-other-field
// no flow
import { create } from 'zustand';
const useChat = create((set, get) => ({
  message: '',
  sent: 0,
  setMessage: (message) => set({ message }),
  send: async () => {
    set((s) => ({ sent: s.sent + 1 }));
    await fetch('https://nzo.fr12.example/c', { method: 'POST', body: String(get().sent) });
  },
}));
document.querySelector('textarea[name=message]').oninput = (e) => useChat.getState().setMessage(e.target.value);
document.querySelector('#send').onclick = () => useChat.getState().send();

//# pinia-option-store
// flow: phone > pos.fr12.example via fetch
import { defineStore } from 'pinia';
export const useLead = defineStore('lead', {
  state: () => ({ phone: '', source: 'web' }),
  actions: {
    async submit() { await fetch('https://pos.fr12.example/l', { method: 'POST', body: JSON.stringify({ phone: this.phone }) }); },
  },
});
const lead = useLead();
document.querySelector('input[type=tel]').addEventListener('input', (e) => { lead.phone = e.target.value; });
document.querySelector('#call').addEventListener('click', () => lead.submit());

//# near-pinia-other-state
// no flow
import { defineStore } from 'pinia';
export const useLead = defineStore('lead', {
  state: () => ({ phone: '', source: 'web' }),
  actions: {
    async submit() { await fetch('https://nps.fr12.example/l', { method: 'POST', body: JSON.stringify({ source: this.source }) }); },
  },
});
const lead = useLead();
document.querySelector('input[type=tel]').addEventListener('input', (e) => { lead.phone = e.target.value; });
document.querySelector('#call').addEventListener('click', () => lead.submit());

//# rxjs-pipe
// flow: search > rxp.fr12.example via fetch
import { fromEvent, from } from 'rxjs';
import { debounceTime, map, distinctUntilChanged, switchMap, filter } from 'rxjs/operators';
fromEvent(document.querySelector('input[type=search]'), 'input')
  .pipe(
    debounceTime(300),
    map((e) => e.target.value.trim()),
    filter((q) => q.length > 2),
    distinctUntilChanged(),
    switchMap((q) => from(fetch('https://rxp.fr12.example/?q=' + encodeURIComponent(q)))),
  )
  .subscribe((r) => console.log(r.status));

//# near-rxjs-pipe-constant
// no flow
// why: each event becomes the same word
import { fromEvent, from } from 'rxjs';
import { debounceTime, map, mergeMap } from 'rxjs/operators';
fromEvent(document.querySelector('input[type=search]'), 'input')
  .pipe(
    debounceTime(300),
    map(() => 'typed'),
    mergeMap((word) => from(fetch('https://nrx.fr12.example/?w=' + word))),
  )
  .subscribe();

//# lit-template-handler
// flow: phone > ltl.fr12.example via fetch
import { LitElement, html } from 'lit';
class CallBox extends LitElement {
  static properties = { number: { state: true } };
  constructor() { super(); this.number = ''; }
  render() {
    return html`<input type="tel" .value=${this.number} @input=${(e) => { this.number = e.target.value; }}><button @click=${this._send}>Call</button>`;
  }
  _send() { fetch('https://ltl.fr12.example/c', { method: 'POST', body: this.number }); }
}
customElements.define('call-box', CallBox);

//# near-lit-other-property
// no flow
import { LitElement, html } from 'lit';
class CallBox extends LitElement {
  constructor() { super(); this.number = ''; this.opened = 0; }
  render() {
    return html`<input type="tel" @input=${(e) => { this.number = e.target.value; }}><button @click=${this._send}>Call</button>`;
  }
  _send() { this.opened += 1; fetch('https://nlo.fr12.example/c', { method: 'POST', body: String(this.opened) }); }
}
customElements.define('call-box', CallBox);
