// Commands in lists, told apart by what comes first.

//# tag-of-another-command
// no flow
window.dl = window.dl || [];
function tag() { dl.push(arguments); }
tag('consent', { mail: document.querySelector('#email').value });
dl.forEach(function (item) {
  if (item[0] !== 'purchase') return;
  navigator.sendBeacon('https://toc.cm16.example/p', JSON.stringify(item[1]));
});

//# tag-of-that-command
// flow: email > ttc.cm16.example via beacon
window.dl2 = window.dl2 || [];
function tag2() { dl2.push(arguments); }
tag2('purchase', { mail: document.querySelector('#email').value });
dl2.forEach(function (item) {
  if (item[0] !== 'purchase') return;
  navigator.sendBeacon('https://ttc.cm16.example/p', JSON.stringify(item[1]));
});

//# command-of-a-switch
// no flow
// why: what is typed is shown, and only the page is sent
const queue = [];
queue.push(['show', document.querySelector('textarea').value]);
queue.push(['send', location.pathname]);
for (const entry of queue) {
  switch (entry[0]) {
    case 'send': new Image().src = 'https://coa.cm16.example/?p=' + entry[1]; break;
    case 'show': document.querySelector('#preview').textContent = entry[1]; break;
  }
}

//# command-of-a-switch-that-sends
// flow: message > cos.cm16.example via image
const queue2 = [];
queue2.push(['send', document.querySelector('textarea').value]);
for (const entry of queue2) {
  switch (entry[0]) {
    case 'send': new Image().src = 'https://cos.cm16.example/?p=' + entry[1]; break;
    case 'show': document.querySelector('#preview').textContent = entry[1]; break;
  }
}

//# table-of-commands
// no flow
(function () {
  var api = {
    count: function (n) { fetch('https://tbc.cm16.example/n', { method: 'POST', body: String(n) }); },
    keep: function (v) { sessionStorage.setItem('kept', v); },
  };
  var waiting = [['keep', document.querySelector('input[type=tel]').value], ['count', 3]];
  waiting.forEach(function (one) { api[one[0]].apply(api, one.slice(1)); });
})();

//# table-of-commands-that-sends
// flow: phone > tbs.cm16.example via fetch
(function () {
  var api = {
    count: function (n) { fetch('https://tbs.cm16.example/n', { method: 'POST', body: String(n) }); },
    keep: function (v) { sessionStorage.setItem('kept', v); },
  };
  var waiting = [['count', document.querySelector('input[type=tel]').value], ['keep', 3]];
  waiting.forEach(function (one) { api[one[0]].apply(api, one.slice(1)); });
})();
