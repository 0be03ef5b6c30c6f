"""One visit: a journey in a recorded browser, within its time, whatever the page does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from undertow.capture.holdback import HoldBack
from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.page import Page, PageGone
from undertow.capture.reachable import no_app, undelivered, unreachable
from undertow.capture.run import Run, Setting
from undertow.capture.scripts import Source
from undertow.capture.spool import Spool
from undertow.capture.uncompiled import uncompiled
from undertow.capture.writers import with_writers
from undertow.errors import EnvironmentProblem
from undertow.model import Bait, Exchange, FilledField, Gap, Vantage, Visit

Drive = Callable[[Page, list[FilledField]], Awaitable[object]]
"""The journey: it drives the page and adds to the list what it filled in."""


@dataclass(frozen=True)
class VisitPlan:
    """What one visit is to do."""

    id: str
    target: str
    vantage: Vantage
    baits: tuple[Bait, ...]
    sealed: bool
    hold: bool
    """Answer submissions ourselves."""
    seconds: float
    limits: Limits


@dataclass(frozen=True)
class VisitRecord:
    """One visit as it went, with what concerns it."""

    visit: Visit
    sources: tuple[Source, ...]
    gaps: tuple[Gap, ...]
    failure: str | None
    """Why there is no evidence; None if there is some."""
    problem: EnvironmentProblem | None = None
    """Set if evidence could not be stored."""


async def visit(plan: VisitPlan, setting: Setting, spool: Spool, drive: Drive, stop: asyncio.Event) -> VisitRecord:
    """Make one visit. Never raises for what a page or the browser does: that becomes a Gap."""
    ledger = Ledger(spool, plan.id)
    host = urlsplit(plan.target).hostname or ""
    hold = HoldBack(plan.baits, host) if plan.hold else None
    run = Run(setting, plan.vantage, ledger, spool, limits=plan.limits, hold=hold)
    fields: list[FilledField] = []
    started = datetime.now(UTC)
    try:
        async with run:
            whole = await _travel(run, plan, drive, fields, stop)
    except EnvironmentProblem as problem:
        ledger.gap("browser-not-started", plan.vantage.name, str(problem))
        return VisitRecord(_visit(plan, run, started, (), None), (), tuple(ledger.gaps), str(problem))
    collected = run.recorder.collected()
    failure = unreachable(plan.target, collected.exchanges, arrived=run.page.arrived)
    if failure and any(gap.kind == "browser-died" for gap in ledger.gaps):
        failure = f"The browser ended before {plan.target} had come."
    if run.relay is not None and run.relay.refusal is not None:
        ledger.gap("proxy-refused", plan.vantage.proxy or "", run.relay.refusal)
        failure = failure and run.relay.refusal
    if failure:
        ledger.gap("target-unreachable", plan.target, failure)
    elif why := no_app(plan.target, collected.exchanges):
        ledger.gap("target-not-an-app", plan.target, why)
    else:
        for lost in undelivered(collected.exchanges, sealed=plan.sealed):
            ledger.gap(lost.kind, lost.host, lost.why, hides=lost.hides)
    outcome: Literal["complete", "partial", "failed"] = "failed" if failure else "complete" if whole else "partial"
    recorded = with_writers(_visit(plan, run, started, tuple(fields), outcome, collected.exchanges))
    further = tuple(uncompiled(recorded.scripts, recorded.exchanges, spool))
    recorded = msgspec.structs.replace(recorded, scripts=(*recorded.scripts, *(use for use, _ in further)))
    sources = (*run.recorder.scripts.sources.values(), *(source for _, source in further))
    return VisitRecord(recorded, sources, tuple(ledger.gaps), failure, ledger.problem)


async def _travel(run: Run, plan: VisitPlan, drive: Drive, fields: list[FilledField], stop: asyncio.Event) -> bool:
    """Drive the page until the journey, the time, the storage or the user's patience ends; then save what there is."""
    full = asyncio.Event()
    run.ledger.on_problem = full.set
    journey = asyncio.ensure_future(drive(run.page, fields))
    stopped = [asyncio.ensure_future(event.wait()) for event in (stop, full)]
    try:
        await asyncio.wait({journey, *stopped}, timeout=plan.seconds, return_when=asyncio.FIRST_COMPLETED)
        whole = _ended(run, plan, journey, stop)
        if not journey.done():
            journey.cancel()
            with suppress(asyncio.CancelledError, PageGone):
                await journey
        if not full.is_set():
            with suppress(PageGone):
                await run.save()
    finally:
        for task in (journey, *stopped):
            task.cancel()
    return whole


def _ended(run: Run, plan: VisitPlan, journey: asyncio.Future[object], stop: asyncio.Event) -> bool:
    """Say why the journey is over; True if it went to its end."""
    if journey.done():
        error = journey.exception()
        if error is None:
            return True
        if not isinstance(error, PageGone):
            raise error
        run.page.break_off(f"the page is gone: {error}")
        if run.died:
            run.ledger.gap("browser-died", plan.target, "The browser ended in the middle of the visit.")
        return False
    if stop.is_set():
        run.page.break_off("interrupted")
        run.ledger.gap("interrupted", plan.target, "The audit was interrupted; this visit did not get to its end.")
    elif run.ledger.problem is None:
        run.page.break_off("time is up")
        why = f"The visit took longer than {plan.seconds:g} s and was ended."
        run.ledger.gap("visit-timed-out", plan.target, why)
    else:
        run.page.break_off("no more room to store evidence")
    return False


def _visit(
    plan: VisitPlan,
    run: Run,
    started: datetime,
    fields: tuple[FilledField, ...],
    outcome: Literal["complete", "partial", "failed"] | None,
    exchanges: tuple[Exchange, ...] = (),
) -> Visit:
    recorder = run.recorder if outcome else None
    return Visit(
        id=plan.id,
        vantage=plan.vantage,
        started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        duration=run.ledger.now(),
        outcome=outcome or "failed",
        browser=run.browser,
        user_agent=run.user_agent,
        headless_marker_removed=run.marker_removed,
        sealed=plan.sealed,
        baits=plan.baits,
        steps=tuple(run.ledger.steps),
        fields=fields,
        exchanges=exchanges,
        probe_events=recorder.calls.result() if recorder else (),
        scripts=recorder.scripts.uses() if recorder else (),
        storage=recorder.storage.result() if recorder else (),
        console=recorder.console.result() if recorder else (),
        targets=tuple(recorder.targets.kinds) if recorder else (),
        certificates=recorder.exchanges.certificates.result() if recorder else (),
    )
