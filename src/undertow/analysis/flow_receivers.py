"""Which object `this` is where functions are entered by certain calls: its class, and how its constructors ran.

Clients of one base class share the method that sends; which host it sends to stands in the constructor of each, or in
what each was made with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from undertow.analysis import program_heritage, program_owners
from undertow.analysis.columns import K
from undertow.analysis.decode import HOLE
from undertow.analysis.program import Program
from undertow.analysis.program_members import class_member
from undertow.analysis.program_names import defined
from undertow.analysis.program_syntax import ARGS, ARRAY, CALL, IDENT, METHOD, NEW, THIS
from undertow.analysis.value_choices import Choice
from undertow.analysis.value_texts import in_turn

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues

Read = tuple[int, Choice]
"""An expression, and the choice by which it is to be read."""

_DEPTH = 6
"""Calls `this.method()`, and classes above one another, that are followed."""
_MAX_SITES = 12
_SUPER = K["super"]
_CALLING = ("call", "apply")


@dataclass(frozen=True)
class Instance:
    """An object of the script that a class or constructor function made."""

    klass: int
    made: int = -1
    """The expression `new C(…)`, or -1 where only the class is known."""


def instance(values: FlowValues, this: int, depth: int = _DEPTH) -> Instance | None:
    """The object that a `this` (or `super`) is, by the calls that are chosen; None if they do not tell."""
    p = values.p
    fn, owner = int(p.this_scope[this]), p.this_owner(this)
    if depth <= 0 or fn < 0 or not (p.is_class(owner) or p.is_function(owner)):
        return None
    call = values.chosen(fn)
    if call < 0:
        outer = _handed_with(p, fn, owner)
        return instance(values, outer, depth) if outer >= 0 else _of_class(p, owner)
    if p.kind[call] == NEW:
        return _made(p, [call])
    receiver = _given(values, _receiver(p, fn, call))
    if receiver < 0:
        return _of_class(p, owner)
    if p.kind[receiver] in (THIS, _SUPER):
        found = instance(values, receiver, depth - 1)
    else:
        found = _made(p, p.origins(receiver))
    return found if found is not None and _extends(p, found.klass, owner) else _of_class(p, owner)


def _handed_with(p: Program, fn: int, owner: int) -> int:
    """The `this` with which a helper runs a function, which it is given together with that; or -1.

    `help(this, function () {…})`, `help(function () {…}, inner, this)`, and `made.apply(this, arguments)` of what a
    helper makes of it: async functions compiled for older browsers.
    """
    call = p.parent[p.parent[fn]] if p.kind[p.parent[fn]] == ARGS else -1
    args = p.written_args(call) if call >= 0 and p.kind[call] == CALL else []
    applied = [given for call in program_owners.applications(p, fn) for given in p.written_args(call)[:1]]
    these = (defined(p, arg) for arg in (*args, *applied) if p.kind[arg] in (THIS, IDENT))
    return next((this for this in these if p.kind[this] == THIS and p.this_owner(this) == owner), -1)


def _given(values: FlowValues, receiver: int) -> int:
    """What a parameter is given by the chosen call; other expressions stay as they are."""
    p = values.p
    b = int(p.binding[receiver]) if receiver >= 0 and p.kind[receiver] == IDENT else -1
    given = values.argument(b) if b >= 0 else -1
    return p.strip(given) if given >= 0 else receiver


def _receiver(p: Program, fn: int, call: int) -> int:
    """The expression whose value is `this` in a function that a call enters; -1 if the call does not say."""
    callee = p.written_callee(call)
    if p.kind[callee] == _SUPER:
        return callee
    if program_heritage.is_run(p, call) and fn not in p.functions(callee):
        return p.written_args(call)[0]
    if not p.is_access(callee):
        return -1
    if p.key_text(callee) in _CALLING and fn not in p.functions(callee):
        given = p.written_args(call)
        receiver = given[0] if given else -1
    else:
        receiver = p.base(callee)
    receiver = p.strip(receiver) if receiver >= 0 else -1
    held = p.definition(receiver) if receiver >= 0 and p.kind[receiver] == IDENT else -1
    return held if held >= 0 and p.kind[held] == THIS else receiver  # `var self = this`


def _made(p: Program, origins: tuple[int, ...] | list[int]) -> Instance | None:
    """The instance among the origins of an expression, if all of them are of one class."""
    classes = {p.class_of(p.callee(o)) if p.kind[o] == NEW else -1 for o in origins}
    if len(classes) != 1 or -1 in classes:
        return None
    return Instance(classes.pop(), origins[0] if len(origins) == 1 else -1)


def _of_class(p: Program, owner: int) -> Instance | None:
    """An instance of a class that no other extends; None if one of a subclass may be meant."""
    return None if p.subclasses(owner) else Instance(owner)


def _extends(p: Program, klass: int, owner: int) -> bool:
    for _ in range(_DEPTH):
        if klass in (owner, -1):
            break
        klass = p.superclass(klass)
    return klass == owner


def entered(p: Program, one: Instance) -> dict[int, int]:
    """Constructor → the call by which it ran for the instance, as far as the class tells."""
    found: dict[int, int] = {}
    klass, call = one.klass, one.made
    for _ in range(_DEPTH):
        own = program_owners.own_constructor(p, klass) if p.is_class(klass) else klass
        if own >= 0:
            if call >= 0:
                found[own] = call
            call = _parent_call(p, klass, own)
        klass = p.superclass(klass)
        if klass < 0:
            break
    return found


def _parent_call(p: Program, klass: int, own: int) -> int:
    """The call in a constructor that runs the parent's: `super(…)`, `Parent.call(this, …)`; -1 if there is none."""
    parent = p.superclass(klass)
    constructor = program_owners.constructor(p, parent) if p.is_class(parent) else parent
    if constructor < 0:
        return -1
    if p.is_class(klass):
        return next((c for c in p.super_sites(constructor) if p.contains(own, c)), -1)
    return next((call for call, shift in p.call_sites(constructor) if shift and p.contains(own, call)), -1)


