from __future__ import annotations

import pytest
from cases_of_flows import case, flow, latent

from undertow.detectors.bait_to_other_party import DETECTOR


def test_a_credential_sent_to_another_party_is_a_high_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(data="phone"), flow(id="f2", data="email")))
    assert (finding.severity, finding.confidence) == ("high", "confirmed")
    assert finding.flows == ("f1", "f2")
    assert "Phone number and e-mail address sent to Tracker Ltd (collect.tracker.test)" in finding.title


def test_other_typed_data_is_a_medium_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(data="message")))
    assert finding.severity == "medium"


def test_the_guard_is_in_the_title_when_it_was_sent_only_under_it() -> None:
    (finding,) = DETECTOR.detect(case(flow(grade="triggered", guard="the phone number starts with +86")))
    assert finding.title.endswith("when the phone number starts with +86")


@pytest.mark.parametrize("near_miss", [flow(first_party=True), latent(), flow(data="device")])
def test_nothing_is_found_when_it_stays_with_the_app_or_was_not_sent_or_was_not_typed(near_miss) -> None:  # type: ignore[no-untyped-def]
    assert not list(DETECTOR.detect(case(near_miss)))
