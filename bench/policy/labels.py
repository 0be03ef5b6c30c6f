"""The labelled policies: read, checked, and written as the HTML page that a reader gets."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "sentences"

_HEAD = re.compile(r"(?P<they>they )?(?P<may>may )?(?P<no>not )?(?P<action>collect|use|share|sell|store|transfer)\b")
_SLOT = re.compile(r"\s*(?P<sign>[>@#?~])\s(?P<text>.*?)(?=\s[>@#?~]\s|\Z)")


@dataclass(frozen=True)
class Label:
    """One statement as labelled by hand; see README.md."""

    actor: str
    modality: str
    polarity: str
    action: str
    data: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    purposes: frozenset[str]
    conditions: tuple[str, ...]
    span: str


@dataclass(frozen=True)
class Block:
    """A heading, sentence, list item or row, with what it states."""

    kind: str
    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Policy:
    """A labelled policy."""

    id: str
    language: str
    split: str
    blocks: tuple[Block, ...]

    def html(self) -> str:
        """The page: paragraphs of sentences, lists and tables under headings."""
        return f'<html lang="{self.language}"><body><main>{"".join(_markup(self.blocks))}</main></body></html>'


def _items(text: str) -> frozenset[str]:
    return frozenset(item.strip() for item in text.split(",") if item.strip())


def label(text: str, sentence: str) -> Label:
    """One label.

    Raises:
        ValueError: it does not follow the notation, or quotes words that are not in the sentence.
    """
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"not a label: {text}")
    first = re.search(r"\s[>@#?~]\s|\Z", text[head.end() :])
    assert first
    slots: dict[str, list[str]] = {sign: [] for sign in ">@#?~"}
    for slot in _SLOT.finditer(text[head.end() + first.start() :]):
        slots[slot["sign"]].append(slot["text"].strip())
    for quoted in (*slots["?"], *slots["~"]):
        if quoted not in sentence:
            raise ValueError(f"not in the sentence: {quoted!r} ({sentence})")
    return Label(
        actor="they" if head["they"] else "we",
        modality="may" if head["may"] else "does",
        polarity="no" if head["no"] else "yes",
        action=head["action"],
        data=_items(text[head.end() : head.end() + first.start()]),
        recipients=_items(",".join(slots[">"])),
        countries=_items(",".join(slots["@"])),
        purposes=_items(",".join(slots["#"])),
        conditions=tuple(slots["?"]),
        span=slots["~"][0] if slots["~"] else sentence,
    )


def policies() -> list[Policy]:
    """All labelled policies, in order of name."""
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        document = tomllib.loads(file.read_text("utf-8"))
        blocks = tuple(
            Block(kind, text, tuple(label(each, text) for each in labels)) for kind, text, *labels in document["blocks"]
        )
        found.append(Policy(document["id"], document["language"], document["split"], blocks))
    return found


_WRAP = {"p": "", "+": "", "li": "ul", "th": "table", "tr": "table"}


def _markup(blocks: tuple[Block, ...]) -> Iterator[str]:
    inside = ""
    open_paragraph = False
    for block in blocks:
        if open_paragraph and block.kind != "+":
            yield "</p>"
            open_paragraph = False
        wrap = _WRAP.get(block.kind, "")
        if wrap != inside:
            yield f"</{inside}>" if inside else ""
            yield f"<{wrap}>" if wrap else ""
            inside = wrap
        text = html.escape(block.text)
        if block.kind in ("p", "+"):
            yield f"<p>{text}" if block.kind == "p" else f" {text}"
            open_paragraph = True
        elif block.kind in ("th", "tr"):
            cell = "th" if block.kind == "th" else "td"
            yield "<tr>" + "".join(f"<{cell}>{part}</{cell}>" for part in text.split(" | ")) + "</tr>"
        else:
            yield f"<{block.kind}>{text}</{block.kind}>"
    yield "</p>" if open_paragraph else ""
    yield f"</{inside}>" if inside else ""
