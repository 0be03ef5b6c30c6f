"""Sinks that are calls made to send: fetch, beacons, XMLHttpRequest, sockets, and libraries around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from undertow.analysis import catalog
from undertow.analysis.catalog_sink import Place, Role, Sink, calls, global_heads, made_by, make
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_clients import BODY_ARGUMENT, intercepting
from undertow.analysis.program_jquery import JQUERY
from undertow.analysis.program_names import defined, is_new, is_own_method, same_object
from undertow.analysis.program_syntax import (
    ALL,
    ARGS,
    ARRAY,
    ASSIGN,
    CALL,
    IDENT,
    IMPORTED,
    NEW,
    NO_SYMBOL,
    OBJECT,
    OBJECT_LITERAL,
    RIGHT,
    SPREAD,
)  # fmt: skip

_CLIENTS = catalog.words("sinks", "clients")
_PEERS = ("RTCPeerConnection", "webkitRTCPeerConnection")
_XHR_CLASSES = ("XMLHttpRequest", "ActiveXObject", "XDomainRequest")
_BASES = ("baseURL", "prefixUrl", "baseUrl", "prefix")
"""What clients call that which their addresses are relative to."""
_ANGULAR = "HttpClient"
_WITHOUT_BODY = ("get", "delete", "head", "options")
"""Methods of clients whose second argument is settings."""
_BODILESS = ("GET", "HEAD")
_DEPTH = 3
"""Clients made of other clients: `base.extend(…).extend(…)`."""
_ADDED = frozenset({"send", "query", "field", "attach"})
_BEGINNING = frozenset({"post", "put", "patch", "get", "delete", "head"})
"""What gives a request that a client has begun its data: `request.post(url).send(data)`."""
_SOCKETS, _GRAPHQL = "io", "GraphQLClient"
_MAX_EMITTED = 4


def find(p: Program, values: FlowValues) -> Iterator[Sink]:
    """All of them."""
    yield from _functions(p, values)
    yield from _beacons(p)
    yield from _xhr(p, values)
    yield from _sockets(p)
    yield from _transports(p)
    yield from _peers(p)
    yield from _constructors(p, values)
    yield from _imports(p)
    yield from _clients(p)


def _functions(p: Program, values: FlowValues) -> Iterator[Sink]:
    asked: tuple[tuple[int, Role], ...] = ((0, "url"), (1, "options"))
    for call, shift in calls(p, global_heads(p, values, "fetch")):
        yield _called(p, "fetch", call, shift, asked)
    for head in global_heads(p, values, "fetch"):
        for call, listed in _applied(p, head):
            yield _of_list(p, "fetch", call, listed, asked)
    for call, shift in calls(p, global_heads(p, values, "fetchLater")):
        yield make(p, "fetch", call, (shift, "url"), (shift + 1, "options"))
    for call, shift in calls(p, global_heads(p, values, "importScripts")):
        yield make(p, "script", call, (shift, "url"))


def _called(p: Program, kind: str, call: int, shift: int, roles: tuple[tuple[int, Role], ...]) -> Sink:
    """A call, whose first arguments may stand in a list: `fetch(...given)`."""
    listed = p.args(call)[shift] if len(p.args(call)) > shift else -1
    if listed >= 0 and p.kind[listed] == SPREAD:
        return _of_list(p, kind, call, listed + 1, roles)
    return make(p, kind, call, *((shift + at, role) for at, role in roles))


def _applied(p: Program, head: int) -> Iterator[tuple[int, int]]:
    """(call, list of arguments) of `f.apply(x, list)` and `Reflect.apply(f, x, list)`."""
    for use in p.value_uses(head):
        up = p.parent[use]
        if p.is_access(up) and p.field[use] == OBJECT and p.is_callee(up) and p.key_text(up) == "apply":
            yield from ((p.parent[up], listed) for listed in p.args(p.parent[up])[1:2])
        call = p.parent[up] if p.kind[up] == ARGS else -1
        if call >= 0 and p.method_name(call) == "apply" and p.global_name(p.base(p.written_callee(call))) == "Reflect":
            yield from ((call, listed) for listed in p.written_args(call)[2:3])


def _of_list(p: Program, kind: str, call: int, listed: int, roles: tuple[tuple[int, Role], ...]) -> Sink:
    items = next((p.children(o) for o in p.origins(listed) if p.kind[o] == ARRAY), [])
    return Sink(kind, call, items[0] if items else -1, roles, listed=listed)


def _beacons(p: Program) -> Iterator[Sink]:
    asked: tuple[tuple[int, Role], ...] = ((0, "url"), (1, "body"))
    for access in p.accesses("sendBeacon"):
        if not p.is_written(access) and not is_own_method(p, access):
            for call, shift in calls(p, [access]):
                yield _called(p, "beacon", call, shift, asked)
            for call, listed in _applied(p, access):
                yield _of_list(p, "beacon", call, listed, asked)


# --- objects that are opened first ----------------------------------------------------------------------------------
def _xhr(p: Program, values: FlowValues) -> Iterator[Sink]:
    for access in p.accesses("send"):
        if not p.is_callee(access) or is_own_method(p, access):
            continue
        call, base = p.parent[access], p.base(access)
        origins = p.origins(base)
        if made_by(p, origins, ("WebSocket",)) >= 0:
            continue
        opened = _paired_open(p, base, origins, call)
        if opened < 0 and made_by(p, origins, _XHR_CLASSES) < 0:
            continue
        args = p.args(opened) if opened >= 0 else []
        url = args[1] if len(args) > 1 else -1
        methods = values.strings(args[0]) if args else []
        if methods and all(method.upper() in _BODILESS for method in methods):  # the browser drops what send() is given
            yield make(p, "xhr", call, url=url)
        else:
            yield make(p, "xhr", call, (0, "body"), url=url)
        if opened >= 0:
            yield make(p, "xhr", opened, (1, "url"))
            for header in _paired(p, base, origins, "setRequestHeader"):
                yield make(p, "xhr", header, (1, "headers"), url=url)


def _sockets(p: Program) -> Iterator[Sink]:
    for access in p.accesses("send"):
        if p.is_callee(access):
            socket = made_by(p, p.origins(p.base(access)), ("WebSocket",))
            if socket >= 0:
                args = p.args(socket)
                yield make(p, "websocket", p.parent[access], (0, "body"), url=args[0] if args else -1)
    for access in p.accesses("close"):
        socket = made_by(p, p.origins(p.base(access)), ("WebSocket",)) if p.is_callee(access) else -1
        if socket >= 0 and len(p.args(p.parent[access])) > 1:  # the reason goes to the server
            yield make(p, "websocket", p.parent[access], (1, "body"), url=next(iter(p.args(socket)), -1))


def _transports(p: Program) -> Iterator[Sink]:
    """`writer.write(bytes)` where the writer belongs to a WebTransport."""
    made = [p.parent[node] for node in p.free("WebTransport") if p.kind[p.parent[node]] == NEW]
    for access in p.accesses("write") if made else ():
        if p.is_callee(access) and any(p.method_name(o) == "getWriter" for o in p.origins(p.base(access))):
            yield make(p, "webtransport", p.parent[access], (0, "body"), url=next(iter(p.args(made[0])), -1))


def _peers(p: Program) -> Iterator[Sink]:
    """`new RTCPeerConnection({iceServers: [{urls, username, credential}]})`, and what is sent on its channels."""
    for node in (node for name in _PEERS for node in p.free(name)):
        peer = p.parent[node]
        yield from _servers(p, peer, p.args(peer) if p.kind[peer] == NEW else [])
    for call in p.method_calls("setConfiguration"):
        if p.is_access(p.callee(call)) and any(is_new(p, o, *_PEERS) for o in p.origins(p.base(p.callee(call)))):
            yield from _servers(p, call, p.args(call))


def _servers(p: Program, peer: int, args: list[int]) -> Iterator[Sink]:
    """Of each server in the settings that a connection is given, when it is made or later."""
    key, urls = p.ids.get("iceServers", -1), p.ids.get("urls", -1)
    for config in p.origins(args[0]) if args and key >= 0 else ():
        servers = [
            s for v in p.property_of(config, key) for o in p.origins(v) if p.kind[o] == ARRAY for s in p.children(o)
        ]
        for server in servers:
            held = [v for o in p.origins(server) for v in p.property_of(o, urls)]
            for url in (url for v in held for url in (p.children(v) if p.kind[v] == ARRAY else [v])):
                yield Sink("webrtc", peer, url, ((0, "data"),), form="ice")
                yield from (Sink("webrtc", call, url, ((0, "data"),), form="ice") for call in _on_channels(p))


def _on_channels(p: Program) -> Iterator[int]:
    """`channel.send(data)` for `channel = peer.createDataChannel(name)`."""
    for access in p.accesses("send"):
        if p.is_callee(access) and any(p.method_name(o) == "createDataChannel" for o in p.origins(p.base(access))):
            yield p.parent[access]


def _paired(p: Program, base: int, origins: tuple[int, ...], name: str) -> list[int]:
    """Calls of the method on the same object."""
    made = {o for o in origins if p.kind[o] in (NEW, CALL)}
    found = []
    for access in p.accesses(name):
        if p.is_callee(access):
            other = p.base(access)
            if same_object(p, base, other) or made & set(p.origins(other)):
                found.append(p.parent[access])
    return found


def _paired_open(p: Program, base: int, origins: tuple[int, ...], send: int) -> int:
    """The `open` of the same object: the last before the call that sends, for each replaces the one before."""
    found = [call for call in _paired(p, base, origins, "open") if len(p.args(call)) >= 2]
    before = [call for call in found if call < send and p.enclosing[call] == p.enclosing[send]]
    return before[-1] if before else found[0] if found else -1


def _constructors(p: Program, values: FlowValues) -> Iterator[Sink]:
    kinds = (("WebSocket", "websocket"), ("EventSource", "eventsource"), ("Worker", "worker"),
             ("SharedWorker", "worker"), ("WebTransport", "webtransport"), ("Audio", "audio"))  # fmt: skip
    for name, kind in kinds:
        for head in global_heads(p, values, name):
            for use in p.value_uses(head):
                up = p.parent[use]
                if p.kind[up] == NEW and p.callee(up) == use:
                    given: tuple[tuple[int, Role], ...] = ((1, "data"),) if kind == "websocket" else ()
                    yield make(p, kind, up, (0, "url"), *given)


def _imports(p: Program) -> Iterator[Sink]:
    for node in p.c.where("import").tolist():
        if p.kind[p.parent[node]] == CALL:
            yield make(p, "script", p.parent[node], (0, "url"))


# --- libraries that send --------------------------------------------------------------------------------------------
def _clients(p: Program) -> Iterator[Sink]:
    for name in catalog.ordered("sinks", "client_methods"):
        for access in p.accesses(name):
            if not p.is_callee(access) or not _is_client(p, p.base(access)):
                continue
            call = p.parent[access]
            if name == "request" and p.carried.names.get(p.strip(p.base(access))) == _ANGULAR:
                yield make(p, "http", call, (1, "url"), (2, "config"))
            elif name in ("ajax", "request"):
                yield _configured(p, call)
            else:
                bodiless = name in _WITHOUT_BODY and not _is_jquery(p, p.base(access))
                other: Role = "config" if bodiless else "body"  # $.get(url, data)
                made = make(p, "http", call, (0, "url"), (1, other))
                through = intercepting(p, p.base(access))
                if len(through) == 1 and name in BODY_ARGUMENT:
                    made = make(p, "http", call, (0, "url"))  # of the body what that function leaves of it
                changed = tuple(_changed(p, through))
                yield replace(made, base=_bases(p, p.base(access)), carried=changed)
    for name in ("axios", "ky", "superagent"):
        for call, _ in calls(p, p.free(name)):
            yield _configured(p, call)
    for client, name in p.carried.names.items():
        if name == "axios" and p.is_callee(client):
            yield _configured(p, p.parent[client])
    yield from _begun(p)
    yield from _emitted(p)
    yield from _asked_in_queries(p)


def _begun(p: Program) -> Iterator[Sink]:
    """`request.post(url).set(name, value).send(data)`."""
    for access in (a for name in sorted(_ADDED) for a in p.accesses(name)):
        node = p.strip(p.base(access)) if p.is_callee(access) else -1
        while node >= 0 and p.kind[node] == CALL and p.is_access(p.callee(node)):
            base = p.strip(p.base(p.callee(node)))
            if p.key_text(p.callee(node)) in _BEGINNING and p.args(node) and _is_client(p, base):
                given: tuple[tuple[int, Role], ...] = ((0, "body"), (1, "body"))
                yield make(p, "http", p.parent[access], *given, url=p.args(node)[0])
                break
            node = base


def _emitted(p: Program) -> Iterator[Sink]:
    """`io(url).emit(name, data)`, also of a variable that holds the socket."""
    for access in p.accesses("emit") if _SOCKETS in p.ids or _SOCKETS in p.carried.names.values() else ():
        base = p.strip(p.base(access)) if p.is_callee(access) else -1
        opened = p.carried.made.get(base, -1) if base >= 0 else -1
        if base >= 0 and opened < 0:
            made = (o for o in (base, *p.origins(base)) if p.kind[o] == CALL and p.method_name(o) == _SOCKETS)
            opened = next((o for o in made if not p.functions(p.callee(o))), -1)
        if opened >= 0 and p.args(opened) and (opened not in p.carried.makers or p.carried.names[base] == _SOCKETS):
            told: tuple[tuple[int, Role], ...] = tuple((at, "data") for at in range(_MAX_EMITTED))
            yield make(p, "websocket", p.parent[access], *told, url=p.args(opened)[0])


def _asked_in_queries(p: Program) -> Iterator[Sink]:
    """`new GraphQLClient(url).request(query, variables)`."""
    for access in p.accesses("request") if _GRAPHQL in p.ids or _GRAPHQL in p.carried.names.values() else ():
        made = [o for o in p.origins(p.base(access)) if p.kind[o] == NEW] if p.is_callee(access) else []
        known = [o for o in made if p.name_of_called(p.callee(o)) == _GRAPHQL and p.args(o)]
        if known:
            yield make(p, "http", p.parent[access], (0, "body"), (1, "body"), url=p.args(known[0])[0])


def _changed(p: Program, through: list[int]) -> Iterator[tuple[int, Path]]:
    """What the functions that a client's requests go through put into them; of a single one the body, too."""
    for fn in through:
        for part in ("headers", "params", *(("data",) if len(through) == 1 else ())):
            yield from ((value, (p.intern(part), ALL)) for value in p.returns(fn))


