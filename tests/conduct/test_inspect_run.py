"""Inspect runs the prompts with a provider of ours: one truth in the chained file, a log that its viewer reads."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import Any

import pytest

from undertow.conduct.inspect_run import FOLDER, inspected
from undertow.conduct.journal import NAME, lines
from undertow.conduct.outcomes import report
from undertow.conduct.records import Answered, Prompt
from undertow.conduct.run import Plan, completions, run
from undertow.errors import EnvironmentProblem, UsageError
from undertow.lab.answer_streams import FORMS, JSON, Stream
from undertow.lab.model_server import ModelServer, Script
from undertow.lab.near_misses import NEAR_MISSES
from undertow.model import AskedModel

INSTALLED = importlib.util.find_spec("inspect_ai") is not None
needs_inspect = pytest.mark.skipif(not INSTALLED, reason="the extra `conduct` (inspect-ai) is not installed")
ANSWER = "In 1848 the harbour was closed. Nobody was asked, and the town went hungry for two winters."


def said(asked: dict[str, Any]) -> str:
    return str(asked["messages"][0]["content"])


def filtering(asked: dict[str, Any], before: int) -> Stream:
    """The model under test takes answers to sensitive questions back."""
    chance = random.Random(said(asked))  # noqa: S311
    if said(asked).startswith("sensitive") and asked["model"] == "tested":
        return FORMS["template-replaced"](ANSWER, chance)
    return NEAR_MISSES["stop"](ANSWER, chance)


def planned(server: ModelServer) -> Plan:
    endpoint = completions(server.base)
    prompts = tuple(
        Prompt(
            id=f"{n}/{role}", triple=str(n), role=role, language="en", text=f"{role} {n}?",
            facts=(("1848",), ("harbour",), ("hungry",)),
        )
        for n in range(3)
        for role in ("sensitive", "matched")
    )  # fmt: skip
    models = (AskedModel(endpoint=endpoint, name="tested"), AskedModel(endpoint=endpoint, name="other"))
    return Plan(models=models, keys=(None, None), prompts=prompts, repeats=2, first_wait=0.01, timeout=2.0)


async def started(script: Script, folder: Path, times: int = 1) -> int:
    """Run it so often; how many requests came."""
    async with ModelServer(script) as server:
        for _ in range(times):
            await run(planned(server), folder, tool="test", tell=lambda _: None, schedule=inspected(folder))
        return len(server.authorizations)


def logs(folder: Path) -> list[Any]:
    from inspect_ai.log import list_eval_logs, read_eval_log

    return [read_eval_log(info) for info in list_eval_logs(str(folder / FOLDER))]


@needs_inspect
async def test_the_file_holds_every_answer_and_the_log_names_its_lines(tmp_path: Path) -> None:
    assert await started(filtering, tmp_path) == 24
    hashes = {digest for line, digest, _ in lines(tmp_path / NAME) if isinstance(line, Answered)}
    found = logs(tmp_path)
    assert [log.status for log in found] == ["success"] * 2
    samples = [sample for log in found for sample in log.samples]
    assert len(samples) == 24 and {sample.epoch for sample in samples} == {1, 2}
    assert {sample.output.metadata["line_sha256"] for sample in samples} == hashes


@needs_inspect
async def test_what_was_taken_back_is_in_the_log(tmp_path: Path) -> None:
    await started(filtering, tmp_path)
    samples = [sample for log in logs(tmp_path) for sample in log.samples if log.eval.model == "undertow/tested"]
    taken = [sample for sample in samples if sample.metadata["role"] == "sensitive"]
    assert len(taken) == 6
    for sample in taken:
        assert sample.output.stop_reason == "content_filter"
        assert sample.output.metadata["retractions"][0]["form"] == "template-replaced"
        assert ANSWER.startswith(sample.output.metadata["shown_before"][:20])
        assert sample.scores["withheld"].value == 1.0
    given = [sample for sample in samples if sample.metadata["role"] == "matched"]
    assert [sample.scores["withheld"].value for sample in given] == [0.0] * 6
    assert all(sample.output.completion == ANSWER for sample in given)


@needs_inspect
async def test_the_report_is_the_same_as_without_inspect(tmp_path: Path) -> None:
    await started(filtering, tmp_path / "one")
    async with ModelServer(filtering) as server:
        await run(planned(server), tmp_path / "two", tool="test", tell=lambda _: None)
    assert report(tmp_path / "one").rates == report(tmp_path / "two").rates


@needs_inspect
async def test_started_again_it_asks_nothing_twice(tmp_path: Path) -> None:
    assert await started(filtering, tmp_path, times=2) == 24
    assert [log.status for log in logs(tmp_path)] == ["success"] * 4


@needs_inspect
async def test_a_wrong_key_stops_it_and_says_so(tmp_path: Path) -> None:
    refused = Stream("", None, "error", (b"{}",), "", content_type=JSON, status=401)
    with pytest.raises(UsageError, match="does not accept the key"):
        await started(lambda asked, before: refused, tmp_path)


@pytest.mark.skipif(INSTALLED, reason="the extra is installed")
def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="pip install"):
        inspected(tmp_path)
