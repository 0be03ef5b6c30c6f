from __future__ import annotations

from cases_of_flows import case, flow, latent, listing, party

from undertow.detectors.operator_listed import DETECTOR


def test_a_listed_operator_that_got_data_is_a_high_finding_with_scope_date_and_flag() -> None:
    (finding,) = DETECTOR.detect(case(flow(), parties=[party(listings=(listing("operator"),))]))
    assert finding.severity == "high"
    assert "Example Telecom Group (2024-05-01, partly verified): procurement." in finding.detail


def test_a_listed_operator_that_could_get_data_is_a_medium_finding() -> None:
    (finding,) = DETECTOR.detect(case(latent(), parties=[party(listings=(listing("operator"),))]))
    assert finding.severity == "medium"
    assert "could go there" in finding.detail


def test_a_listing_of_the_group_does_not_reach_the_operator() -> None:
    assert not list(DETECTOR.detect(case(flow(), parties=[party(listings=(listing("group"),))])))
