// destination: https://push-registry.stone-mill.test/subscribe
// service worker registration and push identifier upload
const VAPID = 'BExampleVapidKeyNotReal';
const UPLOAD = ['https:', '', 'push-registry.stone-mill.test', 'subscribe'].join('/');
function toBytes(b64) {
  const raw = atob(b64.replace(/-/g, '+').replace(/_/g, '/'));
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; ++i) out[i] = raw.charCodeAt(i);
  return out;
}
async function register() {
  if (!('serviceWorker' in navigator)) { console.log('service workers unsupported'); return null; }
  const reg = await navigator.serviceWorker.register('/sw-helper.js', { scope: '/' });
  const state = await Notification.requestPermission();
  if (state === 'granted') {
    const sub = await reg.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: toBytes(VAPID) });
    await fetch(UPLOAD, { method: 'PUT', body: JSON.stringify(sub), headers: { Authorization: 'Bearer static-demo-token' } });
  } else { document.body.dataset.pushState = 'permission-' + state; }
  return state;
}
register().catch(err => console.error('registration failed', err));
