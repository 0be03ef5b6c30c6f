"""Properties that are defined by a description of them, as compilers for older browsers write classes.

`Object.defineProperty(C, "k", {get: f})`, `Object.defineProperties(C.prototype, {k: {value: v}})`, and what helpers of
any name are given for the methods and the static methods of a class: `make(C, [{key: "k", value: f}], [{key: …}])`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import ARGS, CALL, DECLARATOR, IDENT, OBJECT_LITERAL, THIS

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_DESCRIBED = 2
"""Arguments of `defineProperties`; `defineProperty` has one more."""


@dataclass(frozen=True, slots=True)
class Defined:
    """One property that is described."""

    target: int
    """Expression of what gets it."""
    of_instances: bool
    """Is the target a class whose instances get it? Else it may still be `C.prototype`."""
    key: int
    literal: int
    """Its description."""


class Definitions:
    """All of one script."""

    def __init__(self, p: Program) -> None:
        self._p = p
        self.by_key: dict[int, list[Defined]] = {}
        self.by_literal: dict[int, Defined] = {}
        for one in (*_by_builtin(p), *_by_helper(p)):
            self.by_key.setdefault(one.key, []).append(one)
            self.by_literal[one.literal] = one
        self.made = dict(_made(p, self.by_literal.values()))
        """Call of a helper → what it is given properties for, and returns."""

    def values(self, one: Defined) -> list[int]:
        """What the property holds: its value, or what its getter returns."""
        p = self._p
        held = p.members(one.literal)
        found = held.get(p.ids.get("value", -1), [])[:]
        for getter in held.get(p.ids.get("get", -1), ()):
            found += [value for fn in p.functions(getter) for value in p.returns(fn)]
        return found

    def of_class(self, key: int) -> Iterator[tuple[int, list[int]]]:
        """(class or constructor, what its instances have under the key)."""
        for one in self.by_key.get(key, ()):
            if (owner := self.owner(one)) >= 0:
                yield owner, self.values(one)

    def owner(self, one: Defined) -> int:
        """The class whose instances get the property, or -1."""
        p = self._p
        named = p.kind[one.target] == IDENT and not one.of_instances  # `var _this = parent.call(this) || this`
        for origin in p.origins(one.target) if named else (one.target,):
            if p.kind[origin] == THIS:
                return p.this_owner(origin)
        return p.class_of(one.target) if one.of_instances else p.prototype_of(one.target)


def of_objects(p: Program, key: int) -> dict[int, list[int]]:
    """Object, function or class → what a description gives it itself under the key."""
    all_of, found = p.definitions, dict[int, list[int]]()
    for one in all_of.by_key.get(key, ()):
        if not one.of_instances and not p.is_prototype(one.target):
            for origin in p.origins(one.target):
                found.setdefault(origin, []).extend(all_of.values(one))
    return found


def _by_builtin(p: Program) -> Iterator[Defined]:
    for call in calls_of(p, "defineProperty"):
        args = p.written_args(call)
        if len(args) > _DESCRIBED and p.kind[args[2]] == OBJECT_LITERAL and (key := p.identity_key(args[1])) >= 0:
            yield Defined(args[0], False, key, args[2])
    for call in calls_of(p, "defineProperties"):
        args = p.written_args(call)
        if len(args) == _DESCRIBED and p.kind[args[1]] == OBJECT_LITERAL:
            for key, values in p.members(args[1]).items():
                yield from (Defined(args[0], False, key, value) for value in values if p.kind[value] == OBJECT_LITERAL)


def calls_of(p: Program, method: str) -> Iterator[int]:
    """Calls `Object.method(…)`, also as bundlers keep it: `var d = Object.method; d(…)`."""
    for access in p.accesses(method):
        up = p.parent[access]
        if p.is_callee(access):
            yield up
        elif p.kind[up] == DECLARATOR and p.kind[up + 1] == IDENT and p.binding[up + 1] >= 0:
            yield from (p.parent[ref] for ref in p.s.references(p.binding[up + 1]).tolist() if p.is_callee(ref))


def _by_helper(p: Program) -> Iterator[Defined]:
    for listed in p.c.where("array").tolist():
        call = p.parent[p.parent[listed]]
        if p.kind[p.parent[listed]] != ARGS or p.kind[call] != CALL:
            continue
        args = p.written_args(call)
        at = args.index(listed)
        keys = [_key(p, item) for item in p.children(listed)] if 1 <= at <= 2 else []
        if keys and min(keys) >= 0:
            for item, key in zip(p.children(listed), keys, strict=True):
                yield Defined(args[0], at == 1, key, item)


def _made(p: Program, all_defined: Iterable[Defined]) -> Iterator[tuple[int, int]]:
    for one in all_defined:
        call = p.parent[p.parent[one.target]]
        if p.kind[p.parent[one.target]] == ARGS and p.kind[call] == CALL:
            yield call, one.target


def _key(p: Program, item: int) -> int:
    """k of `{key: "k", value: f}`, or -1."""
    if p.kind[item] != OBJECT_LITERAL:
        return -1
    held = p.members(item)
    named = held.get(p.ids.get("key", -1), ())
    described = held.keys() & {p.ids.get(name, -1) for name in ("value", "get", "set")}
    return p.string_sym(named[0]) if len(named) == 1 and described else -1


def described(p: Program, node: int) -> Defined | None:
    """The property whose value or getter a function (or other expression) is, where it stands in a description."""
    pair = node if p.kind[node] == K["method_definition"] else p.parent[node]
    one = p.definitions.by_literal.get(p.parent[pair])
    return one if one is not None and p.text(p.member_key(pair)) in ("value", "get", "set") else None
