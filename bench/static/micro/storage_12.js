//# object-kept-as-text
// flow: email > okt.st12.example via fetch
document.querySelector('#next').onclick = () => {
  localStorage.setItem('lead', JSON.stringify({ mail: document.querySelector('input[type=email]').value, step: 1 }));
};
window.addEventListener('online', () => {
  const lead = JSON.parse(localStorage.getItem('lead') || 'null');
  if (lead) fetch('https://okt.st12.example/l', { method: 'POST', body: lead.mail });
});

//# near-object-kept-other-field
// no flow
document.querySelector('#next').onclick = () => {
  localStorage.setItem('lead', JSON.stringify({ mail: document.querySelector('input[type=email]').value, step: 1 }));
};
window.addEventListener('online', () => {
  const lead = JSON.parse(localStorage.getItem('lead') || '{}');
  fetch('https://nok.st12.example/l?step=' + lead.step);
});

//# storage-helper-with-prefix
// flow: phone > shp.st12.example via beacon
const kept = {
  get: (k) => sessionStorage.getItem('app:' + k),
  set: (k, v) => sessionStorage.setItem('app:' + k, v),
};
document.querySelector('input[type=tel]').onchange = (e) => kept.set('tel', e.target.value);
addEventListener('pagehide', () => navigator.sendBeacon('https://shp.st12.example/s', kept.get('tel')));

//# near-storage-helper-other-key
// no flow
const kept = {
  get: (k) => sessionStorage.getItem('app:' + k),
  set: (k, v) => sessionStorage.setItem('app:' + k, v),
};
document.querySelector('input[type=tel]').onchange = (e) => kept.set('tel', e.target.value);
kept.set('theme', 'dark');
addEventListener('pagehide', () => navigator.sendBeacon('https://nsh.st12.example/s', kept.get('theme')));

//# outbox-in-database
// flow: message > oid.st12.example via fetch
const db = new Promise((ok) => {
  const req = indexedDB.open('outbox', 1);
  req.onupgradeneeded = () => req.result.createObjectStore('mails', { autoIncrement: true });
  req.onsuccess = () => ok(req.result);
});
document.querySelector('form').onsubmit = async () => {
  (await db).transaction('mails', 'readwrite').objectStore('mails').add({ text: document.querySelector('textarea[name=message]').value });
};
addEventListener('online', async () => {
  const all = (await db).transaction('mails').objectStore('mails').getAll();
  all.onsuccess = () => all.result.forEach((m) => fetch('https://oid.st12.example/m', { method: 'POST', body: m.text }));
});

//# near-outbox-counted
// no flow
const db = new Promise((ok) => {
  const req = indexedDB.open('outbox', 1);
  req.onupgradeneeded = () => req.result.createObjectStore('mails', { autoIncrement: true });
  req.onsuccess = () => ok(req.result);
});
document.querySelector('form').onsubmit = async () => {
  (await db).transaction('mails', 'readwrite').objectStore('mails').add({ text: document.querySelector('textarea[name=message]').value });
};
addEventListener('online', async () => {
  const count = (await db).transaction('mails').objectStore('mails').count();
  count.onsuccess = () => fetch('https://noc.st12.example/m?n=' + count.result);
});

//# cache-as-notebook
// flow: message > can.st12.example via fetch
document.querySelector('textarea[name=message]').oninput = async (e) => {
  const box = await caches.open('drafts');
  await box.put('/draft', new Response(e.target.value));
};
document.querySelector('#sync').onclick = async () => {
  const box = await caches.open('drafts');
  const hit = await box.match('/draft');
  if (hit) await fetch('https://can.st12.example/d', { method: 'POST', body: await hit.text() });
};

//# near-draft-overwritten
// no flow
// why: what is read is the constant that was put in its place
const key = 'draft-note';
sessionStorage.setItem(key, document.querySelector('textarea[name=message]').value);
document.querySelector('#copy').textContent = sessionStorage.getItem(key);
sessionStorage.setItem(key, 'none');
fetch('https://ndo.st12.example/d', { method: 'POST', body: sessionStorage.getItem(key) });

//# state-of-history
// flow: email > soh.st12.example via fetch
document.querySelector('#next').onclick = () => history.pushState({ mail: document.querySelector('input[type=email]').value }, '', '#two');
addEventListener('popstate', (ev) => { if (ev.state) fetch('https://soh.st12.example/b', { method: 'POST', body: ev.state.mail }); });

//# near-state-of-history-step
// no flow
document.querySelector('#next').onclick = () => history.pushState({ mail: document.querySelector('input[type=email]').value, step: 2 }, '', '#two');
addEventListener('popstate', () => { if (history.state) fetch('https://nsh2.st12.example/b?s=' + history.state.step); });
