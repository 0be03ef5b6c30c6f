"""What an app keeps in the browser is read, of every kind and also from workers, and it is told who wrote it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp import web
from capture_site import Answer, record, serve

from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.capture.writers import with_writers
from undertow.model import Exchange, FilledField, Header, ProbeEvent, StackFrame, StorageItem, Vantage, Visit

RECORDS = """const kept = (name, value) => new Promise((done) => { const r = indexedDB.open(name);
  r.onupgradeneeded = () => r.result.createObjectStore('s');
  r.onsuccess = () => { const t = r.result.transaction('s', 'readwrite'); t.objectStore('s').put(value, 'k');
    t.oncomplete = () => { r.result.close(); done() } } });"""
ANSWERS: dict[str, Answer] = {
    "/": "<!doctype html><title>t</title><script src=/keeps.js></script><script src=/assigns.js></script>",
    "/keeps.js": RECORDS
    + """document.cookie = 'by_script=c1; path=/'; cookieStore.set({name: 'by_store', value: 'c2'});
    localStorage.setItem('item', 'l1'); sessionStorage.setItem('item', 's1');
    kept('page-db', {id: 'r1', list: ['x', 1]});
    caches.open('page-cache').then((c) => c.put('/kept-answer', new Response('a1')));
    new Worker('/worker.js'); new SharedWorker('/shared.js'); navigator.serviceWorker.register('/service.js');""",
    "/assigns.js": "sessionStorage.assigned = 'p1'",
    "/worker.js": RECORDS + "kept('worker-db', {id: 'r2'});",
    "/shared.js": RECORDS + "kept('shared-db', {id: 'r3'});",
    "/service.js": "self.oninstall = (e) => e.waitUntil(caches.open('service-cache').then((c) => c.add('/file.txt')));",
    "/file.txt": "a file",
}


async def sets(request: web.Request) -> web.StreamResponse:
    return web.Response(text=str(ANSWERS["/"]), content_type="text/html", headers={"set-cookie": "by_answer=c0"})


@pytest.fixture(scope="module")
def done() -> Iterator[VisitRecord]:
    async def visited() -> VisitRecord:
        async with serve({**ANSWERS, "/": sets}) as site:

            async def drive(page: Page, filled: list[FilledField]) -> None:
                await page.begin_step("land", "land")
                await page.navigate(site.url())
                await page.quiet(limit=5)
                await site.wait_for("/file.txt")
                await page.wait(0.5)
                await page.end_step()

            with Spool() as spool:
                return await record(site.url(), spool, drive)

    yield asyncio.run(visited())


def writer(done: VisitRecord, area: str, key: str) -> str:
    """The script or address that wrote a stored value."""
    item = next(i for i in done.visit.storage if (i.area, i.key) == (area, key))
    call = next((c for c in done.visit.probe_events if c.id == item.writer), None)
    if call is not None:
        return next(frame.url for frame in call.stack if frame.script).rpartition("/")[2]
    return next(e.url for e in done.visit.exchanges if e.id == item.writer).rpartition("/")[2]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("area", "key", "value", "by"),
    [
        ("cookie", "by_answer", "c0", ""),
        ("cookie", "by_script", "c1", "keeps.js"),
        ("cookie", "by_store", "c2", "keeps.js"),
        ("local", "item", "l1", "keeps.js"),
        ("session", "item", "s1", "keeps.js"),
        ("indexed-db", "page-db/s/0", '{"id":"r1","list":["x",1]}', "keeps.js"),
        ("indexed-db", "worker-db/s/0", '{"id":"r2"}', "worker.js"),
        ("indexed-db", "shared-db/s/0", '{"id":"r3"}', "shared.js"),
        ("cache", "page-cache/ORIGIN/kept-answer", "a1", "keeps.js"),
        ("cache", "service-cache/ORIGIN/file.txt", "a file", "service.js"),
    ],
)
def test_value_and_writer_are_known_wherever_it_is_kept(
    done: VisitRecord, area: str, key: str, value: str, by: str
) -> None:
    origin = next(item.origin for item in done.visit.storage if item.area == "local")
    key = key.replace("ORIGIN", origin)
    assert [item.value for item in done.visit.storage if (item.area, item.key) == (area, key)] == [value]
    assert writer(done, area, key) == by


@pytest.mark.browser
def test_writer_of_an_assigned_property_is_unknown_when_several_scripts_took_the_storage(done: VisitRecord) -> None:
    (item,) = [item for item in done.visit.storage if item.key == "assigned"]
    assert (item.value, item.writer) == ("p1", None)


# -- without a browser --------------------------------------------------------------------------------------------

ORIGIN = "https://a.test"
VANTAGE = Vantage(name="n", label="N", country="DE", locale="de", languages=("de",), timezone="UTC", phone_prefix="+49")


def call(number: int, api: str, *arguments: str, script: str = "a" * 64, frame: str = f"{ORIGIN}/") -> ProbeEvent:
    place = StackFrame(url=f"{ORIGIN}/a.js", script=script, function="", line=0, column=0)
    return ProbeEvent(
        id=f"v1.p{number}", at=float(number), step="land", api=api, kind="storage", arguments=arguments,
        stack=(place,), frame_url=frame,
    )  # fmt: skip


def written_by(item: StorageItem, calls: tuple[ProbeEvent, ...], exchanges: tuple[Exchange, ...] = ()) -> str | None:
    visit = Visit(
        id="v1", vantage=VANTAGE, started="2026-01-01T00:00:00Z", duration=1, outcome="complete", browser="b",
        user_agent="u", headless_marker_removed=False, sealed=True, exchanges=exchanges, probe_events=calls,
        storage=(item,),
    )  # fmt: skip
    return with_writers(visit).storage[0].writer


def local(value: str) -> StorageItem:
    return StorageItem(area="local", origin=ORIGIN, key="k", value=value)


def test_last_call_with_this_value_is_the_writer() -> None:
    put = "Storage.prototype.setItem"
    calls = (call(1, put, "k", "v"), call(2, put, "k", "other"), call(3, put, "k", "v"), call(4, put, "j", "v"))
    assert written_by(local("v"), calls) == "v1.p3"
    assert written_by(local("never written"), calls) is None
    assert written_by(local("v"), tuple(call(1, put, "k", "v", frame="https://b.test/") for _ in "1")) is None


def test_long_value_is_told_by_its_beginning() -> None:
    assert written_by(local("x" * 5000), (call(1, "Storage.prototype.setItem", "k", "x" * 1000),)) == "v1.p1"


def test_who_alone_took_the_storage_assigned_to_it_and_no_one_when_there_are_two() -> None:
    taken = call(1, "localStorage"), call(2, "localStorage"), call(3, "sessionStorage", script="b" * 64)
    assert written_by(local("v"), taken) == "v1.p1"
    assert written_by(local("v"), (*taken, call(4, "localStorage", script="b" * 64))) is None


def test_answer_that_set_a_cookie_is_told_from_the_script_that_changed_it() -> None:
    answer = Exchange(
        id="v1.e1", at=0.5, step="land", channel="document", method="GET", url=f"{ORIGIN}/", host="a.test",
        response_headers=(Header(name="Set-Cookie", value="k=v; Domain=a.test"),),
    )  # fmt: skip
    cookie = StorageItem(area="cookie", origin=".a.test", key="k", value="v")
    changed = StorageItem(area="cookie", origin=".a.test", key="k", value="w")
    script = (call(1, "Document.prototype.cookie (set)", "k=w; path=/"),)
    assert written_by(cookie, script, (answer,)) == "v1.e1"
    assert written_by(changed, script, (answer,)) == "v1.p1"


@pytest.mark.parametrize("cache", ["v1", "precache-v2-https://a.test/", "a/b"])
def test_writer_of_an_answer_is_known_whatever_its_cache_is_called(cache: str) -> None:
    item = StorageItem(area="cache", origin=ORIGIN, key=f"{cache}/{ORIGIN}/x.js", value="a")
    assert (
        written_by(item, (call(1, "Cache.prototype.add", "/y.js"), call(2, "Cache.prototype.add", "/x.js"))) == "v1.p2"
    )
    assert written_by(item, (call(1, "Cache.prototype.match", "/x.js"),)) is None
