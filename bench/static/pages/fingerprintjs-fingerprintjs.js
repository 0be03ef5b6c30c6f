library.load().then((agent) => agent.get()).then(({ visitorId, components }) => {
  fetch("https://risk.test/assess", { method: "POST", body: JSON.stringify({ visitorId, components }) });
});
