const Honeybadger = library.default ?? library;
Honeybadger.configure({ apiKey: "hbp_dummy0123456789", environment: "production", eventsEnabled: true });
document.querySelector("#login").addEventListener("submit", () => Honeybadger.notify(new Error("sign-in failed")));
