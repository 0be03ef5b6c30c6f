"""State of components that their markup fills.

Angular's forms that an object describes: `form = builder.group({email: [""]})`, and `form.value` of it. Which control
is which field stands in what the compiler makes of a template: `["type", "email", "formControlName", "mail"]`.
Components of Vue that are put into the page's own markup, `new Vue({el: "#app", data: {email: ""}})`: the script does
not show it, but an empty `password` in their state is there to be filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from undertow.analysis import catalog
from undertow.analysis.catalog_source import Source, is_read
from undertow.analysis.columns import K
from undertow.analysis.program import Program
from undertow.analysis.program_names import is_this
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    CALL,
    DECLARATOR,
    FIELD_DEFINITION,
    IDENT,
    NEW,
    NO_SYMBOL,
    OBJECT_LITERAL,
    PROPERTY,
    STRING,
)
from undertow.model import DataType

_CONTROL, _TYPE = "formControlName", "type"


def find(p: Program) -> Iterator[Source]:
    """All of them."""
    yield from _filled_by_the_page(p)
    fields = dict(_fields(p)) if _CONTROL in p.ids else {}
    for form in _forms(p, fields) if fields else ():
        own = {name: data for name, data in fields.items() if name in p.members(p.args(form)[0])}
        for read in _reads(p, form):
            yield from _of_form(p, read, own)


def _fields(p: Program) -> Iterator[tuple[int, DataType]]:
    """Name of a control → kind of its field."""
    for node in (text for text in p.c.where("string").tolist() if p.string_sym(text) == p.ids[_CONTROL]):
        listed = p.children(p.parent[node]) if p.kind[p.parent[node]] == ARRAY else []
        told = {p.string(one): other for one, other in pairwise(listed)}
        name = told.get(_CONTROL, -1)
        if name >= 0 and p.string_sym(name) >= 0 and not catalog.not_typed(p.string(name)):
            kind = p.string(told[_TYPE]) if _TYPE in told else ""
            yield p.string_sym(name), catalog.field_type(kind) or catalog.named(p.string(name)) or "input"


def _forms(p: Program, fields: dict[int, DataType]) -> list[int]:
    """Calls that make a form of an object with all these names: `builder.group({…})`, `new FormGroup({…})`."""
    members = [member for name in fields for member in p.members_sym(name)]
    literals = dict.fromkeys(p.parent[m] for m in members if p.kind[p.parent[m]] == OBJECT_LITERAL)
    found = []
    for literal in literals:
        call = p.parent[p.parent[literal]]
        given = p.kind[p.parent[literal]] == ARGS and p.kind[call] in (CALL, NEW) and p.args(call)[0] == literal
        if given and any(p.kind[value] in (ARRAY, NEW, CALL) for m in p.members(literal).values() for value in m):
            found.append(call)
    return found


def _reads(p: Program, form: int) -> Iterator[int]:
    """Expressions that denote the form, by the property or variable that it is kept in."""
    up = p.parent[p.outermost(form)]
    name = p.child(up, PROPERTY) if p.kind[up] == FIELD_DEFINITION else up + 1
    if p.kind[up] not in (ASSIGN, DECLARATOR, FIELD_DEFINITION):
        return
    if p.kind[name] == IDENT and p.binding[name] >= 0 and p.kind[up] != FIELD_DEFINITION:
        yield from (ref for ref in p.s.references(int(p.binding[name])).tolist() if not p.s.write[ref])
    key = p.sym[name] if p.kind[up] == FIELD_DEFINITION else p.key(name) if p.is_access(name) else NO_SYMBOL
    yield from (access for access in p.accesses_sym(int(key)) if key >= 0 and is_read(p, access))


def _of_form(p: Program, form: int, fields: dict[int, DataType]) -> Iterator[Source]:
    """`form.value.mail`, `form.getRawValue()`, `form.get("mail").value`, `form.controls.mail.value`."""
    access = p.parent[form]
    called = p.parent[access] if p.is_access(access) and p.is_callee(access) else -1
    key = p.key_text(access) if p.is_access(access) and p.base(access) == form else ""
    if key == "value" or (key == "getRawValue" and called >= 0):
        held = access if key == "value" else called
        for name, data in fields.items():
            yield Source(data, held, access, (name,), f"form field {p.text(name)}")
    name, control = -1, -1
    if key == "get" and called >= 0 and p.args(called):
        name, control = p.string_sym(p.args(called)[0]), called
    elif key == "controls" and p.is_access(p.parent[access]):
        name, control = int(p.key(p.parent[access])), p.parent[access]
    value = p.parent[control] if control >= 0 else -1
    if name in fields and p.is_access(value) and p.key_text(value) == "value":
        yield Source(fields[name], value, value, (), f"form field {p.text(name)}")


def _filled_by_the_page(p: Program) -> Iterator[Source]:
    """What methods read of the state of a component that has no markup in the script."""
    for component, states in _components(p):
        for name, path, data in _empty(p, states):
            for access in p.accesses_sym(name):
                if p.contains(component, access) and is_read(p, access) and is_this(p, p.base(access)):
                    yield Source(data, access, access, path, f"{p.text((name, *path)[-1])}, filled by the page")


def _components(p: Program) -> Iterator[tuple[int, list[int]]]:
    """(object with its methods, objects that its state begins as)."""
    key = p.ids.get("data", NO_SYMBOL)
    for options in dict.fromkeys(p.parent[member] for member in p.members_sym(key)) if key >= 0 else ():
        if p.kind[options] == OBJECT_LITERAL and _is_put_into_page(p, options):
            yield options, _state(p, options, key)
    for call in p.method_calls("data") if p.free("Alpine") else ():  # `Alpine.data("login", () => ({email: ""}))`
        args = p.args(call) if p.global_name(p.base(p.written_callee(call))) == "Alpine" else []
        made = [o for fn in p.functions(args[1]) for r in p.returns(fn) for o in p.origins(r)] if len(args) > 1 else []
        yield from ((o, [o]) for o in made if p.kind[o] == OBJECT_LITERAL)


def _is_put_into_page(p: Program, options: int) -> bool:
    """`new Vue({…})` or `Vue.createApp({…})` without a template or a function that draws."""
    held = p.members(options)
    if any(p.ids.get(name, NO_SYMBOL) in held for name in ("template", "render", "setup")):
        return False
    call = p.parent[p.parent[options]] if p.kind[p.parent[options]] == ARGS else -1
    if call < 0 or p.args(call)[0] != options:
        return False
    callee = p.callee(call)
    if p.kind[call] == NEW:
        return p.global_name(callee) == "Vue"
    return p.method_name(call) == "createApp" and not p.functions(callee)


def _state(p: Program, options: int, key: int) -> list[int]:
    """Objects that the state begins as: `data: {…}`, `data() { return {…}; }`."""
    values = p.members(options).get(key, [])
    made = [one for value in values for one in (value, *(r for fn in p.functions(value) for r in p.returns(fn)))]
    return [o for value in made for o in p.origins(value) if p.kind[o] == OBJECT_LITERAL]


def _empty(p: Program, states: list[int]) -> Iterator[tuple[int, tuple[int, ...], DataType]]:
    """(name, path below it, kind) of what is empty at first and called like a field, also in an object of the state."""
    for state in states:
        for name, values in p.members(state).items():
            for value in values if name >= 0 else ():
                if (data := _to_be_filled(p, name, value)) is not None:
                    yield name, (), data
                inner = p.members(value).items() if p.kind[value] == OBJECT_LITERAL else ()
                for below, (first, *_) in inner:
                    if below >= 0 and (data := _to_be_filled(p, below, first)) is not None:
                        yield name, (below,), data


def _to_be_filled(p: Program, name: int, value: int) -> DataType | None:
    is_empty = p.kind[value] == K["null"] or (p.kind[value] == STRING and not p.string(value))
    return catalog.named(p.text(name)) if is_empty and not catalog.not_typed(p.text(name)) else None
