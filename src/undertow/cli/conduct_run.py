"""`undertow conduct run`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from undertow import __version__
from undertow.cli.conduct_options import page_options, page_setting, read_key
from undertow.errors import EnvironmentProblem, UsageError


@click.command(short_help="Ask an endpoint or a chat page, and keep all of it.")
@click.option("--endpoint", metavar="URL", help="Base address of an API for chat completions.")
@click.option("--model", metavar="NAME", help="The model to be tested, as the endpoint names it.")
@click.option("--reference", metavar="URL:MODEL", help="A second model that is asked the same, to compare with.")
@click.option(
    "--prompts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="One JSON object a line: id, triple, role (sensitive, matched, control), language, text (or question).",
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
@click.option("--inspect", is_flag=True, help="Let Inspect (inspect-ai) run it, with a log for its viewer in "
              "FOLDER/inspect. Needs the extra: pip install 'undertow[conduct]'.")  # fmt: skip
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
    inspect: bool,
    quiet: bool,
) -> None:
    """Put every prompt in FILE to a model, and keep every byte of its answers with the time it came.

    The model is behind an endpoint (--endpoint, --model) or behind a chat page (--page).

    Sensitive questions are only worth something beside their controls: all prompts of a triple go to the model, and to
    the reference if there is one, close together in time. Each answer is written at once to FOLDER/run.jsonl, where
    every line holds the hash of the line before. Note the last hash, which is printed at the end: with it you can show
    later that nothing was altered.

    Exits 0 if every prompt was answered, 3 if some failed in every attempt, 2 if all did.

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
    from undertow.conduct.run import Plan, completions, read_prompts
    from undertow.conduct.run import reference as parsed
    from undertow.conduct.run import run as ask
    from undertow.model import AskedModel
    from undertow.report.safe import plain

    if (page is None) == (endpoint is None) or (page is None and model is None):
        raise UsageError("Say whom to ask: --endpoint URL with --model NAME, or --page URL of a chat.")
    if page is not None and reference is not None:
        raise UsageError("--reference goes with --endpoint; ask a second page in a run of its own.")
    asker = schedule = None
    if inspect:
        from undertow.conduct.inspect_run import inspected

        schedule = inspected(out)
    if page is not None:
        from undertow.cli.auditing import checked_url
        from undertow.conduct.page_client import PageClient, page_model

        tested = page_model(checked_url(page))
        asker = PageClient(page_setting(tested.endpoint, timeout, linger, vantage, flow, maps, ca, headful), out)
        connections = 1
    else:
        tested = AskedModel(endpoint=completions(endpoint or ""), name=model or "")
    models = (tested, *((parsed(reference),) if reference else ()))
    plan = Plan(
        models=models,
        keys=(read_key(key_env), read_key(reference_key_env))[: len(models)],
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
            done = asyncio.run(
                ask(plan, out, tool=f"undertow {__version__}", tell=progress, asker=asker, schedule=schedule)
            )
    except KeyboardInterrupt:
        click.echo(f"undertow: stopped; what was answered is in {out}. The same command goes on.", err=True)
        raise
    total = done.settled + done.unsettled
    if done.failed == total:
        raise EnvironmentProblem(
            f"None of {total:,} prompts was answered: {plain(done.why, 300)}. Nothing can be said of the model; what "
            f"came is in {out}, and the same command asks again."
        )
    click.echo(f"{total - done.failed:,} answers in {out}, last hash {done.head}")
    if done.failed:
        again = "the same command asks them again" if done.unsettled else "they are not asked for again"
        click.echo(f"{done.failed:,} prompts failed in every attempt ({plain(done.why, 300)}); {again}.", err=True)
        sys.exit(3)


def _power(triples: int) -> str:
    from undertow.conduct.statistics import detectable

    if not triples:
        return "No sensitive prompts: rates will be told, and no differences."
    points = 100 * detectable(triples)
    if points >= 100:
        return f"With {triples:,} triple{'' if triples == 1 else 's'} no difference can be shown; rates will be told."
    return f"With {triples:,} triples, differences from {points:.0f} points on can be detected (power 80 %)."
