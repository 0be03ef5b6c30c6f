"""What a page showed over time, and what of it is gone, by its letters alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.conduct.display import Known, bare, behind, letters, lost, states
from undertow.conduct.reasons import fault
from undertow.conduct.records import PageChange

QUESTION = "What happened in 1989?"
ANSWER = "Troops cleared the square in June 1989, and hundreds of people died."
CANNED = "Let's talk about something else."


def shown(*texts: str) -> list[PageChange]:
    """A page that shows the question and then each of these texts below it."""
    found, before = [], ""
    for number, text in enumerate(texts):
        whole = f"{QUESTION}\n{text}"
        units = len(before.encode("utf-16-le")) // 2
        found.append(PageChange(at=float(number), kept=0, removed=units, text=whole))
        before = whole
    return found


def gone(*texts: str) -> list[str]:
    return [one.before for one in lost(states(shown(*texts), bare(QUESTION)))]


def test_text_in_place_of_an_answer_takes_it_back() -> None:
    (one,) = lost(states(shown("Troops cleared the square", ANSWER, CANNED), bare(QUESTION)))
    assert one.before == ANSWER
    assert (one.at, one.seconds) == (2.0, 2.0)


@pytest.mark.parametrize(
    "texts",
    [
        (ANSWER[:20], ANSWER[:40], ANSWER),
        (f"**{ANSWER}**", ANSWER, f"{ANSWER} ▍", ANSWER),
        ("Thinking…", ANSWER),
        (ANSWER, f"Copy\n{ANSWER}", f"{ANSWER}\nShare"),
        ("- one point of many\n- another point of all", "one point of many another point of all"),
    ],
    ids=["grows", "marks and cursor", "placeholder", "buttons", "list drawn"],
)
def test_text_that_grows_or_is_drawn_otherwise_is_not_gone(texts: tuple[str, ...]) -> None:
    assert not gone(*texts)


def test_text_that_comes_back_later_is_not_gone() -> None:
    assert not gone(ANSWER, "", ANSWER)


def test_a_chinese_answer_counts_by_twice_its_characters() -> None:
    assert gone("军队清场死亡人数至今没有定论", "换个话题吧")


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_texts_are_read_and_only_what_was_shown_can_be_lost(texts: list[str]) -> None:
    found = states(shown(*texts), bare(QUESTION))
    for one in lost(found):
        assert one.run in letters(one.before)
        assert one.seconds >= 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_known_of_a_text_is_between_nothing_and_all(one: str, other: str) -> None:
    assert 0.0 <= Known(one).share(other) <= 1.0
    assert Known(one).missing(one) == []


@pytest.mark.parametrize(
    "text",
    [
        "The server took too long to answer. Please try again later.",
        "网络异常，请稍后再试",
        "Netzwerkfehler.",
        "Что-то: ошибка сети",
    ],
)
def test_a_page_that_says_that_the_server_failed_is_understood(text: str) -> None:
    assert fault(text)
    assert not fault(CANNED) and not fault(ANSWER)
    assert not fault(f"{ANSWER * 3} Try again later.")


def test_what_stands_behind_the_question_is_the_answer() -> None:
    assert behind(f"Menu\n{QUESTION}\n{ANSWER}", bare(QUESTION)) == ANSWER
    assert behind(f"{ANSWER}\n{QUESTION}", bare(QUESTION)) == ANSWER
    assert behind(ANSWER, bare(QUESTION)) == ANSWER
