"""Chains of ownership, and which companies belong to one group."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from undertow.attribution.tables import Body, ListRow, Organisation, Organisations, Ownership, Tenure, flag
from undertow.model import Owner

LONGEST_CHAIN = 12
"""Links; real chains here have at most four, so a longer one is a loop in the data."""


class OwnershipGraph:
    """Entities and the one owner above each, as far as sources name one."""

    def __init__(
        self,
        table: Organisations,
        rows: Iterable[Ownership],
        listed: Iterable[ListRow],
        more: Iterable[Body] = (),
        as_of: str | None = None,
    ) -> None:
        """`more`: bodies beside those of `table`, which come first. `as_of`: day (ISO 8601) that is asked for."""
        self._as_of = as_of
        self._same_as = table.same_as
        self._rows = {row.entity: row for row in rows}
        self._bodies: dict[str, Body] = {body.name: body for body in (*more, *table.body)}
        self._listed_parents = {
            self.canonical(name): self.canonical(row.parent) for row in listed if row.parent for name in row.names
        }

    def canonical(self, name: str) -> str:
        """The spelling of an entity that this graph uses."""
        return self._same_as.get(name, name)

    def entities(self) -> tuple[str, ...]:
        """All entities with a row or a body of their own."""
        return (*self._rows, *self._bodies)

    def row(self, entity: str) -> Ownership | None:
        """What is known of the ownership of `entity`."""
        return self._rows.get(entity)

    def body(self, entity: str) -> Body | None:
        """The body of that name."""
        return self._bodies.get(entity)

    def _above(self, entity: str) -> str | None:
        """The next entity up; None if it is unknown, or shareholders at large."""
        row, body = self._rows.get(entity), self._bodies.get(entity)
        if row is None:
            return body.owner if body else self._listed_parents.get(entity)
        owner = self.canonical(row.owner) if row.owner and self._holds(row) else None
        return owner if owner in self._rows or owner in self._bodies else None

    def _holds(self, row: Ownership) -> bool:
        """Whether the owner of a row was the owner on the day asked for, as far as its dates tell."""
        tenure = Tenure(owner=row.owner or "", since=row.since, until=row.until)
        return tenure.until is None if self._as_of is None else tenure.covers(self._as_of)

    def line(self, entity: str) -> list[str]:
        """`entity` and the entities above it, nearest first."""
        line = [self.canonical(entity)]
        while len(line) < LONGEST_CHAIN:
            above = self._above(line[-1])
            if above is None or above in line:
                break
            line.append(above)
        return line

    def group(self, entity: str) -> str:
        """The topmost entity that is not a state: two companies with the same one are of one group.

        A common state above them does not make two groups one.
        """
        line = self.line(entity)
        top = self._bodies.get(line[-1])
        return line[-2] if top and top.is_state and len(line) > 1 else line[-1]

    def start(self, organisation: Organisation) -> str | None:
        """The entity from which the chain of `organisation` goes up: itself, or the one above it."""
        start = organisation.entity or organisation.owner
        return self.canonical(start) if start else None

    def owners(self, organisation: Organisation) -> tuple[Owner, ...]:
        """The chain above `organisation`, nearest first, each link with the source of that link."""
        start = self.start(organisation)
        if start is None:
            return ()
        line = self.line(start)
        links = [self._link(below, name) for below, name in pairwise(line)]
        if organisation.entity is None:
            links.insert(0, self._unsourced_link(start, organisation))
        return tuple(links)

    def _link(self, below: str, name: str) -> Owner:
        edge = self._rows.get(below)
        country, kind, state_ownership, note = self._of(name)
        if edge is None:
            return self._unsourced_link(name, self._bodies.get(below))
        return Owner(
            name=name,
            country=country,
            kind=kind,
            share=edge.share,
            state_ownership=state_ownership,
            sources=edge.sources,
            verified=edge.verified,
            as_of=edge.as_of,
            note=" ".join(text for text in (edge.note, note) if text),
            holds=edge.kind,
            since=edge.since,
            until=edge.until,
        )

    def _unsourced_link(self, name: str, below: Body | Organisation | None) -> Owner:
        country, kind, state_ownership, note = self._of(name)
        text = "That it owns the company below is from general knowledge."
        return Owner(
            name=name,
            country=country,
            kind=kind,
            share=None,
            state_ownership=state_ownership,
            sources=(),
            verified=False,
            as_of=None,
            note=f"{text} {note}".strip(),
            since=below.owned_since if below else None,
            until=below.owned_until if below else None,
        )

    def _of(self, name: str) -> tuple[str | None, str, str | None, str]:
        """Country, kind, state ownership and note of an entity itself."""
        row, body = self._rows.get(name), self._bodies.get(name)
        if row is not None:
            return row.country, row.kind, row.state_ownership, row.country_note
        if body is not None:
            return body.country, body.kind, "state" if body.is_state else None, body.note
        return None, "company", None, ""

    def state(self, organisation: Organisation) -> str | None:
        """Country of the state at the top of the chain; None if no state is known there."""
        start = self.start(organisation)
        top = self._bodies.get(self.line(start)[-1]) if start else None
        return top.country if top and top.is_state else None

    def shareholders(self, organisation: Organisation) -> str | None:
        """A sentence on who holds the topmost known company, where that is no single entity."""
        start = self.start(organisation)
        row = self._rows.get(self.line(start)[-1]) if start else None
        if row is None or row.owner is None:
            return None
        if not self._holds(row):
            return f"{row.entity}: who held it on {self._as_of} is not known here; the source tells of another time."
        said = f"{flag(row.verified)}, {row.as_of}"
        since = f" since {row.since}" if row.since else ""
        return f"{row.entity}: held by {row.owner}{since}; state ownership: {row.state_ownership} ({said})."
