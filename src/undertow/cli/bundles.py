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
    from undertow import folders, pipeline

    with Progress() as progress:
        if out is not None:
            result = pipeline.report(bundle, folders.folder_at(out), progress=progress, cache=not no_cache)
        else:
            result = pipeline.analyze(bundle, progress=progress, cache=not no_cache)
    if as_json:
        print_json(result)
    else:
        print_result(result)
    sys.exit(exit_code(result, fail_on))


@click.command()
@click.argument("bundle", type=_BUNDLE)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Public key (FILE.pub of `undertow keygen`) that must have signed it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def verify(bundle: Path, key: Path | None, as_json: bool) -> None:
    """Check that BUNDLE is whole and unaltered: every file in it against its recorded SHA-256, every line of its log
    against the evidence, and its signature if it has one.

    Hashes alone tell accidents and careless hands: whoever can write the file can make new ones. So note the digest, or
    sign (`undertow audit --sign-key`) and give --key here. Exits 0 if all is well, 1 if not. The first bundles have no
    log; they are checked in all else.
    """
    from undertow import store

    answer = store.verify(bundle, key=store.read_public(key) if key else None)
    if as_json:
        print_json(answer)
    else:
        click.echo(f"{'whole and unaltered' if answer.ok else 'DAMAGED'}: {bundle} ({answer.files} files)")
        click.echo(f"digest {answer.digest or 'unreadable'}")
        log = answer.log_head or ("none, as in bundles of before there were logs" if answer.ok else "unreadable")
        click.echo(f"log    {log}")
        signed = f"by key {answer.signed_by}, {answer.signed_at}" if answer.signed_by else "no"
        click.echo(f"signed {signed}")
        for problem in answer.problems:
            click.echo(f"  {problem}")
    sys.exit(0 if answer.ok else 1)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def keygen(file: Path, as_json: bool) -> None:
    """Make a key pair to sign bundles with: the private key in FILE, the public one in FILE.pub.

    Keep FILE to yourself; it has no password, and only you can read it. Give FILE.pub, or the fingerprint, to those who
    are to know your bundles, by another way than the bundles.

    \b
    Example:
      undertow keygen audit-key
      undertow audit https://app.example.test/ --sign-key audit-key
      undertow verify bundle.wacz --key audit-key.pub
    """
    from undertow import store

    public = store.make_key(file)
    if as_json:
        print_json({"private": str(file), "public": f"{file}.pub", "fingerprint": store.fingerprint(public)})
    else:
        click.echo(f"private key {file} (keep it to yourself)\npublic key  {file}.pub")
        click.echo(f"fingerprint {store.fingerprint(public)}")


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
