"""The text of a policy → its statements: sentences, lists with their lead-in, tables by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from undertow.policy import clause, item, table
from undertow.policy.check import countries, country_names
from undertow.policy.circumstance import conditions
from undertow.policy.frame import Frame
from undertow.policy.lexicon import LANGUAGES, Lexicon, lexicon
from undertow.policy.own import own_names, subject
from undertow.policy.recipient import Context, recipients
from undertow.policy.recipient import data as kinds
from undertow.policy.statement import Statement
from undertow.policy.text import Block, sentences
from undertow.policy.tongues import runs

LONGEST_TEXT = 200_000
"""Characters of a text in which statements are looked for; long policies have half of it."""
LONGEST_SENTENCE = 2_000
"""Characters of a sentence that are read; a longer one is no sentence that a person wrote."""


@dataclass
class _State:
    """What has been read up to a block."""

    before: Frame | None = None
    known: tuple[str, ...] = ()
    """Recipients named last."""
    lead: Frame | None = None
    more: tuple[Frame, ...] = ()
    """What else the lead-in does with what is listed: "we collect and use the following"."""
    slot: str = ""
    headings: dict[int, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    listing: bool = False


def read(blocks: Sequence[Block], language: str | None) -> tuple[Statement, ...]:
    """The statements, in order of place, of the parts that there is a lexicon for; `language`: of most blocks."""
    own = own_names(blocks)
    parts = runs(blocks, language)
    return tuple(said for code, part in parts if code in LANGUAGES for said in _part(part, lexicon(code), own))


def _part(blocks: list[Block], words: Lexicon, own: frozenset[str]) -> Iterator[Statement]:
    """The statements of blocks in one language."""
    medical = sum(hit.id == "health" for block in blocks for hit in words.data.find(block.text[:LONGEST_SENTENCE]))
    context = Context(words, own, subject(own), country_names(), medical >= _MEDICAL)
    state = _State()
    for block in blocks:
        if block.start > LONGEST_TEXT:
            break
        for frame, quote, start in _block(block, state, context):
            if frame.action and (frame.data or frame.recipients or frame.purposes or frame.action == "transfer"):
                yield _statement(frame, quote, start, words)


_MEDICAL = 5
"""Mentions of health from which on a policy is of a clinic or the like, whose "records" are of health."""


@lru_cache(maxsize=16)
def _countries(quote: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Countries named in a sentence, not those in names of companies: "中国移动"."""
    return tuple(code for code, _ in countries([quote], [re.compile(re.escape(name)) for name in names]))


_KIND = re.compile("[a-z-]+")
"""What is no name: an id of the ontology."""


def _statement(frame: Frame, quote: str, start: int, words: Lexicon) -> Statement:
    named = (*(who for who in frame.recipients if not _KIND.fullmatch(who)), *words.names.ids(quote))
    return Statement(
        actor="they" if frame.actor == "they" else "we",
        may=frame.may,
        denied=frame.denied,
        action=frame.action,  # type: ignore[arg-type]
        data=frame.data,
        recipients=frame.recipients,
        countries=_countries(quote, tuple(dict.fromkeys(named))),
        purposes=frame.purposes,
        conditions=frame.conditions,
        quote=quote,
        start=start,
    )


def _block(block: Block, state: _State, context: Context) -> Iterator[tuple[Frame, str, int]]:
    if block.kind[0] == "h":
        level = int(block.kind[1])
        state.headings = {each: text for each, text in state.headings.items() if each < level} | {level: block.text}
        state.lead = state.before = None
        state.more = ()
        state.header = ()
    elif block.kind == "tr":
        if block.header or not state.header:
            state.header = block.cells
        else:
            quote = block.text[:LONGEST_SENTENCE]
            cells = tuple(cell[:LONGEST_SENTENCE] for cell in block.cells)
            for frame in table.row(state.header, cells, quote, context):
                yield frame, quote, block.start
    elif block.kind == "li":
        text = block.text[:LONGEST_SENTENCE]
        for frame in _item(text, state, context):
            yield frame, text, block.start
    else:
        state.lead, state.more = None, ()
        at = 0
        for whole in sentences(block.text[:LONGEST_TEXT]):
            sentence = whole[:LONGEST_SENTENCE]
            start = block.text.find(sentence, at)
            at = max(at, start)
            for frame in _sentence(sentence, state, context):
                yield frame, sentence, block.start + at


