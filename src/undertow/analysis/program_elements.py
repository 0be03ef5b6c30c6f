"""Who reads what a list or table holds, other than by `table.key`: `handlers[k]`, `for … of`, `const {key} = table`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import program_collections, program_lists
from undertow.analysis.columns import K
from undertow.analysis.program_collections import MAPS
from undertow.analysis.program_origins import PICKING, SAME, VISITING
from undertow.analysis.program_syntax import (
    ANY,
    ARRAY,
    CALL,
    DECLARATOR,
    FIRST_INDEX,
    FOR_IN,
    IDENT,
    LEFT,
    NEW,
    OBJECT_LITERAL,
    SHORTHAND_PATTERN,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_READS = 2_000
_WITH_ALIAS = 2


def readers(p: Program) -> dict[int, list[int]]:
    """Array or object literal → vertices that may be one of its elements: expressions, or variables (n + binding).

    Also n + binding of `...rest` of a function → the same of that.
    """
    found: dict[int, dict[int, None]] = {}
    spread = _spread(p)

    def add(base: int, vertex: int, depth: int = 2) -> None:
        if (further := program_lists.rest_of(p, base)) >= 0:
            found.setdefault(p.n + further, {})[vertex] = None
        for origin in p.origins(base):
            kind = p.kind[origin]
            copied = spread.get(origin, ()) if kind == ARRAY else _copied(p, origin) if depth and kind == CALL else ()
            for inner in copied if depth else ():
                add(inner, vertex, depth - 1)
            made = kind in (CALL, NEW) and (_is_new_list(p, origin) or program_collections.kind_of(p, origin))
            if made or kind in (ARRAY, OBJECT_LITERAL):
                found.setdefault(origin, {})[vertex] = None

    for base, vertex in _taken(p):
        add(base, vertex)
    for base, vertex in _first_of_rest(p):
        add(base, vertex, 1)
    for vertex, table in _pairs(p):
        add(table, vertex)
    return {table: list(vertices) for table, vertices in found.items()}


def _taken(p: Program) -> Iterator[tuple[int, int]]:
    """(list or table, vertex that may be one of its elements)"""
    for access in (a for a in p.accesses_sym(ANY)[:_MAX_READS] if not p.is_written(a)):
        yield p.base(access), access
    for method in (*sorted(VISITING), "reduce", "reduceRight"):
        for access in p.accesses(method)[:_MAX_READS]:
            for vertex in _visitors(p, access):
                yield p.base(access), vertex
    for method in (*PICKING, *(("get",) if any(p.ids.get(name, -1) >= 0 for name in MAPS) else ())):
        for access in filter(p.is_callee, p.accesses(method)[:_MAX_READS]):
            yield p.base(access), p.parent[access]
    yield from p.loops.all()
    for loop in p.c.where("for_in_statement").tolist()[:_MAX_READS]:
        name = p.child(loop, LEFT)
        if p.kind[name] == IDENT and (b := p.binding[name]) >= 0 and (list_read := p.looped_over(b)) >= 0:
            yield list_read, p.n + b


def _first_of_rest(p: Program) -> Iterator[tuple[int, int]]:
    """(list, call of its first element) for what a chain of steps calls next: `steps[0](…, steps.slice(1))`."""
    for access in filter(p.is_callee, p.accesses_sym(FIRST_INDEX)[:_MAX_READS]):
        for origin in p.origins(p.base(access)):
            if p.kind[origin] == CALL and p.key_text(p.callee(origin)) == "slice":
                yield p.base(p.callee(origin)), access


def _pairs(p: Program) -> Iterator[tuple[int, int]]:
    """(variable v, table) for each pattern that takes the pairs [k, v] of `Object.entries(table)` apart."""
    for pattern in p.c.where("array_pattern").tolist()[:_MAX_READS]:
        names = p.children(pattern)
        if len(names) > 1 and p.kind[names[1]] == IDENT and (b := p.binding[names[1]]) >= 0:
            yield from ((p.n + b, table) for table in program_lists.tables(p, pattern))


def _spread(p: Program) -> dict[int, list[int]]:
    """Array literal → what it takes the elements of: `[...x]`."""
    found: dict[int, list[int]] = {}
    for item in p.c.where("spread_element").tolist():
        if p.kind[p.parent[item]] == ARRAY:
            found.setdefault(p.parent[item], []).append(item + 1)
    return found


def _copied(p: Program, origin: int) -> list[int]:
    """Lists whose elements a call takes over: `Array.from(x)`, `set.values()`, `x.slice()`."""
    if not p.is_access(p.callee(origin)):
        return []
    method, args = p.key_text(p.callee(origin)), p.args(origin)
    if method in SAME or (method == "values" and not args):
        return [p.base(p.callee(origin))]
    return args[:1] if method == "from" and p.global_name(p.base(p.callee(origin))) == "Array" else []


def _is_new_list(p: Program, origin: int) -> bool:
    """Is it `Array(n)` or `new Array(n)`?"""
    return p.kind[origin] in (CALL, NEW) and p.global_name(p.callee(origin)) == "Array"


def _visitors(p: Program, access: int) -> list[int]:
    """Variables that take each element in `list.forEach(x => …)`."""
    args = p.args(p.parent[access]) if p.is_callee(access) else []
    at = 1 if p.key_text(access) in ("reduce", "reduceRight") else 0
    found: list[int] = []
    for fn in p.functions(args[0])[:2] if args else ():
        params = p.params(fn)
        if at < len(params) and p.kind[params[at]] == IDENT and p.binding[params[at]] >= 0:
            found.append(p.n + p.binding[params[at]])
    return found


def destructured(p: Program) -> dict[int, list[tuple[int, int]]]:
    """Key → (vertex of the variable, expression) for each `const {key: variable} = expression`, one level deep.

    Of a parameter and in `for (const {key} of list)` the expression is the pattern itself. In `const [a, b] = list` the
    keys are the places.
    """
    found = _by_place(p)
    for pattern in p.c.where("object_pattern").tolist():
        up = p.parent[pattern]
        parameter = p.kind[up] == K["formal_parameters"] or p.is_function(up)
        looped = p.kind[up] == FOR_IN and p.field[pattern] == LEFT
        value = pattern if parameter or looped else p.child(up, VALUE) if p.kind[up] == DECLARATOR else -1
        if value < 0:
            continue
        for child in p.children(pattern):
            pair = p.kind[child] == K["pair_pattern"]
            name = p.child(child, VALUE) if pair else child
            if p.kind[name] in (K["object_assignment_pattern"], K["assignment_pattern"]):
                name += 1
            key = p.sym[child + 1] if pair else p.sym[name]
            if p.kind[name] in (IDENT, SHORTHAND_PATTERN) and p.binding[name] >= 0 and key >= 0:
                found.setdefault(key, []).append((p.n + p.binding[name], value))
    return found


def _by_place(p: Program) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for pattern in p.c.where("array_pattern").tolist():
        value = p.child(p.parent[pattern], VALUE) if p.kind[p.parent[pattern]] == DECLARATOR else -1
        for name in p.children(pattern) if value >= 0 else ():
            if p.kind[name] == IDENT and p.binding[name] >= 0:
                found.setdefault(FIRST_INDEX - p.place(pattern, name), []).append((p.n + p.binding[name], value))
    return found


def spreads(p: Program) -> dict[int, list[int]]:
    """Object literal → object literals `{...it}` that it may be spread into."""
    found: dict[int, list[int]] = {}
    for node in p.c.where("spread_element").tolist()[:_MAX_READS]:
        if p.kind[p.parent[node]] == OBJECT_LITERAL:
            for origin in p.origins(node + 1):
                if p.kind[origin] == OBJECT_LITERAL:
                    found.setdefault(origin, []).append(p.parent[node])
    for access in p.accesses("assign")[:_MAX_READS]:
        given = p.args(p.parent[access]) if p.is_callee(access) else []
        whole = [a for a in given if p.kind[a] == OBJECT_LITERAL]
        for origin in [o for a in given if p.kind[a] != OBJECT_LITERAL for o in p.origins(a)] if whole else ():
            if p.kind[origin] == OBJECT_LITERAL:
                found.setdefault(origin, []).extend(whole)
    return found


def called_names(p: Program) -> dict[int, list[int]]:
    """Symbol → calls of a variable of that name."""
    found: dict[int, list[int]] = {}
    for node in p.c.where("identifier").tolist():
        if p.is_callee(node):
            found.setdefault(int(p.sym[node]), []).append(p.parent[node])
    return found


def aliases(p: Program) -> dict[int, str]:
    """Binding → the name that what it holds has elsewhere: `import {h as e}`, `const {h: e} = Vue`."""
    found: dict[int, str] = {}
    for node in p.c.where("import_specifier").tolist():
        names = p.children(node)
        if len(names) == _WITH_ALIAS and p.binding[names[1]] >= 0:
            found[int(p.binding[names[1]])] = p.text(p.sym[names[0]])
    for node in p.c.where("pair_pattern").tolist():
        name, declared = p.child(node, VALUE), p.parent[p.parent[node]]
        value = p.child(declared, VALUE) if p.kind[declared] == DECLARATOR else -1
        foreign = value >= 0 and p.kind[value] == IDENT and p.binding[value] < 0
        if foreign and p.kind[name] == IDENT and p.binding[name] >= 0 and p.sym[node + 1] >= 0:
            found[int(p.binding[name])] = p.text(p.sym[node + 1])
    return found
