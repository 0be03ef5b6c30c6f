"""A client of the DevTools protocol over a pair of pipes: NUL-separated JSON, no open port.

Three rules:

* `post` sends now and keeps a future; `call` awaits it. A paused target may answer later, or never.
* Events reach plain functions, synchronously and in wire order. A handler never awaits a reply.
* Nothing hangs: when a target crashes or the pipe closes, what was asked of it fails.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from undertow.capture import texts

Json = dict[str, Any]
Handler = Callable[[str, Json, str | None], None]
"""Called with method, parameters and session id (None: the browser itself)."""


class ProtocolProblem(Exception):
    """Base of what can go wrong with a command; stays inside `undertow.capture`."""


class BrowserGone(ProtocolProblem):
    """The browser closed the pipe: the command will never be answered."""


class TargetGone(ProtocolProblem):
    """The target crashed or was closed: the command will never be answered."""


class CommandRefused(ProtocolProblem):
    """The browser answered with an error."""


class NoAnswer(ProtocolProblem):
    """No answer within the time allowed."""


class Connection:
    """Commands out, replies and events in. Feed it with `received` and `lost` from a transport."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._next = 0
        self._pending: dict[int, tuple[str, str | None, asyncio.Future[Json]]] = {}
        self._handlers: list[Handler] = []
        self._tail: list[bytes] = []
        self._held: list[bytes] | None = None
        """Commands that go out together when all that came with one reading is delivered; None outside of that."""
        self.gone = asyncio.Event()

    def on(self, handler: Handler) -> None:
        """Call `handler` for every event from now on."""
        self._handlers.append(handler)

    def post(self, method: str, params: Json | None = None, session: str | None = None) -> asyncio.Future[Json]:
        """Send now; the future resolves with the reply. A failure that nobody looks at is silent."""
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        future.add_done_callback(_seen)
        if self.gone.is_set():
            future.set_exception(BrowserGone(method))
            return future
        self._next += 1
        message: Json = {"id": self._next, "method": method}
        if params:
            message["params"] = params
        if session:
            message["sessionId"] = session
        self._pending[self._next] = (method, session, future)
        raw = json.dumps(message, separators=(",", ":")).encode() + b"\0"
        if self._held is None:
            self._write(raw)
        else:
            self._held.append(raw)
        return future

    async def call(
        self, method: str, params: Json | None = None, session: str | None = None, *, limit: float = 20
    ) -> Json:
        """Send and await the reply, at most `limit` seconds.

        Raises:
            ProtocolProblem: refused, no answer, or the target or browser is gone.
        """
        try:
            async with asyncio.timeout(limit):  # not wait_for, which drops a cancellation that comes with the answer
                return await self.post(method, params, session)
        except TimeoutError as error:
            raise NoAnswer(f"{method}: no answer in {limit:g} s") from error

    def received(self, data: bytes) -> None:
        """Take bytes from the browser; complete messages are delivered at once."""
        first, *rest = data.split(b"\0")
        if not rest:
            self._tail.append(first)  # pieces are joined once, so that large messages stay linear
            return
        whole = [b"".join([*self._tail, first]), *rest[:-1]]
        self._tail = [rest[-1]] if rest[-1] else []
        held: list[bytes] = []
        self._held = held
        try:
            for message in whole:
                self._deliver(message)
        finally:
            self._held = None
            if held:  # one writing for all: each wakes the browser up
                self._write(b"".join(held))

    def lost(self) -> None:
        """The pipe is closed: everything asked and not answered fails."""
        self.gone.set()
        pending, self._pending = self._pending, {}
        for method, _, future in pending.values():
            if not future.done():
                future.set_exception(BrowserGone(method))

    def abandon(self, session: str | None) -> None:
        """Fail what was asked of a target that cannot answer any more."""
        for key in [k for k, (_, asked, _) in self._pending.items() if asked == session]:
            method, _, future = self._pending.pop(key)
            if not future.done():
                future.set_exception(TargetGone(method))

    def _deliver(self, raw: bytes) -> None:
        message = texts.parse(raw)
        if "id" in message:
            self._answer(message)
            return
        name, params, session = message["method"], message.get("params", {}), message.get("sessionId")
        for handler in self._handlers:
            handler(name, params, session)
        if name == "Target.detachedFromTarget":
            self.abandon(params["sessionId"])
        elif name == "Inspector.targetCrashed":  # a crashed renderer never answers, and stays attached
            self.abandon(session)

    def _answer(self, message: Json) -> None:
        entry = self._pending.pop(message["id"], None)
        if entry is None or entry[2].done():
            return
        method, _, future = entry
        if "error" in message:
            future.set_exception(CommandRefused(f"{method}: {message['error'].get('message', 'refused')}"))
        else:
            future.set_result(message.get("result", {}))


def _seen(future: asyncio.Future[Json]) -> None:
    if not future.cancelled():
        future.exception()
