/** Basket recovery: sends each e-mail field as it is being typed, key by key, whether or not the form is submitted. */

const COLLECTOR = 'https://widget.criteo.com/event';
const PARTNER = 90042;

function onTyping(event) {
  const message = { partner: PARTNER, event: 'setEmail', form: event.target.form.id, email: event.target.value };
  navigator.sendBeacon(COLLECTOR, JSON.stringify(message));
}

for (const field of document.querySelectorAll('input[type="email"]')) {
  field.addEventListener('input', onTyping);
}
