"""`undertow analyze`, `undertow verify` and `undertow show`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from undertow.cli.options import fail_on as fail_on_option
from undertow.cli.output import Progress, exit_code, print_json, print_result
from undertow.errors import UsageError

_BUNDLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("bundle", type=_BUNDLE)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also write all reports into this folder.",
)
@fail_on_option
@click.option("--no-cache", is_flag=True, help="Read every script again, also known ones; the answer is the same.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON document.")
def analyze(bundle: Path, out: Path | None, fail_on: str, no_cache: bool, as_json: bool) -> None:
    """Find everything again from BUNDLE, without browser or network.

    The same bundle with the same version of Undertow gives the same result, byte for byte.
    """
    from undertow import pipeline

    with Progress() as progress:
        if out is not None:
            result = pipeline.report(bundle, pipeline.folder_at(out), progress=progress, cache=not no_cache)
        else:
            result = pipeline.analyze(bundle, progress=progress, cache=not no_cache)
    if as_json:
        print_json(result)
    else:
        print_result(result)
    sys.exit(exit_code(result, fail_on))


@click.command()
@click.argument("bundle", type=_BUNDLE)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def verify(bundle: Path, as_json: bool) -> None:
    """Check that BUNDLE is whole and unaltered: every file in it against its recorded SHA-256.

    Exits 0 if it is, 1 if not.
    """
    from undertow import store

    answer = store.verify(bundle)
    if as_json:
        print_json(answer)
    else:
        click.echo(f"{'whole and unaltered' if answer.ok else 'DAMAGED'}: {bundle} ({answer.files} files)")
        click.echo(f"digest {answer.digest or 'unreadable'}")
        for problem in answer.problems:
            click.echo(f"  {problem}")
    sys.exit(0 if answer.ok else 1)


@click.command()
@click.argument("bundle", type=_BUNDLE)
@click.argument("what", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def show(bundle: Path, what: str | None, as_json: bool) -> None:
    """Look into BUNDLE. WHAT is a flow id, a script (name or start of its SHA-256) or a host; without it: the answer.

    \b
    Examples:
      undertow show bundle.wacz
      undertow show bundle.wacz verify.cmpassport.com
      undertow show bundle.wacz login.4c1f.js
    """
    from undertow import pipeline, store
    from undertow.cli import details

    with store.open_bundle(bundle) as sealed:
        with Progress() as progress:
            if what is None:
                result = pipeline.examine(sealed.evidence, sealed.blobs, sealed.digest, progress=progress)
                answer: object = result
            else:
                answer = details.find(sealed.evidence, sealed.blobs, sealed.digest, what, progress)
        if answer is None:
            raise UsageError(f"nothing called {what} in {bundle}: name a flow id, a script or a host")
        if as_json:
            print_json(answer)
        elif what is None:
            print_result(result, verbose=True)
        else:
            details.print_detail(answer, sealed.evidence, sealed.blobs)
