"""A script that was found somewhere, before it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from undertow.model import Gap, ScriptKind

MOST_BYTES = 64 << 20
"""Of one file, page or answer from the network; what is larger is not read."""


class MapMissing(Exception):
    """A source map cannot be had; the text says why."""


Beside = Callable[[str], bytes]
"""Gets what a script names as its source map; raises MapMissing."""


@dataclass(frozen=True)
class Found:
    """One script of a scan: where it is, and how to get it."""

    name: str
    kind: ScriptKind
    size: int
    """Bytes; of a file not read yet, as the file system says."""
    get: Callable[[], bytes]
    place: str | None = None
    """Path or address if it is a whole file; None for a part of one."""
    beside: Beside | None = None
    """How to get files that it names; None where there are none."""
    source_map: str | None = None
    """Address of its source map where that stands outside of it, in a header."""
    notes: tuple[Gap, ...] = ()
    """What is to be said of it before it is read."""

    def load(self) -> bytes:
        """Its text as UTF-8; OSError if it cannot be had."""
        return self.get()


def gap(kind: str, where: str, why: str, *, hides: bool = True) -> Gap:
    """Something that was not read, and why."""
    return Gap(stage="analysis", kind=kind, where=where, why=why, hides_findings=hides)
