//# a getter that is a setter with two arguments
// flow: device > gs.o13.example via fetch
// why: with one argument the setting is read, and the other branch never runs
const kept = { host: 'https://gs.o13.example' };
function option(name, value) {
  return arguments.length > 1 ? ((kept[name] = value), 'https://other.o13.example') : kept[name];
}
fetch(option('host') + '/e', { method: 'POST', body: navigator.userAgent });

//# all settings where no name is given
// flow: device > named.o13.example via fetch
function read(name) { return name === 'host' ? 'https://named.o13.example' : ''; }
function everything() { return 'https://all.o13.example'; }
function config(name) { return arguments.length ? read(name) : everything(); }
fetch(config('host') + '/e', { method: 'POST', body: navigator.userAgent });

//# the same without a name
// flow: device > every.o13.example via fetch
function read() { return 'https://sole.o13.example'; }
function everything() { return 'https://every.o13.example'; }
function config(name) { return arguments.length ? read(name) : everything(); }
fetch(config() + '/e', { method: 'POST', body: navigator.userAgent });

//# fewer than two arguments
// flow: device > few.o13.example via beacon
function endpoint(path, host) {
  if (arguments.length < 2) { return 'https://few.o13.example' + path; }
  return 'https://many.o13.example' + path;
}
navigator.sendBeacon(endpoint('/b'), navigator.userAgent);

//# exactly two arguments
// flow: device > two.o13.example via beacon
function endpoint(path, host) {
  if (2 !== arguments.length) return 'https://one.o13.example' + path;
  return host + path;
}
navigator.sendBeacon(endpoint('/b', 'https://two.o13.example'), navigator.userAgent);

//# how many are spread is not known
// flow: device > a.o13.example via fetch
// flow: device > b.o13.example via fetch
// why: the list may be empty or not
function pick(name) { return arguments.length ? 'https://a.o13.example/x' : 'https://b.o13.example/x'; }
const given = location.hash ? ['x'] : [];
fetch(pick(...given), { method: 'POST', body: navigator.userAgent });

//# the length of another list
// flow: device > la.o13.example via fetch
// flow: device > lb.o13.example via fetch
// why: a parameter's own length says nothing of the arguments
function pick(names) { return names.length ? 'https://la.o13.example/x' : 'https://lb.o13.example/x'; }
fetch(pick(location.hash.split('&').filter(Boolean)), { method: 'POST', body: navigator.userAgent });

//# everything is handed out only to whoever names nothing
// no flow
// why: the setting that is named is all that the address is made of
var everything = { agent: navigator.userAgent };
var chosen = {};
function settings(name) { return arguments.length ? chosen[name] : JSON.stringify(everything); }
fetch('https://q.o13.example/' + settings('host'));

//# and it is asked for so
// flow: device > w.o13.example via fetch
var everything = { agent: navigator.userAgent };
var chosen = {};
function settings(name) { return arguments.length ? chosen[name] : JSON.stringify(everything); }
document.title = settings('title');
fetch('https://w.o13.example/' + settings());

//# a value kept by two arguments, and read by one
// flow: device > k.o13.example via beacon
var chosen = {};
function setting(name, value) {
  if (arguments.length === 2) { chosen[name] = value; return value; }
  return chosen[name];
}
setting('agent', navigator.userAgent);
navigator.sendBeacon('https://k.o13.example/b', setting('agent'));
