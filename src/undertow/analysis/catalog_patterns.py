"""Form fields that a pattern takes the value of, and event targets whose kind a test tells.

`const {value} = document.querySelector("#mail")`, `({target: {value}}) => …`, `if (e.target.matches("#pin")) …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from undertow.analysis import catalog
from undertow.analysis.catalog_events import receivers
from undertow.analysis.catalog_fields import LISTING, TARGETS, field_of, listened
from undertow.analysis.catalog_selectors import Field, selector_data
from undertow.analysis.columns import K
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import (
    BINARY,
    CALL,
    DECLARATOR,
    FOR_IN,
    IDENT,
    LEFT,
    NO_SYMBOL,
    RIGHT,
    SHORTHAND_PATTERN,
    UNARY,
    VALUE,
)  # fmt: skip
from undertow.analysis.program_tests import tests_around
from undertow.model import DataType

_TELLING = ("type", "name", "id", "autocomplete")


def taken(p: Program, values: FlowValues) -> Iterator[tuple[int, int, Field]]:
    """(vertex of the variable, pattern, field) for each pattern that takes the value of a field."""
    key = p.ids.get("value", NO_SYMBOL)
    for pattern in p.c.where("object_pattern").tolist() if key >= 0 else ():
        for child in p.children(pattern):
            pair = p.kind[child] == K["pair_pattern"]
            name = p.child(child, VALUE) if pair else child
            if p.kind[name] in (K["object_assignment_pattern"], K["assignment_pattern"]):
                name += 1
            plain = p.kind[name] in (IDENT, SHORTHAND_PATTERN) and p.binding[name] >= 0
            is_value = plain and (p.sym[child + 1] if pair else p.sym[name]) == key
            if is_value and (field := _field(p, values, pattern)) is not None:
                yield p.n + int(p.binding[name]), pattern, field


def _field(p: Program, values: FlowValues, pattern: int) -> Field | None:
    """The field that a pattern takes apart."""
    up = p.parent[pattern]
    if p.kind[up] == DECLARATOR:
        value = p.child(up, VALUE)
        return field_of(p, values, value) if value >= 0 else None
    if p.kind[up] == FOR_IN and p.field[pattern] == LEFT:
        listed = p.child(up, RIGHT)
        queried = any(p.method_name(o) in LISTING for o in p.origins(listed))
        return field_of(p, values, listed) if queried else None
    if p.kind[up] == K["pair_pattern"] and p.text(p.sym[up + 1]) in TARGETS:
        outer = p.parent[up]
        fn = p.enclosing[outer]
        if fn >= 0 and p.is_function(fn) and p.params(fn)[:1] == [outer]:
            found = listened(p, values, fn)
            return found or (Field("input", "the field an event came from") if receivers(p, fn) else None)
    return None


def told(p: Program, values: FlowValues, access: int) -> Field | None:
    """The kind of the field in `e.target.value`, where a test around it tells: `e.target.type === "email"`.

    The element may also have a name of its own: `const field = e.target`.
    """
    element = p.strip(p.base(access))
    named = p.kind[element] == IDENT and p.binding[element] >= 0 and len(p.writes(p.binding[element])) <= 1
    if not named and not (p.is_access(element) and p.key_text(element) in TARGETS):
        return None
    for test, holds in tests_around(p, access):
        if data := _kind(p, values, test, p.c.text(element), holds):
            return Field(data, f"the field in which {p.c.text(test)[:60]}")
    return None


def _kind(p: Program, values: FlowValues, test: int, element: str, holds: bool) -> DataType | None:
    """What a test that holds (or does not) says of the element."""
    test = p.strip(test)
    if p.kind[test] == UNARY and p.prefix(test) == "!":
        return _kind(p, values, p.children(test)[-1], element, not holds)
    if p.kind[test] == CALL and holds and p.method_name(test) in ("matches", "closest") and p.args(test):
        base = p.base(p.callee(test)) if p.is_access(p.callee(test)) else -1
        return selector_data(values.one(p.args(test)[0])) if base >= 0 and p.c.text(base) == element else None
    if p.kind[test] != BINARY:
        return None
    left, right, operator = p.strip(p.child(test, LEFT)), p.strip(p.child(test, RIGHT)), p.operator(test)
    if operator == ("&&" if holds else "||"):
        return _kind(p, values, left, element, holds) or _kind(p, values, right, element, holds)
    if operator not in (("===", "==") if holds else ("!==", "!=")):
        return None
    if not p.is_access(left) or p.key_text(left) not in _TELLING or p.c.text(p.base(left)) != element:
        return None
    return catalog.told_by(p.key_text(left), values.one(right))
