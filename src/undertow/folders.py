"""The folder that the files of an audit go to."""

from __future__ import annotations

import datetime
from pathlib import Path

from undertow.errors import EnvironmentProblem


def folder_at(path: Path) -> Path:
    """The folder at this path, made if it does not exist."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f"cannot make the folder {path}: {error.strerror}") from error
    return path


def new_folder(target_host: str, parent: Path) -> Path:
    """``HOST-UTCTIME`` in the parent folder, created; a number is added if it exists."""
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    safe = (
        "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "_" for c in target_host)[:100].strip(".") or "app"
    )
    for number in range(1000):
        folder = parent / (f"{safe}-{stamp}" + (f"-{number}" if number else ""))
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise EnvironmentProblem(f"cannot make the folder {folder}: {error.strerror}; see --out") from error
        return folder
    raise EnvironmentProblem(f"too many audits in {parent} within one second")
