//# slice-negative
// flow: email > sn.uv9.example via fetch
const raw1 = '@@https://sn.uv9.example/x@@';
fetch(raw1.slice(2, -2), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# joined-list-of-arguments
// flow: email > jl.uv9.example via fetch
const url2 = (...parts) => parts.join('/');
fetch(url2('https://jl.uv9.example', 'v1', 'x'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# mapped-and-joined
// flow: email > mj.uv9.example via fetch
const url3 = (...parts) => parts.map((s) => s.replace(/\/+$/, '')).join('/');
fetch(url3('https://mj.uv9.example/', 'v1/'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# placeholder-callback
// flow: email > acme.pc.uv9.example via fetch
const tpl4 = 'https://{tenant}.pc.uv9.example/u';
const fill4 = (t, v) => t.replace(/\{(\w+)\}/g, (all, k) => v[k]);
fetch(fill4(tpl4, { tenant: 'acme' }), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# placeholder-literal
// flow: email > eu.pl.uv9.example via fetch
fetch('https://%s.pl.uv9.example/u'.replace('%s', 'eu'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# concat-method
// flow: email > cm.uv9.example via fetch
const host6 = 'cm.'.concat('uv9', '.example');
fetch('https://'.concat(host6, '/x'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# at-and-pop
// flow: email > two.ap.uv9.example via fetch
const hosts7 = ['one.ap.uv9.example', 'two.ap.uv9.example'];
fetch('https://' + hosts7.at(-1) + '/x', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# split-index
// flow: email > b.si.uv9.example via fetch
const list8 = 'a.si.uv9.example,b.si.uv9.example'.split(',');
fetch('https://' + list8[1], { method: 'POST', body: document.querySelector('input[type=email]').value });

//# constant-ternary-on-build-flag
// flow: email > prod.ct.uv9.example via fetch
// no destination: dev.ct.uv9.example
const DEBUG9 = false;
const base9 = DEBUG9 ? 'https://dev.ct.uv9.example' : 'https://prod.ct.uv9.example';
fetch(base9 + '/x', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# or-of-constants
// flow: email > a.oc.uv9.example via fetch
// no destination: b.oc.uv9.example
const conf10 = { host: 'a.oc.uv9.example' };
fetch('https://' + (conf10.host || 'b.oc.uv9.example'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# url-object-parts
// flow: email > up.uv9.example via fetch
const u11 = new URL('/v2/x?y=1', 'https://up.uv9.example:8443');
fetch(u11.origin + u11.pathname, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# getter-of-class
// flow: email > gc.uv9.example via fetch
class Api12 { static HOST = 'gc.uv9.example'; get url() { return `https://${Api12.HOST}/x`; } send(b) { return fetch(this.url, { method: 'POST', body: b }); } }
new Api12().send(document.querySelector('input[type=email]').value);

//# frozen-config-nested
// flow: email > fc.uv9.example via fetch
const CFG13 = Object.freeze({ api: Object.freeze({ host: 'fc.uv9.example', paths: { lead: '/lead' } }) });
const { api: { host: host13, paths: paths13 } } = CFG13;
fetch('https://' + host13 + paths13.lead, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# defaults-merged
// flow: email > dm.uv9.example via fetch
const defaults14 = { url: 'https://dm.uv9.example/x', timeout: 100 };
function post14(body, options) { const o = Object.assign({}, defaults14, options); return fetch(o.url, { method: 'POST', body }); }
post14(document.querySelector('input[type=email]').value, { timeout: 5 });

//# spread-merged-override
// flow: email > so.uv9.example via fetch
// no destination: no.uv9.example
const defaults15 = { url: 'https://no.uv9.example/x' };
const post15 = (body, options) => { const { url } = { ...defaults15, ...options }; return fetch(url, { method: 'POST', body }); };
post15(document.querySelector('input[type=email]').value, { url: 'https://so.uv9.example/x' });

//# reversed
// flow: email > rv.uv9.example via fetch
fetch([...'x/elpmaxe.9vu.vr//:sptth'].reverse().join(''), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# char-codes
// flow: email > cc.uv9.example via fetch
const h17 = String.fromCharCode(99, 99, 46, 117, 118, 57) + '.example';
fetch('https://' + h17, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# map-of-hosts
// flow: email > eu.mh.uv9.example via fetch
const hosts18 = new Map([['eu', 'eu.mh.uv9.example'], ['us', 'us.mh.uv9.example']]);
fetch('https://' + hosts18.get('eu'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# switch-returns-host
// flow: email > b.sr.uv9.example via fetch
// no destination: a.sr.uv9.example
function host19(kind) { switch (kind) { case 'a': return 'a.sr.uv9.example'; case 'b': return 'b.sr.uv9.example'; default: return ''; } }
fetch('https://' + host19('b'), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# if-returns-host
// flow: email > b.ir.uv9.example via fetch
function host20(prod) { if (prod) return 'b.ir.uv9.example'; return 'a.ir.uv9.example'; }
fetch('https://' + host20(true), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# number-in-host
// flow: email > s3.nh.uv9.example via fetch
const shard21 = 1 + 2;
fetch(`https://s${shard21}.nh.uv9.example/`, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# random-shard
// flow: email > ? via fetch
const shard22 = Math.floor(Math.random() * 4);
fetch(`https://${shard22 ? 's' + shard22 : location.hash.slice(1)}/x`, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# async-config
// flow: email > ? via fetch
const cfg23 = await (await fetch('/config.json')).json();
fetch(cfg23.endpoint, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# async-config-with-default
// flow: email > df.uv9.example via fetch
const cfg24 = await (await fetch('/config.json')).json();
fetch(cfg24.endpoint ?? 'https://df.uv9.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# same-origin-variants
// flow: email > self via fetch
fetch(`${window.location.protocol}//${window.location.host}/api`, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# subdomain-of-page
// flow: email > ? via fetch
fetch('https://api.' + location.hostname + '/x', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# base-uri-relative
// flow: email > self via fetch
fetch(new URL('api/x', document.baseURI), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# page-location-as-base
// flow: email > self via fetch
fetch(new URL('/api/x', location.href), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# trimmed-template
// flow: email > tt.uv9.example via fetch
const url29 = `
  https://tt.uv9.example/x
`.trim();
fetch(url29, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# lower-cased
// flow: email > lc.uv9.example via fetch
fetch('HTTPS://LC.UV9.EXAMPLE/x'.toLowerCase(), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# pad-and-repeat
// flow: email > aaa.pr.uv9.example via fetch
fetch('https://' + 'a'.repeat(3) + '.pr.uv9.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# object-entries-lookup
// flow: email > y.oe.uv9.example via fetch
const table32 = { x: 'x.oe.uv9.example', y: 'y.oe.uv9.example' };
const key32 = 'y';
fetch('https://' + table32[key32], { method: 'POST', body: document.querySelector('input[type=email]').value });

//# find-in-list
// flow: email > q.fl.uv9.example via fetch
const regions33 = [{ id: 'p', host: 'p.fl.uv9.example' }, { id: 'q', host: 'q.fl.uv9.example' }];
fetch('https://' + regions33.find((r) => r.id === 'q').host, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# json-parsed
// flow: email > jp.uv9.example via fetch
const cfg34 = JSON.parse('{"api":{"url":"https://jp.uv9.example/x"}}');
fetch(cfg34.api.url, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# assigned-later
// flow: email > al.uv9.example via fetch
let api35;
function init35(o) { api35 = o.url; }
init35({ url: 'https://al.uv9.example/x' });
document.querySelector('#go').onclick = () => fetch(api35, { method: 'POST', body: document.querySelector('input[type=email]').value });

//# reassigned-before-use
// flow: email > rb2.uv9.example via fetch
// no destination: rb1.uv9.example
let api36 = 'https://rb1.uv9.example/';
api36 = 'https://rb2.uv9.example/';
fetch(api36, { method: 'POST', body: document.querySelector('input[type=email]').value });
