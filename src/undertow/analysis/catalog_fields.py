"""Which form field an expression denotes, and what kind of data is typed into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from undertow.analysis import catalog, program_frameworks
from undertow.analysis.catalog_events import event_parameter, handler_of, receivers
from undertow.analysis.catalog_fields_jquery import delegated, each
from undertow.analysis.catalog_selectors import (
    Field,
    found_within,
    in_template,
    of_template_handler,
    selector_data,
    type_wanted,
)
from undertow.analysis.columns import K
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_jquery import JQUERY
from undertow.analysis.program_names import is_document, is_own_method
from undertow.analysis.program_origins import VISITING
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    CALL,
    IDENT,
    NEW,
    NO_SYMBOL,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    SHORTHAND,
    SPREAD,
    SUBSCRIPT,
    THIS,
    VALUE,
)  # fmt: skip
from undertow.analysis.program_wrappers import wrapped_in

_SUFFIXES = catalog.words("elements", "suffixes")
_REDUCING = frozenset({"reduce", "reduceRight"})
_WITHIN = frozenset({"find", "children", "filter", "siblings"})
_FIELD_TAGS = catalog.words("elements", "fields")
_SETTING = 3
"""Arguments of a function that sets an attribute: the element, the name, the value."""
TARGETS = frozenset({"target", "currentTarget", "srcElement"})
_MAX_STORES = 100
_TELLING = ("type", "autocomplete", "name", "id", "placeholder")
"""Attributes that say what a field is for, the surest first."""
_OTHER_TAG = re.compile(r"(?:meta|li|div|span|p|a|img|button|script|link|progress|meter|option|data)(?:[.\[#:][^,]*)?")
"""A selector of elements into which nobody types."""
_FORM_WORD = re.compile(r"(?i)form$")
LISTING = frozenset({"querySelectorAll", "getElementsByName", "getElementsByClassName", "getElementsByTagName"})
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
_TAG = re.compile(r"([\w-]*)[^\s>+~]*\s*$")
"""Of the last element of a selector."""


def field_of(p: Program, values: FlowValues, node: int, context: Mapping[int, int] | None = None) -> Field | None:
    """The form field an expression denotes: by selector, by element attributes, by event target, or by its own name.

    Args:
        p: the script.
        values: its string values.
        node: the expression.
        context: functions that were entered by a certain call.
    """
    node = p.strip(node)
    if (made := _made(p, values, node, context or {})) is not None:
        return made
    if p.kind[node] == IDENT and p.binding[node] >= 0 and (kind := _of_form(p, p.binding[node])) is not None:
        return Field(
            catalog.field_type(kind) or "input", f"fields of a form of type {kind}" if kind else "fields of a form"
        )
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        if (listed_field := _one_of_queried(p, values, p.binding[node])) is not None:
            return listed_field
        visitor, index = p.param_index(p.binding[node])
        if index == 1 and (visited := each(p, values, visitor)) is not None:
            return visited
        if (fn := _target_in_pattern(p, node)) >= 0 and (
            (heard := listened(p, values, fn)) is not None or receivers(p, fn)
        ):
            return heard or Field("input", "the field an event came from")
    if p.is_access(node):
        listed = p.strip(p.base(node))
        if p.is_access(listed) and p.key_text(listed) in ("options", "selectedOptions"):
            return field_of(p, values, p.base(listed))
        if p.kind[node] == SUBSCRIPT and any(p.method_name(o) in LISTING for o in p.origins(listed)):
            return field_of(p, values, listed)
        return _by_access(p, values, node)
    for origin in p.origins(node):
        if p.is_access(origin) and p.key_text(origin) in TARGETS | {"this", "activeElement", "control"}:
            return _by_access(p, values, origin)
    if p.kind[node] == IDENT:
        return _by_name(p, node, p.text(p.sym[node]))
    return _of_this(p, values, node)


def _made(p: Program, values: FlowValues, node: int, context: Mapping[int, int]) -> Field | None:
    """The field by how its element is found or made."""
    for origin in dict.fromkeys((node, *p.origins(node))):
        if (found := _queried(p, values, origin, node, context)) is not None:
            return found
    return in_template(p, values, node) if p.ids.get("template", -1) >= 0 else None


def _of_form(p: Program, b: int) -> str | None:
    """The type of the elements of a form that the variable is in turn: `[...f.elements].map(el => …)`.

    Empty if they are not chosen by `filter(el => el.type === "email")`; None if it is no such variable.
    """
    visited, kind = _visited(p, b), ""
    while visited >= 0 and p.kind[visited] == CALL and p.method_name(visited) == "filter" and p.args(visited):
        kind = type_wanted(p, p.args(visited)[0]) or kind
        visited = _copied(p, p.strip(p.base(p.callee(visited))))
    return kind if visited >= 0 and p.is_access(visited) and p.key_text(visited) == "elements" else None


def _visited(p: Program, b: int) -> int:
    """The list whose elements a variable stands for in turn, or -1."""
    visited = p.looped_over(b)
    fn, index = p.param_index(b)
    visiting = (VISITING, _REDUCING)[index] if index in (0, 1) else frozenset()
    for call, at in p.callback_sites(fn) if visiting else ():
        if at == 0 and p.method_name(call) in visiting and p.is_access(p.callee(call)):
            visited = p.strip(p.base(p.callee(call)))
        elif at == 1 and index == 0 and p.method_name(call) == "from":  # `Array.from(list, el => …)`
            visited = p.args(call)[0]
    return _copied(p, visited)


def _copied(p: Program, listed: int) -> int:
    """x in `[...x]` and `Array.from(x)`; other lists stay as they are."""
    if listed >= 0 and p.kind[listed] == ARRAY and p.kind[listed + 1] == SPREAD:
        listed += 2
    if listed >= 0 and p.kind[listed] == CALL and p.method_name(listed) == "from" and p.args(listed):
        listed = p.args(listed)[0]
    return listed


def _one_of_queried(p: Program, values: FlowValues, b: int) -> Field | None:
    """`[...document.querySelectorAll("input, select")].map(el => …)`: each field that the selector picks."""
    visited = _visited(p, b)
    for origin in (visited, *p.origins(visited)) if visited >= 0 else ():
        if p.method_name(origin) == "querySelectorAll" and p.args(origin):
            selector = values.one(p.args(origin)[0])
            if selector and all(_last_tag(one) in _FIELD_TAGS for one in selector.split(",")):
                kinds = {selector_data(one) for one in selector.split(",")}
                return Field((kinds.pop() if len(kinds) == 1 else None) or "input", selector)
    return None


def _last_tag(selector: str) -> str:
    """`input` of `.code input[type=tel]`."""
    found = _TAG.search(_IN_BRACKETS.sub("", selector))
    return found[1] if found else ""


def _target_in_pattern(p: Program, node: int) -> int:
    """The handler whose event a pattern takes the target of: `({target}) => …`; -1 if it is none."""
    b = p.binding[node]
    pattern = p.parent[int(p.s.b_node[b])]
    pattern = p.parent[pattern] if p.kind[pattern] == K["pair_pattern"] else pattern
    fn = p.enclosing[pattern] if p.kind[pattern] == K["object_pattern"] else -1
    if fn < 0 or not p.is_function(fn) or p.params(fn)[:1] != [pattern]:
        return -1
    taken = [v for name in TARGETS for v, _ in p.destructured.get(p.ids.get(name, NO_SYMBOL), ())]
    return fn if p.n + b in taken else -1


def _queried(p: Program, values: FlowValues, origin: int, node: int, within: Mapping[int, int]) -> Field | None:
    method = p.method_name(origin)
    if method == "element" and not p.functions(p.callee(origin)) and p.kind[p.callee(origin)] == IDENT:
        method = "createElement"  # Svelte
    if method in _WITHIN and not p.functions(p.callee(origin)):
        return found_within(p, values, origin)
    if method not in catalog.QUERIES or is_own_method(p, p.callee(origin)):
        return None
    args = p.args(origin)
    if not args:
        return None
    context = {**_helper_context(p, node), **within}
    texts = values.in_context(args[0], context)
    text = texts[0] if len(texts) == 1 else " ".join(texts)
    if method in JQUERY and p.kind[args[0]] == THIS:
        return _of_this(p, values, args[0])
    if method in JQUERY and p.kind[args[0]] == IDENT and p.binding[args[0]] >= 0:
        visitor, index = p.param_index(p.binding[args[0]])
        if index == 1 and (visited := each(p, values, visitor)) is not None:
            return visited
    if method == "createElement":
        return (_told(p, node, text) or _created(p, values, origin)) if text in _FIELD_TAGS else None
    if catalog.not_typed(text) or 'type="hidden"' in text or "[type=hidden]" in text:
        return None
    if method in ("getElementById", "getElementsByName", "namedItem"):
        return Field(catalog.named(text) or "input", f"#{text}" if method == "getElementById" else f"[name={text}]")
    kinds = {selector_data(one) for one in text.split(",")} if method == "querySelectorAll" else set()
    if not any(kinds or {selector_data(text)}) and _OTHER_TAG.fullmatch(text.rpartition(" ")[2]):
        return None
    return Field(selector_data(text) or "input" if len(kinds) < 2 else "input", text)


def _helper_context(p: Program, node: int) -> dict[int, int]:
    """`$("phone")` with `$ = id => document.getElementById(id)`: the call that gives the argument."""
    value = p.strip(node)
    if p.kind[value] == IDENT and (definition := p.definition(value)) >= 0:
        value = p.strip(definition)
    if p.kind[value] != CALL:
        return {}
    return dict.fromkeys(p.functions(p.callee(value))[:2], value)


def _told(p: Program, node: int, tag: str) -> Field | None:
    """`attr(field, "type", "email")`: by what helpers are given to set of the variable that holds the element."""
    b = p.binding[node] if p.kind[node] == IDENT else -1
    told: dict[str, str] = {}
    for ref in p.s.references(b).tolist() if b >= 0 else ():
        args = p.args(p.parent[p.parent[ref]]) if p.kind[p.parent[ref]] == ARGS else []
        if len(args) == _SETTING and args[0] == ref and p.kind[p.parent[p.parent[ref]]] == CALL:
            told.setdefault(p.string(args[1]), p.string(args[2]))
    for attribute in _TELLING:
        text = told.get(attribute, "")
        if found := catalog.told_by(attribute, text):
            return Field(found, f"{tag}[{attribute}={text}]")
    return None


def _created(p: Program, values: FlowValues, origin: int) -> Field:
    """`createElement("input")`: by the attributes assigned to it."""
    for attribute in _TELLING:
        key = p.ids.get(attribute, -1)
        for value in p.property_of(origin, key) or p.stored_on(origin, key) or _stored_in_part(p, origin, key):
            text = values.one(value)
            if found := catalog.told_by(attribute, text):
                return Field(found, f"input[{attribute}={text}]")
    if values.one(p.args(origin)[0]) == "textarea":
        return Field("message", "textarea")
    return Field("input", "input")


def _stored_in_part(p: Program, origin: int, key: int) -> list[int]:
    """Values of `this.field.type = value`, where the element is kept in a property."""
    stores = [a for a in p.stores_sym(key)[:_MAX_STORES] if p.is_access(p.base(a))] if key >= 0 else []
    return [p.child(p.parent[a], RIGHT) for a in stores if origin in p.origins(p.base(a))]


def _by_access(p: Program, values: FlowValues, node: int) -> Field | None:
    key = p.key_text(node)
    base = p.strip(p.base(node))
    if key in TARGETS:
        if not event_parameter(p, base):
            return None
        return listened(p, values, handler_of(p, base)) or Field("input", "the field an event came from")
    if key == "activeElement":
        return Field("input", "the field that has the focus") if is_document(p, base) else None
    if key == "control":
        return _of_label(p, values, base)
    if key == "current" and (field := _referred(p, values, base)) is not None:
        return field
    if key == "current":  # React: passwordRef.current.value
        named = p.key_text(base) or (p.text(p.sym[base]) if p.kind[base] == IDENT else "")
        return _named(named)
    if catalog.not_typed(key):
        return None
    if any(p.key_text(o) == "elements" for o in (base, *p.origins(base))):
        return Field(catalog.named(key) or "input", f"form field {key}")
    if _is_form(p, values, base) and catalog.named(key):
        return _named(key)
    return _by_name(p, node, key)


def _of_label(p: Program, values: FlowValues, label: int) -> Field | None:
    """The field of a label that was queried: `querySelector("label[for=email]").control`."""
    for origin in (label, *p.origins(label)):
        if p.method_name(origin) in catalog.QUERIES and p.args(origin):
            selector = values.one(p.args(origin)[0])
            return Field(selector_data(selector) or "input", f"the field of {selector}")
    return None


def _referred(p: Program, values: FlowValues, node: int) -> Field | None:
    """React: the field made with `ref: node`."""
    key = p.ids.get("ref", -1)
    for member in p.members_sym(key) if p.kind[node] == IDENT and p.binding[node] >= 0 else ():
        value = p.child(member, VALUE) if p.kind[member] == PAIR else member
        if p.kind[value] in (IDENT, SHORTHAND) and p.binding[value] == p.binding[node]:
            return with_properties(p, values, p.parent[member])
    return None


def with_properties(p: Program, values: FlowValues, literal: int) -> Field | None:
    """`createElement("input", {type: "email", …})`: the field made with these properties."""
    args = p.parent[literal]
    call = p.parent[args] if args >= 0 else -1
    if call >= 0 and p.kind[call] == CALL and p.method_name(call) == "assign":  # properties put together
        call = p.parent[p.parent[call]]
    if call < 0 or p.kind[call] != CALL or not program_frameworks.is_maker(p, call):
        return None
    tag = values.one(p.args(call)[0]) if p.args(call) else ""
    if tag not in _FIELD_TAGS or p.args(call)[0] == literal:
        return None
    named = next((p.string(value) for value in p.property_of(literal, p.ids.get("name", -1))), "")
    for attribute in _TELLING:
        for value in p.property_of(literal, p.ids.get(attribute, -1)):
            text = values.one(value)
            if found := catalog.told_by(attribute, text):
                return Field(found, f"{tag}[{attribute}={text}]", named)
    return Field("message" if tag == "textarea" else "input", tag, named)


def _is_form(p: Program, values: FlowValues, node: int) -> bool:
    name = p.key_text(node) or (p.text(p.sym[node]) if p.kind[node] == IDENT else "")
    if _FORM_WORD.search(name) or name in TARGETS:
        return True
    for origin in p.origins(node):
        queried = p.method_name(origin) in catalog.QUERIES and bool(p.args(origin))
        if queried and _FORM_WORD.search(values.one(p.args(origin)[0])):
            return True
    return False


def _by_name(p: Program, node: int, name: str) -> Field | None:
    """By the name of the variable or property alone: `phoneInput.value`; `phone.value` where nothing else is known."""
    data = catalog.named(name)
    if data is None:
        return None
    last = re.findall(r"[A-Z]?[a-z]+", name)
    if last and last[-1].lower() in _SUFFIXES:
        return _named(name)
    opaque = all(o == node or p.kind[o] in (CALL, NEW) for o in p.origins(node))
    return _named(name) if opaque and data in ("password", "email", "phone", "otp") else None


def _named(name: str) -> Field | None:
    data = catalog.named(name)
    return Field(data, name) if data else None


def _of_this(p: Program, values: FlowValues, node: int) -> Field | None:
    """`this.value` in `field.oninput = function () {…}` or a listener."""
    fn = int(p.this_scope[node])
    if fn < 0 or p.kind[node] == OBJECT_LITERAL:
        return None
    if (of_each := delegated(p, values, fn) or each(p, values, fn)) is not None:
        return of_each
    for receiver in (*receivers(p, fn), *_called_of(p, fn)):
        found = field_of(p, values, receiver) if receiver != node else None
        if found:
            return found
    return None


def _called_of(p: Program, fn: int) -> Iterator[int]:
    """What a function is called of: `x` in `run.call(x, event)` and `run.apply(x, arguments)`."""
    for call in (*(call for call, shift in p.call_sites(fn) if shift), *p.apply_sites(fn)):
        callee = p.written_callee(call)
        if p.is_access(callee) and p.key_text(callee) in ("call", "apply"):
            yield from p.written_args(call)[:1]


def _held_in(p: Program, fn: int) -> Iterator[int]:
    """Object literals that the function is a property of, and those into which such a one is spread."""
    for use in (use for handler in (fn, *wrapped_in(p, fn)) for use in p.value_uses(handler)):
        up = p.parent[use]
        literal = up if p.kind[up] == OBJECT_LITERAL else p.parent[up] if p.kind[up] == PAIR else -1
        if literal >= 0:
            yield literal
            yield from p.spreads.get(literal, ())


def listened(p: Program, values: FlowValues, fn: int) -> Field | None:
    """The field that an event handler is registered on."""
    for literal in _held_in(p, fn) if fn >= 0 else ():
        if (made := with_properties(p, values, literal)) is not None:
            return made
    if fn >= 0 and (told := delegated(p, values, fn) or of_template_handler(p, fn)) is not None:
        return told
    for receiver in receivers(p, fn) if fn >= 0 else ():
        found = field_of(p, values, receiver)
        if found:
            return found
    return None


def listened_too(p: Program, values: FlowValues, target: int, known: Field) -> Iterator[Field]:
    """Fields of other kinds that the handler of an event is registered on, too: one `onChange` for all of a form."""
    kinds = {known.data}
    if (fn := _handler_of_target(p, p.strip(target))) >= 0:
        for field in all_listened(p, values, fn):
            if field.data not in kinds:
                kinds.add(field.data)
                yield field


def all_listened(p: Program, values: FlowValues, fn: int) -> Iterator[Field]:
    """The fields that an event handler is registered on."""
    made = (with_properties(p, values, literal) for literal in _held_in(p, fn))
    found = (field_of(p, values, receiver) for receiver in receivers(p, fn))
    yield from (field for field in (*made, *found) if field is not None)


def _handler_of_target(p: Program, node: int) -> int:
    """The handler of whose event an expression is the target: `e.target`, `({target}) => …`, `x = e.target`; or -1."""
    if p.kind[node] == IDENT and p.binding[node] >= 0 and (fn := _target_in_pattern(p, node)) >= 0:
        return fn
    for origin in (node, *p.origins(node)):
        if p.is_access(origin) and p.key_text(origin) in TARGETS and event_parameter(p, p.strip(p.base(origin))):
            return handler_of(p, p.strip(p.base(origin)))
    return -1
