const gb = new library.GrowthBook({
  apiHost: "https://cdn.growthbook.io",
  clientKey: "sdk-dummy0123",
  plugins: [],
  trackingCallback() {},
});
gb.init({ timeout: 1000 });
