"""Origins: which literals, functions, classes, `new` expressions and calls an expression's value may come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from undertow.analysis import (
    catalog,
    program_collections,
    program_contexts,
    program_frameworks,
    program_interop,
    program_lists,
    program_merging,
    program_promises,
)
from undertow.analysis.columns import K, kind_mask
from undertow.analysis.program_members import class_member, member_value
from undertow.analysis.program_namesakes import is_foreign, may_mean
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ANY,
    ARRAY,
    ASSIGN,
    AUGMENTED,
    AWAIT,
    BINARY,
    CALL,
    CLASSES,
    CONSEQUENCE,
    DECLARATOR,
    FIRST_INDEX,
    FOR_IN,
    IDENT,
    LEFT,
    MEMBER,
    NEW,
    OBJECT_LITERAL,
    PAREN,
    RIGHT,
    SEQUENCE,
    SHORTHAND,
    SHORTHAND_PATTERN,
    SPREAD,
    SUBSCRIPT,
    TERNARY,
    THIS,
    VALUE,
    YIELD,
)  # fmt: skip
from undertow.analysis.scopes import FUNCTIONS

if TYPE_CHECKING:
    from undertow.analysis.program import Program

MAX_CALLERS = 12
"""A parameter of a function with more callers has no known origin."""
MAX_ELEMENTS = 12
_FRAGMENT = 3
"""Arguments of the function by which a component of Svelte begins."""

ARRAY_PATTERN, _WITH_DEFAULT = K["array_pattern"], (K["assignment_pattern"], K["object_assignment_pattern"])
_OF_OBJECT = (K["pair_pattern"], K["object_pattern"])
_BIND_ARGUMENTS = 2
"""Function and `this`; with more, some arguments would be fixed."""
PICKING = ("find", "findLast", "pop", "shift", "at")
"""Array methods that return an element."""
SAME = frozenset({"filter", "slice", "reverse", "sort", "concat", "splice", "toSorted", "toReversed"})
"""Array methods that return an array of the same elements."""
_LISTS = frozenset({"querySelectorAll", "getElementsByName", "getElementsByClassName", "getElementsByTagName"})
"""Calls that stand for each element of the list they return."""
_REDUCING = ("reduce", "reduceRight")
VISITING = frozenset({"forEach", "map", "some", "every", "find", "filter", "flatMap", "findIndex", "findLast"})
"""Array methods that hand each element to a callback as its first argument."""

_MAX_ORIGINS = 16
_MAX_GLOBAL_STORES = 8
_MERGERS = 4
UNKNOWN = frozenset({IDENT, SHORTHAND, MEMBER, SUBSCRIPT, CALL})
"""Expressions that stand for themselves as long as nothing more is known of them."""
_HAS_METHODS = kind_mask(["object", "new_expression", "this"])
_TELLING = FUNCTIONS | CLASSES | kind_mask(["object", "array", "new_expression", "this"])
"""Origins that have properties of their own or can be called: they are kept where there are too many."""


def origins(p: Program, node: int) -> tuple[int, ...]:
    """Origins of an expression, each once, nearest first; of too many, those that tell most."""
    kinds = p.kind
    found = [
        o for o in dict.fromkeys(find(p, node)) if o == node or kinds[o] not in UNKNOWN or _stands_for_itself(p, o)
    ]
    if len(found) > _MAX_ORIGINS:  # which ones are left must not depend on who was asked first
        found = sorted(found, key=lambda o: (not _TELLING[p.kind[o]], o))[:_MAX_ORIGINS]
    return tuple(found)


def _stands_for_itself(p: Program, origin: int) -> bool:
    """Is an unknown expression still an origin, or has it been found out since what it denotes?"""
    if p.modules.module_of(p.binding[origin]) >= 0:
        return True
    known = p.origins(origin)
    return not known or origin in known


def find(p: Program, node: int) -> Iterable[int]:
    """Origins of an expression, nearest first; the node itself if nothing more is known."""
    kind = p.kind[node]
    if kind in (IDENT, SHORTHAND):
        return _name(p, node)
    if kind in (MEMBER, SUBSCRIPT):
        if (listed := p.loops.element_of(node)) >= 0:
            return [o for value in elements(p, listed) for o in p.origins(value)] or (node,)
        given = program_interop.by_getter(p, node) or (*member_values(p, node), *p.machines.sent(node))
        found = [o for value in given for o in p.origins(value)]
        rest = [o for o in found if o != node]
        return [*rest, node] if rest and _may_be_global(p, node) else rest or (node,)
    if kind == CALL:
        if p.is_misread_await(node):
            return p.origins(p.strip(node))
        return [o for o in _call(p, node) if o != node] or (node,)
    return _other(p, node, kind)


def _may_be_global(p: Program, access: int) -> bool:
    """Is it a property of the global object, or of what stands in for it: `ctx = self.fetch ? self : new Own()`?"""
    bases = p.origins(p.base(access))
    return any(p.kind[o] in (NEW, OBJECT_LITERAL) for o in bases) and bool(p.global_name(access))


def _name(p: Program, node: int) -> Iterable[int]:
    if (b := p.binding[node]) < 0:
        return (*_of_global(p, node), node)
    unknown = p.modules.exports_variable(node)
    return [o for o in _variable(p, b) if o != unknown] or (unknown,)


def _of_global(p: Program, node: int) -> Iterator[int]:
    """What the script itself stores in a global: `root.Client = {}` where root is the window."""
    stores = p.stores_sym(p.sym[node])
    for access in stores if len(stores) <= _MAX_GLOBAL_STORES else ():
        if p.global_name(access):
            yield from (o for o in p.origins(p.child(p.parent[access], RIGHT)) if _TELLING[p.kind[o]])


def _other(p: Program, node: int, kind: int) -> Iterator[int]:
    if kind in (PAREN, SEQUENCE):
        yield from p.origins(p.children(node)[-1]) if p.last[node] > node + 1 else ()
    elif kind in (AWAIT, YIELD):
        yield from p.origins(node + 1) if p.last[node] > node + 1 else ()
    elif kind == TERNARY:
        yield from p.origins(p.child(node, CONSEQUENCE))
        yield from p.origins(p.child(node, ALTERNATIVE))
    elif kind == BINARY:
        yield from _binary(p, node)
    elif kind in (ASSIGN, AUGMENTED):
        yield from p.origins(p.child(node, RIGHT))
    elif kind == K["object_pattern"]:
        yield from _of_pattern(p, node)
    elif program_promises.is_promise(p, node):
        yield from [o for value in program_promises.settled(p, node) for o in p.origins(value)] or [node]
    else:
        yield node


def _binary(p: Program, node: int) -> Iterator[int]:
    operator = p.operator(node)
    if operator in ("||", "??"):
        yield from p.origins(p.child(node, LEFT))
    if operator in ("||", "??", "&&"):
        yield from p.origins(p.child(node, RIGHT))
    else:
        yield node


def _variable(p: Program, b: int) -> Iterator[int]:
    some = False
    for value in p.writes(b):
        some = True
        if p.kind[up := p.parent[value]] != AUGMENTED or p.operator(up) != "+=":  # what is appended is only a part
            yield from p.origins(value)
    fn, index = p.param_index(b)
    if index >= 0:
        if p.modules.module_of(b) < 0:  # the call that runs a module is one for all of them
            yield from _parameter(p, fn, index)
    elif not some or p.kind[p.parent[int(p.s.b_node[b])]] in _WITH_DEFAULT:  # `const {key: b = "…"} = x`
        loop = p.looped_over(b)
        values = elements(p, loop) if loop >= 0 else _pattern_values(p, b)
        yield from (o for value in values for o in p.origins(value))


def _parameter(p: Program, fn: int, index: int) -> Iterator[int]:
    if index == 1 and (component := program_frameworks.shown(p, fn)):
        yield from component
        return
    sites = p.giving_sites(fn)
    if len(sites) <= MAX_CALLERS:
        for call, shift in sites:
            args = p.args(call)
            given = program_lists.visited(p, fn, args[index + shift]) if 0 <= index + shift < len(args) else ()
            yield from (o for value in given for o in p.origins(value))
    if not sites:
        yield from _applied(p, fn, index)
    if index in (0, 1) and not sites:
        for call, at in p.callback_sites(fn)[:MAX_CALLERS]:
            if index == 0 and at == _FRAGMENT:
                yield from program_frameworks.of_instance(p, call)
            if index == 0 == at and p.method_name(call) == "then" and p.is_access(p.callee(call)):
                yield from p.origins(p.base(p.callee(call)))
            if index == 0 == at and p.method_name(call) in catalog.MAKERS and len(p.args(call)) > 1:
                yield from p.origins(p.args(call)[1])  # a component and its properties
            visits = p.method_name(call) in VISITING if index == 0 else p.method_name(call) in _REDUCING
            if at == 0 and visits and p.is_access(p.callee(call)):
                for value in elements(p, p.base(p.callee(call))):
                    yield from p.origins(value)


def _applied(p: Program, fn: int, index: int) -> Iterator[int]:
    """`factory.apply(exports, [exports, require(1)])`, as webpack runs a module that `define` was called for."""
    for call in p.apply_sites(fn)[:MAX_CALLERS]:
        args = p.args(call)
        for listed in p.origins(args[1]) if len(args) > 1 and p.modules.is_exports(args[0]) else ():
            items = p.children(listed) if p.kind[listed] == ARRAY else []
            if index < len(items) and all(p.kind[item] != SPREAD for item in items[: index + 1]):
                yield from p.origins(items[index])


def _of_pattern(p: Program, pattern: int) -> Iterator[int]:
    """Origins of what a pattern takes apart, where it is a parameter or stands for each element of a list in turn."""
    up = p.parent[pattern]
    if p.kind[up] == FOR_IN and p.field[pattern] == LEFT:
        yield from (o for value in elements(p, p.child(up, RIGHT)) for o in p.origins(value))
        return
    if p.kind[up] in _WITH_DEFAULT and p.field[pattern] == LEFT:
        yield from p.origins(p.child(up, RIGHT))
        pattern, up = up, p.parent[up]
    fn = p.parent[up] if p.kind[up] == K["formal_parameters"] else up
    if fn >= 0 and p.is_function(fn) and pattern in (params := p.params(fn)):
        yield from _parameter(p, fn, params.index(pattern))


def _pattern_values(p: Program, b: int) -> list[int]:
    """`const {a} = x` and `const [a] = x`: values of the property or element, one level."""
    node = int(p.s.b_node[b])
    up = p.parent[node]
    if p.kind[up] in _WITH_DEFAULT and p.kind[p.parent[up]] in _OF_OBJECT:
        up = p.parent[up]
    key, pattern = ANY, -1
    if p.kind[up] == ARRAY_PATTERN and p.place(up, node) == 1 and (tables := program_lists.tables(p, up)):
        return [value for table in tables for value in elements(p, table)]
    if p.kind[up] == ARRAY_PATTERN and p.kind[p.parent[up]] != DECLARATOR and p.kind[node] == IDENT:
        rows = [o for o in _of_pattern(p, up) if p.kind[o] == ARRAY]  # `rows.forEach(([name, read]) => …)`
        if any(p.kind[item] == SPREAD for o in rows for item in p.children(o)):
            return []
        return [v for o in rows for v in p.property_of(o, FIRST_INDEX - p.place(up, node))]
    if p.kind[up] == ARRAY_PATTERN and p.kind[p.parent[up]] == DECLARATOR and p.kind[node] == IDENT:
        value = p.child(p.parent[up], VALUE)
        arrays = p.origins(value) if value >= 0 else []
        if any(p.kind[o] != ARRAY or any(p.kind[item] == SPREAD for item in p.children(o)) for o in arrays):
            return []  # what stands at a place is not known
        return [v for o in arrays for v in p.property_of(o, FIRST_INDEX - p.place(up, node))]
    if p.kind[node] == SHORTHAND_PATTERN:
        key, pattern = p.sym[node], up
    elif p.kind[up] == K["pair_pattern"]:
        key, pattern = p.sym[up + 1], p.parent[up]
    if pattern < 0 or p.kind[pattern] != K["object_pattern"] or key < 0:
        return []
    value = p.child(p.parent[pattern], VALUE) if p.kind[p.parent[pattern]] == DECLARATOR else pattern
    return [v for o in p.origins(value) for v in p.property_of(o, key)] if value >= 0 else []


def _call(p: Program, node: int) -> Iterator[int]:
    callee = p.callee(node)
    if made := [*_by_machine(p, node), *program_frameworks.injected(p, node)]:
        return (yield from made)
    target = p.definitions.made.get(node, -1)
    held = [target] if target >= 0 else p.private.read(node)
    if held is not None or (held := program_interop.by_getter(p, node)):
        return (yield from (o for value in held for o in p.origins(value)))
    if required := p.modules.required(node):
        yield from required
        for value in p.modules.replaced_exports(node):
            yield from p.origins(value)
        return
    method = p.key_text(callee)
    if method == "bind":
        yield from p.origins(bound if (bound := given_to_bind(p, node)) >= 0 else p.base(callee))
        return
    merged = program_merging.assigns(p, callee) or program_merging.merges(p, node, p.functions(callee)[:_MERGERS])
    if merged:  # it has what all of them have
        yield from (o for given in p.args(node) if p.kind[given] != SPREAD for o in p.origins(given))
        return
    found = [o for fn in p.functions(callee) for value in results(p, fn, node) for o in p.origins(value)]
    if not found:
        found = [o for value in program_promises.handed_on(p, node) for o in p.origins(value)]
    if not found:
        found = [o for value in program_contexts.provided(p, node) for o in p.origins(value)]
    if not found and method == "get":
        found = [o for value in program_collections.got(p, node) for o in p.origins(value)]
    if not found and method in PICKING:
        rows = program_lists.found_by(p, node)
        found = [o for value in (elements(p, p.base(callee)) if rows is None else rows) for o in p.origins(value)]
    yield from found or [node]


def results(p: Program, fn: int, call: int) -> list[int]:
    """What a call of the function gives: of one that hands its parameter or object back, what it is given here."""
    if (index := p.handed_back(fn)) >= 0:
        args = p.args(call)
        return args[index : index + 1] if p.kind[call] == CALL and fn in p.functions(p.callee(call)) else []
    returned = p.returns(fn)
    if p.kind[call] == CALL and any(p.kind[value] == THIS and p.this_scope[value] == fn for value in returned):
        callee = p.callee(call)
        base = p.base(callee) if p.is_access(callee) and fn in p.functions(callee) else -1
        if base >= 0 and any(_HAS_METHODS[p.kind[o]] for o in p.origins(base)):
            return [base if p.kind[value] == THIS else value for value in returned]
    return returned


def given_to_bind(p: Program, call: int) -> int:
    """The function in `_.bind(f, this)`, the form of bind that libraries bring themselves; -1 for other calls."""
    args = p.written_args(call)
    callee = p.written_callee(call)
    if len(args) != _BIND_ARGUMENTS or p.method_name(call) != "bind":
        return -1
    if p.is_access(callee) and any(p.is_function(o) for o in p.origins(p.base(callee))):
        return -1
    return args[0] if any(p.is_function(o) for o in p.origins(args[0])) else -1


def _by_machine(p: Program, node: int) -> Iterator[int]:
    """Origins of a call that belongs to a compiled async function."""
    if (wrapped := p.machines.wrapped(node)) >= 0:
        yield wrapped
    for value in (*p.machines.sent(node), *p.machines.results(node)):
        yield from p.origins(value)


def elements(p: Program, node: int, depth: int = 3) -> list[int]:
    """Values of the elements of an array (or of the properties of an object) as far as they stand in code."""
    found: list[int] = [value for given in program_lists.rest(p, node) for value in _spread(p, given, depth)]
    for origin in p.origins(node):
        if p.kind[origin] == ARRAY:
            found += [value for item in p.children(origin) for value in _spread(p, item, depth)]
            found += [value for given in p.put.of(origin) for value in _spread(p, given, depth)]
        elif p.kind[origin] == OBJECT_LITERAL:
            for m in p.children(origin):
                found += [v] if (v := member_value(p, m)) >= 0 else _spread(p, m, depth)
            found += p.put.of(origin)
        elif program_collections.kind_of(p, origin):
            found += [*program_collections.first(p, origin), *p.put.of(origin)]
        elif p.kind[origin] == CALL:
            method = p.key_text(p.callee(origin))
            if method in _LISTS:
                found.append(origin)
            elif depth and (inner := _same_elements(p, origin, method)) >= 0:
                found += elements(p, inner, depth - 1)
    return found[:MAX_ELEMENTS]


def _same_elements(p: Program, call: int, method: str) -> int:
    """x in `x.slice()`, `Array.from(x)`, `Object.values(x)`, `set.values()`; -1 for other calls."""
    args = p.args(call)
    if method in SAME or (method == "values" and not args):
        return p.base(p.callee(call))
    if program_lists.of_table(p, call, "values"):
        return args[0]
    copied = method == "from" and len(args) == 1 and p.global_name(p.base(p.callee(call))) == "Array"
    return args[0] if copied else -1


def _spread(p: Program, given: int, depth: int) -> list[int]:
    """What is added by an argument of `list.push(…)` or a part of `{…}`, also by `...more`."""
    if p.kind[given] != SPREAD:
        return [given]
    return elements(p, given + 1, depth - 1) if depth else []


def member_values(p: Program, access: int) -> Iterator[int]:
    """Values that `o.k` may have."""
    key = p.key(access)
    if key == ANY:
        yield from elements(p, p.base(access))
        return
    if p.text(key) == "prototype":
        return
    if p.kind[p.base(access)] == K["super"]:
        parent = p.superclass(p.this_owner(p.base(access)))
        yield from class_member(p, parent, key) if parent >= 0 else ()
        return
    bases = p.origins(p.base(access))
    found = [value for o in bases for value in p.property_of(o, key)] or program_interop.modules(p, access)
    if key == FIRST_INDEX and p.is_callee(access):
        found += [v for o in bases if p.kind[o] == CALL and p.key_text(p.callee(o)) == "slice" for v in elements(p, o)]
    yield from found
    if not found and key >= 0 and not any(is_foreign(p, o) for o in bases):
        yield from (fn for fn in p.by_name(key) if may_mean(p, access, fn))
