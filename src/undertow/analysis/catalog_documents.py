"""Sinks and addresses that elements of the whole document make: forms, refreshing, `<base>`, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undertow.analysis import catalog
from undertow.analysis.catalog_elements import IN_STYLE, is_attached
from undertow.analysis.catalog_sink import ASSIGNED, Form, Sink, global_heads
from undertow.analysis.catalog_source import Source
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ALL, CALL, NEW, NO_SYMBOL, RIGHT

_FILLED = re.compile(rf"<(?:input|textarea|select)\b[^>]*\bname\s*=[^>]*{HOLE}", re.IGNORECASE)
"""A named field of markup of which a part is not known before it runs."""
_FORM_SELECTOR = re.compile(r"(?i)(?:^|[\s>])form\b[^\s>]*$|form$")


def find(p: Program, values: FlowValues) -> Iterator[Sink]:
    """All of them."""
    yield from _built_forms(p, values)
    yield from _led_away(p, values)
    yield from _refreshes(p, values)
    yield from _fonts(p, values)


def sources(p: Program, values: FlowValues) -> Iterator[Source]:
    """The fields of the page's own forms whose address a script sets: all of them go there."""
    for form, _, _ in _actions_of_page(p, values):
        yield Source("input", form, form, (ALL,), "all fields of a form")


# --- forms ----------------------------------------------------------------------------------------------------------
def _built_forms(p: Program, values: FlowValues) -> Iterator[Sink]:
    """`form.submit()`: the values that the script puts into named fields go to the form's action."""
    for method in ("submit", "requestSubmit"):
        for access in p.accesses(method):
            for form in p.origins(p.base(access)) if p.is_callee(access) else ():
                built = _tag(p, values, form) == "form"
                if built and not is_attached(p, form):
                    continue  # a form outside the document is not sent
                if not built and not _is_form_of_page(p, values, form):
                    continue
                action, written = _action(p, form, p.parent[access])
                fields = tuple(_field_values(p, values, form, built))
                if fields:
                    yield Sink("form", p.parent[access], action, (), carried=fields, form=written)


def _action(p: Program, form: int, call: int) -> tuple[int, Form]:
    """(expression, how it stands in its text) of where a form is sent: the button that submits it may say."""
    for button in p.origins(p.args(call)[0]) if p.args(call) else ():
        if own := [*_stored(p, button, "formAction"), *_set(p, button, "formaction")]:
            return own[-1], ""
        if p.method_name(button) in catalog.QUERIES and form in p.origins(p.base(p.callee(button))):
            markup = [text for text in _stored(p, form, "innerHTML") if "formaction" in p.c.text(text)]
            if markup:
                return markup[-1], "formaction"
    actions = [*_stored(p, form, "action"), *_set(p, form, "action")]
    return (actions[-1] if actions else -1), ""


def _tag(p: Program, values: FlowValues, origin: int) -> str:
    if p.kind[origin] != CALL or p.method_name(origin) != "createElement" or not p.args(origin):
        return ""
    return values.one(p.args(origin)[0]).lower()


def _stored(p: Program, origin: int, name: str) -> list[int]:
    return p.stored_on(origin, p.ids.get(name, -1))


def _set(p: Program, origin: int, name: str) -> Iterator[int]:
    """Values of `element.setAttribute(name, value)`."""
    for access in p.accesses("setAttribute"):
        args = p.args(p.parent[access]) if p.is_callee(access) else []
        if len(args) > 1 and p.string(args[0]) == name and origin in p.origins(p.base(access)):
            yield args[1]


def _field_values(p: Program, values: FlowValues, form: int, built: bool) -> Iterator[tuple[int, Path]]:
    """What is put into the `value` of the form's named fields, be they appended, in its markup, or there already."""
    for method in ("append", "appendChild", "insertBefore", "prepend"):
        for access in p.accesses(method):
            if not p.is_callee(access) or form not in p.origins(p.base(access)):
                continue
            for field in (o for a in p.args(p.parent[access]) for o in p.origins(a)):
                named = [*_stored(p, field, "name"), *_set(p, field, "name")]
                for value in (*_stored(p, field, "value"), *_set(p, field, "value")) if named else ():
                    yield value, ()
    for access in p.accesses("value"):
        if p.is_written(access) and form in p.origins(_form_of_field(p, p.base(access))):
            yield p.child(p.parent[access], RIGHT), ()
    for markup in _stored(p, form, "innerHTML") if built else ():
        if any(_FILLED.search(text) for text in values.strings(markup)):
            yield markup, ()


