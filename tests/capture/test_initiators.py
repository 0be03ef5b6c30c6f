"""Who sent a request: through timers, promises and messages, and from a worker on to the code that started it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from capture_site import record, serve

from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.worker_starts import WorkerStarts
from undertow.model import Exchange, FilledField, ProbeEvent, StackFrame

STARTS = """
function timer() { setTimeout(() => setTimeout(() => fetch('/timer'), 5), 5) } timer();
function bare() { setTimeout(fetch, 5, '/bare-timer') } bare();
function text() { setTimeout("fetch('/text-timer')", 5) } text();
function promise() { Promise.resolve().then(() => 1).then(() => fetch('/promise')) } promise();
async function answer() { await (await fetch('/first')).text(); fetch('/answer') } answer();
function frame() { requestAnimationFrame(() => requestIdleCallback(() => fetch('/frame'))) } frame();
function change() { new MutationObserver(() => fetch('/change')).observe(document.documentElement, {attributes: true});
  document.documentElement.id = 'a' } change();
function picture() { setTimeout(() => { new Image().src = '/picture' }, 5) } picture();
function inserted() { const s = document.createElement('script'); s.src = '/inserted.js'; document.head.append(s) }
inserted();
function classic() { window.w = new Worker('/classic.js') } classic();
function module() { new Worker(new URL('/module.js', location), {type: 'module'}) } module();
function blob() { const say = `fetch('${location.origin}/blob', {mode: 'no-cors'})`;
  new Worker(URL.createObjectURL(new Blob([say]))) } blob();
function data() { new Worker(`data:text/javascript,fetch('${location.origin}/data', {mode: 'no-cors'})`) } data();
function shared() { new SharedWorker('/shared.js').port.postMessage(1) } shared();
function service() { navigator.serviceWorker.register('/service.js') } service();
"""
OTHER = "function posts() { w.postMessage('go') } setTimeout(posts, 300);"
ANSWERS = {
    "/": "<!doctype html><title>t</title><script src=/starts.js></script><script src=/other.js></script>",
    "/starts.js": STARTS,
    "/other.js": OTHER,
    "/inserted.js": "fetch('/by-inserted')",
    "/classic.js": "fetch('/classic'); setTimeout(() => fetch('/classic-later'), 5); new Worker('/nested.js');"
    "onmessage = function heard() { fetch('/heard') };",
    "/nested.js": "setTimeout(() => fetch('/nested'), 5);",
    "/module.js": "import '/imported.js'; fetch('/module');",
    "/imported.js": "fetch('/by-imported')",
    "/shared.js": "fetch('/shared'); onconnect = (e) => { e.ports[0].onmessage = () => fetch('/shared-heard') };",
    "/service.js": "fetch('/service');",
}
LED_TO = {
    "/timer": "timer", "/bare-timer": "bare", "/text-timer": "text", "/promise": "promise", "/answer": "answer",
    "/frame": "frame", "/change": "change", "/picture": "picture", "/inserted.js": "inserted",
    "/by-inserted": "inserted", "/classic.js": "classic", "/classic": "classic", "/classic-later": "classic",
    "/nested.js": "classic", "/nested": "classic", "/module.js": "module", "/imported.js": "module",
    "/module": "module", "/by-imported": "module", "/blob": "blob", "/data": "data", "/shared.js": "shared",
    "/shared": "shared", "/shared-heard": "shared", "/service.js": "service", "/service": "service",
}  # fmt: skip
"""By request: the function of starts.js that had it sent."""


@pytest.fixture(scope="module")
def sent() -> Iterator[dict[str, Exchange]]:
    with Spool() as spool:
        yield asyncio.run(_visited(spool))


async def _visited(spool: Spool) -> dict[str, Exchange]:
    async with serve(ANSWERS) as site:

        async def drive(page: Page, filled: list[FilledField]) -> None:
            await page.begin_step("land", "land")
            await page.navigate(site.url())
            await page.quiet(limit=5)
            await site.wait_for("/heard")
            await page.wait(0.5)
            await page.end_step()

        done = await record(site.url(), spool, drive)
    return {urlsplit(exchange.url).path: exchange for exchange in done.visit.exchanges}


@pytest.mark.browser
@pytest.mark.parametrize("path", LED_TO)
def test_script_and_function_that_had_it_sent_are_named(sent: dict[str, Exchange], path: str) -> None:
    frames = [frame for frame in sent[path].stack if frame.url.endswith("/starts.js")]
    assert LED_TO[path] in [frame.function for frame in frames]
    assert frames[0].script is not None


@pytest.mark.browser
def test_innermost_frame_stays_that_of_the_sender(sent: dict[str, Exchange]) -> None:
    senders = {path: urlsplit(sent[path].stack[0].url).path for path in ("/nested", "/by-imported", "/service")}
    assert senders == {"/nested": "/nested.js", "/by-imported": "/imported.js", "/service": "/service.js"}


@pytest.mark.browser
def test_answer_to_a_message_leads_to_who_posted_it_and_not_to_who_started_the_worker(
    sent: dict[str, Exchange],
) -> None:
    path = [(urlsplit(frame.url).path, frame.function) for frame in sent["/heard"].stack]
    assert path[:2] == [("/classic.js", "heard"), ("/other.js", "posts")]
    assert "/starts.js" not in dict(path)


@pytest.mark.browser
def test_what_the_page_asks_for_by_itself_is_led_to_no_script(sent: dict[str, Exchange]) -> None:
    assert sent["/"].stack == sent["/starts.js"].stack == sent["/other.js"].stack == ()


def _started(api: str, address: str, at: str, function: str) -> ProbeEvent:
    frame = StackFrame(url=at, script=None, function=function, line=0, column=0)
    return ProbeEvent(
        id="v1.p1", at=1.0, step="land", api=api, kind="send", arguments=(address,), stack=(frame,), frame_url=at
    )


def test_start_is_that_of_this_address_and_leads_through_workers_that_start_workers() -> None:
    page, worker = "https://a.test/p/", "https://a.test/w.js"
    starts = WorkerStarts(
        [
            _started("Worker", "../w.js", page, "page"),
            _started("Worker", "n.js", worker, "worker"),
            _started("fetch", "/no.js", page, "fetches"),
            _started("Worker", "self.js", "https://a.test/self.js", "itself"),
        ]
    )
    assert [frame.function for frame in starts.of("https://a.test/n.js")] == ["worker", "page"]
    assert [frame.function for frame in starts.of(worker)] == ["page"]
    assert starts.of("https://a.test/no.js") == starts.of("https://a.test/self.js") == ()
