"""Wall time of one visit against other collectors, on the same pages with the same browser, and what each records.

    python bench/capture/measure_peers.py FOLDER [--repeats 3] [--pages trackers,spa,workers]

FOLDER holds the others, installed as bench/capture/README.md says: `tracker-radar-collector` and
`website-evidence-collector` (clones) and `blacklight` (an npm project with @themarkup/blacklight-collector). Each run
is a whole command from its start to its end, with its files written. The others run as they come, and once more without
the fixed pause after loading where it can be set to nothing. All runs are interleaved.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from undertow.capture.process import find_browser
from undertow.store import open_bundle

sys.path.insert(0, str(Path(__file__).parent))
from pages_server import Site, serving

HERE = Path(__file__).resolve().parent
RESULTS = HERE / ".work" / "results"
WEC = "bin/website-evidence-collector.js"
LIMIT = 120
"""Seconds for one run."""


@dataclass(frozen=True)
class Kept:
    """What one run recorded."""

    urls: tuple[str, ...]
    bodies: int
    """Answers with their body."""
    messages: int
    """Of WebSocket and event streams."""
    calls: int
    """Calls of watched interfaces, as often as each was called."""
    scripts: int
    """Sources of scripts."""


def of_har(out: Path) -> Kept:
    entries = json.loads((out / "requests.har").read_text())["log"]["entries"]
    bodies = sum("text" in entry["response"].get("content", {}) for entry in entries)
    events = (json.loads(line) for line in (out / "inspection-log.ndjson").read_text().splitlines())
    calls = sum("stack" in json.dumps(event) for event in events)
    return Kept(tuple(entry["request"]["url"] for entry in entries), bodies, sockets(out), calls, 0)


def sockets(out: Path) -> int:
    file = out / "websockets-log.json"
    told: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return sum(len(log) for log in told.values() if isinstance(log, list))


def of_radar(out: Path) -> Kept:
    data = json.loads((out / "result.json").read_text())["data"]
    calls = sum(sum(names.values()) for names in data["apis"]["callStats"].values())
    return Kept(tuple(request["url"] for request in data["requests"]), 0, 0, calls, 0)


def of_bundle(out: Path) -> Kept:
    evidence = open_bundle(out / "bundle.wacz").evidence
    sent = [exchange for visit in evidence.visits for exchange in visit.exchanges]
    return Kept(
        tuple(exchange.url for exchange in sent),
        sum(exchange.response_body is not None for exchange in sent),
        sum(len(exchange.messages) for exchange in sent),
        sum(event.count for visit in evidence.visits for event in visit.probe_events),
        len(evidence.scripts),
    )


Tool = tuple[Callable[[str, Path], list[str]], Callable[[Path], Kept]]


def tools(folder: Path, browser: Path) -> dict[str, Tool]:
    """Each with its command for an address and a folder, and the reader of what it wrote."""
    node = shutil.which("node")
    if node is None:
        raise SystemExit("The others need Node.js.")
    radar, wec, blacklight = (
        folder / name for name in ("tracker-radar-collector", "website-evidence-collector", "blacklight")
    )

    def by_radar(*wait: str) -> Callable[[str, Path], list[str]]:
        script = str(HERE / "peers" / "tracker-radar-collector.js")
        return lambda url, out: [node, script, str(radar), url, str(out), str(browser), *wait]

    def by_wec(*more: str) -> Callable[[str, Path], list[str]]:
        return lambda url, out: [node, str(wec / WEC), url, "--overwrite", "--output", str(out), *more]

    script = str(HERE / "peers" / "blacklight-collector.js")
    return {
        "undertow": (
            lambda url, out: [sys.executable, str(HERE / "peers" / "undertow_visit.py"), url, str(out)], of_bundle,
        ),
        "tracker-radar-collector": (by_radar(), of_radar),
        "tracker-radar-collector, no pause": (by_radar("0"), of_radar),
        "blacklight-collector": (
            lambda url, out: [node, script, str(blacklight), url, str(out), str(browser)], of_har,
        ),
        "website-evidence-collector": (by_wec(), of_har),
        "website-evidence-collector, no pause, no PDF": (by_wec("--sleep", "0", "--no-pdf"), of_har),
    }  # fmt: skip


async def run(name: str, tool: Tool, url: str, site: Site, browser: Path) -> tuple[float, Kept | None, int, str]:
    """Seconds, what it kept (None if it failed), how many of the server's requests that has, and what it complained."""
    site.forget()
    command, read = tool
    with tempfile.TemporaryDirectory(prefix="peer") as folder:
        begin = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *command(url, Path(folder)), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            cwd=folder, env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(browser)},
        )  # fmt: skip
        try:
            _, words = await asyncio.wait_for(process.communicate(), LIMIT)
        except TimeoutError:
            process.kill()
            return LIMIT, None, 0, f"not done in {LIMIT} s"
        seconds = time.monotonic() - begin
        try:
            kept = read(Path(folder))
        except (OSError, ValueError, KeyError) as error:
            lines = [line for line in words.decode("utf-8", "replace").splitlines() if "dbus" not in line]
            return seconds, None, 0, f"exit {process.returncode}, {error}: {' '.join(lines)[-300:]}"
    left = Counter(comparable(url) for url in kept.urls)
    seen = 0
    for got in wanted(site):
        key = comparable(got)
        if left[key] > 0:
            left[key] -= 1
            seen += 1
    return seconds, kept, seen, ""


