"""Our own memory beyond the browser's, on a page with 2,000 requests that are all answered with a body.

Measured twice: a recorded visit alone, and the whole command `undertow audit` with self-check, one vantage, analysis
and report. Of the visit the peak of resident memory counts (VmHWM); of the command the most that its processes had at
one moment, memory that they share counted once (Pss, read every 50 ms). The processes of the browser are left out.

    python bench/capture/measure_memory.py [--requests 2000] [--size 20000]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from undertow.store import open_bundle

sys.path.insert(0, str(Path(__file__).parent))
from pages_server import serving

HERE = Path(__file__).resolve().parent
RESULTS = HERE / ".work" / "results"
GOAL = 250
"""Megabytes."""
VISIT = """
import asyncio, sys
from undertow.capture.limits import Limits
from undertow.capture.page import Page
from undertow.capture.process import find_browser
from undertow.capture.run import Setting, identify
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.capture.vantage import named
from undertow.capture.visit import VisitPlan, visit

async def main(url, count):
    binary = find_browser()
    setting = Setting(binary, reach(url, ()).flags, await identify(binary))
    async def drive(page, filled):
        await page.navigate(url)
        for _ in range(600):
            if await page.evaluate("document.documentElement.dataset.done"):
                break
            await asyncio.sleep(0.2)
    with Spool() as spool:
        plan = VisitPlan("v1", url, named(["western-europe"])[0], (), True, False, 120, Limits())
        made = await visit(plan, setting, spool, drive, asyncio.Event())
        kept = [e for e in made.visit.exchanges if "n=" in e.url]
        print(len(kept), sum(e.response_body is not None for e in kept), [g.kind for g in made.gaps])

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


def own(pid: int) -> list[Path]:
    """A process and those below it in /proc, but for browsers and what they start."""
    found: list[Path] = []
    waiting = [pid]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        with suppress(OSError):
            if b"--user-data-dir" not in (folder / "cmdline").read_bytes():
                found.append(folder)
                for task in (folder / "task").iterdir():
                    waiting += map(int, (task / "children").read_text().split())
    return found


def megabytes(file: Path, name: str) -> float:
    """A figure of a file in /proc; 0 if the process has ended."""
    with suppress(OSError):
        for line in file.read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


async def peak(command: list[str]) -> tuple[float, float, str]:
    """Peak megabytes of a command: of its largest process, of all at one moment; and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout
    said = asyncio.ensure_future(process.stdout.read())
    largest = together = 0.0
    while not said.done():
        processes = own(process.pid)
        largest = max(largest, *(megabytes(folder / "status", "VmHWM") for folder in processes), 0)
        together = max(together, sum(megabytes(folder / "smaps_rollup", "Pss") for folder in processes))
        await asyncio.sleep(0.05)
    await process.wait()
    return largest, together, (await said).decode()


async def main(requests: int, size: int) -> None:
    found: dict[str, object] = {"at": time.strftime("%Y-%m-%d"), "requests": requests, "size": size}
    async with serving(framework=False) as site:
        url = site.url("requests", f"?count={requests}&size={size}")
        largest, _, said = await peak([sys.executable, "-c", VISIT, url, str(requests)])
        print(f"one recorded visit: {largest:.0f} MB (goal {GOAL}); exchanges, with body, gaps: {said.strip()}")
        found["visit"] = largest
        with tempfile.TemporaryDirectory() as folder:
            command = [
                sys.executable,
                "-m",
                "undertow",
                "audit",
                url,
                "--vantage",
                "western-europe",
                "--fail-on",
                "never",
            ]
            largest, together, _ = await peak([*command, "--out", f"{folder}/out"])
            told = json.loads((Path(folder) / "out" / "result.json").read_text())
            kinds = sorted({gap["kind"] for gap in told["gaps"]})
            sent = [e for v in open_bundle(Path(folder) / "out" / "bundle.wacz").evidence.visits for e in v.exchanges]
            kept = sum("n=" in e.url and e.response_body is not None for e in sent)
            print(f"the whole command: {largest:.0f} MB in its largest process, {together:.0f} MB in all at one moment")
            print(f"it kept {kept} of {requests} with body; gaps: {kinds}")
            found |= {"command": together, "largest": largest, "kept": kept}
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "memory.json").write_text(json.dumps(found))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--size", type=int, default=20_000, help="bytes of an answer")
    arguments = parser.parse_args()
    asyncio.run(main(arguments.requests, arguments.size))
