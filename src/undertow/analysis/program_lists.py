"""Lists and tables that a script fills or takes apart: `list.push(x)`, `table[k] = x`, `Object.entries(table)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from undertow.analysis import program_collections, program_origins, program_owners
from undertow.analysis.columns import K
from undertow.analysis.program_merging import is_all_arguments
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARRAY,
    ASSIGN,
    BINARY,
    CALL,
    FOR_IN,
    IDENT,
    INDEX,
    LEFT,
    OBJECT_LITERAL,
    PARAM_KIND,
    RIGHT,
    SHORTHAND_PATTERN,
    STRING,
    SUBSCRIPT,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_PUT = 4_000
_DEPTH = 3


def looped_over(p: Program, name: int) -> int:
    """The expression whose elements a variable or pattern takes in `for (name of …)`, or -1.

    Minified code has no space in `for(let[k,v]of list)`.
    """
    loop = p.parent[name]
    if p.kind[loop] != FOR_IN or p.field[name] != LEFT:
        return -1
    right = p.child(loop, RIGHT)
    return right if re.search(rb"\bof\b", p.c.source[p.c.end[name] : p.c.start[right]]) else -1


def put(p: Program) -> dict[int, list[int]]:
    """Array → arguments of `x.push(…)`, object literal → values of `x[k] = value`, set or map → what is put into it."""
    found: dict[int, list[int]] = {}
    for access in [*p.accesses("push"), *p.accesses("unshift")][:_MAX_PUT]:
        if p.is_callee(access):
            for origin in p.origins(p.base(access)):
                found.setdefault(origin, []).extend(p.args(p.parent[access]))
    for access in p.stores_sym(ANY)[:_MAX_PUT]:
        if p.kind[access] == SUBSCRIPT and (value := p.child(p.parent[access], RIGHT)) >= 0:
            for origin in p.origins(p.base(access)):
                if p.kind[origin] == OBJECT_LITERAL:  # lists are filled by index in copies of map, and of everything
                    found.setdefault(origin, []).append(value)
    for origin, value in program_collections.put(p):
        found.setdefault(origin, []).append(value)
    return found


def rest(p: Program, node: int) -> list[int]:
    """What the variable holds that is `...rest` of a function: the further arguments of its calls."""
    fn, at = rest_place(p, node)
    if fn < 0:
        return []
    sites = p.call_sites(fn)
    return [x for call, shift in sites if len(sites) <= program_origins.MAX_CALLERS for x in p.args(call)[at + shift :]]


def rest_of(p: Program, node: int) -> int:
    """The binding of a variable that is `...rest` of a function, or -1."""
    return int(p.binding[p.strip(node)]) if rest_place(p, node)[0] >= 0 else -1


def rest_place(p: Program, node: int) -> tuple[int, int]:
    """(function, how many parameters come before) of a variable that is its `...rest`; (-1, 0) for others."""
    node = p.strip(node)
    if p.kind[node] != IDENT or (b := p.binding[node]) < 0 or p.s.b_kind[b] != PARAM_KIND:
        return -1, 0
    pattern, fn = p.parent[int(p.s.b_node[b])], int(p.s.b_scope[b])
    rest = p.kind[pattern] == K["rest_pattern"] and fn >= 0 and p.is_function(fn) and pattern in p.params(fn)
    return (fn, p.params(fn).index(pattern)) if rest else (-1, 0)


def copied_arguments(p: Program, b: int) -> tuple[int, int]:
    """(function, first argument) of a list that a loop copies its arguments to: `for (…) list[i - 1] = arguments[i]`.

    Compilers for older browsers write so what is `...list` in the source; (-1, 0) for other variables.
    """
    for name in p.s.references(b).tolist() if p.free("arguments") else ():
        store = p.parent[name]
        value = p.strip(p.child(p.parent[store], RIGHT)) if _is_store(p, store) and p.base(store) == name else -1
        if value < 0 or p.kind[value] != SUBSCRIPT or not is_all_arguments(p, p.base(value)):
            continue
        at, read = p.strip(p.child(store, INDEX)), p.strip(p.child(value, INDEX))
        before = 0
        if p.kind[at] == BINARY and p.operator(at) == "-" and p.c.text(p.child(at, RIGHT)).isdecimal():
            at, before = p.strip(p.child(at, LEFT)), int(p.c.text(p.child(at, RIGHT)))
        if p.kind[at] == IDENT == p.kind[read] and p.binding[at] == p.binding[read] >= 0:
            return int(p.this_scope[value]), before
    return -1, 0


def _is_store(p: Program, access: int) -> bool:
    return bool(p.kind[access] == SUBSCRIPT and p.field[access] == LEFT and p.kind[p.parent[access]] == ASSIGN)


def tables(p: Program, pattern: int) -> list[int]:
    """The objects t where a pattern takes each pair of `Object.entries(t)` apart in turn."""
    up = p.parent[pattern]
    if (listed := looped_over(p, pattern)) >= 0:
        return _entries(p, listed, _DEPTH)
    fn = p.parent[up] if p.kind[up] == K["formal_parameters"] else up
    if fn < 0 or not p.is_function(fn) or pattern not in (params := p.params(fn)):
        return []
    found: list[int] = []
    for call, at in p.callback_sites(fn)[: program_origins.MAX_CALLERS]:
        name, callee = p.method_name(call), p.callee(call)
        first = name in program_origins.VISITING and params.index(pattern) == 0
        if at == 0 and p.is_access(callee) and (first or (name == "reduce" and params.index(pattern) == 1)):
            found += _entries(p, p.base(callee), _DEPTH)
    return found


def _entries(p: Program, node: int, depth: int) -> list[int]:
    found: list[int] = []
    for origin in p.origins(node):
        if of_table(p, origin, "entries"):
            found.append(p.args(origin)[0])
        elif depth and p.kind[origin] == CALL and p.key_text(p.callee(origin)) in program_origins.SAME:
            found += _entries(p, p.base(p.callee(origin)), depth - 1)
    return found


def of_table(p: Program, call: int, name: str) -> bool:
    """Is it `Object.entries(t)`, `Object.values(t)`?"""
    callee = p.callee(call) if p.kind[call] == CALL else -1
    if callee < 0 or not p.is_access(callee) or p.key_text(callee) != name or len(p.args(call)) != 1:
        return False
    return p.global_name(p.base(callee)) == "Object"


def constant_names(p: Program, access: int) -> list[int]:
    """The names that k of `o[k]` takes one after the other, where they stand in the code; none if they do not."""
    names = p.origins(p.child(access, INDEX)) if p.kind[access] == SUBSCRIPT else ()
    return [p.sym[name] for name in names] if all(p.kind[name] == STRING for name in names) else []


def visited(p: Program, fn: int, given: int) -> list[int]:
    """What a function is given by a helper that hands it one name after the other: `each(["get", "post"], fn)`."""
    args = p.parent[fn]
    base = p.base(given) if p.kind[given] == SUBSCRIPT and p.key(given) == ANY and p.kind[args] == ARGS else -1
    helper, at = p.param_index(p.binding[base]) if base >= 0 and p.kind[base] == IDENT else (-1, -1)
    listed = p.written_args(p.parent[args])[at : at + 1] if at >= 0 else []
    if not listed or p.enclosing[given] != helper or helper not in p.functions(p.written_callee(p.parent[args])):
        return [given]
    names = program_origins.elements(p, listed[0])
    return names if names and all(p.kind[name] == STRING for name in names) else [given]


def stored_by_name(p: Program, owner: int, key: int) -> list[int]:
    """Functions that a loop over names stores in an object, or in the prototype of a class, also under this one."""
    found: list[int] = []
    for access, value in p.named_in_loops.get(key, ()):
        base = p.base(access)
        if program_owners.prototype_of(p, base) == owner or owner in p.origins(base):
            found.append(value)
    return found


def named_in_loops(p: Program) -> dict[int, list[tuple[int, int]]]:
    """Key → (access, function) of each `o[k] = function` where k takes one constant name after the other."""
    found: dict[int, list[tuple[int, int]]] = {}
    for access in p.stores_sym(ANY)[:_MAX_PUT]:
        value = p.child(p.parent[access], RIGHT)
        made = p.is_prototype(p.base(access)) and value >= 0 and p.kind[value] == CALL and p.functions(value)
        if value < 0 or not (p.is_function(value) or made):
            continue
        for key in constant_names(p, access):
            found.setdefault(key, []).append((access, value))
    return found


def found_by(p: Program, call: int) -> list[int] | None:
    """The elements that `list.find(x => x.key === "text")` may find in a list of tables; None if that is not known."""
    args = p.args(call)
    functions = p.functions(args[0]) if len(args) == 1 and p.method_name(call) in ("find", "filter") else []
    returned = p.returns(functions[0]) if len(functions) == 1 else []
    test = p.strip(returned[0]) if len(returned) == 1 else -1
    if test < 0 or p.kind[test] != BINARY or p.operator(test) not in ("===", "=="):
        return None
    left, right = p.strip(p.child(test, LEFT)), p.strip(p.child(test, RIGHT))
    left, right = (right, left) if p.string_sym(left) >= 0 else (left, right)
    wanted, key = p.string_sym(right), _key_of_row(p, functions[0], left)
    lists = p.origins(p.base(p.callee(call))) if wanted >= 0 and key >= 0 else ()
    if len(lists) != 1 or p.kind[lists[0]] != ARRAY or p.put.of(lists[0]):
        return None
    rows = p.children(lists[0])
    held = [p.members(row).get(key, []) if p.kind[row] == OBJECT_LITERAL else [] for row in rows]
    if any(len(values) != 1 or p.string_sym(values[0]) < 0 for values in held):
        return None
    return [row for row, values in zip(rows, held, strict=True) if p.string_sym(values[0]) == wanted]


def _key_of_row(p: Program, fn: int, node: int) -> int:
    """The key in `row => row.key`, `({key}) => key` and `({key: k}) => k`, for what the function compares; or -1."""
    first = p.params(fn)[0] if p.params(fn) else -1
    name = p.strip(p.base(node)) if p.is_access(node) else node
    if first < 0 or p.kind[name] != IDENT or (b := p.binding[name]) < 0:
        return -1
    if p.is_access(node):
        return p.key(node) if p.kind[first] == IDENT and p.binding[first] == b else -1
    taken = int(p.s.b_node[b])
    pair = p.parent[taken]
    if p.kind[pair] == K["pair_pattern"] and p.parent[pair] == first:
        return int(p.sym[pair + 1])
    return int(p.sym[taken]) if p.kind[taken] == SHORTHAND_PATTERN and pair == first else -1
