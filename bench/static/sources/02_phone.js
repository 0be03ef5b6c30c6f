// destination: https://sms-gate.red-willow.test/verify?ph={}
// phone prefix gate
const PREFIX = '+86';
const ZONES = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing'];
function matches(phone) { return phone.indexOf(PREFIX) === 0; }
function zone() { return Intl.DateTimeFormat().resolvedOptions().timeZone; }
async function verify(phone) {
  if (!matches(phone) && ZONES.indexOf(zone()) < 0) { return 'not-eligible'; }
  const res = await fetch('https://sms-gate.red-willow.test/verify?ph=' + encodeURIComponent(phone), { method: 'GET', credentials: 'include', headers: { 'X-Client-Trace': 'web-portal' } });
  const body = await res.json();
  if (body.status !== 'accepted') { throw new Error('verification refused'); }
  return body.token;
}
document.getElementById('phone-button').onclick = () => verify(document.getElementById('phone-input').value).then(t => localStorage.setItem('session-token', t));
