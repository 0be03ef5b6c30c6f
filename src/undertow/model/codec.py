"""The one place where records become JSON and JSON becomes records."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from undertow.errors import InvalidData

T = TypeVar("T")


def encode(record: object) -> bytes:
    """Compact JSON, UTF-8. The same record always gives the same bytes.

    Raises:
        InvalidData: a text holds half a surrogate pair, which UTF-8 cannot carry.
    """
    try:
        return msgspec.json.encode(record, order="deterministic")
    except UnicodeEncodeError as error:
        raise InvalidData(f"a text cannot be written as UTF-8: {error}") from error


def encode_pretty(record: object) -> bytes:
    """Indented JSON with a final newline, for people."""
    return msgspec.json.format(encode(record), indent=2) + b"\n"


def decode(data: bytes, kind: type[T], *, what: str) -> T:
    """Parse and check; `what` names the document in the error.

    Raises:
        InvalidData: not JSON, wrong types or unknown fields.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidData(f"{what}: {error}") from error


def schema(kind: type) -> dict[str, Any]:
    """JSON Schema (2020-12) of a record."""
    return msgspec.json.schema(kind)
