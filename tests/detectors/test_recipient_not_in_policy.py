from __future__ import annotations

from cases_of_flows import case, flow, latent, policy

from undertow.detectors.recipient_not_in_policy import DETECTOR
from undertow.model import PolicyCheck


def test_a_recipient_that_the_policy_does_not_name_is_a_medium_finding() -> None:
    (finding,) = DETECTOR.detect(case(flow(), policy=policy(found=False)))
    assert finding.severity == "medium"
    assert "searched for: Tracker Ltd, tracker.test" in finding.detail
    assert finding.evidence[0].id == "https://app.test/privacy"


def test_a_dormant_flow_is_never_more_than_possible() -> None:
    (finding,) = DETECTOR.detect(case(latent(), policy=policy(found=False)))
    assert (finding.severity, finding.confidence) == ("low", "possible")


def test_nothing_is_found_when_the_policy_names_the_recipient() -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=policy(found=True))))


def test_nothing_is_said_when_there_is_no_policy_to_read() -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=PolicyCheck(url=None))))
    assert not list(DETECTOR.detect(case(flow(), policy=None)))
