"""Certificates of servers, as the Network domain reports them."""

from __future__ import annotations

import pytest

from undertow.capture.certificates import MOST, Certificates
from undertow.capture.protocol import Json

DETAILS: Json = {
    "protocol": "TLS 1.3",
    "subjectName": "a.test",
    "sanList": ["a.test", "*.a.test"],
    "issuer": "CA",
    "validFrom": 1767225600,
    "validTo": 1798761600,
}


def answer(host: str = "a.test", **changes: object) -> Json:
    return {"url": f"https://{host}/x", "securityDetails": {**DETAILS, **changes}}


def test_certificate_is_kept_once_for_each_host_and_issuer() -> None:
    seen = Certificates()
    for response in (answer("b.test"), answer(), answer(), answer(issuer="Other CA")):
        seen.take(response)
    assert [(one.host, one.issuer) for one in seen.result()] == [
        ("a.test", "CA"),
        ("a.test", "Other CA"),
        ("b.test", "CA"),
    ]
    first = seen.result()[0]
    assert (first.valid_from, first.valid_to) == ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
    assert first.names == ("a.test", "*.a.test")


@pytest.mark.parametrize(
    "response", [{"url": "http://a.test/"}, {"url": "https://a.test/", "securityDetails": None}, answer(validTo=0)]
)
def test_answer_without_a_certificate_gives_none(response: Json) -> None:
    seen = Certificates()
    seen.take(response)
    assert seen.result() == ()


def test_hosts_without_end_are_cut() -> None:
    seen = Certificates()
    for number in range(MOST + 5):
        seen.take(answer(f"h{number}.test"))
    assert len(seen.result()) == MOST
