"""A proxy on loopback that wants a login, by SOCKS5 and HTTP, for tests."""

from __future__ import annotations

import asyncio
import base64
import ssl
import struct
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme

LOGIN = ("office", "s:cret")
"""A password may hold a colon (RFC 7617, section 2)."""


@dataclass
class Proxy:
    """A proxy on loopback that wants a login. Names it is asked for, whatever they are, are all on this machine."""

    scheme: str
    port: int = 0
    asked: list[str] = field(default_factory=list)
    """``HOST:PORT`` of each connection it was asked for by somebody who had logged in."""
    refused: int = 0

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            host, port = await (self._socks(reader, writer) if self.scheme == "socks5" else self._http(reader, writer))
            self.asked.append(f"{host}:{port}")
            there, out = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"\5\0\0\3\4name\0\0" if self.scheme == "socks5" else b"HTTP/1.1 200 Fine\r\na: b\r\n\r\n")
            await asyncio.gather(copy(reader, out), copy(there, writer))
        except (PermissionError, OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
        assert await reader.readexactly(3) == b"\5\1\2"
        writer.write(b"\5\2")
        assert await reader.readexactly(1) == b"\1"
        said = [(await reader.readexactly((await reader.readexactly(1))[0])).decode() for _ in "up"]
        writer.write(b"\1\0" if said == list(LOGIN) else b"\1\1")
        if said != list(LOGIN):
            self.refused += 1
            raise PermissionError
        assert await reader.readexactly(3) == b"\5\1\0"
        kind = (await reader.readexactly(1))[0]
        raw = await reader.readexactly({1: 4, 3: 0, 4: 16}[kind] or (await reader.readexactly(1))[0])
        host = raw.decode() if kind == 3 else ".".join(map(str, raw))
        return host, struct.unpack(">H", await reader.readexactly(2))[0]

    async def _http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        if f"Proxy-Authorization: Basic {base64.b64encode(':'.join(LOGIN).encode()).decode()}" not in lines:
            self.refused += 1
            writer.write(b"HTTP/1.1 407 Login\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n")
            raise PermissionError
        method, place, _ = lines[0].split()
        assert method == "CONNECT"
        host, _, port = place.rpartition(":")
        return host, int(port)


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(1 << 16):
        writer.write(data)
        await writer.drain()
    if writer.can_write_eof():  # TLS has no half-closed connections
        writer.write_eof()
    else:
        writer.close()


@asynccontextmanager
async def proxy(scheme: str) -> AsyncIterator[Proxy]:
    made = Proxy(scheme)
    with pytest.MonkeyPatch.context() as trusting, tempfile.TemporaryDirectory() as folder:
        sealed = _trusted(trusting, Path(folder) / "ca.pem") if scheme == "https" else None
        server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=sealed)
        made.port = server.sockets[0].getsockname()[1]
        try:
            yield made
        finally:
            server.close()


def _trusted(trusting: pytest.MonkeyPatch, file: Path) -> ssl.SSLContext:
    """What a server on this machine needs to speak TLS, under an authority that is trusted meanwhile."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    file.write_bytes(authority.cert_pem.bytes())
    trusting.setenv("SSL_CERT_FILE", str(file))
    return context
