"""Detector `recipient-not-in-policy`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding, named, surest
from undertow.model import EvidenceRef, Finding


def _detect(case: Case) -> Iterator[Finding]:
    policy = case.policy
    if policy is None or policy.url is None:
        return
    mentions = {mention.host: mention for mention in policy.mentions}
    for host, flows in case.to_others().items():
        mention = mentions.get(host)
        relevant = [f for f in flows if f.grade != "referenced"]
        if mention is None or mention.found or not relevant:
            continue
        sent = [f for f in relevant if f.grade in SENT]
        names = ", ".join(mention.names_searched[:8]) + (" …" if len(mention.names_searched) > 8 else "")
        page = EvidenceRef(kind="page", id=policy.url, note=f"policy text searched, {policy.words} words")
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"The privacy policy does not name {case.recipient(host)}",
            detail=f"{named(sent or relevant).capitalize()} {'went' if sent else 'could go'} there. Not found in the "
            f"policy text as visited ({policy.words} words, language {policy.language or 'unknown'}); searched for: "
            f"{names}.",
            severity="medium" if sent else "low",
            confidence=surest(sent) if sent else "possible",
            flows=sent or relevant,
            host=host,
            evidence=(page, *(e for f in (sent or relevant) for e in f.evidence[:1])),
            advice="Name the recipient, or the category it belongs to, with the data and the purpose.",
        )


DETECTOR = Detector(
    id="recipient-not-in-policy",
    title="Recipient not found in the privacy policy",
    about="""The privacy policy that the visit found does not contain any known name of the organisation behind a
recipient, nor its owner's, brand or domain. A text search: a policy may name a category of recipients instead, which
this rule does not read. Medium if data was sent there; for dormant flows low, and never more than possible.""",
    detect=_detect,
)
