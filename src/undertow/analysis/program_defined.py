"""Properties that are defined by a description of them, as compilers for older browsers write classes.

`Object.defineProperty(C, "k", {get: f})`, `Object.defineProperties(C.prototype, {k: {value: v}})`, and what helpers of
any name are given for the methods and the static methods of a class: `make(C, [{key: "k", value: f}], [{key: …}])`, or,
where they were put in line, `define(C.prototype, methods = [{key: "k", value: f}])`. Fields are set by a helper, too:
`define(this, "k", v)` in a constructor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from undertow.analysis.columns import K
from undertow.analysis.program_syntax import (
    ANY,
    ARGS,
    ASSIGN,
    CALL,
    DECLARATOR,
    IDENT,
    INDEX,
    NAME,
    OBJECT_LITERAL,
    RIGHT,
    SHORTHAND,
    SUBSCRIPT,
    THIS,
)  # fmt: skip

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_MAX_MENTIONS = 12
_MAX_STORES = 4_000
_FIELD = 3
"""Arguments of a helper that defines one property."""
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
    literal: int = -1
    """Its description, or -1 where a helper is given the value itself."""
    value: int = -1
    """That value, or -1."""


class Definitions:
    """All of one script."""

    def __init__(self, p: Program) -> None:
        self._p = p
        self.by_key: dict[int, list[Defined]] = {}
        self.by_literal: dict[int, Defined] = {}
        self.by_value: dict[int, Defined] = {}
        for one in (*_by_builtin(p), *_by_helper(p), *_fields(p)):
            self.by_key.setdefault(one.key, []).append(one)
            if one.literal >= 0:
                self.by_literal[one.literal] = one
            else:
                self.by_value[one.value] = one
        self.made = dict(_made(p, self.by_literal.values()))
        """Call of a helper → what it is given properties for, and returns."""

    def values(self, one: Defined) -> list[int]:
        """What the property holds: its value, or what its getter returns."""
        p = self._p
        if one.literal < 0:
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
        if one.literal < 0:
            owners = (p.this_owner(o) for o in p.origins(one.target) if p.kind[o] == THIS)
            return next((owner for owner in owners if owner >= 0), -1)
        named = p.kind[one.target] == IDENT and not one.of_instances  # `var _this = parent.call(this) || this`
        for origin in p.origins(one.target) if named else (one.target,):
            if p.kind[origin] == THIS:
                owner = p.this_owner(origin)
                return owner if owner >= 0 and p.is_class(owner) else -1
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
        keys: list[int] = []
        for args, at in _given_to(p, listed):
            keys = keys or [_key(p, item) for item in p.children(listed)]
            if not keys or min(keys) < 0:
                break
            of_instances = at == 1 and not p.is_prototype(args[0]) and p.parent[args[0]] == p.parent[listed]
            for item, key in zip(p.children(listed), keys, strict=True):
                yield Defined(args[0], of_instances, key, item)


def _fields(p: Program) -> Iterator[Defined]:
    """`define(this, "k", v)`, with a function of the script that defines a property by what it is given."""
    for fn in _defining(p):
        for call in _calls(p, fn):
            args = p.written_args(call)
            if len(args) == _FIELD and (key := p.string_sym(args[1])) >= 0:
                yield Defined(args[0], False, key, value=args[2])


def _defining(p: Program) -> list[int]:
    """Functions `define(o, k, v)` that give their first argument a property, and those that hand on to one."""
    found: list[int] = []
    for call in calls_of(p, "defineProperty"):
        args, fn = p.written_args(call), p.enclosing[call]
        if len(args) == _FIELD and p.kind[args[2]] == OBJECT_LITERAL and fn >= 0 and p.is_function(fn):
            held = p.members(args[2]).get(p.ids.get("value", -1), [])
            if len(held) == 1 and [_place(p, node, fn) for node in (*args[:2], held[0])] == [0, 1, 2]:
                found.append(fn)
    found = list(dict.fromkeys([*found, *_storing(p)]))
    for fn in found[:]:
        for call in _calls(p, fn):
            args, outer = p.written_args(call), p.enclosing[call]
            known = len(args) != _FIELD or outer < 0 or not p.is_function(outer) or outer in found
            if not known and [_place(p, node, outer) for node in (args[0], args[2])] == [0, 2]:
                found.append(outer)
    return found


def _calls(p: Program, fn: int) -> Iterator[int]:
    """Calls of a function by its name, or that of the variable that it is written into; or that at once."""
    at_once = p.parent[p.outermost(fn)]
    if p.kind[at_once] == CALL and p.strip(p.written_callee(at_once)) == fn:
        yield at_once
    up = p.parent[fn]
    name = up + 1 if p.kind[up] in (DECLARATOR, ASSIGN) else p.child(fn, NAME)
    if name >= 0 and p.kind[name] == IDENT and p.binding[name] >= 0:
        yield from (p.parent[ref] for ref in p.s.references(p.binding[name]).tolist() if p.is_callee(ref))


def _place(p: Program, node: int, fn: int) -> int:
    """The place of the parameter of a function that an expression is, or -1."""
    node = p.strip(node)
    if p.kind[node] not in (IDENT, SHORTHAND) or p.binding[node] < 0:
        return -1
    outer, at = p.param_index(p.binding[node])
    return at if outer == fn else -1


def _given_to(p: Program, listed: int) -> Iterator[tuple[list[int], int]]:
    """(arguments, place among them) of the calls that are given a list after something else, also by a variable."""
    up = p.parent[listed]
    given = [listed]
    if p.kind[up] in (ASSIGN, DECLARATOR) and p.kind[up + 1] == IDENT and p.binding[up + 1] >= 0:
        first = next(iter(p.children(listed)), -1)
        held = p.kind[first] == OBJECT_LITERAL if first >= 0 else False
        given = p.s.references(p.binding[up + 1])[:_MAX_MENTIONS].tolist() if held else []
    for node in given:
        call = p.parent[p.parent[node]]
        if p.kind[p.parent[node]] == ARGS and p.kind[call] == CALL:
            args = p.written_args(call)
            if 1 <= (at := args.index(node)) <= 2:
                yield args, at


def _storing(p: Program) -> list[int]:
    """Functions that store their third parameter in the first one, under the name that the second one is."""
    found: list[int] = []
    for access in p.stores_sym(ANY)[:_MAX_STORES]:
        value = p.strip(p.child(p.parent[access], RIGHT)) if p.kind[access] == SUBSCRIPT else -1
        if value >= 0:
            parts, fn = (p.base(access), p.strip(p.child(access, INDEX)), value), p.enclosing[access]
            if fn >= 0 and [_place(p, part, fn) for part in parts] == [0, 1, 2] and len(p.params(fn)) == _FIELD:
                found.append(fn)
    return found


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
