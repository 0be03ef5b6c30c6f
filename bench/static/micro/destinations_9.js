//# environment-table-with-fallback
// flow: email > api.live.d9.example via fetch
// destination: https://api.live.d9.example/v1/leads
// no destination: api.dev.d9.example
// why: the key of the table is a constant of the build
const ENV1 = 'production';
const ENDPOINTS1 = { development: 'https://api.dev.d9.example', production: 'https://api.live.d9.example' };
const base1 = ENDPOINTS1[ENV1] || ENDPOINTS1.development;
document.querySelector('#lead').addEventListener('submit', (ev) => {
  ev.preventDefault();
  fetch(`${base1}/v1/leads`, { method: 'POST', body: JSON.stringify({ mail: document.querySelector('input[type=email]').value }) });
});

//# region-from-language
// flow: phone > eu.reg.d9.example via fetch
// flow: phone > us.reg.d9.example via fetch
// destination: https://eu.reg.d9.example/sms
// destination: https://us.reg.d9.example/sms
const REGIONS2 = { de: 'eu', fr: 'eu' };
const region2 = REGIONS2[navigator.language.slice(0, 2)] || 'us';
fetch('https://' + region2 + '.reg.d9.example/sms', { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# url-object-then-pathname
// flow: search > find.uo.d9.example via fetch
// destination: https://find.uo.d9.example/api/suggest?q={}&limit=10
function suggestUrl3(q) {
  const u = new URL('https://find.uo.d9.example');
  u.pathname = '/api/suggest';
  u.searchParams.set('q', q);
  u.searchParams.append('limit', 10);
  return u.toString();
}
document.querySelector('input[type=search]').oninput = (e) => fetch(suggestUrl3(e.target.value)).then((r) => r.json());

//# host-by-slice
// no flow
// destination: https://cdn.sl.d9.example/a.js
const raw4 = '@@cdn.sl.d9.example@@';
const s4 = document.createElement('script');
s4.src = 'https://' + raw4.slice(2, -2) + '/a.js';
document.head.appendChild(s4);

//# base-joined-by-helper
// flow: username > auth.jn.d9.example via fetch
// destination: https://auth.jn.d9.example/session/new
const trim5 = (s) => s.replace(/^\/+|\/+$/g, '');
const join5 = (...parts) => parts.map(trim5).join('/');
fetch(join5('https://auth.jn.d9.example/', '/session/', 'new'), { method: 'POST', body: document.querySelector('input[name=username]').value });

//# page-origin
// flow: password > self via fetch
// why: the page's own origin is the page's own
fetch(location.origin + '/login', { method: 'POST', body: document.querySelector('input[type=password]').value });

//# relative-to-script-host
// flow: email > ? via fetch
// why: the host is that of the script element, which the code does not say
const me7 = document.currentScript;
const root7 = new URL(me7.src).origin;
fetch(root7 + '/subscribe', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# host-from-data-attribute
// flow: email > ? via fetch
const host8 = document.querySelector('#widget').dataset.host;
fetch('https://' + host8 + '/w', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# documentation-link-in-error
// flow: message > bot.doc.d9.example via fetch
// no destination: help.doc.d9.example
// why: near miss: the second address is text for the developer
async function ask9(text) {
  if (!text) throw new Error('Nothing to ask. See https://help.doc.d9.example/ask');
  return fetch('https://bot.doc.d9.example/ask', { method: 'POST', body: text });
}
document.querySelector('#send').onclick = () => ask9(document.querySelector('textarea[name=message]').value);

//# list-tried-in-turn
// flow: identifier > a.try.d9.example via fetch
// flow: identifier > b.try.d9.example via fetch
async function post10(body) {
  for (const h of ['a.try.d9.example', 'b.try.d9.example']) {
    try { return await fetch('https://' + h + '/in', { method: 'POST', body }); } catch (e) { /* next */ }
  }
}
post10(localStorage.getItem('device_id'));

//# protocol-relative-with-page-protocol
// flow: device > px.pr.d9.example via image
// destination: https://px.pr.d9.example/i.gif?w={}
const proto11 = location.protocol === 'https:' ? 'https:' : 'http:';
(new Image()).src = proto11 + '//px.pr.d9.example/i.gif?w=' + screen.width;

//# template-placeholders-by-replace-callback
// flow: email > acme.ph.d9.example via fetch
// destination: https://acme.ph.d9.example/u
const fill12 = (t, v) => t.replace(/\{(\w+)\}/g, (_, k) => v[k]);
fetch(fill12('https://{tenant}.ph.d9.example/{path}', { tenant: 'acme', path: 'u' }), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# allowlisted-origin-comparison
// no flow
// no destination: trusted.al.d9.example
// why: near miss: the address is only compared with the sender's
window.addEventListener('message', (m) => {
  if (m.origin !== 'https://trusted.al.d9.example') return;
  document.querySelector('#status').textContent = m.data.text;
});
