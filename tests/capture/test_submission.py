"""Where forms are really submitted: on this machine, or where the user says so; everywhere else we answer ourselves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from capture_site import VANTAGE, serve

from undertow.capture import CapturePlan, HostMap, Spool, capture, session
from undertow.capture.ledger import Ledger
from undertow.capture.page import Page
from undertow.capture.run import Identity
from undertow.capture.visit import VisitPlan
from undertow.errors import CaptureFailed

FORM = "<form action=/p method=post><label>E-mail <input type=email name=email></label><button>Go</button></form>"


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as spool:
        yield spool


def quiet(text: str) -> None:
    assert text


class Stop(Exception):
    """Thrown instead of making the visit."""


@pytest.mark.parametrize(
    ("target", "maps", "submit", "held"),
    [
        ("https://shop.example.test/", (), False, True),
        ("https://203.0.113.7/", (), False, True),
        ("https://shop.example.test/", ("other.test=127.0.0.1:1",), False, True),
        ("https://shop.example.test/", ("shop.example.test=192.0.2.1:1",), False, True),
        ("https://127.0.0.1.example.test/", (), False, True),
        ("https://shop.example.test/", (), True, False),
        ("https://shop.example.test/", ("*.example.test=127.0.0.1:1",), False, False),
        ("http://localhost:1/", (), False, False),
        ("http://[::1]:1/", (), False, False),
    ],
)
async def test_submissions_are_held_unless_the_target_is_on_this_machine_or_the_user_says_so(
    target: str, maps: tuple[str, ...], submit: bool, held: bool, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def identity(binary: Path) -> Identity:
        return Identity("Browser/1", "Browser")

    async def visited(plan: VisitPlan, *rest: object) -> None:
        assert plan.hold is held
        raise Stop

    monkeypatch.setattr(session, "find_browser", lambda explicit: Path("browser"))
    monkeypatch.setattr(session, "identify", identity)
    monkeypatch.setattr(session, "visit", visited)
    plan = CapturePlan(target, (VANTAGE,), maps=tuple(map(HostMap.parse, maps)), submit=submit, selfcheck=False)
    with pytest.raises(Stop):
        await capture(plan, spool, progress=quiet)


@pytest.mark.parametrize(
    ("phase", "submitting"), [("land", False), ("fill", False), ("open", False), ("submit", True), ("chat", True)]
)
async def test_holding_begins_with_the_first_submission_or_message(phase: str, submitting: bool, spool: Spool) -> None:
    ledger = Ledger(spool, "v1")
    page = Page.__new__(Page)
    page._ledger = ledger

    async def nothing() -> None:
        await asyncio.sleep(0)

    page._checkpoint = nothing
    await page.begin_step("step", phase)  # type: ignore[arg-type]
    assert ledger.submitting is submitting


@pytest.mark.browser
async def test_a_public_name_mapped_to_this_machine_is_submitted_to(spool: Spool) -> None:
    async with serve({"/": FORM}) as site:
        maps = (HostMap("shop.example.test", "127.0.0.1", site.port),)
        plan = CapturePlan("http://shop.example.test/", (VANTAGE,), maps=maps, selfcheck=False)
        evidence = await capture(plan, spool, progress=quiet)
        assert evidence.submit
        assert evidence.visits[0].sealed
        assert [a.method for a in site.log if a.path == "/p"] == ["POST"]
        assert not any(e.answered_by_us for e in evidence.visits[0].exchanges)


@pytest.mark.browser
async def test_a_public_name_that_is_not_mapped_is_not_reached_from_a_sealed_browser(spool: Spool) -> None:
    async with serve({"/": FORM}) as site:
        maps = (HostMap("other.example.test", "127.0.0.1", site.port), HostMap("*.test", "127.0.0.1", 9))
        plan = CapturePlan("http://shop.example.test/", (VANTAGE,), maps=maps, selfcheck=False)
        with pytest.raises(CaptureFailed, match=r"shop\.example\.test"):
            await capture(plan, spool, progress=quiet)
        assert site.log == []
