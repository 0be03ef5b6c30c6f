from __future__ import annotations

import pytest
from cases_of_flows import HOST, flow
from cases_of_traces import APP, case, sent

from undertow.detectors.credential_exposed import DETECTOR
from undertow.model import Sent, Traces

OWN = {"host": APP, "first_party": True}


def found(*sendings: Sent) -> list[tuple[str, str]]:
    audited = case(flows=[flow(data="password")], traces=Traces(sent=sendings))
    return [(f.severity, f.title) for f in DETECTOR.detect(audited)]


@pytest.mark.parametrize(
    ("sending", "severity", "words"),
    [
        (sent(data="password"), "high", f"({HOST}) (another party)"),
        (sent(data="otp"), "high", "another party"),
        (sent(data="password", url=f"http://{APP}/in", **OWN), "high", "without encryption"),
        (sent(data="password", url=f"https://{APP}/in?p=x", part="url", **OWN), "medium", "in an address"),
        (sent(data="password", url=f"https://{APP}/in", layers=("json", "sha256"), **OWN), "low", "as a plain hash"),
    ],
)
def test_each_way_of_exposing_a_secret_is_told_with_its_severity(sending: Sent, severity: str, words: str) -> None:
    ((said, title),) = found(sending)
    assert said == severity
    assert words in title


@pytest.mark.parametrize(
    "sending",
    [
        sent(data="password", url=f"https://{APP}/in", **OWN),
        sent(data="password", url="http://localhost:8080/in", host="localhost", first_party=True),
        sent(data="password", url="http://127.0.0.1/in", host="127.0.0.1", first_party=True),
        sent(data="email", url=f"https://{APP}/in?e=x", part="url", **OWN),
    ],
)
def test_a_secret_in_the_encrypted_body_to_the_app_and_what_is_no_secret_are_no_finding(sending: Sent) -> None:
    assert not found(sending)


def test_one_host_is_one_finding_of_the_gravest_way() -> None:
    ((severity, title),) = found(sent(data="password"), sent(data="password", id="v1.e2", layers=("md5",)))
    assert severity == "high"
    assert "plain hash" in title
