"""Who reads elements of a list or table under an unknown key: `handlers[k]`, `queue.forEach(f)`, `for … of`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_syntax import ANY, ARRAY, IDENT, LEFT, OBJECT_LITERAL

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_READS = 2_000
_PICKING = ("find", "findLast", "pop", "shift", "at")


def readers(p: Program) -> dict[int, list[int]]:
    """Array or object literal → vertices that may be one of its elements: expressions, or variables (n + binding)."""
    found: dict[int, list[int]] = {}

    def add(base: int, vertex: int) -> None:
        for origin in p.origins(base):
            if p.kind[origin] in (ARRAY, OBJECT_LITERAL):
                known = found.setdefault(origin, [])
                if vertex not in known:
                    known.append(vertex)

    for access in (a for a in p.accesses_sym(ANY)[:_MAX_READS] if not p.is_written(a)):
        add(p.base(access), access)
    for method in (*sorted(VISITING), "reduce"):
        for access in p.accesses(method)[:_MAX_READS]:
            for vertex in _visitors(p, access):
                add(p.base(access), vertex)
    for method in _PICKING:
        for access in filter(p.is_callee, p.accesses(method)[:_MAX_READS]):
            add(p.base(access), p.parent[access])
    for loop in p.c.where("for_in_statement").tolist()[:_MAX_READS]:
        name = p.child(loop, LEFT)
        if p.kind[name] == IDENT and (b := p.binding[name]) >= 0 and (list_read := p.looped_over(b)) >= 0:
            add(list_read, p.n + b)
    return found


def _visitors(p: Program, access: int) -> list[int]:
    """Variables that take each element in `list.forEach(x => …)`."""
    args = p.args(p.parent[access]) if p.is_callee(access) else []
    at = 1 if p.key_text(access) == "reduce" else 0
    found: list[int] = []
    for fn in p.functions(args[0])[:2] if args else ():
        params = p.params(fn)
        if at < len(params) and p.kind[params[at]] == IDENT and p.binding[params[at]] >= 0:
            found.append(p.n + p.binding[params[at]])
    return found
