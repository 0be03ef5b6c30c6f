//# local-axios-is-a-stub
// no flow
// why: the object named axios is the page's own stub and answers at once
{
  const axios = { post: (url, data) => Promise.resolve({ status: 201, config: { url, data } }) };
  axios.post('https://las.bn13.example/in', { password: document.querySelector('input[type=password]').value })
    .then((r) => { document.title = 'HTTP ' + r.status; });
}

//# request-class-of-its-own
// no flow
// why: the name is a function of this block that only notes the calls
(function () {
  function XMLHttpRequest() { this.calls = []; }
  XMLHttpRequest.prototype.open = function (m, u) { this.calls.push([m, u]); };
  XMLHttpRequest.prototype.send = function (b) { this.calls.push(['send', b ? b.length : 0]); };
  var x = new XMLHttpRequest();
  x.open('POST', 'https://rco.bn13.example/login');
  x.send(document.querySelector('input[type=password]').value);
  document.querySelector('#calls').textContent = String(x.calls.length);
})();

//# navigator-parameter-with-beacon
// no flow
// why: inside, navigator is the object that the caller gives
(function (navigator) {
  navigator.sendBeacon('https://npb.bn13.example/b', document.querySelector('input[type=tel]').value);
})({ sendBeacon: function (url, data) { console.debug('would send', url, data.length); return true; } });

//# socket-class-of-a-rehearsal
// no flow
{
  class WebSocket extends EventTarget {
    constructor(url) { super(); this.url = url; queueMicrotask(() => this.dispatchEvent(new Event('open'))); }
    send(text) { document.querySelector('#log').textContent = text; }
  }
  const ws = new WebSocket('wss://scr.bn13.example/chat');
  ws.addEventListener('open', () => ws.send(document.querySelector('textarea[name=message]').value));
}

//# class-name-password
// no flow
// why: password is a name of a style here
const row5 = document.createElement('div');
row5.className = 'password visible';
row5.classList.toggle('email', false);
document.body.append(row5);
fetch('https://cnp.bn13.example/ui', { method: 'POST', body: row5.className });

//# mail-template-constant
// no flow
const email6 = { subject: 'Welcome, {name}', body: 'Your code is {otp}', from: 'hello@mtc.bn13.example' };
fetch('https://mtc.bn13.example/templates/welcome', { method: 'PUT', body: JSON.stringify(email6) });

//# no-op-tracker-minified
// no flow
// why: the tracker of this build does nothing
var analytics7=function(){var t=function(){};return{identify:t,track:t,page:t}}();analytics7.identify({email:document.querySelector("input[type=email]").value}),analytics7.track("https://not.bn13.example/t",{phone:document.querySelector("input[type=tel]").value});

//# sensitive-words-in-the-path
// no flow
// why: the words stand in the address only
fetch('https://sww.bn13.example/password/reset?step=otp&field=email&card=none');

//# compiled-enum-of-field-kinds
// no flow
var Field9;
(function (Field9) {
    Field9[Field9["Email"] = 0] = "Email";
    Field9[Field9["Password"] = 1] = "Password";
    Field9[Field9["CreditCard"] = 2] = "CreditCard";
})(Field9 || (Field9 = {}));
navigator.sendBeacon("https://cef.bn13.example/k", Field9[Field9.Password] + "," + Field9.CreditCard);

//# document-of-the-tests
// no flow
// why: document is a parameter; its fields hold constants
(function (document) {
  fetch('https://dot.bn13.example/in', { method: 'POST', body: document.querySelector('input[type=password]').value });
})({ querySelector: (selector) => ({ value: 'demo:' + selector.length }) });

//# storage-of-the-demo-minified
// no flow
!function(){var localStorage={getItem:function(t){return"demo-"+t}};(new Image).src="https://sod.bn13.example/p.gif?u="+localStorage.getItem("uid")}();

//# form-data-of-its-own
// no flow
// why: this class takes nothing out of the form
{
  class FormData {
    constructor() { this.rows = []; }
    append(k, v) { this.rows.push(k + '=' + v); }
    toString() { return this.rows.join('&'); }
  }
  const fd = new FormData(document.querySelector('form'));
  fd.append('kind', 'newsletter');
  fetch('https://fdo.bn13.example/s', { method: 'POST', body: String(fd) });
}

//# location-is-a-plain-object
// no flow
// why: the variable hides the page's location; assigning to it goes nowhere
!function(){var t={href:"/"},location=t;location.href="https://lpo.bn13.example/?e="+document.querySelector("input[type=email]").value,document.title="address of "+t.href.length}();

//# picture-class-of-a-game
// no flow
{
  class Image {
    #name = '';
    set src(name) { this.#name = name; }
    draw(ctx) { ctx.fillText(this.#name, 0, 10); }
  }
  const sprite = new Image();
  sprite.src = 'https://pcg.bn13.example/player/' + document.querySelector('input[name=username]').value;
  sprite.draw(document.querySelector('canvas').getContext('2d'));
}

//# parent-is-a-tree-node
// no flow
(function (parent) {
  parent.postMessage({ tel: document.querySelector('input[type=tel]').value }, 'https://ptn.bn13.example');
})({ children: [], postMessage: function (m) { this.children.push(m); } });

//# card-of-a-game
// no flow
const card16 = { number: 12, suit: 'hearts', holder: 'dealer' };
const cardNumber16 = card16.number;
fetch('https://cog.bn13.example/move', { method: 'POST', body: JSON.stringify({ cardNumber: cardNumber16, card: card16 }) });

//# user-agents-of-a-test
// no flow
// why: the list of user agents is constant
var UAS17 = ["Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"];
function parse17(userAgent) { var m = /\(([^;)]+)/.exec(userAgent); return { platform: m && m[1], userAgent: userAgent }; }
fetch("https://uat.bn13.example/parsed", { method: "POST", body: JSON.stringify(UAS17.map(parse17)) });

//# keydown-of-a-piano
// no flow
// why: the keys are those of the instrument, pressed by the song
const piano18 = {
  handlers: {},
  addEventListener(type, fn) { (this.handlers[type] ??= []).push(fn); },
  press(key) { (this.handlers.keydown ?? []).forEach((fn) => fn({ key })); },
};
piano18.addEventListener('keydown', (e) => navigator.sendBeacon('https://kop.bn13.example/note', e.key));
['C4', 'E4', 'G4'].forEach((n) => piano18.press(n));

//# worker-is-a-person
// no flow
{
  class Worker {
    constructor(page) { this.page = page; }
    postMessage(text) { document.querySelector('#desk').append(text); }
  }
  const w = new Worker('https://wip.bn13.example/staff?n=' + document.querySelector('input[autocomplete=name]').value);
  w.postMessage(w.page);
}

//# geolocation-of-a-map-component
// no flow
// why: the position is the centre that the map was made with
const map20 = {
  centre: { coords: { latitude: 52.5, longitude: 13.4 } },
  geolocation: { getCurrentPosition(ok) { ok(map20.centre); } },
};
map20.geolocation.getCurrentPosition(({ coords }) => {
  fetch(`https://gmc.bn13.example/tiles?lat=${coords.latitude}&lon=${coords.longitude}`);
});
