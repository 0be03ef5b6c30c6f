"""CNAME cloaking: names of the app that stand for a host of a tracking service."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from undertow.attribution.atlas import Atlas
from undertow.model import CanonicalName, Party, SignatureHit

NOT_TRACKING = frozenset({"cdn", "hosting", "utility", "content", "other", "consent-provider", "video"})
"""Categories of third-party-web whose hosts deliver the app's own things, as most aliases do."""


class Aliases:
    """The hosts of an audit, with those that are aliases of a tracking service taken for what they stand for."""

    def __init__(self, atlas: Atlas, names: Iterable[CanonicalName]) -> None:
        self._atlas = atlas
        found = ((name.host, self._tracker(name)) for name in names)
        self.cloaked = {host: tracker for host, tracker in found if tracker}
        """By host of the app: the name of the tracking service's host."""

    def _tracker(self, name: CanonicalName) -> str | None:
        """The first name of the chain that is of another party, whose business is known and is not to deliver the app.

        Most aliases lead to networks that deliver content, and so do trackers: their name is then one of those between.
        What leads to unknown names alone is not judged.
        """
        return next((one for one in (*name.via, name.name) if self._cloaks(name.host, one)), None)

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
