"""Who stands behind a host, as separate statements for a reader: operator, owners, lists, laws, countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from undertow.model import Flow, Listing, Network, Owner, Party, PolicyCheck, Transfer, Verified
from undertow.report.safe import plain
from undertow.report.words import country, flag, joined, plural

ADEQUACY = {"none": "no adequacy decision"}
"""What a decision is called where its word alone says nothing."""


@dataclass(frozen=True)
class Statement:
    """One sourced statement."""

    text: str
    source: str
    """Source, date and what else limits it; may be empty."""
    flag: str


@dataclass(frozen=True)
class ListEntry:
    """One name on a list."""

    entity: str
    date: str
    flag: str


@dataclass(frozen=True)
class ListRow:
    """One official list with all names on it that stand for the same relation."""

    relation: str
    list: str
    scope: str
    entries: tuple[ListEntry, ...]
    citation: str
    rule: str
    """What the list itself says of subsidiaries."""
    source: str


@dataclass(frozen=True)
class PartyView:
    """Everything known of who is behind one host."""

    operator: Statement
    owners: tuple[Statement, ...]
    """Nearest first; one saying so if unknown."""
    listings: tuple[ListRow, ...]
    not_listed: str
    """A sentence where no listing was found; empty otherwise."""
    lists_loaded: tuple[str, ...]
    """The lists that were looked through, with their dates."""
    laws: tuple[Statement, ...]
    countries: tuple[str, ...]
    """Of operator, networks and owner's state: three different things."""
    adequacy: str
    """Each of these countries with what the European Commission decided of it; empty if none is known."""
    transfers: tuple[Statement, ...]
    """What EU law asks for each."""
    notes: tuple[str, ...]


def party_view(party: Party) -> PartyView:
    """The statements about one party."""
    return PartyView(
        operator=_operator(party),
        owners=_owners(party),
        listings=_rows(party.listings),
        not_listed="" if party.listings else not_listed(party.organisation, party.lists_loaded),
        lists_loaded=tuple(_prose(name) for name in party.lists_loaded),
        laws=tuple(
            Statement(
                text=f"{_prose(law.law)}, {_prose(law.article)} ({country(law.country)}): {_prose(law.compels)}",
                source=_parts(f"binds {law.binds}", law.status, law.note, *law.sources),
                flag=flag(law.verified),
            )
            for law in party.laws
        ),
        countries=_countries(party),
        adequacy="; ".join(map(_way, party.transfers)),
        transfers=tuple(
            Statement(
                text=f"{_way(way)} ({', '.join(way.roles)}); asks for {_prose(way.asks)}",
                source=_parts(
                    way.citation,
                    way.scope,
                    f"until {way.until}" if way.until else "",
                    *way.sources,
                    f"as of {way.as_of}" if way.as_of else "",
                ),
                flag=flag(way.verified),
            )
            for way in party.transfers
        ),
        notes=tuple(_prose(note) for note in party.notes),
    )


def _way(way: Transfer) -> str:
    return f"{country(way.country)}: {_prose(ADEQUACY.get(way.decision, way.decision))}"


def _countries(party: Party) -> tuple[str, ...]:
    """Operator, network and owner's state, each with what is not known said."""
    networks = [f"{country(one.country) or 'unknown'} ({_network(one)})" for one in party.networks]
    return (
        f"operator: {country(party.operator_country) or 'unknown'}",
        f"network: {', '.join(networks) or 'no public address seen'}",
        f"owner’s state: {country(party.state) or 'none known'}",
    )


def _network(network: Network) -> str:
    return f"AS{network.asn} {plain(network.as_name or '', 80)}".strip() if network.asn else "number not known"


def unknown_party(flow: Flow) -> Party:
    """What a flow itself says of its recipient, where the result carries no party for it."""
    return Party(
        host=flow.host,
        domain=None,
        organisation=flow.organisation,
        operator_country=flow.operator_country,
        state=flow.state,
        listings=flow.listings,
        basis="as the flow states it",
    )


def not_listed(organisation: str | None, lists_loaded: Sequence[str]) -> str:
    """Absence, said of the lists that were looked through and no others; their names stand apart."""
    if lists_loaded:
        return f"No listing found in {plural(len(lists_loaded), 'loaded list')}."
    if organisation is None:
        return "Not looked up: the operator is not known, so there is no name to look for."
    return "No list was loaded, so nothing can be said of listings."


def list_words(party: Party) -> str:
    """How many lists name the operator, or companies of its group; for the picture."""
    counts = {
        relation: len({listing.list for listing in party.listings if listing.relation == relation})
        for relation in ("operator", "group")
    }
    parts = []
    if counts["operator"]:
        parts.append(f"operator on {plural(counts['operator'], 'list')}")
    if counts["group"]:
        parts.append(f"group companies on {plural(counts['group'], 'list')}")
    if parts:
        return "; ".join(parts)
    if party.lists_loaded:
        return f"not found in {plural(len(party.lists_loaded), 'loaded list')}"
    return "lists not looked up" if party.organisation is None else "no list loaded"


