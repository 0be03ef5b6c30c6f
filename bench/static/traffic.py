"""What real libraries send in a real browser: the oracle for code analysis, made with the product's own capture.

    python bench/static/traffic.py [NAME ...]

Each library runs on a page with a sign-in form (pages/page.html) that its own short script (pages/NAME.js) starts with
dummy keys. The journey is that of any audit: land, move, scroll, fill in, submit, leave. All hosts of the top-level
domains below lead to one server on loopback, which answers every address with something plausible (pages/answers.toml);
all other names lead nowhere: the browser is sealed, nothing leaves the machine.

Found data is what the product finds in payloads (`read_traffic`, `suspects`), the code plays no part. Hosts under
`.test` are those that the page's script gave as configuration, as an integrator does. Writes `traffic.toml`.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import json
import re
import ssl
import tempfile
import tomllib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import trustme
from aiohttp import web
from libraries import PAGES, Library, libraries

from undertow import pipeline, store
from undertow.analysis.fingerprinters import suspects
from undertow.analysis.traffic import read_traffic
from undertow.capture import CapturePlan, HostMap
from undertow.capture.vantage import named
from undertow.model import Evidence

HERE = Path(__file__).parent
RECORD = HERE / "traffic.toml"
TLDS = (
    "ai", "app", "chat", "cloud", "cn", "co", "com", "de", "dev", "eu", "io", "link", "live", "me", "ms", "net", "org",
    "run", "services", "sh", "so", "tech", "test", "uk", "us",
)  # fmt: skip
STAY_SECONDS = 4.0
"""How long the page holds a request open after submission, so that what is sent in intervals is sent."""
Seen = dict[str, set[str]]
"""By host (``self`` for the page's own): data types found in what was sent there."""


@cache
def _answers() -> list[tuple[re.Pattern[str], str]]:
    table = tomllib.loads((PAGES / "answers.toml").read_text())
    return [(re.compile(item["address"]), item["body"]) for item in table["answer"]]


async def _elsewhere(request: web.Request) -> web.StreamResponse:
    """Any other host: says yes to everything."""
    if request.headers.get("Upgrade", "").lower() == "websocket":
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for _ in socket:
            pass
        return socket
    await request.read()
    origin = request.headers.get("Origin", "*")
    headers = {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Headers": request.headers.get("Access-Control-Request-Headers", "*"),
        "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
    }
    if request.path.endswith(".js") or request.path.endswith("/js"):
        return web.Response(text="", content_type="text/javascript", headers=headers)
    address = request.host.partition(":")[0] + request.path
    body = next((body for pattern, body in _answers() if pattern.search(address)), "{}")
    return web.Response(text=body, content_type="application/json", headers=headers)


def _own(library: Library) -> web.Application:
    """The page's own server."""

    async def handle(request: web.Request) -> web.StreamResponse:
        await request.read()
        files = {"/": PAGES / "page.html", "/library.js": library.minified, "/page.js": library.page}
        if request.path == "/stay":
            await asyncio.sleep(STAY_SECONDS)
        if request.path not in files:
            return web.json_response({})
        kind = "text/html" if request.path == "/" else "text/javascript"
        return web.Response(body=files[request.path].read_bytes(), content_type=kind, charset="utf-8")

    app = web.Application(client_max_size=64 << 20)
    app.router.add_route("*", "/{path:.*}", handle)
    return app


@asynccontextmanager
async def _listening(app: web.Application, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def _certificate(ca_file: Path) -> ssl.SSLContext:
    """One key for all hosts, which the browser is told to accept for itself."""
    authority = trustme.CA()
    ca_file.write_bytes(authority.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(f"undertow-probe.{tld}" for tld in TLDS)).configure_cert(context)
    return context


async def visit(library: Library) -> Seen:
    """One sealed visit of the library's page."""
    elsewhere = web.Application(client_max_size=64 << 20)
    elsewhere.router.add_route("*", "/{path:.*}", _elsewhere)
    with tempfile.TemporaryDirectory(prefix="undertow-traffic-") as scratch:
        ca_file, bundle = Path(scratch, "ca.pem"), Path(scratch, "bundle.wacz")
        async with _listening(elsewhere, _certificate(ca_file)) as all_hosts, _listening(_own(library)) as own:
            plan = CapturePlan(
                target=f"http://127.0.0.1:{own}/",
                vantages=named(["north-america"]),
                maps=tuple(HostMap(f"*.{tld}", "127.0.0.1", all_hosts) for tld in TLDS),
                ca_file=ca_file,
                submit=True,
                selfcheck=False,
            )
            await pipeline.record(plan, bundle)
        with store.open_bundle(bundle) as sealed:
            return _seen(sealed.evidence, sealed.blobs)


def _seen(evidence: Evidence, blobs: Any) -> Seen:
    own = {"/", "/library.js", "/page.js", "/stay", "/favicon.ico"}
    seen: Seen = {}
    for one in evidence.visits:
        traffic = read_traffic(one, blobs, app_host="127.0.0.1")
        for exchange in one.exchanges:
            path = "/" + exchange.url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
            inside = exchange.url.partition(":")[0] in ("data", "blob", "about")
            if exchange.channel != "preflight" and not inside and (exchange.host != "127.0.0.1" or path not in own):
                seen.setdefault(_name(exchange.host), set())
        for sending in traffic.sendings:
            if _name(sending.exchange.host) in seen:
                seen[_name(sending.exchange.host)].add(sending.data)
        for exchange, _, _ in suspects(one, blobs, traffic, lambda host: host != "127.0.0.1"):
            seen.setdefault(_name(exchange.host), set()).add("device")
    return seen


def _name(host: str) -> str:
    return "self" if host == "127.0.0.1" else host


def load() -> dict[str, dict[str, Any]]:
    """What is recorded, by library."""
    return tomllib.loads(RECORD.read_text())["library"] if RECORD.exists() else {}


def _save(facts: dict[str, dict[str, Any]], browser: str) -> None:
    lines = [
        "# Measured by traffic.py, not written by hand: what each library sent in one sealed visit, as found in",
        "# payloads. A host under .test is configuration that the page's script gave. An empty list: requests went",
        "# there, and no data of the vocabulary was found in them.",
        "",
        f"browser = {json.dumps(browser)}",
    ]
    for name, fact in sorted(facts.items()):
        lines += ["", f"[library.{json.dumps(name)}]"]
        lines += [f"{key} = {json.dumps(fact[key])}" for key in ("version", "date")]
        lines += [f"hosts.{json.dumps(host)} = {json.dumps(kinds)}" for host, kinds in sorted(fact["hosts"].items())]
        if not fact["hosts"]:
            lines.append("hosts = {}")
    RECORD.write_text("\n".join(lines) + "\n")


async def _browser() -> str:
    from undertow.capture.process import find_browser
    from undertow.capture.run import identify

    return (await identify(find_browser())).product


def main(names: Sequence[str]) -> None:
    browser = asyncio.run(_browser())
    facts = load()
    for library in libraries(names):
        if not library.page.exists():
            continue
        seen = asyncio.run(visit(library))
        facts[library.name] = {
            "version": library.version,
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "hosts": {host: sorted(kinds) for host, kinds in seen.items()},
        }
        _save(facts, browser)
        print(library.name, facts[library.name]["hosts"], flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*")
    main(parser.parse_args().names)
