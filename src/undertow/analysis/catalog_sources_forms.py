"""Form values that a library hands over: Vue's models, Svelte's bindings, React's form libraries and form actions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undertow.analysis import catalog
from undertow.analysis.catalog_fields import with_properties
from undertow.analysis.catalog_selectors import FIELD_TAG, Field, as_selector, in_template, markup_of
from undertow.analysis.catalog_source import Source, is_read
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import named_parameter, shorthands
from undertow.analysis.program_syntax import (
    ALL,
    ARGS,
    ASSIGN,
    CALL,
    IDENT,
    METHOD,
    NO_SYMBOL,
    OBJECT_LITERAL,
    PAIR,
    SPREAD,
    THIS,
    VALUE,
)  # fmt: skip
from undertow.model import DataType

_MODEL = "onUpdate:"
_MODEL_EVENT = "ngModelChange"
_BINDING, _BOUND_BY = "bind_value", 3
_SVELTE = "$$events"
"""What Svelte's own code reads of whatever is shown."""
_DRAWING = ("render", "children")
_SUBMITTING = frozenset({"handleSubmit"})
_ACTIONS = frozenset({"useActionState", "useFormState"})
_READING = frozenset({"getValues", "watch"})
_V_MODEL = re.compile(r'\bv-model(?:\.\w+)*="([\w.]+)"')


def find(p: Program, values: FlowValues) -> Iterator[Source]:
    """All of them."""
    yield from _models(p, values)
    yield from _modelled(p, values)
    yield from _bindings(p, values)
    yield from _injected_models(p)
    yield from _submitted(p, values)
    for fn, index in _form_data(p, values):
        yield from _of_form_data(p, fn, index)


def _models(p: Program, values: FlowValues) -> Iterator[Source]:
    """Vue: `h("input", {type: "email", "onUpdate:modelValue": v => …})`."""
    for member in p.c.where("pair").tolist():
        if (key := p.member_key(member)) < 0 or not p.text(key).startswith(_MODEL):
            continue
        field = with_properties(p, values, p.parent[member])
        for fn in p.functions(p.child(member, VALUE))[:1] if field is not None else ():
            if field is not None and (b := named_parameter(p, fn, 0)) >= 0:
                yield Source(field.data, p.n + b, member, (), f"value of {field.what}")


def _modelled(p: Program, values: FlowValues) -> Iterator[Source]:
    """Vue: `{template: '<input type="email" v-model="user.mail">', methods: {send() {… this.user.mail …}}}`."""
    for member in p.members_sym(p.ids.get("template", -1)) if p.ids.get("template", -1) >= 0 else ():
        text = values.one(p.child(member, VALUE)) if p.kind[member] == PAIR else ""
        for tag, attributes in FIELD_TAG.findall(text):
            model = _V_MODEL.search(attributes)
            field = as_selector(tag, attributes)
            for access in p.accesses(model[1].rpartition(".")[2]) if model else ():
                inside = p.contains(p.parent[member], access) and is_read(p, access)
                if model and inside and _of_this(p, access) == model[1]:
                    yield Source(field.data, access, access, (), f"value of {field.what}")


def _of_this(p: Program, access: int) -> str:
    """`user.mail` for `this.user.mail`; empty for what is no property of `this`."""
    names: list[str] = []
    while p.is_access(access):
        names.insert(0, p.key_text(access))
        access = p.strip(p.base(access))
    return ".".join(names) if p.kind[access] == THIS else ""


def _bindings(p: Program, values: FlowValues) -> Iterator[Source]:
    """Svelte: `bind_value(input, get, v => …)`."""
    bound = _bound(p)
    places = _in_markup(p, values, [field for _, field, _ in bound])
    for call, field, fn in bound:
        found = places.get(field) or in_template(p, values, field)
        named = p.method_name(call) == _BINDING
        if (b := named_parameter(p, fn, 0)) >= 0 and (found or named):
            found = found or Field("input", "a bound field")
            yield Source(found.data, p.n + b, p.callee(call), (), f"value of {found.what}")


