"""Detector `identifier-syncing`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding
from undertow.model import Carried, EvidenceRef, Finding, Identifier, Kept

_BY_ITSELF = frozenset({"header cookie", "header if-none-match"})
"""Parts that the browser fills by itself: what it sends there goes back to where it came from."""


def _detect(case: Case) -> Iterator[Finding]:
    found: dict[tuple[str, str], list[tuple[Identifier, Kept, Carried]]] = {}
    for identifier in case.traces.identifiers:
        for carried in identifier.carried:
            kept = _from_whom(case, identifier, carried)
            if kept is not None:
                found.setdefault((_owner(case, kept), carried.host), []).append((identifier, kept, carried))
    for (owner, host), synced in found.items():
        own = case.is_own(owner)
        keys = ", ".join(dict.fromkeys(f"{k.key or 'a record'} ({k.area})" for _, k, _ in synced[:6]))
        whose = "the app" if own else case.recipient(owner)
        yield finding(
            DETECTOR.id,
            (owner, host),
            title=f"Identifier of {whose} sent to {case.recipient(host)}",
            detail=f"What {whose} keeps in this browser to know it again ({keys}) went to another party, which can "
            f"then join what both know of it.{case.seen_in(i.visit for i, _, _ in synced)}",
            severity="low" if own else "medium",
            confidence="confirmed" if any(i.compared for i, _, _ in synced) else "possible",
            flows=[f for f in case.flows if f.host == host and f.data == "identifier"],
            host=host,
            evidence=_evidence(synced),
            advice="Name both parties and the purpose in the policy, and ask for consent; or keep identifiers apart.",
        )


def _from_whom(case: Case, identifier: Identifier, carried: Carried) -> Kept | None:
    """The place of another party that the value came from; None if this is no syncing."""
    if carried.part in _BY_ITSELF or case.is_own(carried.host):
        return None
    kept = [k for k in identifier.kept if k.at is None or k.at <= carried.at]
    for place in kept:
        if case.same_party(_owner(case, place), carried.host) or case.same_party(place.holder, carried.host):
            return None  # it has the value anyway
        if place.script is not None and place.script == carried.script:
            return None  # one script that makes its own identifier and sends it home, whoever delivers it
    dated = [place for place in kept if place.evidence is not None]
    return dated[0] if dated else None


def _owner(case: Case, kept: Kept) -> str:
    """Host of who keeps a value: of another site's storage that site, in the app's own whoever put it there."""
    return kept.holder if not case.is_own(kept.holder) else kept.writer or kept.holder


def _evidence(synced: list[tuple[Identifier, Kept, Carried]]) -> list[EvidenceRef]:
    found: list[EvidenceRef] = []
    for _, kept, carried in synced[:4]:
        found += [kept.evidence] if kept.evidence else []
        found.append(
            EvidenceRef(kind="exchange", id=carried.exchange, part=carried.part, note="carries the same value")
        )
    return found


DETECTOR = Detector(
    id="identifier-syncing",
    title="Identifier of one party sent to another",
    about="""A value that one party keeps in this browser to know it again (in a cookie, localStorage, sessionStorage
or IndexedDB) went to another party, in an address, a body, a message or as a referrer: cookie syncing. Who keeps a
value is the site of a third-party cookie or frame; in the app's own storage it is whoever put the value there: the
server that set the cookie, or the host that the script came from.

Medium between two other parties, low if the identifier is the app's own. Confirmed if another visit, with a profile
of its own, had another value; else possible. Not reported: a value that the recipient set itself; one that the very
script that made it also sends, as analytics libraries do that an app delivers with its own code; what goes to the app
itself; values that stand in delivered code; values sent hashed or encrypted.

Literature: Acar et al., The Web Never Forgets (CCS 2014, section 5); Englehardt and Narayanan, Online Tracking (CCS
2016, 5.6); Papadopoulos, Kourtellis and Markatos, Cookie Synchronization: everything you always wanted to know but
were afraid to ask (WWW 2019); Fouad, Bielova, Legout and Sarafijanovic-Djukic, Missed by Filter Lists (PETS 2020; the
preprint is of 2018), whose classes include identifiers of the first party.""",
    detect=_detect,
)
