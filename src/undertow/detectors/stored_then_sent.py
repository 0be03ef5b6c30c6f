"""Detector `stored-then-sent`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding, listed_words
from undertow.model import CREDENTIALS, EvidenceRef, Finding, StoredInput

_AREAS = {"cookie": "a cookie", "local": "localStorage", "session": "sessionStorage", "indexed-db": "IndexedDB"}


def _detect(case: Case) -> Iterator[Finding]:
    hosts: dict[str, list[StoredInput]] = {}
    for stored in case.traces.stored:
        hosts.setdefault(stored.sent.exchange.host, []).append(stored)
    for host, found in hosts.items():
        own = found[0].sent.first_party
        what = listed_words(s.data for s in found)
        where = ", ".join(dict.fromkeys(f"{_AREAS.get(s.area, s.area)}{f' ({s.key})' if s.key else ''}" for s in found))
        credentials = any(s.data in CREDENTIALS for s in found)
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"{what.capitalize()} kept in the browser, and sent to {case.recipient(host)} from a later page",
            detail=f"What was typed was put into {where}. A later page, on which it was not typed, read it and sent "
            f"it: {found[0].later}.{case.seen_in(s.visit for s in found)}",
            severity="low" if own else "high" if credentials else "medium",
            confidence="likely",
            flows=case.flows_of(s.sent for s in found),
            host=host,
            evidence=[ref for s in found[:2] for ref in _evidence(s)],
            advice="Do not keep what people type longer than the form needs it, and let no other party's code read it.",
        )


def _evidence(stored: StoredInput) -> tuple[EvidenceRef, ...]:
    return stored.written, stored.read, stored.sent.ref


DETECTOR = Detector(
    id="stored-then-sent",
    title="Typed data kept in the browser and sent later",
    about="""A typed value, as it is or encoded or hashed, was put into a cookie, localStorage, sessionStorage or
IndexedDB. A document that was loaded later read it, and a request left from a script that had read it, with the value
in it, although nobody had typed it there. So data leaves on pages where no form is, and on later visits.

High for data that identifies or authenticates a person and goes to another party, medium for other typed data, low
where it goes to the app itself (a remembered name, for example). Likely and no more: that the value came from storage
is concluded from call, script and order. Not seen: what a page reads as a property of `localStorage` instead of by
`getItem`, and what another script sends than the one that read it. Within one document nothing is reported, for
drafts are kept so.

Literature: Senol et al., Leaky Forms (USENIX Security 2022), on values that are sent from later pages; Acar,
Englehardt and Narayanan, No Boundaries (PETS 2020); Chen, Ilia, Polychronakis and Kapravelos, Cookie Swap Party (WWW
2021), on what is kept in the first party's storage for others; CWE-922.""",
    detect=_detect,
)
