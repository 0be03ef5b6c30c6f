"""What all parts of one visit share: its clock, its present step, its gaps, and the way to the spool."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Literal

from undertow.capture.spool import Spool
from undertow.errors import EnvironmentProblem
from undertow.model import Gap, Sha256, Step

Phase = Literal["land", "consent", "open", "fill", "submit", "chat", "policy", "return", "leave"]

GAPS_PER_KIND = 50
"""A hostile page can cause gaps without end; beyond this the kind is known."""


class Ledger:
    """The notes of one visit (or of the self-check, whose `visit` is None)."""

    def __init__(self, spool: Spool, visit: str | None) -> None:
        self.visit = visit
        self.prefix = visit or "selfcheck"
        self.started = time.time()
        """Wall clock, seconds since the epoch."""
        self.step = ""
        self.phase: Phase = "land"
        self.submitting = False
        """True from the first step of phase ``submit`` or ``chat`` on."""
        self.pictures = True
        """False from the moment on that something is shown which must not be kept."""
        self.steps: list[Step] = []
        self.gaps: list[Gap] = []
        self.problem: EnvironmentProblem | None = None
        """Set once when evidence cannot be stored any more."""
        self.on_problem: Callable[[], None] = lambda: None
        self._spool = spool
        self._seen: set[tuple[str, str]] = set()
        self._kinds: Counter[str] = Counter()

    def now(self) -> float:
        """Milliseconds since the start of the visit."""
        return self.since(time.time())

    def since(self, wall: float) -> float:
        """Milliseconds from the start of the visit to a wall clock time in seconds; never negative."""
        return max(0.0, round((wall - self.started) * 1000, 1))

    def step_at(self, at: float) -> str:
        """Name of the step at that many milliseconds; of the present one if it is not over yet."""
        if self.steps and at >= self.steps[-1].at and self.step != self.steps[-1].name:
            return self.step
        return next((step.name for step in reversed(self.steps) if step.at <= at), self.step)

    def keep(self, data: bytes) -> Sha256 | None:
        """Store bytes; None if that is no longer possible, which ends the visit."""
        try:
            return self._spool.put(data)
        except EnvironmentProblem as problem:
            if self.problem is None:
                self.problem = problem
                self.gap("storage-full", "evidence", str(problem))
                self.on_problem()
            return None

    def gap(self, kind: str, where: str, why: str, hides: bool = True) -> None:
        """Note something that could not be seen. The same kind at the same place is noted once."""
        where = where[:500]
        if (kind, where) in self._seen or self._kinds[kind] >= GAPS_PER_KIND:
            return
        self._seen.add((kind, where))
        self._kinds[kind] += 1
        stage: Literal["selfcheck", "capture"] = "capture" if self.visit else "selfcheck"
        self.gaps.append(Gap(stage=stage, kind=kind, where=where, why=why, visit=self.visit, hides_findings=hides))
