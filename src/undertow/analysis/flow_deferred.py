"""What a callback sees that runs only later: `setTimeout(() => send(text)); text = ""` sends nothing.

A timer, a frame or the next step of a promise comes after all statements of the function that the callback stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program import Program
from undertow.analysis.program_names import declared_name
from undertow.analysis.program_syntax import ARGS, CALL, DECLARATOR, NAME

if TYPE_CHECKING:
    from undertow.analysis.flow_order import Order

_TIMERS = frozenset({
    "setTimeout", "setInterval", "setImmediate", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask",
})  # fmt: skip
_SETTLING = frozenset({"then", "catch", "finally"})
_MAX_MENTIONS = 8


def values(order: Order, listed: Sequence[tuple[int, int]], read: int, level: int) -> list[int] | None:
    """What a variable of the function `level` may hold in a callback that runs after it; None if nothing is certain.

    Args:
        order: questions about the order of statements.
        listed: (assignment, value) of all its assignments.
        read: where it is read.
        level: the function that declares it.
    """
    if not is_after(order.p, read, level):
        return None
    last = max((node for node, _ in listed if order.runs.is_certain(node, level)), default=-1)
    if last < 0 or order.p.kind[last] == DECLARATOR:
        return None
    return [v for node, v in listed if node >= last or order.is_elsewhere(node, level)]


def is_after(p: Program, read: int, level: int) -> bool:
    """Does a place run only after all statements of a function around it?"""
    fn = p.enclosing[read]
    while fn > level and p.is_function(fn):
        if _is_deferred(p, fn):
            return not _waits(p, level)
        fn = p.enclosing[fn]
    return False


def _is_deferred(p: Program, fn: int) -> bool:
    """Is the function only handed to what runs it later?"""
    named = p.child(fn, NAME) if p.kind[fn] == K["function_declaration"] else declared_name(p, fn)
    if named < 0:
        return _is_handed_to_later(p, fn)
    mentions = [ref for ref in p.s.references(int(p.binding[named])).tolist() if ref != named]
    return 0 < len(mentions) <= _MAX_MENTIONS and all(_is_handed_to_later(p, ref) for ref in mentions)


def _is_handed_to_later(p: Program, node: int) -> bool:
    """Is it the callback in `setTimeout(f, 100)` or `promise.then(f)`?"""
    call = p.parent[p.parent[node]] if p.kind[p.parent[node]] == ARGS else -1
    if call < 0 or p.kind[call] != CALL:
        return False
    callee = p.callee(call)
    if p.global_name(callee) in _TIMERS:
        return p.args(call)[0] == node
    return p.key_text(callee) in _SETTLING and not p.functions(callee)


def _waits(p: Program, level: int) -> bool:
    """May others run before a function comes to its end: at an `await` or `yield`?"""
    return any(p.enclosing[n] == level for n in p.c.where("await_expression", "yield_expression").tolist())


def emptied(order: Order, references: Sequence[int], read: int, level: int) -> dict[int, int]:
    """Key → node of the last statement of the function `level` that certainly empties it before a callback reads it."""
    if not is_after(order.p, read, level):
        return {}
    found = (order.emptying(ref) for ref in references if order.p.enclosing[ref] == level)
    return {key: node for key, node in found if key >= 0 and order.runs.is_certain(node, level)}
