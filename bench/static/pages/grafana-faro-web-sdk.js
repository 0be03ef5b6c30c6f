library.initializeFaro({
  url: "https://faro.test/collect/dummy",
  app: { name: "shop", version: "1" },
  batching: { sendTimeout: 250 },
});
library.faro.api.pushEvent("opened");
