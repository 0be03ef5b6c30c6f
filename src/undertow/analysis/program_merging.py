"""Functions that merge objects: `function extend(target) { for (…) target[k] = source[k]; return target; }`.

Nearly every library has one of its own, and compilers bring theirs (`__assign`, `_objectSpread2`, `__spreadValues`).
What they do is known from one statement: they copy properties under their own names into their first parameter. So
their calls need not be followed through loops over `arguments`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_defined import calls_of
from undertow.analysis.program_interop import last_of
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARROW,
    ASSIGN,
    BINARY,
    CALL,
    IDENT,
    INDEX,
    LEFT,
    OBJECT_LITERAL,
    RIGHT,
    SUBSCRIPT,
)
from undertow.analysis.program_tests import tests_around

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_COPIES = 2_000
_SOME = 2
NAMES = frozenset({"assign", "extend", "merge"})
"""What libraries call functions that copy properties into their first argument."""


def merging(p: Program) -> frozenset[int]:
    """Functions that copy the properties of their other arguments into the first, under the same names."""
    return frozenset({fn for fn, _ in _copies(p)} | set(_by_descriptors(p)) | set(_by_visiting(p)))


def overriding(p: Program) -> frozenset[int]:
    """Those of the merging functions that do so whatever the first has already, as `Object.assign` does."""
    found = {fn for fn, target in _copies(p) if not any(_asks(p, test, target) for test, _ in tests_around(p, target))}
    return frozenset(found | set(_by_descriptors(p)))


def _asks(p: Program, test: int, target: int) -> bool:
    """Does a test speak of the variable?"""
    return any(test <= ref < p.last[test] for ref in p.s.references(p.binding[target]).tolist())


def put_together(p: Program, node: int) -> list[int]:
    """Objects whose properties an object gets, the last one wins: of `Object.assign({}, a, b)`; else none."""
    if p.kind[node] != CALL:
        return []
    callee = p.callee(node)
    functions = p.functions(callee)
    if functions:
        return p.args(node) if all(fn in p.overriding for fn in functions) else []
    return p.args(node) if assigns(p, callee) else []


def assigns(p: Program, callee: int) -> bool:
    """Is it `Object.assign`?"""
    return p.key_text(callee) == "assign" and p.global_name(p.base(callee)) == "Object"


def mixed(p: Program) -> dict[int, list[int]]:
    """Function → classes whose methods it is given as a whole: `extend(instance, Client.prototype)`."""
    found: dict[int, list[int]] = {}
    for prototype in p.accesses("prototype"):
        call = p.parent[p.parent[prototype]] if p.kind[p.parent[prototype]] == ARGS else -1
        args = p.args(call) if call >= 0 and p.kind[call] == CALL else []
        if prototype not in args[1:] or not any(fn in p.merging for fn in p.functions(p.callee(call))):
            continue
        klass = p.class_of(p.base(prototype))
        for origin in p.origins(args[0]) if klass >= 0 else ():
            if p.is_function(origin):
                found.setdefault(origin, []).append(klass)
    return found


def filled(p: Program) -> dict[int, list[int]]:
    """Object literal → what is merged into it later: `Object.assign(settings, given)`; not what stands there itself."""
    found: dict[int, list[int]] = {}
    named = [access for name in sorted(NAMES) for access in p.accesses(name) if p.is_callee(access)]
    calls = [p.parent[access] for access in named[:_MAX_COPIES]]
    calls += [call for fn in sorted(p.merging) for call, _ in p.call_sites(fn)[:_MAX_COPIES]]
    for call in dict.fromkeys(calls):
        args = p.args(call)
        given = [arg for arg in args[1:] if p.kind[arg] != OBJECT_LITERAL]
        if not given or not (p.kind[args[0]] == IDENT or p.is_access(args[0])):
            continue
        for origin in p.origins(args[0]):
            if p.kind[origin] == OBJECT_LITERAL:
                found.setdefault(origin, []).extend(given)
    return found


def _by_visiting(p: Program) -> Iterator[int]:
    """`(a, b) => { each(b, (value, key) => { a[key] = value; }) }`, also with what is made of a value there."""
    stores = [(p.base(a), p.strip(p.child(a, INDEX)), p.child(p.parent[a], RIGHT)) for a in _stored_by_name(p)]
    for call in calls_of(p, "defineProperty"):
        args = p.written_args(call)
        values = p.members(args[2]).get(p.ids.get("value", -1), []) if len(args) > _SOME else []
        stores += [(args[0], args[1], value) for value in values]
    for target, key, value in stores:
        (fn, first), (visit, at) = _param(p, target), _param(p, key)
        if first != 0 or at != 1 or p.enclosing[visit] != fn or p.kind[p.parent[visit]] != ARGS:
            continue
        made = p.strip(value)
        given = p.written_args(made)[:1] if p.kind[made] == CALL else [made]
        visited = p.written_args(p.parent[p.parent[visit]])[:1]
        source = _param(p, visited[0]) if visited else (-1, -1)
        if [_param(p, node) for node in given] == [(visit, 0)] and source[0] == fn and source[1] > 0:
            yield fn


def _stored_by_name(p: Program) -> list[int]:
    return [a for a in p.stores_sym(ANY)[:_MAX_COPIES] if p.kind[a] == SUBSCRIPT]


def _param(p: Program, node: int) -> tuple[int, int]:
    """(function, index) of the parameter that an expression is; (-1, -1) for others."""
    node = p.strip(node)
    fn, at = p.parameter(node)
    return (fn, at) if at >= 0 else (-1, -1)


def merges(p: Program, call: int, functions: Sequence[int]) -> bool:
    """Does a call of these functions copy the properties of its other arguments into the first?

    Also where a library hides that behind helpers that run whatever they were given, as `_.assign(a, b)`: it is
    told by the name, and by that the function takes as many objects as there are.
    """
    if any(fn in p.merging for fn in functions):
        return True
    if not functions or p.key_text(p.callee(call)) not in NAMES or len(p.written_args(call)) < _SOME:
        return False
    return all(asks_for_all(p, fn) and _hides(p, fn) for fn in functions)


def _hides(p: Program, fn: int) -> bool:
    """Does it return only what functions return that it was given: `f.apply(this, args)`?"""
    results = [o for value in p.returns(fn) for o in p.origins(value)]
    return bool(results) and all(p.kind[o] == CALL and p.key_text(p.callee(o)) in ("call", "apply") for o in results)


def targets(p: Program) -> tuple[frozenset[int], frozenset[int]]:
    """Variables under whose names objects get what is copied into them, by merging functions and by their helpers.

    Who calls a merging function tells what is copied and into what; the function itself says it of all its callers.
    The second are those of `define` in `define(target, key, source[key])`, where that is what others call, too.
    """
    own, shared = set[int](), set[int]()
    for fn, target in _copies(p):
        own.add(p.binding[target])
        if p.kind[p.parent[target]] != ARGS:
            continue
        for helper in p.functions(p.callee(p.parent[p.parent[target]])):
            params = p.params(helper)
            if params and p.binding[params[0]] >= 0:
                alone = all(p.contains(fn, site) for site, _ in p.call_sites(helper))
                (own if alone else shared).add(p.binding[params[0]])
    return frozenset(own), frozenset(shared)


def _copies(p: Program) -> Iterator[tuple[int, int]]:
    """Merging functions, with the names of the targets where they copy."""
    for read in p.accesses_sym(ANY)[:_MAX_COPIES]:
        if p.kind[read] != SUBSCRIPT or p.is_written(read):
            continue
        target = _copied_to(p, read)
        source = p.strip(p.base(read))
        if target < 0 or p.kind[source] != IDENT or p.binding[source] < 0:
            continue
        fn = _whose_target(p, p.binding[target])
        if fn >= 0 and p.contains(fn, read) and p.binding[source] != p.binding[target] and _is_given(p, fn, source):
            yield fn, target


def _by_descriptors(p: Program) -> Iterator[int]:
    """`(a, b) => Object.defineProperties(a, Object.getOwnPropertyDescriptors(b))`, as esbuild writes `{...a, k: v}`."""
    described = set(calls_of(p, "getOwnPropertyDescriptors"))
    for call in calls_of(p, "defineProperties") if described else ():
        args = p.written_args(call)
        if len(args) != 2 or args[1] not in described:
            continue
        given = [args[0], *p.written_args(args[1])]
        places = [p.parameter(x) for x in given]
        if len(places) == 2 and places[0][0] == places[1][0] and [at for _, at in places] == [0, 1]:
            yield places[0][0]


def _copied_to(p: Program, read: int) -> int:
    """The variable that gets it under the same key, `t[k] = s[k]` or `define(t, k, s[k])`; -1 if there is none."""
    node = p.outermost(read)
    up = p.parent[node]
    key = p.strip(p.child(read, INDEX))
    target, name = -1, -1
    if p.kind[up] == ASSIGN and p.field[node] == RIGHT and p.kind[up + 1] == SUBSCRIPT:
        target, name = p.strip(p.base(up + 1)), p.strip(p.child(up + 1, INDEX))
    elif p.kind[up] == ARGS and p.kind[p.parent[up]] == CALL:
        args = p.written_args(p.parent[up])
        if len(args) > 2 and args[2] == node:
            target, name = args[0], args[1]
    if target < 0 or name < 0 or p.kind[target] != IDENT or p.binding[target] < 0:
        return -1
    same = p.kind[key] == IDENT == p.kind[name] and 0 <= p.binding[key] == p.binding[name]
    return target if same else -1


def _whose_target(p: Program, b: int) -> int:
    """The function whose first parameter (or `arguments[0]`) the variable is, and that returns it or nothing."""
    fn, index = p.param_index(b)
    if index < 0:
        fn = _of_arguments(p, b)
    elif index > 0:
        return -1
    if fn < 0:
        return -1
    returned = [last_of(p, value) for value in p.returns(fn)]
    if p.kind[fn] == ARROW and any(p.kind[v] != IDENT for v in returned):
        return -1
    return fn if all(p.kind[v] == IDENT and p.binding[v] == b for v in returned) else -1


def _of_arguments(p: Program, b: int) -> int:
    """The function of which the variable holds an argument, `target = arguments[0] || {}`; -1 for other variables."""
    for value in p.writes(b):
        first = p.strip(value)
        while p.kind[first] == BINARY:
            first = p.strip(p.child(first, LEFT))
        if p.is_access(first) and is_all_arguments(p, p.base(first)):
            return int(p.this_scope[first])
    return -1


def is_all_arguments(p: Program, node: int) -> bool:
    """Is it `arguments`?"""
    return p.kind[node] == IDENT and p.binding[node] < 0 and p.text(p.sym[node]) == "arguments"


def asks_for_all(p: Program, fn: int) -> bool:
    """Does the function itself speak of `arguments`?"""
    return any(p.this_scope[name] == fn for name in p.free("arguments"))


def _is_given(p: Program, fn: int, source: int) -> bool:
    """Does the object that is copied from come from the function's other arguments?"""
    of, index = p.param_index(p.binding[source])
    if of == fn and index > 0:
        return True
    rest = any(p.kind[x] == K["rest_pattern"] for x in p.params(fn))
    return p.contains(fn, int(p.s.b_node[p.binding[source]])) and (rest or asks_for_all(p, fn))
