"""What is left of a list: after `push`, `pop`, `shift` and `unshift` in a row of statements, and by `slice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.flow_later import has_one_name
from undertow.analysis.flow_paths import ELEMENT, Path, ask, within
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ARRAY, DECLARATOR, FIRST_INDEX, NAME, OBJECT, SPREAD, VALUE

if TYPE_CHECKING:
    from undertow.analysis.flow_order import Order

_MAX_REFERENCES = 30
_ENDS = 2
_TAKING = frozenset({"pop", "shift"})
_ADDING = frozenset({"push", "unshift"})
_READING = frozenset({"join", "slice", "includes", "indexOf", "at", "keys", "length"})


def elements_left(order: Order, read: int) -> list[int] | None:
    """Expressions of the elements of a list literal at a read of its variable, where some were taken out before.

    None unless all that was done to the list is known, and done once, before the read.
    """
    p, b = order.p, int(order.p.binding[read])
    declared = int(p.s.b_node[b])
    references = p.s.references(b)
    up = p.parent[declared]
    if not 1 < len(references) <= _MAX_REFERENCES or p.kind[up] != DECLARATOR or p.field[declared] != NAME:
        return None
    literal = p.strip(p.child(up, VALUE)) if p.child(up, VALUE) >= 0 else -1
    if literal < 0 or p.kind[literal] != ARRAY or any(p.kind[item] == SPREAD for item in p.children(literal)):
        return None
    mentions = [ref for ref in references.tolist() if ref != declared]
    names = [p.key_text(p.parent[ref]) if p.field[ref] == OBJECT else "" for ref in mentions]
    elsewhere = any(p.enclosing[ref] != p.enclosing[read] for ref in mentions)
    if not _TAKING.intersection(names) or elsewhere or order.loop(read) >= 0 or not order.precedes(up, read):
        return None
    if not has_one_name(p, b):
        return None
    left = p.children(literal)
    for ref, name in zip(mentions, names, strict=True):
        if ref >= read:
            break
        if name in _READING:
            continue
        access = p.parent[ref]
        call = p.parent[access] if name in _TAKING | _ADDING and p.is_callee(access) else -1
        if call < 0 or not order.precedes(call, read):
            return None
        args = p.args(call)
        if any(p.kind[argument] == SPREAD for argument in args):
            return None
        if name in _ADDING:
            left = [*left, *args] if name == "push" else [*args, *left]
        else:
            left = left[:-1] if name == "pop" else left[1:]
    return left


def sliced(p: Program, listed: int, args: list[int], path: Path) -> list[Path] | None:
    """The demands on a list literal of which `slice(0, 2)` is asked for `path`; None if that is not all known."""
    ends = [p.c.text(a) for a in args]
    known = len(ends) == _ENDS and all(end.isdecimal() and len(end) == 1 for end in ends)
    if not known or not any(p.kind[o] == ARRAY for o in p.origins(listed)):
        return None
    first, last = map(int, ends)
    asked = [(at, within(path or (ELEMENT,), FIRST_INDEX - (at - first))) for at in range(first, last)]
    return [ask(FIRST_INDEX - at, inner) for at, inner in asked if inner is not None]
