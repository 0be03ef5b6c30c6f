"""Facts of scripts on disk, so that no script is read twice by the same reader.

An entry is named by the SHA-256 of its script and the version of the reader (`engine`), and holds nothing about where
the script came from. It is written whole or not at all; whatever is not an entry of ours is ignored and written anew.
The folder is private to its user: facts quote the code of what was scanned, and whoever could write there could plant
answers.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from undertow.errors import InvalidData
from undertow.model import ScriptFacts, Sha256, codec
from undertow.reading.engine import engine_version

VARIABLE = "UNDERTOW_CACHE"
LIMIT = 256 << 20
"""Bytes of all entries; beyond that those longest unused go."""
_KEEP = 0.8  # share of the limit that is left, so that not every run has to clear up
_FRESH = 3600.0  # seconds within which a used entry is not marked as used again, and a part file may be being written
_DIGEST = 32
_LARGEST = 64 << 20
_SUFFIX, _PART = ".facts", ".part"
_UNSTEADY = frozenset({"decode-stopped"})
"""Gaps that the load of the machine may have caused: such facts are not kept."""


def folder() -> Path:
    """Where the cache is: ``$UNDERTOW_CACHE``, else ``undertow`` in the user's cache folder."""
    if own := os.environ.get(VARIABLE):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "undertow"


@dataclass(frozen=True)
class Usage:
    """How much the cache holds."""

    entries: int
    bytes: int


class FactsCache:
    """The cache in one folder, for one version of the reader. Any number of processes may use it at once."""

    def __init__(self, root: Path, engine: str | None = None, *, limit: int = LIMIT) -> None:
        self._root = root / "facts"
        self._engine = engine or engine_version()
        self._limit = limit
        self._written = 0
        self._usable = _private(self._root)

    @property
    def usable(self) -> bool:
        """False where the folder cannot be made, is not the user's own, or others may write in it."""
        return self._usable

    def get(self, sha256: Sha256) -> ScriptFacts | None:
        """What is known of the script; None if it was not read yet, or its entry is damaged."""
        if not self._usable:
            return None
        path = self._path(sha256)
        try:
            content = _content(path)
            facts = codec.unpack(content, ScriptFacts, what=path.name)
        except (OSError, InvalidData):
            return None
        return facts if facts.sha256 == sha256 else None

    def put(self, facts: ScriptFacts) -> None:
        """Keep what was read. A cache that cannot be written costs time, nothing else, so errors are not told."""
        if not self._usable or any(gap.kind in _UNSTEADY for gap in facts.gaps):
            return
        path = self._path(facts.sha256)
        try:
            content = codec.pack(facts)
            _write(path, hashlib.sha256(content).digest() + content)
        except InvalidData:
            return
        except OSError:  # a full or read-only disk: asking again for each script would help nobody
            self._usable = False
        self._written += 1

    def trim(self) -> None:
        """Remove the entries longest unused if there are too many, and what broken-off runs have left."""
        if not self._usable or not self._written:
            return
        self._written = 0
        now = time.time()
        entries = []
        for path, status in self._files():
            if path.suffix == _SUFFIX:
                entries.append((status.st_mtime, status.st_size, path))
            elif path.suffix == _PART and now - status.st_mtime > _FRESH:
                path.unlink(missing_ok=True)
        total = sum(size for _, size, _ in entries)
        if total <= self._limit:
            return
        for _, size, path in sorted(entries):
            if total <= _KEEP * self._limit:
                return
            with suppress(OSError):
                path.unlink(missing_ok=True)
                total -= size

    def usage(self) -> Usage:
        """Entries and bytes, of all versions of the reader."""
        sizes = [status.st_size for path, status in self._files() if path.suffix == _SUFFIX] if self._usable else []
        return Usage(len(sizes), sum(sizes))

    def _path(self, sha256: Sha256) -> Path:
        return self._root / sha256[:2] / f"{sha256}-{self._engine}{_SUFFIX}"

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self._root.glob("??/*"):
            with suppress(OSError):
                yield path, path.lstat()


def _private(root: Path) -> bool:
    """Make the folder if there is none. Is it the user's own, and no one else's to write in?"""
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = [path.lstat() for path in (root.parent, root)]
    except OSError:
        return False
    return all(stat.S_ISDIR(s.st_mode) and s.st_uid == os.geteuid() and not s.st_mode & 0o022 for s in found)


def _content(path: Path) -> bytes:
    """The checked content of an entry, which is marked as used.

    Raises:
        OSError: there is none.
        InvalidData: it is damaged or no entry.
    """
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(file, "rb") as stream:  # noqa: PTH123 - opened above, without following links
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            raise InvalidData(f"{path.name}: no entry")
        if time.time() - status.st_mtime > _FRESH:
            with suppress(OSError):
                os.utime(file)
        whole = stream.read(_LARGEST)
    content = whole[_DIGEST:]
    if hashlib.sha256(content).digest() != whole[:_DIGEST]:
        raise InvalidData(f"{path.name}: damaged")
    return content


def _write(path: Path, content: bytes) -> None:
    """Under another name first, so that a reader sees all of it or nothing."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    file, name = tempfile.mkstemp(suffix=_PART, dir=path.parent)  # mode 0600
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
