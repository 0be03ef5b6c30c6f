"""What was not seen is said: untried conditions, missing forms, blind channels, a missing policy."""

from __future__ import annotations

from typing import Any

import pytest

from undertow.model import (
    ChannelCheck,
    Circumstance,
    Evidence,
    FilledField,
    Flow,
    PolicyCheck,
    ProbeCheck,
    SelfCheck,
    Vantage,
    Visit,
)
from undertow.unseen import limits, not_seen

HERE = Vantage(
    name="here", label="Here", country="US", locale="en-US", languages=("en-US",), timezone="UTC", phone_prefix="+1"
)
FIELD = FilledField(data="email", form="login", label="E-mail", selector="#e", frame_url="https://app.test/")
SEEN = SelfCheck(channels=(ChannelCheck(channel="fetch", received=True, recorded=True),), probes=(), browser="b")
POLICY = PolicyCheck(url="https://app.test/privacy", language="en", words=900)


def visit(**changes: Any) -> Visit:
    fields: dict[str, Any] = {
        "id": "v1", "vantage": HERE, "started": "2026-01-01T00:00:00Z", "duration": 1, "outcome": "complete",
        "browser": "b", "user_agent": "u", "headless_marker_removed": False, "sealed": True, "fields": (FIELD,),
    }  # fmt: skip
    return Visit(**(fields | changes))


def evidence(*visits: Visit, selfcheck: SelfCheck | None = SEEN, submit: bool = True) -> Evidence:
    return Evidence(
        tool="t", target="https://app.test/", started="2026-01-01T00:00:00Z", submit=submit, visits=visits,
        selfcheck=selfcheck,
    )  # fmt: skip


def flow(grade: str, *texts: str) -> Flow:
    conditions = tuple(Circumstance(dimension="date", operator="other", values=(), text=text) for text in texts)
    return Flow(
        id="f", data="phone", script=None, script_sha256=None, sink="fetch", host="sink.test", first_party=False,
        organisation=None, owner=None, state=None, grade=grade, guard=None, circumstances=conditions,  # type: ignore[arg-type]
        confidence="likely", evidence=(),
    )  # fmt: skip


def test_nothing_is_said_when_nothing_was_left_out() -> None:
    assert not_seen(evidence(visit()), (), POLICY) == ()


def test_apis_are_named_that_were_seen_nowhere_and_not_those_that_were_seen_somewhere() -> None:
    def check(*probes: ProbeCheck) -> tuple[str, ...]:
        return not_seen(evidence(visit(), selfcheck=SelfCheck(channels=(), probes=probes, browser="b")), (), POLICY)

    lost = ProbeCheck(api="btoa", context="worker", seen=False)
    assert check(lost, ProbeCheck(api="btoa", context="page", seen=True)) == ()
    assert check(lost) == ("Calls of btoa could not be watched in this browser.",)
    many = [ProbeCheck(api=f"a{n}", context="page", seen=False) for n in range(7)]
    assert check(*many) == ("Calls of a0, a1, a2, a3, a4 and 2 more could not be watched in this browser.",)


def test_the_condition_of_a_dormant_flow_is_said_once() -> None:
    flows = (flow("latent", "the date is after 2031"), flow("latent", "the date is after 2031"))
    expected = "Not tried: that the date is after 2031, on which phone to sink.test depends."
    assert not_seen(evidence(visit()), flows, POLICY) == (expected,)


@pytest.mark.parametrize("grade", ["observed", "triggered", "referenced"])
def test_the_condition_of_another_flow_is_not_said(grade: str) -> None:
    assert not_seen(evidence(visit()), (flow(grade, "the date is after 2031"),), POLICY) == ()


def test_at_most_five_conditions_are_said() -> None:
    flows = (flow("latent", *(f"x is {n}" for n in range(9))),)
    assert len(not_seen(evidence(visit()), flows, POLICY)) == 5


def test_it_is_said_when_nothing_was_typed() -> None:
    assert not_seen(evidence(visit(fields=())), (), POLICY) == ("No form was found, so nothing was typed.",)
    assert not_seen(evidence(visit(fields=()), visit()), (), POLICY) == ()


def test_channels_are_said_on_which_the_recorder_is_blind() -> None:
    blind = SelfCheck(
        channels=(
            ChannelCheck(channel="webrtc", received=True, recorded=False),
            ChannelCheck(channel="beacon", received=False, recorded=False),
        ),
        probes=(),
        browser="b",
    )
    said = not_seen(evidence(visit(), selfcheck=blind), (), POLICY)
    assert said == ("What leaves by webrtc could not be watched in this browser.",)


def test_it_is_said_when_there_was_no_self_check_and_no_policy() -> None:
    said = not_seen(evidence(visit(), selfcheck=None), (), None)
    assert len(said) == 2
    assert "No self-check" in said[0]
    assert "No privacy policy" in said[1]


def test_limits_say_what_was_sealed_and_what_was_held_back() -> None:
    assert any("sealed" in text for text in limits(evidence(visit())))
    assert not any("sealed" in text for text in limits(evidence(visit(), visit(sealed=False))))
    assert not any("sealed" in text for text in limits(evidence()))
    assert any("did not reach the app" in text for text in limits(evidence(visit(), submit=False)))
    assert not any("did not reach the app" in text for text in limits(evidence(visit())))
