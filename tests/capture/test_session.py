"""A whole capture: plan in, evidence out, and what is wrong is said before a browser starts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from capture_site import VANTAGE, serve

from undertow.capture import CapturePlan, Spool, capture
from undertow.errors import CaptureFailed, UsageError
from undertow.model import Evidence

FORM = """<!doctype html><title>Sign in</title><form id=f action=/login method=post>
<label>E-mail <input type=email name=email autocomplete=email></label><button>Continue</button></form>
<script>addEventListener('submit', () => undefined)</script>"""


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as spool:
        yield spool


def quiet(text: str) -> None:
    assert text


def plan(target: str, **changes: object) -> CapturePlan:
    settings = {"target": target, "vantages": (VANTAGE,), "selfcheck": False, **changes}
    return CapturePlan(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "target",
    ["", "example.org", "ftp://a.test/", "https://", "http://[::1", "http://a.test:99999/", "javascript:alert(1)"],
)
async def test_a_target_that_is_no_address_is_refused(target: str, spool: Spool) -> None:
    with pytest.raises(UsageError, match=r"https://example\.org/login"):
        await capture(plan(target), spool, progress=quiet)


async def test_a_ca_file_that_cannot_be_read_is_named(spool: Spool, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--ca: cannot read .*missing\.pem"):
        await capture(plan("http://localhost/", ca_file=tmp_path / "missing.pem"), spool, progress=quiet)


@pytest.mark.browser
async def test_visits_become_one_evidence_with_named_scripts(spool: Spool) -> None:
    async with serve({"/": FORM}) as site:
        evidence: Evidence = await capture(
            plan(site.url(), vantages=(VANTAGE, VANTAGE), parallel=2), spool, progress=quiet
        )
        assert [v.id for v in evidence.visits] == ["v1", "v2"]
        assert [v.outcome for v in evidence.visits] == ["complete", "complete"]
        assert evidence.submit, "on loopback forms are submitted for real"
        assert all(v.sealed for v in evidence.visits)
        assert [s.name for s in evidence.scripts] == ["inline #1 of /"]
        assert [g.kind for g in evidence.gaps] == ["selfcheck-not-run"]
        posted = [a for a in site.log if a.path == "/login"]
        emails = {next(b.value for b in v.baits if b.data == "email") for v in evidence.visits}
        assert len(emails) == 2, "each visit has baits of its own"
        assert len(posted) == 2
        assert all(ref in spool for v in evidence.visits for e in v.exchanges if (ref := e.request_body))


@pytest.mark.browser
async def test_capture_fails_with_the_reason_when_no_visit_gives_anything(spool: Spool) -> None:
    async with serve({}) as site:
        port = site.port
    with pytest.raises(CaptureFailed, match="connection was refused"):  # nobody listens there any more
        await capture(plan(f"http://127.0.0.1:{port}/"), spool, progress=quiet)


@pytest.mark.browser
async def test_capture_fails_when_it_is_interrupted_before_it_begins(spool: Spool) -> None:
    stop = asyncio.Event()
    stop.set()
    with pytest.raises(CaptureFailed, match="Interrupted"):
        await capture(plan("http://127.0.0.1:1/"), spool, progress=quiet, stop=stop)
