"""The pages that the cost of recording is measured on, served by a process of its own on loopback.

    python bench/capture/pages_server.py [PORT]

Started by hand it prints each request it gets, and serves until it is ended. The measurements start it by `serving`.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from aiohttp import WSMsgType, web

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "pages"
WORK = HERE / ".work" / "pages"
PAGES = (
    "text", "dom", "requests", "bundle", "graphics", "spa", "frames", "workers", "chat", "forms", "trackers",
)  # fmt: skip
MODULE = """
registry[{n}] = (function () {{
  function area{n}(a, b) {{ let sum = 0; for (let i = 0; i < 40; i++) {{ sum += (a * i) % (b + 1); }} return sum; }}
  function never{n}(text) {{ if (text.length > {n}) {{ return text.split("").reverse().join(""); }} return text; }}
  class Box{n} {{ constructor(side) {{ this.side = side; }} size() {{ return area{n}(this.side, {n}); }} }}
  return {{ area: area{n}, never: never{n}, box: new Box{n}({n}) }};
}})();
"""
WORDS = (
    "what",
    "people",
    "read",
    "on",
    "a",
    "page",
    "is",
    "mostly",
    "text",
    "and",
    "some",
    "pictures",
    "between",
    "lines",
)
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}


class Site:
    """The server as the measurement sees it."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.port = port
        self.requests: list[tuple[str, str]] = []
        """Method and address of all that came since `forget`."""
        self._process = process
        self._done = asyncio.Event()

    def url(self, page: str, more: str = "") -> str:
        """Address of a page."""
        return f"http://localhost:{self.port}/pages/{page}.html{more}"

    def forget(self) -> None:
        """Begin a new visit."""
        self.requests = []
        self._done.clear()

    async def done(self, limit: float = 60) -> None:
        """Wait until the page of this visit has said that its work is over."""
        try:
            await asyncio.wait_for(self._done.wait(), limit)
        except TimeoutError:
            raise SystemExit(f"the page did not get to its end; it asked for {self.requests[-3:]}") from None

    async def follow(self) -> None:
        """Take in what the server prints."""
        assert self._process.stdout
        async for line in self._process.stdout:
            method, _, url = line.decode().strip().partition(" ")
            self.requests.append((method, url))
            if method == "POST" and "/done" in url:
                self._done.set()


@asynccontextmanager
async def serving(*, framework: bool = True) -> AsyncIterator[Site]:
    """A server in a process of its own; `framework`: with the page that is built with packages from npm."""
    if framework:
        build()
    command = [sys.executable, str(HERE / "pages_server.py")]
    process = await asyncio.create_subprocess_exec(*command, "0", stdout=asyncio.subprocess.PIPE, limit=1 << 20)
    assert process.stdout
    site = Site(process, int(await process.stdout.readline()))
    following = asyncio.ensure_future(site.follow())
    try:
        yield site
    finally:
        following.cancel()
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def build() -> None:
    """Install the packages of the framework page and bundle it, once."""
    target = WORK / "app.js"
    newest = max((SOURCES / name).stat().st_mtime for name in ("app.jsx", "package.json"))
    if target.exists() and target.stat().st_mtime > newest:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("The framework page needs Node.js with npm, which installs the packages it is built with.")
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("app.jsx", "package.json"):
        shutil.copy(SOURCES / name, WORK / name)
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    subprocess.run([npm, "install", *flags], cwd=WORK, check=True, timeout=600, stdout=sys.stderr)
    bundle = ["app.jsx", "--bundle", "--minify", f"--outfile={target}", '--define:process.env.NODE_ENV="production"']
    subprocess.run([str(WORK / "node_modules/.bin/esbuild"), *bundle, "--log-level=warning"], cwd=WORK, check=True)


# -- the server's own process ---------------------------------------------------------------------------------------


async def page(request: web.Request) -> web.Response:
    name = Path(request.match_info["name"]).name
    text = (SOURCES / name).read_text()
    if "<!-- generated: paragraphs -->" in text:
        text = text.replace("<!-- generated: paragraphs -->", paragraphs(24 if name == "text.html" else 6))
    return web.Response(text=text, content_type=KINDS[Path(name).suffix])


def paragraphs(pictures: int) -> str:
    """Text of about 10 kB a picture."""
    body = []
    for number in range(pictures * 10):
        words = (WORDS[(number * 31 + n * n) % len(WORDS)] for n in range(200))
        body.append(f"<p class=c{number % 400}>{' '.join(words)}</p>")
        if number % 10 == 0:
            body.append(f"<img src=/generated/picture.png?text={number} width=64 height=64>")
    return "\n".join(body)


async def generated(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name == "bundle.js":
        return web.Response(text=bundle_of(float(request.query["megabytes"])), content_type="text/javascript")
    if name == "small.js":
        n = int(request.query["n"])
        return web.Response(
            text=f"window.small{n} = () => {n} + document.title.length;", content_type="text/javascript"
        )
    if name == "style.css":
        rules = (
            f".c{n} {{ color: hsl({n}, 40%, 30%); margin: {n % 7}px; }}" for n in range(int(request.query["rules"]))
        )
        return web.Response(text="\n".join(rules), content_type="text/css")
    return web.Response(body=PICTURE, content_type="image/png")


def bundle_of(megabytes: float) -> str:
    modules: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        modules.append(MODULE.format(n=len(modules)))
        size += len(modules[-1])
    return "const registry = [];" + "".join(modules)


def picture(side: int = 64) -> bytes:
    """A PNG that does not compress to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = b"".join(b"\0" + bytes((x * y * 7 + x * x) % 251 for x in range(side * 3)) for y in range(side))
    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURE = picture()


async def built(request: web.Request) -> web.FileResponse:
    return web.FileResponse(WORK / "app.js", headers={"content-type": "text/javascript"})


async def api(request: web.Request) -> web.Response:
    await request.read()
    size = int(request.query.get("size", 200))
    return web.json_response({"n": request.query.get("n", "0"), "text": "x" * size})


async def events(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"content-type": "text/event-stream"})
    await answer.prepare(request)
    for number in range(int(request.query["count"])):
        await answer.write(f"data: {json.dumps({'token': f'word {number} of the answer'})}\n\n".encode())
        await asyncio.sleep(0.002)
    await answer.write(b"event: end\ndata: {}\n\n")
    return answer


async def socket(request: web.Request) -> web.WebSocketResponse:
    answer = web.WebSocketResponse()
    await answer.prepare(request)
    async for message in answer:
        if message.type is WSMsgType.TEXT:
            await answer.send_str(json.dumps({"type": "message", "echo": message.data, "more": "y" * 100}))
    return answer


@web.middleware
async def told(request: web.Request, handler: web.RequestHandler) -> web.StreamResponse:
    print(request.method, request.url, flush=True)
    answer: web.StreamResponse = await handler(request)  # type: ignore[operator]
    if not answer.prepared:
        answer.headers["access-control-allow-origin"] = "*"
    return answer


async def serve(port: int) -> None:
    app = web.Application(middlewares=[told])  # type: ignore[list-item]
    app.router.add_get("/pages/{name}", page)
    app.router.add_get("/generated/{name}", generated)
    app.router.add_get("/built/app.js", built)
    app.router.add_get("/events", events)
    app.router.add_get("/socket", socket)
    app.router.add_route("*", "/api/{name}", api)
    app.router.add_route("*", "/{rest:.*}", api)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8080))
