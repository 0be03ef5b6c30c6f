"""What a sink is, and the questions that all finders of sinks share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from undertow.analysis.columns import K
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import GLOBAL_OBJECTS
from undertow.analysis.program_syntax import ANY, CALL, CALLEE, INDEX, NEW, NO_SYMBOL, OBJECT

Role = Literal["url", "body", "headers", "options", "config", "data"]
ASSIGNED = -1
"""Stands for the assigned value where arguments are counted."""
_MAX_COMPUTED = 500
_NOT_NETWORK = frozenset({"postmessage"})
Form = Literal["", "markup", "css", "ice", "refresh", "formaction"]


@dataclass(frozen=True)
class Place:
    """Where a text stands: in an expression, or in a property of the object that it is."""

    node: int
    key: str = ""


@dataclass(frozen=True)
class Sink:
    """A call or assignment that can send data."""

    kind: str
    node: int
    url: int
    """Expression of the destination; -1 if there is none."""
    roles: tuple[tuple[int, Role], ...]
    """Argument index (or ASSIGNED) → what it is."""
    url_key: str = ""
    """The property of `url` that says it; empty: it is the address itself."""
    base: tuple[Place, ...] = ()
    """Where it stands what a relative address counts from: the first place counts that says it."""
    carried: tuple[tuple[int, Path], ...] = ()
    """(expression, demand) that is sent beside the arguments: the fields of a form."""
    listed: int = -1
    """`f.apply(x, list)`: the list that the arguments stand in; -1 for a plain call."""
    form: Form = ""
    """How the destination stands in its text: as such, in markup, in a style, as an address of an ICE server,
    on the button that submits a form."""

    @property
    def network(self) -> bool:
        """False for messages to another window."""
        return self.kind not in _NOT_NETWORK

    def role(self, index: int) -> Role | None:
        """What the argument is, None if it carries nothing out."""
        return next((role for at, role in self.roles if at == index), None)


def make(p: Program, kind: str, node: int, *roles: tuple[int, Role], url: int | None = None) -> Sink:
    """A sink; its address is the argument with that role unless it is given."""
    if url is None:
        args = p.args(node) if p.kind[node] in (CALL, NEW) else []
        at = next((i for i, role in roles if role == "url"), -1)
        url = args[at] if 0 <= at < len(args) else -1
    return Sink(kind, node, url, roles)


def calls(p: Program, heads: list[int]) -> Iterator[tuple[int, int]]:
    """(call, shift) of every call of what the expressions denote, also through aliases, bind and call."""
    for head in heads:
        for use in p.value_uses(head):
            up = p.parent[use]
            if p.kind[up] == CALL and p.field[use] == CALLEE:
                yield up, 0
            elif p.is_access(up) and p.field[use] == OBJECT and p.is_callee(up) and p.key_text(up) == "call":
                yield p.parent[up], 1
            elif p.kind[up] == K["arguments"] and p.kind[p.parent[up]] == CALL and p.callee(p.parent[up]) == use:
                yield p.parent[up], 0


def global_heads(p: Program, values: FlowValues, name: str) -> list[int]:
    """Expressions that denote the global: by name, as a property of the global object, or under a computed key."""
    heads = [*p.free(name)]
    for access in p.accesses_sym(ANY)[:_MAX_COMPUTED]:
        if p.global_name(p.base(access)) in GLOBAL_OBJECTS:
            heads += _computed(p, values, access, name)
    for access in p.accesses(name):
        if not p.is_written(access) and p.global_name(access) == name:
            heads.append(access)
    taken = p.destructured.get(p.ids.get(name, NO_SYMBOL), ())  # const {fetch} = window
    return heads + [variable for variable, of in taken if p.global_name(of) in GLOBAL_OBJECTS]


def _computed(p: Program, values: FlowValues, access: int, name: str) -> list[int]:
    """`window[key]` where key may be the name; for `native = key => window[key]` the calls `native("fetch")`."""
    key = p.strip(p.child(access, INDEX))
    fn, index = p.parameter(key)
    if index < 0:
        return [access] if name in values.strings(key) else []
    calls = [(call, p.args(call), index + shift) for call, shift in p.call_sites(fn)]
    return [call for call, args, at in calls if at < len(args) and name in values.strings(args[at])]


def made_by(p: Program, origins: tuple[int, ...], classes: tuple[str, ...]) -> int:
    """The `new C` among the origins, or -1."""
    return next((o for o in origins if p.kind[o] == NEW and _is_class(p, p.callee(o), classes)), -1)


def _is_class(p: Program, callee: int, classes: tuple[str, ...]) -> bool:
    """Does it denote one of the classes, also where an object keeps it: `new this.options.WebSocket(url)`?"""
    if p.global_name(callee) in classes:
        return True
    kept = p.is_access(callee) and any(p.free(name) for name in classes)
    return kept and any(p.global_name(origin) in classes for origin in p.origins(callee))
