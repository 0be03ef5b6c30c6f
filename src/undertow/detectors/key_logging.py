"""Detector `key-logging`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding, listed_words, surest
from undertow.model import EvidenceRef, Finding, Flow

WANTED = frozenset({"search", "address", "postal-code"})
"""Data that an app looks up while it is typed, as its function: no finding where it goes to the app itself."""


def _detect(case: Case) -> Iterator[Finding]:
    for host in dict.fromkeys(flow.host for flow in case.flows):
        flows = [f for f in case.flows if f.host == host and f.data == "keystrokes" and f.grade in SENT]
        typed = dict.fromkeys(
            d for s in case.traces.sent for d in s.detail if s.data == "keystrokes" and _of(s.flow, flows)
        )
        if not flows or (flows[0].first_party and typed and set(typed) <= WANTED):
            continue
        own = flows[0].first_party
        what = f" of {listed_words(typed)}" if typed else ""
        before = " before the form was submitted" if any(f.before_submit for f in flows) else ""
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"Keys{what} sent to {case.recipient(host)} one by one{before}",
            detail=f"Which keys were pressed left as they were pressed, in the order of what was typed: also what a "
            f"person deletes again has then left.{case.where(flows)}",
            severity="low" if own else "high",
            confidence=surest(flows),
            flows=flows,
            host=host,
            evidence=(*(e for f in flows for e in f.evidence[:3]), *_listeners(case, flows)),
            advice="Do not send keys. Check a value once, when the person leaves the field or submits the form.",
        )


def _of(id_: str, flows: list[Flow]) -> bool:
    return any(flow.id == id_ for flow in flows)


def _listeners(case: Case, flows: list[Flow]) -> list[EvidenceRef]:
    """Calls in which the scripts that send read which key was pressed."""
    scripts = {flow.script_sha256 for flow in flows if flow.script_sha256}
    found: dict[str, EvidenceRef] = {}
    for visit in case.evidence.visits:
        for event in visit.probe_events:
            if event.kind == "input-events" and any(frame.script in scripts for frame in event.stack):
                note = f"the script that sends reads {event.api.replace('.prototype.', '.')} {event.count} times"
                found.setdefault(event.api, EvidenceRef(kind="probe", id=event.id, note=note))
    return list(found.values())[:2]


DETECTOR = Detector(
    id="key-logging",
    title="Keys sent one by one as they are typed",
    about="""What was typed left key by key: at least eight single characters, or codes of keys, that follow each
other as in a typed value, in one field of requests or messages to one host; or a field that grew at least five times
by one or two characters of a typed value; or code that reads which key is pressed was seen sending from exactly that
call.

High if it went to another party. Low if it went to the app itself; there nothing is reported of search terms and
addresses, which apps look up while they are typed. It is told apart from `session-recording`, which takes clicks,
paths of the pointer and page content and may mask what is typed, and from `sent-before-submit`, which is about whole
values.

Literature: Acar, Englehardt and Narayanan, No Boundaries: data exfiltration by third parties embedded on web pages
(PETS 2020), who define session replay by this; Senol, Acar, Humbert and Zuiderveen Borgesius, Leaky Forms: a study of
email and password exfiltration before form submission (USENIX Security 2022). The numbers eight and five are ours:
runs that short do not occur by chance in a value made up for the visit. Not seen: keys that are sent encrypted by
code whose path the analysis loses, and batches that are put in another order.""",
    detect=_detect,
)
