from __future__ import annotations

from cases_of_traces import APP, case, identifier, kept, step, visit

from undertow.detectors.respawned_cookie import DETECTOR
from undertow.model import Identifier, Traces

VISITS = (visit(steps=(step("return", 5000.0),)), visit("v2"))


def found(one: Identifier) -> list[tuple[str, str, str]]:
    return [
        (f.severity, f.confidence, f.detail) for f in DETECTOR.detect(case(*VISITS, traces=Traces(identifiers=(one,))))
    ]


def test_a_cookie_that_comes_back_names_what_carried_it() -> None:
    ((severity, confidence, detail),) = found(identifier(kept(), kept(area="local", key="uid2"), returned=True))
    assert (severity, confidence) == ("high", "confirmed")
    assert "It was also kept in localStorage" in detail


def test_a_cookie_that_comes_back_from_nowhere_was_known_to_the_server() -> None:
    ((_, _, detail),) = found(identifier(kept(), returned=True))
    assert "the server knew it again" in detail


def test_without_a_visit_to_compare_with_it_is_only_possible() -> None:
    assert [row[:2] for row in found(identifier(returned=True, compared=0))] == [("high", "possible")]


def test_the_app_restoring_its_own_cookie_is_medium() -> None:
    assert [row[0] for row in found(identifier(kept(writer=APP), returned=True))] == ["medium"]


def test_a_cookie_that_gets_another_value_and_storage_that_stays_are_no_finding() -> None:
    assert not found(identifier(kept()))
    assert not found(identifier(kept(area="local"), returned=True))
