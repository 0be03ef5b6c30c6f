// destination: https://boot.rust-willow.example/m/core.js
// destination: https://boot.rust-willow.example/m/forms.js
// destination: https://alt.pearl-ditch.test/m/core.js
// destination: https://alt.pearl-ditch.test/m/forms.js
// destination: https://beat.pearl-ditch.test/b?n={}
// decoy: unused.rust-willow.example
// bootstrap: modules from one of two origins, heart beat of the page
var bootstrap = (function (doc) {
  'use strict';
  var PRIMARY = 'https://boot.rust-willow.example/m/';
  var SECONDARY = 'https://alt.pearl-ditch.test/m/';
  var BLOCKED = /unused\.rust-willow\.example|localhost/i;
  var loaded = [];

  function append(url, ready, failed) {
    var tag = doc.createElement('script');
    tag.src = url;
    tag.defer = true;
    tag.referrerPolicy = 'unsafe-url';
    tag.addEventListener('load', ready);
    tag.addEventListener('error', failed);
    doc.head.append(tag);
  }

  function core(next) {
    append(PRIMARY + 'core.js', next, function () { append(SECONDARY + 'core.js', next, give); });
  }

  function forms(next) {
    append(PRIMARY + 'forms.js', next, function () { append(SECONDARY + 'forms.js', next, give); });
  }

  function give() {
    loaded.push('failed');
    doc.documentElement.classList.add('boot-failed');
  }

  function beat() {
    var count = 0;
    return setInterval(function () {
      count++;
      fetch('https://beat.pearl-ditch.test/b?n=' + count, { mode: 'no-cors', credentials: 'include' });
    }, 15000);
  }

  function run() {
    if (BLOCKED.test(location.hostname)) { return false; }
    core(function () {
      loaded.push('core');
      forms(function () {
        loaded.push('forms');
        window.dispatchEvent(new CustomEvent('booted', { detail: loaded.slice() }));
      });
    });
    window.addEventListener('pagehide', clearInterval.bind(null, beat()), { once: true });
    return true;
  }

  return { run: run, loaded: loaded };
})(document);

bootstrap.run();
