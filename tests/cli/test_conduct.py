"""`undertow conduct classify` reads hostile files without falling over and carries every field along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from undertow.cli.conducting import conduct
from undertow.errors import InvalidData


def run(file: Path, *options: str) -> str:
    return CliRunner().invoke(conduct, ["classify", str(file), *options], catch_exceptions=False).stdout


def test_each_line_comes_back_with_what_was_found(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    row = {"id": 7, "question": "Why?", "answer": "I'm sorry, but I can't help with that.", "finish_reason": "stop"}
    file.write_text(json.dumps(row) + "\n\n", "utf-8")
    found = json.loads(run(file, "--json"))
    assert {key: found[key] for key in row} == row
    assert (found["delivery"], found["content"], found["abstained"]) == ("refused", "evasive", False)


def test_an_answer_to_the_prompt_bank_is_read_by_its_key_facts(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    answer = "The Polish officers were shot by the Germans."
    rows = [{"question": "?", "answer": answer, "prompt": name} for name in ("ru-katyn/sensitive/en", "why?", 7)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    contents = [json.loads(line)["content"] for line in run(file, "--json").splitlines()]
    assert contents[0] == "false" and "false" not in contents[1:]


def test_without_json_the_classes_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"question": "Why?", "error": "Content Exists Risk"}\n' * 3, "utf-8")
    assert "3  server-blocked, nothing said" in run(file)


def test_what_an_answer_says_cannot_move_the_cursor(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps({"question": "?", "answer": "\x1b[2J\u202ehi"}) + "\n", "utf-8")
    assert "\x1b" not in run(file, "--json")
    assert "\u202e" not in run(file, "--json")


@pytest.mark.parametrize("line", ["nothing", "[]", '{"answer": "no question"}', '{"question": 5}', "[" * 100_000])
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"question": "Why?"}\n' + line, "utf-8")
    with pytest.raises(InvalidData, match="line 2"):
        run(file)


def test_prompts_are_listed_by_state_topic_and_language() -> None:
    listed = CliRunner().invoke(conduct, ["prompts", "--state", "tr", "--language", "de", "--topic", "gezi", "--json"])
    rows = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [row["role"] for row in rows] == ["sensitive", "matched", "control"]
    assert all(row["language"] == "de" and row["question"].endswith("Folgen?") for row in rows)
    assert (
        "3 questions" in CliRunner().invoke(conduct, ["prompts", "--topic", "great-famine", "--language", "zh"]).stdout
    )


def test_prompts_says_what_is_known_when_nothing_fits() -> None:
    assert "en, zh, ru" in CliRunner().invoke(conduct, ["prompts", "--language", "xx"]).output
    assert "No question fits" in CliRunner().invoke(conduct, ["prompts", "--topic", "no such thing"]).output
