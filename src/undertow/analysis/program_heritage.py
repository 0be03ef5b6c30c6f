"""Which constructor function extends which, as it was written before there were classes.

`Sub.prototype = Object.create(Base.prototype)`, `Sub.prototype = new Base`, and helpers that do it with two functions
that they are given, as compilers bring them: `inherit(Sub, Base)`. And what a mixin puts on a prototype,
`Mixin.call(C.prototype)`, all that `C` makes has as if `C` extended the mixin.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import IDENT, NEW, RIGHT

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_STORES = 400
_MAX_CALLS = 200


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
