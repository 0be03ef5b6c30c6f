library.init({
  dsn: "https://0123456789abcdef0123456789abcdef@o424242.ingest.sentry.io/4242",
  integrations: [library.browserTracingIntegration(), library.replayIntegration()],
  tracesSampleRate: 1,
  replaysSessionSampleRate: 1,
});
setTimeout(() => library.captureException(new Error("dummy")), 200);
document.querySelector("#login").addEventListener("submit", () => library.captureMessage("sign-in failed"));
