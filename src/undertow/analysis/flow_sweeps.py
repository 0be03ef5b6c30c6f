"""What statements and loops empty: `map.clear()`, `for (const k of ["pin"]) delete o[k]`, `while (q.length) …`."""

from __future__ import annotations

from undertow.analysis import flow_names
from undertow.analysis.columns import K, kind_mask
from undertow.analysis.flow_stores import constant_keys, same_name
from undertow.analysis.program import Program
from undertow.analysis.program_dead import EXITS
from undertow.analysis.program_names import is_deleted
from undertow.analysis.program_syntax import (
    ANY,
    ARRAY,
    ASSIGN,
    BINARY,
    BODY,
    CALL,
    CONDITION,
    CONSEQUENCE,
    IDENT,
    INDEX,
    LEFT,
    MEMBER,
    NUMBER,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    PAREN,
    RIGHT,
    STRING,
    SUBSCRIPT,
    UNARY,
    VALUE,
)  # fmt: skip

_EACH = K["for_in_statement"]
_WHILE = K["while_statement"]
_MAX_LITERAL = 60
_IF = K["if_statement"]
_PASSED = kind_mask(["expression_statement", "statement_block", "parenthesized_expression", "sequence_expression"])
_CONSTANTS = (STRING, NUMBER, *(K[kind] for kind in ("null", "undefined", "true", "false")))
_ASKING = frozenset({"hasOwnProperty", "hasOwn"})
_CLEARING = {"clear": 0, "splice": 1, "fill": 1}
"""Methods that leave nothing of a collection, with the number of their arguments."""


def emptied_at(p: Program, ref: int) -> int:
    """Where nothing is left of what it held: `list.length = 0`, `map.clear()`, `for (k in o) o[k] = ""`; or -1."""
    access = p.parent[ref]
    if not p.is_access(access) or p.field[ref] != OBJECT:
        return -1
    name, up = p.key_text(access), p.parent[access]
    if name == "length":
        zero = p.is_written(access) and p.c.text(p.child(up, RIGHT)) == "0"
        return up if zero else _drained(p, ref)
    if name not in _CLEARING or not p.is_callee(access) or p.functions(p.callee(up)):
        return _emptied_whole(p, ref)
    args = p.args(up)
    if name == "splice":
        rest = args[:1] if len(args) > 1 and p.c.text(args[1]) == f"{p.c.text(ref)}.length" else args
        return up if len(rest) == 1 and p.c.text(rest[0]) == "0" else -1
    if len(args) != _CLEARING[name] or (name == "fill" and p.kind[args[0]] not in (STRING, NUMBER)):
        return -1
    return up


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
    if keys or p.kind[p.parent[p.parent[p.outermost(node)]]] not in (_IF, K["statement_block"]):
        return (keys, loop) if keys else ([], -1)
    names = flow_names.at(p, name, access)  # `for (const k in o) if (HIDDEN.includes(k)) delete o[k]`
    loop = _loop(p, node, ref, name, whole=True, named=True) if names.only else -1
    return (sorted(names.only or ()), loop) if loop >= 0 and _names_all(p, loop, ref) else ([], -1)


def _emptied_whole(p: Program, ref: int) -> int:
    """The loop over all names of o that empties each of them, for a mention of o in it; -1 if it is none."""
    access = p.parent[ref]
    if p.kind[access] != SUBSCRIPT or p.field[ref] != OBJECT or p.key(access) != ANY:
        return -1
    name = p.strip(p.child(access, INDEX))
    node = _emptying(p, access)
    if node < 0 or p.kind[name] != IDENT or p.binding[name] < 0:
        return -1
    loop = _loop(p, node, ref, name, whole=True)
    return loop if loop >= 0 and _names_all(p, loop, ref) else -1


def _names_all(p: Program, loop: int, ref: int) -> bool:
    """Does it go over all names of the object: `for (k in o)`, `for (k of Object.keys(o))`, or `forEach` of these?"""
    if p.kind[loop] == _EACH:
        listed = p.strip(p.child(loop, RIGHT))
        if same_name(p, listed, ref):
            return p.looped_over(p.binding[p.child(loop, LEFT)]) < 0
    else:
        listed = p.strip(p.base(p.callee(loop)))
    args = p.args(listed) if p.kind[listed] == CALL and p.method_name(listed) == "keys" else []
    return len(args) == 1 and same_name(p, args[0], ref)


