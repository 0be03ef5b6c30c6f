"""From bodies as they travelled to what was meant: chunks joined, content encodings undone.

Formats: RFC 9110, 8.4 (content encoding); RFC 9112, 7.1 (chunked transfer coding).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
import zstandard

from undertow.imports.captured import LARGEST_BODY
from undertow.model import Header

_CHUNK = 64 * 1024


class Undecoded(Exception):
    """The body is not in the encoding that its headers name, or grows beyond what is kept."""


def decoded(body: bytes, headers: Iterable[Header]) -> bytes:
    """The body without its content encodings.

    Raises:
        Undecoded: it is damaged, unknown or too large; the text says which.
    """
    named = (h.value for h in headers if h.name.lower() == "content-encoding")
    words = [word.strip().lower() for value in named for word in value.split(",")]
    for word in reversed([w for w in words if w and w != "identity"]):
        if word not in _DECODERS:
            raise Undecoded(f"its encoding {word[:40]!a} is not known")
        body = _DECODERS[word](body)
    return body


def unchunked(body: bytes) -> bytes:
    """A body in chunked transfer coding, joined; one that is none is returned as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 200)
        digits = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(digits, 16) if digits.isalnum() else -1
        except ValueError:
            size = -1
        if size < 0 or end + 2 + size > len(body):
            return body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _bounded(pieces: Iterable[bytes]) -> bytes:
    found, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST_BODY:
            raise Undecoded(f"it unpacks to more than {LARGEST_BODY:,} bytes")
        found.append(piece)
    return b"".join(found)


def _inflated(body: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    data = unpacker.decompress(body, LARGEST_BODY + 1)
    if len(data) > LARGEST_BODY:
        raise Undecoded(f"it unpacks to more than {LARGEST_BODY:,} bytes")
    if not unpacker.eof:
        raise Undecoded("it is cut short")
    return data


def _gzip(body: bytes) -> bytes:
    try:
        return _inflated(body, zlib.MAX_WBITS + 16)
    except zlib.error as error:
        raise Undecoded(f"it is not gzip ({error})") from error


def _deflate(body: bytes) -> bytes:
    """With its zlib wrapper or, as some servers send it, without."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _inflated(body, window)
        except zlib.error:
            continue
    raise Undecoded("it is not deflate")


def _brotli(body: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        data = _bounded(_unpacked(unpacker, body))
    except brotli.error as error:
        raise Undecoded("it is not Brotli") from error
    if not unpacker.is_finished():
        raise Undecoded("it is cut short")
    return data


def _unpacked(unpacker: brotli.Decompressor, body: bytes) -> Iterator[bytes]:
    """In small pieces: a few bytes can stand for gigabytes."""
    piece = unpacker.process(body, output_buffer_limit=_CHUNK)
    while piece or not unpacker.can_accept_more_data():
        yield piece
        piece = unpacker.process(b"", output_buffer_limit=_CHUNK)


def _zstd(body: bytes) -> bytes:
    try:
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(body, read_across_frames=True)
        return _bounded(iter(lambda: reader.read(_CHUNK), b""))
    except zstandard.ZstdError as error:
        raise Undecoded("it is not Zstandard") from error


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
