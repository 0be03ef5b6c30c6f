"""Things that pages really do, each on a small page: what the recorder keeps of it, or says that it cannot."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping

import pytest
from aiohttp import web
from capture_site import VANTAGE, Answer, Site, kinds, record, serve

from undertow.capture import journey
from undertow.capture.bait import baits
from undertow.capture.exchanges import _has_body, _without_inside
from undertow.capture.hops import Hop
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.model import Channel, FilledField

BAITS = baits(VANTAGE, visit_id="v1", target_host="127.0.0.1")
EMAIL = next(bait.value for bait in BAITS if bait.data == "email")
FORM = "<form action=/p method=post><label>E-mail <input type=email name=email></label><button>Go</button></form>"


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as spool:
        yield spool


async def travelled(answers: Mapping[str, Answer], spool: Spool) -> tuple[VisitRecord, Site]:
    """A whole journey over a small site."""
    async with serve(answers) as site:

        async def drive(page: Page, filled: list[FilledField]) -> None:
            await journey.run(page, target=site.url(), baits=BAITS, vantage=VANTAGE, submit=True, filled=filled)

        return await record(site.url(), spool, drive, baits=BAITS, seconds=40), site


def texts(done: VisitRecord, spool: Spool) -> dict[str, str]:
    """Each script's text with its origin."""
    return {spool.get(use.script).decode(): use.origin for use in done.visit.scripts}


@pytest.mark.browser
async def test_what_a_service_worker_answers_by_itself_did_not_leave(spool: Spool) -> None:
    page = """<script>(async () => {
      const there = new Promise((go) => { navigator.serviceWorker.oncontrollerchange = go });
      await navigator.serviceWorker.register('/sw.js');
      navigator.serviceWorker.controller || await there;
      const s = document.createElement('script'); s.src = '/cached.js'; document.head.append(s);
      const said = await (await fetch('/inside', {method: 'POST', body: 'for the worker'})).text();
      await fetch('/passed?' + said);
    })()</script>"""
    worker = """oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim());
      onfetch = (e) => { const path = new URL(e.request.url).pathname;
        const script = () => new Response("fetch('/ran')", {headers: {'content-type': 'text/javascript'}});
        if (path == '/cached.js') e.respondWith(script());
        if (path == '/inside') e.respondWith(e.request.text().then((text) =>
          fetch('http://localhost:' + location.port + '/onward', {method: 'POST', mode: 'no-cors', body: text}))
          .then(() => new Response('ok')));
        if (path == '/passed') e.respondWith(fetch(e.request)); }"""
    done, site = await travelled({"/": page, "/sw.js": worker}, spool)
    recorded = {(e.method, e.url.partition(str(site.port))[2]) for e in done.visit.exchanges}
    assert {("POST", "/onward"), ("GET", "/passed?ok"), ("GET", "/ran")} <= recorded
    assert not recorded & {("POST", "/inside"), ("GET", "/cached.js")}
    assert "fetch('/ran')" in texts(done, spool)
    (onward,) = [e for e in done.visit.exchanges if e.url.endswith("/onward")]
    assert onward.request_body is not None
    assert spool.get(onward.request_body) == b"for the worker"
    assert onward.target == "service_worker"


def hop(number: int, channel: Channel = "fetch", method: str = "GET", url: str = "/a", **rest: object) -> Hop:
    made = Hop(number, f"r{number}", "s", "s", 0.0, "land", channel, method, url, "", "page", {})
    for name, value in rest.items():
        setattr(made, name, value)
    return made


def test_a_request_passed_on_by_a_service_worker_stays_with_its_stack() -> None:
    page, passed = hop(1, inside=True), hop(2)
    alone, document = hop(3, url="/b", inside=True), hop(4, "document", url="/c", inside=True)
    follower = hop(5, url="/d", redirected_from=3)
    assert _without_inside([page, passed, alone, document, follower]) == [page, passed, document, follower]
    assert follower.redirected_from is None


@pytest.mark.parametrize(
    ("method", "length", "wire", "has"),
    [
        ("POST", "3", True, True),
        ("POST", "0", True, False),
        ("POST", None, True, True),  # a stream over HTTP/2
        ("POST", None, False, False),  # it never got as far as to have headers
        ("GET", None, True, False),
    ],
)
def test_a_body_is_known_by_its_length_or_by_having_none(
    method: str, length: str | None, wire: bool, has: bool
) -> None:
    headers = {"Content-Length": length} if length else {}
    assert _has_body(hop(1, method=method, headers=headers, wire=wire)) is has


@pytest.mark.browser
async def test_module_nested_blob_and_data_workers_are_seen_with_what_they_import(spool: Spool) -> None:
    page = """<script>new Worker('/m.js', {type: 'module'}); new SharedWorker('/s.js', {type: 'module'});
      new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/blob')"])));
      new Worker('data:text/javascript,' + encodeURIComponent("fetch('" + location.origin + "/data')"));</script>"""
    answers = {
        "/": page,
        "/m.js": "import {z} from '/z.js'; fetch('/module?' + z); new Worker('/n.js')",
        "/z.js": "export const z = 'zz'",
        "/n.js": "fetch('/nested')",
        "/s.js": "import {z} from '/z.js'; fetch('/shared?' + z)",
    }
    done, site = await travelled(answers, spool)
    recorded = {e.url.partition(str(site.port))[2] for e in done.visit.exchanges}
    assert {"/module?zz", "/nested", "/shared?zz", "/blob", "/data"} <= recorded
    assert set(answers.values()) - {page} <= set(texts(done, spool))
    assert done.gaps == ()


