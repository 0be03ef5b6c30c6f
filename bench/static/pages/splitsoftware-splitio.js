const factory = library.SplitFactory({ core: { authorizationKey: "dummy0123456789", key: "dummy" }, scheduler: { impressionsRefreshRate: 1 } });
factory.client().on("init::ready", () => {});
