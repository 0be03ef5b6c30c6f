"""What a property of an object may be where functions are entered by certain calls, and how to read that.

`send(this.request("POST", url))` hands over what one call of `request` makes, and its `url` is the one given there; of
`{host: DEFAULT, ...options}` the host is that of the options, if these have one. The literals alone would not tell:
other calls make objects of the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from undertow.analysis import flow_receivers, program_merging
from undertow.analysis.columns import kind_mask
from undertow.analysis.flow_branches import is_reached, taken
from undertow.analysis.flow_receivers import Read
from undertow.analysis.program_members import member_value
from undertow.analysis.program_syntax import (
    ALTERNATIVE,
    ASSIGN,
    AWAIT,
    BINARY,
    CALL,
    CONSEQUENCE,
    IDENT,
    LEFT,
    NEW,
    OBJECT_LITERAL,
    RIGHT,
    SPREAD,
    TERNARY,
    THIS,
)  # fmt: skip
from undertow.analysis.value_choices import Choice

if TYPE_CHECKING:
    from undertow.analysis.flow_values import FlowValues

DEPTH = 8
"""Expressions followed in a row."""
_MAX_HELD = 8
_NOTHING = kind_mask(["undefined", "null", "false", "true", "number"])


@dataclass(frozen=True)
class Held:
    """What one property of some objects may be."""

    values: tuple[Read, ...] = ()
    """Expressions, each with the choice under which it is read."""
    sure: bool = False
    """Have all of the objects the property?"""
    is_object: bool | None = True
    """Is it an object at all, and not undefined or null? None: it may be either."""

    def under(self, choice: Choice) -> Held:
        """The same, read by another choice."""
        return Held(tuple((value, choice | inner) for value, inner in self.values), self.sure, self.is_object)


_NONE = Held(is_object=False)


def texts(values: FlowValues, access: int, depth: int) -> list[str]:
    """Strings that a property has in the objects that are meant; empty if these are not all known."""
    held = values.held(access, depth)
    return flow_receivers.known_texts(values, held.values, depth) if held is not None else []


def of(values: FlowValues, node: int, key: int, depth: int) -> Held | None:
    """What the property of an expression's object may be; None if it may be another object, too."""
    p = values.p
    node = p.strip(node) if node >= 0 else -1
    if node < 0 or depth <= 0 or key < 0:
        return None
    kind = p.kind[node]
    if _NOTHING[kind]:
        return _NONE
    if kind == OBJECT_LITERAL:
        return _in_literal(values, node, key, depth)
    if kind == IDENT:
        return _of_name(values, node, key, depth)
    if kind == BINARY:
        return _either(values, node, key, depth)
    if kind == TERNARY:
        branch = taken(values, node, depth)
        sides = [branch] if branch >= 0 else [p.child(node, CONSEQUENCE), p.child(node, ALTERNATIVE)]
        return _joined(of(values, side, key, depth - 1) for side in sides)
    if kind == CALL:
        return _returned(values, node, key, depth)
    if kind in (THIS, NEW):
        return _of_instance(values, node, key)
    if kind in (AWAIT, ASSIGN):
        return of(values, node + 1 if kind == AWAIT else p.child(node, RIGHT), key, depth - 1)
    return _of_property(values, node, key, depth) if p.is_access(node) else None


def _of_property(values: FlowValues, access: int, key: int, depth: int) -> Held | None:
    """A property of a property."""
    outer = of(values, values.p.base(access), values.p.key(access), depth - 1)
    if outer is None or not outer.values:
        return _NONE if outer is not None and outer.is_object and outer.sure else None
    found: list[Held | None] = []
    for value, choice in outer.values[:_MAX_HELD]:
        with values.choosing(choice):
            inner = of(values, value, key, depth - 1)
        found.append(inner and inner.under(choice))
    return _joined(found)


def _of_name(values: FlowValues, node: int, key: int, depth: int) -> Held | None:
    p = values.p
    b = int(p.binding[node])
    if b < 0:
        return _NONE if p.text(p.sym[node]) == "undefined" else None
    written = values.ground.order.written(node)
    if written is not None and written.values and p.definition(node) < 0:
        return _joined(of(values, value, key, depth - 1) for value in written.values)
    fn, index = p.param_index(b)
    if index < 0:
        return of(values, p.definition(node), key, depth - 1)
    if (call := values.chosen(fn)) < 0:
        return None
    if (given := values.argument(b)) < 0:
        return _missing(values, fn, index, call, key, depth)
    with values.choosing(values.made.outside(fn), anew=True):
        return of(values, given, key, depth - 1)


