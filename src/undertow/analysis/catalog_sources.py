"""Where data of the person and the device comes into a script."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.analysis import (
    catalog,
    catalog_documents,
    catalog_patterns,
    catalog_sources_browser,
    catalog_sources_forms,
    catalog_sources_page,
    catalog_sources_reactive,
    catalog_sources_storage,
)
from undertow.analysis.catalog_events import handler_of, registrations
from undertow.analysis.catalog_fields import field_of, listened_too
from undertow.analysis.catalog_selectors import Field, others
from undertow.analysis.catalog_source import Source, is_read
from undertow.analysis.catalog_sources_browser import is_picture
from undertow.analysis.columns import K
from undertow.analysis.flow_keys import names_in
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_jquery import JQUERY
from undertow.analysis.program_names import GLOBAL_OBJECTS, same_object
from undertow.analysis.program_syntax import (
    ALL,
    ANY,
    CALL,
    DECLARATOR,
    IDENT,
    NEW,
    NO_SYMBOL,
    OBJECT_LITERAL,
    SHORTHAND_PATTERN,
    VALUE,
)  # fmt: skip
from undertow.model import DataType

_MAX_SITES = 24
_FILLING = ("value", "checked", "innerHTML", "defaultValue", "selected")
"""Properties by which a script fills fields."""
_DEEP = catalog.words("device", "deep")
_DEEP_CALLS = catalog.words("device", "deep_calls")
_POINTER_EVENTS = catalog.words("interaction", "pointer_events")
_KEY_EVENTS = catalog.words("interaction", "key_events")
_TEXT_EVENTS = catalog.words("interaction", "text_events")


_EVENT_DATA: tuple[tuple[DataType, str, frozenset[str], str], ...] = (
    ("interaction", "pointer_fields", _POINTER_EVENTS, "movements and clicks of the pointer"),
    ("keystrokes", "key_fields", _KEY_EVENTS, "keys as they are pressed"),
    ("keystrokes", "text_fields", _TEXT_EVENTS, "text as it is typed"),
)


def find_sources(p: Program, values: FlowValues) -> list[Source]:
    """All sources, each once, in the order of the script within each kind."""
    found: dict[tuple[str, int, Path], Source] = {}
    for source in (
        *_fields(p, values), *_forms(p, values), *_device(p), *_device_calls(p), *_formats(p), *_identifiers(p),
        *_interaction(p, values), *catalog_sources_page.find(p, values), *catalog_sources_forms.find(p, values),
        *catalog_sources_reactive.find(p),
        *catalog_sources_browser.find(p, values), *catalog_documents.sources(p, values),
    ):  # fmt: skip
        found.setdefault((source.data, source.vertex, source.path), source)
    return list(found.values())


def _based_on(p: Program, access: int, name: str) -> bool:
    """Is the object that global, an alias, or a member of that name (`win.navigator`)?"""
    base = p.base(access)
    return p.global_name(base) == name or p.key_text(p.strip(base)) == name


def _called(p: Program, access: int) -> int:
    return p.parent[access] if p.is_callee(access) else access


# --- what the person types ----------------------------------------------------------------------------------------
def _fields(p: Program, values: FlowValues) -> Iterator[Source]:
    for name in catalog.ordered("elements", "values"):
        for access in p.accesses(name):
            if not is_read(p, access) or p.is_callee(access):
                continue
            if chosen := _chosen(p, values, access):
                yield from chosen
                continue
            field = field_of(p, values, p.base(access))
            if field is not None and field.data == "input" and name != "files":
                field = catalog_patterns.told(p, values, access) or field
            if field is not None and field is not catalog_patterns.NOT_TYPED:
                if name == "files":
                    yield Source("file", access, access, (ALL,), f"files of {field.what}")
                else:
                    base = p.base(access)
                    for one in (field, *others(p, values, base, field), *listened_too(p, values, base, field)):
                        yield from _typed(p, one, access, access)
    for vertex, pattern, taken in catalog_patterns.taken(p, values):
        yield from _typed(p, taken, vertex, pattern)
    for access in p.accesses("val"):  # jQuery
        if p.is_callee(access) and not p.args(p.parent[access]):
            field = field_of(p, values, p.base(access))
            for one in [field, *others(p, values, p.base(access), field)] if field is not None else ():
                yield Source(one.data, p.parent[access], access, (), f"value of {one.what}")


def _typed(p: Program, field: Field, vertex: int, place: int) -> Iterator[Source]:
    """The value of a field; where an object keeps it under its own name, what that object has under that name."""
    name = p.ids.get(field.name, -1) if field.name else -1
    kept = catalog_patterns.under_their_names(p, vertex) if name >= 0 else []
    for literal in kept:
        yield Source(field.data, literal, place, (name,), f"value of {field.what}")
    if not kept:
        yield Source(field.data, vertex, place, (), f"value of {field.what}")


def _chosen(p: Program, values: FlowValues, access: int) -> list[Source]:
    """The fields of a helper that is given the selector: for each kind, the calls by which it is that kind."""
    fn = p.enclosing[access]
    sites = p.call_sites(fn) if fn >= 0 and p.is_function(fn) and p.key_text(access) == "value" else []
    queries = [o for o in (p.strip(p.base(access)), *p.origins(p.base(access))) if p.method_name(o) in catalog.QUERIES]
    if not 1 < len(sites) <= _MAX_SITES or not any(
        p.enclosing[call] == fn and p.args(call) and names_in(p, p.args(call)[0]) for call in queries
    ):
        return []
    found: dict[DataType, tuple[str, set[int]]] = {}
    for call, shift in sites:
        field = field_of(p, values, p.base(access), {fn: call}) if not shift else None
        if field is not None:
            found.setdefault(field.data, (field.what, set()))[1].add(call)
    return [
        Source(data, access, access, (), f"value of {what}", frozenset(calls)) for data, (what, calls) in found.items()
    ]


def _forms(p: Program, values: FlowValues) -> Iterator[Source]:
    """`new FormData(form)`: all of its fields; `.get("phone")` of one tells which."""
    for node in p.free("FormData"):
        form = p.parent[node]
        if p.kind[form] == NEW and p.args(form) and not _is_reset(p, values, form):
            yield Source("input", form, form, (ALL,), "all fields of a form")
            yield from _by_name(p, form)
    for method in ("get", "getAll"):
        for access in p.accesses(method):
            call = p.parent[access]
            args = p.args(call) if p.is_callee(access) else []
            if len(args) == 1 and any(_is_form_data(p, o) for o in p.origins(p.base(access))):
                name = p.string(args[0])
                data = catalog.named(name)
                if data and not catalog.not_typed(name):
                    yield Source(data, call, call, (), f"form field {name}")
    held = {"serialize": (ALL,), "serializeArray": (ANY, p.intern("value"))}
    for method in held:  # jQuery
        for access in p.accesses(method):
            if p.is_callee(access) and p.method_name(p.strip(p.base(access))) in JQUERY:
                yield Source("input", p.parent[access], access, held[method], "all fields of a form")


def _is_reset(p: Program, values: FlowValues, read: int) -> bool:
    """Is the form reset before its fields are read, and nothing put into any field in between?"""
    for call in p.method_calls("reset"):
        callee = p.callee(call)
        if not p.is_access(callee) or not same_object(p, p.base(callee), p.args(read)[0]):
            continue
        filled = any(call < access < read for name in _FILLING for access in p.stores_sym(p.ids.get(name, NO_SYMBOL)))
        if values.ground.order.precedes(call, read) and not filled and not p.functions(callee):
            return True
    return False


def _by_name(p: Program, form: int) -> Iterator[Source]:
    """`Object.fromEntries(new FormData(form)).email`: what is taken out by a name that tells its kind."""
    names = {*p.access_keys.tolist(), *p.destructured}
    for access_name in sorted({key for key in names if key >= 0 and catalog.named(p.text(key))}):
        text = p.text(access_name)
        if not catalog.not_typed(text) and (data := catalog.named(text)):
            yield Source(data, form, form, (access_name,), f"form field {text}", named=True)


def _is_form_data(p: Program, origin: int) -> bool:
    return p.kind[origin] == NEW and p.global_name(p.callee(origin)) == "FormData" and bool(p.args(origin))


# --- the device ---------------------------------------------------------------------------------------------------
def _device(p: Program) -> Iterator[Source]:
    for base in ("navigator", "screen", "window"):
        traits = catalog.ordered("device", base)
        for trait in traits:
            for access in p.accesses(trait):
                if is_read(p, access) and _based_on(p, access, base):
                    path: Path = (ALL,) if trait in _DEEP else ()
                    yield Source("device", _called(p, access), access, path, f"{base}.{trait}")
        yield from _destructured(p, base, frozenset(traits))
        if base != "window":
            yield from _by_computed_key(p, base)
    for name in ("devicePixelRatio",):
        for node in p.free(name):
            yield Source("device", node, node, (), name)
    for access in [*p.accesses("timeZone"), *p.accesses("locale")]:
        base_node = p.strip(p.base(access))
        if any(p.method_name(o) == "resolvedOptions" for o in (base_node, *p.origins(base_node))):
            yield Source(
                "device", access, access, (), "the time zone" if p.key_text(access) == "timeZone" else "locale"
            )


def _formats(p: Program) -> Iterator[Source]:
    """`const {locale} = Intl.NumberFormat().resolvedOptions()`, of a format that is given no language."""
    for name in ("locale", "timeZone", "calendar", "numberingSystem"):
        for vertex, value in p.destructured.get(p.ids.get(name, NO_SYMBOL), ()):
            for call in (o for o in p.origins(value) if p.method_name(o) == "resolvedOptions"):
                made = p.strip(p.base(p.written_callee(call)))
                given = p.args(made) if p.kind[made] in (CALL, NEW) else []
                if name == "timeZone" or not given or not p.string(given[0]):
                    yield Source("device", vertex, call, (), name)


def _destructured(p: Program, base: str, traits: frozenset[str]) -> Iterator[Source]:
    """`const {userAgent, platform} = navigator`, `const {screen: {width}} = window`."""
    for pattern in p.c.where("object_pattern").tolist():
        named = [(p.text(p.sym[x + 1] if p.last[x] > x + 1 else p.sym[x]), x) for x in p.children(pattern)]
        if not any(name in traits for name, _ in named) or _taken_apart(p, pattern) != base:
            continue
        for name, child in named:
            target = p.last[child] - 1
            bound = p.kind[target] in (IDENT, SHORTHAND_PATTERN) and p.binding[target] >= 0
            if name in traits and bound:
                path: Path = (ALL,) if name in _DEEP else ()
                yield Source("device", p.n + p.binding[target], child, path, f"{base}.{name}")


def _taken_apart(p: Program, pattern: int) -> str:
    """Name of the global that a pattern takes apart; empty if it is none."""
    up = p.parent[pattern]
    if p.kind[up] == DECLARATOR and (value := p.child(up, VALUE)) >= 0:
        return p.global_name(value)
    if p.kind[up] == K["pair_pattern"] and _taken_apart(p, p.parent[up]) in GLOBAL_OBJECTS:
        return p.text(p.sym[up + 1])
    return ""


def _by_computed_key(p: Program, base: str) -> Iterator[Source]:
    """`keys.map(k => navigator[k])`."""
    for access in p.accesses_sym(ANY):
        if is_read(p, access) and not p.is_callee(access) and p.global_name(p.base(access)) == base:
            yield Source("device", access, access, (), f"properties of {base}")


def _device_calls(p: Program) -> Iterator[Source]:
    for method in catalog.ordered("device", "calls"):
        for access in p.accesses(method):
            if p.is_callee(access) and not (method == "toDataURL" and is_picture(p, access)):
                path: Path = (ALL,) if method in _DEEP_CALLS else ()
                yield Source("device", p.parent[access], access, path, _call_words(method))
    for access in [*p.accesses("getImageData"), *p.accesses("getParameter")]:
        if p.is_callee(access) and _is_drawing_context(p, access) and not is_picture(p, access):
            yield Source("device", p.parent[access], access, (ALL,), _call_words(p.key_text(access)))


def _call_words(method: str) -> str:
    words = {
        "toDataURL": "a canvas drawing",
        "getImageData": "a canvas drawing",
        "getTimezoneOffset": "the time zone's offset",
        "getParameter": "a parameter of WebGL",
        "getChannelData": "sound rendered by the device",
    }
    return words.get(method, f"{method}()")


def _is_drawing_context(p: Program, access: int) -> bool:
    base = p.base(access)
    if any(p.method_name(o) == "getContext" for o in p.origins(base)):
        return True
    args = p.args(p.parent[access])
    return len(args) == 1 and p.is_access(args[0]) and p.key_text(args[0]).isupper()


# --- ids and position ---------------------------------------------------------------------------------------------
def _identifiers(p: Program) -> Iterator[Source]:
    for base, name in catalog.pairs("identifier", "properties"):
        for access in p.accesses(name):
            if is_read(p, access) and _based_on(p, access, base):
                yield Source("identifier", access, access, (), f"{base}.{name}")
    yield from catalog_sources_storage.find(p)


def _parameter(p: Program, fn: int, index: int, data: DataType, path: Path, what: str, node: int) -> Iterator[Source]:
    params = p.params(fn)
    if index < len(params) and p.kind[params[index]] == IDENT and p.binding[params[index]] >= 0:
        yield Source(data, p.n + p.binding[params[index]], node, path, what)


# --- what the person does -----------------------------------------------------------------------------------------
def _interaction(p: Program, values: FlowValues) -> Iterator[Source]:
    for data, fields, events, what in _EVENT_DATA:
        for field in catalog.ordered("interaction", fields):
            for access in p.accesses(field):
                if is_read(p, access) and _on_event(p, values, access, events):
                    yield Source(data, access, access, (), what)
            for vertex, pattern in p.destructured.get(p.ids.get(field, NO_SYMBOL), ()):
                if _takes_event(p, values, pattern, events):
                    yield Source(data, vertex, pattern, (), what)
    for base, name in catalog.pairs("interaction", "content"):
        for access in p.accesses(name):
            if is_read(p, access) and p.key_text(p.strip(p.base(access))) == base:
                yield Source("interaction", access, access, (), "the content of the page")
    for node in p.free("MutationObserver"):
        args = p.args(p.parent[node]) if p.kind[p.parent[node]] == NEW else []
        for fn in p.functions(args[0]) if args else []:
            yield from _parameter(p, fn, 0, "interaction", (ALL,), "changes of the page", node)
    yield from _recorder(p)


def _recorder(p: Program) -> Iterator[Source]:
    """`rrweb.record({emit(event) {…}})`: a session recorder hands over what it saw."""
    key = p.ids.get("emit", -1)
    for access in p.accesses("record"):
        args = p.args(p.parent[access]) if p.is_callee(access) else []
        for literal in p.origins(args[0]) if len(args) == 1 else ():
            if p.kind[literal] == OBJECT_LITERAL and key >= 0:
                for value in p.property_of(literal, key):
                    for fn in p.functions(value):
                        yield from _parameter(p, fn, 0, "interaction", (ALL,), "a recording of the session", access)


def _takes_event(p: Program, values: FlowValues, pattern: int, events: frozenset[str]) -> bool:
    """Is the pattern the parameter of a handler of one of these events?"""
    fn = p.enclosing[pattern] if p.kind[pattern] == K["object_pattern"] else -1
    if fn < 0 or not p.is_function(fn) or p.params(fn)[:1] != [pattern]:
        return False
    given = [p.args(call)[shift] for call, shift in p.call_sites(fn)[:_MAX_SITES] if shift < len(p.args(call))]
    handlers = dict.fromkeys([fn, *(first for value in given if (first := handler_of(p, value)) >= 0)])
    return any(event in events for handler in handlers for event, _ in registrations(p, values, handler))


def _on_event(p: Program, values: FlowValues, access: int, events: frozenset[str]) -> bool:
    base = p.strip(p.base(access))
    fn = handler_of(p, base)
    return fn >= 0 and any(event in events for event, _ in registrations(p, values, fn))
