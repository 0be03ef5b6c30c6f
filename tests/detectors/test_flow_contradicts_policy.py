from __future__ import annotations

import msgspec
from cases_of_flows import case, flow, latent, policy

from undertow.detectors.flow_contradicts_policy import DETECTOR
from undertow.model import PolicyCheck

QUOTE = "We never share your personal data with Tracker Ltd."


def denying(*, denied: bool = True) -> PolicyCheck:
    named = policy(found=True)
    (mention,) = named.mentions
    said = msgspec.structs.replace(mention, denied=denied, quote=QUOTE, page="https://app.test/privacy")
    return msgspec.structs.replace(named, mentions=(said,))


def test_data_sent_against_a_denial_is_a_high_finding_that_quotes_it() -> None:
    (finding,) = DETECTOR.detect(case(flow(data="email"), policy=denying()))
    assert finding.severity == "high"
    assert QUOTE in finding.detail
    assert (finding.evidence[0].kind, finding.evidence[0].id) == ("page", "https://app.test/privacy")


def test_a_dormant_flow_is_never_more_than_possible() -> None:
    (finding,) = DETECTOR.detect(case(latent(data="email"), policy=denying()))
    assert (finding.severity, finding.confidence) == ("low", "possible")


def test_nothing_is_found_when_the_policy_names_the_recipient_without_denying() -> None:
    assert not list(DETECTOR.detect(case(flow(data="email"), policy=denying(denied=False))))


def test_traits_of_a_device_alone_do_not_contradict_a_denial_of_personal_data() -> None:
    assert not list(DETECTOR.detect(case(flow(data="device"), policy=denying())))


def test_nothing_is_said_when_there_is_no_policy() -> None:
    assert not list(DETECTOR.detect(case(flow(data="email"), policy=None)))
