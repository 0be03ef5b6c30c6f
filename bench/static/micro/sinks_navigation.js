//# location-href
// flow: email > next.nav.example via navigation
document.querySelector('#go').onclick = function () {
  location.href = 'https://next.nav.example/step2?e=' + encodeURIComponent(document.querySelector('input[type=email]').value);
};

//# location-assign-self
// flow: search > self via navigation
document.querySelector('#find').addEventListener('click', () => {
  window.location.assign('/search?q=' + encodeURIComponent(document.querySelector('input[type=search]').value));
});

//# location-hash
// no flow
// why: a fragment is never sent
location.hash = 'e=' + encodeURIComponent(document.querySelector('input[type=email]').value);

//# location-replace-fragment
// no flow
// why: the token stands in the fragment; the request carries the constant part only
location.replace('https://frag.nav.example/app#sid=' + sessionStorage.getItem('sid'));

//# location-search
// flow: search > self via navigation
document.querySelector('#f').onchange = () => {
  location.search = '?q=' + encodeURIComponent(document.querySelector('input[type=search]').value);
};

//# window-open
// flow: identifier > pop.open.example via open
document.querySelector('.share').onclick = () =>
  window.open('https://pop.open.example/share?v=' + encodeURIComponent(localStorage.getItem('visitor')), '_blank', 'noopener');

//# indexeddb-open
// no flow
// why: open() is that of the page's own data base
const dbName = 'user-' + document.querySelector('input[name=username]').value;
const rq = indexedDB.open(dbName, 1);
rq.onsuccess = () => console.log(rq.result.name);

//# history-push
// no flow
// why: pushState changes the address shown and requests nothing
document.querySelector('input[type=search]').addEventListener('input', (e) => {
  history.pushState({ q: e.target.value }, '', '?q=' + encodeURIComponent(e.target.value));
});

//# history-replace-then-fixed-request
// no flow
// destination: https://hist.nav.example/count
// why: the state keeps the address; the request has a constant URL and no body
history.replaceState({ email: document.querySelector('input[type=email]').value }, '', location.pathname);
fetch('https://hist.nav.example/count', { method: 'POST', referrerPolicy: 'no-referrer' });

//# window-name-kept
// no flow
// why: window.name is only set, the page goes nowhere
window.name = JSON.stringify({ tab: 1, draft: document.querySelector('textarea[name=message]').value });

//# window-name-carried
// flow: password > carry.nav.example via window-name
// why: the next document in the same window reads window.name
window.name = document.querySelector('input[type=password]').value;
location.href = 'https://carry.nav.example/collect';

//# postmessage-parent
// flow: email > embedder.pm.example via postmessage
parent.postMessage({ type: 'lead', email: document.querySelector('input[type=email]').value }, 'https://embedder.pm.example');

//# postmessage-frame-star
// flow: identifier > ? via postmessage
const child = document.querySelector('iframe');
child.contentWindow.postMessage({ sid: localStorage.getItem('sid') }, '*');

//# postmessage-self
// no flow
// why: the message goes to the window itself and is only rendered
window.addEventListener('message', (ev) => {
  if (ev.origin === location.origin) document.querySelector('#echo').textContent = ev.data.text;
});
window.postMessage({ text: document.querySelector('textarea[name=message]').value }, location.origin);

//# postmessage-ready-only
// no flow
// why: the parent learns that the form is valid, not what is in it
const ok = document.querySelector('input[type=email]').checkValidity();
parent.postMessage({ type: 'form-state', valid: ok }, 'https://wrapper.pm.example');

//# dns-prefetch-label
// flow: identifier > {}.ns.dns.example via dns
// destination: https://{}.ns.dns.example
// why: the value leaks as a label of the name that is looked up
const hint = document.createElement('link');
hint.rel = 'dns-prefetch';
hint.href = 'https://' + localStorage.getItem('uid') + '.ns.dns.example';
document.head.appendChild(hint);

//# preconnect-path
// no flow
// why: preconnect opens a connection to the host, path and query are not sent
const pre = document.createElement('link');
pre.rel = 'preconnect';
pre.href = 'https://warm.dns.example/?u=' + localStorage.getItem('uid');
document.head.appendChild(pre);

//# anchor-not-clicked
// no flow
// why: the anchor is used to take a URL apart and is never followed
var parser = document.createElement('a');
parser.href = 'https://parse.nav.example/?q=' + document.querySelector('input[type=search]').value;
document.querySelector('#dbg').textContent = parser.pathname + parser.search;
