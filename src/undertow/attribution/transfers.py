"""What EU law asks of a controller who sends personal data to a country (GDPR, chapter V)."""

from __future__ import annotations

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


def transfer(country: str, roles: Iterable[str], in_eea: bool, rows: Mapping[str, Jurisdiction]) -> Transfer:
    """The view of one country; unknown where the table has no row of it. `roles`: what is of that country."""
    row = rows.get("EU" if in_eea else country)
    if row is None:
        return Transfer(
            country=country,
            roles=tuple(roles),
            decision="unknown: the table has no row of this country",
            asks="a look at the list of adequacy decisions",
            sources=(),
            verified=False,
            as_of=None,
        )
    adequacy = row.adequacy
    decision = str(adequacy["decision"])
    kind = "within" if in_eea else next((kind for kind in _ASKS if decision.startswith(kind)), "none")
    return Transfer(
        country=country,
        roles=tuple(roles),
        decision="within the EEA" if in_eea else decision,
        citation=adequacy["citation"] or "",
        scope=adequacy["scope"] or "",
        until=adequacy["until"],
        asks=_ASKS[kind],
        sources=tuple(adequacy["sources"]),
        verified=adequacy["verified"],
        as_of=row.as_of,
    )
