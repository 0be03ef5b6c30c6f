//# a subclass without a constructor hands its arguments to its parent's
// flow: device > collect.example via fetch
class Transport {
  constructor(options) { this.options = options; }
  send(data) { fetch(this.options.url, {method: 'POST', body: data}); }
}
class BeaconTransport extends Transport { describe() { return 'beacon'; } }
new BeaconTransport({url: 'https://collect.example/v1'}).send(navigator.userAgent);

//# a subclass whose own constructor hands on another object
// flow: device > fixed.example via fetch
// why: what is given to the subclass is not what its parent gets
class Sender {
  constructor(options) { this.options = options; }
  send(data) { fetch(this.options.url, {method: 'POST', body: data}); }
}
class FixedSender extends Sender { constructor(options) { super({url: 'https://fixed.example/v1'}); this.given = options; } }
new FixedSender({url: 'https://given.example/v1'}).send(navigator.userAgent);

//# a callback given to a class is called by the method of its parent
// flow: identifier > hook.example via fetch
class Store {
  constructor(hooks) { this.hooks = hooks; }
  load() { this.hooks.loaded(localStorage.getItem('visitor_id')); }
}
class LocalStore extends Store {}
new LocalStore({loaded: id => fetch('https://hook.example/?id=' + id)}).load();

//# a callback given to another class of the same parent
// no flow
// why: the class with the method that reads the identifier gets a callback that sends nothing
class Cache {
  constructor(hooks) { this.hooks = hooks; }
  load() { this.hooks.loaded('fresh'); }
}
class SessionCache extends Cache { load() { this.hooks.loaded(localStorage.getItem('visitor_id')); } }
class EmptyCache extends Cache {}
new SessionCache({loaded: id => console.log(id)}).load();
new EmptyCache({loaded: text => fetch('https://empty.example/?s=' + text)}).load();

//# a handler wrapped and registered by the script's own function
// flow: interaction > clicks.example via fetch
const page = {
  listen: function (element, event, handler, capture) { element.addEventListener(event, handler, capture); },
  guard: function (handler) { return function () { try { return handler.apply(this, arguments); } catch (e) { console.log(e); } }; },
};
page.listen(document, 'click', page.guard(function (e) { fetch('https://clicks.example/?text=' + e.target.textContent); }), true);

//# a handler of a message registered by the script's own function
// no flow
// why: the function registers clicks too, but for another handler, which sends nothing
const tool = {
  listen: function (element, event, handler) { element.addEventListener(event, handler); },
  guard: function (handler) { return function () { return handler.apply(this, arguments); }; },
};
tool.listen(document, 'click', tool.guard(function (e) { e.preventDefault(); }));
tool.listen(window, 'load', tool.guard(function (e) { fetch('https://loads.example/?text=' + e.target.textContent); }));
