"""Who is named in a clause: known services anywhere, others by their place, capitals and legal form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from undertow.policy.lexicon import Hit, Lexicon

_FORMS = r"Inc|LLC|Ltd|Limited|GmbH(?: & Co\. KG)?|Corp|AG|SA|SAS|S\.A\.S|S\.A|S\.L|PC|Pte|Co|plc|B\.V|SE|KG"
_SUFFIX = re.compile(rf",? (?:{_FORMS})\b\.?(?: Ltd\b\.?)?")
_NAME = r"(?:The )?(?:[a-z]{1,2})?[A-Z][\w&.'’-]*(?: (?:& )?[A-Z][\w&'’-]*){0,4}"
_WITH_FORM = re.compile(rf"\b([A-Z][\w&’-]*(?: [A-Z][\w&’-]*){{0,3}}?)(?: Holding| Group)?,? (?:{_FORMS})\b")
_HAN_COMPANY = re.compile(r"([\u3400-\u9fff]{2,20}?)(?:股份)?有限(?:责任)?公司")
NOT_NAMES = frozenset(tomllib.loads((files(__package__) / "lexicon/names.toml").read_text("utf-8"))["not_names"])
"""Words with a capital that name nobody: what opens a sentence, months, places, documents."""
_PLAIN_START = re.compile(r"\s*[A-Z][\w'’-]*\s+[a-z]")


@dataclass(frozen=True)
class Context:
    """What the clauses of a policy are read with."""

    words: Lexicon
    own: frozenset[str]
    """Names of who wrote the policy."""
    ours: re.Pattern[str]
    """Finds such a name where it stands for "we"."""
    countries: frozenset[str]
    """Names of countries, which are no names of recipients."""
    medical: bool = False
    """Whether "records", with no word that says of what, are those of patients."""


@cache
def _leads(before: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lead = rf"\b(?:{before}|and|or|et|y|e|use|uses)(?: our [a-z ]{{3,30}},| the)? (?={_NAME})|, (?={_NAME})"
    return re.compile(lead), re.compile(_NAME)


_SUBJECT = re.compile(
    rf"\s*({_NAME})(?: (?:and|or|et|y) ({_NAME}))?(?= (?:may |can |also )?(?:collects?|receives?|does|uses?|places?"
    r"|retains?|stores?|keeps?|gets|learns"
    r"|sets?|acts?|processe?s?|analy[sz]es?|recibe|recibe|recopila|reçoit|collecte|utilise|analyse)\b)"
)


def names(text: str, context: Context) -> list[Hit]:
    """Names of recipients, in order of place."""
    words = context.words
    found = [Hit(hit.start(1), hit.end(1), hit[1]) for hit in _WITH_FORM.finditer(text)]
    _add(found, _whole(words.names.find(text), text, words.code))
    _add(found, [Hit(hit.start(1), hit.end(1), hit[1]) for hit in _HAN_COMPANY.finditer(text)])
    text = _SUFFIX.sub(lambda hit: " " * len(hit[0]), text)
    for hit in words.pattern("named").finditer(text):
        at = hit.lastindex or 1
        _add(found, [Hit(hit.start(at), hit.end(at), hit[at].rstrip(".'’"))])
    sure = set(found)
    if words.before_name and words.code != "de":
        lead, name = _leads(words.before_name)
        things = [hit for hit in words.data.find(text) if hit.id != "personal"]
        for hit in lead.finditer(text):
            named = name.match(text, hit.end())
            if named:
                one = Hit(named.start(), named.end(), named[0].rstrip(".'’"))
                _add(found, outside([one], things))  # "Social Security number"
        subject = _SUBJECT.match(text)
        for group in (1, 2) if subject else ():
            if subject and subject[group]:
                _add(found, [Hit(subject.start(group), subject.end(group), subject[group])])
    return sorted(
        hit
        for hit in set(found)
        if (not _is_place(text[hit.end : hit.end + 40], context) or (sure and text.startswith(" (", hit.end)))
        and hit.id not in context.own
        and hit.id not in context.countries
        and not set(hit.id.split()) <= NOT_NAMES
        and hit.id.split()[-1] not in _THINGS
    )


_THINGS = frozenset({"Information", "Data", "Content", "Details", "Records", "Identifiers"})
"""Last words of what a list names in its labels: "Calendar Information: …"."""
_MORE = re.compile(r"(?: [A-Z][\w&’-]*\w)+")


def _whole(known: Iterable[Hit], text: str, language: str) -> Iterator[Hit]:
    """Known names with the capitals after them: "Unity Technologies"; of German ones only other known names."""
    last: Hit | None = None
    for hit in known:
        if last is not None and text[last.end : hit.start] == " ":
            last = Hit(last.start, hit.end, text[last.start : hit.end])
            continue
        if last is not None:
            yield last
        more = _MORE.match(text, hit.end) if language in ("en", "fr", "es") else None
        plain = more is None or any(word in NOT_NAMES or word in _THINGS for word in more[0].split())
        end = hit.end if more is None or plain else more.end()
        last = Hit(hit.start, end, text[hit.start : end])
    if last is not None:
        yield last


_OF_PLACE = re.compile(r"(?:, | \()(?:(?:en|au|aux|in|in der|den) )?(?=[A-ZÀ-Ý])")
_ALONE = re.compile(r"(?! [A-Z])(?!\w)")
"""After a country's name, if it is not the beginning of another name ("China Mobile")."""


