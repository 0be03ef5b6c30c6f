"""Streams that look as if an answer were taken back, and are none: limits, tools, faults, repeats, good notes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from undertow.lab.answer_streams import (
    DONE,
    JSON,
    NDJSON,
    SOCKET,
    Rng,
    Stream,
    as_json,
    chunk,
    deltas,
    framed,
    partial,
    patches,
    sse,
    words,
)

_FINISHED = {"p": "response/status", "o": "SET", "v": "FINISHED"}


def _chat(name: str, text: str, rng: Rng, ending: list[bytes], delivery: str = "complete", **more: Any) -> Stream:
    return Stream(name, None, delivery, (*deltas(text, rng), *ending), text, **more)


def _stop(rng: Rng) -> bytes:
    return sse(chunk({}, "stop"), rng)


def _normal(text: str, rng: Rng) -> Stream:
    return _chat("stop", text, rng, [_stop(rng), DONE], history=rng.choice((None, text, text + "\n")))


def _length(text: str, rng: Rng) -> Stream:
    return _chat("length", partial(text, rng), rng, [sse(chunk({}, "length"), rng), DONE], "cut")


def _tools(text: str, rng: Rng) -> Stream:
    call = [
        {"index": 0, "id": "c1", "type": "function", "function": {"name": "delete", "arguments": '{"clear": true}'}}
    ]
    ending = [sse(chunk({"tool_calls": call}), rng), sse(chunk({}, "tool_calls"), rng), DONE]
    return _chat("tool-calls", text, rng, ending)


def _usage(text: str, rng: Rng) -> Stream:
    usage = {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 90}}
    return _chat("usage", text, rng, [_stop(rng), sse(usage, rng), DONE])


def _cancel(text: str, rng: Rng) -> Stream:
    return _chat("cancelled", partial(text, rng), rng, [], "cut", end="cancelled")


def _lost(text: str, rng: Rng) -> Stream:
    return _chat("connection-lost", partial(text, rng), rng, [], "error", end="broken")


def _stalled(text: str, rng: Rng) -> Stream:
    return _chat("stalled", partial(text, rng), rng, [], "error", end="timed-out")


def _overloaded(text: str, rng: Rng) -> Stream:
    error = {"error": {"message": "The server is overloaded, please try again later.", "type": "server_error"}}
    return _chat("overloaded", partial(text, rng), rng, [sse(error, rng)], "error")


def _timeout_clears(text: str, rng: Rng) -> Stream:
    """The service clears the text because it took too long: an error, no judgement on the topic."""
    shown = partial(text, rng)
    batch = {"p": "response", "o": "BATCH", "v": [{"p": "status", "v": "TIMEOUT"}, {"p": "fragments", "v": []}]}
    apart = [{"p": "response/fragments", "o": "SET", "v": []}, {"p": "response/status", "o": "SET", "v": "TIMEOUT"}]
    pieces, kind = framed([*patches(shown, rng), *rng.choice(([batch], apart))], rng)
    return Stream("time-out-clears", None, "error", pieces, shown, left="", content_type=kind)


def _patched(text: str, rng: Rng) -> Stream:
    thought = patches("Let me think about it.", rng, "THINK")
    answer = {"p": "response/fragments", "o": "APPEND", "v": [{"id": 2, "type": "RESPONSE", "content": ""}]}
    said = [{"p": "response/fragments/-1/content", "v": word} for word in words(text, rng)]
    tip = {"p": "response/fragments", "o": "APPEND", "v": [{"id": 3, "type": "TIP", "content": "AI can err."}]}
    pieces, kind = framed([*thought, answer, *said, tip, _FINISHED], rng)
    return Stream("patched", None, "complete", pieces, text, content_type=kind)


def _second_message(text: str, rng: Rng) -> Stream:
    """A service answers, uses a tool, and answers on in a message of its own; the first one stands."""
    half = len(text) // 2
    lines: list[Any] = []
    for number, part in enumerate((text[:half], text[half:])):
        message = {
            "id": f"m{number}",
            "author": {"role": "assistant"},
            "status": "in_progress",
            "content": {"parts": [""]},
        }
        lines.append({"p": "", "o": "add", "v": {"message": message}})
        lines += [
            {"p": "/message/content/parts/0", "o": "append", "v": part[:1]},
            *({"v": w} for w in words(part[1:], rng)),
        ]
        lines.append(
            {"v": [{"p": "/message/status", "o": "replace", "v": "finished_successfully"}], "o": "patch", "p": ""}
        )
    pieces = [sse(line, rng, "delta") for line in lines]
    return Stream("second-message", None, "complete", (*pieces, DONE), text)


def _duplicates(text: str, rng: Rng) -> Stream:
    pieces = []
    for number, word in enumerate(words(text, rng)):
        pieces += [sse(chunk({"content": word}), rng, ident=str(number))] * rng.choice((1, 1, 1, 2, 3))
    return Stream("duplicates", None, "complete", (*pieces, _stop(rng), DONE), text, history=text)


def _resumed(text: str, rng: Rng) -> Stream:
    pieces = deltas(text, rng)
    at = rng.randint(1, len(pieces) - 1)
    return Stream("resumed", None, "complete", (*pieces, _stop(rng), DONE), text, parts=(at,), history=text)


def _told_again(text: str, rng: Rng) -> Stream:
    if rng.random() < 0.5:
        first = [sse(line, rng) for line in patches(text, rng)]
        again = [sse(line, rng) for line in (*patches(text, rng), _FINISHED)]
    else:
        first, again = deltas(text, rng), [*deltas(text, rng), _stop(rng), DONE]
    at = rng.randint(2, len(first))
    return Stream("told-again", None, "complete", (*first[:at], *again), text, parts=(at,), history=text)


def _passed(text: str, rng: Rng) -> Stream:
    note = rng.choice(({"flagged": False}, {"type": "moderation", "result": "pass"}, {"data": {"blocked": False}}))
    return _chat("moderation-passed", text, rng, [sse(note, rng, "moderation"), _stop(rng), DONE])


def _annotated(text: str, rng: Rng) -> Stream:
    notes = {"content_filter_results": {n: {"filtered": False, "severity": "safe"} for n in ("hate", "violence")}}
    return _chat("filter-notes", text, rng, [sse(chunk({}, "stop", **notes), rng), DONE])


def _apology_inside(text: str, rng: Rng) -> Stream:
    whole = f"{text} Some chats say: sorry, that's beyond my current scope. Let's talk about something else. {text}"
    return _chat("apology-inside", whole, rng, [_stop(rng), DONE])


def _refusal(text: str, rng: Rng) -> Stream:
    """A refusal from the first word on takes nothing back."""
    said = "Sorry, that's beyond my current scope. Let's talk about something else."
    return _chat("refusal", said, rng, [_stop(rng), DONE])


def _body(text: str, rng: Rng) -> Stream:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    body = as_json({"id": "x", "object": "chat.completion", "choices": [choice]}, rng).encode()
    return Stream("one-body", None, "complete", (body,), text, content_type=JSON)


def _failed(text: str, rng: Rng) -> Stream:
    status = rng.choice((401, 404, 429, 500, 503))
    body = as_json({"error": {"message": "Rate limit or server fault, try again."}}, rng).encode()
    return Stream("http-fault", None, "error", (body,), "", content_type=JSON, status=status)


def _plain(text: str, rng: Rng) -> Stream:
    pieces = [sse(word, rng) for word in words(text.replace("\n", " "), rng)]
    return Stream("plain-text", None, "complete", (*pieces, DONE), text.replace("\n", " "))


def _lines(text: str, rng: Rng) -> Stream:
    lines = [{"message": {"role": "assistant", "content": word}, "done": False} for word in words(text, rng)]
    pieces = [(as_json(line, rng) + "\n").encode() for line in [*lines, {"done": True, "done_reason": "stop"}]]
    return Stream("lines", None, "complete", tuple(pieces), text, content_type=NDJSON)


def _socket(text: str, rng: Rng) -> Stream:
    pieces = [as_json({"type": "text", "content": word}, rng).encode() for word in words(text, rng)]
    pieces.append(as_json({"type": "done"}, rng).encode())
    return Stream("socket", None, "complete", tuple(pieces), text, content_type=SOCKET)


def _growing(text: str, rng: Rng) -> Stream:
    tokens = words(text, rng)
    texts = ["".join(tokens[: n + 1]) for n in range(len(tokens))]
    pieces = [sse({"text": t}, rng) for t in texts] + [sse({"text": text, "status": "finished"}, rng)]
    return Stream("growing", None, "complete", tuple(pieces), text)


NEAR_MISSES: dict[str, Callable[[str, Rng], Stream]] = {
    "stop": _normal,
    "length": _length,
    "tool-calls": _tools,
    "usage": _usage,
    "cancelled": _cancel,
    "connection-lost": _lost,
    "stalled": _stalled,
    "overloaded": _overloaded,
    "time-out-clears": _timeout_clears,
    "patched": _patched,
    "second-message": _second_message,
    "duplicates": _duplicates,
    "resumed": _resumed,
    "told-again": _told_again,
    "moderation-passed": _passed,
    "filter-notes": _annotated,
    "apology-inside": _apology_inside,
    "refusal": _refusal,
    "one-body": _body,
    "http-fault": _failed,
    "plain-text": _plain,
    "lines": _lines,
    "socket": _socket,
    "growing": _growing,
}
"""Every near miss."""


def near_misses(texts: list[str], count: int, rng: random.Random) -> Iterator[Stream]:
    """Streams that take nothing back, in turn."""
    makers = list(NEAR_MISSES.values())
    for number in range(count):
        yield makers[number % len(makers)](rng.choice(texts), rng)
