"""Hold adapters.tsv against the package prebid.js that it was read from.

Usage: python scripts/data/check_adapters.py FOLDER

FOLDER is the unpacked package. Every domain must stand in the source or the description of one of its row's adapters,
and every adapter must be there; what is not is printed, and the exit code is 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from undertow.attribution.tables import adapters


def main(arguments: list[str]) -> None:
    """Print what the package does not say."""
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    modules = Path(arguments[0]) / "modules"
    missing = 0
    for row in adapters():
        files = {name: [*modules.glob(f"{name}.md"), *modules.glob(f"{name}.[jt]s")] for name in row.adapters}
        text = "".join(path.read_text("utf-8", "replace").lower() for found in files.values() for path in found)
        for name in [name for name, found in files.items() if not found]:
            print(f"{row.company}: no adapter {name}")
            missing += 1
        for domain in [domain for domain in row.domains if domain not in text]:
            print(f"{row.company}: {domain} stands in none of {', '.join(row.adapters)}")
            missing += 1
    raise SystemExit(1 if missing else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