def _bound(p: Program) -> list[tuple[int, int, int]]:
    """(call, element, function that is given what is typed into it), for calls by that name.

    A bundle leaves nothing of the name. What is called there is given an element, a function without parameters that
    reads a variable, and one with a parameter that stores it.
    """
    calls = [p.parent[access] for access in p.accesses(_BINDING) if p.is_callee(access)]
    if _SVELTE in p.ids:
        arrows = (arrow for arrow in p.c.where("arrow_function").tolist() if len(p.params(arrow)) == 1)
        calls += [p.parent[p.parent[arrow]] for arrow in arrows if p.kind[p.parent[arrow]] == ARGS]
    found = []
    for call in dict.fromkeys(calls):
        args = p.args(call) if p.kind[call] == CALL else []
        read, stored = (p.functions(arg)[:1] for arg in args[1:]) if len(args) == _BOUND_BY else ([], [])
        if read and stored and not p.params(read[0]) and p.kind[args[0]] == IDENT:
            found.append((call, args[0], stored[0]))
    return found


def _in_markup(p: Program, values: FlowValues, bound: list[int]) -> dict[int, Field]:
    """Element → its field, where as many elements are bound as their markup has fields: they are bound in order."""
    groups: dict[tuple[int, int], dict[int, list[int]]] = {}
    markups: dict[int, list[tuple[str, str]]] = {}
    for element in bound:
        made, fields = markup_of(p, values, element)
        if made >= 0:
            markups[made] = fields
            variable = int(p.binding[element])
            groups.setdefault((made, int(p.enclosing[element])), {}).setdefault(variable, []).append(element)
    return {
        element: as_selector(*field)
        for (made, _), variables in groups.items()
        if len(variables) == len(markups[made])
        for variable, field in zip(sorted(variables), markups[made], strict=True)
        for element in variables[variable]
    }


def _injected_models(p: Program) -> Iterator[Source]:
    """Angular: `listener("ngModelChange", function (v) { return ctx.mail = v; })`, by the name it is kept under."""
    texts = p.c.where("string").tolist() if _MODEL_EVENT in p.ids else []
    for node in (text for text in texts if p.string_sym(text) == p.ids[_MODEL_EVENT]):
        call = p.parent[p.parent[node]] if p.kind[p.parent[node]] == ARGS else -1
        args = p.args(call) if call >= 0 else []
        for fn in p.functions(args[1])[:1] if len(args) > 1 and args[0] == node else ():
            if (b := named_parameter(p, fn, 0)) >= 0:
                yield Source("input", p.n + b, node, (), "value of a field with a model")


# --- React's form libraries -----------------------------------------------------------------------------------------
def _submitted(p: Program, values: FlowValues) -> Iterator[Source]:
    """`handleSubmit(data => …)` of react-hook-form, `onSubmit` of Formik: an object of all fields by name."""
    receivers = [fn for call in _calls(p, _SUBMITTING) for a in p.args(call)[:1] for fn in p.functions(a)[:1]]
    forms = [*_formik(p), *_form_components(p)]
    receivers += [fn for literal in forms for fn in _member_functions(p, literal, "onSubmit")]
    yield from _by_defaults(p)
    if not receivers and not _calls(p, _READING):
        return
    fields = {**dict(_initial(p)), **dict(_registered(p, values))}
    for fn in dict.fromkeys(receivers):
        yield from _taken(p, fn, fields)
    for call in _calls(p, _READING) if fields else ():
        name = p.string_sym(p.args(call)[0]) if p.args(call) else -1
        if name in fields:
            yield Source(fields[name], call, call, (), f"form field {p.text(name)}")


def _by_defaults(p: Program) -> Iterator[Source]:
    """TanStack: `useForm({defaultValues: {email: ""}, onSubmit: ({value}) => …})`."""
    key, handed = p.ids.get("defaultValues", NO_SYMBOL), p.ids.get("value", NO_SYMBOL)
    for form in dict.fromkeys(p.parent[member] for member in p.members_sym(key)) if key >= 0 else ():
        names = _named_in(p, p.members(form).get(key, [])) if p.kind[form] == OBJECT_LITERAL else []
        for fn in _member_functions(p, form, "onSubmit") if names else ():
            taken = [vertex for vertex, pattern in p.destructured.get(handed, ()) if pattern in p.params(fn)[:1]]
            b = named_parameter(p, fn, 0)
            for name, data in names:
                yield from (Source(data, v, p.params(fn)[0], (name,), f"form field {p.text(name)}") for v in taken)
                if b >= 0:
                    yield Source(data, p.n + b, p.params(fn)[0], (handed, name), f"form field {p.text(name)}")


