"""`undertow scan` and `undertow explain`: scripts alone, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from undertow.cli.output import Answer, Paced
from undertow.errors import UsageError
from undertow.model import codec
from undertow.reading import open_cache

if TYPE_CHECKING:
    from undertow.model import Scan, ScannedScript
    from undertow.scan import Found
    from undertow.scan.explain import CodePath

Format = Literal["table", "json", "sarif"]

_COMMON: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write the answer to this file instead of standard output.",
    ),
    click.option(
        "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes that read. Default: one a processor."
    ),
    click.option("--no-cache", is_flag=True, help="Read every script again, also known ones; the answer is the same."),
    click.option("--quiet", is_flag=True, help="No progress on standard error."),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
)
"""Options of both commands."""


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_COMMON):
        command = option(command)
    return command


@click.command()
@click.argument("target")
@click.option("--format", "form", type=click.Choice(["table", "json", "sarif"]), default="table", show_default=True,
              help="What to print.")  # fmt: skip
@_common
def scan(
    target: str, form: Format, as_json: bool, out: Path | None, quiet: bool, no_cache: bool, jobs: int | None
) -> None:
    """Read the scripts of TARGET (file, folder, page address or bundle); no browser runs them.

    Shows every destination that stands in the code, in clear or decoded, the data that can flow there and under which
    conditions, and the systems that are recognised. Of a page also handlers in attributes, javascript: links, blocks
    of data and all scripts that it names are read. Source maps are followed where they lie beside the script; what
    they say is a hint, not what was delivered.

    \b
    Examples:
      undertow scan login.js
      undertow scan build/ --format sarif --out scan.sarif
      undertow scan https://app.example.test/login
      undertow scan bundle.wacz --json

    Scripts that were read before are not read again: what is known of them is kept in $UNDERTOW_CACHE, else in
    undertow under $XDG_CACHE_HOME or ~/.cache, 256 MB at most, readable by you alone. A scan exits with 0, whatever
    it finds, and with 2 if TARGET cannot be read.
    """
    from undertow.scan import scan as read

    form = "json" if as_json else form
    answer = Answer(out)

    def each(script: ScannedScript, _: Found) -> None:
        if form == "table":
            from undertow.report.scan_text import render_script

            progress.pause()
            render_script(script, answer.console)

    with Paced(quiet=quiet) as progress:
        found = read(target, cache=open_cache(use=not no_cache), jobs=jobs, tell=progress, each=each)
    _finish(found, form, answer)


def _finish(found: Scan, form: Format, answer: Answer) -> None:
    if form == "json":
        answer.document(codec.encode_pretty(found))
    elif form == "sarif":
        from undertow.report.scan_sarif import scan_sarif

        answer.document(scan_sarif(found))
    else:
        from undertow.report.scan_text import render_end

        render_end(found, answer.console)
    answer.close()


@click.command()
@click.argument("target")
@click.argument("what", metavar="FLOW|HOST")
@_common
def explain(
    target: str, what: str, as_json: bool, out: Path | None, quiet: bool, no_cache: bool, jobs: int | None
) -> None:
    """Show step by step why a flow in TARGET (file, folder, page address or bundle) is claimed.

    FLOW is an id that `undertow scan` shows, or the beginning of one, or of a bundle also the id of a flow in its
    report; HOST is a destination. For each flow: the source,
    every station on the way, the statement that sends, the conditions in words and as code, and how hidden values were
    worked out; code as delivered and decoded, beside each other where the terminal is wide enough.

    \b
    Examples:
      undertow explain login.js 3fa9c1d2e0
      undertow explain bundle.wacz verify.cmpassport.com
    """
    from undertow.scan.explain import explain as find

    with Paced(quiet=quiet) as progress:
        cache = open_cache(use=not no_cache)
        try:
            found = find(target, what, cache=cache, jobs=jobs, tell=progress)
        except UsageError:
            paths = _audited_paths(target, what, progress, cache=not no_cache)
            if not paths:
                raise
            found = find(target, what, paths=paths, cache=cache, jobs=jobs, tell=progress)
    answer = Answer(out)
    if as_json:
        answer.document(codec.encode_pretty(found))
    else:
        from undertow.report.explain_text import render_explanation

        render_explanation(found, answer.console)
    answer.close()


def _audited_paths(target: str, what: str, progress: Paced, *, cache: bool) -> set[CodePath]:
    """Where a flow of an audit, by the id that its report shows, stands in code; none if the target is no bundle."""
    from undertow.scan.bundle import is_bundle

    path = Path(target)
    if not is_bundle(path) or not path.is_file():
        return set()
    from undertow import pipeline

    result = pipeline.analyze(path, progress=progress, cache=cache)
    found: set[CodePath] = set()
    for flow in result.flows:
        spans = {ref.note.partition(":")[0]: ref.span for ref in flow.evidence if ref.kind == "script"}
        source, sink = spans.get("source"), spans.get("sink")
        if flow.id == what and flow.script_sha256 and source and sink:
            found.add((flow.script_sha256, source, sink))
    return found
