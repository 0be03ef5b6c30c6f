"""Detector `group-listed`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import Case, Detector
from undertow.detectors.listed import listed
from undertow.model import Finding


def _detect(case: Case) -> Iterator[Finding]:
    return listed(
        case, DETECTOR.id, "group", lambda who: f"Another company of the group behind {who} is on an official list"
    )


DETECTOR = Detector(
    id="group-listed",
    title="Company of the recipient's owner group on an official list",
    about="""An official list names the owner of the recipient's operator, or another company of the same group. By
itself this does not reach the operator: what a list says of subsidiaries stands beside its name. Medium if data was
sent there, else low.""",
    detect=_detect,
)
