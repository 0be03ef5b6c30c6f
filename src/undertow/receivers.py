"""Whoever receives something: the countries of each host, and the privacy policy against its names and systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from undertow import policy
from undertow.attribution import Aliases, Atlas, Shown
from undertow.model import Evidence, Flow, Party, PolicyCheck


def check_policy(
    page: policy.PolicyPage | None,
    flows: Sequence[Flow],
    atlas: Atlas,
    aliases: Aliases,
    shown: Shown,
    parties: Mapping[str, Party],
) -> PolicyCheck:
    """Whom the policy names of all other parties that get, or could get, something, and what it says of each flow."""
    hosts = dict.fromkeys(flow.host for flow in flows if not flow.first_party)
    names = {host: _names(host, atlas, aliases, shown) for host in hosts}
    named = policy.check(page, [(host, parties[host].organisation, names[host]) for host in hosts])
    if page is None:
        return named
    receivers = {
        host: policy.Receiver(
            host=host,
            organisation=parties[host].organisation,
            names=names[host],
            systems=tuple(dict.fromkeys(hit.kind for flow in flows if flow.host == host for hit in flow.systems)),
            category=atlas.category(aliases.cloaked.get(host, host)),
            countries=_countries(parties[host]),
        )
        for host in hosts
    }
    return msgspec.structs.replace(named, practices=policy.compare(policy.gather(page), flows, receivers))


def _names(host: str, atlas: Atlas, aliases: Aliases, shown: Shown) -> tuple[str, ...]:
    """What a policy could call who is behind a host, also by what its certificate tells."""
    other = shown.behind(atlas.party(host)) if host not in aliases.cloaked else None
    found = (*atlas.names(aliases.cloaked.get(host, host)), *(atlas.names(other) if other else ()))
    return tuple(dict.fromkeys(found))


def placed(parties: Mapping[str, Party], evidence: Evidence, atlas: Atlas) -> dict[str, Party]:
    """The parties with the networks that answered for their hosts, and what EU law asks for all their countries."""
    addresses: dict[str, dict[str, None]] = {}
    for visit in evidence.visits:
        for exchange in visit.exchanges:
            if exchange.remote_address:
                addresses.setdefault(exchange.host, {})[exchange.remote_address] = None
    found = {}
    for host, party in parties.items():
        seen = [network for one in addresses.get(host, ()) if (network := atlas.network(one))]
        networks = tuple({(one.asn, one.country): one for one in reversed(seen)}.values())[::-1]
        ways = atlas.transfers(party.operator_country, (one.country for one in networks), party.state)
        found[host] = msgspec.structs.replace(party, networks=networks, transfers=ways)
    return found


def _countries(party: Party) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """ISO codes with what is of that country: three different things, in this order."""
    roles: dict[str, dict[str, None]] = {}
    for code, role in (
        *((network.country, "network") for network in party.networks),
        (party.operator_country, "operator"),
        (party.state, "owner's state"),
    ):
        if code:
            roles.setdefault(code, {})[role] = None
    return tuple((code, tuple(each)) for code, each in roles.items())
