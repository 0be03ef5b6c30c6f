"""The right verdict from labels alone, by the rules of docs/policy.md, written apart from `undertow.policy`.

Only two things are shared with it: the tables of which kind is part of which (data, not code), and the search of the
text for words, on which "omitted" depends by its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from labels import Label

from undertow.policy import ontology

Scored = tuple[tuple[int, ...], Label]


def kind_level(label: Label, data: str) -> int | None:
    """0 the kind itself, 1 a broader one, 2 personal data or none said; None other data."""
    no = label.polarity == "no"
    levels = ontology.data_levels(data, denied=no)
    if not label.data:
        return None if no and 2 not in levels.values() else 2
    return min((levels[kind] for kind in label.data if kind in levels), default=None)


def settle(
    yes: list[Scored], no: list[Scored], soft: list[Scored], clear: Callable[[tuple[int, ...]], bool], words: bool
) -> str:
    """The verdict: `yes` and flat denials `no`, limited denials `soft`; `words`: whether a word for it stands there."""
    if no:
        hard = min(score for score, _ in no)
        finer = all(hard != score and all(a <= b for a, b in zip(hard, score, strict=True)) for score, _ in yes)
        return "contradicted" if finer else "ambiguous"
    best = min((score for score, _ in yes), default=None)
    if best is not None and clear(best):
        return "clear"
    if soft:
        limited = min(score for score, _ in soft)
        if best is None or (limited != best and all(a <= b for a, b in zip(limited, best, strict=True))):
            return "ambiguous"
    if best is not None:
        return "vague"
    return "ambiguous" if words else "omitted"


def _split(found: Iterable[Scored]) -> tuple[list[Scored], list[Scored], list[Scored]]:
    yes, no, soft = [], [], []
    for score, label in found:
        if label.polarity == "yes":
            yes.append((score, label))
        elif label.conditions or label.purposes:
            soft.append((score, label))
        else:
            no.append((score, label))
    return yes, no, soft


def of_type(labels: Iterable[Label], data: str, *, words: bool) -> str:
    """Is it said that this kind of data is taken?"""
    found = []
    for label in labels:
        level = kind_level(label, data)
        if level is None or not label.data:
            continue
        if label.polarity == "yes":
            found.append(((level, int(label.actor == "they")), label))
        elif label.actor == "we" and label.action == "collect":
            found.append(((level, 0), label))
    return settle(*_split(found), clear=lambda score: score[0] == 0, words=words)


def of_recipient(labels: Iterable[Label], data: str, name: str, kinds: tuple[str, ...], *, words: bool) -> str:
    """Is it said that this kind of data goes to this recipient?"""
    found: list[Scored] = []
    others = False
    for label in labels:
        gives = label.action in ("share", "sell") or (label.actor == "they" and label.action != "transfer")
        level = kind_level(label, data)
        no = label.polarity == "no"
        if not gives or (no and (label.action == "sell" or level is None)):
            continue
        levels = ontology.recipient_levels(kinds, denied=no)
        levels = {**levels, **{who: 0 for who in label.recipients if re.search(rf"\b{re.escape(name)}\b", who)}}
        to = min((levels[who] for who in label.recipients if who in levels), default=None)
        if not label.recipients and no:
            to = 3
        if to is None:
            others = others or (not no and bool(label.recipients) and level is not None)
        elif no:
            found.append(((to, level or 0), label))
        elif level is not None or to == 0:
            found.append(((to, 3 if level is None else level), label))
    if not found and not kinds and others and not words:
        return "ambiguous"
    return settle(*_split(found), clear=lambda score: score[0] == 0 and score[1] < 3, words=words)


def of_purpose(labels: Iterable[Label], data: str, purpose: str, *, words: bool) -> str:
    """Is a purpose said of this kind of data?"""
    broader = ontology.broader_purposes(purpose)
    yes: list[Scored] = []
    no: list[Scored] = []
    soft: list[Scored] = []
    for label in labels:
        level = kind_level(label, data)
        exactly = 0 if purpose in label.purposes else 1 if broader & label.purposes else None
        if level is None or exactly is None:
            continue
        if label.polarity == "yes":
            yes.append(((exactly, level), label))
        elif exactly == 0 and label.action != "sell" and not label.recipients:
            (soft if label.conditions else no).append(((0, level), label))
    return settle(yes, no, soft, clear=lambda score: score[0] == 0, words=words)


def of_country(labels: Iterable[Label], data: str, code: str, *, words: bool) -> str:
    """Is it said that this kind of data goes to a country, of an operator that is based there?

    A denial of a place leaves it open: where an operator is based says nothing of where its machines stand.
    """
    found: list[Scored] = []
    elsewhere = False
    for label in labels:
        level, no = kind_level(label, data), label.polarity == "no"
        place = _place(label, code)
        if label.action == "sell":
            continue
        if place is None:
            only = label.action in ("store", "transfer") and bool(label.countries) and not label.conditions
            elsewhere = elsewhere or (only and not no and level is not None and _says(label, "only"))
        elif not no:
            found.append(((place, 3 if level is None else level), label))
        elif level is not None and label.action in ("transfer", "store", "share"):
            found.append(((place, level), label))
    if not found and elsewhere:
        return "ambiguous"
    yes, no_flat, soft = _split(found)
    return settle(yes, [], [*soft, *no_flat], clear=lambda score: score[0] == 0 and score[1] < 3, words=words)


def _place(label: Label, code: str) -> int | None:
    wide = _says(label, "anywhere")
    if code in label.countries:
        return None if label.polarity == "no" and wide else 0
    near = "within-eea" if code in ontology.EEA else "beyond-eea"
    return 1 if wide or _says(label, near) else None


def _says(label: Label, places: str) -> bool:
    return ontology.place_words(places).search(label.span) is not None
