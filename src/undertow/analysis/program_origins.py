"""Origins: which literals, functions, classes, `new` expressions and calls an expression's value may come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog, program_owners, program_promises
from undertow.analysis.columns import K
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ANY,
    ARRAY,
    ASSIGN,
    AUGMENTED,
    AWAIT,
    BINARY,
    BODY,
    CALL,
    CONSEQUENCE,
    DECLARATOR,
    FIELD_DEFINITION,
    FIRST_INDEX,
    IDENT,
    LEFT,
    METHOD,
    NEW,
    OBJECT_LITERAL,
    PAIR,
    PAREN,
    PROPERTY,
    RIGHT,
    SEQUENCE,
    SHORTHAND,
    SHORTHAND_PATTERN,
    STRING,
    TERNARY,
    THIS,
    VALUE,
    YIELD,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

MAX_CALLERS = 12
"""A parameter of a function with more callers has no known origin."""
MAX_NAMESAKES = 16
"""A name under which more functions are stored is not resolved by name alone."""
MAX_ELEMENTS = 12
_MAX_STORES = 400
_MAX_PUSHES = 4_000
_MAX_FIELD_STORES = 400

COMMON = catalog.words("names", "common")
"""Names that nearly every library defines and builtins have too: never resolved by name alone."""
_TELLING_ARGUMENTS = 2
PICKING = ("find", "findLast", "pop", "shift", "at")
"""Array methods that return an element."""
_SAME = frozenset({"filter", "slice", "reverse", "sort", "concat", "splice", "toSorted", "toReversed"})
"""Array methods that return an array of the same elements."""
_LISTS = frozenset({"querySelectorAll", "getElementsByName", "getElementsByClassName", "getElementsByTagName"})
"""Calls that stand for each element of the list they return."""
VISITING = frozenset({"forEach", "map", "some", "every", "find", "filter", "flatMap", "findIndex", "findLast"})
"""Array methods that hand each element to a callback as its first argument."""


def find(p: Program, node: int) -> Iterator[int]:
    """Origins of an expression, nearest first; the node itself if nothing more is known."""
    kind = p.kind[node]
    if kind in (PAREN, SEQUENCE):
        yield from p.origins(p.children(node)[-1]) if p.last[node] > node + 1 else ()
    elif kind in (AWAIT, YIELD):
        yield from p.origins(node + 1) if p.last[node] > node + 1 else ()
    elif p.is_misread_await(node):
        yield from p.origins(p.strip(node))
    elif kind == TERNARY:
        yield from p.origins(p.child(node, CONSEQUENCE))
        yield from p.origins(p.child(node, ALTERNATIVE))
    elif kind == BINARY:
        yield from _binary(p, node)
    elif kind in (ASSIGN, AUGMENTED):
        yield from p.origins(p.child(node, RIGHT))
    elif kind in (IDENT, SHORTHAND) and p.binding[node] >= 0:
        found = list(_variable(p, p.binding[node]))
        yield from found or [p.modules.exports_variable(node)]
    elif p.is_access(node):
        found = [o for value in (*member_values(p, node), *p.machines.sent(node)) for o in p.origins(value)]
        yield from found or [node]
    elif kind == CALL:
        yield from _call(p, node)
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
        yield from p.origins(value)
    fn, index = p.param_index(b)
    if index >= 0:
        yield from _parameter(p, fn, index)
    elif not some:
        loop = p.looped_over(b)
        values = elements(p, loop) if loop >= 0 else _pattern_values(p, b)
        for value in values:
            yield from p.origins(value)


def _parameter(p: Program, fn: int, index: int) -> Iterator[int]:
    sites = p.call_sites(fn)
    if len(sites) <= MAX_CALLERS:
        for call, shift in sites:
            args = p.args(call)
            if 0 <= index + shift < len(args):
                yield from p.origins(args[index + shift])
    if index in (0, 1) and not sites:
        for call, at in p.callback_sites(fn)[:MAX_CALLERS]:
            if index == 0 == at and p.method_name(call) == "then" and p.is_access(p.callee(call)):
                yield from p.origins(p.base(p.callee(call)))
            if index == 0 == at and p.method_name(call) in catalog.MAKERS and len(p.args(call)) > 1:
                yield from p.origins(p.args(call)[1])  # a component and its properties
            visits = p.method_name(call) in VISITING if index == 0 else p.method_name(call) == "reduce"
            if at == 0 and visits and p.is_access(p.callee(call)):
                for value in elements(p, p.base(p.callee(call))):
                    yield from p.origins(value)


def _of_pattern(p: Program, pattern: int) -> Iterator[int]:
    """Origins of what a pattern takes apart, where it is a parameter."""
    up = p.parent[pattern]
    fn = p.parent[up] if p.kind[up] == K["formal_parameters"] else up
    if fn >= 0 and p.is_function(fn) and pattern in (params := p.params(fn)):
        yield from _parameter(p, fn, params.index(pattern))


def _pattern_values(p: Program, b: int) -> list[int]:
    """`const {a} = x`: values of the property, one level."""
    node = int(p.s.b_node[b])
    up = p.parent[node]
    key, pattern = ANY, -1
    if p.kind[node] == SHORTHAND_PATTERN:
        key, pattern = p.sym[node], up
        if p.kind[pattern] == K["object_assignment_pattern"]:
            pattern = p.parent[pattern]
    elif p.kind[up] == K["pair_pattern"]:
        key, pattern = p.sym[up + 1], p.parent[up]
    if pattern < 0 or p.kind[pattern] != K["object_pattern"] or key < 0:
        return []
    value = p.child(p.parent[pattern], VALUE) if p.kind[p.parent[pattern]] == DECLARATOR else pattern
    return [v for o in p.origins(value) for v in p.property_of(o, key)] if value >= 0 else []


def _call(p: Program, node: int) -> Iterator[int]:
    callee = p.callee(node)
    if made := list(_by_machine(p, node)):
        yield from made
        return
    required = p.modules.required(node)
    if required:
        yield from required
        return
    method = p.key_text(callee)
    if method == "bind":
        yield from p.origins(p.base(callee))
        return
    found = [o for fn in p.functions(callee) for value in p.returns(fn) for o in p.origins(value)]
    if not found:
        found = [o for value in program_promises.handed_on(p, node) for o in p.origins(value)]
    if not found and method in PICKING:
        found = [o for value in elements(p, p.base(callee)) for o in p.origins(value)]
    yield from found or [node]


def _by_machine(p: Program, node: int) -> Iterator[int]:
    """Origins of a call that belongs to a compiled async function."""
    if (wrapped := p.machines.wrapped(node)) >= 0:
        yield wrapped
    for value in (*p.machines.sent(node), *p.machines.results(node)):
        yield from p.origins(value)


def elements(p: Program, node: int, depth: int = 3) -> list[int]:
    """Values of the elements of an array (or of the properties of an object) as far as they stand in code."""
    found: list[int] = []
    for origin in p.origins(node):
        if p.kind[origin] == ARRAY:
            found += [x for x in p.children(origin) if p.kind[x] != K["spread_element"]]
            found += _pushed(p, origin)
        elif p.kind[origin] == OBJECT_LITERAL:
            found += [v for m in p.children(origin) if (v := member_value(p, m)) >= 0]
        elif p.kind[origin] == CALL:
            method = p.key_text(p.callee(origin))
            if method in _LISTS:
                found.append(origin)
            elif method in _SAME and depth:
                found += elements(p, p.base(p.callee(origin)), depth - 1)
    return found[:MAX_ELEMENTS]


def _pushed(p: Program, array: int) -> list[int]:
    """Arguments of `x.push(…)` where x may be that array."""
    return [argument for call in p.pushes.get(array, ()) for argument in p.args(call)]


def pushes(p: Program) -> dict[int, list[int]]:
    """Array → calls `x.push(…)` and `x.unshift(…)` where x may be that array."""
    found: dict[int, list[int]] = {}
    for access in [*p.accesses("push"), *p.accesses("unshift")][:_MAX_PUSHES]:
        if p.is_callee(access):
            for origin in p.origins(p.base(access)):
                found.setdefault(origin, []).append(p.parent[access])
    return found


def member_value(p: Program, member: int) -> int:
    """Value node of a pair, method or shorthand property; -1 for a spread."""
    if p.kind[member] == PAIR:
        return p.child(member, VALUE)
    return member if p.kind[member] in (METHOD, SHORTHAND) else -1


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
    found = [value for o in bases for value in p.property_of(o, key)]
    yield from found
    if not found and key >= 0 and not any(is_foreign(p, o) for o in bases):
        yield from (fn for fn in p.by_name(key) if may_mean(p, access, fn))


def is_foreign(p: Program, origin: int) -> bool:
    """Is it certainly none of the script's own objects: a builtin, a literal, a global that it does not define?"""
    if p.kind[origin] in (STRING, ARRAY):
        return True
    return p.kind[origin] == IDENT and p.binding[origin] < 0 and not p.stored_globally(p.sym[origin])


