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
    holding = np.flatnonzero((c.start <= span[0]) & (c.end >= span[1]))
    start, end = span
    for node in holding[::-1].tolist():
        if _BLOCKS[c.kind[node]] or c.end[node] - c.start[node] > MAX_CHARACTERS:
            break
        start, end = c.span(node)
    if end - start <= MAX_CHARACTERS and (start, end) != span:
        return start, end
    size = len(c.source)
    return max(0, span[0] - _LEAD), min(size, max(span[0] - _LEAD + MAX_CHARACTERS, span[0] + 1))


def _decoded(c: Columns, decoded: Decoded, start: int, end: int) -> str:
    """The text of a byte range with literals for what has a known value."""
    plain = {n: v for n, v in decoded.values.items() if c.kind[n] != K["identifier"]}
    for node in np.flatnonzero((c.kind == K["string"]) & (c.start >= start) & (c.end <= end)).tolist():
        if b"\\x" in (text := c.source[c.start[node] : c.end[node]]) or b"\\u" in text:
            plain.setdefault(node, c.symbols[c.sym[node]])
    pieces: list[bytes] = []
    at = start
    for node in sorted(n for n in plain if c.start[n] >= start and c.end[n] <= end):
        if c.start[node] >= at:
            pieces += [c.source[at : c.start[node]], literal(plain[node])]
            at = int(c.end[node])
    return b"".join([*pieces, c.source[at:end]]).decode("utf-8", "replace")
