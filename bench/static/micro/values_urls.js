//# concat-parts
// no flow
// destination: https://api.concat.example/v2/events
var host = 'api.concat.example', ver = 2;
fetch('https://' + host + '/v' + ver + '/' + 'events');

//# template-nested
// no flow
// destination: wss://rt.tpl.example:8443/live
const secure = 's', dom = `rt.${'tpl'}.example`;
new WebSocket(`ws${secure}://${dom}:8443/live`);

//# array-join
// no flow
// destination: https://joined.arr.example/a/b.gif
new Image().src = ['https:/', ['joined', 'arr', 'example'].join('.'), 'a', 'b.gif'].join('/');

//# replace-placeholder
// no flow
// destination: https://eu.repl.example/t
const pattern = 'https://{region}.repl.example/t';
fetch(pattern.replace('{region}', 'eu'));

//# reversed-text
// no flow
// destination: https://rev.text.example/z
const back = 'z/elpmaxe.txet.ver//:sptth';
fetch(back.split('').reverse().join(''));

//# string-raw
// no flow
// destination: https://raw.tag.example/n
fetch(String.raw`https://raw.${'tag'}.example/n`);

//# new-url-base
// flow: search > api.urlbase.example via fetch
// destination: https://api.urlbase.example/v3/find?q={}
const u = new URL('../v3/find', 'https://api.urlbase.example/v1/old/');
u.pathname = '/v3/find';
u.searchParams.set('q', document.querySelector('input[type=search]').value);
fetch(u);

//# new-url-absolute-wins
// no flow
// destination: https://abs.urlwin.example/x
// no destination: base.urlwin.example
// why: an absolute first argument makes the base void
fetch(new URL('https://abs.urlwin.example/x', 'https://base.urlwin.example/y'));

//# search-params-object
// flow: email > usp.params.example via image
// destination: https://usp.params.example/i?v=1&e={}
const p = new URLSearchParams({ v: '1', e: document.querySelector('input[type=email]').value });
new Image().src = 'https://usp.params.example/i?' + p;

//# search-params-deleted
// no flow
// destination: https://del.params.example/i?v=1
// why: the address is taken out again before the request
const sp = new URLSearchParams();
sp.set('v', '1');
sp.set('e', document.querySelector('input[type=email]').value);
sp.delete('e');
new Image().src = 'https://del.params.example/i?' + sp.toString();

//# default-host
// no flow
// destination: https://fallback.dflt.example/log
function send(opts) {
  const { host = 'fallback.dflt.example', path = '/log' } = opts || {};
  return fetch('https://' + host + path);
}
send();

//# default-not-used
// no flow
// destination: https://given.dflt.example/log
// no destination: unused.dflt.example
// why: the only call gives the argument
const post = (host = 'unused.dflt.example') => fetch(`https://${host}/log`, { method: 'POST' });
post('given.dflt.example');

//# conditional-hosts
// no flow
// destination: https://cn.cond.example/b
// destination: https://www.cond.example/b
const edge = window.REGION === 'cn' ? 'cn' : 'www';
navigator.sendBeacon('https://' + edge + '.cond.example/b', '1');

//# hole-in-path
// flow: identifier > hole.path.example via fetch
// destination: https://hole.path.example/u/{}/profile
fetch('https://hole.path.example/u/' + localStorage.getItem('uid') + '/profile');

//# hole-as-host
// no flow
// destination: https://{}/collect
// why: the host is set by the page that embeds the script
fetch('https://' + window.__tenantHost + '/collect');

//# host-in-comparison
// no flow
// no destination: staging.cmp.example
// why: the host is compared with, never requested
if (location.hostname === 'staging.cmp.example') console.warn('staging');
fetch('/health');

//# host-in-text
// no flow
// no destination: docs.txt.example
// why: an address in an error text
function fail() { throw new Error('Bad key, see https://docs.txt.example/errors#12'); }
document.querySelector('#key').onclick = fail;

//# namespace-uri
// no flow
// no destination: xmlns.ns.example
// why: a name space is a name
const n = document.createElementNS('http://xmlns.ns.example/2000/shape', 'circle');
document.body.appendChild(n);

//# environment-table
// no flow
// destination: https://prod.env.example/i
// no destination: dev.env.example
// why: the key is constant
const ENV = 'production';
const hosts = { production: 'prod.env.example', development: 'dev.env.example' };
fetch('https://' + hosts[ENV] + '/i');

//# char-codes
// no flow
// destination: https://cc.example/x
fetch(String.fromCharCode(104, 116, 116, 112, 115, 58, 47, 47, 99, 99, 46, 101, 120, 97, 109, 112, 108, 101, 47, 120));
