"""`undertow audit` and `undertow demo`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click
import msgspec

from undertow.cli.options import fail_on as fail_on_option
from undertow.cli.options import sign_key as sign_key_option
from undertow.cli.output import Progress, exit_code, print_json, print_result
from undertow.errors import UsageError

if TYPE_CHECKING:
    from undertow.asking import Asking
    from undertow.capture import CapturePlan
    from undertow.capture.flow import UserFlow
    from undertow.conduct.records import Prompt
    from undertow.lab import Lab, LabApp
    from undertow.model import AuditResult, Consent

T = TypeVar("T")

CONDUCT = "conduct"
"""Folder of the run of prompts, in that of the audit."""


@click.command()
@click.argument("url")
@click.option(
    "--vantage",
    "vantages",
    multiple=True,
    metavar="NAME",
    help="north-america, western-europe or china (default: all three), north-america-phone, china-phone, "
    "western-europe-windows, or a TOML file of your own (docs/vantages.md); may be given several times.",
)
@click.option(
    "--consent",
    "choices",
    multiple=True,
    type=click.Choice(["accept", "reject", "ignore"]),
    help="What to say to a consent banner; given several times, every vantage is visited once with each. "
    "Default: leave it alone.",
)
@click.option(
    "--date",
    "dates",
    multiple=True,
    metavar="DAY",
    help="Day that the app's code reads from its clock, e.g. 2027-01-31 or 2027-01-31T22:30, at the start of a visit; "
    "`now` is the present. Given several times, every vantage is visited once on each. Default: now.",
)
@click.option(
    "--flow",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Steps of yours to take instead of looking for forms: a recording from the Recorder panel of Chrome "
    "DevTools (JSON), or TOML as in docs/journeys.md. {env:NAME} stands for a value from the environment (asked "
    "for if it is not set); no such value is kept in the evidence.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="HOST=ADDRESS:PORT",
    help="Where to find a host instead of asking the network; *.example.test=127.0.0.1:8443 maps all names "
    "under it; HOST=NAME says that HOST is an alias (CNAME) of NAME, which is mapped itself. If the audited host is "
    "mapped to this machine, the browser is sealed: nothing else can be reached.",
)
@click.option(
    "--ca",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="PEM file of the certificate authority to trust for mapped hosts.",
)
@click.option(
    "--submit",
    is_flag=True,
    help="Let forms really be submitted. Without it the submitting request is answered by Undertow itself, so "
    "that no account is made and no message sent. On this machine forms are always submitted.",
)
@click.option(
    "--phone", metavar="NUMBER", help="Phone number of yours to type, with country code, e.g. +8613900000000."
)
@click.option("--headful", is_flag=True, help="Show the browser window.")
@click.option(
    "--browser",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Chrome, Chromium or Edge to use. Default: the first one found.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(5, 3600),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Longest duration of one visit.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where to put bundle and reports. Default: undertow-out/HOST-UTCTIME.",
)
@click.option(
    "--fictional",
    is_flag=True,
    help="Say in every report that the app is fictional, as for the apps of `undertow lab`.",
)
@click.option(
    "--conduct",
    "prompts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The app is a chat: afterwards put each prompt of this JSONL to its page, as `undertow conduct run --page` "
    "does, from the first vantage. `undertow conduct prompts --json` gives such a file.",
)
@sign_key_option
@fail_on_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON document.")
def audit(
    url: str, vantages: tuple[str, ...], choices: tuple[Consent, ...], dates: tuple[str, ...], flow: Path | None,
    maps: tuple[str, ...], ca: Path | None, submit: bool, phone: str | None, headful: bool, browser: Path | None,
    timeout: float, out: Path | None, fictional: bool, prompts: Path | None, sign_key: Path | None, fail_on: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Visit the app at URL with bait from several vantages, and report where it can send what is typed into it.

    One visit is made from each vantage: the page is opened, its forms are found, filled with unique values that belong
    to nobody and submitted (held back unless --submit), its privacy policy is opened, and the page is left. All code
    and traffic is sealed into a bundle; everything said is derived from that bundle alone and can be found again with
    `undertow analyze`.

    \b
    Examples:
      undertow audit https://app.example.test/login
      undertow audit https://staging.test/ --map '*.staging.test=127.0.0.1:8443' --ca ca.pem
      undertow audit http://127.0.0.1:8000/ --vantage china --json
      undertow audit https://app.example.test/ --date now --date 2027-12-24
      undertow audit https://chat.example.test/ --conduct prompts.jsonl

    Answers to the prompts of --conduct are sealed into the bundle and read from it, with the bytes of every stream and
    pictures of what was taken back. What they say does not change the exit code; prompts without any answer are gaps.
    """
    from undertow import pipeline
    from undertow.capture import CapturePlan, HostMap
    from undertow.capture.vantage import PRESETS, named, with_consent, with_dates

    chosen = named(vantages) if vantages else PRESETS
    if dates:
        chosen = with_dates(chosen, dates)
    plan = CapturePlan(
        target=checked_url(url),
        vantages=with_consent(chosen, choices) if choices else chosen,
        maps=HostMap.parse_all(maps),
        ca_file=ca,
        submit=submit,
        phone=phone,
        headful=headful,
        fictional=fictional,
        browser=browser,
        visit_seconds=timeout,
        flow=read_flow(flow) if flow else None,
    )
    questions = _questions(prompts) if prompts else ()  # what is wrong with the file is said before any visit
    folder = _folder(out, plan.target)
    bundle = folder / pipeline.BUNDLE
    asking = _asking(plan, questions, folder) if questions else None
    with Progress() as progress:
        try:
            stop = asyncio.Event()
            _run(pipeline.record(plan, bundle, progress=progress, stop=stop, key=sign_key, asking=asking), stop)
        finally:
            with contextlib.suppress(OSError):  # it is not empty, or not ours to remove
                folder.rmdir()
        result = pipeline.report(bundle, folder, progress=progress)
    if as_json:
        print_json(result)
    else:
        print_result(result)
        click.echo(f"\nReport   {folder / pipeline.REPORT}\nEvidence {bundle}")
        if asking:
            click.echo(f"Answers  {asking.folder}")
    sys.exit(exit_code(result, fail_on))