def may_mean(p: Program, access: int, fn: int) -> bool:
    """May `x.name(…)` with an unknown x mean the function of that name?

    A name that builtins and most libraries use too says little by itself; with as many arguments as the function takes,
    two at the least, it says enough.
    """
    if p.key_text(access) not in COMMON:
        return True
    if not p.is_callee(access):
        return False
    return len(p.written_args(p.parent[access])) == len(p.params(fn)) >= _TELLING_ARGUMENTS


def by_name(p: Program, key: int) -> list[int]:
    """Functions stored under a name anywhere in the script; none if there are many."""
    found: list[int] = []
    for member in p.members_sym(key)[:_MAX_FIELD_STORES]:
        value = p.strip(member_value(p, member)) if member_value(p, member) >= 0 else member
        if p.kind[value] == IDENT:  # {method: send}: one step
            value = next((o for o in p.origins(value) if p.is_function(o)), value)
        if p.is_function(value):
            found.append(value)
            if len(found) > MAX_NAMESAKES:
                return []
    for access in p.stores_sym(key):
        if p.is_function(right := p.child(p.parent[access], RIGHT)):
            found.append(right)
            if len(found) > MAX_NAMESAKES:
                return []
    return found


def property_of(p: Program, origin: int, key: int) -> list[int]:
    """Values of the property `key` of an origin."""
    kind = p.kind[origin]
    if kind == OBJECT_LITERAL:
        return p.members(origin).get(key, []) + stored(p, origin, key)
    if kind == ARRAY:
        items = p.children(origin)
        return [items[FIRST_INDEX - key]] if key <= FIRST_INDEX and FIRST_INDEX - key < len(items) else []
    if kind in (NEW, THIS):
        owner = p.owner_of(origin)
        if owner < 0:
            return []
        return property_of(p, owner, key) if p.kind[owner] == OBJECT_LITERAL else class_member(p, owner, key)
    if p.is_class(origin):
        return static_member(p, origin, key) + stored(p, origin, key)
    if p.is_function(origin):
        return stored(p, origin, key) + p.modules.exported(origin, key)
    return p.modules.exported(origin, key)


