"""Which branch is taken, and which value returned, where tests are known: a region or mode chosen in the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.program_dead import leaves
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ARRAY,
    BINARY,
    BLOCK,
    CALL,
    CONDITION,
    CONSEQUENCE,
    IDENT,
    LEFT,
    NUMBER,
    RIGHT,
    STRING,
    UNARY,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues

_IF = K["if_statement"]
_CASE, _DEFAULT = K["switch_case"], K["switch_default"]
_TRUE_OR_NOT = (K["true"], K["false"], K["null"], K["undefined"])


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
        known = truth(values, test, depth)
        return -1 if known is None else p.child(node, CONSEQUENCE if known else ALTERNATIVE)
    listed, asked = [_known(values, one, depth) for one in sides[0]], _known(values, sides[1], depth)
    if asked is None or None in listed:
        return -1
    return p.child(node, CONSEQUENCE if (asked in listed) == same else ALTERNATIVE)


def truth(values: FlowValues, node: int, depth: int) -> bool | None:
    """Does a test hold that is a constant of the code, or an argument of the chosen call? None: not known."""
    p = values.p
    node = p.strip(node)
    if depth <= 0 or node < 0:
        return None
    if p.kind[node] == UNARY and p.prefix(node) == "!":
        inner = truth(values, p.children(node)[-1], depth - 1)
        return None if inner is None else not inner
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        given = values.argument(int(p.binding[node]))
        return truth(values, given if given >= 0 else values.definition(node), depth - 1)
    if p.kind[node] in _TRUE_OR_NOT:
        return bool(p.kind[node] == K["true"])
    if p.kind[node] in (STRING, NUMBER):
        return p.c.text(node).strip("'\"") not in ("", "0")
    if p.kind[node] == BINARY and (operator := p.operator(node)) in ("===", "==", "!==", "!="):
        sides = [_known(values, p.child(node, side), depth) for side in (LEFT, RIGHT)]
        return None if None in sides else (sides[0] == sides[1]) == (operator[0] == "=")
    return None


def is_sole_text(values: FlowValues, node: int, depth: int) -> bool:
    """Is it certainly a text that is not empty: a constant, or a property of a table that nothing else is stored in?"""
    p = values.p
    node = p.strip(node)
    if p.kind[node] == IDENT and values.definition(node) >= 0:
        node = p.strip(values.definition(node))
    if p.is_access(node):
        keys = values.keys(node, depth - 1)
        value = values.member(node, keys[0], depth - 1) if len(keys) == 1 else -1
        tables = p.origins(p.base(node))
        key = p.ids.get(keys[0], -1) if keys else -1
        sole = value >= 0 and len(tables) == 1 and p.property_of(tables[0], key) == [value]
        node = value if sole else -1
    return node >= 0 and p.kind[node] == STRING and bool(p.text(p.sym[node]))


def is_reached(values: FlowValues, returned: int, depth: int) -> bool:
    """May a function return that value where it is entered by the chosen call, as far as its tests are known?"""
    p = values.p
    child, up = returned, p.parent[returned]
    while up >= 0 and not p.is_function(child):
        if p.kind[up] == _IF and p.field[child] in (CONSEQUENCE, ALTERNATIVE):
            holds = truth(values, p.child(up, CONDITION), depth)
            if holds is not None and holds != (p.field[child] == CONSEQUENCE):
                return False
        elif p.kind[up] == BLOCK:
            for before in p.children(up):
                if before >= child:
                    break
                exits = p.kind[before] == _IF and leaves(p, p.child(before, CONSEQUENCE))
                if exits and truth(values, p.child(before, CONDITION), depth):
                    return False
        elif p.kind[up] in (_CASE, _DEFAULT) and not _is_case(values, up, depth):
            return False
        child, up = up, p.parent[up]
    return True


def _is_case(values: FlowValues, case: int, depth: int) -> bool:
    """May a switch come to the case?"""
    p = values.p
    body = p.parent[case]
    asked = _known(values, p.child(p.parent[body], VALUE), depth)
    if asked is None:
        return True
    cases = [x for x in p.children(body) if p.kind[x] == _CASE]
    texts = {x: _known(values, p.child(x, VALUE), depth) for x in cases}
    if None in texts.values() or asked not in texts.values():
        return p.kind[case] == _DEFAULT or None in texts.values()
    first = next(x for x in cases if texts[x] == asked)
    falls = [x for x in p.children(body) if first <= x <= case]
    return case >= first and not any(leaves(p, inner) for x in falls[:-1] for inner in p.children(x))


def _known(values: FlowValues, node: int, depth: int) -> str | None:
    """The only text that the expression may be, if that is certain."""
    if values.p.kind[values.p.strip(node)] in (NUMBER, K["null"], K["undefined"]):
        return None
    texts = values.strings(node, depth - 1)
    return texts[0] if len(texts) == 1 and HOLE not in texts[0] else None
