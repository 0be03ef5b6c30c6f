// Reads what the app keeps in the browser, in a world of our own of one of its documents. The last value of this script
// is a table of readers, each of which gives JSON; storage.py asks for one of them.
(() => {
  "use strict";
  const LONGEST = 65536,
    some = (list, most, found) => {
      found.cut ||= list.length > most;
      return list.slice(0, most);
    };
  const areas = () => {
    const read = (name) => {
      try {
        const area = globalThis[name];
        return Object.keys(area)
          .slice(0, 2000)
          .map((key) => [key, String(area.getItem(key)).slice(0, LONGEST)]);
      } catch {
        return [];
      }
    };
    return JSON.stringify({ origin: location.origin, local: read("localStorage"), session: read("sessionStorage") });
  };

  const done = (request) =>
    new Promise((yes, no) => {
      request.onsuccess = () => yes(request.result);
      request.onerror = request.onblocked = () => no(request.error);
      request.onupgradeneeded = () => request.transaction.abort(); // it was just deleted: do not make it anew
    });
  const records = async () => {
    const found = { origin: location.origin, entries: [], cut: false };
    try {
      for (const { name } of some(await indexedDB.databases(), 20, found)) {
        const db = await done(indexedDB.open(name));
        for (const store of some([...db.objectStoreNames], 20, found)) {
          const entries = await done(db.transaction(store).objectStore(store).getAll(null, 51));
          some(entries, 50, found).forEach((entry, n) => {
            let text = "";
            try {
              text = JSON.stringify(entry) ?? "";
            } catch {
              return;
            }
            found.entries.push([`${name}/${store}/${n}`.slice(0, 300), text.slice(0, LONGEST)]);
          });
        }
        db.close();
      }
    } catch {
      /* none, or not readable here */
    }
    return JSON.stringify(found);
  };

  // Most of what stands in caches are files of the app, which the recorder has anyway: the beginning of each will do.
  const BEGINNING = 4096;
  const answers = async () => {
    const found = { origin: location.origin, entries: [], cut: false };
    try {
      for (const name of some(await caches.keys(), 20, found)) {
        const cache = await caches.open(name);
        for (const request of some(await cache.keys(), 100, found)) {
          const answer = await cache.match(request);
          const text = answer ? (await answer.text()).slice(0, BEGINNING) : "";
          found.entries.push([`${name}/${request.url}`.slice(0, 1000), text]);
        }
      }
    } catch {
      /* none, or not readable here */
    }
    return JSON.stringify(found);
  };
  return { areas, records, answers };
})()
