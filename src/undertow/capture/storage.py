"""What the app has stored in the browser: cookies, localStorage, sessionStorage and IndexedDB.

Cookies may be deleted in the middle of a visit, to see which of them come back: `delete_cookies`.
"""

from __future__ import annotations

import asyncio
import re

from undertow.capture import texts
from undertow.capture.ledger import Ledger
from undertow.capture.page import Page, PageGone, ScriptFailed
from undertow.capture.protocol import Connection, ProtocolProblem
from undertow.model import StorageItem

ITEMS = 5_000
VALUE = 64 << 10
"""Characters kept of one value."""

_READ = """(() => {
  const read = (name) => {
    try {
      const area = globalThis[name];
      return Object.keys(area).slice(0, 2000).map((key) => [key, String(area.getItem(key)).slice(0, 65536)]);
    } catch { return []; }
  };
  return JSON.stringify({ origin: location.origin, local: read("localStorage"), session: read("sessionStorage") });
})()"""

_READ_RECORDS = """(async () => {
  const done = (request) => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = request.onblocked = () => no(request.error);
    request.onupgradeneeded = () => request.transaction.abort();  // it was just deleted: do not make it anew
  });
  const found = [];
  let cut = false;
  const some = (list, most) => { cut ||= list.length > most; return list.slice(0, most); };
  try {
    for (const { name } of some(await indexedDB.databases(), 20)) {
      const db = await done(indexedDB.open(name));
      for (const store of some([...db.objectStoreNames], 20)) {
        const entries = await done(db.transaction(store).objectStore(store).getAll(null, 51));
        some(entries, 50).forEach((entry, n) => {
          let text = "";
          try { text = JSON.stringify(entry) ?? ""; } catch { return; }
          found.push([`${name}/${store}/${n}`.slice(0, 300), text.slice(0, 65536)]);
        });
      }
      db.close();
    }
  } catch { /* none, or not readable here */ }
  return JSON.stringify({ origin: location.origin, records: found, cut });
})()"""
RECORD_SECONDS = 1.5

_IDENTIFIER = re.compile(r"(?=[^0-9]*[0-9]).{10,}")
"""What a cookie must be like at least, so that it is worth while to see whether it comes back."""


class Storage:
    """Reads storage whenever it is asked to; the last value of each key stays."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self._items: dict[tuple[str, str, str, bool], StorageItem] = {}
        """By area, origin and key; the last tells cookies from before all were deleted."""
        self._deleted: dict[tuple[str, str], str] = {}

    async def read(self, page: Page, *, records: bool) -> None:
        """Read local and session storage of all documents of the page, and IndexedDB if `records`."""
        frames = [f for f in page.frames() if f.url.startswith(("http://", "https://"))][:50]
        await asyncio.gather(*(self._frame(page, frame.id) for frame in frames))
        if records:
            await asyncio.gather(*(self._records(page, frame.id) for frame in frames))

    async def cookies(self) -> None:
        """Read all cookies of the browser."""
        try:
            answer = await self._connection.call("Storage.getCookies", limit=3)
        except ProtocolProblem as problem:
            self._ledger.gap("cookies-unavailable", "cookies", f"The browser did not give its cookies: {problem}.")
            return
        for cookie in answer["cookies"]:
            domain, name, value = cookie["domain"], cookie["name"], cookie["value"]
            before = self._deleted.get((domain, name))
            if before == value:
                self._items.pop(("cookie", domain, name, True), None)
            item = StorageItem(area="cookie", origin=domain, key=name, value=value, returned=before == value)
            self._put(item)

    async def delete_cookies(self) -> int:
        """Keep what the cookies are, and delete all, if one of them may hold an identifier; how many there were.

        0 if none may, or the browser does not answer.
        """
        try:
            cookies = (await self._connection.call("Storage.getCookies", limit=3))["cookies"]
            if not any(_IDENTIFIER.fullmatch(cookie["value"]) for cookie in cookies):
                return 0
            await self._connection.call("Storage.clearCookies", limit=3)
        except ProtocolProblem as problem:
            self._ledger.gap("cookies-unavailable", "cookies", f"The browser did not give its cookies: {problem}.")
            return 0
        for cookie in cookies:
            domain, name, value = cookie["domain"], cookie["name"], cookie["value"]
            self._deleted[domain, name] = value
            self._put(StorageItem(area="cookie", origin=domain, key=name, value=value), deleted=True)
        return len(cookies)

    def result(self) -> tuple[StorageItem, ...]:
        """All values, sorted; of a cookie that came back with another value also the first."""
        return tuple(self._items[key] for key in sorted(self._items))

    async def _frame(self, page: Page, frame: str) -> None:
        try:
            found = texts.parse(await page.evaluate(_READ, frame=frame))
        except (ScriptFailed, PageGone, TypeError, ValueError):
            return  # the frame went meanwhile; cookies remain
        for key, value in found["local"]:
            self._put(StorageItem(area="local", origin=found["origin"], key=key, value=value))
        for key, value in found["session"]:
            self._put(StorageItem(area="session", origin=found["origin"], key=key, value=value))

    async def _records(self, page: Page, frame: str) -> None:
        """The first records of every object store; reading them is given up where a database does not answer."""
        try:
            async with asyncio.timeout(RECORD_SECONDS):
                found = texts.parse(await page.evaluate(_READ_RECORDS, frame=frame))
            records = [(str(key), str(value)) for key, value in found["records"]]
        except (ScriptFailed, PageGone, TimeoutError, TypeError, ValueError):
            return
        if found.get("cut"):
            why = "IndexedDB held over 20 databases or stores, or a store over 50 records; the rest was not read."
            self._ledger.gap("storage-cut", str(found["origin"]), why)
        for key, value in records:
            self._put(StorageItem(area="indexed-db", origin=str(found["origin"]), key=key, value=value))

    def _put(self, item: StorageItem, *, deleted: bool = False) -> None:
        key = (item.area, item.origin, item.key, deleted)
        if key not in self._items and len(self._items) >= ITEMS:
            self._ledger.gap("storage-cut", item.origin, f"More than {ITEMS} stored values; later ones were not kept.")
            return
        self._items[key] = item
