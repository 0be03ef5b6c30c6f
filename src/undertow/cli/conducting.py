"""`undertow conduct`: tests of an AI's answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undertow.cli.conduct_run import report, run
from undertow.errors import EnvironmentProblem, InvalidData

if TYPE_CHECKING:
    from undertow.conduct import Classified

_LONGEST = 8 << 20
"""Bytes of one line."""


@click.group()
def conduct() -> None:
    """Put questions to an AI, keep every byte of its answers, and say where they differ from the controls."""


conduct.add_command(run)
conduct.add_command(report)


@conduct.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print each line again, as JSON, with what was found added.")
def classify(file: Path, as_json: bool) -> None:
    """Classify the answers in FILE, one JSON object a line, read from `question`, `answer`, `finish_reason`, `error`.

    \b
    Adds to each:
      delivery   complete, cut, refused, server-blocked, error
      content    answered, evasive, aligned (evasive, in an official line's words); null if nothing was said
      abstained  true where the score is near the threshold; content is null then, and a person should read it
      score      log-odds of an evasive answer; null where a rule decided
      why        one sentence

    An answer that was shown and taken back cannot be told from a file of final answers. The model was trained on
    English, Finnish and Chinese answers; docs/conduct.md says how well it does on vendors it has not seen.

    \b
    Example:
      undertow conduct classify answers.jsonl --json > classified.jsonl
    """
    from undertow.cli.output import Paced

    found: Counter[str] = Counter()
    with Paced() as progress:
        for number, (line, verdict) in enumerate(_classified(file), start=1):
            progress(f"{number:,} answers")
            if as_json:
                click.echo(json.dumps({**line, **_fields(verdict)}, ensure_ascii=True))
            content = "to review" if verdict.abstained else verdict.content or "nothing said"
            found[f"{verdict.delivery}, {content}"] += 1
    if not as_json:
        for name, count in found.most_common():
            click.echo(f"{count:8,}  {name}")
        click.echo(f"{sum(found.values()):8,}  answers")


def _fields(verdict: Classified) -> dict[str, object]:
    names = ("delivery", "content", "abstained", "score", "why")
    return {name: getattr(verdict, name) for name in names}


def _classified(file: Path) -> Iterator[tuple[dict[str, object], Classified]]:
    from undertow.conduct import AnswerRow, Classifier
    from undertow.model import codec

    classifier = Classifier()
    try:
        with file.open("rb") as lines:
            number = 0
            while line := lines.readline(_LONGEST + 1):
                number += 1
                if len(line) > _LONGEST:
                    raise InvalidData(f"{file}, line {number}: longer than {_LONGEST >> 20} MiB.")
                if line.strip():
                    what = f"{file}, line {number}"
                    row = codec.decode(line, AnswerRow, what=what)
                    yield codec.decode(line, dict[str, object], what=what), classifier.classify(row)
    except OSError as error:
        raise EnvironmentProblem(f"{file} cannot be read: {error.strerror}.") from error
