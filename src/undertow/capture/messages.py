"""Messages on connections that stay open. Of WebTransport the browser tells only that there is one."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from undertow.capture.exchanges import Exchanges
from undertow.capture.hops import Hop
from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.protocol import Json
from undertow.model import Message

_TEXT, _BINARY = 1, 2


class Messages:
    """Adds open connections and their messages to the exchanges."""

    def __init__(self, exchanges: Exchanges, ledger: Ledger, limits: Limits) -> None:
        self.on_sent: Callable[[Hop, bytes], None] = lambda hop, body: None
        """Called with every message that the page sends."""
        self._exchanges = exchanges
        self._ledger = ledger
        self._limits = limits
        self._count = 0
        self.handlers: dict[str, Callable[[Json, str], None]] = {
            "Network.webSocketCreated": self._socket,
            "Network.webSocketWillSendHandshakeRequest": self._handshake,
            "Network.webSocketHandshakeResponseReceived": self._accepted,
            "Network.webSocketFrameSent": lambda p, s: self._frame(p, sent=True),
            "Network.webSocketFrameReceived": lambda p, s: self._frame(p, sent=False),
            "Network.webSocketFrameError": self._error,
            "Network.webSocketClosed": self._closed,
            "Network.eventSourceMessageReceived": self._event,
            "Network.webTransportCreated": self._transport,
        }

    def _socket(self, params: Json, session: str) -> None:
        self._exchanges.begin(
            params["requestId"], session, "websocket", "GET", params["url"], params.get("initiator", {})
        )

    def _transport(self, params: Json, session: str) -> None:
        hop = self._exchanges.begin(
            params["transportId"], session, "webtransport", "CONNECT", params["url"], params.get("initiator", {})
        )
        if hop:
            self._ledger.gap("webtransport-not-read", hop.url, "The browser does not show what WebTransport carries.")

    def _handshake(self, params: Json, session: str) -> None:
        if hop := self._exchanges.latest(params["requestId"]):
            hop.headers = params["request"].get("headers", {})

    def _accepted(self, params: Json, session: str) -> None:
        if hop := self._exchanges.latest(params["requestId"]):
            hop.status = params["response"]["status"]
            hop.response_headers = params["response"].get("headers", {})

    def _error(self, params: Json, session: str) -> None:
        if hop := self._exchanges.latest(params["requestId"]):
            hop.error = params.get("errorMessage", "failed")

    def _closed(self, params: Json, session: str) -> None:
        if hop := self._exchanges.latest(params["requestId"]):
            hop.open = False

    def _frame(self, params: Json, *, sent: bool) -> None:
        hop = self._exchanges.latest(params["requestId"])
        frame = params["response"]
        if hop is None or frame["opcode"] not in (_TEXT, _BINARY):
            return
        binary = frame["opcode"] == _BINARY
        body = _binary(frame["payloadData"]) if binary else frame["payloadData"].encode("utf-8", "replace")
        if sent:
            self.on_sent(hop, body)
        if sent and binary and not body:
            why = "A message was sent as a blob; the browser does not show what such messages carry."
            self._ledger.gap("message-not-read", hop.url, why)
        self._add(hop, params, body, sent=sent, binary=binary)

    def _event(self, params: Json, session: str) -> None:
        if hop := self._exchanges.latest(params["requestId"]):
            self._add(hop, params, params["data"].encode("utf-8", "replace"), sent=False, binary=False)

    def _add(self, hop: Hop, params: Json, body: bytes, *, sent: bool, binary: bool) -> None:
        self._count += 1
        if self._count > self._limits.messages or not self._exchanges.budget(len(body)):
            why = "More messages on open connections than one visit keeps; later ones were not kept."
            self._ledger.gap("messages-cut", hop.url, why)
            return
        sha256 = self._ledger.keep(body)
        if sha256 is not None:
            at = self._exchanges.at(params.get("timestamp"))
            hop.messages.append(Message(at=at, sent=sent, binary=binary, body=sha256))


def _binary(payload: str) -> bytes:
    try:
        return base64.b64decode(payload)
    except binascii.Error:
        return payload.encode("utf-8", "replace")
