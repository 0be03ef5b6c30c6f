from __future__ import annotations

from cases_of_flows import SHA, case, flow, hit

from undertow.detectors.known_system import DETECTOR
from undertow.model import ScriptFacts


def test_a_system_in_code_is_found_even_if_nothing_was_sent() -> None:
    facts = ScriptFacts(sha256=SHA, size=10, parsed=True, signatures=(hit(span=(3, 9)),))
    (finding,) = DETECTOR.detect(case(facts=[facts]))
    assert (finding.severity, finding.evidence[0].id, finding.evidence[0].span) == ("medium", SHA, (3, 9))


def test_a_system_behind_the_apps_own_host_is_said_to_be() -> None:
    (finding,) = DETECTOR.detect(case(flow(first_party=True, host="api.app.test", systems=(hit(),))))
    assert "through the app's own host api.app.test" in finding.detail


def test_an_unverified_signature_is_only_possible() -> None:
    (finding,) = DETECTOR.detect(case(flow(systems=(hit(verified=False),))))
    assert finding.confidence == "possible"
    assert "not fully verified" in finding.detail


def test_nothing_is_found_when_no_system_is_recognised() -> None:
    assert not list(DETECTOR.detect(case(flow())))
