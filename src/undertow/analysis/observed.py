"""What is known of each flow before it is put into words: its key, its sendings, the paths in code behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from undertow.analysis.positions import Positions
from undertow.analysis.traffic import Sending, host_of, sink_of
from undertow.model import Blobs, CodeFlow, DataType, Evidence, Exchange, ScriptFacts, Sha256


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two observations the same flow."""

    data: DataType
    script: Sha256 | None
    host: str
    sink: str


@dataclass
class Seen:
    """All that is known of one key."""

    sendings: list[Sending] = field(default_factory=list)
    executed: list[tuple[str, Exchange, CodeFlow]] = field(default_factory=list)
    """Visit, request and path, where the request left from the sink of the path."""
    dormant: list[CodeFlow] = field(default_factory=list)
    suspected: list[tuple[str, Exchange, tuple[str, ...]]] = field(default_factory=list)
    """Visit, request and traits read, where a request may carry a fingerprint (see `fingerprinters`)."""

    @property
    def visits(self) -> set[str]:
        """Visits in which it was sent."""
        return {
            *(s.visit for s in self.sendings),
            *(visit for visit, _, _ in self.executed),
            *(visit for visit, _, _ in self.suspected),
        }


class Code:
    """The scripts of an audit with their facts, by hash."""

    def __init__(self, evidence: Evidence, blobs: Blobs, facts: Mapping[Sha256, ScriptFacts]) -> None:
        self.facts = facts
        self.names = {script.sha256: script.name for script in evidence.scripts}
        self.urls = {use.script: use.url for visit in reversed(evidence.visits) for use in reversed(visit.scripts)}
        self._blobs = blobs
        self._positions: dict[Sha256, Positions] = {}

    def offset(self, script: Sha256, line: int, column: int) -> int:
        """Byte offset in a script of a position as the browser gives it."""
        if script not in self._positions:
            self._positions[script] = Positions(self._blobs.get(script))
        return self._positions[script].from_line(line, column)

    def paths_to(self, exchange: Exchange) -> list[tuple[Sha256, CodeFlow]]:
        """The paths in code whose sink is the very call that sent this request.

        The sink may be a call of a wrapper further out on the stack. Where the position is not within a sink, the
        innermost function decides, for the browser counts some calls from a neighbouring token.
        """
        found: list[tuple[Sha256, CodeFlow]] = []
        innermost = True
        for frame in exchange.stack[:8]:
            if frame.script is None or frame.script not in self.facts:
                continue
            at = self.offset(frame.script, frame.line, frame.column)
            flows = [f for f in self.facts[frame.script].flows if f.tier == "precise" and _goes_to(f, exchange)]
            hits = [f for f in flows if f.sink_span[0] <= at <= f.sink_span[1]]
            if not hits and innermost:
                sink = sink_of(exchange)
                hits = [f for f in flows if f.sink == sink and f.function_span[0] <= at < f.function_span[1]]
            found += [(frame.script, f) for f in hits]
            if hits:
                break
            innermost = False
        return found


def _goes_to(flow: CodeFlow, exchange: Exchange) -> bool:
    """Whether a destination as far as known from code can be this request's."""
    if flow.host is None:
        return True
    if flow.host == "":
        return exchange.host == host_of(exchange.frame_url)
    if "{}" in flow.host:
        return re.fullmatch(re.escape(flow.host).replace(r"\{\}", "[^/]*"), exchange.host) is not None
    if flow.host != exchange.host:
        return False
    path = (flow.url or "").partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    if not path:
        return True
    actual = exchange.url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    return re.fullmatch(re.escape(path[:2000]).replace(r"\{\}", ".*"), actual[:8000], re.DOTALL) is not None
