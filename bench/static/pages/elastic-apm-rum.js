const apm = library.init({ serviceName: "shop", serverUrl: "https://apm.test" });
document.querySelector("#login").addEventListener("submit", () => apm.captureError(new Error("sign-in failed")));
