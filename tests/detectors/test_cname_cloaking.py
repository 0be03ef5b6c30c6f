from __future__ import annotations

from typing import Literal

import pytest
from cases_of_flows import HOST, flow
from cases_of_traces import case, exchange, header, visit

from undertow.detectors import Case
from undertow.detectors.cname_cloaking import DETECTOR
from undertow.model import CanonicalName

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
