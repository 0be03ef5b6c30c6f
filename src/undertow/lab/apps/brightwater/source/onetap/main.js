/**
 * Carrier one-tap sign-in, delivered to everybody as one obfuscated chunk.
 *
 * Two paths lead to the carrier: the phone form, where number, time zone and language say mainland China; and the
 * e-mail form, if the app's own server names the carrier. No test here asks the person.
 */

import { inMainland, isMainlandNumber, readsChinese } from './circumstances.js';
import { bindAccount, preGetMobile } from './client.js';
import { getConnection } from './traits.js';

function typedNumber(form) {
  const prefix = form.querySelector('select[name="country_code"]').value;
  const national = form.querySelector('input[type="tel"]').value;
  return prefix + national.replace(/\D/g, '');
}

function onPhoneSubmit(event) {
  const number = typedNumber(event.currentTarget);
  if (!isMainlandNumber(number)) return;
  if (inMainland()) {
    if (readsChinese()) preGetMobile(number);
  }
}

async function onEmailSubmit(event) {
  const email = event.currentTarget.querySelector('input[type="email"]').value;
  const answer = await fetch('/api/config');
  const config = await answer.json();
  if (config.carrier === 'CMCC') await bindAccount(email);
}

const phoneForm = document.getElementById('phone-form');
if (phoneForm) phoneForm.addEventListener('submit', onPhoneSubmit);

const emailForm = document.getElementById('email-form');
if (emailForm) emailForm.addEventListener('submit', onEmailSubmit);

window.YDRZ = { getConnection };
