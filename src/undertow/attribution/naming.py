"""Organisations by name, as a person types it."""

from __future__ import annotations

from collections.abc import Iterable

from undertow.attribution.listings import ListIndex
from undertow.attribution.ownership import OwnershipGraph
from undertow.attribution.resolve import Resolution
from undertow.attribution.tables import Organisation, Organisations


class NameIndex:
    """Names of organisations, entities and listed companies; case does not matter, spelling does."""

    def __init__(
        self, organisations: Iterable[Organisation], table: Organisations, graph: OwnershipGraph, lists: ListIndex
    ) -> None:
        self._graph = graph
        organisations = tuple(organisations)
        self._kinds = (
            ("name", _index((org, (org.name, graph.canonical(org.entity or ""))) for org in organisations)),
            ("alias", _index((org, org.aliases) for org in organisations)),
            ("brand", _index((org, org.names) for org in organisations)),
        )
        self._entities = {name.casefold(): name for name in (*graph.entities(), *lists.names())}
        self._same_as = {name.casefold(): same.casefold() for name, same in table.same_as.items()}

    def find(self, text: str) -> Resolution | None:
        """The organisation that `text` names: by its own name first, then by alias, then by brand."""
        wanted = text.casefold()
        for kind, index in self._kinds:
            fitting = index.get(wanted) or (index.get(self._same_as.get(wanted, "")) if kind == "name" else None)
            if fitting:
                return self._of_organisation(kind, fitting)
        return self._of_entity(self._same_as.get(wanted, wanted))

    def suggestions(self, text: str) -> tuple[str, ...]:
        """A note with known names that hold `text`, if it is long enough to mean something."""
        wanted = text.casefold()
        names = [org.name for index in self._kinds[0][1].values() for org in index] + list(self._entities.values())
        found = sorted({name for name in names if wanted in name.casefold()}) if len(wanted) > 2 else []
        return (f"Known names that hold it: {'; '.join(found[:8])}.",) if found else ()

    def _of_organisation(self, kind: str, fitting: list[Organisation]) -> Resolution:
        first, others = fitting[0], "; ".join(org.name for org in fitting[1:])
        row = self._graph.row(self._graph.canonical(first.entity)) if first.entity else None
        return Resolution(
            organisation=first,
            name=first.name,
            country=first.country,
            basis=f"{kind} in {_table(first)}",
            confidence="likely",
            verified=row.verified if row else first.verified,
            notes=(f"Also called so: {others}.",) if others else (),
        )

    def _of_entity(self, wanted: str) -> Resolution | None:
        name = self._entities.get(wanted)
        if name is None:
            return None
        row, body = self._graph.row(name), self._graph.body(name)
        country = row.country if row else body.country if body else None
        return Resolution(
            organisation=Organisation(id="", name=name, country=country, entity=name, verified=False),
            name=name,
            country=country,
            basis="name in ownership.json or listings.json",
            confidence="likely",
            verified=row.verified if row else False,
        )


def _table(organisation: Organisation) -> str:
    """Where its record is: rows of organisations.toml alone have ids of their own, and companies.tsv has no flags."""
    if organisation.id != organisation.name:
        return f"organisations.toml: {organisation.id}"
    return "adapters.tsv" if organisation.verified else "companies.tsv"


def _index(named: Iterable[tuple[Organisation, Iterable[str]]]) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for organisation, names in named:
        for name in names:
            holders = found.setdefault(name.casefold(), [])
            if name and organisation not in holders:
                holders.append(organisation)
    return found
