"""What stands for a name of an organisation in hosts.toml."""

from __future__ import annotations

import hashlib

from undertow.attribution.company_names import plain

__all__ = ["mark", "plain"]


def mark(name: str) -> str:
    """The first 48 bits of the SHA-256 of the plain form of `name`."""
    return hashlib.sha256(plain(name).encode()).hexdigest()[:12]
