"""Whose a host may be that no table knows, by the network of its address: one in which only one company has hosts.

The registered name of a network does not tell a company's own from one that it rents out, so `own_networks.tsv` names
the few networks that are surely of the first kind. All others say by whom a host is hosted, and no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from undertow.attribution import tables
from undertow.attribution.atlas import Atlas
from undertow.attribution.clues import Clue
from undertow.model import Party


class Located:
    """The addresses that answered for the hosts of an audit."""

    def __init__(self, atlas: Atlas, addresses: Mapping[str, Sequence[str]]) -> None:
        self._atlas = atlas
        self._addresses = addresses

    @cached_property
    def _own(self) -> dict[int, str]:
        return tables.own_networks()

    def clue(self, party: Party) -> Clue | None:
        """The one company in whose own networks all public addresses of the host are; None if there is none."""
        seen = self._addresses.get(party.host, ()) or (party.host,)
        networks = [network for one in seen if (network := self._atlas.network(one))]
        numbers = {network.asn for network in networks}
        domains = {self._own.get(asn) if asn else None for asn in numbers}
        if len(domains) != 1 or None in domains:
            return None
        domain = next(iter(domains))
        if domain is None or self._atlas.serves_others(self._atlas.party(domain).organisation):
            return None
        where = " and ".join(f"AS{asn}" for asn in sorted(filter(None, numbers)))
        return Clue(domain, f"address in {where}", f"The address of {party.host} is in {where}, which is of {domain}")
