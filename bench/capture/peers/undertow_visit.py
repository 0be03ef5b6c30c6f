"""One visit with Undertow, as the others make theirs: land, wait until it is quiet, leave, write the sealed bundle."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from undertow import store
from undertow.capture.limits import Limits
from undertow.capture.naming import scripts_of
from undertow.capture.page import Page
from undertow.capture.run import prepare
from undertow.capture.spool import Spool
from undertow.capture.vantage import named
from undertow.capture.visit import VisitPlan, visit
from undertow.model import Evidence, FilledField


async def main(url: str, out: Path) -> None:
    vantages = named(["western-europe"])
    setting, _ = await prepare(url, (), None, vantages)
    started = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(url)
        await page.quiet()
        await page.end_step()
        await page.begin_step("leave", "leave")
        await page.navigate("about:blank")
        await page.quiet(limit=2)
        await page.end_step()

    with Spool() as spool:
        plan = VisitPlan("v1", url, vantages[0], (), True, False, 60, Limits())
        made = await visit(plan, setting, spool, drive, asyncio.Event())
        sources = {source.sha256: source for source in made.sources}
        evidence = Evidence(
            tool="undertow bench", target=url, started=started, fictional=True, submit=False, selfcheck=None,
            visits=(made.visit,), scripts=scripts_of([made.visit], sources), gaps=made.gaps, canonical_names=(),
        )  # fmt: skip
        store.write(out / "bundle.wacz", evidence, spool)


asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
