"""Fingerprinting verdicts on real packages: those that fingerprint, and innocent users of the same interfaces.

Each package runs on a small page of its own, bundled by esbuild, in the sealed browser through the product's capture.
A third of the packages of the first set, drawn by a hash of the name, is held out: nobody tunes on it, and its details
are not printed. A second set is for development only.

    python bench/capture/measure_fingerprinting.py [--split dev|held-out|all] [--only NAME] [--again]
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import shutil
import subprocess
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from aiohttp import web

from undertow.capture.limits import Limits
from undertow.capture.page import Page
from undertow.capture.process import find_browser
from undertow.capture.run import Setting, identify
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.capture.vantage import named
from undertow.capture.visit import VisitPlan, visit
from undertow.detectors.fingerprint_criteria import Verdict, verdicts
from undertow.model import FilledField, Visit

HERE = Path(__file__).parent
WORK = HERE / ".work" / "fingerprinting"
TOOLS = {"esbuild": "0.25.0", "events": "3.3.0", "radar-sdk-js": "5.2.0"}
"""The bundler, and the module of Node.js that some packages expect it to bring."""
SECONDS = 6
PAGE = """<!doctype html><meta charset=utf-8><title>page</title><h1>Page</h1><div id=box></div>
<script src=/bundle/{n}.js></script>"""
ENTRY = """import * as lib from {name};
const main = lib.default ?? lib;
const box = () => {{ const e = document.querySelector("#box"); e.style = "width:400px;height:300px"; return e; }};
const canvas = () => {{ const e = document.createElement("canvas"); e.width = 300; e.height = 150;
  document.body.append(e); return e; }};
let over = false;
const done = value => {{ if (over) return; over = true; fetch("/done/{n}", {{method: "POST",
  body: typeof value === "object" ? JSON.stringify(value) : String(value)}}); }};
