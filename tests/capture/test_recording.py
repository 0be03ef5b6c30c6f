"""One rich page, recorded once: what the witnesses must have seen of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from capture_site import Answer, Site, record, serve

from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.model import Exchange, FilledField, ScriptUse

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>t</title><script>function unused() { return 1 }
  function used() { fetch('/post?x=1', {method: 'POST', body: new Uint8Array([0, 255, 1])}) } used();
  eval("fetch('/evaluated')");</script>
<script src=/a.js></script><div id=d
onclick="fetch('/clicked'); open('http://localhost:' + location.port + '/popup', '_blank', 'noopener')">hi
</div><input id=i>
<script>document.cookie = 'a=b'; localStorage.k = 'v'; sessionStorage.s = 't';
new Worker('/w.js'); new SharedWorker('/s.js'); navigator.serviceWorker.register('/sw.js');
addEventListener('pagehide', () => {
  navigator.sendBeacon('/bye', 'good bye'); fetch('/bye2', {method: 'POST', body: 'k', keepalive: true})
});
const i = document.createElement('iframe'); i.src = 'http://localhost:' + location.port + '/frame';
document.body.append(i);
const ws = new WebSocket('ws://' + location.host + '/ws'); ws.onopen = () => ws.send('hello');
const es = new EventSource('/events'); es.onmessage = () => es.close();
fetch('/redirect');
fetch('/locale?' + [navigator.languages, Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.userAgent,
  (1234.5).toLocaleString()].map(encodeURIComponent).join('|'));
navigator.geolocation.getCurrentPosition((p) => fetch('/place?' + p.coords.latitude));
</script>"""
TOLD = (
    "fetch('/from-{0}?' + [navigator.languages, Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.userAgent]"
)
TOLD += ".map(encodeURIComponent).join('|'), {{method: 'POST', body: 'first {0}'}})"


async def socket(request: web.Request) -> web.StreamResponse:
    answer = web.WebSocketResponse()
    await answer.prepare(request)
    async for message in answer:
        await answer.send_str(f"echo {message.data}")
    return answer


async def events(request: web.Request) -> web.StreamResponse:
    return web.Response(text="data: tick\n\n", content_type="text/event-stream")


