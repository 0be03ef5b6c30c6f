library.datadogRum.init({
  applicationId: "00000000-0000-4000-8000-000000000001",
  clientToken: "pub0123456789abcdef0123456789abcdef",
  site: "datadoghq.com",
  service: "shop",
  sessionSampleRate: 100,
  sessionReplaySampleRate: 100,
  trackUserInteractions: true,
  defaultPrivacyLevel: "mask-user-input",
});
