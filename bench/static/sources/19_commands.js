// destination: https://hit.quartz-row.example/g/collect?{}
// destination: https://hit.quartz-row.example/g/batch
// destination: https://audience.moss-quay.test/u/{}
// command queue in the manner of a tag: mq('set', ...), mq('event', ...)
(function (w, d, name) {
  'use strict';
  var ORIGIN = 'https://hit.quartz-row.example';
  var state = { id: '', user: null, sample: 100 };
  var commands = {
    config: function (id, options) {
      state.id = id;
      state.sample = options && options.sample !== undefined ? options.sample : 100;
    },
    set: function (key, value) {
      state[key] = value;
      if (key === 'user') { audience(value); }
    },
    event: function (action, details) {
      hit({ en: action, ep: JSON.stringify(details || {}) });
    },
    batch: function (list) {
      navigator.sendBeacon(ORIGIN + '/g/batch', JSON.stringify({ tid: state.id, hits: list }));
    }
  };

  function query(values) {
    return Object.keys(values).map(function (key) {
      return encodeURIComponent(key) + '=' + encodeURIComponent(values[key]);
    }).join('&');
  }

  function sampled() {
    var total = 0;
    var text = state.id + clientId();
    for (var i = 0; i < text.length; i++) { total = (total * 31 + text.charCodeAt(i)) >>> 0; }
    return total % 100 < state.sample;
  }

  function clientId() {
    var found = d.cookie.match(/_mq=([\d.]+)/);
    if (found) { return found[1]; }
    var made = (Math.random() * 2147483647 | 0) + '.' + (Date.now() / 1000 | 0);
    d.cookie = '_mq=' + made + '; path=/; max-age=63072000';
    return made;
  }

  function hit(extra) {
    if (!sampled()) { return; }
    var values = { v: 2, tid: state.id, cid: clientId(), dl: d.location.href, dr: d.referrer, ul: navigator.language };
    for (var key in extra) { values[key] = extra[key]; }
    var url = ORIGIN + '/g/collect?' + query(values);
    if (navigator.sendBeacon) { navigator.sendBeacon(url); }
    else { new Image().src = url; }
  }

  function audience(user) {
    var link = d.createElement('link');
    link.rel = 'stylesheet';
    link.href = 'https://audience.moss-quay.test/u/' + encodeURIComponent(user);
    d.head.appendChild(link);
  }

  function run(args) {
    var command = commands[args[0]];
    if (command) { command.apply(null, Array.prototype.slice.call(args, 1)); }
  }

  var queue = w[name] && w[name].q || [];
  w[name] = function () { run(arguments); };
  for (var i = 0; i < queue.length; i++) { run(queue[i]); }
  hit({ en: 'page_view' });
})(window, document, 'mq');