def _sentence(sentence: str, state: _State, context: Context) -> Iterator[Frame]:
    words = context.words
    opens = sentence.rstrip().endswith((":", "："))
    said = conditions(sentence, words)[0].lstrip(" ,，")  # "Unless you have …, we share" is no right
    if words.pattern("rights").search(said) and not words.pattern("user_gives").search(sentence):
        return
    if words.has("includes", sentence) and state.before is not None:
        yield replace(state.before, data=words.data.ids(sentence), text=sentence)
        return
    # "Depending on …, the data we collect includes": after the condition
    opening = len(sentence) - len(said) if sentence.endswith(said) else 0
    consists = words.pattern("consists").match(sentence, opening)
    whole: list[Frame] = []
    if consists:  # "The data that we collect includes your name"
        action = "use" if table.USED.search(consists[0]) else "collect"
        listed = words.data.ids(sentence[consists.end() :])
        whole = [Frame(action=action, may=words.has("may", consists[0]), data=listed, text=sentence)]
    if whole and whole[0].data and not opens:
        yield from whole
        return
    frames = _fuller(list(_clauses(sentence, state, context, opens=opens)))
    if opens:
        state.lead = _lead(sentence, frames or whole, state, context)
        state.more = _alike(frames) if state.lead else ()
        if state.lead and state.lead.denied and words.pattern("except_these").search(sentence):
            yield from frames
            state.lead = replace(state.lead, denied=False, recipients=(), conditions=())
            state.slot = "recipients"
        return
    if not frames and _LABELLED.match(sentence):
        lead = _by_heading(state, context)  # "Account data: your name and email" under "What we collect"
        made = item.read(sentence, lead, state.slot, context) if lead else None
        if made and len(made.data) > 1:  # "Data you give us: your name"
            made = replace(made, data=tuple(kind for kind in made.data if kind != "personal"))
        frames = [made] if made and state.slot == "data" and made.data else []
    yield from frames


def _fuller(frames: list[Frame]) -> list[Frame]:
    """Without those that only say that a service is used, where the sentence goes on with what it gets."""
    told = {to for frame in frames if frame.action == "share" and frame.data for to in frame.recipients}
    return [
        frame
        for frame in frames
        if frame.action != "share" or frame.data or not frame.recipients or not told.issuperset(frame.recipients)
    ]


_LABELLED = re.compile(r"[^.:：]{2,60}[:：]\s*\S")


def _clauses(sentence: str, state: _State, context: Context, *, opens: bool = False) -> Iterator[Frame]:
    words = context.words
    at = 0
    last: list[Frame] = []
    unread = ""
    for cut in [*words.pattern("clause").finditer(sentence), None]:
        part = unread + sentence[at : cut.start() if cut else len(sentence)]
        earlier, begins = sentence[: at + 1], at == 0
        at = cut.end() if cut else at
        frames = _exception(part, state, context) or list(
            clause.read(part, context, state.before, state.known, opens=opens)
        )
        if not begins and words.pattern("which").match(part):
            frames = _which(part, frames, recipients(earlier, context), context)
            more = bool(last and last[-1].data and frames and set(last[-1].data).isdisjoint(frames[0].data))
            told = bool(frames) and not more and (frames[0].actor == "they" or not (last and last[-1].data))
            if told and last and last[-1].action == "share":
                last = []  # "uses X, which receives": what X receives says more than that it is used
        elif not frames and last and _NO.match(part):
            frames = [replace(last[-1], denied=True, data=words.data.ids(part))]
        yield from last
        last = frames
        unread = part + "，" if words.code == "zh" and not frames else ""  # the topic of the next clause
        if frames:
            state.before = frames[0]
            state.known = frames[-1].recipients or state.known
    yield from last


def _which(part: str, frames: list[Frame], earlier: tuple[str, ...], context: Context) -> list[Frame]:
    """What a relative clause says of the recipients that stand before it."""
    if not earlier or context.words.pattern("for_us").search(part):
        return []
    if context.words.pattern("to_which").match(part):
        return [replace(frame, actor="we", recipients=frame.recipients or earlier) for frame in frames]
    seen = _SEEN.match(part)
    shown = kinds(part[seen.end() :], context) if seen else ()
    if seen and shown:  # "developers, who can see your username"
        denied = context.words.has("not", seen[0])
        made = Frame(action="share", may=context.words.has("may", seen[0]), denied=denied, data=shown, text=part)
        return [replace(made, recipients=earlier)]
    takes = [frame for frame in frames if frame.action in ("collect", "use", "store")]
    return [replace(frame, actor="they", recipients=earlier) for frame in takes if frame.data]


