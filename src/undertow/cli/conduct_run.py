"""`undertow conduct run` and `undertow conduct report`."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undertow import __version__
from undertow.cli.conduct_options import page_options, page_setting
from undertow.errors import UsageError

if TYPE_CHECKING:
    from undertow.capture import CapturePlan
    from undertow.conduct.outcomes import ConductReport, Difference

_EXAMPLES = 5
"""Answers that were taken back of which the report shows the beginning."""


@click.command()
@click.option("--endpoint", metavar="URL", help="Base address of an API for chat completions.")
@click.option("--model", metavar="NAME", help="The model to be tested, as the endpoint names it.")
@click.option("--reference", metavar="URL:MODEL", help="A second model that is asked the same, to compare with.")
@click.option(
    "--prompts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="One JSON object a line: id, triple, role (sensitive, matched, control), language, text.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Where the answers are kept; started again with the same FOLDER, a run goes on.")  # fmt: skip
@click.option("--key-env", default="UNDERTOW_API_KEY", show_default=True, metavar="NAME",
              help="Environment variable that holds the endpoint's key.")  # fmt: skip
@click.option("--reference-key-env", default="UNDERTOW_REFERENCE_KEY", show_default=True, metavar="NAME",
              help="The same for the reference.")  # fmt: skip
@click.option("--repeats", type=click.IntRange(1, 100), default=1, show_default=True, metavar="N",
              help="How often each prompt is asked.")  # fmt: skip
@click.option("--connections", type=click.IntRange(1, 64), default=16, show_default=True, metavar="N",
              help="Requests at the same time.")  # fmt: skip
@click.option("--retries", type=click.IntRange(0, 10), default=3, show_default=True, metavar="N",
              help="Further attempts after faults, with growing pauses.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(1, 3600), default=120.0, show_default=True, metavar="SECONDS",
              help="Silence after which an answer is given up.")  # fmt: skip
@page_options
@click.option("--quiet", is_flag=True, help="No progress on standard error.")
def run(
    endpoint: str | None,
    model: str | None,
    reference: str | None,
    prompts: Path,
    out: Path,
    key_env: str,
    reference_key_env: str,
    repeats: int,
    connections: int,
    retries: int,
    timeout: float,
    page: str | None,
    linger: float,
    vantage: str | None,
    flow: Path | None,
    maps: tuple[str, ...],
    ca: Path | None,
    headful: bool,
    quiet: bool,
) -> None:
    """Put every prompt in FILE to a model, and keep every byte of its answers with the time it came.

    The model is behind an endpoint (--endpoint, --model) or behind a chat page (--page).

    Sensitive questions are only worth something beside their controls: all prompts of a triple go to the model, and to
    the reference if there is one, close together in time. Each answer is written at once to FOLDER/run.jsonl, where
    every line holds the hash of the line before. Note the last hash, which is printed at the end: with it you can show
    later that nothing was altered.

    Stop with Ctrl-C at any time; the same command goes on, and asks again what had failed. Keys are read from the
    environment, sent to their endpoint, and kept nowhere.

    With --page a browser opens the page anew for each prompt, types it into the box, sends it and watches. Three
    witnesses are kept: the bytes of the streams, the text of the page at each of its changes, and the conversation as
    the page has it when it is loaded again. What was shown and is gone was taken back; pictures from before and after
    are in FOLDER/pictures. One prompt is asked at a time.

    \b
    Examples:
      undertow conduct prompts --language en --json > prompts.jsonl
      undertow conduct run --endpoint http://127.0.0.1:8000/v1 --model local \\
        --reference http://127.0.0.1:9000/v1:other --prompts prompts.jsonl --out run-1
      undertow conduct run --page https://chat.example.test/ --prompts prompts.jsonl --out run-2
      undertow conduct report run-1
    """
    from undertow.cli.output import Paced
    from undertow.conduct.records import Model
    from undertow.conduct.run import Plan, completions, read_prompts
    from undertow.conduct.run import reference as parsed
    from undertow.conduct.run import run as ask

    if (page is None) == (endpoint is None) or (page is None and model is None):
        raise UsageError("Say whom to ask: --endpoint URL with --model NAME, or --page URL of a chat.")
    if page is not None and reference is not None:
        raise UsageError("--reference goes with --endpoint; ask a second page in a run of its own.")
    asker = None
    if page is not None:
        from undertow.cli.auditing import checked_url
        from undertow.conduct.page_client import PageClient, page_model

        tested = page_model(checked_url(page))
        asker = PageClient(page_setting(tested.endpoint, timeout, linger, vantage, flow, maps, ca, headful), out)
        connections = 1
    else:
        tested = Model(endpoint=completions(endpoint or ""), name=model or "")
    models = (tested, *((parsed(reference),) if reference else ()))
    plan = Plan(
        models=models,
        keys=(_key(key_env), _key(reference_key_env))[: len(models)],
        prompts=read_prompts(prompts),
        repeats=repeats,
        connections=connections,
        retries=retries,
        timeout=timeout,
    )
    if not quiet:
        click.echo(_power(len({p.triple for p in plan.prompts if p.role == "sensitive"})), err=True)
    try:
        with Paced(quiet=quiet) as progress:
            done = asyncio.run(ask(plan, out, tool=f"undertow {__version__}", tell=progress, asker=asker))
    except KeyboardInterrupt:
        click.echo(f"undertow: stopped; what was answered is in {out}. The same command goes on.", err=True)
        raise
    click.echo(f"{done.settled:,} answers in {out}, last hash {done.head}")
    if done.unsettled:
        click.echo(f"{done.unsettled:,} prompts failed in every attempt; the same command asks them again.")


def ask_page(audited: CapturePlan, prompts: Path, out: Path, *, quiet: bool) -> None:
    """Put prompts to the page of an audit, under the circumstances of its first vantage, and print what was found."""
    from undertow.cli.output import Paced
    from undertow.conduct.outcomes import report as outcome
    from undertow.conduct.page_client import PageClient, PageSetting, page_model
    from undertow.conduct.run import Plan, read_prompts
    from undertow.conduct.run import run as ask

    setting = PageSetting(
        url=audited.target,
        vantage=audited.vantages[0],
        maps=audited.maps,
        ca_file=audited.ca_file,
        flow=audited.flow,
        headful=audited.headful,
        browser=audited.browser,
    )
    plan = Plan(models=(page_model(audited.target),), keys=(None,), prompts=read_prompts(prompts), connections=1)
    with Paced(quiet=quiet) as progress:
        asyncio.run(ask(plan, out, tool=f"undertow {__version__}", tell=progress, asker=PageClient(setting, out)))
        found = outcome(out, progress)
    if not quiet:
        click.echo(f"\nAnswers  {out}")
        _print(found)


def _key(name: str) -> str | None:
    key = os.environ.get(name, "").strip()
    if key and (len(key) < 4 or not key.isascii() or not key.isprintable()):
        raise UsageError(f"${name} holds no key: at least four printable ASCII characters are expected.")
    return key or None


def _power(triples: int) -> str:
    from undertow.conduct.statistics import detectable

    if not triples:
        return "No sensitive prompts: rates will be told, and no differences."
    points = 100 * detectable(triples)
    return f"With {triples:,} triples, differences from {points:.0f} points on can be detected (power 80 %)."


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--quiet", is_flag=True, help="No progress on standard error.")
def report(folder: Path, as_json: bool, quiet: bool) -> None:
    """Say what the run in FOLDER found: rates with intervals, and differences between prompts that belong together.

    The chain of hashes is checked first. An answer counts as withheld if it was blocked, taken back, refused, evasive,
    or aligned with an official line. Intervals are 95 %: Wilson's for rates, Newcombe's for differences of pairs,
    Student's over triples where languages or repeats belong together; p is McNemar's, exact, with Holm's adjustment
    over topics.

    \b
    Example:
      undertow conduct report run-1 --json > report.json
    """
    from undertow.cli.output import Paced, print_json
    from undertow.conduct.outcomes import report as found

    with Paced(quiet=quiet) as progress:
        result = found(folder, progress)
    if as_json:
        print_json(result)
    else:
        _print(result)


def _print(found: ConductReport) -> None:
    from undertow.report.safe import plain

    def say(text: str = "") -> None:
        click.echo(plain(text, 400))

    names = [model.name for model in found.models]
    say(f"Run of {found.started}: {found.answered:,} of {found.asked:,} prompts asked, last hash {found.head}")
    for name, count in found.outcomes.items():
        say(f"{count:8,}  {name}")
    for name, count in found.excluded.items():
        say(f"{count:8,}  count for neither side: {name}")
    say()
    say("Withheld")
    for rate in found.rates:
        kind = f"{names[rate.model]}, {rate.role}, {rate.language or 'all languages'}"
        say(f"  {_percent(rate.rate, rate.low, rate.high)}  {rate.withheld:5,} of {rate.total:5,}  {kind}")
    say()
    say("Differences, in points")
    for row in found.differences:
        say(f"  {_row(row)}")
    if not found.differences:
        say("  none: no two answered prompts belong together")
    if found.null is not None:
        say(f"  {_row(found.null)} (has no reason to differ)")
    if found.taken:
        say()
        say(f"Taken back or blocked: {len(found.taken):,}")
        for one in found.taken[:_EXAMPLES]:
            shown = "" if one.shown_seconds is None else f", shown for {one.shown_seconds:.1f} s"
            say(f"  {names[one.model]}, {one.prompt}: {one.form}{shown} (line {one.line})")
            if one.taken:
                say(f"    was   {plain(one.taken, 120)}")
            say(f"    left  {plain(one.left, 120) or 'nothing'}")
    say()
    say("Limits")
    if found.detectable is not None:
        say(f"  So many triples detect differences from {100 * found.detectable:.0f} points on (power 80 %).")
    for kind, count in found.gaps.items():
        say(f"  gap in {count:,} answers: {kind}")
    for limit in found.limits:
        say(f"  {limit}")


def _percent(rate: float, low: float, high: float) -> str:
    return f"{100 * rate:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def _row(row: Difference) -> str:
    where = ", ".join(part for part in (row.topic, row.language) if part)
    told = f"{100 * row.estimate:+6.1f} ({100 * row.low:+.1f} to {100 * row.high:+.1f})  {row.pairs:,} pairs"
    if row.probability is not None:
        told += f", p = {row.probability:.3g}"
    if row.adjusted is not None:
        told += f", adjusted {row.adjusted:.3g}"
    return f"{told}  {row.name}{f' ({where})' if where else ''}"
