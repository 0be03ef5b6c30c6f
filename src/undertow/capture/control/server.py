"""The control server: serves the control page on loopback over TLS and keeps what arrives.

Every planted channel sends to ``/c/CHANNEL`` of one of its hosts; the log says which of them came with the bait.
Nothing here knows the recorder, so it can be the truth that the recorder is measured by. What is planted is data,
`channels.json`.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from string import Template
from types import TracebackType
from typing import Literal

import msgspec
import trustme
from aiohttp import WSMsgType, web

from undertow.capture.control import turn
from undertow.errors import EnvironmentProblem

DOMAIN = ".control.test"
PAGE_HOST = "page" + DOMAIN
OTHER_HOST = "sink" + DOMAIN
"""Another origin, and another site to the browser's process model, than the page's."""
PATTERNS = ("*" + DOMAIN,)
_FILES = frozenset(
    {
        "page.html", "frame.html", "listener.html", "other.html",
        "page.js", "exercise.js", "worker.js", "shared.js", "service.js",
    }
)  # fmt: skip
_EMPTY = "<!doctype html><title>control</title>"
_ANSWERS = {
    "": ("text/plain", "ok"),
    "css": ("text/css", ""),
    "js": ("text/javascript", ""),
    "html": ("text/html", _EMPTY),
    "svg": ("image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/></svg>'),
    "vtt": ("text/vtt", "WEBVTT\n"),
    "xsl": ("text/xsl", '<x:stylesheet version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform"/>'),
    "events": ("text/event-stream", "data: control\n\n"),
}
_TYPES = {"html": "text/html", "js": "text/javascript", "xml": "text/xml"}
_MOST_HITS = 2000


class Planted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of channels.json; the fields are explained there."""

    channel: str
    label: str
    at: Literal["html", "css", "import", "page", "click", "leave", "worker", "shared", "service"]
    use: str
    carrier: Literal["", "header"] = ""
    answer: str = ""
    when: Literal["", "leave"] = ""

    @property
    def leaving(self) -> bool:
        """It sends only when the page goes."""
        return "leave" in (self.at, self.when)


class _Channels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    channels: tuple[Planted, ...]


@cache
def channels() -> tuple[Planted, ...]:
    """What is planted, in the order in which reports name it."""
    text = resources.files("undertow.capture.control").joinpath("channels.json").read_bytes()
    return msgspec.json.decode(text, type=_Channels).channels


