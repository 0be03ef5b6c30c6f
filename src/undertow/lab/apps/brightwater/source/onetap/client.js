/** Requests to the carrier. Field names and paths follow the public shape of China Mobile's web SDK. */

import { md5 } from './md5.js';
import { deviceTraits } from './traits.js';

const CARRIER = 'https://verify.cmpassport.com';
const APP_ID = '300012807419';
const SECRET = '@Fdiwmxy7CBDDQNUI';
const VERSION = '1.4.2';

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What every request carries: who asks, when, and a sign over both. No personal data. */
function envelope() {
  const msgId = randomId();
  const timestamp = String(Date.now());
  return {
    appId: APP_ID,
    version: VERSION,
    msgId,
    traceId: msgId.slice(0, 16),
    timestamp,
    sign: md5(APP_ID + VERSION + msgId + timestamp + SECRET),
  };
}

/** The device as one value: all traits joined, hashed, and made safe for transport. */
function userInformation() {
  const joined = deviceTraits().join('@@');
  return encodeURIComponent(btoa(md5(joined)));
}

/** Asks the carrier whose number this is; the number goes along as typed. */
export function preGetMobile(number) {
  const body = envelope();
  body.businessType = '8';
  body.msisdn = btoa(number);
  body.userInformation = userInformation();
  const request = new XMLHttpRequest();
  request.open('POST', CARRIER + '/h5/httpsPreGetmobile', true);
  request.setRequestHeader('Content-Type', 'application/json;charset=UTF-8');
  request.send(JSON.stringify(body));
}

/** Binds an e-mail account to the carrier's token. */
export function bindAccount(email) {
  const body = { ...envelope(), openType: '1', account: encodeURIComponent(email) };
  return fetch(CARRIER + '/h5/onekeylogin/authGetToken', { method: 'POST', body: JSON.stringify(body) });
}
