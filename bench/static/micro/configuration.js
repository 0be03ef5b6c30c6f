//# defaults-merged-by-own-function
// flow: device > own.conf.example via fetch
// why: the host stands in defaults that a hand-made merge copies
function mergeInto(target) {
  for (var i = 1; i < arguments.length; i++) {
    var source = arguments[i];
    for (var key in source) target[key] = source[key];
  }
  return target;
}
function ClientA(given) { this.options = mergeInto({}, { host: 'https://own.conf.example', docs: 'https://docs.conf.example' }, given); }
ClientA.prototype.send = function () { fetch(this.options.host + '/e', { method: 'POST', body: navigator.userAgent }); };
new ClientA(window.settings).send();

//# merged-over-by-later
// no flow
// why: the later argument of the merge replaces what was read
function mergeOver(target) {
  for (var i = 1; i < arguments.length; i++) {
    var source = arguments[i];
    for (var key in source) target[key] = source[key];
  }
  return target;
}
fetch('https://over.conf.example', { method: 'POST', body: JSON.stringify(mergeOver({}, { ua: navigator.userAgent }, { ua: 'hidden' })) });

//# option-by-name
// flow: device > name.conf.example via fetch
const options = { host: 'https://name.conf.example', home: 'https://other.conf.example' };
const option = (name) => options[name];
fetch(option('host') + '/e', { method: 'POST', body: navigator.userAgent });

//# option-by-name-clean
// no flow
// why: near miss: the function can return the user agent, but not for this name
const facts = { agent: navigator.userAgent, version: '1' };
const fact = (name) => facts[name];
fetch('https://fact.conf.example', { method: 'POST', body: fact('version') });

//# table-of-defaults
// flow: device > table.conf.example via fetch
const schema = { host: { fallback: 'https://table.conf.example' }, home: { fallback: 'https://home.conf.example' } };
const built = {};
Object.keys(schema).forEach((name) => { built[name] = schema[name].fallback; });
fetch(built.host, { method: 'POST', body: navigator.userAgent });

//# host-given-by-page
// flow: device > ? via fetch
// why: near miss: the only host in the defaults is another option
const given = Object.assign({ home: 'https://homepage.conf.example' }, window.settings);
fetch(given.host, { method: 'POST', body: navigator.userAgent });

//# host-split-and-joined
// flow: device > intake-eu-one.conf.example via fetch
const labels = 'eu.one.conf.example'.split('.');
const last = labels.pop();
const middle = labels.pop();
fetch('https://intake-' + labels.join('-') + '.' + middle + '.' + last, { method: 'POST', body: navigator.userAgent });

//# arguments-handed-on
// flow: device > first.conf.example via fetch
// why: the other call of the wrapper sends nothing to the other host
function request() {
  const list = [];
  for (let i = 0; i < arguments.length; i++) { list[i] = arguments[i]; }
  return window.fetch.apply(window, list);
}
request('https://first.conf.example', { method: 'POST', body: navigator.userAgent });
request('https://second.conf.example', { method: 'POST', body: 'home' });

//# plugin-by-companion
// flow: device > plugin.conf.example via fetch
// why: the list is filled by the page; `isLoaded` beside `send` tells which class is meant
class Transport {
  isLoaded() { return true; }
  send(text) { fetch('https://plugin.conf.example', { method: 'POST', body: text }); }
}
for (const transport of window.transports) { if (transport.isLoaded()) transport.send(navigator.userAgent); }

//# list-in-table-by-name
// flow: email > hook.conf.example via fetch
const hooks = {};
function on(name, value) { hooks[name] = hooks[name] || []; hooks[name].push(value); }
on('sent', document.querySelector('input[type=email]').value);
fetch('https://hook.conf.example', { method: 'POST', body: hooks.sent.join(',') });
