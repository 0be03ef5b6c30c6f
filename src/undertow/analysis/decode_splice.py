"""A rewritten script in columns: only the statements that changed are parsed, the rest is moved.

Decoding rewrites a script several times over, and most of a large one stays as it is. A statement in a list of
statements reads the same on its own as in its place: the grammar knows no context but the line breaks that end
statements without a semicolon, which is looked at here. Where that is not certain, all is parsed again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from undertow.analysis.columns import I32, Columns, ParseStopped, columns, kind_mask
from undertow.analysis.decode_rewrite import Piece, Rewritten, rewrite

_N = TypeVar("_N", bound=np.signedinteger[Any])

_LISTS = kind_mask(["program", "statement_block"])
_CLOSED = kind_mask([
    "function_declaration", "generator_function_declaration", "class_declaration", "statement_block", "try_statement",
    "switch_statement",
])  # fmt: skip
"""Statements that end with their last bracket, whatever follows."""
_NESTING = kind_mask([
    "if_statement", "else_clause", "for_statement", "for_in_statement", "while_statement", "labeled_statement",
])  # fmt: skip
"""Statements that end as the last one in them does."""
_STARTS = re.compile(rb"""[\w$"'{]""")
"""First byte of text that does not go on with a statement before it."""
_LIST_ENDS = re.compile(rb"\s*(?:\}|\Z)")
_LARGEST_SHARE = 0.4
"""Part of the text that may be parsed anew; of more, all is."""
_BYTES_PER_EDIT = 100
"""Where edits are as dense as that, finding their statements costs more than it saves."""


def rewritten(
    c: Columns, edits: dict[int, Sequence[Piece]], watched: frozenset[int] = frozenset()
) -> tuple[Columns, Rewritten]:
    """As `rewrite`, with the columns of the new text.

    Raises:
        ParseStopped: see `columns`.
    """
    changed = _changed(c, edits)
    step = rewrite(c, edits, watched.union(changed))
    return _splice(c, step, changed) or columns(step.source), step


def _changed(c: Columns, edits: dict[int, Sequence[Piece]]) -> list[int]:
    """The statements that hold the edits: none within another, in source order. Empty if that does not pay."""
    if c.has_error or len(edits) * _BYTES_PER_EDIT > len(c.source) * _LARGEST_SHARE:
        return []
    found: list[int] = []
    for edit in sorted(edits):
        if found and edit < c.last[found[-1]]:
            continue
        node = edit
        while node > 0 and not _LISTS[c.kind[c.parent[node]]]:
            node = int(c.parent[node])
        if node <= 0:
            return []
        while found and node <= found[-1]:  # it holds those too
            found.pop()
        found.append(node)
    size = sum(int(c.end[node] - c.start[node]) for node in found)
    return found if size <= len(c.source) * _LARGEST_SHARE else []


@dataclass(frozen=True)
class _Part:
    """One statement before, and what stands there now."""

    node: int
    start: int
    """First byte in the new text."""
    grown: int
    """Bytes that it became longer by."""
    columns: Columns
    """Of the new text alone."""


def _splice(c: Columns, step: Rewritten, changed: list[int]) -> Columns | None:
    """The columns put together; None if the parts might read otherwise in their places."""
    if not changed or sum(len(range(*step.moved[node])) for node in changed) > len(step.source) * _LARGEST_SHARE:
        return None
    parts: list[_Part] = []
    lists: dict[int, list[int]] = {}
    for node in changed:
        above = int(c.parent[node])
        siblings = lists[above] if above in lists else lists.setdefault(above, c.children(above))
        start, end = step.moved[node]
        try:
            part = columns(step.source[start:end])
        except ParseStopped:
            return None
        if part.has_error or not _stands_alone(c, node, siblings, part):
            return None
        parts.append(_Part(node, start, end - start - int(c.end[node] - c.start[node]), part))
    return _Joiner(c, parts).join(step.source)


