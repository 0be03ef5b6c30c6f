"""The bytes of answers as they come, with times: what `exchanges` keeps of a visit is only the whole in the end.

Of responses the browser hands over each piece (`Network.streamResourceContent`), decompressed; of WebSockets each
message. Times are the browser's own.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from undertow.capture.protocol import Connection, Json

Kind = Literal["response", "websocket"]
MOST_BYTES = 32 << 20
"""Of one stream; the rest is not kept."""
MOST_STREAMS = 400
MOST_HEARD = 200_000
"""Pieces that are remembered; what comes later keeps no page waiting."""
_WATCHED = frozenset({"XHR", "Fetch", "EventSource", "Other"})
_TEXT, _BINARY = 1, 2


@dataclass
class Stream:
    """One response, or what a WebSocket received."""

    kind: Kind
    url: str
    method: str
    session: str
    started: float
    """Wall clock, seconds since the epoch."""
    status: int | None = None
    content_type: str = ""
    head: bytes = b""
    """What had come before the browser began to hand pieces over."""
    head_at: float = 0.0
    pieces: list[tuple[float, bytes]] = field(default_factory=list)
    open: bool = True
    end: Literal["closed", "broken", "cancelled"] = "closed"
    detail: str = ""
    ended: float | None = None
    cut: bool = False
    """True if more came than is kept."""
    size: int = 0
    handed_over: bool = False
    resource: str = ""
    news: bool = False
    """True if it brought anything that had not been heard from its address."""

    def all(self) -> list[tuple[float, bytes]]:
        """Every piece with its time."""
        return [*([(self.head_at, self.head)] if self.head else []), *self.pieces]


class Streams:
    """Feed it with the browser's events."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_id: dict[str, Stream] = {}
        self._offset: float | None = None
        self._pending: set[asyncio.Future[Json]] = set()
        self.last_activity = time.monotonic()
        self.last_bytes = time.monotonic()
        """When a stream last brought, or ended, what was not heard before: heartbeats and polls repeat themselves."""
        self._heard: set[tuple[str, int]] = set()
        self.missed = 0
        """Streams that were one too many to be kept."""
        self._handlers: dict[str, Callable[[Json, str], None]] = {
            "Network.requestWillBeSent": self._sent,
            "Network.responseReceived": self._answered,
            "Network.dataReceived": self._data,
            "Network.loadingFinished": self._finished,
            "Network.loadingFailed": self._failed,
            "Network.webSocketCreated": self._socket,
            "Network.webSocketWillSendHandshakeRequest": self._handshake,
            "Network.webSocketHandshakeResponseReceived": self._accepted,
            "Network.webSocketFrameReceived": self._frame,
            "Network.webSocketFrameError": self._socket_failed,
            "Network.webSocketClosed": self._socket_closed,
        }
        connection.on(self._event)

    def in_flight(self) -> int:
        """Requests that no answer has begun to come to."""
        return sum(s.open and s.kind == "response" and s.status is None for s in self._by_id.values())

    def since(self, wall: float) -> list[Stream]:
        """Responses asked for, and WebSockets that received anything, since that time."""
        return [
            stream
            for stream in self._by_id.values()
            if (stream.started >= wall if stream.kind == "response" else any(at >= wall for at, _ in stream.pieces))
        ]

    def forget(self) -> None:
        """Drop what has ended, so that a long run does not grow."""
        self.missed = 0
        self._heard.clear()
        self._by_id = {id_: stream for id_, stream in self._by_id.items() if stream.open}
        for stream in self._by_id.values():
            if stream.kind == "websocket":
                stream.pieces.clear()

    async def settle(self, limit: float = 2.0) -> None:
        """Wait for pieces that were asked for."""
        if self._pending:
            await asyncio.wait(set(self._pending), timeout=limit)

    # -- events -------------------------------------------------------------------------------------------------

    def _event(self, method: str, params: Json, session: str | None) -> None:
        handler = self._handlers.get(method)
        if handler is not None and session is not None:
            handler(params, session)

    def _wall(self, timestamp: float | None) -> float:
        return time.time() if timestamp is None or self._offset is None else timestamp + self._offset

    def _sent(self, params: Json, session: str) -> None:
        self._offset = params["wallTime"] - params["timestamp"]
        self.last_activity = time.monotonic()
        request = params["request"]
        if params.get("type", "Other") not in _WATCHED or not request["url"].startswith("http"):
            return
        known = self._by_id.get(params["requestId"])
        if known is not None and known.url == request["url"]:
            return  # a worker's own session repeats what its page has told
        if len(self._by_id) >= MOST_STREAMS:
            self.missed += 1
            return
        self._by_id[params["requestId"]] = Stream(
            "response", request["url"], request["method"], session, params["wallTime"], resource=params.get("type", "")
        )

    def _answered(self, params: Json, session: str) -> None:
        stream = self._by_id.get(params["requestId"])
        self.last_activity = time.monotonic()
        if stream is None:
            return
        response = params["response"]
        stream.status, stream.session = response["status"], session
        stream.content_type = next((v for n, v in response["headers"].items() if n.lower() == "content-type"), "")[:200]
        stream.head_at = self._wall(params.get("timestamp"))
        future = self._ask("Network.streamResourceContent", {"requestId": params["requestId"]}, session)
        future.add_done_callback(lambda f: self._head(f, stream))

    def _head(self, future: asyncio.Future[Json], stream: Stream) -> None:
        if not future.cancelled() and future.exception() is None:
            stream.head = base64.b64decode(future.result().get("bufferedData", ""))
            stream.handed_over = True
            self._hear(stream, stream.head)

    def _data(self, params: Json, session: str) -> None:
        stream = self._by_id.get(params["requestId"])
        self.last_activity = time.monotonic()
        if stream is not None and params.get("data"):
            self._keep(stream, self._wall(params["timestamp"]), base64.b64decode(params["data"]))

    def _keep(self, stream: Stream, at: float, data: bytes) -> None:
        stream.size += len(data)
        self._hear(stream, data)
        if stream.size > MOST_BYTES:
            stream.cut = True
        else:
            stream.pieces.append((at, data))

    def _hear(self, stream: Stream, data: bytes) -> None:
        """Note what came; it is news if it was not heard from the same address before."""
        known = (stream.url.partition("?")[0], zlib.crc32(data))
        if data and known not in self._heard and len(self._heard) < MOST_HEARD:
            self._heard.add(known)
            stream.news = True
            self.last_bytes = time.monotonic()

    def _finished(self, params: Json, session: str) -> None:
        stream = self._by_id.get(params["requestId"])
        self.last_activity = time.monotonic()
        if stream is None:
            return
        self._ended(stream, params)
        if not stream.handed_over and params.get("encodedDataLength", 1) <= MOST_BYTES:
            future = self._ask("Network.getResponseBody", {"requestId": params["requestId"]}, session)
            future.add_done_callback(lambda f: self._body(f, stream))

    def _ended(self, stream: Stream, params: Json) -> None:
        stream.open, stream.ended = False, self._wall(params["timestamp"])
        if stream.news:
            self.last_bytes = time.monotonic()

    def _body(self, future: asyncio.Future[Json], stream: Stream) -> None:
        if future.cancelled() or future.exception() is not None or stream.head or stream.pieces:
            return
        answer = future.result()
        text = answer["body"]
        data = base64.b64decode(text) if answer["base64Encoded"] else text.encode("utf-8", "replace")
        if data and stream.ended is not None:
            stream.pieces.append((stream.ended, data))
            self._hear(stream, data)

    def _failed(self, params: Json, session: str) -> None:
        self.last_activity = time.monotonic()
        if stream := self._by_id.get(params["requestId"]):
            self._ended(stream, params)
            stream.end = "cancelled" if params.get("canceled") else "broken"
            stream.detail = str(params.get("errorText", ""))[:200]

    # -- WebSocket ----------------------------------------------------------------------------------------------

    def _socket(self, params: Json, session: str) -> None:
        if len(self._by_id) >= MOST_STREAMS:
            self.missed += 1
        else:
            self._by_id[params["requestId"]] = Stream("websocket", params["url"], "GET", session, time.time())

    def _handshake(self, params: Json, session: str) -> None:
        self._offset = params["wallTime"] - params["timestamp"]

    def _accepted(self, params: Json, session: str) -> None:
        if stream := self._by_id.get(params["requestId"]):
            stream.status = 200  # 101 on the wire: the messages are what answers

    def _frame(self, params: Json, session: str) -> None:
        stream, frame = self._by_id.get(params["requestId"]), params["response"]
        self.last_activity = time.monotonic()
        if stream is None or frame["opcode"] not in (_TEXT, _BINARY):
            return
        payload = frame["payloadData"]
        data = payload.encode("utf-8", "replace")
        if frame["opcode"] == _BINARY:
            with contextlib.suppress(binascii.Error):
                data = base64.b64decode(payload)
        self._keep(stream, self._wall(params["timestamp"]), data)

    def _socket_failed(self, params: Json, session: str) -> None:
        if stream := self._by_id.get(params["requestId"]):
            stream.end, stream.detail = "broken", str(params.get("errorMessage", ""))[:200]

    def _socket_closed(self, params: Json, session: str) -> None:
        if stream := self._by_id.get(params["requestId"]):
            self._ended(stream, params)

    def _ask(self, method: str, params: Json, session: str) -> asyncio.Future[Json]:
        future = self._connection.post(method, params, session)
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)
        return future
