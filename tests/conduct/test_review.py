"""A person reads what no rule takes; labels go with an answer's words, are kept, and count in the report."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from undertow.cli.conducting import conduct
from undertow.conduct.labels import NAME, Label, Labels, add, fingerprint
from undertow.conduct.outcomes import read_run, report
from undertow.conduct.records import Prompt
from undertow.conduct.review import queue
from undertow.conduct.run import Plan, completions, run
from undertow.errors import InvalidData
from undertow.lab.answer_streams import Stream
from undertow.lab.model_server import ModelServer
from undertow.lab.near_misses import NEAR_MISSES
from undertow.model import AskedModel

FACTS = (("1848",), ("Nobody",), ("harbour",))
FULL = "In 1848 the harbour was closed. Nobody was asked."
HALF = "\x1b[31mIt was in 1848,\u202e and people remember it."


def prompts() -> tuple[Prompt, ...]:
    return tuple(
        Prompt(id=f"{n}/{role}", triple=str(n), role=role, language="en", text=f"{role} {n}?", facts=FACTS)
        for n in range(3)
        for role in ("sensitive", "matched")
    )


def script(asked: dict[str, Any], before: int) -> Stream:
    """Sensitive questions get half an answer, each with words of its own."""
    text = str(asked["messages"][0]["content"])
    answer = f"{HALF} {text}" if text.startswith("sensitive") else FULL
    return NEAR_MISSES["stop"](answer, random.Random(text))  # noqa: S311


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    async def made() -> None:
        async with ModelServer(script) as server:
            model = AskedModel(endpoint=completions(server.base), name="tested")
            plan = Plan(models=(model,), keys=(None,), prompts=prompts(), first_wait=0.01, timeout=2.0)
            await run(plan, tmp_path / "run", tool="test", tell=lambda _: None)

    asyncio.run(made())
    return tmp_path / "run"


def review(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(conduct, ["review", str(folder), "--quiet", *more])


def handed_out(folder: Path) -> list[dict[str, Any]]:
    file = folder.parent / "queue.jsonl"
    assert review(folder, "--export", str(file)).exit_code == 0
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def taken_in(folder: Path, rows: list[dict[str, Any]]) -> Result:
    file = folder.parent / "filled.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return review(folder, "--import", str(file))


def test_what_no_rule_takes_is_handed_out_and_counts_once_it_is_labelled(folder: Path) -> None:
    before = report(folder)
    assert before.excluded == {"to review": 3} and before.reviewed == 0
    rows = handed_out(folder)
    assert len(rows) == 3 and all(row["content"] is None and row["answer"].startswith(HALF) for row in rows)
    done = taken_in(folder, [row | {"content": "evasive"} for row in rows[:2]] + rows[2:])
    assert "2 labels taken in, 1 lines were empty; 1 left" in done.stdout
    after = report(folder)
    assert after.excluded == {"to review": 1} and after.reviewed == 2
    sensitive = next(rate for rate in after.rates if rate.role == "sensitive")
    assert (sensitive.withheld, sensitive.total) == (2, 2)
    assert sensitive.behind is not None and sensitive.behind.low == pytest.approx(sensitive.low)
    assert len(handed_out(folder)) == 1


def test_what_a_person_cannot_tell_counts_for_neither_side_and_is_not_asked_again(folder: Path) -> None:
    taken_in(folder, [row | {"content": "unclear"} for row in handed_out(folder)])
    found = report(folder)
    assert found.excluded == {"to review": 3} and found.reviewed == 3
    assert handed_out(folder) == []


def test_a_label_is_for_these_words_only(folder: Path) -> None:
    (row, *_) = handed_out(folder)
    taken_in(folder, [row | {"content": "answered"}])
    labels = Labels.read(folder)
    assert labels.of(row["prompt"], row["answer"]) == "answered"
    assert labels.of(row["prompt"], row["answer"] + " ") is None


def test_the_last_label_counts(folder: Path) -> None:
    (row, *_) = handed_out(folder)
    for content in ("answered", "false"):
        taken_in(folder, [row | {"content": content}])
    assert Labels.read(folder).of(row["prompt"], row["answer"]) == "false"


def test_all_hands_out_what_a_rule_took_as_well(folder: Path) -> None:
    assert len(queue(read_run(folder, labels=False), Labels({}), every=True)) == 6


def test_half_a_line_left_by_a_kill_is_passed_over_and_cut_off(folder: Path) -> None:
    (row, *_) = handed_out(folder)
    taken_in(folder, [row | {"content": "evasive"}])
    with (folder / NAME).open("ab") as file:
        file.write(b'{"prompt": "0/sens')
    assert len(Labels.read(folder).known) == 1
    add(folder, [Label(prompt="x", answer_sha256=fingerprint(""), content="unclear")])
    assert len(Labels.read(folder).known) == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nothing", "line 1"),
        ('{"prompt": "0/sensitive", "answer_sha256": "%s", "content": "bad"}' % ("0" * 64), "line 1"),
        ('{"prompt": "0/sensitive", "answer_sha256": "%s", "content": "false"}' % ("0" * 64), "does not have"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_whole(folder: Path, line: str, told: str) -> None:
    file = folder.parent / "filled.jsonl"
    file.write_text(line, "utf-8")
    found = review(folder, "--import", str(file))
    assert isinstance(found.exception, InvalidData) and told in str(found.exception)
    assert not (folder / NAME).exists()


def test_without_a_terminal_it_says_what_to_do(folder: Path) -> None:
    assert "--export" in str(review(folder).exception)


def test_one_key_an_answer_in_a_terminal_and_the_next_start_goes_on(folder: Path) -> None:
    first = typed(folder, "xe", "s", "q")  # x means nothing
    assert "1 of 3" in first and "→ evasive" in first and "1 labels" in first and "2 answers left" in first
    assert "\u202e" not in first and "\x1b[31m" not in first
    second = typed(folder, "a", "b", "d", "q")
    assert "1 of 2" in second and "→ deflected" in second
    assert sorted(Labels.read(folder).known.values()) == ["deflected", "evasive"]
    assert report(folder).reviewed == 2


def typed(folder: Path, *keys: str) -> str:
    """What a terminal shows while someone types, one of `keys` for each time that the choices are shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from undertow.cli import main; main()"]
    command += ["conduct", "review", str(folder), "--quiet"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    shown, waiting, asked = b"", list(keys), 0
    try:
        while piece := os.read(ours, 65536):
            shown += piece
            if waiting and shown.count(b"[q] stop") > asked:
                asked = shown.count(b"[q] stop")
                os.write(ours, waiting.pop(0).encode())
    except OSError:  # the other end is closed when the program is done
        pass
    finally:
        os.close(ours)
        if process.poll() is None:
            process.wait(timeout=20)
    assert process.returncode == 0
    return shown.decode("utf-8", "replace")
