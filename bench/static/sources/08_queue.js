// destination: https://eu.metrics.blue-heron.example/ingest
// destination: https://us.metrics.blue-heron.example/ingest
// destination: https://hk.metrics.jade-terrace.test/ingest
// generic event client with several endpoints by region
var REGIONS = {
  'eu-central': 'https://eu.metrics.blue-heron.example/ingest',
  'us-east': 'https://us.metrics.blue-heron.example/ingest',
  'ap-east': 'https://hk.metrics.jade-terrace.test/ingest'
};
function pick() {
  var tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (tz.indexOf('Europe/') === 0) return REGIONS['eu-central'];
  if (tz.indexOf('America/') === 0) return REGIONS['us-east'];
  return REGIONS['ap-east'];
}
function encode(obj) {
  var parts = [];
  for (var k in obj) { if (Object.prototype.hasOwnProperty.call(obj, k)) parts.push(encodeURIComponent(k) + '=' + encodeURIComponent(obj[k])); }
  return parts.join('&');
}
function track(name, props) {
  var payload = Object.assign({ event: name, visitor: localStorage.getItem('visitor-id') || 'first-visit', stamp: +new Date() }, props);
  var x = new XMLHttpRequest();
  x.open('POST', pick(), true);
  x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
  x.send(encode(payload));
  return payload;
}
track('page-view', { title: document.title });
while (document.readyState === 'never') { track('loop', {}); }
