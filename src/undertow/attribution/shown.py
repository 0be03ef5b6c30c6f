"""Whose a host is that no table knows, by the certificate it showed: its holder has names that a table knows."""

from __future__ import annotations

from collections.abc import Iterable

from undertow.attribution.atlas import Atlas
from undertow.attribution.clues import Clue
from undertow.model import Certificate, Party

MOST = 20
"""Domains of a certificate from which on it is taken for one that a network shows for many customers."""


class Shown:
    """The certificates of an audit. `Clues` asks for them only where nothing else says whose a host is."""

    def __init__(self, atlas: Atlas, certificates: Iterable[Certificate]) -> None:
        self._atlas = atlas
        self._names: dict[str, set[str]] = {}
        for one in certificates:
            self._names.setdefault(one.host, set()).update(name.removeprefix("*.") for name in one.names)

    def behind(self, party: Party) -> str | None:
        """A domain of the one known company that the certificate of a host is also for; None if there is none."""
        if party.domain is None:
            return None
        names = sorted(self._names.get(party.host, ()))
        domains = sorted({self._atlas.site(name) or name for name in names} - {party.domain})
        if not domains or len(domains) > MOST or any(self._atlas.hosting(name) for name in names):
            return None
        known = [domain for domain in domains if self._atlas.party(domain).organisation]
        companies = {self._atlas.party(domain).organisation for domain in known}
        if len(companies) != 1 or 2 * len(known) < len(domains) or self._atlas.serves_others(*companies):
            return None
        return known[0]

    def clue(self, party: Party) -> Clue | None:
        """What `behind` tells, in words."""
        domain = self.behind(party)
        if domain is None:
            return None
        said = f"The certificate that {party.host} showed is also for {domain}"
        return Clue(domain, f"certificate that is also for {domain}", said)
