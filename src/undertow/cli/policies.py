"""`undertow policy`."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undertow.cli.output import print_json
from undertow.errors import UsageError

if TYPE_CHECKING:
    from undertow.model import Gap
    from undertow.policy import PolicyPage, Statement

_MAGIC = {
    b"%PDF": "application/pdf",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"PK\x03\x04": "application/zip",
}
_MOST_BYTES = 16_000_000
"""Of a file that is read; more than a page of the longest text that is read can have."""


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", metavar="URL", help="Which policy of a bundle, if it holds several. Default: the longest.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def policy(source: Path, url: str | None, as_json: bool) -> None:
    """Say what a privacy policy states: who collects, uses, shares or keeps what, for whom, with the sentence.

    SOURCE is a saved page (HTML or plain text) or a bundle. English, German, French, Spanish and Chinese are read.
    The reader misses statements and misreads some (docs/policy.md says how many): a quote is what counts.

    \b
    Examples:
      undertow policy privacy.html
      undertow policy bundle.wacz --json
    """
    from undertow.policy.reader import read

    page = _in_bundle(source, url) if zipfile.is_zipfile(source) else _in_file(source, url)
    statements = read(list(page.blocks), page.language)
    gaps = [*page.gaps, *_unread(page)]
    if as_json:
        about = ("url", "title", "language", "dated", "retrieved", "sha256", "words")
        print_json({**{name: getattr(page, name) for name in about}, "gaps": gaps, "statements": statements})
    else:
        _print(page, gaps, statements)


def _in_bundle(path: Path, url: str | None) -> PolicyPage:
    from undertow import store
    from undertow.policy import find

    with store.open_bundle(path) as sealed:
        found = find(sealed.evidence, sealed.blobs)
    if found is None:
        raise UsageError(f"no privacy policy was recorded in {path}: save its page and name that file instead")
    pages = [found, *found.further]
    chosen = next((page for page in pages if url in (None, page.url)), None)
    if chosen is None:
        raise UsageError(f"no policy of that address in {path}; recorded: {', '.join(page.url for page in pages)}")
    return chosen


def _in_file(path: Path, url: str | None) -> PolicyPage:
    from undertow.policy import document

    if url is not None:
        raise UsageError("--url chooses a policy in a bundle; of a saved page there is one only")
    try:
        with path.open("rb") as file:
            body = file.read(_MOST_BYTES)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error
    plain = "text/html" if b"<" in body[:1000] else "text/plain"
    mime = next((kind for magic, kind in _MAGIC.items() if body.startswith(magic)), plain)
    return document(body, url=path.name, mime=mime, sha256=hashlib.sha256(body).hexdigest(), retrieved="")


def _unread(page: PolicyPage) -> Iterator[Gap]:
    """What of the text no statements are looked for in."""
    from undertow.model import Gap
    from undertow.policy.lexicon import LANGUAGES
    from undertow.policy.reader import LONGEST_TEXT

    why = {}
    if page.language not in LANGUAGES and page.words:
        why["policy-language"] = f"No statements were looked for: there are words for {', '.join(LANGUAGES)} only."
    if len(page.text) > LONGEST_TEXT:
        why["policy-long"] = f"Statements were looked for in the first {LONGEST_TEXT:,} characters only."
    for kind, text in why.items():
        yield Gap(stage="policy", kind=kind, where=page.url, why=text, visit=None, hides_findings=False)


def _print(page: PolicyPage, gaps: list[Gap], statements: tuple[Statement, ...]) -> None:
    from undertow.report.safe import plain

    click.echo(f"{plain(page.title or page.url, 200)}")
    dated = plain(page.dated, 100) if page.dated else "no date found"
    click.echo(f"{page.words} words, language {page.language or 'unknown'}, {dated}\n")
    for gap in gaps:
        click.echo(f"Not seen: {plain(gap.why, 300)}")
    for each in statements:
        click.echo(plain(_line(each), 300))
        click.echo(f"    \u201c{plain(' '.join(each.quote.split()), 400)}\u201d")
    click.echo(
        f"\n{len(statements)} statements. What is not listed was not found, which does not mean it is not stated."
    )


def _line(each: Statement) -> str:
    """One statement in a line: ``may share: email → advertisers; for advertising; if: …``."""
    words = (
        "they" if each.actor == "they" else "",
        "may" if each.may else "",
        "NOT" if each.denied else "",
        each.action,
    )
    parts = [f"{' '.join(filter(None, words))}: {', '.join(each.data) or 'data not named'}"]
    if each.recipients:
        parts[0] += f" {'→' if each.actor == 'we' else 'by'} {', '.join(each.recipients)}"
    if each.countries:
        parts.append(f"names {', '.join(each.countries)}")
    if each.purposes:
        parts.append(f"for {', '.join(each.purposes)}")
    if each.conditions:
        parts.append(f"condition: {' / '.join(each.conditions)}")
    return "; ".join(parts)
