"""Who stands behind a host, as separate statements for a reader: operator, owners, lists, laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from undertow.model import Flow, Listing, Party, PolicyCheck, Verified
from undertow.report.safe import plain
from undertow.report.words import country, flag, joined, plural


@dataclass(frozen=True)
class Statement:
    """One sourced statement."""

    text: str
    source: str
    """Source, date and what else limits it; may be empty."""
    flag: str


@dataclass(frozen=True)
class ListRow:
    """One entry of an official list."""

    relation: str
    list: str
    scope: str
    entity: str
    date: str
    citation: str
    rule: str
    """What the list itself says of subsidiaries."""
    source: str
    flag: str


@dataclass(frozen=True)
class PartyView:
    """Everything known of who is behind one host."""

    operator: Statement
    owners: tuple[Statement, ...]
    """Nearest first; one saying so if unknown."""
    listings: tuple[ListRow, ...]
    not_listed: str
    """A sentence where no listing was found; empty otherwise."""
    laws: tuple[Statement, ...]
    notes: tuple[str, ...]


def party_view(party: Party) -> PartyView:
    """The statements about one party."""
    return PartyView(
        operator=_operator(party),
        owners=_owners(party),
        listings=_rows(party.listings),
        not_listed="" if party.listings else not_listed(party),
        laws=tuple(
            Statement(
                text=f"{_prose(law.law)}, {_prose(law.article)} ({country(law.country)}): {_prose(law.compels)}",
                source=_parts(f"binds {law.binds}", law.status, law.note, *law.sources),
                flag=flag(law.verified),
            )
            for law in party.laws
        ),
        notes=tuple(_prose(note) for note in party.notes),
    )


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


def not_listed(party: Party) -> str:
    """Absence, said of the lists that were looked through and no others."""
    if not party.lists_loaded:
        return "No list was loaded, so nothing can be said of listings."
    names = "; ".join(plain(name, 80) for name in party.lists_loaded)
    return f"No listing found in {plural(len(party.lists_loaded), 'loaded list')}: {names}."


def list_words(listings: Sequence[Listing], loaded: int) -> str:
    """How many lists name the operator, or companies of its group; for the picture."""
    counts = {
        relation: len({listing.list for listing in listings if listing.relation == relation})
        for relation in ("operator", "group")
    }
    parts = []
    if counts["operator"]:
        parts.append(f"operator on {plural(counts['operator'], 'list')}")
    if counts["group"]:
        parts.append(f"group companies on {plural(counts['group'], 'list')}")
    if parts:
        return "; ".join(parts)
    return f"not found in {plural(loaded, 'loaded list')}" if loaded else "no list loaded"


def policy_words(host: str, policy: PolicyCheck | None) -> str:
    """Whether the policy names the recipient, said of the text that was searched."""
    if policy is None:
        return "No privacy policy was compared."
    if policy.url is None:
        return "No privacy policy was found in these visits."
    mention = next((m for m in policy.mentions if m.host == host), None)
    if mention is None:
        return "The privacy policy was not searched for this recipient."
    if mention.found:
        quote = f": “{plain(mention.quote, 400)}”" if mention.quote else "."
        return f"The privacy policy names this recipient{quote}"
    names = joined([f"“{plain(name, 60)}”" for name in mention.names_searched[:12]])
    return f"We did not find this recipient in the privacy policy; searched for {names or 'no name'}."


def _rows(listings: Sequence[Listing]) -> tuple[ListRow, ...]:
    """Entries that differ in date and source only share a row; those that name the operator come first."""
    rows: dict[ListRow, list[Listing]] = {}
    for listing in sorted(listings, key=lambda x: (x.relation != "operator", x.list, x.entity, x.date or "")):
        rows.setdefault(_row(listing), []).append(listing)
    return tuple(
        replace(
            row,
            date=", ".join(dict.fromkeys(_prose(entry.date_note or entry.date or "date unknown") for entry in entries)),
            source=_parts(*dict.fromkeys(part for e in entries for part in (e.authority, e.status, e.source, e.note))),
        )
        for row, entries in rows.items()
    )


def _row(listing: Listing) -> ListRow:
    """All but date and source."""
    return ListRow(
        relation="the operator itself" if listing.relation == "operator" else "another company of its group",
        list=_prose(listing.list),
        scope=_prose(listing.scope),
        entity=_prose(listing.entity),
        date="",
        citation=_prose(listing.citation),
        rule=_prose(listing.propagation),
        source="",
        flag=flag(listing.verified),
    )


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


def _owners(party: Party) -> tuple[Statement, ...]:
    if not party.owners:
        return (Statement("Owner unknown", "", ""),)
    return tuple(
        Statement(
            text=", ".join(
                piece
                for piece in (
                    plain(owner.name),
                    _prose(owner.kind),
                    f"share: {_prose(owner.share)}" if owner.share else "",
                    f"state ownership: {_prose(owner.state_ownership)}" if owner.state_ownership else "",
                    country(owner.country) or "",
                )
                if piece
            ),
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
