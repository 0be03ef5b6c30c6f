"""Asks a model and keeps every byte of the answer with its time."""

from __future__ import annotations

import email.utils
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp

from undertow.conduct.records import PageSeen
from undertow.conduct.wire import Chunk, End, Exchange
from undertow.model import AskedModel, codec

CONNECTIONS = 16
LONGEST = 16 << 20
"""Bytes of one answer; the longest ones of models, a message for each token, are a third of it."""
MOST_SECONDS = 600.0
"""No answer is read longer, or than three times the timeout if that is more: some never end."""
_LONGEST_WAIT = 60.0
"""Seconds that a server can make us wait."""


@dataclass(frozen=True)
class Answer:
    """One prompt as asked once."""

    request: str
    """The body that was sent, or what was typed."""
    exchange: Exchange
    masked: int = 0
    """Places where a key came back, overwritten."""
    wait: float | None = None
    """Seconds that the server asks to wait."""
    page: PageSeen | None = None
    """What a page showed, if one was asked."""
    unasked: bool = False
    """True if the prompt could not even be put."""
    endless: bool = False
    """True if more came, or for longer, than is read: asked again, it would be so again."""


class Client:
    """An HTTP client for chat completions; an asynchronous context manager."""

    def __init__(self, keys: Sequence[str | None], *, timeout: float, connections: int = CONNECTIONS) -> None:
        self._keys = keys
        self._connections = connections
        self._most_seconds = max(MOST_SECONDS, 3 * timeout)
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=min(timeout, 30.0), sock_read=timeout)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections),
            timeout=self._timeout,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def ask(self, place: int, model: AskedModel, text: str) -> Answer:
        """Put one prompt."""
        assert self._session is not None  # noqa: S101
        body = request_body(model, text)
        headers = {
            "Content-Type": "application/json",
            "Accept": "text/event-stream, application/json",
            "Accept-Encoding": "identity",
        }
        key = self._keys[place]
        if key:
            headers["Authorization"] = f"Bearer {key}"
        chunks: list[Chunk] = []
        status, kind, encoding, wait = None, "", "", None
        end: End = "unreachable"
        detail, size, start, endless = "", 0, time.monotonic(), False
        try:
            async with self._session.post(model.endpoint, data=body, headers=headers, allow_redirects=False) as answer:
                status, end = answer.status, "broken"
                kind = answer.headers.get("Content-Type", "")[:200]
                encoding = answer.headers.get("Content-Encoding", "")[:40]
                wait = _seconds(answer.headers.get("Retry-After"))
                async for data in answer.content.iter_any():
                    chunks.append(Chunk(at=round(time.monotonic() - start, 6), data=data))
                    size += len(data)
                    if size > LONGEST or chunks[-1].at > self._most_seconds:
                        far = f"{LONGEST / (1 << 20):g} MiB" if size > LONGEST else f"{self._most_seconds:g} seconds"
                        detail, endless = f"the answer was not at its end after {far}; the rest was not read", True
                        break
                else:
                    end = "closed"
        except TimeoutError:
            end, detail = "timed-out", f"no bytes for {self._timeout.sock_read:g} seconds"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            detail = _fault(error)
        masked, kept = mask(chunks, key)
        return Answer(
            body.decode(),
            Exchange(
                status=status,
                content_type=kind,
                encoding=encoding,
                chunks=kept,
                end=end,
                detail=detail.replace(key, "*" * len(key)) if key else detail,
                ended=round(time.monotonic() - start, 6),
            ),
            masked,
            wait,
            endless=endless,
        )


def _fault(error: Exception) -> str:
    """What went wrong, in the words of the system where it has some."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else None
    if cause is None or not cause.errno:
        return f"{type(error).__name__}: {error}"[:300]
    return os.strerror(cause.errno) if cause.errno > 0 else str(cause.strerror)


def request_body(model: AskedModel, text: str) -> bytes:
    """The body of a request; the server's own settings are asked, so no temperature stands in it."""
    message = {"role": "user", "content": text}
    return codec.encode({"model": model.name, "messages": [message], "stream": True})


def _seconds(header: str | None) -> float | None:
    """Retry-After, in seconds from now, be it written so or as a date; None if it is neither."""
    if not header or not header.isascii():
        return None
    if header.isdigit():
        return min(float(header), _LONGEST_WAIT)
    try:
        until = email.utils.parsedate_to_datetime(header).timestamp()
    except (ValueError, OverflowError):
        return None
    return min(max(until - time.time(), 0.0), _LONGEST_WAIT)


def mask(chunks: list[Chunk], key: str | None) -> tuple[int, tuple[Chunk, ...]]:
    """The chunks with the key overwritten, also where it lies across two of them."""
    secret = key.encode() if key else b""
    data = b"".join(chunk.data for chunk in chunks)
    count = data.count(secret) if secret else 0
    if not count:
        return 0, tuple(chunks)
    data, found, start = data.replace(secret, b"*" * len(secret)), [], 0
    for chunk in chunks:
        found.append(Chunk(at=chunk.at, part=chunk.part, data=data[start : start + len(chunk.data)]))
        start += len(chunk.data)
    return count, tuple(found)
