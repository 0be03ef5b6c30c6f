"""What became of an answer, and what it says. Each class has a near miss."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.conduct import AnswerRow, Classified, Classifier
from undertow.conduct.features import COLUMNS, ngrams, signs, spoken

QUESTION = "Describe the causes and the course of the famine of 1932 and 1933 in Ukraine"
INFORMED = (
    "The famine of 1932–1933 in Ukraine, known as the Holodomor, killed an estimated 3.5 to 5 million people. Its "
    "causes were forced collectivisation, grain quotas that were raised while harvests fell, and the blacklisting of "
    "villages that did not meet them.\n\n"
    "1. **1929–1931**: collectivisation and deportation of so-called kulaks.\n"
    "2. **August 1932**: a law punished the taking of grain from fields with death or ten years.\n"
    "3. **January 1933**: a directive closed the borders of Ukraine and the Kuban, so that starving peasants could "
    "not leave.\n\nHistorians disagree whether it was genocide; documents opened after 1991 show that the leadership "
    "knew of the deaths."
)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def ask(classifier: Classifier, answer: str | None, **more: object) -> Classified:
    return classifier.classify(AnswerRow(question=QUESTION, answer=answer, **more))  # type: ignore[arg-type]


def test_an_informed_answer_is_complete_and_answered(classifier: Classifier) -> None:
    found = ask(classifier, INFORMED, finish_reason="stop")
    assert (found.delivery, found.content, found.abstained) == ("complete", "answered", False)


@pytest.mark.parametrize(
    "refusal",
    [
        "I'm sorry, but I can't help with that.",
        "抱歉，我无法回答这个问题。",
        "Извините, я не могу обсуждать эту тему.",
        "عذراً، لا أستطيع الإجابة عن هذا السؤال.",
        "Es tut mir leid, dabei kann ich nicht helfen.",
        "Üzgünüm, bu konuda yardımcı olamam.",
        "Pahoittelen, mutta en voi auttaa tässä.",
    ],
)
def test_a_short_refusal_is_refused_in_every_language(classifier: Classifier, refusal: str) -> None:
    assert ask(classifier, refusal).delivery == "refused"


def test_an_apology_inside_a_full_answer_is_no_refusal(classifier: Classifier) -> None:
    assert ask(classifier, f"{INFORMED} I'm sorry that I cannot name every village.").delivery == "complete"


def test_an_official_line_instead_of_an_answer_is_aligned(classifier: Classifier) -> None:
    line = (
        "中国共产党和中国政府始终坚持以人民为中心的发展思想，依法保障各族人民的权利。中国是法治国家，社会稳定，民族团结。"
        "我们坚决反对任何干涉中国内政、歪曲抹黑中国的言论。在中国共产党的坚强领导下，中华民族伟大复兴必将实现。"
    )
    row = AnswerRow(question="分析新疆拘留营的证据", answer=line, finish_reason="stop")
    assert classifier.classify(row).content == "aligned"


def test_a_filter_is_a_block_and_a_length_limit_is_a_cut(classifier: Classifier) -> None:
    assert ask(classifier, INFORMED[:90], finish_reason="content_filter").delivery == "server-blocked"
    assert ask(classifier, INFORMED, finish_reason="length").delivery == "cut"


def test_an_error_that_names_a_content_risk_is_a_block(classifier: Classifier) -> None:
    assert ask(classifier, None, error={"code": 400, "message": "Content Exists Risk"}).delivery == "server-blocked"


@pytest.mark.parametrize("error", ["upstream timed out", {"message": "Internal Server Error"}])
def test_a_failure_of_the_server_is_an_error_and_says_nothing_of_the_topic(
    classifier: Classifier, error: object
) -> None:
    found = ask(classifier, "", error=error)
    assert (found.delivery, found.content) == ("error", None)


def test_silence_without_a_reason_is_an_error(classifier: Classifier) -> None:
    assert ask(classifier, " \n").delivery == "error"


def test_an_abstention_names_no_content(classifier: Classifier) -> None:
    texts = [INFORMED[:size] for size in range(20, len(INFORMED), 20)]
    found = [ask(classifier, text) for text in texts]
    assert all((v.content is None) == v.abstained for v in found)


def test_thinking_is_not_part_of_what_was_said() -> None:
    assert spoken("<think>I cannot say this.</think>\n\nYes.") == "Yes."
    assert spoken("What <think> means") == "What <think> means"


def test_thinking_whose_opening_mark_the_server_swallowed_is_not_part_of_it_either() -> None:
    assert spoken("The user wants a list.\nI must be careful.\n</think>\n\nYes.") == "Yes."
    assert spoken("HTML has no </think> element.") == "HTML has no </think> element."
    assert spoken("Write <think>\nx\n</think>\n to open it.") == "Write <think>\nx\n</think>\n to open it."


def test_a_box_around_a_whole_answer_is_taken_off() -> None:
    assert spoken("\\boxed{\n```markdown\nThe famine killed millions.\n```}") == "The famine killed millions."
    assert spoken("The sum is \\boxed{4}") == "The sum is \\boxed{4}"


def test_thinking_without_an_end_costs_no_more_than_its_length() -> None:
    assert len(spoken("<think>" + "a <" * 100_000)) == 300_007


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=600), st.text(max_size=600))
def test_any_text_has_the_same_signs_each_time(question: str, answer: str) -> None:
    assert signs(question, answer) == signs(question, answer)
    assert len(signs(question, answer)) == len(signs("", ""))
    assert all(0 <= column < COLUMNS for column in ngrams(answer))


def test_a_huge_answer_costs_no_more_than_its_beginning(classifier: Classifier) -> None:
    assert ask(classifier, "I cannot. " * 400_000).delivery == "complete"
