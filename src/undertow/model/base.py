"""The base of all records: immutable, keyword-only, strict about unknown fields."""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA_VERSION = 1
"""Version of the evidence and result formats. Raised when a reader of the old form would misread the new one."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One immutable record. Sequences are tuples; unknown is None, never a guess."""


Sha256 = str
"""Lower-case hexadecimal SHA-256 of some bytes; the bytes themselves are kept as a blob of the bundle."""

Verified = bool | Literal["partial"]
"""Whether somebody read the cited source for this fact: yes, no, or for a part of it (said in a note)."""

Span = tuple[int, int]
"""Half-open byte range ``[start, end)``."""


class Header(Record, frozen=True, kw_only=True):
    """One header as sent, in order of sending; names keep their case."""

    name: str
    value: str
