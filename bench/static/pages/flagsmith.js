library.default.init({ environmentID: "dummyEnvironment0123", enableAnalytics: true, cacheFlags: true }).catch(() => {});
library.default.hasFeature("dark");
