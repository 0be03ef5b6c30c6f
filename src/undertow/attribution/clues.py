"""Whose a host may be that no table knows: what an audit saw of it points to a domain of a known company."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from undertow.attribution.atlas import Atlas
from undertow.model import Party


class Clue(NamedTuple):
    """One way that leads from a host to a company."""

    domain: str
    """A domain of the company."""
    basis: str
    said: str
    """A sentence that says what was seen, without its end."""


Way = Callable[[Party], Clue | None]


class Clues:
    """The ways of an audit, asked only where nothing else says whose a host is."""

    def __init__(self, atlas: Atlas, ways: Sequence[Way]) -> None:
        """`ways`: the strongest first."""
        self._atlas = atlas
        self._ways = ways

    def _found(self, party: Party) -> list[Clue]:
        if party.organisation or party.brand or self._atlas.hosting(party.host):
            return []
        return [clue for way in self._ways if (clue := way(party)) is not None]

    def behind(self, party: Party) -> str | None:
        """A domain of the company that all clues point to; None if there is none, or they differ."""
        found = self._found(party)
        companies = {self._atlas.party(clue.domain).organisation for clue in found}
        return found[0].domain if len(companies) == 1 else None

    def party(self, party: Party) -> Party:
        """The party, with the company that the clues tell of: possible, and it leads to no official list."""
        found = self._found(party)
        if not found:
            return party
        others = [self._atlas.party(clue.domain) for clue in found]
        said = [f"{clue.said} ({other.organisation})" for clue, other in zip(found, others, strict=True)]
        differ = len({other.organisation for other in others}) > 1
        if differ or any(other.listings or other.state for other in others):
            why = "That alone does not say that the host is; the operator stays unknown."
            return msgspec.structs.replace(party, notes=(*party.notes, *(f"{text}. {why}" for text in said)))
        return msgspec.structs.replace(
            others[0],
            host=party.host,
            domain=party.domain,
            basis=f"{found[0].basis} ({others[0].basis})",
            confidence="possible",
            verified=False,
            lists_loaded=(),
            notes=(
                *party.notes,
                *(f"{text}; no table says so of the host, and lists were not looked up on its word." for text in said),
            ),
        )
