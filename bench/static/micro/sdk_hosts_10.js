//# host-by-application-id
// flow: device > api-{}.hai.k10.example via fetch
// destination: https://api-{}.hai.k10.example/v3/users
// why: the id of the application is a label of the host; whose host it is stands in the code
class Client1 {
  constructor(appId) { this.appId = appId; }
  route(done) { done(null, { api: `https://api-${this.appId}.hai.k10.example` }); }
  send(path, body) {
    this.route((error, hosts) => { if (!error) fetch(hosts.api + path, { method: 'POST', body: JSON.stringify(body) }); });
  }
}
window.connect1 = (appId) => new Client1(appId).send('/v3/users', { agent: navigator.userAgent });

//# host-given-but-for-its-last-label
// flow: device > ? via fetch
// why: what is known of the host is the last label only: whose it is, is not known
window.connect2 = (domain) => fetch(`https://${domain}.example/hello`, { method: 'POST', body: navigator.userAgent });
