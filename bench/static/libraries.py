"""Real libraries from npm, installed by exact version and bundled for the browser: `Library` records.

    python bench/static/libraries.py [NAME ...]

Everything lands in `.work/libraries/` (git-ignored): the packages in `node_modules`, and for each library
`built/NAME.js` (readable) and `built/NAME.min.js`, both one classic script with its exports on `globalThis.library`.
What is there already is not made again. The minified build is made from the same modules, not from the readable file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
LIST = HERE / "libraries.toml"
WORK = HERE / ".work" / "libraries"
BUILT = WORK / "built"
PAGES = HERE / "pages"
Split = Literal["development", "held-out"]
_HELD_OUT_OF = 3
_KEEP = ("--bundle", "--format=iife", "--platform=browser", "--target=es2022", "--legal-comments=none",
         "--define:process.env.NODE_ENV=\"production\"", "--define:global=globalThis", "--loader:.css=empty",
         "--log-level=error", "--charset=utf8")  # fmt: skip


@dataclass(frozen=True)
class Library:
    """One library as installed and bundled."""

    name: str
    """File name: the package's, without ``@`` and with ``-`` for ``/``."""
    package: str
    version: str
    category: str
    split: Split
    licence: str
    """As the package itself says it; empty if it does not."""
    entry: tuple[str, ...]
    """Specifiers that are bundled."""
    readable: Path
    minified: Path
    page: Path
    """Script of a page that uses it; need not exist."""


def split_of(package: str) -> Split:
    """The rule that draws the held-out set: the first 32 bits of SHA-256 of the package's name are divisible by 3."""
    first = int(hashlib.sha256(package.encode()).hexdigest()[:8], 16)
    return "held-out" if first % _HELD_OUT_OF == 0 else "development"


@cache
def _listed() -> dict[str, Any]:
    return tomllib.loads(LIST.read_text())


def libraries(names: Sequence[str] = ()) -> Iterator[Library]:
    """The libraries of the list, installed and built; those named only, if any are."""
    unknown = set(names) - {item["name"] for item in _listed()["library"]}
    if unknown:
        raise SystemExit(f"not in {LIST.name}: {', '.join(sorted(unknown))}")
    install()
    for item in _listed()["library"]:
        if names and item["name"] not in names:
            continue
        library = Library(
            name=item["name"],
            package=item["package"],
            version=item["version"],
            category=item["category"],
            split=item["split"],
            licence=item["licence"],
            entry=tuple(item["entry"]),
            readable=BUILT / f"{item['name']}.js",
            minified=BUILT / f"{item['name']}.min.js",
            page=PAGES / f"{item['name']}.js",
        )
        if split_of(library.package) != library.split:
            raise SystemExit(f"{library.name}: the rule puts it into the {split_of(library.package)} set")
        build(library)
        yield library


def install() -> None:
    """Install all packages with npm, unless exactly this list was installed before."""
    WORK.mkdir(parents=True, exist_ok=True)
    wanted = {item["package"]: item["version"] for item in _listed()["library"]}
    tools = {"esbuild": _listed()["esbuild"]}
    manifest = json.dumps({"name": "undertow-libraries", "private": True, "dependencies": wanted | tools}, indent=1)
    stamp = WORK / ".installed"
    if stamp.exists() and stamp.read_text() == manifest:
        return
    (WORK / "package.json").write_text(manifest)
    shutil.rmtree(BUILT, ignore_errors=True)
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps"]
    subprocess.run(["npm", "install", *flags], cwd=WORK, check=True, capture_output=True, timeout=900)  # noqa: S607
    for package, version in wanted.items():
        found = json.loads((WORK / "node_modules" / package / "package.json").read_text())["version"]
        if found != version:
            raise SystemExit(f"{package}: {version} was asked for, {found} was installed")
    stamp.write_text(manifest)


def build(library: Library) -> None:
    """Bundle a library twice, unless its builds are there."""
    BUILT.mkdir(exist_ok=True)
    lines = [f'import * as m{n} from "{specifier}";' for n, specifier in enumerate(library.entry)]
    exports = "m0" if len(lines) == 1 else "{ " + ", ".join(f"...m{n}" for n in range(len(lines))) + " }"
    entry = "\n".join([*lines, f"globalThis.library = {exports};", ""])
    for out, extra in ((library.readable, ()), (library.minified, ("--minify",))):
        if out.exists():
            continue
        command = [str(WORK / "node_modules" / ".bin" / "esbuild"), *_KEEP, *extra, f"--outfile={out}"]
        done = subprocess.run(command, check=False, cwd=WORK, input=entry.encode(), capture_output=True, timeout=300)
        if done.returncode:
            raise SystemExit(f"{library.name} was not bundled: {done.stderr.decode()[:2000]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*")
    for library in libraries(parser.parse_args().names):
        sizes = [path.stat().st_size for path in (library.readable, library.minified)]
        print(f"{library.name:36} {library.version:10} {library.split:12} {sizes[0]:>10,} {sizes[1]:>10,}")


if __name__ == "__main__":
    main()
