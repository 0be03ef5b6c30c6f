"""How much of one visit is kept. A hostile page decides how much there is; these decide how much of it costs us."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass
class Limits:
    """Budgets of one visit; what does not fit becomes a Gap."""

    bodies: int = 64 * MIB
    """Bytes of response bodies and messages in all."""
    body: int = 16 * MIB
    """Bytes of one response body."""
    cut: int = 64 * MIB
    """A response that has grown to so many bytes is broken off."""
    exchanges: int = 20_000
    messages: int = 20_000
    calls: int = 20_000
    """Distinct call sites of watched APIs."""
    scripts: int = 10_000
    source: int = 48 * MIB
    """UTF-16 units of one script."""
    sources: int = 192 * MIB
    """UTF-16 units of all scripts."""
    dialogs: int = 20
