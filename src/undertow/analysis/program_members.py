"""What the properties of an object, class or instance may hold, by who stores there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import program_lists, program_owners, program_proxies
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ARRAY,
    ARROW,
    BODY,
    CALL,
    FIELD_DEFINITION,
    FIRST_INDEX,
    IDENT,
    METHOD,
    NEW,
    OBJECT_LITERAL,
    PAIR,
    PROPERTY,
    RIGHT,
    SHORTHAND,
    SPREAD,
    THIS,
    VALUE,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

MAX_CALLERS = 12
"""A parameter of a function with more callers has no known origin."""
MAX_NAMESAKES = 16
"""A name under which more functions are stored is not resolved by name alone."""
MAX_ELEMENTS = 12
_MAX_SUBCLASSES = 12
_MAX_SPREADS = 2
_MAX_STORES = 400
_MAX_FIELD_STORES = 400
_WITH_MEMBERS = (ARRAY, CALL, IDENT, NEW, OBJECT_LITERAL)


def member_value(p: Program, member: int) -> int:
    """Value node of a pair, method or shorthand property; -1 for a spread."""
    if p.kind[member] == PAIR:
        return p.child(member, VALUE)
    return member if p.kind[member] in (METHOD, SHORTHAND) else -1


def property_of(p: Program, origin: int, key: int, depth: int = _MAX_SPREADS) -> list[int]:
    """Values of the property `key` of an origin."""
    kind = p.kind[origin]
    if kind == OBJECT_LITERAL:
        own = p.members(origin).get(key, [])
        known = own + _spread(p, origin, key, own, depth) + stored(p, origin, key)
        return known or program_lists.stored_by_name(p, origin, key)
    if kind == ARRAY:
        items = p.children(origin)
        own = [items[FIRST_INDEX - key]] if key <= FIRST_INDEX and FIRST_INDEX - key < len(items) else []
        return own + p.stores.of(key, origin) if key <= FIRST_INDEX else own
    if kind in (NEW, THIS):
        if through := program_proxies.traps(p, origin, "get"):
            return [value for fn in through for value in p.returns(fn)]
        owner = p.owner_of(origin)
        if owner < 0:
            return []
        if p.kind[owner] == OBJECT_LITERAL:
            return property_of(p, owner, key)
        overriding = _overriding(p, owner, key) if kind == THIS else []
        return overriding if overriding and is_overridden(p, owner, key) else class_member(p, owner, key) + overriding
    if p.is_class(origin):
        return static_member(p, origin, key) + stored(p, origin, key)
    if p.is_function(origin):
        return stored(p, origin, key) or [v for klass in p.mixed.of(origin) for v in class_member(p, klass, key)]
    exported = p.modules.exported(origin, key)
    if not exported and p.modules.is_exports(origin):
        return stored(p, origin, key)  # by a function that is given the exports: `factory.apply(exports, [exports])`
    return exported + p.described.of(key, origin)


def _spread(p: Program, literal: int, key: int, own: list[int], depth: int) -> list[int]:
    """What `{...other}` brings under a key, if no later property of the literal has it.

    Args:
        p: the script.
        literal: the object literal.
        key: the property.
        own: what stands under the key in the literal itself.
        depth: how many literals in a row are looked into.
    """
    spreads = [m + 1 for m in p.children(literal) if p.kind[m] == SPREAD and m > max(own, default=-1)] if depth else []
    found = [value for given in spreads for o in p.origins(given) for value in property_of(p, o, key, depth - 1)]
    return list(dict.fromkeys(found))


def _overriding(p: Program, owner: int, key: int) -> list[int]:
    """Methods of that name in classes that extend it: what `this.name()` may mean in a method of the parent."""
    found: list[int] = []
    for sub in p.subclasses(owner)[:_MAX_SUBCLASSES]:
        if p.is_class(sub):
            found += [m for m in p.declared(sub).get(key, []) if p.kind[m] == METHOD and not _is_static(p, m)]
        else:
            found += [value for value in p.owned.of(key, sub) if p.is_function(value)]
    return found


def is_overridden(p: Program, klass: int, key: int, depth: int = _MAX_SPREADS) -> bool:
    """Is a class never made an instance of, and has each class that extends it a method of that name?"""
    subs = p.subclasses(klass)
    if not 0 < len(subs) <= _MAX_SUBCLASSES or any(p.kind[p.parent[use]] == NEW for use in p.value_uses(klass)):
        return False
    return all(has_method(p, sub, key) or (depth > 0 and is_overridden(p, sub, key, depth - 1)) for sub in subs)


def has_method(p: Program, klass: int, key: int) -> bool:
    """Does a method (or getter) of that name stand in the class itself?"""
    if p.is_class(klass):
        return any(p.kind[m] == METHOD and not _is_static(p, m) for m in p.declared(klass).get(key, []))
    return any(p.is_function(value) for value in p.owned.of(key, klass))


def class_member(p: Program, owner: int, key: int) -> list[int]:
    """Values of a member of a class or constructor: own, by `this.k =` and `C.prototype.k =`, or inherited."""
    found = p.declared(owner).get(key, [])[:] if p.is_class(owner) else []
    found += p.owned.of(key, owner)
    found = found or program_lists.stored_by_name(p, owner, key)
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
        named = p.origins(base) if p.kind[base] == IDENT else (base,)  # `var _this = parent.call(this) || this`
        owners = {program_owners.prototype_of(p, base), *(p.this_owner(o) for o in named if p.kind[o] == THIS)}
        for owner in owners - {-1}:
            found.setdefault(owner, []).append(value)
    for owner, values in p.definitions.of_class(key):
        found.setdefault(owner, []).extend(values)
    for m in p.members_sym(key)[:_MAX_STORES]:
        holder = p.parent[m]
        if not {holder, member_value(p, m)}.isdisjoint(p.definitions.by_literal):
            continue
        owner = program_owners.literal_owner(p, holder) if p.kind[holder] == OBJECT_LITERAL else holder
        if owner != holder and p.kind[owner] != OBJECT_LITERAL:
            found.setdefault(owner, []).append(member_value(p, m))
    return found


def _of_instance(p: Program, this: int, klass: int) -> bool:
    """Does `this` mean an instance of the class and not the class itself?"""
    method = int(p.this_scope[this])
    if not p.is_class(klass) or method < 0:
        return False
    return not p.c.source[p.c.start[method] : p.c.start[method] + 7].startswith(b"static")


def static_owner(p: Program, this: int) -> int:
    """The class that `this` is in a static method of it, or -1."""
    method = int(p.this_scope[this])
    owner = p.parent[p.parent[method]] if method >= 0 and p.kind[method] == METHOD else -1
    return owner if owner >= 0 and p.is_class(owner) and _is_static(p, method) else -1


def stored(p: Program, origin: int, key: int) -> list[int]:
    """What an origin is given under a key from without: by stores, export tables and descriptions of the property."""
    return p.stores.of(key, origin) + p.described.of(key, origin) if key != ANY else []


def stores(p: Program, key: int) -> dict[int, list[int]]:
    """Origin → values of `x.key = value`, where x is a variable or property that denotes it, and of export tables."""
    found: dict[int, list[int]] = {}
    written = p.stores_sym(key)[:_MAX_STORES]
    plain = dict.fromkeys(access for access in written if _is_followed(p, access))
    for access in plain:
        base = p.base(access)
        for origin in _of_this(p, base) if p.kind[base] == THIS else p.origins(base):
            found.setdefault(origin, []).append(p.child(p.parent[access], RIGHT))
    for access in (a for a in written if a not in plain and _is_part_of_this(p, p.base(a))):
        for origin in (o for o in p.origins(p.base(access)) if p.kind[o] == OBJECT_LITERAL and key in p.members(o)):
            found.setdefault(origin, []).append(p.child(p.parent[access], RIGHT))
    for element, value in _assigned(p, key):
        found.setdefault(element, []).append(value)
    for target, values in p.modules.tables(key):
        for origin in p.origins(target):
            if p.kind[origin] in (OBJECT_LITERAL, ARRAY) or p.is_function(origin):
                found.setdefault(origin, []).extend(values)
    return found


def _is_followed(p: Program, access: int) -> bool:
    """Is something stored in a variable or `this`, or in a property of one of these what may have members itself?"""
    base = p.base(access)
    if p.is_access(base) and p.key(base) != ANY and p.kind[p.child(p.parent[access], RIGHT)] in _WITH_MEMBERS:
        base = p.base(base)
    return p.kind[base] in (IDENT, THIS)


def _is_part_of_this(p: Program, node: int) -> bool:
    """Is it `this.config`?"""
    return p.is_access(node) and p.kind[p.base(node)] == THIS and p.key(node) >= 0


def _assigned(p: Program, key: int) -> Iterator[tuple[int, int]]:
    """`Object.assign(document.createElement("input"), {name: "a"})`: what a call or `new` made, and its new value."""
    for member in p.members_sym(key)[:_MAX_STORES]:
        literal = p.parent[member]
        call = p.parent[p.parent[literal]] if p.kind[p.parent[literal]] == ARGS else -1
        if call < 0 or p.method_name(call) != "assign" or (value := member_value(p, member)) < 0:
            continue
        target = p.args(call)[0]
        if target != literal and p.global_name(p.base(p.callee(call))) == "Object":
            yield from ((origin, value) for origin in p.origins(target) if p.kind[origin] in (CALL, NEW))


def _of_this(p: Program, base: int) -> set[int]:
    """What `this` as the base of a store denotes; in a method that is not static that is no class."""
    denoted = {*p.origins(base), p.this_owner(base)} - {-1}
    return {origin for origin in denoted if not _of_instance(p, base, origin)}


def own_key(p: Program, fn: int) -> int:
    """The name under which a function stands in an object literal, or -1."""
    member = fn if p.kind[fn] == METHOD else p.parent[fn]
    stands = member >= 0 and p.kind[member] in (METHOD, PAIR) and p.kind[p.parent[member]] == OBJECT_LITERAL
    return p.member_key(member) if stands else -1


def picks_other(p: Program, node: int, key: int) -> bool:
    """Is it a variable that holds what is picked by another name: `const f = use(state => state.other)`?

    Stores of applications hand out all that they hold in one place, by functions that they are given.
    """
    made = defined(p, node) if p.kind[node] == IDENT else node
    args = p.written_args(made) if made != node and p.kind[made] == CALL else []
    picking = p.strip(args[0]) if len(args) == 1 else -1
    params = p.params(picking) if picking >= 0 and p.kind[picking] == ARROW else []
    returned = [p.strip(value) for value in p.returns(picking)] if len(params) == 1 else []
    if len(returned) != 1 or not p.is_access(returned[0]) or p.kind[params[0]] != IDENT:
        return False
    base = p.base(returned[0])
    named = p.kind[base] == IDENT and p.binding[base] == p.binding[params[0]] >= 0
    return named and p.key(returned[0]) >= 0 and p.key(returned[0]) != key
