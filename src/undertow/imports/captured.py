"""What every foreign format is read into: requests in the words of our own evidence, not yet an `Evidence`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast, get_args

from undertow.errors import InvalidData
from undertow.model import Channel, Gap, Header, Sha256

MIB = 1024 * 1024
LARGEST_FILE = 1024 * MIB
"""Of a file to import."""
LARGEST_BODY = 64 * MIB
"""Of one body, unpacked."""
MOST_REQUESTS = 100_000
_PER_KIND = 50
_CHANNELS = frozenset(get_args(Channel))

Keep = Callable[[bytes], Sha256]
"""Stores bytes and says under which hash."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One frame of a recorded stack; line and column from 0."""

    url: str
    function: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message on an open connection."""

    at: float
    """Seconds since the epoch."""
    sent: bool
    binary: bool
    body: Sha256


@dataclass(kw_only=True)
class Captured:
    """One request as a foreign recorder kept it."""

    at: float
    """Seconds since the epoch."""
    method: str
    url: str
    channel: Channel | None = None
    """None: the recorder does not say; told from headers later."""
    request_headers: tuple[Header, ...] = ()
    request_body: Sha256 | None = None
    status: int | None = None
    response_headers: tuple[Header, ...] = ()
    response_body: Sha256 | None = None
    mime: str = ""
    remote_address: str | None = None
    error: str | None = None
    page: str = ""
    """Address of the page it belongs to, where the recorder says so."""
    stack: tuple[Call, ...] = ()
    messages: list[Said] = field(default_factory=list)

    def request_header(self, name: str) -> str:
        """The first value of a request header; empty if it was not sent."""
        return next((h.value for h in self.request_headers if h.name.lower() == name), "")


@dataclass(frozen=True, kw_only=True)
class PageSeen:
    """A page that was looked at."""

    at: float
    url: str


class Gaps:
    """What a capture does not hold. The same kind at the same place is noted once, and no kind without end."""

    def __init__(self) -> None:
        self.found: list[Gap] = []
        self._seen: set[tuple[str, str]] = set()
        self._counts: dict[str, int] = {}

    def add(self, kind: str, where: str, why: str, *, hides: bool = True) -> None:
        """Note one gap; `where` may come from the file, so it is cut."""
        where = where[:500]
        self._counts[kind] = count = self._counts.get(kind, 0) + 1
        if (kind, where) in self._seen or count > _PER_KIND:
            return
        self._seen.add((kind, where))
        self.found.append(Gap(stage="capture", kind=kind, where=where, why=why, visit="v1", hides_findings=hides))


@dataclass(kw_only=True)
class Foreign:
    """One capture by somebody else."""

    form: str
    """Name of the format, e.g. ``HAR``."""
    recorder: str = ""
    """What the file says it was made by."""
    requests: list[Captured] = field(default_factory=list)
    pages: list[PageSeen] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)


def seconds_of(text: object) -> float | None:
    """An ISO 8601 time as seconds since the epoch; None if it is no such time."""
    if not isinstance(text, str):
        return None
    try:
        time = datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def channel_named(word: object) -> Channel | None:
    """The channel of a recorder's word for the type of a resource; None if it says nothing."""
    name = word.lower() if isinstance(word, str) else ""
    return cast(Channel, name) if name in _CHANNELS and name != "other" else None


def room(foreign: Foreign) -> bool:
    """Whether one more request is kept; the gap is noted where not."""
    if len(foreign.requests) < MOST_REQUESTS:
        return True
    foreign.gaps.add("import-cut", foreign.form, f"It holds more than {MOST_REQUESTS:,} requests; the rest was left.")
    return False


def mime_of(text: str) -> str:
    """The type of a Content-Type header, in lower case and without parameters."""
    return text.partition(";")[0].strip().lower()


def too_large(name: str, size: int) -> InvalidData:
    """The error for a file that is not read at all."""
    return InvalidData(f"{name} has {size:,} bytes; a capture to import has at most {LARGEST_FILE:,}.")
