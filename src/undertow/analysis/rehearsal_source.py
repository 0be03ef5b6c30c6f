"""A script written so that a run of it tells which data its sinks were given: marks on sources, notes at sinks.

Text is only put before the first and after the last byte of expressions: nothing else of the script changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from undertow.analysis.catalog_sink import ASSIGNED, Sink
from undertow.analysis.catalog_source import Source
from undertow.analysis.columns import columns, kind_mask
from undertow.analysis.harvest_source import CLOSE, OPEN, OTHER, Insert, bare_bodies, entries
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import (
    ALL,
    ASSIGN,
    AUGMENTED,
    AWAIT,
    CALL,
    CONSTRUCTOR,
    FOR_IN,
    IDENT,
    IMPORTED,
    LEFT,
    NEW,
    RIGHT,
    SHORTHAND,
    SPREAD,
    TEMPLATE,
    UNARY,
)  # fmt: skip
from undertow.analysis.statements import as_written
from undertow.analysis.unpack import without_modules

_TARGETS = frozenset({ASSIGN, AUGMENTED, FOR_IN})
_NO_VALUE = kind_mask(["object_pattern", "array_pattern", "rest_pattern", "assignment_pattern", "pair_pattern"])
_ONCE = kind_mask(["update_expression"])
_WHOLE = ((), (ALL,))
_MAX_READS = 40
"""Reads of one variable that are marked."""


def carriers(p: Program, sink: Sink) -> Iterator[tuple[int, str]]:
    """Expressions whose data a sink sends, each with what it is to the sink."""
    if sink.listed >= 0:
        yield sink.listed, "data"
        return
    args = p.args(sink.node) if p.kind[sink.node] in (CALL, NEW) else []
    for at, role in sink.roles:
        node = p.child(sink.node, RIGHT) if at == ASSIGNED else args[at] if at < len(args) else -1
        if node >= 0:
            yield (node + 1, "data") if p.kind[node] == SPREAD else (node, role)


def script(p: Program, prefix: str, sinks: Iterable[Sink], sources: Sequence[Source]) -> str:
    """The script with calls of `<prefix>v(node, role, value)` and `<prefix>m(source, value, whole)` in it."""
    name = prefix.encode()
    wrapped: dict[int, list[bytes]] = {}
    for sink in sinks:
        for node, role in ((sink.url, "url"), *carriers(p, sink)):
            opening = b"%sv(%d,'%s'," % (name, node, role.encode())
            if node >= 0 and _has_value(p, node) and opening not in wrapped.setdefault(node, []):
                wrapped[node].append(opening)
    for index, source in _sure(sources):
        for node in _reads(p, source):
            if _has_value(p, node):
                wrapped.setdefault(node, []).append(b"%sm(%d,%d," % (name, index, bool(source.path)))
    written = columns(p.c.source)  # statements and function bodies as they stand in the text
    inserts: list[Insert] = [*entries(written, name, frozenset()), *bare_bodies(written, name, frozenset())]
    number = as_written(written)
    for node, openings in wrapped.items():
        start, end = p.span(node)
        key = p.c.source[start:end] + b":" if p.kind[node] == SHORTHAND else b" "
        order = number[node] * 2
        inserts += [
            (start, OPEN, order, key + b"".join(openings), OTHER, node),
            (end, CLOSE, -order, b")" * len(openings), OTHER, node),
        ]
    text = _with(without_modules(written), sorted(inserts))
    return f"(async () => {{{text}\n}})()" if _awaits(p) else text


def _sure(sources: Sequence[Source]) -> Iterator[tuple[int, Source]]:
    """Sources that have their data however they are come by, each with its place in the list.

    Single properties of an object are left to reading, as are expressions that are one or another kind of data.
    """
    kinds: dict[int, set[str]] = {}
    for source in sources:
        if source.path in _WHOLE:
            kinds.setdefault(source.vertex, set()).add(source.data)
    for index, source in enumerate(sources):
        if source.path in _WHOLE and not source.entered and len(kinds[source.vertex]) == 1:
            yield index, source


def imported(p: Program) -> list[str]:
    """Names that a module takes from others."""
    return sorted({p.text(p.sym[int(p.s.b_node[b])]) for b in range(p.nb) if p.s.b_kind[b] == IMPORTED})


def _with(source: bytes, inserts: list[Insert]) -> str:
    pieces: list[bytes] = []
    at = 0
    for place, _, _, text, _, _ in inserts:
        pieces += (source[at:place], text)
        at = place
    return b"".join([*pieces, source[at:]]).decode("utf-8", "replace")


def _awaits(p: Program) -> bool:
    """Does it wait outside of functions, as only modules may?"""
    waiting = (*p.c.where("await_expression").tolist(), *p.c.where("for_in_statement").tolist())
    return any(
        (p.enclosing[node] < 0 or not p.is_function(p.enclosing[node]))
        and (p.kind[node] == AWAIT or b"await" in p.c.source[p.c.start[node] : p.c.start[node + 1]])
        for node in waiting
    )


def _reads(p: Program, source: Source) -> list[int]:
    """Expressions that have the data of a source as soon as it is read."""
    if source.vertex < p.n:
        return [p.parent[source.vertex] if p.is_callee(source.vertex) else source.vertex]
    refs = p.s.references(source.vertex - p.n)
    return [node for node in refs[~p.s.write[refs]].tolist()[:_MAX_READS] if p.kind[node] in (IDENT, SHORTHAND)]


def _has_value(p: Program, node: int) -> bool:
    """May a call with the expression as its argument stand in its place?"""
    up = p.parent[node]
    if up < 0 or p.kind[node] == SPREAD or p.is_callee(node) or p.field[node] == CONSTRUCTOR:
        return False
    if _NO_VALUE[p.kind[up]] or _ONCE[p.kind[up]] or p.kind[up] == UNARY:
        return False
    is_tagged = p.kind[node] == TEMPLATE and p.kind[up] == CALL
    return not is_tagged and not (p.kind[up] in _TARGETS and p.field[node] == LEFT)
