"""Companies from general knowledge: what organisations.toml and ownership.json do not say of them."""

from __future__ import annotations

from collections.abc import Iterable

from undertow.attribution.tables import Body, Company, Organisation, Organisations


class Companies:
    """The rows of companies.tsv as organisations; a row of the name of one in organisations.toml adds to that one."""

    def __init__(self, table: Organisations, rows: Iterable[Company], as_of: str | None) -> None:
        """`as_of`: day that owners are asked for; one known to have come later, or gone before, is left out."""
        known = {org.name: org for org in table.organisation}
        taken = {*table.same_as, *(body.name for body in table.body)}
        self.organisations: list[Organisation] = []
        """Those that organisations.toml does not have."""
        self.bodies: list[Body] = []
        self.domains: dict[str, Organisation] = {}
        aliases: dict[str, list[Organisation]] = {}
        for row in rows:
            organisation = known.get(row.name)
            if organisation is None:
                organisation = _organisation(row, as_of)
                self.organisations.append(organisation)
                if row.name not in taken:
                    self.bodies.append(
                        Body(
                            name=row.name,
                            country=row.country,
                            kind="company",
                            owner=organisation.owner,
                            owned_since=organisation.owned_since,
                            owned_until=organisation.owned_until,
                        )
                    )
            self.domains.update(dict.fromkeys(row.domains, organisation))
            for alias in (row.name, *row.also_called):
                aliases.setdefault(alias, []).append(organisation)
        self.aliases = {alias: found[0] for alias, found in aliases.items() if len(found) == 1}
        """Names that one company alone has."""


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
