/** Front end of the Plainfield library: card sign-in and text reminders. Talks to the library's own server only. */

import { CARRIER_NOTE, phoneHint } from './hints.js';

async function send(path, payload) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return (await answer.json()).message;
}

function onSubmit(form, collect) {
  const status = form.querySelector('[role="status"]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    status.textContent = await send(form.dataset.path, collect(form.elements));
  });
}

function startHint(form) {
  const hint = form.querySelector('.hint');
  const { country_code: prefix, phone } = form.elements;
  const show = () => {
    hint.textContent = phoneHint(prefix.value, phone.value) || (prefix.value === '+86' ? CARRIER_NOTE : '');
  };
  prefix.addEventListener('change', show);
  phone.addEventListener('input', show);
}

const signIn = document.getElementById('sign-in-form');
if (signIn) {
  onSubmit(signIn, (fields) => ({
    email: fields.email.value,
    password: fields.password.value,
    token: fields.csrf_token.value,
  }));
}

const reminders = document.getElementById('reminder-form');
if (reminders) {
  startHint(reminders);
  onSubmit(reminders, (fields) => ({ phone: fields.country_code.value + fields.phone.value.replace(/\D/g, '') }));
}
