"""`undertow data`."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undertow.cli.output import Paced, print_json
from undertow.errors import InvalidData, UsageError

if TYPE_CHECKING:
    from undertow.attribution.packs import PackHead

_FIRST_YEAR = 2010
"""None of the data sets is older."""


@click.group()
def data() -> None:
    """Say what the tool knows about hosts, owners, lists and law, how old that is, and add to it.

    Data sets whose licences do not let them be shipped can be added as packs, from the files that their publishers
    give out: Ghostery TrackerDB, DuckDuckGo Tracker Radar, Disconnect, OpenSanctions; third-party-web too, where a
    newer copy than the shipped one is wanted. Packs are kept in the user's data folder ($UNDERTOW_PACKS names another)
    and are asked after the tool's own tables. Every answer that rests on a pack names it.
    """


@data.command()
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def status(as_json: bool) -> None:
    """List the data files and packs with date, age, version and licence, and check that they are whole.

    Exits 2 if one is not: then install the package again, or update or remove the pack.
    """
    from undertow import data as knowledge
    from undertow.report.safe import plain

    today = datetime.now(UTC).date()
    rows = []
    for entry in knowledge.sources():
        whole = hashlib.sha256(knowledge.read(entry["name"])).hexdigest() == entry["sha256"]
        age = (today - date.fromisoformat(entry["date"])).days
        kept = {key: entry[key] for key in ("name", "date", "version", "licence", "origin")}
        rows.append({**kept, "age_days": age, "intact": whole})
    packs = list(_packs(today))
    if as_json:
        print_json({"files": rows, "digest": knowledge.digest(), "packs": packs})
    else:
        for row in rows:
            altered = "" if row["intact"] else "  ALTERED: not what its hash says"
            click.echo(f"{row['date']}  {row['age_days']:>5} days  {row['name']:26} {row['licence']:12}{altered}")
            click.echo(f"{'':24}{row['origin']} ({row['version']})")
        click.echo(f"digest {knowledge.digest()}")
        for pack in packs:
            if not pack["intact"]:
                click.echo(f"pack {pack['name']}  DAMAGED: `undertow data update {pack['name']} FILE` or `remove`")
                continue
            click.echo(f"{pack['date']}  {pack['age_days']:>5} days  pack {pack['name']:21} {pack['licence']}")
            held = f"{pack['title']}: {pack['hosts']:,} domains, {pack['entries']:,} list entries"
            click.echo(f"{'':24}{held}; from {plain(str(pack['origin']), 120)}")
        if not packs:
            click.echo("No packs. `undertow data add --help` says what can be added.")
    sys.exit(0 if all(row["intact"] for row in [*rows, *packs]) else 2)


def _packs(today: date) -> list[dict[str, object]]:
    from undertow.attribution.packs import Pack, folder, names, path_of

    rows: list[dict[str, object]] = []
    for name in names(folder()):
        try:
            with Pack(path_of(folder(), name)) as pack:
                fields = {key: getattr(pack.head, key) for key in pack.head.__struct_fields__}
                age = (today - date.fromisoformat(pack.head.date)).days
                rows.append({**fields, "age_days": age, "intact": pack.check()})
        except (InvalidData, ValueError):
            rows.append({"name": name, "intact": False})
    return rows


@data.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--name", metavar="NAME", help="What to call the pack. Default: the name of its format.")
@click.option(
    "--date", "day", metavar="DAY", help="Day of the data, e.g. 2026-03-12. Default: the day of the file or download."
)
@click.option("--licence", metavar="TEXT", help="Licence of your copy, where it is not the publisher's usual one.")
@click.option("--json", "as_json", is_flag=True, help="Print what the pack is as one JSON document.")
def add(source: str, name: str | None, day: str | None, licence: str | None, as_json: bool) -> None:
    """Add the data set in FILE as a pack. FILE is the publisher's own, and is recognised by what is in it:

    \b
      Ghostery TrackerDB        trackerdb.json of a release or of the npm package
      DuckDuckGo Tracker Radar  the folder `entities`, or entity_map.json
      Disconnect                entities.json, or services.json
      third-party-web           entities.json
      OpenSanctions             targets.simple.csv or entities.ftm.json

    \b
    Example:
      undertow data add ~/downloads/trackerdb.json --date 2026-03-12
      undertow who 2leep.com

    Tracker lists name a company for a host where the tool's own tables do not, and are told where they differ. They
    lead to no official list. Entries of OpenSanctions are shown with organisations of the tool's own tables that have
    just that name, and with owners above them. An https address in place of FILE is asked once, and nothing but it.
    """
    from undertow.attribution.packs import folder, names

    with ExitStack() as stack:
        file = _at(source, stack)
        found = _read(file, name, day, licence, source, names(folder()), replace=False)
    _told("Added", found, as_json)


@data.command()
@click.argument("name")
@click.argument("source", metavar="FILE|URL")
@click.option("--date", "day", metavar="DAY", help="Day of the data. Default: the day of the file, or of the download.")
@click.option("--licence", metavar="TEXT", help="Licence of your copy, where it is not the publisher's usual one.")
@click.option("--json", "as_json", is_flag=True, help="Print what the pack is as one JSON document.")
def update(name: str, source: str, day: str | None, licence: str | None, as_json: bool) -> None:
    """Replace the pack NAME by a newer copy, from a file or from an https address that you give.

    The pack must be there (`undertow data add`) and the newer copy of the same format. The old one stays in use until
    the new one is whole. An address is asked once, and nothing but it; redirects are followed to https only.
    """
    from undertow.attribution.packs import folder, names

    with ExitStack() as stack:
        file = _at(source, stack)
        found = _read(file, name, day, licence, source, names(folder()), replace=True)
    _told("Updated", found, as_json)


@data.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print what was removed as one JSON document.")
def remove(name: str, as_json: bool) -> None:
    """Remove the pack NAME. Results that were made with it stay as they are."""
    from undertow.attribution.packs import folder
    from undertow.attribution.packs import remove as drop

    drop(folder(), name)
    if as_json:
        print_json({"removed": name})
    else:
        click.echo(f"Removed pack {name}.")


@data.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--query", metavar="NAME", help="Only this organisation, its owners, and what lists say of these.")
@click.option("--host", metavar="HOST", help="Only the organisation behind this host, likewise.")
@click.option("--json", "as_json", is_flag=True, help="Print how much of what was written as one JSON document.")
def export(file: Path, query: str | None, host: str | None, as_json: bool) -> None:
    """Write organisations, ownership and official listings to FILE as FollowTheMoney entities, one JSON a line.

    FILE may be - for standard output. Sources, dates and whether a source was read go with each statement. A listing is
    of the schema Sanction, whatever it is; its scope stands in `provisions`. Bills, inquiries, entries of the FCC
    Covered List for goods whose maker is in no table, and packs are left out.

    \b
    Needs the extra, whose schemata every line is checked with: pip install "undertow[ftm]"
    """
    from undertow.attribution import Atlas
    from undertow.attribution.ftm import Export, checked
    from undertow.cli.output import Answer
    from undertow.model.codec import encode

    if query is not None and host is not None:
        raise UsageError("--query and --host name one organisation; give one of them")
    to_screen = str(file) == "-"
    if to_screen and as_json:
        raise UsageError("--json would print between the entities; give a FILE for them")
    wanted = query if query is not None else host
    name = None
    if wanted is not None:
        found = Atlas.load().who(wanted)
        if found.organisation is None or (host is not None) != (found.host is not None):
            raise UsageError(f"{wanted!r} leads to no organisation that a table has; ask `undertow who {wanted}`")
        name = found.organisation
    entities = tuple(checked(Export().entities(name)))
    Answer(None if to_screen else file).document(b"".join(encode(entity) + b"\n" for entity in entities))
    if as_json:
        print_json({"file": str(file), "entities": dict(sorted(Counter(one.schema for one in entities).items()))})
    elif not to_screen:
        click.echo(f"Wrote {len(entities):,} entities to {file}.")


def _at(source: str, stack: ExitStack) -> Path:
    """The file or folder `source`; from an address it is loaded, and kept until `stack` is closed."""
    if re.match(r"[a-z][a-z0-9+.-]*://", source, re.I):
        import tempfile

        from undertow.cli.download import download

        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="undertow-")))
        with Paced() as progress:
            return download(source, place, progress)
    if not Path(source).exists():
        raise UsageError(f"there is no file {source!r}; give a file, a folder, or an https address")
    return Path(source)


def _read(
    file: Path, name: str | None, day: str | None, licence: str | None, origin: str, known: list[str], *, replace: bool
) -> PackHead:
    """Read a data set into a pack."""
    from undertow.attribution import pack_formats
    from undertow.attribution.packs import NAME, Pack, PackHead, folder, path_of, write

    taken = _day(day) or _day_of(file)
    with Paced() as progress:
        reading = pack_formats.read(file, _seen(file, progress))
        name = name or reading.format.id
        if not NAME.fullmatch(name):
            raise UsageError(f"{name!r} cannot name a pack; use small letters, digits and dashes, 40 at most")
        if replace and name not in known:
            raise UsageError(f"there is no pack {name!r} to update; add it with `undertow data add {origin}`")
        if not replace and name in known:
            raise UsageError(
                f"there is a pack {name!r} already; replace it with `undertow data update {name} {origin}`, or give "
                "this one another --name"
            )
        if replace:
            with Pack(path_of(folder(), name)) as old:
                if old.head.format != reading.format.id:
                    raise UsageError(f"pack {name!r} is {old.head.title}, and {file.name} is {reading.format.title}")
                licence = licence or old.head.licence
        head = write(
            folder(),
            PackHead(
                name=name,
                format=reading.format.id,
                title=reading.format.title,
                licence=" ".join((licence or reading.format.licence).split())[:120],
                origin=origin,
                date=taken,
                sha256=pack_formats.hash_of(file),
                hosts=0,
                entries=0,
            ),
            reading.hosts,
            reading.entries,
        )
    for reason, count in sorted(reading.left_out.items()):
        click.echo(f"Left out: {count:,} rows ({reason}).", err=True)
    return head


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text is not None else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it as 2026-03-12") from error


def _day_of(file: Path) -> str:
    """The day of a file, unless it is one of those that packers set to some fixed day long ago."""
    day = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    if day.year < _FIRST_YEAR:
        raise UsageError(f"{file.name} is dated {day}, which is not the day of its data; say that with --date")
    return day.isoformat()


def _seen(file: Path, progress: Paced) -> Callable[[int], None]:
    size = max(file.stat().st_size, 1)
    return lambda done: progress(f"reading {file.name}: {100 * done // size} %")


def _told(done: str, head: PackHead, as_json: bool) -> None:
    if as_json:
        print_json(head)
        return
    click.echo(
        f"{done} pack {head.name}: {head.title}, {head.hosts:,} domains, {head.entries:,} list entries, data of "
        f"{head.date}."
    )
    click.echo(f"Licence: {head.licence}. Results that rest on it name it.")
