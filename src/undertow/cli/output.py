"""Progress on standard error, answers on standard output, and the exit code."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

from undertow.model import SEVERITIES, AuditResult, codec


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

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._live and not self._quiet:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


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
