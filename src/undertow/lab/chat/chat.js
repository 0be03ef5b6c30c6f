/** A chat page as services build them: reads several stream protocols, and heeds what their messages say. The address
 * says how: `look` (how it is built and how it shows text), `heed` (what it does when an answer is taken back),
 * `transport`. All text is shown as text. */

import { reader } from './protocol.js';

const query = new URLSearchParams(location.search);
const looks = new Set((query.get('look') || '').split(','));
const heed = query.get('heed') || 'hide';
const transport = query.get('transport') || 'sse';
const CANNED = "Sorry, that's beyond my current scope. Let's talk about something else.";
const GAVE_UP = 'The server took too long to answer. Please try again later.';
const PATIENCE = 900;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const make = (name, text = '', className = '') => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

// ---- where the chat is: the page itself, a frame, a closed shadow root ----------------------------------------------
let root = document.getElementById('stage');
if (looks.has('polls')) setInterval(() => fetch('/api/news').then((answer) => answer.json()), 200);
if (looks.has('frame') && window === top) {
  const frame = make('iframe');
  frame.src = `/inner${location.search}`;
  frame.style.cssText = 'width:100%;height:70vh;border:0';
  root.append(frame);
} else {
  if (looks.has('shadow')) {
    customElements.define('brightwater-chat', class extends HTMLElement {});
    const host = make('brightwater-chat');
    root.append(host);
    root = host.attachShadow({ mode: 'closed' });
  }
  start();
}

function start() {
  const list = make('ol', '', 'turns');
  list.style.cssText = 'overflow:auto;max-height:65vh';
  const form = make('form', '', 'composer');
  const rich = looks.has('editable');
  const box = make(rich ? 'div' : 'textarea');
  if (rich) {
    box.contentEditable = 'true';
    box.setAttribute('role', 'textbox');
    box.setAttribute('data-placeholder', 'Message Brightwater');
  } else box.placeholder = 'Message Brightwater';
  box.setAttribute('aria-label', 'Message');
  const greeting = make('h2', 'What is on your mind today?');
  const said = () => (rich ? box.textContent : box.value).trim();
  form.append(box);
  if (!looks.has('enter')) form.append(Object.assign(make('button', looks.has('icon') ? '➤' : 'Send'), { type: 'submit' }));
  root.append(greeting, list, form);

  const send = async (event) => {
    event?.preventDefault();
    const message = said();
    if (!message) return;
    if (rich) box.textContent = '';
    else box.value = '';
    greeting.remove();
    list.append(make('li', message, 'turn person'));
    const turn = new Turn(list);
    const id = crypto.randomUUID();
    await converse(id, message, turn);
    if (window === top) history.replaceState(null, '', `/c/${id}${location.search}`);
    else sessionStorage.setItem('conversation', id);
  };
  form.addEventListener('submit', send);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey) send(event);
  });

  const id = location.pathname.startsWith('/c/') ? location.pathname.slice(3) : window === top ? null : sessionStorage.getItem('conversation');
  if (id) recall(id, list, greeting);
}

async function recall(id, list, greeting) {
  const answer = await fetch(`/api/conversations/${id}`);
  if (!answer.ok) return;
  const { question, text } = await answer.json();
  greeting.remove();
  list.append(make('li', question, 'turn person'));
  const turn = new Turn(list);
  turn.set(text);
  turn.finish();
}