def _stands_alone(c: Columns, node: int, siblings: list[int], part: Columns) -> bool:
    """Are the statements of the new text the same between what stands before and after it?"""
    text = part.source
    listed = part.children(0)
    at = bisect_left(siblings, node)
    after_end = at == 0 or _ends(c, siblings[at - 1])
    if not listed:
        inside = c.parent[node] > 0 or 0 < at < len(siblings) - 1  # not at the ends of the script
        return after_end and bool(inside) and not text.strip()
    if part.start[listed[0]] != 0 or part.end[listed[-1]] != len(text) or b"/" in text[part.end[-1] :]:
        return False  # blanks and remarks at the ends: a script's own span counts them, and `//` goes on
    if not after_end and not _STARTS.match(text):
        return False
    return _ends(part, listed[-1]) or _LIST_ENDS.match(c.source, int(c.end[node])) is not None


def _ends(c: Columns, statement: int) -> bool:
    """Does a statement end by itself, whatever follows?"""
    while _NESTING[c.kind[statement]] and c.last[statement] > statement + 1:
        statement = c.children(statement)[-1]
    return bool(_CLOSED[c.kind[statement]]) or c.source[c.end[statement] - 1 : c.end[statement]] == b";"


class _Joiner:
    """Puts the rows of the parts in place of those of their statements."""

    def __init__(self, c: Columns, parts: list[_Part]) -> None:
        self._c, self._parts = c, parts
        rows, longer = np.zeros(len(c) + 1, np.int32), np.zeros(len(c) + 1, np.int32)
        for part in parts:
            rows[c.last[part.node]] += len(part.columns) - 1 - (c.last[part.node] - part.node)
            longer[c.last[part.node]] += part.grown
        self._rows = np.cumsum(rows, dtype=np.int32)
        """By node, how many rows were added before it."""
        self._longer = np.cumsum(longer, dtype=np.int32)
        self._ids = dict(c.symbol_ids)

    def join(self, source: bytes) -> Columns:
        """The columns of the new text."""
        c, moved = self._c, self._rows
        kept = c.parent >= 0
        sym, symbols = _renumbered(self._merged(c.sym, [self._symbols(part) for part in self._parts]), list(self._ids))
        return replace(
            c,
            source=source,
            kind=self._merged(c.kind, [part.columns.kind[1:] for part in self._parts]),
            parent=self._merged(
                np.where(kept, c.parent + moved[c.parent], -1), [self._parents(part) for part in self._parts]
            ),
            field=self._merged(c.field, [part.columns.field[1:] for part in self._parts]),
            start=self._merged(c.start + self._longer[:-1], [p.columns.start[1:] + p.start for p in self._parts]),
            end=self._merged(c.end + self._longer[c.last], [p.columns.end[1:] + p.start for p in self._parts]),
            last=self._merged(
                c.last + moved[c.last], [part.columns.last[1:] + self._first(part) - 1 for part in self._parts]
            ),
            sym=sym,
            symbols=symbols,
        )

    def _merged(self, old: npt.NDArray[_N], new: list[npt.NDArray[_N]]) -> npt.NDArray[_N]:
        """One column: the rows of the parts in place of their statements' rows."""
        pieces: list[npt.NDArray[_N]] = []
        at = 0
        for part, rows in zip(self._parts, new, strict=True):
            pieces += [old[at : part.node], rows]
            at = int(self._c.last[part.node])
        return np.concatenate([*pieces, old[at:]])

    def _first(self, part: _Part) -> int:
        """Row of the first node of a part."""
        return part.node + int(self._rows[part.node])

    def _parents(self, part: _Part) -> I32:
        above = int(self._c.parent[part.node])
        inside = part.columns.parent[1:]
        return np.where(inside > 0, inside + self._first(part) - 1, above + self._rows[above]).astype(np.int32)

    def _symbols(self, part: _Part) -> I32:
        ids = [self._ids.setdefault(text, len(self._ids)) for text in part.columns.symbols]
        return np.array([*ids, -1], np.int32)[part.columns.sym[1:]]


def _renumbered(sym: I32, symbols: list[str]) -> tuple[I32, list[str]]:
    """Symbols by their first place, as in a text that was parsed whole; without those that are gone."""
    named = np.flatnonzero(sym >= 0)[::-1]
    first = np.full(len(symbols) + 1, len(sym), np.int64)
    first[sym[named]] = named  # the last one written is the first of each
    order = np.argsort(first[:-1], kind="stable")
    order = order[first[order] < len(sym)]
    new = np.full(len(symbols) + 1, -1, np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return new[sym], [symbols[at] for at in order.tolist()]
