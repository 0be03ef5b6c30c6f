"""The control server: serves the control page on loopback over TLS and keeps what arrives.

Every planted channel sends to ``/c/CHANNEL``; the log says which of them came with the bait. Nothing here knows the
recorder, so it can be the truth that the recorder is measured by.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from importlib import resources
from string import Template
from types import TracebackType

import trustme
from aiohttp import WSMsgType, web

from undertow.errors import EnvironmentProblem

PAGE_HOST = "page.control.test"
OTHER_HOST = "sink.control.test"
"""Another origin, and another site to the browser's process model, than the page's."""
PATTERNS = ("*.control.test",)
_TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
_ANSWERS = {
    "stylesheet": ("text/css", ""),
    "script": ("text/javascript", ""),
    "eventsource": ("text/event-stream", "data: control\n\n"),
    "iframe": ("text/html", "<!doctype html><title>control</title>"),
    "form-post": ("text/html", "<!doctype html><title>control</title>"),
}
_MOST_HITS = 2000


@dataclass
class ControlServer:
    """One TLS listener for all control hosts. Use it as an async context manager."""

    values: dict[str, str]
    """What the ``$names`` in the control page's files stand for."""
    received: dict[str, bytes] = field(default_factory=dict)
    """All that arrived for a channel: path with query, then body or messages."""
    port: int = 0
    ca_pem: bytes = b""

    async def __aenter__(self) -> ControlServer:
        """Listen on a free port of loopback.

        Raises:
            EnvironmentProblem: no port can be had.
        """
        authority = trustme.CA()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(*PATTERNS).configure_cert(context)
        self.ca_pem = authority.cert_pem.bytes()
        app = web.Application(client_max_size=1 << 20)
        app.router.add_route("*", "/c/{channel}", self._channel)
        app.router.add_route("*", "/{file:.*}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise EnvironmentProblem(f"The self-check cannot listen on 127.0.0.1: {error.strerror}.") from error
        self.port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    def _note(self, channel: str, data: bytes) -> None:
        if channel in self.received or len(self.received) < _MOST_HITS:
            self.received[channel] = self.received.get(channel, b"") + data + b"\n"

    async def _channel(self, request: web.Request) -> web.StreamResponse:
        channel = request.match_info["channel"]
        headers = _cors(request)
        if request.method == "OPTIONS":
            return web.Response(headers=headers)
        self._note(channel, request.path_qs.encode() + b"\n" + await request.read())
        if request.headers.get("Upgrade", "").lower() == "websocket":
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            async for message in socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    self._note(channel, message.data.encode() if isinstance(message.data, str) else message.data)
                    await socket.send_str("heard")
            return socket
        kind, text = _ANSWERS.get(channel, ("text/plain", "ok"))
        return web.Response(text=text, headers={**headers, "Content-Type": kind})

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["file"]
        headers = _cors(request)
        if name not in (
            "page.html",
            "frame.html",
            "other.html",
            "channels.js",
            "exercise.js",
            "worker.js",
            "shared.js",
        ):
            return web.Response(text="ok", headers=headers)
        text = resources.files("undertow.capture.control").joinpath(name).read_text("utf-8")
        values = {"page": f"https://{PAGE_HOST}", "other": f"https://{OTHER_HOST}", **self.values}
        headers["Content-Type"] = _TYPES[name.rpartition(".")[2]]
        return web.Response(text=Template(text).safe_substitute(values), headers=headers)


def _cors(request: web.Request) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": request.headers.get("Origin", "*"),
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Allow-Credentials": "true",
        "Cache-Control": "no-store",
    }
