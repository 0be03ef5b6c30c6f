"""Answers as streams, as model servers and chat services send them: whole, blocked, taken back; with the truth beside.

Each way of taking an answer back has variants in several protocols, and near misses: what looks alike and is none. The
wording of fields and states follows what services are documented to send; the texts are given by whoever asks.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

SSE, NDJSON, JSON, SOCKET = "text/event-stream", "application/x-ndjson", "application/json", "websocket"
CANNED = (
    "Sorry, that's beyond my current scope. Let's talk about something else.",
    "你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。",
    "对不起，我无法继续回答这个问题。",
    "This answer was removed because of our content policy.",
)
RISKS = ("Content Exists Risk", "data_inspection_failed: inappropriate content", "内容违规，请修改后重试")
SIZES = (1, 3, 7, 40, 400, 5000)
"""Longest pieces, in bytes, one of which is drawn for each stream."""
Rng = random.Random


@dataclass(frozen=True)
class Stream:
    """One scripted answer and what is true of it."""

    name: str
    """Form or near miss, and variant."""
    form: str | None
    """How it takes the answer back; None for near misses."""
    delivery: str
    pieces: tuple[bytes, ...]
    """Messages; on the wire they are cut up anew, but for WebSocket messages."""
    shown: str
    """The answer at its fullest."""
    left: str | None = None
    """The answer in the end; None: what was shown."""
    content_type: str = SSE
    status: int = 200
    end: str = "closed"
    """``closed``, ``broken``, ``cancelled`` or ``timed-out``."""
    history: str | None = None
    parts: tuple[int, ...] = ()
    """Numbers of messages before which the client has connected again."""
    headers: dict[str, str] = field(default_factory=dict)


def cut_up(stream: Stream, rng: Rng, sizes: tuple[int, ...] = SIZES) -> list[list[bytes]]:
    """The bytes of each connection in pieces of random length, cut also inside characters."""
    bounds = [0, *stream.parts, len(stream.pieces)]
    found = []
    for start, stop in itertools.pairwise(bounds):
        if stream.content_type == SOCKET:
            found.append(list(stream.pieces[start:stop]))
            continue
        data = b"".join(stream.pieces[start:stop])
        most = rng.choice(sizes)
        pieces, at = [], 0
        while at < len(data):
            size = rng.randint(1, most)
            pieces.append(data[at : at + size])
            at += size
        found.append(pieces)
    return found


def over_http(stream: Stream) -> Stream:
    """The stream as a server without WebSockets sends it: each message on a line."""
    if stream.content_type != SOCKET:
        return stream
    return replace(stream, content_type=NDJSON, pieces=tuple(piece + b"\n" for piece in stream.pieces))


def words(text: str, rng: Rng) -> list[str]:
    """A text in tokens of a few characters."""
    found, at = [], 0
    while at < len(text):
        size = rng.randint(1, 9)
        found.append(text[at : at + size])
        at += size
    return found


def as_json(value: Any, rng: Rng) -> str:
    """JSON with or without escapes."""
    return json.dumps(value, ensure_ascii=rng.random() < 0.5)


def sse(value: Any, rng: Rng, event: str = "", ident: str = "") -> bytes:
    """One server-sent event."""
    end = rng.choice(("\n", "\n", "\r\n"))
    text = value if isinstance(value, str) else as_json(value, rng)
    lines = [f"event: {event}"] if event else []
    lines += [f"id: {ident}"] if ident else []
    lines += [f"data: {line}" for line in text.split("\n")]
    return (end.join(lines) + end + end).encode()


def chunk(delta: dict[str, Any], reason: str | None = None, **more: Any) -> dict[str, Any]:
    """One chunk of a chat completion."""
    choice = {"index": 0, "delta": delta, "finish_reason": reason, **more}
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "model": "lab", "choices": [choice]}


def deltas(text: str, rng: Rng) -> list[bytes]:
    """A text as chunks of a chat completion."""
    return [sse(chunk({"role": "assistant", "content": ""}), rng)] + [
        sse(chunk({"content": word}), rng) for word in words(text, rng)
    ]


DONE = b"data: [DONE]\n\n"
_OPENING = {"v": {"response": {"message_id": 2, "role": "ASSISTANT", "status": "WIP", "fragments": []}}}


def patches(text: str, rng: Rng, kind: str = "RESPONSE") -> list[dict[str, Any]]:
    """The first lines of a patched message: later ones leave out path and operation."""
    tokens = words(text, rng)
    found: list[dict[str, Any]] = [
        json.loads(json.dumps(_OPENING)),
        {"p": "response/fragments", "o": "APPEND", "v": [{"id": 1, "type": kind, "content": tokens[0]}]},
    ]
    for number, token in enumerate(tokens[1:]):
        line = {"p": "response/fragments/-1/content", "o": "APPEND", "v": token}
        found.append(line if number == 0 else {"p": line["p"], "v": token} if rng.random() < 0.05 else {"v": token})
    return found


def framed(lines: list[dict[str, Any]], rng: Rng) -> tuple[tuple[bytes, ...], str]:
    """The same messages as server-sent events, lines, or WebSocket messages."""
    kind = rng.choice((SSE, SSE, NDJSON, SOCKET))
    if kind == SSE:
        ready = sse({"request_message_id": 1, "response_message_id": 2}, rng, "ready")
        return (ready, *(sse(patch, rng) for patch in lines), b"event: close\ndata: {}\n\n"), kind
    end = "\n" if kind == NDJSON else ""
    return tuple((as_json(patch, rng) + end).encode() for patch in lines), kind


def partial(text: str, rng: Rng) -> str:
    """The beginning of an answer, broken off inside a sentence."""
    return text[: max(24, rng.randint(len(text) // 3, max(len(text) * 2 // 3, len(text) // 3 + 1)))].rstrip() + " and"


def _blocked(name: str, form: str, pieces: tuple[bytes, ...] | list[bytes], shown: str, **more: Any) -> Stream:
    return Stream(name, form, "retracted", tuple(pieces), shown, **more)


def _status_filter(text: str, rng: Rng) -> Stream:
    shown = partial(text, rng)
    last: dict[str, Any] = rng.choice(
        (
            {"p": "response/status", "o": "SET", "v": "CONTENT_FILTER"},
            {"p": "response/fragments/-1/status", "o": "SET", "v": "CONTENT_FILTER"},
            {"p": "response", "o": "BATCH", "v": [{"p": "quasi_status", "v": "CONTENT_FILTER"}]},
            {"p": "response", "o": "BATCH", "v": [{"p": "status", "v": "CONTENT_FILTER"}, {"p": "fragments", "v": []}]},
        )
    )
    pieces, kind = framed([*patches(shown, rng), last], rng)
    return _blocked("status-filter", "status-filter", pieces, shown, left="", content_type=kind)


def _template(text: str, rng: Rng) -> Stream:
    shown, canned = partial(text, rng), rng.choice(CANNED)
    fragments = [{"id": 2, "type": "TEMPLATE_RESPONSE", "content": canned}]
    last = [
        {
            "p": "response",
            "o": "BATCH",
            "v": [{"p": "fragments", "o": "SET", "v": fragments}, {"p": "status", "o": "SET", "v": "CONTENT_FILTER"}],
        }
    ]
    if rng.random() < 0.5:
        last = [
            {"p": "response/fragments", "o": "SET", "v": fragments},
            {"p": "response/status", "o": "SET", "v": "CONTENT_FILTER"},
        ]
    pieces, kind = framed([*patches(shown, rng), *last], rng)
    return _blocked("template-replaced", "template-replaced", pieces, shown, left=canned, content_type=kind)


def _canned(text: str, rng: Rng) -> Stream:
    shown, canned = partial(text, rng), rng.choice(CANNED)
    between = rng.choice(("", "\n\n", " "))
    both = shown + between + canned
    if rng.random() < 0.5:
        ending = [sse(chunk({"content": between + canned}), rng), sse(chunk({}, "stop"), rng), DONE]
        return _blocked("canned-appended/chat", "canned-appended", [*deltas(shown, rng), *ending], both)
    lines = [{"message": {"role": "assistant", "content": w}, "done": False} for w in words(both, rng)]
    pieces = [(as_json(line, rng) + "\n").encode() for line in [*lines, {"done": True, "done_reason": "stop"}]]
    return _blocked("canned-appended/lines", "canned-appended", pieces, both, content_type=NDJSON)


def _finish_filter(text: str, rng: Rng) -> Stream:
    shown = partial(text, rng)
    variant = rng.choice(("chat", "azure", "gemini", "lines"))
    if variant in ("chat", "azure"):
        more = (
            {"content_filter_results": {"hate": {"filtered": True, "severity": "high"}}} if variant == "azure" else {}
        )
        pieces = [*deltas(shown, rng), sse(chunk({}, "content_filter", **more), rng), DONE]
    elif variant == "gemini":
        lines: list[Any] = [
            {"candidates": [{"content": {"parts": [{"text": w}], "role": "model"}}]} for w in words(shown, rng)
        ]
        pieces = [sse(line, rng) for line in [*lines, {"candidates": [{"finishReason": "PROHIBITED_CONTENT"}]}]]
    else:
        lines = [{"response": w, "done": False} for w in words(shown, rng)]
        ending = {"response": "", "done": True, "done_reason": "content_filter"}
        pieces = [(as_json(line, rng) + "\n").encode() for line in [*lines, ending]]
    kind = NDJSON if variant == "lines" else SSE
    return _blocked(f"finish-filter/{variant}", "finish-filter", pieces, shown, content_type=kind)


def _field_replaced(text: str, rng: Rng) -> Stream:
    shown, canned = partial(text, rng), rng.choice(CANNED)
    variant = rng.choice(("replace", "retracted", "message", "whole"))
    if variant == "whole":
        tokens = words(shown, rng)
        texts = ["".join(tokens[: n + 1]) for n in range(len(tokens))]
        pieces = [sse({"text": t}, rng) for t in (*texts, canned)] + [sse({"text": canned, "status": "finished"}, rng)]
        return _blocked("field-replaced/whole", "field-replaced", pieces, shown, left=canned)
    if variant == "message":
        last = chunk({}, "stop")
        del last["choices"][0]["delta"]
        last["choices"][0]["message"] = {"role": "assistant", "content": canned}
    elif variant == "replace":
        last = chunk({"content": canned, "replace": True}, "stop")
    else:
        canned, last = "", chunk({"content": None, "retracted": True}, "stop")
    pieces = [*deltas(shown, rng), sse(last, rng), DONE]
    return _blocked(f"field-replaced/{variant}", "field-replaced", pieces, shown, left=canned)


def _event(text: str, rng: Rng) -> Stream:
    shown, canned = partial(text, rng), rng.choice(CANNED)
    name = rng.choice(("retract", "moderation", "recall", "replace", "clear", "censored"))
    if name == "clear":
        canned = ""
    if rng.random() < 0.3 and name not in ("replace", "clear"):
        pieces = [as_json({"type": "text", "content": w}, rng).encode() for w in words(shown, rng)]
        pieces.append(as_json({"type": name, "content": canned, "reason": "risk"}, rng).encode())
        return _blocked(f"event/{name}/socket", "event", pieces, shown, left=canned, content_type=SOCKET)
    pieces = [*deltas(shown, rng), sse({"content": canned}, rng, name), DONE]
    return _blocked(f"event/{name}", "event", pieces, shown, left=canned)


def _risk_status(text: str, rng: Rng) -> Stream:
    body = as_json({"error": {"message": rng.choice(RISKS), "type": "invalid_request_error"}}, rng).encode()
    status = rng.choice((400, 403, 451))
    return Stream("risk-status", "risk-status", "server-blocked", (body,), "", content_type=JSON, status=status)


def _error_after(text: str, rng: Rng) -> Stream:
    shown = partial(text, rng)
    error = {"error": {"message": rng.choice(RISKS), "code": "content_risk"}}
    last = sse(error, rng, rng.choice(("", "error")))
    return _blocked("error-after-text", "error-after-text", [*deltas(shown, rng), last], shown)


def _history(text: str, rng: Rng) -> Stream:
    later = rng.choice((*CANNED, "", text[: len(text) // 3]))
    pieces = [*deltas(text, rng), sse(chunk({}, "stop"), rng), DONE]
    return _blocked("history-differs", "history-differs", pieces, text, left=later, history=later)


FORMS: dict[str, Callable[[str, Rng], Stream]] = {
    "status-filter": _status_filter,
    "template-replaced": _template,
    "canned-appended": _canned,
    "finish-filter": _finish_filter,
    "field-replaced": _field_replaced,
    "event": _event,
    "risk-status": _risk_status,
    "error-after-text": _error_after,
    "history-differs": _history,
}
"""Every way in which answers are taken back or blocked."""


def retractions(texts: list[str], count: int, rng: Rng) -> Iterator[Stream]:
    """Streams in all forms, in turn."""
    makers = list(FORMS.values())
    for number in range(count):
        yield makers[number % len(makers)](rng.choice(texts), rng)


def with_noise(stream: Stream, rng: Rng) -> Stream:
    """The same stream with comments that keep the connection open and with empty deltas strewn in."""
    if stream.content_type != SSE or stream.parts:
        return stream
    noise = (b": keep-alive\n\n", b":\n\n", sse(chunk({}), rng), sse(chunk({"content": ""}), rng))
    pieces = []
    for piece in stream.pieces:
        pieces.append(piece)
        if rng.random() < 0.1:
            pieces.append(rng.choice(noise))
    return replace(stream, pieces=tuple(pieces))


def with_duplicates(stream: Stream, rng: Rng) -> Stream:
    """The same server-sent events with ids, some of them sent twice; messages without ids cannot be sent twice."""
    if stream.content_type != SSE or stream.parts or any(b"id:" in piece.split(b"data:")[0] for piece in stream.pieces):
        return stream
    pieces = []
    for number, piece in enumerate(stream.pieces):
        pieces += [f"id: {number}\n".encode() + piece] * rng.choice((1, 1, 1, 2))
    return replace(stream, pieces=tuple(pieces))


def with_reconnect(stream: Stream, rng: Rng) -> Stream:
    """The same stream, broken off in its first half, after which the server tells all of it from the beginning."""
    if stream.content_type == JSON or stream.parts or len(stream.pieces) < 4:
        return stream
    at = rng.randint(2, len(stream.pieces) // 2)
    return replace(stream, pieces=(*stream.pieces[:at], *stream.pieces), parts=(at,))


TROUBLES: dict[str, Callable[[Stream, Rng], Stream]] = {"duplicates": with_duplicates, "reconnect": with_reconnect}
"""What happens to streams on their way, and means nothing."""
