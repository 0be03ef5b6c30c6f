//# a host that a module only begins with an empty text
// flow: device > beg.u13.example via fetch
// why: the function that declares it sets it before anything is sent
function agent(options) {
  var host = '';
  function send(data) { fetch(host + '/collect', { method: 'POST', body: data }); }
  host = options.region === 'eu' ? 'https://beg.u13.example' : 'https://beg.u13.example/us';
  return { page: function () { send(navigator.userAgent); } };
}
agent({ region: 'eu' }).page();

//# set on the way to the return
// flow: device > ret.u13.example via xhr
function agent(options) {
  var host = '', queue = [];
  function flush() {
    var x = new XMLHttpRequest();
    x.open('POST', host + '/e');
    x.send(queue.join());
  }
  function read(name) { return options[name]; }
  return host = read('server') || host, { track: function () { queue.push(navigator.userAgent); flush(); } };
}
agent({ server: 'https://ret.u13.example' }).track();

//# set only where the settings say so
// flow: device > if.u13.example via fetch
// flow: device > self via fetch
// why: without the setting the text is still empty, and the address the page's own
function agent(options) {
  let host = '';
  function send(data) { fetch(host + '/collect', { method: 'POST', body: data }); }
  if (options.remote) host = 'https://if.u13.example';
  return { page: () => send(navigator.userAgent) };
}
agent({ remote: location.hash === '#r' }).page();

//# set by a function that need not be called
// flow: device > opt.u13.example via fetch
// flow: device > self via fetch
function agent() {
  let host = '';
  return {
    useRemote() { host = 'https://opt.u13.example'; },
    page() { fetch(host + '/collect', { method: 'POST', body: navigator.userAgent }); },
  };
}
const one = agent();
if (location.hash) one.useRemote();
one.page();

//# after an early return
// flow: device > ear.u13.example via fetch
// flow: device > self via fetch
function agent(options) {
  let host = '';
  const api = { page() { fetch(host + '/collect', { method: 'POST', body: navigator.userAgent }); } };
  if (!options.remote) return api;
  host = 'https://ear.u13.example';
  return api;
}
agent({ remote: location.hash === '#r' }).page();
