"""Measure how hosts are resolved: right, wrong, unknown; lookups per second; load time; size of the data.

Usage: python bench/parties/measure_parties.py [--split dev|held-out] [--show]

`--show` lists the hosts of the dev split that are not right; the held-out split never shows its own. A resolution
is right when the organisation, one of its names, its brand's company or one of its owners is among the names of the
label; unknown when no organisation is named; else wrong. Figures are also given for the hosts on whose company two
sources agree: where they differ, one of them is wrong, and a host that one source alone has may be labelled wrongly.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from names import mark

from undertow.attribution import Atlas

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "undertow" / "data"
LOAD = (
    "import time; from undertow.attribution import Atlas; import undertow.data; t = time.process_time(); "
    "a = Atlas.load(); a.party('www.google-analytics.com'); print(time.process_time() - t)"
)


def blind(file: str, origin: str, split: str) -> list[dict[str, Any]]:
    """The rows of a list of hosts labelled from general knowledge, in the form of hosts.toml."""
    table: dict[str, list[str]] = tomllib.loads((HERE / file).read_text("utf-8"))
    return [
        {"name": host, "origin": origin, "split": split, "sources": ["own"], "names": [mark(name) for name in names]}
        for host, names in table.items()
    ]


def verdict(atlas: Atlas, row: dict[str, object]) -> tuple[str, str]:
    """Right, wrong or unknown, and what was answered."""
    party = atlas.party(str(row["name"]))
    if party.organisation is None:
        return "unknown", party.basis
    names = row["names"]
    assert isinstance(names, list)
    said = {party.organisation, *atlas.names(str(row["name"]))} - {party.domain}
    return ("right" if any(mark(name) in names for name in said) else "wrong"), f"{party.organisation} ({party.basis})"


def shares(answers: list[str]) -> str:
    """How many there are, and which part of them is what."""
    counts = Counter(answers)
    parts = (f"{name} {counts[name] / len(answers):.1%}" for name in ("right", "wrong", "unknown"))
    return f"{len(answers)} hosts: {', '.join(parts)}"


def speed(atlas: Atlas, hosts: list[str]) -> float:
    """Distinct hosts per CPU second, tables warm: every host is new, as in a crawl."""
    fresh = [f"h{i}.{host}" for i in range(400) for host in hosts]
    atlas.operators(hosts)
    start = time.process_time()
    atlas.operators(fresh)
    return len(fresh) / (time.process_time() - start)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "held-out"])
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    rows = [row for row in tomllib.loads((HERE / "hosts.toml").read_text("utf-8"))["host"] if row["sources"]]
    rows += blind("blind.toml", "blind", "dev")  # read since it was measured, and the tables were grown for it
    rows += blind("blind_second.toml", "blind 2", "held-out")
    rows += blind("blind_third.toml", "blind 3", "held-out")
    atlas = Atlas.load()
    for split in ("dev", "held-out") if options.split is None else (options.split,):
        for origin in ("signatures", "common", "blind", "blind 2", "blind 3"):
            part = [row for row in rows if row["split"] == split and row["origin"] == origin]
            if not part:
                continue
            answers = [(row, *verdict(atlas, row)) for row in part]
            print(f"{split:9} {origin:11} {shares([answer for _, answer, _ in answers])}")
            if agreed := [answer for row, answer, _ in answers if row.get("agree")]:
                print(f"{'':21} of these, two sources agree on {shares(agreed)}")
            for row, answer, text in answers if options.show and split == "dev" else ():
                if answer != "right":
                    print(f"    {answer:8} {row['name']}: {text}")
    hosts = [row["name"] for row in rows]
    print(f"lookups: {sorted(speed(atlas, hosts) for _ in range(5))[2]:,.0f} new hosts per CPU second")
    loads = sorted(float(subprocess.check_output([sys.executable, "-c", LOAD])) for _ in range(5))
    print(f"load and first answer: {loads[2] * 1000:.0f} ms CPU, median of 5")
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file() and path.suffix != ".py")
    print(f"data files: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
