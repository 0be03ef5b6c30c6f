"""Rewrite a script by byte spans, and know for every place of the new text where it stood in the old one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from undertow.analysis.columns import Columns

Piece = bytes | int
"""New text, or a node of the old script that is carried over (with the edits inside it)."""


@dataclass
class OffsetMap:
    """Where the text of a rewritten script comes from: runs of copied bytes, and literals that stand for a node."""

    new: list[int] = field(default_factory=list)
    """First byte of each run in the new text, ascending."""
    old: list[int] = field(default_factory=list)
    """First byte of the same in the old text."""
    old_end: list[int] = field(default_factory=list)
    copied: list[bool] = field(default_factory=list)

    def add(self, new: int, old: int, old_end: int, copied: bool) -> None:
        """Append the run that starts at `new`."""
        self.new.append(new)
        self.old.append(old)
        self.old_end.append(old_end)
        self.copied.append(copied)

    def span(self, span: tuple[int, int]) -> tuple[int, int]:
        """Byte range in the old text of a byte range in the new one. Exact where both ends were copied."""
        if not self.new:
            return span
        first = self._run(span[0])
        start = self.old[first] + (span[0] - self.new[first] if self.copied[first] else 0)
        final = self._run(max(span[0], span[1] - 1))
        end = self.old[final] + span[1] - self.new[final] if self.copied[final] else self.old_end[final]
        return (start, end) if start <= end else (end, start)

    def _run(self, at: int) -> int:
        return max(0, bisect_right(self.new, at) - 1)


@dataclass(frozen=True)
class Rewritten:
    """A new text, its map to the old one, and where watched nodes went."""

    source: bytes
    origin: OffsetMap
    moved: dict[int, tuple[int, int]]
    """Watched node of the old script -> its byte range in the new text."""


def rewrite(c: Columns, edits: dict[int, Sequence[Piece]], watched: frozenset[int] = frozenset()) -> Rewritten:
    """Replace nodes by pieces. Where edits are nested, the inner one counts only in what the outer one carries over."""
    return _Writer(c, edits, watched).write()


class _Writer:
    """The writing itself, with an explicit stack of what is still to be written, so that nesting does not matter."""

    def __init__(self, c: Columns, edits: dict[int, Sequence[Piece]], watched: frozenset[int]) -> None:
        self._c, self._edits, self._watched = c, edits, watched
        self._stops = sorted({*edits, *watched})
        self._starts, self._ends = c.start[self._stops].tolist(), c.end[self._stops].tolist()
        self._out: list[bytes] = []
        self._size = 0
        self._origin = OffsetMap()
        self._moved: dict[int, tuple[int, int]] = {}
        self._todo: list[_Task] = []

    def write(self) -> Rewritten:
        c = self._c
        self._todo.append(_Range(0, len(c), 0, len(c.source)))
        while self._todo:
            task = self._todo.pop()
            if isinstance(task, _Range):
                self._range(task)
            elif isinstance(task, _Literal):
                self._put(task.text, *task.old, copied=False)
            elif isinstance(task, _Close):
                self._moved[task.node] = (task.start, self._size)
            else:
                self._node(task)
        return Rewritten(b"".join(self._out), self._origin, self._moved)

    def _put(self, text: bytes, old: int, old_end: int, *, copied: bool) -> None:
        if text:
            self._origin.add(self._size, old, old_end, copied)
            self._out.append(text)
            self._size += len(text)

    def _range(self, task: _Range) -> None:
        """Copy up to the next node that takes more than new text; the rest of the range waits behind it."""
        c, stops, at_byte = self._c, self._stops, task.start
        at = bisect_left(stops, task.first)
        while at < len(stops) and (stop := stops[at]) < task.last:
            start, end = self._starts[at], self._ends[at]
            self._put(c.source[at_byte:start], at_byte, start, copied=True)
            texts = self._texts(stop)
            if texts is None:
                self._todo.append(_Range(int(c.last[stop]), task.last, end, task.end))
                self._todo.append(stop)
                return
            for text in texts:
                self._put(text, start, end, copied=False)
            at_byte, at = end, bisect_left(stops, int(c.last[stop]), at + 1)
        self._put(c.source[at_byte : task.end], at_byte, task.end, copied=True)

    def _texts(self, node: int) -> list[bytes] | None:
        """What stands in place of a node of which nothing is carried over; None of all others."""
        if node in self._watched:
            return None
        pieces = self._edits.get(node)
        texts = [piece for piece in pieces if isinstance(piece, bytes)] if pieces is not None else []
        return texts if pieces is not None and len(texts) == len(pieces) else None

    def _node(self, node: int) -> None:
        c = self._c
        if node in self._watched:
            self._todo.append(_Close(node, self._size))
        old = c.span(node)
        inside = _Range(node + 1, int(c.last[node]), *old)
        if node not in self._edits:
            self._todo.append(inside)
            return
        for piece in reversed(self._edits[node]):
            if isinstance(piece, bytes):
                self._todo.append(_Literal(piece, old))
            else:
                self._todo.append(inside if piece == node else piece)


@dataclass(frozen=True)
class _Range:
    """Source bytes [start, end), in which the nodes [first, last) lie."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class _Literal:
    text: bytes
    old: tuple[int, int]


@dataclass(frozen=True)
class _Close:
    """A watched node ends here."""

    node: int
    start: int


_Task = _Range | _Literal | _Close | int
