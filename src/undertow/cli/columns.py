"""Labelled lines for a terminal: what a page chose is made harmless, and long texts keep to their column."""

from __future__ import annotations

import shutil
import textwrap

import click

from undertow.report.safe import plain

_LABEL = 16
_WIDEST = 100
"""Columns; longer lines are hard to read."""


def line(label: str, text: str, *, limit: int = 700) -> None:
    """A label and its text, wrapped to the terminal. Words are not broken, so that addresses can be copied."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    head = f"{label:<{_LABEL}} "
    wrapped = textwrap.wrap(
        plain(text, limit), max(width - len(head), 30), break_long_words=False, break_on_hyphens=False
    )
    indent = "\n" + " " * (_LABEL + 1)
    click.echo((head + indent.join(wrapped)).rstrip())


def title(text: str, more: str = "") -> None:
    """A heading, with what is said of it beside."""
    click.echo(click.style(plain(text, 200), bold=True) + (f"  {more}" if more else ""))


def block(label: str, text: str, *, lines: int = 40) -> None:
    """Code or bytes under a label, line by line as it stands, cut to a screen."""
    shown = text.split("\n")
    click.echo(f"{label}:")
    for each in shown[:lines]:
        click.echo(f"    {plain(each.expandtabs(2), 1_000)}".rstrip())
    if len(shown) > lines:
        click.echo(f"    … {len(shown) - lines} further lines")
