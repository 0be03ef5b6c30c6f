library.default.init("0123456789abcdef0123456789abcdef", {
  autocapture: true,
  track_pageview: true,
  record_sessions_percent: 100,
  batch_flush_interval_ms: 500,
});
