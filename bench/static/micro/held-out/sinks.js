//# ho-fetch-session-create
// flow: email > id.shopfront.example via fetch
// flow: password > id.shopfront.example via fetch
// guard: event submit
// destination: https://id.shopfront.example/v2/session
// why: the request options are put together in a helper, headers first, body later
const API_ROOT = 'https://id.shopfront.example/v2';
function jsonRequest(method, payload) {
  const init = { method, headers: { 'content-type': 'application/json' }, credentials: 'include' };
  init.body = JSON.stringify(payload);
  return init;
}
document.querySelector('form#signin').addEventListener('submit', async (ev) => {
  ev.preventDefault();
  const email = document.querySelector('input[type=email]').value.trim();
  const password = document.querySelector('input[type=password]').value;
  const res = await fetch(`${API_ROOT}/session`, jsonRequest('POST', { email, password }));
  document.querySelector('#status').hidden = res.ok;
});

//# ho-xhr-otp-verify
// flow: otp > sms.payline.example via xhr
// no guard
// destination: https://sms.payline.example/verify
// why: an XHR wrapped in a promise; the body goes through an argument list
!function () {
  var request = function (verb, url, body) {
    return new Promise(function (ok, fail) {
      var x = new XMLHttpRequest();
      x.open(verb, url, true);
      x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
      x.onload = function () { ok(x.status); };
      x.onerror = fail;
      x.send(body);
    });
  };
  var box = document.querySelector('input[autocomplete="one-time-code"]');
  window.verifyCode = function () {
    return request('POST', 'https://sms.payline.example/verify', 'code=' + encodeURIComponent(box.value));
  };
}();

//# ho-beacon-pagehide-traits
// flow: device > rum.vitals.example via beacon
// guard: event pagehide
// destination: https://rum.vitals.example/b
(function (w, n) {
  var q = [];
  function push(k, v) { q.push([k, v]); }
  push('ua', n.userAgent);
  push('hc', n.hardwareConcurrency);
  push('sr', w.screen.width + 'x' + w.screen.height);
  w.addEventListener('pagehide', function () {
    var blob = new Blob([JSON.stringify(q)], { type: 'text/plain' });
    n.sendBeacon('https://rum.vitals.example/b', blob);
  });
})(window, navigator);

//# ho-websocket-chat-message
// flow: message > chat.helpdesk.example via websocket
// guard: event click
// destination: wss://chat.helpdesk.example/rt
class ChatTransport {
  constructor(url) {
    this.pending = [];
    this.ws = new WebSocket(url);
    this.ws.onopen = () => this.drain();
  }
  post(frame) {
    this.pending.push(frame);
    this.drain();
  }
  drain() {
    while (this.ws.readyState === 1 && this.pending.length) this.ws.send(JSON.stringify(this.pending.shift()));
  }
}
const chatTransport = new ChatTransport('wss://chat.helpdesk.example/rt');
document.querySelector('#chat-send').addEventListener('click', () => {
  const message = document.querySelector('textarea[name=message]').value;
  chatTransport.post({ t: 'msg', body: message });
});

//# ho-eventsource-visitor
// flow: identifier > push.newsroom.example via eventsource
// no guard
// destination: https://push.newsroom.example/stream?visitor={}
const visitorId = localStorage.getItem('nr_visitor_id');
const stream = new EventSource('https://push.newsroom.example/stream?visitor=' + encodeURIComponent(visitorId));
stream.addEventListener('headline', (e) => {
  document.querySelector('#ticker').textContent = JSON.parse(e.data).title;
});

//# ho-image-pixel-search
// flow: search > px.adgrid.example via image
// guard: event change
// destination: https://px.adgrid.example/s.gif?q={}
var _px = _px || {};
_px.fire = function (path, v) {
  var i = new Image(1, 1);
  i.onload = i.onerror = function () { i = null; };
  i.src = 'https://px.adgrid.example/' + path + '.gif?q=' + encodeURIComponent(v);
};
document.querySelector('input[type=search]').addEventListener('change', function () {
  _px.fire('s', this.value);
});

