"""The queue of answers that no rule takes, for a person to read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from undertow.conduct.labels import Filled, Label, Labels, Verdict, fingerprint, now
from undertow.conduct.outcomes import Run
from undertow.conduct.records import Prompt
from undertow.errors import InvalidData
from undertow.model import Record, Sha256


@dataclass(frozen=True)
class Item:
    """An answer to read. The model is not named, so that its name sways nobody."""

    prompt: Prompt
    answer: str
    why: str

    @property
    def key(self) -> tuple[str, Sha256]:
        """What a label names it by."""
        return self.prompt.id, fingerprint(self.answer)

    def label(self, verdict: Verdict) -> Label:
        """What a person said of it."""
        prompt, answer = self.key
        return Label(prompt=prompt, answer_sha256=answer, content=verdict, at=now())


class Row(Record, frozen=True, kw_only=True):
    """An answer as it is handed out in a file; who reads it fills `content`."""

    prompt: str
    answer_sha256: Sha256
    content: Verdict | None
    language: str
    question: str
    answer: str
    why: str
    key_facts: tuple[tuple[str, ...], ...]


def queue(run: Run, labels: Labels, *, every: bool = False) -> list[Item]:
    """Answers without a label, each text once, in an order that mixes models and topics and is always the same.

    Args:
        run: the run, read without its labels.
        labels: what was labelled already.
        every: also answers that a rule, the classifier or a judge model took, so that these can be checked.
    """
    found: dict[tuple[str, Sha256], Item] = {}
    for one in run.outcomes:
        if one.content == "to review" or (every and one.judge is not None):
            item = Item(one.prompt, one.answer, one.why)
            if item.key not in labels.known or (every and item.key in labels.models):
                found[item.key] = item
    return [found[key] for key in sorted(found, key=lambda key: hashlib.sha256("\n".join(key).encode()).digest())]


def handed_out(items: Sequence[Item]) -> list[Row]:
    """The queue as lines of a file."""
    return [
        Row(
            prompt=item.prompt.id,
            answer_sha256=fingerprint(item.answer),
            content=None,
            language=item.prompt.language,
            question=item.prompt.text,
            answer=item.answer,
            why=item.why,
            key_facts=item.prompt.facts,
        )
        for item in items
    ]


def taken_in(run: Run, rows: Sequence[Filled]) -> list[Label]:
    """Labels from a file that came back; lines without `content` are left for later.

    Raises:
        InvalidData: a line names an answer that the run does not have.
    """
    known = {(one.prompt.id, fingerprint(one.answer)) for one in run.outcomes if one.content is not None}
    labels = []
    for number, row in enumerate(rows, start=1):
        if row.content is None:
            continue
        if (row.prompt, row.answer_sha256) not in known:
            raise InvalidData(
                f"Line {number} is about an answer to {row.prompt!r} that this run does not have; was the list made "
                "from another run? Nothing was taken in."
            )
        labels.append(Label(prompt=row.prompt, answer_sha256=row.answer_sha256, content=row.content, at=now()))
    return labels
