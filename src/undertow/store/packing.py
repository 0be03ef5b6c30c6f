"""Gzip, with the limits that reading somebody else's file needs."""

from __future__ import annotations

import zlib

from undertow.errors import BundleDamaged

_GZIP = zlib.MAX_WBITS + 16
_LEVEL = 6


def pack(data: bytes) -> bytes:
    """One gzip member, without name or time: the same bytes for the same data."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(data) + packer.flush()


def unpack(packed: bytes, *, limit: int, what: str) -> bytes:
    """The data of exactly one gzip member of at most `limit` bytes; never holds more than that.

    Raises:
        BundleDamaged: cut short, altered, larger, or followed by something.
    """
    unpacker = zlib.decompressobj(_GZIP)
    try:
        data = unpacker.decompress(packed, limit + 1)
    except zlib.error as error:
        raise BundleDamaged(f"{what}: its compressed form was altered ({error}).") from error
    if len(data) > limit:
        raise BundleDamaged(f"{what}: unpacks to more than the {limit:,} bytes allowed.")
    if not unpacker.eof:
        raise BundleDamaged(f"{what}: its compressed form is cut short.")
    if unpacker.unused_data:
        raise BundleDamaged(f"{what}: has something appended to its compressed form.")
    return data
