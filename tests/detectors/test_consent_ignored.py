from __future__ import annotations

import pytest
from cases_of_traces import APP, case, identifier, kept, sent, step, visit

from undertow.detectors.consent_ignored import DETECTOR
from undertow.model import Finding, Traces, Visit


def asked(consent: str, outcome: str = "done") -> Visit:
    """A visit that met a banner at 1 s, had answered it by 2 s, and deleted all cookies at 8 s."""
    steps = (step("land", 0.0), step("consent", 1000.0, outcome), step("open", 2000.0), step("return", 8000.0))
    return visit(consent=consent, steps=steps)


def found(where: Visit, traces: Traces) -> list[Finding]:
    return list(DETECTOR.detect(case(where, visit("v2"), traces=traces)))


def at(moment: float, **changes: object) -> Traces:
    return Traces(sent=(sent(at=moment, data="device", **changes),))


@pytest.mark.parametrize(
    ("consent", "moment", "severity"),
    [
        ("reject", 3000.0, "high"),
        ("reject", 500.0, "medium"),
        ("accept", 500.0, "medium"),
        ("ignore", 3000.0, "medium"),
    ],
)
def test_traits_that_leave_without_consent_are_found(consent: str, moment: float, severity: str) -> None:
    (finding,) = found(asked(consent), at(moment))
    assert finding.severity == severity
    assert ("rejected" in finding.detail) == (severity == "high")


@pytest.mark.parametrize(("consent", "moment"), [("accept", 3000.0), ("reject", 8500.0), ("ignore", 8500.0)])
def test_after_agreement_or_after_the_decision_was_deleted_nothing_is_found(consent: str, moment: float) -> None:
    assert not found(asked(consent), at(moment))


def test_without_a_banner_or_an_answer_to_it_nothing_is_found() -> None:
    assert not found(visit(consent="reject"), at(500.0))
    assert not found(asked("reject", "failed"), at(500.0))


def test_what_goes_to_the_app_and_what_a_person_submits_are_not_counted() -> None:
    assert not found(asked("reject"), at(3000.0, host=APP, first_party=True))
    assert not found(asked("reject"), Traces(sent=(sent(at=3000.0),)))
    assert found(asked("reject"), Traces(sent=(sent(at=3000.0, before_submit=True),)))


def test_an_identifier_that_another_party_stores_is_found_and_the_apps_own_is_not() -> None:
    (finding,) = found(asked("reject"), Traces(identifiers=(identifier(kept(at=3000.0)),)))
    assert (finding.severity, finding.confidence) == ("high", "confirmed")
    assert "uid (cookie)" in finding.detail
    assert not found(asked("reject"), Traces(identifiers=(identifier(kept(at=3000.0, writer=APP)),)))
    assert not found(asked("reject"), Traces(identifiers=(identifier(kept(at=None)),)))
