"""Draw the hosts and write their labels.

Usage: python bench/parties/label.py TRACKERDB ENTITIES REACH

TRACKERDB is the `db` folder of Ghostery TrackerDB, ENTITIES the entities.json of Disconnect, REACH a domains.csv of
WhoTracks.Me (2018-04). The three are read for measuring and not shipped; their names stand in hosts.toml as hashes, so
that nobody reads the held-out third while growing the tables, and none of their text is copied.

Common hosts: the 250 domains of the widest reach that TrackerDB knows, and 150 drawn from those that TrackerDB and
Disconnect both know. Hosts of signatures: labelled where TrackerDB or Disconnect knows their domain; the operator that
hosts_own.toml names, from general knowledge, is the second or only source.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

from names import mark, plain

from undertow.attribution import Atlas
from undertow.attribution.tables import signatures
from undertow.data import read

HERE = Path(__file__).parent


def field(text: str, name: str) -> str | None:
    """A field of an Eno file."""
    found = re.search(rf"^{name}: *(.+)$", text, re.M)
    return found[1].strip() if found else None


def trackerdb(folder: Path) -> dict[str, set[str]]:
    """Domain → names of its organisation."""
    names = {path.stem: field(path.read_text("utf-8"), "name") for path in (folder / "organizations").glob("*.eno")}
    found: dict[str, set[str]] = {}
    for path in sorted((folder / "patterns").glob("*.eno")):
        text = path.read_text("utf-8")
        name = names.get(field(text, "organization") or "")
        block = re.search(r"^--- domains\n(.*?)^--- domains", text, re.M | re.S)
        for domain in block[1].split() if block and name else ():
            found.setdefault(domain, set()).add(name or "")
    return found


def disconnect(path: Path) -> dict[str, set[str]]:
    """Domain → names of its entity."""
    found: dict[str, set[str]] = {}
    for name, entity in json.loads(path.read_text("utf-8"))["entities"].items():
        for domain in (*entity["properties"], *entity["resources"]):
            found.setdefault(domain, set()).add(name)
    return found


def signature_hosts() -> list[str]:
    """Hosts of signatures.json and of signs.toml that are plain names."""
    hosts = {rule.host for row in signatures() for rule in row.host_rules if rule.match != "regexp"}
    for system in tomllib.loads(read("signs.toml").decode("utf-8"))["system"]:
        hosts.update(host.removeprefix("*.") for host in system.get("hosts", ()))
    return sorted(hosts)


def main(arguments: list[str]) -> None:
    """Write hosts.toml."""
    if len(arguments) != 3:
        raise SystemExit(__doc__)
    tracker, other = trackerdb(Path(arguments[0])), disconnect(Path(arguments[1]))
    own: dict[str, list[str]] = tomllib.loads((HERE / "hosts_own.toml").read_text("utf-8"))
    with Path(arguments[2]).open(encoding="utf-8", newline="") as file:
        reach = {row["host_tld"]: float(row["reach"]) for row in csv.DictReader(file)}
    ranked = [domain for domain in sorted(reach, key=lambda name: -reach[name]) if domain in tracker][:250]
    both = sorted((tracker.keys() & other.keys()) - set(ranked))
    common = ranked + random.Random(5).sample(both, 150)  # noqa: S311
    atlas = Atlas.load()
    lines = [
        "# Written by label.py; see there. `names`: hashes of the names that count as right (names.py).",
        "# `agree`: the sources name it alike. Where they do not, each source's name counts as right.\n",
    ]
    for origin, hosts in (("signatures", signature_hosts()), ("common", sorted(common))):
        for host in hosts:
            domain = host if host in tracker or host in other else atlas.site(host) or host
            named = {"trackerdb": tracker.get(domain, set()), "disconnect": other.get(domain, set())}
            named["own"] = set(own.get(host, own.get(atlas.site(host) or host, ())))
            sources = [source for source, names in named.items() if names]
            plains = [{plain(name) for name in named[source]} for source in sources]
            names = sorted({mark(name) for source in sources for name in named[source]})
            agree = len(sources) > 1 and any(a & b for i, a in enumerate(plains) for b in plains[:i])
            split = "held-out" if sha256(domain.encode()).digest()[0] % 3 == 0 else "dev"
            lines.append(
                f'[[host]]\nname = "{host}"\norigin = "{origin}"\nsplit = "{split}"\n'
                f"sources = {json.dumps(sources)}\nagree = {str(agree).lower()}\nnames = {json.dumps(names)}\n"
            )
    (HERE / "hosts.toml").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