def kept(values: FlowValues, one: Instance, key: int) -> list[Read] | None:
    """What an object may hold under a key; None if nothing is known to."""
    found = class_member(values.p, one.klass, key)
    return _kept(values, one, found) if found else None


def private(values: FlowValues, call: int) -> list[Read] | None:
    """What the private field is that a call reads of the object that is meant; None if it is not known which one."""
    p = values.p
    held = p.private.read(call)
    holder = p.strip(p.private.field(call)[0]) if held else -1
    one = instance(values, holder) if holder >= 0 and p.kind[holder] == THIS else None
    return _kept(values, one, held) if one is not None and held else None


def private_texts(values: FlowValues, call: int, depth: int) -> list[str]:
    """Strings of a private field that a call reads."""
    if (held := values.p.private.read(call)) is None:
        return []
    if (known := private(values, call)) is not None:
        return known_texts(values, known, depth)
    return in_turn([values.strings(value, depth - 1) for value in held[:_MAX_SITES]])


def _kept(values: FlowValues, one: Instance, found: list[int]) -> list[Read]:
    """Values that stand under a key of one object, each with how it is to be read there."""
    p = values.p
    calls = entered(p, one)
    for value in found:
        calls.update(_set_by(p, value, one, calls))
    read: list[int] = []
    for value in found:
        read += p.returns(value) if p.kind[value] == METHOD and p.is_getter(value) else [value]
    choice = Choice(calls=calls)
    return [(value, choice) for value in read]


def _set_by(p: Program, value: int, one: Instance, calls: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The method that a value is stored in, and its call, if only one call is of that object."""
    fn = p.enclosing[value]
    if fn < 0 or p.kind[fn] != METHOD or fn in calls or one.made < 0:
        return
    sites = [call for call, shift in p.call_sites(fn)[:_MAX_SITES] if not shift]
    if len(sites) < _MAX_SITES and len(own := [call for call in sites if _is_of(p, fn, call, one)]) == 1:
        yield fn, own[0]


def _is_of(p: Program, fn: int, call: int, one: Instance) -> bool:
    """May a call of a method be of that object?"""
    receiver = _receiver(p, fn, call) if p.kind[call] == CALL else -1
    if receiver < 0:
        return True
    if p.kind[receiver] in (THIS, _SUPER):
        return _extends(p, one.klass, p.this_owner(receiver))
    origins = p.origins(receiver)
    return one.made in origins or any(p.kind[o] != NEW for o in origins)


def methods(values: FlowValues, call: int) -> list[int]:
    """The functions that `this.method()` runs where the object is known; empty if it is not."""
    p = values.p
    callee = p.callee(call)
    if not p.is_access(callee) or p.kind[p.base(callee)] != THIS or p.key(callee) < 0:
        return []
    one = instance(values, p.base(callee))
    found = class_member(p, one.klass, p.key(callee)) if one is not None else []
    return found if found and all(p.is_function(fn) for fn in found) else []


def texts(values: FlowValues, access: int, depth: int) -> list[str]:
    """Strings that `this.key` has in the object that is meant; empty if nothing tells it from others of its kind."""
    p = values.p
    one = instance(values, p.base(access))
    if one is None or (one.made < 0 and p.superclass(one.klass) < 0):
        return []
    return known_texts(values, kept(values, one, p.key(access)) or (), depth)


def known_texts(values: FlowValues, held: Iterable[Read], depth: int) -> list[str]:
    """Strings of expressions, each read by its choice, without those of which nothing is known."""
    found: list[str] = []
    for value, choice in held:
        with values.choosing(choice):
            found += [text for text in values.strings(value, depth - 1) if text != HOLE]
    return found


def arguments(p: Program, fn: int, call: int) -> list[int]:
    """What a function gets from a call of it, also from `f.call(x, …)` and `f.apply(x, arguments)`."""
    callee = p.callee(call)
    if program_heritage.is_run(p, call) and fn not in p.functions(callee):
        return p.args(call)[program_heritage.RUN_SHIFT :]
    if p.kind[call] != CALL or not p.is_access(callee) or fn in p.functions(callee):
        return p.args(call)
    name, args = p.key_text(callee), p.args(call)
    if name == "call":
        return args[1:]
    if name != "apply":
        return args
    handed = p.strip(args[1]) if len(args) > 1 else -1
    if handed >= 0 and p.kind[handed] == ARRAY:
        return p.children(handed)
    outer = int(p.this_scope[call])
    is_all = handed in p.free("arguments") and outer >= 0
    return p.params(outer) if is_all else []


def again(p: Program, name: int, fn: int, index: int, calls: list[int]) -> list[int]:
    """Calls of a function within itself that give a parameter another value: `retry(body, i + 1)`."""
    inside = [call for call in calls if p.contains(fn, call)]
    given = [(call, arguments(p, fn, call)[index : index + 1]) for call in inside]
    return [call for call, args in given if args and p.binding[p.strip(args[0])] != p.binding[name]]
