"""The probe: what it reports, and that the page neither notices nor suffers."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from capture_site import record, serve
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture import probe
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.capture.visit import VisitRecord
from undertow.model import FilledField, ProbeEvent


def index(api: str) -> int:
    return [entry.api for entry in probe.apis()].index(api)


def row(api: str, *arguments: str, result: str | None = None, stack: str = "", count: int = 1) -> list[Any]:
    return [index(api), 1.5, count, 1, list(arguments), result, stack]


def payload(*rows: list[Any]) -> str:
    return json.dumps({"u": "https://a.test/", "e": rows})


# -- data and source ----------------------------------------------------------------------------------------------


def test_each_api_is_named_once_and_can_be_exercised() -> None:
    names = [api.api for api in probe.apis()]
    assert len(names) == len(set(names)) >= 300
    assert all(api.exercise for api in probe.apis())


def test_source_names_neither_us_nor_its_secret_in_what_stacks_show() -> None:
    text = probe.source("binding1", "secret1")
    assert text.rstrip().endswith(f"//# sourceURL={probe.mark('secret1')}")
    assert "secret1" not in probe.mark("secret1")
    assert "undertow" not in text.partition("apis")[0].lower()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_config_stays_one_json_value_whatever_the_names_are(name: str) -> None:
    text = probe.source(name, name)
    start = text.rindex('({"binding"')
    config, _ = json.JSONDecoder().raw_decode(text[start + 1 :])
    assert config["binding"] == config["secret"] == name


# -- reading ------------------------------------------------------------------------------------------------------


def test_frames_of_the_probe_are_taken_out_when_a_stack_is_read() -> None:
    stack = (
        "Error\n    at stackNow (m4rk:9:1)\n    at note (m4rk:8:1)\n    at Object.apply (m4rk:7:1)\n"
        "    at go (https://a.test/a.js:3:4)\n    at https://a.test/:1:2"
    )
    (report,) = probe.read(payload(row("btoa", "x", stack=stack)))
    assert report.stack == "    at go (https://a.test/a.js:3:4)\n    at https://a.test/:1:2"


def test_kind_is_that_of_the_event_when_a_listener_is_added() -> None:
    add = "EventTarget.prototype.addEventListener"
    key, pointer = probe.read(payload(row(add, "keydown"), row(add, "mousemove")))
    assert (key.kind, pointer.kind) == ("key-listener", "recording")


def test_data_url_is_reduced_to_its_end_and_hashes() -> None:
    url = "data:image/png;base64," + "A" * 500 + "distinctive=="
    (report,) = probe.read(payload(row("HTMLCanvasElement.prototype.toDataURL", result=url)))
    assert report.result is not None
    assert len(report.result) == probe.TAIL
    assert report.result.endswith("distinctive")
    assert f"sha256:{hashlib.sha256(url.encode()).hexdigest()}" in report.arguments


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "null",
        "[]",
        '{"u": 1, "e": []}',
        '{"u": "", "e": [[0]]}',
        '{"u": "", "e": [], "more": 1}',
        json.dumps({"u": "", "e": [[10_000, 1, 1, 1, [], None, ""]]}),
        json.dumps({"u": "", "e": [[-1, 1, 1, 1, [], None, ""]]}),
        json.dumps({"u": "", "e": [[0, 1, -5, 1, [], None, ""]]}),
        json.dumps({"u": "", "e": [[0, 1e300, 1, 1, [], None, ""]]}),
        "[" * 100_000,
    ],
)
def test_report_is_refused_when_the_page_forged_it(forged: str) -> None:
    with pytest.raises(ValueError, match="not a probe report"):
        probe.read(forged)


@settings(max_examples=60)
@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_reading_ends_in_reports_or_a_value_error_whatever_comes(text: str) -> None:
    try:
        reports = probe.read(text)
    except ValueError:
        return
    assert isinstance(reports, list)


# -- in a browser -------------------------------------------------------------------------------------------------

PAGE = """<!doctype html><title>watched</title><input id=i name=mail type=email value=me@x.test><canvas id=c></canvas>
<script>
const out = {}, plain = JSON.stringify;
i.value; i.value;
for (let n = 0; n < 5000; n++) navigator.userAgent;
localStorage.setItem('key', 'value');
out.picture = c.toDataURL();
crypto.subtle.digest('SHA-256', new TextEncoder().encode('plain text of it'));
new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:9'}]}).close();
const f = new FormData; f.append('k', 'v'); fetch('/sent', {method: 'POST', body: f});
addEventListener('keydown', () => 0); addEventListener('resize', () => 0);
new Worker('/worker.js');
// what a page can do to find or to break the probe
out.text = [fetch, Navigator.prototype.sendBeacon, Function.prototype.toString]
  .map(g => Function.prototype.toString.call(g)).join();
