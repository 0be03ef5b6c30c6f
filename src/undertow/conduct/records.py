"""What a run of prompts leaves: the prompts, the models, and every answer as it came."""

from __future__ import annotations

from undertow.conduct.wire import Exchange
from undertow.model import AskedModel, Gap, PromptRole, Record, Sha256


class Prompt(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One line of a file of prompts; fields that are not named here are for others to read."""

    id: str
    triple: str
    """What belongs together: a sensitive question, the same on a matched topic, and a neutral control."""
    role: PromptRole
    language: str
    text: str
    topic: str = ""
    state: str = ""
    facts: tuple[tuple[str, ...], ...] = ()
    """Key facts that an informed answer contains, each as alternatives to look for; none if nobody wrote any."""
    official: tuple[str, ...] = ()
    """Phrasings of an official line."""


class PageChange(Record, frozen=True, kw_only=True):
    """The text shown became ``before[:kept] + text + before[kept + removed:]``, in UTF-16 units.

    It is all text of the page that did not stand there before the question was sent.
    """

    at: float
    """Seconds since the question was sent."""
    kept: int
    removed: int
    text: str


class Beside(Record, frozen=True, kw_only=True):
    """Another answer of a server while the page was answering."""

    url: str
    exchange: Exchange


class PagePicture(Record, frozen=True, kw_only=True):
    """A picture of the page; pairs stand for before and after text went."""

    at: float
    image: Sha256
    """The JPEG is ``pictures/IMAGE.jpg`` in the folder of the run."""


class PageSeen(Record, frozen=True, kw_only=True):
    """What a page showed of one answer, and what it holds of it later."""

    url: str
    """Where the conversation was at its end."""
    stream: str
    """Address that the answer came from; empty if no stream was seen."""
    changes: tuple[PageChange, ...]
    beside: tuple[Beside, ...] = ()
    scrolled: str | None = None
    """All text found by scrolling through the page, where text had gone from view."""
    again: str | None = None
    """All text of the page after it was loaded again; None if the conversation was not there."""
    pictures: tuple[PagePicture, ...] = ()
    ended: str = ""
    """``quiet``, ``silent`` or ``never-quiet``."""
    gaps: tuple[Gap, ...] = ()


class RunStart(Record, frozen=True, kw_only=True, tag="run", tag_field="kind"):
    """The first line of a run: everything that must be the same when it goes on."""

    previous: Sha256
    tool: str
    started: str
    """UTC, ISO 8601."""
    models: tuple[AskedModel, ...]
    """The one under test, then the reference, if there is one."""
    repeats: int
    prompts: tuple[Prompt, ...]


class Answered(Record, frozen=True, kw_only=True, tag="answer", tag_field="kind"):
    """One prompt as asked once."""

    previous: Sha256
    """SHA-256 of the line before, without its line end."""
    at: str
    model: int
    """Place in the run's models."""
    prompt: str
    repeat: int
    attempt: int
    settled: bool
    """False if it failed in a way that says nothing of the model, so that it is asked again."""
    request: str
    """The body that was sent, or what was typed."""
    exchange: Exchange
    masked: int = 0
    """Places where the server sent the key back, which are overwritten with asterisks."""
    page: PageSeen | None = None
    """What the page showed; None if no page was asked."""


Line = RunStart | Answered
