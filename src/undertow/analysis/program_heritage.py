"""Which constructor function extends which, as it was written before there were classes.

`Sub.prototype = Object.create(Base.prototype)`, `Sub.prototype = new Base`, and helpers that do it with two functions
that they are given, as compilers bring them: `inherit(Sub, Base)`. And what a mixin puts on a prototype,
`Mixin.call(C.prototype)`, all that `C` makes has as if `C` extended the mixin. Babel's classes run the constructor of
their parent by a helper, `help(this, Sub, [a, b])`, which finds the parent by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    CALL,
    DECLARATOR,
    IDENT,
    NEW,
    RETURN,
    RIGHT,
    SEQUENCE,
    SPREAD,
    THIS,
)

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_STORES = 400
_MAX_CALLS = 200
RUN_SHIFT = 2
"""How many arguments of `help(this, Sub, [a, b])` stand before those of the parent's constructor."""


def parents(p: Program) -> dict[int, int]:
    """Constructor function → the class or constructor that it extends."""
    found: dict[int, int] = {}
    for sub, base in _pairs(p):
        one, other = p.class_of(sub), p.class_of(base)
        if one >= 0 <= other and one != other and p.is_function(one):
            found.setdefault(one, other)
    return found


def _pairs(p: Program) -> Iterator[tuple[int, int]]:
    """(expression of what extends, expression of what it extends)."""
    for store in p.stores_sym(p.ids.get("prototype", -1))[:_MAX_STORES]:
        sub, base = p.base(store), _extended(p, p.child(p.parent[store], RIGHT))
        (fn, at), (same, then) = _parameter(p, sub), _parameter(p, base)
        if base >= 0 and at < 0 and then < 0:
            yield sub, base
        elif fn == same and at == 0 and then > 0:
            for call, shift in p.call_sites(fn)[:_MAX_CALLS]:
                args = p.args(call)
                if len(args) > then + shift:
                    yield args[shift], args[then + shift]
    yield from _mixed_in(p)


def _mixed_in(p: Program) -> Iterator[tuple[int, int]]:
    for access in p.accesses("call")[:_MAX_CALLS]:
        args = p.written_args(p.parent[access]) if p.is_callee(access) else []
        if len(args) == 1 and p.is_prototype(args[0]):
            yield p.base(p.strip(args[0])), p.base(access)


def _extended(p: Program, value: int) -> int:
    """B in what becomes a prototype: `Object.create(B.prototype)`, `new B`; -1 if there is none."""
    for access in p.accesses("prototype"):
        if p.contains(value, access) and not p.is_written(access):
            return p.base(access)
    made = p.strip(value)
    return p.written_callee(made) if p.kind[made] == NEW else -1


def _parameter(p: Program, node: int) -> tuple[int, int]:
    if node < 0 or p.kind[node] != IDENT or p.binding[node] < 0:
        return -1, -1
    return p.param_index(p.binding[node])


def spread_run(p: Program, call: int, args: list[int]) -> list[int]:
    """The arguments of a call, with those that `help(this, Sub, [a, b])` gives a parent's constructor one by one."""
    if not is_run(p, call):
        return args
    given = p.strip(args[RUN_SHIFT]) if len(args) > RUN_SHIFT else -1
    listed = p.children(given) if given >= 0 and p.kind[given] == ARRAY else []
    return args[:RUN_SHIFT] + ([] if any(p.kind[item] == SPREAD for item in listed) else listed)


def is_run(p: Program, call: int) -> bool:
    """Is it `help(this, Sub, [a, b])`, which runs the constructor of what Sub extends, and gives the object?"""
    args = p.written_args(call) if p.kind[call] == CALL else []
    if not RUN_SHIFT <= len(args) <= RUN_SHIFT + 1 or p.kind[args[0]] != THIS or p.kind[args[1]] != IDENT:
        return False
    node, up = call, p.parent[call]
    while p.kind[up] == SEQUENCE and p.last[node] == p.last[up]:
        node, up = up, p.parent[up]
    return p.kind[up] in (RETURN, ASSIGN, DECLARATOR) and extended(p, args[1]) >= 0


def extended(p: Program, sub: int) -> int:
    """Base in `inherit(Sub, Base)`, a call with two names; -1 if there is none."""
    b = int(p.binding[sub])
    for ref in p.s.references(b)[:_MAX_STORES].tolist() if b >= 0 else ():
        args = p.written_args(p.parent[p.parent[ref]]) if p.kind[p.parent[ref]] == ARGS else []
        if len(args) == 2 and args[0] == ref and p.kind[args[1]] == IDENT and p.binding[args[1]] >= 0:
            return args[1]
    return -1


def runs(p: Program, base: int) -> list[int]:
    """Calls `help(this, Sub, [a, b])` in the constructor of Sub, for the Base in `inherit(Sub, Base)`."""
    args = p.written_args(p.parent[p.parent[base]])
    if len(args) != 2 or args[1] != base or p.kind[args[0]] != IDENT or p.binding[args[0]] < 0:
        return []
    refs = p.s.references(int(p.binding[args[0]]))[:_MAX_STORES].tolist()
    calls = [p.parent[p.parent[ref]] for ref in refs if p.kind[p.parent[ref]] == ARGS]
    return [c for c in calls if p.kind[c] == CALL and p.written_args(c)[1:2] and is_run(p, c)]
