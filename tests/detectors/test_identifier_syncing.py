from __future__ import annotations

import pytest
from cases_of_flows import HOST, SHA
from cases_of_traces import APP, case, identifier, kept

from undertow.detectors.identifier_syncing import DETECTOR
from undertow.model import Carried, Finding, Identifier, Traces

PARTNER = "sync.partner.test"


def to(host: str, **changes: object) -> Carried:
    fields: dict[str, object] = {"exchange": "v1.e9", "at": 500.0, "host": host, "part": "url", "script": None}
    return Carried(**(fields | changes))  # type: ignore[arg-type]


def found(one: Identifier) -> list[Finding]:
    return list(DETECTOR.detect(case(traces=Traces(identifiers=(one,)))))


def test_a_cookie_of_one_party_that_goes_to_another_is_syncing() -> None:
    third = kept(holder=HOST, script=None, writer=HOST)
    (finding,) = found(identifier(third, carried=[to(PARTNER)]))
    assert (finding.severity, finding.confidence, finding.host) == ("medium", "confirmed", PARTNER)
    assert "uid (cookie)" in finding.detail


def test_an_identifier_of_the_app_that_goes_to_another_party_is_low() -> None:
    assert [f.severity for f in found(identifier(kept(writer=APP, script=None), carried=[to(PARTNER)]))] == ["low"]


@pytest.mark.parametrize(
    "carried",
    [
        to("other.tracker.test"),  # the same party
        to(APP),  # the app
        to(PARTNER, part="header cookie"),  # the browser returns what came from there
        to(PARTNER, script=SHA),  # the script that made it
        to(PARTNER, at=50.0),  # before it was kept
    ],
    ids=["same party", "app", "cookie", "own script", "earlier"],
)
def test_what_looks_like_it_and_is_none(carried: Carried) -> None:
    assert not found(identifier(carried=[carried]))


def test_a_value_that_the_recipient_keeps_too_is_none() -> None:
    theirs = kept(holder=PARTNER, writer=PARTNER, at=200.0, script=None)
    assert not found(identifier(kept(script=None), theirs, carried=[to(PARTNER)]))
