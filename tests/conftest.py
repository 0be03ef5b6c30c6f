"""What several test folders share: the command line as a user has it, and one run of the demo.

`make test` takes a seeded sample of the long runs: property tests repeat the same examples, and tests marked `long` are
left out. `make test-long` sets UNDERTOW_LONG: all tests run, and property tests that set no number of their own try
fifty times as many examples, new ones each time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ["UNDERTOW_PACKS"] = os.devnull  # a folder that has no packs, whatever the user has added
LONG = bool(os.environ.get("UNDERTOW_LONG"))

settings.register_profile("sample", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile("long" if LONG else "sample")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave long tests to `make test-long`."""
    for item in items:
        if item.get_closest_marker("long") and not LONG:
            item.add_marker(pytest.mark.skip(reason="long; runs in `make test-long`"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Facts of scripts are kept for this run only: no test finds what the user, or an earlier run, has cached."""
    os.environ["UNDERTOW_CACHE"] = str(tmp_path_factory.mktemp("cache"))


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
