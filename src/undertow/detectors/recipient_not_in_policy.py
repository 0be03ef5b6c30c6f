"""Detector `recipient-not-in-policy`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.against_policy import judged, policy_finding, quoted, searched
from undertow.detectors.base import Case, Detector
from undertow.model import Finding


def _detect(case: Case) -> Iterator[Finding]:
    named = {mention.host for mention in case.policy.mentions if mention.found} if case.policy else set()
    omitted = set()
    for group in judged(case, ("recipient",), ("omitted",)):
        omitted.add(group.host)
        yield policy_finding(
            DETECTOR.id,
            case,
            group,
            title=f"The privacy policy does not name {case.recipient(group.host)}",
            detail=searched(case, group.judgements[0]),
            severity="medium",
            advice="Name the recipient, or the category it belongs to, with the data and the purpose.",
        )
    for group in judged(case, ("recipient",), ("vague", "ambiguous")):
        if group.host not in named and group.host not in omitted:
            yield policy_finding(
                DETECTOR.id,
                case,
                group,
                title=f"The privacy policy does not name {case.recipient(group.host)}",
                detail=f"No known name of it was found. {group.judgements[0].why} {quoted(group.judgements[:1])}",
                severity="low",
                advice="Name the recipient, with the data and the purpose.",
            )


DETECTOR = Detector(
    id="recipient-not-in-policy",
    title="Recipient not found in the privacy policy",
    about="""No statement of the privacy policy says the recipient or a kind of recipients it may be one of, and a
search of all its texts came up empty: for every known name of the organisation, its owner, brand and domain, and for
words of its kind and of broader kinds in five languages. Medium if data was sent there; for dormant flows low, and
never more than possible. If the name is not found but a kind of recipients is said that may mean it, it is low.""",
    detect=_detect,
)
