"""A relay of ours between the browser and a proxy: it logs in there, and keeps the seal.

Chromium cannot log in to a SOCKS5 proxy at all, and to an HTTP proxy only by a dialog. A proxy also resolves names by
itself, so that resolver rules do not bind it. So the browser is given a SOCKS5 proxy without login on this machine
(RFC 1928), which asks the real one for each connection: with user and password (RFC 1929, or Basic of RFC 7617), and in
a sealed browser for nothing but what the browser may reach.
"""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import os
import ssl
import struct
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from undertow.capture.seal import HostMap, is_loopback
from undertow.errors import UsageError
from undertow.model import Vantage

Place = tuple[str, int]
"""Host name or address, and port."""
Gate = Callable[[str, int], Place | None]
"""Where a connection to a host and port may go; None: nowhere."""
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

_SECONDS = 20.0
"""What the proxy may take to open a connection."""
_CHUNK = 1 << 16
_OK, _FAILED, _FORBIDDEN = 0, 1, 2
"""Replies of RFC 1928, section 6."""


@dataclass(frozen=True)
class Upstream:
    """The proxy that connections are made by."""

    scheme: str
    """``http``, ``https`` or ``socks5``."""
    host: str
    port: int
    login: tuple[str, str] | None = None
    """User and password."""

    @classmethod
    def parse(cls, url: str, login: tuple[str, str] | None = None) -> Upstream:
        """Read ``SCHEME://HOST:PORT``, which was found to be right before."""
        parts = urlsplit(url)
        return cls(parts.scheme, parts.hostname or "", parts.port or 0, login)


def upstream_of(vantage: Vantage) -> Upstream | None:
    """The proxy of a vantage with its login; None if it has none.

    Raises:
        UsageError: the variable with the login is not set, or holds none.
    """
    if vantage.proxy is None:
        return None
    if vantage.proxy_login is None:
        return Upstream.parse(vantage.proxy)
    user, colon, password = os.environ.get(vantage.proxy_login, "").partition(":")
    if not (colon and user and max(len(user.encode()), len(password.encode())) < 256):
        raise UsageError(
            f"The vantage {vantage.name} logs in to its proxy with what {vantage.proxy_login} holds. Set that "
            "environment variable to user:password, each of at most 255 bytes."
        )
    return Upstream.parse(vantage.proxy, (user, password))


@asynccontextmanager
async def before(vantage: Vantage, gate: Gate | None) -> AsyncIterator[Relay | None]:
    """The relay that a browser of this vantage needs while it runs; None if it can do without.

    `gate` is that of a sealed browser. None: it may go anywhere.
    """
    upstream = upstream_of(vantage)
    if upstream is None or not (upstream.login or gate):
        yield None
        return
    async with Relay(upstream, gate or anywhere) as relay:
        yield relay


class ProxyRefused(Exception):
    """The proxy did not do what it was asked for; the text says to a user what it answered."""


def anywhere(host: str, port: int) -> Place | None:
    """The gate of a browser that is not sealed."""
    return host, port


def sealed_to(maps: Sequence[HostMap]) -> Gate:
    """The gate of a sealed browser: mapped hosts, where they are mapped to, and this machine."""

    def gate(host: str, port: int) -> Place | None:
        mapped = next((m for m in maps if m.covers(host)), None)
        if mapped is not None:
            return mapped.address, mapped.port
        return (host, port) if is_loopback(host) else None

    return gate


