"""What the app has stored in the browser: cookies, localStorage and sessionStorage."""

from __future__ import annotations

import asyncio

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


class Storage:
    """Reads storage whenever it is asked to; the last value of each key stays."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self._items: dict[tuple[str, str, str], StorageItem] = {}

    async def read(self, page: Page) -> None:
        """Read local and session storage of all documents of the page."""
        frames = [f for f in page.frames() if f.url.startswith(("http://", "https://"))][:50]
        await asyncio.gather(*(self._frame(page, frame.id) for frame in frames))

    async def cookies(self) -> None:
        """Read all cookies of the browser."""
        try:
            answer = await self._connection.call("Storage.getCookies", limit=3)
        except ProtocolProblem as problem:
            self._ledger.gap("cookies-unavailable", "cookies", f"The browser did not give its cookies: {problem}.")
            return
        for cookie in answer["cookies"]:
            self._put(StorageItem(area="cookie", origin=cookie["domain"], key=cookie["name"], value=cookie["value"]))

    def result(self) -> tuple[StorageItem, ...]:
        """All values, sorted."""
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

    def _put(self, item: StorageItem) -> None:
        key = (item.area, item.origin, item.key)
        if key not in self._items and len(self._items) >= ITEMS:
            self._ledger.gap("storage-cut", item.origin, f"More than {ITEMS} stored values; later ones were not kept.")
            return
        self._items[key] = item
