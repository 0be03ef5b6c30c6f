"""The protocol client: replies find their commands, nothing hangs, whatever the pieces the bytes come in."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture.protocol import BrowserGone, CommandRefused, Connection, NoAnswer, TargetGone


def wire(*messages: Any) -> bytes:
    return b"".join(json.dumps(message).encode() + b"\0" for message in messages)


async def test_a_reply_finds_its_command_and_an_error_is_refused() -> None:
    sent: list[bytes] = []
    connection = Connection(sent.append)
    first, second = connection.post("A.one", {"x": 1}), connection.post("A.two", None, "S")
    assert sent[0] == b'{"id":1,"method":"A.one","params":{"x":1}}\0'
    assert sent[1] == b'{"id":2,"method":"A.two","sessionId":"S"}\0'
    connection.received(wire({"id": 2, "error": {"message": "no"}}, {"id": 1, "result": {"y": 2}}))
    assert await first == {"y": 2}
    with pytest.raises(CommandRefused, match=r"A\.two: no"):
        await second


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=30), max_size=8),
    st.lists(st.integers(1, 40), min_size=1, max_size=30),
)
def test_events_arrive_whole_and_in_order_in_whatever_pieces_the_bytes_come(texts: list[str], cuts: list[int]) -> None:
    connection = Connection(lambda data: None)
    got: list[str] = []
    connection.on(lambda method, params, session: got.append(params["text"]))
    data = wire(*({"method": "A.event", "params": {"text": text}} for text in texts))
    position = 0
    for number in range(len(data)):
        if position >= len(data):
            break
        step = cuts[number % len(cuts)]
        connection.received(data[position : position + step])
        position += step
    assert got == texts


async def test_what_handlers_send_while_events_come_goes_out_in_order_and_in_one_piece() -> None:
    sent: list[bytes] = []
    connection = Connection(sent.append)

    def go_on(method: str, params: Any, session: str | None) -> None:
        connection.post("Go", params)

    connection.on(go_on)
    connection.received(wire(*({"method": "A.paused", "params": {"n": n}} for n in range(3))))
    assert [json.loads(raw)["params"]["n"] for raw in sent[0].split(b"\0")[:-1]] == [0, 1, 2]
    connection.post("Later")
    assert len(sent) == 2


async def test_what_handlers_sent_still_goes_out_when_one_of_them_fails() -> None:
    sent: list[bytes] = []
    connection = Connection(sent.append)

    def fail(method: str, params: Any, session: str | None) -> None:
        connection.post("Go")
        raise ValueError

    connection.on(fail)
    with pytest.raises(ValueError):
        connection.received(wire({"method": "A.paused"}))
    assert len(sent) == 1


async def test_commands_fail_when_their_target_crashes_and_others_live_on() -> None:
    connection = Connection(lambda data: None)
    dead, detached, alive = connection.post("A", None, "S1"), connection.post("A", None, "S2"), connection.post("A")
    connection.received(
        wire(
            {"method": "Inspector.targetCrashed", "sessionId": "S1"},
            {"method": "Target.detachedFromTarget", "params": {"sessionId": "S2"}},
        )
    )
    for future in (dead, detached):
        with pytest.raises(TargetGone):
            await future
    assert not alive.done()


async def test_everything_fails_at_once_when_the_browser_ends_and_later_commands_too() -> None:
    connection = Connection(lambda data: None)
    before = connection.post("A")
    connection.lost()
    for future in (before, connection.post("B")):
        with pytest.raises(BrowserGone):
            await future


async def test_a_command_without_answer_fails_in_time() -> None:
    with pytest.raises(NoAnswer, match=r"A: no answer in 0\.01 s"):
        await Connection(lambda data: None).call("A", limit=0.01)


async def test_a_late_or_unknown_reply_does_no_harm() -> None:
    connection = Connection(lambda data: None)
    future = connection.post("A")
    future.cancel()
    connection.received(wire({"id": 1, "result": {}}, {"id": 99, "result": {}}))


async def test_a_stop_that_comes_with_the_answer_is_not_lost() -> None:
    connection = Connection(lambda data: None)
    asking = asyncio.ensure_future(connection.call("A.one"))
    await asyncio.sleep(0)
    connection.received(wire({"id": 1, "result": {}}))
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
