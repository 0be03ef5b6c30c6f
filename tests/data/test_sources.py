from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from undertow import data

FOLDER = data.open_path("SOURCES.toml").parent
SAID_ELSEWHERE = {"SOURCES.toml", "__init__.py"}


def test_every_file_has_the_hash_that_sources_states() -> None:
    for entry in data.sources():
        assert hashlib.sha256(data.read(entry["name"])).hexdigest() == entry["sha256"], entry["name"]


def test_every_file_of_the_folder_has_a_source() -> None:
    files = {p.name for p in FOLDER.iterdir() if p.is_file()} - SAID_ELSEWHERE
    assert files == {entry["name"] for entry in data.sources()}


@pytest.mark.parametrize("entry", data.sources(), ids=lambda entry: entry["name"])
def test_every_source_says_where_from_when_and_under_which_licence(entry: dict[str, str]) -> None:
    assert entry["origin"]
    assert entry["version"]
    assert len(entry["date"]) == 10
    assert entry["licence"]
    if entry["licence"] not in ("Apache-2.0", "PDDL-1.0", "CC0-1.0"):  # the others ask that their text goes along
        assert data.read(entry["licence_file"])


def test_digest_is_a_hash_that_names_the_data() -> None:
    assert len(data.digest()) == 64
    assert data.digest() == data.digest()


@pytest.mark.parametrize("name", ["../errors.py", "/etc/hostname", "nothing.json", "licences/../../errors.py", ""])
def test_nothing_is_read_when_the_name_is_not_a_data_file(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        data.read(name)


def test_all_of_it_is_small() -> None:
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) < 5_000_000


def test_no_listing_is_a_search_without_result_a_bill_or_an_inquiry() -> None:
    rows = json.loads(data.read("listings.json"))["rows"]
    listings = [row for row in rows if row["kind"] == "listing"]
    assert len(listings) > 70
    for row in listings:
        said = f"{row['status']} {row['scope']} {row['list']}"
        assert "no listing" not in said and "not enacted" not in said and "only; no measure" not in said


def test_every_listing_says_scope_date_citation_source_and_whether_it_was_read() -> None:
    for row in json.loads(data.read("listings.json"))["rows"]:
        if row["kind"] == "listing":
            assert row["scope"] and row["citation"] and row["source"] and row["authority"], row
            assert row["date"][:4].isdigit() and len(row["date"]) in (4, 7, 10), row
            assert row["verified"] in (True, False, "partial")


def test_no_note_for_the_authors_reaches_a_reader() -> None:
    text = data.read("listings.json").decode("utf-8")
    for shorthand in ("check against", "existing row", "marked unverified before", "NOT "):
        assert shorthand not in text


def test_the_compiled_facts_are_what_the_script_makes(tmp_path: Path) -> None:
    """Sorted and formatted as written by scripts/data/compile_facts.py: nobody edited the output by hand."""
    for name in ("signatures.json", "listings.json", "ownership.json", "jurisdictions.json", "state_networks.json"):
        text = data.read(name).decode("utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
