"""The privacy policy against whoever receives something: names, systems and countries of each host, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from undertow import policy
from undertow.attribution import Aliases, Atlas
from undertow.model import Evidence, Flow, Party, PolicyCheck


def check_policy(
    page: policy.PolicyPage | None,
    evidence: Evidence,
    flows: Sequence[Flow],
    atlas: Atlas,
    aliases: Aliases,
    parties: Mapping[str, Party],
) -> PolicyCheck:
    """Whom the policy names of all other parties that get, or could get, something, and what it says of each flow."""
    hosts = dict.fromkeys(flow.host for flow in flows if not flow.first_party)
    names = {host: atlas.names(aliases.cloaked.get(host, host)) for host in hosts}
    named = policy.check(page, [(host, parties[host].organisation, names[host]) for host in hosts])
    if page is None:
        return named
    addresses = _addresses(evidence)
    receivers = {
        host: policy.Receiver(
            host=host,
            organisation=parties[host].organisation,
            names=names[host],
            systems=tuple(dict.fromkeys(hit.kind for flow in flows if flow.host == host for hit in flow.systems)),
            category=atlas.category(aliases.cloaked.get(host, host)),
            countries=_countries(parties[host], addresses.get(host, ()), atlas),
        )
        for host in hosts
    }
    return msgspec.structs.replace(named, practices=policy.compare(policy.gather(page), flows, receivers))


def _addresses(evidence: Evidence) -> Mapping[str, Sequence[str]]:
    """Host → the addresses that answered, in order."""
    found: dict[str, dict[str, None]] = {}
    for visit in evidence.visits:
        for exchange in visit.exchanges:
            if exchange.remote_address:
                found.setdefault(exchange.host, {})[exchange.remote_address] = None
    return {host: tuple(addresses) for host, addresses in found.items()}


def _countries(party: Party, addresses: Sequence[str], atlas: Atlas) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """ISO codes with what is of that country: three different things, in this order."""
    networks = [network.country for address in addresses if (network := atlas.network(address))]
    roles: dict[str, dict[str, None]] = {}
    for code, role in (
        *((code, "network") for code in networks),
        (party.operator_country, "operator"),
        (party.state, "owner's state"),
    ):
        if code:
            roles.setdefault(code, {})[role] = None
    return tuple((code, tuple(each)) for code, each in roles.items())
