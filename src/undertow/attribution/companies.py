"""Companies from general knowledge and from adapters of Prebid.js: what organisations.toml does not say of them."""

from __future__ import annotations

from collections.abc import Iterable

from undertow.attribution.tables import AdapterRow, Body, Company, Organisation, Organisations


class Companies:
    """The rows of companies.tsv as organisations; a row of the name of one in organisations.toml adds to that one.

    Rows of adapters.tsv add domains to either, and companies that neither has.
    """

    def __init__(
        self, table: Organisations, rows: Iterable[Company], adapters: Iterable[AdapterRow], as_of: str | None
    ) -> None:
        """`as_of`: day that owners are asked for; one known to have come later, or gone before, is left out."""
        known = {org.name: org for org in table.organisation}
        taken = {*table.same_as, *(body.name for body in table.body)}
        self.organisations: list[Organisation] = []
        """Those that organisations.toml does not have."""
        self.bodies: list[Body] = []
        self.domains: dict[str, Organisation] = {}
        self.adapters: dict[str, str] = {}
        """By domain that adapters.tsv alone has: the adapters."""
        aliases: dict[str, list[Organisation]] = {}
        for row in rows:
            organisation = known.get(row.name)
            if organisation is None:
                organisation = known[row.name] = _organisation(row, as_of)
                self._add(organisation, taken)
            self.domains.update(dict.fromkeys(row.domains, organisation))
            for alias in (row.name, *row.also_called):
                aliases.setdefault(alias, []).append(organisation)
        for adapter in adapters:
            if adapter.company not in known:
                known[adapter.company] = _of_adapter(adapter)
                self._add(known[adapter.company], taken)
                aliases.setdefault(adapter.company, []).append(known[adapter.company])
            for domain in adapter.domains:
                self.domains[domain] = known[adapter.company]
                self.adapters[domain] = ", ".join(adapter.adapters)
        self.aliases = {alias: found[0] for alias, found in aliases.items() if len(found) == 1}
        """Names that one company alone has."""

    def _add(self, organisation: Organisation, taken: set[str]) -> None:
        self.organisations.append(organisation)
        if organisation.name not in taken:
            self.bodies.append(
                Body(
                    name=organisation.name,
                    country=organisation.country,
                    kind="company",
                    owner=organisation.owner,
                    owned_since=organisation.owned_since,
                    owned_until=organisation.owned_until,
                )
            )


def _of_adapter(row: AdapterRow) -> Organisation:
    return Organisation(
        id=row.company,
        name=row.company,
        domains=row.domains,
        verified="partial",
        note="Known by its adapter in Prebid.js, which names its domains; country and owner are not known.",
    )


def _organisation(row: Company, as_of: str | None) -> Organisation:
    held = row.owner(as_of)
    former = "; ".join(
        f"{one.owner}, {f'from {one.since} ' if one.since else ''}to {one.until}"
        for one in row.owners
        if one.until and one is not held and (as_of is None or one.until <= as_of[: len(one.until)])
    )
    return Organisation(
        id=row.name,
        name=row.name,
        country=row.country,
        names=row.also_called,
        domains=row.domains,
        owner=held.owner if held else None,
        owned_since=held.since if held else None,
        owned_until=held.until if held else None,
        verified=False,
        note="Company, country and owner are from general knowledge."
        + (f" Former owners: {former}." if former else ""),
    )
