"""Bodies of reports that the browser sends by itself, put together of what the protocol tells of them."""

from __future__ import annotations

import json

import pytest

from undertow.capture.netlog import LoggedRequest
from undertow.capture.reports import Reports

PAGE, WHERE = "https://a.test/page?q=bait", "https://n.test/reports"
AGENT = "Agent/1.0"


def told(
    *, group: str = "main", url: str = PAGE, at: float = 1.0, id_: str = "r1", origin: str = "https://a.test"
) -> Reports:
    reports = Reports(AGENT)
    endpoint = {"url": WHERE, "groupName": "main"}
    reports.handlers["Network.reportingApiEndpointsChangedForOrigin"]({"origin": origin, "endpoints": [endpoint]}, "s")
    add(reports, group=group, url=url, at=at, id_=id_)
    return reports


def add(reports: Reports, *, group: str = "main", url: str = PAGE, at: float = 1.0, id_: str = "r1") -> None:
    body = {"blockedURL": "https://b.test/<bait>"}
    report = {
        "id": id_,
        "initiatorUrl": url,
        "destination": group,
        "type": "csp-violation",
        "timestamp": at,
        "body": body,
    }
    reports.handlers["Network.reportingApiReportAdded"]({"report": report}, "s")


def sent(age: int, many: int = 1) -> bytes:
    """What a browser sends of these, as seen at a server."""
    one = {"age": age, "body": {"blockedURL": "https://b.test/<bait>"}, "type": "csp-violation", "url": PAGE}
    text = json.dumps([{**one, "user_agent": AGENT}] * many, separators=(",", ":"))
    return text.replace("<", "\\u003C").encode()


REQUEST = LoggedRequest("POST", WHERE, "https://a.test", 1034.0)


def test_body_is_what_the_browser_sends() -> None:
    assert told().body_of(REQUEST, len(sent(34))) == sent(34)


def test_each_report_is_told_once_also_when_several_sessions_tell_of_it() -> None:
    reports = told()
    add(reports)
    assert reports.body_of(REQUEST, len(sent(34))) == sent(34)
    assert reports.body_of(REQUEST, len(sent(34))) is None


def test_reports_go_together_as_many_as_fit_the_length() -> None:
    reports = told()
    add(reports, id_="r2")
    assert reports.body_of(REQUEST, len(sent(34))) == sent(34)
    add(reports, id_="r3")
    assert reports.body_of(REQUEST, len(sent(34, 2))) == sent(34, 2)


@pytest.mark.parametrize(
    "near_miss",
    [
        told(group="other"),
        told(url="https://else.test/page?q=bait"),
        told(at=2.0),
        told(origin="https://else.test"),
        Reports(AGENT),
    ],
    ids=["another group", "of another origin", "later", "endpoint of another origin", "none"],
)
def test_no_body_when_the_report_is_another(near_miss: Reports) -> None:
    assert near_miss.body_of(REQUEST, len(sent(34))) is None


def test_no_body_when_the_length_says_that_there_is_more() -> None:
    assert told().body_of(REQUEST, len(sent(34)) + 40) is None
