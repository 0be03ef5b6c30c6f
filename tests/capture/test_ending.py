"""At its end a visit comes back without cookies, and says so; where it cannot, that is a gap."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest
from aiohttp import web
from capture_site import VANTAGE, record, serve

from undertow.capture import journey
from undertow.capture.bait import baits
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.model import FilledField, Vantage

pytestmark = pytest.mark.browser

BAITS = baits(VANTAGE, visit_id="v1", target_host="127.0.0.1", seed="back")
KEEPS = """<!doctype html><title>Shop</title><script>
const had = localStorage.getItem("id") ?? crypto.randomUUID();
localStorage.setItem("id", had); document.cookie = "id=" + had;
document.cookie = "fresh=" + crypto.randomUUID();
</script>"""
BUSY = """<!doctype html><title>Shop</title><script>
(async () => { for (let n = 0; ; n++) await fetch("/slow?" + n); })();
</script>"""
PLAIN = "<!doctype html><title>Shop</title><script>document.cookie = 'theme=dark'</script>"


async def slow(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(0.2)
    return web.Response(text="more")


def visited(page: str, *, late: bool = False, vantage: Vantage = VANTAGE) -> VisitRecord:
    async def visit() -> VisitRecord:
        spool = Spool()
        try:
            async with serve({"/": page, "/slow": slow}) as site:
                target = site.url()

                async def drive(page: Page, filled: list[FilledField]) -> None:
                    await journey.run(page, target=target, baits=BAITS, vantage=vantage, submit=True, filled=filled)

                return await record(target, spool, drive, baits=BAITS, seconds=3 if late else 40, vantage=vantage)
        finally:
            spool.close()

    return asyncio.run(visit())


def phases(seen: VisitRecord) -> list[str]:
    return [step.phase for step in seen.visit.steps]


def test_a_cookie_that_is_there_again_is_told_from_one_that_is_new() -> None:
    seen = visited(KEEPS)
    assert "return" in phases(seen)
    cookies = {item.key: item.returned for item in seen.visit.storage if item.area == "cookie" and item.returned}
    assert cookies == {"id": True}
    assert "not-returned" not in {gap.kind for gap in seen.gaps}


def test_where_no_cookie_can_identify_nobody_comes_back() -> None:
    seen = visited(PLAIN)
    assert "return" not in phases(seen)
    assert "not-returned" not in {gap.kind for gap in seen.gaps}


def test_a_visit_that_has_no_time_left_says_that_it_did_not_come_back() -> None:
    seen = visited(KEEPS, late=True)
    assert "return" in phases(seen) or {"not-returned", "visit-timed-out"} & {gap.kind for gap in seen.gaps}


def test_a_page_that_was_left_in_the_middle_of_its_requests_is_a_gap() -> None:
    seen = visited(BUSY)
    assert "left-while-busy" in {gap.kind for gap in seen.gaps}


def test_a_page_that_had_come_to_rest_is_none() -> None:
    assert "left-while-busy" not in {gap.kind for gap in visited(PLAIN).gaps}


def test_cookies_that_are_kept_for_the_next_visit_are_not_deleted(tmp_path: Path) -> None:
    seen = visited(KEEPS, vantage=msgspec.structs.replace(VANTAGE, profile=str(tmp_path / "kept")))
    assert "return" not in phases(seen)
    assert "not-returned" in {gap.kind for gap in seen.gaps}
