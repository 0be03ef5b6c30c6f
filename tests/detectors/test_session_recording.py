from __future__ import annotations

from cases_of_flows import case, flow

from undertow.detectors.session_recording import DETECTOR


def test_recorded_interaction_is_a_medium_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(data="interaction")))
    assert finding.severity == "medium"


def test_recorded_keys_beside_interaction_are_a_high_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(data="interaction"), flow(id="f2", data="keystrokes")))
    assert finding.severity == "high"


def test_keys_alone_are_left_to_key_logging() -> None:
    assert not list(DETECTOR.detect(case(flow(data="keystrokes"))))


def test_nothing_is_found_when_the_app_counts_clicks_for_itself() -> None:
    assert not list(DETECTOR.detect(case(flow(data="interaction", first_party=True))))