def _missing(values: FlowValues, fn: int, index: int, call: int, key: int, depth: int) -> Held | None:
    """A parameter that the call gives nothing for."""
    p = values.p
    args = flow_receivers.arguments(p, fn, call)
    if (default := p.argument_default(fn, index)) >= 0:
        return of(values, default, key, depth - 1)
    return None if any(p.kind[arg] == SPREAD for arg in args) or len(args) > index else _NONE


def _either(values: FlowValues, node: int, key: int, depth: int) -> Held | None:
    """`a || b` and `a && b`."""
    p = values.p
    left, right = p.child(node, LEFT), p.child(node, RIGHT)
    if (operator := p.operator(node)) not in ("||", "??", "&&"):
        return None
    if operator == "&&":
        return of(values, right, key, depth - 1)
    first = of(values, left, key, depth - 1)
    if first is None or first.is_object:
        return first
    second = of(values, right, key, depth - 1)
    return second if first.is_object is False else _joined([first, second])


def _in_literal(values: FlowValues, literal: int, key: int, depth: int) -> Held | None:
    p = values.p
    parts = [(m + 1, True) if p.kind[m] == SPREAD else (m, False) for m in p.children(literal)]
    merged = _merged(values, [part for part in parts if part[1] or p.member_key(part[0]) == key], key, depth)
    if merged is None:
        return None
    found = (*merged.values, *((value, Choice()) for value in p.stored_on(literal, key)))
    if p.put.of(literal) or p.filled.of(literal):  # by names, or from objects, that are not known here
        return Held(found, sure=False) if found else None
    return Held(found, merged.sure)


def _merged(values: FlowValues, parts: list[tuple[int, bool]], key: int, depth: int) -> Held | None:
    """What the last of some members, and objects merged among them, gives a property."""
    found: list[Read] = []
    for part, is_merged in reversed(parts):
        if not is_merged:
            value = member_value(values.p, part)
            return Held((*found, (value, Choice())), sure=True) if value >= 0 else None
        inner = of(values, part, key, depth - 1)
        if inner is None:
            return None
        found += inner.values
        if inner.sure:
            return Held(tuple(found), sure=True)
    return Held(tuple(found[:_MAX_HELD]))


def _returned(values: FlowValues, call: int, key: int, depth: int) -> Held | None:
    """The property of what a call of one function of the script returns, or of what it merges."""
    p = values.p
    if call in p.carried.makers:  # axios.create(settings)
        return of(values, p.args(call)[0], key, depth - 1) if p.args(call) else _NONE
    if (held := p.private.read(call)) is not None:
        return _of_private(values, call, held, key, depth)
    functions = flow_receivers.methods(values, call) or p.functions(p.callee(call))
    natively = not functions and p.method_name(call) in program_merging.NAMES and p.is_access(p.callee(call))
    if natively or program_merging.merges(p, call, functions[:1]):
        parts = [(arg, True) for arg in p.args(call)]
        return None if any(p.kind[part] == SPREAD for part, _ in parts) else _merged(values, parts, key, depth)
    if len(functions) != 1 or p.yields(functions[0]):
        return None
    choice = Choice(calls={functions[0]: call})
    with values.choosing(choice):
        reached = [value for value in p.returns(functions[0]) if is_reached(values, value, depth)]
        found = _joined(of(values, value, key, depth - 1) for value in reached)
    return found and found.under(choice)


def _of_private(values: FlowValues, call: int, held: list[int], key: int, depth: int) -> Held | None:
    """A property of what a private field holds."""
    known = flow_receivers.private(values, call)
    found: list[Held | None] = []
    for value, choice in known if known is not None else [(value, Choice()) for value in held[:_MAX_HELD]]:
        with values.choosing(choice):
            inner = of(values, value, key, depth - 1)
        found.append(inner and inner.under(choice))
    return _joined(found)


def _of_instance(values: FlowValues, node: int, key: int) -> Held | None:
    """A property of `this`, or of `new C(…)`."""
    p = values.p
    if p.kind[node] == THIS:
        one = flow_receivers.instance(values, node)
    else:
        klass = p.class_of(p.callee(node))
        one = flow_receivers.Instance(klass, node) if klass >= 0 else None
    kept = flow_receivers.kept(values, one, key) if one is not None else None
    return Held(tuple(kept), sure=True) if kept is not None else None


def _joined(parts: Iterable[Held | None]) -> Held | None:
    """What a property may be in one of several objects."""
    found = list(parts)
    known = [part for part in found if part is not None]
    if len(known) != len(found) or not known:
        return None
    values = tuple(value for part in known for value in part.values)
    objects = {part.is_object for part in known}
    return Held(values[:_MAX_HELD], all(part.sure for part in known), objects.pop() if len(objects) == 1 else None)