class Relay:
    """The running relay. Use it as an async context manager."""

    port: int
    """On 127.0.0.1, where the browser finds it."""

    def __init__(self, upstream: Upstream, gate: Gate) -> None:
        self.refusal: str | None = None
        """The first refusal by the proxy, in words; None if there was none."""
        self._upstream = upstream
        self._gate = gate
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Relay:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the browser, from its greeting to its end."""
        try:
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                async with asyncio.timeout(_SECONDS):
                    upstream = await self._open(await _asked(reader, writer), writer)
                if upstream is not None:
                    await _join((reader, writer), upstream)
        finally:
            writer.close()

    async def _open(self, place: Place, writer: asyncio.StreamWriter) -> Streams | None:
        """Have the proxy connect, and tell the browser how that went; None if there is no connection."""
        allowed = self._gate(*place)
        if allowed is None:
            _reply(writer, _FORBIDDEN)
            return None
        try:
            opened = await connect(self._upstream, allowed)
        except ProxyRefused as refused:
            self.refusal = self.refusal or str(refused)
            _reply(writer, _FAILED)
            return None
        _reply(writer, _OK)
        return opened


async def connect(upstream: Upstream, place: Place) -> Streams:
    """A connection to `place` by the proxy.

    Raises:
        ProxyRefused: it cannot be reached, does not accept the login, or does not connect.
    """
    told = f"The proxy {upstream.scheme}://{upstream.host}:{upstream.port}"
    secure = ssl.create_default_context() if upstream.scheme == "https" else None
    try:
        reader, writer = await asyncio.open_connection(upstream.host, upstream.port, ssl=secure)
    except OSError as error:
        raise ProxyRefused(f"{told} cannot be reached: {error.strerror or error}.") from error
    ask = _by_socks if upstream.scheme == "socks5" else _by_connect
    try:
        why = await ask(reader, writer, place, upstream.login)
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        why = f"ended the connection while it was asked ({type(error).__name__})"
    except BaseException:
        writer.close()
        raise
    if why:
        writer.close()
        raise ProxyRefused(f"{told} {why}.")
    return reader, writer


async def _by_connect(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, place: Place, login: tuple[str, str] | None
) -> str:
    """Ask an HTTP proxy (RFC 9110, 9.3.6); why it does not, or empty."""
    host = f"[{place[0]}]" if ":" in place[0] else place[0]
    lines = [f"CONNECT {host}:{place[1]} HTTP/1.1", f"Host: {host}:{place[1]}"]
    if login is not None:
        lines.append("Proxy-Authorization: Basic " + base64.b64encode(":".join(login).encode()).decode())
    writer.write("\r\n".join([*lines, "", ""]).encode())
    head = await reader.readuntil(b"\r\n\r\n")
    words = head.partition(b"\r\n")[0].decode("latin-1").split()
    status = words[1] if len(words) > 1 else ""
    if status == "407":
        return "does not accept the login (status 407)" if login else "wants a login (status 407); see `proxy_login`"
    return "" if status.startswith("2") else f"does not connect to {host}:{place[1]} (status {status or 'missing'})"


async def _by_socks(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, place: Place, login: tuple[str, str] | None
) -> str:
    """Ask a SOCKS5 proxy; why it does not, or empty."""
    writer.write(b"\5\1\2" if login else b"\5\1\0")
    _, method = await reader.readexactly(2)
    if method == 2 and login is not None:
        user, password = (part.encode() for part in login)
        writer.write(bytes([1, len(user)]) + user + bytes([len(password)]) + password)
        _, status = await reader.readexactly(2)
        if status:
            return "does not accept the login"
    elif method:
        return "does not take user and password" if login else "wants a login; see `proxy_login`"
    writer.write(b"\5\1\0" + _address(place))
    _, reply, _, kind = await reader.readexactly(4)
    if reply:
        return f"does not connect to {place[0]}:{place[1]} (reply {reply})"
    rest = {1: 4, 4: 16}.get(kind)
    await reader.readexactly((rest if rest is not None else (await reader.readexactly(1))[0]) + 2)
    return ""


def _address(place: Place) -> bytes:
    """Host and port as RFC 1928, section 5, writes them; names stay names, for the proxy to look up."""
    host, port = place
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host.encode("idna")
        return bytes([3, len(name)]) + name + struct.pack(">H", port)
    return bytes([1 if address.version == 4 else 4]) + address.packed + struct.pack(">H", port)


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Place:
    """Greet the browser and read what it wants a connection to."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(b"\5\0")
    _, _, _, kind = await reader.readexactly(4)
    if kind == 3:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode("latin-1")
    else:
        host = str(ipaddress.ip_address(await reader.readexactly(4 if kind == 1 else 16)))
    (port,) = struct.unpack(">H", await reader.readexactly(2))
    return host, port


def _reply(writer: asyncio.StreamWriter, code: int) -> None:
    writer.write(bytes([5, code, 0, 1, 0, 0, 0, 0, 0, 0]))


async def _join(one: Streams, other: Streams) -> None:
    """Pass bytes both ways until both sides have ended, or one breaks."""
    try:
        await asyncio.gather(_pass(one[0], other[1]), _pass(other[0], one[1]))
    finally:
        one[1].close()
        other[1].close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(_CHUNK):
        writer.write(data)
        await writer.drain()
    with suppress(OSError):
        if writer.can_write_eof():
            writer.write_eof()
