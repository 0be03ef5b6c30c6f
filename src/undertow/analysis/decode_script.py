"""The decoded form of a script: values in plain, flattened code laid out again, and the way back to the original."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from undertow.analysis.columns import Columns, F, K, ParseStopped, columns
from undertow.analysis.decode import Decoded, decode
from undertow.analysis.decode_layout import layout_edits
from undertow.analysis.decode_plain import plain_edits
from undertow.analysis.decode_rewrite import OffsetMap, rewrite
from undertow.analysis.decode_unfold import unfold
from undertow.analysis.harvest import harvest, looks_hidden
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import Scopes, resolve

_MANY = 20  # decoded strings from which reading the whole text again pays


@dataclass(eq=False)
class ReadableScript:
    """A script after decoding. All nodes and offsets are those of the rewritten text `columns.source`."""

    columns: Columns
    scopes: Scopes
    decoded: Decoded
    """What is known beyond the rewritten text: templates with holes."""
    maps: tuple[OffsetMap, ...]
    """From the rewritten text back to the original, to be applied in this order."""
    decoded_strings: int
    """Expressions whose value, a string, does not stand in the original."""
    stopped: str
    """Why decoding is incomplete; empty if nothing was cut."""
    problems: tuple[str, ...]

    def original(self, span: tuple[int, int]) -> tuple[int, int]:
        """Byte range in the script as delivered."""
        for origin in self.maps:
            span = origin.span(span)
        return span


def make_readable(c: Columns, s: Scopes, sandbox: Sandbox) -> ReadableScript:
    """Decode and rewrite. Scripts without anything to decode stay as they are."""
    maps: list[OffsetMap] = []
    if (unfolded := unfold(c)) is not None:
        c, s, maps = unfolded[0], resolve(unfolded[0]), [unfolded[1]]
    decoded = decode(c, s, sandbox)
    if looks_hidden(c, decoded):
        harvest(c, sandbox, decoded)
    hidden = sum(isinstance(v, str) and v not in c.symbol_ids for v in decoded.values.values())
    problems, stopped = tuple(decoded.problems), decoded.stopped
    if not _worth_rewriting(c, decoded, hidden):
        return ReadableScript(c, s, decoded, tuple(maps), hidden, stopped, problems)
    templates: dict[int, str] = decoded.templates
    alternatives: dict[int, tuple[str, ...]] = decoded.alternatives
    disposable: list[int] = decoded.disposable
    try:
        for stage in ("values", "layout"):
            edits = plain_edits(c, decoded) if stage == "values" else layout_edits(c, s, disposable)
            if not edits:
                continue
            step = rewrite(c, edits, frozenset([*templates, *alternatives, *disposable]))
            c = columns(step.source)
            s = resolve(c)
            maps.insert(0, step.origin)
            placed = _place(c, step.moved)
            templates = {placed[n]: text for n, text in templates.items() if n in placed}
            alternatives = {placed[n]: texts for n, texts in alternatives.items() if n in placed}
            disposable = [placed[n] for n in disposable if n in placed]
    except ParseStopped:
        stopped = stopped or "the decoded text could not be read again"
        templates, alternatives = {}, {}
    rest = Decoded(templates=templates, alternatives=alternatives, machinery=decoded.machinery)
    return ReadableScript(c, s, rest, tuple(maps), hidden, stopped, problems)


def _worth_rewriting(c: Columns, decoded: Decoded, hidden: int) -> bool:
    """Are names or calls hidden, or more than a few strings? Single values serve as well from the table of values."""
    if decoded.proxies or hidden >= _MANY:
        return True
    return any(isinstance(v, str) and c.field[n] == F["index"] for n, v in decoded.values.items())


def _place(c: Columns, moved: dict[int, tuple[int, int]]) -> dict[int, int]:
    """Node of the old script -> the outermost node that fills its byte range in the new one."""
    statement = c.kind == K["expression_statement"]
    at = c.start.astype(np.int64) << 32 | c.end
    at[statement] = -1
    order = np.argsort(at, kind="stable")
    keys = at[order]
    found: dict[int, int] = {}
    for node, (start, end) in moved.items():
        key = start << 32 | end
        i = int(np.searchsorted(keys, key))
        if i < len(keys) and keys[i] == key:
            found[node] = int(order[i])
    return found
