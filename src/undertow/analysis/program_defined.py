"""Properties that are defined by a description of them, as compilers for older browsers write classes.

`Object.defineProperty(C, "k", {get: f})`, `Object.defineProperties(C.prototype, {k: {value: v}})`, and what helpers of
any name are given for the methods and the static methods of a class: `make(C, [{key: "k", value: f}], [{key: …}])`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_names import declared_name
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    CALL,
    DECLARATOR,
    IDENT,
    INDEX,
    NAME,
    OBJECT_LITERAL,
    RIGHT,
    SUBSCRIPT,
    THIS,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_HANDED, _MAX_STORES = 2, 4_000
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
    """Its description; -1 where there is none."""
    value: int = -1
    """Its value, where a helper is handed that itself."""


class Definitions:
    """All of one script."""

    def __init__(self, p: Program) -> None:
        self._p = p
        self.by_key: dict[int, list[Defined]] = {}
        self.by_literal: dict[int, Defined] = {}
        for one in (*_by_builtin(p), *_by_helper(p)):
            self.by_key.setdefault(one.key, []).append(one)
            self.by_literal[one.literal] = one
        for one in _fields(p):
            self.by_key.setdefault(one.key, []).append(one)
        self.made = dict(_made(p, self.by_literal.values()))
        """Call of a helper → what it is given properties for, and returns."""

    def values(self, one: Defined) -> list[int]:
        """What the property holds: its value, or what its getter returns."""
        p = self._p
        if one.value >= 0:
            return [one.value]
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


def _fields(p: Program) -> Iterator[Defined]:
    """`field(this, "k", value)`, as compilers write the fields of classes: a helper stores it, or describes it."""
    helpers = _storing(p)
    for _ in range(_MAX_HANDED):
        handing = [p.enclosing[call] for fn in helpers for call in _calls(p, fn) if _hands_on(p, call)]
        helpers = list(dict.fromkeys([*helpers, *handing]))
    for fn in helpers:
        for call in _calls(p, fn):
            args = p.written_args(call)
            if len(args) == _DESCRIBED + 1 and (key := p.string_sym(args[1])) >= 0:
                yield Defined(args[0], False, key, -1, args[2])


def _storing(p: Program) -> list[int]:
    """Functions that store their third parameter in the first one, under the name that the second one is."""
    found: list[int] = []
    for access in p.stores_sym(ANY)[:_MAX_STORES]:
        value = p.strip(p.child(p.parent[access], RIGHT)) if p.kind[access] == SUBSCRIPT else -1
        if value >= 0:
            parts = (p.base(access), p.strip(p.child(access, INDEX)), value)
            places = [_place(p, part) for part in parts]
            fn = places[0][0]
            if places == [(fn, 0), (fn, 1), (fn, 2)] and len(p.params(fn)) == _DESCRIBED + 1:
                found.append(fn)
    return found


def _hands_on(p: Program, call: int) -> bool:
    """Does a function hand its first and third parameter on to a helper, as the first and third?"""
    args, fn = p.written_args(call), p.enclosing[call]
    if len(args) != _DESCRIBED + 1 or fn < 0 or len(p.params(fn)) != _DESCRIBED + 1:
        return False
    return _place(p, args[0]) == (fn, 0) and _place(p, args[2]) == (fn, 2)


def _place(p: Program, node: int) -> tuple[int, int]:
    """(function, index) of the parameter that the expression is; (-1, -1) for others."""
    return p.param_index(p.binding[node]) if p.kind[node] == IDENT and p.binding[node] >= 0 else (-1, -1)


def _calls(p: Program, fn: int) -> Iterator[int]:
    """Calls of a function by its name, or that of the only variable that it is written into; or that at once."""
    at_once = p.parent[p.outermost(fn)]
    if p.kind[at_once] == CALL and p.strip(p.written_callee(at_once)) == fn:
        yield at_once
    name = p.child(fn, NAME) if p.kind[fn] == K["function_declaration"] else declared_name(p, p.outermost(fn))
    if name >= 0 and p.kind[name] == IDENT and p.binding[name] >= 0:
        yield from (p.parent[ref] for ref in p.s.references(p.binding[name]).tolist() if p.is_callee(ref))


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
