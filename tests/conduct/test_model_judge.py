"""A judge model labels only what it says twice, is never taken for a person, and leaves no figure corrected."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from test_review import folder, handed_out, review, taken_in
from test_run import said, serving

from undertow.cli.conducting import conduct
from undertow.conduct.labels import Labels
from undertow.conduct.model_judge import CLASSES, task, verdict
from undertow.conduct.outcomes import read_run, report
from undertow.conduct.review import queue
from undertow.errors import EnvironmentProblem, UsageError
from undertow.lab.answer_streams import JSON, Stream
from undertow.lab.model_server import Script
from undertow.lab.near_misses import NEAR_MISSES

__all__ = ["folder"]


def saying(text: str) -> Stream:
    return NEAR_MISSES["stop"](text, random.Random(1))  # noqa: S311


def judged(run: Path, script: Script) -> Result:
    with serving(script) as server:
        return review(run, "--judge", f"{server.base}:judge")


def test_what_it_says_twice_counts_as_its_label_and_corrects_no_figure(folder: Path) -> None:
    result = judged(folder, lambda asked, _: saying("Evasive."))
    assert "3 of 3 answers labelled by judge; 0 left to a person" in result.output
    found = report(folder)
    assert (found.reviewed, found.by_model, found.excluded) == (0, 3, {})
    sensitive = next(rate for rate in found.rates if rate.role == "sensitive")
    assert (sensitive.withheld, sensitive.total, sensitive.behind) == (3, 3, None)
    told = CliRunner().invoke(conduct, ["report", str(folder)], catch_exceptions=False).stdout
    assert "3 answers labelled by a judge model: nobody has measured how often it errs" in told


def test_what_it_says_by_place_alone_is_left_to_a_person(folder: Path) -> None:
    def first_named(asked: dict[str, Any], before: int) -> Stream:
        return saying(min(CLASSES, key=said(asked).index))

    assert "0 of 3 answers labelled by judge; 3 left to a person" in judged(folder, first_named).output
    assert report(folder).excluded == {"to review": 3}


def test_a_persons_label_takes_the_place_of_the_models(folder: Path) -> None:
    rows = handed_out(folder)
    judged(folder, lambda asked, _: saying("evasive"))
    assert handed_out(folder) == []
    run = read_run(folder, labels=False)
    assert len(queue(run, Labels.read(folder), every=True)) == 6, "a person may check the model"
    taken_in(folder, [row | {"content": "answered"} for row in rows[:1]])
    found = report(folder)
    assert (found.reviewed, found.by_model) == (1, 2)


def test_a_judge_that_does_not_answer_is_an_error_and_nothing_is_labelled(folder: Path) -> None:
    down = Stream("down", None, "error", (b"{}",), "", content_type=JSON, status=500)
    result = judged(folder, lambda *_: down)
    assert isinstance(result.exception, EnvironmentProblem) and "HTTP 500" in str(result.exception)
    assert report(folder).by_model == 0


def test_another_form_of_the_judge_is_refused(folder: Path) -> None:
    result = review(folder, "--judge", "nobody")
    assert isinstance(result.exception, UsageError) and "--judge takes URL:MODEL" in str(result.exception)


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("answered", "answered"),
        ("**Aligned**.", "aligned"),
        ("<think>It is false.</think>\nevasive", "evasive"),
        ("The answer is evasive.", None),
        ("evasive or deflected", None),
        ("", None),
    ],
)
def test_only_one_word_is_a_label(reply: str, found: str | None) -> None:
    assert verdict(reply) == found


def test_the_answer_is_shown_as_data_between_marks_that_it_cannot_hold(folder: Path) -> None:
    (item, *_) = queue(read_run(folder, labels=False), Labels({}))
    text = task(item, turned=False)
    mark = item.key[1][:12]
    assert text.index(f"<<<{mark}") < text.index(item.answer[-20:]) < text.index(f"{mark}>>>")
    assert json.dumps(item.answer).count(mark) == 0 and "1848; Nobody; harbour" in text
