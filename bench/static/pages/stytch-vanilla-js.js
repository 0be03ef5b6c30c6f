const Client = library.StytchClient ?? library.StytchUIClient ?? library.StytchHeadlessClient;
const stytch = new Client("public-token-test-00000000-0000-4000-8000-000000000001");
document.querySelector("#login").addEventListener("submit", (event) => {
  stytch.passwords.authenticate({
    email: event.target.email.value,
    password: event.target.password.value,
    session_duration_minutes: 60,
  }).catch(() => {});
});
