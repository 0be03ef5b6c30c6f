"""A whole audit's capture: self-check, then the visits, and all of it as one `Evidence`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from undertow import __version__
from undertow.capture import canonical, flow_drive, journey, selfcheck, trust
from undertow.capture.bait import baits
from undertow.capture.flow import UserFlow
from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.naming import scripts_of
from undertow.capture.page import Page
from undertow.capture.process import find_browser
from undertow.capture.redaction import redact
from undertow.capture.run import Run, Setting, identify, prepare
from undertow.capture.seal import HostMap, Reach, reach
from undertow.capture.spool import Spool
from undertow.capture.vantage import PRESETS
from undertow.capture.visit import VisitPlan, VisitRecord, visit
from undertow.errors import CaptureFailed, UsageError
from undertow.model import Bait, Evidence, FilledField, Gap, SelfCheck, Vantage, Visit

Progress = Callable[[str], None]
Checked = tuple[SelfCheck, tuple[Gap, ...]]
"""What the self-check says, and what it found missing."""


@dataclass(frozen=True)
class CapturePlan:
    """What to capture, and how."""

    target: str
    """URL, http or https."""
    vantages: tuple[Vantage, ...]
    """One visit is made from each."""
    maps: tuple[HostMap, ...] = ()
    ca_file: Path | None = None
    """PEM certificates that mapped servers may be signed by."""
    submit: bool = False
    """Submit forms for real. On loopback, and where the target is mapped to loopback, that is done anyway."""
    phone: str | None = None
    """Telephone number to type instead of a fictional one."""
    headful: bool = False
    fictional: bool = False
    """The target is an app of the lab: reports say so."""
    browser: Path | None = None
    visit_seconds: float = 60
    body_limit: int = 64 << 20
    """Bytes of bodies kept of one visit."""
    parallel: int = 1
    """Visits at the same time. More than one only where the target is yours to load."""
    selfcheck: bool = True
    flow: UserFlow | None = None
    """Steps of the user's own instead of the usual journey."""


_UNCHECKED = Gap(
    stage="selfcheck",
    kind="selfcheck-not-run",
    where="self-check",
    why="The planted positive control was not run, so it is not known whether this browser is recorded well.",
)


async def capture(
    plan: CapturePlan,
    spool: Spool,
    *,
    progress: Progress,
    stop: asyncio.Event | None = None,
    site: canonical.Site = lambda host: None,
) -> Evidence:
    """Visit the target from every vantage and return what was recorded; bodies are in `spool`.

    When `stop` is set, running visits end at once and what there is so far is returned. `site` tells the registrable
    domain of a host: names in the app's own are looked up for what they are aliases of.

    Raises:
        UsageError: the plan itself is wrong.
        EnvironmentProblem: no browser, or it does not start.
        CaptureFailed: no visit gave any evidence.
    """
    host = _host(plan.target)
    baited = tuple(
        (*baits(vantage, visit_id=f"v{number}", target_host=host, phone=plan.phone), *_tokens(plan.flow))
        for number, vantage in enumerate(plan.vantages, 1)
    )
    started = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stop = stop or asyncio.Event()
    setting, ground = await prepare(
        plan.target, plan.maps, plan.ca_file, plan.vantages, browser=plan.browser, headful=plan.headful
    )
    checked, gaps = await _checked(setting, spool, progress) if plan.selfcheck else (None, (_UNCHECKED,))
    records = await _visits(plan, setting, ground, baited, spool, progress, stop)
    _fail_if_empty(records)
    for record in records:
        gaps += record.gaps
    aliases, unknown = await canonical.names(
        canonical.own_names((e.host for record in records for e in record.visit.exchanges), host, site),
        plan.maps,
        open_=not ground.sealed and not any(vantage.proxy for vantage in plan.vantages),
    )
    gaps += unknown
    sources = {source.sha256: source for record in records for source in record.sources}
    evidence = Evidence(
        tool=f"undertow {__version__}",
        target=plan.target,
        started=started,
        fictional=plan.fictional,
        submit=plan.submit or ground.local,
        selfcheck=checked,
        visits=tuple(record.visit for record in records),
        scripts=scripts_of([record.visit for record in records], sources),
        gaps=gaps,
        canonical_names=aliases,
    )
    return redact(evidence, spool, plan.flow.secrets) if plan.flow else evidence


