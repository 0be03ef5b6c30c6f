library.datadogLogs.init({
  clientToken: "pub0123456789abcdef0123456789abcdef",
  site: "datadoghq.com",
  forwardErrorsToLogs: true,
  sessionSampleRate: 100,
});
library.datadogLogs.logger.info("opened");
