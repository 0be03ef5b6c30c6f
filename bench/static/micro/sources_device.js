//# traits-object
// flow: device > fp.traits.example via fetch
const traits = {
  ua: navigator.userAgent,
  cores: navigator.hardwareConcurrency,
  mem: navigator.deviceMemory,
  langs: navigator.languages,
};
fetch('https://fp.traits.example/v1', { method: 'POST', body: JSON.stringify(traits) });

//# feature-detection
// no flow
// why: the functions are only tested for being there; the script loaded is the same in kind and constant
if (!('IntersectionObserver' in window) || !navigator.serviceWorker) {
  const s = document.createElement('script');
  s.src = 'https://poly.traits.example/io.js';
  document.head.appendChild(s);
}

//# canvas-to-data-url
// flow: device > canvas.fp.example via xhr
function canvasPrint() {
  var c = document.createElement('canvas'), g = c.getContext('2d');
  g.font = '14px Arial';
  g.fillText('Cwm fjordbank glyphs \ud83d\ude03', 2, 15);
  return c.toDataURL();
}
var x = new XMLHttpRequest();
x.open('POST', 'https://canvas.fp.example/c');
x.send(canvasPrint());

//# canvas-webp-test
// no flow
// why: the picture is only compared to learn a format, two constants are chosen between
const webp = document.createElement('canvas').toDataURL('image/webp').indexOf('data:image/webp') === 0;
new Image().src = 'https://webp.fp.example/hero.' + (webp ? 'webp' : 'jpg');

//# canvas-drawn-only
// no flow
const cv = document.querySelector('canvas');
cv.getContext('2d').fillRect(0, 0, 10, 10);
fetch('https://chart.fp.example/data').then((r) => r.json()).then((d) => {
  d.forEach((p, i) => cv.getContext('2d').fillRect(i, 0, 1, p));
});

//# webgl-renderer
// flow: device > gl.fp.example via beacon
const gl = document.createElement('canvas').getContext('webgl');
const ext = gl.getExtension('WEBGL_debug_renderer_info');
navigator.sendBeacon('https://gl.fp.example/r', gl.getParameter(ext.UNMASKED_RENDERER_WEBGL));

//# audio-fingerprint
// flow: device > audio.fp.example via fetch
const ac = new OfflineAudioContext(1, 5000, 44100);
const osc = ac.createOscillator();
osc.connect(ac.destination);
osc.start(0);
ac.startRendering().then((buf) => {
  const sum = buf.getChannelData(0).reduce((a, b) => a + Math.abs(b), 0);
  fetch('https://audio.fp.example/a?s=' + sum);
});

//# audio-playback
// no flow
// why: audio fetched and played, nothing of the device goes out
const actx = new AudioContext();
fetch('https://sound.fp.example/ding.ogg')
  .then((r) => r.arrayBuffer())
  .then((b) => actx.decodeAudioData(b))
  .then((d) => { const n = actx.createBufferSource(); n.buffer = d; n.connect(actx.destination); n.start(); });

//# font-widths
// flow: device > fonts.fp.example via fetch
const span = document.createElement('span');
span.textContent = 'mmmmmmmmmmlli';
document.body.appendChild(span);
const widths = ['Calibri', 'SimSun', 'Menlo'].map((f) => {
  span.style.fontFamily = `'${f}', monospace`;
  return span.offsetWidth;
});
fetch('https://fonts.fp.example/w', { method: 'POST', body: widths.join(',') });

//# screen-bucket
// no flow
// why: the width only chooses between two constants
const kind = screen.width > 768 ? 'desktop' : 'mobile';
new Image().src = 'https://bucket.fp.example/v?k=' + kind;

//# screen-size
// flow: device > size.fp.example via image
new Image().src = 'https://size.fp.example/v?s=' + screen.width + 'x' + screen.height + 'x' + screen.colorDepth;

//# timezone-name
// flow: device > tz.fp.example via fetch
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
fetch(`https://tz.fp.example/z?n=${encodeURIComponent(timeZone)}&o=${new Date().getTimezoneOffset()}`);

//# timezone-display-only
// no flow
// why: used to print a date in the page
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.querySelector('#when').textContent = new Date().toLocaleString('en', { timeZone: zone });
fetch('https://events.fp.example/list');

//# ua-client-hints
// flow: device > ch.fp.example via fetch
navigator.userAgentData.getHighEntropyValues(['model', 'platformVersion']).then((v) => {
  fetch('https://ch.fp.example/h', { method: 'POST', body: JSON.stringify(v) });
});

//# permission-state
// flow: device > perm.fp.example via beacon
navigator.permissions.query({ name: 'notifications' }).then(function (p) {
  navigator.sendBeacon('https://perm.fp.example/p', 'n=' + p.state);
});

//# permission-gate
// no flow
// why: the state only decides whether the banner is fetched
navigator.permissions.query({ name: 'notifications' }).then((p) => {
  if (p.state === 'prompt') fetch('https://banner.fp.example/push.html').then((r) => r.text()).then(console.log);
});

//# network-information
// flow: device > net.fp.example via image
const c = navigator.connection;
if (c) new Image().src = `https://net.fp.example/n?t=${c.effectiveType}&rtt=${c.rtt}`;

//# online-flag-only
// no flow
window.addEventListener('online', () => { if (navigator.onLine) fetch('https://up.fp.example/health'); });

//# own-navigator
// no flow
// why: navigator is a local object of the slide show
(function () {
  var navigator = { userAgent: 'slides/1.0', platform: 'deck' };
  fetch('https://deck.fp.example/hello', { method: 'POST', body: navigator.userAgent + navigator.platform });
})();

//# media-query-class
// no flow
// why: the colour scheme changes a class of the page
const dark = matchMedia('(prefers-color-scheme: dark)');
document.documentElement.classList.toggle('dark', dark.matches);
fetch('https://scheme.fp.example/theme.css').then((r) => r.text()).then((t) => console.log(t.length));

//# pixel-ratio-layout
// no flow
// why: the ratio scales a canvas; the pixel has a constant address
const cvs = document.createElement('canvas');
cvs.width = 300 * devicePixelRatio;
new Image().src = 'https://ratio.fp.example/1x1.gif';
