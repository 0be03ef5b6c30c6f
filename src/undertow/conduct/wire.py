"""What came over the wire, byte for byte with times, and what that means: the transcript."""

from __future__ import annotations

from typing import Literal

from undertow.model import Gap, Record

Framing = Literal["sse", "ndjson", "json", "messages", "auto"]
"""How bytes hold messages: server-sent events, one JSON a line, one JSON in all, one message a piece (WebSocket); or
``auto``: by the first bytes."""

Channel = Literal["answer", "thinking"]
"""The answer itself, or the thinking that is shown beside it."""

End = Literal["closed", "broken", "timed-out", "cancelled", "unreachable"]
"""How the exchange ended: closed by the server as it should, connection lost, no more bytes in time, stopped by us, or
there never was a connection."""

Delivery = Literal["complete", "cut", "server-blocked", "retracted", "error"]
"""What became of an answer on the wire. Whether it refuses is for the classifier to say, from its words."""

Form = Literal[
    "status-filter",
    "template-replaced",
    "canned-appended",
    "finish-filter",
    "field-replaced",
    "event",
    "risk-status",
    "error-after-text",
    "history-differs",
    "page-removed",
]
"""How an answer was taken back or blocked: a status or fragment set to a filter; a template in place of what was shown;
a canned sentence after it; the finish reason; fields of a message that replace or remove text; an event outside the
protocol; an HTTP status with a risk message; an error that names a risk after text; a history that reads otherwise; a
page that took away what it had shown, although its stream did not say so."""


class Chunk(Record, frozen=True, kw_only=True):
    """Bytes as they came in one read."""

    at: float
    """Seconds since the request was sent."""
    data: bytes
    part: int = 0
    """Number of the connection: 1 and more after the client connected again."""


class Exchange(Record, frozen=True, kw_only=True):
    """One question as asked once, and all that came back."""

    status: int | None
    """HTTP status; None if no answer came."""
    content_type: str = ""
    encoding: str = ""
    """Content encoding. Compressed bytes are kept and not read, which is a gap."""
    chunks: tuple[Chunk, ...] = ()
    end: End
    detail: str = ""
    """What the client library said of the end."""
    ended: float
    """Seconds since the request was sent."""


class Change(Record, frozen=True, kw_only=True):
    """The text shown became ``text_before[:kept] + text``."""

    at: float
    message: int
    """Number of the message that did it, from 0."""
    channel: Channel
    kept: int
    """Characters."""
    removed: int
    """Characters taken away behind those kept; 0 for text that was added."""
    text: str


class Retraction(Record, frozen=True, kw_only=True):
    """Something that was shown was taken back, replaced, or stopped by a filter."""

    form: Form
    at: float
    message: int | None
    """Number of the message that did it; None if no message did, as with a history that differs."""
    taken: str
    """What was shown and is no longer; empty where the text shown stayed."""
    shown_seconds: float | None
    """From the first character of ``taken`` until it was taken; None if nothing was, or if nobody saw it go: what only
    the conversation read again lacks stood there to the end."""
    left: str
    """What the reader was left with."""
    why: str


class Transcript(Record, frozen=True, kw_only=True):
    """What was shown, when, and what was taken back. The same bytes give the same transcript, however cut up."""

    delivery: Delivery
    answer: str
    """What the reader was left with."""
    before: str
    """The answer as it stood before anything was taken back."""
    thinking: str
    changes: tuple[Change, ...]
    """Every text can be built again from these."""
    retractions: tuple[Retraction, ...]
    finish_reason: str | None
    error: str | None
    tool_calls: bool
    messages: int
    first_at: float | None
    """When the first character of answer or thinking was shown."""
    why: str
    """One sentence on the delivery."""
    gaps: tuple[Gap, ...]