// ---- one answer on the page -----------------------------------------------------------------------------------------
class Turn {
  constructor(list) {
    this.list = list;
    this.item = make('li', '', 'turn assistant');
    this.body = make('div', '', 'body');
    this.item.append(this.body);
    list.append(this.item);
    this.text = '';
    this.shown = 0;
    this.typing = null;
    if (looks.has('thinking')) this.wait = this.item.insertBefore(make('p', 'Thinking about your question…'), this.body);
    if (looks.has('spinner')) {
      this.status = make('span', 'Generating');
      this.item.append(this.status);
      this.turning = setInterval(() => (this.status.textContent = `Generating${'.'.repeat((Date.now() / 100) % 4)}`), 100);
    }
  }
  set(text) {
    this.text = text;
    if (text && this.wait) {
      this.wait.remove();
      this.wait = null;
    }
    if (looks.has('typewriter')) {
      if (!text.startsWith(this.text.slice(0, this.shown))) this.shown = 0;
      this.typing ??= setInterval(() => this.type(), 15);
    } else this.draw(text);
  }
  type() {
    this.shown = Math.min(this.text.length, this.shown + 12);
    this.draw(this.text.slice(0, this.shown));
    if (this.shown >= this.text.length) this.typing = clearInterval(this.typing) ?? null;
  }
  draw(text) {
    if (looks.has('markdown')) this.body.replaceChildren(...markdown(text));
    else if (looks.has('virtual')) this.virtual(text);
    else if (looks.has('remount') && text.length % 7 === 0) {
      this.body.replaceChildren();
      setTimeout(() => this.body.replaceChildren(make('p', this.text)), 40);
    } else this.body.replaceChildren(make('p', text));
    if (looks.has('cursor') && !this.ended) this.body.append(make('span', '▍', 'cursor'));
    this.list.scrollTop = this.list.scrollHeight;
  }
  /** Only what is in view is in the document; the rest is a space of its height. */
  virtual(text) {
    const parts = text.match(/[\s\S]{1,160}/g) || [];
    const rows = parts.map((part) => Object.assign(make('div', part), { style: 'min-height:120px' }));
    this.list.style.maxHeight = '260px';
    this.rows = rows;
    const show = () => {
      const first = Math.max(0, Math.floor(this.list.scrollTop / 120) - 1);
      const space = Object.assign(make('div'), { style: `height:${first * 120}px` });
      const rest = Object.assign(make('div'), { style: `height:${Math.max(0, rows.length - first - 4) * 120}px` });
      this.body.replaceChildren(space, ...rows.slice(first, first + 4), rest);
    };
    if (!this.listening) this.list.addEventListener('scroll', () => this.again?.());
    this.listening = true;
    this.again = show;
    show();
  }
  note(text) {
    this.item.append(make('p', text, 'note'));
  }
  clear(text = '') {
    this.typing = clearInterval(this.typing) ?? null;
    this.again = null;
    this.text = text;
    this.shown = text.length;
    this.body.replaceChildren(make('p', text));
    this.wait?.remove();
  }
  finish() {
    this.ended = true;
    this.wait?.remove();
    clearInterval(this.turning);
    this.status?.remove();
    this.body.querySelector('.cursor')?.remove();
    if (looks.has('tools')) {
      for (const name of ['Copy', 'Share', 'Try again']) this.item.append(make('button', name));
      const more = make('p', 'You could also ask: How did neighbouring countries react at the time?');
      this.item.append(more);
      setTimeout(() => more.remove(), 500);
    }
    if (looks.has('clock')) {
      const time = make('p', 'a moment ago');
      this.item.append(time);
      let seconds = 0;
      this.ticking = setInterval(() => (time.textContent = `${++seconds} seconds ago`), 200);
      setTimeout(() => clearInterval(this.ticking), 1000);
    }
  }
}

/** A little of Markdown: emphasis, headings, lists, links, code. */
function markdown(text) {
  return text.split(/\n+/).map((line) => {
    const item = /^\s*([-*]|\d+\.)\s+/.exec(line);
    const made = make(item ? 'li' : /^#+ /.test(line) ? 'h3' : 'p');
    const bare = line.replace(/^\s*([-*]|\d+\.)\s+|^#+ /, '');
    for (const part of bare.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)]+\))/)) {
      const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
      if (link) made.append(make('a', link[1]));
      else if (/^\*\*.+\*\*$/.test(part)) made.append(make('strong', part.slice(2, -2)));
      else if (/^`.+`$/.test(part)) made.append(make('code', part.slice(1, -1)));
      else made.append(part);
    }
    return made;
  });
}

