"""The file of a run: one JSON a line, each with the hash of the line before, so that no line can be changed unnoticed.

Whoever notes the last hash (`head`) can tell whether anything was altered or cut off later.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from undertow.conduct.records import Line
from undertow.errors import BundleDamaged, EnvironmentProblem, InvalidData
from undertow.model import Sha256, codec

NAME = "run.jsonl"
GENESIS: Sha256 = "0" * 64
"""What the first line names as the hash before it."""
_LONGEST = 256 << 20
"""Bytes of one line."""


def lines(path: Path) -> Iterator[tuple[Line, Sha256, int]]:
    """Each whole line with its hash and where it ends, the chain being checked; a torn last line is left out.

    Raises:
        BundleDamaged: a line is no record, or is not followed by the line that was written after it.
        EnvironmentProblem: the file cannot be read.
    """
    end = 0
    try:
        with path.open("rb") as file:
            for record, digest, size in chained(_whole(file, path), f"{path}, line"):
                end += size + 1
                yield record, digest, end
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read: {error.strerror}.") from error


def _whole(file: BinaryIO, path: Path) -> Iterator[bytes]:
    """The lines without their ends, as far as they are whole."""
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if line.endswith(b"\n"):
            yield line[:-1]
        elif len(line) == _LONGEST:
            raise BundleDamaged(f"{path}, line {number}: too long.")


def chained(bodies: Iterable[bytes], what: str) -> Iterator[tuple[Line, Sha256, int]]:
    """Each line of a run with its hash and its bytes, the chain being checked.

    Args:
        bodies: the lines without their ends.
        what: where they stand, followed by the number in messages.

    Raises:
        BundleDamaged: a line is no record, or is not followed by the line that was written after it.
    """
    previous = GENESIS
    for number, body in enumerate(bodies, start=1):
        try:
            record: Line = codec.decode(body, Line, what=f"{what} {number}")  # type: ignore[arg-type]
        except InvalidData as error:
            raise BundleDamaged(str(error)) from error
        if record.previous != previous:
            raise BundleDamaged(f"{what} {number}: does not follow the line before; the file was altered.")
        previous = hashlib.sha256(body).hexdigest()
        yield record, previous, len(body)


class Journal:
    """An open file of a run, at whose end lines are added; one process at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head: Sha256 = GENESIS
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._close()
            raise EnvironmentProblem(
                f"Another run is writing to {self.path}; wait for it or choose another --out."
            ) from error
        except OSError as error:
            self._close()
            raise EnvironmentProblem(f"cannot write {self.path}: {error.strerror}. Choose another --out.") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.fsync(self._file.fileno())
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def recover(self) -> list[Line]:
        """The lines that stand; half a line, left when a run was killed, is cut off."""
        assert self._file is not None  # noqa: S101
        found = list(lines(self.path))
        if found:
            _, self.head, _ = found[-1]
        self._file.truncate(found[-1][2] if found else 0)
        return [record for record, *_ in found]

    def add(self, record: Line) -> None:
        """Write one line, whole or not at all; its `previous` must be the head."""
        assert self._file is not None and record.previous == self.head  # noqa: S101
        body = codec.encode(record)
        start = os.fstat(self._file.fileno()).st_size
        try:
            self._file.write(body + b"\n")
            self._file.flush()
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file.fileno(), start)
            raise EnvironmentProblem(
                f"cannot write {self.path}: {error.strerror}. Free some space and start the same command again."
            ) from error
        self.head = hashlib.sha256(body).hexdigest()