def _named_in(p: Program, held: list[int]) -> list[tuple[int, DataType]]:
    """Name → kind of each field, of an object with a value for each."""
    literals = dict.fromkeys(o for value in held for o in p.origins(value) if p.kind[o] == OBJECT_LITERAL)
    names = (name for literal in literals for name in p.members(literal) if name >= 0)
    return [(n, catalog.named(p.text(n)) or "input") for n in names if not catalog.not_typed(p.text(n))]


def _taken(p: Program, fn: int, fields: dict[int, DataType]) -> Iterator[Source]:
    params = p.params(fn)
    if not params:
        return
    for name, data in fields.items():
        if (b := named_parameter(p, fn, 0)) >= 0:
            yield Source(data, p.n + b, params[0], (name,), f"form field {p.text(name)}")
        for vertex, pattern in p.destructured.get(name, ()):
            if pattern == params[0]:
                yield Source(data, vertex, pattern, (), f"form field {p.text(name)}")


def _registered(p: Program, values: FlowValues) -> Iterator[tuple[int, DataType]]:
    """Name → kind of each field: `{...register("email")}`, `{name: "email", onChange: …}` among its properties."""
    for call in _calls(p, {"register"}):
        args = p.args(call)
        if args and (name := p.string_sym(args[0])) >= 0 and not catalog.not_typed(p.text(name)):
            up = p.parent[call]
            field = with_properties(p, values, p.parent[up]) if p.kind[up] == SPREAD else None
            if field is not None or p.kind[up] != SPREAD:
                data = field.data if field is not None and field.data != "input" else catalog.named(p.text(name))
                yield name, data or "input"
    key = p.ids.get("name", -1)
    for member in p.members_sym(key) if key >= 0 else ():
        value = p.child(member, VALUE) if p.kind[member] == PAIR else -1
        if value < 0 or p.string_sym(value) < 0:
            continue
        if (field := with_properties(p, values, p.parent[member])) is not None:
            yield p.string_sym(value), field.data
        elif (typed := _of_component(p, p.parent[member])) is not None:
            named = None if catalog.not_typed(p.string(value)) else catalog.named(p.string(value))
            yield p.string_sym(value), catalog.field_type(typed) or named or "input"


def _of_component(p: Program, literal: int) -> str | None:
    """`<Field name="email" type="email" component="input">`: the type; None of other properties."""
    call = p.parent[p.parent[literal]]
    if call < 0 or p.kind[call] != CALL or p.method_name(call) not in catalog.MAKERS or p.args(call)[0] == literal:
        return None
    held = p.members(literal)
    types = [p.string(value) for value in held.get(p.ids.get("type", NO_SYMBOL), ())]
    drawn = any(p.ids.get(name, NO_SYMBOL) in held for name in ("component", *_DRAWING))
    return next(iter(types), "") if not p.string(p.args(call)[0]) and (drawn or any(types)) else None


def _initial(p: Program) -> Iterator[tuple[int, DataType]]:
    """Formik: the same of `initialValues: {email: ""}`, where all fields are named."""
    for form in _formik(p):
        yield from _named_in(p, p.members(form).get(p.ids.get("initialValues", -1), []))


def _formik(p: Program) -> Iterator[int]:
    """Object literals with `onSubmit` and `initialValues`."""
    key = p.ids.get("initialValues", -1)
    for member in p.members_sym(key) if key >= 0 else ():
        if p.kind[p.parent[member]] == OBJECT_LITERAL:
            yield p.parent[member]


