"""A vantage is the same from every angle: a page asks in all its contexts, and its server reads the headers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from aiohttp import web
from capture_site import Arrival, landing, record, serve

from undertow.capture.limits import Limits
from undertow.capture.process import find_browser
from undertow.capture.run import Setting, identify
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.capture.vantage import named
from undertow.capture.visit import VisitPlan, visit
from undertow.model import Header, NetworkConditions

pytestmark = pytest.mark.browser

ASK = """
async function ask(where) {
  const data = navigator.userAgentData, asked = ['platformVersion', 'model', 'architecture', 'fullVersionList'];
  const hints = await data?.getHighEntropyValues(asked);
  const said = {
    userAgent: navigator.userAgent, appVersion: navigator.appVersion, languages: navigator.languages.join(),
    language: navigator.language,
    platform: navigator.platform, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    offset: new Date(2026, 0, 15).getTimezoneOffset(), locale: Intl.NumberFormat().resolvedOptions().locale,
    date: new Date(0).toLocaleDateString(), brands: data?.brands.map((b) => b.brand).join(),
    mobile: data?.mobile, hintPlatform: data?.platform, version: hints?.platformVersion,
    model: hints?.model, full: hints?.fullVersionList?.map((b) => b.brand + b.version).join(),
    speed: navigator.connection?.effectiveType,
  };
  const clocks = [Date.now(), +new Date(), +new Date(Date()), +new (class extends Date {})(), performance.timeOrigin,
    performance.toJSON().timeOrigin, +new Date(new Intl.DateTimeFormat('en', {dateStyle: 'short'}).format()),
    +new Date(new Intl.DateTimeFormat('en').formatToParts().map((part) => part.value).join(''))];
  if (self.Temporal) clocks.push(Temporal.Now.instant().epochMilliseconds,
    Temporal.Now.zonedDateTimeISO().epochMilliseconds, +new Date(`${Temporal.Now.plainDateISO()}T12:00`));
  if (performance.timing) clocks.push(performance.timing.navigationStart, performance.timing.toJSON().fetchStart);
  const days = clocks.filter((time) => time !== 0).map((time) => new Date(time).toLocaleDateString('sv'));
  said.days = [...new Set(days)].join();
  if (self.screen) Object.assign(said, { screen: [screen.width, screen.height, devicePixelRatio,
    navigator.maxTouchPoints,
    matchMedia('(pointer: coarse)').matches, 'ontouchstart' in self].join() });
  await fetch('/angle/' + where, { method: 'POST', body: JSON.stringify(said) });
}
"""
PAGE = """<!doctype html><meta name=viewport content="width=device-width"><script src=/ask.js></script>
<iframe src=/frame></iframe>
<iframe src=http://localhost:%PORT%/cross></iframe><iframe srcdoc="<script src=/ask.js></script>
<script>ask('srcdoc')</script>"></iframe><script>
ask('page'); new Worker('/worker.js'); new SharedWorker('/shared.js'); navigator.serviceWorker.register('/service.js');
const tell = (where, body) => fetch('/angle/' + where, {method: 'POST', body: JSON.stringify(body)});
const frame = document.createElement('iframe'); document.body.append(frame);
const { userAgent, platform, languages } = frame.contentWindow.navigator;
tell('empty', { userAgent, platform, languages: languages.join() });
navigator.geolocation.getCurrentPosition(({ coords: c }) => tell('place', [c.latitude, c.longitude]));
tell('referrer', document.referrer);
</script>"""
DAY = "2031-03-09"
ANGLES = ["page", "frame", "cross", "srcdoc", "worker", "shared", "service"]


@pytest.fixture(scope="module", params=["china-phone", "western-europe-windows", "north-america"])
def seen(request: pytest.FixtureRequest) -> Iterator[tuple[str, dict[str, Any], list[Arrival]]]:
    said, log = asyncio.run(_look(request.param))
    yield request.param, said, log


async def _look(name: str) -> tuple[dict[str, Any], list[Arrival]]:
    (vantage,) = named([name])
    vantage = msgspec.structs.replace(
        vantage,
        referrer="http://127.0.0.1:1/from",
        headers=(Header(name="X-Circumstance", value="yes"),),
        connection=NetworkConditions(type="cellular2g", latency=1600, download=100_000) if "phone" in name else None,
        date=DAY if "windows" in name else None,
    )

    async def page(request: web.Request) -> web.StreamResponse:
        return web.Response(text=PAGE.replace("%PORT%", str(site.port)), content_type="text/html",
                            headers={"accept-ch": "sec-ch-ua-platform-version, sec-ch-ua-model"})  # fmt: skip

    asks = {f"/{name}.js": f"importScripts('/ask.js'); ask('{name}')" for name in ("worker", "shared", "service")}
    frame = "<!doctype html><script src=/ask.js></script><script>ask('{}')</script>"
    frames = {f"/{n}": frame.format(n) for n in ("frame", "cross")}
    async with serve({"/": page, "/ask.js": ASK, **asks, **frames}) as site:
        binary = find_browser()
        setting = Setting(binary, reach("http://localhost/", ()).flags, await identify(binary))
        target = site.url()

        async def drive(page: Any, filled: list[Any]) -> None:
            await page.navigate(target, referrer=vantage.referrer)
            await page.quiet(limit=5)
            await page.wait(1)

        with Spool() as spool:
            plan = VisitPlan("v1", target, vantage, (), True, False, 30, Limits())
            await visit(plan, setting, spool, drive, asyncio.Event())
        said = {a.path.rpartition("/")[2]: json.loads(a.body) for a in site.log if a.path.startswith("/angle/")}
        return said, site.log


def test_every_context_says_the_same(seen: tuple[str, dict[str, Any], list[Arrival]]) -> None:
    _, said, _ = seen
    assert set(ANGLES) <= set(said)
    first = said["page"]
    for angle in ANGLES[1:]:
        different = {k: (v, first[k]) for k, v in said[angle].items() if v != first[k]}
        assert different == {}, angle
    assert all(said["empty"][key] == first[key] for key in said["empty"])


def test_headers_say_what_scripts_say(seen: tuple[str, dict[str, Any], list[Arrival]]) -> None:
    _, said, log = seen
    first = said["page"]
    for arrival in log:
        where = f"{arrival.method} {arrival.path}"
        assert arrival.headers["User-Agent"] == first["userAgent"], where
        assert arrival.headers["Accept-Language"].startswith(first["languages"].split(",")[0]), where
        if platform := arrival.headers.get("sec-ch-ua-platform"):
            assert platform == f'"{first["hintPlatform"]}"', where
            assert arrival.headers["sec-ch-ua-mobile"] == ("?1" if first["mobile"] else "?0"), where
            assert "Headless" not in arrival.headers["sec-ch-ua"], where


def test_vantage_is_what_was_asked_for(seen: tuple[str, dict[str, Any], list[Arrival]]) -> None:
    name, said, log = seen
    (vantage,) = named([name])
    page = said["page"]
    assert (page["timezone"], page["languages"]) == (vantage.timezone, ",".join(vantage.languages))
    assert page["locale"] == vantage.locale
    assert vantage.geolocation is not None
    assert said["place"] == [vantage.geolocation.latitude, vantage.geolocation.longitude]
    assert said["referrer"].startswith("http://127.0.0.1:1/")
    assert log[0].headers["X-Circumstance"] == "yes"
    if vantage.device is not None:
        device = vantage.device
        assert (page["platform"], page["hintPlatform"], page["model"]) == (
            device.navigator_platform, device.platform, device.model
        )  # fmt: skip
        assert page["screen"].startswith(f"{device.width},{device.height},{device.scale:g},{device.touch_points},")
        assert page["screen"].endswith("true,true" if device.touch_points else "false,false")
    today = datetime.now(ZoneInfo(vantage.timezone)).date().isoformat()
    assert page["days"] == (DAY if "windows" in name else today)
    assert page["speed"] == ("2g" if "phone" in name else "4g")


async def test_visit_goes_through_the_proxy_when_the_vantage_names_one() -> None:
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.decode().splitlines()[0])
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: text/html\r\nconnection: close\r\n\r\nhi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    proxy = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    vantage = msgspec.structs.replace(named(["china"])[0], proxy=proxy)
    binary = find_browser()
    with Spool() as spool:
        plan = VisitPlan("v1", "http://shop.test/", vantage, (), False, False, 20, Limits())
        setting = Setting(binary, (), await identify(binary))
        await visit(plan, setting, spool, landing("http://shop.test/"), asyncio.Event())
    server.close()
    assert "GET http://shop.test/ HTTP/1.1" in asked


@pytest.mark.parametrize(("date", "sends"), [("2031-03-09", True), ("2031-03-08", False), (None, False)])
async def test_code_that_waits_for_a_day_runs_on_that_day(date: str | None, sends: bool) -> None:
    page = "<!doctype html><script>if (new Date() > new Date('2031-03-09T00:00')) navigator.sendBeacon('/late', '1')"
    async with serve({"/": page + "</script>"}) as site:
        with Spool() as spool:
            await record(site.url("/"), spool, vantage=msgspec.structs.replace(named(["china"])[0], date=date))
    assert any(arrival.path == "/late" for arrival in site.log) == sends