@pytest.mark.browser
async def test_positions_are_right_whatever_the_encoding_of_a_script(spool: Spool) -> None:
    def coded(text: str, charset: str, *, said: bool = True, packed: bool = False) -> Answer:
        async def answer(request: web.Request) -> web.StreamResponse:
            body = text.encode(charset)
            headers = {"content-type": f"text/javascript{f'; charset={charset}' if said else ''}"}
            if packed:
                body, headers["content-encoding"] = gzip.compress(body), "gzip"
            return web.Response(body=body, headers=headers)

        return answer

    answers: dict[str, Answer] = {
        "/": "<meta charset=utf-8>" + "".join(f"<script src=/{n}.js></script>" for n in ("gbk", "bare", "wide", "zip")),
        "/gbk.js": coded("var a = '中文é'; fetch('/gbk')", "gbk"),
        "/bare.js": coded("var b = 'éüö'; fetch('/bare')", "latin-1", said=False),
        "/wide.js": coded("\ufeffvar c = '😀'; fetch('/wide')", "utf-16-le"),
        "/zip.js": coded("var d = '😀é'; fetch('/zip')", "utf-8", packed=True),
    }
    done, _ = await travelled(answers, spool)
    for name in ("gbk", "bare", "wide", "zip"):
        (exchange,) = [e for e in done.visit.exchanges if e.url.endswith("/" + name)]
        frame = exchange.stack[0]
        assert frame.script is not None
        units = spool.get(frame.script).decode().split("\n")[frame.line].encode("utf-16-le")
        assert units[2 * frame.column :].decode("utf-16-le") == f"fetch('/{name}')"


@pytest.mark.browser
async def test_messages_of_a_websocket_are_exact_and_blobs_are_a_gap(spool: Spool) -> None:
    async def socket(request: web.Request) -> web.StreamResponse:
        answer = web.WebSocketResponse()
        await answer.prepare(request)
        async for message in answer:
            await answer.send_bytes(b"\xff" + (message.data if isinstance(message.data, bytes) else b""))
        return answer

    page = """<script>const w = new WebSocket('ws://' + location.host + '/ws');
      w.onopen = () => { w.send(new Uint8Array([0, 255, 128])); w.send(new Blob(['blob'])); w.send('') }</script>"""
    done, _ = await travelled({"/": page, "/ws": socket}, spool)
    (exchange,) = [e for e in done.visit.exchanges if e.channel == "websocket"]
    assert [spool.get(m.body) for m in exchange.messages if m.sent] == [b"\x00\xff\x80", b"", b""]
    assert [spool.get(m.body) for m in exchange.messages if not m.sent][1] == b"\xffblob"
    assert [g.kind for g in done.gaps] == ["message-not-read"]


@pytest.mark.browser
@pytest.mark.parametrize("mode", ["open", "closed"])
async def test_a_login_in_a_shadow_root_is_filled_in_be_it_open_or_closed(mode: str, spool: Spool) -> None:
    page = """<style>x-login { display: block; width: 300px; height: 80px }</style>
    <x-login></x-login><x-plain>text</x-plain>
    <script>customElements.define('x-login', class extends HTMLElement { constructor() { super();
      const root = this.attachShadow({mode: 'MODE'});
      root.innerHTML = '<label>E-mail <input type=email name=email></label><button>Sign in</button>';
      root.querySelector('button').onclick = () =>
        fetch('/login', {method: 'POST', body: root.querySelector('input').value}) } });
      customElements.define('x-plain', class extends HTMLElement {});</script>"""
    done, site = await travelled({"/": page.replace("MODE", mode)}, spool)
    assert done.gaps == ()
    assert [a.body.decode() for a in site.log if a.path == "/login"] == [EMAIL]


@pytest.mark.browser
async def test_a_page_that_moves_on_is_followed_and_its_first_code_is_kept_or_a_gap(spool: Spool) -> None:
    page = """<script>fetch('/before', {method: 'POST', body: 'b'});
      setTimeout(() => location.replace('http://localhost:' + location.port + '/landed'), 50)</script>"""
    done, site = await travelled({"/": page, "/landed": FORM}, spool)
    assert [a.path for a in site.log if a.method == "POST"] == ["/before", "/p"]
    kept = any("location.replace" in text for text in texts(done, spool))
    assert kept or "script-unavailable" in kinds(done), "its process may end before it has given the source"
    (sent,) = [e for e in done.visit.exchanges if e.url.endswith("/p")]
    assert sent.host == "localhost"


@pytest.mark.browser
async def test_half_characters_from_the_page_do_not_spoil_the_evidence(spool: Spool) -> None:
    page = """<title>\\ud800</title><script>localStorage['\\ud800k'] = '\\udfffv'; document.title = '\\ud83d';
      new Image().src = '/i?' + encodeURIComponent('ok'); CSS.supports('\\ud800');
      navigator.sendBeacon('/b', '\\ud800b')</script>""" + FORM.replace("E-mail", "E-mail " + "x" * 72 + "😀" * 5)
    done, _ = await travelled({"/": page}, spool)
    assert {("\ufffdk", "\ufffdv")} <= {(i.key, i.value) for i in done.visit.storage}
    repr(done.visit).encode("utf-8")
    assert "probe-forged" not in kinds(done)
