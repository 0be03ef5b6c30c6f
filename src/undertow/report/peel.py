"""Opening the encodings around a match, so that a report can show what the bytes on the wire mean.

Only what a match names is opened, one layer after the other. Where a layer cannot be opened without knowing more than
the match says, opening ends there, and the answer says how far it came.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Sequence
from urllib.parse import unquote_to_bytes

MOST = 64 * 1024
"""Bytes that one layer may grow to; reports show a small part of it."""


class _CannotOpenError(ValueError):
    """These bytes are not in this encoding; `peel` then says how far it came."""


def peel(token: bytes, layers: Sequence[str]) -> tuple[bytes, tuple[str, ...]]:
    """Open a token.

    Args:
        token: the bytes of the match as they stand on the wire.
        layers: encodings from the outside to the value, as the match names them. The first one is that of the payload
            around the token if it is a form of documents (JSON, a form body): the token is then a value in it.

    Returns:
        What was reached, and the layers that were opened: all of them, or the first few.
    """
    data, opened = token, list[str]()
    for number, layer in enumerate(layers):
        if number and layer in ("json", "form", "multipart"):
            return data, (*opened, layer)  # a document: the match does not say which of its values it means
        opener = _OPENERS.get(layer)
        if opener is None:
            break
        try:
            data = opener(data)
        except _CannotOpenError:
            break
        opened.append(layer)
    return data, tuple(opened)


def _json_value(data: bytes) -> bytes:
    """A value as it stands in a document: a string without its escapes."""
    if b"\\" not in data:
        return data
    try:
        return str(json.loads(b'"' + data + b'"')).encode("utf-8", "replace")
    except ValueError as error:
        raise _CannotOpenError from error


def _form_value(data: bytes) -> bytes:
    return unquote_to_bytes(data.replace(b"+", b" "))


def _unbase64(data: bytes) -> bytes:
    body = data.strip().rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _CannotOpenError from error


def _unhex(data: bytes) -> bytes:
    try:
        return bytes.fromhex(data.decode("ascii"))
    except ValueError as error:
        raise _CannotOpenError from error


def _inflate(bits: int) -> Callable[[bytes], bytes]:
    def inflate(data: bytes) -> bytes:
        try:
            opened = zlib.decompressobj(bits).decompress(data, MOST)
        except zlib.error as error:
            raise _CannotOpenError from error
        if not opened:  # a stream that ends before its first byte
            raise _CannotOpenError
        return opened

    return inflate


_OPENERS: dict[str, Callable[[bytes], bytes]] = {
    "json": _json_value,
    "form": _form_value,
    "multipart": bytes,
    "percent": unquote_to_bytes,
    "base64": _unbase64,
    "hex": _unhex,
    "gzip": _inflate(31),
    "zlib": _inflate(15),
    "deflate": _inflate(-15),
}
