//# paint-worklet
// flow: identifier > ptw.bk14.example via any
CSS.paintWorklet.addModule('https://ptw.bk14.example/p.js?v=' + localStorage.getItem('uid'));

//# modules-of-an-own-registry
// no flow
// why: the registry is the script's own list
const registry2 = { list: [], addModule(name) { this.list.push(name); } };
registry2.addModule('https://own.bk14.example/p.js?v=' + localStorage.getItem('uid'));

//# shown-by-the-worker
// flow: identifier > sbw.bk14.example via any
navigator.serviceWorker.ready.then((reg) => reg.showNotification('Hi', { badge: `https://sbw.bk14.example/b.png?u=${localStorage.getItem('uid')}` }));

//# text-of-a-notification
// no flow
// why: the text of a notification stays on the device
new Notification('Hi', { body: 'You are ' + localStorage.getItem('uid'), icon: 'https://txt.bk14.example/i.png' });

//# socket-subclass-without-constructor
// flow: identifier > swc.bk14.example via websocket
class Line5 extends WebSocket {}
new Line5('wss://swc.bk14.example/s?u=' + localStorage.getItem('uid'));

//# subclass-of-an-own-class
// no flow
class EventLog6 { constructor(u) { this.name = u; } }
class Feed6 extends EventLog6 { constructor(u) { super('https://soc.bk14.example/?u=' + u); } }
new Feed6(localStorage.getItem('uid'));

//# location-of-the-opener
// flow: identifier > loo.bk14.example via any
opener.location = 'https://loo.bk14.example/?u=' + localStorage.getItem('uid');

//# location-of-an-own-object
// no flow
const event8 = { location: '' };
event8.location = 'https://loc.bk14.example/?u=' + localStorage.getItem('uid');

//# state-pushed-and-left
// no flow
// why: without a reload nothing is asked for
history.pushState({}, '', '/results?q=' + encodeURIComponent(document.querySelector('input[type=search]').value));

//# input-that-is-no-picture
// no flow
const field10 = document.createElement('input');
field10.type = 'text';
field10.src = 'https://inp.bk14.example/?u=' + localStorage.getItem('uid');
document.body.append(field10);

//# cell-with-a-background
// flow: identifier > cwb.bk14.example via any
document.querySelector('#t').innerHTML = '<table><tr><td background="https://cwb.bk14.example/x.gif?u=' + localStorage.getItem('uid') + '">x</td></tr></table>';

//# link-without-ping-as-html
// no flow
// why: nobody has followed the link yet
document.querySelector('nav').innerHTML = '<a href="https://lwo.bk14.example/out?u=' + localStorage.getItem('uid') + '">Offers</a>';

//# map-with-a-style-name
// no flow
const styles13 = new Map();
styles13.set('background-image', `url("https://map.bk14.example/h.png?u=${localStorage.getItem('uid')}")`);