def _questions(path: Path) -> tuple[Prompt, ...]:
    from undertow.conduct.run import read_prompts

    return read_prompts(path)


def _asking(plan: CapturePlan, questions: tuple[Prompt, ...], folder: Path) -> Asking:
    from undertow.asking import Asking
    from undertow.pipeline import TOOL

    return Asking(plan, questions, folder / CONDUCT, TOOL)


def read_flow(path: Path) -> UserFlow:
    """The steps of a file, with what stands for a secret taken from the environment or asked for."""
    from undertow.capture.flow import read

    def ask(name: str) -> str:
        if name in os.environ:
            return os.environ[name]
        if not sys.stdin.isatty():
            raise UsageError(f"{path} needs {{env:{name}}}; set {name} in the environment.")
        value: str = click.prompt(f"{name} (for {path.name}; not kept)", hide_input=True, err=True)
        return value

    return read(path, ask)


def checked_url(url: str) -> str:
    """The URL to open: https is assumed where no scheme is given."""
    text = url if "://" in url else f"https://{url}"
    try:
        parts = urlsplit(text)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid or any(c.isspace() or not c.isprintable() for c in text):
        raise UsageError(f"{url!r} is no address of a web app; write it like https://app.example.test/login")
    return text


def _folder(out: Path | None, target: str) -> Path:
    from undertow import folders

    if out is None:
        return folders.new_folder(urlsplit(target).hostname or "app", Path("undertow-out"))
    return folders.folder_at(out)


def _run(work: Coroutine[Any, Any, T], stop: asyncio.Event) -> T:
    """Run to the end. The first Ctrl-C, or SIGTERM, ends the visits and keeps what was seen; the second gives up."""
    terminate = signal.getsignal(signal.SIGTERM)  # asyncio leaves the system's own in its place: to end without a word

    async def guarded() -> T:
        loop = asyncio.get_running_loop()

        def first() -> None:
            for name in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(name)
            signal.signal(signal.SIGTERM, terminate)
            click.echo("\nStopping; what was seen so far is kept. Ctrl-C again to give up.", err=True)
            stop.set()

        def tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            if not isinstance(context.get("exception"), KeyboardInterrupt):  # giving up is no error of a task
                loop.default_exception_handler(context)

        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, first)
        loop.set_exception_handler(tell)
        return await work

    try:
        return asyncio.run(guarded())
    finally:
        signal.signal(signal.SIGTERM, terminate)


