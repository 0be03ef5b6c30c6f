"""What reading scripts tells, and what it means together with recorded traffic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undertow.model import ScriptFacts

__all__ = ["read_script"]


def read_script(source: bytes, *, url: str | None = None) -> ScriptFacts:
    """Everything that can be read in one script; see `undertow.analysis.facts.read_script`."""
    from undertow.analysis.facts import read_script as read  # numpy, scipy and the parser cost 0.3 s to import

    return read(source, url=url)
