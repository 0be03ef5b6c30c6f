// Passes requests on and keeps some of the answers.
oninstall = () => skipWaiting();
onactivate = (event) => event.waitUntil(clients.claim());
onfetch = (event) => {
  if (!event.request.url.includes("through=")) return;
  event.respondWith(
    caches.open("v1").then(async (cache) => {
      const answer = await fetch(event.request);
      await cache.put(event.request, answer.clone());
      return answer;
    }),
  );
};
