"""One clause of a policy → a statement: who does what, whether it is denied, with which data, to whom."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files

from undertow.policy.lexicon import Hit, Lexicon

_SUFFIX = re.compile(r",? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|AG|SA|S\.A|PC|Pte|Co)\b\.?(?: Ltd\b\.?)?")
_NAME = r"(?:The )?[A-Z][\w&.'’-]*(?: (?:& )?[A-Z][\w&'’-]*){0,4}"
_NOT_NAMES = frozenset(tomllib.loads((files(__package__) / "lexicon/names.toml").read_text("utf-8"))["not_names"])
"""Words with a capital that name nobody: what opens a sentence, months, places, documents."""


@dataclass(frozen=True)
class Frame:
    """What a clause says, before it has a place in the page."""

    actor: str = "we"
    may: bool = False
    denied: bool = False
    action: str = ""
    data: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    text: str = ""


_PLAIN_START = re.compile(r"\s*[A-Z][\w'’-]*\s+[a-z]")


def blank(text: str, start: int, end: int) -> str:
    """The text with a part made of spaces, so that places stay."""
    return text[:start] + " " * (end - start) + text[end:]


def names(text: str, words: Lexicon, own: frozenset[str], countries: frozenset[str]) -> list[Hit]:
    """Names of recipients: known ones anywhere, others by capitals after a preposition."""
    text = _SUFFIX.sub(lambda hit: " " * len(hit[0]), text)
    found = list(words.names.find(text))
    if words.before_name and words.code != "de":
        lead = re.compile(
            rf"\b(?:{words.before_name}|and|or|et|y|e|use|uses)(?: our [a-z ]{{3,30}},)? (?={_NAME})|, (?={_NAME})"
        )
        for hit in lead.finditer(text):
            name = re.compile(_NAME).match(text, hit.end())
            if name and not any(known.start < name.end() and name.start() < known.end for known in found):
                found.append(Hit(name.start(), name.end(), name[0].rstrip(".'’")))
        subject = re.match(
            rf"\s*({_NAME})(?= (?:may |can |also )?(?:collects?|receives?|does|uses?|places?|sets?)\b)", text
        )
        if subject and not any(known.start <= subject.start(1) < known.end for known in found):
            found.append(Hit(subject.start(1), subject.end(1), subject[1]))
    return sorted(
        hit
        for hit in set(found)
        if hit.id not in own and hit.id not in countries and not set(hit.id.split()) <= _NOT_NAMES
    )


def recipients(text: str, context: Context) -> tuple[str, ...]:
    """Kinds and names in a list item or a cell; its first word is a name only if no plain word follows."""
    kinds = list(context.words.recipients.find(text))
    lead = "" if _PLAIN_START.match(text) else "to "
    named = names(lead + text, context.words, context.own, context.countries)
    named = [Hit(hit.start - len(lead), hit.end - len(lead), hit.id) for hit in named]
    free = [hit for hit in named if not any(kind.start < hit.end and hit.start < kind.end for kind in kinds)]
    return tuple(dict.fromkeys(hit.id for hit in sorted([*kinds, *free])))


@dataclass(frozen=True)
class Context:
    """What the clauses of a policy are read with."""

    words: Lexicon
    own: frozenset[str]
    """Names of who wrote the policy."""
    countries: frozenset[str]
    """Names of countries, which are no names of recipients."""


_PART = re.compile(r"[,;](?:\s|(?=[\u3400-\u9fff]))|\.?\s*$|\.\s|。")
_THEN_WE = re.compile(r"(?<=\w{4}) (?=we\b)")


def conditions(text: str, words: Lexicon) -> tuple[str, tuple[str, ...]]:
    """The text without its conditions, and these in its words."""
    found: list[str] = []
    for phrase in words.pattern("condition_phrase").finditer(text):
        found.append(phrase[0].strip())
        text = blank(text, phrase.start(), phrase.end())
    at = 0
    while (hit := words.pattern("condition").search(text, at)) is not None:
        end = _PART.search(text, hit.end())
        stop = end.start() if end else len(text)
        if not text[: hit.start()].strip():  # "During a visit we collect": no comma, but the main clause begins
            then = _THEN_WE.search(text, hit.end() + 4, stop)
            stop = then.start() if then else stop
        found.append(text[hit.start() : stop].strip())
        text = blank(text, hit.start(), stop)
        at = stop
    return text, tuple(found)


def purposes(text: str, words: Lexicon) -> tuple[str, str]:
    """The text without the parts that say what for, and these parts."""
    parts = []
    for phrase in words.pattern("purpose_phrase").finditer(text):
        parts.append(phrase[0])
        text = blank(text, phrase.start(), phrase.end())
    hit = words.pattern("purpose").search(text)
    if hit is not None:
        opens = not text[: hit.start()].strip()
        end = _PART.search(text, hit.end()) if opens else None
        we = re.search(r"\s(?=you need|we\b)", text[hit.end() :]) if opens else None
        stop = min(end.start() if end else len(text), hit.end() + we.start() if we else len(text))
        parts.append(text[hit.start() : stop])
        text = blank(text, hit.start(), stop)
    return text, " ".join(parts)


def _denied(text: str, context: Context, action: Hit) -> bool:
    """Whether the verb is denied: in English by a word before it, elsewhere anywhere in the clause."""
    words = context.words
    return words.has("not", text[: action.end] if words.code == "en" else text)


_PRONOUN = re.compile(r"\b(?:it|them|this information|such information)\b", re.I)
_IT = re.compile(r"\s*(?:it|they|which)\b", re.I)
_BARE = re.compile(r"\s*(?:are|is|do|does)\b", re.I)
_JOINED = re.compile(r"\s*(?:,|/|,? (?:or|and|nor)) *")
_TO_THEM = re.compile(r"\b(?:with|to) (?:them|these)\b", re.I)


def read(text: str, context: Context, before: Frame | None = None) -> tuple[Frame, ...]:
    """The statements of a clause. `before`: of the clause before it, for what pronouns mean."""
    words = context.words
    main, when = conditions(text, words)
    for hit in words.words("relative", main):
        main = blank(main, hit.start, hit.end)
    bare, what_for = purposes(main, words)
    named = names(bare, words, context.own, context.countries)
    verbs = bare
    for hit in named:
        verbs = blank(verbs, hit.start, hit.end)
    actions = list(words.actions.find(verbs))
    if not actions:
        return ()
    action = actions[0]
    kinds = list(words.recipients.find(bare))
    named = [hit for hit in named if not any(kind.start < hit.end and hit.start < kind.end for kind in kinds)]
    to = tuple(dict.fromkeys(hit.id for hit in sorted([*kinds, *named])))
    if not to and _TO_THEM.search(bare):
        to = tuple(hit.id for hit in names(" ".join(when), words, context.own, context.countries))
    subject = bare[: action.start]
    data = words.data.ids(bare)
    if not data and before is not None and (_PRONOUN.search(bare) or _BARE.match(text)):
        data = before.data
    frame = Frame(
        may=words.has("may", bare),
        denied=_denied(bare, context, action),
        action=action.id,
        data=data,
        recipients=to,
        purposes=words.purposes.ids(what_for),
        conditions=when,
        text=text,
    )
    by_them = any(hit.start < action.start for hit in (*kinds, *named))
    by_us = words.has("we", subject)
    if action.id in ("collect", "use"):
        return _taking(frame, context, before, bare, what_for, by_them=by_them, by_us=by_us, named=bool(named))
    if action.id in ("store", "transfer"):
        return (replace(frame, recipients=()),)
    if words.has("to-us", bare):
        return (replace(frame, action="collect", recipients=(), data=data or ("personal",)),)
    return _giving(frame, actions, verbs, words)


def _taking(
    frame: Frame,
    context: Context,
    before: Frame | None,
    bare: str,
    what_for: str,
    *,
    by_them: bool,
    by_us: bool,
    named: bool,
) -> tuple[Frame, ...]:
    """Somebody collects or uses: we, they, or both; a service that we use gets data."""
    words = context.words
    ours = replace(frame, recipients=())
    if by_them and by_us:
        return ours, replace(frame, actor="they")
    if by_them:
        return (replace(frame, actor="they"),)
    if before is not None and before.recipients and _IT.match(frame.text):
        return (replace(frame, actor="they", recipients=before.recipients),)
    if frame.action == "use" and named:
        data = frame.data or words.data.ids(what_for)
        return (replace(frame, action="share", data=data, purposes=words.purposes.ids(f"{what_for} {bare}")),)
    return (ours,)


def _giving(frame: Frame, actions: list[Hit], verbs: str, words: Lexicon) -> tuple[Frame, ...]:
    """Somebody shares or sells; "sell or share" are two statements."""
    first = actions[0]
    if words.has("for-money", verbs):
        return (replace(frame, action="sell", data=frame.data or ("personal",)),)
    if first.id == "sell" and not frame.data and not frame.denied:
        return ()
    if (
        first.id == "share"
        and not frame.recipients
        and not frame.denied
        and words.has("weak", verbs[first.start : first.end])
    ):
        return ()
    made = replace(frame, data=frame.data or ("personal",))
    second = actions[1] if len(actions) > 1 else None
    if second and second.id != first.id and _JOINED.fullmatch(verbs[first.end : second.start]):
        return made, replace(made, action=second.id)
    return (made,)


_BRACKETS = re.compile(r"\(([^()]*)\)")


def item(text: str, lead: Frame, slot: str, context: Context) -> Frame:
    """A list item read as the rest of its lead-in: `slot` says what the list lists."""
    words = context.words
    main, when = conditions(text, words)
    bare, what_for = purposes(main, words)
    made = replace(lead, conditions=(*lead.conditions, *when), text=text)
    if slot == "purposes":
        return replace(made, purposes=words.purposes.ids(text), data=lead.data or ("personal",))
    goals = tuple(dict.fromkeys((*lead.purposes, *words.purposes.ids(what_for))))
    if slot == "recipients":
        data = tuple(dict.fromkeys((*lead.data, *words.data.ids(" ".join(_BRACKETS.findall(text))))))
        return replace(made, data=data, recipients=recipients(bare, context), purposes=goals)
    special = words.data.ids(bare)
    return replace(made, data=special or lead.data, purposes=goals)
