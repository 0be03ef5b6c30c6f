"""What a clause says, on its way to a statement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """What a clause says, before it has a place in the page."""

    actor: str = "we"
    may: bool = False
    denied: bool = False
    action: str = ""
    data: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    text: str = ""
