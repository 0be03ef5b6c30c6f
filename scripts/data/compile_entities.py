"""Compile the entities of the package third-party-web (MIT) into a table of domains.

Usage: python scripts/data/compile_entities.py FOLDER [OUT]

FOLDER is the unpacked package. A line of third_party_web.tsv.gz: domain, `suffix` or `exact`, name, company (the name
again where the source gives none), category. The source names products and companies, not legal entities.
"""

from __future__ import annotations

import gzip
import html
import json
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Write the table and the licence."""
    if not 1 <= len(arguments) <= 2:
        raise SystemExit(__doc__)
    folder = Path(arguments[0])
    out = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[2] / "src" / "undertow" / "data"
    lines = set()
    for entity in json.loads((folder / "dist" / "entities-nostats.json").read_text("utf-8")):
        name = html.unescape(entity["name"])
        company = html.unescape(entity.get("company") or name)
        for domain in entity["domains"]:
            match = "suffix" if domain.startswith("*.") else "exact"
            lines.add("\t".join((domain.removeprefix("*.").lower(), match, name, company, entity["category"])))
    text = "".join(f"{line}\n" for line in sorted(lines))
    (out / "third_party_web.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    (out / "licences").mkdir(exist_ok=True)
    (out / "licences" / "third-party-web.txt").write_bytes((folder / "LICENSE").read_bytes())


if __name__ == "__main__":
    main(sys.argv[1:])
