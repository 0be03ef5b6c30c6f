"""The decoded form of a script: values in plain, flattened code laid out again, and the way back to the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from undertow.analysis.columns import Columns, F, K, ParseStopped
from undertow.analysis.decode import Decoded, decode
from undertow.analysis.decode_fold import fold
from undertow.analysis.decode_layout import layout_edits
from undertow.analysis.decode_plain import plain_edits
from undertow.analysis.decode_rewrite import OffsetMap, Piece
from undertow.analysis.decode_splice import rewritten
from undertow.analysis.decode_tables import table_edits
from undertow.analysis.decode_unfold import bare_targets, unfold
from undertow.analysis.decode_workers import unfold_workers
from undertow.analysis.harvest import harvest, looks_hidden
from undertow.analysis.sandbox import Sandbox
from undertow.analysis.scopes import Scopes, resolve
from undertow.analysis.statements import as_statements

_MANY = 20  # decoded strings from which reading the whole text of a large script again pays
_LARGE = 200_000  # bytes of a script that takes longer to read again than its decoded strings are looked up


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
    work = _Rewriting(c, s)
    if (unfolded := unfold(c)) is not None:
        work.replace(*unfolded)
    if (bare := bare_targets(work.columns)) is not None:
        work.replace(*bare)
    if (unfolded := unfold_workers(work.columns, work.scopes)) is not None:
        work.replace(*unfolded)
    folded = fold(work.columns, work.scopes, sandbox)
    hidden = _hidden(work.columns, folded)
    if _worth_folding(work.columns, folded) and work.write(plain_edits(work.columns, folded)):
        folded = Decoded()
    decoded = decode(work.columns, work.scopes, sandbox)
    if looks_hidden(work.columns, decoded):
        harvest(work.columns, sandbox, decoded)
    own = _hidden(work.columns, decoded)
    if _worth_rewriting(work.columns, decoded, own) or (work.maps and len(c.source) <= _LARGE):
        work.follow(decoded)
        text = work.columns
        work.write(plain_edits(text, decoded))
        again = fold(work.columns, work.scopes, sandbox)
        hidden += _hidden(work.columns, again)
        work.write(plain_edits(work.columns, again) if again.values or again.structures else {})
        work.write(layout_edits(work.columns, work.scopes, work.disposable))
        work.write(table_edits(work.columns, work.scopes))
        rest = Decoded(templates=work.templates, alternatives=work.alternatives, machinery=decoded.machinery)
        if work.columns is text:
            rest.values = {**folded.values, **decoded.values}
    else:
        decoded.values = {**folded.values, **decoded.values}
        rest = decoded
    laid, scopes = work.columns, work.scopes
    if (anew := as_statements(laid)) is not None:
        laid, number = anew
        scopes, rest = resolve(laid), rest.renumbered(number)
    return ReadableScript(
        laid, scopes, rest, tuple(work.maps), hidden + own, decoded.stopped or work.stopped, tuple(decoded.problems),
    )  # fmt: skip


class _Rewriting:
    """A script on its way from one text to the next, with the nodes that must be found again."""

    def __init__(self, c: Columns, s: Scopes) -> None:
        self.columns, self.scopes = c, s
        self.maps: list[OffsetMap] = []
        self.templates: dict[int, str] = {}
        self.alternatives: dict[int, tuple[str, ...]] = {}
        self.disposable: list[int] = []
        self.stopped = ""
        self._lost = False

    def replace(self, c: Columns, origin: OffsetMap) -> None:
        """Go on with another text of the script, before anything is known of its nodes."""
        self.columns, self.scopes = c, resolve(c)
        self.maps.insert(0, origin)

    def follow(self, decoded: Decoded) -> None:
        """Keep track of what was decoded beyond plain values."""
        self.templates, self.alternatives = decoded.templates, decoded.alternatives
        self.disposable = decoded.disposable

    def write(self, edits: dict[int, Sequence[Piece]]) -> bool:
        """Rewrite and read again, unless the new text does not parse as well as the last one: that stays then.

        Returns:
            True if the columns are those of a new text.
        """
        if not edits or self._lost:
            return False
        watched = frozenset([*self.templates, *self.alternatives, *self.disposable])
        try:
            c, step = rewritten(self.columns, edits, watched)
        except ParseStopped:
            self._lost = True  # a second try may take as long
        if self._lost or damage(c) > damage(self.columns):
            self.stopped = "the decoded text could not be read again and was thrown away"
            return False
        self.replace(c, step.origin)
        placed = _place(c, step.moved)
        self.templates = {placed[n]: text for n, text in self.templates.items() if n in placed}
        self.alternatives = {placed[n]: texts for n, texts in self.alternatives.items() if n in placed}
        self.disposable = [placed[n] for n in self.disposable if n in placed]
        return True


def damage(c: Columns) -> int:
    """How many places of a text are not valid JavaScript; a missing token is one, wherever it is missing."""
    return 1 + int(np.count_nonzero(c.kind == K["ERROR"])) if c.has_error else 0


def _hidden(c: Columns, decoded: Decoded) -> int:
    """Strings that do not stand in the script. Plain code, too, adds up long texts: a sum counts as a name only."""
    return sum(
        isinstance(value, str) and value not in c.symbol_ids
        for node, value in decoded.values.items()
        if c.kind[node] != K["binary_expression"] or _is_name(c, node) or decoded.machinery
    ) + len(decoded.structures)


def _worth_folding(c: Columns, folded: Decoded) -> bool:
    """Are names or tables hidden, or enough strings behind calls? Other values serve as well from the table."""
    texts = [node for node, value in folded.values.items() if isinstance(value, str)]
    calls = sum(c.kind[node] != K["binary_expression"] for node in texts)
    return bool(folded.structures) or _pays(c, calls) or any(_is_name(c, node) for node in texts)


def _pays(c: Columns, count: int) -> bool:
    return count >= (_MANY if len(c.source) > _LARGE else 1)


def _is_name(c: Columns, node: int) -> bool:
    """Does the expression say which property is meant?"""
    return bool(c.field[node] == F["index"] or c.kind[c.parent[node]] == K["computed_property_name"])


def _worth_rewriting(c: Columns, decoded: Decoded, hidden: int) -> bool:
    """Are names or calls hidden, or enough strings? Single values serve as well from the table of values."""
    if decoded.proxies or _pays(c, hidden):
        return True
    return any(isinstance(v, str) and _is_name(c, n) for n, v in decoded.values.items())


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
