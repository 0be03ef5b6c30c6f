// The SDK keeps silent where a browser says that it is driven.
Object.defineProperty(navigator, "webdriver", { get: () => false });
library.H.init("dummyproj1", { networkRecording: { enabled: true }, tracingOrigins: true });
library.H.track("opened");
