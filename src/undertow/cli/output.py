"""Progress on standard error, answers on standard output, and the exit code."""

from __future__ import annotations

import io
import shutil
import sys
import time
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from undertow.errors import EnvironmentProblem
from undertow.model import SEVERITIES, AuditResult, codec

if TYPE_CHECKING:
    from rich.console import Console

_LIVE_PACE, _PLAIN_PACE, _PLAIN_FIRST = 0.1, 10.0, 5.0  # seconds between lines, and before the first plain one
_FILE_WIDTH = 120
"""Columns of a text that is written to a file."""


class Progress:
    """A line that moves on a terminal, plain lines elsewhere. Takes page text as it comes and makes it harmless."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty()
        self._start = time.monotonic()

    def __call__(self, text: str) -> None:
        """Say what is going on."""
        if self._quiet:
            return
        from undertow.report.safe import plain

        line = f"{time.monotonic() - self._start:6.1f} s  {plain(text, 200)}"
        if self._live:
            sys.stderr.write("\r\x1b[K" + line[: shutil.get_terminal_size().columns - 1])
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._live and not self._quiet:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Paced(Progress):
    """Progress of work that has many small steps: at most ten a second on a terminal; elsewhere only if it is long."""

    def __init__(self, quiet: bool = False) -> None:
        super().__init__(quiet)
        self._pace, self._next = (_LIVE_PACE, 0.0) if self._live else (_PLAIN_PACE, time.monotonic() + _PLAIN_FIRST)

    def __call__(self, text: str) -> None:
        """Say what is going on, if it is time to."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self._pace
            super().__call__(text)

    def pause(self) -> None:
        """Make room for a piece of the answer, which may go to the same terminal."""
        self.__exit__(None, None, None)


class Answer:
    """Where the answer of a command goes: standard output, or a file that is written whole at the end."""

    def __init__(self, out: Path | None) -> None:
        self._out = out
        self._text = io.StringIO()

    @cached_property
    def console(self) -> Console:
        """For texts."""
        from rich.console import Console

        if self._out is None:
            return Console(highlight=False)
        return Console(file=self._text, width=_FILE_WIDTH, highlight=False)

    def document(self, content: bytes) -> None:
        """A document of bytes, which is all of the answer."""
        if self._out is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            write_file(self._out, content)

    def close(self) -> None:
        """Nothing more comes."""
        if self._out is not None and "console" in self.__dict__:
            lines = [line.rstrip() for line in self._text.getvalue().splitlines()]
            write_file(self._out, "\n".join([*lines, ""]).encode("utf-8", "replace"))


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise EnvironmentProblem(f"cannot write {path}: {error.strerror}") from error


def print_json(record: object) -> None:
    """One document to standard output."""
    sys.stdout.buffer.write(codec.encode_pretty(record))
    sys.stdout.buffer.flush()


def print_result(result: AuditResult, *, verbose: bool = False) -> None:
    """The summary of an audit for a terminal."""
    from rich.console import Console

    from undertow.report.text import render_text

    render_text(result, Console(highlight=False), verbose=verbose)


def exit_code(result: AuditResult, fail_on: str) -> int:
    """1 for findings at or above the severity, else 3 for gaps that could hide some, else 0."""
    if fail_on != "never":
        enough = SEVERITIES[: [str(s) for s in SEVERITIES].index(fail_on) + 1]
        if any(finding.severity in enough for finding in result.findings):
            return 1
    return 3 if any(gap.hides_findings for gap in result.gaps) else 0
