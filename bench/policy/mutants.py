"""Changes of labelled policies, each with what it does to the labels, so that the right verdicts are known beforehand.

A mutant changes one sentence of a policy and the labels of that sentence alone. Every change is by rules of grammar of
the language; a sentence that no rule fits gives no mutant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from labels import Block, Label, Policy

from undertow.policy.check import country_pattern
from undertow.policy.lexicon import lexicon

COUNTRY_KINDS = ("country-delete", "country-other", "country-wide")
KINDS = ("delete", "delete-part", "negate", "generalise-data", "generalise-recipient", "exception", *COUNTRY_KINDS)

NEUTRAL = {
    "en": "Our office is open on weekdays.",
    "de": "Unser Büro ist werktags geöffnet.",
    "fr": "Notre bureau est ouvert en semaine.",
    "es": "Nuestra oficina abre entre semana.",
    "zh": "办公室周一至周五开放。",
}
"""Takes the place of what is deleted, so that lists, headings and rows around it stay."""

PERSONAL = {"en": ("personal data", "personal information"), "de": ("personenbezogene Daten",),
            "fr": ("données personnelles", "données à caractère personnel"),
            "es": ("datos personales", "información personal"), "zh": ("个人信息", "个人数据")}  # fmt: skip
THIRD = {
    "en": ("third parties", "other companies"),
    "de": ("Dritte",),
    "fr": ("tiers",),
    "es": ("terceros",),
    "zh": ("第三方",),
}

_EXCEPT = {
    "en": "We do not share personal data with third parties, except with {name}.",
    "es": "No compartimos datos personales con terceros, excepto con {name}.",
}
_UNLESS = {
    "en": (", unless you object", " if you have agreed"),
    "de": (", es sei denn, Sie widersprechen",),
    "fr": (", sauf si vous refusez", " si vous l'acceptez"),
    "es": (", salvo que se oponga", " si usted lo acepta"),
}


@dataclass(frozen=True)
class Mutant:
    """A changed policy."""

    kind: str
    policy: Policy
    """With the changed text and the changed labels."""
    block: int
    """Which of its blocks was changed."""


_DEPENDS = re.compile(r"(?:It|They|This includes|These include|Even then|Such|We may also disclose it)\b")
"""A sentence that means nothing without the one before it, which is therefore left as it is."""


def mutants(policy: Policy) -> Iterator[Mutant]:
    """Every mutant of a policy, in order of place and kind."""
    for place, block in enumerate(policy.blocks):
        after = policy.blocks[place + 1] if place + 1 < len(policy.blocks) else None
        if not block.labels or (after and (after.kind == "+" or _DEPENDS.match(after.text))):
            continue
        for kind, changed in _changes(block, policy.language):
            blocks = (*policy.blocks[:place], changed, *policy.blocks[place + 1 :])
            yield Mutant(kind, replace(policy, blocks=blocks), place)
        for kind, changed in _countries(block, policy.language):
            blocks = (*policy.blocks[:place], changed, *policy.blocks[place + 1 :])
            yield Mutant(kind, replace(policy, blocks=blocks), place)


def _changes(block: Block, language: str) -> Iterator[tuple[str, Block]]:
    if block.kind in ("p", "+", "li"):
        yield "delete", replace(block, text=NEUTRAL[language], labels=())
    if len(block.labels) == 1 and block.kind in ("p", "+"):
        (label,) = block.labels
        if label.polarity == "yes" and not label.conditions and not _SCOPE.search(block.text):
            for text in _negated(block.text, language):
                yield "negate", _with(block, text, replace(label, polarity="no", modality="does", span=text))
        yield from _limited(block, label, language)
    yield from _shortened(block, language)
    yield from _general_data(block, language)
    yield from _general_recipient(block, language)
    for label in block.labels:
        for name in sorted(label.recipients - {"third-parties"}):
            shown = _as_written(block.text, name, language)
            if label.polarity == "yes" and shown and language in _EXCEPT:
                yield "exception", _excepted(block, label, name, shown, language)


_SCOPE = re.compile(
    r", (?:which|(?:to|with|by|from) (?:whom|which))\b|\b(?:data|information) (?:they|we)\b"
    r"|\b(?:only|nur|uniquement|seulement|sólo|solo|únicamente)\b|仅|只",
    re.I,
)
"""Where the denial of the verb is none of the statement: the main clause still says it, its clause only tells which
data is meant, or what is denied is "only"."""


def _with(block: Block, text: str, *labels: Label) -> Block:
    return replace(block, text=text, labels=labels)


_VERBS_EN = (
    "collect|receive|gather|obtain|share|disclose|store|keep|retain|use|process|pass|sell|transfer|record|read|learn"
)
_VERBS_ES = r"^(Recopilamos|Recogemos|Usamos|Utilizamos|Compartimos|Almacenamos|Conservamos|Guardamos|Registramos)\b"
_NEGATE: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (rf"\b(we|they) (?:may |might |can |could |also |will )*(?:also )?({_VERBS_EN})\b", r"\1 do not \2"),
        (rf"\b(we|they) (?:may |might |can |could |also |will )*(?:also )?({_VERBS_EN})\b", r"\1 don't \2"),
        (rf"\b(we|they) (?:may |might |can |could |also |will )*(?:also )?({_VERBS_EN})\b", r"\1 never \2"),
        (rf"\b(is|are) (?=(?:{_VERBS_EN}|kept|held|given|sent|sold|shown)\w*\b)", r"\1 not "),
        (rf"\b(is|are) (?=(?:{_VERBS_EN}|kept|held|given|sent|sold|shown)\w*\b)", r"\1 never "),
        (rf"\b(?:may|can|could) ({_VERBS_EN})\b", r"does not \1"),
    ),
    "de": ((r" (\w+t|\w+en) werden\.$", r" nicht \1 werden."), (r" (\w+t|\w+en) werden\.$", r" niemals \1 werden."),
           (r"\b(wird|werden|haben) ([^,]*) (\w+t|\w+en)\.$", r"\1 \2 nicht \3."),
           (r"^(Wir (?:erheben|verwenden|nutzen|speichern|verarbeiten|teilen|erfassen) [^,]*)\.$", r"\1 nicht.")),
    "fr": (
        (r"\b([Nn]ous) (?:pouvons )?([^aeiouyéèh\W]\w*ons)\b", r"\1 ne \2 pas"),
        (r"\b([Nn]ous) (?:pouvons )?([^aeiouyéèh\W]\w*ons)\b", r"\1 ne \2 jamais"),
        (r"\b([Nn]ous) (?:pouvons )?([aeiouyéèh]\w*ons)\b", r"\1 n'\2 pas"),
        (r"\b([Nn]ous) (?:pouvons )?([aeiouyéèh]\w*ons)\b", r"\1 n'\2 jamais"),
    ),
    "es": (
        (_VERBS_ES, "No"),
        (_VERBS_ES, "Nunca"),
    ),
    "zh": ((r"我们(?:可能|还|也|会)*(?=收集|使用|共享|提供|存储|获取)", "我们不会"),
           (r"我们(?:可能|还|也|会)*(?=收集|使用|共享|提供|存储|获取)", "我们从不")),
}  # fmt: skip


def _negated(text: str, language: str) -> Iterator[str]:
    """The sentence with its verb denied, in one or two ways."""
    for found, put in _NEGATE[language]:
        hit = re.search(found, text, re.I)
        if hit is None:
            continue
        denied = f"{put} {hit[1].lower()}" if language == "es" else hit.expand(put)
        made = text[: hit.start()] + denied + text[hit.end() :]
        if made != text:
            yield made


def _limited(block: Block, label: Label, language: str) -> Iterator[tuple[str, Block]]:
    """A condition at the end: what was said stays said, and what was denied is denied no more."""
    if language in _UNLESS and block.text.endswith(".") and not label.conditions:
        for tail in _UNLESS[language]:
            text = f"{block.text[:-1]}{tail}."
            yield "exception", _with(block, text, replace(label, conditions=(tail.strip(", "),), span=text))


def _shortened(block: Block, language: str) -> Iterator[tuple[str, Block]]:
    """One kind of data, or one name, is taken out of a list."""
    words = lexicon(language)
    names = {to for label in block.labels for to in label.recipients if to[:1].isupper() or not to.isascii()}
    found = [(hit.start, hit.end, hit.id) for hit in words.data.find(block.text)]
    found += [(hit.start(), hit.end(), name) for name in names for hit in re.finditer(re.escape(name), block.text)]
    for start, end, what in sorted(found):
        after = _ITEM_END.match(block.text, end)
        once = sum(other == what for _, _, other in found) == 1
        listed = any(len(label.data) > 1 and what in label.data for label in block.labels)
        listed = listed or any(len(label.recipients) > 1 and what in label.recipients for label in block.labels)
        before = _ITEM_START.search(block.text[:start])
        if after is None or before is None or not once or not listed:
            continue
        text = block.text[:start] + block.text[after.end() :]
        labels = tuple(
            replace(label, data=label.data - {what}, recipients=label.recipients - {what}, span=text)
            for label in block.labels
        )
        yield "delete-part", _with(block, text, *labels)


_ITEM_END = re.compile(r", (?=\w)|、")
_ITEM_START = re.compile(
    r"(?:, |、|\b(?:your|the|full|Ihre[nr]?|votre|vos|su|sus|including|with|to|by|and|我们收集您的|您的))\s*$"
)


def _general_data(block: Block, language: str) -> Iterator[tuple[str, Block]]:
    """One word for a kind of data becomes one for personal data as a whole."""
    words = lexicon(language).data
    for kind in sorted(set().union(*(label.data for label in block.labels)) - {"personal"}):
        hits = [hit for hit in words.find(block.text) if hit.id == kind]
        if len(hits) != 1 or _NO.search(block.text) or kind in ("cookie", "fingerprint"):
            continue
        for put in PERSONAL[language]:
            text = block.text[: hits[0].start] + put + block.text[hits[0].end :]
            labels = tuple(
                replace(label, data=frozenset("personal" if each == kind else each for each in label.data), span=text)
                for label in block.labels
            )
            yield "generalise-data", _with(block, text, *labels)


def _general_recipient(block: Block, language: str) -> Iterator[tuple[str, Block]]:
    """A name, or a kind of recipients, becomes "third parties"."""
    words = lexicon(language).recipients
    for name in sorted(set().union(*(label.recipients for label in block.labels)) - {"third-parties"}):
        places = [(hit.start, hit.end) for hit in words.find(block.text) if hit.id == name]
        if name[:1].isupper() or not name.isascii():
            places = [hit.span() for hit in re.finditer(re.escape(name), block.text)]
        if len(places) != 1 or _APPOSED.match(block.text, places[0][1]):
            continue
        start, end = places[0]
        for put in THIRD[language]:
            text = block.text[:start] + (put if start else put[:1].upper() + put[1:]) + block.text[end:]
            labels = tuple(
                replace(
                    label,
                    recipients=frozenset("third-parties" if each == name else each for each in label.recipients),
                    span=text,
                )
                for label in block.labels
            )
            yield "generalise-recipient", _with(block, text, *labels)


_NO = re.compile(r"\bno (?!matter)|\bneither\b|\bkeine|\baucune?\b|\bningun", re.I)
_APPOSED = re.compile(r", (?:a|an|which|who)\b|[’']s\b| (?:does|receives|collects|may)\b")
"""After a name: what would make no sense of "third parties"."""


def _as_written(text: str, recipient: str, language: str) -> str:
    """A recipient in the words of a sentence; empty if they are not known or stand there more than once."""
    if recipient[:1].isupper() or not recipient.isascii():
        return recipient
    hits = [hit for hit in lexicon(language).recipients.find(text) if hit.id == recipient]
    return text[hits[0].start : hits[0].end] if len(hits) == 1 else ""


def _excepted(block: Block, label: Label, name: str, shown: str, language: str) -> Block:
    """A recipient moved into an exception to a denial: it is still said."""
    text = _EXCEPT[language].format(name=shown)
    told = replace(
        label, actor="we", modality="does", action="share", data=frozenset({"personal"}), purposes=frozenset(),
        countries=frozenset(), conditions=(), span=text,
    )  # fmt: skip
    return _with(
        replace(block, kind="p" if block.kind == "+" else block.kind),
        text,
        replace(told, polarity="no", recipients=frozenset({"third-parties"}), conditions=("except",)),
        replace(told, polarity="yes", recipients=frozenset({name})),
    )


_ICELAND = {"en": "in Iceland", "de": "in Island", "fr": "en Islande", "es": "en Islandia", "zh": "冰岛"}
"""A country that no policy names, with the preposition of the language."""
_ABROAD = {
    "en": "in other countries", "de": "im Ausland", "fr": "à l'étranger", "es": "en el extranjero", "zh": "其他国家",
}  # fmt: skip
_IN_PLACE = {
    "en": r"\b(?:in|within) (?:the )?(?:[A-Z]\w+, )?",
    "de": r"\b(?:in|in den|in der|innerhalb von) (?:[A-ZÄÖÜ]\w+, )?",
    "fr": r"\b(?:en|aux?|(?:à|au) [A-Z]\w+, en) ",
    "es": r"\ben (?:los |las |el |la )?",
    "zh": "",
}
"""What stands before the name of a country in which something is."""


def _countries(block: Block, language: str) -> Iterator[tuple[str, Block]]:
    """The sentence is taken out, names another country, or names none and says "other countries"."""
    for code in sorted(set().union(*(label.countries for label in block.labels))):
        name = country_pattern(code)
        hits = list(name.finditer(block.text)) if name else []
        if block.kind in ("p", "+", "li"):
            yield "country-delete", replace(block, text=NEUTRAL[language], labels=())
        if len(hits) != 1 or len(set().union(*(label.countries for label in block.labels))) != 1:
            continue
        before = re.search(_IN_PLACE[language] + r"\Z", block.text[: hits[0].start()])
        if before is None:
            continue
        rest = block.text[hits[0].end() :]
        for kind, put, codes in (("other", _ICELAND, {"IS"}), ("wide", _ABROAD, set())):
            text = block.text[: before.start()] + put[language] + rest
            labels = (
                replace(label, countries=frozenset(codes), span=text) if label.countries else label
                for label in block.labels
            )
            yield f"country-{kind}", _with(block, text, *labels)
