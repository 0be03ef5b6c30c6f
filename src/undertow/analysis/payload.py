"""Reading what leaves: a payload is taken apart in layers, and every layer keeps its place in the bytes on the wire.

The layers are the ones pages use: percent-encoding, form fields, JSON (also JSON inside JSON strings), multipart,
base64 and base64url, hexadecimal, gzip and zlib. Hashes cannot be taken apart; `matching.needles` has them.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import unquote_to_bytes

from undertow.model import Span

DEPTH = 6
"""Layers followed. Deeper nesting was not met in practice; it bounds hostile input."""
BUDGET = 4 << 20
"""Bytes of decoded text looked at for one payload, all layers together; the payload itself is always looked at."""
READINGS = 8_000
"""Readings looked at for one payload. Large batches of analytics events have a few hundred."""

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(rb"(?<![0-9A-Za-z])(?:(?:[0-9a-f]{2}){8,}|(?:[0-9A-F]{2}){8,})(?![0-9A-Za-z])")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_PAIR = re.compile(rb"(?<![^&=?#])([^&=?#]*)=([^&#]*)")
"""A name begins after a sign that parts names; tried at each byte of long text without one, it would be quadratic."""
_BOUNDARY = re.compile(rb"\A--([^\r\n]{1,200})\r?\n")
_URLSAFE = bytes.maketrans(b"-_", b"+/")
_PRINTABLE = bytes((9, 10, 13, *range(0x20, 0x7F)))
_CLOSED = 20
"""Shortest base64 token (characters) that is kept although it decodes to nothing readable: 15 bytes."""
_SHORTEST_OPAQUE = 24
"""Shortest payload (bytes) that can count as opaque: less holds no typed value behind an encryption."""
_URLSAFE = bytes.maketrans(b"-_", b"+/")
_PRINTABLE = bytes((9, 10, 13, *range(0x20, 0x7F)))
_CLOSED = 20
"""Shortest base64 token (characters) that is kept although it decodes to nothing readable: 15 bytes."""
_SHORTEST_OPAQUE = 24
"""Shortest payload (bytes) that can count as opaque: less holds no typed value behind an encryption."""
_TEXT = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]*\Z")


@dataclass(frozen=True, slots=True)
class Layer:
    """One reading of (a part of) a payload."""

    data: bytes
    span: Span
    """Where it stands in the bytes on the wire; of a decoded token: the whole token."""
    exact: bool
    """True if offsets in `data` are offsets in the payload (nothing was decoded)."""
    layers: tuple[str, ...]
    """Encodings between the wire and `data`, outermost first."""
    key: str
    """Name of the field it is the value of, if any."""
    whole: bool
    """True if `data` is the complete value of a field (so that short values may be compared with it)."""
    closed: bool = False
    """True if what was decoded makes no sense to us: ciphertext, a digest, an unknown encoding."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A payload with its readings, which all searches share: taking it apart is the dear part."""

    data: bytes
    layers: tuple[Layer, ...]
    """Outermost first; the first is the payload itself."""
    complete: bool
    """False if a budget ended the reading, so that something may stand in what was not opened."""


def read(payload: bytes) -> Payload:
    """Take a payload apart, within `DEPTH`, `BUDGET` and `READINGS`."""
    found: list[Layer] = []
    queue = deque([Layer(payload, (0, len(payload)), True, (), "", True)])
    seen: set[bytes] = set()
    left = BUDGET
    complete = True
    while queue:
        layer = queue.popleft()
        if layer.data in seen and not layer.whole:
            continue
        seen.add(layer.data)
        left -= len(layer.data)
        if found and left < 0:
            return Payload(payload, tuple(found), False)
        found.append(layer)
        if left < 0:  # a payload beyond the budget is searched as it stands
            return Payload(payload, tuple(found), False)
        if len(layer.layers) < DEPTH and not layer.closed:
            room = READINGS - len(found) - len(queue)
            inside = list(islice(_open(layer), room + 1))
            complete &= len(inside) <= room
            queue.extend(inside[:room])
    return Payload(payload, tuple(found), complete)


