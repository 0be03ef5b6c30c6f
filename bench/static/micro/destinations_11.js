//# regex-placeholder-filled
// flow: username > rpf.d10.example via xhr
// destination: https://rpf.d10.example/users/{}/avatar
var PATHS = { avatar: 'https://rpf.d10.example/users/{id}/avatar' };
var ax = new XMLHttpRequest();
ax.open('GET', PATHS.avatar.replace(/\{id\}/g, encodeURIComponent(document.querySelector('input[name=username]').value)));
ax.send();

//# near-host-itself-unknown
// flow: email > ? via fetch
// why: what is put in is the host
fetch('https://HOST/in'.replace('HOST', document.documentElement.dataset.api), { method: 'POST', body: document.querySelector('input[type=email]').value });

//# url-one-folder-up
// flow: otp > ufu.d10.example via fetch
// destination: https://ufu.d10.example/api/v2/otp
fetch(new URL('../v2/otp', 'https://ufu.d10.example/api/v1/index.json'), { method: 'POST', body: document.querySelector('input[autocomplete=one-time-code]').value });

//# near-url-absolute-over-base
// flow: otp > uab.d10.example via fetch
// why: an absolute address takes nothing of the base
fetch(new URL('https://uab.d10.example/otp', 'https://unused.d10.example/'), { method: 'POST', body: document.querySelector('input[autocomplete=one-time-code]').value });

//# options-merged-by-assign
// flow: search > oma.d10.example via fetch
function makeSearch(given) {
  var conf = Object.assign({ host: 'https://omd.d10.example' }, given);
  return function (q) { return fetch(conf.host + '/find?q=' + encodeURIComponent(q)); };
}
makeSearch({ host: 'https://oma.d10.example', lang: 'en' })(document.querySelector('input[type=search]').value);

//# near-one-caller-keeps-the-default
// flow: search > okd.d10.example via fetch
// flow: search > okg.d10.example via fetch
// why: the second caller gives no host
function makeSearch2(given) {
  const conf = { host: 'https://okd.d10.example', ...given };
  return (q) => fetch(`${conf.host}/find?q=${encodeURIComponent(q)}`);
}
makeSearch2({ host: 'https://okg.d10.example' })(document.querySelector('input[type=search]').value);
makeSearch2({ lang: 'en' })(document.querySelector('input[type=search]').value);

//# jquery-get-with-data
// flow: search > jgd.d10.example via xhr
$('#q').keyup(function () { $.get('https://jgd.d10.example/suggest', { term: $('#q').val() }, function (html) { $('#list').html(html); }); });

//# near-jquery-get-callback-only
// no flow
// why: the field is read when the answer is there, for the page
$.get('https://jgc.d10.example/labels', function (labels) { $('#hint').text(labels[$('#email').val()] || ''); });
