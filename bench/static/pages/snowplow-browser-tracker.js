library.newTracker("sp", "https://collector.test", { appId: "shop", contexts: { webPage: true, session: true } });
library.enableActivityTracking({ minimumVisitLength: 1, heartbeatDelay: 1 });
library.trackPageView();
