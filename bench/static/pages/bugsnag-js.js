const Bugsnag = library.default;
Bugsnag.start({ apiKey: "0123456789abcdef0123456789abcdef" });
document.querySelector("#login").addEventListener("submit", () => Bugsnag.notify(new Error("sign-in failed")));
