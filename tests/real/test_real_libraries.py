"""Apps that the lab does not know, made with real libraries: the first real input, tried as a user would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from library_site import install, serve

from conftest import Ran, Undertow

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm to install the libraries under test"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    modules = install(tmp_path_factory.mktemp("libraries"))
    with serve(modules) as address:
        yield address


def audit(undertow: Undertow, site: str, page: str, out: Path) -> Ran:
    return undertow("audit", f"{site}/{page}.html", "--vantage", "north-america", "--out", out, "--json")


def flows(ran: Ran) -> dict[tuple[str, str], dict[str, Any]]:
    """Flows by data and host; those to the app itself aside."""
    return {(f["data"], f["host"]): f for f in ran.json["flows"] if not f["first_party"]}


def test_posthog_gets_the_email_that_the_page_hands_it(undertow: Undertow, site: str, tmp_path: Path) -> None:
    ran = audit(undertow, site, "posthog", tmp_path)
    flow = flows(ran)["email", "us.i.posthog.com"]
    assert (flow["grade"], flow["confidence"], flow["organisation"]) == ("observed", "confirmed", "PostHog, Inc.")
    assert not flow["before_submit"]
    assert ran.code == 1, "an e-mail address at another party is a high finding"
    assert not any(data == "password" for data, _ in flows(ran))


def test_sentry_gets_the_email_and_the_device(undertow: Undertow, site: str, tmp_path: Path) -> None:
    found = flows(audit(undertow, site, "sentry", tmp_path))
    host = "o424242.ingest.sentry.io"
    kinds = {data for data, to in found if to == host}
    # What was clicked before goes along as breadcrumbs; the way through its lists of handlers is not followed for sure.
    assert {"email", "device"} <= kinds <= {"email", "device", "interaction"}
    assert "Sentry" in found["email", host]["organisation"]


def test_a_fingerprint_is_found_where_only_its_digest_is_sent(undertow: Undertow, site: str, tmp_path: Path) -> None:
    ran = audit(undertow, site, "fingerprint", tmp_path)
    flow = flows(ran)["device", "risk.collector.test"]
    assert flow["grade"] == "observed"
    assert len(flow["detail"]) >= 6
    assert any(f["detector"] == "device-fingerprinting" for f in ran.json["findings"])
    assert set(flows(ran)) == {("device", "risk.collector.test")}


def test_a_session_recorder_takes_what_is_typed_before_it_is_submitted(
    undertow: Undertow, site: str, tmp_path: Path
) -> None:
    found = flows(audit(undertow, site, "rrweb", tmp_path))
    assert found["email", "replay.collector.test"]["before_submit"]
    assert found["interaction", "replay.collector.test"]["grade"] == "observed"
    assert ("password", "replay.collector.test") not in found, "rrweb masks passwords by default"


def test_a_page_without_libraries_has_no_flow_to_others(undertow: Undertow, site: str, tmp_path: Path) -> None:
    ran = audit(undertow, site, "form", tmp_path)
    assert flows(ran) == {}
    (finding,) = ran.json["findings"]
    assert finding["detector"] == "credential-exposed", "its form is sent by GET, so the password stands in an address"
