"""What several test folders share: the command line as a user has it, and one run of the demo."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one document it must be."""
        return json.loads(self.out)


Undertow = Callable[..., Ran]


def run(*arguments: str | Path, cwd: Path | None = None, seconds: float = 240) -> Ran:
    """Run `undertow` with these arguments."""
    command = [sys.executable, "-c", "from undertow.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, cwd=cwd, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def undertow() -> Undertow:
    """Runs the command line."""
    return run


@dataclass(frozen=True)
class Demo:
    """One run of `undertow demo` for all tests that need real bundles."""

    ran: Ran
    folder: Path

    def bundle(self, app: str) -> Path:
        """The bundle of one lab app."""
        return self.folder / app / "bundle.wacz"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, run once."""
    folder = tmp_path_factory.mktemp("demo")
    return Demo(run("demo", "--json", "--out", folder), folder)
