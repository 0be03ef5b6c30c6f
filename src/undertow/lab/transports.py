"""The same answer over another transport: server-sent events, lines of JSON, or messages of a WebSocket."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Literal

from undertow.lab.answer_streams import NDJSON, SOCKET, SSE, Stream

Transport = Literal["sse", "ndjson", "websocket"]
TRANSPORTS: tuple[Transport, ...] = ("sse", "ndjson", "websocket")
_TYPES: dict[str, str] = {"sse": SSE, "ndjson": NDJSON, "websocket": SOCKET}
_FRAMES = frozenset({"ready", "close", "delta", "message"})
"""Names of events that carry nothing which the message itself does not say."""


def over(stream: Stream, transport: Transport) -> Stream:
    """`stream` as a server with that transport sends it. An answer that is no stream stays one body.

    Lines and messages have no names and ids: a name goes into the message, a repeat of an id is left out. An event that
    clears or replaces is then a field of the message, and so is the form of what it does.
    """
    kind = _TYPES[transport]
    if stream.content_type not in (SSE, NDJSON, SOCKET) or stream.content_type == kind:
        return stream
    if kind == SSE:
        return replace(stream, content_type=SSE, pieces=tuple(b"data: " + p.strip() + b"\n\n" for p in stream.pieces))
    end = b"\n" if kind == NDJSON else b""
    if stream.content_type != SSE:
        return replace(stream, content_type=kind, pieces=tuple(piece.strip() + end for piece in stream.pieces))
    pieces: list[bytes] = []
    parts: list[int] = []
    seen: set[tuple[str, str]] = set()
    form = stream.form
    for number, piece in enumerate(stream.pieces):
        if number in stream.parts:
            parts.append(len(pieces))
        event, ident, data = _event(piece)
        if ident and (ident, data) in seen:
            continue
        seen.add((ident, data))
        message = _named(data, event)
        if message is not None:
            pieces.append(message.encode() + end)
        if event in ("clear", "replace") and form == "event":
            form = "field-replaced"
    return replace(stream, content_type=kind, pieces=tuple(pieces), parts=tuple(parts), form=form)


def _event(piece: bytes) -> tuple[str, str, str]:
    """Name, id and data of one server-sent event."""
    fields: dict[str, list[str]] = {"event": [], "id": [], "data": []}
    for line in piece.decode("utf-8").splitlines():
        name, colon, value = line.partition(":")
        if colon and name in fields:
            fields[name].append(value.removeprefix(" "))
    return "".join(fields["event"]), "".join(fields["id"]), "\n".join(fields["data"])


def _named(data: str, event: str) -> str | None:
    if data.strip() == "[DONE]":
        return '{"type": "done"}'
    if event in ("ready", "close") or not data:
        return None
    try:
        value: Any = json.loads(data)
    except ValueError:
        value = data
    if not isinstance(value, dict):
        return json.dumps({"type": "text", "content": data}, ensure_ascii=False)
    if event and event not in _FRAMES:
        value = {"event": event, **value}
    return json.dumps(value, ensure_ascii=False)
