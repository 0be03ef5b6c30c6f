from __future__ import annotations

import pytest
from cases_of_flows import case, flow, latent

from undertow.detectors.dormant_flow import DETECTOR


@pytest.mark.parametrize(("data", "severity"), [("email", "medium"), ("message", "low"), ("device", "info")])
def test_a_dormant_path_is_found_and_weighed_by_its_data(data: str, severity: str) -> None:
    (finding,) = DETECTOR.detect(case(latent(data=data)))
    assert finding.severity == severity
    assert finding.title.startswith("Contains code that could send")


def test_it_says_on_what_it_depends() -> None:
    (finding,) = DETECTOR.detect(case(latent(guard="the server's answer has carrier = CMCC")))
    assert finding.title.endswith("when the server's answer has carrier = CMCC")


@pytest.mark.parametrize("near_miss", [flow(), latent(first_party=True), latent(grade="referenced")])
def test_nothing_is_found_when_it_ran_or_stays_with_the_app_or_is_only_mentioned(near_miss) -> None:  # type: ignore[no-untyped-def]
    assert not list(DETECTOR.detect(case(near_miss)))