//# ho-script-jsonp-phone
// flow: phone > check.numbers.example via script
// no guard
// destination: https://check.numbers.example/jsonp?cb=__nv0&tel={}
// why: JSONP: the script element loads on insertion
(function () {
  var seq = 0;
  function jsonp(u, done) {
    var cb = '__nv' + seq++;
    window[cb] = done;
    var s = document.createElement('script');
    s.async = true;
    s.src = u.replace('{cb}', cb);
    var f = document.getElementsByTagName('script')[0];
    f.parentNode.insertBefore(s, f);
  }
  var tel = document.querySelector('input[type=tel]').value;
  jsonp('https://check.numbers.example/jsonp?cb={cb}&tel=' + encodeURIComponent(tel), function (r) {
    document.body.classList.toggle('tel-ok', r.ok);
  });
})();

//# ho-iframe-cookie-sync
// flow: identifier > sync.dspmatch.example via iframe
// no guard
function readCookie(n) {
  var m = document.cookie.match(new RegExp('(?:^|; )' + n + '=([^;]*)'));
  return m ? decodeURIComponent(m[1]) : '';
}
function mountSync(id) {
  var f = document.createElement('iframe');
  f.setAttribute('src', 'https://sync.dspmatch.example/match#' + 'id=' + id);
  f.src = 'https://sync.dspmatch.example/match?uid=' + id;
  f.style.display = 'none';
  document.body.appendChild(f);
}
mountSync(readCookie('_uid'));

//# ho-css-background-canvas
// flow: device > bg.themekit.example via css
// no guard
// destination: https://bg.themekit.example/t.png?h={}
var _0c = document.createElement('canvas');
var _0g = _0c.getContext('2d');
_0g.font = '14px Arial';
_0g.fillText('Cwm fjordbank', 2, 15);
var _0h = 0, _0d = _0c.toDataURL();
for (var _0i = 0; _0i < _0d.length; _0i++) _0h = ((_0h << 5) - _0h + _0d.charCodeAt(_0i)) | 0;
var _0e = document.createElement('div');
document.body.appendChild(_0e);
_0e.style.backgroundImage = 'url("https://bg.themekit.example/t.png?h=' + (_0h >>> 0).toString(16) + '")';

//# ho-link-prefetch-username
// flow: username > assets.gatehouse.example via link
// guard: event blur
const prefetch = (href) => {
  const l = document.createElement('link');
  Object.assign(l, { rel: 'prefetch', href });
  document.head.append(l);
};
const loginName = document.querySelector('input[autocomplete=username]');
loginName.addEventListener('blur', () => prefetch(`https://assets.gatehouse.example/avatar/${encodeURIComponent(loginName.value)}`));

