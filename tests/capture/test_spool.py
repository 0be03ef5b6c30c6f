"""Blobs on disk: what goes in comes out, nothing half-written is ever seen, nothing is left behind."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture.ledger import Ledger
from undertow.capture.spool import Spool
from undertow.errors import EnvironmentProblem


@settings(deadline=None)
@given(st.lists(st.binary(max_size=100), max_size=5))
def test_what_goes_in_comes_out(blobs: list[bytes]) -> None:
    with Spool() as spool:
        for blob in blobs:
            assert spool.put(blob) == hashlib.sha256(blob).hexdigest()
        for blob in blobs:
            assert spool.get(hashlib.sha256(blob).hexdigest()) == blob


def test_unknown_hashes_are_key_errors_even_when_they_look_like_paths(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        for name in ("0" * 64, "../../etc/passwd", ""):
            assert name not in spool
            with pytest.raises(KeyError):
                spool.get(name)


def test_nothing_is_left_when_it_is_closed(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.put(b"x")
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def full_after(room: int) -> Callable[[int, memoryview, int], int]:
    """A disk that takes so many bytes more."""
    write, left = os.pwrite, [room]

    def pwrite(file: int, data: memoryview, offset: int) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(file, data[: left[0]], offset)
        left[0] -= written
        return written

    return pwrite


def test_what_was_stored_stays_and_half_a_blob_is_never_seen_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Spool(tmp_path) as spool:
        first = spool.put(b"first")
        with monkeypatch.context() as patch:
            patch.setattr(os, "pwrite", full_after(3))
            with pytest.raises(EnvironmentProblem, match=r"No space left on device.*TMPDIR"):
                spool.put(b"second")
        second = hashlib.sha256(b"second").hexdigest()
        assert spool.get(first) == b"first"
        assert second not in spool
        third = spool.put(b"3")
        assert spool.put(b"second") == second
        assert [spool.get(sha256) for sha256 in (first, second, third)] == [b"first", b"second", b"3"]


def test_the_visit_is_told_once_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Spool(tmp_path) as spool:
        ledger = Ledger(spool, "v1")
        told = []
        ledger.on_problem = lambda: told.append(1)
        monkeypatch.setattr(os, "pwrite", full_after(0))
        assert ledger.keep(b"a") is None
        assert ledger.keep(b"b") is None
        assert told == [1]
        assert [gap.kind for gap in ledger.gaps] == ["storage-full"]
        assert ledger.problem is not None


def test_gaps_of_one_kind_are_bounded_when_a_page_causes_them_without_end(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        ledger = Ledger(spool, "v1")
        for number in range(1000):
            ledger.gap("body-too-large", f"https://a.test/{number}", "why")
        assert len(ledger.gaps) == 50


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="TMPDIR"):
        Spool(tmp_path / "missing")
