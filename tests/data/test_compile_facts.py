from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "data" / "compile_facts.py"


@pytest.fixture(scope="module")
def facts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_facts", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["compile_facts"] = module
    spec.loader.exec_module(module)
    return module


def row(**fields: Any) -> dict[str, Any]:
    base = {
        "entity": "Example Ltd", "list": "Some list", "authority": "Some authority", "date": "2024-02-03",
        "citation": "c", "scope": "s", "propagation": "named entity", "source": "x", "verified": True, "note": "",
    }  # fmt: skip
    return {**base, **fields}


@pytest.mark.parametrize(
    ("words", "date", "note"),
    [
        ("2021-06-03", "2021-06-03", ""),
        ("2025-02", "2025-02", ""),
        ("2018", "2018", ""),
        ("March 12, 2021", "2021-03-12", ""),
        ("2021-06-03 (prohibition from 2021-08-02)", "2021-06-03", "2021-06-03 (prohibition from 2021-08-02)"),
        ("2025-01..02", "2025-01", "2025-01..02"),
        ("December 22, 2025Updated:January 7, 2026", "2025-12-22", "December 22, 2025; updated January 7, 2026"),
        ("2025-02-15 18:00 local", "2025-02-15", "2025-02-15 18:00 local"),
        ("-", None, ""),
        ("soon", None, ""),
    ],
)
def test_a_date_becomes_iso_and_keeps_the_words_when_they_say_more(
    facts: ModuleType, words: str, date: str | None, note: str
) -> None:
    assert facts.normalise_date(words) == (date, note)


def test_a_row_goes_when_an_addition_replaces_it(facts: ModuleType) -> None:
    base = [row(authority="Italy, Garante: x"), row(authority="India Ministry")]
    new = row(authority="Italy, Garante: better", replaces_row="Italy row")
    assert [r["authority"] for r in facts.current_rows(base, [new])] == ["India Ministry", "Italy, Garante: better"]


def test_compilation_stops_when_a_replaced_row_does_not_exist(facts: ModuleType) -> None:
    with pytest.raises(SystemExit):
        facts.current_rows([row()], [row(replaces_row="Atlantis row")])


def test_unverified_stays_unverified(facts: ModuleType) -> None:
    for flag in (True, False, "partial"):
        assert facts.normalise_listing(row(verified=flag))["verified"] == flag


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "listing"),
        ({"scope": "no listing found"}, "absence"),
        ({"status": "no listing found"}, "absence"),
        ({"list": "Bill (not law)"}, "bill"),
        ({"scope": "inquiry only"}, "inquiry"),
    ],
)
def test_a_row_that_is_no_listing_is_told_apart(facts: ModuleType, fields: dict[str, Any], kind: str) -> None:
    assert facts.normalise_listing(row(**fields))["kind"] == kind


def test_editions_of_one_list_become_one_row_with_all_dates(facts: ModuleType) -> None:
    rows = [facts.normalise_listing(row(list="Section 1260H list", date=date)) for date in ("2025-01-07", "2021-06-03")]
    (joined,) = facts.join_editions(rows)
    assert joined["date"] == "2025-01-07"
    assert joined["date_note"] == "named in the editions of 2021-06-03, 2025-01-07"


@pytest.mark.parametrize(
    ("text", "match", "host", "ports", "path"),
    [
        ("a.example", "exact", "a.example", None, None),
        ("a.example:9443", "exact", "a.example", "9443", None),
        ("a.example:1-2,5", "exact", "a.example", "1-2,5", None),
        ("*.waf.example", "suffix", "waf.example", None, None),
        ("www.example/thing", "exact", "www.example", None, "/thing"),
        (r"regexp:^n.+\.example$", "regexp", r"^n.+\.example$", None, None),
    ],
)
def test_a_host_rule_is_taken_apart(
    facts: ModuleType, text: str, match: str, host: str, ports: str | None, path: str | None
) -> None:
    assert facts.host_rule(text) == {"match": match, "host": host, "ports": ports, "path": path}
