"""A fake model server on loopback: answers chat completions with scripted streams, cut up at random, with stalls."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from typing import Any

from aiohttp import web

from undertow.lab.answer_streams import SIZES, Stream, cut_up, over_http
from undertow.lab.loopback import LoopbackServer

Script = Callable[[dict[str, Any], int], Stream]
"""From a request and how often the same one came before to what is answered."""
_LONGEST_REQUEST = 4 << 20
_STALLS = 3
"""Times that an answer stalls."""
_HANGS = 600.0
"""Seconds for which a stream that never goes on is held."""


class ModelServer(LoopbackServer):
    """The running server; ``/chat/completions`` is added to its address."""

    _path = "/v1"

    def __init__(
        self, script: Script, *, seed: int = 0, stall: float = 0.0, port: int = 0, sizes: tuple[int, ...] = SIZES
    ) -> None:
        super().__init__(port)
        self._script, self._stall, self._sizes = script, stall, sizes
        self._rng = random.Random(seed)  # noqa: S311
        self._times: dict[str, int] = {}
        self.authorizations: list[str] = []
        """What came in the header of that name, one a request."""
        self.open = self.most_open = 0
        """Requests being answered, now and at most."""

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
        except ConnectionResetError:  # whoever asked has gone, as a run does that is stopped
            return web.Response()
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
