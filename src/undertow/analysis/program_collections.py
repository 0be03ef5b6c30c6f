"""Sets and maps of a script: what is put into them, under which key, and who takes it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.program_syntax import ARRAY, CALL, IDENT, NEW, RIGHT, SPREAD

if TYPE_CHECKING:
    from undertow.analysis.program import Program

SETS = frozenset({"Set", "WeakSet"})
MAPS = frozenset({"Map", "WeakMap"})
PAIRED = frozenset({"Map", "FormData", "URLSearchParams", "Headers"})
_MAX_MENTIONS = 1_000
_PAIR = 2
_UNKNOWN = -1


def kind_of(p: Program, origin: int) -> str:
    """`Set`, `Map` … for `new Set(…)`; empty for other origins."""
    name = p.global_name(p.callee(origin)) if p.kind[origin] == NEW else ""
    return name if name in SETS | MAPS else ""


def gives_pairs(p: Program, node: int) -> bool:
    """Is it a map, form or the like, which gives pairs of key and value one by one?"""
    return any(p.kind[o] == NEW and p.global_name(p.callee(o)) in PAIRED for o in p.origins(node))


def put(p: Program) -> Iterator[tuple[int, int]]:
    """(collection, value) for `set.add(value)` and `map.set(key, value)`."""
    for method, at in (("add", 0), ("set", 1)):
        if not any(p.ids.get(name, -1) >= 0 for name in (SETS if method == "add" else MAPS)):
            continue
        for access in p.accesses(method)[:_MAX_MENTIONS]:
            args = p.args(p.parent[access]) if p.is_callee(access) else []
            if len(args) == at + 1 and p.key_text(p.base(access)) != "classList":
                yield from ((o, args[at]) for o in p.origins(p.base(access)) if kind_of(p, o))


def first(p: Program, origin: int) -> list[int]:
    """What a collection is made with: `new Set([a, b])`, `new Map([[key, a]])`."""
    args = p.args(origin)
    found: list[int] = []
    for listed in p.origins(args[0]) if args else ():
        for item in p.children(listed) if p.kind[listed] == ARRAY else ():
            if kind_of(p, origin) in SETS:
                found += [item] if p.kind[item] != SPREAD else []
            elif p.kind[item] == ARRAY and len(p.children(item)) == _PAIR:
                found.append(p.children(item)[1])
    return found


def key_of(p: Program, value: int) -> int:
    """The constant key under which a value is put into a map, or -1."""
    call = p.parent[p.parent[value]]
    if p.kind[call] == CALL and p.method_name(call) == "set":
        return p.identity_key(p.args(call)[0])
    pair = p.parent[value]
    return p.identity_key(p.children(pair)[0]) if p.kind[pair] == ARRAY else _UNKNOWN


def asked(p: Program, call: int) -> int:
    """The constant key of `map.get(key)`, or -1."""
    args = p.args(call) if p.kind[call] == CALL and p.method_name(call) == "get" else []
    return p.identity_key(args[0]) if args else _UNKNOWN


def may_be(key: int, other: int) -> bool:
    """May two keys, -1 where they are not known, be the same?"""
    return _UNKNOWN in (key, other) or key == other


def got(p: Program, call: int) -> list[int]:
    """Values that `map.get(key)` may give."""
    callee = p.callee(call)
    if not p.is_access(callee) or p.key_text(callee) != "get" or not p.args(call):
        return []
    maps = [o for o in p.origins(p.base(callee)) if kind_of(p, o) in MAPS]
    values = [value for o in maps for value in (*first(p, o), *p.put.of(o))]
    key = asked(p, call)
    return [value for value in values if may_be(key, key_of(p, value))]


def mirrored(p: Program, node: int) -> int:
    """The property k of which a map keeps a copy for each object: `map.set(x, x.k)`, `map.set(x, v); x.k = v`; or -1.

    What such a map gives for an object is what the object has or had there, and nothing of any other object.
    """
    maps = [o for o in p.origins(node) if kind_of(p, o) in MAPS]
    for value in (value for o in maps for value in p.put.of(o)):
        call = p.parent[p.parent[value]]
        owner = p.args(call)[0] if p.kind[call] == CALL and p.method_name(call) == "set" else -1
        if owner < 0 or p.kind[owner] != IDENT or p.binding[owner] < 0:
            continue
        if p.is_access(value) and p.binding[p.base(value)] == p.binding[owner] and p.key(value) >= 0:
            return int(p.key(value))
        for ref in p.s.references(int(p.binding[owner])).tolist() if p.kind[value] == IDENT else ():
            store = p.parent[ref]
            if p.is_access(store) and p.base(store) == ref and p.is_written(store) and p.key(store) >= 0:
                given = p.child(p.parent[store], RIGHT)
                if given >= 0 and p.kind[given] == IDENT and p.binding[given] == p.binding[value]:
                    return int(p.key(store))
    return -1
