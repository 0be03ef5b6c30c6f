"""Zip files of strangers, read in memory with bounds; nothing is ever extracted to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from undertow.errors import InvalidData
from undertow.imports.captured import LARGEST_FILE

MOST_MEMBERS = 20_000


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The zip.

    Raises:
        InvalidData: it is damaged, or lists more files than are read.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InvalidData(f"The zip file is damaged: {str(error)[:200]}.") from error
    with archive:
        if len(archive.namelist()) > MOST_MEMBERS:
            raise InvalidData(f"The zip file lists more than {MOST_MEMBERS:,} files.")
        yield archive


def member(archive: zipfile.ZipFile, name: str, limit: int = LARGEST_FILE) -> bytes | None:
    """One file of the zip; None if it is not there, damaged, encrypted, or larger than it may be."""
    try:
        with archive.open(name) as file:
            data = file.read(limit + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
        return None
    return data if len(data) <= limit else None
