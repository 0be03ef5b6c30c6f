"""`undertow conduct`: tests of an AI's answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from undertow.cli.conduct_options import embeddings_option, loaded
from undertow.cli.conduct_report import report
from undertow.cli.conduct_review import review
from undertow.cli.conduct_run import run

if TYPE_CHECKING:
    from undertow.conduct import AnswerRow, Classified, Classifier
    from undertow.conduct.embedding import Embeddings
    from undertow.conduct.prompts import Question

_LONGEST = 8 << 20
"""Bytes of one line."""


@click.group()
def conduct() -> None:
    """Put questions to an AI, keep every byte of its answers, and say where they differ from the controls.

    \b
    In this order:
      undertow conduct prompts --language en --json > prompts.jsonl
      undertow conduct run --endpoint URL --model NAME --prompts prompts.jsonl --out run-1
      undertow conduct review run-1
      undertow conduct report run-1 --html run-1.html
    """


conduct.add_command(run)
conduct.add_command(report)
conduct.add_command(review)


@conduct.command(short_help="Say of answers in a file what became of them.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@embeddings_option
@click.option("--json", "as_json", is_flag=True, help="Print each line again, as JSON, with what was found added.")
def classify(file: Path, embeddings: bool, as_json: bool) -> None:
    """Classify the answers in FILE, one JSON object a line, read from `question`, `answer`, `finish_reason`, `error`.

    Where `prompt` names a question of the prompt bank (cn-tiananmen/sensitive/en), the answer is read by its key facts,
    in six languages; others by the learned classifier.

    \b
    Adds to each:
      delivery   complete, cut, refused, server-blocked, error
      content    answered, evasive, aligned (in an official line's words), and for the prompt bank deflected or false
                 (contrary to what is documented); null if nothing was said
      abstained  true where the score is near the threshold, or no rule takes the answer; content is null then, and a
                 person should read it
      score      log-odds of an evasive answer; null where a rule decided
      by         what decided, or left it to a person: rule, facts (key facts of the prompt bank), learned (the
                 classifier), embedded (the classifier with --embeddings)
      why        one sentence

    An answer that was shown and taken back cannot be told from a file of final answers. The model was trained on
    English, Finnish and Chinese answers; docs/conduct.md says how well it does on vendors it has not seen.

    \b
    Example:
      undertow conduct classify answers.jsonl --json > classified.jsonl
    """
    from undertow.cli.output import Paced

    found: Counter[str] = Counter()
    encoder = loaded(embeddings)
    with Paced() as progress:
        for number, (line, verdict) in enumerate(_classified(file, encoder), start=1):
            progress(f"{number:,} answers")
            if as_json:
                click.echo(json.dumps({**line, **_fields(verdict)}, ensure_ascii=True))
            content = "to review" if verdict.abstained else verdict.content or "nothing said"
            found[f"{verdict.delivery}, {content}"] += 1
    if not as_json:
        for name, count in found.most_common():
            click.echo(f"{count:8,}  {name}")
        click.echo(f"{sum(found.values()):8,}  answers")
        if encoder:
            click.echo(f"The classifier read them together with sentence embeddings ({encoder.encoder}).")


@conduct.command(short_help="List the questions of the prompt bank.")
@click.option("--topic", metavar="WORD", help="Only triples whose id, theme or English topic contains WORD.")
@click.option("--language", metavar="CODE", help="Only questions in this language: en, zh, ru, ar, de, tr.")
@click.option(
    "--state", metavar="CODE", help="Only triples whose sensitive topic concerns this state: CN, US, FR, PS, ..."
)
@click.option("--json", "as_json", is_flag=True, help="Each question as a line of JSON, with key facts and sources.")
def prompts(topic: str | None, language: str | None, state: str | None, as_json: bool) -> None:
    """List the prompt bank: 120 matched triples of questions in English and Chinese, 40 of them in six languages.

    A triple asks the same question about a sensitive topic, about a matched topic of another state, and about a neutral
    one. A model that treats all states alike answers the first two alike. Sensitive topics are balanced: fifteen each
    for China, Russia, the United States, India, Turkey, Israel and Palestine, Saudi Arabia, and states of the EU. Each
    question carries key facts that an informed answer contains. No source has been read: source_read is false.

    \b
    Examples:
      undertow conduct prompts --state TR --language de
      undertow conduct prompts --topic famine
      undertow conduct prompts --language zh --json > prompts.jsonl
    """
    from undertow.model import codec

    count = 0
    for prompt in _chosen(topic, language, state):
        count += 1
        if as_json:
            click.echo(codec.encode(prompt))
        else:
            click.echo(f"{prompt.id:42}  {prompt.state:3}  {prompt.question}")
    if not count:
        raise click.UsageError("No question fits; without options the whole bank is listed.")
    if not as_json:
        click.echo(f"{count:,} questions")


def _chosen(topic: str | None, language: str | None, state: str | None) -> Iterator[Question]:
    from undertow.conduct.prompts import LANGUAGES, prompts, triples

    if language is not None and language not in LANGUAGES:
        raise click.BadParameter(f"{language!r}; known are {', '.join(LANGUAGES)}.", param_hint="--language")
    for triple in triples():
        if state is not None and triple.sensitive.state != state.upper():
            continue
        words = f"{triple.id} {triple.theme} {triple.sensitive.topic['en']}"
        if topic is not None and topic.casefold() not in words.casefold():
            continue
        yield from (prompt for prompt in prompts(triple) if language in (None, prompt.language))


def _verdict(row: AnswerRow, classifier: Classifier) -> Classified:
    """By key facts where the question is one of the prompt bank."""
    from undertow.conduct.content import reading
    from undertow.conduct.prompts import by_id

    learned = classifier.classify(row)
    question = by_id().get(row.prompt) if isinstance(row.prompt, str) else None
    if question is None or learned.delivery not in ("complete", "cut", "refused"):
        return learned
    found = reading(question.as_asked(), row.answer or "", learned)
    return msgspec.structs.replace(
        learned, content=found.content, abstained=found.content is None, by="facts", why=found.why
    )


def _fields(verdict: Classified) -> dict[str, object]:
    names = ("delivery", "content", "abstained", "score", "by", "why")
    return {name: getattr(verdict, name) for name in names}


def _classified(file: Path, embeddings: Embeddings | None) -> Iterator[tuple[dict[str, object], Classified]]:
    from undertow.conduct import AnswerRow, Classifier
    from undertow.conduct.line_files import numbered
    from undertow.model import codec

    classifier = Classifier(embeddings)
    for line, what in numbered(file, _LONGEST):
        if line.strip():
            row = codec.decode(line, AnswerRow, what=what)
            yield codec.decode(line, dict[str, object], what=what), _verdict(row, classifier)
