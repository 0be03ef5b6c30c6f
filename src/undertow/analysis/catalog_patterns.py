"""Form fields that a pattern takes the value of, and event targets whose kind a test tells.

`const {value} = document.querySelector("#mail")`, `({target: {value}}) => …`, `if (e.target.matches("#pin")) …`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from undertow.analysis import catalog
from undertow.analysis.catalog_events import receivers
from undertow.analysis.catalog_fields import LISTING, TARGETS, all_listened, field_of, listened, listened_too
from undertow.analysis.catalog_selectors import Field, selector_data
from undertow.analysis.columns import K
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import defined
from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_syntax import (
    ARGS,
    BINARY,
    CALL,
    COMPUTED,
    DECLARATOR,
    FOR_IN,
    IDENT,
    LEFT,
    MEMBER,
    NO_SYMBOL,
    PAIR,
    RIGHT,
    SHORTHAND_PATTERN,
    UNARY,
    VALUE,
)  # fmt: skip
from undertow.analysis.program_tests import tests_around
from undertow.model import DataType

_TELLING = ("type", "name", "id", "autocomplete")
_NAME = "name"
_SELECTOR = "selector"
"""Stands for the kind of data that a selector tells, in place of an attribute."""
_MAX_FILTERS = 3
NOT_TYPED = Field("input", "a field that nobody types into")
"""Told by a test: what is read is a tick box or the like."""


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
            for field in _fields(p, values, pattern) if is_value else ():
                yield p.n + int(p.binding[name]), pattern, field


def under_their_names(p: Program, vertex: int) -> list[int]:
    """Object literals that keep the value of a field under its own name, if all do that have it; else empty.

    `{[e.target.name]: e.target.value}`, `({target: {name, value}}) => set({...old, [name]: value})`.
    """
    uses = [vertex] if vertex < p.n else [r for r in p.s.references(vertex - p.n).tolist() if not p.s.write[r]]
    pairs = [p.parent[p.outermost(use)] for use in uses if p.kind[use] in (IDENT, MEMBER)]
    kept = [pair for use, pair in zip(uses, pairs, strict=False) if p.kind[pair] == PAIR and _is_named(p, pair, use)]
    return [p.parent[pair] for pair in kept] if len(kept) == len(uses) else []


def _is_named(p: Program, pair: int, value: int) -> bool:
    """Is the key of a pair the name of the element whose value is given?"""
    if p.kind[pair + 1] != COMPUTED or p.contains(pair + 1, value):
        return False
    key = p.strip(pair + 2)
    if p.is_access(key) and p.is_access(value):
        return p.key_text(key) == _NAME and p.c.text(p.base(key)) == p.c.text(p.base(value))
    if p.kind[key] != IDENT or p.kind[value] != IDENT or min(p.binding[key], p.binding[value]) < 0:
        return False
    (of, name), (same, taken) = _from_pattern(p, key), _from_pattern(p, value)
    return of == same >= 0 and p.text(name) == _NAME and p.text(taken) == "value"


def _from_pattern(p: Program, name: int) -> tuple[int, int]:
    """(pattern, key) of a variable that a pattern takes out of an object; (-1, -1) of others."""
    node = int(p.s.b_node[p.binding[name]])
    up = p.parent[node]
    if p.kind[up] == K["pair_pattern"]:
        return p.parent[up], p.sym[up + 1]
    return (up, p.sym[node]) if p.kind[up] == K["object_pattern"] else (-1, -1)


def _fields(p: Program, values: FlowValues, pattern: int) -> list[Field]:
    """The field that a pattern takes apart; those that one handler is registered on, of each kind one."""
    up = p.parent[pattern]
    if p.kind[up] == DECLARATOR:
        value = p.child(up, VALUE)
        field = field_of(p, values, value) if value >= 0 else None
        return [field, *listened_too(p, values, value, field)] if field is not None else []
    if p.kind[up] == FOR_IN and p.field[pattern] == LEFT:
        listed = p.child(up, RIGHT)
        queried = any(p.method_name(o) in LISTING for o in p.origins(listed))
        field = field_of(p, values, listed) if queried else None
        return [field] if field is not None else []
    if p.kind[up] == K["pair_pattern"] and p.text(p.sym[up + 1]) in TARGETS:
        outer = p.parent[up]
        fn = p.enclosing[outer]
        if fn >= 0 and p.is_function(fn) and p.params(fn)[:1] == [outer]:
            by_kind = {field.data: field for field in all_listened(p, values, fn)}
            if (heard := listened(p, values, fn)) is not None:
                return list({heard.data: heard, **by_kind}.values())
            return [Field("input", "the field an event came from")] if receivers(p, fn) else []
    return []


def told(p: Program, values: FlowValues, access: int) -> Field | None:
    """The kind of the field in `e.target.value`, where a test around it tells: `e.target.type === "email"`.

    The element may also have a name of its own: `const field = e.target`.
    """
    element = p.strip(p.base(access))
    named = p.kind[element] == IDENT and p.binding[element] >= 0 and len(p.writes(p.binding[element])) <= 1
    if not named and not (p.is_access(element) and p.key_text(element) in TARGETS):
        return None
    said = [one for test, holds in tests_around(p, access) for one in _said(p, values, test, p.c.text(element), holds)]
    if named:
        said += _filtered(p, values, element)
    for attribute, text in said:
        data = cast(DataType, text) if attribute == _SELECTOR else catalog.told_by(attribute, text)
        if data:
            return Field(data, f"the field whose {attribute} is {text}")
    if any(attribute == "type" and catalog.not_typed(text) for attribute, text in said):
        return NOT_TYPED
    return None


def _filtered(p: Program, values: FlowValues, name: int) -> Iterator[tuple[str, str]]:
    """What callbacks of `filter` and `find` say of the elements of a list, for a variable that holds one of them."""
    b = int(p.binding[name])
    fn, index = p.param_index(b)
    call = p.parent[p.parent[fn]] if index == 0 and p.kind[p.parent[fn]] == ARGS else -1
    if call >= 0 and p.method_name(call) in VISITING and p.is_access(p.callee(call)):
        listed = p.base(p.callee(call))
    else:
        listed = p.looped_over(b) if p.looped_over(b) >= 0 else p.definition(name)
    for _ in range(_MAX_FILTERS):
        listed = defined(p, p.strip(listed)) if listed >= 0 else -1
        if listed < 0 or p.method_name(listed) not in ("filter", "find") or not p.is_access(p.callee(listed)):
            return
        functions = p.functions(p.args(listed)[0]) if p.args(listed) else []
        for fn in functions[:1]:
            params, returned = p.params(fn), p.returns(fn)
            if params and len(returned) == 1:
                yield from _said(p, values, returned[0], p.c.text(params[0]), holds=True)
        listed = p.base(p.callee(listed))


def _said(p: Program, values: FlowValues, test: int, element: str, holds: bool) -> Iterator[tuple[str, str]]:
    """(attribute, its value) of the element, by a test that holds (or does not)."""
    test = p.strip(test)
    if p.kind[test] == UNARY and p.prefix(test) == "!":
        yield from _said(p, values, p.children(test)[-1], element, not holds)
    elif p.kind[test] == CALL and holds and p.method_name(test) in ("matches", "closest") and p.args(test):
        base = p.base(p.callee(test)) if p.is_access(p.callee(test)) else -1
        if base >= 0 and p.c.text(base) == element and (data := selector_data(values.one(p.args(test)[0]))):
            yield _SELECTOR, data
    elif p.kind[test] == BINARY:
        left, right, operator = p.strip(p.child(test, LEFT)), p.strip(p.child(test, RIGHT)), p.operator(test)
        if operator == ("&&" if holds else "||"):
            yield from _said(p, values, left, element, holds)
            yield from _said(p, values, right, element, holds)
        elif operator in (("===", "==") if holds else ("!==", "!=")):
            for one, other in ((left, right), (right, left)):
                if p.is_access(one) and p.key_text(one) in _TELLING and p.c.text(p.base(one)) == element:
                    yield p.key_text(one), values.one(other)
