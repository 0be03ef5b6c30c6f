"""`undertow data status`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from undertow import data as knowledge
from undertow.cli.knowledge import data


def test_every_data_file_is_listed_with_date_age_and_licence() -> None:
    result = CliRunner().invoke(data, ["status", "--json"])
    files = json.loads(result.stdout)["files"]
    assert result.exit_code == 0
    assert [row["name"] for row in files] == [entry["name"] for entry in knowledge.sources()]
    assert all(row["intact"] and row["licence"] and row["date"] for row in files)


def test_an_altered_file_is_named_and_the_exit_code_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    read = knowledge.read
    monkeypatch.setattr(knowledge, "read", lambda name: b"x" if name == "companies.tsv" else read(name))
    result = CliRunner().invoke(data, ["status"])
    altered = [line for line in result.stdout.splitlines() if "ALTERED" in line]
    assert result.exit_code == 2
    assert len(altered) == 1 and "companies.tsv" in altered[0]
