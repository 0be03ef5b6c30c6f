"""Well-known libraries that a script carries in it: what denotes axios or jQuery there, and what their clients make.

Bundlers leave nothing of a library's name, and minifiers nothing of its variables', but the properties that a library
gives what it exports keep theirs. Its clients are then known for what they are: to follow what they do with a request
through all of their code would take most of the time of a reading, and loses the address on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from undertow.analysis import catalog, program_frameworks
from undertow.analysis.program_clients import intercepted
from undertow.analysis.program_names import shorthands
from undertow.analysis.program_syntax import ARGS, CALL, CALLEE, IDENT, NEW, OBJECT

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_ON_THE_SPOT = frozenset({CALLEE, OBJECT})
"""Fields in which a value is called, or a property of it read, and so comes nowhere else."""
_MAKING = {name: frozenset(methods.split()) for name, methods in (
    ("axios", "create"), ("ky", "create extend"), ("umi", "create extend"),
)}  # fmt: skip
"""Methods of exports that make a client. `$.extend` of jQuery makes none."""
_CALLED = frozenset({"io"})
"""Exports that make a client when they are called."""
_METHODS = catalog.words("sinks", "client_methods") | {"create", "emit"}


@dataclass(frozen=True)
class Carried:
    """Expressions that denote what a carried library exports."""

    names: dict[int, str] = field(default_factory=dict)
    """Expression → name by which the library is known."""
    made: dict[int, int] = field(default_factory=dict)
    """Those that denote a client made by the library → the call that made it."""

    @cached_property
    def makers(self) -> frozenset[int]:
        """The calls that make clients."""
        return frozenset(self.made.values())


def find(p: Program) -> Carried:
    """All of them in a script."""
    found, named = Carried(), dict[int, str]()
    for name, signs in catalog.CARRIED.items():
        for b in _given(p, signs):
            for use in _outside(p, b):
                found.names[use] = name
                if (call := _making(p, use, name)) >= 0:
                    named[call] = name
                    found.made.update(dict.fromkeys(_denoting(p, call), call))
    for name, signs in catalog.CARRIED_CLASSES.items():
        for klass in _with_methods(p, signs):
            found.names.update(dict.fromkeys(_injected(p, klass), name))
            found.names.update((use, name) for use in p.value_uses(klass) if p.kind[p.parent[use]] == NEW)
    found.names.update(dict.fromkeys(program_frameworks.refs(p), "ref"))
    found.names.update((client, named[call]) for client, call in found.made.items())
    return found


def is_request(p: Program, callee: int) -> bool:
    """Is it a carried library's way to send something or to change what is sent, or jQuery's to find elements?

    `axios(…)`, `client.post(…)`, `client.interceptors.request.use(…)`, `$(…)`.
    """
    if callee in p.carried.names:
        return p.is_callee(callee)
    if not p.is_access(callee):
        return False
    base = p.strip(p.base(callee))
    if base in p.carried.names:
        return p.key_text(callee) in _METHODS | _MAKING.get(p.carried.names[base], frozenset())
    return p.key_text(callee) == "use" and intercepted(p, p.parent[callee]) in p.carried.names


def _given(p: Program, signs: tuple[str, ...]) -> list[int]:
    """Variables that are given all of these properties, one by one or by `Object.assign(x, {key: value})`."""
    found: set[int] | None = None
    for sign in signs if all(sign in p.ids for sign in signs) else ():
        key = p.ids[sign]
        bases = [p.base(access) for access in p.stores_sym(key)]
        bases += [into for member in (*p.members_sym(key), *shorthands(p, key)) for into in _assigned(p, member)]
        given = {int(p.binding[base]) for base in bases if p.kind[base] == IDENT and p.binding[base] >= 0}
        found = given if found is None else found & given
        if not found:
            break
    return sorted(found or ())


def _assigned(p: Program, member: int) -> list[int]:
    """x in `Object.assign(x, {key: value})`."""
    up = p.parent[p.parent[member]]
    call = p.parent[up] if p.kind[up] == ARGS else -1
    into = p.written_args(call)[:1] if call >= 0 and p.kind[call] == CALL else []
    return into if into and into[0] != p.parent[member] and p.method_name(call) == "assign" else []


def _outside(p: Program, b: int) -> list[int]:
    """Where a library's export is used; not within the function that makes the library, if it is used outside."""
    uses: dict[int, None] = {}
    for ref in p.s.references(b).tolist():
        if not p.s.write[ref]:
            uses[ref] = None
            if p.field[ref] not in _ON_THE_SPOT:
                uses.update(dict.fromkeys(_denoting(p, ref)))
    for value in p.writes(b):  # `request = exports`, the function that the module is
        origins = p.origins(value)
        if len(origins) == 1 and p.is_function(origins[0]):
            uses.update(dict.fromkeys(_denoting(p, origins[0])))
    home = int(p.enclosing[int(p.s.b_node[b])])
    outside = [use for use in uses if home < 0 or not p.contains(home, use)]
    return outside or list(uses)


def _denoting(p: Program, node: int) -> list[int]:
    """Where the value of an expression is used, and where it can only come from there: helpers of bundlers take all."""
    values = {node, *p.origins(node)}
    return [use for use in p.value_uses(node) if use == node or not values.isdisjoint(p.origins(use))]


def _with_methods(p: Program, signs: tuple[str, ...]) -> list[int]:
    """Classes whose bodies declare methods of all these names."""
    if not all(sign in p.ids for sign in signs):
        return []
    first, *others = (p.ids[sign] for sign in signs)
    holders = [p.parent[p.parent[m]] for m in p.c.where("method_definition").tolist() if p.member_key(m) == first]
    return [k for k in holders if p.is_class(k) and all(key in p.declared(k) for key in others)]


def _injected(p: Program, klass: int) -> list[int]:
    """Where instances of a class are that Angular's `inject(C)` gives, or its constructor's parameters."""
    found: list[int] = []
    for use in p.value_uses(klass):
        up = p.parent[use]
        call = p.parent[up] if p.kind[use] == IDENT and p.kind[up] == ARGS else -1
        if call >= 0 and p.kind[call] == CALL and p.args(call)[0] == use and p.origins(use) == (klass,):
            found += [given for given in p.value_uses(call) if p.kind[given] == IDENT or p.is_access(given)]
    return found


def _making(p: Program, use: int, name: str) -> int:
    """The call `axios.create(…)`, or of a function whose calls make clients, `io(url)`; or -1."""
    up = p.parent[use]
    if name in _CALLED and p.is_callee(use):
        return int(up)
    makes = _MAKING.get(name, frozenset())
    made = p.is_access(up) and p.field[use] == OBJECT and p.key_text(up) in makes and p.is_callee(up)
    return int(p.parent[up]) if made else -1
