"""The bytes of streams are kept as the browser hands them over, with its times."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from undertow.capture import streams
from undertow.capture.protocol import Connection
from undertow.capture.streams import Streams

START = 1000.0
"""Wall clock at the browser's time 0."""


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


class Told:
    """A browser that says what it is told to, and answers commands with `replies`."""

    def __init__(self, **replies: Any) -> None:
        self.replies = replies
        self.connection = Connection(self._command)
        self.streams = Streams(self.connection)

    def _command(self, data: bytes) -> None:
        asked = json.loads(data.rstrip(b"\0"))
        self._waiting = {"id": asked["id"], "result": self.replies.get(asked["method"].rpartition(".")[2], {})}

    def answer(self) -> None:
        """Reply to the last command."""
        self.connection.received(json.dumps(self._waiting).encode() + b"\0")

    def say(self, event: str, **params: Any) -> None:
        message = {"method": f"Network.{event}", "sessionId": "S", "params": {"requestId": "1", **params}}
        self.connection.received(json.dumps(message).encode() + b"\0")

    def request(self, id_: str = "1", kind: str = "Fetch", url: str = "https://chat.test/api") -> None:
        request = {"url": url, "method": "POST"}
        self.say("requestWillBeSent", requestId=id_, type=kind, request=request, timestamp=1.0, wallTime=START + 1)

    def response(self) -> None:
        head = {"status": 200, "headers": {"Content-Type": "text/event-stream"}}
        self.say("responseReceived", response=head, timestamp=1.5)


async def test_what_had_come_before_pieces_are_handed_over_comes_first() -> None:
    told = Told(streamResourceContent={"bufferedData": b64(b"data: a")})
    told.request()
    told.response()
    told.answer()
    told.say("dataReceived", timestamp=2.0, data=b64("\n\ndata: é".encode()[:-1]))
    told.say("dataReceived", timestamp=3.0, data=b64("é".encode()[1:]))
    told.say("loadingFinished", timestamp=4.0, encodedDataLength=9)
    await told.streams.settle()
    (stream,) = told.streams.since(START)
    assert stream.all() == [
        (START + 1.5, b"data: a"),
        (START + 2.0, "\n\ndata: é".encode()[:-1]),
        (START + 3.0, "é".encode()[1:]),
    ]
    assert (stream.status, stream.content_type, stream.open, stream.end) == (200, "text/event-stream", False, "closed")


@pytest.mark.parametrize(("canceled", "end"), [(True, "cancelled"), (False, "broken")])
async def test_a_stream_that_the_page_gave_up_is_told_from_one_that_broke(canceled: bool, end: str) -> None:
    told = Told()
    told.request()
    told.response()
    told.say("loadingFailed", timestamp=3.0, canceled=canceled, errorText="net::ERR")
    (stream,) = told.streams.since(START)
    assert (stream.end, stream.detail) == (end, "net::ERR")


async def test_messages_of_a_websocket_are_kept_since_the_question_only() -> None:
    told = Told()
    told.say("webSocketCreated", url="wss://chat.test/s")
    told.say("webSocketWillSendHandshakeRequest", timestamp=1.0, wallTime=START + 1)
    for at, opcode, data in ((2.0, 1, "hello"), (8.0, 2, b64(b"\xff\x00")), (9.0, 2, "odd"), (9.5, 9, "ping")):
        told.say("webSocketFrameReceived", timestamp=at, response={"opcode": opcode, "payloadData": data})
    (stream,) = told.streams.since(START + 5)
    assert [data for _, data in stream.pieces] == [b"hello", b"\xff\x00", b"odd"]
    assert not told.streams.since(START + 20)
    told.streams.forget()
    assert stream.pieces == []


async def test_pictures_scripts_and_styles_are_no_streams() -> None:
    told = Told()
    for kind in ("Image", "Script", "Stylesheet", "Document"):
        told.request(kind, kind)
    told.request("blob", "Fetch", "blob:https://chat.test/1")
    assert told.streams.since(0) == []
    assert told.streams.missed == 0


async def test_what_is_more_than_is_kept_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_STREAMS", 2)
    monkeypatch.setattr(streams, "MOST_BYTES", 4)
    told = Told()
    for id_ in "123":
        told.request(id_)
    told.response()
    told.say("dataReceived", timestamp=2.0, data=b64(b"1234"))
    told.say("dataReceived", timestamp=2.0, data=b64(b"5"))
    first, second = told.streams.since(START)
    assert (first.cut, first.pieces, second.cut) == (True, [(START + 2.0, b"1234")], False)
    assert told.streams.missed == 1


async def test_bytes_and_the_end_of_their_stream_are_news_and_heartbeats_are_none() -> None:
    told = Told()

    def comes(event: str, **params: Any) -> bool:
        told.streams.last_bytes = 0.0
        told.say(event, timestamp=4.0, **params)
        return told.streams.last_bytes > 0

    for id_, expected in (("1", True), ("2", False)):
        told.request(id_)
        told.say("responseReceived", requestId=id_, response={"status": 200, "headers": {}}, timestamp=1.5)
        assert comes("dataReceived", requestId=id_, data=b64(b"{}")) is expected
        assert comes("loadingFinished", requestId=id_, encodedDataLength=2) is expected
    told.streams.forget()
    told.request("3")
    assert comes("dataReceived", requestId="3", data=b64(b"{}"))
