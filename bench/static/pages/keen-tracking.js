const Keen = library.default ?? library;
const client = new Keen({ projectId: "0123456789abcdef01234567", writeKey: "dummywritekey" });
client.initAutoTracking({ recordPageViews: true, recordClicks: true, recordFormSubmits: true, recordScrollState: true });
client.recordEvent("opened", { of: "page" });
