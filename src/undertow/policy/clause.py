"""One clause of a policy → its statements: who does what, whether it is denied, with which data, to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from undertow.policy import shape
from undertow.policy.circumstance import blank, conditions, purposes
from undertow.policy.frame import Frame
from undertow.policy.lexicon import Hit, Lexicon
from undertow.policy.recipient import Context, hits, names, outside, recipients
from undertow.policy.recipient import data as kinds


@dataclass(frozen=True)
class _Part:
    """A verb, or several joined without anything between them, with the words that belong to it."""

    start: int
    end: int
    actions: tuple[Hit, ...]
    joined: str = ""
    """The conjunction before it."""


def read(
    text: str, context: Context, before: Frame | None = None, known: tuple[str, ...] = (), *, opens: bool = False
) -> tuple[Frame, ...]:
    """The statements of a clause.

    `before`: of the clause before it, for what pronouns mean; `known`: the recipients that were named last, for
    "such partners"; `opens`: a list follows that says which data, so that a clause without data is one of any.
    """
    words = context.words
    plain = text
    for aside in (_TERM, _NUMBER, words.pattern("legal_basis")):
        plain = aside.sub(lambda hit: " " * len(hit[0]), plain)
    main, when = conditions(plain, words)
    if words.has("about", main):
        return shape.read(text, main, when, "", context, only="store")
    bare, what_for = purposes(main, words)
    if words.pattern("verb_of_purpose").search(what_for) and not words.actions.ids(bare):
        bare = main  # "数据用于训练": the verb itself says what for
    verbs = _QUOTES.sub(" ", bare)
    for name in ("noise", "relative"):
        for span in words.pattern(name).finditer(verbs):
            verbs = blank(verbs, span.start(), span.end())
    for span in words.pattern("affirms").finditer(main):  # "not only": a purpose after it may be its scope
        verbs = blank(verbs, span.start(), span.end())
    for hit in names(bare, context):
        verbs = blank(verbs, hit.start, hit.end)
    found: list[Frame] = []
    first: Frame | None = None
    parts = list(_parts(verbs, words))
    gives = None if words.has("we", verbs) else words.pattern("user_gives").search(bare)
    if gives:
        parts = [_Part(0, len(bare), (Hit(gives.start(), gives.end(), "collect"),))]
    for part in parts:
        reading = _Reading(text, bare, verbs, what_for, when, context, before, known, opens)
        made = reading.frames(part, first)
        first = first or (made[0] if made else None)
        found += made
    return tuple(found) or shape.read(text, main, when, what_for, context)


_TERM = re.compile(r"\([^()]{0,40}[“\"][^()”\"]*[”\"]\)")
"""A name that the policy gives to what it said: “(“Content”)”."""
_NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)+\.?|\d{1,2}[.)]|\([a-z\d]{1,3}\))\s+")
"""What numbers a paragraph: "3.2"."""
_TOLD = frozenset({"users", "hosting", "support", "third-parties", "vendors", "analytics"})
"""Kinds of recipients whose phrases hold the verb as well: "visible to the public", "companies that process"."""
_QUOTES = re.compile('["“”„«»‘]')


def _parts(verbs: str, words: Lexicon) -> Iterator[_Part]:
    things = list(words.data.find(verbs))
    to = list(words.recipients.find(verbs))
    actions = [
        hit
        for hit in words.actions.find(verbs)  # "sellers" do not sell here
        if not any(each.start <= hit.start and hit.end <= each.end for each in to if each.id not in _TOLD)
        if not any(_inside(hit, thing, verbs) for thing in things)
    ]
    if words.has("light", verbs):  # "storage … takes place on servers situated in"
        named = list(words.nominal.find(verbs))[:1]
        actions = named if named and (not actions or named[0].start < actions[0].start) else actions
    group: list[Hit] = []
    start, joined = 0, ""
    for action in actions:
        if not group:
            group = [action]
            continue
        gap = verbs[group[-1].end : action.start]
        if words.pattern("joined").fullmatch(gap):
            group.append(action)
            continue
        conjunctions = list(words.pattern("and_then").finditer(gap))
        if not conjunctions:
            continue
        conjunction = conjunctions[-1]
        at = group[-1].end + conjunction.start()
        yield _Part(start, at, tuple(group), joined)
        start, joined, group = at, conjunction[0].strip(" ,").split(" ")[0].lower(), [action]
    if group:
        yield _Part(start, len(verbs), tuple(group), joined)


def _inside(verb: Hit, thing: Hit, text: str) -> bool:
    """Whether what looks like a verb is a word of a longer name of data: "error reports", not "calls are recorded"."""
    before = text[thing.start : verb.start]
    return bool(before) and verb.end == thing.end and _BE.search(before) is None and _BE.match(text, verb.start) is None


@dataclass(frozen=True)
class _Reading:
    """A clause with what was cut out of it, while its parts are read."""

    text: str
    bare: str
    verbs: str
    what_for: str
    when: tuple[str, ...]
    context: Context
    before: Frame | None
    known: tuple[str, ...]
    opens: bool

    def frames(self, part: _Part, first: Frame | None) -> list[Frame]:
        """The statements of a part; `first` is the one that the clause opens with."""
        words = self.context.words
        bare, cut = self.bare[part.start : part.end], ""
        but_not = words.pattern("but_not").search(bare)
        if but_not:
            bare, cut = blank(bare, but_not.start(), but_not.end()), but_not[but_not.lastindex or 0]
        verbs = self.verbs[part.start : part.end]
        if but_not:
            verbs = blank(verbs, but_not.start(), but_not.end())
        action = part.actions[0]
        here = hits(bare, self.context)
        to = tuple(dict.fromkeys(hit.id for hit in here))
        such = list(words.words("such_recipients", bare))
        if such:
            others = tuple(dict.fromkeys(hit.id for hit in outside(here, such)))
            kinds_only = tuple(each for each in self.known if each.islower())
            them = any(bare[hit.start : hit.end].lower().endswith("them") for hit in such)
            known = self.known if them else kinds_only or self.known
            to = recipients(" ".join(self.when), self.context) or others or known or to
        denied = self._denied(part, verbs, first)
        frame = Frame(
            may=words.has("may", bare) or bool(first and first.may and not self._ours(verbs)),
            denied=denied,
            data=self._data(bare, part, first),
            recipients=to,
            purposes=words.purposes.ids(self.what_for),
            conditions=self.when or self._limit(denied=denied),
            text=self.text,
        )
        found: list[Frame] = []
        seen: set[str] = set()
        for each in part.actions:
            if each.id not in seen:
                seen.add(each.id)
                at = Hit(action.start - part.start, each.end - part.start, each.id)
                opening = first or (found[0] if found else None)
                found += self._act(replace(frame, action=each.id), at, bare, verbs, here, opening)
                if denied and each.id in ("use", "engage") and found and found[-1].recipients:
                    break  # "we do not use X to store": what for is no denial of its own
        if cut and found:
            data, others = words.data.ids(cut), recipients(cut, self.context)
            if data or others:
                last = found[-1]
                found.append(replace(last, denied=True, data=data or last.data, recipients=others or last.recipients))
        return found

    def _limit(self, *, denied: bool) -> tuple[str, ...]:
        """What a denial is for, where no purpose is known by its words: "not … to follow you" denies no more."""
        limit = self.what_for.strip(" ,.")
        return (limit,) if denied and limit and not self.context.words.purposes.ids(limit) else ()

    def _denied(self, part: _Part, verbs: str, first: Frame | None) -> bool:
        """Whether the verb is denied: in English by a word before it or its object, elsewhere anywhere in the part."""
        words = self.context.words
        end = part.actions[-1].end - part.start
        denied = words.has("not", verbs[:end] if words.code == "en" else verbs)
        denied = denied or (words.code == "en" and _NO_OBJECT.match(verbs, end) is not None)
        return denied or bool(first and first.denied and part.joined in _NEITHER)

    def _data(self, bare: str, part: _Part, first: Frame | None) -> tuple[str, ...]:
        words = self.context.words
        verbs = tuple((hit.start - part.start, hit.end - part.start) for hit in part.actions)
        data = kinds(bare, self.context, verbs)
        if data or (first is not None and first.data):
            return data or (first.data if first else ())
        goes_on = words.code == "zh" and _GOES_ON.match(self.text) is not None
        if self.before is not None and self.before.data and (goes_on or words.has("pronoun", bare)):
            return self.before.data
        if self.context.medical and _RECORDS.search(bare):
            return ("health",)
        return ("personal",) if self.opens or words.any_data.ids(bare) else ()

    def _act(
        self, frame: Frame, action: Hit, bare: str, verbs: str, here: list[Hit], first: Frame | None
    ) -> list[Frame]:
        words = self.context.words
        subject = bare[: action.start]
        if action.id == "engage":
            return self._engage(frame, here, subject)
        alone = _without(subject, here)  # "our service providers process": not "our service"
        us = self._ours(alone) if words.code == "en" else words.has("we", bare) or self._ours(verbs[: action.end])
        them = [hit for hit in here if hit.start < action.start]
        itself = _BE.match(bare, action.start) and _BY.match(bare, action.end)
        passive = bool(words.pattern("passive").search(subject) or itself)
        if not us and not them:
            them = [hit for hit in here if words.pattern("by").search(bare[: hit.start])]
        elif them and passive and action.id == "use":  # "Matomo is used"
            allowed = frame.denied and (frame.data or _TO.search(subject))  # "is not allowed to use it"
            return [] if allowed else [replace(frame, action="share", data=())]
        if first is not None and not us and not them and first.actor == "they":
            frame = replace(frame, recipients=first.recipients)
            return [replace(frame, actor="they")] if frame.data and action.id in ("collect", "use", "store") else []
        if action.id in ("collect", "use"):
            return self._taking(frame, subject, bare[action.start :], here, us=us, them=bool(them))
        if action.id == "store":
            return self._storing(frame, here, bare, first, us=us, them=bool(them))
        if action.id == "transfer" and _PROCESS.match(bare, action.start) and not self._abroad(bare):
            return self._taking(
                replace(frame, action="use"), subject, bare[action.start :], here, us=us, them=bool(them)
            )
        if action.id == "transfer" and (not frame.recipients or self._abroad(bare)):
            placed = words.has("located", verbs[action.start : action.end])
            return self._moving(frame, subject, bare, placed=placed, them=bool(them))
        if words.has("to-us", bare):
            data = frame.data or ("personal",)
            return [replace(frame, action="collect", recipients=(), data=data)]
        if us and words.pattern("we_and").search(subject):  # "neither we nor our affiliates share"
            to = tuple(dict.fromkeys(hit.id for hit in here if hit.start > action.start))
            frame = replace(frame, recipients=to or frame.recipients)
        if words.code == "en" and them and not us and not passive:
            return []  # "Google may pass it on": what others do with it is no statement of ours
        return self._giving(replace(frame, action="share" if action.id == "transfer" else action.id), action, verbs)

    def _moving(self, frame: Frame, subject: str, bare: str, *, placed: bool, them: bool) -> list[Frame]:
        """Data go abroad; or, of a merger, to who comes after us."""
        if placed and not frame.data and not them:  # "is based outside": who is?
            return []
        some = placed and _SOME.search(subject) is not None  # "Some of our suppliers are based abroad"
        if self._who(frame) and not self._abroad(bare):
            return [replace(frame, action="share", recipients=self._who(frame))]
        return [replace(frame, recipients=(), may=frame.may or some)]

    def _ours(self, text: str) -> bool:
        """Whether we are the subject, by a word or by the verb's form ("vendemos")."""
        words = self.context.words
        named = self.context.ours.search(text) is not None
        return named or words.has("we", text) or words.pattern("ours").search(text) is not None

    def _abroad(self, bare: str) -> bool:
        return any(name in bare for name in self.context.countries) or self.context.words.has("abroad", bare)

    def _engage(self, frame: Frame, here: list[Hit], subject: str) -> list[Frame]:
        """A service is used, hosts or handles: it gets data; one that is not used gets none."""
        if not here or (frame.denied and _TO.search(subject)):
            return []
        data = frame.data
        general = {hit.id for hit in self.context.words.recipients.find(self.bare)}
        if not data and all(hit.id in general for hit in here):
            data = ("personal",)
        goals = self.context.words.purposes.ids(f"{self.what_for} {self.bare}")
        more = tuple(hit.id for hit in names(self.what_for, self.context) if hit.id not in frame.recipients)
        to = (*frame.recipients, *dict.fromkeys(more))  # "on X for billing and on Y for email"
        return [replace(frame, action="share", data=data, recipients=to, purposes=goals)]

    def _taking(self, frame: Frame, subject: str, after: str, here: list[Hit], *, us: bool, them: bool) -> list[Frame]:
        """Somebody collects or uses: we, they, or both; a service that we use gets data."""
        words = self.context.words
        ours = replace(frame, recipients=())
        if them and us:
            both = [ours, replace(frame, actor="they")] if words.pattern("we_and").search(subject) else [ours]
            return [each for each in both if each.data]
        if them and _SEES.match(after):  # "other members can see your profile"
            return [replace(frame, action="share")] if frame.data and frame.recipients else []
        if them or words.has("such_recipients", subject):
            return [replace(frame, actor="they")] if frame.data and frame.recipients else []
        if self.before is not None and self.before.recipients and words.pattern("it").match(self.text):
            return [replace(frame, actor="they", recipients=self.before.recipients)] if frame.data else []
        general = {hit.id for hit in words.recipients.find(self.bare)}
        named = [hit for hit in here if hit.id not in general]
        if frame.action == "use" and not named:  # "we use other companies to count visits"
            named = [hit for hit in here if not after[: max(0, hit.start - len(subject))].split()[_OBJECT:]]
        if frame.action == "use" and named:
            between = after[: max(0, named[0].start - len(subject))].split()
            if frame.denied and len(between) > _OBJECT:  # "we do not use data from X": X is not what is used
                return []
            data = frame.data or words.data.ids(self.what_for)
            goals = words.purposes.ids(f"{self.what_for} {self.bare}")
            return [replace(frame, action="share", data=data, purposes=goals)]
        return [ours] if ours.data else []

    def _storing(
        self, frame: Frame, here: list[Hit], bare: str, first: Frame | None, *, us: bool, them: bool
    ) -> list[Frame]:
        if not frame.data:
            return []
        ours = replace(frame, recipients=())
        by = [hit for hit in here if self.context.words.pattern("by").search(bare[: hit.start])]
        if by and not us and not frame.denied:
            return [replace(frame, action="share"), ours]
        if them and not us:
            return [replace(frame, actor="they")]
        if first is not None and first.recipients and self.context.words.has("there", bare):
            return [replace(frame, actor="they", recipients=first.recipients)]
        return [ours]

    def _giving(self, frame: Frame, action: Hit, verbs: str) -> list[Frame]:
        """Somebody shares or sells."""
        words = self.context.words
        if words.has("for-money", verbs):
            return [replace(frame, action="sell", data=frame.data or ("personal",))]
        if frame.action == "sell" and not frame.data and not frame.denied:
            return []
        if not frame.recipients and not frame.denied and _OUR_TEAM.match(verbs, action.end - 3):
            return [replace(frame, action="use")] if frame.data else []
        vague = not frame.data or words.has("weak", verbs[action.start : action.end])
        if frame.action == "share" and not frame.recipients and not frame.denied and vague:
            return []
        return [replace(frame, data=frame.data or ("personal",), recipients=self._who(frame))]

    def _who(self, frame: Frame) -> tuple[str, ...]:
        """The recipients; of a merger, where that is the condition and nobody is named, who comes after us."""
        if frame.recipients or frame.denied:
            return frame.recipients
        return ("successors",) if any(_MERGER.search(each) for each in frame.conditions) else ()


