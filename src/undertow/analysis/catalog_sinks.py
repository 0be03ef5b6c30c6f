"""Where data can leave a script, and which of the arguments carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from undertow.analysis import catalog
from undertow.analysis.columns import K
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import GLOBAL_OBJECTS, Program
from undertow.analysis.program_syntax import (
    ANY,
    BINARY,
    CALL,
    CALLEE,
    IDENT,
    IMPORTED,
    INDEX,
    NEW,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    STRING,
    TEMPLATE,
    THIS,
    VALUE,
)  # fmt: skip

Role = Literal["url", "body", "headers", "options", "config", "data"]
ASSIGNED = -1
"""Stands for the assigned value where arguments are counted."""

_ELEMENT_SOURCES = catalog.words("sinks", "element_sources")
_CLIENTS = catalog.words("sinks", "clients")
_XHR_CLASSES = ("XMLHttpRequest", "ActiveXObject", "XDomainRequest")
_MAX_COMPUTED = 500
_NOT_NETWORK = frozenset({"postmessage"})


@dataclass(frozen=True)
class Sink:
    """A call or assignment that can send data."""

    kind: str
    node: int
    url: int
    """Expression of the destination; -1 if there is none."""
    roles: tuple[tuple[int, Role], ...]
    """Argument index (or ASSIGNED) → what it is."""
    base: int = -1
    """Expression of what the destination is relative to; -1 if there is none."""

    @property
    def network(self) -> bool:
        """False for messages to another window."""
        return self.kind not in _NOT_NETWORK

    def role(self, index: int) -> Role | None:
        """What the argument is, None if it carries nothing out."""
        return next((role for at, role in self.roles if at == index), None)


def find_sinks(p: Program, values: FlowValues) -> list[Sink]:
    """All sinks, one a node, in order of finding."""
    found: dict[int, Sink] = {}
    for sink in (
        *_functions(p, values),
        *_beacons(p),
        *_xhr(p),
        *_sockets(p),
        *_constructors(p, values),
        *_imports(p),
        *_elements(p, values),
        *_navigation(p),
        *_messages(p),
        *_clients(p),
    ):
        found.setdefault(sink.node, sink)
    return list(found.values())


def _make(p: Program, kind: str, node: int, *roles: tuple[int, Role], url: int | None = None) -> Sink:
    if url is None:
        args = p.args(node) if p.kind[node] in (CALL, NEW) else []
        at = next((i for i, role in roles if role == "url"), -1)
        url = args[at] if 0 <= at < len(args) else -1
    return Sink(kind, node, url, roles)


def _calls(p: Program, heads: list[int]) -> Iterator[tuple[int, int]]:
    """(call, shift) of every call of what the expressions denote, also through aliases, bind and call."""
    for head in heads:
        for use in p.value_uses(head):
            up = p.parent[use]
            if p.kind[up] == CALL and p.field[use] == CALLEE:
                yield up, 0
            elif p.is_access(up) and p.field[use] == OBJECT and p.is_callee(up) and p.key_text(up) == "call":
                yield p.parent[up], 1
            elif p.kind[up] == K["arguments"] and p.kind[p.parent[up]] == CALL and p.callee(p.parent[up]) == use:
                yield p.parent[up], 0


def _global_heads(p: Program, values: FlowValues, name: str) -> list[int]:
    """Expressions that denote the global: by name, as a property of the global object, or under a computed key."""
    heads = p.free(name)
    for access in p.accesses_sym(ANY)[:_MAX_COMPUTED]:
        if p.global_name(p.base(access)) in GLOBAL_OBJECTS:
            heads += _computed(p, values, access, name)
    for access in p.accesses(name):
        if not p.is_written(access) and p.global_name(access) == name:
            heads.append(access)
    return heads


def _computed(p: Program, values: FlowValues, access: int, name: str) -> list[int]:
    """`window[key]` where key may be the name; for `native = key => window[key]` the calls `native("fetch")`."""
    key = p.strip(p.child(access, INDEX))
    fn, index = p.param_index(p.binding[key]) if p.kind[key] == IDENT and p.binding[key] >= 0 else (-1, -1)
    if index < 0:
        return [access] if name in values.strings(key) else []
    calls = [(call, p.args(call), index + shift) for call, shift in p.call_sites(fn)]
    return [call for call, args, at in calls if at < len(args) and name in values.strings(args[at])]


def _functions(p: Program, values: FlowValues) -> Iterator[Sink]:
    for call, shift in _calls(p, _global_heads(p, values, "fetch")):
        yield _make(p, "fetch", call, (shift, "url"), (shift + 1, "options"))
    for call, shift in _calls(p, _global_heads(p, values, "importScripts")):
        yield _make(p, "script", call, (shift, "url"))
    for call, shift in _calls(p, _global_heads(p, values, "open")):
        yield _make(p, "window.open", call, (shift, "url"))


def _beacons(p: Program) -> Iterator[Sink]:
    for access in p.accesses("sendBeacon"):
        if not p.is_written(access):
            for call, shift in _calls(p, [access]):
                yield _make(p, "beacon", call, (shift, "url"), (shift + 1, "body"))


# --- objects that are opened first ----------------------------------------------------------------------------------
def _xhr(p: Program) -> Iterator[Sink]:
    for access in p.accesses("send"):
        if not p.is_callee(access):
            continue
        call, base = p.parent[access], p.base(access)
        origins = p.origins(base)
        if _made_by(p, origins, ("WebSocket",)) >= 0:
            continue
        opened = _paired_open(p, base, origins)
        if opened < 0 and _made_by(p, origins, _XHR_CLASSES) < 0:
            continue
        args = p.args(opened) if opened >= 0 else []
        url = args[1] if len(args) > 1 else -1
        yield _make(p, "xhr", call, (0, "body"), url=url)
        if opened >= 0:
            yield _make(p, "xhr", opened, (1, "url"))
            for header in _paired(p, base, origins, "setRequestHeader"):
                yield _make(p, "xhr", header, (1, "headers"), url=url)


def _sockets(p: Program) -> Iterator[Sink]:
    for access in p.accesses("send"):
        if p.is_callee(access):
            socket = _made_by(p, p.origins(p.base(access)), ("WebSocket",))
            if socket >= 0:
                args = p.args(socket)
                yield _make(p, "websocket", p.parent[access], (0, "body"), url=args[0] if args else -1)


def _made_by(p: Program, origins: tuple[int, ...], classes: tuple[str, ...]) -> int:
    """The `new C` among the origins, or -1."""
    return next((o for o in origins if p.kind[o] == NEW and p.global_name(p.callee(o)) in classes), -1)


def _same_receiver(p: Program, a: int, b: int) -> bool:
    """`x`/`x`, `this.r`/`this.r` in one class: do the two expressions denote one object?"""
    a, b = p.strip(a), p.strip(b)
    if p.is_access(a) and p.is_access(b):
        return p.key(a) == p.key(b) and p.key(a) != -1 and _same_receiver(p, p.base(a), p.base(b))
    if p.kind[a] != p.kind[b]:
        return False
    if p.kind[a] == IDENT:
        return p.binding[a] >= 0 and p.binding[a] == p.binding[b]
    return bool(p.kind[a] == THIS and p.this_owner(a) == p.this_owner(b) >= 0)


def _paired(p: Program, base: int, origins: tuple[int, ...], name: str) -> list[int]:
    """Calls of the method on the same object."""
    made = {o for o in origins if p.kind[o] in (NEW, CALL)}
    found = []
    for access in p.accesses(name):
        if p.is_callee(access):
            other = p.base(access)
            if _same_receiver(p, base, other) or made & set(p.origins(other)):
                found.append(p.parent[access])
    return found


def _paired_open(p: Program, base: int, origins: tuple[int, ...]) -> int:
    return next((call for call in _paired(p, base, origins, "open") if len(p.args(call)) >= 2), -1)


def _constructors(p: Program, values: FlowValues) -> Iterator[Sink]:
    kinds = (("WebSocket", "websocket"), ("EventSource", "eventsource"), ("Worker", "worker"),
             ("SharedWorker", "worker"), ("WebTransport", "webtransport"))  # fmt: skip
    for name, kind in kinds:
        for head in _global_heads(p, values, name):
            for use in p.value_uses(head):
                up = p.parent[use]
                if p.kind[up] == NEW and p.callee(up) == use:
                    yield _make(p, kind, up, (0, "url"))


def _imports(p: Program) -> Iterator[Sink]:
    for node in p.c.where("import").tolist():
        if p.kind[p.parent[node]] == CALL:
            yield _make(p, "script", p.parent[node], (0, "url"))


# --- elements and navigation ----------------------------------------------------------------------------------------
def _elements(p: Program, values: FlowValues) -> Iterator[Sink]:
    for name in ("src", "href", "action"):
        for access in p.accesses(name):
            if p.is_written(access):
                kind = _element_kind(p, values, p.base(access), name)
                if kind:
                    up = p.parent[access]
                    yield _make(p, kind, up, (ASSIGNED, "url"), url=p.child(up, RIGHT))
    for access in p.accesses("setAttribute"):
        call = p.parent[access]
        args = p.args(call) if p.is_callee(access) else []
        if len(args) == 2 and (name := p.string(args[0])) in ("src", "action"):
            kind = _element_kind(p, values, p.base(access), name)
            if kind:
                yield _make(p, kind, call, (1, "url"))


def _element_kind(p: Program, values: FlowValues, base: int, attribute: str) -> str:
    """What loading an element does when its attribute is set; empty when the element is unknown."""
    base = p.strip(base)
    if attribute == "href" and "location" in (p.global_name(base), p.key_text(base)):
        return "navigation"
    for origin in (base, *p.origins(base)):
        if p.kind[origin] == NEW and p.global_name(p.callee(origin)) == "Image":
            return "image"
        method = p.method_name(origin)
        args = p.args(origin) if method else []
        if method == "createElement" and args:
            kind = _created_kind(values.strings(args[0])[0].lower(), attribute)
            if kind:
                return kind
        elif method in catalog.QUERIES and attribute == "action":
            return "form"
    return ""


def _created_kind(tag: str, attribute: str) -> str:
    if attribute == "src" and tag in _ELEMENT_SOURCES:
        return {"img": "image", "audio": "media", "video": "media", "source": "media", "track": "media"}.get(tag, tag)
    if attribute == "href" and tag == "link":
        return "link"
    return "form" if attribute == "action" and tag == "form" else ""


def _navigation(p: Program) -> Iterator[Sink]:
    for access in p.accesses("location"):
        if p.is_written(access) and (
            p.global_name(access) == "location" or p.global_name(p.base(access)) == "document"
        ):
            up = p.parent[access]
            yield _make(p, "navigation", up, (ASSIGNED, "url"), url=p.child(up, RIGHT))
    for node in p.free("location"):
        if p.is_written(node):
            up = p.parent[node]
            yield _make(p, "navigation", up, (ASSIGNED, "url"), url=p.child(up, RIGHT))
    for name in ("assign", "replace"):
        for access in p.accesses(name):
            if p.is_callee(access) and p.global_name(p.base(access)) == "location":
                yield _make(p, "navigation", p.parent[access], (0, "url"))


def _messages(p: Program) -> Iterator[Sink]:
    for access in p.accesses("postMessage"):
        args = p.args(p.parent[access]) if p.is_callee(access) else []
        if len(args) >= 2 and p.kind[args[1]] in (STRING, TEMPLATE, IDENT, BINARY):
            yield _make(p, "postmessage", p.parent[access], (0, "data"), url=args[1])


# --- libraries that send --------------------------------------------------------------------------------------------
def _clients(p: Program) -> Iterator[Sink]:
    for name in catalog.ordered("sinks", "client_methods"):
        for access in p.accesses(name):
            if not p.is_callee(access) or not _is_client(p, p.base(access)):
                continue
            call = p.parent[access]
            if name in ("ajax", "request"):
                yield _configured(p, call)
            else:
                other: Role = "config" if name in ("get", "delete") else "body"
                made = _make(p, "http", call, (0, "url"), (1, other))
                yield replace(made, base=_base_address(p, p.base(access)))
    for name in ("axios", "ky", "superagent"):
        for call, _ in _calls(p, p.free(name)):
            yield _configured(p, call)


def _is_client(p: Program, base: int) -> bool:
    """A global or import of a known name, or what its `create()` made."""
    base = p.strip(base)
    for origin in (base, *p.origins(base)):
        made = p.method_name(origin) in ("create", "extend") and p.is_access(p.callee(origin))
        head = p.strip(p.base(p.callee(origin))) if made else origin
        if p.kind[head] == IDENT:
            b = p.binding[head]
            if (b < 0 or p.s.b_kind[b] == IMPORTED) and p.text(p.sym[head]) in _CLIENTS:
                return True
    return False


def _base_address(p: Program, client: int) -> int:
    """The `baseURL` of `create({baseURL})`, or -1."""
    for made in p.origins(client):
        for config in p.origins(p.args(made)[0]) if p.kind[made] == CALL and p.args(made) else ():
            for key in ("baseURL", "prefixUrl", "baseUrl"):
                values = p.property_of(config, p.ids.get(key, -1))
                if values:
                    return values[0]
    return -1


def _configured(p: Program, call: int) -> Sink:
    """`$.ajax({url, data})`: destination and data stand in one object."""
    args = p.args(call)
    url = -1
    for origin in p.origins(args[0]) if args else ():
        if p.kind[origin] == OBJECT_LITERAL:
            for member in p.children(origin):
                if p.kind[member] == PAIR and p.text(p.member_key(member)) in ("url", "baseURL"):
                    url = p.child(member, VALUE)
    return _make(p, "http", call, (0, "config"), url=url)
