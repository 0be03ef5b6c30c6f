//# parsed-text-replaced-is-no-address
// flow: identifier > ? via fetch
// why: the slash is put into the text that is parsed, not into the address that the text holds
const readClaims = (token) => {
  const body = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
  return JSON.parse(atob(body));
};
const refresh = (token) => {
  const claims = readClaims(token);
  return fetch(claims.endpoint, { method: 'POST', body: localStorage.getItem('refresh_token') });
};
addEventListener('message', (event) => refresh(event.data.assertion));

//# near-parsed-text-replaced-is-no-address
// flow: identifier > self via fetch
const trail = (page) => page.split('-').join('/').replace(/_/g, '/');
fetch('/track/' + trail('start_page'), { method: 'POST', body: localStorage.getItem('refresh_token') });

//# version-beside-an-address
// flow: identifier > login.mo14.example via beacon
// why: of the settings that may be asked for, the version is no address
const SETTINGS = { version: '5.29.0', authority: 'https://login.mo14.example/authorize' };
const setting = (name) => SETTINGS[name];
navigator.sendBeacon(setting(location.hash.slice(1)), document.cookie);

//# near-version-beside-an-address
// flow: identifier > self via beacon
// flow: identifier > login.nmo14.example via beacon
const SETTINGS = { mirror: './5.29.0/collect', authority: 'https://login.nmo14.example/authorize' };
const setting = (name) => SETTINGS[name];
navigator.sendBeacon(setting(location.hash.slice(1)), document.cookie);

//# version-of-a-stored-record
// no flow
// why: which version of its settings is kept says nothing of the person
const saved = () => JSON.parse(localStorage.getItem('remote-settings') || '{}');
fetch('https://settings.mo14.example/v2/config?v=' + (saved().version || 0));

//# near-version-of-a-stored-record
// flow: identifier > nsettings.mo14.example via fetch
const saved = () => JSON.parse(localStorage.getItem('remote-settings') || '{}');
fetch('https://nsettings.mo14.example/v2/config?v=' + (saved().version || 0) + '&i=' + saved().installation);

