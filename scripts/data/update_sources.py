"""Write the SHA-256 of every data file into SOURCES.toml, after a file was compiled again.

Usage: python scripts/data/update_sources.py
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

DATA = Path(__file__).parents[2] / "src" / "undertow" / "data"


def main() -> None:
    """Rewrite the `sha256` line of each `[[file]]` in place; everything else stays as written by hand."""
    path = DATA / "SOURCES.toml"
    text = path.read_text("utf-8")

    def with_hash(entry: re.Match[str]) -> str:
        digest = hashlib.sha256((DATA / entry["name"]).read_bytes()).hexdigest()
        return f'{entry["head"]}sha256 = "{digest}"'

    pattern = r'(?P<head>\[\[file\]\]\nname = "(?P<name>[^"]+)"\n(?:(?!\[\[)[^\n]*\n)*?)sha256 = "[0-9a-f]*"'
    path.write_text(re.sub(pattern, with_hash, text), "utf-8")


if __name__ == "__main__":
    main()
