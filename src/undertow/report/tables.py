"""Flows as a table for spreadsheets and scripts (RFC 4180)."""

from __future__ import annotations

import csv
import io

from undertow.model import AuditResult, EvidenceRef, Flow, Listing
from undertow.report.safe import plain

_FORMULA_STARTS = frozenset("=+-@＝＋－＠")
"""What spreadsheets take for the beginning of a formula; some also take the full-width forms."""

_LONGEST_CELL = 1000

COLUMNS = (
    "id", "data", "detail", "grade", "confidence", "host", "url", "organisation", "owner", "state", "operator_country",
    "first_party", "script", "script_url", "script_sha256", "obfuscated", "sink", "guard", "before_submit", "systems",
    "listings", "evidence",
)  # fmt: skip
"""Columns of flows.csv; one more for each vantage follows, named ``outcome VANTAGE``."""


def flows_csv(result: AuditResult) -> bytes:
    """One row a flow, in the order of the result: UTF-8, comma-separated, CRLF, header first. Unknown is empty."""
    vantages = list(dict.fromkeys(visit.vantage for visit in result.visits))
    vantages += sorted({outcome.vantage for flow in result.flows for outcome in flow.outcomes} - set(vantages))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(cell(f"outcome {vantage}") for vantage in vantages)])
    for flow in result.flows:
        outcomes = {outcome.vantage: outcome.outcome for outcome in flow.outcomes}
        row = [*_row(flow), *(outcomes.get(vantage, "not tried") for vantage in vantages)]
        writer.writerow(map(cell, row))
    return text.getvalue().encode()


def cell(text: str) -> str:
    """Text that no spreadsheet runs as a formula: one line, visible, with an apostrophe before what might be one."""
    shown = plain(text, _LONGEST_CELL)
    # Importers may strip blanks first.
    return f"'{shown}" if shown.lstrip(" ")[:1] in _FORMULA_STARTS else shown


def _row(flow: Flow) -> tuple[str, ...]:
    """The cells of one flow, in the order of COLUMNS."""
    return (
        flow.id,
        flow.data,
        "; ".join(flow.detail),
        flow.grade,
        flow.confidence,
        flow.host,
        flow.url or "",
        flow.organisation or "",
        flow.owner or "",
        flow.state or "",
        flow.operator_country or "",
        _yes(flow.first_party),
        flow.script or "",
        flow.script_url or "",
        flow.script_sha256 or "",
        _yes(flow.obfuscated),
        flow.sink,
        flow.guard or "",
        _yes(flow.before_submit),
        "; ".join(hit.system for hit in flow.systems),
        "; ".join(map(_listing, flow.listings)),
        "; ".join(map(_reference, flow.evidence)),
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _listing(listing: Listing) -> str:
    """List with its scope beside it, whom it names, since when, and whether the source was read."""
    checked = {True: "verified", False: "not verified", "partial": "partly verified"}[listing.verified]
    named = f"{listing.entity} ({listing.relation})"
    return f"{listing.list} ({listing.scope}): {named}, {listing.date or 'no date'}, {checked}"


def _reference(reference: EvidenceRef) -> str:
    place = f"{reference.kind} {reference.id}" + (f" {reference.part}" if reference.part else "")
    return place + (f" [{reference.span[0]}:{reference.span[1]}]" if reference.span else "")
