"""Code and traffic together decide what a flow is called."""

from __future__ import annotations

import hashlib

import pytest
from joined_evidence import (
    AMERICA,
    CHINA,
    SHA,
    SOURCE,
    Memory,
    code_flow,
    evidence,
    facts,
    request,
    visit,
)

from undertow.analysis.join import join
from undertow.model import CodeFlow, Exchange, Flow, Message, ProbeEvent, Step, StorageItem, Visit

DIGEST = hashlib.md5(b"1920@@1080@@Linux").hexdigest()


def joined(blobs: Memory, *visits: Visit, code: tuple[CodeFlow, ...] = (code_flow(),)) -> list[Flow]:
    blobs.keep(SOURCE)
    return list(join(evidence(*visits), blobs, facts(*code), same_party=lambda a, b: a == b).flows)


@pytest.fixture
def blobs() -> Memory:
    return Memory()


def test_a_flow_is_triggered_when_it_is_sent_only_where_its_guard_is_met(blobs: Memory) -> None:
    sent = request("v2.e1", blobs, b'{"msisdn":"+862025550143"}')
    (flow,) = joined(blobs, visit("v1", AMERICA), visit("v2", CHINA, [sent]))
    assert (flow.grade, flow.confidence, flow.guard) == ("triggered", "confirmed", "the phone number starts with +86")
    assert {o.vantage: o.outcome for o in flow.outcomes} == {"north-america": "not sent", "china": "sent"}
    assert flow.evidence[0].id == "v2.e1"
    assert flow.evidence[0].span == (11, 24)


def test_a_flow_is_observed_when_it_is_also_sent_where_its_guard_is_not_met(blobs: Memory) -> None:
    sent = [request(f"v{n}.e1", blobs, f'{{"p":"{p}2025550143"}}'.encode()) for n, p in ((1, "+1"), (2, "+86"))]
    (flow,) = joined(blobs, visit("v1", AMERICA, sent[:1]), visit("v2", CHINA, sent[1:]))
    assert flow.grade == "observed"


def test_a_flow_is_latent_when_its_code_was_delivered_and_never_sent(blobs: Memory) -> None:
    (flow,) = joined(blobs, visit("v1", AMERICA))
    assert (flow.grade, flow.host, flow.script) == ("latent", "sink.test", "app.1a2b3c4d.js")
    assert [e.kind for e in flow.evidence] == ["script", "script"]


def test_a_flow_is_only_referenced_when_the_coarse_graph_alone_finds_it(blobs: Memory) -> None:
    (flow,) = joined(blobs, visit("v1", AMERICA), code=(code_flow(tier="coarse"),))
    assert (flow.grade, flow.confidence) == ("referenced", "possible")


def test_a_typed_value_was_not_sent_when_the_payload_is_readable_and_lacks_it(blobs: Memory) -> None:
    ping = request("v2.e1", blobs, b'{"event":"page view","title":"Welcome"}')
    (flow,) = joined(blobs, visit("v2", CHINA, [ping]))
    assert flow.grade == "latent"


def test_a_typed_value_is_likely_sent_when_its_own_call_sends_something_unreadable(blobs: Memory) -> None:
    sent = request("v2.e1", blobs, bytes((i * 73 + 19) % 256 for i in range(300)))
    (flow,) = joined(blobs, visit("v2", CHINA, [sent]))
    assert (flow.grade, flow.confidence) == ("triggered", "likely")


def test_an_unreadable_request_of_another_call_proves_nothing(blobs: Memory) -> None:
    sent = request("v2.e1", blobs, bytes((i * 73 + 19) % 256 for i in range(300)), at=SOURCE.index(b"\nsend") + 1)
    sent_elsewhere = visit("v2", CHINA, [sent])
    (flow,) = joined(blobs, sent_elsewhere, code=(code_flow(function_span=(0, 10)),))
    assert flow.grade == "latent"


def test_joined_and_hashed_traits_are_likely_sent_when_their_call_sends_a_digest(blobs: Memory) -> None:
    device = code_flow(data="device", source="navigator.platform")
    sent = request("v2.e1", blobs, f'{{"userInformation":"{DIGEST}"}}'.encode())
    (flow,) = joined(blobs, visit("v2", CHINA, [sent]), code=(device,))
    assert (flow.data, flow.grade, flow.confidence) == ("device", "triggered", "likely")


def test_traits_were_not_sent_when_their_call_sends_no_digest(blobs: Memory) -> None:
    device = code_flow(data="device", source="navigator.platform")
    sent = request("v2.e1", blobs, b'{"hello":"there, this is plain"}')
    (flow,) = joined(blobs, visit("v2", CHINA, [sent]), code=(device,))
    assert flow.grade == "latent"


