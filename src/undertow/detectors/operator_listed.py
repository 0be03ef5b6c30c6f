"""Detector `operator-listed`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector
from undertow.detectors.listed import listed
from undertow.model import Finding


def _detect(case: Case) -> Iterator[Finding]:
    return listed(
        case, DETECTOR.id, "operator", lambda recipient: f"The operator of {recipient} is on an official list"
    )


DETECTOR = Detector(
    id="operator-listed",
    title="Recipient's operator on an official list",
    about="""An official list names the very organisation that operates the host which data reaches, or could reach. The
scope of each list stands with its name: a procurement list, a securities list and a refusal of a licence are different
things, and none of them is a general ban. High if data was sent there, else medium.""",
    detect=_detect,
)
