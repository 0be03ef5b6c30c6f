const analytics = library.AnalyticsBrowser.load({ writeKey: "dummyWriteKey0123456789" });
analytics.page();
document.querySelector("#login").addEventListener("submit", () => analytics.track("Signed in"));
