"""The privacy policy against practice: what it says of each kind of data that goes, or could go, to each recipient."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import Record
from undertow.model.vocabulary import Confidence, DataType

PracticeDimension = Literal["type", "recipient", "country", "purpose"]

PracticeVerdict = Literal["clear", "vague", "omitted", "contradicted", "ambiguous", "not-assessed"]
"""``clear``: a statement says just this. ``vague``: one says a broader kind, or says it of other data. ``omitted``: no
statement was found, and a search of the whole text for every word of it came up empty. ``contradicted``: a sentence
denies it flatly by two independent readings, and none says otherwise. ``ambiguous``: sentences conflict, a denial hangs
on a condition, or words stand there that were not read as a statement. ``not-assessed``: it cannot be told, and why."""


class PolicyQuote(Record, frozen=True, kw_only=True):
    """A sentence of the policy on which a verdict rests."""

    text: str
    """The sentence, list item or row as it stands in the page's text; of a very long one the start."""
    page: str
    start: int
    """Characters from the start of the page's text."""
    denies: bool = False


class PolicySearch(Record, frozen=True, kw_only=True):
    """What was looked for without success: absence is said of this alone."""

    terms: tuple[str, ...]
    """Names, words of five languages, and stems (``*`` for any ending)."""
    sections: tuple[str, ...]
    """Headings of the texts searched, as far as they have any."""
    versions: tuple[str, ...]
    """Address, language and the date each text gives itself."""
    sentences: int
    """Sentences, list items and cells searched."""


class Judgement(Record, frozen=True, kw_only=True):
    """The verdict on one dimension of a flow."""

    dimension: PracticeDimension
    subject: str
    """What was looked for: a kind of data, a recipient, an ISO code of a country, a purpose; empty if there is none."""
    roles: tuple[str, ...] = ()
    """Of a country: ``network``, ``operator``, ``owner's state``."""
    verdict: PracticeVerdict
    confidence: Confidence | None
    """None where nothing was assessed. ``possible`` for whatever was not seen to be sent."""
    why: str
    conditions: tuple[str, ...] = ()
    """Under which alone the policy says so, in its words."""
    quotes: tuple[PolicyQuote, ...] = ()
    searched: PolicySearch | None = None
    """Only of ``omitted``."""


class Practice(Record, frozen=True, kw_only=True):
    """What the policy says of one kind of data that goes, or could go, to one host."""

    data: DataType
    host: str
    organisation: str | None
    flows: tuple[str, ...]
    sent: bool
    """False: no visit sent it; it could be sent."""
    judgements: tuple[Judgement, ...]
