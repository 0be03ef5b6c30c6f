"""The one place where records become bytes and bytes become records: JSON to be read, MessagePack to be kept."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from undertow.errors import InvalidData

T = TypeVar("T")

_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Delete and C1 controls, line separators, bidirectional and zero-width marks. In JSON they stand in strings only."""


def encode(record: object) -> bytes:
    """Compact JSON, UTF-8. The same record always gives the same bytes.

    Raises:
        InvalidData: a text holds half a surrogate pair, which UTF-8 cannot carry.
    """
    try:
        return msgspec.json.encode(record, order="deterministic")
    except UnicodeEncodeError as error:
        raise InvalidData(f"a text cannot be written as UTF-8: {error}") from error


def encode_as(record: object, form: object) -> bytes:
    """As `encode`, but without the fields that `form` does not have: what a version with fewer of them wrote.

    `form`: the record as JSON, decoded to dictionaries and lists.
    """
    return msgspec.json.encode(_cut(msgspec.json.decode(encode(record)), form))


def _cut(value: Any, form: Any) -> Any:
    if isinstance(value, dict) and isinstance(form, dict):
        return {name: _cut(part, form[name]) for name, part in value.items() if name in form}
    if isinstance(value, list) and isinstance(form, list):
        return [_cut(part, shape) for part, shape in zip(value, form, strict=False)]
    return value


def encode_pretty(record: object) -> bytes:
    """Indented JSON with a final newline, for people: what would move or hide text on a screen is escaped."""
    text = msgspec.json.format(encode(record), indent=2).decode("utf-8")
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode("utf-8") + b"\n"


def decode(data: bytes, kind: type[T], *, what: str) -> T:
    """Parse and check; `what` names the document in the error.

    Raises:
        InvalidData: not JSON, wrong types or unknown fields.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidData(f"{what}: {error}") from error


def pack(record: object) -> bytes:
    """Compact binary form, for caches and pipes of our own; never published.

    Raises:
        InvalidData: a text holds half a surrogate pair, which UTF-8 cannot carry.
    """
    try:
        return msgspec.msgpack.encode(record)
    except UnicodeEncodeError as error:
        raise InvalidData(f"a text cannot be written as UTF-8: {error}") from error


def unpack(data: bytes, kind: type[T], *, what: str) -> T:
    """The record that `pack` wrote; `what` names it in the error.

    Raises:
        InvalidData: cut short, wrong types or unknown fields.
    """
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidData(f"{what}: {error}") from error


def schema(kind: type) -> dict[str, Any]:
    """JSON Schema (2020-12) of a record."""
    return msgspec.json.schema(kind)
