"""`undertow data`."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, date, datetime

import click

from undertow.cli.output import print_json


@click.group()
def data() -> None:
    """Say what the tool knows about hosts, owners, lists and law, and how old that is."""


@data.command()
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON document.")
def status(as_json: bool) -> None:
    """List the data files with date, age, version and licence, and check them against their hashes.

    Exits 2 if a file is not what its hash says: then install the package again.
    """
    from undertow import data as knowledge

    today = datetime.now(UTC).date()
    rows = []
    for entry in knowledge.sources():
        whole = hashlib.sha256(knowledge.read(entry["name"])).hexdigest() == entry["sha256"]
        age = (today - date.fromisoformat(entry["date"])).days
        kept = {key: entry[key] for key in ("name", "date", "version", "licence", "origin")}
        rows.append({**kept, "age_days": age, "intact": whole})
    if as_json:
        print_json({"files": rows, "digest": knowledge.digest()})
    else:
        for row in rows:
            altered = "" if row["intact"] else "  ALTERED: not what its hash says"
            click.echo(f"{row['date']}  {row['age_days']:>5} days  {row['name']:26} {row['licence']:12}{altered}")
            click.echo(f"{'':24}{row['origin']} ({row['version']})")
        click.echo(f"digest {knowledge.digest()}")
    sys.exit(0 if all(row["intact"] for row in rows) else 2)
