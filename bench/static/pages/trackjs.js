const agent = library.TrackJS ?? library.default.TrackJS;
agent.install({ token: "0123456789abcdef0123456789abcdef" });
document.querySelector("#login").addEventListener("submit", () => agent.track(new Error("sign-in failed")));
