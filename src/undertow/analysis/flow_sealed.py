"""What a script says of an object's properties: frozen ones keep what they hold, hidden ones are not written out.

`Object.freeze(o)` lets no later store take effect; `Object.defineProperty(o, "k", {enumerable: false})` leaves k out
of JSON, of copies and of loops over the names; who reads `o.k` still gets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import DECLARATOR, IDENT, OBJECT_LITERAL, VALUE

if TYPE_CHECKING:
    from undertow.analysis.flow_order import Order

_DEFINING = ("defineProperty", "defineProperties")
_DEFINED = 2
_FALSE = ("false", "!1", "0")
_UNSURE = -1


class Sealed:
    """Questions about frozen objects and hidden properties of one script."""

    def __init__(self, order: Order) -> None:
        self.p, self._order = order.p, order
        self._frozen: dict[int, list[int]] | None = None
        self._defined: dict[int, list[tuple[int, int, int]]] | None = None

    def is_frozen(self, ref: int, *, surely: bool) -> bool:
        """Is the object that a mention of a variable denotes frozen there: certainly, or may it be?"""
        p = self.p
        if self._frozen is None:
            self._frozen = _frozen(p)
        calls = self._frozen.get(int(p.binding[ref]), ()) if self._frozen else ()
        if not calls or p.kind[ref] != IDENT or p.binding[ref] < 0:
            return False
        if any(p.kind[p.parent[call]] == DECLARATOR for call in calls):
            return True
        return any(self._order.precedes(call, ref) if surely else call < ref for call in calls)

    def hidden(self, read: int) -> list[int]:
        """Properties that the object of a variable certainly does not show where it is written out."""
        p = self.p
        if self._defined is None:
            self._defined = {}
            for call in (c for name in _DEFINING for c in p.method_calls(name) if _of_object(p, c)):
                args = p.args(call)
                if len(args) >= _DEFINED and p.kind[args[0]] == IDENT and p.binding[args[0]] >= 0:
                    found = self._defined.setdefault(int(p.binding[args[0]]), [])
                    found += [(key, shows, call) for key, shows in _described(p, call)]
        if not (told := self._defined.get(int(p.binding[read]))):
            return []
        keys = {key for key, shows, call in told if not shows and self._order.precedes(call, read)}
        last = {key: call for key, _, call in told}
        others = {key for key, shows, call in told if shows and (call == last[key] or call > read)}
        unknown = any(key == _UNSURE for key, _, _ in told)
        return [] if unknown else sorted(keys - others)


def _frozen(p: Program) -> dict[int, list[int]]:
    """Variable → calls that freeze its object: `const o = Object.freeze({…})`, `Object.freeze(o)`."""
    found: dict[int, list[int]] = {}
    for call in (c for c in p.method_calls("freeze") if _of_object(p, c)):
        declared = p.kind[p.parent[call]] == DECLARATOR and p.field[call] == VALUE
        name = p.parent[call] + 1 if declared else next(iter(p.args(call)), -1)
        if name >= 0 and p.kind[name] == IDENT and (not declared or p.definition(name) == call):
            found.setdefault(int(p.binding[name]), []).append(call)
    return found


def _of_object(p: Program, call: int) -> bool:
    callee = p.callee(call)
    return p.is_access(callee) and p.global_name(p.base(callee)) in ("Object", "Reflect") and not p.functions(callee)


def _described(p: Program, call: int) -> Iterator[tuple[int, bool]]:
    """(key, is it enumerable from then on?) of each property that is defined; `_UNSURE` for a key not known."""
    args = p.args(call)
    if p.method_name(call) == "defineProperty":
        described = [(p.string_sym(args[1]), args[2])] if len(args) > _DEFINED else []
    elif p.kind[args[1]] == OBJECT_LITERAL:
        described = [(key, value) for key, held in p.members(args[1]).items() for value in held]
    else:
        described = [(_UNSURE, args[1])]
    for key, descriptor in described:
        if p.kind[descriptor] != OBJECT_LITERAL:
            yield _UNSURE if key < 0 else key, True
            continue
        told = p.members(descriptor).get(p.ids.get("enumerable", -1), [])
        if told:
            yield key, p.c.text(told[0]) not in _FALSE
        elif not _is_there(p, key, descriptor):
            yield key, False


def _is_there(p: Program, key: int, descriptor: int) -> bool:
    """May the object have had the property before, which then shows as before?"""
    stored = [m for m in p.members_sym(key) if p.kind[m] != K["method_definition"] and p.last[m] > m + 1]
    return bool(p.stores_sym(key)) or any(not p.contains(p.parent[descriptor], m) for m in stored)
