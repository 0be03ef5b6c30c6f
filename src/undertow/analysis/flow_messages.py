"""Messages within the script: from `postMessage` to the handler at the other end of a channel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from undertow.analysis.flow_paths import Path
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import (
    ARGS,
    ARRAY,
    ASSIGN,
    DECLARATOR,
    IDENT,
    NEW,
    RIGHT,
    SHORTHAND_PATTERN,
    VALUE,
)

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import State, Tabulation

Steps = Iterator["State"]
_OTHER_END = {"port1": "port2", "port2": "port1"}
_MAX_CALLS = 60
_SERVICE_WORKER = (-1, "#service worker")
_STATES = ("controller", "active", "waiting", "installing")
"""Names under which a page knows its service worker."""
_OF_SERVICE_WORKERS = ("skipWaiting", "clients", "waitUntil")
"""What only a service worker has."""


def delivered(e: Tabulation, fn: int, path: Path) -> Steps:
    """What is asked of the event that a handler of messages gets: what was posted at the other end."""
    p = e.p
    if path[:1] != (p.ids.get("data", -1),):
        return
    ends = [end for receiver in _receivers(p, fn) if (end := _end(p, receiver)) is not None]
    posts = [a for a in p.accesses("postMessage") if p.is_callee(a)][:_MAX_CALLS] if ends else []
    for access in posts:
        call, sender = p.parent[access], _end(p, p.base(access))
        if _heard_by(sender) in ends and p.args(call) and not _is_closed(e, access, call):
            yield p.args(call)[0], path[1:], 0


def _receivers(p: Program, fn: int) -> Iterator[int]:
    """Objects on which the function is registered for messages; a port needs `start()` unless `onmessage` is set."""
    for use in p.value_uses(fn):
        up = p.parent[use]
        if p.kind[up] == ASSIGN and p.field[use] == RIGHT and p.key_text(up + 1) == "onmessage":
            yield p.base(up + 1)
    for call, at in p.callback_sites(fn):
        callee = p.callee(call)
        if at == 1 and p.key_text(callee) == "addEventListener" and p.string(p.args(call)[0]) == "message":
            receiver = p.base(callee)
            started = [a for a in p.accesses("start") if p.is_callee(a) and _end(p, p.base(a)) == _end(p, receiver)]
            if started or any(end(p, receiver) is not None for end in (_named, _worker, _of_service_worker)):
                yield receiver


def _heard_by(sender: tuple[int, str] | None) -> tuple[int, str] | None:
    """The end that hears what is posted at an end."""
    return (sender[0], _OTHER_END[sender[1]]) if sender is not None and sender[0] >= 0 else sender


def _end(p: Program, node: int) -> tuple[int, str] | None:
    """An end of a channel: (`new MessageChannel()`, port), or (-1, name) of a broadcast; a worker is a channel too."""
    ends = (_named, _transferred, _worker, _port, _shared, _of_service_worker)
    return next((found for end in ends if (found := end(p, node)) is not None), None)


def _shared(p: Program, node: int) -> tuple[int, str] | None:
    """Outside of a shared worker its `port`; inside whatever speaks, for there only ports do."""
    node = p.strip(node)
    if p.is_access(node) and p.key_text(node) == "port":
        made = next((o for o in p.origins(p.base(node)) if _is_worker(p, o, "SharedWorker")), -1)
        if made >= 0:
            return made, "port1"
    fn = p.enclosing[node]
    while fn >= 0 and p.is_function(fn):
        made = p.parent[p.parent[fn]]
        if p.kind[p.parent[fn]] == ARGS and _is_worker(p, made, "SharedWorker") and fn in p.args(made):
            return made, "port2"
        fn = p.enclosing[fn]
    return None


def _of_service_worker(p: Program, node: int) -> tuple[int, str] | None:
    """In a script that is its own service worker: what it posts to as a page, and `self` where it hears that."""
    if "serviceWorker" not in p.ids or not any(name in p.ids for name in _OF_SERVICE_WORKERS):
        return None
    node = p.strip(node)
    if p.is_access(node):
        return _SERVICE_WORKER if p.key_text(node) in _STATES else None
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        first = int(p.s.b_node[p.binding[node]])
        told = p.kind[first] == SHORTHAND_PATTERN and p.text(p.sym[first]) in _STATES
        read = p.definition(node)
        return _SERVICE_WORKER if told or (read >= 0 and p.is_access(read) and p.key_text(read) in _STATES) else None
    return _SERVICE_WORKER if p.global_name(node) == "self" else None


def _transferred(p: Program, node: int) -> tuple[int, str] | None:
    """`event.ports[0]` in a handler: the port that was posted along with a message at the other end."""
    node = p.strip(node)
    if p.kind[node] == IDENT and (defined := p.definition(node)) >= 0:
        node = p.strip(defined)
    ports = p.base(node) if p.is_access(node) else -1
    event = p.base(ports) if ports >= 0 and p.is_access(ports) and p.key_text(ports) == "ports" else -1
    fn, index = p.param_index(p.binding[event]) if event >= 0 and p.kind[event] == IDENT else (-1, -1)
    ends = [_worker(p, receiver) for receiver in _receivers(p, fn)] if index == 0 else []
    for access in p.accesses("postMessage") if ends else ():
        args = p.args(p.parent[access]) if p.is_callee(access) else []
        if len(args) > 1 and _heard_by(_worker(p, p.base(access))) in ends:
            given = [_port(p, item) for o in p.origins(args[1]) if p.kind[o] == ARRAY for item in p.children(o)]
            return next((port for port in given if port is not None), None)
    return None


def _named(p: Program, node: int) -> tuple[int, str] | None:
    for origin in p.origins(node):
        if p.kind[origin] == NEW and p.global_name(p.callee(origin)) == "BroadcastChannel" and p.args(origin):
            names = {p.string(given) for given in p.origins(p.args(origin)[0])}
            return (-1, names.pop()) if len(names) == 1 and "" not in names else None
    return None


def _worker(p: Program, node: int) -> tuple[int, str] | None:
    """(`new Worker(…)`, which side of it): outside the worker itself, inside its global object (`decode_workers`)."""
    node = p.strip(node)
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        fn, index = p.param_index(p.binding[node])
        made = p.parent[p.parent[fn]] if index == 0 and p.kind[p.parent[fn]] == ARGS else -1
        if made >= 0 and _is_worker(p, made) and fn in p.args(made):
            return made, "port2"
    made = next((o for o in p.origins(node) if _is_worker(p, o)), -1)
    return (made, "port1") if made >= 0 else None


def _is_worker(p: Program, node: int, name: str = "Worker") -> bool:
    return p.kind[node] == NEW and p.global_name(p.callee(node)) == name


def _port(p: Program, node: int) -> tuple[int, str] | None:
    """(`new MessageChannel()`, name of its port) that an expression denotes."""
    node = p.strip(node)
    if p.kind[node] == IDENT and p.binding[node] >= 0:
        first = int(p.s.b_node[p.binding[node]])
        up = p.parent[p.parent[first]]
        if p.kind[first] == SHORTHAND_PATTERN and p.kind[up] == DECLARATOR:
            return _of_channel(p, p.child(up, VALUE), p.text(p.sym[first]))
        node = p.strip(value) if (value := p.definition(node)) >= 0 else node
    return _of_channel(p, p.base(node), p.key_text(node)) if p.is_access(node) else None


def _of_channel(p: Program, channel: int, name: str) -> tuple[int, str] | None:
    made = [o for o in p.origins(channel) if p.kind[o] == NEW and p.global_name(p.callee(o)) == "MessageChannel"]
    return (made[0], name) if made and name in _OTHER_END else None


def _is_closed(e: Tabulation, access: int, call: int) -> bool:
    """Was the sender, or the end it posts to, certainly closed before?"""
    p = e.p
    sender = _end(p, p.base(access))
    closes = [a for a in p.accesses("close") if p.is_callee(a)]
    return any(
        (end := _end(p, p.base(a))) is not None and sender is not None and end[0] == sender[0]
        and (end[0] >= 0 or end == sender) and e.order.precedes(p.parent[a], call)
        for a in closes
    )  # fmt: skip
