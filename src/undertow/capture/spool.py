"""Bytes on disk while an audit runs: bodies, sources and pictures, each stored once under its SHA-256.

They stand one after the other in one file: a file each would cost more than everything else that is done with a message
of a chat.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from types import TracebackType

from undertow.errors import EnvironmentProblem
from undertow.model import Sha256


class Spool:
    """A temporary file of blobs. Use it as a context manager, or call `close` when done."""

    def __init__(self, parent: Path | None = None) -> None:
        """Make a directory with the file, below `parent` or the system's place for temporary files.

        Raises:
            EnvironmentProblem: the directory or the file cannot be made.
        """
        try:
            self._root = Path(tempfile.mkdtemp(prefix="undertow-spool-", dir=parent))
            self._file = (self._root / "blobs").open("xb+", buffering=0)
        except OSError as error:
            raise EnvironmentProblem(f"Cannot make a temporary directory: {error.strerror}. Set TMPDIR.") from error
        self._places: dict[Sha256, tuple[int, int]] = {}
        """Offset and length of each blob."""
        self._end = 0
        self._remove = partial(shutil.rmtree, self._root, ignore_errors=True)
        atexit.register(self._remove)  # for a signal may come while it is removed

    def put(self, data: bytes) -> Sha256:
        """Store `data` and return its hash. What was stored before stays intact whatever happens.

        Raises:
            EnvironmentProblem: the disk is full or cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self._places:
            return sha256
        try:
            self._append(data)
        except OSError as error:
            raise EnvironmentProblem(
                f"Cannot store evidence in {self._root.parent}: {error.strerror}. "
                "Free some space there, or set TMPDIR to a directory with room."
            ) from error
        self._places[sha256] = (self._end, len(data))
        self._end += len(data)
        return sha256

    def get(self, sha256: Sha256) -> bytes:
        """The bytes of that hash; KeyError if there are none."""
        offset, length = self._places[sha256]
        parts = []
        while length > 0 and (part := os.pread(self._file.fileno(), length, offset)):
            parts.append(part)
            offset, length = offset + len(part), length - len(part)
        return b"".join(parts)

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._places

    def close(self) -> None:
        """Remove the file and its directory."""
        self._places.clear()
        self._file.close()
        self._remove()
        atexit.unregister(self._remove)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, data: bytes) -> None:
        """Write at the end, which only moves when all is written: half a blob is written over by the next."""
        rest, at = memoryview(data), self._end
        while rest:
            written = os.pwrite(self._file.fileno(), rest, at)
            rest, at = rest[written:], at + written
