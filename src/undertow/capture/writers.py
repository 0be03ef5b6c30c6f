"""Who wrote what was found in storage: the answer that set a cookie, the call that put a value there.

Calls are told by their values. A property of `localStorage` that is merely assigned to is no call: there the script
that took the area in hand stands for it, if it was one script alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from undertow.capture.hops import absolute, origin_of
from undertow.model import Exchange, ProbeEvent, StorageItem, Visit, cookie_pair, cookie_set

_Key = tuple[str, str, str]
"""Area, origin (of cookies: nothing, for a parent domain may hold them) and key."""
_SHOWN = 1000
"""Characters that the probe keeps of a value; what is longer is told by its beginning."""
_SHOWN_BARE = 600
_RECORD = frozenset({"IDBObjectStore.prototype.put", "IDBObjectStore.prototype.add", "IDBCursor.prototype.update"})
_ANSWER = frozenset({"Cache.prototype.put", "Cache.prototype.add", "Cache.prototype.addAll"})
_AREAS = {"localStorage": "local", "sessionStorage": "session"}


def with_writers(visit: Visit) -> Visit:
    """The visit with the writer of each stored value, where it is known."""
    if not visit.storage:
        return visit
    writers = _Writers(visit.exchanges, visit.probe_events)
    return structs.replace(visit, storage=tuple(writers.complete(item) for item in visit.storage))


class _Writers:
    def __init__(self, exchanges: Iterable[Exchange], calls: Iterable[ProbeEvent]) -> None:
        self._written: dict[tuple[_Key, str], str] = {}
        """By place and value: id of the last exchange or call that wrote it."""
        self._takers: dict[tuple[str, str], dict[str | None, str]] = {}
        """By area and origin: the scripts that took it in hand, each with its first call."""
        dated = [*_set_by_answers(exchanges), *self._set_by_calls(calls)]
        for _, key, value, id_ in sorted(dated):
            self._written[key, value] = id_

    def complete(self, item: StorageItem) -> StorageItem:
        """The item with who wrote it."""
        found = (self._written.get(place) for place in _places(item))
        writer = next(filter(None, found), None)
        takers = self._takers.get((item.area, item.origin), {})
        if writer is None and len(takers) == 1:
            writer = next(iter(takers.values()))
        return structs.replace(item, writer=writer)

    def _set_by_calls(self, calls: Iterable[ProbeEvent]) -> Iterator[tuple[float, _Key, str, str]]:
        for call in calls:
            if call.kind != "storage":
                continue
            origin = origin_of(call.frame_url.removeprefix("blob:"))
            if area := _AREAS.get(call.api) or ("indexed-db" if call.api in _RECORD else None):
                script = next((frame.script for frame in call.stack if frame.script), None)
                self._takers.setdefault((area, origin), {}).setdefault(script, call.id)
            for key, value in _put(call, origin):
                yield call.at, key, value[:_SHOWN], call.id


def _places(item: StorageItem) -> Iterator[tuple[_Key, str]]:
    """Where a call or answer that wrote the item would stand."""
    value = item.value[:_SHOWN]
    match item.area:
        case "cookie":
            yield ("cookie", "", item.key), value
        case "indexed-db":
            yield ("indexed-db", item.origin, ""), _bare(value)
        case "cache":  # its own name may be an address, too
            for slash in re.finditer("/(?=https?:)", item.key):
                yield ("cache", item.origin, item.key[slash.end() :]), ""
        case area:
            yield (area, item.origin, item.key), value


def _put(call: ProbeEvent, origin: str) -> Iterator[tuple[_Key, str]]:
    """Places and values that a call writes. Which of the two storages it is does not show."""
    first, *rest = call.arguments or ("",)
    if cookie := cookie_set(call):
        yield ("cookie", "", cookie[0]), cookie[1]
    elif call.api == "Storage.prototype.setItem" and rest:
        yield ("local", origin, first), rest[0]
        yield ("session", origin, first), rest[0]
    elif call.api in _RECORD:
        yield ("indexed-db", origin, ""), _bare(first)
    elif call.api in _ANSWER:
        for address in first.split(",") if call.api.endswith("All") else [first]:
            yield ("cache", origin, absolute(call.frame_url, address)), ""


def _bare(record: str) -> str:
    """The beginning of a record without quotes: the probe writes fewer of them than JSON has."""
    return record.replace('"', "").replace("\\", "")[:_SHOWN_BARE]


def _set_by_answers(exchanges: Iterable[Exchange]) -> Iterator[tuple[float, _Key, str, str]]:
    for exchange in exchanges:
        for header in exchange.response_headers:
            if header.name.lower() == "set-cookie":
                name, value = cookie_pair(header.value)
                yield exchange.at, ("cookie", "", name), value[:_SHOWN], exchange.id
