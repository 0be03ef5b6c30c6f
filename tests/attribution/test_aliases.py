"""Names of the app that stand for a tracking service, whichever name of the chain says so."""

from __future__ import annotations

import pytest

from undertow.attribution import Aliases, Atlas
from undertow.model import CanonicalName

HOST = "metrics.shop.test"
TRACKER, NETWORK = "shop.eulerian.net", "d111111abcdef8.cloudfront.net"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def cloaked(atlas: Atlas, *chain: str) -> dict[str, str]:
    name = CanonicalName(host=HOST, name=chain[-1], via=chain[:-1], source="resolver")
    return Aliases(atlas, [name]).cloaked


@pytest.mark.parametrize("chain", [(TRACKER,), (TRACKER, NETWORK), ("alias.shop.test", TRACKER, NETWORK)])
def test_a_tracking_service_anywhere_in_the_chain_is_whom_the_name_stands_for(
    atlas: Atlas, chain: tuple[str, ...]
) -> None:
    assert cloaked(atlas, *chain) == {HOST: TRACKER}
    assert (
        atlas.party(TRACKER).organisation
        == Aliases(atlas, [CanonicalName(host=HOST, name=chain[-1], via=chain[:-1], source="resolver")])
        .party(HOST)
        .organisation
    )


@pytest.mark.parametrize("chain", [(NETWORK,), ("edge.shop.test", NETWORK), ("nobody-knows.test",), (HOST,)])
def test_networks_that_deliver_and_names_that_nobody_knows_are_not_taken_for_one(
    atlas: Atlas, chain: tuple[str, ...]
) -> None:
    assert cloaked(atlas, *chain) == {}


def elsewhere(atlas: Atlas, *chain: str) -> dict[str, str]:
    name = CanonicalName(host=HOST, name=chain[-1], via=chain[:-1], source="resolver")
    return Aliases(atlas, [name]).elsewhere


def test_a_name_in_another_domain_that_no_table_knows_is_kept_apart(atlas: Atlas) -> None:
    assert elsewhere(atlas, "x.nobody-knows.test") == {HOST: "x.nobody-knows.test"}
    assert elsewhere(atlas, "edge.shop.test", "x.nobody-knows.test") == {HOST: "x.nobody-knows.test"}


@pytest.mark.parametrize(
    "chain",
    [
        (NETWORK,),
        ("x.nobody-knows.test", NETWORK),
        ("shop.netlify.app",),
        (TRACKER,),
        (HOST,),
        ("x.nobody-knows.test", "b.shop.test"),
    ],
)
def test_names_that_are_known_or_the_apps_own_are_not(atlas: Atlas, chain: tuple[str, ...]) -> None:
    assert elsewhere(atlas, *chain) == {}