def _form_of_field(p: Program, field: int) -> int:
    """The form in `form.elements.name` and `form.name`; else the expression itself."""
    field = p.strip(field)
    if not p.is_access(field):
        return field
    base = p.strip(p.base(field))
    return p.base(base) if p.is_access(base) and p.key_text(base) == "elements" else base


def _is_form_of_page(p: Program, values: FlowValues, origin: int) -> bool:
    if p.is_access(origin):
        return p.key_text(p.strip(p.base(origin))) == "forms"
    if p.method_name(origin) not in catalog.QUERIES or not p.args(origin):
        return False
    return p.method_name(origin) != "createElement" and bool(_FORM_SELECTOR.search(values.one(p.args(origin)[0])))


def _actions_of_page(p: Program, values: FlowValues) -> Iterator[tuple[int, int, int]]:
    """(form, assignment, address) of `form.action = address`, where the form is one of the page's own."""
    for access in p.accesses("action"):
        if p.is_written(access) and any(_is_form_of_page(p, values, o) for o in p.origins(p.base(access))):
            yield p.base(access), p.parent[access], p.child(p.parent[access], RIGHT)


def _led_away(p: Program, values: FlowValues) -> Iterator[Sink]:
    """`document.forms[0].action = address`: what the person types goes there, whoever submits it."""
    for form, node, url in _actions_of_page(p, values):
        yield Sink("form", node, url, ((ASSIGNED, "url"),), carried=((form, (ALL,)),))


# --- the document ---------------------------------------------------------------------------------------------------
def _refreshes(p: Program, values: FlowValues) -> Iterator[Sink]:
    """`meta.httpEquiv = "refresh"; meta.content = "0; url=…"`."""
    if p.ids.get("meta", NO_SYMBOL) < 0:
        return
    for access in p.accesses("content"):
        if p.is_written(access) and _is_refresh(p, values, p.base(access)):
            url = p.child(p.parent[access], RIGHT)
            yield Sink("navigation", p.parent[access], url, ((ASSIGNED, "url"),), form="refresh")
    for access in p.accesses("setAttribute"):
        args = p.args(p.parent[access]) if p.is_callee(access) else []
        if len(args) == 2 and p.string(args[0]) == "content" and _is_refresh(p, values, p.base(access)):
            yield Sink("navigation", p.parent[access], args[1], ((1, "url"),), form="refresh")


def _is_refresh(p: Program, values: FlowValues, base: int) -> bool:
    for origin in p.origins(base):
        if _tag(p, values, origin) == "meta" and is_attached(p, origin):
            named = [*_stored(p, origin, "httpEquiv"), *_set(p, origin, "http-equiv")]
            if any(values.one(value).lower() == "refresh" for value in named):
                return True
    return False


def base_address(p: Program, values: FlowValues) -> int:
    """The address of a `<base>` that the script puts into the document, which relative ones count from; -1: none."""
    for access in p.accesses("href") if p.ids.get("base", NO_SYMBOL) >= 0 else ():
        if p.is_written(access):
            bases = [o for o in p.origins(p.base(access)) if _tag(p, values, o) == "base"]
            if any(is_attached(p, made) for made in bases):
                return p.child(p.parent[access], RIGHT)
    return -1


def _fonts(p: Program, values: FlowValues) -> Iterator[Sink]:
    """`new FontFace(name, "url(…)")`."""
    for head in global_heads(p, values, "FontFace"):
        made = p.parent[head]
        args = p.args(made) if p.kind[made] == NEW else []
        if len(args) > 1 and any(HOLE in a for text in values.strings(args[1]) for a in IN_STYLE.findall(text)):
            yield Sink("css", made, args[1], ((1, "url"),), form="css")
