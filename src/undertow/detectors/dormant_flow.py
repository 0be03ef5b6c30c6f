"""Detector `dormant-flow`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector, finding, named, surest, when
from undertow.model import CREDENTIALS, TYPED, Finding


def _detect(case: Case) -> Iterator[Finding]:
    for host, flows in case.to_others().items():
        latent = [f for f in flows if f.grade == "latent"]
        if not latent:
            continue
        credentials = any(f.data in CREDENTIALS for f in latent)
        typed = any(f.data in TYPED for f in latent)
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"Contains code that could send {named(latent)} to {case.recipient(host)}{when(latent)}",
            detail="A path from the data to a request to this host stands in delivered code. No visit of this audit "
            "executed it; that does not rule out that it runs elsewhere or later.",
            severity="medium" if credentials else "low" if typed else "info",
            confidence=surest(latent),
            flows=latent,
            host=host,
            advice="Remove code that is not needed, or say when it runs and name the recipient.",
        )


DETECTOR = Detector(
    id="dormant-flow",
    title="Dormant path to another party in delivered code",
    about="""Delivered code has a path from what a person types, or from device traits, to a request to another party,
and no visit executed it. Medium for data that identifies a person, low for other typed data, else info.""",
    detect=_detect,
)
