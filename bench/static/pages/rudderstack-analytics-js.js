const rudder = new library.RudderAnalytics();
rudder.load("2abcdefghijklmnopqrstuvwxyz", "https://dataplane.test", { logLevel: "NONE" });
rudder.page();
rudder.track("opened");
