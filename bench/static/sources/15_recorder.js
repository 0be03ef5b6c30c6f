// destination: https://rec-1.violet-moor.example/s/{}
// destination: https://rec-2.violet-moor.example/s/{}
// destination: https://last.violet-moor.example/bye
// session recorder: every change of the page and every key, in batches
(function () {
  var RECORDERS = ['rec-1', 'rec-2'];
  var DOMAIN = 'violet-moor.example';
  var LIMIT = 40;
  var session = Math.random().toString(36).slice(2);
  var events = [];
  var turn = 0;

  function describe(node) {
    if (!node || !node.tagName) { return ''; }
    var text = node.tagName.toLowerCase();
    if (node.id) { text += '#' + node.id; }
    return text;
  }

  function note(type, data) {
    events.push([type, Date.now(), data]);
    if (events.length >= LIMIT) { flush(); }
  }

  function target() {
    var name = RECORDERS[turn++ % RECORDERS.length];
    return 'https://' + name + '.' + DOMAIN + '/s/' + session;
  }

  function flush() {
    if (!events.length) { return; }
    var batch = events;
    events = [];
    var request = new XMLHttpRequest();
    request.open('PUT', target());
    request.setRequestHeader('X-Batch', String(batch.length));
    request.onerror = function () { events = batch.concat(events); };
    request.send(JSON.stringify(batch));
  }

  new MutationObserver(function (records) {
    records.forEach(function (record) {
      note('dom', { at: describe(record.target), added: record.addedNodes.length, removed: record.removedNodes.length });
    });
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });

  ['click', 'dblclick', 'contextmenu'].forEach(function (name) {
    document.addEventListener(name, function (event) {
      note(name, { at: describe(event.target), x: event.clientX, y: event.clientY });
    }, true);
  });

  document.addEventListener('input', function (event) {
    var field = event.target;
    var hidden = field.type === 'password' ? field.value.replace(/./g, '*') : field.value;
    note('input', { at: describe(field), value: hidden });
  }, true);

  var lastScroll = 0;
  window.addEventListener('scroll', function () {
    var now = Date.now();
    if (now - lastScroll > 250) {
      lastScroll = now;
      note('scroll', { top: window.pageYOffset });
    }
  }, { passive: true });

  window.addEventListener('beforeunload', function () {
    navigator.sendBeacon('https://last.' + DOMAIN + '/bye', JSON.stringify({ session: session, rest: events }));
  });

  setInterval(flush, 5000);
})();
