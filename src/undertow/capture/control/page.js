// Sends the bait through one channel after another. A browser that lacks a channel throws: the control server then has
// nothing of it, and that is what is reported.
(() => {
  "use strict";
  const uses = [$statements];
  const clicked = [$clicked];
  const leaving = [$leaving];
  const use = (one) => {
    try {
      Promise.resolve(one()).catch(() => {});
    } catch {
      /* see above */
    }
  };
  addEventListener("click", (event) => event.isTrusted && clicked.forEach(use));
  addEventListener("pagehide", () => leaving.forEach(use));
  uses.forEach(use);
  use(() => new Worker("$page/worker.js"));
  use(() => new SharedWorker("$page/shared.js"));
  use(() => navigator.serviceWorker.register("$page/service.js", { scope: "/served/" }));
})();
