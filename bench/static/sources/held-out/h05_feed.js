// destination: wss://feed.hazel-tower.example/v1/prices
// destination: https://feed.hazel-tower.example/v1/poll?since={}
// destination: https://orders.tin-anchor.test/place
// price feed over a web socket, polling when that fails, orders to another company
const Feed = {
  host: 'feed.hazel-tower.example',
  listeners: new Set(),
  last: 0,

  address(kind) {
    return kind === 'socket' ? `wss://${this.host}/v1/prices` : `https://${this.host}/v1/poll?since=${this.last}`;
  },

  emit(tick) {
    this.last = tick.sequence;
    for (const listener of this.listeners) listener(tick);
  },

  open() {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.address('socket'), ['prices.v1']);
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => {
        socket.send(JSON.stringify({ subscribe: ['EURUSD', 'XAUUSD'], token: localStorage.getItem('feed-token') }));
        resolve(socket);
      };
      socket.onmessage = ({ data }) => this.emit(JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data)));
      socket.onerror = () => reject(new Error('no socket'));
    });
  },

  async poll() {
    for (;;) {
      const answer = await fetch(this.address('poll'));
      (await answer.json()).forEach(tick => this.emit(tick));
      await new Promise(done => setTimeout(done, 3000));
    }
  },

  start() {
    return this.open().catch(() => this.poll());
  },
};

async function order(side, quantity) {
  const [scheme, host, path] = 'https|orders.tin-anchor.test|place'.split('|');
  const account = document.querySelector('#account').value;
  const pin = document.querySelector('#pin').value;
  const answer = await fetch(`${scheme}://${host}/${path}`, {
    method: 'POST',
    body: JSON.stringify({ side, quantity, account, pin, seen: Feed.last }),
  });
  return answer.status === 201;
}

const table = document.querySelector('table.prices tbody');
Feed.listeners.add(tick => {
  const row = table.querySelector(`[data-symbol="${tick.symbol}"]`) ?? table.insertRow();
  row.dataset.symbol = tick.symbol;
  row.innerHTML = `<td>${tick.symbol}</td><td>${tick.bid.toFixed(5)}</td><td>${tick.ask.toFixed(5)}</td>`;
});
Feed.start();
for (const side of ['buy', 'sell']) {
  document.getElementById(side).onclick = () => order(side, Number(document.querySelector('#quantity').value));
}
