"""What is put into a local object only after it was read: `const copy = {...state}; state.name = typed`.

Only a read that takes what it needs at once counts (a copy, a text, one property), of an object that a literal of the
same function makes and that has no other name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis import catalog
from undertow.analysis.columns import K
from undertow.analysis.program import Program
from undertow.analysis.program_merging import put_together
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    AUGMENTED,
    BINARY,
    CALL,
    DECLARATOR,
    FOR_IN,
    LEFT,
    NAME,
    NEW,
    OBJECT,
    OBJECT_LITERAL,
    RIGHT,
    SPREAD,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.flow_order import Order

_MAX_REFERENCES = 80
_TAKING_METHODS = catalog.SAME_ELEMENTS | catalog.STRING_METHODS | {
    "get", "getAll", "entries", "map", "keys", "values", "join", "filter",
}  # fmt: skip
_TAKING_CALLS = frozenset({
    "JSON.stringify", "structuredClone", "Object.entries", "Object.values", "Object.keys",
    "Object.fromEntries", "Array.from", "String",
})  # fmt: skip
_FRESH = (OBJECT_LITERAL, ARRAY, NEW)


def changes_after(order: Order, read: int) -> frozenset[int]:
    """Mentions of the variable that change its object, all of them certainly after the read."""
    p, b = order.p, int(order.p.binding[read])
    declared = int(p.s.b_node[b])
    references = p.s.references(b)
    if (
        not 0 < len(references) <= _MAX_REFERENCES
        or references[-1] <= read
        or p.enclosing[declared] != p.enclosing[read]
    ):
        return frozenset()
    found = [r for r in references[references > read].tolist() if _changes(p, r) and _runs_after(order, r, read)]
    if not found or not takes_now(p, read) or not has_one_name(p, b):
        return frozenset()
    return frozenset(found)


def _changes(p: Program, ref: int) -> bool:
    """`o.key = …`, `o.push(…)`."""
    access = p.parent[ref]
    if not p.is_access(access) or p.field[ref] != OBJECT:
        return False
    stored = p.field[access] == LEFT and p.kind[p.parent[access]] in (ASSIGN, AUGMENTED)
    return bool(stored) or p.is_callee(access)


def _runs_after(order: Order, ref: int, read: int) -> bool:
    p = order.p
    if p.enclosing[ref] != p.enclosing[read]:
        return False
    loop = order.loop(read)
    return loop < 0 or not p.contains(loop, ref)


def takes_now(p: Program, read: int) -> bool:
    """Is nothing of the object itself handed on, but what is in it now?"""
    node = p.outermost(read)
    up = p.parent[node]
    if p.is_access(up) and p.field[node] == OBJECT:
        return p.key_text(up) in _TAKING_METHODS if p.is_callee(up) else not p.is_written(up)
    if p.kind[up] in (SPREAD, BINARY, K["template_substitution"]):
        return True
    if p.kind[up] == FOR_IN and p.field[node] == RIGHT:
        return True  # one by one; what the loop itself adds is seen by it
    if p.kind[up] == DECLARATOR and p.field[node] == VALUE:
        return bool(p.kind[up + 1] == K["object_pattern"])
    if p.kind[up] != ARGS or p.kind[p.parent[up]] not in (CALL, NEW):
        return False
    call = p.parent[up]
    if p.kind[call] == NEW:
        return p.global_name(p.callee(call)) in catalog.WRAPPERS | catalog.CONTAINERS
    if merged := put_together(p, call):
        return merged[0] != node
    return _full_name(p, p.callee(call)) in _TAKING_CALLS


def _full_name(p: Program, callee: int) -> str:
    return f"{p.global_name(p.base(callee))}.{p.key_text(callee)}" if p.is_access(callee) else p.global_name(callee)


def has_one_name(p: Program, b: int) -> bool:
    """Is the variable made of literals, and handed on nowhere but where it is read at once?"""
    declared = int(p.s.b_node[b])
    if p.kind[p.parent[declared]] != DECLARATOR or p.field[declared] != NAME:
        return False
    values = [p.strip(value) for value in p.writes(b)]
    if not values or any(p.kind[value] not in _FRESH for value in values):
        return False
    mentions = [r for r in p.s.references(b).tolist() if r != declared and not p.s.write[r]]
    return all(takes_now(p, r) or _changes(p, r) for r in mentions)
