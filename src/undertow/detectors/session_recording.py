"""Detector `session-recording`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding, named, surest
from undertow.model import Finding

RECORDED = frozenset({"interaction", "keystrokes"})


def _detect(case: Case) -> Iterator[Finding]:
    for host, flows in case.to_others().items():
        sent = [f for f in flows if f.grade in SENT and f.data in RECORDED]
        if any(f.data == "interaction" for f in sent):
            yield finding(
                DETECTOR.id,
                (host,),
                title=f"{named(sent).capitalize()} recorded by {case.recipient(host)}",
                detail=f"What a visitor does on the page is collected and sent as it happens.{case.where(sent)}",
                severity="high" if any(f.data == "keystrokes" for f in sent) else "medium",
                confidence=surest(sent),
                flows=sent,
                host=host,
                advice="Say so before recording starts, and mask every input.",
            )


DETECTOR = Detector(
    id="session-recording",
    title="Behaviour on the page recorded by another party",
    about="""Code that collects clicks, pointer paths, scrolling or page content was seen sending to another party.
High if keys leave with it, else medium; keys alone are `key-logging`. Collecting for the app's own use is not
reported.

Literature: Englehardt, Acar and Narayanan, No Boundaries: exfiltration of personal data by session-replay scripts
(2017), and Acar, Englehardt and Narayanan, No Boundaries (PETS 2020).""",
    detect=_detect,
)
