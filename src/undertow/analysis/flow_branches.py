"""Which branch of `a === b ? x : y` is taken where both sides are known texts: a region or mode chosen in the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ARRAY,
    BINARY,
    CALL,
    CONDITION,
    CONSEQUENCE,
    LEFT,
    NUMBER,
    RIGHT,
)

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues


def taken(values: FlowValues, node: int, depth: int) -> int:
    """The branch of `a === b ? x : y` or `[a, b].includes(c) ? x : y` that is taken for known texts, or -1."""
    p = values.p
    test = p.strip(p.child(node, CONDITION))
    same = True
    if p.kind[test] == BINARY and (operator := p.operator(test)) in ("===", "==", "!==", "!="):
        sides = [p.child(test, LEFT)], p.child(test, RIGHT)
        same = operator[0] == "="
    elif p.kind[test] == CALL and p.method_name(test) == "includes" and len(p.args(test)) == 1:
        array = p.strip(p.base(p.callee(test))) if p.is_access(p.callee(test)) else -1
        if array < 0 or p.kind[array] != ARRAY:
            return -1
        sides = p.children(array), p.args(test)[0]
    else:
        return -1
    listed, asked = [_known(values, one, depth) for one in sides[0]], _known(values, sides[1], depth)
    if asked is None or None in listed:
        return -1
    return p.child(node, CONSEQUENCE if (asked in listed) == same else ALTERNATIVE)


def _known(values: FlowValues, node: int, depth: int) -> str | None:
    """The only text that the expression may be, if that is certain."""
    if values.p.kind[values.p.strip(node)] in (NUMBER, K["null"], K["undefined"]):
        return None
    texts = values.strings(node, depth - 1)
    return texts[0] if len(texts) == 1 and HOLE not in texts[0] else None
