"""Pages that mean harm, or are broken: each visit ends in time with a Gap that says why, and keeps what it saw."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest
from aiohttp import web
from capture_site import kinds, landing, record, serve

from undertow.capture.limits import Limits
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.model import FilledField

pytestmark = pytest.mark.browser


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as spool:
        yield spool


async def test_visit_ends_with_a_gap_when_dialogs_never_end(spool: Spool) -> None:
    async with serve({"/": "<script>fetch('/first'); for (;;) alert('more')</script>"}) as site:
        begin = time.monotonic()
        done = await record(site.url(), spool)
        assert time.monotonic() - begin < 15
        assert "dialogs-without-end" in kinds(done)
        assert done.visit.outcome == "partial"


async def test_nothing_is_said_of_dialogs_when_there_are_few(spool: Spool) -> None:
    page = "<script>alert(1); confirm(2); prompt(3); fetch('/after')</script>"
    async with serve({"/": page}) as site:
        done = await record(site.url(), spool)
        assert "/after" in site.paths()
        assert done.gaps == ()
        assert done.visit.outcome == "complete"


async def test_pop_ups_beyond_the_limit_are_closed_when_they_never_end(spool: Spool) -> None:
    page = "<script>for (let n = 0; n < 30; n++) open('/pop?' + n)</script>"
    async with serve({"/": page, "/pop": "<p>pop"}) as site:
        done = await record(site.url(), spool, flags=("--disable-popup-blocking",))
        assert "popups-without-end" in kinds(done)


async def test_a_crash_of_the_renderer_leaves_a_partial_visit_with_what_was_seen(spool: Spool) -> None:
    async with serve({"/": "<script>fetch('/before')</script>"}) as site:

        async def drive(page: Page, filled: list[FilledField]) -> None:
            await page.begin_step("land", "land")
            await page.navigate(site.url())
            await page.quiet(limit=3)
            await page.navigate("chrome://crash")
            await page.wait(5)

        done = await record(site.url(), spool, drive)
        assert "target-crashed" in kinds(done)
        assert done.visit.outcome == "partial"
        assert any(e.url.endswith("/before") for e in done.visit.exchanges)


async def test_a_huge_answer_is_cut_when_it_passes_the_limit(spool: Spool) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"content-type": "application/octet-stream"})
        await response.prepare(request)
        block = b"x" * (1 << 20)
        for _ in range(500):
            await response.write(block)
            sent += len(block)
        return response

    page = "<script>fetch('/big').then(r => r.arrayBuffer()).catch(() => fetch('/cut'))</script>"
    async with serve({"/": page, "/big": endless}) as site:
        done = await record(site.url(), spool, limits=Limits(cut=8 << 20))
        assert "response-cut" in kinds(done)
        assert sent < 400 << 20


@pytest.mark.long
async def test_a_huge_document_is_cut_when_it_passes_the_limit(spool: Spool) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": "text/html"})
        await response.prepare(request)
        for _ in range(500):
            await response.write(b"<!--" + b"x" * (1 << 20) + b"-->")
        return response

    async with serve({"/": endless}) as site:
        done = await record(site.url(), spool, limits=Limits(cut=8 << 20), seconds=12)
        assert "response-cut" in kinds(done)


async def test_visit_ends_in_time_when_a_script_never_ends(spool: Spool) -> None:
    async with serve({"/": "<script>fetch('/first'); setTimeout(() => { for (;;); }, 100)</script>"}) as site:
        begin = time.monotonic()
        done = await record(site.url(), spool, seconds=2)
        assert time.monotonic() - begin < 14
        assert "visit-timed-out" in kinds(done)
        assert any(e.url.endswith("/first") for e in done.visit.exchanges)


async def test_visit_fails_with_a_clear_sentence_when_redirects_loop(spool: Spool) -> None:
    async def loop(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/loop")

    async with serve({"/loop": loop}) as site:
        done = await record(site.url("/loop"), spool)
        assert done.visit.outcome == "failed"
        assert done.failure == f"{site.url('/loop')} redirects in a loop."


async def test_visit_fails_with_a_clear_sentence_when_the_name_does_not_resolve(spool: Spool) -> None:
    done = await record("http://no-such-host.test/", spool)
    assert done.visit.outcome == "failed"
    assert "no-such-host.test does not resolve" in (done.failure or "")


async def test_visit_fails_with_a_clear_sentence_when_nothing_listens(spool: Spool) -> None:
    done = await record("http://127.0.0.1:9/", spool)
    assert done.visit.outcome == "failed"
    assert done.failure


@pytest.mark.parametrize(("limit", "cut"), [(100, True), (400, False)])
async def test_requests_beyond_the_limit_are_counted_as_a_gap_when_a_page_floods(
    spool: Spool, limit: int, cut: bool
) -> None:
    page = "<script>for (let i = 0; i < 300; i++) fetch('/f?' + i)</script>"
    async with serve({"/": page}) as site:
        done = await record(site.url(), spool, limits=Limits(exchanges=limit), seconds=20)
        assert ("exchanges-cut" in kinds(done)) == cut
        assert len(done.visit.exchanges) == min(limit, 302)  # with the page and its icon


@pytest.mark.long
async def test_visit_ends_with_a_gap_when_a_page_makes_a_hundred_thousand_requests(spool: Spool) -> None:
    page = "<script>for (let i = 0; i < 100000; i++) fetch('/f?' + i).catch(() => 0)</script>"
    async with serve({"/": page}) as site:
        begin = time.monotonic()
        done = await record(site.url(), spool, seconds=20)
        assert time.monotonic() - begin < 90
        assert kinds(done) & {"exchanges-cut", "visit-timed-out"}
        assert len(done.visit.exchanges) <= Limits().exchanges


async def test_a_page_nested_deeper_than_the_browser_can_draw_is_a_gap(spool: Spool) -> None:
    page = """<body><script>for (let n = 0, at = document.body; n < 20000; n++)
    at = at.appendChild(document.createElement('p'))</script>"""
    async with serve({"/": page}) as site:
        done = await record(site.url(), spool)
        assert "target-crashed" in kinds(done)
        assert done.visit.outcome == "partial"
        assert done.visit.exchanges


async def test_evidence_so_far_is_kept_when_the_user_interrupts(spool: Spool) -> None:
    async with serve({"/": "<script>fetch('/first')</script>"}) as site:
        stop = asyncio.Event()

        async def drive(page: Page, filled: list[FilledField]) -> None:
            await page.begin_step("land", "land")
            await page.navigate(site.url())
            await page.quiet(limit=3)
            stop.set()
            await page.wait(30)

        done = await record(site.url(), spool, drive, stop=stop)
        assert "interrupted" in kinds(done)
        assert done.visit.outcome == "partial"
        assert any(e.url.endswith("/first") for e in done.visit.exchanges)
        assert done.visit.steps[-1].outcome == "failed"


async def test_a_large_script_is_kept_and_garbage_does_no_harm(spool: Spool) -> None:
    large = "/*" + "x" * (17 << 20) + "*/ fetch('/ran');"
    page = "<script src=/large.js></script><script src=/garbage.js></script>"
    async with serve({"/": page, "/large.js": large, "/garbage.js": bytes(range(256)) * 100}) as site:
        done = await record(site.url(), spool)
        assert "/ran" in site.paths()
        assert any(len(spool.get(use.script)) == len(large) for use in done.visit.scripts)
        assert "body-too-large" in kinds(done)


async def test_the_page_cannot_forge_reports_or_stop_the_probe(spool: Spool) -> None:
    page = """<script>
      for (const key of Object.getOwnPropertyNames(globalThis)) if (/^_[0-9a-f]{12}$/.test(key)) fetch('/found?' + key);
      debugger;
      navigator.platform;
    </script>"""
    async with serve({"/": page}) as site:
        done = await record(site.url(), spool, landing(site.url()))
        assert not any(path.startswith("/found") for path in site.paths())
        assert any(e.api == "Navigator.prototype.platform" for e in done.visit.probe_events)


async def test_the_browser_dying_leaves_a_partial_visit(spool: Spool) -> None:
    async with serve({"/": "<script>fetch('/first')</script>"}) as site:

        async def drive(page: Page, filled: list[FilledField]) -> None:
            await page.begin_step("land", "land")
            await page.navigate(site.url())
            await page.quiet(limit=3)
            await page._ask("Browser.crash", {}, None)
            await page.wait(3)

        done = await record(site.url(), spool, drive)
        assert "browser-died" in kinds(done)
        assert any(e.url.endswith("/first") for e in done.visit.exchanges)


async def test_a_browser_that_dies_before_the_page_came_is_not_blamed_on_the_app(spool: Spool) -> None:
    async with serve({"/": "there"}) as site:

        async def drive(page: Page, filled: list[FilledField]) -> None:
            await page.begin_step("land", "land")
            await page._ask("Browser.crash", {}, None)
            await page.wait(3)

        done = await record(site.url(), spool, drive)
        assert done.failure == f"The browser ended before {site.url()} had come."
