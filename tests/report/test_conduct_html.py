"""The page on a run: whole in itself, in plain words, and nothing that a model wrote can act in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import get_args

import msgspec
import pytest

from undertow.conduct.wire import Form
from undertow.model import (
    AskedModel,
    Bounds,
    Cell,
    ConductReport,
    Difference,
    Example,
    FactShare,
    JudgeError,
    NullTest,
    PromptRole,
    Rate,
    Shown,
    Taken,
)
from undertow.report.conduct_words import FORM_WORDS, all_null_words, headline, null_words, shown_words, state_lines
from undertow.report.html import render_conduct_html

HOSTILE = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp.exe {{ 7*7 }}"
FACTS = Bounds(estimate=0.5, low=0.1, high=0.9)


def shown(role: PromptRole, **more: object) -> Shown:
    fields: dict[str, object] = {
        "role": role, "prompt": f"t/{role}/en", "question": f"Question {HOSTILE}?", "delivery": "complete",
        "content": "answered", "shown": "", "answer": f"Answer {HOSTILE}", "why": HOSTILE, "line": 7,
    }  # fmt: skip
    return Shown(**(fields | more))  # type: ignore[arg-type]


def rate(role: PromptRole, withheld: int) -> Rate:
    low, high = max(withheld / 40 - 0.1, 0), withheld / 40 + 0.1
    return Rate(
        model=0,
        role=role,
        language="",
        withheld=withheld,
        total=40,
        rate=withheld / 40,
        low=low,
        high=high,
        behind=FACTS,
    )


def made(*, estimate: float = 0.45, low: float = 0.3, p: float = 0.0001, name: str = f"m {HOSTILE}") -> ConductReport:
    difference = Difference(
        name=f"{name}: sensitive − matched", topic="", language="", pairs=40, estimate=estimate, low=low, high=0.6,
        behind=Bounds(estimate=0.5, low=0.2, high=0.8), probability=p, adjusted=None,
    )  # fmt: skip
    taken = shown("sensitive", delivery="retracted", content=None, shown=f"Shown {HOSTILE}", answer="")
    return ConductReport(
        head="ab" * 32,
        started="2026-11-26T10:00:00Z",
        models=(AskedModel(endpoint=f"http://127.0.0.1/{HOSTILE}", name=name),),
        asked=80,
        answered=80,
        outcomes={f"{name}, retracted": 18},
        reviewed=2,
        excluded={"to review": 3},
        rates=(rate("sensitive", 18), rate("matched", 0)),
        differences=(difference,),
        facts=(FactShare(name=f"{name}, sensitive", answers=40, estimate=0.5, low=0.4, high=0.6),),
        judges=(JudgeError(judge="facts", judged=60, sensitivity=FACTS, specificity=FACTS, how="own writing"),),
        cells=(
            Cell(topic=HOSTILE, language="en", model=0, role="sensitive", withheld=18, total=20, unread=1),
            Cell(topic=HOSTILE, language="en", model=0, role="matched", withheld=0, total=20, unread=0),
        ),
        examples=(Example(model=0, topic=HOSTILE, language="en", sensitive=taken, beside=shown("matched")),),
        null=(NullTest(model=0, pairs=20, resamples=1000, fired=21, able=True),),
        detectable=0.21,
        taken=(
            Taken(model=0, prompt=HOSTILE, repeat=0, form="event", shown_seconds=1.5, taken=HOSTILE, left="", line=7),
        ),
        gaps={HOSTILE: 1},
        limits=("A limit.",),
    )


class Tags(HTMLParser):
    """Every tag and attribute, and the text as a reader sees it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def page() -> Tags:
    return Tags(render_conduct_html(made()))


def test_nothing_that_a_model_wrote_becomes_markup(page: Tags) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1 and "img" not in tags
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    text = "".join(page.text)
    assert "<script>alert(1)</script>" in text and "⟨U+202E⟩" in text and "\u202e" not in text
    assert "{{ 7*7 }}" in text and "49 " not in text


