"""From a page to a finding, for each detector of what pages do: two visits, each of one browser for all pages."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from deceptive_site import APP, PAGES, serve

from undertow import pipeline
from undertow.attribution.suffixes import Suffixes
from undertow.capture import Spool, canonical, consent, journey, trust
from undertow.capture.bait import baits
from undertow.capture.ending import come_back
from undertow.capture.form_survey import Forms
from undertow.capture.limits import Limits
from undertow.capture.naming import scripts_of
from undertow.capture.page import Page
from undertow.capture.process import find_browser
from undertow.capture.run import Setting, identify
from undertow.capture.seal import reach
from undertow.capture.vantage import named, with_consent
from undertow.capture.visit import VisitPlan, VisitRecord, visit
from undertow.model import AuditResult, Evidence, FilledField, Finding, Vantage

pytestmark = pytest.mark.browser
HOME = f"https://{APP}/"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AuditResult]:
    with Spool() as spool:
        evidence = asyncio.run(_record(tmp_path_factory, spool))
        yield pipeline.examine(evidence, spool, "00" * 32, workers=1)


async def _record(folders: pytest.TempPathFactory, spool: Spool) -> Evidence:
    async with serve(folders.mktemp("tls")) as (maps, authority):
        binary = find_browser()
        flags = (*reach(HOME, maps).flags, *await trust.pins(maps, authority))
        setting = Setting(binary, flags, await identify(binary))
        vantages = with_consent(named(["western-europe"]), ("accept", "reject"))
        records = [await _visit(f"v{n}", vantage, setting, spool) for n, vantage in enumerate(vantages, 1)]
        hosts = [e.host for record in records for e in record.visit.exchanges]
        names, gaps = await canonical.names(canonical.own_names(hosts, APP, Suffixes().domain), maps, open_=False)
    sources = {source.sha256: source for record in records for source in record.sources}
    return Evidence(
        tool="test", target=HOME, started="2026-01-01T00:00:00Z", fictional=True, submit=True,
        visits=tuple(record.visit for record in records),
        scripts=scripts_of([record.visit for record in records], sources),
        gaps=(*(gap for record in records for gap in record.gaps), *gaps), canonical_names=names,
    )  # fmt: skip


async def _visit(id_: str, vantage: Vantage, setting: Setting, spool: Spool) -> VisitRecord:
    typed = baits(vantage, visit_id=id_, target_host=APP)

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(HOME)
        await page.quiet(idle=0.2, limit=2)
        await consent.decide(page, Forms(page), vantage.consent)
        for name in ("after", "kept", *PAGES):
            await page.begin_step(f"open {name}", "open")
            await page.navigate(f"{HOME}{name}")
            await page.wait(0.2)
            await page.quiet(idle=0.2, limit=2)
            await page.end_step()
            await journey.forms_here(page, typed, vantage, True, filled)
        await come_back(page, f"{HOME}kept")
        await page.begin_step("leave", "leave")
        await page.navigate("about:blank")
        await page.quiet(idle=0.2, limit=2)
        await page.end_step()

    plan = VisitPlan(id_, HOME, vantage, typed, True, False, 60, Limits())
    return await visit(plan, setting, spool, drive, asyncio.Event())


def of(result: AuditResult, detector: str) -> dict[str | None, Finding]:
    return {finding.host: finding for finding in result.findings if finding.detector == detector}


@pytest.mark.parametrize(
    ("detector", "host", "severity", "confidence"),
    [
        ("key-logging", "keys.test", "high", "confirmed"),
        ("credential-exposed", "hash.test", "high", "confirmed"),
        ("credential-exposed", APP, "medium", "confirmed"),
        ("stored-then-sent", "keeper.test", "high", "likely"),
        ("consent-ignored", "eager.test", "medium", "confirmed"),
        ("consent-ignored", "deaf.test", "high", "confirmed"),
        ("respawned-cookie", "phoenix.test", "high", "confirmed"),
        ("respawned-cookie", "ashes.test", "high", "confirmed"),
        ("cache-identifier", "etag.test", "medium", "likely"),
        ("fingerprint-joined-to-login", "prints.test", "high", "confirmed"),
        ("identifier-syncing", "partner.test", "medium", "confirmed"),
        ("cname-cloaking", "metrics.shop.test", "high", "likely"),
    ],
)
def test_a_trick_is_found(result: AuditResult, detector: str, host: str, severity: str, confidence: str) -> None:
    finding = of(result, detector)[host]
    assert (finding.severity, finding.confidence) == (severity, confidence), finding
    assert finding.evidence


def test_each_trick_is_found_on_no_other_host(result: AuditResult) -> None:
    counts = {
        "key-logging": 1,
        "credential-exposed": 2,
        "stored-then-sent": 1,
        "respawned-cookie": 2,
        "cache-identifier": 1,
        "fingerprint-joined-to-login": 1,
        "identifier-syncing": 1,
        "cname-cloaking": 1,
    }
    assert {name: len(of(result, name)) for name in counts} == counts
    assert not of(result, "session-recording")


def test_who_does_nearly_the_same_honestly_is_not_named(result: AuditResult) -> None:
    named = {(f.detector, f.host) for f in result.findings if f.host and "honest" in f.host}
    assert {detector for detector, _ in named} <= {"consent-ignored"}
    assert not [host for _, host in named if host == "honest-tags.test"]


def test_a_cookie_that_comes_back_says_where_it_was_kept(result: AuditResult) -> None:
    finding = of(result, "respawned-cookie")["phoenix.test"]
    assert "IndexedDB" in finding.detail
    assert "localStorage" not in finding.detail
    assert "a cache of its own making" in of(result, "respawned-cookie")["ashes.test"].detail


def test_what_a_cloaked_host_gets_went_to_the_party_behind_it(result: AuditResult) -> None:
    finding = of(result, "cname-cloaking")["metrics.shop.test"]
    assert "Eulerian" in finding.title
    assert "cookies of the app" in finding.detail


def test_the_visit_says_that_it_came_back(result: AuditResult) -> None:
    assert all("return without cookies" in visit.steps for visit in result.visits)
