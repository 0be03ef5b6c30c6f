"""Bytes to messages, one piece after another: server-sent events, lines of JSON, WebSocket messages.

Cuts between pieces carry no meaning, except for WebSocket messages, each of which is one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from undertow.conduct.wire import Framing

MOST_BUFFERED = 16 << 20
"""Bytes of one message; a longer one is given up."""
_SLICE = 1 << 20
_LINE_END = re.compile(rb"\r\n?|\n")
_BOM = b"\xef\xbb\xbf"
_SNIFFED = 16
"""Bytes that are enough to tell the framings apart."""
_FIELDS = (b"data", b"event", b"id", b"retry", b":")


@dataclass(frozen=True)
class Message:
    """One message of a stream."""

    at: float
    data: str
    event: str = ""
    """Name of a server-sent event, if it has one."""
    id: str | None = None
    """Id of a server-sent event, by which a client that connects again says what it has."""
    whole: bool = True
    """False for what was left when the stream ended in the middle of a message."""
    undecoded: bool = False
    """True if the bytes were no UTF-8; what could not be read is U+FFFD in the text."""


def framing_of(content_type: str) -> Framing:
    """The framing that a content type announces."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/event-stream":
        return "sse"
    if kind in ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/stream+json"):
        return "ndjson"
    return "json" if kind in ("application/json", "application/problem+json") else "auto"


class Framer:
    """Messages from bytes; `feed` and `end` give those that became whole."""

    def __init__(self, framing: Framing) -> None:
        self._framing = framing
        self._buffer = bytearray()
        self._searched = 0
        self._after_cr = False
        self._begun = False
        self._fields: list[tuple[bytes, bytes]] = []
        self._held = 0
        self._at = 0.0
        self.overflowed = False
        """True if a message was too long to be read."""

    def feed(self, data: bytes, at: float) -> Iterator[Message]:
        """The messages that these bytes complete."""
        self._at = at
        if self._framing == "messages":
            yield _message(data, at)
            return
        for start in range(0, len(data), _SLICE):
            yield from self._take(data[start : start + _SLICE])

    def _take(self, data: bytes) -> Iterator[Message]:
        self._buffer += data
        if len(self._buffer) + self._held > MOST_BUFFERED:
            self.overflowed = True
            self._buffer.clear()
            self._fields.clear()
            self._searched = self._held = 0
            return
        if self._settled(final=False):
            yield from self._lines()

    def end(self) -> Iterator[Message]:
        """What was left; nothing more comes."""
        self._settled(final=True)
        if self._framing == "json":
            yield from self._body()
            return
        yield from self._lines()
        rest = bytes(self._buffer)
        self._buffer.clear()
        self._searched = 0
        if self._framing == "ndjson":
            if rest.strip():
                yield _message(rest, self._at, whole=False)
        elif self._framing == "sse":
            if rest:
                self._field(rest)
            yield from self._dispatch(whole=False)

    def _settled(self, *, final: bool) -> bool:
        """Whether it is clear how to read lines."""
        if not self._begun and (len(self._buffer) >= _SNIFFED or final):
            self._begun = True
            if self._buffer.startswith(_BOM):
                del self._buffer[: len(_BOM)]
            if self._framing == "auto":
                start = bytes(self._buffer[:_SNIFFED]).lstrip()
                self._framing = "sse" if start.startswith(_FIELDS) else "ndjson"
        return self._begun and self._framing != "json"

    def _body(self) -> Iterator[Message]:
        rest = bytes(self._buffer)
        self._buffer.clear()
        if rest.strip():
            yield _message(rest, self._at)

    def _lines(self) -> Iterator[Message]:
        """Lines end in CR, LF or both (HTML standard, 9.2.5)."""
        if self._after_cr and self._buffer:
            self._after_cr = False
            if self._buffer[0] == 0x0A:
                del self._buffer[0]
        start, lines = 0, []
        for end in _LINE_END.finditer(self._buffer, self._searched):
            lines.append(bytes(self._buffer[start : end.start()]))
            start = end.end()
            self._after_cr = start == len(self._buffer) and self._buffer[-1] == 0x0D
        del self._buffer[:start]
        self._searched = len(self._buffer)
        for line in lines:
            if self._framing == "ndjson":
                if line.strip():
                    yield _message(line, self._at)
            elif line:
                self._field(line)
            else:
                yield from self._dispatch()

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name:  # else a comment, with which servers keep a connection open
            self._held += len(line)
            self._fields.append((name, value.removeprefix(b" ")))

    def _dispatch(self, *, whole: bool = True) -> Iterator[Message]:
        fields, self._fields, self._held = self._fields, [], 0
        named = dict(fields)
        lines = [value for name, value in fields if name == b"data"]
        event = named.get(b"event", b"").decode("utf-8", "replace")
        if not lines and not event:
            return
        ident = named.get(b"id")
        yield _message(
            b"\n".join(lines), self._at, event, None if ident is None else ident.decode("utf-8", "replace"), whole=whole
        )


def _message(data: bytes, at: float, event: str = "", ident: str | None = None, *, whole: bool = True) -> Message:
    text = data.decode("utf-8", "replace")
    undecoded = "\ufffd" in text and b"\xef\xbf\xbd" not in data
    return Message(at=at, data=text, event=event, id=ident, whole=whole, undecoded=undecoded)
