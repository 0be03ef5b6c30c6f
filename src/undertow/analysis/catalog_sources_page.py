"""Sources that the page and the browser hand over: clipboard, files read, data bases, position, what is clicked."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.analysis import catalog, flow_databases
from undertow.analysis.catalog_events import LISTENING, handler_of, registrations
from undertow.analysis.catalog_fields import TARGETS
from undertow.analysis.catalog_selectors import selector_data
from undertow.analysis.catalog_source import Source, is_read, parameters
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import is_new, is_own_method
from undertow.analysis.program_promises import promise_of
from undertow.analysis.program_syntax import ALL, IDENT, OBJECT_LITERAL, RIGHT
from undertow.analysis.program_wrappers import handled_by, registered

_EDITABLE = ("innerText", "textContent", "innerHTML")
_TOLD_CALLS = catalog.words("device", "told_calls")
_SCROLLED = catalog.words("interaction", "scrolled")
_TARGET_EVENTS = catalog.words("interaction", "target_events")
_TARGET_FIELDS = catalog.words("interaction", "target_fields")
_READING = frozenset({"get", "getAll", "getKey", "getAllKeys", "openCursor", "openKeyCursor"})
_FILE_READING = ("readAsText", "readAsDataURL", "readAsArrayBuffer", "readAsBinaryString")
_FILE_PARTS = ("item", "getAsFile", "getFile", "slice", "pop", "shift", "at", "find")
"""Methods that give a file: of a list, of what was dropped, of a handle; a piece of one."""
_WIDTHS = ("offsetWidth", "offsetHeight")
_HANDED_OVER = (
    ("getData", "clipboardData", "the clipboard"), ("readText", "clipboard", "the clipboard"),
    ("getData", "dataTransfer", "what was dropped"),
)  # fmt: skip


def find(p: Program, values: FlowValues) -> Iterator[Source]:
    """All of them."""
    yield from _editable(p, values)
    yield from _clipboard(p)
    yield from _credentials(p)
    yield from _files_read(p)
    yield from _kept(p, values)
    yield from _told(p)
    yield from _fonts(p)
    yield from _location(p)
    yield from _scrolled(p)
    yield from _targets(p, values)
    yield from _answered(p)


def _editable(p: Program, values: FlowValues) -> Iterator[Source]:
    """Text of an editable element: `document.querySelector("[contenteditable]").innerText`."""
    for name in _EDITABLE:
        for access in p.accesses(name):
            for origin in p.origins(p.base(access)) if is_read(p, access) else ():
                args = p.args(origin) if p.method_name(origin) in catalog.QUERIES else []
                selector = values.one(args[0]) if args else ""
                if "contenteditable" in selector or "role=textbox" in selector.replace('"', ""):
                    yield Source(selector_data(selector) or "message", access, access, (), f"text of {selector}")
                    break


def _clipboard(p: Program) -> Iterator[Source]:
    for method, base, what in _HANDED_OVER:
        for access in p.accesses(method):
            if p.is_callee(access) and base in _names(p, access):
                yield Source("input", p.parent[access], access, (), what)
    for access in p.accesses("read"):
        if p.is_callee(access) and "clipboard" in _names(p, access):
            yield Source("input", p.parent[access], access, (ALL,), "the clipboard")
    for access in p.accesses("files"):
        if is_read(p, access) and {"dataTransfer", "clipboardData"} & {*_names(p, access)}:
            yield Source("file", access, access, (ALL,), "files dropped or pasted")


def _names(p: Program, access: int) -> list[str]:
    """Names of what a property is read of, or a method called of: also `(e.clipboardData || window.clipboardData)`."""
    base = p.base(access)
    return [p.key_text(of) or p.global_name(of) for of in (p.strip(base), *p.origins(base))]


def _credentials(p: Program) -> Iterator[Source]:
    """The password that the browser keeps for the page: `(await navigator.credentials.get(…)).password`."""
    for access in p.accesses("get") if (key := p.ids.get("password", -1)) >= 0 else ():
        if p.is_callee(access) and p.key_text(p.strip(p.base(access))) == "credentials":
            yield Source("password", p.parent[access], access, (key,), "a password kept by the browser")


def _files_read(p: Program) -> Iterator[Source]:
    """`reader.result` of a FileReader, if what it reads may be a file that somebody chose."""
    for access in p.accesses("result"):
        readers = [o for o in p.origins(p.base(access)) if is_new(p, o, "FileReader")] if is_read(p, access) else []
        given = [argument for reader in readers for argument in _given_to(p, reader)]
        if readers and (not given or any(_may_be_chosen(p, argument) for argument in given)):
            yield Source("file", access, access, (), "a file that was read")


def _given_to(p: Program, reader: int) -> Iterator[int]:
    """What a FileReader is told to read."""
    for call in (call for method in _FILE_READING for call in p.method_calls(method)):
        if reader in p.origins(p.base(p.written_callee(call))):
            yield from p.args(call)[:1]


def _may_be_chosen(p: Program, argument: int) -> bool:
    """May it be a chosen file, or is all that is known of it that it came with a message or was made by the script?"""
    for origin in p.origins(argument):
        key = p.key_text(origin).lower() if p.is_access(origin) else ""
        listed = p.is_access(origin) and p.key(origin) < 0
        if p.kind[origin] == IDENT or listed or "file" in key or p.method_name(origin) in _FILE_PARTS:
            return True
    return not p.origins(argument)


def _kept(p: Program, values: FlowValues) -> Iterator[Source]:
    """Values of IndexedDB, of the cookie store, and of files in the page's own storage."""
    for access in p.accesses("result"):
        requests = [o for o in _requests(p, values, p.strip(p.base(access))) if _reads_store(p, o)]
        if is_read(p, access) and requests and not all(_is_own_note(p, values, o) for o in requests):
            yield Source("identifier", access, access, (ALL,), "IndexedDB")
    for method in ("get", "getAll"):
        for access in p.accesses(method):
            if p.is_callee(access) and p.global_name(p.base(access)) == "cookieStore":
                yield Source("identifier", p.parent[access], access, (ALL,), "the cookie store")
    for access in p.accesses("getFile") if p.accesses("getDirectory") else ():
        if p.is_callee(access) and any(p.method_name(o) == "getFileHandle" for o in p.origins(p.base(access))):
            yield Source("identifier", p.parent[access], access, (ALL,), "a file in the page's own storage")


