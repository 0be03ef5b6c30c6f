// destination: https://ingest.fog-meadow.example/r/{}/{}
// destination: https://ingest.fog-meadow.example/hello
// destination: https://assets.fog-meadow.example/replay-worker.js
// replay of sessions: pointer track and typed text, compressed, in sequence
(() => {
  const origin = `https://ingest.fog-meadow.example`;
  const session = { id: undefined, sequence: 0, started: performance.now() };
  const track = [];

  const stamp = () => Math.round(performance.now() - session.started);

  async function hello() {
    const answer = await fetch(origin + '/hello', {
      method: 'POST',
      body: JSON.stringify({
        url: location.href,
        size: [innerWidth, innerHeight],
        depth: screen.colorDepth,
        agent: navigator.userAgentData?.brands?.map(({ brand, version }) => `${brand}/${version}`) ?? navigator.userAgent,
      }),
    });
    session.id = (await answer.json()).id;
  }

  async function squeeze(text) {
    if (!('CompressionStream' in window)) return new Blob([text]);
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Response(stream).blob();
  }

  async function flush() {
    if (session.id === undefined || track.length === 0) return;
    const body = await squeeze(JSON.stringify(track.splice(0, track.length)));
    await fetch(`${origin}/r/${session.id}/${session.sequence++}`, { method: 'POST', body, keepalive: body.size < 60000 });
  }

  const handlers = {
    pointermove(event) { track.push(['m', stamp(), event.clientX | 0, event.clientY | 0]); },
    keyup(event) {
      const { target } = event;
      if (target.matches('input:not([type=password]), textarea')) track.push(['k', stamp(), target.name, target.value]);
    },
    visibilitychange() { if (document.visibilityState === 'hidden') flush(); },
  };

  for (const [name, handler] of Object.entries(handlers)) {
    document.addEventListener(name, handler, { passive: true, capture: true });
  }

  const worker = new Worker(['https:', '', 'assets.fog-meadow.example', 'replay-worker.js'].join('/'));
  worker.onmessage = ({ data }) => track.push(['w', stamp(), data]);
  hello().then(() => setInterval(flush, 2000));
})();
