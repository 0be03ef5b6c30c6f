"""Servers that a page names to WebRTC become exchanges; the control's TURN server hears user names."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.capture.control import turn
from undertow.capture.ledger import Ledger
from undertow.capture.peers import exchanges
from undertow.capture.spool import Spool
from undertow.model import ProbeEvent

CONFIGURED = (
    '{"iceServers":[{"urls":[turn:Relay.test:3478?transport=tcp,stun:[2001:db8::1]:19302],"username":"me@x.test"}]}'
)


def event(api: str, argument: str = "", page: str = "https://a.test/") -> ProbeEvent:
    arguments = (argument,) if argument else ()
    return ProbeEvent(id="p", at=3, step="land", api=api, kind="webrtc", arguments=arguments, frame_url=page)


STARTED = event("RTCPeerConnection.prototype.setLocalDescription", "{}")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Spool() as spool:
        yield Ledger(spool, "v1")


def test_each_server_is_an_exchange_with_what_was_told_it(ledger: Ledger) -> None:
    found = list(exchanges([event("RTCPeerConnection", CONFIGURED), STARTED], ledger))
    assert [(e.url, e.host, e.channel) for e in found] == [
        ("turn:Relay.test:3478?transport=tcp", "relay.test", "webrtc"),
        ("stun:[2001:db8::1]:19302", "2001:db8::1", "webrtc"),
    ]
    assert all(e.request_body and e.witnesses == ("probe",) for e in found)


def test_no_server_is_contacted_when_no_connection_was_begun_in_that_document(ledger: Ledger) -> None:
    assert list(exchanges([event("RTCPeerConnection", CONFIGURED)], ledger)) == []
    elsewhere = event(STARTED.api, "{}", page="https://b.test/")
    assert list(exchanges([event("RTCPeerConnection", CONFIGURED), elsewhere], ledger)) == []


@pytest.mark.parametrize("argument", ["", "{}", '{"iceServers":[]}', '{"note":"turnstile:abc nostun:x"}'])
def test_configuration_without_servers_is_no_exchange(ledger: Ledger, argument: str) -> None:
    assert list(exchanges([event("RTCPeerConnection", argument), STARTED], ledger)) == []


async def test_turn_server_refuses_once_and_hears_the_user_name() -> None:
    heard: list[bytes] = []
    server = await asyncio.start_server(turn.server(heard.append), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    head = struct.pack("!HHI12s", 3, 0, 0x2112A442, b"t" * 12)
    writer.write(head)
    kind, length, _, transaction = struct.unpack("!HHI12s", await reader.readexactly(20))
    assert (kind, transaction) == (0x0113, b"t" * 12)
    assert (0x0009, b"\0\0\x04\x01Unauthorized") in turn.attributes(await reader.readexactly(length))
    name = struct.pack("!HH", 6, 5) + b"bait1\0\0\0"
    writer.write(struct.pack("!HHI12s", 3, len(name), 0x2112A442, b"u" * 12) + name)
    await reader.readexactly(20)
    writer.close()
    server.close()
    assert heard == [b"bait1"]


@given(st.binary(max_size=200))
def test_attributes_never_reach_beyond_the_data(data: bytes) -> None:
    assert sum(4 + len(value) for _, value in turn.attributes(data)) <= len(data)