def _is_own_note(p: Program, values: FlowValues, request: int) -> bool:
    """Does the script itself put records where a request reads them, and speaks no name in it of an id?"""
    store = flow_databases.store_of(p, request)
    puts = flow_databases.puts(p, store) if store >= 0 else []
    names = [*p.args(request)[:1], *p.args(store)[:1]] if puts else []
    texts = {text for name in names for text in values.strings(name)}
    for put in puts:
        records = [o for o in p.origins(p.args(put)[0]) if p.kind[o] == OBJECT_LITERAL]
        texts |= {p.text(key) for record in records for key in p.members(record)} if records else {HOLE}
    return bool(puts) and not any(HOLE in text or catalog.speaks_of_id(text) for text in texts)


def _requests(p: Program, values: FlowValues, node: int) -> Iterator[int]:
    """What a request for a record may be made by: `store.get(k)`; or `e.target` in the handler of its success."""
    yield from p.origins(node)
    fn = handler_of(p, p.base(node)) if p.is_access(node) and p.key_text(node) in TARGETS else -1
    for event, receiver in registrations(p, values, fn) if fn >= 0 else ():
        if event == "success" and receiver >= 0:
            yield from (p.strip(receiver), *p.origins(receiver))


def _reads_store(p: Program, origin: int) -> bool:
    """Is it a call that reads records: `transaction.objectStore("kv").get(key)`?"""
    if p.method_name(origin) not in _READING or not p.is_access(p.callee(origin)):
        return False
    store = p.strip(p.base(p.callee(origin)))
    return any(p.method_name(o) in ("objectStore", "index") for o in (store, *p.origins(store)))


