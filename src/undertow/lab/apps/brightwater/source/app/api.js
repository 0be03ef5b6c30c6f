/** Talks to Brightwater's own server. All addresses are relative: nothing here names another host. */

/** Posts `payload` as JSON; resolves to the answer, or rejects with a sentence for the reader. */
export async function post(path, payload) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}. Please try again.`);
  return answer.json();
}

/** Posts a chat message; hands each piece of the streamed answer (server-sent events) to `onText`. */
export async function converse(message, onText) {
  const answer = await fetch('/api/chat', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify({ model: 'bw-2', message }),
  });
  if (!answer.ok || !answer.body) throw new Error('Brightwater is resting. Please try again.');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    pending += value;
    const blocks = pending.split('\n\n');
    pending = blocks.pop();
    for (const block of blocks) {
      const line = block.split('\n').find((each) => each.startsWith('data: '));
      if (line && line !== 'data: [DONE]') onText(JSON.parse(line.slice(6)).text);
    }
  }
}
