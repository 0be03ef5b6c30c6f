"""Sinks of the browser's own services: worklets, notifications, fetches in the background, servers of a connection."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from undertow.analysis.catalog_sink import Sink, global_heads, make
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import is_new
from undertow.analysis.program_owners import constructor, extended
from undertow.analysis.program_syntax import ALL, ARRAY, CALL, NEW, THIS

_PICTURES = ("icon", "image", "badge")
"""Options of a notification that are loaded."""
_SUPER = {"EventSource": "eventsource", "WebSocket": "websocket", "Worker": "worker", "SharedWorker": "worker"}


def find(p: Program, values: FlowValues) -> Iterator[Sink]:
    """All of them."""
    yield from _worklets(p)
    yield from _notifications(p, values)
    yield from _in_background(p)
    yield from _extended(p)
    yield from _sent_by_extended(p)


def _worklets(p: Program) -> Iterator[Sink]:
    """`context.audioWorklet.addModule(address)`, `CSS.paintWorklet.addModule(address)`."""
    for call in p.method_calls("addModule"):
        name = p.key_text(p.strip(p.base(p.written_callee(call))))
        if name.lower().endswith("worklet"):
            yield make(p, "worker", call, (0, "url"))


def _notifications(p: Program, values: FlowValues) -> Iterator[Sink]:
    """`new Notification(title, {icon: address})`, `registration.showNotification(title, {badge: address})`."""
    made = [p.parent[head] for head in global_heads(p, values, "Notification")]
    for call in (*(node for node in made if p.kind[node] == NEW), *p.method_calls("showNotification")):
        for options in p.origins(p.args(call)[1]) if len(p.args(call)) > 1 else ():
            pictures = [v for name in _PICTURES for v in p.property_of(options, p.ids.get(name, -1))]
            for i, picture in enumerate(pictures):
                yield Sink("image", picture if i else call, picture, (), carried=((picture, ()),))


def _in_background(p: Program) -> Iterator[Sink]:
    """`registration.backgroundFetch.fetch(id, requests)`: addresses or requests, one or a list of them."""
    for call in p.method_calls("fetch"):
        args = p.args(call)
        if p.key_text(p.strip(p.base(p.written_callee(call)))) != "backgroundFetch" or len(args) < 2:
            continue
        listed = [item for o in p.origins(args[1]) if p.kind[o] == ARRAY for item in p.children(o)]
        for i, request in enumerate(listed or args[1:2]):
            built = any(is_new(p, o, "Request") for o in p.origins(request))
            demand = (ALL,) if built else ()
            yield Sink("fetch", request if i else call, request, (), carried=((request, demand),))


def _extended(p: Program) -> Iterator[Sink]:
    """`class Feed extends EventSource {constructor(u) {super(u)}}`, and `new Feed(u)` of one without a constructor."""
    for klass in p.c.where("class", "class_declaration").tolist():
        parent = extended(p, klass)
        kind = _SUPER.get(p.global_name(parent), "") if parent >= 0 else ""
        if not kind:
            continue
        for call in _begun(p, klass):
            yield make(p, kind, call, (0, "url"), *(((1, "data"),) if kind == "websocket" else ()))


def _begun(p: Program, klass: int) -> list[int]:
    """The calls that give the arguments of the class above: `super(…)`, or each `new` where there is no constructor."""
    own = constructor(p, klass)
    if own < 0:
        return [call for use in p.value_uses(klass) if p.kind[call := p.parent[use]] == NEW]
    parents = [n for n in p.c.where("super").tolist() if p.contains(own, n)]
    return [p.parent[n] for n in parents if p.kind[p.parent[n]] == CALL]


def _sent_by_extended(p: Program) -> Iterator[Sink]:
    """`class Line extends WebSocket`, `class Post extends XMLHttpRequest` that opens itself: what its objects send."""
    for klass in p.c.where("class", "class_declaration").tolist():
        parent = extended(p, klass)
        name = p.global_name(parent) if parent >= 0 else ""
        if name == "WebSocket":
            for access, begun in product(_sends(p, klass, own=True), _begun(p, klass)[:1]):
                yield make(p, "websocket", p.parent[access], (0, "body"), url=next(iter(p.args(begun)), -1))
        elif name == "XMLHttpRequest":
            opened = [p.parent[a] for a in p.accesses("open") if p.is_callee(a) and _is_of(p, p.base(a), klass)]
            for access, call in product(_sends(p, klass, own=False), opened[:1]):
                if len(p.args(call)) > 1:
                    yield make(p, "xhr", p.parent[access], (0, "body"), url=p.args(call)[1])


def _sends(p: Program, klass: int, *, own: bool) -> list[int]:
    """Where `send` of an instance is called that the class has not made its own; `own`: also of `this`."""
    called = [a for a in p.accesses("send") if p.is_callee(a) and not p.functions(a)]
    return [a for a in called if _is_made(p, p.base(a), klass) or (own and _is_of(p, p.base(a), klass))]


def _is_of(p: Program, node: int, klass: int) -> bool:
    """Is it `this` of the class?"""
    return p.kind[node] == THIS and p.this_owner(node) == klass


def _is_made(p: Program, node: int, klass: int) -> bool:
    """Is it what `new` of the class made?"""
    return any(p.kind[o] == NEW and p.class_of(p.callee(o)) == klass for o in p.origins(node))
