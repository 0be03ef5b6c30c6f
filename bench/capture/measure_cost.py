"""What recording costs: processor time and wall time of a recorded visit against a bare visit of the same page.

Eleven pages of different character. Both visits start a fresh browser, go to the page, wait until the server hears
that the page's work is over, wait half a second more, and end. Runs are interleaved, so that whatever else the machine
does falls on both. Processor time is that of all processes of the browser, ended ones included, and of this process,
until all evidence of the visit is in memory or in the spool. Starting the browser is part of both, ending it of none;
an almost empty page tells how much of both that is.

    python bench/capture/measure_cost.py [--repeats 9] [--only PAGE] [--without NAME]

`--without` leaves out one part of what is recorded, to learn what that part costs: coverage, fetch, probe, netlog, ...
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from undertow.capture.ledger import Ledger
from undertow.capture.process import Browser, find_browser
from undertow.capture.recorder import Recorder
from undertow.capture.run import Run, Setting, identify
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.capture.targets import Command, Target
from undertow.model import Vantage

sys.path.insert(0, str(Path(__file__).parent))
from pages_server import PAGES, Site, serving

RESULTS = Path(__file__).parent / ".work" / "results"
START = "blank"
"""Page that does nothing; not one of those that count."""
AFTERWARDS = 0.5
"""Seconds that both stay on the page when its work is over."""
VANTAGE = Vantage(
    name="bench", label="Bench", country="US", locale="en-US", languages=("en-US", "en"), timezone="America/New_York",
    phone_prefix="+1",
)  # fmt: skip
PARTS: dict[str, tuple[str, ...]] = {
    "coverage": ("Profiler.enable", "Profiler.startPreciseCoverage"),
    "fetch": ("Fetch.enable",),
    "probe": ("Page.addScriptToEvaluateOnNewDocument", "Runtime.evaluate"),
    "stacks": ("Debugger.setAsyncCallStackDepth",),
    "debugger": (
        "Debugger.enable", "Debugger.setSkipAllPauses", "Debugger.setAsyncCallStackDepth", "Profiler.enable",
        "Profiler.startPreciseCoverage",
    ),
    "network": ("Network.enable",),
    "emulation": (),
    "picture": (),
    "netlog": (),
}  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """Seconds."""

    wall: float
    browser: float
    ours: float
    missed: int = 0
    """Requests that the server got and the record lacks."""


def browser_cpu(group: int) -> float:
    """Seconds of processor time that the processes of a group have used, and those they have waited for."""
    ticks = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group:
                ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def own_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def bare(url: str, setting: Setting, site: Site) -> Cost:
    """A browser with nothing attached but one session that navigates."""
    site.forget()
    begin, cpu = time.monotonic(), own_cpu()
    browser = await Browser.start(setting.binary, setting.flags)
    call = browser.connection.call
    target = await call("Target.createTarget", {"url": "about:blank"})
    session = (await call("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True}))["sessionId"]
    await call("Page.navigate", {"url": url}, session)
    await site.done()
    await asyncio.sleep(AFTERWARDS)
    used = browser_cpu(browser.pid)
    await browser.close()
    return Cost(time.monotonic() - begin, used, own_cpu() - cpu)


async def recorded(url: str, setting: Setting, site: Site) -> Cost:
    """A visit with every witness and a picture of the page, as an audit makes it."""
    site.forget()
    begin, cpu = time.monotonic(), own_cpu()
    with Spool() as spool:
        async with Run(setting, VANTAGE, Ledger(spool, "v1"), spool) as run:
            await run.page.begin_step("land", "land")
            await run.page.navigate(url)
            await site.done()
            await asyncio.sleep(AFTERWARDS)
            await run.page.end_step()
            await run.save()
            used = browser_cpu(run.process_group)
        exchanges = run.recorder.collected().exchanges
        run.recorder.scripts.uses()
        run.recorder.storage.result()
        cost = Cost(
            time.monotonic() - begin, used, own_cpu() - cpu, missed(site, [(e.method, e.url) for e in exchanges])
        )
        if cost.missed:
            print(f"  {cost.missed} requests are missing", file=sys.stderr)
        return cost


def missed(site: Site, known: Sequence[tuple[str, str]]) -> int:
    """How many requests the server got that are not among those known, each counted as often as it came."""
    left: dict[tuple[str, str], int] = {}
    for method, url in known:
        key = (method, comparable(url))
        left[key] = left.get(key, 0) + 1
    count = 0
    for method, url in site.requests:
        key = (method, comparable(url))
        if left.get(key, 0):
            left[key] -= 1
        elif method != "OPTIONS" and not url.endswith("/favicon.ico"):  # the browser's own
            count += 1
    return count


def comparable(url: str) -> str:
    """An address without what browser and server write differently."""
    rest = url.partition("://")[2].partition("#")[0]
    path, _, query = rest.partition("?")
    return f"{path}?{len(query) > 0}{query.partition('=')[0]}"


def leave_out(name: str) -> None:
    """Record without one part from now on."""
    if name == "netlog":
        start = Browser.start.__func__  # type: ignore[attr-defined]

        async def quiet(cls: type[Browser], *arguments: object, **more: object) -> Browser:
            return await start(cls, *arguments, **more | {"log": False})  # type: ignore[no-any-return]

        Browser.start = classmethod(quiet)  # type: ignore[assignment,method-assign,arg-type]
        return
    if name == "picture":

        async def nothing(self: object) -> None:
            return None

        from undertow.capture.page import Page

        Page.screenshot = nothing  # type: ignore[method-assign]
        return
    whole = Recorder._set_up

    def part(self: Recorder, target: Target) -> list[Command]:
        commands = whole(self, target)
        if name == "emulation":
            return [c for c in commands if not c[0].startswith("Emulation.")]
        return [command for command in commands if command[0] not in PARTS[name]]

    Recorder._set_up = part  # type: ignore[method-assign]


ROWS: dict[str, Callable[[Cost], float]] = {
    "all": lambda c: c.browser + c.ours, "browser": lambda c: c.browser, "wall": lambda c: c.wall,
}  # fmt: skip


def ratio(one: Sequence[Cost], other: Sequence[Cost], value: Callable[[Cost], float]) -> float:
    """Of the medians."""
    return statistics.median(map(value, other)) / statistics.median(map(value, one))


async def main(repeats: int, only: str, without: str) -> None:
    binary = find_browser()
    setting = Setting(binary, reach("http://localhost/", ()).flags, await identify(binary))
    if without:
        leave_out(without)
    chosen = [name for name in (START, *PAGES) if only in name]
    costs: dict[str, tuple[list[Cost], list[Cost]]] = {name: ([], []) for name in chosen}
    load = []
    print(f"{setting.identity.product}, {repeats} interleaved visits each, seconds of processor time, medians")
    print(f"{'page':10}{'bare':>7}{'recorded':>10}{'of it ours':>12}{'all CPU':>9}{'browser':>9}{'wall':>7}  spread")
    async with serving(framework="spa" in chosen) as site:
        for name in chosen:
            one, other = costs[name]
            for _ in range(repeats):
                one.append(await bare(site.url(name), setting, site))
                other.append(await recorded(site.url(name), setting, site))
            load.append(os.getloadavg()[0])
            spread = sorted(b.browser + b.ours for b in other)
            spread = [v / statistics.median(a.browser + a.ours for a in one) for v in spread]
            middle = statistics.median
            print(
                f"{name:10}{middle(map(ROWS['all'], one)):7.2f}{middle(map(ROWS['all'], other)):10.2f}"
                f"{middle(c.ours for c in other):12.2f}{ratio(one, other, ROWS['all']):9.2f}"
                f"{ratio(one, other, ROWS['browser']):9.2f}{ratio(one, other, ROWS['wall']):7.2f}"
                f"  {spread[0]:.2f} to {spread[-1]:.2f}",
                flush=True,
            )
    for row, value in ROWS.items():
        pairs = [pair for name, pair in costs.items() if name != START] or [*costs.values()]
        each = [ratio(one, other, value) for one, other in pairs]
        total = sum(statistics.median(map(value, o)) for _, o in pairs)
        total /= sum(statistics.median(map(value, o)) for o, _ in pairs)
        print(f"{row}: median of pages {statistics.median(each):.2f}, of all pages together {total:.2f}")
    print(f"load average {min(load):.1f} to {max(load):.1f} on {os.cpu_count()} cores")
    if not without and not only:
        RESULTS.mkdir(parents=True, exist_ok=True)
        found = {name: [[asdict(c) for c in part] for part in pair] for name, pair in costs.items()}
        head = {"at": time.strftime("%Y-%m-%d"), "browser": setting.identity.product, "load": [min(load), max(load)]}
        (RESULTS / "cost.json").write_text(json.dumps(head | {"pages": found}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--without", default="", choices=["", *PARTS])
    arguments = parser.parse_args()
    asyncio.run(main(arguments.repeats, arguments.only, arguments.without))
