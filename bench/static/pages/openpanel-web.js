const op = new library.OpenPanel({
  clientId: "00000000-0000-4000-8000-000000000001",
  trackScreenViews: true,
  trackOutgoingLinks: true,
  trackAttributes: true,
  sessionReplay: { enabled: true },
});
op.track("opened");
