"""The lab's server: one TLS listener on loopback that plays every host of every app, and remembers what it was sent."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme
from aiohttp import web

from undertow.lab.answers import UTF8_TYPES, Answer, Site
from undertow.lab.apps import LabApp, apps

MOST_HITS = 20_000
STREAM_PAUSE_SECONDS = 0.03
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "600",
}
"""Other hosts' endpoints let any page talk to them, as such endpoints do."""


@dataclass(frozen=True)
class Hit:
    """One request as it reached the lab."""

    host: str
    """From the ``Host`` header, in lower case, without port."""
    method: str
    path: str
    """With the query."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: float
    """Seconds since the epoch."""


class Lab:
    """The running lab; an asynchronous context manager around what :meth:`start` returns.

    ``async with await Lab.start() as lab: ...``
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._hits: deque[Hit] = deque(maxlen=MOST_HITS)
        self._runner: web.ServerRunner | None = None
        self._own_folder: Path | None = None
        self.address = ""
        """Where it listens, e.g. ``127.0.0.1:40123``; every host name of every app is served there."""
        self.ca_file = Path()
        """The certificate authority (PEM), made at the start, that vouches for the lab's hosts."""

    @classmethod
    async def start(cls, *, port: int = 0, ca_dir: Path | None = None) -> Self:
        """Listen on loopback.

        ``port`` 0 takes any free one; ``ca_dir`` receives ``ca.pem`` and is left in place, else a temporary folder is
        used and removed at the end. Raises OSError if the port is taken or the folder cannot be written.
        """
        lab = cls(Site(apps()))
        try:
            await lab._listen(port, ca_dir)
        except BaseException:
            await lab.stop()
            raise
        return lab

    @property
    def log(self) -> list[Hit]:
        """What was received so far, oldest first; only the latest 20,000 are kept."""
        return list(self._hits)

    def maps(self, app: LabApp) -> tuple[str, ...]:
        """One ``HOST=ADDRESS:PORT`` for each host of ``app``, as ``--map`` takes them."""
        return tuple(f"{host}={self.address}" for host in app.hosts)

    async def stop(self) -> None:
        """Stop listening and remove what was made at the start. Harmless if repeated."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if self._own_folder is not None:
            shutil.rmtree(self._own_folder, ignore_errors=True)
            self._own_folder = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _listen(self, port: int, ca_dir: Path | None) -> None:
        if ca_dir is None:
            self._own_folder = ca_dir = Path(tempfile.mkdtemp(prefix="undertow-lab-"))
        ca_dir.mkdir(parents=True, exist_ok=True)
        self.ca_file = ca_dir / "ca.pem"
        context = _certify(self._site.hosts, self.ca_file)
        server = web.Server(self._handle, access_log=None)
        runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=1.0)
        await runner.setup()
        self._runner = runner
        listener = web.TCPSite(runner, "127.0.0.1", port, ssl_context=context)
        await listener.start()
        host, bound = runner.addresses[0][:2]
        self.address = f"{host}:{bound}"

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.lower().rsplit(":", 1)[0]
        body = await request.read()  # more than 1 MiB is answered 413 by the framework
        hit = Hit(host, request.method, request.path_qs, tuple(request.headers.items()), body, time.time())
        self._hits.append(hit)
        answer = self._site.answer(host, request.method, request.path)
        if answer.stream:
            return await _stream(request, answer)
        return web.Response(status=answer.status, body=answer.body, headers=_headers(answer))


def _headers(answer: Answer) -> dict[str, str]:
    headers = {"Cache-Control": "no-store", **CORS}
    if answer.location is not None:
        headers["Location"] = answer.location
    if answer.content_type is not None:
        charset = "; charset=utf-8" if answer.content_type in UTF8_TYPES else ""
        headers["Content-Type"] = answer.content_type + charset
    return headers


async def _stream(request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, headers=_headers(answer))
    await response.prepare(request)
    for piece in answer.stream:
        await response.write(piece)
        await asyncio.sleep(STREAM_PAUSE_SECONDS)
    await response.write_eof()
    return response


def _certify(hosts: tuple[str, ...], ca_file: Path) -> ssl.SSLContext:
    """Make an authority, write its certificate, and return a server context with a chain that includes it.

    The authority goes along with the leaf so that a client which pins it by its key finds it in the chain.
    """
    authority = trustme.CA(organization_name="Undertow lab (fictional)")
    ca_file.write_bytes(authority.cert_pem.bytes())
    leaf = authority.issue_cert(*hosts)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    chain = leaf.private_key_and_cert_chain_pem.bytes() + authority.cert_pem.bytes()
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        file.write(chain)
        file.flush()
        context.load_cert_chain(file.name)
    return context
