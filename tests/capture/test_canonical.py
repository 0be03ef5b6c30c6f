"""What the app's own names are aliases of."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.attribution.suffixes import Suffixes
from undertow.capture.canonical import ask, names, own_names
from undertow.capture.seal import HostMap
from undertow.errors import UsageError
from undertow.model import CanonicalName, Gap

SITE = Suffixes().domain
TABLE = {
    "metrics.shop.test": ("shop.tracker.test", "edge.cdn.test"),
    "www.shop.test": ("www.shop.test",),
}
MAPS = ("*.shop.test=127.0.0.1:8443", "metrics.shop.test=collect.tracker.test", "collect.tracker.test=127.0.0.1:9443")


def asked(
    hosts: Sequence[str], *, open_: bool, maps: Sequence[str] = ()
) -> tuple[tuple[CanonicalName, ...], tuple[Gap, ...]]:
    return asyncio.run(names(hosts, HostMap.parse_all(maps), open_=open_, resolve=lambda host: TABLE.get(host, ())))


def test_only_names_of_the_apps_own_domain_are_asked_for_and_not_its_host() -> None:
    hosts = ["shop.test", "www.shop.test", "metrics.shop.test", "other.test", "notshop.test"]
    assert own_names(hosts, "www.shop.test", SITE) == ("shop.test", "metrics.shop.test")
    assert own_names(["10.0.0.2"], "10.0.0.1", SITE) == own_names(["x"], "localhost", SITE) == ()
    assert own_names(["a.co.uk", "m.shop.co.uk"], "shop.co.uk", SITE) == ("m.shop.co.uk",)


def test_the_resolver_says_what_a_name_stands_for() -> None:
    found, gaps = asked(list(TABLE), open_=True)
    assert {(n.host, (*n.via, n.name), n.source) for n in found} == {
        (h, chain, "resolver") for h, chain in TABLE.items()
    }
    assert not gaps


def test_in_a_sealed_browser_nothing_is_asked_and_that_is_a_gap() -> None:
    found, (gap,) = asked(["metrics.shop.test"], open_=False)
    assert not found
    assert (gap.kind, gap.hides_findings) == ("canonical-names-unknown", True)
    _, (gap,) = asked(["metrics.shop.test"], open_=False, maps=["*.shop.test=127.0.0.1:8443"])
    assert not gap.hides_findings, "it is where the user says"


def test_a_name_that_the_resolver_does_not_know_is_a_gap() -> None:
    _, (gap,) = asked(["gone.shop.test"], open_=True)
    assert "gone.shop.test" in gap.why


def test_a_map_to_a_name_tells_the_alias_and_goes_where_that_name_is_mapped() -> None:
    maps = HostMap.parse_all(MAPS)
    first = next(m for m in maps if m.covers("metrics.shop.test"))
    assert (first.address, first.port, first.alias_of) == ("127.0.0.1", 9443, "collect.tracker.test")
    found, gaps = asked(["metrics.shop.test"], open_=False, maps=MAPS)
    assert [(n.name, n.source) for n in found] == [("collect.tracker.test", "map")]
    assert not gaps


def test_maps_to_names_that_are_aliases_themselves_tell_the_whole_chain() -> None:
    maps = ["shop.tracker.test=edge.cdn.test", "metrics.shop.test=shop.tracker.test", "edge.cdn.test=127.0.0.1:9443"]
    (name,), gaps = asked(["metrics.shop.test"], open_=False, maps=maps)
    assert (name.via, name.name, name.source) == (("shop.tracker.test",), "edge.cdn.test", "map")
    assert not gaps
    loop = [*maps, "edge.cdn.test=shop.tracker.test"]
    (name,), _ = asked(["metrics.shop.test"], open_=False, maps=loop)
    assert (*name.via, name.name) == ("shop.tracker.test", "edge.cdn.test")


@pytest.mark.parametrize(
    ("last", "aliases", "chain"),
    [
        ("Edge.cdn.test.", ["m.shop.test", "t.tracker.test.", "edge.cdn.test"], ("t.tracker.test", "edge.cdn.test")),
        ("edge.cdn.test", None, ("edge.cdn.test",)),
        ("m.shop.test", ["m.shop.test"], ("m.shop.test",)),
        ("", [], ()),
    ],
)
def test_the_machines_resolver_tells_the_names_between_where_it_knows_them(
    monkeypatch: pytest.MonkeyPatch, last: str, aliases: list[str] | None, chain: tuple[str, ...]
) -> None:
    def by_name(host: str) -> tuple[str, list[str], list[str]]:
        if aliases is None:
            raise OSError("no IPv4 address")
        return last, aliases, ["127.0.0.1"]

    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **options: [(2, 1, 6, last, ("127.0.0.1", 0))])
    monkeypatch.setattr("socket.gethostbyname_ex", by_name)
    assert ask("m.shop.test") == chain


def test_an_alias_of_a_name_that_is_not_mapped_says_what_to_add() -> None:
    with pytest.raises(UsageError, match=r"Add --map collect\.tracker\.test=ADDRESS:PORT"):
        HostMap.parse_all(MAPS[1:2])


@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_maps_are_read_or_refused(texts: list[str]) -> None:
    try:
        HostMap.parse_all(texts)
    except UsageError as error:
        assert "--map" in str(error)
