// Sends the bait through one channel after another; each has its own address. The rest is in page.html.
(() => {
  "use strict";
  const bait = "$bait",
    to = (channel) => "$other/c/" + channel,
    withBait = (channel) => to(channel) + "?d=" + bait;
  const post = { method: "POST", body: bait };
  const channels = [
    () => fetch(withBait("fetch-get")),
    () => fetch(to("fetch-post"), post),
    () => {
      const x = new XMLHttpRequest();
      x.open("POST", to("xhr"));
      x.send(bait);
    },
    () => navigator.sendBeacon(to("beacon"), bait),
    () => document.forms[0].submit(),
    () => {
      const s = new WebSocket(to("websocket").replace("https", "wss"));
      s.onopen = () => s.send(bait);
    },
    () => {
      const e = new EventSource(withBait("eventsource"));
      e.onmessage = () => e.close();
    },
    () => new Worker("$page/worker.js"),
    () => new SharedWorker("$page/shared.js"),
    () => {
      const frame = document.getElementById("other");
      frame.addEventListener("load", () => frame.contentWindow.postMessage(bait, "$other"));
    },
  ];
  addEventListener("pagehide", () => {
    navigator.sendBeacon(to("beacon-pagehide"), bait);
    fetch(to("keepalive-pagehide"), { ...post, keepalive: true });
  });
  // A browser that lacks a channel throws: the server then has nothing of it, and that is what is reported.
  for (const use of channels)
    try {
      Promise.resolve(use()).catch(() => {});
    } catch {
      /* see above */
    }
})();
