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
        """Copy up to the next node that matters; the rest of the range waits behind it."""
        c = self._c
        at = bisect_left(self._stops, task.first)
        stop = self._stops[at] if at < len(self._stops) and self._stops[at] < task.last else -1
        until = int(c.start[stop]) if stop >= 0 else task.end
        self._put(c.source[task.start : until], task.start, until, copied=True)
        if stop >= 0:
            self._todo.append(_Range(int(c.last[stop]), task.last, int(c.end[stop]), task.end))
            self._todo.append(stop)

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
