"""Every kind of context: the probe is there before its first statement, and its requests are recorded with bodies.

The first statement of each context calls a watched API with the name of the context, the second sends that name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from capture_site import Answer, kinds, record, serve

from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.model import FilledField


def first(name: str) -> str:
    """The first and second statement of a context."""
    return f"btoa('{name}'); fetch('ORIGIN/sent', {{method: 'POST', mode: 'no-cors', body: '{name}'}});"


def document(name: str, rest: str = "") -> str:
    return f"<!doctype html><script>{first(name)}</script>{rest}"


def nested(depth: int) -> str:
    """A chain of frames, of two sites in turn."""
    host = "OTHER" if depth % 2 else "ORIGIN"
    return document(f"nested {depth}", f"<iframe src={host}/nested{depth + 1}></iframe>" if depth < 5 else "")


def in_script(text: str) -> str:
    """As a JavaScript string that may stand in a page."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("</", "<\\/") + '"'


def attribute(text: str) -> str:
    return '"' + text.replace("&", "&amp;").replace('"', "&quot;") + '"'


def blob(text: str, kind: str) -> str:
    return f"URL.createObjectURL(new Blob([{in_script(text)}], {{type: '{kind}'}}))"


DATA_PAGE = "data:text/html," + quote(document("data: frame"), safe="")
WRITTEN = "const w = document.getElementById('written').contentDocument; w.open(); w.write({0}); w.close();"
MAIN = document(
    "page",
    f"""<iframe src=/same></iframe><iframe src=OTHER/other></iframe><iframe src=/nested1></iframe>
    <iframe srcdoc={attribute(document("srcdoc"))}></iframe>
    <iframe sandbox=allow-scripts src=/sandboxed></iframe>
    <iframe sandbox=allow-scripts srcdoc={attribute(document("sandboxed srcdoc"))}></iframe>
    <iframe src={attribute("DATA")}></iframe><iframe id=written></iframe><iframe id=blob></iframe>
    <iframe id=script></iframe><object data=/object type=text/html></object>
    <script>
    {WRITTEN.format(in_script(document("document.write")))}
    document.getElementById('blob').src = {blob(document("blob: frame"), "text/html")};
    document.getElementById('script').src = {in_script("javascript:" + first("javascript: frame"))};
    const blank = document.createElement('iframe'); document.body.append(blank);
    blank.contentWindow.eval({in_script(first("about:blank"))});
    new Worker('/worker.js'); new Worker('/module.js', {{type: 'module'}});
    new Worker({blob(first("blob: worker"), "text/javascript")});
    new Worker({in_script("data:text/javascript," + quote(first("data: worker"), safe=""))});
    new SharedWorker('/shared.js'); navigator.serviceWorker.register('/service.js');
    document.onclick = () => {{ window.open('/popup'); }};
    </script>""",
)
ANSWERS = {
    "/": MAIN,
    "/same": document("same-origin frame"),
    "/other": document("cross-site frame"),
    "/sandboxed": document("sandboxed frame"),
    "/object": document("object"),
    "/popup": document("popup"),
    "/worker.js": first("worker") + f"new Worker({blob(first('worker in a worker'), 'text/javascript')});",
    "/module.js": "import '/imported.js';" + first("module worker"),
    "/imported.js": first("import of a module worker"),
    "/shared.js": first("shared worker"),
    "/service.js": "importScripts('/service-import.js');" + first("service worker"),
    "/service-import.js": first("importScripts of a service worker"),
    **{f"/nested{depth}": nested(depth) for depth in range(1, 6)},
}
CONTEXTS = (
    "page", "same-origin frame", "cross-site frame", "srcdoc", "sandboxed frame", "sandboxed srcdoc", "data: frame",
    "document.write", "blob: frame", "javascript: frame", "object", "about:blank", "worker", "worker in a worker",
    "module worker", "import of a module worker", "blob: worker", "data: worker", "shared worker", "service worker",
    "importScripts of a service worker", "popup", *(f"nested {depth}" for depth in range(1, 6)),
)  # fmt: skip