def _open(layer: Layer) -> Iterator[Layer]:
    """What one reading contains."""
    data = layer.data
    if not data:
        return
    inflated = _inflate(data)
    if inflated is not None:
        yield _inside(layer, inflated[1], inflated[0])
        return
    boundary = _BOUNDARY.match(data)
    if boundary:
        yield from _multipart(layer, boundary[1])
        return
    document = _json(data)
    if document is not None:
        yield from _leaves(layer, document)
        return
    text = is_text(data)
    if text and b"=" in data:
        yield from _fields(layer)
    if text and _PERCENT.search(data):
        yield from _unquoted(layer)
    yield from _tokens(layer)


def _inside(layer: Layer, data: bytes, name: str, span: Span | None = None, key: str = "", whole: bool = True) -> Layer:
    place = span if span is not None and layer.exact else layer.span
    return Layer(data, place, False, (*layer.layers, name), key, whole)


def _inflate(data: bytes) -> tuple[str, bytes] | None:
    for name, magic, bits in (("gzip", b"\x1f\x8b", 31), ("zlib", b"\x78", 15)):
        if data.startswith(magic):
            try:
                decoder = zlib.decompressobj(bits)
                return name, decoder.decompress(data, BUDGET)
            except zlib.error:
                continue
    return None


def _json(data: bytes) -> object | None:
    """A JSON object or array (a bare string only if quoted), else None. Newline-delimited JSON counts as an array."""
    head = data.lstrip()[:1]
    if head not in (b"{", b"[", b'"'):
        return None
    try:
        return _container(json.loads(data))
    except (ValueError, RecursionError):
        pass
    lines = [line for line in data.splitlines() if line.strip()]
    if 1 < len(lines) <= 10_000:
        try:
            return _container([json.loads(line) for line in lines])
        except (ValueError, RecursionError):
            pass
    return None


def _container(value: object) -> object | None:
    return value if isinstance(value, (dict, list, str)) else None


def _leaves(layer: Layer, document: object) -> Iterator[Layer]:
    """Strings and numbers of a JSON document, each with its key; its place is found by searching the raw bytes."""
    stack: list[tuple[str, object]] = [("", document)]
    position = 0
    while stack:
        key, value = stack.pop()
        if isinstance(value, dict):
            stack += [(str(k), v) for k, v in reversed(value.items())]
            for name in value:
                if len(name) > 20:  # data is sometimes a key
                    yield _inside(layer, name.encode("utf-8", "replace"), "json", key="")
        elif isinstance(value, list):
            stack += [(key, v) for v in reversed(value)]
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            data = (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "replace")
            at = layer.data.find(data, position) if data else -1
            if at >= 0:
                position = at + len(data)
            base = layer.span[0]
            yield _inside(layer, data, "json", (base + at, base + at + len(data)) if at >= 0 else None, key)


def _fields(layer: Layer) -> Iterator[Layer]:
    """name=value pairs of a form body or a query."""
    for pair in _PAIR.finditer(layer.data):
        name, value = pair[1], pair[2]
        if not value:
            continue
        encoded = b"%" in value or b"+" in value
        plain = unquote_to_bytes(value.replace(b"+", b" ")) if encoded else value
        base = layer.span[0]
        field = unquote_to_bytes(name).decode("utf-8", "replace").rsplit("/", 1)[-1].rsplit("?", 1)[-1]
        span = (base + pair.start(2), base + pair.end(2))
        yield _inside(layer, plain, "form", span, field)
        if b"+" in value:  # in a URL path or a sloppy body a plus is a plus
            yield _inside(layer, unquote_to_bytes(value), "form", span, field)


def _unquoted(layer: Layer) -> Iterator[Layer]:
    """The whole without percent-encoding, and each part of a path for itself: an encoded slash parts nothing."""
    yield _inside(layer, unquote_to_bytes(layer.data), "percent", key=layer.key)
    at = layer.span[0]
    for segment in layer.data.split(b"/"):
        if len(segment) < len(layer.data) and _PERCENT.search(segment):
            yield _inside(layer, unquote_to_bytes(segment), "percent", (at, at + len(segment)), layer.key)
        at += len(segment) + 1


