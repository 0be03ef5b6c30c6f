"""What stands in the way of reading: a script that is one text handed to `Function`, brackets around what is set."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from undertow.analysis.columns import Columns, F, K, ParseStopped, columns
from undertow.analysis.decode_rewrite import OffsetMap, Piece, rewrite
from undertow.analysis.decode_splice import rewritten

_NAMES = re.compile(r"\s*(?:[A-Za-z_$][\w$]*(?:\s*,\s*[A-Za-z_$][\w$]*)*)?\s*", re.ASCII)
_TARGETS = (K["member_expression"], K["subscript_expression"], K["identifier"])
_SHARE = 0.5
"""Part of the script that the text makes up; smaller ones are data or layers of their own."""


def unfold(c: Columns) -> tuple[Columns, OffsetMap] | None:
    """`Function("a", "code")` becomes `(function(a){code})` where that is most of the script.

    The function then sees the names around it, which one made from text does not; that matters to who runs it only.
    """
    strings = np.flatnonzero(c.kind == K["string"])
    long = strings[(c.end[strings] - c.start[strings]) > _SHARE * len(c.source)]
    if not len(long):
        return None
    call = int(c.parent[c.parent[long[0]]])
    callee = max(c.child(call, F["function"]), c.child(call, F["constructor"])) if call >= 0 else -1
    if callee < 0 or c.text(callee) != "Function":
        return None
    arguments = c.children(int(c.parent[long[0]]))
    if arguments[-1] != long[0] or any(c.kind[node] != K["string"] for node in arguments):
        return None
    *names, body = [c.symbols[c.sym[node]] for node in arguments]
    if not all(_NAMES.fullmatch(name) for name in names):
        return None
    text = "(function(" + ",".join(names) + "){" + body + "\n})"
    step = rewrite(c, {call: [text.encode("utf-8", "replace")]})
    try:
        inner = columns(step.source)
    except ParseStopped:
        return None
    return None if inner.has_error else (inner, step.origin)


def bare_targets(c: Columns) -> tuple[Columns, OffsetMap] | None:
    """`(form.mail) = v`, as Vue's compiler writes, becomes `form.mail = v`; None if there is nothing of the kind."""
    bracketed = np.flatnonzero((c.kind == K["parenthesized_expression"]) & (c.field == F["left"]))
    found = [int(n) for n in bracketed if c.kind[c.parent[n]] == K["assignment_expression"]]
    inner = {node: c.children(node) for node in found}
    edits: dict[int, Sequence[Piece]] = {
        node: inside for node, inside in inner.items() if len(inside) == 1 and c.kind[inside[0]] in _TARGETS
    }
    if not edits:
        return None
    try:
        bare, step = rewritten(c, edits)
    except ParseStopped:
        return None
    return None if bare.has_error and not c.has_error else (bare, step.origin)
