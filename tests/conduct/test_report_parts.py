"""What a report counts by, and which answers it shows side by side."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from undertow.conduct.comparisons import Outcome
from undertow.conduct.outcomes import Run, report_of
from undertow.conduct.records import Prompt, RunStart
from undertow.model import AskedModel, ConductReport, PromptRole

ROLES: tuple[PromptRole, ...] = ("sensitive", "matched", "control")


def prompts(*states: tuple[str, str, str]) -> tuple[Prompt, ...]:
    """A triple for each three states."""
    return tuple(
        Prompt(id=f"{n}-{role}", triple=str(n), role=role, language="en", text="?", topic=f"topic {n}", state=state)
        for n, three in enumerate(states)
        for role, state in zip(ROLES, three, strict=True)
    )


def outcome(prompt: Prompt, *, withheld: bool, **more: Any) -> Outcome:
    content = "evasive" if withheld else "answered"
    return Outcome(prompt=prompt, model=0, repeat=0, withheld=withheld, content=content, **more)


def reported(asked: tuple[Prompt, ...], outcomes: tuple[Outcome, ...]) -> ConductReport:
    model = AskedModel(endpoint="http://127.0.0.1/v1", name="m")
    start = RunStart(
        previous="0" * 64, tool="test", started="2026-11-26T12:00:00Z", models=(model,), repeats=1, prompts=asked
    )
    return report_of(Run(start, "ab" * 32, outcomes, (), {}, 0))


def test_by_state_matched_and_neutral_questions_stand_with_the_sensitive_one_they_belong_to() -> None:
    asked = prompts(("CN", "US", ""), ("US", "CN", ""))
    found = reported(asked, tuple(outcome(prompt, withheld=prompt.triple == "0") for prompt in asked))
    counted = {(cell.topic, cell.role): cell.withheld for cell in found.states}
    assert counted == {(state, role): int(state == "CN") for state in ("CN", "US") for role in ROLES}


def test_prompts_that_name_no_state_are_not_counted_by_one() -> None:
    asked = tuple(msgspec.structs.replace(prompt, state="") for prompt in prompts(("CN", "US", "")))
    assert reported(asked, tuple(outcome(prompt, withheld=False) for prompt in asked)).states == ()


@pytest.mark.parametrize("first", [0, 1])
def test_a_withheld_answer_with_one_to_stand_beside_is_shown_before_one_without(first: int) -> None:
    asked = prompts(("CN", "US", ""), ("US", "CN", ""))
    outcomes = tuple(
        outcome(prompt, withheld=prompt.role == "sensitive" or prompt.triple != str(first)) for prompt in asked
    )
    examples = reported(asked, outcomes).examples
    assert [example.beside is not None for example in examples] == [True, False]
    assert examples[0].sensitive.prompt == f"{first}-sensitive"
