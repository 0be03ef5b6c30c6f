"""Pieces of code for people: as delivered, and with decoded values put in."""

from __future__ import annotations

import re

import numpy as np

from undertow.analysis.columns import Columns, K, kind_mask
from undertow.analysis.decode import Decoded
from undertow.analysis.decode_plain import literal
from undertow.model import Excerpt, Span

MAX_CHARACTERS = 400
_LEAD = 80  # bytes shown before the place when the statement is too long to be shown whole
_LINES = re.compile(r"\s*[\r\n]\s*")
_BLOCKS = kind_mask(["program", "statement_block", "class_body", "switch_body", "switch_case", "switch_default"])


def excerpt(c: Columns, decoded: Decoded, span: Span) -> Excerpt:
    """The statement around a byte range of `c.source`, cut to what a reader takes in at a glance."""
    start, end = _around(c, span)
    original = clip(c.source[start:end].decode("utf-8", "replace"))
    return Excerpt(
        span=(start, end), original=original, decoded=clip(_LINES.sub(" ", _decoded(c, decoded, start, end)))
    )


def clip(text: str) -> str:
    """At most MAX_CHARACTERS characters; an ellipsis shows a cut."""
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"


def _around(c: Columns, span: Span) -> Span:
    """The largest piece of code around the range that is no longer than an excerpt and no more than a statement."""
    start, end = span
    node = int(np.searchsorted(c.start, np.int32(span[0]), side="right")) - 1  # the innermost
    while node >= 0 and c.end[node] < span[1]:
        node = int(c.parent[node])
    while node >= 0:
        if _BLOCKS[c.kind[node]] or c.end[node] - c.start[node] > MAX_CHARACTERS:
            break
        start, end = c.span(node)
        node = int(c.parent[node])
    if end - start <= MAX_CHARACTERS and (start, end) != span:
        return start, end
    size = len(c.source)
    return max(0, span[0] - _LEAD), min(size, max(span[0] - _LEAD + MAX_CHARACTERS, span[0] + 1))


def _decoded(c: Columns, decoded: Decoded, start: int, end: int) -> str:
    """The text of a byte range with literals for what has a known value."""
    pieces: list[bytes] = []
    at = start
    for node in range(*np.searchsorted(c.start, np.array((start, end), np.int32)).tolist()):
        if c.start[node] < at or c.end[node] > end or (value := _known_value(c, decoded, node)) is None:
            continue
        pieces += [c.source[at : c.start[node]], literal(value)]
        at = int(c.end[node])
    return b"".join([*pieces, c.source[at:end]]).decode("utf-8", "replace")


def _known_value(c: Columns, decoded: Decoded, node: int) -> str | int | float | bool | None:
    """What an expression was decoded to, or a string with escapes says; None if the code says it as plainly."""
    if c.kind[node] == K["string"] and node not in decoded.values:
        text = c.source[c.start[node] : c.end[node]]
        return c.symbols[c.sym[node]] if b"\\x" in text or b"\\u" in text else None
    return decoded.values.get(node) if c.kind[node] != K["identifier"] else None
