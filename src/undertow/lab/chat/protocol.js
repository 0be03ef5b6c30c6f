/** What the messages of several services do to an answer, as their own pages understand them. `take` gives steps:
 * `text`: show this; `filter`: the answer is taken back, for `text` if there is one; `fault`: the server failed. */

const FILTERED = /content_filter|safety|prohibited/i;
const RISK = /risk|inspection|违规/i;

export function reader() {
  let text = '', replay = null, whole = null, seen = new Set();
  let path = '', operation = '', kind = '', fragments = [], before = '', thinking = false;
  const self = { done: false, take, again, forget };

  function again() {
    replay = '';
    fragments = [];
    path = operation = '';
  }
  function forget() {
    text = '';
    whole = null;
    seen = new Set();
    again();
    replay = null;
  }
  function append(piece) {
    if (!piece) return [];
    if (replay !== null) {
      replay += piece;
      if (text.startsWith(replay)) return [];
      text = replay.startsWith(text) ? replay : text + replay;
      replay = null;
    } else text += piece;
    return [{ text }];
  }
  function set(value) {
    if (replay !== null && text.startsWith(value)) return [];
    replay = null;
    text = value;
    return [{ text }];
  }
  function take(data, event, id) {
    const key = `${id}|${event}|${data}`;
    if (id !== undefined && seen.has(key)) return [];
    if (id !== undefined) seen.add(key);
    if (data.trim() === '[DONE]') return (self.done = true), [];
    let value;
    try {
      value = JSON.parse(data);
    } catch {
      return append(data);
    }
    if (typeof value !== 'object' || value === null) return append(String(value));
    return object(value, event || value.event || '');
  }
  function object(value, event) {
    if (value.error || event === 'error') {
      self.done = true;
      return [{ fault: true, risk: RISK.test(JSON.stringify(value)) }];
    }
    if ('v' in value && Object.keys(value).every((name) => 'pov'.includes(name))) return patch(value);
    if (value.choices) return choice(value.choices[0]);
    if (value.candidates) {
      const found = value.candidates[0];
      if (FILTERED.test(found.finishReason || '')) return [{ filter: true }];
      return (found.content?.parts || []).flatMap((part) => append(part.text));
    }
    const name = event || value.type || '';
    if (/^(retract|moderation|recall|replace|clear|censored)$/.test(name)) {
      const passed = value.flagged === false || value.result === 'pass' || value.data?.blocked === false;
      return passed ? [] : [{ filter: true, text: value.content || '' }];
    }
    if (value.done || name === 'done') self.done = true;
    if (FILTERED.test(value.done_reason || '')) return [{ filter: true }];
    if (typeof value.text === 'string' && !value.type) {
      whole ??= value.text.length;
      return set(value.text);
    }
    return append(value.message?.content ?? value.response ?? value.content);
  }
  function choice(found) {
    if (!found) return [];
    if (FILTERED.test(found.finish_reason || '') || JSON.stringify(found.content_filter_results || '').includes('"filtered":true')) return [{ filter: true }];
    const delta = found.delta || {};
    if (found.finish_reason) self.done = true;
    if (delta.replace || delta.retracted) return [{ filter: true, text: delta.content || '' }];
    if (found.message) return text && found.message.content !== text ? [{ filter: true, text: found.message.content }] : set(found.message.content);
    return append(delta.content);
  }
  function shown() {
    return before + fragments.filter((part) => /RESPONSE/.test(part.type)).map((part) => part.content || '').join('');
  }
  function patch(value) {
    if (value.p !== undefined) path = value.p;
    if (value.o !== undefined) operation = value.o.toLowerCase();
    else if (value.p !== undefined && !/content$|\d$/.test(path)) operation = 'set';
    const held = value.v;
    if (held?.response) return [];
    if (held?.message) {
      if (text) before = text;
      fragments = [{ type: 'RESPONSE', content: '' }];
      return [];
    }
    if (Array.isArray(held) && (operation === 'batch' || operation === 'patch')) {
      const base = path;
      const states = held.filter((part) => /status/.test(part.p)).map((part) => String(part.v));
      const steps = held.filter((part) => !/status/.test(part.p)).flatMap((part) => change(`${base}/${part.p}`, (part.o || 'set').toLowerCase(), part.v));
      [path, operation] = [base, 'append'];
      return [...steps, ...states.flatMap((state) => status(state, true))];
    }
    return change(path, operation, held);
  }
  function status(state) {
    if (FILTERED.test(state)) return [{ filter: true, text: fragments.some((part) => part.type === 'TEMPLATE_RESPONSE') ? shown() : '' }];
    if (/TIMEOUT/.test(state)) return [{ fault: true, cleared: true }];
    if (/FINISHED|finished/.test(state)) self.done = true;
    return [];
  }
  function change(where, how, held) {
    if (/status$/.test(where)) return status(String(held));
    if (/fragments$/.test(where)) {
      fragments = how === 'set' ? [...held] : [...fragments, ...held];
    } else if (/content$/.test(where) || /parts\/0$/.test(where)) {
      const last = fragments[fragments.length - 1] || (fragments[0] = { type: 'RESPONSE', content: '' });
      last.content = how === 'append' ? (last.content || '') + held : held;
    }
    return shown() === text ? [] : set(shown());
  }
  return self;
}
