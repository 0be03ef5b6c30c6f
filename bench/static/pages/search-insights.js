const aa = library.default;
aa("init", { appId: "APPID12345", apiKey: "dummy0123456789", useCookie: true });
aa("viewedObjectIDs", { eventName: "seen", index: "products", objectIDs: ["1"] });
