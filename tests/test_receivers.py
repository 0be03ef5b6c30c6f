from __future__ import annotations

import msgspec

from undertow.attribution import Aliases, Atlas
from undertow.model import (
    Evidence,
    Exchange,
    Flow,
    ScriptFacts,
    SignatureHit,
    SignatureSign,
    Vantage,
    Visit,
)
from undertow.receivers import addresses_of, clues, placed

VANTAGE = Vantage(
    name="north-america", label="North America", country="US", locale="en-US", languages=("en-US",),
    timezone="America/New_York", phone_prefix="+1",
)  # fmt: skip
ATLAS = Atlas.load()


def evidence(*answered: tuple[str, str | None]) -> Evidence:
    exchanges = tuple(
        Exchange(id=f"v1.e{i}", at=0.0, method="GET", url=f"https://{host}/", host=host, remote_address=address,
                 channel="fetch", step="land")
        for i, (host, address) in enumerate(answered)
    )  # fmt: skip
    visit = Visit(
        id="v1", vantage=VANTAGE, started="2026-11-22T00:00:00Z", duration=1.0, outcome="complete", browser="b",
        user_agent="u", headless_marker_removed=True, sealed=True, exchanges=exchanges,
    )  # fmt: skip
    return Evidence(
        tool="undertow", target="https://a.test/", started="2026-11-22T00:00:00Z", submit=True, visits=(visit,)
    )


def test_the_networks_that_answered_and_the_transfer_view_of_all_countries_are_told() -> None:
    host = "verify.cmpassport.com"
    seen = evidence((host, "8.8.8.8:443"), (host, "8.8.4.4:443"), ("other.test", "1.1.1.1"), (host, None))
    party = placed({host: ATLAS.party(host)}, addresses_of(seen), ATLAS)[host]
    assert [(one.asn, one.country) for one in party.networks] == [(15169, "US")]
    assert [(way.country, way.roles) for way in party.transfers] == [
        ("CN", ("operator", "owner's state")), ("US", ("network",)),
    ]  # fmt: skip


def test_an_address_on_this_machine_is_no_network_and_an_unknown_host_has_no_view() -> None:
    party = placed(
        {"nobody.test": ATLAS.party("nobody.test")}, addresses_of(evidence(("nobody.test", "127.0.0.1:443"))), ATLAS
    )
    assert party["nobody.test"].networks == () and party["nobody.test"].transfers == ()


APP, MAKER, UNKNOWN = "https://a.test/app.js", "https://static.geetest.com/gt.js", "t.nobody-knows-this.test"
SCRIPT, OTHER = "a" * 64, "b" * 64
GEETEST = SignatureHit(
    id="geetest", system="GeeTest", kind="captcha", operator="Geetest", operator_country="CN", confidence="confirmed",
    signs=(SignatureSign(sign="global:initGeetest", weight=4),), verified=False,
)  # fmt: skip
FACTS = {SCRIPT: ScriptFacts(sha256=SCRIPT, size=9, parsed=True, signatures=(GEETEST,))}


def sending(script_url: str | None, *, first_party: bool = False, sha: str = SCRIPT, systems: bool = False) -> Flow:
    return Flow(
        id="f", data="phone", script="s", script_sha256=sha, script_url=script_url, sink="fetch", host=UNKNOWN,
        first_party=first_party, organisation=None, owner=None, state=None, grade="observed", guard=None,
        systems=(GEETEST,) if systems else (), confidence="likely", evidence=(),
    )  # fmt: skip


def organisation(flow: Flow, seen: Evidence) -> str | None:
    hints = clues([flow], FACTS, seen, addresses_of(seen), ATLAS, Aliases(ATLAS, ()))
    return hints.party(ATLAS.party(UNKNOWN)).organisation


def delivered(host: str) -> Evidence:
    seen = evidence((host, None))
    [visit] = seen.visits
    exchange = msgspec.structs.replace(visit.exchanges[0], response_body=SCRIPT)
    return msgspec.structs.replace(seen, visits=(msgspec.structs.replace(visit, exchanges=(exchange,)),))


def test_a_host_may_be_of_the_maker_of_a_script_that_sends_to_it_or_that_it_delivers() -> None:
    named = ATLAS.party("geetest.com").organisation
    assert organisation(sending(MAKER), evidence()) == named
    assert organisation(sending(APP, sha=OTHER), delivered(UNKNOWN)) == named
    assert organisation(sending(None, systems=True), evidence()) == named


def test_the_app_s_own_host_and_scripts_that_have_no_part_in_it_tell_nothing() -> None:
    assert organisation(sending(APP), evidence()) is None
    assert organisation(sending("https://cdn.a.test/app.js"), evidence()) is None
    assert organisation(sending(None), evidence()) is None
    assert organisation(sending(APP, sha=OTHER), delivered("other.test")) is None
    assert organisation(sending(MAKER, first_party=True, systems=True), delivered(UNKNOWN)) is None


def test_a_host_may_be_of_the_company_in_whose_own_network_it_answered() -> None:
    assert organisation(sending(APP), evidence((UNKNOWN, "178.250.1.11:443"))) == "Criteo S.A."
    assert organisation(sending(APP), evidence((UNKNOWN, "8.8.8.8:443"))) is None
