"""Typed data that is kept in one document, and read and sent in a later one in which nobody typed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from undertow.analysis.identifiers import written
from undertow.analysis.matching import Needles, find_baits, needles
from undertow.analysis.payload import read
from undertow.model import Area, DataType, EvidenceRef, ProbeEvent, Sent, Sha256, StoredInput, Visit

_ITEM, _COOKIE = "Storage.prototype.getItem", "Document.prototype.cookie"
_RECORDS = frozenset({
    "IDBObjectStore.prototype.get", "IDBObjectStore.prototype.getAll", "IDBObjectStore.prototype.openCursor",
    "IDBIndex.prototype.get",
})  # fmt: skip
"""Calls that read records; what they give comes later and is not seen, so any of them counts."""


@dataclass(frozen=True, slots=True)
class _Write:
    event: ProbeEvent
    area: Area
    key: str
    data: frozenset[DataType]


def stored_inputs(visit: Visit, sendings: Sequence[Sent]) -> Iterator[StoredInput]:
    """Each kind of data once for every host that it was sent to."""
    wanted = needles(visit.baits, visit.vantage.phone_prefix)
    writes = [write for event in visit.probe_events if (write := _write(event, wanted)) is not None]
    done: set[tuple[str, str]] = set()
    for event in visit.probe_events if writes else ():
        for write, data in _read(event, writes, wanted):
            if not _later(visit, write.event, event):
                continue
            for sent in sendings:
                if (data, sent.exchange.host) in done or sent.data != data or not _follows(sent, event):
                    continue
                if not _typed_between(visit, data, _arrival(visit, event), sent.at):
                    done.add((data, sent.exchange.host))
                    yield _record(visit, data, write, event, sent)


def _record(visit: Visit, data: DataType, write: _Write, event: ProbeEvent, sent: Sent) -> StoredInput:
    return StoredInput(
        visit=visit.id, data=data, area=write.area, key=write.key, later=event.frame_url, sent=sent,
        written=EvidenceRef(kind="probe", id=write.event.id, note=f"keeps the {data} that was typed ({write.area})"),
        read=EvidenceRef(kind="probe", id=event.id, note="reads it in a later document"),
    )  # fmt: skip


def _write(event: ProbeEvent, wanted: Needles) -> _Write | None:
    put = written(event)
    if put is None:
        return None
    area, key, text = put
    data = _typed_in(text, wanted)
    return _Write(event, area, key, data) if data else None


def _read(event: ProbeEvent, writes: Sequence[_Write], wanted: Needles) -> Iterator[tuple[_Write, DataType]]:
    """What a call reads of what was written before."""
    if event.api in _RECORDS:
        for write in writes:
            if write.area == "indexed-db":
                yield from ((write, data) for data in sorted(write.data))
        return
    if event.api not in (_ITEM, _COOKIE) or not event.result:
        return
    area: Area = "local" if event.api == _ITEM else "cookie"
    data = _typed_in(event.result, wanted)
    for write in writes:
        if write.area == area and (area == "cookie" or write.key == event.arguments[0]):
            yield from ((write, kind) for kind in sorted(write.data & data))


def _typed_in(text: str, wanted: Needles) -> frozenset[DataType]:
    return frozenset(match.data for match in find_baits(read(text.encode("utf-8", "replace")), wanted))


def _later(visit: Visit, write: ProbeEvent, event: ProbeEvent) -> bool:
    """Whether the reading document was loaded after the writing."""
    return _arrival(visit, event) > write.at


def _arrival(visit: Visit, event: ProbeEvent) -> float:
    """When the document that an event happened in was asked for."""
    here = urldefrag(event.frame_url).url
    loads = [e.at for e in visit.exchanges if e.channel == "document" and urldefrag(e.url).url == here]
    return max((at for at in loads if at <= event.at), default=0.0)


def _follows(sent: Sent, event: ProbeEvent) -> bool:
    """Whether a request can be the work of the code that read: of the same document, later, and with a script of it."""
    same = urldefrag(sent.exchange.frame_url).url == urldefrag(event.frame_url).url
    return same and sent.at >= event.at and bool(_scripts(event) & {f.script for f in sent.exchange.stack if f.script})


def _scripts(event: ProbeEvent) -> set[Sha256]:
    return {frame.script for frame in event.stack if frame.script}


def _typed_between(visit: Visit, data: DataType, start: float, end: float) -> bool:
    """Whether this kind of data was typed into a form between two times."""
    forms = {field.form for field in visit.fields if field.data == data}
    steps = {f"fill {form}" for form in forms} | forms
    return any(start <= step.at <= end for step in visit.steps if step.name in steps)