def wanted(site: Site) -> list[str]:
    """Addresses that the server was asked for, but for what the browser does by itself."""
    return [url for method, url in site.requests if method != "OPTIONS" and not url.endswith("/favicon.ico")]


def comparable(url: str) -> str:
    """An address without scheme, fragment and what servers write differently."""
    rest = url.partition("://")[2].partition("#")[0]
    path, _, query = rest.partition("?")
    return f"{path}?{query.partition('=')[0]}"


def unlocked(browser: Path, folder: Path) -> Path:
    """The browser as the others must start it where the user is root: its own sandbox refuses that."""
    if os.geteuid() != 0:
        return browser
    script = folder / "chromium"
    script.write_text(f'#!/bin/sh\nexec {browser} --no-sandbox "$@"\n')
    script.chmod(0o755)
    return script


async def main(folder: Path, repeats: int, pages: list[str]) -> None:
    with tempfile.TemporaryDirectory() as own:
        browser = unlocked(find_browser(), Path(own))
        everyone = tools(folder, browser)
        found: dict[str, dict[str, Any]] = {page: {} for page in pages}
        async with serving(framework="spa" in pages) as site:
            for page in pages:
                for _ in range(repeats):
                    for name, tool in everyone.items():
                        seconds, kept, seen, why = await run(name, tool, site.url(page), site, browser)
                        all_ = len(wanted(site))
                        entry = found[page].setdefault(name, {"seconds": [], "why": ""})
                        entry["seconds"].append(seconds)
                        entry["why"] = entry["why"] or why
                        if kept is not None:
                            entry |= {"seen": seen, "of": all_, "bodies": kept.bodies, "messages": kept.messages}
                            entry |= {"calls": kept.calls, "scripts": kept.scripts}
                        print(f"{page:9} {name:45} {seconds:6.1f} s  {seen} of {all_} requests {why}", flush=True)
                write({page: entries for page, entries in found.items() if entries}, repeats)
    for page, entries in found.items():
        ours = statistics.median(entries["undertow"]["seconds"])
        for name, entry in entries.items():
            middle = statistics.median(entry["seconds"])
            print(f"{page:9} {name:45} median {middle:6.1f} s, {middle / ours:4.1f} times ours")


def write(pages: dict[str, dict[str, Any]], repeats: int) -> None:
    """What is known so far: each page takes minutes."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    head = {"at": time.strftime("%Y-%m-%d"), "load": os.getloadavg()[2], "repeats": repeats}
    (RESULTS / "peers.json").write_text(json.dumps(head | {"pages": pages}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--pages", default="trackers,spa,workers")
    arguments = parser.parse_args()
    asyncio.run(main(arguments.folder.resolve(), arguments.repeats, arguments.pages.split(",")))
