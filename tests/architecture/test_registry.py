"""Each detector is one file, one id, one test and one documentation page, and all names are equal."""

from __future__ import annotations

from pathlib import Path

from undertow.detectors import DETECTORS

ROOT = Path(__file__).parents[2]
SHARED = {
    "__init__",
    "against_policy",
    "base",
    "fingerprint_breadth",
    "fingerprint_criteria",
    "fingerprint_pictures",
    "listed",
}


def test_every_detector_file_is_registered() -> None:
    files = {p.stem for p in (ROOT / "src/undertow/detectors").glob("*.py")} - SHARED
    assert {d.id.replace("-", "_") for d in DETECTORS} == files


def test_every_detector_has_a_test_and_a_page() -> None:
    for detector in DETECTORS:
        assert (ROOT / f"tests/detectors/test_{detector.id.replace('-', '_')}.py").is_file()
        assert (ROOT / f"docs/detectors/{detector.id}.md").is_file(), "run `make docs`"


def test_ids_are_unique() -> None:
    assert len({d.id for d in DETECTORS}) == len(DETECTORS)
