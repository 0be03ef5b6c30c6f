"""What EU law asks of a controller who sends personal data to a country (GDPR, chapter V)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from undertow.attribution.tables import Jurisdiction
from undertow.model import Transfer

BESIDE_EU = frozenset({"IS", "LI", "NO"})
"""Members of the EEA that are not in the EU."""

_SAFEGUARDS = (
    "appropriate safeguards such as standard contractual clauses, with an assessment of the country's law and practice "
    "(GDPR art. 46; CJEU C-311/18), or an exception of art. 49"
)
_ASKS = {
    "adequate": "no further safeguard within the scope of the decision (GDPR art. 45)",
    "partial": f"a look into the list whether the recipient is on it (art. 45); if it is not, {_SAFEGUARDS}",
    "none": _SAFEGUARDS,
    "within": "nothing for where the data is; access from outside the EEA is a transfer of its own (chapter V)",
}


_DATE = re.compile(r"\bof (\d{4}-\d{2}-\d{2})")
_LOOK = "a look at the list of adequacy decisions"


def transfer(
    country: str, roles: Iterable[str], in_eea: bool, rows: Mapping[str, Jurisdiction], day: str | None = None
) -> Transfer:
    """The view of one country; unknown where the table has no row of it. `roles`: what is of that country.

    `day`: asked for (ISO 8601); a decision that came later, or had run out by then, says nothing of it. None: the day
    of the data.
    """
    row = rows.get("EU" if in_eea else country)
    if row is None:
        return Transfer(
            country=country,
            roles=tuple(roles),
            decision="unknown: the table has no row of this country",
            asks=_LOOK,
            sources=(),
            verified=False,
            as_of=None,
        )
    adequacy = row.adequacy
    decision = "within the EEA" if in_eea else str(adequacy["decision"])
    kind = next((kind for kind in _ASKS if decision.startswith(kind)), "none")
    otherwise = None if in_eea or day is None else _not_on(day, adequacy["citation"] or "", adequacy["until"])
    return Transfer(
        country=country,
        roles=tuple(roles),
        decision=otherwise or decision,
        citation=adequacy["citation"] or "",
        scope=adequacy["scope"] or "",
        until=adequacy["until"],
        asks=_LOOK if otherwise else _ASKS[kind],
        sources=tuple(adequacy["sources"]),
        verified=adequacy["verified"],
        as_of=row.as_of,
    )


def _not_on(day: str, citation: str, until: str | None) -> str | None:
    """Why a decision is not known to hold on `day`; None if it does, or if there is none."""
    found = _DATE.search(citation)
    if found and day < found[1]:
        return f"unknown on {day}: the decision that is known came on {found[1]}"
    if found and until and day > until:
        return f"unknown on {day}: the decision that is known runs until {until}"
    return None