@dataclass
class ControlServer:
    """One TLS listener for all control hosts, and a TURN server. Use it as an async context manager."""

    values: dict[str, str]
    """What the ``$names`` in the control page's files stand for; ``bait`` above all."""
    received: dict[str, bytes] = field(default_factory=dict)
    """All that arrived for a channel: host and path with query, the headers that can carry bait, body or messages."""
    last_arrival: float = 0.0
    """`time.monotonic` of the last one."""
    port: int = 0
    ca_pem: bytes = b""

    async def __aenter__(self) -> ControlServer:
        """Listen on free ports of loopback.

        Raises:
            EnvironmentProblem: no port can be had.
        """
        authority = trustme.CA()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(*PATTERNS).configure_cert(context)
        context.sni_callback = self._greeted
        self.ca_pem = authority.cert_pem.bytes()
        app = web.Application(client_max_size=1 << 21)
        app.router.add_route("*", "/c/{channel}", self._channel)
        app.router.add_route("*", "/{file:.*}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context)
        try:
            await site.start()
            self._turn = await asyncio.start_server(
                turn.server(lambda user: self._note("webrtc", user)), "127.0.0.1", 0
            )
        except OSError as error:
            await self._runner.cleanup()
            raise EnvironmentProblem(f"The self-check cannot listen on 127.0.0.1: {error.strerror}.") from error
        self.port = int(self._runner.addresses[0][1])
        self.values = self._all_values()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turn.close()
        await self._runner.cleanup()

    def _all_values(self) -> dict[str, str]:
        values = {
            "bait": "",
            "page": f"https://{PAGE_HOST}",
            "other": f"https://{OTHER_HOST}",
            "turn": str(self._turn.sockets[0].getsockname()[1]),
            **self.values,
        }
        planted: dict[str, list[str]] = {}
        for one in channels():
            to = f"{values['other']}/c/{one.channel}"
            addresses = {
                "to": to,
                "with": f"{to}?d={values['bait']}",
                "here": f"{values['page']}/c/{one.channel}",
                "socket": to.replace("https", "wss"),
            }
            planted.setdefault(one.at, []).append(Template(one.use).substitute(values, **addresses))
        for name, at in (("html", "html"), ("css", "css"), ("import", "import")):
            values[name] = "\n".join(planted.get(at, ()))
        for name, at in (
            ("statements", "page"), ("clicked", "click"), ("leaving", "leave"), ("worker", "worker"),
            ("shared", "shared"), ("service", "service"),
        ):  # fmt: skip
            values[name] = ",\n".join(_function(use) for use in planted.get(at, ()))
        return values

    def _greeted(self, _socket: object, name: str | None, _context: object) -> None:
        """A name in a TLS greeting arrives even where no request follows."""
        if name is not None and name.startswith("p" + self.values["bait"]):
            self._note("preconnect", name.encode())

    def _note(self, channel: str, data: bytes) -> None:
        self.last_arrival = time.monotonic()
        if channel in self.received or len(self.received) < _MOST_HITS:
            self.received[channel] = self.received.get(channel, b"") + data + b"\n"

    async def _channel(self, request: web.Request) -> web.StreamResponse:
        channel = request.match_info["channel"]
        headers = _cors(request)
        if request.method == "OPTIONS":
            return web.Response(headers=headers)
        planted = next((one for one in channels() if one.channel == channel), None)
        carried: tuple[bytes, ...] = (f"{request.host} {request.path_qs}".encode(), await request.read())
        if planted is not None and planted.carrier == "header":
            carried = (*(f"{name}: {value}".encode() for name, value in request.headers.items()), *carried)
        self._note(channel, b"\n".join(carried))
        if request.headers.get("Upgrade", "").lower() == "websocket":
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            async for message in socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    self._note(channel, message.data.encode() if isinstance(message.data, str) else message.data)
                    await socket.send_str("heard")
            return socket
        kind, text = _ANSWERS[planted.answer if planted is not None else ""]
        return web.Response(text=text, headers={**headers, "Content-Type": kind})

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["file"]
        headers = _cors(request)
        if name == "go/redirect":
            headers["Location"] = self.values["other"] + "/c/redirect?" + request.query_string
            return web.Response(status=302, headers=headers)
        special = _with_headers(name, self.values["other"], self.values["bait"])
        if special is not None:
            text, more = special
            kind = _TYPES[name.rpartition(".")[2]]
            return web.Response(text=text, headers={**headers, **more, "Content-Type": kind})
        if name not in _FILES:
            return web.Response(text="ok", headers=headers)
        text = resources.files("undertow.capture.control").joinpath(name).read_text("utf-8")
        headers["Content-Type"] = _TYPES[name.rpartition(".")[2]]
        return web.Response(text=Template(text).safe_substitute(self.values), headers=headers)


def _function(statement: str) -> str:
    """A function of one statement; of an expression it returns the value, which may be a promise."""
    if statement.startswith("{") or "; " in statement:
        return f"() => {{ {statement} }}"
    return f"() => {statement}"


def _with_headers(name: str, other: str, bait: str) -> tuple[str, dict[str, str]] | None:
    """Documents that send because of their headers, and one that does because of its processing instruction."""
    blocked = _EMPTY + f'<img src="https://blocked.control.test/{bait}" alt="">'
    match name:
        case "csp.html":
            return blocked, {"Content-Security-Policy": f"img-src 'none'; report-uri {other}/c/csp-report"}
        case "report.html":
            endpoint = f'control="{other}/c/reporting-api?d={bait}"'
            return blocked, {
                "Reporting-Endpoints": endpoint,
                "Content-Security-Policy": "img-src 'none'; report-to control",
            }
        case "nel.html":  # on a host of its own: from now on, every request to that host is reported
            endpoints = [{"url": f"{other}/c/network-error-logging?d={bait}"}]
            to = {"group": "control", "max_age": 600, "endpoints": endpoints}
            policy = {"report_to": "control", "max_age": 600, "success_fraction": 1.0}
            return _EMPTY, {"Report-To": json.dumps(to), "NEL": json.dumps(policy)}
        case "link.html":
            return _EMPTY, {"Link": f"<{other}/c/link-header?d={bait}>; rel=preload; as=image"}
        case "refresh.html":
            return _EMPTY, {"Refresh": f"0;url={other}/c/refresh-header?d={bait}"}
        case "sheet.xml":
            sheet = f"{PAGE_HOST}/c/xslt?d={bait}"
            return f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="https://{sheet}"?><a/>', {}
        case _:
            return None


def _cors(request: web.Request) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": request.headers.get("Origin", "*"),
        "Access-Control-Allow-Headers": "Content-Type, X-Note",
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Credentials": "true",
        "Cache-Control": "no-store",
    }
