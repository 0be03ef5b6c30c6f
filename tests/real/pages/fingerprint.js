import FingerprintJS from "@fingerprintjs/fingerprintjs";

const ready = FingerprintJS.load({ monitoring: false }).then((agent) => agent.get());
document.querySelector("#login").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { visitorId } = await ready;
  fetch("https://risk.collector.test/assess", { method: "POST", body: JSON.stringify({ visitorId }) }).catch(() => {});
  document.querySelector("#done").hidden = false;
});