def class_member(p: Program, owner: int, key: int) -> list[int]:
    """Values of a member of a class or constructor: own, by `this.k =` and `C.prototype.k =`, or inherited."""
    found = p.declared(owner).get(key, [])[:] if p.is_class(owner) else []
    found += p.owned(key).get(owner, [])
    if not found and (parent := p.superclass(owner)) >= 0 and parent != owner:
        return class_member(p, parent, key) if p.superclass(parent) != owner else []
    return found


def declared(p: Program, klass: int) -> dict[int, list[int]]:
    """Key → methods and values of fields that stand in the body of a class."""
    found: dict[int, list[int]] = {}
    for m in p.children(p.child(klass, BODY)):
        if p.kind[m] == METHOD:
            found.setdefault(p.member_key(m), []).append(m)
        elif p.kind[m] == FIELD_DEFINITION and (value := p.child(m, VALUE)) >= 0:
            found.setdefault(p.sym[p.child(m, PROPERTY)], []).append(value)
    return found


def static_member(p: Program, klass: int, key: int) -> list[int]:
    """Values of a static member of a class, its own or inherited."""
    found = [v for v in p.declared(klass).get(key, []) if _is_static(p, v if p.kind[v] == METHOD else p.parent[v])]
    parent = p.superclass(klass) if not found else -1
    return static_member(p, parent, key) if parent >= 0 and p.is_class(parent) and parent != klass else found


def _is_static(p: Program, member: int) -> bool:
    return p.c.source.startswith(b"static", int(p.c.start[member]))


def owned(p: Program, key: int) -> dict[int, list[int]]:
    """Class or constructor → what is stored under the key by `this.key =`, `C.prototype.key =`, `C.prototype = {…}`."""
    found: dict[int, list[int]] = {}
    for access in p.stores_sym(key)[:_MAX_FIELD_STORES]:
        base, value = p.base(access), p.child(p.parent[access], RIGHT)
        owners = {program_owners.prototype_of(p, base), p.this_owner(base) if p.kind[base] == THIS else -1}
        for owner in owners - {-1}:
            found.setdefault(owner, []).append(value)
    for m in p.members_sym(key)[:_MAX_STORES]:
        holder = p.parent[m]
        owner = program_owners.literal_owner(p, holder) if p.kind[holder] == OBJECT_LITERAL else holder
        if owner != holder and p.kind[owner] != OBJECT_LITERAL:
            found.setdefault(owner, []).append(member_value(p, m))
    return found


def stored(p: Program, origin: int, key: int) -> list[int]:
    """Values of `x.key = value` where x is a plain variable (or `this`) that denotes the origin."""
    return p.holders(key).values(origin) + p.modules.exported(origin, key) if key != ANY else []


class Holders:
    """The stores `x.key = value` under one key, by what x denotes. A store is sorted in once that is finally known."""

    def __init__(self, p: Program, key: int) -> None:
        self._p = p
        self._sorted: dict[int, list[tuple[int, int]]] = {}
        """Origin → (place, value)"""
        plain = [a for a in p.stores_sym(key)[:_MAX_STORES] if p.kind[p.base(a)] in (IDENT, THIS)]
        self._open = list(enumerate(plain))

    def values(self, origin: int) -> list[int]:
        """What is stored in the origin, in the order of the code."""
        p = self._p
        found: list[tuple[int, int]] = []
        for item in self._open[:]:
            place, access = item
            base, value = p.base(access), p.child(p.parent[access], RIGHT)
            origins = p.origins(base)
            owner = p.this_owner(access) if p.kind[base] == THIS else -1
            if origin in origins or origin == owner:
                found.append((place, value))
            if p.is_final(base) and item in self._open:
                self._open.remove(item)
                for each in {*origins, owner} - {-1}:
                    self._sorted.setdefault(each, []).append((place, value))
        known = self._sorted.get(origin, ())
        return [value for _, value in sorted({*found, *known})]
