const client = library.initialize("0123456789abcdef01234567", { kind: "user", anonymous: true }, { flushInterval: 2000 });
client.on("ready", () => client.track("opened"));
document.querySelector("#login").addEventListener("submit", () => client.flush());
