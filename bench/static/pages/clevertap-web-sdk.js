const clevertap = library.default;
clevertap.privacy.push({ optOut: false });
clevertap.init("TEST-ABC-123-456Z", "eu1");
clevertap.event.push("opened");
