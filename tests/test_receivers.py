from __future__ import annotations

from undertow.attribution import Atlas
from undertow.model import Evidence, Exchange, Vantage, Visit
from undertow.receivers import placed

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
    party = placed({host: ATLAS.party(host)}, seen, ATLAS)[host]
    assert [(one.asn, one.country) for one in party.networks] == [(15169, "US")]
    assert [(way.country, way.roles) for way in party.transfers] == [
        ("CN", ("operator", "owner's state")), ("US", ("network",)),
    ]  # fmt: skip


def test_an_address_on_this_machine_is_no_network_and_an_unknown_host_has_no_view() -> None:
    party = placed({"nobody.test": ATLAS.party("nobody.test")}, evidence(("nobody.test", "127.0.0.1:443")), ATLAS)
    assert party["nobody.test"].networks == () and party["nobody.test"].transfers == ()
