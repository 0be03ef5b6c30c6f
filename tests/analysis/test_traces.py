"""What joins a fingerprint to a person, and typed data that is kept in one document and sent from a later one."""

from __future__ import annotations

from typing import Any

from joined_evidence import AMERICA, SHA, Memory, request, visit

from undertow.analysis.identifiers import Tokens
from undertow.analysis.joints import joints
from undertow.analysis.payload import read
from undertow.analysis.stored import stored_inputs
from undertow.model import DataType, Exchange, ProbeEvent, Sent, StackFrame, Step, Visit

EMAIL = "m.q7@bait.invalid"
TOKEN = b"9f86d081884c7d65"
BLOBS = Memory()


def sending(data: DataType, exchange: Exchange) -> Sent:
    return Sent(visit="v1", exchange=exchange, at=exchange.at, data=data, part="body", flow=f"f-{data}")


def joined(device: Exchange, login: Exchange, bodies: tuple[bytes, bytes], delivered: bytes = b"") -> list[str]:
    sent = Tokens()
    for exchange, body in zip((device, login), bodies, strict=True):
        sent.add(exchange, "body", read(body))
    found = joints(
        visit("v1", AMERICA),
        sent,
        [sending("device", device), sending("email", login)],
        lambda token: token in delivered,
        lambda one, other: one == other,
    )
    return [joint.token for joint in found]


BOTH = (b'{"id": "9f86d081884c7d65", "zone": "x"}', b'{"id": "9f86d081884c7d65", "mail": "y"}')


def test_two_requests_to_one_host_with_one_token_are_joined() -> None:
    assert joined(request("v1.e1", BLOBS), request("v1.e2", BLOBS), BOTH) == [TOKEN.decode()]


def test_one_request_with_both_needs_no_token() -> None:
    both = request("v1.e1", BLOBS)
    assert joined(both, both, (b"{}", b"{}")) == [""]


def test_a_key_of_the_app_another_host_and_different_tokens_join_nothing() -> None:
    one, two = request("v1.e1", BLOBS), request("v1.e2", BLOBS)
    assert not joined(one, two, BOTH, delivered=TOKEN)
    assert not joined(one, request("v1.e2", BLOBS, host="other.test"), BOTH)
    assert not joined(one, two, (BOTH[0], b'{"id": "e3b0c44298fc1c14"}'))


FRAME = (StackFrame(url="https://app.test/app.js", script=SHA, function="f", line=0, column=0),)


def call(api: str, at: float, page: str, **changes: Any) -> ProbeEvent:
    fields: dict[str, Any] = {
        "id": f"v1.p{at:.0f}", "at": at, "step": "open", "api": api, "kind": "storage", "arguments": ("draft",),
        "stack": FRAME, "frame_url": f"https://app.test/{page}",
    }  # fmt: skip
    return ProbeEvent(**(fields | changes))


def page(name: str, at: float) -> Exchange:
    return Exchange(
        id=f"v1.d{at:.0f}", at=at, step="open", channel="document", method="GET", url=f"https://app.test/{name}",
        host="app.test",
    )  # fmt: skip


WRITE = call("Storage.prototype.setItem", 100.0, "form", arguments=("draft", EMAIL))
READ = call("Storage.prototype.getItem", 300.0, "next", result=EMAIL)
PAGES = (page("form", 10.0), page("next", 200.0))
SEND = sending(
    "email",
    Exchange(
        id="v1.e9", at=400.0, step="open", channel="fetch", method="POST", url="https://sink.test/", host="sink.test",
        stack=FRAME, frame_url="https://app.test/next",
    ),
)  # fmt: skip


def kept(*events: ProbeEvent, sent: Sent = SEND, **changes: Any) -> list[tuple[str, str]]:
    one: Visit = visit("v1", AMERICA, PAGES, probe_events=events, **changes)
    return [(found.data, found.key) for found in stored_inputs(one, [sent])]


def test_what_a_later_document_reads_and_its_script_sends_is_found() -> None:
    assert kept(WRITE, READ) == [("email", "draft")]


def test_what_is_read_in_the_same_document_is_a_draft() -> None:
    same = call("Storage.prototype.getItem", 150.0, "form", result=EMAIL)
    here = sending("email", Exchange(
        id="v1.e9", at=180.0, step="open", channel="fetch", method="POST", url="https://sink.test/", host="sink.test",
        stack=FRAME, frame_url="https://app.test/form",
    ))  # fmt: skip
    assert not kept(WRITE, same, sent=here)


def test_another_script_another_key_other_text_and_a_field_filled_again_are_not_it() -> None:
    other = (StackFrame(url="https://app.test/b.js", script="00" * 32, function="g", line=0, column=0),)
    assert not kept(WRITE, call("Storage.prototype.getItem", 300.0, "next", result=EMAIL, stack=other))
    assert not kept(WRITE, call("Storage.prototype.getItem", 300.0, "next", result=EMAIL, arguments=("theme",)))
    assert not kept(call("Storage.prototype.setItem", 100.0, "form", arguments=("draft", "dark")), READ)
    again = (Step(name="fill login", phase="fill", at=350.0, outcome="done"),)
    assert not kept(WRITE, READ, steps=again)
