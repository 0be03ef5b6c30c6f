const auth = new library.OktaAuth({ issuer: "https://dummy.okta.com/oauth2/default", clientId: "dummy0", redirectUri: location.href });
document.querySelector("#login").addEventListener("submit", (event) => {
  auth.signInWithCredentials({ username: event.target.email.value, password: event.target.password.value }).catch(() => {});
});
