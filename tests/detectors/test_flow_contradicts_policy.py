from __future__ import annotations

import pytest
from cases_of_flows import QUOTE, case, flow, judgement, latent, policy

from undertow.detectors.flow_contradicts_policy import DETECTOR
from undertow.model import PracticeDimension, PracticeVerdict, Severity


def test_data_sent_against_a_denial_is_a_high_finding_that_quotes_it() -> None:
    denied = policy(True, judgement("contradicted"))
    (finding,) = DETECTOR.detect(case(flow(), policy=denied))
    assert (finding.severity, finding.confidence) == ("high", "likely")
    assert QUOTE in finding.detail
    assert (finding.evidence[0].kind, finding.evidence[0].id) == ("page", "https://app.test/privacy")


@pytest.mark.parametrize(
    ("dimension", "severity"), [("type", "high"), ("recipient", "high"), ("country", "medium"), ("purpose", "medium")]
)
def test_every_dimension_can_be_contradicted(dimension: PracticeDimension, severity: Severity) -> None:
    (finding,) = DETECTOR.detect(case(flow(), policy=policy(True, judgement("contradicted", dimension))))
    assert finding.severity == severity


def test_a_dormant_flow_is_never_more_than_possible() -> None:
    denied = policy(True, judgement("contradicted", confidence="possible"))
    (finding,) = DETECTOR.detect(case(latent(), policy=denied))
    assert (finding.severity, finding.confidence) == ("low", "possible")


def test_a_dormant_flow_is_left_out_where_another_was_sent() -> None:
    denied = policy(True, judgement("contradicted"))
    (finding,) = DETECTOR.detect(case(flow(), latent(id="f2"), policy=denied))
    assert finding.flows == ("f1",)


@pytest.mark.parametrize("verdict", ["clear", "vague", "omitted", "ambiguous", "not-assessed"])
def test_nothing_is_found_on_any_other_verdict(verdict: PracticeVerdict) -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=policy(True, judgement(verdict)))))


def test_nothing_is_found_of_flows_to_the_app_itself() -> None:
    denied = policy(True, judgement("contradicted", "type"))
    assert not list(DETECTOR.detect(case(flow(first_party=True), policy=denied)))


def test_nothing_is_said_when_there_is_no_policy() -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=None)))