def _multipart(layer: Layer, boundary: bytes) -> Iterator[Layer]:
    position = 0
    for part in layer.data.split(b"--" + boundary):
        head, _, body = part.partition(b"\r\n\r\n")
        name = re.search(rb'name="([^"]*)"', head)
        if body:
            at = position + len(head) + 4
            body = body.removesuffix(b"\r\n")
            key = name[1].decode("utf-8", "replace") if name else ""
            base = layer.span[0]
            yield _inside(layer, body, "multipart", (base + at, base + at + len(body)), key)
        position += len(part) + len(boundary) + 2


def _tokens(layer: Layer) -> Iterator[Layer]:
    """Base64 and hexadecimal runs. What they hold may make no sense: it is kept, closed, to be searched as it is."""
    base = layer.span[0]
    for match in _HEX.finditer(layer.data):
        plain = bytes.fromhex(match[0].decode())
        span = (base + match.start(), base + match.end())
        yield replace(_inside(layer, plain, "hex", span, layer.key), closed=not _makes_sense(plain))
    for match in _BASE64.finditer(layer.data):
        for start, end in (match.span(), *_segments(match)):
            decoded = _unbase64(layer.data[start:end])
            if decoded is None:
                continue
            closed = not _makes_sense(decoded)
            if closed and (end - start < _CLOSED or not _dense(layer.data[start:end])):
                continue  # words and paths are base64 too, and mean nothing as such
            yield replace(_inside(layer, decoded, "base64", (base + start, base + end), layer.key), closed=closed)


def _segments(match: re.Match[bytes]) -> Iterator[Span]:
    """The parts of a token between slashes: a slash is a digit of base64, and it also parts a URL's path."""
    at = match.start()
    for segment in match[0].split(b"/"):
        if 12 <= len(segment) < len(match[0]):
            yield at, at + len(segment)
        at += len(segment) + 1


def _unbase64(token: bytes) -> bytes | None:
    body = token.rstrip(b"=").translate(_URLSAFE)
    if len(body) % 4 == 1:
        body = body[: len(body) - 1]
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _dense(token: bytes) -> bool:
    """Capitals, small letters and digits: what base64 of anything long enough has, and words have not."""
    return token != token.lower() and token != token.upper() and any(48 <= b <= 57 for b in token)


def _makes_sense(plain: bytes) -> bool:
    """Mostly text, or a compressed stream."""
    if plain[:2] in (b"\x1f\x8b", b"\x78\x9c", b"\x78\x01", b"\x78\xda"):
        return True
    printable = len(plain) - len(plain.translate(None, _PRINTABLE))
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError:
        return printable * 10 >= len(plain) * 9
    return printable * 10 >= len(plain) * 5


def is_text(data: bytes) -> bool:
    """No control bytes but tab and line ends: UTF-8, Latin-1 and the like."""
    return _TEXT.match(data) is not None


def opaque_share(payload: Payload) -> float:
    """Share of a payload that stays unreadable (0 to 1): bytes that are no text, or long tokens that no layer opens."""
    data = payload.data
    if len(data) < _SHORTEST_OPAQUE:
        return 0.0
    if not is_text(data) and _inflate(data) is None and not _BOUNDARY.match(data):
        return 1.0
    places = {
        layer.span
        for layer in payload.layers
        if layer.closed and len(layer.data) > (64 if layer.layers[-1] == "hex" else 29)  # 64: the longest digest
    }
    return min(1.0, sum(end - start for start, end in _apart(places)) / len(data))


def _apart(places: set[Span]) -> Iterator[Span]:
    """The outermost of some places: a token's segments stand within it."""
    reached = -1
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if end > reached:
            yield max(start, reached), end
            reached = end


def host_labels(host: str) -> bytes:
    """The labels of a host name in one, without those of the registered name, where one is long enough for data."""
    labels = host.split(".")[:-2]
    return "".join(labels).encode("utf-8", "replace") if any(len(label) >= 12 for label in labels) else b""
