const tracker = new library.default({ urlBase: "https://matomo.test/", siteId: 3 });
tracker.trackPageView();
tracker.trackEvent({ category: "form", action: "seen" });
