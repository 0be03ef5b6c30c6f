from __future__ import annotations

import pytest
from cases_of_traces import APP, case, sent

from undertow.detectors.stored_then_sent import DETECTOR
from undertow.model import EvidenceRef, Sent, StoredInput, Traces


def stored(data: str, sending: Sent) -> StoredInput:
    return StoredInput(
        visit="v1", data=data, area="local", key="draft", sent=sending, later="https://app.test/next",  # type: ignore[arg-type]
        written=EvidenceRef(kind="probe", id="v1.p1"), read=EvidenceRef(kind="probe", id="v1.p2"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "sending", "severity"),
    [
        ("email", sent(), "high"),
        ("message", sent(data="message"), "medium"),
        ("email", sent(host=APP, first_party=True), "low"),
    ],
)
def test_what_was_kept_and_left_later_is_told_with_place_and_page(data: str, sending: Sent, severity: str) -> None:
    (finding,) = DETECTOR.detect(case(traces=Traces(stored=(stored(data, sending),))))
    assert (finding.severity, finding.confidence) == (severity, "likely")
    assert "localStorage (draft)" in finding.detail and "https://app.test/next" in finding.detail
    assert [ref.id for ref in finding.evidence] == ["v1.p1", "v1.p2", "v1.e1"]


def test_what_leaves_without_having_been_kept_is_no_finding() -> None:
    assert not list(DETECTOR.detect(case(traces=Traces(sent=(sent(),)))))
