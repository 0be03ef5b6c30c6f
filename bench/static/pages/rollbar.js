const rollbar = new library.default({
  accessToken: "0123456789abcdef0123456789abcdef",
  captureUncaught: true,
  autoInstrument: true,
});
document.querySelector("#login").addEventListener("submit", () => rollbar.error("sign-in failed", new Error("x")));
