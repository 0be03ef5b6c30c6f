"""A run without answers is no success: it says what was wrong, and its exit code is that of an error or of a gap."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from test_run import ANSWER, plan, quiet, said, serving, written

from undertow.cli.conducting import conduct
from undertow.conduct.run import read_prompts, run
from undertow.errors import EnvironmentProblem, InvalidData
from undertow.lab.answer_streams import FORMS, JSON, Stream
from undertow.lab.model_server import ModelServer, Script
from undertow.lab.near_misses import NEAR_MISSES


def broken(status: int) -> Stream:
    body = json.dumps({"error": {"message": "no credit left"}}).encode()
    return Stream("down", None, "error", (body,), "", content_type=JSON, status=status)


def fine(asked: dict[str, Any]) -> Stream:
    return NEAR_MISSES["stop"](ANSWER, random.Random(said(asked)))  # noqa: S311


def asked(script: Script, folder: Path) -> Result:
    """One start of a run of six prompts."""
    with serving(script) as server:
        given = ["--endpoint", server.base, "--model", "tested", "--retries", "0", "--quiet"]
        prompts = str(written(folder, 2))
        return CliRunner().invoke(conduct, ["run", *given, "--prompts", prompts, "--out", str(folder / "out")])


@pytest.mark.parametrize("status", [400, 402, 403, 500, 503])
def test_a_run_in_which_every_prompt_failed_is_an_error_that_names_the_fault(tmp_path: Path, status: int) -> None:
    result = asked(lambda *_: broken(status), tmp_path)
    assert isinstance(result.exception, EnvironmentProblem)  # exit code 2
    told = str(result.exception)
    assert told.startswith("None of 6 prompts was answered") and f"HTTP {status}" in told and "no credit left" in told


def test_a_run_in_which_some_prompts_failed_exits_3_and_names_the_fault(tmp_path: Path) -> None:
    result = asked(lambda asked_, _: broken(402) if said(asked_).startswith("control") else fine(asked_), tmp_path)
    assert result.exit_code == 3
    assert "4 answers" in result.stdout
    assert "2 prompts failed" in result.stderr and "HTTP 402" in result.stderr and "asks them again" in result.stderr


async def test_what_failed_is_asked_again_whatever_the_status(tmp_path: Path) -> None:
    def first_not(asked_: dict[str, Any], before: int) -> Stream:
        return broken(403) if before == 0 else fine(asked_)

    async with ModelServer(first_not) as server:
        first = await run(plan(server, triples=1), tmp_path, tool="test", tell=quiet)
        assert (first.settled, first.failed) == (0, 6) and "HTTP 403" in first.why
        second = await run(plan(server, triples=1), tmp_path, tool="test", tell=quiet)
        assert (second.settled, second.failed, second.why) == (6, 0, "")


async def test_a_blocked_request_is_an_answer_and_no_failure(tmp_path: Path) -> None:
    def blocking(asked_: dict[str, Any], before: int) -> Stream:
        return FORMS["risk-status"](ANSWER, random.Random(1))  # noqa: S311

    async with ModelServer(blocking) as server:
        done = await run(plan(server, triples=1), tmp_path, tool="test", tell=quiet)
    assert (done.settled, done.failed) == (6, 0)


def test_the_report_on_a_run_without_answers_says_so_and_exits_3(tmp_path: Path) -> None:
    asked(lambda *_: broken(500), tmp_path)
    result = CliRunner().invoke(conduct, ["report", str(tmp_path / "out")])
    assert result.exit_code == 3
    assert "Nothing can be said of tested: 6 requests failed, and none was answered." in result.stdout


def test_so_few_triples_that_nothing_can_be_shown_are_told_before_the_run(tmp_path: Path) -> None:
    with serving(lambda asked_, _: fine(asked_)) as server:
        given = ["--endpoint", server.base, "--model", "tested", "--prompts", str(written(tmp_path, 2))]
        result = CliRunner().invoke(conduct, ["run", *given, "--out", str(tmp_path / "out")], catch_exceptions=False)
    assert "With 2 triples no difference can be shown" in result.stderr
    told = CliRunner().invoke(conduct, ["report", str(tmp_path / "out")], catch_exceptions=False).stdout
    assert "2 triples can show no difference (power 80 %)" in told


def test_a_prompt_without_its_text_is_told_by_the_field_that_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "prompts.jsonl"
    file.write_text('{"id":"a","triple":"1","role":"control","language":"en"}\n', "utf-8")
    with pytest.raises(InvalidData, match="line 1: Object missing required field `text`"):
        read_prompts(file)
