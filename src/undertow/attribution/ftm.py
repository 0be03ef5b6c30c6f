"""The knowledge base as FollowTheMoney entities: organisations, who owns them, and what official lists say of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from undertow import data
from undertow.attribution import tables
from undertow.attribution.companies import Companies
from undertow.attribution.ownership import OwnershipGraph
from undertow.attribution.tables import Body, ListRow, Organisation, Ownership, Tenure, flag
from undertow.errors import EnvironmentProblem, InvalidData, UsageError
from undertow.model import Record, Verified

MISSING = 'The export is checked by the package followthemoney, which is missing: pip install "undertow[ftm]".'
GENERAL = "From general knowledge."
GOODS = "not the company as such"
"""Words in the scope of a list whose entries are goods and services, as the list words them."""


class Entity(Record, frozen=True, kw_only=True):
    """One entity: a line of the export."""

    id: str
    schema: str
    properties: dict[str, tuple[str, ...]]


class _Draft:
    """An entity that several tables add to."""

    def __init__(self, schema: str, *key: str) -> None:
        self.schema = schema
        self.id = f"undertow-{hashlib.sha256(chr(0).join((schema, *key)).encode()).hexdigest()[:24]}"
        self._properties: dict[str, dict[str, None]] = {}

    def add(self, name: str, *values: str | None) -> None:
        """Add values that are not empty, each once."""
        for value in values:
            if value:
                self._properties.setdefault(name, {})[value] = None

    def source(self, field: str, sources: Iterable[str]) -> None:
        """Addresses go where addresses belong; what else a source is called stays in words."""
        for source in sources:
            if source.startswith(("http://", "https://")) and " " not in source:
                self.add("sourceUrl", source)
            else:
                self.add(field, f"Source: {source}")

    def flagged(self, field: str, what: str, verified: Verified) -> None:
        """Say of a statement whether its source was read."""
        self.add(field, f"{what}: {flag(verified)}.")

    def entity(self) -> Entity:
        """As it stands."""
        return Entity(
            id=self.id, schema=self.schema, properties={name: tuple(held) for name, held in self._properties.items()}
        )


class Export:
    """All tables of parties, drawn up as entities. Packs of the user are not in it: their licences are not ours."""

    def __init__(self) -> None:
        table, lists = tables.organisations(), tables.lists()
        rows = tables.companies()
        companies = Companies(table, rows, tables.adapters(), None)
        self._ownership = tables.ownership()
        self._graph = OwnershipGraph(table, self._ownership, lists.rows, companies.bodies)
        self._days = {entry["name"]: entry["date"] for entry in data.sources()}
        self._entity_of = {org.name: org.entity for org in table.organisation if org.entity}
        self._parties: dict[str, _Draft] = {}
        self._links: list[tuple[str, str, _Draft]] = []
        """Owner, what it owns, and the entity that says so."""
        self._listings: list[tuple[str, _Draft]] = []
        self.goods = 0
        """Entries of lists that are left out: they name goods or services of nobody that a table has."""
        for row in self._ownership:
            self._entity(row)
        for body in table.body:
            self._body(body)
        for organisation in (*table.organisation, *companies.organisations):
            self._organisation(organisation)
        for company in rows:
            for tenure in company.owners:
                self._tenure(company.name, tenure)
        for listed in lists.rows:
            if listed.kind == "listing":
                self._listed(listed)
        for _, below, _ in self._links:
            if self._parties[below].schema == "Organization":
                self._parties[below].schema = "Company"  # FollowTheMoney lets no mere organisation be owned

    def entities(self, of: str | None = None) -> Iterator[Entity]:
        """Every entity, parties first; `of`: only the party of that name, its owners, and what is listed of these.

        Raises:
            UsageError: there is no party of that name.
        """
        wanted = set(self._parties) if of is None else self._above(self._key(of))
        if not wanted:
            raise UsageError(f"the tool's own tables have no organisation called {of!r}")
        for key, party in self._parties.items():
            if key in wanted:
                yield party.entity()
        yield from (link.entity() for owner, below, link in self._links if owner in wanted and below in wanted)
        yield from (listing.entity() for key, listing in self._listings if key in wanted)

    def _above(self, key: str) -> set[str]:
        """A party and everyone known to own it or to have owned it."""
        found, todo = set(), [key]
        while todo:
            below = todo.pop()
            if below in self._parties and below not in found:
                found.add(below)
                todo += [owner for owner, owned, _ in self._links if owned == below]
        return found

    def _key(self, name: str) -> str:
        """The one name under which a party is kept."""
        return self._graph.canonical(self._entity_of.get(name, self._graph.canonical(name)))

    def _party(self, name: str) -> _Draft:
        key = self._key(name)
        if key not in self._parties:
            draft = self._parties[key] = _Draft("Organization", key)
            draft.add("name", key)
        draft = self._parties[key]
        draft.add("alias", name if name != key else None)
        return draft

    def _entity(self, row: Ownership) -> None:
        """A row of ownership.json: the entity, and its owner where that is one that can be named."""
        party = self._party(row.entity)
        party.add("country", row.country.lower() if row.country else None)
        held = f"Ownership: {row.kind}; held by {row.owner or 'unknown'}; state ownership: {row.state_ownership}."
        party.add("notes", held, row.country_note, row.note)
        party.flagged("notes", "Ownership", row.verified)
        party.source("notes", row.sources)
        party.add("modifiedAt", row.as_of)
        owner = self._graph.canonical(row.owner) if row.owner else None
        if owner is None or not (self._graph.row(owner) or self._graph.body(owner)):
            return  # shareholders at large, or several in one sentence: told in the notes
        link = self._link(owner, row.entity, row.since, row.until)
        link.add("percentage", row.share)
        link.add("ownershipType", row.kind)
        link.add("description", f"State ownership: {row.state_ownership}.", row.note)
        link.flagged("description", "Ownership", row.verified)
        link.source("description", row.sources)
        link.add("modifiedAt", row.as_of)

    def _body(self, body: Body) -> None:
        party = self._party(body.name)
        party.schema = "PublicBody" if body.is_state else party.schema
        party.add("country", body.country.lower() if body.country else None)
        party.add("weakAlias", *body.names)
        party.add("notes", body.note, f"Kind: {body.kind}.")
        party.flagged("notes", "Kind and country", False)
        if body.owner:
            self._unsourced(body.name, Tenure(owner=body.owner, since=body.owned_since, until=body.owned_until))

    def _organisation(self, organisation: Organisation) -> None:
        party = self._party(organisation.name)
        party.add("country", organisation.country.lower() if organisation.country else None)
        party.add("weakAlias", *organisation.names, *organisation.aliases)
        if organisation.domains:
            party.add("notes", f"Its domains: {', '.join(organisation.domains)}.")
        if organisation.hosting:
            party.add("notes", f"Gives names to customers under: {', '.join(organisation.hosting)}.")
        party.add("notes", organisation.note)
        party.flagged("notes", "Country and domains", organisation.verified)
        party.source("notes", organisation.sources)
        own = organisation.id != organisation.name
        table = "organisations.toml" if own else "adapters.tsv" if organisation.verified else "companies.tsv"
        party.add("modifiedAt", self._days[table])
        if own and organisation.owner and not organisation.entity:
            held = Tenure(owner=organisation.owner, since=organisation.owned_since, until=organisation.owned_until)
            self._unsourced(organisation.name, held)

    def _tenure(self, company: str, tenure: Tenure) -> None:
        """An owner, present or former, of a row of companies.tsv; a row of ownership.json says it better."""
        if self._graph.row(self._key(company)) is None:
            self._unsourced(company, tenure)

    def _unsourced(self, below: str, tenure: Tenure) -> None:
        link = self._link(tenure.owner, below, tenure.since, tenure.until)
        link.add("description", GENERAL)
        link.flagged("description", "Ownership", False)

    def _link(self, owner: str, below: str, since: str | None, until: str | None) -> _Draft:
        above, held = self._party(owner), self._party(below)
        link = _Draft("Ownership", above.id, held.id, since or "", until or "")
        known = next((one for _, _, one in self._links if one.id == link.id), None)
        if known is not None:
            return known
        link.add("owner", above.id)
        link.add("asset", held.id)
        link.add("startDate", since)
        link.add("endDate", until)
        self._links.append((self._key(owner), self._key(below), link))
        return link

    def _listed(self, row: ListRow) -> None:
        """One measure for each name of a row. Its scope stands in it in words: a list of one trade is no ban."""
        names = (row.entity,) if self._graph.row(self._graph.canonical(row.entity)) else row.names
        for name in names:
            key = self._key(name)
            if key not in self._parties:
                if GOODS in row.scope:
                    self.goods += 1
                    continue
                self._party(key).add("notes", "Known as a name on a list alone; it may be that of a product.")
            self._listing(row, name, key)
            if row.parent and self._graph.row(key) is None:
                link = self._link(row.parent, key, None, None)
                link.add("description", f"The list ({row.list}) names it as a company of this one.")
                link.flagged("description", "Ownership", row.verified)
                link.source("description", row.source.split("; "))

    def _listing(self, row: ListRow, name: str, key: str) -> None:
        party = self._parties[key]
        listing = _Draft("Sanction", party.id, row.list, row.authority, row.citation, row.date or "", row.scope)
        listing.add("entity", party.id)
        listing.add("authority", row.authority)
        listing.add("program", row.list)
        listing.add("provisions", row.scope)
        listing.add("status", row.status)
        listing.add("listingDate", row.date)
        listing.add("summary", row.citation)
        listing.add("description", f"Entry: {name}", f"Reaches: {row.propagation}" if row.propagation else None)
        listing.add("description", f"Date as the source has it: {row.date_note}" if row.date_note else None, row.note)
        listing.flagged("description", "Listing", row.verified)
        listing.source("description", row.source.split("; "))
        listing.add("modifiedAt", self._days["listings.json"])
        self._listings.append((key, listing))


def checked(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The same entities, each held against the schema that the package followthemoney has for it.

    Raises:
        EnvironmentProblem: the package is not installed.
        InvalidData: an entity is not what the schema asks for.
    """
    try:
        from followthemoney import model
        from followthemoney.exc import InvalidData as Refused
    except ImportError as error:
        raise EnvironmentProblem(MISSING) from error
    for entity in entities:
        schema = model.get(entity.schema)
        try:
            if schema is None:
                raise Refused(f"no schema {entity.schema}")
            missing = [name for name in schema.required if name not in entity.properties]
            if missing:  # the package itself does not ask for them
                raise Refused(f"without {', '.join(missing)}")
            schema.validate({"properties": {name: list(held) for name, held in entity.properties.items()}})
            for name, values in entity.properties.items():
                kind = schema.properties[name].type
                for value in values:
                    if kind.clean(value) is None:
                        raise Refused(f"{name}: {value!r} is no {kind.name}")
        except (Refused, KeyError) as error:
            raise InvalidData(f"{entity.schema} {entity.id} is not as FollowTheMoney has it: {error}") from error
        yield entity