async def visited(answers: dict[str, str], spool: Spool, *, back: bool = False, settle: float = 1.0) -> VisitRecord:
    ready: dict[str, Answer] = {}

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(site.url("/"))
        await page.quiet(limit=6)
        await page.click(3, 3)
        await page.quiet(limit=3)
        if back:
            await page.navigate(site.url("/second"))
            await page.quiet(limit=3)
            await page.evaluate("history.back()")
            await page.quiet(limit=3)
        await page.wait(settle)
        await page.end_step()

    async with serve(ready) as site:
        origin, other = site.url(""), site.url("", "localhost")
        for path, text in answers.items():
            filled_in = text.replace("DATA", DATA_PAGE)
            for name, value in (("ORIGIN", origin), ("OTHER", other)):
                filled_in = filled_in.replace(name, value).replace(quote(name), value)
            ready[path] = filled_in
        return await record(site.url("/"), spool, drive, seconds=45)


class Seen:
    """What was recorded of the contexts of one visit."""

    def __init__(self, done: VisitRecord, spool: Spool) -> None:
        events = [event for event in done.visit.probe_events if event.api == "btoa"]
        self.called = [event.arguments[0] for event in events if event.arguments]
        posts = [e for e in done.visit.exchanges if e.url.endswith("/sent") and e.method == "POST" and e.request_body]
        self.sent = {spool.get(e.request_body).decode(): e for e in posts if e.request_body}
        self.record = done


@pytest.fixture(scope="module")
def seen() -> Iterator[Seen]:
    with Spool() as spool:
        yield Seen(asyncio.run(visited(ANSWERS, spool)), spool)


@pytest.mark.browser
@pytest.mark.parametrize("context", CONTEXTS)
def test_first_statement_is_seen_and_what_is_sent_is_recorded(seen: Seen, context: str) -> None:
    assert context in seen.called
    assert context in seen.sent
    assert seen.sent[context].stack, "who sent it"


@pytest.mark.browser
def test_no_context_was_left_unwatched(seen: Seen) -> None:
    assert not kinds(seen.record) & {"target-not-watched", "request-body-unavailable", "targets-without-end"}


@pytest.mark.browser
async def test_page_come_back_to_is_watched_from_its_first_statement_again() -> None:
    with Spool() as spool:
        done = await visited({"/": document("page"), "/second": document("second")}, spool, back=True)
        calls = {e.arguments[0]: e.count for e in done.visit.probe_events if e.api == "btoa" and e.arguments}
    assert calls == {"page": 2, "second": 1}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("listens", "gaps"),
    [
        ("onpageshow = (e) => { if (e.persisted) fetch('/restored') }", {"restore-not-tried"}),
        ("onpageshow = (e) => fetch('/shown?' + e.type)", set()),
    ],
)
async def test_page_that_asks_whether_it_was_restored_has_a_gap(listens: str, gaps: set[str]) -> None:
    with Spool() as spool:
        done = await visited({"/": document("page", f"<script>{listens}</script>")}, spool)
    assert kinds(done) == gaps
    assert not any(gap.hides_findings for gap in done.gaps)


@pytest.mark.browser
async def test_prerendering_is_a_gap_and_the_prefetch_in_its_place_is_recorded() -> None:
    rules = '{"prerender": [{"source": "list", "urls": ["/ahead"], "eagerness": "immediate"}]}'
    page = document("page", f"<script type=speculationrules>{rules}</script>")
    with Spool() as spool:
        done = await visited({"/": page, "/ahead": document("ahead")}, spool)
    assert "prerender-not-run" in kinds(done)
    assert any(e.url.endswith("/ahead") for e in done.visit.exchanges)


@pytest.mark.browser
async def test_audio_worklet_is_watched_from_its_first_statement() -> None:
    page = document("page", "<script>new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule('/w.js')</script>")
    with Spool() as spool:
        done = await visited({"/": page, "/w.js": "Math.log1p(0.125)"}, spool)
    (event,) = [e for e in done.visit.probe_events if e.api == "Math.log1p"]
    assert (event.arguments, event.target) == (("0.125",), "worklet")
