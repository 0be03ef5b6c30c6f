"""Flow files of mitmproxy: a row of flows, each a tree in tnetstrings.

Format: tnetstrings.info as extended by mitmproxy (``;`` for text); the fields are those of mitmproxy's flow state,
versions 7 to 21 (mitmproxy 5 to 12).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from undertow.errors import InvalidData
from undertow.imports.bodies import Undecoded, decoded
from undertow.imports.captured import Captured, Foreign, Keep, Said, mime_of, room
from undertow.model import Header, Sha256

_DEEPEST = 100
_LONGEST_SIZE = 12
"""Digits of a size."""
_BINARY = 2
_DEFAULT_PORT = {"http": 80, "https": 443}
Tree = dict[str, Any]


def is_flows(content: bytes) -> bool:
    """Does it begin as a flow file: a size, a colon, and an object that ends there?"""
    digits, colon, _ = content[: _LONGEST_SIZE + 1].partition(b":")
    if not colon or not digits.isdigit():
        return False
    end = len(digits) + 1 + int(digits)
    return content[end : end + 1] == b"}" or (end >= len(content) and b"9:client_conn" in content[:100_000])


def read_flows(content: bytes, keep: Keep) -> Foreign:
    """The capture in a flow file; what follows a damaged flow is a gap.

    Raises:
        InvalidData: not even the first flow can be read.
    """
    foreign = Foreign(form="mitmproxy flows")
    at = 0
    while at < len(content) and room(foreign):
        try:
            flow, at = _value(content, at, len(content), 0)
        except ValueError as error:
            if not foreign.requests and not foreign.gaps.found:
                raise InvalidData(f"The file is no flow file of mitmproxy: {error}.") from error
            why = f"The flow file is damaged or cut short there ({error}); what follows was not read."
            foreign.gaps.add("import-cut", f"byte {at}", why)
            break
        if isinstance(flow, dict):
            _take(flow, foreign, keep)
    return foreign


def _value(data: bytes, at: int, end: int, depth: int) -> tuple[Any, int]:
    """The value that begins at a place, and where the next one does.

    Raises:
        ValueError: there is none.
    """
    colon = data.find(b":", at, min(end, at + _LONGEST_SIZE + 1))
    digits = data[at:colon] if colon >= 0 else b""
    if not digits.isdigit():
        raise ValueError("no size")
    start, stop = colon + 1, colon + 1 + int(digits)
    if stop >= end:
        raise ValueError("a size beyond the end")
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    return _typed(data, start, stop, depth), stop + 1


def _typed(data: bytes, start: int, stop: int, depth: int) -> Any:
    body = data[start:stop] if data[stop : stop + 1] not in b"]}" else b""
    match data[stop : stop + 1]:
        case b",":
            return body
        case b";":
            return body.decode("utf-8", "replace")
        case b"#":
            return int(body[:40])
        case b"^":
            return float(body[:40])
        case b"!":
            return body == b"true"
        case b"~":
            return None
        case b"]":
            return list(_values(data, start, stop, depth))
        case b"}":
            values = list(_values(data, start, stop, depth))
            return {_word(key): value for key, value in zip(values[::2], values[1::2], strict=False)}
        case other:
            raise ValueError(f"an unknown type {other!a}")


def _values(data: bytes, start: int, stop: int, depth: int) -> Iterator[Any]:
    while start < stop:
        value, start = _value(data, start, stop + 1, depth + 1)
        yield value


def _word(value: object) -> str:
    """Text that older versions keep as bytes."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def _tree(value: object) -> Tree:
    return value if isinstance(value, dict) else {}


def _take(flow: Tree, foreign: Foreign, keep: Keep) -> None:
    kind = _word(flow.get("type")) or "http"
    if kind != "http":
        server = _tree(flow.get("server_conn")).get("address")
        host = _word(server[0]) if isinstance(server, list) and server else kind
        why = f"A {kind[:20]} flow is no request of a page as the web knows it; it was left."
        foreign.gaps.add("import-flow-unread", host, why)
        return
    request = _tree(flow.get("request"))
    at = _number(request.get("timestamp_start"))
    if at is None:
        foreign.gaps.add("import-entry-unreadable", "flow", "It has no request, or no time.")
        return
    found = Captured(at=at, method=_word(request.get("method")).upper() or "GET", url=_url(request))
    found.request_headers = _headers(request.get("headers"))
    found.request_body = _body(request, found, foreign, keep, "request-body-unavailable")
    response = _tree(flow.get("response"))
    status = response.get("status_code")
    if isinstance(status, int):
        found.status = status
        found.response_headers = _headers(response.get("headers"))
        types = (h.value for h in found.response_headers if h.name.lower() == "content-type")
        found.mime = mime_of(next(types, ""))
        found.response_body = _body(response, found, foreign, keep, "body-unavailable")
    found.error = _word(_tree(flow.get("error")).get("msg"))[:200] or None
    found.remote_address = _address(_tree(flow.get("server_conn")))
    if flow.get("websocket"):
        found.channel = "websocket"
        found.url = f"ws{found.url.removeprefix('http')}"
        found.messages = list(_messages(_tree(flow["websocket"]), keep))
    foreign.requests.append(found)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and 0 <= value < 1e11 else None


def _url(request: Tree) -> str:
    """As the client asked for it: the name it used, not the address that a transparent proxy saw."""
    scheme = _word(request.get("scheme")) or "https"
    headers = {h.name.lower(): h.value for h in _headers(request.get("headers"))}
    authority = _word(request.get("authority")) or headers.get("host", "")
    host, port = _word(request.get("host")), request.get("port")
    if not authority:
        shown = f"[{host}]" if ":" in host else host
        authority = shown if port == _DEFAULT_PORT.get(scheme) or not isinstance(port, int) else f"{shown}:{port}"
    for name, number in _DEFAULT_PORT.items():
        if scheme == name:
            authority = authority.removesuffix(f":{number}")
    path = _word(request.get("path")) or "/"
    return path if path.startswith(("http://", "https://")) else f"{scheme}://{authority}{path}"


def _headers(raw: object) -> tuple[Header, ...]:
    pairs = [pair for pair in raw if isinstance(pair, list) and len(pair) == 2] if isinstance(raw, list) else []
    return tuple(Header(name=_word(name), value=_word(value)) for name, value in pairs if _word(name))


def _body(message: Tree, request: Captured, foreign: Foreign, keep: Keep, gap: str) -> Sha256 | None:
    content = message.get("content")
    if content is None:
        foreign.gaps.add(gap, request.url, "The flow file does not hold this body (it was streamed).")
    if not isinstance(content, bytes) or not content:
        return None
    try:
        return keep(decoded(content, _headers(message.get("headers"))))
    except Undecoded as error:
        foreign.gaps.add("body-not-decoded", request.url, f"A body is kept as it was sent: {error}.")
        return keep(content)


def _address(server: Tree) -> str | None:
    for key in ("peername", "ip_address", "address"):
        place = server.get(key)
        if isinstance(place, list) and len(place) >= 2 and isinstance(place[1], int):
            host = _word(place[0])[:60]
            return f"[{host}]:{place[1]}" if ":" in host else f"{host}:{place[1]}"
    return None


def _messages(socket: Tree, keep: Keep) -> Iterator[Said]:
    rows = socket.get("messages")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, list) or len(row) < 4:
            continue
        kind, from_client, content, time = row[:4]
        data = content if isinstance(content, bytes) else _word(content).encode("utf-8", "replace")
        if (at := _number(time)) is not None:
            yield Said(at=at, sent=bool(from_client), binary=kind == _BINARY, body=keep(data))
