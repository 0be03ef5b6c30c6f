/** MD5 (RFC 1321) of the UTF-8 bytes of a text, as 32 hexadecimal digits. */

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const CONSTANTS = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

/** The message as little-endian 32-bit words, padded to whole blocks of sixteen. */
function toWords(bytes) {
  const words = new Array((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  for (let i = 0; i < bytes.length; i++) words[i >> 2] |= bytes[i] << ((i % 4) * 8);
  words[bytes.length >> 2] |= 0x80 << ((bytes.length % 4) * 8);
  words[words.length - 2] = bytes.length * 8;
  return words;
}

function mix(round, b, c, d) {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  if (round === 2) return b ^ c ^ d;
  return c ^ (b | ~d);
}

function wordIndex(round, i) {
  return [i, 5 * i + 1, 3 * i + 5, 7 * i][round] % 16;
}

function block(state, words, offset) {
  let [a, b, c, d] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const sum = (a + mix(round, b, c, d) + CONSTANTS[i] + words[offset + wordIndex(round, i)]) | 0;
    const shift = SHIFTS[round * 4 + (i % 4)];
    [a, b, c, d] = [d, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0, b, c];
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0];
}

function toHex(word) {
  let text = '';
  for (let i = 0; i < 4; i++) text += ((word >>> (i * 8)) & 255).toString(16).padStart(2, '0');
  return text;
}

export function md5(text) {
  const words = toWords(new TextEncoder().encode(text));
  let state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let offset = 0; offset < words.length; offset += 16) state = block(state, words, offset);
  return state.map(toHex).join('');
}
