"""Compile the Public Suffix List, as the installed package `publicsuffixlist` carries it, into a table of rules.

Usage: python scripts/data/compile_suffixes.py [OUT]

A line of public_suffixes.tsv.gz: `icann` or `private`, and the rule in ASCII (`*.` and `!` as in the list).
"""

from __future__ import annotations

import gzip
import sys
from importlib.metadata import distribution
from pathlib import Path

import publicsuffixlist


def main(arguments: list[str]) -> None:
    """Write the table and the licence."""
    out = Path(arguments[0]) if arguments else Path(__file__).parents[2] / "src" / "undertow" / "data"
    section, lines = "icann", []
    for line in Path(publicsuffixlist.PSLFILE).read_text("utf-8").splitlines():
        if "BEGIN PRIVATE DOMAINS" in line:
            section = "private"
        rule = line.split("//")[0].strip()
        if rule:
            mark = next((mark for mark in ("*.", "!") if rule.startswith(mark)), "")
            lines.append(f"{section}\t{mark}{rule.removeprefix(mark).encode('idna').decode('ascii')}\n")
    (out / "public_suffixes.tsv.gz").write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
    (out / "licences").mkdir(exist_ok=True)
    licence = distribution("publicsuffixlist").locate_file(
        f"publicsuffixlist-{publicsuffixlist.__version__}.dist-info/licenses/LICENSE"
    )
    (out / "licences" / "public-suffix-list.txt").write_bytes(Path(str(licence)).read_bytes())


if __name__ == "__main__":
    main(sys.argv[1:])
