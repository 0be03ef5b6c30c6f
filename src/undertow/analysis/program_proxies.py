"""Proxies and functions put in place of others: traps of `new Proxy`, `window.fetch = function …`, `list.push = …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.program_names import is_new
from undertow.analysis.program_syntax import ARRAY, ASSIGN, CALL, IDENT, NEW, OBJECT, OBJECT_LITERAL, PAIR, RIGHT

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_HANDLER = 1
_MAX_USES = 60
_ADDING = ("push", "unshift")


def traps(p: Program, made: int, name: str) -> list[int]:
    """Functions of a proxy that are called where one of its properties is read (`get`) or stored (`set`)."""
    if p.ids.get("Proxy", -1) < 0 or (key := p.ids.get(name, -1)) < 0 or not is_new(p, made, "Proxy"):
        return []
    args = p.args(made)
    handlers = p.origins(args[_HANDLER]) if len(args) > _HANDLER else ()
    values = [v for o in handlers if p.kind[o] == OBJECT_LITERAL for v in p.property_of(o, key)]
    return [fn for value in values for fn in p.functions(value)]


def read_through(p: Program, base: int) -> list[int]:
    """The `get` traps that a read of a property of the expression goes through."""
    return [fn for origin in p.origins(base) if p.kind[origin] == NEW for fn in traps(p, origin, "get")]


def of_trap(p: Program, fn: int, name: str) -> list[int]:
    """The proxies that a function is that trap of."""
    up = p.parent[fn]
    member = fn if p.kind[up] == OBJECT_LITERAL else up
    if p.kind[member] not in (p.kind[fn], PAIR) or p.text(p.member_key(member)) != name:
        return []
    return [o for o in _made(p) if fn in traps(p, o, name)]


def _made(p: Program) -> list[int]:
    return [p.parent[node] for node in p.free("Proxy") if p.kind[p.parent[node]] == NEW]


def accesses(p: Program, made: int) -> list[int]:
    """Where properties of what a `new Proxy` made are read or stored."""
    uses = p.value_uses(made)[:_MAX_USES]
    return [p.parent[use] for use in uses if p.is_access(p.parent[use]) and p.field[use] == OBJECT]


def stored(p: Program, fn: int) -> list[int]:
    """Values that go through a `set` trap."""
    places = [a for made in of_trap(p, fn, "set") for a in accesses(p, made) if p.is_written(a)]
    return [p.child(p.parent[a], RIGHT) for a in places]


def replaced_calls(p: Program, fn: int) -> list[int]:
    """Calls of what a function was put in place of: a global, a method of a builtin class, `push` of a list."""
    left = p.parent[fn] + 1
    if p.kind[p.parent[fn]] != ASSIGN or p.field[fn] != RIGHT or not p.is_access(left) or p.key(left) < 0:
        return []
    base = p.strip(p.base(left))
    if name := p.global_name(left):
        nodes = [*p.free(name), *(a for a in p.accesses(name) if p.global_name(a) == name)]
        return [p.parent[node] for node in nodes if p.is_callee(node) and not p.contains(fn, node)]
    called = [a for a in p.accesses_sym(p.key(left)) if p.is_callee(a) and not p.contains(fn, a)]
    if p.is_prototype(base) and (owner := p.global_name(p.base(base))):
        return [p.parent[a] for a in called if any(is_new(p, o, owner) for o in p.origins(p.base(a)))]
    if p.key_text(left) not in _ADDING:
        return []
    lists = {o for o in p.origins(base) if p.kind[o] in (ARRAY, IDENT) or p.is_access(o)}
    held = p.global_name(base)
    return [
        p.parent[a] for a in called if (held and p.global_name(p.base(a)) == held) or lists & {*p.origins(p.base(a))}
    ]


def sent_in(p: Program, generator: int) -> list[int]:
    """Values that are sent into a generator: x in `const g = make(); g.next(x)`."""
    found: list[int] = []
    for call, _ in p.call_sites(generator)[:_MAX_USES]:
        for use in p.value_uses(call)[:_MAX_USES] if p.kind[call] == CALL else ():
            access = p.parent[use]
            if p.is_access(access) and p.field[use] == OBJECT and p.key_text(access) == "next" and p.is_callee(access):
                found += p.args(p.parent[access])[:1]
    return found
