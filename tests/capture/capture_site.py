"""A small web site on loopback for capture tests: pages by path, and a log of all that arrived."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from undertow.capture.limits import Limits
from undertow.capture.page import Page
from undertow.capture.process import find_browser
from undertow.capture.run import Setting, identify
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.capture.visit import Drive, VisitPlan, VisitRecord, visit
from undertow.model import Bait, FilledField, Geolocation, Vantage

Answer = str | bytes | Callable[[web.Request], Awaitable[web.StreamResponse]]
TYPES = {"js": "text/javascript", "json": "application/json", "css": "text/css", "wasm": "application/wasm"}


@dataclass
class Arrival:
    host: str
    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Site:
    port: int
    log: list[Arrival] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [arrival.path for arrival in self.log]

    async def wait_for(self, path: str, seconds: float = 5) -> None:
        async with asyncio.timeout(seconds):
            while not any(a.path.startswith(path) for a in self.log):  # noqa: ASYNC110 - a test may poll
                await asyncio.sleep(0.02)


@asynccontextmanager
async def serve(answers: Mapping[str, Answer]) -> AsyncIterator[Site]:
    """Answer each path with its text; all other paths with an empty page."""
    site = Site(0)

    async def handle(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        site.log.append(Arrival(request.host, request.method, request.path_qs, body, dict(request.headers)))
        answer = answers.get(request.path, "")
        if callable(answer):
            return await answer(request)
        data = answer.encode() if isinstance(answer, str) else answer
        kind = TYPES.get(request.path.rpartition(".")[2], "text/html")
        return web.Response(body=data, content_type=kind, headers={"access-control-allow-origin": "*"})

    app = web.Application(client_max_size=1 << 26)
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()


VANTAGE = Vantage(
    name="test",
    label="Test",
    country="DE",
    locale="de-DE",
    languages=("de-DE", "de"),
    timezone="Europe/Berlin",
    geolocation=Geolocation(latitude=52.5, longitude=13.4, accuracy=20),
    phone_prefix="+49",
)


def landing(target: str) -> Drive:
    """The simplest journey: land, wait, leave."""

    async def drive(page: Page, filled: list[FilledField]) -> None:
        await page.begin_step("land", "land")
        await page.navigate(target)
        await page.quiet(limit=3)
        await page.end_step()
        await page.begin_step("leave", "leave")
        await page.navigate("about:blank")
        await page.quiet(idle=0.2, limit=2)
        await page.end_step()

    return drive


async def record(
    target: str,
    spool: Spool,
    drive: Drive | None = None,
    *,
    flags: tuple[str, ...] = (),
    seconds: float = 20,
    limits: Limits | None = None,
    baits: tuple[Bait, ...] = (),
    hold: bool = False,
    stop: asyncio.Event | None = None,
    vantage: Vantage = VANTAGE,
) -> VisitRecord:
    """One recorded visit, sealed to loopback."""
    binary = find_browser()
    setting = Setting(binary, (*reach("http://localhost/", ()).flags, *flags), await identify(binary))
    plan = VisitPlan("v1", target, vantage, baits, True, hold, seconds, limits or Limits())
    return await visit(plan, setting, spool, drive or landing(target), stop or asyncio.Event())


def kinds(record: VisitRecord) -> set[str]:
    return {gap.kind for gap in record.gaps}
