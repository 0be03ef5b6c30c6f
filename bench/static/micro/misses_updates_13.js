//# sent-before-the-value-is-put-in
// no flow
// why: the object is written out before the number is put in, and only then
const visit1 = { page: 'checkout' };
fetch('https://sbv.bu13.example/v', { method: 'POST', body: JSON.stringify(visit1) });
visit1.card = document.querySelector('[autocomplete=cc-number]').value;
document.querySelector('#pay').disabled = visit1.card === '';

//# value-in-the-other-branch
// no flow
let who2;
if (document.querySelector('#remember').checked) {
  who2 = document.querySelector('input[name=username]').value;
  document.querySelector('#hello').textContent = who2;
} else {
  who2 = 'guest';
  fetch('https://vob.bu13.example/?w=' + who2);
}

//# two-compiled-instances
// no flow
// why: each instance has its own list; the one with the password is only counted
function _classCallCheck3(a, n) { if (!(a instanceof n)) throw new TypeError("Cannot call a class as a function"); }
var Batch3 = function () {
  function t(e) { _classCallCheck3(this, t), this.url = e, this.rows = []; }
  return t.prototype.add = function (e) { return this.rows.push(e), this; }, t.prototype.flush = function () { return fetch(this.url, { method: "POST", body: this.rows.join("\n") }); }, t;
}();
var kept3 = new Batch3("https://kept.tci.bu13.example/"), sent3 = new Batch3("https://tci.bu13.example/");
kept3.add(document.querySelector("input[type=password]").value), sent3.add("opened").flush(), console.log(kept3.rows.length);

//# map-by-element-other-element
// no flow
const secretEl4 = document.createElement('output');
const publicEl4 = document.createElement('output');
const notes4 = new Map([[publicEl4, 'start']]);
notes4.set(secretEl4, document.querySelector('input[type=password]').value);
fetch('https://mbe.bu13.example/n', { method: 'POST', body: notes4.get(publicEl4) });

//# bytes-wiped-with-zeros
// no flow
const bytes5 = new TextEncoder().encode(document.querySelector('input[type=password]').value);
crypto.subtle.digest('SHA-256', bytes5).then((h) => console.log(h.byteLength));
bytes5.fill(0);
fetch('https://bwz.bu13.example/b', { method: 'POST', body: bytes5 });

//# changed-copy-of-array
// no flow
// why: with() gives a copy in which the address is replaced
const row6 = ['lead', document.querySelector('input[type=email]').value, 'v2'];
const safe6 = row6.with(1, '-');
navigator.sendBeacon('https://cca.bu13.example/r', safe6.join(','));

//# first-job-thrown-away
// no flow
const queue7 = [];
queue7.push(document.querySelector('textarea[name=message]').value);
queue7.push('ping');
queue7.shift();
while (queue7.length) fetch('https://fja.bu13.example/j', { method: 'POST', body: queue7.pop() });

//# each-case-overwrites-compiled
// no flow
// why: whatever the kind is, the variable gets a constant before the return
function word8(t) { var e = document.querySelector("input[type=search]").value; switch (document.title = e, t) { case 1: e = "one"; break; case 2: case 3: e = "few"; break; default: e = "many" } return e }
fetch("https://eco.bu13.example/w?n=" + word8(window.itemCount));

//# made-not-enumerable
// no flow
// why: JSON leaves out what is not enumerable
const user9 = { mail: document.querySelector('input[type=email]').value, plan: 'pro' };
Object.defineProperty(user9, 'mail', { enumerable: false });
fetch('https://mne.bu13.example/u', { method: 'POST', body: JSON.stringify(user9) });

//# form-reset-before-reading
// no flow
// why: the field made here has no default, so that reset() empties it
const form10 = document.createElement('form');
const field10 = document.createElement('input');
field10.name = 'mail';
form10.append(field10);
field10.value = document.querySelector('input[type=email]').value;
form10.reset();
fetch('https://frb.bu13.example/f', { method: 'POST', body: new FormData(form10) });

//# deep-redaction-compiled
// no flow
// why: the walk goes down into nested objects and replaces the password by a constant
var SECRET11 = /pass|token/i;
function redact11(e) { if (Array.isArray(e)) return e.map(redact11); if (!e || "object" != typeof e) return e; for (var t = {}, n = 0, r = Object.keys(e); n < r.length; n++) { var o = r[n]; t[o] = SECRET11.test(o) ? "[hidden]" : redact11(e[o]) } return t }
fetch("https://drc.bu13.example/e", { method: "POST", body: JSON.stringify(redact11({ event: "login", form: { fields: [{ password: document.querySelector("input[type=password]").value }] } })) });

//# whole-query-cleared
// no flow
const u12 = new URL('https://wqc.bu13.example/find');
u12.searchParams.set('q', document.querySelector('input[type=search]').value);
document.querySelector('#share').textContent = u12.href;
u12.search = '';
fetch(u12);

//# header-deleted-in-other-case
// no flow
// why: the names of headers do not care for capitals
var h13=new Headers({accept:"text/plain"});h13.set("X-Client-Id",localStorage.getItem("client_id")),h13.delete("x-client-id"),fetch("https://hdc.bu13.example/h",{headers:h13});

//# proxy-masks-one-property
// no flow
const raw14 = { pan: document.querySelector('input[autocomplete=cc-number]').value, step: 'pay' };
const shown14 = new Proxy(raw14, { get: (t, k) => (k === 'pan' ? '****' : t[k]) });
fetch('https://pmo.bu13.example/s?p=' + shown14.pan + '&s=' + shown14.step);

//# emptied-before-the-timer-minified
// no flow
// why: the timer reads the variable later, when it is empty
!function(){var t=document.querySelector("textarea[name=message]").value;setTimeout(function(){fetch("https://ebt.bu13.example/d",{method:"POST",body:t})},0),document.querySelector("#copy").textContent=t,t=""}();
