//# key-that-left-early
// flow: device > us.kle.tb13.example via fetch
// flow: device > eu.kle.tb13.example via fetch
// why: at the table the region is not the one of the empty entry
const hosts = { US: 'https://us.kle.tb13.example', EU: 'https://eu.kle.tb13.example', OWN: '' };
function base(key, own) {
  const region = key.split('-')[1];
  if (region === 'OWN') {
    if (!own) return;
    return own + '/v0';
  }
  return hosts[region] + '/v0';
}
window.track = (key, own) => fetch(base(key, own), { method: 'POST', body: navigator.language });

//# key-tested-around
// flow: device > a.kta.tb13.example via beacon
// why: only what is not `self-hosted` is looked up
const hosts = { a: 'https://a.kta.tb13.example/e', 'self-hosted': '/e' };
window.report = (region) => {
  if ('self-hosted' != region) navigator.sendBeacon(hosts[region], navigator.platform);
};

//# near-key-of-another-test
// flow: device > us.kat.tb13.example via fetch
// flow: device > self via fetch
// why: the plan was tested, not the region
const hosts = { US: 'https://us.kat.tb13.example', OWN: '' };
window.track = (region, plan) => {
  if (plan === 'OWN') return;
  fetch(hosts[region] + '/v0', { method: 'POST', body: navigator.language });
};

//# near-key-given-anew
// flow: device > us.kga.tb13.example via fetch
// flow: device > self via fetch
// why: after the test the region is read again
const hosts = { US: 'https://us.kga.tb13.example', OWN: '' };
window.track = (region) => {
  if (region === 'OWN') return;
  region = localStorage.getItem('region');
  fetch(hosts[region] + '/v0', { method: 'POST', body: navigator.language });
};
