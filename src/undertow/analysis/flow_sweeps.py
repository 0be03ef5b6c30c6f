"""Properties that a loop over constant names empties: `for (const k of ["pin", "card"]) delete o[k]`."""

from __future__ import annotations

from undertow.analysis.columns import K, kind_mask
from undertow.analysis.flow_stores import constant_keys, same_name
from undertow.analysis.program import Program
from undertow.analysis.program_dead import EXITS
from undertow.analysis.program_syntax import (
    ANY,
    ASSIGN,
    BINARY,
    BODY,
    CALL,
    CONDITION,
    CONSEQUENCE,
    IDENT,
    INDEX,
    LEFT,
    NUMBER,
    OBJECT,
    RIGHT,
    STRING,
    SUBSCRIPT,
    UNARY,
)  # fmt: skip

_EACH = K["for_in_statement"]
_IF = K["if_statement"]
_PASSED = kind_mask(["expression_statement", "statement_block", "parenthesized_expression", "sequence_expression"])
_CONSTANTS = (STRING, NUMBER, *(K[kind] for kind in ("null", "undefined", "true", "false")))
_ASKING = frozenset({"hasOwnProperty", "hasOwn"})


def swept(p: Program, ref: int) -> tuple[list[int], int]:
    """(keys, loop) for a mention of o in a loop that empties each of these properties of o; no keys if it is none."""
    access = p.parent[ref]
    if p.kind[access] != SUBSCRIPT or p.field[ref] != OBJECT or p.key(access) != ANY:
        return [], -1
    name = p.strip(p.child(access, INDEX))
    node = _emptying(p, access)
    if node < 0 or p.kind[name] != IDENT or p.binding[name] < 0:
        return [], -1
    loop = _loop(p, node, ref, name)
    keys = constant_keys(p, access) if loop >= 0 else []
    return (keys, loop) if keys else ([], -1)


def _emptying(p: Program, access: int) -> int:
    """`o[k] = constant` or `delete o[k]`, or -1."""
    up = p.parent[access]
    if p.kind[up] == ASSIGN and p.field[access] == LEFT:
        return up if p.kind[p.strip(p.child(up, RIGHT))] in _CONSTANTS else -1
    return up if p.kind[up] == UNARY and p.prefix(up).startswith("delete") else -1


def _loop(p: Program, node: int, ref: int, name: int) -> int:
    """The loop over the names, or the call of `forEach`, that comes to the node for each of them; -1 if it may not."""
    fn, index = p.param_index(p.binding[name])
    child, up = node, p.parent[node]
    while up >= 0 and not p.is_function(up) and p.kind[up] != _EACH:
        if p.kind[up] == _IF and p.field[child] == CONSEQUENCE:
            if not _asks_for(p, p.child(up, CONDITION), ref, name):
                return -1
        elif not _PASSED[p.kind[up]]:
            return -1
        child, up = up, p.parent[up]
    if up < 0 or EXITS[p.c.kind[up + 1 : p.last[up]]].any():
        return -1
    if p.kind[up] == _EACH:
        return up if p.field[child] == BODY and p.looped_over(p.binding[name]) >= 0 else -1
    call = p.parent[p.parent[up]]
    visits = up == fn and index == 0 and p.kind[call] == CALL and p.method_name(call) == "forEach"
    return call if visits and p.args(call)[:1] == [up] else -1


def _asks_for(p: Program, test: int, ref: int, name: int) -> bool:
    """Does the test only ask whether the property is there: `k in o`, `o[k]`, `o.hasOwnProperty(k)`?"""
    test = p.strip(test)
    if p.kind[test] == BINARY and p.operator(test) == "in":
        return same_name(p, p.child(test, LEFT), name) and same_name(p, p.child(test, RIGHT), ref)
    if p.kind[test] == SUBSCRIPT:
        return same_name(p, p.base(test), ref) and same_name(p, p.child(test, INDEX), name)
    return p.kind[test] == CALL and p.method_name(test) in _ASKING and same_name(p, p.args(test)[-1], name)
