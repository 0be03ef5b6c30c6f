/** Sign-in by e-mail, sign-in by phone, sign-up. Each form stays on its page and says below the button what happened. */

import { post } from './api.js';

function say(form, text, kind) {
  const status = form.querySelector('[role="status"]');
  status.textContent = text;
  status.dataset.kind = kind;
}

/** Runs `send` when `form` is submitted, shows its progress, and then the way to the chat. */
function onSubmit(form, send) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button[type="submit"]');
    button.disabled = true;
    say(form, 'One moment …', 'busy');
    try {
      const answer = await send();
      say(form, answer.message, 'done');
    } catch (problem) {
      say(form, problem.message, 'failed');
    } finally {
      button.disabled = false;
    }
  });
}

function startEmailForm(form) {
  const email = form.querySelector('input[type="email"]');
  const password = form.querySelector('input[type="password"]');
  onSubmit(form, () => post('/api/login', { email: email.value.trim(), password: password.value }));
}

/** The country code and the digits of the national number, as one international number. */
function internationalNumber(prefix, national) {
  return prefix + national.replace(/\D/g, '');
}

function startPhoneForm(form) {
  const prefix = form.querySelector('select[name="country_code"]');
  const phone = form.querySelector('input[type="tel"]');
  const code = form.querySelector('input[autocomplete="one-time-code"]');
  onSubmit(form, () => {
    const number = internationalNumber(prefix.value, phone.value);
    return post('/api/login/phone', { phone: number, code: code.value });
  });
}

function startSignUpForm(form) {
  const name = form.querySelector('input[autocomplete="name"]');
  const email = form.querySelector('input[type="email"]');
  const password = form.querySelector('input[type="password"]');
  onSubmit(form, () => {
    const account = { name: name.value, email: email.value.trim(), password: password.value };
    return post('/api/sign_up', account);
  });
}

const STARTERS = { 'email-form': startEmailForm, 'phone-form': startPhoneForm, 'sign-up-form': startSignUpForm };

export function startForms() {
  for (const [id, start] of Object.entries(STARTERS)) {
    const form = document.getElementById(id);
    if (form) start(form);
  }
}
