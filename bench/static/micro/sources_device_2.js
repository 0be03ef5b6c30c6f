//# user-agent-header-like
// flow: device > ua.dev2.example via fetch
fetch('https://ua.dev2.example/?ua=' + encodeURIComponent(navigator.userAgent));

//# own-navigator-object
// no flow
// why: the local variable navigator is an object of the program
(function () {
  const navigator = { userAgent: 'fixed/1.0' };
  fetch('https://ua0.dev2.example/?ua=' + encodeURIComponent(navigator.userAgent));
})();

//# canvas-to-data-url
// flow: device > cv.dev2.example via fetch
const c = document.createElement('canvas');
const g = c.getContext('2d');
g.fillText('fingerprint \u{1F600}', 2, 15);
fetch('https://cv.dev2.example/', { method: 'POST', body: c.toDataURL() });

//# canvas-size-constant
// no flow
// why: the canvas is drawn but only a size set by the program is sent
const c0 = document.createElement('canvas');
c0.width = 200;
c0.getContext('2d').fillText('hello', 2, 15);
fetch('https://cv0.dev2.example/', { method: 'POST', body: 'width=200' });

//# webgl-renderer
// flow: device > gl.dev2.example via beacon
const gl = document.createElement('canvas').getContext('webgl');
const ext = gl.getExtension('WEBGL_debug_renderer_info');
navigator.sendBeacon('https://gl.dev2.example/', gl.getParameter(ext.UNMASKED_RENDERER_WEBGL));

//# webgl-logged
// no flow
// why: the renderer is printed on the console
const gl0 = document.createElement('canvas').getContext('webgl');
console.log(gl0.getParameter(gl0.RENDERER));
navigator.sendBeacon('https://gl0.dev2.example/', 'webgl');

//# time-zone-name
// flow: device > tz.dev2.example via image
new Image().src = 'https://tz.dev2.example/p?tz=' + Intl.DateTimeFormat().resolvedOptions().timeZone;

//# format-fixed-number
// no flow
// why: a number formatted for a fixed locale holds nothing of the device
new Image().src = 'https://tz0.dev2.example/p?n=' + new Intl.NumberFormat('en-US').format(1234);

//# destructured-screen
// flow: device > sc.dev2.example via fetch
const { width, height, colorDepth } = screen;
fetch('https://sc.dev2.example/', { method: 'POST', body: [width, height, colorDepth].join('x') });

//# screen-for-layout
// no flow
// why: the width is used for layout and never sent
document.getElementById('menu').style.maxWidth = screen.width / 2 + 'px';
fetch('https://sc0.dev2.example/menu');

//# hardware-concurrency
// flow: device > hw.dev2.example via xhr
const x = new XMLHttpRequest();
x.open('POST', 'https://hw.dev2.example/');
x.send(JSON.stringify({ cores: navigator.hardwareConcurrency, mem: navigator.deviceMemory }));

//# worker-count-only
// no flow
// why: the number of cores sizes a local array, no request follows
const slots = [];
for (let n = 0; n < navigator.hardwareConcurrency; n++) slots.push(null);
document.body.dataset.slots = String(slots.length);

//# client-hints
// flow: device > ch.dev2.example via fetch
navigator.userAgentData.getHighEntropyValues(['platformVersion', 'model']).then(function (hints) {
  fetch('https://ch.dev2.example/', { method: 'POST', body: JSON.stringify(hints) });
});

//# client-hints-ignored
// no flow
// why: the callback does not use the hints
navigator.userAgentData.getHighEntropyValues(['model']).then(function () {
  fetch('https://ch0.dev2.example/', { method: 'POST', body: 'done' });
});

//# language-chooses-text
// no flow
// why: the language chooses a text of the page
document.title = navigator.language === 'de' ? 'Hallo' : 'Hello';
fetch('https://lt0.dev2.example/');

//# matched-media-layout
// no flow
// why: the answer of matchMedia changes a class only
if (matchMedia('(prefers-color-scheme: dark)').matches) document.body.className = 'dark';
fetch('https://mm0.dev2.example/');
