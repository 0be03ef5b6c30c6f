"""Detector `flow-contradicts-policy`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.against_policy import judged, policy_finding, quoted
from undertow.detectors.base import Case, Detector
from undertow.model import Finding, PracticeDimension

_DENIES: dict[PracticeDimension, str] = {
    "recipient": "denies sharing it with",
    "type": "denies collecting what goes to",
    "country": "denies keeping it where it goes at",
    "purpose": "denies the purpose of what goes to",
}
"""By dimension, gravest first."""


def _detect(case: Case) -> Iterator[Finding]:
    for group in judged(case, tuple(_DENIES), ("contradicted",)):
        found = {judgement.dimension for judgement in group.judgements}
        first = next(dimension for dimension in _DENIES if dimension in found)
        yield policy_finding(
            DETECTOR.id,
            case,
            group,
            title=f"The privacy policy {_DENIES[first]} {case.recipient(group.host)}",
            detail=f"The privacy policy says: {quoted(group.judgements)} Two independent readings of the sentence "
            "agree, and nothing was found in the policy that says otherwise.",
            severity="high" if first in ("recipient", "type") else "medium",
            advice="Stop the flow, or say in the policy what is collected and shared, with whom and why.",
        )


DETECTOR = Detector(
    id="flow-contradicts-policy",
    title="Data goes where the privacy policy says it does not",
    about="""The privacy policy denies, flatly and without any limit, that this kind of data is collected, that it is
shared with this recipient or with anybody, that it goes to the country of the recipient's network, or that it is used
for what the recipient's known system is for; and data goes, or could go, there all the same. Two readings of the
sentence that know nothing of each other must agree, and no sentence may say otherwise. A denial limited to a case, a
condition, some people or a purpose is not taken for one; that nothing is sold says nothing of sharing; and a denial for
personal data as a whole does not reach traits of a device. High for kinds of data and recipients, medium for countries
and purposes; for dormant flows low, and never more than possible.""",
    detect=_detect,
)
