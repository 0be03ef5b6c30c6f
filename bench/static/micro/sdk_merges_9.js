//# a sender in an object that is spread into the options
// flow: device > spread.mrg9.example via fetch
const defaults = { send: (x) => fetch('https://spread.mrg9.example/?' + x) };
const options = { ...defaults, limit: 3 };
const quiet = { send: (x) => console.log(x) };
options.send(navigator.userAgent);
quiet.send('ready');

//# a sender that a later property replaces
// no flow
// why: what stands after the spread wins
const defaults = { send: (x) => fetch('https://lost.mrg9.example/?' + x) };
const options = { ...defaults, send: (x) => console.log(x) };
defaults.send('ready');
options.send(navigator.userAgent);

//# a sender in an object that is assigned
// flow: device > assign.mrg9.example via fetch
const base = { send: (x) => fetch('https://assign.mrg9.example/?' + x) };
const client = Object.assign({}, base, { name: 'client' });
const other = { send: (x) => console.log(x) };
client.send(navigator.userAgent);
other.send('ready');

//# a sender in an object that is assigned to another
// no flow
// why: the object whose method is called was given another sender
const loud = Object.assign({}, { send: (x) => fetch('https://loud.mrg9.example/?' + x) });
const silent = Object.assign({}, { send: (x) => console.log(x) });
loud.send('ready');
silent.send(navigator.userAgent);

//# readers of traits kept in merged settings, spread into a list, and called in turn
// flow: device > metas.mrg9.example via fetch
function merge(t) { for (var i = 1; i < arguments.length; i++) { var s = arguments[i]; for (var k in s) t[k] = s[k]; } return t; }
function registry() {
  const readers = [];
  return { add: (...more) => { readers.push(...more); }, get value() { return readers.reduce((all, read) => Object.assign(all, read()), {}); } };
}
const browser = () => ({ agent: navigator.userAgent });
const settings = merge({}, { limit: 50 }, { metas: [browser] });
const metas = registry();
metas.add({}.none, ...settings.metas);
fetch('https://metas.mrg9.example/collect', { method: 'POST', body: JSON.stringify(metas.value) });

//# readers kept in merged settings, of which another list is called
// no flow
// why: the list of readers that is called holds only the one of the version
function merge(t) { for (var i = 1; i < arguments.length; i++) { var s = arguments[i]; for (var k in s) t[k] = s[k]; } return t; }
function registry() {
  const readers = [];
  return { add: (...more) => { readers.push(...more); }, get value() { return readers.reduce((all, read) => Object.assign(all, read()), {}); } };
}
const agent = () => ({ agent: navigator.userAgent });
const version = () => ({ version: '2.1' });
const chosen = merge({}, { unused: [agent] }, { used: [version] });
const list = registry();
list.add(...chosen.used);
fetch('https://vers.mrg9.example/collect', { method: 'POST', body: JSON.stringify(list.value) });
