"""Entry facts: with which data a function was entered, and what it returned for that."""

from __future__ import annotations

from dataclasses import dataclass, field

from undertow.analysis.flow_paths import Path

FACTS = 12
"""With more distinct paths than this into one parameter, only their first components are kept."""
HUB = 64
"""With more facts than this a function is a hub (a generic copier, a serialiser): further ones are dropped."""


@dataclass
class Entry:
    """One fact with which a function was entered."""

    fn: int
    outer: int
    """Entry of the function that lexically encloses `fn`, if the call came from inside it."""
    incoming: list[tuple[int, int]] = field(default_factory=list)
    """(call, entry of the caller)"""
    returned: list[Path] = field(default_factory=list)
    """What the function returned for this fact."""
