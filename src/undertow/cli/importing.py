"""`undertow import`."""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

import click

from undertow.cli.options import fail_on as fail_on_option
from undertow.cli.options import sign_key as sign_key_option
from undertow.cli.output import Progress, exit_code, print_json, print_result
from undertow.errors import UsageError

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--target", metavar="URL", help="Address of the app. Default: the first page of the capture.")
@click.option(
    "--typed",
    multiple=True,
    metavar="TYPE=VALUE",
    help="What was typed while it was recorded, e.g. email=ada@example.org; may be given several times. It is "
    "searched for in all that was sent, and kept in the bundle.",
)
@click.option(
    "--typed-file",
    type=_FILE,
    metavar="FILE",
    help='The same as TOML, for what should not stand in a command line: lines such as password = "...".',
)
@click.option("--country", default="", metavar="CODE", help="Where it was recorded, e.g. DE.")
@click.option("--timezone", default="", metavar="NAME", help="Time zone of the device, e.g. Europe/Berlin.")
@click.option("--phone-prefix", default="", metavar="+N", help="Calling code of the number typed, e.g. +49.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where to put bundle and reports. Default: undertow-out/HOST-UTCTIME.",
)
@sign_key_option
@fail_on_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON document.")
def import_(
    file: Path, target: str | None, typed: tuple[str, ...], typed_file: Path | None, country: str, timezone: str,
    phone_prefix: str, out: Path | None, sign_key: Path | None, fail_on: str, as_json: bool,
) -> None:  # fmt: skip
    """Make a bundle and reports of FILE, a capture that somebody else recorded: elsewhere, or on a phone.

    HAR files (DevTools of any browser, Playwright, proxies), web archives (WARC; WACZ of Browsertrix and
    ArchiveWeb.page) and flow files of mitmproxy are read. Code and traffic in them are analysed as if Undertow had
    recorded them; what such a file does not hold is listed as a gap. Nothing is fetched.

    \b
    Examples:
      undertow import login.har --typed email=ada@example.org --country DE
      undertow import crawl.wacz --json
      undertow import phone.flows --typed-file typed.toml --phone-prefix +86
    """
    from undertow import imports, pipeline

    told = imports.Told(
        target=_address(target),
        typed=(*imports.typed_values(typed), *(imports.typed_file(typed_file) if typed_file else ())),
        country=_matching(country.upper(), "[A-Z]{2}", "--country", "a code of two letters such as DE"),
        timezone=_zone(timezone),
        phone_prefix=_matching(phone_prefix, r"\+[1-9][0-9]{0,3}", "--phone-prefix", "a calling code such as +49"),
    )
    with Progress() as progress:
        folder, result = pipeline.import_file(file, told, out, progress=progress, key=sign_key)
    if as_json:
        print_json(result)
    else:
        print_result(result)
        click.echo(f"\nReport   {folder / pipeline.REPORT}\nEvidence {folder / pipeline.BUNDLE}")
    sys.exit(exit_code(result, fail_on))


def _matching(text: str, pattern: str, option: str, what: str) -> str:
    if text and not re.fullmatch(pattern, text):
        raise UsageError(f"{option}: {text[:40]!r} is not {what}.")
    return text


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    with contextlib.suppress(ValueError, OSError, ZoneInfoNotFoundError):
        return ZoneInfo(name).key if name else ""
    raise UsageError(f"--timezone: {name[:60]!r} is not the name of a time zone such as Europe/Berlin.")


def _address(url: str | None) -> str | None:
    from undertow.cli.auditing import checked_url

    return None if url is None else checked_url(url)
