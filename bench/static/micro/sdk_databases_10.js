//# kept-in-a-database-until-it-is-sent
// flow: device > kdb.k10.example via fetch
// flow: identifier > kdb.k10.example via fetch
// why: what is read of the device is put into a database, and taken out of it by another function
const TABLES1 = { TAGS: 'tags', COUNTERS: 'counters' };
const open1 = () => new Promise((done) => { const r = indexedDB.open('diagnostics1', 1); r.onsuccess = () => done(r.result); });
async function setTags1(tags) {
  const db = await open1();
  const store = db.transaction([TABLES1.TAGS], 'readwrite').objectStore(TABLES1.TAGS);
  Object.entries(tags).forEach(([key, value]) => { store.put({ key, value }); });
}
async function flush1() {
  const db = await open1();
  const store = db.transaction([TABLES1.TAGS], 'readwrite').objectStore(TABLES1.TAGS);
  const rows = await new Promise((done) => { const request = store.getAll(); request.onsuccess = () => done(request.result); });
  fetch('https://kdb.k10.example/v1/capture', { method: 'POST', body: JSON.stringify({ tags: rows }) });
}
setTags1({ user_agent: navigator.userAgent });
setInterval(flush1, 60000);

//# another-store-of-the-database
// flow: identifier > aso.k10.example via fetch
// why: near miss: the password stands in the store of drafts, and the store of counters is sent
const open2 = () => new Promise((done) => { const r = indexedDB.open('app2', 1); r.onsuccess = () => done(r.result); });
async function draft2(value) {
  const db = await open2();
  db.transaction('drafts', 'readwrite').objectStore('drafts').put({ id: 1, value });
}
async function flush2() {
  const db = await open2();
  const store = db.transaction('counters', 'readonly').objectStore('counters');
  const rows = await new Promise((done) => { const request = store.getAll(); request.onsuccess = () => done(request.result); });
  fetch('https://aso.k10.example/count', { method: 'POST', body: JSON.stringify(rows) });
}
document.querySelector('input[type=password]').addEventListener('change', (e) => draft2(e.target.value));
flush2();
