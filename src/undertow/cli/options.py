"""Options that several commands have, each with one meaning and one help text."""

from __future__ import annotations

import click

fail_on = click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "info", "never"]),
    default="high",
    show_default=True,
    help="Lowest severity of a finding that makes the exit code 1.",
)
