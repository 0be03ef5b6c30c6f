//# list-of-names-for-stringify
// flow: email > lns.rd12.example via fetch
const data = { mail: document.querySelector('input[type=email]').value, pass: document.querySelector('input[type=password]').value, step: 2 };
fetch('https://lns.rd12.example/s', { method: 'POST', body: JSON.stringify(data, ['mail', 'step']) });

//# near-list-of-names-without-it
// no flow
const data = { mail: document.querySelector('input[type=email]').value, step: 2 };
fetch('https://nln.rd12.example/s', { method: 'POST', body: JSON.stringify(data, ['step']) });

//# near-scrubbed-by-list-of-keys
// no flow
const SECRET = ['password', 'otp'];
function scrub(o) {
  const c = { ...o };
  for (const k of SECRET) if (k in c) c[k] = '[redacted]';
  return c;
}
fetch('https://nsl.rd12.example/s', { method: 'POST', body: JSON.stringify(scrub({ password: document.querySelector('input[type=password]').value, step: 1 })) });

//# scrubbed-all-but-one
// flow: phone > sab.rd12.example via fetch
const SECRET = ['password', 'otp'];
function scrub(o) {
  const c = { ...o };
  for (const k of SECRET) if (k in c) c[k] = '[redacted]';
  return c;
}
fetch('https://sab.rd12.example/s', {
  method: 'POST',
  body: JSON.stringify(scrub({ password: document.querySelector('input[type=password]').value, tel: document.querySelector('input[type=tel]').value })),
});

//# addresses-masked-in-text
// flow: message > amt.rd12.example via fetch
const text = document.querySelector('textarea[name=message]').value.replace(/[\w.+-]+@[\w.-]+/g, '<mail>');
fetch('https://amt.rd12.example/m', { method: 'POST', body: text });

//# near-every-character-masked
// no flow
// why: each character becomes a star; only how many there are is left
const masked = document.querySelector('input[type=password]').value.replace(/./g, '*');
navigator.sendBeacon('https://nec.rd12.example/p', masked);

//# near-rest-that-is-not-sent
// no flow
// why: the username is in the rest; what is sent was taken out and is a constant
const { step, ...rest } = { username: document.querySelector('input[name=username]').value, step: 'two' };
document.querySelector('#u').textContent = rest.username;
fetch('https://nrs.rd12.example/s?step=' + step);

//# rest-without-the-password
// flow: username > rwp.rd12.example via fetch
const values = { username: document.querySelector('input[name=username]').value, password: document.querySelector('input[type=password]').value };
const { password, ...rest } = values;
fetch('https://rwp.rd12.example/s', { method: 'POST', body: JSON.stringify(rest) });

//# near-bucket-of-the-year
// no flow
// why: one of two constants
const year = Number(document.querySelector('input[name=birthyear]').value);
fetch('https://nby.rd12.example/b?g=' + (year > 2000 ? 'young' : 'old'));

//# digest-instead-of-the-number
// flow: phone > din.rd12.example via fetch
(async () => {
  const bytes = new TextEncoder().encode(document.querySelector('input[type=tel]').value.replace(/\D/g, ''));
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  const hex = Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, '0')).join('');
  await fetch('https://din.rd12.example/m?h=' + hex);
})();
