"""What recording costs: CPU and wall time of a recorded visit against a bare visit of the same page.

Both start a fresh browser, land on one page, wait by the same rule and end. Runs are interleaved, so that whatever else
the machine does falls on both. CPU is that of the whole browser process tree, and of this process beside it.

    python bench/capture_cost.py [--repeats 5] [--megabytes 2]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from undertow.capture.ledger import Ledger
from undertow.capture.process import Browser, find_browser
from undertow.capture.run import Run, Setting, identify
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.model import Vantage

VANTAGE = Vantage(
    name="bench", label="Bench", country="US", locale="en-US", languages=("en-US", "en"), timezone="America/New_York",
    phone_prefix="+1",
)  # fmt: skip
MODULE = """
registry[{n}] = (function () {{
  function area{n}(a, b) {{ let sum = 0; for (let i = 0; i < 40; i++) {{ sum += (a * i) % (b + 1); }} return sum; }}
  function never{n}(text) {{ if (text.length > {n}) {{ return text.split("").reverse().join(""); }} return text; }}
  class Box{n} {{ constructor(side) {{ this.side = side; }} size() {{ return area{n}(this.side, {n}); }} }}
  return {{ area: area{n}, never: never{n}, box: new Box{n}({n}) }};
}})();
"""
PAGE = """<!doctype html><title>bench</title><div id=out></div>
<script src=/bundle.js></script>
<script>
  let total = 0;
  for (const part of registry) total += part.box.size();
  const canvas = document.createElement('canvas'); canvas.getContext('2d').fillText('x', 5, 5);
  const traits = [navigator.userAgent, navigator.language, screen.width, canvas.toDataURL().length];
  for (let n = 0; n < 200; n++) { localStorage.setItem('k' + n, n); document.cookie; navigator.platform; }
  for (let n = 0; n < 30; n++) fetch('/api?' + n, {method: 'POST', body: JSON.stringify({n, traits})});
  document.getElementById('out').textContent = total;
</script>"""


@dataclass(frozen=True)
class Cost:
    """Seconds."""

    wall: float
    browser: float
    ours: float


@asynccontextmanager
async def page(megabytes: float) -> AsyncIterator[str]:
    modules: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        modules.append(MODULE.format(n=len(modules)))
        size += len(modules[-1])
    answers = {"/": PAGE, "/bundle.js": "const registry = [];" + "".join(modules)}

    async def handle(request: web.Request) -> web.Response:
        await request.read()
        kind = "text/javascript" if request.path.endswith(".js") else "text/html"
        return web.Response(text=answers.get(request.path, ""), content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


class Meter:
    """CPU of a browser's process group while it runs; processes that end are kept at their last reading."""

    def __init__(self) -> None:
        self._ticks: dict[int, int] = {}

    def read(self, group: int) -> None:
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if int(fields[2]) == group:
                    self._ticks[int(entry.name)] = int(fields[11]) + int(fields[12])

    @property
    def seconds(self) -> float:
        return sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK")


def own_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def bare(url: str, setting: Setting) -> Cost:
    """A browser with nothing attached but one session that asks whether the page has loaded."""
    begin, cpu, meter = time.monotonic(), own_cpu(), Meter()
    browser = await Browser.start(setting.binary, setting.flags)
    call = browser.connection.call
    target = await call("Target.createTarget", {"url": "about:blank"})
    session = (await call("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True}))["sessionId"]
    await call("Page.navigate", {"url": url}, session)
    await settled(lambda expression: evaluate(browser, session, expression))
    meter.read(browser.pid)
    await browser.close()
    return Cost(time.monotonic() - begin, meter.seconds, own_cpu() - cpu)


async def evaluate(browser: Browser, session: str, expression: str) -> object:
    answer = await browser.connection.call("Runtime.evaluate", {"expression": expression}, session)
    return answer["result"].get("value")


async def recorded(url: str, setting: Setting) -> Cost:
    """A visit with every witness, as an audit makes it."""
    begin, cpu, meter = time.monotonic(), own_cpu(), Meter()
    with Spool() as spool:
        async with Run(setting, VANTAGE, Ledger(spool, "v1"), spool) as run:
            await run.page.navigate(url)
            await settled(run.page.evaluate)
            await run.save()
            run.recorder.collected()
            meter.read(run.process_group)
    return Cost(time.monotonic() - begin, meter.seconds, own_cpu() - cpu)


async def settled(ask: Callable[[str], Awaitable[object]]) -> None:
    """The same waiting rule for both: loaded, and all 30 requests answered."""
    done = "document.readyState === 'complete' && "
    done += "performance.getEntriesByType('resource').filter((e) => e.name.includes('/api')).length >= 30"
    for _ in range(600):
        if await ask(done):
            return
        await asyncio.sleep(0.03)
    raise SystemExit("the page did not settle")


async def main(repeats: int, megabytes: float) -> None:
    binary = find_browser()
    setting = Setting(binary, reach("http://localhost/", ()).flags, await identify(binary))
    costs: dict[str, list[Cost]] = {"bare": [], "recorded": []}
    async with page(megabytes) as url:
        for _ in range(repeats):
            costs["bare"].append(await bare(url, setting))
            costs["recorded"].append(await recorded(url, setting))
    print(f"{setting.identity.product}, {megabytes:g} MB of script, {repeats} interleaved runs, medians in seconds")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(f"{'':14}{'bare':>8}{'recorded':>10}{'ratio':>8}{'spread of ratio':>18}")
    rows: dict[str, Callable[[Cost], float]] = {
        "wall": lambda c: c.wall, "browser CPU": lambda c: c.browser, "our CPU": lambda c: c.ours,
        "all CPU": lambda c: c.browser + c.ours,
    }  # fmt: skip
    for name, value in rows.items():
        one, other = [value(c) for c in costs["bare"]], [value(c) for c in costs["recorded"]]
        ratios = sorted(b / a for a, b in zip(one, other, strict=True) if a)
        first, second = statistics.median(one), statistics.median(other)
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}" if ratios else ""
        print(f"{name:14}{first:8.2f}{second:10.2f}{second / first if first else 0:8.2f}{spread:>18}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=2.0)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.repeats, arguments.megabytes))
