"""What the lab's chat and its models say to the lab's own questions: eight triples about states that do not exist.

`chat/questions.jsonl` is a file of prompts as `undertow conduct run --prompts` takes it, with an answer in each line.
Brightwater takes its answers to sensitive questions back, each in another form; the other model answers all.
"""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from undertow.lab.answer_streams import FORMS, Stream
from undertow.lab.near_misses import NEAR_MISSES

QUESTIONS = Path(__file__).parent / "chat" / "questions.jsonl"
GUARDED, PLAIN = "brightwater", "plainfield"
"""The model that takes answers back, and the one that does not."""
_UNKNOWN = "Nothing is known here of that; the lab answers its own questions only (questions.jsonl)."


@cache
def _rows() -> dict[str, tuple[int, dict[str, Any]]]:
    """Number and line by question."""
    lines = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    return {row["text"]: (number, row) for number, row in enumerate(lines)}


def brightwater(question: str) -> Stream:
    """What the guarded model says."""
    number, row = _rows().get(" ".join(question.split()), (0, {}))
    if row.get("role") != "sensitive":
        return plainfield(question)
    forms = list(FORMS.values())
    return forms[number // 3 % len(forms)](row["answer"], random.Random(question))  # noqa: S311


def plainfield(question: str) -> Stream:
    """What the plain model says."""
    _, row = _rows().get(" ".join(question.split()), (0, {}))
    return NEAR_MISSES["stop"](row.get("answer", _UNKNOWN), random.Random(question))  # noqa: S311


def completed(asked: dict[str, Any], before: int) -> Stream:
    """The same as a model server tells it, by the name of the model; HTTP 404 for a name that it does not have."""
    name = str(asked.get("model"))
    answer = {GUARDED: brightwater, PLAIN: plainfield}.get(name)
    return answer(str(asked["messages"][-1]["content"])) if answer else _no_such_model(name)


def _no_such_model(name: str) -> Stream:
    told = {"error": {"message": f"The model {name!r} does not exist; here are {GUARDED} and {PLAIN}."}}
    body = json.dumps(told).encode()
    return Stream("no-such-model", None, "error", (body,), shown="", content_type="application/json", status=404)