@click.command()
@click.option(
    "--app", "names", multiple=True, metavar="NAME", help="Only this lab app (brightwater, meridian, plainfield)."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where to put bundles and reports. Default: undertow-out/demo-UTCTIME.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the results as one JSON list.")
def demo(names: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """Audit the bundled lab apps, in a browser that can reach nothing else, and compare with their known truth.

    Brightwater Chat is the reference case: a sign-in page with obfuscated carrier code that sends a phone number only
    under certain circumstances. Meridian is a shop with session recording and advertising. Plainfield sends nothing to
    anybody. All three are fictional. Exits 0 when every result equals the truth, else 1.
    """
    from undertow import folders
    from undertow.lab import apps

    chosen = [app for app in apps() if not names or app.name in names]
    unknown = set(names) - {app.name for app in apps()}
    if unknown:
        raise UsageError(f"no lab app {', '.join(sorted(unknown))}; there are {', '.join(a.name for a in apps())}")
    folder = folders.folder_at(out) if out else folders.new_folder("demo", Path("undertow-out"))
    with Progress() as progress:
        results = _run(_demo(chosen, folder, progress, stop := asyncio.Event()), stop)
    differences = {app.name: _compare(app, result) for app, result in results}
    if as_json:
        print_json([result for _, result in results])
    else:
        _print_demo(results, differences, folder)
    sys.exit(1 if any(differences.values()) or len(results) < len(chosen) else 0)


async def _demo(
    chosen: list[LabApp], folder: Path, progress: Progress, stop: asyncio.Event
) -> list[tuple[LabApp, AuditResult]]:
    """Visits one app after another; while the next is visited, the one before is analysed in another process."""
    from undertow import folders, pipeline
    from undertow.capture import CapturePlan, HostMap
    from undertow.capture.vantage import PRESETS
    from undertow.lab import Lab

    with (
        tempfile.TemporaryDirectory(prefix="undertow-lab-") as scratch,
        pipeline.pool(1) or ThreadPoolExecutor(1) as pool,
    ):
        lab: Lab = await Lab.start(ca_dir=Path(scratch))
        waiting = []
        try:
            for app in chosen:
                if stop.is_set():
                    break
                plan = CapturePlan(
                    target=app.url,
                    vantages=PRESETS,
                    maps=HostMap.parse_all(lab.maps(app)),
                    ca_file=lab.ca_file,
                    submit=True,
                    fictional=True,
                    parallel=3,
                )
                home = folders.folder_at(folder / app.name)
                bundle = home / pipeline.BUNDLE
                await pipeline.record(plan, bundle, progress=_prefixed(progress, app.title), stop=stop)
                loop = asyncio.get_running_loop()
                waiting.append((app, loop.run_in_executor(pool, pipeline.report, bundle, home)))
        finally:
            await lab.stop()
        progress("analysing")
        return [(app, await future) for app, future in waiting]


def _prefixed(progress: Progress, title: str) -> Any:
    return lambda text: progress(f"{title}: {text}")


def _compare(app: LabApp, result: AuditResult) -> tuple[str, ...]:
    from undertow.lab.truth import compare, compare_policy, load

    truth = load(app.truth_path)
    practices = result.policy.practices if result.policy else ()
    return (
        *compare(truth, [msgspec.to_builtins(flow) for flow in result.flows]),
        *compare_policy(truth, [msgspec.to_builtins(practice) for practice in practices]),
    )


def _print_demo(
    results: list[tuple[LabApp, AuditResult]], differences: dict[str, tuple[str, ...]], folder: Path
) -> None:
    from undertow import pipeline

    for app, result in results:
        print_result(result)
        click.echo(f"\nReport   {folder / app.name / pipeline.REPORT}\n")
    for app, result in results:
        wrong = differences[app.name]
        click.echo(f"{app.title}: " + ("equals its truth" if not wrong else f"{len(wrong)} differences from its truth")
                   + f" ({len(result.flows)} flows)")  # fmt: skip
        for sentence in wrong:
            click.echo(f"  {sentence}")
