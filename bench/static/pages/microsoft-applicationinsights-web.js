const insights = new library.ApplicationInsights({
  config: {
    connectionString:
      "InstrumentationKey=00000000-0000-4000-8000-000000000001;" +
      "IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
    maxBatchInterval: 300,
    enableAutoRouteTracking: true,
    autoTrackPageVisitTime: true,
  },
});
insights.loadAppInsights();
insights.trackPageView();
