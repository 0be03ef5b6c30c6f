from __future__ import annotations

import pytest

from undertow.attribution import Atlas


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.mark.parametrize(
    ("address", "asn", "name", "country"),
    [
        ("8.8.8.8", 15169, "Google LLC", "US"),
        ("120.197.235.102", 56040, "China Mobile Communications Corporation", "CN"),
        ("120.222.143.1", 9808, "China Mobile", "CN"),
        ("120.241.38.1", 56040, "China Mobile Communications Corporation", "CN"),
        ("223.119.90.1", 58453, "China Mobile International Limited", "HK"),
        ("1.1.1.1", 13335, "Cloudflare, Inc.", "US"),
        ("[2606:4700:4700::1111]:443", 13335, "Cloudflare, Inc.", "US"),
        ("8.8.8.8:443", 15169, "Google LLC", "US"),
        ("::ffff:8.8.8.8", 15169, "Google LLC", "US"),
    ],
)
def test_an_address_has_network_name_and_country(atlas: Atlas, address: str, asn: int, name: str, country: str) -> None:
    network = atlas.network(address)
    assert network is not None
    assert (network.asn, network.as_name, network.country) == (asn, name, country)


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8443", "10.0.0.1", "192.168.1.1", "::1", "fe80::1%eth0", "224.0.0.1", "192.0.2.1", "x", ""]
)
def test_there_is_no_network_when_the_address_is_not_public(atlas: Atlas, address: str) -> None:
    assert atlas.network(address) is None


def test_an_address_in_no_table_has_unknowns(atlas: Atlas) -> None:
    network = atlas.network("2c0f:ffff:ffff::1")
    assert network is not None
    assert (network.asn, network.as_name, network.country) == (None, None, None)


def test_a_state_network_is_said_and_not_taken_for_the_operator(atlas: Atlas) -> None:
    who = atlas.who("120.222.143.1")
    assert who.organisation is None
    assert who.state is None
    assert any("state telecom" in note and "need not be who runs" in note for note in who.notes)


def test_no_state_network_is_said_of_a_private_company(atlas: Atlas) -> None:
    assert not any("state telecom" in note for note in atlas.who("8.8.8.8").notes)
