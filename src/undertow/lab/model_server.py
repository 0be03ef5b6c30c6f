"""A fake model server on loopback: answers chat completions with scripted streams, cut up at random, with stalls."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from undertow.lab.answer_streams import SIZES, Stream, cut_up, over_http

Script = Callable[[dict[str, Any], int], Stream]
"""From a request and how often the same one came before to what is answered."""
_LONGEST_REQUEST = 4 << 20
_STALLS = 3
"""Times that an answer stalls."""
_HANGS = 600.0
"""Seconds for which a stream that never goes on is held."""


class ModelServer:
    """The running server; an asynchronous context manager."""

    def __init__(
        self, script: Script, *, seed: int = 0, stall: float = 0.0, port: int = 0, sizes: tuple[int, ...] = SIZES
    ) -> None:
        self._script, self._stall, self._port, self._sizes = script, stall, port, sizes
        self._rng = random.Random(seed)  # noqa: S311
        self._times: dict[str, int] = {}
        self._runner: web.ServerRunner | None = None
        self.base = ""
        """Address to which ``/chat/completions`` is added."""
        self.authorizations: list[str] = []
        """What came in the header of that name, one a request."""
        self.open = self.most_open = 0
        """Requests being answered, now and at most."""

    async def __aenter__(self) -> Self:
        server = web.Server(self._handle, access_log=None)
        self._runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}/v1"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.content.read(_LONGEST_REQUEST)
        while not request.content.at_eof() and len(body) < _LONGEST_REQUEST:
            body += await request.content.read(_LONGEST_REQUEST)
        self.authorizations.append(request.headers.get("Authorization", ""))
        asked = json.loads(body)
        key = json.dumps(asked, sort_keys=True)
        before = self._times.get(key, 0)
        self._times[key] = before + 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            return await self._answer(request, over_http(self._script(asked, before)))
        finally:
            self.open -= 1

    async def _answer(self, request: web.BaseRequest, stream: Stream) -> web.StreamResponse:
        headers = {"Content-Type": stream.content_type, **stream.headers}
        response = web.StreamResponse(status=stream.status, headers=headers)
        await response.prepare(request)
        pieces = cut_up(stream, self._rng, self._sizes)[0]
        stalls = set(self._rng.sample(range(len(pieces)), min(_STALLS, len(pieces)))) if self._stall else set()
        for number, piece in enumerate(pieces):
            await response.write(piece)
            if number in stalls:
                await asyncio.sleep(self._rng.random() * self._stall)
        if stream.end == "timed-out":
            await asyncio.sleep(_HANGS)
        if stream.end == "broken" and request.transport is not None:
            request.transport.abort()
            return response
        await response.write_eof()
        return response
