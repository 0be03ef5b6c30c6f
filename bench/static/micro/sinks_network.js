//# fetch-request-object
// flow: email > intake.req.example via fetch
const req = new Request('https://intake.req.example/lead', {
  method: 'POST',
  body: document.querySelector('input[type=email]').value,
});
fetch(req);

//# request-never-fetched
// no flow
// why: the Request is built and its URL logged, but nothing sends it
const pending = new Request('https://never.req.example/lead', {
  method: 'POST',
  body: document.querySelector('input[type=email]').value,
});
console.debug('prepared', pending.url);

//# fetch-request-clone-header
// flow: identifier > hdr.clone.example via fetch
const base = new Request('https://hdr.clone.example/me', { method: 'POST' });
const signed = new Request(base.clone(), { headers: { 'X-Visitor': localStorage.getItem('visitor_id') } });
window.fetch(signed).catch(function () {});

//# request-init-overrides-body
// flow: email > over.init.example via fetch
// why: near miss: the init of fetch replaces the body of the Request, the password does not leave
const r0 = new Request('https://over.init.example/x', {
  method: 'POST',
  body: document.querySelector('input[type=password]').value,
});
fetch(r0, { body: document.querySelector('input[type=email]').value });

//# xhr-open-send
// flow: password > old.xhr.example via xhr
var xhr = new XMLHttpRequest();
xhr.open('POST', 'https://old.xhr.example/login.php', true);
xhr.setRequestHeader('Content-type', 'application/x-www-form-urlencoded');
xhr.send('pw=' + encodeURIComponent(document.querySelector('input[type=password]').value));

//# xhr-opened-not-sent
// no flow
// why: open() alone makes no request
var probe = new XMLHttpRequest();
probe.open('GET', 'https://open.xhr.example/?p=' + document.querySelector('input[type=password]').value);
probe.onload = function () { console.log(probe.status); };

//# xhr-get-body-dropped
// no flow
// why: a GET has no body, the browser drops the argument of send()
var x = new XMLHttpRequest();
x.open('GET', 'https://get.xhr.example/ping');
x.send(JSON.stringify({ p: document.querySelector('input[type=password]').value }));

//# xhr-header
// flow: device > head.xhr.example via xhr
const h = new XMLHttpRequest();
h.open('POST', 'https://head.xhr.example/t');
h.setRequestHeader('X-Device', [screen.width, screen.height, navigator.platform].join('|'));
h.send(null);

//# xhr-reopened-elsewhere
// flow: phone > second.xhr.example via xhr
// no destination: first.xhr.example
// why: near miss: the second open() replaces the first address before anything is sent
var q = new XMLHttpRequest();
q.open('POST', 'https://first.xhr.example/a');
q.open('POST', 'https://second.xhr.example/b');
q.send(document.querySelector('input[type=tel]').value);

//# beacon-blob
// flow: identifier > b.blobbeacon.example via beacon
addEventListener('pagehide', () => {
  const blob = new Blob([JSON.stringify({ c: document.cookie })], { type: 'text/plain' });
  navigator.sendBeacon('https://b.blobbeacon.example/end', blob);
});

//# beacon-constant-body
// no flow
// why: the field is only tested for being filled, what is sent is the same text each time
const mail = document.querySelector('input[type=email]').value;
if (mail) navigator.sendBeacon('https://const.beacon.example/ev', 'step=2');

//# eventsource-url
// flow: identifier > sse.stream.example via eventsource
const es = new EventSource(`https://sse.stream.example/live?u=${encodeURIComponent(localStorage.getItem('uid'))}`);
es.onmessage = (e) => console.log(e.data);

//# eventsource-listen-only
// no flow
// why: the stream only comes in; the typed text is shown beside it
const feed = new EventSource('https://news.stream.example/feed');
feed.onmessage = (e) => {
  document.querySelector('#out').textContent = document.querySelector('textarea[name=message]').value + e.data;
};

//# websocket-send
// flow: message > ws.chat.example via websocket
const sock = new WebSocket('wss://ws.chat.example/room');
document.querySelector('#send').onclick = () => {
  sock.send(JSON.stringify({ t: 'msg', body: document.querySelector('textarea[name=message]').value }));
};

//# websocket-close-reason
// flow: identifier > bye.chat.example via websocket
// why: the reason of close() goes to the server
const ws = new WebSocket('wss://bye.chat.example/');
ws.onopen = () => ws.close(4001, 'sid ' + sessionStorage.getItem('sid'));

//# websocket-other-send
// no flow
// why: send() belongs to an object of the page, the socket only sends a constant
const live = new WebSocket('wss://hb.chat.example/');
const mailer = { box: [], send(text) { this.box.push(text); } };
mailer.send(document.querySelector('textarea[name=message]').value);
live.onopen = () => live.send('{"type":"hello"}');

//# webtransport-datagram
// flow: device > wt.quic.example via webtransport
async function report() {
  const wt = new WebTransport('https://wt.quic.example/t');
  await wt.ready;
  const w = wt.datagrams.writable.getWriter();
  await w.write(new TextEncoder().encode(navigator.userAgent));
}
report();

//# webrtc-turn-credential
// flow: email > turn.rtc.example via webrtc
const pc = new RTCPeerConnection({
  iceServers: [{ urls: 'turn:turn.rtc.example:3478', username: document.querySelector('input[type=email]').value, credential: 'k' }],
});
pc.createDataChannel('x');
pc.createOffer().then((o) => pc.setLocalDescription(o));

//# webrtc-channel-opened-only
// no flow
// why: the data channel is opened, the message goes to the console only
const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:stun.rtc.example' }] });
const dc = peer.createDataChannel('chat');
dc.onopen = () => console.log('ready to send', document.querySelector('textarea[name=message]').value);
peer.createOffer().then((o) => peer.setLocalDescription(o));

//# fetch-aborted-before
// no flow
// why: the signal is aborted already, fetch() rejects before it sends
const ac = new AbortController();
ac.abort();
fetch('https://abort.req.example/a', { method: 'POST', body: document.querySelector('input[type=email]').value, signal: ac.signal }).catch(() => {});

//# fetch-get-with-body
// no flow
// why: a GET with a body throws a TypeError
fetch('https://getbody.req.example/a', { body: document.querySelector('input[type=email]').value }).catch((e) => console.warn(e.message));

//# websocket-closed-first
// no flow
// why: the socket is closed before it opens, onopen never runs
const shut = new WebSocket('wss://shut.chat.example/');
shut.onopen = () => shut.send(document.querySelector('textarea[name=message]').value);
shut.close();

//# fetch-fragment
// no flow
// why: fetch() sends no fragment
fetch('https://frag.req.example/doc#' + encodeURIComponent(document.querySelector('input[type=email]').value));
