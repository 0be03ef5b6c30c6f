from __future__ import annotations

import pytest
from cases_of_flows import QUOTE, case, flow, judgement, latent, policy

from undertow.detectors.recipient_not_in_policy import DETECTOR
from undertow.model import PolicyCheck, PracticeVerdict


def test_an_omitted_recipient_is_a_medium_finding_that_says_what_was_searched() -> None:
    (finding,) = DETECTOR.detect(case(flow(), policy=policy(False, judgement("omitted"))))
    assert (finding.severity, finding.confidence) == ("medium", "likely")
    assert "searched for: Tracker Ltd, tracker.test" in finding.detail
    assert finding.evidence[0].id == "https://app.test/privacy"


def test_a_dormant_flow_is_never_more_than_possible() -> None:
    (finding,) = DETECTOR.detect(case(latent(), policy=policy(False, judgement("omitted"))))
    assert (finding.severity, finding.confidence) == ("low", "possible")


def test_a_recipient_that_only_a_kind_may_mean_is_low() -> None:
    (finding,) = DETECTOR.detect(case(flow(), policy=policy(False, judgement("vague"))))
    assert finding.severity == "low"
    assert "No known name of it was found." in finding.detail and QUOTE in finding.detail


@pytest.mark.parametrize("verdict", ["clear", "vague", "contradicted", "ambiguous"])
def test_nothing_is_found_when_the_policy_names_the_recipient(verdict: PracticeVerdict) -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=policy(True, judgement(verdict)))))


def test_nothing_is_said_when_the_policy_could_not_be_read() -> None:
    unread = policy(False, judgement("not-assessed", confidence=None, quotes=()))
    assert not list(DETECTOR.detect(case(flow(), policy=unread)))


def test_nothing_is_said_when_there_is_no_policy_to_read() -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=PolicyCheck(url=None))))
    assert not list(DETECTOR.detect(case(flow(), policy=None)))