def _is_client(p: Program, base: int, depth: int = _DEPTH) -> bool:
    """A global or import of a known name, or what its `create()` made."""
    base = p.strip(base)
    if base in p.carried.names:
        return True
    for origin in (base, *p.origins(base)):
        made = _made_of(p, origin)
        if made >= 0 and depth and p.kind[made] != IDENT and _is_client(p, made, depth - 1):
            return True
        head = made if made >= 0 else origin
        if p.kind[head] == IDENT:
            b = p.binding[head]
            if (b < 0 or p.s.b_kind[b] == IMPORTED) and p.text(p.sym[head]) in _CLIENTS:
                return True
            if b in p.jquery:
                return True
            if made >= 0 and depth and b >= 0 and _is_client(p, made, depth - 1):
                return True
    return False


def _is_jquery(p: Program, base: int) -> bool:
    return any(p.global_name(o) in JQUERY for o in (p.strip(base), *p.origins(base)))


def _bases(p: Program, client: int, depth: int = _DEPTH) -> tuple[Place, ...]:
    """Where the address may stand from which a client counts: `create({baseURL})`, `client.defaults.baseURL = "…"`."""
    found = []
    value = defined(p, p.strip(client))
    for made in dict.fromkeys((*p.origins(client), value)):
        for config in p.origins(p.args(made)[0]) if p.kind[made] == CALL and p.args(made) else ():
            for key in _BASES:
                found += [Place(value) for value in p.property_of(config, p.ids.get(key, -1))[:1]]
    if not found and p.strip(client) in p.carried.made:
        found = [Place(client, _BASES[0])]
    parent = _made_of(p, value) if depth else -1
    of_parent = _bases(p, parent, depth - 1) if parent >= 0 else ()
    return (*found[:1], *_set_later(p, client), *of_parent)


