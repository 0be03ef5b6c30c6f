from __future__ import annotations

from cases_of_flows import case, flow, latent, listing, party

from undertow.detectors.group_listed import DETECTOR


def test_a_listed_company_of_the_group_is_a_medium_finding_when_data_was_sent() -> None:
    (finding,) = DETECTOR.detect(case(flow(), parties=[party(listings=(listing("group"),))]))
    assert finding.severity == "medium"
    assert finding.title.startswith("Another company of the group behind Tracker Ltd")


def test_it_is_a_low_finding_when_nothing_was_sent() -> None:
    (finding,) = DETECTOR.detect(case(latent(), parties=[party(listings=(listing("group"),))]))
    assert finding.severity == "low"


def test_nothing_is_found_when_only_the_operator_is_listed_or_the_host_is_the_apps_own() -> None:
    listed = [party(listings=(listing("operator"),))]
    assert not list(DETECTOR.detect(case(flow(), parties=listed)))
    group = [party(listings=(listing("group"),))]
    assert not list(DETECTOR.detect(case(flow(first_party=True), parties=group)))
