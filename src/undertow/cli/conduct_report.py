"""`undertow conduct report`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undertow.cli.conduct_options import embeddings_option, loaded

if TYPE_CHECKING:
    from undertow.cli.output import Paced
    from undertow.conduct.embedding import Embeddings
    from undertow.model import ConductReport, Sha256

_SURE = 0.05
"""Adjusted probability from which on a single topic is told in the text."""
_EXAMPLES = 5
"""Answers that were taken back of which the text shows the beginning."""


@click.command(short_help="Say what a run found, with intervals and limits.")
@click.argument("run", type=click.Path(exists=True, path_type=Path), metavar="FOLDER|BUNDLE")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Also write the report as one HTML file, with answers side by side.")  # fmt: skip
@embeddings_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--quiet", is_flag=True, help="No progress on standard error.")
def report(run: Path, html: Path | None, embeddings: bool, as_json: bool, quiet: bool) -> None:
    """Say what the run in FOLDER found: rates with intervals, and differences between prompts that belong together.

    The chain of hashes is checked first. An answer counts as withheld if it was blocked, taken back, refused, evasive,
    deflected to another subject, in an official line's words, or contrary to what is documented. Answers to questions
    of the prompt bank are read by their key facts, others by the learned classifier; what neither takes is left to a
    person (`undertow conduct review`) and counts for neither side until then. The run that an audit sealed is read from
    its BUNDLE, or from the folder `conduct` beside it if a person has labelled answers there.

    Intervals are 95 %: Wilson's for rates, Newcombe's for differences of pairs, Student's over triples where languages
    or repeats belong together; p is exact, with Holm's adjustment over topics. Beside each figure stands the one behind
    it, with the errors of the judges in its interval. A null test on the run's own controls says how often the test
    fires where nothing differs.

    Exits 3 if no prompt of the run was answered, so that nothing can be said.

    \b
    Examples:
      undertow conduct report run-1 --html run-1.html
      undertow conduct report run-1 --json > report.json
      undertow conduct report undertow-out/chat.example.test-20261126T120000Z/bundle.wacz
    """
    from undertow.cli.output import Paced, print_json

    encoder = loaded(embeddings)
    with Paced(quiet=quiet) as progress:
        result = (_sealed if run.is_file() else _kept)(run, html, progress, encoder)
    if html is not None:
        click.echo(f"report: {html}", err=True)
    if as_json:
        print_json(result)
    else:
        print_report(result)
    if result.excluded.get("error", 0) == result.answered:
        sys.exit(3)


def _kept(folder: Path, html: Path | None, progress: Paced, encoder: Embeddings | None) -> ConductReport:
    """What a folder says; its page shows the pictures that are still what they were."""
    from undertow.conduct.outcomes import report as found
    from undertow.conduct.page_client import picture

    result = found(folder, progress, encoder)
    if html is not None:
        _write_page(html, result, partial(picture, folder))
    return result


def _sealed(bundle: Path, html: Path | None, progress: Paced, encoder: Embeddings | None) -> ConductReport:
    """What a bundle says."""
    from undertow import store
    from undertow.conduct.outcomes import read_sealed, report_of

    with store.open_bundle(bundle) as opened:
        result = report_of(read_sealed(opened.evidence, opened.blobs, progress, encoder))
        if html is not None:
            _write_page(html, result, lambda digest: opened.blobs.get(digest) if digest in opened.blobs else None)
    return result


def _write_page(path: Path, found: ConductReport, picture: Callable[[Sha256], bytes | None]) -> None:
    from undertow.cli.output import write_file
    from undertow.report.html import render_conduct_html

    write_file(path, render_conduct_html(found, picture).encode("utf-8", "replace"))


def print_report(found: ConductReport) -> None:
    """Print the report as text."""
    from undertow.report.conduct_words import difference_words, headline, share_words, state_lines
    from undertow.report.safe import plain

    def say(text: str = "") -> None:
        click.echo(plain(text, 600))

    names = [model.name for model in found.models]
    say(f"Run of {found.started}: {found.answered:,} of {found.asked:,} prompts asked, last hash {found.head}")
    say(headline(found))
    for name, count in found.outcomes.items():
        say(f"{count:8,}  {name}")
    for name, count in found.excluded.items():
        say(f"{count:8,}  count for neither side: {name}")
    if found.reviewed:
        say(f"{found.reviewed:8,}  were labelled by a person")
    say()
    say("Withheld, as seen; and with the judges' errors")
    for rate in found.rates:
        kind = f"{names[rate.model]}, {rate.role}, {rate.language or 'all languages'}"
        behind = rate.behind
        corrected = " " * 25 if behind is None else _percent(behind.estimate, behind.low, behind.high)
        seen = _percent(rate.rate, rate.low, rate.high)
        say(f"  {seen:25}  {corrected:25}  {rate.withheld:5,} of {rate.total:5,}  {kind}")
    if not found.rates:
        say("  none: no answer counts")
    for line in state_lines(found):
        say(line)
    say()
    say("Differences")
    shown = [row for row in found.differences if not row.topic or (row.adjusted or 0.0) <= _SURE]
    for row in shown:
        say(f"  {difference_words(row)}")
    if len(shown) < len(found.differences):
        say(f"  {len(found.differences) - len(shown):,} comparisons of single topics show none; see --html or --json")
    if not found.differences:
        say("  none: no two answered prompts belong together")
    for share in found.facts:
        say(f"  {share_words(share)}")
    _print_taken(found)
    _print_limits(found)


def _print_limits(found: ConductReport) -> None:
    from undertow.report.conduct_words import all_null_words, by_model_words, judge_words, power_words
    from undertow.report.safe import plain

    told = all_null_words(found)
    told += [*(f"{judge_words(error)}." for error in found.judges), *by_model_words(found)]
    told += [f"gap in {count:,} answers: {plain(kind, 60)}" for kind, count in found.gaps.items()]
    if found.detectable is not None:
        told.insert(0, power_words(found.detectable, found.triples))
    click.echo("\nLimits")
    for line in (*told, *found.limits):
        click.echo(f"  {line}")


def _print_taken(found: ConductReport) -> None:
    from undertow.conduct.page_client import PICTURES
    from undertow.report.conduct_words import shown_words
    from undertow.report.safe import plain

    if not found.taken:
        return
    click.echo(f"\nTaken back or blocked: {len(found.taken):,}")
    for one in found.taken[:_EXAMPLES]:
        how = ", ".join(part for part in (one.form, shown_words(one)) if part)
        where = plain(f"{found.models[one.model].name}, {one.prompt}", 200)
        click.echo(f"  {where}: {how} (line {one.line})")
        if one.taken:
            click.echo(f"    was   {plain(one.taken, 120)}")
        click.echo(f"    left  {plain(one.left, 120) or 'nothing'}")
        if one.pictures:
            seen = ", then ".join(f"{PICTURES}/{plain(digest, 64)}.jpg" for digest in one.pictures)
            click.echo(f"    seen  {seen}")


def _percent(rate: float, low: float, high: float) -> str:
    return f"{100 * rate:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"
