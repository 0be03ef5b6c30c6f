library.init("0123456789abcdef0123456789abcdef", {
  autocapture: { elementInteractions: true, formInteractions: true, pageViews: true, sessions: true },
  flushIntervalMillis: 300,
});