_SEEN = re.compile(
    r"\s*(?:who|which) "
    r"(?:(?:can|may|could|will|might|cannot|do not|does not|never|only|are able to|is able to|then|thus) )*"
    r"(?:see|view|read|watch|look at|have access to|has access to|gains? access to)\b",
    re.I,
)
_NO = re.compile(r"\s*(?:no|not)\b", re.I)
_COMMA = re.compile("[,，]")


def _exception(sentence: str, state: _State, context: Context) -> list[Frame]:
    """Two statements, if a denial is followed or opened by an exception that names data or a recipient."""
    exception = context.words.pattern("exception").search(sentence)
    if exception is None:
        return []
    comma = _COMMA.search(sentence, exception.end()) if exception.start() == 0 else None
    stop = comma.start() if comma else -1
    inner = sentence[exception.end() : stop if stop > 0 else len(sentence)]
    rest = sentence[stop + 1 :] if stop > 0 else sentence[: exception.start()]
    frames = clause.read(rest, context, state.before)
    data, to = kinds(inner, context), recipients(inner, context)
    if not frames or not frames[0].denied:
        return []
    if not (data or to):  # "with the exception of those named above": who that is, is not read
        limit = (sentence[exception.start() : stop if stop > 0 else len(sentence)].strip(" ,.。"),)
        return [replace(frame, conditions=frame.conditions or limit) for frame in frames]
    frame = frames[0]
    return [*frames, replace(frame, denied=False, data=data or frame.data, recipients=to or frame.recipients)]


def _lead(sentence: str, frames: list[Frame], state: _State, context: Context) -> Frame | None:
    words = context.words
    lead = frames[-1] if frames else _by_heading(state, context)
    if lead is None:
        return None
    said = {*words.data.ids(sentence), *("personal" for _ in words.any_data.ids(sentence))}
    general = tuple(kind for kind in lead.data if kind in ("personal", "content") and kind in said)
    if lead.action == "use":
        state.slot = "purposes"
    elif lead.action in ("share", "sell") and not lead.recipients:
        state.slot = "recipients"
    elif lead.action in ("share", "sell") and not words.has("following", sentence):
        state.slot, lead = "recipients", replace(lead, recipients=())
    else:
        state.slot = "data"
    if lead.action in ("share", "sell") and words.recipients.ids(sentence) == () and lead.data:
        state.slot = "recipients"
    return replace(lead, data=general if state.slot == "data" else lead.data)


def _alike(frames: list[Frame]) -> tuple[Frame, ...]:
    """Those before the last that do something else with the same data, and give it to nobody."""
    alike = [
        frame for frame in frames if frame.action in _OWN_USE and frame == replace(frames[-1], action=frame.action)
    ]
    return tuple(alike[:-1]) if frames and frames[-1] in alike else ()


_OWN_USE = frozenset({"collect", "use", "store"})

_YOURS = re.compile(r"\byou \w+", re.I)
"""What the reader of the policy does: "Information You Provide" is not about sharing."""


def _by_heading(state: _State, context: Context) -> Frame | None:
    """The nearest heading that names an action is a lead-in: under "What we collect" a list lists data."""
    for level in sorted(state.headings, reverse=True):
        action = next(context.words.actions.find(_YOURS.sub("", state.headings[level])), None)
        if action is not None:
            state.slot = {"use": "purposes", "share": "recipients", "sell": "recipients"}.get(action.id, "data")
            if action.id == "engage":
                return None
            return Frame(action=action.id, data=("personal",) if state.slot == "recipients" else ())
    return None


def _item(text: str, state: _State, context: Context) -> Iterator[Frame]:
    lead = state.lead or _by_heading(state, context)
    own = [frame for frame in _clauses(text, state, context) if context.words.has("we", frame.text[:60])]
    if own and (lead is None or re.match(r"\W*(?:we|wir|nous|我们)\b", text, re.I)):
        yield from own
    elif lead is not None:
        state.lead = lead
        for each in (*state.more, lead):
            made = item.read(text, each, state.slot, context)
            if made.data or made.recipients:
                yield made
