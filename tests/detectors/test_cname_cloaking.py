from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest
from cases_of_flows import HOST, flow
from cases_of_traces import case, exchange, header, identifier, kept, visit

from undertow.detectors import Case
from undertow.detectors.cname_cloaking import DETECTOR
from undertow.model import CanonicalName, Carried, Channel, Flow, Identifier, Traces

METRICS = "metrics.app.test"


def audit(source: Literal["resolver", "map"] = "resolver", *, asked: bool = True, cookie: str = "") -> Case:
    request = exchange(
        host=METRICS, url=f"https://{METRICS}/c", request_headers=header("cookie", cookie) if cookie else ()
    )
    return case(
        visit(exchanges=(request,) if asked else ()),
        flows=[flow(host="elsewhere.test")],
        names=[CanonicalName(host=METRICS, name=HOST, source=source)],
        cloaked={METRICS: HOST},
    )


@pytest.mark.parametrize(("source", "confidence"), [("resolver", "confirmed"), ("map", "likely")])
def test_an_alias_of_a_tracking_party_is_named_with_who_says_so(
    source: Literal["resolver", "map"], confidence: str
) -> None:
    (finding,) = DETECTOR.detect(audit(source))
    assert (finding.severity, finding.confidence) == ("medium", confidence)
    assert f"Tracker Ltd ({HOST}) under the app's own name" in finding.title


def test_cookies_of_the_app_that_go_there_make_it_high() -> None:
    (finding,) = DETECTOR.detect(audit(cookie="session=1"))
    assert finding.severity == "high"
    assert "cookies of the app" in finding.detail


def test_an_alias_that_nothing_was_sent_to_and_a_host_that_is_no_alias_are_no_finding() -> None:
    assert not list(DETECTOR.detect(audit(asked=False)))
    assert not list(DETECTOR.detect(case(visit(exchanges=(exchange(host=METRICS),)))))


def unknown(flows: Sequence[Flow] = (), *found: Identifier, channel: Channel = "script") -> Case:
    return case(
        visit(exchanges=(exchange(host=METRICS, channel=channel),)),
        traces=Traces(identifiers=found),
        flows=flows or [flow(host="elsewhere.test")],
        names=[CanonicalName(host=METRICS, name="x.nobody-knows.test", source="resolver")],
        elsewhere={METRICS: "x.nobody-knows.test"},
    )


BACK = Carried(exchange="v1.e1", at=1.0, host=METRICS, part="url")


def test_an_unknown_host_whose_own_script_sends_back_to_it_is_likely_a_tracker() -> None:
    own = flow(host=METRICS, first_party=True, script_url=f"https://{METRICS}/t.js")
    for tracker in (unknown([own]), unknown([], identifier(kept(writer=METRICS), carried=[BACK]))):
        (finding,) = DETECTOR.detect(tracker)
        assert (finding.severity, finding.confidence) == ("medium", "likely")
        assert "x.nobody-knows.test" in finding.title
        assert finding.evidence


def test_an_interface_of_the_app_that_is_hosted_by_nobody_known_is_no_finding() -> None:
    by_app = flow(host=METRICS, first_party=True, script_url="https://app.test/app.js")
    latent = flow(host=METRICS, first_party=True, script_url=f"https://{METRICS}/t.js", grade="latent")
    session = identifier(kept(writer=METRICS, script=None), carried=[BACK])
    away = identifier(kept(writer=METRICS), carried=[Carried(exchange="v1.e1", at=1.0, host="app.test", part="url")])
    for honest in (unknown([by_app]), unknown([latent]), unknown([], session), unknown([], away), unknown()):
        assert not list(DETECTOR.detect(honest))


def test_a_part_of_the_app_with_pages_of_its_own_is_no_finding() -> None:
    own = flow(host=METRICS, first_party=True, script_url=f"https://{METRICS}/t.js")
    assert list(DETECTOR.detect(unknown([own])))
    assert not list(DETECTOR.detect(unknown([own], channel="document")))
