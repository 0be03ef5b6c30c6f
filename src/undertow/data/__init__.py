"""Pinned knowledge: data files only. SOURCES.toml says where each comes from, under which licence, and its hash."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath

SOURCES = "SOURCES.toml"


def open_path(name: str) -> Path:
    """Path of the data file `name`, relative to this folder.

    Raises:
        FileNotFoundError: there is no data file of that name.
    """
    path = Path(str(files(__name__))) / name
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or not path.is_file():
        raise FileNotFoundError(f"no data file {name!r}")
    return path


def read(name: str) -> bytes:
    """Content of the data file `name`.

    Raises:
        FileNotFoundError: there is no data file of that name.
    """
    return open_path(name).read_bytes()


@cache
def sources() -> tuple[dict[str, str], ...]:
    """The entries of SOURCES.toml: name, origin, version, date, licence, sha256, and more where it applies."""
    return tuple(tomllib.loads(read(SOURCES).decode("utf-8"))["file"])


@cache
def digest() -> str:
    """SHA-256 over the names and hashes in SOURCES.toml: names the knowledge that a result was made with."""
    lines = sorted(f"{entry['name']} {entry['sha256']}\n" for entry in sources())
    return hashlib.sha256("".join(lines).encode()).hexdigest()
