"""Reports of the probe: calls of watched APIs, merged by place and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.probe import RawProbeReport, read
from undertow.capture.protocol import Json
from undertow.capture.scripts import Scripts
from undertow.capture.targets import Targets
from undertow.model import ProbeEvent, StackFrame

_FRAME = re.compile(r"^\s*at (?:(?:async )?(?P<name>.*?) \()?(?P<url>[^()\s]*?):(?P<line>\d+):(?P<column>\d+)\)?$")
ASKS_FOR_RESTORE = "PageTransitionEvent.prototype.persisted"
NOT_RESTORED = (
    "The page asks whether it was restored from the back/forward cache, which is off while recording: what it does "
    "when somebody comes back to it was not seen, only read in its code."
)
DETAILS_PER_PLACE = 20
"""Differing values kept of one call site."""


@dataclass
class _Event:
    """A ProbeEvent while it is being counted."""

    first: RawProbeReport
    at: float
    step: str
    target: str
    count: int


Place = tuple[str, str | None, str, str]


class Calls:
    """Collects probe reports from the binding `name`."""

    def __init__(
        self,
        name: str,
        scripts: Scripts,
        targets: Targets,
        ledger: Ledger,
        limits: Limits,
    ) -> None:
        self.name = name
        self._scripts = scripts
        self._targets = targets
        self._ledger = ledger
        self._limits = limits
        self._events: list[_Event] = []
        self.databases = False
        """Whether any document or worker has opened an IndexedDB database."""
        self.caches = False
        """Whether any has opened a cache."""
        self._at_place: dict[Place, list[_Event]] = {}

    def called(self, params: Json, session: str) -> None:
        """Take `Runtime.bindingCalled`."""
        if params["name"] != self.name:
            return
        try:
            reports = read(params["payload"])
        except ValueError:
            self._ledger.gap("probe-forged", "probe", "The page itself called our reporting channel.", hides=False)
            return
        for report in reports:
            self._take(report, session)

    def _take(self, report: RawProbeReport, session: str) -> None:
        self.databases |= report.api == "IDBFactory.prototype.open"
        self.caches |= report.api == "CacheStorage.prototype.open"
        if report.api == ASKS_FOR_RESTORE:  # its code is read all the same, as that of every branch not taken
            self._ledger.gap("restore-not-tried", report.frame_url, NOT_RESTORED, hides=False)
        # What is kept and read is told apart by step, for it matters when, and in which document of one address.
        step = self._ledger.step if report.kind == "storage" else ""
        place = (report.api, report.stack, report.frame_url, step)
        events = self._at_place.setdefault(place, [])
        for event in events:
            same = (event.first.arguments, event.first.result) == (report.arguments, report.result)
            if same or not report.detailed or len(events) >= DETAILS_PER_PLACE:
                event.count += report.count
                return
        if len(self._events) >= self._limits.calls:
            why = f"More than {self._limits.calls} distinct calls of watched APIs; later ones were not kept."
            self._ledger.gap("calls-cut", report.frame_url, why)
            return
        target = self._targets.by_session.get(session)
        at = self._ledger.since(report.at / 1000)
        event = _Event(report, at, self._ledger.step, target.kind if target else "page", report.count)
        events.append(event)
        self._events.append(event)

    def result(self) -> tuple[ProbeEvent, ...]:
        """All call sites in order of first call."""
        return tuple(
            ProbeEvent(
                id=f"{self._ledger.prefix}.p{number}",
                at=event.at,
                step=event.step,
                api=event.first.api,
                kind=event.first.kind,
                arguments=event.first.arguments,
                result=event.first.result,
                count=event.count,
                stack=tuple(self._frames(event.first.stack or "")),
                frame_url=event.first.frame_url[:4096],
                target=event.target,
            )
            for number, event in enumerate(self._events, 1)
        )

    def _frames(self, stack: str) -> Iterator[StackFrame]:
        for url, function, line, column in stack_frames(stack):
            yield self._scripts.placed(url, function, line, column)


def stack_frames(text: str, limit: int = 32) -> Iterator[tuple[str, str, int, int]]:
    """URL, function, line and column (0-based) of the frames in the text of a stack; other lines are left out."""
    for row in text.splitlines()[:limit]:
        if found := _FRAME.match(row[:2000]):
            line, column = int(found["line"][:9]), int(found["column"][:9])
            yield found["url"], found["name"] or "", max(0, line - 1), max(0, column - 1)