def _told(p: Program) -> Iterator[Source]:
    """Answers of the browser about the device: permissions, media devices, voices."""
    for method in sorted(_TOLD_CALLS):
        for access in p.accesses(method):
            names = _names(p, access) if p.is_callee(access) else []
            if name := next((name for name in names if name in catalog.words("device", "told_by")), ""):
                yield Source("device", p.parent[access], access, (ALL,), f"{name}.{method}()")


def _fonts(p: Program) -> Iterator[Source]:
    """Widths of a text measured in several fonts."""
    fonts = [a for name in ("fontFamily", "font") for a in p.accesses(name) if p.is_written(a)]
    for name in _WIDTHS if fonts else ():
        for access in p.accesses(name):
            if is_read(p, access) and any(p.enclosing[access] == p.enclosing[font] for font in fonts):
                yield Source("device", access, access, (), "widths of text in several fonts")
    for access in p.accesses("width") if fonts else ():
        if is_read(p, access) and p.method_name(p.strip(p.base(access))) == "measureText":
            yield Source("device", access, access, (), "widths of text in several fonts")


def _location(p: Program) -> Iterator[Source]:
    for method in catalog.ordered("location", "calls"):
        for access in p.accesses(method):
            of_page = p.is_callee(access) and p.key_text(p.strip(p.base(access))) == "geolocation"
            if not of_page or is_own_method(p, access):
                continue
            args = p.args(p.parent[access])
            for fn in p.functions(args[0]) if args else []:
                yield from parameters(p, fn, 0, "location", "the geolocation", access)
            if args and p.kind[args[0]] == IDENT and (promise := promise_of(p, args[0])) >= 0:
                yield Source("location", promise, access, (ALL,), "the geolocation")


def _answered(p: Program) -> Iterator[Source]:
    """`matchMedia(query).matches`."""
    for access in p.accesses("matches"):
        base = p.strip(p.base(access))
        if is_read(p, access) and any(p.method_name(o) == "matchMedia" for o in (base, *p.origins(base))):
            yield Source("device", access, access, (), "a media query")


def _scrolled(p: Program) -> Iterator[Source]:
    for name in sorted(_SCROLLED):
        for access in p.accesses(name):
            if is_read(p, access) and p.global_name(access) == name:
                yield Source("interaction", access, access, (), "how far the page is scrolled")
        for node in p.free(name):
            if not p.is_written(node):
                yield Source("interaction", node, node, (), "how far the page is scrolled")


def _targets(p: Program, values: FlowValues) -> Iterator[Source]:
    """What stands in the element that was clicked or changed: a handler reads it of its event."""
    target = p.ids.get("target", -1)
    if target < 0:
        return
    for fn, node in _handlers(p, values):
        params = p.params(fn)
        if not params or p.kind[params[0]] != IDENT or p.binding[params[0]] < 0:
            continue
        for name in sorted(_TARGET_FIELDS):
            if (key := p.ids.get(name, -1)) >= 0:
                what = "what was clicked or changed"
                yield Source("interaction", p.n + p.binding[params[0]], node, (target, key), what)


def _handlers(p: Program, values: FlowValues) -> Iterator[tuple[int, int]]:
    """(function, where it is registered) for the events by which people act on elements."""
    for method in LISTENING:
        for access in p.accesses(method):
            args = p.args(p.parent[access]) if p.is_callee(access) else []
            for kind, handler in registered(p, args[0], args[1]) if len(args) > 1 else ():
                if _TARGET_EVENTS & set(values.strings(kind)):
                    yield from ((fn, p.parent[access]) for fn in handled_by(p, handler))
    for name in sorted(_TARGET_EVENTS):
        for access in p.accesses("on" + name):
            if p.is_written(access):
                for fn in handled_by(p, p.child(p.parent[access], RIGHT)):
                    yield fn, access