async def redirect(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/redirected")


ANSWERS: dict[str, Answer] = {
    "/": PAGE,
    "/a.js": "\ufeff// été\nsetTimeout(function later() { fetch('/later') }, 20);",
    "/w.js": TOLD.format("worker"),
    "/s.js": TOLD.format("shared"),
    "/sw.js": TOLD.format("service"),
    "/frame": f"<script>{TOLD.format('frame')}</script>",
    "/popup": f"<script>{TOLD.format('popup')}</script>",
    "/ws": socket,
    "/events": events,
    "/redirect": redirect,
}


@dataclass
class Recorded:
    done: VisitRecord
    site: Site
    spool: Spool
    typed: str

    def exchange(self, path: str) -> Exchange:
        found = [e for e in self.done.visit.exchanges if urlsplit(e.url).path == urlsplit(path).path]
        assert len(found) == 1, f"{path}: {len(found)} exchanges"
        return found[0]

    def script(self, text: str) -> ScriptUse:
        return next(u for u in self.done.visit.scripts if text in self.spool.get(u.script).decode())

    def body(self, path: str) -> bytes:
        sha256 = self.exchange(path).request_body
        assert sha256 is not None
        return self.spool.get(sha256)


@pytest.fixture(scope="module")
def recorded() -> Iterator[Recorded]:
    with Spool() as spool:
        yield asyncio.run(visit_once(spool))


async def visit_once(spool: Spool) -> Recorded:
    typed = ""
    async with serve(ANSWERS) as site:

        async def drive(page: Page, filled: list[FilledField]) -> None:
            nonlocal typed
            await page.begin_step("land", "land")
            assert await page.navigate(site.url()) is None
            assert await page.quiet()
            await page.end_step()
            await page.begin_step("fill", "fill")
            box = await page.evaluate("(({x, y}) => ({x, y}))(document.getElementById('d').getBoundingClientRect())")
            await page.click(box["x"] + 5, box["y"] + 5)
            await page.evaluate("document.getElementById('i').focus()")
            await page.type_text("Hé!中a@b.C")
            await site.wait_for("/from-popup")
            typed = await page.evaluate("document.getElementById('i').value")
            await page.end_step()
            await page.begin_step("leave", "leave")
            await page.navigate("about:blank")
            await site.wait_for("/bye2")
            await page.end_step()

        return Recorded(await record(site.url(), spool, drive), site, spool, typed)


def test_visit_is_complete_and_without_gaps(recorded: Recorded) -> None:
    assert recorded.done.gaps == ()
    assert recorded.done.visit.outcome == "complete"


def test_every_request_the_server_got_is_recorded_once(recorded: Recorded) -> None:
    arrived = {a.path for a in recorded.site.log} - {"/favicon.ico", "/sw.js"}
    for path in arrived - {"/"}:
        recorded.exchange(path)


@pytest.mark.parametrize("kind", ["worker", "shared", "service", "frame", "popup"])
def test_the_first_statement_of_every_target_is_seen_with_its_body(recorded: Recorded, kind: str) -> None:
    exchange = recorded.exchange(f"/from-{kind}")
    assert recorded.body(f"/from-{kind}") == f"first {kind}".encode()
    assert exchange.stack[0].script is not None
    calls = [
        e for e in recorded.done.visit.probe_events if e.api == "fetch" and e.arguments[0].startswith("/from-" + kind)
    ]
    assert len(calls) == 1


@pytest.mark.parametrize("kind", ["worker", "shared", "service", "frame", "popup"])
def test_the_vantage_holds_in_every_target(recorded: Recorded, kind: str) -> None:
    assert "?de-DE%2Cde|Europe%2FBerlin|" in recorded.exchange(f"/from-{kind}").url
    assert "Headless" not in recorded.exchange(f"/from-{kind}").url
    assert "1.234%2C5" in recorded.exchange("/locale").url
    assert recorded.exchange("/place").url.endswith("?52.5")
    assert all("Headless" not in str(a.headers) for a in recorded.site.log)
    assert all(a.headers["Accept-Language"].startswith("de-DE,de") for a in recorded.site.log)


def test_binary_bodies_are_exact(recorded: Recorded) -> None:
    assert recorded.body("/post") == b"\x00\xff\x01"


def test_requests_at_page_hide_are_seen_with_their_bodies(recorded: Recorded) -> None:
    assert recorded.body("/bye") == b"good bye"
    assert recorded.body("/bye2") == b"k"
    assert "fetch" in recorded.exchange("/bye2").witnesses
    assert recorded.exchange("/bye2").step == "leave"


def test_both_witnesses_are_one_exchange(recorded: Recorded) -> None:
    assert recorded.exchange("/post").witnesses == ("network", "fetch")


def test_a_redirect_is_an_exchange_of_its_own(recorded: Recorded) -> None:
    first, second = recorded.exchange("/redirect"), recorded.exchange("/redirected")
    assert first.status == 302
    assert second.redirected_from == first.id


def test_websocket_and_eventsource_messages_are_kept(recorded: Recorded) -> None:
    messages = recorded.exchange("/ws").messages
    assert [(m.sent, recorded.spool.get(m.body)) for m in messages] == [(True, b"hello"), (False, b"echo hello")]
    assert recorded.spool.get(recorded.exchange("/events").messages[0].body) == b"tick"


def test_stacks_point_into_the_stored_source(recorded: Recorded) -> None:
    frame = recorded.exchange("/post").stack[0]
    assert frame.function == "used"
    assert frame.script is not None
    line = recorded.spool.get(frame.script).decode().split("\n")[frame.line]
    assert line[frame.column :].startswith("fetch('/post")


def test_stacks_follow_asynchronous_hops_in_a_script_with_a_byte_order_mark(recorded: Recorded) -> None:
    frame = recorded.exchange("/later").stack[0]
    assert frame.function == "later"
    assert frame.script is not None
    source = recorded.spool.get(frame.script).decode()
    assert source.startswith("// été")
    assert source.split("\n")[frame.line][frame.column :].startswith("fetch('/later')")


def test_scripts_are_told_apart_by_where_they_came_from(recorded: Recorded) -> None:
    assert recorded.script("function unused").origin == "inline"
    assert recorded.script("function later").origin == "url"
    assert recorded.script("first worker").origin == "worker"
    assert recorded.script("first service").origin == "service-worker"
    evaluated = next(u for u in recorded.done.visit.scripts if u.origin == "eval")
    assert evaluated.parent == recorded.script("function unused").script
    assert recorded.script("document.cookie").line == 6


def test_our_own_scripts_are_not_evidence(recorded: Recorded) -> None:
    texts = [recorded.spool.get(u.script).decode() for u in recorded.done.visit.scripts]
    assert not any("getBoundingClientRect" in t or "ready" in t or "CONFIG" in t for t in texts)
    assert len(texts) == len(set(texts))


def test_what_never_ran_is_known(recorded: Recorded) -> None:
    use = recorded.script("function unused")
    source = recorded.spool.get(use.script).decode()
    assert use.covered
    assert (use.functions, use.functions_run) == (2, 1)
    assert [source[a:b] for a, b in use.not_run] == ["function unused() { return 1 }"]


def test_an_event_handler_that_ran_after_landing_counts_as_run(recorded: Recorded) -> None:
    assert recorded.script("fetch('/clicked')").functions_run == 1
    assert recorded.exchange("/clicked").step == "fill"


def test_storage_is_read_before_the_page_is_left(recorded: Recorded) -> None:
    items = {(i.area, i.key, i.value) for i in recorded.done.visit.storage}
    assert items == {("cookie", "a", "b"), ("local", "k", "v"), ("session", "s", "t")}


def test_typing_gives_the_text_as_written(recorded: Recorded) -> None:
    assert recorded.typed == "Hé!中a@b.C"


def test_steps_have_pictures(recorded: Recorded) -> None:
    land, fill, leave = recorded.done.visit.steps
    for step in (land, fill):
        assert step.screenshot is not None
        assert recorded.spool.get(step.screenshot).startswith(b"\xff\xd8")
    assert leave.screenshot is None
    assert (land.phase, fill.phase, leave.phase) == ("land", "fill", "leave")


def test_answers_are_kept_as_delivered(recorded: Recorded) -> None:
    body = recorded.exchange("/a.js").response_body
    assert body is not None
    assert recorded.exchange("/a.js").remote_address == f"127.0.0.1:{recorded.site.port}"
