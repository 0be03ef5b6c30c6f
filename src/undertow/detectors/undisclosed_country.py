"""Detector `undisclosed-country`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.against_policy import judged, policy_finding, searched
from undertow.detectors.base import Case, Detector
from undertow.model import Finding


def _detect(case: Case) -> Iterator[Finding]:
    named = case.policy.countries if case.policy else ()
    for group in judged(case, ("country",), ("omitted",)):
        country = group.judgements[0]
        roles = " and ".join(role if role == "owner's state" else f"country of its {role}" for role in country.roles)
        others = f" It names {', '.join(named)}." if named else " It names no country."
        yield policy_finding(
            DETECTOR.id,
            case,
            group,
            title=f"The privacy policy does not name {country.subject}, country of {case.recipient(group.host)}",
            detail=f"{country.subject} is the {roles}. {searched(case, country)}{others}",
            severity="medium" if {"owner's state", "network"} & {*country.roles} else "low",
            advice="Say in the policy to which countries data goes, and under which safeguards.",
            subject=(country.subject,),
        )


DETECTOR = Detector(
    id="undisclosed-country",
    title="Country of a recipient not found in the privacy policy",
    about="""The privacy policy names neither a country that a recipient has to do with nor any words for foreign
countries at large. Three different things make a country count, and the finding says which: where the network is that
got the data, where the operator is based, and whose state owns it. An operator's country does not tell where data is
kept. Medium for the network's country and the state that owns the operator, low for the operator's; for dormant flows
low, and never more than possible.""",
    detect=_detect,
)
