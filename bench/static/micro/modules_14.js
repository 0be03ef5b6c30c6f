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