out.getter = Object.getOwnPropertyDescriptor(Navigator.prototype, 'userAgent').get.name;
out.keys = Reflect.ownKeys(fetch).join();
out.prototype = 'prototype' in fetch;
out.globals = Object.getOwnPropertyNames(window)
  .filter(k => /binding|undertow|probe/i.test(k) && !k.startsWith('XR')).join();
const frame = document.createElement('iframe'); document.body.append(frame);
out.other = frame.contentWindow.Function.prototype.toString.call(fetch);
try { Object.getOwnPropertyDescriptor(Navigator.prototype, 'userAgent').get.call({}) } catch (e) {
  out.error = e.constructor === TypeError && !/apply/.test(e.stack) }
try { Object.setPrototypeOf(fetch, Object.create(fetch)); out.cycle = 'allowed' } catch (e) { out.cycle = e.name }
class Sub extends WebSocket {}; const sub = new Sub('ws://127.0.0.1:9/');
out.sub = sub instanceof Sub && sub.constructor === Sub;
// hostile from here on
let touched = 0; const touch = () => { touched++; throw 1 };
Error.prepareStackTrace = touch; navigator.platform; delete Error.prepareStackTrace;
Object.prototype.toJSON = Array.prototype.toJSON = touch; Object.prototype.apply = touch; Object.prototype.get = touch;
Array.prototype[Symbol.iterator] = touch; Reflect.apply = JSON.stringify = String.prototype.slice = touch;
Object.defineProperty(Array.prototype, '0', {set: touch, get: touch, configurable: true});
Promise.prototype.then = touch;
try { fetch({toString: () => '/odd', get url() { touched++ }}) } catch {}
navigator.sendBeacon('/beacon', 'body');
const deep = (n) => { navigator.vendor; deep(n + 1) }; try { deep(0) } catch (e) { out.deep = e.name }
out.touched = touched;
delete Object.prototype.toJSON; delete Object.prototype.apply; delete Object.prototype.get; delete Array.prototype[0];
delete Array.prototype.toJSON; document.documentElement.dataset.out = plain(out);
addEventListener('pagehide', () => navigator.sendBeacon('/bye', 'last words'));
</script>"""
WORKER = (
    """navigator.hardwareConcurrency; crypto.subtle.digest('SHA-1', new Uint8Array([0, 255])); fetch('/from-worker')"""
)


@dataclass
class Watched:
    record: VisitRecord
    out: dict[str, Any] = field(default_factory=dict)

    def events(self, api: str, path: str = "/") -> list[ProbeEvent]:
        return [e for e in self.record.visit.probe_events if e.api == api and e.frame_url.endswith(path)]


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    yield asyncio.run(_watch())


async def _watch() -> Watched:
    out: dict[str, Any] = {}

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(site.url("/"))
        await page.quiet(limit=2)
        out.update(json.loads(await page.evaluate("document.documentElement.dataset.out")))
        await page.end_step()
        await page.begin_step("leave", "leave")
        await page.navigate("about:blank")
        await page.wait(0.3)
        await page.end_step()

    spool = Spool()
    try:
        async with serve({"/": PAGE, "/worker.js": WORKER}) as site:
            return Watched(await record(site.url("/"), spool, drive), out)
    finally:
        spool.close()


@pytest.mark.browser
class TestInBrowser:
    def test_field_and_value_are_reported_when_an_input_is_read(self, watched: Watched) -> None:
        (event, *_) = watched.events("HTMLInputElement.prototype.value")
        assert event.arguments == ("INPUT[type=email][name=mail][id=i]",)
        assert (event.result, event.kind) == ("me@x.test", "form-values")

    def test_count_is_exact_when_an_api_is_called_in_a_loop(self, watched: Watched) -> None:
        assert sum(e.count for e in watched.events("Navigator.prototype.userAgent")) == 5001

    def test_plaintext_and_hash_are_reported_when_a_page_hashes(self, watched: Watched) -> None:
        (event,) = watched.events("SubtleCrypto.prototype.digest")
        assert event.arguments == ("SHA-256", "utf8:plain text of it")
        assert event.result == "hex:" + hashlib.sha256(b"plain text of it").hexdigest()

    def test_servers_are_reported_when_a_page_opens_webrtc(self, watched: Watched) -> None:
        (event,) = watched.events("RTCPeerConnection")
        assert "stun:127.0.0.1:9" in event.arguments[0]

    def test_fields_are_reported_when_form_data_are_sent(self, watched: Watched) -> None:
        assert any("k=v" in e.arguments[1] for e in watched.events("fetch"))

    def test_listener_is_reported_only_when_it_hears_keys_or_pointer(self, watched: Watched) -> None:
        heard = {e.arguments[0] for e in watched.events("EventTarget.prototype.addEventListener") if e.arguments}
        assert heard == {"keydown"}

    def test_call_is_reported_when_it_is_made_in_a_worker(self, watched: Watched) -> None:
        assert watched.events("Navigator.prototype.hardwareConcurrency", "/worker.js")
        (event,) = watched.events("SubtleCrypto.prototype.digest", "/worker.js")
        assert event.arguments == ("SHA-1", "hex:00ff")

    def test_beacon_is_reported_when_it_is_sent_while_leaving(self, watched: Watched) -> None:
        assert ("/bye", "last words") in [e.arguments for e in watched.events("Navigator.prototype.sendBeacon")]

    def test_call_site_is_the_page_when_a_stack_is_reported(self, watched: Watched) -> None:
        (event,) = watched.events("Storage.prototype.setItem")
        assert event.arguments == ("key", "value")
        assert [f.url.endswith("/") for f in event.stack] == [True]

    def test_native_text_is_shown_when_a_page_looks_at_functions(self, watched: Watched) -> None:
        assert watched.out["text"].count("[native code]") == 3
        assert watched.out["other"] == "function fetch() { [native code] }"

    def test_shape_is_native_when_a_page_looks_at_functions(self, watched: Watched) -> None:
        shape = [watched.out[key] for key in ("getter", "keys", "prototype", "globals", "cycle", "sub")]
        assert shape == ["get userAgent", "length,name", False, "", "TypeError", True]

    def test_error_is_the_native_one_when_a_getter_is_called_on_something_else(self, watched: Watched) -> None:
        assert watched.out["error"] is True

    def test_page_code_is_not_run_when_values_are_described(self, watched: Watched) -> None:
        assert watched.out["touched"] == 0

    def test_page_runs_on_when_it_exhausts_the_stack(self, watched: Watched) -> None:
        assert watched.out["deep"] == "RangeError"


FLOOD = """<!doctype html><title>hot</title><script>
const begin = performance.now();
for (let n = 0; n < 1e6; n++) Math.log1p(n);
function late() { Math.log1p(-0.5); }
for (let n = 0; n < 3000; n++) late();
document.documentElement.dataset.out = JSON.stringify({took: performance.now() - begin});
</script>"""
STRICT = {
    "content-security-policy": "default-src 'none'; script-src 'nonce-a'; require-trusted-types-for 'script'; "
    "trusted-types 'none'; sandbox allow-scripts"
}


async def _seen(page_text: str, headers: dict[str, str] | None = None) -> Watched:
    """A visit to one page, with what the page itself says."""
    out: dict[str, Any] = {}

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(text=page_text, content_type="text/html", headers=headers)

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(site.url("/"))
        for _ in range(300):
            if text := await page.evaluate("document.documentElement.dataset.out"):
                out.update(json.loads(text))
                break
            await page.wait(0.05)
        await page.wait(0.2)
        await page.end_step()

    with Spool() as spool:
        async with serve({"/": answer}) as site:
            return Watched(await record(site.url("/"), spool, drive, seconds=40), out)


@pytest.mark.browser
async def test_count_is_exact_and_reports_are_few_when_an_api_is_called_a_million_times() -> None:
    done = await _seen(FLOOD)
    events = done.events("Math.log1p")
    assert sum(e.count for e in events) == 1_003_000
    assert len(events) < 200
    assert any(frame.function == "late" for e in events for frame in e.stack), "a call site that came late is known"
    assert done.record.gaps == ()


@pytest.mark.browser
async def test_calls_are_reported_when_policy_forbids_all_but_the_page_s_own_script() -> None:
    text = """<!doctype html><script nonce=a>navigator.userAgent; let refused = '';
    try { eval('1') } catch (e) { refused = e.name }
    document.documentElement.dataset.out = JSON.stringify({refused, origin: self.origin})</script>"""
    done = await _seen(text, STRICT)
    assert done.out == {"refused": "EvalError", "origin": "null"}
    assert done.events("Navigator.prototype.userAgent")


@pytest.mark.browser
async def test_proxies_of_the_page_are_looked_behind_without_running_their_traps() -> None:
    text = """<!doctype html><script>let touched = 0;
    const trap = new Proxy({}, {get: () => () => { touched++ }});
    const traps = {ownKeys: trap.a, getOwnPropertyDescriptor: trap.a, getPrototypeOf: trap.a};
    const shown = new Proxy({body: 'inside'}, traps);
    crypto.subtle.importKey('raw', shown).catch(() => {}); const before = touched;
    document.documentElement.dataset.out = JSON.stringify({touched: before})</script>"""
    done = await _seen(text)
    assert done.out == {"touched": 0}
    (event,) = done.events("SubtleCrypto.prototype.importKey")
    assert event.arguments == ("raw", '{"body":"inside"}')


@pytest.mark.browser
async def test_what_only_secure_contexts_have_is_watched_in_a_worker_from_its_first_statement() -> None:
    text = """<!doctype html><script>const w = new Worker('/w.js');
    w.onmessage = (e) => { document.documentElement.dataset.out = JSON.stringify({said: e.data}) }</script>"""
    worker = "navigator.storage.persisted(); caches.has('a'); postMessage('done')"

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(site.url("/"))
        await page.wait(1)
        await page.end_step()

    with Spool() as spool:
        async with serve({"/": text, "/w.js": worker}) as site:
            seen = Watched(await record(site.url("/"), spool, drive))
    for api in ("StorageManager.prototype.persisted", "CacheStorage.prototype.has"):
        assert [e.count for e in seen.events(api, "/w.js")] == [1]


@pytest.mark.browser
async def test_calls_are_reported_whatever_name_the_same_function_is_called_by() -> None:
    text = """<!doctype html><script>
    new webkitRTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:9'}]}).close();
    const f = new FormData; f.append('k', 'v'); const all = [...f];
    document.documentElement.dataset.out = JSON.stringify({all: all[0]})</script>"""
    done = await _seen(text)
    assert done.out == {"all": ["k", "v"]}
    assert "stun:127.0.0.1:9" in done.events("RTCPeerConnection")[0].arguments[0]
    assert len(done.events("FormData.prototype.entries")) == 1


@pytest.mark.browser
async def test_messages_of_a_service_worker_to_its_pages_are_reported() -> None:
    page = """<!doctype html><script>navigator.serviceWorker.onmessage = (e) =>
      { document.documentElement.dataset.out = JSON.stringify({said: e.data}) };
    navigator.serviceWorker.register('/sw.js')</script>"""
    worker = """self.addEventListener('activate', (e) => e.waitUntil(clients.matchAll({includeUncontrolled: true})
      .then((all) => all.map((one) => one.postMessage('from the worker')))));"""

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(site.url("/"))
        await page.quiet(limit=3)
        await page.wait(0.5)
        await page.end_step()

    with Spool() as spool:
        async with serve({"/": page, "/sw.js": worker}) as site:
            seen = Watched(await record(site.url("/"), spool, drive))
    (event,) = seen.events("Client.prototype.postMessage", "/sw.js")
    assert (event.arguments, event.target) == (("from the worker",), "service_worker")
