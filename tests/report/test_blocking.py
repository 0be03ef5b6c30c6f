"""Blocking rules name the recipients with findings, nobody else, and hold nothing that a page could slip in."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import APP, CARRIER, EMPTY, FINDINGS, NASTY, PHONE_FLOW, RISK, SAMPLE, TELEMETRY

from undertow.model import AuditResult
from undertow.report.blocking import blocking


def accusing(host: str, sink: str = "fetch") -> AuditResult:
    """A result whose one finding names `host`."""
    flow = msgspec.structs.replace(PHONE_FLOW, host=host, sink=sink)
    return msgspec.structs.replace(
        SAMPLE, flows=(flow,), findings=(msgspec.structs.replace(FINDINGS[0], flows=(flow.id,), host=host),)
    )


def test_hosts_are_those_with_findings_and_no_others() -> None:
    rules = blocking(SAMPLE)
    assert rules.hosts == (RISK, CARRIER)
    for text in (rules.hosts_file, rules.response_policy_zone, rules.adblock):
        assert TELEMETRY not in text
        assert APP not in text


def test_each_form_blocks_the_host() -> None:
    rules = blocking(accusing(CARRIER))
    who = "operated by China Mobile Internet Co., Ltd."
    assert rules.hosts_file == f"# {who}\n0.0.0.0 {CARRIER}\n"
    assert rules.response_policy_zone == f"; {who}\n{CARRIER} CNAME .\n*.{CARRIER} CNAME .\n"
    assert rules.adblock == f"! {who}\n||{CARRIER}^\n"
    assert rules.content_security_policy == f"Content-Security-Policy: connect-src 'self' {APP}\n"


@pytest.mark.parametrize(
    ("sink", "directive"),
    [("form", "form-action"), ("image", "img-src"), ("script", "script-src"), ("beacon", "connect-src")],
)
def test_the_directive_follows_from_how_it_is_sent(sink: str, directive: str) -> None:
    rules = blocking(accusing(CARRIER, sink))
    assert rules.content_security_policy.startswith(f"Content-Security-Policy: {directive} 'self'")


def test_the_own_hosts_of_the_app_stay_allowed_and_unblocked() -> None:
    own = msgspec.structs.replace(PHONE_FLOW, id="own", host="api.own.example", first_party=True)
    result = msgspec.structs.replace(accusing(CARRIER), flows=(PHONE_FLOW, own))
    finding = msgspec.structs.replace(FINDINGS[0], flows=("own", PHONE_FLOW.id), host=None)
    rules = blocking(msgspec.structs.replace(result, findings=(finding,)))
    assert rules.hosts == (CARRIER,)
    assert "api.own.example" in rules.content_security_policy
    assert "api.own.example" not in rules.adblock


def test_nothing_is_suggested_when_nothing_was_found() -> None:
    rules = blocking(EMPTY)
    texts = (rules.content_security_policy, rules.hosts_file, rules.response_policy_zone, rules.adblock)
    assert texts == ("", "", "", "")
    assert (rules.hosts, rules.limits) == ((), ())


def test_limits_are_stated_beside_the_rules() -> None:
    assert any("own servers" in sentence for sentence in blocking(SAMPLE).limits)


@pytest.mark.parametrize("host", ["192.0.2.1", "[::1]", "localhost", "a..b", "-a.example", f"{64 * 'a'}.test", NASTY])
def test_a_host_is_named_as_skipped_when_rules_by_name_cannot_say_it(host: str) -> None:
    rules = blocking(accusing(host))
    assert (rules.hosts, rules.hosts_file, rules.adblock) == ((), "", "")
    assert len(rules.skipped) == 1
    assert rules.skipped[0].isprintable()


@pytest.mark.parametrize("host", ["xn--fiqs8s.example", "a_b.example", "1.a.example", "a.b-c.d.example", "1e100.net"])
def test_unusual_names_are_blocked_too(host: str) -> None:
    assert blocking(accusing(host)).hosts == (host,)


HOST = re.compile(r"[a-z0-9_.-]+")


@given(host=st.text(min_size=1, max_size=30))
def test_no_host_can_add_a_line_of_its_own(host: str) -> None:
    rules = blocking(accusing(host))
    for line in rules.hosts_file.splitlines():
        assert line.startswith("# ") or HOST.fullmatch(line.removeprefix("0.0.0.0 "))
    for line in rules.adblock.splitlines():
        assert line.startswith("! oper") or HOST.fullmatch(line.removeprefix("||").removesuffix("^"))


@given(name=st.text(st.characters(), min_size=1, max_size=40))
def test_no_organisation_can_add_a_line_of_its_own(name: str) -> None:
    (party,) = [party for party in SAMPLE.parties if party.host == CARRIER]
    result = msgspec.structs.replace(
        accusing(CARRIER), parties=(msgspec.structs.replace(party, organisation=name, brand=None),)
    )
    rules = blocking(result)
    assert len(rules.adblock.splitlines()) == len(rules.hosts_file.splitlines()) == 2
    assert len(rules.response_policy_zone.splitlines()) == 3
