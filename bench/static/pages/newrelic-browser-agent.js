new library.BrowserAgent({
  init: {
    ajax: { deny_list: [] },
    session_replay: { enabled: true, sampling_rate: 100, error_sampling_rate: 100, autoStart: true },
    distributed_tracing: { enabled: true },
    harvest: { interval: 1 },
  },
  info: {
    beacon: "bam.nr-data.net",
    errorBeacon: "bam.nr-data.net",
    licenseKey: "NRJS-0123456789abcdef012",
    applicationID: "1234567",
    sa: 1,
  },
  loader_config: { accountID: "1", trustKey: "1", agentID: "2", licenseKey: "NRJS-0123", applicationID: "1234567" },
});
