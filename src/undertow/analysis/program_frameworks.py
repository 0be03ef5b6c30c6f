"""What frameworks hand to the code of an application, whose own code does so by tables of what was compiled.

Angular: what `inject(C)` gives is made by the factory that its compiler puts into the class, under a name that stays:
`class C { static ɵfac = t => new (t || C)(inject(D)); }`. Svelte: what a component's function returns.
Vue: the state that functions get which draw a component, and what `ref(first)` makes, by the fields of its class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis import catalog
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ARROW,
    CALL,
    IDENT,
    NEW,
    NO_SYMBOL,
    OBJECT_LITERAL,
    PAIR,
    RETURN,
    THIS,
)

if TYPE_CHECKING:
    from undertow.analysis.program import Program

_FACTORY = "\u0275fac"
_INSTANCE = 2
_OF_REFS = ("_rawValue", "__v_isRef")
_MADE_OF = 2
_STATES = (0, 3, 4)
_HANDLER = re.compile(r"on(?:[A-Z]|Update:)")
_TAGS = frozenset(
    ["a", "button", "div", "form", "input", "label", "li", "option", "select", "span", "td", "textarea", "tr"]
)
_TEMPLATES = frozenset({"template", "hostBindings"})


def is_maker(p: Program, call: int) -> bool:
    """Does the call make an element of its name and its properties: `h("input", {onChange: f})`?

    Where bundlers took the function's name, its arguments tell: no other takes a tag, and handlers of events.
    """
    if p.method_name(call) in catalog.MAKERS:
        return True
    args = p.args(call)
    if len(args) < _MADE_OF or p.string(args[0]) not in _TAGS or p.kind[args[1]] != OBJECT_LITERAL:
        return False
    keys = (p.member_key(member) for member in p.children(args[1]))
    return any(_HANDLER.match(p.text(key)) for key in keys if key >= 0)


def renders(p: Program, component: int) -> list[int]:
    """Vue: the functions that draw a component, `{data, methods, render}` or, of files, `join(c, [["render", f]])`."""
    key = p.ids.get("render", -1)
    if key < 0:
        return []
    found = [fn for value in p.property_of(component, key) for fn in p.functions(value)[:1]]
    for use in p.value_uses(component) if not found else ():
        args = p.args(p.parent[p.parent[use]]) if p.kind[p.parent[use]] == ARGS else []
        rows = p.children(args[1]) if args[:1] == [use] and len(args) > 1 and p.kind[args[1]] == ARRAY else []
        pairs = [p.children(row) for row in rows if p.kind[row] == ARRAY]
        named = [row[1] for row in pairs if len(row) > 1 and p.string_sym(row[0]) == key]
        found += [fn for value in named for fn in p.functions(value)[:1]]
    return found


def states(p: Program, render: int) -> frozenset[int]:
    """The variables by which a function that draws a component knows its state: `(ctx, …, $setup, $data)`."""
    params = [param for at, param in enumerate(p.params(render)) if at in _STATES and p.kind[param] == IDENT]
    return frozenset(int(p.binding[param]) for param in params)


def refs(p: Program) -> list[int]:
    """Vue: what is called in `ref(first)`, where its name is lost: the class of what it makes keeps its fields."""
    raw, mark = (p.ids.get(name, -1) for name in _OF_REFS)
    if min(raw, mark) < 0:
        return []
    by_field = [{p.this_owner(p.base(s)) for s in p.stores_sym(f) if p.kind[p.base(s)] == THIS} for f in (raw, mark)]
    classes = by_field[0] & by_field[1]
    made = [node for node in p.c.where("new_expression").tolist() if p.class_of(p.callee(node)) in classes]
    makers = {int(p.enclosing[node]) for node in made if p.enclosing[node] >= 0}
    asked = [call for maker in makers for call, _ in p.call_sites(maker)]
    handed_on = {int(p.enclosing[call]) for call in asked if p.kind[p.parent[call]] in (RETURN, ARROW)}
    return [p.callee(call) for fn in handed_on if p.is_function(fn) for call, _ in p.call_sites(fn)]


def injected(p: Program, call: int) -> list[int]:
    """The `new` expressions that make what a call with a class as its first argument gives; none of other calls."""
    key = p.ids.get(_FACTORY, -1)
    if key < 0 or p.kind[call] != CALL:
        return []
    args = p.written_args(call)
    return _made(p, args[0], key) if args else []


def shown(p: Program, fn: int) -> list[int]:
    """The `new` expressions that make the component whose template a function is, which it gets second."""
    key = p.ids.get(_FACTORY, -1)
    pair = p.parent[fn]
    if key < 0 or p.kind[pair] != PAIR or p.text(p.member_key(pair)) not in _TEMPLATES:
        return []
    kinds = p.members(p.parent[pair]).get(p.ids.get("type", NO_SYMBOL), [])
    return _made(p, kinds[0], key) if kinds else []


def of_instance(p: Program, call: int) -> Iterator[int]:
    """Svelte: `init(this, options, instance, fragment, …)` hands the list that `instance` returns to `fragment`."""
    args = p.args(call)
    if p.kind[args[0]] != THIS:
        return
    for fn in p.functions(args[_INSTANCE])[:1]:
        yield from (o for value in p.returns(fn) for o in p.origins(value) if p.kind[o] == ARRAY)


def _made(p: Program, node: int, key: int) -> list[int]:
    """What the factory of a class makes."""
    classes = p.origins(node) if p.kind[node] == IDENT else ()
    if len(classes) != 1 or not p.is_class(classes[0]):
        return []
    factories = [value for value in p.property_of(classes[0], key) if p.is_function(value)]
    return [made for factory in factories[:1] for made in map(p.strip, p.returns(factory)) if p.kind[made] == NEW]
