"""Lists that come in packs: they name a company, or they do not; nothing follows by ownership."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from undertow.attribution.ownership import OwnershipGraph
from undertow.attribution.packs import PackEntry, PackHead, Packs
from undertow.attribution.resolve import Resolution
from undertow.attribution.tables import Organisation
from undertow.model import Listing

SCOPE = "Not told by the pack; the list itself says what it restricts."
MATCHED = "Found by the spelling of the name alone: another company may have the same name."


class PackLists:
    """Entries of the packs by name of an organisation or of an owner above it."""

    def __init__(self, packs: Packs, graph: OwnershipGraph, as_of: str | None = None) -> None:
        """`as_of`: day (ISO 8601); entries that the source has only since later count as not there."""
        self._packs = packs
        self._graph = graph
        self._as_of = as_of
        self._found: dict[str, tuple[Listing, ...]] = {}

    def listings(self, organisation: Organisation) -> tuple[Listing, ...]:
        """What the packs' lists say of the operator, then of the owners above it."""
        key = f"{organisation.id} {organisation.name}"
        if not any(pack.head.entries for pack in self._packs.all):
            return ()
        if key not in self._found:
            self._found[key] = tuple(self._listings(organisation))
        return self._found[key]

    def _listings(self, organisation: Organisation) -> Iterator[Listing]:
        graph = self._graph
        own = [organisation.name, *organisation.listed_as, *([organisation.entity] if organisation.entity else [])]
        start = graph.start(organisation)
        above = [name for name in (graph.line(start) if start else []) if name not in own and not self._state(name)]
        seen: set[tuple[str, str]] = set()
        for relation, names, country in (("operator", own, organisation.country), ("group", above, None)):
            for name in names:
                for head, entry in self._packs.entries(name):
                    if (head.name, entry.id) not in seen and self._fits(entry, country):
                        seen.add((head.name, entry.id))
                        yield _listing("operator" if relation == "operator" else "group", head, entry)

    def _state(self, name: str) -> bool:
        body = self._graph.body(name)
        return body is not None and body.is_state

    def _fits(self, entry: PackEntry, country: str | None) -> bool:
        """Not from after the day asked for, and not known to be of another country."""
        if self._as_of is not None and entry.since is not None and entry.since > self._as_of[: len(entry.since)]:
            return False
        return country is None or entry.country is None or entry.country == country

    def find(self, name: str) -> Resolution | None:
        """A company that only a pack's list knows, by the name that a person types."""
        found = [(head, entry) for head, entry in self._packs.entries(name) if self._fits(entry, None)]
        if not found:
            return None
        head, entry = found[0]
        countries = {entry.country for _, entry in found}
        return Resolution(
            organisation=Organisation(id=f"pack {head.name}", name=entry.name, country=None, verified=False),
            name=entry.name,
            country=entry.country if len(countries) == 1 else None,
            basis=f"name on a list in pack {head.name}",
            confidence="possible",
        )


def _listing(relation: Literal["operator", "group"], head: PackHead, entry: PackEntry) -> Listing:
    return Listing(
        list=entry.list,
        authority=f"as collected by {head.title}",
        entity=entry.name,
        relation=relation,
        scope=f"In the source's words: {entry.said}. {SCOPE}" if entry.said else SCOPE,
        date=None,
        date_note=f"in {head.title} since {entry.since}" if entry.since else "",
        citation=f"{head.title}, entry {entry.id}, data of {head.date}",
        propagation="not told by the pack",
        status=f"on the list in the data of {head.date}",
        source=f"pack {head.name}: {head.origin}",
        verified=False,
        note=MATCHED,
    )
