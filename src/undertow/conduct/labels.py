"""What a person said of answers that no rule takes: a file beside the run, one label a line, the last one counts.

A label belongs to a question and the hash of an answer, so that it holds wherever the same words come again, and for no
other words. The run's own file is not touched.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from undertow.conduct.line_files import numbered
from undertow.errors import EnvironmentProblem
from undertow.model import Record, Sha256, codec

NAME = "review.jsonl"
_LONGEST_LINE = 8 << 20

Verdict = Literal["answered", "evasive", "deflected", "aligned", "false", "unclear"]
UNCLEAR: Verdict = "unclear"
"""A person read it and cannot tell; it counts for neither side and is not asked again."""


class Label(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One line of the file; others, such as the question, are for the reader."""

    prompt: str
    answer_sha256: Sha256
    content: Verdict
    at: str = ""
    """UTC, ISO 8601."""
    by: str = ""
    """Name of the judge model that said so; empty for a person."""


class Filled(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One line of a list that was handed out; without `content` nobody has said anything yet."""

    prompt: str
    answer_sha256: Sha256
    content: Verdict | None = None


def fingerprint(answer: str) -> Sha256:
    """What a label knows an answer by."""
    return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Labels:
    """The labels of a run."""

    known: dict[tuple[str, Sha256], Verdict]
    models: dict[tuple[str, Sha256], str] = field(default_factory=dict)
    """Name of the judge model, for those that no person has labelled."""

    @classmethod
    def read(cls, folder: Path) -> Labels:
        """The labels in `folder`, none if there is no such file; half a line at its end is left out.

        Raises:
            InvalidData: a line is no label.
            EnvironmentProblem: the file cannot be read.
        """
        path = folder / NAME
        if not path.exists():
            return cls({})
        rows = [
            codec.decode(line, Label, what=what) for line, what in numbered(path, _LONGEST_LINE) if line.endswith(b"\n")
        ]
        last = {(row.prompt, row.answer_sha256): row for row in rows}
        models = {key: row.by for key, row in last.items() if row.by}
        return cls({key: row.content for key, row in last.items()}, models)

    def of(self, prompt: str, answer: str) -> Verdict | None:
        """What was said of this answer to this prompt."""
        return self.known.get((prompt, fingerprint(answer))) if self.known else None

    def by(self, prompt: str, answer: str) -> str:
        """The judge model that said it; empty if a person did."""
        return self.models.get((prompt, fingerprint(answer)), "") if self.models else ""


def add(folder: Path, labels: Sequence[Label]) -> None:
    """Write labels behind those in `folder`, all or none.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    path = folder / NAME
    try:
        with path.open("a+b") as file:
            end = _whole(path)
            file.truncate(end)
            try:
                file.write(b"".join(codec.encode(label) + b"\n" for label in labels))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(file.fileno(), end)
                raise
    except OSError as error:
        raise EnvironmentProblem(f"cannot write {path}: {error.strerror}.") from error


def _whole(path: Path) -> int:
    """Bytes up to the end of the last whole line."""
    return path.read_bytes().rfind(b"\n") + 1


def filled(path: Path) -> tuple[Filled, ...]:
    """The lines of a list that came back.

    Raises:
        InvalidData: a line has another form, or names a verdict that there is not.
        EnvironmentProblem: the file cannot be read.
    """
    return tuple(codec.decode(line, Filled, what=what) for line, what in numbered(path, _LONGEST_LINE) if line.strip())


def now() -> str:
    """The time, as labels carry it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
