"""`undertow policy`."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from undertow.cli.output import Progress, print_json
from undertow.cli.policy_lines import change_lines, practice_lines, statement_lines
from undertow.errors import UsageError

if TYPE_CHECKING:
    from undertow.model import Gap, Practice
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


class _Saved(click.Path):
    """A file; of an address it is said what reads it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click's, but for what is an address."""
        if re.match(r"https?://", str(value), re.I):
            raise UsageError(
                f"{value} is not asked: `undertow audit` opens an app's policy; or save the page, and name it"
            )
        return super().convert(value, param, ctx)


_SAVED = _Saved(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("source", type=_SAVED)
@click.option("--url", metavar="URL", help="Which policy of a bundle, if it holds several. Default: the longest.")
@click.option(
    "--since",
    type=_SAVED,
    metavar="OLDER",
    help="Compare with an older version (saved page or bundle): what is new, gone, or said otherwise.",
)
@click.option("--statements", is_flag=True, help="Of a bundle: the statements alone, without analysing its flows.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def policy(source: Path, url: str | None, since: Path | None, statements: bool, as_json: bool) -> None:
    """Say what a privacy policy states: who collects, uses, shares or keeps what, for whom, with the sentence.

    SOURCE is a saved page (HTML or plain text) or a bundle. Of a bundle its flows are analysed too, and for each the
    policy's word on the kind of data, the recipient, the country and the purpose: clear, vague, omitted, contradicted,
    ambiguous or not assessed, with the sentence or with what was searched.

    English, German, French, Spanish and Chinese are read. The reader misses statements and misreads some
    (docs/policy.md says how many): a quote is what counts.

    \b
    Examples:
      undertow policy privacy.html
      undertow policy privacy.html --since privacy-2025.html
      undertow policy bundle.wacz --json
    """
    from undertow.policy.reader import read

    bundled = zipfile.is_zipfile(source)
    page = _page(source, url)
    found = read(page.blocks, page.language)
    if since is not None:
        _compare(_page(since, None), page, found, as_json=as_json)
        return
    practices = _practices(source) if bundled and not statements and url is None else ()
    gaps = [*page.gaps, *_unread(page)]
    if as_json:
        about = ("url", "title", "language", "dated", "retrieved", "sha256", "words")
        head = {name: getattr(page, name) for name in about}
        print_json({**head, "gaps": gaps, "statements": found, "practices": practices})
    else:
        _print(page, gaps, found, practices)


def _page(path: Path, url: str | None) -> PolicyPage:
    return _in_bundle(path, url) if zipfile.is_zipfile(path) else _in_file(path, url)


def _practices(bundle: Path) -> tuple[Practice, ...]:
    """Every flow of a bundle against all the policies in it."""
    from undertow import pipeline

    with Progress() as progress:
        result = pipeline.analyze(bundle, progress=progress)
    return result.policy.practices if result.policy else ()


def _compare(older: PolicyPage, newer: PolicyPage, found: tuple[Statement, ...], *, as_json: bool) -> None:
    """What the newer version says that the older does not, and the other way round."""
    from undertow.policy.reader import read
    from undertow.policy.versions import changes

    differences = changes(read(older.blocks, older.language), found)
    gaps = [*older.gaps, *_unread(older), *newer.gaps, *_unread(newer)]
    if as_json:
        print_json({"older": _about(older), "newer": _about(newer), "gaps": gaps, "changes": differences})
    else:
        for line in change_lines(_about(older), _about(newer), gaps, differences):
            click.echo(line)


def _about(page: PolicyPage) -> dict[str, str]:
    return {"url": page.url, "dated": page.dated or "", "language": page.language or "", "sha256": page.sha256}


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
    others = {block.language for block in page.blocks} & {*LANGUAGES}
    if page.language not in LANGUAGES and page.words and not others:
        why["policy-language"] = f"No statements were looked for: there are words for {', '.join(LANGUAGES)} only."
    if len(page.text) > LONGEST_TEXT:
        why["policy-long"] = f"Statements were looked for in the first {LONGEST_TEXT:,} characters only."
    for kind, text in why.items():
        yield Gap(stage="policy", kind=kind, where=page.url, why=text, visit=None, hides_findings=False)


def _print(
    page: PolicyPage, gaps: list[Gap], statements: tuple[Statement, ...], practices: tuple[Practice, ...]
) -> None:
    from undertow.report.safe import plain

    click.echo(f"{plain(page.title or page.url, 200)}")
    dated = plain(page.dated, 100) if page.dated else "no date found"
    others = sorted({block.language for block in page.blocks if block.language})
    languages = ", ".join([page.language or "unknown", *others])
    click.echo(f"{page.words} words, language {languages}, {dated}\n")
    for gap in gaps:
        click.echo(f"Not seen: {plain(gap.why, 300)}")
    for line in practice_lines(practices):
        click.echo(line)
    for line in statement_lines(statements):
        click.echo(line)
    click.echo(
        f"\n{len(statements)} statements. What is not listed was not found, which does not mean it is not stated."
    )
