"""Functions that are found by their name alone: what `x.name(…)` may call where nothing is known of x."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis import catalog, program_collections, program_owners
from undertow.analysis.program_members import class_member, member_value
from undertow.analysis.program_syntax import ARRAY, IDENT, NEW, OBJECT_LITERAL, RIGHT, STRING, THIS

if TYPE_CHECKING:
    from undertow.analysis.program import Program

MAX_NAMESAKES = 16
"""A name under which more functions are stored is not resolved by name alone."""
COMMON = catalog.words("names", "common")
"""Names that nearly every library defines and builtins have too: never resolved by name alone."""
_TELLING_ARGUMENTS = 2
_MAX_MENTIONS = 60
_MAX_NAMED = 400
_BYTES = frozenset(f"{kind}Array" for kind in ("Int8", "Uint8", "Uint8Clamped", "Int16", "Uint16", "Int32", "Uint32",
                                               "Float32", "Float64", "BigInt64", "BigUint64"))  # fmt: skip
_BUILTIN = catalog.CONTAINERS | program_collections.PAIRED | _BYTES
_BUILTIN |= {"ArrayBuffer", "DataView", "Date", "RegExp", "TextEncoder", "TextDecoder", "Blob"}
"""Classes of the language and the browser of which a script makes its own objects."""


def is_foreign(p: Program, origin: int) -> bool:
    """Is it certainly none of the script's own objects: a builtin, a literal, a global that it does not define?"""
    if p.kind[origin] in (STRING, ARRAY, NEW):
        return p.kind[origin] != NEW or p.global_name(p.callee(origin)) in _BUILTIN
    return p.kind[origin] == IDENT and p.binding[origin] < 0 and not p.stored_globally(p.sym[origin])


def may_mean(p: Program, access: int, fn: int) -> bool:
    """May `x.name(…)` with an unknown x mean the function of that name?

    A name that builtins and most libraries use too says little by itself; with as many arguments as the function takes,
    two at the least, it says enough; so does another name that x is read by and that is found beside the function.
    """
    if p.key_text(access) not in COMMON:
        return True
    if not p.is_callee(access):
        return False
    if _has_companion(p, access, fn):
        return True
    return len(p.written_args(p.parent[access])) == len(p.params(fn)) >= _TELLING_ARGUMENTS


def _has_companion(p: Program, access: int, fn: int) -> bool:
    """Is x in `x.send(…)` also read by a name of its own that the function's holder has: `x.isBatched()`?

    x is a variable, or a property of `this` by that name: `this.client.call(…)`, `this.client.config`.
    """
    base = p.base(access)
    owner = program_owners.found_at(p, fn)
    if owner < 0 or owner == fn:
        return False
    for mention in _mentions(p, base):
        other = p.parent[mention]
        if not p.is_access(other) or p.base(other) != mention or (key := p.key(other)) < 0 or p.text(key) in COMMON:
            continue
        held = p.members(owner).get(key) if p.kind[owner] == OBJECT_LITERAL else class_member(p, owner, key)
        if held and (p.kind[base] != IDENT or any(p.is_function(value) for value in held)):
            return True
    return False


def _mentions(p: Program, base: int) -> list[int]:
    """Where a variable is read, or a property of `this` under the same name."""
    if p.kind[base] == IDENT:
        return p.s.references(p.binding[base])[:_MAX_MENTIONS].tolist() if p.binding[base] >= 0 else []
    if not p.is_access(base) or p.kind[p.base(base)] != THIS:
        return []
    return [a for a in p.accesses(p.key_text(base))[:_MAX_MENTIONS] if p.kind[p.base(a)] == THIS]


def by_name(p: Program, key: int) -> list[int]:
    """Functions stored under a name anywhere in the script; none if there are many."""
    found: list[int] = []
    for member in p.members_sym(key)[:_MAX_NAMED]:
        value = p.strip(member_value(p, member)) if member_value(p, member) >= 0 else member
        if p.kind[value] == IDENT:  # {method: send}: one step
            value = next((o for o in p.origins(value) if p.is_function(o)), value)
        if p.is_function(value):
            found.append(value)
            if len(found) > MAX_NAMESAKES:
                return []
    defined = [value for one in p.definitions.by_key.get(key, ()) for value in p.definitions.values(one)]
    found += [value for value in defined if p.is_function(value)]
    for access in p.stores_sym(key):
        if p.is_function(right := p.child(p.parent[access], RIGHT)):
            found.append(right)
            if len(found) > MAX_NAMESAKES:
                return []
    return found
