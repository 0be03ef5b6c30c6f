/** Meridian's own front end: the account form and the basket. Talks to the shop's own server only. */

async function createAccount(account) {
  const answer = await fetch('/api/account', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  });
  if (!answer.ok) throw new Error('Something went wrong on our side. Please try again.');
  return answer.json();
}

function startAccountForm(form) {
  const status = form.querySelector('[role="status"]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    status.textContent = 'One moment …';
    try {
      const answer = await createAccount({
        name: form.elements.name.value,
        email: form.elements.email.value.trim(),
        password: form.elements.password.value,
      });
      status.textContent = answer.message;
    } catch (problem) {
      status.textContent = problem.message;
    }
  });
}

function startBasket(badge) {
  let count = 0;
  for (const button of document.querySelectorAll('[data-add]')) {
    button.addEventListener('click', () => {
      count += 1;
      badge.textContent = String(count);
      button.textContent = 'In the basket';
    });
  }
}

const accountForm = document.getElementById('account-form');
if (accountForm) startAccountForm(accountForm);

startBasket(document.getElementById('basket-count'));