//# ho-form-hidden-post
// flow: card > acs.threeds.example via form
// flow: name > acs.threeds.example via form
// no guard
// destination: https://acs.threeds.example/challenge
// why: the form is made in code and submitted at once
function postTo(action, fields) {
  const form = document.createElement('form');
  form.method = 'POST';
  form.action = action;
  for (const key of Object.keys(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = key;
    input.value = fields[key];
    form.appendChild(input);
  }
  document.body.appendChild(form);
  form.submit();
}
window.startChallenge = () => postTo('https://acs.threeds.example/challenge', {
  pan: document.querySelector('input[autocomplete=cc-number]').value,
  holder: document.querySelector('input[autocomplete=cc-name]').value,
  version: '2.2.0',
});

//# ho-navigation-sso-hint
// flow: email > sso.identity.example via navigation
// guard: event submit
// destination: https://sso.identity.example/authorize?client_id=web&login_hint={}
document.forms[0].addEventListener('submit', function (e) {
  e.preventDefault();
  var hint = document.querySelector('input[type=email]').value;
  var parts = ['client_id=web', 'login_hint=' + encodeURIComponent(hint)];
  window.location.assign('https://sso.identity.example/authorize' + '?' + parts.join('&'));
});

//# ho-open-share-popup
// flow: message > share.social.example via open
// guard: event click
// destination: https://share.social.example/intent?text={}
document.getElementById('share').onclick = function () {
  var txt = document.querySelector('textarea[name=comment]').value;
  var u = 'https://share.social.example/intent?text=' + encodeURIComponent(txt);
  window.open(u, 'share', 'width=550,height=420');
};

//# ho-postmessage-parent-frame
// flow: password > wallet.embed.example via postmessage
// guard: event submit
// why: a login page in a frame that hands the password to its embedder
const EMBEDDER = 'https://wallet.embed.example';
const bridge = {
  emit(type, detail) {
    window.parent.postMessage({ source: 'login-frame', type, detail }, EMBEDDER);
  },
};
document.querySelector('form').addEventListener('submit', (e) => {
  e.preventDefault();
  bridge.emit('credentials', { secret: document.querySelector('#password').value });
});

//# ho-postmessage-wildcard-opener
// flow: otp > ? via postmessage
// guard: event input
// why: '*' lets any opener read it
var otpBox = document.querySelector('input[name=otp]');
otpBox.addEventListener('input', function () {
  window.opener.postMessage(JSON.stringify({ k: 'otp', v: otpBox.value }), '*');
});

//# ho-worker-script-query
// flow: identifier > self via worker
// no guard
// destination: /static/tracker.worker.js?sid={}
const sid = sessionStorage.getItem('sid');
const trackerWorker = new Worker('/static/tracker.worker.js?sid=' + encodeURIComponent(sid));
trackerWorker.onmessage = () => trackerWorker.terminate();

//# ho-import-dynamic-language
// flow: device > esm.textpack.example via import
// no guard
// destination: https://esm.textpack.example/i18n/{}.mjs
const localeTag = (navigator.languages[0] || navigator.language).toLowerCase();
import(`https://esm.textpack.example/i18n/${localeTag}.mjs`).then((m) => {
  document.documentElement.lang = m.default.lang;
});

//# ho-webrtc-turn-credentials
// flow: phone > turn.callwidget.example via webrtc
// guard: event click
// why: the phone number is the user name that the TURN server is shown
document.querySelector('#call').addEventListener('click', async () => {
  const user = document.querySelector('input[type=tel]').value;
  const pc = new RTCPeerConnection({
    iceServers: [{ urls: 'turn:turn.callwidget.example:3478', username: user, credential: 'guest' }],
  });
  pc.createDataChannel('probe');
  await pc.setLocalDescription(await pc.createOffer());
});

//# ho-webtransport-pointer
// flow: interaction > wt.heatmaps.example via webtransport
// guard: event pointermove
// destination: https://wt.heatmaps.example/ingest
(async () => {
  const wt = new WebTransport('https://wt.heatmaps.example/ingest');
  await wt.ready;
  const w = wt.datagrams.writable.getWriter();
  const b = new DataView(new ArrayBuffer(8));
  addEventListener('pointermove', (e) => {
    b.setInt32(0, e.clientX);
    b.setInt32(4, e.clientY);
    w.write(new Uint8Array(b.buffer.slice(0)));
  });
})();

//# ho-ping-anchor-username
// flow: username > audit.clicks.example via ping
// no guard
const nextLink = document.createElement('a');
nextLink.href = '/account/next';
nextLink.ping = 'https://audit.clicks.example/p?u=' + encodeURIComponent(document.querySelector('#username').value);
document.body.appendChild(nextLink);
nextLink.click();

//# ho-audio-pixel-device
// flow: device > snd.beaconaudio.example via audio
// no guard
// destination: https://snd.beaconaudio.example/s.mp3?p={}
function tone(id) {
  return new Audio('https://snd.beaconaudio.example/s.mp3?p=' + id);
}
tone(encodeURIComponent(navigator.platform)).load();

//# ho-video-src-identifier
// flow: identifier > cdn.clipplayer.example via video
// no guard
// destination: https://cdn.clipplayer.example/v/intro.mp4?viewer={}
const player = document.querySelector('video#hero') || document.createElement('video');
const viewerKey = localStorage.getItem('viewer-key');
player.preload = 'auto';
player.src = `https://cdn.clipplayer.example/v/intro.mp4?viewer=${viewerKey}`;

//# ho-object-embed-timezone
// flow: device > embed.widgets.example via object
// no guard
var ob = document.createElement('object');
ob.type = 'text/html';
ob.data = 'https://embed.widgets.example/clock?tz=' + Intl.DateTimeFormat().resolvedOptions().timeZone;
document.body.appendChild(ob);

//# ho-serviceworker-registration
// flow: identifier > self via serviceworker
// no guard
// destination: /sw.js?device={}
const SW_PATH = '/sw.js';
const deviceToken = localStorage.getItem('push_device_token');
navigator.serviceWorker.register(`${SW_PATH}?device=${deviceToken}`, { scope: '/' });

//# ho-innerhtml-image-email
// flow: email > open.mailpulse.example via image
// no guard
// why: no call named after a request; the parser loads the image of the markup
var mailBox = document.querySelector('input[type=email]');
var slot = document.createElement('div');
document.body.appendChild(slot);
slot.innerHTML = '<img width="1" height="1" src="https://open.mailpulse.example/o?e=' + encodeURIComponent(mailBox.value) + '">';
