"""The log of a bundle: everything that happened, in order, each line with the hash of the line before.

A line names a record of the evidence and its SHA-256. So a part of the evidence can be shown to somebody, with the
lines of the log, and be known for what stood at that place; and whoever takes out, adds or moves a record must rewrite
all lines after it, so that the last hash is another. The log is made when the bundle is sealed, not while pages run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from undertow.model import Evidence, Record, Sha256, Visit, codec

START: Sha256 = "0" * 64
"""What stands for the line before the first."""


class LogLine(Record, frozen=True, kw_only=True):
    """One thing that happened."""

    previous: Sha256
    """Of the line before, without its line end."""
    visit: str
    """Empty for what concerns the whole audit."""
    at: float
    """Milliseconds since the start of the visit."""
    kind: str
    id: str
    sha256: Sha256
    """Of the record as JSON."""


def lines(evidence: Evidence) -> Iterator[bytes]:
    """The lines, without line ends; the same evidence gives the same bytes."""
    previous = START
    for visit, at, kind, id_, record in _records(evidence):
        line = codec.encode(
            LogLine(
                previous=previous,
                visit=visit,
                at=at,
                kind=kind,
                id=id_,
                sha256=hashlib.sha256(codec.encode(record)).hexdigest(),
            )
        )
        yield line
        previous = hashlib.sha256(line).hexdigest()


def document(evidence: Evidence) -> bytes:
    """The log as it stands in a bundle."""
    return b"".join(line + b"\n" for line in lines(evidence))


def head(document: bytes) -> Sha256:
    """Hash of the last line."""
    last = document.rstrip(b"\n").rpartition(b"\n")[2]
    return hashlib.sha256(last).hexdigest() if last else START


def problems(document: bytes, evidence: Evidence) -> Iterator[str]:
    """The first line that is not what the evidence says, in words; nothing if all are."""
    found = document.split(b"\n")
    if found and not found[-1]:
        found.pop()
    number = 0
    for number, line in enumerate(lines(evidence), 1):
        if number > len(found):
            yield f"line {number:,} and all after it are missing"
            return
        if found[number - 1] != line:
            yield f"line {number:,} is not what the evidence says: there it was changed, added to, or something is gone"
            return
    if len(found) > number:
        yield f"line {number + 1:,} and all after it are of nothing in the evidence"


def _records(evidence: Evidence) -> Iterator[tuple[str, float, str, str, Record]]:
    """Everything, in order: by visit, time, kind and place in its list."""
    for visit in evidence.visits:
        yield visit.id, 0.0, "visit", visit.id, _bare(visit)
        dated: list[tuple[float, str, str, Record]] = [
            *((step.at, "step", step.name, step) for step in visit.steps),
            *((one.at, "exchange", one.id, one) for one in visit.exchanges),
            *((one.at, "probe", one.id, one) for one in visit.probe_events),
        ]
        dated.sort(key=lambda row: row[:2])  # stable: what is of one time stays in the order of its list
        yield from ((visit.id, *row) for row in dated)
        for field in visit.fields:
            yield visit.id, visit.duration, "field", field.selector, field
        for item in visit.storage:
            yield visit.id, visit.duration, "storage", item.key, item
    for script in evidence.scripts:
        yield "", 0.0, "script", script.sha256, script
    for gap in evidence.gaps:
        yield gap.visit or "", 0.0, "gap", gap.kind, gap


def _bare(visit: Visit) -> Record:
    """The visit without the lists that have lines of their own."""
    fields = {name: getattr(visit, name) for name in visit.__struct_fields__}
    lists = ("steps", "exchanges", "probe_events", "fields", "storage")
    return Visit(**{**fields, **dict.fromkeys(lists, ())})
