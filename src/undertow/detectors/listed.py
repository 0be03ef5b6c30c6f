"""What the two detectors of official lists share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from undertow.detectors.base import SENT, Case, finding, named, surest
from undertow.model import Finding, Listing, Severity

_SEVERITY: dict[tuple[str, bool], Severity] = {
    ("operator", True): "high",
    ("operator", False): "medium",
    ("group", True): "medium",
    ("group", False): "low",
}


def listed(
    case: Case, detector: str, relation: Literal["operator", "group"], headline: Callable[[str], str]
) -> Iterator[Finding]:
    """One finding per host whose party has listings of this relation."""
    for host, flows in case.to_others().items():
        party = case.parties.get(host)
        listings = [entry for entry in party.listings if entry.relation == relation] if party else []
        if not listings:
            continue
        sent = [f for f in flows if f.grade in SENT]
        verb = "went there" if sent else "could go there"
        yield finding(
            detector,
            (host,),
            title=headline(case.recipient(host)),
            detail=f"{' '.join(_sentences(listings))} {named(sent or flows).capitalize()} {verb}.",
            severity=_SEVERITY[relation, bool(sent)],
            confidence=surest(sent or flows),
            flows=sent or flows,
            host=host,
            advice="Read the scope of each list before drawing conclusions; none is a general ban.",
        )


def _sentences(listings: list[Listing]) -> list[str]:
    """One sentence for each list, with all names of it that concern this party."""
    groups: dict[tuple[str, str, str], list[Listing]] = {}
    for entry in listings:
        groups.setdefault((entry.list, entry.authority, entry.scope), []).append(entry)
    return [
        f"{name} ({authority}) names {'; '.join(_entity(entry) for entry in entries)}: {scope}."
        for (name, authority, scope), entries in groups.items()
    ]


def _entity(entry: Listing) -> str:
    flag = {True: "", False: ", not verified", "partial": ", partly verified"}[entry.verified]
    return f"{entry.entity} ({entry.date or 'date unknown'}{flag})"
