"""Detector `flow-contradicts-policy`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding, named, surest
from undertow.model import TYPED, EvidenceRef, Finding

PERSONAL = TYPED | {"location", "identifier", "keystrokes"}
"""Data that is of a person on any reading of "personal data"; traits of a device alone are disputed."""


def _detect(case: Case) -> Iterator[Finding]:
    mentions = {mention.host: mention for mention in case.policy.mentions} if case.policy else {}
    for host, flows in case.to_others().items():
        mention = mentions.get(host)
        relevant = [flow for flow in flows if flow.data in PERSONAL and flow.grade != "referenced"]
        if mention is None or not mention.denied or mention.page is None or not relevant:
            continue
        sent = [flow for flow in relevant if flow.grade in SENT]
        page = EvidenceRef(kind="page", id=mention.page, note=f"the policy says: {mention.quote}")
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"The privacy policy denies sharing with {case.recipient(host)}",
            detail=f"{named(sent or relevant).capitalize()} {'went' if sent else 'could go'} there. The privacy policy "
            f"says: “{mention.quote}”",
            severity="high" if sent else "low",
            confidence=surest(sent) if sent else "possible",
            flows=sent or relevant,
            host=host,
            evidence=(page, *(e for flow in (sent or relevant) for e in flow.evidence[:1])),
            advice="Stop the flow, or say in the policy what is shared, with whom and why.",
        )


DETECTOR = Detector(
    id="flow-contradicts-policy",
    title="Data goes to a recipient with whom the privacy policy says none is shared",
    about="""Personal data goes, or could go, to a recipient of whom the privacy policy says, in every sentence that
names it and without any limit, that no personal data is shared with it. A denial that is limited to a case, kind of
data or purpose is not taken for one, nor is a general one that names nobody; traits of a device alone do not count.
High if data was sent; for dormant flows low, and never more than possible.""",
    detect=_detect,
)
