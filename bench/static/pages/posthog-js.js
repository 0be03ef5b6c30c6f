library.default.init("phc_dummydummydummydummydummydummydummydummy1", {
  api_host: "https://us.i.posthog.com",
  request_batching: false,
  opt_out_useragent_filter: true,
});
