"""The planted positive control of an audit, and what came of it."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import Record


class ChannelCheck(Record, frozen=True, kw_only=True):
    """One planted channel of the self-check."""

    channel: str
    received: bool
    """The control server got the bait: the browser can use this channel here."""
    recorded: bool
    """Our recorder has the same request with the bait in it."""
    detail: str = ""


class ProbeCheck(Record, frozen=True, kw_only=True):
    """One watched API, exercised in one context of the control page."""

    api: str
    context: Literal["page", "later", "frame", "worker"]
    """``later``: in the page, when all had loaded."""
    seen: bool


class SelfCheck(Record, frozen=True, kw_only=True):
    """The planted positive control, run once per audit before its visits. The control server's log is the truth."""

    channels: tuple[ChannelCheck, ...]
    probes: tuple[ProbeCheck, ...]
    browser: str

    @property
    def channels_ok(self) -> tuple[int, int]:
        """Channels both received and recorded, of those received."""
        received = [c for c in self.channels if c.received]
        return sum(c.recorded for c in received), len(received)

    @property
    def probes_ok(self) -> tuple[int, int]:
        """Probe checks that were seen, of all made."""
        return sum(p.seen for p in self.probes), len(self.probes)
