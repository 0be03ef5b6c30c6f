//# an object that the library makes and the page hands back to it
// flow: identifier > hb.i13.example via fetch
// why: nothing in the script joins createVisitor and createClient; the page does
class Visitor {
  load() { this.id = localStorage.getItem('visitor_id'); }
  current() { return this.id; }
}
export const createVisitor = () => {
  const visitor = new Visitor();
  visitor.load();
  return visitor;
};
class Client {
  constructor(config) { this.visitor = config.visitor; }
  track(name) {
    fetch('https://hb.i13.example/t', { method: 'POST', body: JSON.stringify({ name, id: this.visitor.current() }) });
  }
}
export const createClient = (config) => new Client(config);

//# a page hands back another property
// no flow
// why: what the object that comes back is asked for is a constant
class Visitor {
  constructor() { this.kind = 'anonymous'; }
  load() { this.id = localStorage.getItem('visitor_id'); }
  current() { return this.kind; }
}
export const createVisitor = () => {
  const visitor = new Visitor();
  visitor.load();
  return visitor;
};
class Client {
  constructor(config) { this.visitor = config.visitor; }
  track(name) {
    fetch('https://hc.i13.example/t', { method: 'POST', body: JSON.stringify({ name, kind: this.visitor.current() }) });
  }
}
export const createClient = (config) => new Client(config);

//# a plugin of the library in a parameter of an old constructor
// flow: identifier > pl.i13.example via xhr
function Identity() { this.value = null; }
Identity.prototype.restore = function () { this.value = document.cookie.match(/uid=([^;]+)/)[1]; };
Identity.prototype.stamp = function () { return this.value; };
function Sender(options) { this.identity = options.identity; }
Sender.prototype.flush = function () {
  var request = new XMLHttpRequest();
  request.open('POST', 'https://pl.i13.example/e');
  request.send('u=' + this.identity.stamp());
};
module.exports = { Identity: Identity, Sender: Sender };

//# a field that a sibling class keeps
// no flow
// why: both classes extend one base, and each has its own `user`
class Part {
  constructor() { this.ready = false; }
  start() { this.ready = true; }
}
class Banner extends Part {
  constructor() { super(); this.user = localStorage.getItem('visitor_id'); }
  show() { document.title = this.user; }
}
class Reporter extends Part {
  constructor(options) { super(); if (options.user) this.user = options.user; }
  send() { fetch('https://sib.i13.example/u?' + this.user); }
}
new Banner().show();
new Reporter({ name: 'x' }).send();

//# a field that the base class keeps
// flow: identifier > bas.i13.example via fetch
class Part {
  constructor() { this.user = localStorage.getItem('visitor_id'); }
}
class Banner extends Part {
  show() { document.title = 'hello'; }
}
class Reporter extends Part {
  send() { fetch('https://bas.i13.example/u?' + this.user); }
}
new Banner().show();
new Reporter().send();

//# a method of the base class reads what a child keeps
// flow: identifier > chi.i13.example via fetch
class Sender {
  send() { fetch('https://chi.i13.example/u?' + this.user); }
}
class Visits extends Sender {
  constructor() { super(); this.user = localStorage.getItem('visitor_id'); }
}
class Errors extends Sender {
  constructor() { super(); this.user = 'nobody'; }
}
const all = [new Visits(), new Errors()];
all.forEach((one) => one.send());

//# a grandchild reads what the first class keeps
// flow: device > gra.i13.example via beacon
class First {
  constructor() { this.agent = navigator.userAgent; }
}
class Second extends First {
  constructor() { super(); this.kind = 'second'; }
}
class Third extends Second {
  leave() { navigator.sendBeacon('https://gra.i13.example/b', this.agent); }
}
new Third().leave();

//# a cousin keeps it
// no flow
// why: the grandchild of another child has the field
class First {
  constructor(label) { this.label = label; }
}
class Left extends First {}
class Right extends First {}
class LeftEnd extends Left {
  constructor() { super('left'); this.agent = navigator.userAgent; }
}
class RightEnd extends Right {
  leave() { navigator.sendBeacon('https://cou.i13.example/b', this.label + this.agent); }
}
document.title = new LeftEnd().label;
new RightEnd('right').leave();

//# prototypes of siblings
// no flow
// why: as compilers wrote classes; the sender's own `token` is the one it was given
function Part() { this.ready = true; }
function Store() { Part.call(this); this.token = document.cookie; }
Store.prototype = Object.create(Part.prototype);
function Sender(token) { Part.call(this); this.token = token; }
Sender.prototype = Object.create(Part.prototype);
Sender.prototype.send = function () { new Image().src = 'https://psi.i13.example/i?' + this.token; };
var store = new Store();
document.title = store.ready;
new Sender('public').send();

//# one sender of three addresses, of which the first is the page's to say
// flow: identifier > ? via xhr
// flow: identifier > dec.i13.example via xhr
// why: data goes to an address of the settings, and to a known one by another call
class Requests {
  post(url, body) {
    const x = new XMLHttpRequest();
    x.open('POST', url);
    x.send(body);
  }
}
class Segments {
  constructor(requests) { this.requests = requests; }
  ask(host, user) { this.requests.post(`${host}/segments`, JSON.stringify({ user })); }
}
class Decisions {
  constructor(requests) { this.requests = requests; this.template = 'https://dec.i13.example/predict/'; }
  ask(rule, user) { this.requests.post(this.template + rule, JSON.stringify({ user, rule })); }
}
class Settings {
  constructor(requests) { this.requests = requests; }
  load(key) { this.requests.post('https://set.i13.example/' + key, '{}'); }
}
export function start(config) {
  const requests = new Requests();
  const user = localStorage.getItem('visitor_id');
  new Settings(requests).load(config.key);
  new Segments(requests).ask(config.host, user);
  new Decisions(requests).ask(config.rule, user);
}

//# the known address of that sender gets nothing of it
// flow: identifier > ? via xhr
// why: only the host of the settings is told who it is
class Requests {
  post(url, body) {
    const x = new XMLHttpRequest();
    x.open('POST', url);
    x.send(body);
  }
}
class Segments {
  constructor(requests) { this.requests = requests; }
  ask(host, user) { this.requests.post(`${host}/segments`, JSON.stringify({ user })); }
}
class Settings {
  constructor(requests) { this.requests = requests; }
  load(key) { this.requests.post('https://kno.i13.example/' + key, JSON.stringify({ version: 3 })); }
}
class Prices {
  constructor(requests) { this.requests = requests; }
  load(item) { this.requests.post('https://pri.i13.example/' + item, JSON.stringify({ item })); }
}
export function start(config) {
  const requests = new Requests();
  new Settings(requests).load(config.key);
  new Segments(requests).ask(config.host, localStorage.getItem('visitor_id'));
  new Prices(requests).load(config.item);
}