def _tokens(flow: UserFlow | None) -> tuple[Bait, ...]:
    """What stands for the user's secrets, as baits: so the ways of these are found like those of the others."""
    note = "stands for a secret of yours, which is not kept"
    return tuple(Bait(data=s.data, value=s.token, note=note) for s in flow.secrets) if flow else ()


def _host(target: str) -> str:
    try:
        parts = urlsplit(target)
        host, scheme, _ = parts.hostname, parts.scheme, parts.port
    except ValueError as error:
        raise UsageError(f"{target!r} is not a URL: {error}. Write for example https://example.org/login.") from error
    if scheme not in ("http", "https") or not host:
        raise UsageError(f"{target!r} is not an address to visit. Write for example https://example.org/login.")
    return host


async def selfcheck_alone(spool: Spool, *, progress: Progress) -> Checked:
    """Only the planted positive control, with the browser that an audit would use.

    Raises:
        EnvironmentProblem: no browser, or it does not start.
    """
    binary = find_browser()
    return await _checked(Setting(binary, (), await identify(binary)), spool, progress)


async def _checked(setting: Setting, spool: Spool, progress: Progress) -> Checked:
    @asynccontextmanager
    async def launch(maps: tuple[HostMap, ...], ca_pem: bytes) -> AsyncIterator[Run]:
        """A browser exactly as for a visit, sealed to the control server."""
        flags = (*reach("http://localhost/", maps).flags, *await trust.pins(maps, ca_pem))
        async with Run(replace(setting, flags=flags), PRESETS[0], Ledger(spool, None), spool) as run:
            yield run

    progress("self-check: planted channels and watched APIs")
    return await selfcheck.run(launch, progress)


async def _visits(
    plan: CapturePlan,
    setting: Setting,
    ground: Reach,
    baited: Sequence[tuple[Bait, ...]],
    spool: Spool,
    progress: Progress,
    stop: asyncio.Event,
) -> list[VisitRecord]:
    """All visits, `plan.parallel` at a time, in the order of the vantages.

    Where one could not load the page, no further one is begun: it would wait for the same answer.
    """
    slots = asyncio.Semaphore(max(1, plan.parallel))
    hopeless = asyncio.Event()
    submit = plan.submit or ground.local

    async def one(number: int, vantage: Vantage) -> VisitRecord | None:
        async with slots:
            if stop.is_set() or hopeless.is_set():
                return None
            progress(f"visit {number} of {len(plan.vantages)}: {vantage.label}")
            id_ = f"v{number}"
            planned = VisitPlan(
                id=id_,
                target=plan.target,
                vantage=vantage,
                baits=baited[number - 1],
                sealed=ground.sealed,
                hold=not submit,
                seconds=plan.visit_seconds,
                limits=Limits(bodies=plan.body_limit),
            )

            async def drive(page: Page, filled: list[FilledField]) -> None:
                if plan.flow is not None:
                    await flow_drive.run(page, plan.flow, plan.target, planned.baits, vantage, submit, filled)
                    return
                await journey.run(
                    page, target=plan.target, baits=planned.baits, vantage=vantage, submit=submit, filled=filled
                )

            record = await visit(planned, setting, spool, drive, stop)
            if record.problem is not None:
                stop.set()
            if record.failure is not None:
                hopeless.set()
            progress(f"visit {number}: {_in_words(record.visit)}")
            return record

    records = await asyncio.gather(*(one(n, v) for n, v in enumerate(plan.vantages, 1)))
    return [record for record in records if record is not None]


def _in_words(visit: Visit) -> str:
    requests, scripts = len(visit.exchanges), len(visit.scripts)
    many = ("" if requests == 1 else "s", "" if scripts == 1 else "s")
    return f"{visit.outcome}, {requests} request{many[0]}, {scripts} script{many[1]}"


def _fail_if_empty(records: list[VisitRecord]) -> None:
    if any(record.failure is None for record in records):
        return
    for record in records:
        if record.problem is not None:
            raise record.problem
    raise CaptureFailed(next((r.failure for r in records if r.failure), "Interrupted before the first visit began."))
