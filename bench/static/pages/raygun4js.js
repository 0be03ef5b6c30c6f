const rg4js = library.default;
rg4js("apiKey", "dummyApiKey0123456789==");
rg4js("enableCrashReporting", true);
rg4js("enablePulse", true);
document.querySelector("#login").addEventListener("submit", () =>
  rg4js("send", { error: new Error("sign-in failed") }),
);
