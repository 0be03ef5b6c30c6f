from __future__ import annotations

import gzip
from collections.abc import Sequence

import pytest

from undertow import data
from undertow.attribution import Atlas, Clues, Located, Recognised, tables
from undertow.attribution.company_names import plain
from undertow.model import Confidence, SignatureHit, SignatureSign

ATLAS = Atlas.load()
HOST = "t.nobody-knows-this.test"
CRITEO, CLOUDFLARE, CHINA_MOBILE = "178.250.1.11", "104.16.132.229", "221.179.155.161"


def hit(system: str, operator: str | None, confidence: Confidence = "confirmed") -> SignatureHit:
    return SignatureHit(
        id=system, system=system.title(), kind="captcha", operator=operator, operator_country=None,
        confidence=confidence, signs=(SignatureSign(sign="global:x", weight=4),), verified=False,
    )  # fmt: skip


# of an operator with a known domain all, so that nothing but the rule in question can keep them out
GEETEST, ARKOSE, SENTRY = hit("geetest", "Geetest"), hit("arkose", "Arkose Labs"), hit("sentry", "Geetest")
MIXPANEL = hit("mixpanel", "Mixpanel")


def by_code(*, sent: Sequence[SignatureHit] = (), script: Sequence[SignatureHit] = ()) -> Clues:
    return Clues(ATLAS, [Recognised(ATLAS, {HOST: sent}, {HOST: [script]} if script else {}).clue])


def by_address(*addresses: str, host: str = HOST) -> Clues:
    return Clues(ATLAS, [Located(ATLAS, {host: addresses} if addresses else {}).clue])


@pytest.mark.parametrize("clues", [by_code(sent=[GEETEST]), by_code(script=[GEETEST]), by_code(script=[GEETEST] * 2)])
def test_a_system_recognised_at_an_unknown_host_tells_whose_it_may_be(clues: Clues) -> None:
    party = clues.party(ATLAS.party(HOST))
    assert (party.host, party.domain) == (HOST, "nobody-knows-this.test")
    assert party.organisation == ATLAS.party("geetest.com").organisation
    assert (party.confidence, party.verified, party.listings, party.lists_loaded) == ("possible", False, (), ())
    assert party.basis.startswith("code signature geetest: Geetest")
    assert "lists were not looked up on its word" in party.notes[-1]


@pytest.mark.parametrize(
    "clues",
    [
        by_code(sent=[hit("geetest", "Geetest", "possible")]),
        by_code(sent=[SENTRY]),
        by_code(sent=[hit("akamai-bm", "Geetest")]),
        by_code(sent=[GEETEST, ARKOSE]),
        by_code(sent=[hit("matomo", None)]),
        by_code(script=[hit("geetest", "Geetest", "likely")]),
        by_code(script=[GEETEST, ARKOSE]),
        by_code(script=[GEETEST, hit("sentry", "Mixpanel")]),
        by_code(script=[MIXPANEL]),
    ],
    ids=["weak", "given-out", "guard", "two", "nobody", "weak-code", "bundle", "bundled-package", "package"],
)
def test_what_others_run_bundle_or_merely_name_tells_nothing(clues: Clues) -> None:
    assert clues.party(ATLAS.party(HOST)) == ATLAS.party(HOST)


def test_traffic_of_a_package_does_tell_where_its_operator_alone_can_answer() -> None:
    assert by_code(sent=[MIXPANEL]).party(ATLAS.party(HOST)).organisation == "Mixpanel, Inc."


def test_an_address_in_a_network_of_a_company_alone_tells_whose_the_host_may_be() -> None:
    party = by_address(CRITEO).party(ATLAS.party(HOST))
    assert (party.organisation, party.confidence, party.lists_loaded) == ("Criteo S.A.", "possible", ())
    assert party.basis.startswith("address in AS44788 (")
    assert by_address(host=CRITEO).party(ATLAS.party(CRITEO)).organisation == "Criteo S.A."


@pytest.mark.parametrize(
    "addresses", [(CLOUDFLARE,), (CRITEO, CLOUDFLARE), ("127.0.0.1:443",), (CHINA_MOBILE,), ()], ids=str
)
def test_an_address_in_a_network_with_hosts_of_others_tells_nothing(addresses: tuple[str, ...]) -> None:
    assert by_address(*addresses).party(ATLAS.party(HOST)) == ATLAS.party(HOST)


@pytest.mark.parametrize("host", ["static.hotjar.com", "x.github.io", "d1abc.cloudfront.net"])
def test_a_host_that_a_table_knows_or_a_customer_of_a_hosting_company_is_not_asked(host: str) -> None:
    clues = Clues(ATLAS, [Located(ATLAS, {host: [CRITEO]}).clue, Recognised(ATLAS, {host: [GEETEST]}, {}).clue])
    assert clues.party(ATLAS.party(host)) == ATLAS.party(host)


def test_ways_that_differ_are_both_told_and_neither_is_taken() -> None:
    clues = Clues(ATLAS, [Recognised(ATLAS, {HOST: [GEETEST]}, {}).clue, Located(ATLAS, {HOST: [CRITEO]}).clue])
    party = clues.party(ATLAS.party(HOST))
    assert party.organisation is None and clues.behind(ATLAS.party(HOST)) is None
    assert ["geetest" in party.notes[-2].casefold(), "AS44788" in party.notes[-1]] == [True, True]


def test_a_listed_or_state_company_is_not_taken_on_the_word_of_a_signature() -> None:
    party = by_code(sent=[hit("cm-h5-ydrz", "China Mobile (cmpassport.com)")]).party(ATLAS.party(HOST))
    assert party.organisation is None and party.state is None and party.listings == ()
    assert "the operator stays unknown" in party.notes[-1]


def test_every_own_network_is_registered_under_the_name_it_is_said_to_have_and_hosts_nobody_else() -> None:
    registered = gzip.decompress(data.read("as_names.tsv.gz")).decode("utf-8")
    rows = [line.split("\t") for line in data.read("own_networks.tsv").decode("utf-8").splitlines()[1:]]
    assert len(rows) == len(tables.own_networks()) > 30
    for asn, domain, name in rows:
        party = ATLAS.party(domain)
        assert f"\n{asn}\t{name}\n" in registered
        assert plain(name) and party.organisation and not ATLAS.serves_others(party.organisation)
        assert not party.listings and party.state is None