def _form_components(p: Program) -> Iterator[int]:
    """Properties of forms that are components, and whose fields a function draws: `<Form onSubmit={f} render={…}>`."""
    key = p.ids.get("onSubmit", NO_SYMBOL)
    short = shorthands(p, key)
    for literal in dict.fromkeys(p.parent[member] for member in (*p.members_sym(key), *short)):
        call = p.parent[p.parent[literal]]
        made = call >= 0 and p.kind[call] == CALL and p.method_name(call) in catalog.MAKERS
        if made and p.args(call)[0] != literal and not p.string(p.args(call)[0]):
            drawn = any(_member_functions(p, literal, name) for name in _DRAWING)
            if drawn or any(p.functions(child) for child in p.args(call)[2:3]):
                yield literal


def _member_functions(p: Program, literal: int, name: str) -> list[int]:
    return [fn for value in p.members(literal).get(p.ids.get(name, -1), []) for fn in p.functions(value)[:1]]


def _calls(p: Program, names: frozenset[str] | set[str]) -> list[int]:
    """Calls of what has one of these names, if the script does not define it, or carries the library that does."""
    carried = _carries_hook_forms(p)
    found = [call for name in sorted(names) for call in (*p.calls_named(name), *_calls_of_taken(p, name))]
    return [call for call in dict.fromkeys(found) if carried or _is_foreign(p, call)]


def _is_foreign(p: Program, call: int) -> bool:
    """Does a call run nothing of the script, or what a library that it carries exports under that name?"""
    functions = p.functions(p.callee(call))
    return not functions or any(_hands_on(p, fn) for fn in functions)


def _hands_on(p: Program, fn: int) -> bool:
    """Does a library export it under the name of what it calls: `x.useY = (a, b) => now.H.useY(a, b)`?"""
    up = p.parent[fn]
    name = p.key(up + 1) if p.kind[up] == ASSIGN and p.is_access(up + 1) else -1
    returned = [p.strip(value) for value in p.returns(fn)]
    return len(returned) == 1 and p.kind[returned[0]] == CALL and p.key(p.written_callee(returned[0])) == name >= 0


def _calls_of_taken(p: Program, name: str) -> Iterator[int]:
    """Calls of the variable in `const {handleSubmit: t} = useForm()`."""
    for vertex, _ in p.destructured.get(p.ids.get(name, NO_SYMBOL), ()):
        yield from (p.parent[ref] for ref in p.s.references(vertex - p.n).tolist() if p.is_callee(ref))


def _carries_hook_forms(p: Program) -> bool:
    """Does the script carry react-hook-form? It gives its functions together, in one object."""
    keys = [p.ids.get(name, -1) for name in ("handleSubmit", "register", "getValues", "resetField")]
    together = [{p.parent[member] for member in p.members_sym(key)} for key in keys if key >= 0]
    return len(together) == len(keys) and bool(set.intersection(*together))


# --- form actions ---------------------------------------------------------------------------------------------------
def _form_data(p: Program, values: FlowValues) -> Iterator[tuple[int, int]]:
    """(function, argument) that is given the data of a form: `{action: save}` of a form, `useActionState(save)`."""
    for call in _calls(p, _ACTIONS):
        yield from ((fn, 1) for a in p.args(call)[:1] for fn in p.functions(a)[:1])
    key = p.ids.get("action", -1)
    for member in p.members_sym(key) if key >= 0 else ():
        literal = p.parent[member]
        call = p.parent[p.parent[literal]]
        args = p.args(call) if call >= 0 and p.kind[call] == CALL and p.method_name(call) in catalog.MAKERS else []
        if len(args) > 1 and args[1] == literal and values.one(args[0]) == "form":
            value = member if p.kind[member] != PAIR else p.child(member, VALUE)
            yield from ((fn, 0) for fn in ([member] if p.kind[member] == METHOD else p.functions(value))[:1])


def _of_form_data(p: Program, fn: int, index: int) -> Iterator[Source]:
    if (b := named_parameter(p, fn, index)) < 0:
        return
    yield Source("input", p.n + b, p.params(fn)[index], (ALL,), "all fields of a form")
    for ref in p.s.references(b).tolist():
        call = p.parent[p.parent[ref]]
        if p.is_access(p.parent[ref]) and p.key_text(p.parent[ref]) in ("get", "getAll") and p.kind[call] == CALL:
            name = p.string(p.args(call)[0]) if p.args(call) else ""
            if (data := catalog.named(name)) and not catalog.not_typed(name):
                yield Source(data, call, call, (), f"form field {name}")
