from __future__ import annotations

import pytest

from undertow.attribution import Atlas, Clues, Shown
from undertow.model import Certificate

ATLAS = Atlas.load()
HOST = "t.nobody-knows-this.test"


def certificate(*names: str, host: str = HOST) -> Certificate:
    return Certificate(
        host=host, subject=names[0], names=names, issuer="Example CA", valid_from="2026-01-01T00:00:00Z",
        valid_to="2026-12-31T00:00:00Z", protocol="TLS 1.3",
    )  # fmt: skip


def test_a_certificate_with_names_of_one_known_company_tells_whose_an_unknown_host_may_be() -> None:
    shown = Shown(ATLAS, [certificate("*.nobody-knows-this.test", "criteo.com", "*.criteo.net")])
    party = Clues(ATLAS, [shown.clue]).party(ATLAS.party(HOST))
    assert (party.host, party.domain, party.organisation) == (HOST, "nobody-knows-this.test", "Criteo S.A.")
    assert (party.confidence, party.verified, party.lists_loaded) == ("possible", False, ())
    assert party.basis.startswith("certificate that is also for criteo.com")
    assert "lists were not looked up on its word" in party.notes[-1]


@pytest.mark.parametrize(
    "names",
    [
        ("*.nobody-knows-this.test", "nobody-knows-this.test"),
        ("nobody-knows-this.test", "criteo.com", "hotjar.com"),
        ("nobody-knows-this.test", "criteo.com", "one.test", "two.test"),
        ("nobody-knows-this.test", "sni.cloudflaressl.com"),
        ("nobody-knows-this.test", "criteo.com", "somebody.github.io"),
        ("nobody-knows-this.test", "fastly.net"),
        ("nobody-knows-this.test", *(f"criteo{i}.test" for i in range(30)), "criteo.com"),
    ],
)
def test_a_certificate_of_many_or_of_a_network_for_its_customers_tells_nothing(names: tuple[str, ...]) -> None:
    shown = Shown(ATLAS, [certificate(*names)])
    assert shown.behind(ATLAS.party(HOST)) is None
    assert Clues(ATLAS, [shown.clue]).party(ATLAS.party(HOST)) == ATLAS.party(HOST)


def test_a_listed_or_state_company_is_not_taken_on_the_word_of_a_certificate() -> None:
    shown = Shown(ATLAS, [certificate("nobody-knows-this.test", "cmpassport.com")])
    party = Clues(ATLAS, [shown.clue]).party(ATLAS.party(HOST))
    assert party.organisation is None and party.listings == () and party.state is None
    assert "the operator stays unknown" in party.notes[-1]


def test_a_host_that_a_table_knows_is_not_asked_for_its_certificate() -> None:
    shown = Shown(ATLAS, [certificate("hotjar.com", "criteo.com", host="static.hotjar.com")])
    assert Clues(ATLAS, [shown.clue]).party(ATLAS.party("static.hotjar.com")) == ATLAS.party("static.hotjar.com")
