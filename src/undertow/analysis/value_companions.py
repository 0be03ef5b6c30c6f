"""Texts of an object that a page makes and hands over: of which class it is, the names tell that it is asked for.

`constructor(client) { this.client = client; }` and then `this.client.call(this.client.config.endpoint + path)`: nothing
in the script makes the client, but one class only has all the members that it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.analysis.decode import HOLE
from undertow.analysis.program_members import class_member
from undertow.analysis.program_owners import found_at
from undertow.analysis.program_syntax import IDENT, THIS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from undertow.analysis.flow_values import FlowValues
    from undertow.analysis.program import Program

_FEW = 2
"""Names that an object must be asked for: one alone, many classes have."""
_MAX_PATH = 4
_MAX_MENTIONS = 200
_MAX_NAMES = 40


class Companions:
    """The classes of a script by the names that their objects are asked for."""

    def __init__(self, p: Program) -> None:
        self._p = p
        self._of_fields: dict[int, int] = {}
        self._of_variables: dict[int, int] = {}

    def texts(self, values: FlowValues, access: int, depth: int) -> list[str]:
        """Strings of a field of an object that is only known by its names; empty for others."""
        p, path, node = self._p, list[int](), access
        while p.is_access(node) and p.kind[p.base(node)] != THIS and len(path) <= _MAX_PATH:
            path.insert(0, p.key(node))
            node = p.strip(p.base(node))
        if not path or min(path) < 0 or (klass := self._class(node)) < 0:
            return []
        held = class_member(p, klass, path[0])
        for key in path[1:]:
            held = [value for one in held for origin in p.origins(one) for value in p.property_of(origin, key)]
        return [text for value in held for text in values.strings(value, depth - 1) if text != HOLE]

    def _class(self, node: int) -> int:
        """The only class that has all that a property `this.k`, or a parameter, is asked for; else -1."""
        p = self._p
        if p.is_access(node) and p.key(node) >= 0:
            if (key := p.key(node)) not in self._of_fields:
                mentions = [a for a in p.accesses(p.text(key))[:_MAX_MENTIONS] if p.kind[p.base(a)] == THIS]
                self._of_fields[key] = self._by_names(mentions)
            return self._of_fields[key]
        b = int(p.binding[node]) if p.kind[node] == IDENT else -1
        if b < 0 or p.param_index(b)[1] < 0:
            return -1
        if b not in self._of_variables:
            self._of_variables[b] = self._by_names(p.s.references(b)[:_MAX_MENTIONS].tolist())
        return self._of_variables[b]

    def _by_names(self, mentions: Iterable[int]) -> int:
        p, names = self._p, set[int]()
        for mention in mentions:
            if any(origin != mention and p.kind[origin] != IDENT for origin in p.origins(mention)):
                return -1  # something is known of it
            up = p.parent[mention]
            if p.is_access(up) and p.base(up) == mention and not p.is_written(up):
                names.add(p.key(up))
        if not _FEW <= len(names) <= _MAX_NAMES or min(names) < 0:
            return -1
        owners = {found_at(p, fn) for fn in min((p.by_name(key) for key in names), key=lambda found: len(found) or 99)}
        fitting = [klass for klass in owners if klass >= 0 and p.is_class(klass) and _has_all(p, klass, names)]
        return fitting[0] if len(fitting) == 1 else -1


def _has_all(p: Program, klass: int, names: Iterable[int]) -> bool:
    return all(class_member(p, klass, key) for key in names)
