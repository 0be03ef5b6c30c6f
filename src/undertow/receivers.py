"""Whoever receives something: the countries of each host, and the privacy policy against its names and systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import msgspec

from undertow import policy
from undertow.attribution import Aliases, Atlas, Clues, Located, Recognised, Shown
from undertow.model import Evidence, Flow, Party, PolicyCheck, ScriptFacts, Sha256, SignatureHit


def check_policy(
    page: policy.PolicyPage | None,
    flows: Sequence[Flow],
    atlas: Atlas,
    aliases: Aliases,
    clues: Clues,
    parties: Mapping[str, Party],
) -> PolicyCheck:
    """Whom the policy names of all other parties that get, or could get, something, and what it says of each flow."""
    hosts = dict.fromkeys(flow.host for flow in flows if not flow.first_party)
    names = {host: _names(host, atlas, aliases, clues) for host in hosts}
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


def _names(host: str, atlas: Atlas, aliases: Aliases, clues: Clues) -> tuple[str, ...]:
    """What a policy could call who is behind a host, also by what its certificate, code or address tells."""
    other = clues.behind(atlas.party(host)) if host not in aliases.cloaked else None
    found = (*atlas.names(aliases.cloaked.get(host, host)), *(atlas.names(other) if other else ()))
    return tuple(dict.fromkeys(found))


def placed(parties: Mapping[str, Party], addresses: Mapping[str, Sequence[str]], atlas: Atlas) -> dict[str, Party]:
    """The parties with the networks that answered for their hosts, and what EU law asks for all their countries."""
    found = {}
    for host, party in parties.items():
        seen = [network for one in addresses.get(host, ()) if (network := atlas.network(one))]
        networks = tuple({(one.asn, one.country): one for one in reversed(seen)}.values())[::-1]
        ways = atlas.transfers(party.operator_country, (one.country for one in networks), party.state)
        found[host] = msgspec.structs.replace(party, networks=networks, transfers=ways)
    return found


def addresses_of(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """By host: the addresses that answered for it."""
    found: dict[str, dict[str, None]] = {}
    for visit in evidence.visits:
        for exchange in visit.exchanges:
            if exchange.remote_address:
                found.setdefault(exchange.host, {})[exchange.remote_address] = None
    return {host: tuple(addresses) for host, addresses in found.items()}


def clues(
    flows: Sequence[Flow],
    facts: Mapping[Sha256, ScriptFacts],
    evidence: Evidence,
    addresses: Mapping[str, Sequence[str]],
    atlas: Atlas,
    aliases: Aliases,
) -> Clues:
    """What the audit saw that may tell whose a host is: its certificate, systems known by their code, its address."""
    own = {flow.host for flow in flows if flow.first_party}
    sent: dict[str, list[SignatureHit]] = {}
    scripts: dict[str, dict[Sha256, None]] = {}
    for flow in flows:
        if flow.host in own:
            continue
        sent.setdefault(flow.host, []).extend(flow.systems)
        source = urlsplit(flow.script_url or "").hostname
        if flow.script_sha256 and source and not aliases.same_party(source, urlsplit(evidence.target).hostname or ""):
            scripts.setdefault(flow.host, {})[flow.script_sha256] = None
    for visit in evidence.visits:
        for exchange in visit.exchanges:
            if exchange.response_body and exchange.host in sent:
                scripts.setdefault(exchange.host, {})[exchange.response_body] = None
    marks = {host: [facts[one].signatures for one in each if one in facts] for host, each in scripts.items()}
    shown = Shown(atlas, (one for visit in evidence.visits for one in visit.certificates))
    ways = (shown.clue, Recognised(atlas, sent, marks).clue, Located(atlas, addresses).clue)
    return Clues(atlas, ways)


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
