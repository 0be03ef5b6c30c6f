from __future__ import annotations

from cases_of_flows import case, flow

from undertow.detectors.sent_before_submit import DETECTOR


def test_an_early_transfer_to_another_party_is_a_high_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(before_submit=True)))
    assert finding.severity == "high"


def test_an_early_transfer_to_the_app_itself_is_a_low_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(before_submit=True, first_party=True)))
    assert finding.severity == "low"


def test_nothing_is_found_when_it_left_with_the_submission() -> None:
    assert not list(DETECTOR.detect(case(flow(before_submit=False))))


def test_device_traits_sent_early_are_not_typed_data() -> None:
    assert not list(DETECTOR.detect(case(flow(before_submit=True, data="device"))))