def test_nothing_is_loaded(page: Tags) -> None:
    (policy,) = (a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none'")
    assert not [a for _, a in page.tags if "style" in a or "src" in a or (a.get("href") or "#")[0] != "#"]


def test_it_says_what_was_found_in_the_first_lines(page: Tags) -> None:
    text = re.sub(r"\s+", " ", "".join(page.text))
    assert "withheld 18 of 40 of its answers on sensitive topics and 0 of 40 on matched topics" in text
    assert "+45 points" in text and "With the errors of the judges in it: +50 points (95 %: +20 to +80)" in text
    assert "2.1 % of the splits" in text and "A limit." in text


def test_what_was_shown_stands_beside_what_was_left(page: Tags) -> None:
    text = "".join(page.text)
    assert text.index("Shown, then taken back") < text.index("What the reader was left with") < text.index("Nothing.")
    assert "Matched, another state" in text


def test_pictures_of_the_page_are_part_of_it_and_a_picture_that_is_gone_is_left_out() -> None:
    found = made()
    taken = shown("sensitive", delivery="retracted", shown="Shown", answer="", pictures=("aa" * 32, "bb" * 32))
    (example,) = found.examples
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    fields["examples"] = (Example(model=0, topic="", language="en", sensitive=taken, beside=example.beside),)
    page = Tags(render_conduct_html(ConductReport(**fields), {"aa" * 32: b"\xff\xd8"}.get))
    images = [attributes for tag, attributes in page.tags if tag == "img"]
    assert [image["src"] for image in images] == ["data:image/jpeg;base64,/9g="]


def test_each_answer_that_was_taken_back_stands_there_with_its_own_pictures() -> None:
    found = made()
    images = {"aa" * 32: b"\xff\xd8", "bb" * 32: b"\xff\xd9"}
    taken = Taken(
        model=0, prompt="t/sensitive/en", repeat=0, form="page-removed", shown_seconds=1.5, taken="The answer.",
        left="Let us talk of something else.", line=9, pictures=tuple(images),
    )  # fmt: skip
    fields = {name: getattr(found, name) for name in found.__struct_fields__} | {"taken": (taken,), "examples": ()}
    page = Tags(render_conduct_html(ConductReport(**fields), images.get))
    assert [attributes["alt"] for tag, attributes in page.tags if tag == "img"] == [
        "The page: before it went",
        "The page: after it went",
    ]
    text = "".join(page.text)
    assert text.index("The answer.") < text.index("Let us talk of something else.") < text.index("Before it went")
    assert "shown for 1.5 s" in text and "There is no picture of it" not in text


def test_a_page_without_a_picture_says_so_and_an_endpoint_does_not() -> None:
    found = made()
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    assert "There is no picture of it" not in render_conduct_html(ConductReport(**fields))
    fields["models"] = (AskedModel(endpoint="http://127.0.0.1/", name="chat", page=True),)
    assert "There is no picture of it" in render_conduct_html(ConductReport(**fields))


def test_without_pairs_the_headline_says_how_many_answers_were_taken_back() -> None:
    found = made(name="m")
    fields = {name: getattr(found, name) for name in found.__struct_fields__} | {"differences": ()}
    assert "took back or blocked 1 answer;" in headline(ConductReport(**fields))
    assert "took back" not in headline(ConductReport(**(fields | {"taken": ()})))


def test_a_run_without_a_null_test_says_why() -> None:
    found = made(name="m")
    fields = {name: getattr(found, name) for name in found.__struct_fields__} | {"null": ()}
    assert all_null_words(ConductReport(**fields)) == [
        "m: no null test, since fewer than two controls were answered and read."
    ]


def test_without_a_difference_the_headline_says_so() -> None:
    told = headline(made(estimate=0.05, low=-0.1, p=0.4, name="m"))
    assert told.startswith("No difference was shown")


def test_with_too_few_pairs_the_headline_says_that_none_can_be_shown() -> None:
    found = made(estimate=0.05, low=-0.1, p=0.4, name="m")
    few = msgspec.structs.replace(found, differences=(msgspec.structs.replace(found.differences[0], pairs=5),))
    assert headline(few).endswith("5 pairs can show no difference.")


def test_a_run_in_which_every_request_failed_says_nothing_of_the_model() -> None:
    found = msgspec.structs.replace(made(name="m"), differences=(), excluded={"error": 80})
    assert headline(found) == "Nothing can be said of m: 80 requests failed, and none was answered."


@pytest.mark.parametrize(
    ("form", "seconds", "words"),
    [
        ("event", 1.5, "shown for 1.5 s"),
        ("event", 0.0, "gone within 0.1 s of its coming"),
        ("risk-status", None, ""),
        ("history-differs", None, "shown to the end"),
    ],
)
def test_how_long_it_was_shown_is_told_as_far_as_it_is_known(form: str, seconds: float | None, words: str) -> None:
    taken = Taken(model=0, prompt="p", repeat=0, form=form, shown_seconds=seconds, taken="", left="", line=1)
    assert shown_words(taken) == words


def test_every_form_has_words() -> None:
    assert set(get_args(Form)) == set(FORM_WORDS)


def test_withheld_answers_stand_by_the_state_that_they_concern() -> None:
    cells = tuple(
        Cell(topic=state, language="en", model=0, role=role, withheld=n, total=9, unread=0)
        for state, n in (("CN", 8), ("US", 1))
        for role in ("sensitive", "matched")
    )
    found = msgspec.structs.replace(made(name="m"), states=cells)
    rows = re.findall(r'<th scope="row">([^<]*)</th><td class="shade(\d)"><b>([^<]*)</b>', render_conduct_html(found))
    assert rows[-2:] == [("China", "4", "8 of 9"), ("United States", "1", "1 of 9")]
    assert state_lines(found)[-1] == "  m: China 8 of 9, United States 1 of 9"
    assert state_lines(msgspec.structs.replace(found, states=cells[:2])) == []


def test_a_null_test_that_could_not_fire_says_so() -> None:
    test = NullTest(model=0, pairs=3, resamples=1000, fired=0, able=False)
    assert "too few controls" in null_words(test)


def test_a_run_without_answers_is_a_page_too() -> None:
    empty = made()
    lists = ("rates", "differences", "facts", "judges", "cells", "examples", "null", "taken")
    bare: dict[str, object] = dict.fromkeys(lists, ())
    bare |= {"answered": 0, "outcomes": {}, "excluded": {}, "gaps": {}, "detectable": None}
    fields = {name: getattr(empty, name) for name in empty.__struct_fields__} | bare
    text = "".join(Tags(render_conduct_html(ConductReport(**fields))).text)
    assert "No question was answered." in text and "nothing can be compared" in text
