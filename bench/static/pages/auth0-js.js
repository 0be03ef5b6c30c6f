const auth = new library.default.WebAuth({
  domain: "dummy.eu.auth0.com",
  clientID: "dummyClientId0123456789",
  redirectUri: location.href,
  responseType: "token",
});
document.querySelector("#login").addEventListener("submit", (event) => {
  auth.client.login({ realm: "db", username: event.target.email.value, password: event.target.password.value }, () => {});
});
