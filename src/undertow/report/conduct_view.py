"""What the page of a conduct report shows: every text ready to print, every hostile one made harmless."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from undertow.model import Cell, ConductReport, Example, Rate, Sha256, Shown, Taken
from undertow.report.conduct_words import (
    CONTENT_WORDS,
    DELIVERY_WORDS,
    LANGUAGE_WORDS,
    all_null_words,
    behind_words,
    by_model_words,
    difference_words,
    form_words,
    headline,
    judge_words,
    language,
    percent,
    share_words,
    shown_words,
    signed,
)
from undertow.report.safe import plain
from undertow.report.words import capital, country, instant, number, plural

Pictures = Callable[[Sha256], bytes | None]
"""From the hash of a picture to its bytes; None if there is none."""

_LINE, _LINES = 2000, 80
"""Characters of a line, and lines of an answer, that are shown."""
_MOST_TAKEN = 20
_STEPS = (0.0, 0.25, 0.5, 0.75)
"""Shares of withheld answers above which a cell takes the next shade."""


@dataclass(frozen=True)
class CellView:
    """One place of the matrix."""

    text: str
    beside: tuple[str, ...]
    """The same questions about other topics, and what is left to a person."""
    shade: int
    """0 (nothing withheld) to 4."""


@dataclass(frozen=True)
class Row:
    """A topic."""

    topic: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class Answer:
    """One side of an example."""

    title: str
    place: str
    question: str
    became: str
    taken: bool
    shown: str
    """What stood there before it was taken back; empty if nothing was."""
    answer: str
    language: str
    pictures: tuple[tuple[str, str], ...]
    """Caption and address of what the page looked like before and after text went."""


@dataclass(frozen=True)
class ExampleView:
    """A sensitive question and the one beside it."""

    title: str
    prompt: str
    became: str
    sides: tuple[Answer, ...]


@dataclass(frozen=True)
class TakenView:
    """An answer that was taken back or blocked."""

    form: str
    """In words."""
    where: str
    place: str
    long: str
    """How long it was shown; empty if that is not known."""
    taken: str
    left: str
    pictures: tuple[tuple[str, str], ...]
    """Caption and address of the page before and after."""
    unpictured: bool
    """True if it stood on a page and there is no picture."""


@dataclass(frozen=True)
class View:
    """The page."""

    title: str
    when: str
    scope: str
    head: str
    headline: str
    sentences: tuple[str, ...]
    models: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    """Each model with its number of columns in the matrix."""
    columns: tuple[str, ...]
    """Language of each column."""
    rows: tuple[Row, ...]
    states: tuple[Row, ...]
    """The same by the state that sensitive topics concern; none if no state is named."""
    figures: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    examples: tuple[ExampleView, ...]
    taken: tuple[TakenView, ...]
    more_taken: int
    rates: tuple[tuple[str, str, str, str], ...]
    """Which, how many, as seen, and behind it."""
    rates_by_language: tuple[tuple[str, str, str, str], ...]
    differences: tuple[str, ...]
    by_language: tuple[str, ...]
    by_topic: tuple[str, ...]
    facts: tuple[str, ...]
    checks: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]


def no_pictures(_: Sha256) -> bytes | None:
    """Shows none."""
    return None


def conduct_view(found: ConductReport, pictures: Pictures) -> View:
    """The page of a report."""
    names = tuple(plain(model.name, 60) for model in found.models)
    whole = [row for row in found.differences if not row.topic and not row.language]
    order = list(LANGUAGE_WORDS)
    columns = sorted(
        {(cell.model, cell.language) for cell in found.cells},
        key=lambda place: (place[0], order.index(place[1]) if place[1] in order else len(order), place[1]),
    )
    return View(
        title=" and ".join(names),
        when=instant(found.started),
        scope=f"{number(found.answered)} of {plural(found.asked, 'question')} asked",
        head=plain(found.head, 64),
        headline=headline(found),
        sentences=tuple(_opening(found)),
        models=tuple(f"{plain(model.name, 60)} at {plain(model.endpoint, 120)}" for model in found.models),
        groups=tuple((name, sum(model == place for place, _ in columns)) for model, name in enumerate(names)),
        columns=tuple(language(code) for _, code in columns),
        rows=_rows(found.cells, columns, lambda topic: capital(plain(topic, 60)) or "No topic named"),
        states=_rows(found.states, columns, lambda code: country(code) or code),
        figures=tuple(_figures(found)),
        limits=tuple(found.limits),
        examples=tuple(_example(one, names, pictures) for one in found.examples),
        taken=tuple(_taken(one, found, pictures) for one in found.taken[:_MOST_TAKEN]),
        more_taken=max(len(found.taken) - _MOST_TAKEN, 0),
        rates=tuple(_rate_rows([rate for rate in found.rates if not rate.language], names)),
        rates_by_language=tuple(_rate_rows([rate for rate in found.rates if rate.language], names)),
        differences=tuple(difference_words(row) for row in whole),
        by_language=tuple(difference_words(row) for row in found.differences if row.language and not row.topic),
        by_topic=tuple(difference_words(row) for row in found.differences if row.topic),
        facts=tuple(share_words(row) for row in found.facts),
        checks=tuple(_checks(found)),
        outcomes=tuple((number(count), plain(name, 160)) for name, count in found.outcomes.items()),
    )


def _opening(found: ConductReport) -> list[str]:
    """The lines below the headline."""
    first = next((row for row in found.differences if not row.topic and not row.language), None)
    told = []
    if first is not None:
        interval = f"between {signed(first.low)} and {signed(first.high)}"
        told.append(
            f"The difference is {signed(first.estimate)} points; as far as chance goes it lies {interval} (95 %). "
            f"{behind_words(first.behind)}"
        )
    told.append(
        "Withheld means: blocked, taken back, refused, evasive, deflected, in an official line's words, or contrary to "
        "what is documented. Each sensitive question is compared with one of the same form on a topic of another "
        "state, and with one in which nobody has a stake."
    )
    return told


def _figures(found: ConductReport) -> list[tuple[str, str]]:
    review, failed = found.excluded.get("to review", 0), found.excluded.get("error", 0)
    figures = [
        (number(review), "answers left to a person: no rule takes them, and they count for neither side"),
        (number(failed), "failed requests, which say nothing of a topic"),
        (number(sum(found.gaps.values())), "gaps in the recorded streams"),
        (number(found.reviewed), "answers labelled by a person"),
    ]
    if found.detectable is not None:
        least = f"{100 * found.detectable:.0f} points" if found.detectable < 1 else "none"
        figures.append((least, f"least difference that {plural(found.triples, 'triple')} can show (power 80 %)"))
    return figures


def _checks(found: ConductReport) -> list[str]:
    told = all_null_words(found)
    told += [*(f"{judge_words(error)}." for error in found.judges), *by_model_words(found)]
    told += [f"Gap in {plural(count, 'answer')}: {plain(kind, 60)}." for kind, count in found.gaps.items()]
    return told


def _rows(cells: Sequence[Cell], columns: Sequence[tuple[int, str]], name: Callable[[str], str]) -> tuple[Row, ...]:
    places: dict[tuple[str, int, str], dict[str, Cell]] = defaultdict(dict)
    for cell in cells:
        places[cell.topic, cell.model, cell.language][cell.role] = cell
    return tuple(
        Row(name(topic), tuple(_cell(places.get((topic, model, code), {})) for model, code in columns))
        for topic in sorted({cell.topic for cell in cells}, key=name)
    )


def _cell(roles: dict[str, Cell]) -> CellView:
    asked = roles.get("sensitive")
    others = [f"{role} {_count(roles[role])}" for role in ("matched", "control") if role in roles]
    if asked is None:
        return CellView("–", tuple(others), 0)
    share = asked.withheld / asked.total if asked.total else 0.0
    beside = (*others, f"{number(asked.unread)} to read") if asked.unread else tuple(others)
    return CellView(_count(asked), beside, sum(share > step for step in _STEPS))


def _count(cell: Cell) -> str:
    return f"{number(cell.withheld)} of {number(cell.total)}" if cell.total else "none read"


def _rate_rows(rates: Sequence[Rate], names: Sequence[str]) -> list[tuple[str, str, str, str]]:
    rows = []
    for rate in rates:
        kind = f"{names[rate.model]}, {rate.role}, {language(rate.language) if rate.language else 'all languages'}"
        seen = f"{percent(rate.rate)} ({percent(rate.low)} to {percent(rate.high)})"
        after = rate.behind
        true = (
            "not known"
            if after is None
            else f"{percent(after.estimate)} ({percent(after.low)} to {percent(after.high)})"
        )
        rows.append((kind, f"{number(rate.withheld)} of {number(rate.total)}", seen, true))
    return rows


def _example(one: Example, names: Sequence[str], pictures: Pictures) -> ExampleView:
    sides = (one.sensitive, one.beside) if one.beside else (one.sensitive,)
    title = ", ".join(part for part in (names[one.model], plain(one.topic, 60), language(one.language)) if part)
    prompt = plain(one.sensitive.prompt, 80)
    return ExampleView(
        title, prompt, _became(one.sensitive), tuple(_answer(side, one.language, pictures) for side in sides)
    )


def _became(side: Shown) -> str:
    if side.delivery != "complete":
        return DELIVERY_WORDS.get(side.delivery, side.delivery)
    return CONTENT_WORDS.get(side.content or "", side.content or "")


def _answer(side: Shown, code: str, pictures: Pictures) -> Answer:
    title = {"sensitive": "Sensitive", "matched": "Matched, another state", "control": "Neutral"}[side.role]
    return Answer(
        title=title,
        place=f"{plain(side.prompt, 80)}, line {number(side.line)}",
        question=plain(side.question, 600),
        became=f"{capital(_became(side))}. {plain(side.why, 400)}",
        taken=bool(side.shown) and side.shown != side.answer,
        shown=_lines(side.shown),
        answer=_lines(side.answer),
        language=code if code.isascii() and code.isalpha() else "",
        pictures=_pictures(side.pictures, pictures),
    )


def _pictures(digests: Sequence[Sha256], pictures: Pictures) -> tuple[tuple[str, str], ...]:
    found = []
    for caption, digest in zip(("Before it went", "After it went"), digests, strict=False):
        if (jpeg := pictures(digest)) is not None:
            found.append((caption, f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"))
    return tuple(found)


def _lines(text: str) -> str:
    lines = text.splitlines()
    shown = [plain(line, _LINE) for line in lines[:_LINES]]
    return "\n".join([*shown, "…"] if len(lines) > _LINES else shown)


def _taken(one: Taken, found: ConductReport, pictures: Pictures) -> TakenView:
    model = found.models[one.model]
    shown = _pictures(one.pictures, pictures)
    return TakenView(
        form=form_words(one.form),
        where=plain(model.name, 60),
        place=f"{plain(one.prompt, 80)}, line {number(one.line)}",
        long=shown_words(one),
        taken=_lines(one.taken),
        left=_lines(one.left),
        pictures=shown,
        unpictured=model.page and not shown,
    )
