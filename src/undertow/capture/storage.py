"""What the app has stored in the browser: cookies, localStorage, sessionStorage, IndexedDB and caches.

Cookies may be deleted in the middle of a visit, to see which of them come back: `delete_cookies`.
"""

from __future__ import annotations

import asyncio
import re
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from undertow.capture import texts
from undertow.capture.ledger import Ledger
from undertow.capture.page import Page, PageGone, ScriptFailed
from undertow.capture.protocol import Connection, ProtocolProblem
from undertow.model import StorageItem

ITEMS = 5_000
RECORD_SECONDS = 1.5


class _Kind(NamedTuple):
    """A kind of storage that is read entry by entry."""

    area: Literal["indexed-db", "cache"]
    reader: str
    """Name of its function in storage.js."""
    cut: str


_RECORDS = _Kind(
    "indexed-db",
    "records",
    "IndexedDB held over 20 databases or stores, or a store over 50 records; the rest was not read.",
)
_CACHES = _Kind("cache", "answers", "There were over 20 caches, or over 100 answers in one; the rest was not read.")

_IDENTIFIER = re.compile(r"(?=[^0-9]*[0-9]).{10,}")
"""What a cookie must be like at least, so that it is worth while to see whether it comes back."""


@cache
def _script() -> str:
    return resources.files("undertow.capture").joinpath("storage.js").read_text("utf-8").rstrip()


class Storage:
    """Reads storage whenever it is asked to; the last value of each key stays."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self._items: dict[tuple[str, str, str, bool], StorageItem] = {}
        """By area, origin and key; the last tells cookies from before all were deleted."""
        self._deleted: dict[tuple[str, str], str] = {}

    async def read(self, page: Page, *, records: bool, caches: bool) -> None:
        """Read local and session storage of all documents of the page, and IndexedDB and caches if there are any."""
        frames = [f for f in page.frames() if f.url.startswith(("http://", "https://"))][:50]
        await asyncio.gather(*(self._frame(page, frame.id) for frame in frames))
        kinds = [kind for kind, there in ((_RECORDS, records), (_CACHES, caches)) if there]
        await asyncio.gather(*(self._entries(page, frame.id, kind) for frame in frames for kind in kinds))

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
            found = texts.parse(await page.evaluate(f"{_script()}.areas()", frame=frame))
        except (ScriptFailed, PageGone, TypeError, ValueError):
            return  # the frame went meanwhile; cookies remain
        for key, value in found["local"]:
            self._put(StorageItem(area="local", origin=found["origin"], key=key, value=value))
        for key, value in found["session"]:
            self._put(StorageItem(area="session", origin=found["origin"], key=key, value=value))

    async def _entries(self, page: Page, frame: str, kind: _Kind) -> None:
        """The first entries of every place of that kind; reading them is given up where it does not answer."""
        try:
            async with asyncio.timeout(RECORD_SECONDS):
                found = texts.parse(await page.evaluate(f"{_script()}.{kind.reader}()", frame=frame))
            entries = [(str(key), str(value)) for key, value in found["entries"]]
        except (ScriptFailed, PageGone, TimeoutError, TypeError, ValueError):
            return
        if found.get("cut"):
            self._ledger.gap("storage-cut", str(found["origin"]), kind.cut)
        for key, value in entries:
            self._put(StorageItem(area=kind.area, origin=str(found["origin"]), key=key, value=value))

    def _put(self, item: StorageItem, *, deleted: bool = False) -> None:
        key = (item.area, item.origin, item.key, deleted)
        if key not in self._items and len(self._items) >= ITEMS:
            self._ledger.gap("storage-cut", item.origin, f"More than {ITEMS} stored values; later ones were not kept.")
            return
        self._items[key] = item
