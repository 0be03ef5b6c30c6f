const tracker = new library.default({
  projectKey: "dummyProjectKey01234",
  ingestPoint: "https://openreplay.test/ingest",
  __DISABLE_SECURE_MODE: true,
});
tracker.start();