def policy_words(host: str, policy: PolicyCheck | None, *, brief: bool = False) -> str:
    """Whether the policy names the recipient, said of the text that was searched; in brief, the names are counted."""
    if policy is None:
        return "No privacy policy was compared."
    if policy.url is None:
        return "No privacy policy was found in these visits."
    mention = next((m for m in policy.mentions if m.host == host), None)
    if mention is None:
        return "The privacy policy was not searched for this recipient."
    if mention.found:
        quote = f": “{plain(mention.quote, 400)}”" if mention.quote else "."
        says = "denies sharing data with" if mention.denied else "names"
        return f"The privacy policy {says} this recipient{quote}"
    if brief and mention.names_searched:
        names = plural(len(mention.names_searched), "name")
        return f"We did not find this recipient in the privacy policy; {names} of it searched for."
    names = joined([f"“{plain(name, 60)}”" for name in mention.names_searched[:12]])
    return f"We did not find this recipient in the privacy policy; searched for {names or 'no name'}."


def _rows(listings: Sequence[Listing]) -> tuple[ListRow, ...]:
    """Entries of the same list, scope and rule share a row; those that name the operator come first."""
    groups: dict[ListRow, list[Listing]] = {}
    for listing in sorted(listings, key=lambda x: (x.relation != "operator", x.list, x.entity, x.date or "")):
        groups.setdefault(_row(listing), []).append(listing)
    return tuple(
        replace(
            row,
            entries=_entries(group),
            source=_parts(*dict.fromkeys(part for e in group for part in (e.authority, e.status, e.source, e.note))),
        )
        for row, group in groups.items()
    )


def _row(listing: Listing) -> ListRow:
    """All but the names and the source."""
    return ListRow(
        relation="the operator itself" if listing.relation == "operator" else "another company of its group",
        list=_prose(listing.list),
        scope=_prose(listing.scope),
        entries=(),
        citation=_prose(listing.citation),
        rule=_prose(listing.propagation),
        source="",
    )


def _entries(listings: Sequence[Listing]) -> tuple[ListEntry, ...]:
    """Each name once, with all its dates."""
    dates: dict[tuple[str, str], list[str]] = {}
    for entry in listings:
        of_name = dates.setdefault((_prose(entry.entity), flag(entry.verified)), [])
        of_name.append(_prose(entry.date_note or entry.date or "date unknown"))
    return tuple(ListEntry(name, ", ".join(dict.fromkeys(known)), sure) for (name, sure), known in dates.items())


def _operator(party: Party) -> Statement:
    seat = f", {place}" if (place := country(party.operator_country)) else ""
    if party.organisation:
        text = f"{plain(party.organisation)}{seat}"
    elif party.brand:
        text = f"Operator unknown; the domain belongs to the brand {plain(party.brand)}{seat}"
    else:
        text = "Operator unknown"
    sure = f"confidence: {party.confidence}" if party.confidence else ""
    return Statement(text, _parts(party.basis, sure), _flag_if_known(party.organisation, party.verified))


def owner_words(owner: Owner) -> tuple[str, ...]:
    """Name, country, kind, what it holds, share and dates of an owner, as far as known."""
    times = f"since {owner.since}" if owner.since else ""
    if owner.until:
        times = f"from {owner.since or 'a time not known'} to {owner.until}"
    return tuple(
        piece
        for piece in (
            owner.name,
            country(owner.country) or "country unknown",
            _prose(owner.kind),
            f"what it holds: {_prose(owner.holds)}" if owner.holds else "",
            f"share: {_prose(owner.share)}" if owner.share else "share not known",
            f"state ownership: {_prose(owner.state_ownership)}" if owner.state_ownership else "",
            times or "since when is not known",
        )
        if piece
    )


def _owners(party: Party) -> tuple[Statement, ...]:
    if not party.owners:
        return (Statement("Owner unknown", "", ""),)
    return tuple(
        Statement(
            text=", ".join(map(plain, owner_words(owner))),
            source=_parts(*owner.sources, f"as of {owner.as_of}" if owner.as_of else "", owner.note),
            flag=flag(owner.verified),
        )
        for owner in party.owners
    )


def _flag_if_known(known: str | None, verified: Verified) -> str:
    return flag(verified) if known else ""


def _parts(*parts: str) -> str:
    return " · ".join(_prose(part) for part in parts if part)


def _prose(text: str) -> str:
    return plain(text, 600)
