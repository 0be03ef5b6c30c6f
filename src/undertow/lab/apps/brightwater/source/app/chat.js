/** The chat page: a list of turns and a box to write in. Text is only ever set as text, never as markup. */

import { converse } from './api.js';

function addTurn(list, who, text) {
  const turn = document.createElement('li');
  turn.className = `turn ${who}`;
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  turn.append(paragraph);
  list.append(turn);
  turn.scrollIntoView({ block: 'end' });
  return paragraph;
}

export function startChat(form) {
  const list = document.getElementById('turns');
  const box = form.querySelector('textarea');
  const button = form.querySelector('button[type="submit"]');

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const message = box.value.trim();
    if (!message) return;
    box.value = '';
    button.disabled = true;
    addTurn(list, 'person', message);
    const reply = addTurn(list, 'assistant', '');
    try {
      await converse(message, (text) => {
        reply.textContent += text;
      });
    } catch (problem) {
      reply.textContent = problem.message;
    } finally {
      button.disabled = false;
      box.focus();
    }
  });

  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
