"""The log of a bundle: everything that happened, in order, each line with the hash of the line before.

A line names a record of the evidence and its SHA-256. So a part of the evidence can be shown to somebody, with the
lines of the log, and be known for what stood at that place; and whoever takes out, adds or moves a record must rewrite
all lines after it, so that the last hash is another. The log is made when the bundle is sealed, not while pages run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import repeat
from typing import Any, TypeVar

from undertow.errors import InvalidData
from undertow.model import Evidence, Gap, Record, Sha256, Visit, codec

R = TypeVar("R", bound=Record)

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


def lines(evidence: Evidence, written: bytes | None = None) -> Iterator[bytes]:
    """The lines, without line ends; the same evidence gives the same bytes.

    `written`: the evidence as it stands in a bundle, for the lines of the version that wrote it: records may have got
    fields since, which are no part of what was hashed.
    """
    form = None if written is None else codec.decode(written, dict[str, Any], what="the evidence")
    previous = START
    for visit, at, kind, id_, record, shape in _records(evidence, form):
        line = codec.encode(
            LogLine(
                previous=previous,
                visit=visit,
                at=at,
                kind=kind,
                id=id_,
                sha256=hashlib.sha256(
                    codec.encode(record) if form is None else codec.encode_as(record, shape)
                ).hexdigest(),
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


def problems(document: bytes, evidence: Evidence, written: bytes | None = None) -> Iterator[str]:
    """The first line that is not what the evidence says, and what became of its record; nothing if all lines are.

    `written`: as in `lines`.
    """
    found = document.split(b"\n")
    if found and not found[-1]:
        found.pop()
    wanted = list(lines(evidence, written))
    first = next((n for n, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), None)
    if first is None and len(wanted) == len(found):
        return
    number = first if first is not None else min(len(wanted), len(found))
    said = _named(found[number]) if number < len(found) else None
    due = _named(wanted[number]) if number < len(wanted) else None
    became = _became(said, due, {_named(line) for line in found}, {_named(line) for line in wanted})
    yield f"line {number + 1:,}: {became}"


_Named = tuple[str, str, str, str] | None
"""Visit, kind, id and hash of a record, as a line names it; None if it cannot be read."""


def _named(line: bytes) -> _Named:
    try:
        row = codec.decode(line, LogLine, what="a line")
    except InvalidData:
        return None
    return row.visit, row.kind, row.id, row.sha256


def _became(said: _Named, due: _Named, logged: set[_Named], known: set[_Named]) -> str:
    """What happened where the log and the evidence part."""
    if due is None:
        return f"{_words(said)} stands in the log alone: it was taken out of the evidence, or added to the log"
    if said is None:
        return f"{_words(due)} is missing in the log, or its line cannot be read"
    if said == due:
        return f"{_words(due)} is right, but its line does not go on from the line before"
    if said[:3] == due[:3]:
        return f"{_words(due)} was changed"
    if due not in logged:
        return f"{_words(due)} was added to the evidence, or taken out of the log"
    if said not in known:
        return f"{_words(said)} was taken out of the evidence, or added to the log"
    return f"{_words(said)} was moved: {_words(due)} is due there"


def _words(row: _Named) -> str:
    """A record in words. What a stranger wrote is shown as ASCII."""
    if row is None:
        return "what cannot be read"
    visit, kind, id_, _ = row
    return ascii(" ".join(part[:80] for part in (kind, id_, f"of {visit}" if visit else "") if part))[1:-1]


_Row = tuple[str, float, str, str, Record, Any]
"""Visit, time, kind, id, record, and the record as it stands in the bundle; None if that is not asked for."""


def _records(evidence: Evidence, form: dict[str, Any] | None) -> Iterator[_Row]:
    """Everything, in order: by visit, time, kind and place in its list."""
    for visit, shape in _beside(evidence.visits, form, "visits"):
        yield visit.id, 0.0, "visit", visit.id, _bare(visit), shape
        dated: list[tuple[float, str, str, Record, Any]] = [
            *((step.at, "step", step.name, step, one) for step, one in _beside(visit.steps, shape, "steps")),
            *((sent.at, "exchange", sent.id, sent, one) for sent, one in _beside(visit.exchanges, shape, "exchanges")),
            *(
                (call.at, "probe", call.id, call, one)
                for call, one in _beside(visit.probe_events, shape, "probe_events")
            ),
            *((said.at, "console", said.id, said, one) for said, one in _beside(visit.console, shape, "console")),
        ]
        dated.sort(key=lambda row: row[:2])  # stable: what is of one time stays in the order of its list
        yield from ((visit.id, *row) for row in dated)
        for field, one in _beside(visit.fields, shape, "fields"):
            yield visit.id, visit.duration, "field", field.selector, field, one
        for item, one in _beside(visit.storage, shape, "storage"):
            yield visit.id, visit.duration, "storage", item.key, item, one
    for script, one in _beside(evidence.scripts, form, "scripts"):
        yield "", 0.0, "script", script.sha256, script, one
    gaps = list(_beside(evidence.gaps, form, "gaps"))
    yield from (_gap(gap, one) for gap, one in gaps if gap.stage != "conduct")
    # What comes of asking the chat stands last: the log of a bundle of before it was asked is the beginning of this.
    for kept, one in _beside(evidence.conduct, form, "conduct"):
        yield "", 0.0, "transcript", kept.prompt, kept, one
    yield from (_gap(gap, one) for gap, one in gaps if gap.stage == "conduct")


def _gap(gap: Gap, shape: Any) -> _Row:
    return gap.visit or "", 0.0, "gap", gap.kind, gap, shape


def _beside(records: tuple[R, ...], holder: dict[str, Any] | None, name: str) -> Iterator[tuple[R, Any]]:
    """Records with what stands for them in the bundle; `holder`: the record that has them in its list `name`."""
    return zip(records, repeat(None) if holder is None else holder.get(name, ()), strict=False)


def _bare(visit: Visit) -> Record:
    """The visit without the lists that have lines of their own."""
    fields = {name: getattr(visit, name) for name in visit.__struct_fields__}
    lists = ("steps", "exchanges", "probe_events", "console", "fields", "storage")
    return Visit(**{**fields, **dict.fromkeys(lists, ())})