def _made_of(p: Program, made: int) -> int:
    """The client from which `client.create(settings)` or `client.extend(settings)` makes another; or -1."""
    if p.method_name(made) not in ("create", "extend") or not p.is_access(p.callee(made)):
        return -1
    base = p.strip(p.base(p.callee(made)))
    return -1 if p.global_name(base) in JQUERY else base  # whose `extend` puts objects together


def _set_later(p: Program, client: int) -> Iterator[Place]:
    """Values of `axios.defaults.baseURL = "…"` for the same client."""
    for store in p.stores_sym(p.ids.get(_BASES[0], NO_SYMBOL)):
        defaults = p.strip(p.base(store))
        if p.is_access(defaults) and p.key_text(defaults) == "defaults" and p.kind[p.parent[store]] == ASSIGN:
            of = p.strip(p.base(defaults))
            carried = p.carried.names.get(of) and p.carried.made.get(of) == p.carried.made.get(p.strip(client))
            if carried or same_object(p, of, client):
                yield Place(p.child(p.parent[store], RIGHT))


def _configured(p: Program, call: int) -> Sink:
    """`$.ajax({url, data})`: destination and data stand in one object; or `$.ajax(url, {data})`."""
    args = p.args(call)
    if len(args) > 1 and not any(p.kind[o] == OBJECT_LITERAL for o in p.origins(args[0])):
        return make(p, "http", call, (0, "url"), (1, "config"))
    if not args:
        return make(p, "http", call, (0, "config"))
    client = p.callee(call)
    client = p.base(client) if p.is_access(client) and p.key_text(client) == "request" else client
    sink = make(p, "http", call, (0, "config"), url=args[0])
    return replace(sink, url_key="url", base=(Place(args[0], _BASES[0]), *_bases(p, client)))
