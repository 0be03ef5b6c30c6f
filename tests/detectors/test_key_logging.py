from __future__ import annotations

from cases_of_flows import flow
from cases_of_traces import case, sent

from undertow.detectors.key_logging import DETECTOR
from undertow.model import Flow, Traces


def keys(detail: str = "email", **changes: object) -> tuple[Flow, Traces]:
    return flow(data="keystrokes", **changes), Traces(
        sent=(sent(data="keystrokes", detail=(detail,), first_party=bool(changes.get("first_party"))),)
    )


def test_keys_to_another_party_are_a_high_finding_that_says_what_they_spell() -> None:
    recorded, traces = keys(before_submit=True)
    (finding,) = DETECTOR.detect(case(flows=[recorded], traces=traces))
    assert finding.severity == "high"
    assert "e-mail address" in finding.title and "before the form was submitted" in finding.title


def test_keys_to_the_app_itself_are_a_low_finding() -> None:
    recorded, traces = keys(first_party=True)
    (finding,) = DETECTOR.detect(case(flows=[recorded], traces=traces))
    assert finding.severity == "low"


def test_a_search_that_the_app_completes_is_no_finding() -> None:
    recorded, traces = keys("search", first_party=True)
    assert not list(DETECTOR.detect(case(flows=[recorded], traces=traces)))


def test_a_value_sent_whole_and_keys_that_only_code_could_send_are_no_finding() -> None:
    assert not list(DETECTOR.detect(case(flows=[flow(data="email")])))
    assert not list(DETECTOR.detect(case(flows=[flow(data="keystrokes", grade="latent")])))
