"""Detector `cache-identifier`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding
from undertow.model import Confidence, EvidenceRef, Exchange, Finding, Identifier, Kept, entity_tag

_BACK = "header if-none-match"
_APACHE = re.compile(r"([0-9a-f]+)-([0-9a-f]+-[0-9a-f]+)")
"""inode-size-time, as Apache made entity tags of files; servers behind one name differ in the inode alone."""


def _detect(case: Case) -> Iterator[Finding]:
    found: dict[str, list[tuple[Identifier, Kept, Confidence]]] = {}
    exchanges = {e.id: e for visit in case.evidence.visits for e in visit.exchanges}
    for identifier in case.traces.identifiers:
        for kept in identifier.kept:
            if kept.area == "etag" and kept.evidence is not None:
                sure = _sure(case, identifier, exchanges[kept.evidence.id])
                if sure is not None:
                    found.setdefault(kept.holder, []).append((identifier, kept, sure))
                break
    for host, tags in sorted(found.items()):
        back = [c for identifier, _, _ in tags for c in identifier.carried if c.part == _BACK]
        used = [i for i, _, _ in tags if _used(i)]
        returned = " The browser sent it back when it asked for the answer again." if back else ""
        also = " The same value was used as an identifier in storage or requests." if used else ""
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"Entity tag of {case.recipient(host)} tells this browser from others",
            detail=f"The entity tag of {tags[0][1].key} was another in every visit, each of which had a cache of its "
            f"own{'' if used else ', though the content was the same'}.{returned}{also}",
            severity="low" if case.is_own(host) else "medium",
            confidence=min((sure for _, _, sure in tags), key=("confirmed", "likely", "possible").index),
            host=host,
            evidence=[
                *(k.evidence for _, k, _ in tags[:4] if k.evidence),
                *(EvidenceRef(kind="exchange", id=c.exchange, part=c.part, note="sent back") for c in back[:4]),
            ],
            advice="Make entity tags of the content alone.",
        )


def _sure(case: Case, identifier: Identifier, exchange: Exchange) -> Confidence | None:
    """How sure it is that an entity tag identifies; None if it may well be made of the content."""
    if not identifier.compared:
        return None
    if _used(identifier):
        return "confirmed"
    if not _differs_alone(case, identifier, exchange):
        return None
    return "likely" if any(c.part == _BACK for c in identifier.carried) else "possible"


def _used(identifier: Identifier) -> bool:
    """Whether the value also serves as an identifier elsewhere."""
    return any(k.area != "etag" for k in identifier.kept) or any(c.part != _BACK for c in identifier.carried)


def _differs_alone(case: Case, identifier: Identifier, exchange: Exchange) -> bool:
    """Whether every other visit that got the same content from that address got another entity tag with it."""
    others = [
        entity_tag(header.value)
        for visit in case.evidence.visits
        if visit.id != identifier.visit
        for e in visit.exchanges
        if e.url == exchange.url and exchange.response_body and e.response_body == exchange.response_body
        for header in e.response_headers
        if header.name.lower() == "etag" and entity_tag(header.value)
    ]
    return bool(others) and not any(_same_file(identifier.value, other) for other in others)


def _same_file(one: str, other: str) -> bool:
    """Whether two entity tags are those of one file on two servers."""
    a, b = _APACHE.fullmatch(one), _APACHE.fullmatch(other)
    return one == other or (a is not None and b is not None and a[2] == b[2])


DETECTOR = Detector(
    id="cache-identifier",
    title="Identifier kept in the browser's cache (ETag)",
    about="""A server gave an entity tag (ETag) that tells this browser from others. The browser keeps it beside the
cached answer and sends it back, as If-None-Match, whenever it asks for that answer again: an identifier that deleting
cookies does not delete. Two visits with caches of their own are compared: either the content was the same and the tag
was not, or the value of the tag also stands in a cookie, in storage or in another request.

Confirmed if it also stands elsewhere; likely if the content was the same and the tag was seen coming back; possible
otherwise, for servers behind one name may make different tags of one file. Medium for another party, low for the app
itself. Tags that differ in the inode alone, as some servers made them, are not reported, nor are tags of content that
differs: they are made of the content. With one visit there is nothing to compare. Last-Modified is not examined, nor
a body that holds an identifier and is used from the cache without asking.

Literature: Ayenson et al., Flash Cookies and Privacy II (2011), who found it on hulu.com; Acar et al., The Web Never
Forgets (CCS 2014); RFC 9110, 8.8.3 and 17.14, which names the risk.""",
    detect=_detect,
)