try {{ {use} }} catch (error) {{ done("failed: " + error.stack); }}
addEventListener("unhandledrejection", e => done("failed: " + (e.reason?.stack ?? e.reason)));
"""


@dataclass(frozen=True)
class Package:
    """One package and what is true of it."""

    number: str
    """Of its page: changes with what is measured."""
    name: str
    source: str
    """As npm wants it, pinned."""
    module: str
    use: str
    fingerprints: bool
    split: str
    """``dev`` or ``held-out``."""


def packages() -> list[Package]:
    """All of the list, in its order."""
    listed = tomllib.loads((HERE / "fingerprinting.toml").read_text())
    return [_package(kind == "fingerprinting", entry) for kind in listed for entry in listed[kind]]


def _package(fingerprints: bool, entry: dict[str, str]) -> Package:
    name, version = entry["package"], entry["version"]
    key = hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:12]
    source = f"npm:{entry['alias']}@{version}" if "alias" in entry else version
    drawn = "held-out" if hashlib.sha256(name.encode()).digest()[0] % 3 == 0 else "dev"
    return Package(key, name, source, entry.get("import", name), entry["use"], fingerprints, entry.get("split", drawn))


def npm() -> str:
    """The npm of this machine."""
    found = shutil.which("npm")
    if found is None:
        raise SystemExit("This measurement needs Node.js with npm, which installs the packages it measures.")
    return found


def build(chosen: list[Package]) -> None:
    """Install and bundle what is not there yet."""
    WORK.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": TOOLS | {p.name: p.source for p in packages()}}, indent=1)
    manifest = WORK / "package.json"
    if not manifest.exists() or manifest.read_text() != wanted:
        manifest.write_text(wanted)
        flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps", "--no-save"]
        subprocess.run([npm(), "install", *flags], cwd=WORK, check=True, timeout=600)
    for package in chosen:
        entry, bundle = WORK / f"{package.number}.mjs", WORK / "built" / f"{package.number}.js"
        text = ENTRY.format(name=json.dumps(package.module), n=package.number, use=package.use)
        if bundle.exists() and entry.exists() and entry.read_text() == text:
            continue
        entry.write_text(text)
        command = [str(WORK / "node_modules/.bin/esbuild"), entry.name, "--bundle", "--minify"]
        # Node's crypto has no part in what is measured, and a browser has none: an empty enough module stands in
        command += ["--define:global=window", "--alias:crypto=events", f"--outfile={bundle}"]
        made = subprocess.run(command, cwd=WORK, check=False, capture_output=True, text=True, timeout=60)
        if made.returncode:
            print(f"{package.name}: cannot be bundled: {made.stderr[:300]}", flush=True)


@asynccontextmanager
async def serve() -> AsyncIterator[tuple[int, dict[str, str]]]:
    """The pages on loopback, and what each says when it is done."""
    answers: dict[str, str] = {}

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE.format(n=request.match_info["n"]), content_type="text/html")

    async def bundle(request: web.Request) -> web.Response:
        file = WORK / "built" / f"{Path(request.match_info['n']).name}.js"
        return web.Response(text=file.read_text(), content_type="text/javascript")

    async def done(request: web.Request) -> web.Response:
        answers[request.match_info["n"]] = await request.text()
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_get(r"/page/{n:\w+}", page)
    app.router.add_get(r"/bundle/{n:\w+}.js", bundle)
    app.router.add_post(r"/done/{n:\w+}", done)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1], answers
    finally:
        await runner.cleanup()


async def record(package: Package, port: int, answers: dict[str, str], setting: Setting) -> Visit:
    """One visit of the page of a package, until it says that it is done."""
    (vantage,) = named(["western-europe"])
    target = f"http://127.0.0.1:{port}/page/{package.number}"

    async def travel(page: Page, filled: list[FilledField]) -> None:
        await page.navigate(target)
        for _ in range(SECONDS * 10):
            if package.number in answers:
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.3)

    with Spool() as spool:
        plan = VisitPlan("v1", target, vantage, (), True, False, 30, Limits())
        return (await visit(plan, setting, spool, travel, asyncio.Event())).visit


async def recorded(chosen: list[Package], again: bool) -> dict[str, tuple[Visit, str]]:
    """Visits and answers by package; from an earlier run unless asked for again."""
    binary = find_browser()
    setting = Setting(binary, reach("http://localhost/", ()).flags, await identify(binary))
    found: dict[str, tuple[Visit, str]] = {}
    async with serve() as (port, answers):
        for package in chosen:
            kept = WORK / "visits" / f"{package.number}.json"
            if again or not kept.exists():
                seen = await record(package, port, answers, setting)
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(msgspec.json.encode((seen, answers.get(package.number, "failed: no answer"))))
            found[package.name] = msgspec.json.decode(kept.read_bytes(), type=tuple[Visit, str])
    return found


def told(package: Package, answer: str, verdict: Verdict | None) -> str:
    """One line on one package."""
    met = ", ".join(c.name for c in verdict.criteria) if verdict else "-"
    return f"{'+' if package.fingerprints else ' '} {package.name:34} {met:60} {answer[:60]!r}"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "held-out", "all"], default="all")
    parser.add_argument("--only", default="", help="packages whose name holds this")
    parser.add_argument("--again", action="store_true", help="visit again what an earlier run recorded")
    options = parser.parse_args()
    chosen = [p for p in packages() if options.split in ("all", p.split) and options.only in p.name]
    build(chosen)
    chosen = [p for p in chosen if (WORK / "built" / f"{p.number}.js").exists()]
    visits = await recorded(chosen, options.again)
    for split in ("dev", "held-out"):
        counts = {True: [0, 0], False: [0, 0]}
        for package in (p for p in chosen if p.split == split):
            seen, answer = visits[package.name]
            if answer.startswith("failed:"):
                print(f"  {package.name}: did not run, not counted: {answer[:200]!r}")
                continue
            verdict = next(iter(verdicts(seen)), None)
            counts[package.fingerprints][0] += verdict is not None
            counts[package.fingerprints][1] += 1
            if split == "dev":
                print(told(package, answer, verdict))
        (hit, real), (false, innocent) = counts[True], counts[False]
        print(f"{split}: recognised {hit} of {real} that fingerprint; false alarms {false} of {innocent} innocent")


if __name__ == "__main__":
    asyncio.run(main())
