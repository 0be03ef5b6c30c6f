from __future__ import annotations

import msgspec
import pytest
from cases_of_flows import case, flow, judgement, latent, policy

from undertow.detectors.undisclosed_country import DETECTOR
from undertow.model import Judgement, PracticeVerdict, Severity


def china(verdict: PracticeVerdict = "omitted", roles: tuple[str, ...] = ("operator",)) -> Judgement:
    return judgement(verdict, "country", subject="CN", roles=roles)


def test_a_country_that_is_not_named_is_found_with_what_is_of_it_and_what_was_searched() -> None:
    (finding,) = DETECTOR.detect(case(flow(), policy=policy(True, china(roles=("network", "operator")))))
    assert "CN is the country of its network and country of its operator." in finding.detail
    assert "searched for: " in finding.detail and "It names no country." in finding.detail
    assert (finding.severity, finding.confidence) == ("medium", "likely")


@pytest.mark.parametrize(
    ("role", "severity"), [("network", "medium"), ("owner's state", "medium"), ("operator", "low")]
)
def test_where_an_operator_is_based_matters_less_than_its_network_and_its_owner(role: str, severity: Severity) -> None:
    said = msgspec.structs.replace(policy(True, china(roles=(role,))), countries=("US",))
    (finding,) = DETECTOR.detect(case(flow(), policy=said))
    assert finding.severity == severity
    assert finding.detail.endswith("It names US.")


def test_each_country_of_a_host_is_a_finding_of_its_own() -> None:
    said = policy(True, china(), judgement("omitted", "country", subject="FR", roles=("network",)))
    found = list(DETECTOR.detect(case(flow(), policy=said)))
    assert len({finding.id for finding in found}) == 2


def test_a_dormant_flow_is_never_more_than_possible() -> None:
    (finding,) = DETECTOR.detect(case(latent(), policy=policy(True, china(roles=("owner's state",)))))
    assert (finding.severity, finding.confidence) == ("low", "possible")


@pytest.mark.parametrize("verdict", ["clear", "vague", "contradicted", "ambiguous", "not-assessed"])
def test_nothing_is_found_on_any_other_verdict(verdict: PracticeVerdict) -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=policy(True, china(verdict)))))


def test_nothing_is_said_of_a_recipient_that_is_not_named_where_the_country_is() -> None:
    assert not list(DETECTOR.detect(case(flow(), policy=policy(False, judgement("omitted"), china("clear")))))