def test_a_flow_needs_no_code_path_when_the_bytes_show_it(blobs: Memory) -> None:
    sent = request("v1.e1", blobs, b"mail=m.q7%40bait.invalid")
    flows = joined(blobs, visit("v1", AMERICA, [sent]), code=())
    assert [(f.data, f.grade, f.guard, f.script) for f in flows] == [("email", "observed", None, "app.1a2b3c4d.js")]


def test_a_form_without_script_is_a_flow_without_script(blobs: Memory) -> None:
    post = request("v1.e1", blobs, b"mail=m.q7%40bait.invalid", channel="document", stack=())
    (flow,) = joined(blobs, visit("v1", AMERICA, [post]), code=())
    assert (flow.script, flow.sink) == (None, "form")


@pytest.mark.parametrize(("step", "early"), [("fill", True), ("submit", False)])
def test_what_leaves_while_the_form_is_filled_is_before_submit(blobs: Memory, step: str, early: bool) -> None:
    sent = request("v1.e1", blobs, b"mail=m.q7%40bait.invalid", step=step)
    (flow,) = joined(blobs, visit("v1", AMERICA, [sent]), code=())
    assert flow.before_submit is early


def test_a_vantage_is_not_tried_when_its_visit_failed_or_nothing_was_typed(blobs: Memory) -> None:
    sent = request("v2.e1", blobs, b'{"p":"+862025550143"}')
    failed = visit("v1", AMERICA, outcome="failed")
    (flow,) = joined(blobs, failed, visit("v2", CHINA, [sent]))
    assert {o.vantage: o.outcome for o in flow.outcomes} == {"north-america": "not tried", "china": "sent"}
    untyped = visit("v1", AMERICA, fields=())
    (flow,) = joined(blobs, untyped, visit("v2", CHINA, [sent]))
    assert flow.outcomes[0].outcome == "not tried"


def test_device_traits_are_found_in_what_an_obfuscated_script_sends(blobs: Memory) -> None:
    values = (
        ("Navigator.prototype.userAgent", "Mozilla/5.0 Test"),
        ("timeZone", "America/New_York"),
        ("width", "1920"),
    )
    events = tuple(
        ProbeEvent(id=f"p{i}", at=0, step="land", api=api, kind="traits", result=value)
        for i, (api, value) in enumerate(values)
    )
    sent = request("v1.e1", blobs, b'{"a":"Mozilla/5.0 Test","b":"America/New_York","c":"1920"}')
    (flow,) = joined(blobs, visit("v1", AMERICA, [sent], probe_events=events), code=())
    assert (flow.data, set(flow.detail)) == ("device", {"userAgent", "timeZone", "width"})


@pytest.mark.parametrize(("host", "count"), [("sink.test", 1), ("app.test", 0)])
def test_a_stored_identifier_counts_only_when_it_goes_to_another_party(blobs: Memory, host: str, count: int) -> None:
    stored = (StorageItem(area="local", origin="https://app.test", key="uid", value="a81f3b22c9d04e77"),)
    sent = request("v1.e1", blobs, b"uid=a81f3b22c9d04e77", host=host, url=f"https://{host}/in")
    assert len(joined(blobs, visit("v1", AMERICA, [sent], storage=stored), code=())) == count


def test_the_id_of_a_flow_is_the_same_in_every_visit_and_build(blobs: Memory) -> None:
    one = joined(blobs, visit("v1", AMERICA))[0].id
    two = joined(blobs, visit("v7", CHINA))[0].id
    assert one == two


def test_a_preflight_is_no_flow(blobs: Memory) -> None:
    preflight: Exchange = request("v1.e1", blobs, channel="preflight", url="https://sink.test/in?m=m.q7@bait.invalid")
    assert not joined(blobs, visit("v1", AMERICA, [preflight]), code=())


def test_a_script_is_named_even_if_it_is_not_read(blobs: Memory) -> None:
    assert joined(blobs, visit("v1", AMERICA))[0].script_sha256 == SHA


def test_a_typed_value_was_likely_sent_when_its_own_call_left_a_digest_of_no_known_value(blobs: Memory) -> None:
    sent = request("v2.e1", blobs, f'{{"h":"{DIGEST}"}}'.encode())
    (flow,) = joined(blobs, visit("v1", AMERICA), visit("v2", CHINA, [sent]))
    assert (flow.grade, flow.confidence) == ("triggered", "likely")


def test_a_message_counts_for_the_step_in_which_it_left(blobs: Memory) -> None:
    steps = (
        Step(name="land", phase="land", at=0, outcome="done"),
        Step(name="fill", phase="fill", at=10, outcome="done"),
    )
    for at, early in ((5, False), (15, True)):
        message = Message(at=at, sent=True, binary=False, body=blobs.keep(b"m.q7@bait.invalid"))
        socket = request("v1.e1", blobs, channel="websocket", step="land", messages=(message,))
        (flow,) = [f for f in joined(blobs, visit("v1", AMERICA, [socket], steps=steps)) if f.data == "email"]
        assert flow.before_submit is early
