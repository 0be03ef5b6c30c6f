//# success-of-a-schema
// no flow
const mailSchema1 = {
  safeParse(v) { return /^\S+@\S+$/.test(v) ? { success: true, data: v } : { success: false, error: 'invalid' }; },
};
const parsed1 = mailSchema1.safeParse(document.querySelector('input[type=email]').value);
fetch('https://sos.bv13.example/ok?v=' + parsed1.success);

//# order-of-two-names
// no flow
// why: only which of the two comes first
const first2 = document.querySelector('input[autocomplete=given-name]').value;
const last2 = document.querySelector('input[autocomplete=family-name]').value;
fetch('https://otn.bv13.example/cmp?o=' + Math.sign(first2.localeCompare(last2)));

//# step-found-by-length
// no flow
// why: the names of the steps are constants, the length chooses one
const STEPS3 = [{ max: 0, name: 'empty' }, { max: 140, name: 'short' }, { max: Infinity, name: 'long' }];
const length3 = document.querySelector('textarea[name=message]').value.length;
navigator.sendBeacon('https://sfl.bv13.example/s', STEPS3.find((s) => length3 <= s.max).name);

//# brand-of-the-card-minified
// no flow
// why: one of a few constant names, chosen by tests
var BRANDS4={visa:/^4/,mastercard:/^5[1-5]/,amex:/^3[47]/};function brand4(t){for(var e in BRANDS4)if(BRANDS4[e].test(t))return e;return"other"}(new Image).src="https://boc.bv13.example/logo/"+brand4(document.querySelector("input[autocomplete=cc-number]").value)+".png";

//# reasons-of-invalidity
// no flow
// why: the names of the failed checks, nothing of the text
document.querySelector('input[type=tel]').addEventListener('invalid', (e) => {
  const failed = [];
  for (const check in e.target.validity) if (check !== 'valid' && e.target.validity[check]) failed.push(check);
  navigator.sendBeacon('https://roi.bv13.example/i', failed.join());
});

//# number-of-corrections
// no flow
// why: how often the text became shorter
let before6 = 0;
let corrections6 = 0;
const area6 = document.querySelector('textarea[name=message]');
area6.addEventListener('input', () => {
  if (area6.value.length < before6) corrections6 += 1;
  before6 = area6.value.length;
});
addEventListener('pagehide', () => navigator.sendBeacon('https://noc.bv13.example/c', String(corrections6)));

//# time-of-the-answer-given
// no flow
// why: when the name was given, not the name
const given7 = { name: '', at: null };
document.querySelector('input[autocomplete=name]').addEventListener('change', (e) => {
  given7.name = e.target.value;
  given7.at = new Date().toISOString();
});
document.querySelector('#done').onclick = () => fetch('https://tag.bv13.example/t', { method: 'POST', body: JSON.stringify({ at: given7.at }) });

//# distinct-characters-counted
// no flow
const distinct8 = new Set(document.querySelector('input[type=password]').value).size;
fetch('https://dcc.bv13.example/strength?n=' + distinct8);

//# near-or-far
// no flow
// why: the position only chooses one of two words
navigator.geolocation.getCurrentPosition(({ coords: { latitude: lat, longitude: lon } }) => {
  const inside = lat > 52.3 && lat < 52.7 && lon > 13.1 && lon < 13.8;
  fetch('https://nof.bv13.example/offers/' + (inside ? 'local' : 'national'));
});

//# signature-holds-or-not
// no flow
// why: verify() answers true or false
(async () => {
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  const typed = new TextEncoder().encode(document.querySelector('textarea[name=message]').value);
  const holds = await crypto.subtle.verify('HMAC', key, new Uint8Array(32), typed);
  await fetch('https://sho.bv13.example/v', { method: 'POST', body: JSON.stringify({ holds }) });
})();

//# name-of-the-parse-error
// no flow
// why: the name of the error is the same whatever was typed; its message stays here
try {
  JSON.parse(document.querySelector('textarea[name=message]').value);
} catch (err) {
  console.warn(err.message);
  navigator.sendBeacon('https://npe.bv13.example/e', err.name);
}

//# filled-fields-as-bits-minified
// no flow
!function(t){var e=function(e){return t.querySelector(e).value};fetch("https://ffb.bv13.example/p?m="+((e("input[type=email]")?1:0)|(e("input[type=tel]")?2:0)|(e("input[autocomplete=name]")?4:0)))}(document);

//# known-visitor-or-new-minified
// no flow
// why: only whether an id is kept
(new Image).src="https://kvn.bv13.example/v?k="+(null!==localStorage.getItem("visitor_id")?"returning":"new");

//# what-push-gives-back
// no flow
// why: push() answers how many there are now
const drafts14 = [];
document.querySelector('#keep').onclick = () => {
  const n = drafts14.push(document.querySelector('textarea[name=message]').value);
  fetch('https://wpg.bv13.example/kept?n=' + n);
};

//# comma-drops-the-value
// no flow
// why: of a sequence only the last part is the value
var t15=document.querySelector("input[type=password]").value,e15=(t15.trim(),"ready");fetch("https://cdv.bv13.example/s",{method:"POST",body:(void t15,e15)});
