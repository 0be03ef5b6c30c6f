"""Detector `sent-before-submit`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding, named, surest
from undertow.model import TYPED, Finding


def _detect(case: Case) -> Iterator[Finding]:
    hosts: dict[str, None] = dict.fromkeys(flow.host for flow in case.flows)
    for host in hosts:
        early = [f for f in case.flows if f.host == host and f.before_submit and f.grade in SENT and f.data in TYPED]
        if not early:
            continue
        own = early[0].first_party
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"{named(early).capitalize()} sent to {case.recipient(host)} before the form was submitted",
            detail="The values left while the form was being filled in, before anything was submitted: a person who "
            f"changes their mind has already sent them.{case.where(early)}",
            severity="low" if own else "high",
            confidence=surest(early),
            flows=early,
            host=host,
            advice="Send form values when the person submits them, not while they type.",
        )


DETECTOR = Detector(
    id="sent-before-submit",
    title="Typed data sent before the form is submitted",
    about="""A typed value left the page while the journey was still filling in the form. High if it went to another
party, low if it went to the app itself (a check whether a name is free, for example, is common and may be wanted).""",
    detect=_detect,
)
