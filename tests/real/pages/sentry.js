import * as Sentry from "@sentry/browser";

Sentry.init({ dsn: "https://0123456789abcdef0123456789abcdef@o424242.ingest.sentry.io/4242" });
document.querySelector("#login").addEventListener("submit", (event) => {
  event.preventDefault();
  Sentry.setUser({ email: event.target.email.value });
  Sentry.captureException(new Error("sign-in failed"));
  document.querySelector("#done").hidden = false;
});
