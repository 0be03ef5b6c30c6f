"""The apps, each a folder: ``truth.toml``, ``replies.toml``, ``site/<host>/`` as delivered, ``source/`` as written."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = ("brightwater", "meridian", "plainfield")
"""In the order in which the demo shows them: the reference case, another country's, the honest one."""


@dataclass(frozen=True)
class LabApp:
    """One app of the lab."""

    name: str
    title: str
    url: str
    """Where a visitor lands, e.g. ``https://chat.brightwater.test/sign_in``."""
    hosts: tuple[str, ...]
    """Every host that the app talks to, its own and others'; the lab answers for all of them."""
    truth_path: Path

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.truth_path.parent


@cache
def apps() -> tuple[LabApp, ...]:
    """All apps of the lab, in the order in which the demo shows them."""
    return tuple(_read(FOLDER / name / "truth.toml") for name in NAMES)


def _read(path: Path) -> LabApp:
    app = tomllib.loads(path.read_text(encoding="utf-8"))["app"]
    return LabApp(name=app["name"], title=app["title"], url=app["url"], hosts=tuple(app["hosts"]), truth_path=path)
