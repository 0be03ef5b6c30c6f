//# shadowed-parameter
// no flow
// why: inside the function the name is the parameter
const email1 = document.querySelector('input[type=email]').value;
function track1(email1) { fetch('https://shp.n9.example/?e=' + email1); }
track1('newsletter');
console.log(email1.length);

//# block-scoped-twin
// no flow
let value2 = document.querySelector('input[type=password]').value;
{
  let value2 = 'public';
  fetch('https://bst.n9.example/', { method: 'POST', body: value2 });
}
if (value2) document.body.className = 'has-password';

//# label-called-password
// no flow
// why: a label's text is no field
const labels3 = { password: document.querySelector('label[for=password]').textContent, email: 'E-mail' };
fetch('https://lcp.n9.example/i18n', { method: 'POST', body: JSON.stringify(labels3) });

//# field-names-as-constants
// no flow
const schema4 = { fields: [{ name: 'email', type: 'email' }, { name: 'password', type: 'password' }] };
fetch('https://fnc.n9.example/schema', { method: 'POST', body: JSON.stringify(schema4) });

//# method-of-another-class
// no flow
class Vault5 { read() { return document.querySelector('input[type=password]').value; } }
class Page5 { read() { return document.querySelector('h1').id; } }
const vault5 = new Vault5();
const page5 = new Page5();
fetch('https://mac.n9.example/', { method: 'POST', body: page5.read() });
document.querySelector('#ok').disabled = !vault5.read();

//# same-key-other-object
// no flow
const user6 = { id: 7, token: 'public' };
const secrets6 = { token: document.querySelector('input[type=password]').value };
fetch('https://sko.n9.example/', { method: 'POST', body: JSON.stringify({ token: user6.token }) });
sessionStorage.setItem('len', secrets6.token.length);

//# destructured-other-field
// no flow
const { pass: hidden7, kind: shown7 } = { pass: document.querySelector('input[type=password]').value, kind: 'login' };
fetch('https://dof.n9.example/?k=' + shown7);
if (!hidden7) alert('empty');

//# rest-without-secret
// no flow
const { pw: secret8, ...rest8 } = { pw: document.querySelector('input[type=password]').value, page: 'join' };
fetch('https://rws.n9.example/', { method: 'POST', body: JSON.stringify(rest8) });
if (secret8.length < 8) alert('short');

//# instance-apart
// no flow
class Session9 {
  constructor() { this.data = {}; }
  set(k, v) { this.data[k] = v; return this; }
  flush(url) { return fetch(url, { method: 'POST', body: JSON.stringify(this.data) }); }
}
const local9 = new Session9().set('pw', document.querySelector('input[type=password]').value);
const remote9 = new Session9().set('page', 'login');
remote9.flush('https://ina.n9.example/');
console.debug(Object.keys(local9.data));

//# own-fetch-is-a-cache
// no flow
// why: fetch is the page's own function and asks a table
const cache10 = new Map();
function fetch10(key, opts) { cache10.set(key, opts); return cache10.size; }
fetch10('https://ofc.n9.example/', { body: document.querySelector('input[type=email]').value });

//# send-of-another-kind
// no flow
// why: the method is called send, but it fills a list on the page
class Board11 { send(text) { const li = document.createElement('li'); li.textContent = text; document.querySelector('ul').append(li); } }
new Board11().send(document.querySelector('textarea[name=message]').value);

//# constant-user-agent
// no flow
const headers12 = { userAgent: 'my-client/1.0', platform: 'web', screen: 'main' };
fetch('https://cua.n9.example/', { method: 'POST', body: JSON.stringify(headers12) });

//# storage-of-preferences
// flow: identifier > sop.n9.example via fetch
// why: near miss: the theme goes to the page only
const theme13 = localStorage.getItem('theme');
document.body.dataset.theme = theme13;
fetch('https://sop.n9.example/?u=' + localStorage.getItem('user_id'));

//# two-listeners-two-values
// flow: email > tlv.n9.example via fetch
// why: near miss: the password's handler keeps it on the page
function show14(v) { document.querySelector('#out').textContent = v; }
function push14(v) { fetch('https://tlv.n9.example/', { method: 'POST', body: v }); }
document.querySelector('input[type=password]').addEventListener('input', (e) => show14(e.target.value));
document.querySelector('input[type=email]').addEventListener('input', (e) => push14(e.target.value));

//# factory-per-call
// no flow
function make15() { const items = []; return { add: (x) => items.push(x), all: () => items }; }
const private15 = make15();
const public15 = make15();
private15.add(document.querySelector('input[type=password]').value);
public15.add('visit');
fetch('https://fpc.n9.example/', { method: 'POST', body: JSON.stringify(public15.all()) });

//# same-callback-helper-twice
// flow: search > sch.n9.example via fetch
// why: near miss: the helper's other caller gives a function that stays on the page
const withValue16 = (sel, fn) => fn(document.querySelector(sel).value);
withValue16('input[type=search]', (v) => fetch('https://sch.n9.example/?q=' + v));
withValue16('input[type=password]', (v) => { document.title = v ? 'ok' : 'empty'; });

//# var-in-inner-function
// no flow
var token17 = document.querySelector('input[type=password]').value;
(function () {
  fetch('https://vif.n9.example/?t=' + token17);
  var token17 = 'later';
})();
console.log(!token17);

//# module-cache-by-key
// no flow
const registry18 = {};
const define18 = (k, v) => { registry18[k] = v; };
define18('secret', document.querySelector('input[type=password]').value);
define18('version', '1.2.3');
fetch('https://mck.n9.example/?v=' + registry18['version']);