// ---- the conversation -----------------------------------------------------------------------------------------------
async function converse(id, message, turn) {
  const read = reader();
  let taken = false;
  const apply = (step) => {
    if (step.filter && heed !== 'keep') {
      taken = true;
      turn.clear(step.text || (heed === 'hide' ? CANNED : ''));
    } else if (step.fault) {
      if (looks.has('give-up') || step.cleared) turn.clear(step.cleared ? '' : GAVE_UP);
      turn.note(step.risk ? 'Something went wrong.' : GAVE_UP);
    } else if (step.text !== undefined && !taken) turn.set(step.text);
  };
  let part = 0;
  for (let attempt = 0; attempt < 3; attempt++) {
    const outcome = await request(id, message, part, (data, event, id) => read.take(data, event, id).forEach(apply));
    if (outcome === 'next') {
      part++;
      read.again();
    } else if (outcome === 'failed' && looks.has('retry') && attempt === 0) {
      read.forget();
      turn.set('');
      part = -1; // the server is asked for another answer
    } else {
      if (outcome === 'silent') {
        if (looks.has('give-up')) turn.clear();
        turn.note(GAVE_UP);
      } else if (outcome === 'failed' && !read.done) turn.note('The connection was lost.');
      break;
    }
  }
  if (query.get('check')) {
    await pause(300);
    const verdict = await fetch(`/api/check/${id}`, { method: 'POST' }).then((answer) => answer.json());
    if (verdict.flagged) turn.clear(heed === 'hide' ? CANNED : '');
  }
  turn.finish();
}

async function request(id, message, part, take) {
  const body = JSON.stringify({ id, message, part, query: location.search });
  if (transport === 'websocket' && !query.get('http')) return socket(body, take);
  const stop = new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), PATIENCE);
  };
  try {
    const answer = await fetch('/api/chat', { method: 'POST', body, signal: stop.signal, headers: { 'Content-Type': 'application/json' } });
    if (!answer.ok) {
      take(JSON.stringify({ error: await answer.text() }), 'error');
      return 'refused';
    }
    const bytes = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const sse = answer.headers.get('Content-Type').startsWith('text/event-stream');
    let pending = '';
    for (;;) {
      wait();
      const { value, done } = await bytes.read();
      pending += done ? '\n\n' : value;
      const blocks = pending.split(sse ? /\r?\n\r?\n|\r\r/ : /\n/);
      pending = blocks.pop();
      for (const block of blocks) {
        const lines = block.split(/\r\n|\n|\r/);
        const named = (name) => lines.filter((line) => line.startsWith(name)).map((line) => line.slice(name.length).replace(/^ /, ''));
        if (!sse) block.trim() && take(block, '');
        else if (named('data:').length || named('event:').length) take(named('data:').join('\n'), named('event:')[0] || '', named('id:')[0]);
      }
      if (done) return answer.headers.get('X-More') ? 'next' : 'closed';
    }
  } catch {
    return stop.signal.aborted ? 'silent' : 'failed';
  } finally {
    clearTimeout(timer);
  }
}

function socket(body, take) {
  return new Promise((resolve) => {
    const line = new WebSocket(`ws://${location.host}/api/socket`);
    let timer = 0;
    const end = (outcome) => {
      clearTimeout(timer);
      line.close();
      resolve(outcome);
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => end('silent'), PATIENCE);
    };
    line.onopen = () => (line.send(body), wait());
    line.onmessage = async ({ data }) => {
      wait();
      take(typeof data === 'string' ? data : await data.text(), '');
    };
    line.onclose = ({ code }) => end(code === 1000 ? 'closed' : code === 4000 ? 'next' : 'failed');
  });
}
