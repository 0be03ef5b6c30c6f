"""CNAME cloaking: names of the app that stand for a host of a tracking service."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from undertow.attribution.atlas import Atlas
from undertow.attribution.hosts import parents
from undertow.model import CanonicalName, Party, SignatureHit

NOT_TRACKING = frozenset({"cdn", "hosting", "utility", "content", "other", "consent-provider", "video"})
"""Categories of third-party-web whose hosts deliver the app's own things, as most aliases do."""


class Aliases:
    """The hosts of an audit, with those that are aliases of a tracking service taken for what they stand for."""

    def __init__(self, atlas: Atlas, names: Iterable[CanonicalName]) -> None:
        self._atlas = atlas
        names = tuple(names)
        found = ((name.host, self._tracker(name)) for name in names)
        self.cloaked = {host: tracker for host, tracker in found if tracker}
        """By host of the app: the name of the tracking service's host."""
        strange = ((n.host, n.name) for n in names if n.host not in self.cloaked and self._unknown(n))
        self.elsewhere = dict(strange)
        """By host of the app: the name of a host in another domain, where no table knows any name of the chain.

        Names of customers of hosting companies are not among them: what is hosted there is mostly the app itself.
        """

    def _tracker(self, name: CanonicalName) -> str | None:
        """The first name of the chain that is of another party, whose business is known and is not to deliver the app.

        Most aliases lead to networks that deliver content, and so do trackers: their name is then one of those between.
        What leads to unknown names alone is not judged.
        """
        return next((one for one in (*name.via, name.name) if self._cloaks(name.host, one)), None)

    def _unknown(self, name: CanonicalName) -> bool:
        """Whether the chain ends in another domain, and no table knows any of its names that is not the app's own."""
        foreign = [one for one in (*name.via, name.name) if not self._atlas.same_party(name.host, one)]
        return name.name in foreign and not any(map(self._known, foreign))

    def _known(self, name: str) -> bool:
        """Whether a table knows the host, or a domain that it is below: names of customers of a network are its own."""
        if self._atlas.hosting(name):
            return True
        return any(self._atlas.category(one) or self._atlas.party(one).organisation for one in parents(name)[:-1])

    def _cloaks(self, host: str, name: str) -> bool:
        category = self._atlas.category(name)
        return category is not None and category not in NOT_TRACKING and not self._atlas.same_party(host, name)

    def same_party(self, host: str, other: str) -> bool:
        """As `Atlas.same_party`, of what the hosts stand for."""
        return self._atlas.same_party(self.cloaked.get(host, host), self.cloaked.get(other, other))

    def party(self, host: str, systems: tuple[SignatureHit, ...] = ()) -> Party:
        """As `Atlas.party`, of what the host stands for."""
        behind = self.cloaked.get(host)
        if behind is None:
            return self._atlas.party(host, systems=systems)
        party = self._atlas.party(behind, systems=systems)
        note = f"{host} is an alias (CNAME) of {behind}."
        return msgspec.structs.replace(party, host=host, notes=(note, *party.notes))
