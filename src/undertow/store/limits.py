"""How much a bundle may hold. A bundle is read on the reader's machine and may have been made to exhaust it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Upper bounds, in bytes unless said; applied to what is declared and again to what is read."""

    file: int = 4096 * MIB - MIB
    """The bundle file. Below 4 GiB, so that the simple form of zip suffices."""
    entries: int = 64
    """Files in the bundle (a count)."""
    document: int = 512 * MIB
    """One of our JSON documents, unpacked."""
    blob: int = 1024 * MIB
    """One blob, unpacked."""
    blobs: int = 4096 * MIB
    """All blobs together, unpacked."""
    ratio: int = 1100
    """Unpacked size over packed size; deflate itself cannot exceed 1032."""


DEFAULT = Limits()
