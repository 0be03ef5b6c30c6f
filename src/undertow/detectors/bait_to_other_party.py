"""Detector `bait-to-other-party`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding, named, surest, when
from undertow.model import CREDENTIALS, TYPED, Finding


def _detect(case: Case) -> Iterator[Finding]:
    for host, flows in case.to_others().items():
        sent = [f for f in flows if f.grade in SENT and f.data in TYPED]
        if not sent:
            continue
        credentials = [f for f in sent if f.data in CREDENTIALS]
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"{named(sent).capitalize()} sent to {case.recipient(host)}{when(sent)}",
            detail=f"What was typed into the page left for a host that is not the app's own.{case.where(sent)}",
            severity="high" if credentials else "medium",
            confidence=surest(sent),
            flows=sent,
            host=host,
            advice="Name the recipient and the purpose in the policy, or remove the transfer.",
        )


DETECTOR = Detector(
    id="bait-to-other-party",
    title="Typed data sent to another party",
    about="""A value typed into the page (a unique bait) was found in what left for a host of another party than the
app, in plain, encoded or hashed form, or left from exactly the call that the code path leads to.

High if the data identifies or authenticates a person (e-mail, phone, password, user name, one-time code), else medium.
It says that the data left, not why, and not what the recipient does with it.""",
    detect=_detect,
)
