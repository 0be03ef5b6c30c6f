const statsig = library.default;
statsig.initialize("client-dummy0123456789", { userID: "" }).then(() => statsig.logEvent("opened"));
