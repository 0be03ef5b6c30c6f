"""Options that several commands have, each with one meaning and one help text."""

from __future__ import annotations

from pathlib import Path

import click

sign_key = click.option(
    "--sign-key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="UNDERTOW_SIGN_KEY",
    metavar="FILE",
    help="Private key of `undertow keygen` to sign the bundle with. Default: $UNDERTOW_SIGN_KEY; without, it is not "
    "signed.",
)

fail_on = click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "info", "never"]),
    default="high",
    show_default=True,
    help="Lowest severity of a finding that makes the exit code 1.",
)