def _is_place(after: str, context: Context) -> bool:
    """Whether a country follows: "in Frankfurt, Germany"."""
    comma = _OF_PLACE.match(after)
    if comma is None:
        return False
    rest = after[comma.end() :]
    return any(rest.startswith(name) and _ALONE.match(rest, len(name)) for name in context.countries)


def _add(found: list[Hit], more: Iterable[Hit]) -> None:
    """Take in hits that lie in no other."""
    for hit in more:
        if not any(known.start < hit.end and hit.start < known.end for known in found):
            found.append(hit)


_US = re.compile(
    r"\b(?:[Ww]e|also|may) partner with\b"
    r"|\b[Tt]he (?:Company|company|Bank|bank|University|university|School|school|Group|group)\b(?! \w+ent)"
)
"""What a company, bank or school calls itself, with an article."""


def hits(text: str, context: Context) -> list[Hit]:
    """Kinds and names, in order of place; a name inside a kind ("Advertising Partners") is none."""
    things = list(context.words.data.find(text))
    us = [Hit(hit.start(), hit.end(), "") for hit in _US.finditer(text)]
    kinds = [
        hit
        for hit in outside(list(context.words.recipients.find(text)), us)
        if not any(_within(hit, each) for each in things)  # "bank account details", "historia clínica"
    ]
    named = names(text, context)
    told = {hit.id for hit in named}
    named = [
        hit
        for hit in named
        if not any(hit.id.startswith(f"{each} ") for each in told) or context.words.names.ids(hit.id) == (hit.id,)
    ]  # "from Google Fonts … to Google": a product of one that is named
    return sorted([*kinds, *outside(named, kinds)])


def _within(hit: Hit, thing: Hit) -> bool:
    """Whether a hit is a part of another."""
    return thing.start <= hit.start and hit.end <= thing.end and hit[:2] != thing[:2]


def outside(some: list[Hit], others: list[Hit]) -> list[Hit]:
    """Those that touch none of the others."""
    return [hit for hit in some if not any(each.start < hit.end and hit.start < each.end for each in others)]


def data(text: str, context: Context, without: tuple[tuple[int, int], ...] = ()) -> tuple[str, ...]:
    """Kinds of data; not those that are part of a recipient's description ("email service providers")."""
    found = outside(list(context.words.data.find(text)), hits(text, context))
    return tuple(dict.fromkeys(hit.id for hit in found if (hit.start, hit.end) not in without))


def recipients(text: str, context: Context) -> tuple[str, ...]:
    """Kinds and names in a list item or a cell; its first word is a name only if no plain word follows."""
    lead = "" if _PLAIN_START.match(text) else "to "
    return tuple(dict.fromkeys(hit.id for hit in hits(lead + text, context)))
