"""Sinks that leave for another document, window or worker: navigation, messages, `window.name`, service workers."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.analysis.catalog_sink import ASSIGNED, Sink, calls, global_heads, make
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import is_new, is_own_method
from undertow.analysis.program_syntax import ARRAY, CALL, IDENT, NO_SYMBOL, OBJECT_LITERAL, RIGHT

_PARTS = ("search", "pathname", "host", "hostname", "port", "protocol")
"""Parts of the address of the page; assigning to one navigates. The fragment is never sent."""


def find(p: Program, values: FlowValues) -> Iterator[Sink]:
    """All of them."""
    moves = list(_navigation(p))
    yield from moves
    yield from _reloaded(p)
    yield from _window_name(p, moves)
    yield from _messages(p)
    yield from _service_workers(p)
    for call, shift in calls(p, global_heads(p, values, "open")):
        yield make(p, "window.open", call, (shift, "url"))


def _navigation(p: Program) -> Iterator[Sink]:
    for access in p.accesses("location"):
        if p.is_written(access) and (
            p.global_name(access) == "location"
            or p.global_name(p.base(access)) == "document"
            or _is_other_window(p, p.base(access))
        ):
            up = p.parent[access]
            yield make(p, "navigation", up, (ASSIGNED, "url"), url=p.child(up, RIGHT))
    for node in p.free("location"):
        if p.is_written(node):
            up = p.parent[node]
            yield make(p, "navigation", up, (ASSIGNED, "url"), url=p.child(up, RIGHT))
    for name in _PARTS:
        for access in p.accesses(name):
            if p.is_written(access) and p.global_name(p.base(access)) == "location":
                up = p.parent[access]
                yield make(p, "navigation", up, (ASSIGNED, "url"), url=p.child(up, RIGHT))
    for name in ("assign", "replace"):
        for access in p.accesses(name):
            base = p.strip(p.base(access))
            framed = p.key_text(base) == "location" and _is_other_window(p, p.base(base))
            if p.is_callee(access) and (framed or p.global_name(base) == "location"):
                yield make(p, "navigation", p.parent[access], (0, "url"))
    for access in p.accesses("navigate"):
        if p.is_callee(access) and p.global_name(p.base(access)) == "navigation":
            yield make(p, "navigation", p.parent[access], (0, "url"))


def _reloaded(p: Program) -> Iterator[Sink]:
    """`history.pushState(state, "", address); location.reload()`: the new address is asked for."""
    reloads = [c for c in p.method_calls("reload") if p.global_name(p.base(p.written_callee(c))) == "location"]
    reloads += [c for c in p.method_calls("go") if p.global_name(p.base(p.written_callee(c))) == "history"
                and (not p.args(c) or p.c.text(p.args(c)[0]) == "0")]  # fmt: skip
    for method in ("pushState", "replaceState") if reloads else ():
        for call in p.method_calls(method):
            own = p.global_name(p.base(p.written_callee(call))) == "history" and len(p.args(call)) > 2
            if own and any(call < c and p.enclosing[c] == p.enclosing[call] for c in reloads):
                yield make(p, "navigation", call, (2, "url"))


def _is_other_window(p: Program, node: int) -> bool:
    """Is it the window or document of a frame, one that `open()` gave, or the one that opened this?"""
    node = p.strip(node)
    for origin in (node, *p.origins(node)):
        if p.key_text(origin) in ("contentWindow", "contentDocument") or p.global_name(origin) == "opener":
            return True
        if p.kind[origin] == CALL and p.global_name(p.callee(origin)) == "open":
            return True
    return False


def _window_name(p: Program, moves: list[Sink]) -> Iterator[Sink]:
    """`window.name = data; location.href = address`: the next document in the window reads it."""
    hrefs = [a for a in p.accesses("href") if p.is_written(a) and p.global_name(p.base(a)) == "location"]
    urls = [*(move.url for move in moves), *(p.child(p.parent[a], RIGHT) for a in hrefs)]
    for access in p.accesses("name") if urls else ():
        if p.is_written(access) and p.global_name(access) == "name":
            up = p.parent[access]
            yield make(p, "window-name", up, (ASSIGNED, "data"), url=urls[0])


def _service_workers(p: Program) -> Iterator[Sink]:
    for access in p.accesses("register"):
        if p.is_callee(access) and p.key_text(p.strip(p.base(access))) == "serviceWorker":
            yield make(p, "serviceworker", p.parent[access], (0, "url"))


def _messages(p: Program) -> Iterator[Sink]:
    """`frame.postMessage(data, origin)`; messages to workers and ports have no origin, those to the own window stay."""
    for access in p.accesses("postMessage"):
        args = p.args(p.parent[access]) if p.is_callee(access) and not is_own_method(p, access) else []
        own = args and p.global_name(p.base(access)) in ("window", "self", "globalThis")
        addressed = (
            not own and len(args) > 1 and not any(p.kind[o] in (ARRAY, OBJECT_LITERAL) for o in p.origins(args[1]))
        )
        if addressed:
            yield make(p, "postmessage", p.parent[access], (0, "data"), url=args[1])
            for port in p.children(args[2]) if len(args) > 2 and p.kind[args[2]] == ARRAY else ():
                yield from (make(p, "postmessage", call, (0, "data"), url=args[1]) for call in _posted(p, port))


def _posted(p: Program, port: int) -> Iterator[int]:
    """What is posted at the other end of a channel one end of which is handed over: `mc.port1` for `mc.port2`."""
    channel, name = _end(p, port)
    for access in p.accesses("postMessage") if channel >= 0 else ():
        made, end = _end(p, p.base(access))
        if p.is_callee(access) and made == channel and end != name:
            yield p.parent[access]


def _end(p: Program, node: int) -> tuple[int, str]:
    """The `new MessageChannel()` and the name of its port that an expression is, also taken by a pattern; -1: none."""
    node = p.strip(node)
    for name in ("port1", "port2"):
        held = [p.base(node)] if p.is_access(node) and p.key_text(node) == name else []
        if p.kind[node] == IDENT and p.binding[node] >= 0:
            taken = p.destructured.get(p.ids.get(name, NO_SYMBOL), ())
            held = [value for vertex, value in taken if vertex == p.n + p.binding[node]]
        for value in held:
            if (made := next((o for o in p.origins(value) if is_new(p, o, "MessageChannel")), -1)) >= 0:
                return made, name
    return -1, ""
