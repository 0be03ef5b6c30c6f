/** SHA-256 (FIPS 180-4) of the UTF-8 bytes of a text, as 64 hexadecimal digits. */

/** The first 32 bits of the fractional parts of `power` roots of the first `count` primes. */
function fractions(count, power) {
  const words = [];
  for (let n = 2; words.length < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (prime) words.push(((n ** power % 1) * 2 ** 32) | 0);
  }
  return words;
}

const ROUND = fractions(64, 1 / 3);
const START = fractions(8, 1 / 2);

const rotate = (word, by) => (word >>> by) | (word << (32 - by));

/** The message as big-endian 32-bit words, padded to whole blocks of sixteen. */
function toWords(bytes) {
  const words = new Array((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  for (let i = 0; i < bytes.length; i++) words[i >> 2] |= bytes[i] << (24 - (i % 4) * 8);
  words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function schedule(words, offset) {
  const w = words.slice(offset, offset + 16);
  for (let i = 16; i < 64; i++) {
    const s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  return w;
}

function block(state, w) {
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + ROUND[i] + w[i]) | 0;
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) | 0);
}

export function sha256(text) {
  const words = toWords(new TextEncoder().encode(text));
  let state = START;
  for (let offset = 0; offset < words.length; offset += 16) state = block(state, schedule(words, offset));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
