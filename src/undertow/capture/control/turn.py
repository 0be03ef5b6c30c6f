"""As much of a TURN server as makes a browser say its user name: it refuses once, and hears the second attempt.

Messages are those of STUN (RFC 8489) over TCP (RFC 8656 section 3.1); credentials are asked for with a realm and a
nonce, and come in the next Allocate request.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable

_HEADER = struct.Struct("!HHI12s")
_COOKIE = 0x2112A442
_ALLOCATE, _ALLOCATE_ERROR = 0x0003, 0x0113
_USERNAME, _ERROR_CODE, _REALM, _NONCE = 0x0006, 0x0009, 0x0014, 0x0015
_LONGEST = 4096


def server(heard: Callable[[bytes], None]) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    """A handler of connections that calls `heard` with every user name."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                kind, length, cookie, transaction = _HEADER.unpack(await reader.readexactly(_HEADER.size))
                if cookie != _COOKIE or length > _LONGEST:
                    break
                for name, value in attributes(await reader.readexactly(length)):
                    if name == _USERNAME:
                        heard(value)
                if kind == _ALLOCATE:
                    writer.write(_refusal(transaction))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    return serve


def attributes(data: bytes) -> list[tuple[int, bytes]]:
    """Type and value of each attribute, without padding; what is cut off is left out."""
    found = []
    while len(data) >= 4:
        name, length = struct.unpack_from("!HH", data)
        if len(data) < 4 + length:
            break
        found.append((name, data[4 : 4 + length]))
        data = data[4 + (length + 3 & ~3) :]
    return found


def _refusal(transaction: bytes) -> bytes:
    """401 with realm and nonce (RFC 8489 section 9.2.4)."""
    body = b"".join(
        struct.pack("!HH", name, len(value)) + value + bytes(-len(value) % 4)
        for name, value in (
            (_ERROR_CODE, b"\0\0\x04\x01Unauthorized"),
            (_REALM, b"control.test"),
            (_NONCE, b"control"),
        )
    )
    return _HEADER.pack(_ALLOCATE_ERROR, len(body), _COOKIE, transaction) + body
