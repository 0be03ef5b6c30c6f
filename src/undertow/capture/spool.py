"""Bytes on disk while an audit runs: bodies, sources and pictures, each stored once under its SHA-256."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from functools import partial
from pathlib import Path
from types import TracebackType

from undertow.errors import EnvironmentProblem
from undertow.model import Sha256


class Spool:
    """A temporary directory of blobs. Use it as a context manager, or call `close` when done."""

    def __init__(self, parent: Path | None = None) -> None:
        """Make the directory, below `parent` or the system's place for temporary files.

        Raises:
            EnvironmentProblem: the directory cannot be made.
        """
        try:
            self._root = Path(tempfile.mkdtemp(prefix="undertow-spool-", dir=parent))
        except OSError as error:
            raise EnvironmentProblem(f"Cannot make a temporary directory: {error.strerror}. Set TMPDIR.") from error
        self._known: set[Sha256] = set()
        self._remove = partial(shutil.rmtree, self._root, ignore_errors=True)
        atexit.register(self._remove)  # for a signal may come while it is removed

    def put(self, data: bytes) -> Sha256:
        """Store `data` and return its hash. What was stored before stays intact whatever happens.

        Raises:
            EnvironmentProblem: the disk is full or cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self._known:
            return sha256
        path = self._path(sha256)
        partial = path.with_suffix(".part")
        try:
            path.parent.mkdir(exist_ok=True)
            partial.write_bytes(data)
            partial.rename(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise EnvironmentProblem(
                f"Cannot store evidence in {self._root.parent}: {error.strerror}. "
                "Free some space there, or set TMPDIR to a directory with room."
            ) from error
        self._known.add(sha256)
        return sha256

    def get(self, sha256: Sha256) -> bytes:
        """The bytes of that hash; KeyError if there are none."""
        if sha256 not in self._known:
            raise KeyError(sha256)
        return self._path(sha256).read_bytes()

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._known

    def close(self) -> None:
        """Remove the directory and all in it."""
        self._known.clear()
        self._remove()
        atexit.unregister(self._remove)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _path(self, sha256: Sha256) -> Path:
        return self._root / sha256[:2] / sha256
