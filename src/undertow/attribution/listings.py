"""Official lists: which name the operator itself, and which another company of its group. Nothing else follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from undertow.attribution.ownership import OwnershipGraph
from undertow.attribution.tables import ListRow, Lists, Organisation, flag
from undertow.model import Listing

AFFILIATES = (
    "The list says that it covers subsidiaries or affiliates as well; whether the operator is one in its sense is not "
    "decided here."
)


def loaded(lists: Lists) -> tuple[str, ...]:
    """The lists that are looked through, each with what part of it is here and how recent it is."""
    return tuple(
        f"{head.name} ({'all entries' if head.complete else 'selected entries'}, latest of {head.latest})"
        for head in lists.lists
    )


class ListIndex:
    """Rows by canonical name and by group."""

    def __init__(self, lists: Lists, graph: OwnershipGraph, as_of: str | None = None) -> None:
        """`as_of`: day (ISO 8601); rows that are surely later count as not there. An undated row stays, undated."""
        self._graph = graph
        self.loaded = loaded(lists)
        self._by_group: dict[str, list[tuple[str, str, ListRow]]] = {}
        for row in lists.rows:
            if as_of is not None and row.date and row.date > as_of[: len(row.date)]:
                continue
            for name in self._names(row):
                canonical = graph.canonical(name)
                self._by_group.setdefault(graph.group(canonical), []).append((canonical, name, row))

    def _names(self, row: ListRow) -> Iterator[str]:
        """The names in a row; an entry that is one name in our sources with a semicolon stays whole."""
        return iter((row.entity,) if self._graph.row(self._graph.canonical(row.entity)) else row.names)

    def names(self) -> tuple[str, ...]:
        """All names that a list names, in the spelling of the ownership graph."""
        rows = (hit for hits in self._by_group.values() for hit in hits)
        return tuple(dict.fromkeys(canonical for canonical, _, row in rows if row.kind == "listing"))

    def _rows(self, organisation: Organisation) -> Iterator[tuple[Literal["operator", "group"], str, ListRow]]:
        """Relation, name and row for every row about the organisation or its group, each row once."""
        graph = self._graph
        start = graph.start(organisation)
        own = {graph.canonical(name) for name in organisation.listed_as}
        if organisation.entity:
            own.add(graph.canonical(organisation.entity))
        own.add(graph.canonical(organisation.name))
        groups = {graph.group(name) for name in (*own, *([start] if start else []))}
        seen: dict[int, tuple[Literal["operator", "group"], str, ListRow]] = {}
        for group in sorted(groups):
            for canonical, name, row in self._by_group.get(group, ()):
                relation: Literal["operator", "group"] = "operator" if canonical in own else "group"
                if id(row) not in seen or relation == "operator":
                    seen[id(row)] = (relation, name, row)
        yield from seen.values()

    def listings(self, organisation: Organisation) -> tuple[Listing, ...]:
        """What the lists say: of the operator first, then of its owners, then of sister companies; the latest first."""
        start = self._graph.start(organisation)
        line = self._graph.line(start) if start else []
        found = [hit for hit in self._rows(organisation) if hit[2].kind == "listing"]
        found.sort(key=lambda hit: (hit[2].list, hit[1]))
        found.sort(key=lambda hit: hit[2].date or "", reverse=True)
        found.sort(key=lambda hit: (hit[0] != "operator", self._graph.canonical(hit[1]) not in line))
        return tuple(_listing(*hit) for hit in found)

    def remarks(self, organisation: Organisation) -> Iterable[str]:
        """Sentences on bills, inquiries and searches without result, which are not listings."""
        for _, name, row in self._rows(organisation):
            said = flag(row.verified)
            when = f", {row.date_note or row.date}" if row.date else ""
            if row.kind == "bill":
                yield f"A bill names {name}: {row.authority}{when}; {row.status} ({said})."
            elif row.kind == "inquiry":
                yield f"{row.authority}{when}: {row.scope} ({said}). No restriction."
            elif row.kind == "absence":
                note = row.note[:1].upper() + row.note[1:].rstrip(".")
                yield f"Looked for {name} in {row.list}{when}: {row.scope} ({said}). {note}."


def _listing(relation: Literal["operator", "group"], name: str, row: ListRow) -> Listing:
    notes = [row.note]
    if relation == "group" and row.reach == "affiliates":
        notes.append(AFFILIATES)
    return Listing(
        list=row.list,
        authority=row.authority,
        entity=name,
        relation=relation,
        scope=row.scope,
        date=row.date,
        date_note=row.date_note,
        citation=row.citation,
        propagation=row.propagation,
        status=row.status,
        source=row.source,
        verified=row.verified,
        note=" ".join(note for note in notes if note),
    )