def _drained(p: Program, ref: int) -> int:
    """The loop `while (list.length) list.shift()` for the mention of the list in its condition, or -1."""
    child, up = ref, p.parent[ref]
    while up >= 0 and p.kind[up] != _WHILE:
        if p.kind[up] not in (MEMBER, PAREN) and not _is_positive(p, up):
            return -1
        child, up = up, p.parent[up]
    if up < 0 or p.field[child] != CONDITION or EXITS[p.c.kind[up : p.last[up]]].any():
        return -1
    body = p.child(up, BODY)
    taken = [r for r in p.s.references(p.binding[ref]).tolist() if p.contains(body, r)]
    takes = [p.key_text(p.parent[r]) in ("shift", "pop") and p.is_callee(p.parent[r]) for r in taken]
    return up if takes and all(takes) else -1


def _is_positive(p: Program, test: int) -> bool:
    """Is it `x > 0`?"""
    return p.kind[test] == BINARY and p.operator(test) == ">" and p.c.text(p.child(test, RIGHT)) == "0"


def is_constant(p: Program, value: int) -> bool:
    """Is it a literal in which nothing but constants stands?"""
    value = p.strip(value)
    if p.kind[value] in _CONSTANTS or (p.kind[value] == UNARY and p.prefix(value) == "void"):
        return True
    if p.kind[value] not in (OBJECT_LITERAL, ARRAY) or p.last[value] - value > _MAX_LITERAL:
        return False
    parts = p.children(value)
    if p.kind[value] == OBJECT_LITERAL:
        return all(p.kind[m] == PAIR and is_constant(p, p.child(m, VALUE)) for m in parts)
    return all(is_constant(p, item) for item in parts)


def _emptying(p: Program, access: int) -> int:
    """`o[k] = constant` or `delete o[k]`, or -1."""
    up = p.parent[access]
    if p.kind[up] == ASSIGN and p.field[access] == LEFT:
        return up if is_constant(p, p.child(up, RIGHT)) else -1
    return up if is_deleted(p, access) else -1


def _loop(p: Program, node: int, ref: int, name: int, *, whole: bool = False, named: bool = False) -> int:
    """The loop over the names, or the call of `forEach`, that comes to the node for each of them; -1 if it may not.

    `whole`: also `for (k in o)`. `named`: also under tests that let certain names pass, and all these.
    """
    fn, index = p.param_index(p.binding[name])
    child, up = node, p.parent[node]
    while up >= 0 and not p.is_function(up) and p.kind[up] != _EACH:
        if p.kind[up] == _IF and p.field[child] == CONSEQUENCE:
            test = p.child(up, CONDITION)
            if not (named and _passes(p, test, int(p.binding[name]))) and not _asks_for(p, test, ref, name):
                return -1
        elif not _PASSED[p.kind[up]]:
            return -1
        child, up = up, p.parent[up]
    if up < 0 or EXITS[p.c.kind[up + 1 : p.last[up]]].any():
        return -1
    if p.kind[up] == _EACH:
        loops = whole or p.looped_over(p.binding[name]) >= 0
        return up if p.field[child] == BODY and loops else -1
    call = p.parent[p.parent[up]]
    visits = up == fn and index == 0 and p.kind[call] == CALL and p.method_name(call) == "forEach"
    return call if visits and p.args(call)[:1] == [up] else -1


def _passes(p: Program, test: int, b: int) -> bool:
    """Does a test let certain names pass, whatever else holds?"""
    only = flow_names.holding(p, test, b, truth=True).only
    return only is not None and only <= flow_names.holding(p, test, b, truth=False).never


def _asks_for(p: Program, test: int, ref: int, name: int) -> bool:
    """Does the test only ask whether the property is there: `k in o`, `o[k]`, `o.hasOwnProperty(k)`?"""
    test = p.strip(test)
    if p.kind[test] == BINARY and p.operator(test) == "in":
        return same_name(p, p.child(test, LEFT), name) and same_name(p, p.child(test, RIGHT), ref)
    if p.kind[test] == SUBSCRIPT:
        return same_name(p, p.base(test), ref) and same_name(p, p.child(test, INDEX), name)
    return p.kind[test] == CALL and p.method_name(test) in _ASKING and same_name(p, p.args(test)[-1], name)
