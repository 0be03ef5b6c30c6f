"""WARC 1.1 records, each a gzip member of its own, with the exact place of each payload.

Written here and not by a library because bodies are stored once, in the WARC alone, and found again by position; and
because everything in a header that comes from the page must be made harmless for the readers of WARC files.

Format: ISO 28500:2017, iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1.
"""

from __future__ import annotations

import hashlib
import re
import uuid
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import responses
from urllib.parse import quote

from undertow.model import Exchange, Header, Record
from undertow.store.container import EntrySink

_NAMESPACE = uuid.UUID("6b0f2f5e-7d0a-5c55-9f3b-2d5a0c1f8e47")
_LEVEL = 6
_TERMINATOR = b"\r\n\r\n"
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

HTTP_SCHEMES = frozenset({"http", "https"})
RECORDED_SCHEMES = HTTP_SCHEMES | {"ws", "wss"}
"""Schemes whose exchanges become request and response records."""

_FRAMING = frozenset({"content-length", "content-encoding", "transfer-encoding"})
"""Response headers that are not true of the stored body, which is what the browser handed on: unpacked, unchunked."""


class Place(Record, frozen=True, kw_only=True):
    """Where a blob lies in the WARC file."""

    offset: int
    """First byte of the gzip member in the WARC file."""
    length: int
    """Size of the gzip member."""
    start: int
    """First byte of the blob in the unpacked member."""
    size: int
    """Size of the blob, which only the record's terminator follows."""

    @property
    def unpacked(self) -> int:
        """Size of the unpacked member."""
        return self.start + self.size + len(_TERMINATOR)


@dataclass(frozen=True, kw_only=True)
class WarcRecord:
    """One record before it is written."""

    kind: str
    """``warcinfo``, ``request``, ``response``, ``revisit`` or ``resource``."""
    identity: str
    """What makes the record unique; its id is derived from this."""
    date: str
    uri: str | None
    content_type: str
    http_head: bytes = b""
    payload: bytes = b""
    payload_sha256: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    """Further WARC headers."""


def record_id(identity: str) -> str:
    """The id of a record: the same for the same identity, always."""
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, identity)}>"


def safe_uri(url: str) -> str:
    """`url` with everything but printable ASCII percent-encoded, so that it fits in one header line or JSON word."""
    return quote(url.encode("utf-8", "replace"), safe=_PRINTABLE)


def scheme_of(url: str) -> str:
    """Lower-case scheme, empty if there is none."""
    return url.partition(":")[0].lower() if ":" in url else ""


def _head_lines(headers: Iterable[Header], *, renamed: frozenset[str]) -> list[str]:
    lines: list[str] = []
    for header in headers:
        if not _TOKEN.fullmatch(header.name):
            continue  # HTTP/2 pseudo-headers, and nothing else that a browser sends
        name = f"x-orig-{header.name}" if header.name.lower() in renamed else header.name
        # Chromium joins repeated headers by a line feed.
        lines += [f"{name}: {_CONTROLS.sub(' ', value).strip()}" for value in header.value.split("\n")]
    return lines


def _head(first: str, lines: list[str]) -> bytes:
    return "\r\n".join([first, *lines, "", ""]).encode("utf-8", "replace")


def response_head(exchange: Exchange, status: int, body_size: int) -> bytes:
    """Status line and headers of the answer, fit for the unpacked body."""
    lines = _head_lines(exchange.response_headers, renamed=_FRAMING)
    return _head(f"HTTP/1.1 {status} {responses.get(status, '')}", [*lines, f"Content-Length: {body_size}"])


def request_head(exchange: Exchange, body_size: int) -> bytes:
    """Request line and headers as sent; HTTP/2 requests are written in the form of HTTP/1.1."""
    method = exchange.method if _TOKEN.fullmatch(exchange.method) else "GET"
    uri = safe_uri(exchange.url)
    rest = uri.partition("://")[2].partition("#")[0]
    slash = min((at for at in (rest.find("/"), rest.find("?")) if at >= 0), default=len(rest))
    path = rest[slash:] if rest[slash : slash + 1] == "/" else f"/{rest[slash:]}"
    lines = _head_lines(exchange.request_headers, renamed=frozenset({"content-length"}))
    if not any(line.lower().startswith("host:") for line in lines):
        lines.insert(0, f"Host: {rest[:slash].rpartition('@')[2]}")
    if body_size:
        lines.append(f"Content-Length: {body_size}")
    return _head(f"{method} {path} HTTP/1.1", lines)


def revisit_headers(uri: str, date: str) -> tuple[tuple[str, str], ...]:
    """WARC headers that say: the same payload as the response of `uri` at `date`."""
    return (
        ("WARC-Profile", _REVISIT_PROFILE),
        ("WARC-Refers-To-Target-URI", safe_uri(uri)),
        ("WARC-Refers-To-Date", date),
    )


class WarcWriter:
    """Writes records to a sink, one gzip member each."""

    def __init__(self, sink: EntrySink) -> None:
        self._sink = sink

    def write(self, record: WarcRecord) -> Place:
        """Append a record; the place is that of its payload."""
        block = record.http_head + record.payload
        head = self._head(record, block)
        compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        member = compressor.compress(head) + compressor.compress(block) + compressor.compress(_TERMINATOR)
        member += compressor.flush()
        offset = self._sink.size
        self._sink.write(member)
        start = len(head) + len(record.http_head)
        return Place(offset=offset, length=len(member), start=start, size=len(record.payload))

    @staticmethod
    def _head(record: WarcRecord, block: bytes) -> bytes:
        headers = [
            ("WARC-Type", record.kind),
            ("WARC-Record-ID", record_id(record.identity)),
            ("WARC-Date", record.date),
        ]
        if record.uri is not None:
            headers.append(("WARC-Target-URI", safe_uri(record.uri)))
        headers += record.headers
        if record.payload_sha256:
            headers.append(("WARC-Payload-Digest", f"sha256:{record.payload_sha256}"))
        headers += [
            ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"),
            ("Content-Type", record.content_type),
            ("Content-Length", str(len(block))),
        ]
        return _head("WARC/1.1", [f"{name}: {value}" for name, value in headers])
