"""Block coverage as V8 reports it; several reports of one script merge.

Taking coverage resets V8's counters, and a later report lists only functions that ran since. A nested function that is
missing from it must not count as run because the one around it ran. So reports are merged function by function, and
only then does the innermost function decide about a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from undertow.capture.protocol import Json

Range = tuple[int, int]


@dataclass(frozen=True)
class Ranges:
    """How much of one script ran, in UTF-16 code units of its source."""

    blocks: Mapping[Range, tuple[Range, ...]]
    """Each function that V8 told of (the script itself is one), and the parts of it that ran by its own blocks,
    functions inside it left out of account. V8 tells of a function only once the one around it ran."""
    script: Range | None
    """Which of them is the script itself; None if no report told of it."""

    @property
    def functions(self) -> dict[Range, bool]:
        """Each function but the script itself, and whether it ran."""
        return {place: bool(run) for place, run in self.blocks.items() if place != self.script}

    @cached_property
    def not_run(self) -> tuple[Range, ...]:
        """Places that never ran: disjoint, sorted, half-open."""
        own = ((piece, self.blocks[place]) for place, piece in _own_pieces(self.blocks))
        return tuple(_joined(sorted(rest for piece, run in own for rest in _minus(piece, run))))


def read(functions: Sequence[Json]) -> Ranges:
    """One report of one script."""
    blocks: dict[Range, tuple[Range, ...]] = {}
    script: Range | None = None
    for position, function in enumerate(functions):
        ranges = function["ranges"]
        if not ranges:
            continue
        place = (ranges[0]["startOffset"], ranges[0]["endOffset"])
        if position == 0 and not function["functionName"] and place[0] == 0:
            script = place
        if len(ranges) == 1:  # most functions are one block, and there are tens of thousands
            run: tuple[Range, ...] = (place,) if ranges[0]["count"] > 0 and place[0] < place[1] else ()
        else:
            run = _run((r["startOffset"], r["endOffset"], r["count"] > 0) for r in ranges)
        blocks[place] = _union(blocks[place], run) if place in blocks else run
    return Ranges(blocks, script)


def merge(one: Ranges, other: Ranges) -> Ranges:
    """What ran in either."""
    blocks = dict(one.blocks)
    for place, run in other.blocks.items():
        known = blocks.get(place, ())
        blocks[place] = run if known in ((), run) else _union(known, run)
    return Ranges(blocks, one.script or other.script)


def _run(blocks: Iterable[tuple[int, int, bool]]) -> tuple[Range, ...]:
    """Where nested blocks of one function say that it ran: the innermost decides."""
    ordered = sorted(blocks, key=lambda b: (b[0], -b[1]))
    found: list[Range] = []
    open_: list[tuple[int, bool]] = []
    at = 0

    def advance(to: int) -> None:
        nonlocal at
        if open_ and open_[-1][1] and to > at:
            found.append((at, to))
        at = max(at, to)

    for start, end, ran in ordered:
        while open_ and open_[-1][0] <= start:
            advance(open_[-1][0])
            open_.pop()
        advance(start)
        open_.append((end, ran))
    while open_:
        advance(open_[-1][0])
        open_.pop()
    return tuple(_joined(found))


def _own_pieces(places: Iterable[Range]) -> Iterator[tuple[Range, Range]]:
    """Each function with the pieces of it that lie in no function inside it."""
    open_: list[Range] = []
    at = 0
    for place in sorted(places, key=lambda p: (p[0], -p[1])):
        while open_ and open_[-1][1] <= place[0]:
            yield from _piece(open_[-1], at)
            at = max(at, open_.pop()[1])
        if open_ and place[0] > at:
            yield open_[-1], (at, place[0])
        at = max(at, place[0])
        open_.append(place)
    while open_:
        yield from _piece(open_[-1], at)
        at = max(at, open_.pop()[1])


def _piece(place: Range, at: int) -> Iterator[tuple[Range, Range]]:
    if place[1] > at:
        yield place, (at, place[1])


def _minus(piece: Range, taken: Sequence[Range]) -> Iterator[Range]:
    at, end = piece
    for start, stop in taken:
        if stop <= at:
            continue
        if start >= end:
            break
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < end:
        yield at, end


def _union(one: Sequence[Range], other: Sequence[Range]) -> tuple[Range, ...]:
    return tuple(_joined(sorted([*one, *other])))


def _joined(ranges: Iterable[Range]) -> Iterator[Range]:
    """Sorted ranges with those that touch made one."""
    last: Range | None = None
    for start, end in ranges:
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last
