// Addresses behind tests of addresses, in lists that are searched, and where an address cannot be made.

//# own-test-of-whole-addresses
// flow: email > whole.ds16.example via fetch
// why: the base is put before what is no whole address
const isAbsolute = (url) => /^https?:\/\//.test(url);
const call = (url, body) => fetch(isAbsolute(url) ? url : 'https://base.ds16.example' + url, { method: 'POST', body });
document.querySelector('#email').onchange = (e) => call('https://whole.ds16.example/m', e.target.value);

//# own-test-of-a-path
// flow: email > base2.ds16.example via fetch
const isAbsolute2 = (url) => /^https?:\/\//.test(url);
const call2 = (url, body) => fetch(isAbsolute2(url) ? url : 'https://base2.ds16.example' + url, { method: 'POST', body });
document.querySelector('#email').onchange = (e) => call2('/m', e.target.value);

//# begins-with-a-slash
// flow: phone > api.bws.ds16.example via beacon
function send(to, text) {
  var at = to.startsWith('/') ? 'https://api.bws.ds16.example' + to : 'https://' + to + '.other.ds16.example/';
  navigator.sendBeacon(at, text);
}
document.querySelector('input[type=tel]').onblur = function () { send('/tel', this.value); };

//# row-found-by-a-pattern
// flow: card > pay.rfp.ds16.example via fetch
const services = [{ id: 'log', host: 'log.rfp.ds16.example' }, { id: 'pay', host: 'pay.rfp.ds16.example' }];
const { host } = services.find(({ id }) => 'pay' === id);
document.querySelector('#pay').onclick = () => fetch('https://' + host + '/c', { method: 'POST', body: document.querySelector('input[autocomplete=cc-number]').value });

//# base-of-the-only-address-that-can-be
// flow: search > boa.ds16.example via image
function where(path) {
  try { return new URL(path).href; } catch (e) { return new URL(path, 'https://boa.ds16.example').href; }
}
document.querySelector('input[type=search]').onchange = (e) => { new Image().src = where('/s?q=' + encodeURIComponent(e.target.value)); };

//# addresses-that-both-may-be
// flow: message > one.abm.ds16.example via fetch
// flow: message > two.abm.ds16.example via fetch
const relay = (secure, text) => fetch(secure.startsWith('s') ? 'https://one.abm.ds16.example/' : 'https://two.abm.ds16.example/', { method: 'POST', body: text });
document.querySelector('#send').onclick = () => relay(document.querySelector('select').value, document.querySelector('textarea').value);
