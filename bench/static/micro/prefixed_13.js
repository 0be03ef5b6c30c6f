//# a path that the sender puts the host before
// flow: device > pre.x13.example via fetch
function send(path, data) {
  path = 'https://pre.x13.example' + path;
  return fetch(path, { method: 'POST', body: data });
}
send('/events', navigator.userAgent);

//# put before it in a function that is made later
// flow: device > lat.x13.example via xhr
function send(path, data) {
  path = 'https://lat.x13.example' + path;
  return new Promise(function (resolve, reject) {
    var x = new XMLHttpRequest();
    x.open('POST', path);
    x.onload = resolve;
    x.onerror = reject;
    x.send(data);
  });
}
send('/events', navigator.userAgent);

//# put before it where it has no host
// flow: device > con.x13.example via fetch
// flow: email > own.x13.example via fetch
// why: an address that is whole already is left alone
function send(url, data) {
  if (!/^https?:/.test(url)) url = 'https://con.x13.example' + url;
  return fetch(url, { method: 'POST', body: data });
}
send('/events', navigator.userAgent);
send('https://own.x13.example/join', document.querySelector('input[type=email]').value);

//# and a query appended
// flow: device > app.x13.example via image
function address(name, params) {
  name = 'https://app.x13.example/data/' + name;
  var list = Object.keys(params).map(function (key) { return key + '=' + params[key]; });
  return 0 < list.length && (name += '?' + list.join('&')), name;
}
function ping(url) { new Image().src = url; }
ping(address('log.gif', { a: navigator.userAgent }));

//# a parameter that something else is kept in after the request
// flow: device > aft.x13.example via fetch
// why: what is assigned later is not where the request went
function send(url, data) {
  fetch(url, { method: 'POST', body: data });
  url = 'https://not.x13.example/next';
  return url;
}
send('https://aft.x13.example/e', navigator.userAgent);

//# another host is put in place of the given one
// flow: device > new.x13.example via beacon
function leave(url, data) {
  url = 'https://new.x13.example/b';
  navigator.sendBeacon(url, data);
}
leave('https://old.x13.example/b', navigator.userAgent);

//# another host is put in place only in tests
// flow: device > rea.x13.example via beacon
// flow: device > tes.x13.example via beacon
function leave(url, data) {
  if (window.__test) url = 'https://tes.x13.example/b';
  navigator.sendBeacon(url, data);
}
leave('https://rea.x13.example/b', navigator.userAgent);

//# a path of the page's own
// flow: device > self via fetch
function send(path, data) {
  path = '/api' + path;
  return fetch(path, { method: 'POST', body: data });
}
send('/events', navigator.userAgent);

//# a declared function inside runs when it is called
// flow: device > dec.x13.example via fetch
function start(host) {
  host = 'https://' + host;
  post(navigator.userAgent);
  function post(data) { fetch(host + '/e', { method: 'POST', body: data }); }
}
start('dec.x13.example');

//# a default where the settings say nothing
// flow: device > ? via open
// why: every call gives an address, whichever it is
function show(url, target) {
  if (/firefox/i.test(target)) {
    url = url || 'http://nothing.x13.example';
    target = target || '_blank';
  }
  window.open(url, target);
}
export function login(config) { show(config.handler + '?ua=' + navigator.userAgent, config.target); }
