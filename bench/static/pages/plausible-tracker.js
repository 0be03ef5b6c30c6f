const plausible = library.default({ domain: "shop.test", trackLocalhost: true });
plausible.enableAutoPageviews();
plausible.enableAutoOutboundTracking();
plausible.trackEvent("signup");
