from __future__ import annotations

import pytest
from cases_of_flows import case, flow, latent

from undertow.detectors.device_fingerprinting import DETECTOR

FOUR = ("userAgent", "width", "timeZone", "platform")


def test_many_traits_to_another_party_are_a_medium_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(data="device", detail=FOUR)))
    assert finding.severity == "medium"
    assert "4 properties" in finding.detail


def test_one_rendered_trait_is_enough() -> None:
    assert list(DETECTOR.detect(case(flow(data="device", detail=("HTMLCanvasElement.toDataURL",)))))


def test_many_traits_to_the_app_itself_are_a_low_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(data="device", detail=FOUR, first_party=True)))
    assert finding.severity == "low"


@pytest.mark.parametrize("near_miss", [flow(data="device", detail=FOUR[:3]), latent(data="device", detail=FOUR)])
def test_nothing_is_found_when_traits_are_few_or_not_sent(near_miss) -> None:  # type: ignore[no-untyped-def]
    assert not list(DETECTOR.detect(case(near_miss)))
