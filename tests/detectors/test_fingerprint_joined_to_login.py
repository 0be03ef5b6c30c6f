from __future__ import annotations

import pytest
from cases_of_traces import APP, VALUE, case, sent

from undertow.detectors.fingerprint_joined_to_login import DETECTOR
from undertow.model import Joint, Sent, Traces


def joint(login: Sent, device: Sent, token: str = VALUE) -> Traces:
    return Traces(joints=(Joint(visit="v1", token=token, login=login, device=device),))


@pytest.mark.parametrize(("token", "words"), [(VALUE, "under one identifier"), ("", "in one request")])
def test_traits_and_log_in_at_one_recipient_are_a_high_finding(token: str, words: str) -> None:
    (finding,) = DETECTOR.detect(case(traces=joint(sent(), sent(data="device", id="v1.e2"), token)))
    assert (finding.severity, finding.confidence) == ("high", "confirmed")
    assert words in finding.detail


def test_at_the_app_itself_it_is_low_and_with_suspected_traits_only_likely() -> None:
    login = sent(host=APP, first_party=True)
    device = sent(host=APP, first_party=True, data="device", confidence="likely")
    (finding,) = DETECTOR.detect(case(traces=joint(login, device)))
    assert (finding.severity, finding.confidence) == ("low", "likely")


def test_traits_and_log_in_that_nothing_joins_are_no_finding() -> None:
    assert not list(DETECTOR.detect(case(traces=Traces(sent=(sent(), sent(data="device"))))))
