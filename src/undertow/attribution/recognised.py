"""Whose a host may be that no table knows, by the code signature of a known system in what it gets or delivers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from undertow.attribution import tables
from undertow.attribution.atlas import Atlas
from undertow.attribution.clues import Clue
from undertow.model import Party, SignatureHit


class Recognised:
    """The systems that were recognised at hosts of others than the app."""

    def __init__(
        self,
        atlas: Atlas,
        sent: Mapping[str, Sequence[SignatureHit]],
        scripts: Mapping[str, Sequence[Sequence[SignatureHit]]],
    ) -> None:
        """By host, which is not the app's: systems in what is `sent` to it, and in each of the `scripts` behind it.

        Those are the scripts that it delivers, and those that send to it.
        """
        self._atlas = atlas
        self._sent = sent
        self._scripts = scripts

    @cached_property
    def _telling(self) -> tuple[frozenset[str], frozenset[str]]:
        return tables.telling_systems()

    def clue(self, party: Party) -> Clue | None:
        """The one company whose systems were recognised; None if there is none, or several."""
        if party.domain is None or not (party.host in self._sent or party.host in self._scripts):
            return None
        by_traffic, by_code = self._telling
        found = [hit for hit in self._sent.get(party.host, ()) if hit.id in by_traffic and hit.confidence != "possible"]
        for hits in self._scripts.get(party.host, ()):
            surely = [hit for hit in hits if hit.confidence != "possible"]
            # a script with marks of several makers is somebody's bundle, and says nothing of the host
            if len({hit.operator for hit in surely}) == 1:
                found += [hit for hit in surely if hit.id in by_code and hit.confidence == "confirmed"]
        domains = {domain for hit in found if hit.operator and (domain := self._atlas.domain_of(hit.operator))}
        if len(domains) != 1 or len({hit.operator for hit in found}) != 1:
            return None
        [domain] = domains
        return Clue(
            domain,
            f"code signature {found[0].id}: {found[0].system}",
            f"{found[0].system} was recognised in what {party.host} gets or delivers",
        )