def _without(text: str, some: list[Hit]) -> str:
    """The text with spaces for these, as far as they begin in it."""
    for hit in some:
        if hit.start < len(text):
            text = blank(text, hit.start, min(hit.end, len(text)))
    return text


_OUR_TEAM = re.compile(
    r"\W*(?:\w+ )?(?:by|through|to) (?:our|us|the) (?:[\w-]+ ){0,3}(?:team|staff|employees|personnel|moderators)", re.I
)
"""Who is no recipient: "reviewed by our safety team"."""
_MERGER = re.compile(
    r"\b(?:merger|merge|acqui(?:red|sition)|insolvency|bankruptcy|reorgani[sz]ation|sale of|change of control"
    r"|fusion|übernahme|insolvenz|cession|rachat|fusión|adquisición|venta)\b|合并|收购|破产|分立",
    re.I,
)
_TO = re.compile(r"\bto\s*$")
"""Before a verb: what is denied is that somebody may, or can, not that a service is used."""
_SEES = re.compile(
    r"(?:can |may |could )?(?:see|view|read|watch|look at|(?:have |has |get |gets |gain |gains )access)"
    r"|zugriff|einsehen|(?:a|ont) accès|voient|acced|tienen? acceso",
    re.I,
)
"""What who is shown something does; who collects by themselves does more."""
_PROCESS = re.compile(r"process", re.I)
"""What is "processed in" some circumstance, with no place said, is used and goes nowhere."""
_SOME = re.compile(r"\b(?:some|certain|several|a few)\b", re.I)
_RECORDS = re.compile(
    r"\brecords\b|\b(?:medical|patient|health) record\b|\bakten\b|\bdossiers?\b|\bexpedientes?\b|病历", re.I
)
_BY = re.compile(r"\s*by\b", re.I)
_BE = re.compile(r"\b(?:is|are|be|been|was|were)\b", re.I)
"""What opens a verb that is passive itself: "be reviewed"."""
_OBJECT = 2
"""Words from a verb to the name of what is used: the verb and an article."""
_NO_OBJECT = re.compile(
    r"\s*(?:no|neither|none of|nothing)\b"
    r"|[^,;]{0,120}\b(?:(?:is|are) (?:excluded|ruled out|prohibited|forbidden|not (?:permitted|allowed|made))"
    r"|(?:does|do) not (?:take place|occur|happen))\b"
    r"|[^,;]{0,200}\b(?:with|to) (?:nobody|no one|none of|neither of|no (?:third|other|outside) part(?:y|ies))\b",
    re.I,
)
"""What denies the verb before it: "share no data", "with nobody". "No longer than" is gone by then (`affirms`)."""

_GOES_ON = re.compile(r"[\s，,]*(?:并|且|也|亦|但|同时)")
"""How a Chinese clause opens that leaves out what it speaks of: "并可能被其他用户看到"."""
_NEITHER = frozenset({"or", "nor", "oder", "noch", "ni", "o", "ou", "或"})
