"""The public functions of the package do what the commands do."""

from __future__ import annotations

from pathlib import Path

import pytest

import undertow
from conftest import Demo
from undertow.errors import BundleDamaged, UsageError
from undertow.model import codec


def test_the_public_names_are_pinned() -> None:
    assert undertow.__all__ == ["analyze", "audit", "load"]


def test_a_wrong_request_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="north-america"):
        undertow.audit("http://127.0.0.1:1/", out=tmp_path, vantages=["mars"])
    (tmp_path / "x.wacz").write_bytes(b"no bundle")
    with pytest.raises(BundleDamaged):
        undertow.analyze(tmp_path / "x.wacz")
    with pytest.raises(BundleDamaged):
        undertow.load(tmp_path / "x.wacz")


@pytest.mark.browser
def test_analyze_and_load_read_what_the_command_wrote(demo: Demo) -> None:
    bundle = demo.bundle("plainfield")
    assert codec.encode_pretty(undertow.analyze(bundle)) == (demo.folder / "plainfield/result.json").read_bytes()
    with undertow.load(bundle) as opened:
        assert [visit.outcome for visit in opened.evidence.visits] == ["complete"] * 3
