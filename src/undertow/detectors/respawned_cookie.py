"""Detector `respawned-cookie`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding
from undertow.model import Area, EvidenceRef, Finding, Identifier

_AREAS: dict[Area, str] = {
    "local": "localStorage",
    "session": "sessionStorage",
    "indexed-db": "IndexedDB",
    "cache": "a cache of its own making",
    "etag": "the entity tag of a cached answer",
}


def _detect(case: Case) -> Iterator[Finding]:
    found: dict[tuple[str, str], list[Identifier]] = {}
    for identifier in case.traces.identifiers:
        cookie = next((k for k in identifier.kept if k.area == "cookie"), None)
        if identifier.returned and cookie is not None:
            found.setdefault((cookie.holder, cookie.key), []).append(identifier)
    for (holder, key), identifiers in sorted(found.items()):
        kept = [k for i in identifiers for k in i.kept]
        writer = next((k.writer for k in kept if k.area == "cookie" and k.writer), holder)
        carriers = _carriers(identifiers)
        whence = (
            f"It was also kept in {' and '.join(carriers)}"
            if carriers
            else "Nothing else in the browser's storage held it, so the server knew it again"
        )
        yield finding(
            DETECTOR.id,
            (holder, key),
            title=f"Deleted cookie {key} comes back with the same identifier ({case.recipient(writer)})",
            detail=f"All cookies were deleted and the page was opened again. The cookie {key} of {holder} was there "
            f"again with the value that it had before. {whence}.{case.seen_in(i.visit for i in identifiers)}",
            severity="medium" if case.is_own(writer) else "high",
            confidence="confirmed" if any(i.compared for i in identifiers) else "possible",
            host=writer,
            evidence=_evidence(case, identifiers),
            advice="Do not restore what a person has deleted; give a new identifier, if one is needed at all.",
        )


def _carriers(identifiers: list[Identifier]) -> list[str]:
    """Where else the values were kept, in words. An entity tag counts if the browser sent it back."""
    areas = {
        kept.area
        for identifier in identifiers
        for kept in identifier.kept
        if kept.area != "etag" or any(c.part == "header if-none-match" for c in identifier.carried)
    }
    return [words for area, words in _AREAS.items() if area in areas]


def _evidence(case: Case, identifiers: list[Identifier]) -> list[EvidenceRef]:
    first = identifiers[0]
    back = next((s for s in case.visit(first.visit).steps if s.phase == "return"), None)
    page = [EvidenceRef(kind="page", id=back.url, note=f"opened again in {first.visit}: {back.detail}")] if back else []
    return [*(k.evidence for i in identifiers for k in i.kept if k.evidence), *page]


DETECTOR = Detector(
    id="respawned-cookie",
    title="Cookie that comes back after it was deleted",
    about="""A visit that found identifiers in cookies deletes all cookies near its end and opens the page once more.
A cookie was then there again, with the same name, domain and value: an identifier that survives what people do to be
rid of it. Where the value was also kept (localStorage, sessionStorage, IndexedDB, a cache, an entity tag that was sent
back) is named; if nowhere, the server knew the browser again by other means, for example its fingerprint.

High for another party, medium for the app itself. Confirmed if another visit, with a profile of its own, had another
value; possible where the audit has no other visit to compare with, for the value may then be the same for everybody.
Values that two visits share are not reported, so a cookie that is respawned from a fingerprint which does not differ
between the vantages is missed.

Literature: Ayenson, Wambach, Soltani, Good and Hoofnagle, Flash Cookies and Privacy II (2011); Acar et al., The Web
Never Forgets (CCS 2014, section 4), whose test is followed: storage is kept, cookies are deleted; Fouad, Santos,
Legout and Bielova, My Cookie is a phoenix (PETS 2022), for respawning by fingerprint.""",
    detect=_detect,
)
